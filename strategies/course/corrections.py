"""What people set right outside the flow of a turn: targets, measures, homework, the risk latch.

Facts are in `strategies.course.facts.fact_corrections`. None of this is open to a model.
"""

from dataclasses import dataclass, replace
from datetime import date

from memory.record.course import Origin
from memory.record.identity import Actor, Scope
from memory.record.risk import LevelChange, RiskEvent
from memory.record.state import (
    Direction,
    Homework,
    HomeworkOutcome,
    Measure,
    Target,
    TargetEvidence,
    TargetStatus,
)
from memory.state.measures import score
from strategies.course.alarm import alarm_from_measure
from strategies.course.case.versions import Part, hold
from strategies.course.engine import Engine
from strategies.course.errors import TargetMoveRefused
from strategies.course.escalating import acknowledged
from strategies.risk.latch import lowered


@dataclass(frozen=True, slots=True, kw_only=True)
class NewTarget:
    """A target as a clinician or a case file writes it; units are those of `measure`."""

    label: str
    direction: Direction
    problem: str | None = None
    mechanism: str | None = None
    measure: str | None = None
    interventions: tuple[str, ...] = ()
    baseline: float | None = None
    goal: float | None = None
    mcid: float | None = None
    protocol_target: str | None = None
    agreed: bool = False
    id: str | None = None


async def add_target(
    new: NewTarget, *, actor: Actor, scope: Scope, engine: Engine, on_version: str | None = None
) -> Target:
    """A new target, proposed, or agreed in the actor's name.

    `on_version`: the version of the targets that was read. Raises: CaseMoved; memory.store.errors.NotFound,
    AlreadyThere.
    """
    async with engine.store.write(scope) as work:
        await hold(Part.TARGETS, work, on_version=on_version)
        target = Target(
            tenant=scope.tenant,
            patient=scope.patient,
            id=new.id or engine.ids(),
            label=new.label,
            problem=new.problem,
            mechanism=new.mechanism,
            measure=new.measure,
            direction=new.direction,
            status=TargetStatus.AGREED if new.agreed else TargetStatus.PROPOSED,
            created_at=engine.clock(),
            origin=Origin.CLINICIAN,
            interventions=new.interventions,
            baseline=new.baseline,
            current=new.baseline,
            goal=new.goal,
            mcid=new.mcid,
            protocol_target=new.protocol_target,
            agreed_by=actor.id if new.agreed else None,
        )
        await work.targets.add(target)
        return target


CLINICIANS_MOVES = frozenset({TargetStatus.AGREED, TargetStatus.PAUSED, TargetStatus.ACHIEVED, TargetStatus.DROPPED})


NEED_A_REASON = frozenset({TargetStatus.ACHIEVED, TargetStatus.DROPPED})


async def move_target(
    target_id: str,
    to: TargetStatus,
    *,
    reason: str | None = None,
    actor: Actor,
    scope: Scope,
    engine: Engine,
    on_version: str | None = None,
) -> Target:
    """A clinician's move of a target; what it rests on is kept as evidence, filed under the patient's last session.

    `on_version`: the version of the targets that was read. Raises: TargetMoveRefused for the moves that only measures
    make and for an end without a reason; CaseMoved; NotFound.
    """
    reason = (reason or "").strip()
    async with engine.store.write(scope) as work:
        await hold(Part.TARGETS, work, on_version=on_version)
        target = await work.targets.get(target_id)
        ended = target.status in (TargetStatus.ACHIEVED, TargetStatus.DROPPED)
        if to not in CLINICIANS_MOVES or ended:
            raise TargetMoveRefused(target_id, target.status, to)
        if to in NEED_A_REASON and not reason:
            raise TargetMoveRefused(target_id, target.status, to, needs_reason=True)
        moved = replace(target, status=to, agreed_by=actor.id if to is TargetStatus.AGREED else target.agreed_by)
        await work.targets.replace(moved)
        held = [each for each in await work.sessions.all() if each.forked_from is None]
        if held:
            evidence = TargetEvidence(
                tenant=scope.tenant,
                patient=scope.patient,
                id=engine.ids(),
                target=target.id,
                session=held[-1].id,
                supports=to is not TargetStatus.DROPPED,
                text=f"{actor.id}: {reason}" if reason else actor.id,
                origin=Origin.CLINICIAN,
                at=engine.clock(),
                value=target.current,
                moved_from=target.status,
                moved_to=to,
            )
            await work.targets.add_evidence(evidence)
        return moved


@dataclass(frozen=True, slots=True, kw_only=True)
class Answers:
    """One response to an instrument: its items in order, or only the total."""

    instrument: str
    taken_on: date
    items: tuple[int, ...] | None = None
    total: float | None = None
    session: str | None = None
    origin: Origin = Origin.CLINICIAN


async def record_measure(answers: Answers, *, actor: Actor, scope: Scope, engine: Engine) -> Measure:
    """Scores and keeps a response; an answer of 1 or more to PHQ-9 item 9 opens the safety screen.

    Raises: memory.state.errors (unknown instrument, wrong items); NotFound.
    """
    scored = score(answers.instrument, items=answers.items, total=answers.total)
    async with engine.store.write(scope) as work:
        now = engine.clock()
        patient = await work.patient.get()
        measure = Measure(
            tenant=scope.tenant,
            patient=scope.patient,
            id=engine.ids(),
            instrument=scored.instrument,
            taken_on=answers.taken_on,
            total=scored.total,
            recorded_at=now,
            origin=answers.origin,
            items=answers.items,
            session=answers.session,
            actor=actor.id,
        )
        await work.measures.add(measure)
        if scored.opens_screen:
            await alarm_from_measure(work, patient, answers.instrument, session=answers.session, engine=engine, now=now)
        return measure


async def report_homework(homework_id: str, outcome: HomeworkOutcome, *, scope: Scope, engine: Engine) -> Homework:
    """Sets what came of a task, by a clinician's word. Raises: memory.store.errors.NotFound."""
    async with engine.store.write(scope) as work:
        task = replace(await work.homework.get(homework_id), outcome=outcome)
        await work.homework.replace(task)
        return task


async def acknowledge(event_id: str, *, actor: Actor, scope: Scope, engine: Engine) -> RiskEvent:
    """A clinician has seen the event; its escalations are acknowledged with it. It closes nothing. Raises: NotFound."""
    async with engine.store.write(scope) as work:
        now = engine.clock()
        event = replace(await work.risk.event(event_id), acknowledged_by=actor.id, acknowledged_at=now)
        await work.risk.replace_event(event)
        for escalation in await work.risk.escalations_of(event_id):
            await acknowledged(work, escalation.id, actor=actor, now=now)
        return event


async def lower_risk(to: int, *, reason: str, actor: Actor, scope: Scope, engine: Engine) -> LevelChange:
    """Lowers the latch in a clinician's name. Raises: strategies.risk.errors (not lower, no reason); NotFound."""
    async with engine.store.write(scope) as work:
        patient = await work.patient.get()
        lowering = lowered(patient.risk_level, to, actor=actor.id, reason=reason)
        change = LevelChange(
            tenant=scope.tenant,
            patient=scope.patient,
            id=engine.ids(),
            before=lowering.before,
            after=lowering.after,
            reason=lowering.reason,
            at=engine.clock(),
            actor=actor.id,
        )
        await work.patient.set_level(lowering.after)
        await work.risk.add_change(change)
        return change
