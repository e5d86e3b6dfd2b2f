"""Closing a session: ask the model if it is fit; then read, decide in pure code and write, in one transaction.

Every part is a proposal with its sources: note, facts with quotes, evidence of targets, homework, the next plan
version.
Run by the worker, so that no request waits for it; idempotent and resumable, because all of it is one transaction that
finds the session closing or does nothing. Without a model the close completes from rules.
"""

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from memory.record.course import Episode, Origin, PlanVersion, Source
from memory.record.identity import ConsentScope, Language, Patient, Scope
from memory.record.risk import RiskEvent, RiskEventState
from memory.record.session import Author, EdgeDecision, ModelCall, Session, SessionState, SlotClaim, Turn
from memory.record.state import (
    Fact,
    Homework,
    Measure,
    Note,
    Place,
    Target,
    TargetEvidence,
    TargetStatus,
)
from memory.state.targets import moved
from memory.state.withheld import veiled
from memory.store.store import Work
from strategies.course.alarm import break_off
from strategies.course.alliance.hearing import Heard, heard_in
from strategies.course.calls import with_refusals
from strategies.course.case.case_close import CaseChanges, CaseHeld, keep_case, read_case, settle_case
from strategies.course.case.formulation_asking import Asked, asked_formulation
from strategies.course.case.safety_planning import safety_plan_there
from strategies.course.consenting import in_force
from strategies.course.danger import counted_events
from strategies.course.engine import Engine
from strategies.course.facts.fact_changes import FactChanges, settle_facts
from strategies.course.facts.proposing import proposed_facts, stated_facts
from strategies.course.homework import STATUS_SLOT, HomeworkSettled, settle_homework
from strategies.course.jurisdiction import reads_state
from strategies.course.known import stands_in
from strategies.course.note import NoteInputs, compose_note
from strategies.course.plan_signals import expected_of, held_sessions, largest_gap, open_disputes, series_of
from strategies.graph.library import Library
from strategies.graph.protocol import Level, NodeKind
from strategies.graph.reentry import session_frame
from strategies.planning.inputs import AllianceState, PlanInputs, TargetGap, TargetSeries
from strategies.planning.planner import plan_next, plan_version

ENDED = (TargetStatus.ACHIEVED, TargetStatus.DROPPED)


@dataclass(frozen=True, slots=True, kw_only=True)
class Held:
    """Everything a close reads, as it stands in the transaction that writes: no correction is overwritten.

    `protocol` is the session's own, beneath which a course may stand.
    `session_n` counts the episode's sessions, `last_closed` is the close before this one. `detects`: whether words may
    be read for states of mind.
    """

    session: Session
    protocol: str
    patient: Patient
    episode: Episode
    library: Library
    turns: tuple[Turn, ...]
    claims: tuple[SlotClaim, ...]
    decisions: tuple[EdgeDecision, ...]
    facts: tuple[Fact, ...]
    targets: tuple[Target, ...]
    homework: tuple[Homework, ...]
    measures: tuple[Measure, ...]
    risk_events: tuple[RiskEvent, ...]
    plan: PlanVersion | None
    safety_plan: bool
    case: CaseHeld
    session_n: int
    gap: TargetGap | None
    last_closed: datetime | None
    detects: bool = True

    @property
    def unmoved_since(self) -> datetime | None:
        """From when on responses have not moved a target yet: the last close, else the first plan."""
        return self.last_closed or (self.plan.created_at if self.plan is not None else None)


@dataclass(frozen=True, slots=True, kw_only=True)
class TargetsMoved:
    """Targets as the measures leave them, the evidence for each move, and their series for the planner."""

    targets: tuple[Target, ...]
    evidence: tuple[TargetEvidence, ...]
    series: dict[str, TargetSeries]


@dataclass(frozen=True, slots=True, kw_only=True)
class Closing:
    """All that a close will write."""

    facts: FactChanges
    moved: TargetsMoved
    homework: HomeworkSettled
    note: Note
    plan: PlanVersion
    case: CaseChanges
    calls: tuple[ModelCall, ...]


async def close_session(session_id: str, *, scope: Scope, engine: Engine, abandoned: bool = False) -> Session:
    """Closes a session that is closing; one that is closed already is left as it is. Raises: NotFound."""
    async with engine.store.read(scope) as work:
        session = await work.sessions.get(session_id)
        if session.state is not SessionState.CLOSING:
            return session
        episode = await work.episodes.get(session.episode)
        patient = await work.patient.get()
        turns = await work.turns.of_session(session.id)
        shown = veiled(turns, await _withheld(work, turns))
        detects = reads_state(engine.policy.ruling(patient, session.mode))
        may_ask = detects and ConsentScope.MODEL_PROCESSING in await in_force(work)
        known = await work.facts.active()
    library = await engine.releases.of_episode(episode)
    stated = await stated_facts(turns, today=session.opened_at.date(), known=known, beliefs=detects)
    proposed, asked = await asyncio.gather(
        proposed_facts(session, patient, shown, stated, engine=engine, may_ask=may_ask),
        asked_formulation(session, patient, shown, engine=engine, may_ask=may_ask and session.forked_from is None),
    )
    async with engine.store.write(scope) as work:
        session = await work.sessions.lock(session_id)
        if session.state is not SessionState.CLOSING:
            return session
        await work.patient.lock()  # targets and formulation are read here and written below
        now = engine.clock()
        if session.forked_from is None:
            stack = await work.sessions.stack(session.id)
            claims = await work.slots.of_session(session.id)
            await break_off(work, session, stack, claims, library, engine=engine, now=now)
        withheld = await _withheld(work, turns)
        held = _without(await _read(work, session, episode, library, detects=detects), withheld)
        facts = settle_facts(
            held.facts,
            proposed.candidates,
            session=session,
            now=now,
            ids=engine.ids,
            withheld=withheld,
        )
        closing = _decide(held, facts, proposed.calls, asked, engine=engine, now=now)
        await _write(work, closing, trial=session.forked_from is not None, engine=engine)
        closed = replace(
            session,
            state=SessionState.ABANDONED if abandoned else SessionState.CLOSED,
            closed_at=now,
            touched_at=now,
        )
        await work.sessions.replace(closed)
        return closed


async def _withheld(work: Work, turns: Sequence[Turn]) -> tuple[Place, ...]:
    """Where words stand of which nothing is read: of withdrawn facts, and what was said before the like was erased."""
    kept = await work.facts.kept_back()
    said = await work.turns.withheld_in(turns, [each for each in kept if each.until is not None])
    return (*(each.place for each in kept), *(place for places in said.values() for place in places))


def _without(held: Held, withheld: tuple[Place, ...]) -> Held:
    """The same, with nothing that the rest of the close could say again of withheld words."""
    claims = tuple(claim for claim in held.claims if not stands_in(claim, withheld))
    return replace(held, turns=veiled(held.turns, withheld), claims=claims)


async def _read(work: Work, session: Session, episode: Episode, library: Library, *, detects: bool) -> Held:
    frames = (await work.sessions.stack(session.id)).frames
    sessions = [each for each in await work.sessions.all() if each.forked_from is None]
    patient = await work.patient.get()
    return Held(
        session=session,
        protocol=frames[session_frame(library, frames)].protocol,
        patient=patient,
        episode=episode,
        library=library,
        turns=tuple(await work.turns.of_session(session.id)),
        claims=tuple(await work.slots.of_session(session.id)),
        decisions=tuple(await work.decisions.of_session(session.id)),
        facts=tuple(await work.facts.all()),
        targets=tuple(await work.targets.all()),
        homework=tuple(await work.homework.all()),
        measures=tuple(await work.measures.all()),
        risk_events=tuple(await counted_events(work, session)),
        plan=await work.plans.latest(episode.id),
        safety_plan=await safety_plan_there(work),
        case=await read_case(work),
        session_n=len(held_sessions(sessions, episode)),
        gap=await largest_gap(work, patient, episode, library),
        last_closed=max((each.closed_at for each in sessions if each.closed_at is not None), default=None),
        detects=detects,
    )


def _decide(
    held: Held, facts: FactChanges, calls: tuple[ModelCall, ...], asked: Asked, *, engine: Engine, now: datetime
) -> Closing:
    targets = _move_targets(held, engine=engine, now=now)
    homework = settle_homework(
        held.session, held.claims, held.homework, asked=_asked_for_homework(held), ids=engine.ids, now=now
    )
    case = settle_case(
        held.case,
        held.session,
        held.turns,
        held.claims,
        held.risk_events,
        asked=asked,
        language=held.patient.locale,
        ids=engine.ids,
        now=now,
    )
    inputs = _plan_inputs(held, facts, targets, homework, case)
    scope = Scope(tenant=held.session.tenant, patient=held.session.patient)
    plan = plan_version(
        plan_next(inputs, held.plan),
        scope=scope,
        id=engine.ids(),
        episode=held.episode.id,
        n=held.plan.n + 1 if held.plan else 1,
        created_at=now,
        after_session=held.session.id,
    )
    note = Note(
        tenant=scope.tenant,
        patient=scope.patient,
        id=engine.ids(),
        session=held.session.id,
        version=1,
        sentences=compose_note(_note_inputs(held, targets, homework)),
        created_at=now,
    )
    if asked.call is not None:
        refused = [f"{each.path}: {each.why}" for each in case.proposals.dropped]
        calls = (*calls, with_refusals(asked.call, refused))
    return Closing(facts=facts, moved=targets, homework=homework, note=note, plan=plan, case=case, calls=calls)


def _fresh(measures: Sequence[Measure], since: datetime | None) -> list[Measure]:
    return [each for each in measures if since is None or each.recorded_at > since]


def _move_targets(held: Held, *, engine: Engine, now: datetime) -> TargetsMoved:
    targets: list[Target] = []
    evidence: list[TargetEvidence] = []
    for target in held.targets:
        taken = [each for each in held.measures if each.instrument == target.measure]
        new = _fresh(taken, held.unmoved_since)
        if not new or target.status in ENDED:
            continue
        move = moved(target, [each.total for each in taken])
        after = replace(target, current=new[-1].total, status=move.after if move is not None else target.status)
        targets.append(after)
        evidence.append(
            TargetEvidence(
                tenant=target.tenant,
                patient=target.patient,
                id=engine.ids(),
                target=target.id,
                session=held.session.id,
                supports=after.status is TargetStatus.IMPROVING,
                text=move.why if move is not None else f"{target.measure} {new[-1].total:g} on {new[-1].taken_on}",
                origin=Origin.RULE,
                at=now,
                value=new[-1].total,
                moved_from=move.before if move is not None else None,
                moved_to=move.after if move is not None else None,
            )
        )
    series = series_of(held.targets, held.measures, held.plan.created_at if held.plan is not None else None)
    return TargetsMoved(targets=tuple(targets), evidence=tuple(evidence), series=series)


def _asked_for_homework(held: Held) -> bool:
    """Whether a step was reached that asks what came of the homework."""
    steps = {turn.node for turn in held.turns}
    return any(
        name in steps and STATUS_SLOT in node.collects
        for protocol in held.library.values()
        for name, node in protocol.protocol.nodes.items()
    )


def _plan_inputs(
    held: Held, facts: FactChanges, targets: TargetsMoved, homework: HomeworkSettled, case: CaseChanges
) -> PlanInputs:
    moved_targets = {target.id: target for target in targets.targets}
    reported = {task.id for task in homework.reported}
    since = held.plan.created_at if held.plan is not None else None
    heard = heard_in(held.turns) if held.detects else Heard()
    alliance, alliance_source = _alliance(held, heard)
    return PlanInputs(
        language=held.patient.locale,
        session_n=held.session_n,
        targets=tuple(moved_targets.get(target.id, target) for target in held.targets),
        series=targets.series,
        homework=homework.reported,
        open_homework=(
            *(task for task in held.homework if task.outcome is None and task.id not in reported),
            *homework.assigned,
        ),
        changed_facts=facts.changed,
        disputes=open_disputes(_facts_after(held.facts, facts)),
        new_problems=facts.new_problems,
        life_events=facts.life_events,
        medication=facts.medication,
        safety_plan=held.safety_plan or held.case.safety_plan is not None or case.safety_plan is not None,
        recurrence=case.crises.recurrence,
        risk_sources=_risk_sources(held),
        risk_level=held.patient.risk_level,
        new_risk_events=tuple(each for each in held.risk_events if since is None or each.at > since),
        open_risk_events=tuple(each for each in held.risk_events if each.state is RiskEventState.OPEN),
        measures=held.measures,
        new_measures=len(_fresh(held.measures, since)),
        alliance=alliance,
        alliance_source=alliance_source,
        dropout=heard.leaving,
        expected=expected_of(held.library, held.episode.protocol),
        gap=held.gap,
    )


def _facts_after(known: Sequence[Fact], changes: FactChanges) -> tuple[Fact, ...]:
    """The facts as the close leaves them."""
    after = {fact.id: fact for fact in known}
    after |= {move.fact.id: move.fact for act in changes.acts for move in act.moves}
    return tuple(after.values())


def _risk_sources(held: Held) -> dict[str, Source]:
    """Event id -> the client's words that raised it, for the events of this session."""
    return {
        event.id: source
        for event in held.risk_events
        if event.session == held.session.id
        for source in (_whole_turn(held, event.turn),)
        if source is not None
    }


def _alliance(held: Held, heard: Heard) -> tuple[AllianceState, Source | None]:
    """How the work together stood, and the client's words for it.

    A semantic edge to a rupture that was taken decides; else the client's own words; else that it was asked about.
    """
    asked = [
        (decision.turn, candidate)
        for decision in held.decisions
        for candidate in decision.candidates
        if candidate.kind == "semantic" and candidate.to == "rupture" and candidate.p is not None
    ]
    taken = next(((turn, candidate) for turn, candidate in asked if candidate.verdict == "taken"), None)
    if taken is not None:
        turn, candidate = taken
        pushes = AllianceState.CONFRONTATION.value in (candidate.guard or "")
        said = heard.strain.source if heard.strain is not None else _whole_turn(held, turn)
        return AllianceState.CONFRONTATION if pushes else AllianceState.WITHDRAWAL, said
    if heard.strain is not None:
        return heard.strain.state, heard.strain.source
    engaged = asked or heard.eased is not None
    return AllianceState.ENGAGED if engaged else AllianceState.UNKNOWN, heard.eased


def _whole_turn(held: Held, n: int) -> Source | None:
    """All the words of one of the client's turns."""
    text = next((turn.text for turn in held.turns if turn.n == n and turn.author is Author.CLIENT), None)
    return None if text is None else Source(session=held.session.id, turn=n, start=0, end=len(text), quote=text)


def _note_inputs(held: Held, targets: TargetsMoved, homework: HomeworkSettled) -> NoteInputs:
    language = held.patient.locale
    this_day = [each for each in held.measures if each in _fresh(held.measures, held.unmoved_since)]
    before = {each.instrument: each for each in held.measures if each not in this_day}
    return NoteInputs(
        language=language,
        session=held.session.id,
        turns=held.turns,
        claims=tuple(claim for claim in held.claims if claim.protocol not in _courses(held.library)),
        slot_texts={
            name: slot.text_in(language)
            for protocol in held.library.values()
            for name, slot in protocol.protocol.slots.items()
            if slot.text is not None and not slot.sensitive
        },
        node_texts=_node_texts(held, language),
        reported=homework.reported,
        assigned=homework.assigned,
        risk_events=tuple(each for each in held.risk_events if each.session == held.session.id),
        risk_level=held.patient.risk_level,
        measures=tuple(this_day),
        earlier=before,
        evidence=targets.evidence,
        target_labels={target.id: target.label for target in held.targets},
    )


def _node_texts(held: Held, language: Language) -> dict[str, str]:
    """What the steps of the session were for: those of its own protocol, and of skills beneath it but the screen."""
    own = held.library[held.protocol].protocol.nodes
    called = {
        name: node
        for compiled in held.library.values()
        if compiled.protocol.protocol.level is Level.SKILL
        for name, node in compiled.protocol.nodes.items()
        if node.kind is not NodeKind.SAFETY
    }
    return {name: node.purpose.get(language, "") for name, node in {**called, **own}.items()}


def _courses(library: Library) -> frozenset[str]:
    """The courses: what they know, a session has said before."""
    return frozenset(each.id for each in library.values() if each.protocol.protocol.level is Level.COURSE)


async def _write(work: Work, closing: Closing, *, trial: bool, engine: Engine) -> None:
    """Writes the proposals; a trial that was forked off a session leaves its note, and nothing about the patient."""
    await work.calls.add_all(closing.calls)
    await work.notes.add(closing.note)
    if trial:
        return
    for act in closing.facts.acts:
        await work.facts.record(act)
    for target in closing.moved.targets:
        await work.targets.replace(target)
    for evidence in closing.moved.evidence:
        await work.targets.add_evidence(evidence)
    for task in (*closing.homework.reported, *closing.homework.asked):
        await work.homework.replace(task)
    for task in closing.homework.assigned:
        await work.homework.add(task)
    await keep_case(work, closing.case, ids=engine.ids, now=closing.note.created_at)
    await work.plans.add(closing.plan)
