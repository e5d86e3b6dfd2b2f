"""What people set right about facts: correct, retract, suppress, confirm, end, erase, and taking any of it back.

A clinician's word outranks what was extracted and stays visible as a correction. What is withdrawn leaves the briefs of
open sessions, the plan and what recall holds in the same moment; none of this is open to a model.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Protocol

from memory.exchange.redacting import redacted
from memory.recall.cache import RecallCache
from memory.record import tables
from memory.record.clock import Clock, Ids
from memory.record.identity import Actor, Scope
from memory.record.session import Session, SessionState
from memory.record.state import Fact, JournalKind, Place
from memory.state.journal import Act, by_id, entries_of, place_of, undoing
from memory.state.relations import WITHDRAWN
from memory.state.withheld import overlap
from memory.store.errors import NotFound
from memory.store.store import Store, Work
from strategies.course.facts.fact_acts import (
    Correction,
    Desk,
    confirming,
    correcting,
    ending,
    erasing,
    retracting,
    suppressing,
)
from strategies.course.facts.withdrawing import Withdrawn, brief_without, echoes_of, plan_without, sentences_without
from strategies.course.known import LastingCache


class Hands(Protocol):
    """What these need of an engine."""

    @property
    def store(self) -> Store:
        """Where it is kept."""
        ...

    @property
    def recall(self) -> RecallCache:
        """The indexes held in memory."""
        ...

    @property
    def lasting(self) -> LastingCache:
        """The lasting values of open sessions held in memory."""
        ...

    @property
    def clock(self) -> Clock:
        """The moment."""
        ...

    @property
    def ids(self) -> Ids:
        """New ids."""
        ...


@dataclass(frozen=True, slots=True, kw_only=True)
class Erasure:
    """What an erasure took and what it left to others: ids, and the places whose words are kept back from now on.

    `sharing` are facts that rest on some of the same words and still hold them: erase them too if they should go.
    `notes` were changed and want signing again, `blotted` rows (`table/id`) rested on the words and have blocks in
    their place; `plans` (old versions) and `calls` (prompts as sent) still hold them, and leave with their turn,
    session or patient.
    """

    act: str
    erased: tuple[str, ...]
    reopened: tuple[str, ...]
    places: tuple[Place, ...]
    sharing: tuple[str, ...]
    notes: tuple[str, ...]
    blotted: tuple[str, ...]
    plans: tuple[str, ...]
    calls: tuple[str, ...]


Deciding = Callable[[Desk], Act]
RESTING_ON_WORDS = (
    tables.homework,
    tables.target_evidence,
    tables.targets,
    tables.goal_scales,
    tables.formulation_nodes,
    tables.formulation_edges,
    tables.formulation_changes,
    tables.crisis_episodes,
    tables.crisis_patterns,
)
"""What is made of a client's words, outlives the session and is read into later ones: an erasure blots it out there.

The safety plan and what a clinician wrote at intake are not among it: nobody is to miss a line there unawares.
"""


async def correct_fact(
    fact_id: str,
    to: str | Correction,
    *,
    reason: str,
    actor: Actor,
    scope: Scope,
    engine: Hands,
) -> Fact:
    """Puts a clinician's value in the place of a fact; the old one stays readable as retracted ("we were wrong").

    Raises: FactNotCurrent when it is not active or disputed; memory.store.errors.NotFound.
    """
    new, value = engine.ids(), Correction(object=to) if isinstance(to, str) else to
    return await _done(
        lambda desk: correcting(desk, fact_id, value, id=new),
        (fact_id, new),
        reason=reason,
        actor=actor,
        scope=scope,
        engine=engine,
    )


async def retract_fact(fact_id: str, *, reason: str, actor: Actor, scope: Scope, engine: Hands) -> Fact:
    """Closes a fact in the record: it reaches nobody any more. Raises: FactNotCurrent; NotFound."""
    return await _done(
        lambda desk: retracting(desk, fact_id), (fact_id,), reason=reason, actor=actor, scope=scope, engine=engine
    )


async def suppress_fact(fact_id: str, *, reason: str, actor: Actor, scope: Scope, engine: Hands) -> Fact:
    """Keeps a fact back though it may be right: it reaches nobody any more. Raises: FactNotCurrent; NotFound."""
    return await _done(
        lambda desk: suppressing(desk, fact_id), (fact_id,), reason=reason, actor=actor, scope=scope, engine=engine
    )


async def confirm_fact(fact_id: str, *, reason: str, actor: Actor, scope: Scope, engine: Hands) -> Fact:
    """Signs a fact; a dispute about it is settled for it. Raises: FactNotCurrent; NotFound."""
    return await _done(
        lambda desk: confirming(desk, fact_id), (fact_id,), reason=reason, actor=actor, scope=scope, engine=engine
    )


async def end_fact(fact_id: str, on: date, *, reason: str, actor: Actor, scope: Scope, engine: Hands) -> Fact:
    """Closes a fact in life: it held until that day. Raises: FactNotCurrent; NotFound."""
    return await _done(
        lambda desk: ending(desk, fact_id, on), (fact_id,), reason=reason, actor=actor, scope=scope, engine=engine
    )


async def undo_act(act_id: str, *, reason: str, actor: Actor, scope: Scope, engine: Hands) -> tuple[Fact, ...]:
    """Takes an act of the journal back; the facts it touched, as they stand now.

    Raises: memory.state.errors.UndoRefused; NotFound (no such patient).
    """
    async with engine.store.write(scope) as work:
        await work.patient.get()
        open_ = await _open_sessions(work)
        act = undoing(
            await work.facts.journal(), act_id, id=engine.ids(), at=engine.clock(), actor=actor.id, reason=reason
        )
        await work.facts.record(act)
        await _break_pins(work, open_, act, engine=engine)
        touched = tuple([await work.facts.get(move.fact.id) for move in act.moves])
    _forget(scope, engine)
    return touched


async def erase_facts(fact_ids: Sequence[str], *, reason: str, actor: Actor, scope: Scope, engine: Hands) -> Erasure:
    """Takes facts out of the record for good, with all that was inferred from them. Raises: NotFound.

    Their words stay in the turns, which leave with the turn, session or patient; until then recall, prompts and
    exports read the turns without them, and without the sentences in which a therapist said them again.
    """
    async with engine.store.write(scope) as work:
        sessions = [await work.sessions.lock(each.id) for each in await work.sessions.all()]
        desk = await _desk(work, actor=actor, reason=reason, engine=engine)
        for fact_id in fact_ids:
            if fact_id not in desk.facts:
                raise NotFound("fact", fact_id)
        act = await _with_echoes(work, erasing(desk, fact_ids), sessions)
        await work.facts.record(act)
        await _break_pins(work, sessions, act, engine=engine)
        blotted = await _blot(work)
        erasure = await _erasure(work, sessions, act, blotted)
    _forget(scope, engine)
    return erasure


def _forget(scope: Scope, engine: Hands) -> None:
    """Drops what is held in memory of the patient: it is read anew, without what was withdrawn."""
    engine.recall.forget(scope.tenant, scope.patient)
    engine.lasting.forget(scope.tenant, scope.patient)


async def _done(
    deciding: Deciding, ids: Sequence[str], *, reason: str, actor: Actor, scope: Scope, engine: Hands
) -> Fact:
    """Decides and keeps an act on the first of `ids`; the last of them, as it stands then."""
    async with engine.store.write(scope) as work:
        await work.facts.get(ids[0])
        open_ = await _open_sessions(work)
        act = deciding(await _desk(work, actor=actor, reason=reason, engine=engine))
        await work.facts.record(act)
        await _break_pins(work, open_, act, engine=engine)
        kept = await work.facts.get(ids[-1])
    _forget(scope, engine)
    return kept


async def _desk(work: Work, *, actor: Actor, reason: str, engine: Hands) -> Desk:
    return Desk(
        facts=by_id(await work.facts.all()),
        entries=await work.facts.journal(),
        id=engine.ids(),
        at=engine.clock(),
        actor=actor.id,
        reason=reason,
    )


async def _open_sessions(work: Work) -> list[Session]:
    """The sessions whose brief may still be read into a prompt, held against other writers."""
    live = (SessionState.OPEN, SessionState.CLOSING)
    return [await work.sessions.lock(each.id) for each in await work.sessions.all() if each.state in live]


async def _break_pins(work: Work, sessions: Iterable[Session], act: Act, *, engine: Hands) -> None:
    """Takes what the act withdrew out of these sessions' briefs and out of the plans that count."""
    gone = withdrawn_by(act)
    if not gone:
        return
    for session in sessions:
        brief = brief_without(session.brief, gone)
        if brief != session.brief:
            await work.sessions.replace(replace(session, brief=brief))
    for episode in await work.episodes.all():
        plan = await work.plans.latest(episode.id)
        if plan is None:
            continue
        without = plan_without(plan, gone)
        if without is not plan:
            await work.plans.add(
                replace(without, id=engine.ids(), n=plan.n + 1, created_at=act.at, after_session=plan.after_session)
            )


async def _with_echoes(work: Work, act: Act, sessions: Sequence[Session]) -> Act:
    """The act, its erasures with the places where others said the same: nobody can find these once the fact is gone."""
    leaving = {move.fact.id for move in act.moves if move.kind is JournalKind.ERASE}
    stays = [fact for fact in await work.facts.active() if fact.id not in leaving]
    turns = [turn for session in sessions for turn in await work.turns.of_session(session.id)]
    moves = (
        replace(move, echoes=echoes_of(move.fact, turns, stays)) if move.fact.id in leaving else move
        for move in act.moves
    )
    return replace(act, moves=tuple(moves))


async def _blot(work: Work) -> tuple[str, ...]:
    """Takes every erased word out of the rows that rest on words; which were changed."""
    read = (tables.sessions, tables.turns, tables.slots, *RESTING_ON_WORDS)
    rows = {table.name: await work.whole.rows(table) for table in read}
    after = redacted(rows, await work.facts.erasures(), await work.facts.resting())
    changed: list[str] = []
    for table in RESTING_ON_WORDS:
        own = [new for new, old in zip(after[table.name], rows[table.name], strict=True) if new != old]
        await work.whole.replace(table, own)
        changed += [f"{table.name}/{row['id']!s}" for row in own]
    return tuple(changed)


def withdrawn_by(act: Act) -> tuple[Withdrawn, ...]:
    """What an act took from everybody's eyes."""
    return tuple(
        Withdrawn.of(move.fact) for move in act.moves if move.kind is JournalKind.ERASE or move.fact.status in WITHDRAWN
    )


async def _erasure(work: Work, sessions: Sequence[Session], act: Act, blotted: tuple[str, ...]) -> Erasure:
    gone = withdrawn_by(act)
    notes: list[str] = []
    calls: list[str] = []
    for note in await work.notes.all():
        left = sentences_without(note.sentences, gone)
        if left != note.sentences:
            await work.notes.replace(replace(note, sentences=left, signed_by=None, signed_at=None))
            notes.append(note.id)
    for session in sessions:
        calls += [
            call.id
            for call in await work.calls.of_session(session.id)
            if any(each.shown_in(message.content) for message in call.messages for each in gone)
        ]
    plans = [
        plan.id
        for episode in await work.episodes.all()
        for plan in await work.plans.all(episode.id)
        if plan_without(plan, gone) is not plan
    ]
    places = tuple(entry.place for entry in entries_of(act, after=0) if entry.place is not None)
    return Erasure(
        act=act.id,
        erased=tuple(move.fact.id for move in act.moves if move.kind is JournalKind.ERASE),
        reopened=tuple(move.fact.id for move in act.moves if move.kind is not JournalKind.ERASE),
        places=places,
        sharing=tuple(
            fact.id
            for fact in await work.facts.all()
            if (place := place_of(fact)) is not None and any(overlap(place, other) for other in places)
        ),
        notes=tuple(notes),
        blotted=blotted,
        plans=tuple(plans),
        calls=tuple(calls),
    )
