"""Whether facts that were retracted, suppressed or erased come back in any reading of the record.

Every history of both parts is kept in a migrated SQLite file: turns, facts through the same settling as a close, a plan
that cites every fact and a brief that holds them all (the worst case). Then a clinician retracts, suppresses and erases
a third of the facts each, and every session is read and settled once more, as after a second close. What was withdrawn
must then be in no active fact, no brief, no plan, no recall and, when erased, in no row at all. Words on which a fact
that is still believed rests too (one that gave way to a withdrawn fact holds again) are that fact's and may be read.
"""

import tempfile
from dataclasses import dataclass, replace
from datetime import UTC, datetime, time, timedelta
from pathlib import Path

from benchmarks.memory_gold import PARTS, History, histories, turns_of
from memory import database
from memory.recall.cache import RecallCache
from memory.recall.index import Index
from memory.record.clock import Clock, Ids, new_id
from memory.record.course import Episode, Origin, PlanReason, PlanVersion
from memory.record.identity import Actor, Patient, Role, Scope
from memory.record.session import Session, SessionMode, SessionState
from memory.record.state import Fact
from memory.state.journal import place_of
from memory.state.relations import is_same, slot
from memory.state.withheld import overlap
from memory.store.store import Store, Work
from strategies.course.brief import BriefInputs, SessionMark, render_brief
from strategies.course.facts.extract import extract_facts
from strategies.course.facts.fact_changes import settle_facts
from strategies.course.facts.fact_corrections import erase_facts, retract_fact, suppress_fact
from strategies.course.known import LastingCache
from strategies.course.recalling import index_of

NOW = datetime(2027, 1, 4, 9, tzinfo=UTC)
CLINICIAN = Actor(tenant="bench", id="dr", name="Dr", roles=frozenset({Role.CLINICIAN}), created_at=NOW)


@dataclass(frozen=True, slots=True, kw_only=True)
class Hands:
    """What corrections need."""

    store: Store
    recall: RecallCache
    lasting: LastingCache
    clock: Clock
    ids: Ids


async def returning() -> tuple[int, list[str]]:
    """How many facts were withdrawn, and a line for each that is still read somewhere."""
    withdrawn, found = 0, list[str]()
    with tempfile.TemporaryDirectory() as folder:
        dsn = f"sqlite:///{Path(folder) / 'returns.db'}"
        await database.migrate(dsn)
        store = Store(database.open_engine(dsn))
        hands = Hands(store=store, recall=RecallCache(), lasting=LastingCache(), clock=lambda: NOW, ids=new_id)
        for part in PARTS:
            for history in histories(part):
                gone = await _withdrawn(history, hands)
                withdrawn += len(gone)
                found += await _still_read(history, gone, store)
        await store.close()
    return withdrawn, found


async def _withdrawn(history: History, hands: Hands) -> list[tuple[str, Fact]]:
    scope = Scope(tenant="bench", patient=history.id)
    async with hands.store.write(scope) as work:
        await _keep_course(work, history)
        for n in range(1, len(history.sessions) + 1):
            await _settle(work, history, n)
        active = await work.facts.active()
        sessions = await work.sessions.all()
        await work.plans.add(_plan_of(active, history))
        await work.sessions.replace(
            replace(sessions[-1], state=SessionState.OPEN, brief=_brief(active, sessions, history))
        )
    acts = [("retracted", retract_fact), ("suppressed", suppress_fact)]
    gone: list[tuple[str, Fact]] = []
    for i, fact in enumerate(active):
        name, act = (*acts, ("erased", None))[i % 3]
        if act is None:
            await erase_facts([fact.id], reason="asked", actor=CLINICIAN, scope=scope, engine=hands)
        else:
            await act(fact.id, reason="asked", actor=CLINICIAN, scope=scope, engine=hands)
        gone.append((name, fact))
    async with hands.store.write(scope) as work:
        for n in range(1, len(history.sessions) + 1):
            await _settle(work, history, n)
    return gone


async def _keep_course(work: Work, history: History) -> None:
    await work.patient.add(Patient(tenant="bench", id=history.id, locale=history.lang, simulated=True, created_at=NOW))
    await work.episodes.add(
        Episode(tenant="bench", patient=history.id, id=history.id, protocol="p", releases={}, started_at=NOW)
    )
    for n, meeting in enumerate(history.sessions, start=1):
        at = datetime.combine(meeting.on, time(10), tzinfo=UTC)
        await work.sessions.add(
            Session(
                tenant="bench",
                patient=history.id,
                id=f"{history.id}-{n}",
                episode=history.id,
                n=n,
                mode=SessionMode.SIMULATED,
                state=SessionState.CLOSED,
                language=history.lang,
                opened_at=at,
                touched_at=at,
                version=1,
                plan=None,
                brief="",
                closed_at=at,
            )
        )
        await work.turns.add_all([turn for turn, _ in turns_of(history, n)])


async def _settle(work: Work, history: History, n: int) -> None:
    on = history.sessions[n - 1].on
    found = extract_facts([turn for turn, _ in turns_of(history, n)], today=on)
    changes = settle_facts(
        await work.facts.all(),
        [(each, Origin.RULE) for each in found if each.states],
        session=await work.sessions.get(f"{history.id}-{n}"),
        now=datetime.combine(on, time(11), tzinfo=UTC),
        ids=new_id,
        withheld=await work.facts.withheld(),
    )
    for act in changes.acts:
        await work.facts.record(act)


def _plan_of(facts: list[Fact], history: History) -> PlanVersion:
    reasons = tuple(
        PlanReason(rule="fact", evidence=fact.source.quote, sources=(fact.source,)) for fact in facts if fact.source
    )
    return PlanVersion(
        tenant="bench",
        patient=history.id,
        id=f"plan-{history.id}",
        episode=history.id,
        n=1,
        created_at=NOW,
        agenda=(),
        strategy="",
        focus=(),
        expected="",
        reasons=reasons,
    )


def _brief(facts: list[Fact], sessions: list[Session], history: History) -> str:
    inputs = BriefInputs(
        policy="-",
        protocol_name="-",
        session_n=len(sessions),
        facts=tuple(facts),
        sessions={each.id: SessionMark(n=each.n, on=each.opened_at.date()) for each in sessions},
    )
    return render_brief(inputs, history.lang, budget_chars=20_000).text


async def _still_read(history: History, gone: list[tuple[str, Fact]], store: Store) -> list[str]:
    async with store.read(Scope(tenant="bench", patient=history.id)) as work:
        sessions, active = await work.sessions.all(), await work.facts.active()
        everything, journal = await work.facts.all(), await work.facts.journal()
        plan = await work.plans.latest(history.id)
        index: Index = await index_of(work, NOW + timedelta(days=1))
    places = {
        "the words of active facts": repr(active),
        "the open session's brief": sessions[-1].brief,
        "a new brief": _brief(active, sessions, history),
        "the plan that counts": repr(plan),
        "recall's index": " ".join(index.texts),
    }
    lines: list[str] = []
    for name, fact in gone:
        quote = fact.source.quote if fact.source is not None else fact.object
        read = ["active facts"] if any(_says_the_same(each, fact) for each in active) else []
        if not any(_share(each, fact) for each in active):
            read += [where for where, text in places.items() if quote in text]
            looked = index.look(quote, 10)
            read += ["recall"] if any(quote in item.text for item in looked.items) else []
        if name == "erased":
            rows = [each for each in everything if each.id == fact.id] + [
                e for e in journal if e.fact == fact.id and e.added
            ]
            others = [each for each in everything if not _share(each, fact)]
            kept = [entry for entry in journal if entry.added is None or not _share(entry.added, fact)]
            read += ["a row"] if rows or quote in repr(others) or quote in repr(kept) else []
        lines += [f"{history.id}: {name} {fact.id} in {where}" for where in read]
    return lines


def _says_the_same(one: Fact, other: Fact) -> bool:
    return one.id == other.id or (slot(one) == slot(other) and is_same(one, other))


def _share(one: Fact, other: Fact) -> bool:
    """Whether two facts rest on some of the same words: then these are the other's too, and the erasure names it."""
    places = place_of(one), place_of(other)
    return places[0] is not None and places[1] is not None and overlap(places[0], places[1])
