"""Imported words are read once: facts by rules with the session's own dates, alarms told and kept, nothing undone."""

import asyncio
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from typing import Any

import orjson
import pytest

from memory.exchange.bundle import export_patient
from memory.recall.cache import RecallCache
from memory.record.identity import Actor, Role, Scope
from memory.record.risk import RiskEventState, RiskKind
from memory.record.state import Authority, Fact, FactStatus
from memory.state.journal import by_id, replay
from memory.state.withheld import GAP
from memory.store.store import Store
from memory.store.whole import PATIENT_TABLES
from strategies.course.facts import imported, imported_alarms
from strategies.course.facts.fact_corrections import correct_fact, erase_facts, retract_fact
from strategies.course.facts.imported import BroughtIn, WordsRead, bring_in, read_imported
from strategies.course.facts.imported_alarms import LONGEST_QUOTE
from strategies.course.known import LastingCache
from strategies.risk.reading import Reading
from tests.conftest import CountedIds, FixedClock

SCOPE = Scope(tenant="clinic", patient="p-17")
DOCTOR = Actor(
    tenant="clinic",
    id="dr",
    name="Dr",
    roles=frozenset({Role.CLINICIAN}),
    created_at=datetime(2026, 1, 1, tzinfo=UTC),
)
Json = dict[str, Any]
Said = tuple[str, str]
"""The day of a session, and what the client says in it."""

ENGLISH: tuple[Said, ...] = (
    ("2025-01-07", "I live in Leeds. I work as a falconer since last month."),
    ("2025-01-14", "I live in York now."),
)
CHINESE: tuple[Said, ...] = (("2025-01-07", "我住在厦门。我怕坐电梯。"), ("2025-01-14", "我现在住在长沙。"))
PLAN = "I am going to kill myself tonight, I have the pills here."
WISH = "Last night I wanted to be dead."


@dataclass
class Hands:
    """What corrections need."""

    store: Store
    recall: RecallCache = field(default_factory=RecallCache)
    lasting: LastingCache = field(default_factory=LastingCache)
    clock: FixedClock = field(default_factory=FixedClock)
    ids: CountedIds = field(default_factory=lambda: CountedIds(count=9000))


def history(*said: Said, locale: str = "en", asked: str = "How was it?", **lists: list[Json]) -> Json:
    """A session for each day: the therapist asks, the client says."""
    return {
        "patient": {"id": "p-17", "locale": locale, "simulated": True},
        "sessions": [
            {
                "n": n,
                "date": day,
                "turns": [{"i": 1, "role": "therapist", "text": asked}, {"i": 2, "role": "client", "text": words}],
            }
            for n, (day, words) in enumerate(said, start=1)
        ],
        **lists,
    }


def stated(object: str, session: int, quote: str, **more: object) -> Json:  # noqa: A002 - the form's own word
    """A fact as a file states it."""
    evidence = {"session": session, "turn": 2, "quote": quote}
    return {
        "subject": "client",
        "predicate": "lives_in",
        "object": object,
        "valid_from": None,
        "valid_to": None,
        "status": "active",
        "authority": "client_stated",
        "evidence": evidence,
        **more,
    }


@pytest.fixture
def counted() -> CountedIds:
    return CountedIds()


@pytest.fixture
def put(store: Store, clock: FixedClock, counted: CountedIds) -> "Put":
    return Put(store, clock, counted)


class Put:
    """Imports in the name of a clinician."""

    def __init__(self, store: Store, clock: FixedClock, ids: CountedIds) -> None:
        self.store, self.clock, self.ids = store, clock, ids

    async def __call__(self, value: object, *, read: bool = True, tenant: str = "clinic") -> BroughtIn:
        return await bring_in(
            value, read=read, tenant=tenant, actor="dr", store=self.store, clock=self.clock, ids=self.ids
        )


async def facts_of(store: Store, scope: Scope = SCOPE) -> list[Fact]:
    async with store.read(scope) as work:
        found = await work.facts.all()
        assert replay(await work.facts.journal()) == by_id(found)
        return found


async def rows_of(store: Store, scope: Scope = SCOPE) -> list[object]:
    async with store.read(scope) as work:
        return [sorted(map(repr, await work.whole.rows(table))) for table in PATIENT_TABLES]


def shape(fact: Fact) -> tuple[object, ...]:
    return (fact.predicate, fact.object, fact.status.value, fact.valid_from, fact.valid_to)


@pytest.mark.parametrize(
    ("said", "locale", "expected"),
    [
        (
            ENGLISH,
            "en",
            [
                ("lives_in", "Leeds", "superseded", None, date(2025, 1, 14)),
                ("job", "falconer", "active", date(2024, 12, 7), None),
                ("lives_in", "York", "active", None, None),
            ],
        ),
        (
            CHINESE,
            "zh",
            [
                ("lives_in", "厦门", "superseded", None, date(2025, 1, 14)),
                ("fear", "坐电梯", "active", None, None),
                ("lives_in", "长沙", "active", None, None),
            ],
        ),
    ],
)
async def test_facts_come_of_the_words_with_the_days_of_their_sessions(
    put: Put, said: tuple[Said, ...], locale: str, expected: list[tuple[object, ...]]
) -> None:
    done = await put(history(*said, locale=locale))
    found = await facts_of(put.store)
    assert [shape(fact) for fact in found] == expected
    assert {(fact.authority, fact.recorded_at, fact.actor) for fact in found} == {
        (Authority.CLIENT_STATED, put.clock.now, None)
    }
    for fact in found:
        assert fact.source is not None
        assert any(words[fact.source.start : fact.source.end] == fact.source.quote for _, words in said)
    assert done.read == WordsRead(sessions=2, turns=2, facts=3, closed=1)
    assert done.alarms == ()


async def test_the_same_again_reads_nothing_and_changes_nothing(put: Put) -> None:
    value = history(*ENGLISH, ("2025-01-21", PLAN))
    first = await put(value)
    assert first.anew
    before = await rows_of(put.store)
    put.clock.advance(days=3)
    again = await put(value)
    assert (again.changed, again.anew, again.read, again.alarms) == (False, False, WordsRead(), ())
    assert (await read_imported(SCOPE, store=put.store, clock=put.clock, ids=put.ids))[0] == WordsRead()
    assert await rows_of(put.store) == before


async def test_two_who_read_at_once_keep_everything_once(put: Put) -> None:
    await put(history(*ENGLISH, ("2025-01-21", PLAN)), read=False)
    done = await asyncio.gather(
        *(read_imported(SCOPE, store=put.store, clock=put.clock, ids=put.ids) for _ in range(3))
    )
    assert sorted(read.facts for read, _ in done) == [0, 0, 3]
    assert sorted(len(alarms) for _, alarms in done) == [0, 0, 1]
    assert len(await facts_of(put.store)) == 3


async def test_many_sessions_are_kept_in_parts_and_settled_in_their_order(
    put: Put, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(imported, "AT_ONCE", 2)
    towns = ("Leeds", "York", "Hull", "Bath", "Derby")
    done = await put(history(*((f"2025-02-{n:02d}", f"I live in {town}.") for n, town in enumerate(towns, start=1))))
    assert done.read == WordsRead(sessions=5, turns=5, facts=5, closed=4)
    found = {fact.object: (fact.status.value, fact.valid_to) for fact in await facts_of(put.store)}
    assert found["Hull"] == ("superseded", date(2025, 2, 4))
    assert found["Derby"] == ("active", None)


async def test_what_was_left_unread_is_read_by_the_next_import(put: Put) -> None:
    value = history(*ENGLISH)
    left = await put(value, read=False)
    assert (left.read, left.alarms, await facts_of(put.store)) == (None, (), [])
    done = await put(value)
    assert (done.changed, done.anew, done.read) == (False, True, WordsRead(sessions=2, turns=2, facts=3, closed=1))


async def test_of_a_session_that_grew_only_the_new_words_are_read_and_close_nothing_later(put: Put) -> None:
    value = history(*ENGLISH)
    await put(value)
    value["sessions"][0]["turns"] += [
        {"i": 3, "role": "therapist", "text": "And before?"},
        {"i": 4, "role": "client", "text": "I live in Hull. I am afraid of lifts."},
    ]
    assert (await put(value)).read == WordsRead(sessions=1, turns=1, facts=2)
    found = await facts_of(put.store)
    assert [shape(fact) for fact in found if fact.predicate == "lives_in"] == [
        ("lives_in", "Leeds", "superseded", None, date(2025, 1, 14)),
        ("lives_in", "York", "active", None, None),
        ("lives_in", "Hull", "superseded", None, date(2025, 1, 14)),
    ]
    assert [fact.status for fact in found if fact.object == "lifts"] == [FactStatus.ACTIVE]
    assert (await put(value)).read == WordsRead()


@pytest.mark.parametrize(
    ("said", "facts"),
    [
        pytest.param(("2025-01-07", "I live in Leeds."), [stated("Leeds", 1, "in Leeds")], id="the same value"),
        pytest.param(
            ("2025-01-07", "I live in Leeds."),
            [stated("up north", 1, "I live in Leeds")],
            id="the same words in other terms",
        ),
        pytest.param(
            ("2025-01-07", "I live in Leeds."),
            [stated("Leeds", 1, "live in Leeds", predicate="home")],
            id="another name for it",
        ),
        pytest.param(("2025-01-07", "我住在厦门。"), [stated("厦门", 1, "我住在厦门", subject="来访者")], id="来访者"),
        pytest.param(
            ("2025-01-07", "我住在厦门，厦门很好。"), [stated("厦门", 1, "厦门很好", subject="来访者")], id="别处"
        ),
    ],
)
async def test_what_the_file_states_is_not_doubled(put: Put, said: Said, facts: list[Json]) -> None:
    locale = "en" if said[1].isascii() else "zh"
    done = await put(history(said, locale=locale, facts=facts))
    assert done.read == WordsRead(sessions=1, turns=1)
    assert [fact.object for fact in await facts_of(put.store)] == [facts[0]["object"]]


async def test_older_words_stand_as_history_beside_what_the_file_says_of_later(put: Put) -> None:
    later = [stated("York", 2, "York", authority="clinician_signed")]
    done = await put(history(("2025-01-07", "I live in Leeds."), ("2025-01-14", "It is fine in York."), facts=later))
    assert done.read == WordsRead(sessions=2, turns=2, facts=1)
    assert sorted(map(shape, await facts_of(put.store)), key=repr) == [
        ("lives_in", "Leeds", "superseded", None, date(2025, 1, 14)),
        ("lives_in", "York", "active", None, None),
    ]


async def test_older_words_end_nothing_that_was_said_later(put: Put) -> None:
    later = [stated("Leeds", 2, "Leeds")]
    await put(history(("2025-01-07", "I used to live in Leeds."), ("2025-01-14", "Leeds again."), facts=later))
    assert [shape(fact) for fact in await facts_of(put.store)] == [("lives_in", "Leeds", "active", None, None)]


async def test_an_event_ends_what_an_earlier_session_said(put: Put) -> None:
    done = await put(history(("2025-01-07", "I work as a falconer."), ("2025-01-14", "I lost my job on Friday.")))
    assert done.read == WordsRead(sessions=2, turns=2, facts=2, closed=1)
    assert shape((await facts_of(put.store))[0]) == ("job", "falconer", "superseded", None, date(2025, 1, 10))


@pytest.mark.parametrize(
    ("first", "then", "locale"),
    [("I live in Leeds.", "I got that wrong, I live in York.", "en"), ("我住在厦门。", "我说错了，我住在长沙。", "zh")],
)
async def test_what_the_client_put_right_was_believed_until_it_was_read(
    put: Put, first: str, then: str, locale: str
) -> None:
    await put(history(("2025-01-07", first), ("2025-01-14", then), locale=locale))
    wrong, right = await facts_of(put.store)
    assert (wrong.status, wrong.retracted_at, right.status) == (
        FactStatus.RETRACTED,
        put.clock.now,
        FactStatus.ACTIVE,
    )


async def test_an_alarm_is_told_once_though_its_session_grows(put: Put) -> None:
    value = history(("2025-01-07", PLAN))
    await put(value)
    value["sessions"][0]["turns"].append({"i": 3, "role": "client", "text": WISH})
    assert [each.turn for each in (await put(value)).alarms] == [3]
    async with put.store.read(SCOPE) as work:
        assert [event.turn for event in await work.risk.events()] == [2, 3]


async def test_words_against_a_clinicians_earlier_fact_open_a_dispute(put: Put) -> None:
    signed = [stated("Leeds", 1, "Leeds", authority="clinician_signed", recorded_at="2025-01-07T10:00:00Z")]
    await put(history(("2025-01-07", "Leeds again."), ("2025-01-14", "I live in York now."), facts=signed))
    found = {fact.object: fact.status for fact in await facts_of(put.store)}
    assert found == {"Leeds": FactStatus.ACTIVE, "York": FactStatus.DISPUTED}


async def test_what_a_clinician_took_out_or_set_right_before_the_reading_stays_so(put: Put) -> None:
    value = history(
        ("2025-01-07", "I live in Leeds. I am afraid of lifts. I have a dog called Rex."),
        ("2025-01-14", "I am afraid of lifts. I have a dog called Rex."),
        facts=[
            stated("Leeds", 1, "I live in Leeds"),
            stated("lifts", 1, "I am afraid of lifts", predicate="fear"),
            stated("dog called Rex", 1, "I have a dog called Rex", predicate="pet"),
        ],
    )
    await put(value, read=False)
    by_object = {fact.object: fact.id for fact in await facts_of(put.store)}
    hands = Hands(store=put.store)
    act: Json = {"reason": "asked for it", "actor": DOCTOR, "scope": SCOPE, "engine": hands}
    await correct_fact(by_object["Leeds"], "Hull", **act)
    await retract_fact(by_object["lifts"], **act)
    await erase_facts([by_object["dog called Rex"]], **act)
    done = await put(value)
    assert done.read is not None
    assert (done.read.sessions, done.read.facts, done.read.closed) == (2, 0, 0)
    assert done.read.withheld > 0
    found = await facts_of(put.store)
    assert [fact.object for fact in found if fact.status in {FactStatus.ACTIVE, FactStatus.DISPUTED}] == ["Hull"]
    assert not [fact for fact in found if "Rex" in fact.object]
    async with put.store.read(SCOPE) as work:
        assert "Rex" not in repr(await work.facts.journal())


async def test_an_alarm_of_long_ago_is_past_and_one_of_the_last_session_is_open(put: Put) -> None:
    done = await put(history(("2025-01-07", PLAN), ("2025-01-14", "Better."), ("2025-06-03", WISH)))
    assert [
        (each.session, each.turn, each.date, each.tier, each.level, each.kind, each.state) for each in done.alarms
    ] == [
        (1, 2, date(2025, 1, 7), 3, 5, RiskKind.PLAN_OR_INTENT, RiskEventState.PAST),
        (3, 2, date(2025, 6, 3), 1, 1, RiskKind.PASSIVE_IDEATION, RiskEventState.OPEN),
    ]
    assert [each.quote for each in done.alarms] == [PLAN, WISH]
    async with put.store.read(SCOPE) as work:
        events = await work.risk.events()
        assert [(event.id, event.state) for event in events] == [(each.event, each.state) for each in done.alarms]
        assert [event.at.date() for event in events] == [each.date for each in done.alarms]
        assert [event.id for event in await work.risk.open_events()] == [done.alarms[1].event]
        assert (await work.patient.get()).risk_level == 0
        assert (await work.risk.changes(), await work.risk.escalations()) == ([], [])
        assert await work.outbox.due(datetime(2030, 1, 1, tzinfo=UTC), 10) == []
    assert all(PLAN not in event.why and WISH not in event.why for event in events)


@pytest.mark.parametrize(("day", "state"), [("2026-02-16", "open"), ("2026-02-15", "past")])
async def test_fourteen_days_before_the_imports_clock_count_as_recent(put: Put, day: str, state: str) -> None:
    done = await put(history((day, WISH), ("2026-02-27", "Better.")))
    assert [each.state.value for each in done.alarms] == [state]


@pytest.mark.parametrize(
    ("locale", "asked", "said", "quote"),
    [
        ("en", "Have you thought about killing yourself?", "Yes.", "Yes."),
        ("zh", "你有没有想过自杀？", "是的。", "是的。"),
        ("zh", "最近怎么样？", "我不想活了。", "我不想活了。"),
        ("en", "And then?", "Well, " * 40 + "I am going to kill myself tonight" + ", that was it" * 20, "kill myself"),
    ],
)
async def test_the_words_of_an_alarm_are_shown_in_their_place(
    put: Put, locale: str, asked: str, said: str, quote: str
) -> None:
    done = await put(history(("2025-01-07", said), locale=locale, asked=asked))
    (alarm,) = done.alarms
    assert quote in alarm.quote
    assert len(alarm.quote) <= LONGEST_QUOTE
    assert alarm.quote.strip("…") in said


async def test_withheld_words_are_a_gap_in_an_alarms_quote(put: Put) -> None:
    words = "My sister Bea was there. I wanted to be dead."
    value = history(("2025-01-07", words), facts=[stated("Bea", 1, "My sister Bea", predicate="family")])
    await put(value, read=False)
    (fact,) = await facts_of(put.store)
    await erase_facts([fact.id], reason="asked", actor=DOCTOR, scope=SCOPE, engine=Hands(store=put.store))
    (alarm,) = (await put(value)).alarms
    assert alarm.quote == f"{GAP} was there. I wanted to be dead."


async def test_another_tenant_has_nothing_of_it(put: Put) -> None:
    other = Scope(tenant="elsewhere", patient="p-17")
    await put(history(("2025-01-07", "Nothing much.")), tenant="elsewhere")
    before = await rows_of(put.store, other)
    await put(history(*ENGLISH, ("2025-01-21", PLAN)))
    assert await rows_of(put.store, other) == before
    assert await facts_of(put.store, other) == []
    async with put.store.read(other) as work:
        assert await work.risk.events() == []


async def test_a_bundle_is_not_read_and_comes_back_with_the_same_hash(put: Put) -> None:
    value = history(*ENGLISH, ("2025-01-21", PLAN))
    await put(value)
    bundle = orjson.loads(await export_patient(SCOPE, store=put.store, clock=put.clock))
    back = await put(bundle, tenant="elsewhere")
    assert (back.changed, back.read, back.alarms) == (True, None, ())
    there = Scope(tenant="elsewhere", patient="p-17")
    again = orjson.loads(await export_patient(there, store=put.store, clock=put.clock))
    assert again["sha256"] == bundle["sha256"]
    after = await put(value, tenant="elsewhere")
    assert (after.anew, after.read) == (False, WordsRead())


async def test_what_only_the_classifier_hears_is_for_review_and_opens_nothing(
    put: Put, monkeypatch: pytest.MonkeyPatch
) -> None:
    kinds = (RiskKind.PASSIVE_IDEATION,)
    faint = Reading(alarm=True, tier=1, level=1, kinds=kinds, layers=("classifier",), why="classifier p = 0.70")

    def hear(_: str, **__: str) -> Reading:
        return faint

    monkeypatch.setattr(imported_alarms, "hear", hear)
    done = await put(history(("2025-06-03", "We had soup.")))
    assert [(each.tier, each.state) for each in done.alarms] == [(1, RiskEventState.PAST)]
