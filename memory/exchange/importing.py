"""A history into the record: read and checked whole first, then written in one transaction, or not at all."""

import asyncio
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from memory.exchange.errors import Faults
from memory.exchange.filing import IMPORTED, Filing, There, file_sessions
from memory.exchange.filing_state import (
    file_consents,
    file_facts,
    file_homework,
    file_measures,
    file_patient,
    file_targets,
)
from memory.exchange.reading import History, history_of
from memory.record.clock import Clock
from memory.record.identity import Scope
from memory.store.store import Store, Work


@dataclass(frozen=True, slots=True, kw_only=True)
class Imported:
    """What an import did. `added` and `updated`: kind -> number; `kept`: places of the file where the record stays.

    `changed` is false when there was nothing new: the same file again changes nothing.
    """

    patient: str
    changed: bool
    added: Mapping[str, int] = field(default_factory=dict[str, int])
    updated: Mapping[str, int] = field(default_factory=dict[str, int])
    kept: tuple[str, ...] = ()
    sha256: str | None = None


async def import_history(value: object, *, tenant: str, actor: str, store: Store, clock: Clock) -> Imported:
    """Imports a parsed file; `actor` is in whose name.

    Raises: HistoryRefused with every fault; memory.store.errors (the database). Either leaves everything as it was.
    """
    now = clock()
    history = await asyncio.to_thread(history_of, value, now=now)
    scope = Scope(tenant=tenant, patient=history.patient.id)
    async with store.write(scope) as work:
        there = await _there(work, history)
        filing = _filed(history, there, scope=scope, actor=actor, clock=lambda: now)
        if filing.empty:
            return Imported(patient=scope.patient, changed=False, kept=tuple(filing.kept))
        await _write(work, filing)
    return Imported(
        patient=scope.patient,
        changed=True,
        added=_counts(
            patients=[filing.patient] if filing.patient is not None else [],
            sessions=filing.sessions,
            turns=filing.turns,
            facts=filing.facts,
            targets=filing.targets,
            measures=filing.measures,
            homework=filing.homework,
            consents=filing.consents,
        ),
        updated=_counts(sessions=filing.grown, facts=filing.acts, homework=filing.reported, consents=filing.withdrawn),
        kept=tuple(filing.kept),
    )


def _counts(**lists: Sequence[object]) -> dict[str, int]:
    return {name: len(found) for name, found in lists.items() if found}


def _filed(history: History, there: There, *, scope: Scope, actor: str, clock: Clock) -> Filing:
    """What is to be written. Raises: HistoryRefused."""
    now, faults, filing = clock(), Faults(), Filing()
    file_patient(history, there, filing, scope=scope, now=now, faults=faults)
    words = file_sessions(history, there, filing, scope=scope, now=now, faults=faults)
    file_measures(history, there, filing, words, scope=scope, now=now, faults=faults)
    file_homework(history, there, filing, words, scope=scope, faults=faults)
    file_facts(history, there, filing, words, scope=scope, now=now, faults=faults)
    file_targets(history, there, filing, scope=scope, now=now, actor=actor, faults=faults)
    file_consents(history, there, filing, scope=scope, now=now, actor=actor, faults=faults)
    faults.refuse()
    return filing


async def _there(work: Work, history: History) -> There:
    patient = await work.patient.find()
    if patient is None:
        return There()
    await work.whole.hold()
    sessions = {session.n: session for session in await work.sessions.all()}
    numbers = {held.number for held in history.sessions}
    numbers |= {fact.part.evidence.session for fact in history.facts if fact.part.evidence is not None}
    known = [sessions[n] for n in sorted(numbers & sessions.keys())]
    episodes = [each for each in await work.episodes.all() if each.protocol == IMPORTED]
    return There(
        patient=patient,
        sessions=sessions,
        turns={session.id: await work.turns.of_session(session.id) for session in known},
        episode=episodes[0] if episodes else None,
        facts={fact.id: fact for fact in await work.facts.all()},
        journal=await work.facts.journal(),
        targets={target.id: target for target in await work.targets.all()},
        homework={task.id: task for task in await work.homework.all()},
        measures={measure.id: measure for measure in await work.measures.all()},
        consents={consent.id: consent for consent in await work.consents.all()},
    )


async def _write(work: Work, filing: Filing) -> None:
    if filing.patient is not None:
        await work.patient.add(filing.patient)
    if filing.episode is not None:
        await (work.episodes.add if filing.episode_is_new else work.episodes.replace)(filing.episode)
    for session in filing.sessions:
        await work.sessions.add(session)
    for session in filing.grown:
        await work.sessions.replace(session)
    await work.turns.add_all(filing.turns)
    for fact in sorted(filing.facts, key=lambda fact: (fact.recorded_at, fact.id)):
        await work.facts.add(fact)
    for act in (*filing.closings, *filing.acts):
        await work.facts.record(act)
    await _write_rest(work, filing)


async def _write_rest(work: Work, filing: Filing) -> None:
    for target in filing.targets:
        await work.targets.add(target)
    for task in filing.homework:
        await work.homework.add(task)
    for task in filing.reported:
        await work.homework.replace(task)
    for measure in filing.measures:
        await work.measures.add(measure)
    for consent in filing.consents:
        await work.consents.add(consent)
    for consent in filing.withdrawn:
        await work.consents.replace(consent)
