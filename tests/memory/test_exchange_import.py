"""A history goes in whole or not at all, under its own dates, and the same one again changes nothing."""

import copy
import json
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest

from memory.exchange.errors import MOST_FAULTS, HistoryRefused
from memory.exchange.importing import Imported, import_history
from memory.exchange.reading import LARGEST_HISTORY, history_of, parsed
from memory.recall.index import Index
from memory.record.identity import Scope
from memory.record.session import Author, SessionState, TurnOrigin
from memory.record.state import FactStatus, HomeworkOutcome, JournalKind
from memory.state.journal import Act, Move
from memory.store.store import Store
from memory.store.whole import PATIENT_TABLES
from tests.conftest import FixedClock

EXAMPLES = Path(__file__).parents[2] / "examples"
SCOPE = Scope(tenant="clinic", patient="p-17")
NOW = datetime(2026, 3, 2, 9, tzinfo=UTC)
Json = dict[str, Any]


def history(sessions: int = 2, turns: int = 4) -> Json:
    """A small sound history."""
    return {
        "patient": {"id": "p-17", "locale": "en", "simulated": True},
        "sessions": [
            {
                "n": n,
                "date": f"2025-01-{7 * n:02d}",
                "turns": [
                    {"i": i, "role": "client" if i % 2 == 0 else "therapist", "text": f"Words {i} of meeting {n}."}
                    for i in range(1, turns + 1)
                ],
            }
            for n in range(1, sessions + 1)
        ],
    }


def full() -> Json:
    """A history with something in every list."""
    return {
        **history(),
        "measures": [{"instrument": "phq9", "date": "2025-01-07", "items": [1, 1, 1, 1, 1, 1, 1, 1, 0]}],
        "homework": [{"session": 1, "text": "Walk", "outcome_session": None, "status": None}],
        "facts": [
            {
                "subject": "client",
                "predicate": "job",
                "object": "baker",
                "valid_from": None,
                "valid_to": None,
                "status": "active",
                "authority": "client_stated",
                "evidence": {"session": 1, "turn": 2, "quote": "Words 2"},
            }
        ],
        "targets": [
            {
                "id": "t1",
                "label": "Sleep",
                "problem": "sleeps badly",
                "mechanism": None,
                "measure": "hours",
                "baseline": 4,
                "goal": 7,
                "status": "active",
            }
        ],
        "consents": ["session_record", {"scope": "model_processing", "given_at": "2025-01-07"}],
    }


async def put(store: Store, value: object) -> Imported:
    return await import_history(value, tenant="clinic", actor="dr", store=store, clock=FixedClock())


def faults_of(value: object) -> list[tuple[str, str]]:
    with pytest.raises(HistoryRefused) as refusal:
        history_of(value, now=NOW)
    return [(fault.path, fault.code) for fault in refusal.value.faults]


async def test_a_history_stands_under_its_own_dates_and_the_same_file_again_changes_nothing(store: Store) -> None:
    done = await put(store, full())
    assert done.changed
    assert done.added == {
        "patients": 1,
        "sessions": 2,
        "turns": 8,
        "facts": 1,
        "targets": 1,
        "measures": 1,
        "homework": 1,
        "consents": 2,
    }
    async with store.read(SCOPE) as work:
        sessions = await work.sessions.all()
        assert [(each.n, each.opened_at.date(), each.state) for each in sessions] == [
            (1, date(2025, 1, 7), SessionState.CLOSED),
            (2, date(2025, 1, 14), SessionState.CLOSED),
        ]
        turns = await work.turns.of_session(sessions[0].id)
        assert [(t.n, t.author, t.origin) for t in turns[:2]] == [
            (1, Author.CLINICIAN, TurnOrigin.IMPORTED),
            (2, Author.CLIENT, TurnOrigin.IMPORTED),
        ]
        assert await work.facts.all(as_of=datetime(2025, 1, 6, tzinfo=UTC)) == []
        assert [fact.object for fact in await work.facts.all(as_of=datetime(2025, 1, 8, tzinfo=UTC))] == ["baker"]
        said = await work.turns.before(NOW)
        found = Index.build(said).look("Words 4 of meeting 2", 1)
        assert [(item.session_n, item.turn) for item in found.items] == [(2, 4)]
        before = [await work.whole.rows(table) for table in PATIENT_TABLES]
    again = await put(store, full())
    assert (again.changed, dict(again.added), dict(again.updated), again.kept) == (False, {}, {}, ())
    async with store.read(SCOPE) as work:
        assert [await work.whole.rows(table) for table in PATIENT_TABLES] == before


async def test_more_turns_sessions_and_outcomes_are_added(store: Store) -> None:
    await put(store, full())
    more = {**full(), "sessions": history(3, 6)["sessions"]}
    more["homework"] = [{"session": 1, "text": "Walk", "outcome_session": 2, "status": "done"}]
    more["facts"][0] |= {"status": "superseded", "valid_to": "2025-01-20"}
    done = await put(store, more)
    assert done.added == {"sessions": 1, "turns": 10}
    assert done.updated == {"sessions": 2, "facts": 1, "homework": 1}
    fourth = copy.deepcopy(more["sessions"][2]) | {"n": 4, "date": "2025-02-03"}
    tail = {"patient": more["patient"], "sessions": [fourth]}
    assert (await put(store, tail)).added == {"sessions": 1, "turns": 6}
    async with store.read(SCOPE) as work:
        assert [task.outcome for task in await work.homework.all()] == [HomeworkOutcome.DONE]
        assert [fact.status for fact in await work.facts.all()] == [FactStatus.SUPERSEDED]
        assert [fact.status for fact in await work.facts.all(as_of=datetime(2025, 2, 1, tzinfo=UTC))] == [
            FactStatus.ACTIVE
        ]
        assert [session.version for session in await work.sessions.all()] == [3, 3, 3, 3]
    assert not (await put(store, tail)).changed


async def test_other_words_at_a_place_are_an_error_that_names_it_and_nothing_is_added(store: Store) -> None:
    await put(store, history())
    changed = history(3)
    changed["sessions"][1]["turns"][2]["text"] = "Something else."
    changed["sessions"][0]["turns"][1]["role"] = "therapist"
    with pytest.raises(HistoryRefused) as refusal:
        await put(store, changed)
    assert [(fault.path, fault.code) for fault in refusal.value.faults] == [
        ("sessions[0].turns[1].role", "changed_role"),
        ("sessions[1].turns[2].text", "changed_text"),
    ]
    async with store.read(SCOPE) as work:
        assert len(await work.sessions.all()) == 2


async def test_what_was_set_right_here_stays_and_is_named(store: Store) -> None:
    await put(store, full())
    async with store.write(SCOPE) as work:
        fact = (await work.facts.all())[0]
        gone = replace(fact, status=FactStatus.RETRACTED, retracted_at=NOW, actor="dr")
        move = Move(kind=JournalKind.RETRACT, fact=gone)
        await work.facts.record(Act(id="act-1", at=NOW, moves=(move,), actor="dr"))
    again = await put(store, full())
    assert (again.changed, again.kept) == (False, ("facts[0]",))
    async with store.read(SCOPE) as work:
        assert [fact.status for fact in await work.facts.all()] == [FactStatus.RETRACTED]


async def test_a_superseded_fact_was_believed_until_the_next_was_said(store: Store) -> None:
    value = json.loads((EXAMPLES / "history.en.json").read_bytes())
    await import_history(value, tenant="clinic", actor="dr", store=store, clock=FixedClock())
    async with store.read(Scope(tenant="clinic", patient="history-en")) as work:

        async def jobs(day: int) -> list[tuple[str, FactStatus, date | None]]:
            facts = await work.facts.all(as_of=datetime(2025, 9, day, 23, tzinfo=UTC))
            return [(fact.id, fact.status, fact.valid_to) for fact in facts if fact.predicate == "job"]

        assert await jobs(10) == [("job-1", FactStatus.ACTIVE, None)]
        assert await jobs(23) == [
            ("job-1", FactStatus.SUPERSEDED, date(2025, 9, 22)),
            ("job-2", FactStatus.ACTIVE, None),
        ]


@pytest.mark.parametrize("name", ["history.en.json", "history.zh.json"])
def test_the_examples_are_sound(name: str) -> None:
    found = history_of(parsed((EXAMPLES / name).read_bytes()), now=NOW)
    assert len(found.sessions) == 3


def _at(value: Json, session: int, turn: int, at: str) -> None:
    value["sessions"][session]["turns"][turn]["at"] = at


def _duplicate_turn(v: Json) -> None:
    v["sessions"][0]["turns"][2]["i"] = 2


def _two_zones(v: Json) -> None:
    _at(v, 0, 0, "2025-01-07T09:00:00+00:00")
    _at(v, 0, 1, "2025-01-07T17:05:00+08:00")


def _two_zones_between(v: Json) -> None:
    _at(v, 0, 0, "2025-01-07T09:00:00Z")
    _at(v, 1, 0, "2025-01-14T17:05:00+08:00")


def _set(path: str, value: object) -> Callable[[Json], None]:
    """Sets one place: `sessions.0.date`; None of the last step's name removes it."""

    def change(v: Any) -> None:
        *steps, last = [int(step) if step.isdigit() else step for step in path.split(".")]
        for step in steps:
            v = v[step]
        if value is ...:
            del v[last]
        else:
            v[last] = value

    return change


CASES: list[tuple[Callable[[Json], None], str, str]] = [
    (_duplicate_turn, "sessions[0].turns[2].i", "duplicate_turn"),
    (_set("sessions.1.n", 1), "sessions[1].n", "duplicate_session"),
    (_set("sessions.1.n", 3), "sessions[1].n", "not_counting_on"),
    (_set("sessions.1.date", ...), "sessions[1].date", "missing"),
    (_set("sessions.1.date", "14.01.2025"), "sessions[1].date", "value_error"),
    (_set("sessions.1.date", 20250114), "sessions[1].date", "value_error"),
    (_set("sessions.1.date", "2025-02-30"), "sessions[1].date", "value_error"),
    (_set("sessions.1.date", "2026-03-03"), "sessions[1].date", "future_date"),
    (_set("sessions.1.date", "2025-01-06"), "sessions[1].date", "out_of_order"),
    (_set("sessions.1.turns.3.role", "nurse"), "sessions[1].turns[3].role", "literal_error"),
    (_set("sessions.1.turns.3.text", " \n"), "sessions[1].turns[3].text", "value_error"),
    (_set("sessions.1.turns.3.text", "a\x07b"), "sessions[1].turns[3].text", "control_character"),
    (_set("sessions.1.turns.3.text", 7), "sessions[1].turns[3].text", "string_type"),
    (_set("sessions.1.turns.3.mood", "low"), "sessions[1].turns[3].mood", "unknown_key"),
    (_set("sessions.1.turns.3.i", "4"), "sessions[1].turns[3].i", "int_type"),
    (_set("sessions.1.turns.3.at", "2025-01-14T09:00:00"), "sessions[1].turns[3].at", "value_error"),
    (_set("sessions.1.turns.3.at", "2025-01-20T09:00:00Z"), "sessions[1].turns[3].at", "other_day"),
    (_set("sessions.1.turns", []), "sessions[1].turns", "too_short"),
    (_set("sessions.1.turns", ...), "sessions[1].turns", "missing"),
    (_set("sessions", ...), "sessions", "missing"),
    (_set("patient.locale", "de"), "patient.locale", "value_error"),
    (_set("patient.simulated", "yes"), "patient.simulated", "bool_type"),
    (_set("patient", ...), "patient", "missing"),
    (_set("plan", []), "plan", "unknown_key"),
    (_two_zones, "sessions[0].turns[1].at", "two_time_zones"),
    (_two_zones_between, "sessions[1].turns[0].at", "two_time_zones"),
    (_set("measures.0.items", [1, 1]), "measures[0].items", "not_scorable"),
    (_set("measures.0.total", 20), "measures[0].total", "not_scorable"),
    (_set("measures.0.items.3", 4), "measures[0].items[3]", "not_scorable"),
    (_set("measures.0.instrument", "xyz"), "measures[0].instrument", "not_scorable"),
    (_set("measures.0.date", "2027-01-01"), "measures[0].date", "future_date"),
    (_set("homework.0.session", 9), "homework[0].session", "no_such_session"),
    (_set("homework.0.status", "lost"), "homework[0].status", "literal_error"),
    (_set("facts.0.evidence.quote", "never said"), "facts[0].evidence.quote", "quote_not_said"),
    (_set("facts.0.evidence.turn", 99), "facts[0].evidence.turn", "no_such_turn"),
    (_set("facts.0.authority", "god"), "facts[0].authority", "enum"),
    (_set("targets.0.status", "won"), "targets[0].status", "enum"),
    (_set("consents.0", "everything"), "consents[0].scope", "enum"),
]


@pytest.mark.parametrize(("change", "path", "code"), CASES)
def test_each_fault_is_named_by_its_path(change: Callable[[Json], None], path: str, code: str) -> None:
    value = full()
    change(value)
    assert (path, code) in faults_of(value)


def test_one_report_names_every_fault_and_a_fault_hides_no_other() -> None:
    value = full()
    value["sessions"][0]["turns"][1]["role"] = "nurse"
    value["sessions"][0]["turns"][2]["i"] = 2
    value["sessions"][1]["date"] = "2024-01-01"
    value["measures"][0]["total"] = 3
    value["facts"][0]["evidence"]["quote"] = "never said"
    assert faults_of(value) == [
        ("sessions[0].turns[1].role", "literal_error"),
        ("sessions[0].turns[2].i", "duplicate_turn"),
        ("sessions[0].turns[3].i", "not_counting_on"),
        ("sessions[1].date", "out_of_order"),
        ("measures[0].total", "not_scorable"),
        ("facts[0].evidence.quote", "quote_not_said"),
    ]


def test_summer_time_is_no_second_time_zone() -> None:
    value = history()
    value["sessions"][1]["date"] = "2025-04-08"
    _at(value, 0, 0, "2025-01-07T09:00:00+01:00")
    _at(value, 1, 0, "2025-04-08T09:00:00+02:00")
    assert len(history_of(value, now=NOW).sessions) == 2


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"{", "not_json"),
        (b'{"patient": NaN}', "not_json"),
        (b"\xff\xfe{}", "not_utf8"),
        (b'{"a": "\\ud800"}', "not_json"),
        (b'{"sessions": [], "a": {"b": 1, "b": 2}}', "key_twice"),
        (b" " * (LARGEST_HISTORY + 1), "too_large"),
    ],
)
def test_what_is_no_file_of_this_form_is_refused_before_it_is_read(data: bytes, code: str) -> None:
    with pytest.raises(HistoryRefused) as refusal:
        parsed(data)
    assert [(fault.path, fault.code) for fault in refusal.value.faults] == [("$", code)]


def test_a_report_is_bounded_and_says_how_many_more() -> None:
    value = history()
    value["sessions"][0]["turns"] = [{} for _ in range(MOST_FAULTS)]
    with pytest.raises(HistoryRefused) as refusal:
        history_of(value, now=NOW)
    assert len(refusal.value.faults) == MOST_FAULTS
    assert refusal.value.beyond > 0


@pytest.mark.parametrize("value", [[], "x", 3, None])
def test_another_value_is_no_history(value: object) -> None:
    assert faults_of(value) == [("$", "not_an_object")]
