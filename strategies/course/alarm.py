"""What an alarm leaves behind, and what is said to it: all in the transaction of the caller, all without a model."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import datetime

from memory.record.identity import Patient
from memory.record.risk import (
    Escalation,
    LevelChange,
    RiskEvent,
    RiskEventState,
    RiskKind,
)
from memory.record.session import (
    Author,
    Frame,
    FrameStack,
    ModelCall,
    Session,
    SessionMode,
    SlotClaim,
    SlotValue,
    TurnOrigin,
)
from memory.store.store import Work
from strategies.course.consequences import follow
from strategies.course.engine import Engine
from strategies.course.escalating import escalate
from strategies.course.exchange import Exchange
from strategies.course.keep import Outcome, Spoken, keep_exchange
from strategies.course.known import claimed, filled
from strategies.course.received import Received
from strategies.graph.library import Library
from strategies.graph.route import route
from strategies.graph.routed import RiskView
from strategies.graph.task import node_task
from strategies.risk.latch import raised, tier_of
from strategies.risk.rules import Reading
from strategies.risk.screen import ScreenOutcome, outcome
from strategies.risk.templates import crisis_reply

SCREEN = "safety_screen"
SCREENER = "screener"
"""The layer of alarms that the answers to the screen raised."""

KIND_OF_LEVEL = (
    RiskKind.PASSIVE_IDEATION,
    RiskKind.PASSIVE_IDEATION,
    RiskKind.ACTIVE_IDEATION,
    RiskKind.ACTIVE_IDEATION,
    RiskKind.PLAN_OR_INTENT,
    RiskKind.PLAN_OR_INTENT,
    RiskKind.ATTEMPT_OR_BEHAVIOR,
)


async def answer_alarm(
    work: Work,
    received: Received,
    *,
    reading: Reading,
    engine: Engine,
    now: datetime,
    heard: tuple[SlotClaim, ...] = (),
    calls: tuple[ModelCall, ...] = (),
) -> Exchange:
    """Keeps the alarm; says the crisis template and enters the safety screen, or goes on with it.

    `heard` is what the words were read to say, `calls` the requests that it took (those of one logical call).

    Raises: memory.store.errors.LeaseLost when another worker took the turn over meanwhile.
    """
    level = await keep_alarm(work, received, reading=reading, engine=engine, now=now)
    routed = route(
        received.library,
        received.stack,
        slots=claimed(heard, protocol=received.stack[-1].protocol) if received.stack else {},
        answers={},
        risk=RiskView(unscreened_event=True, level=level),
        turn=received.turn.n,
        lasting=received.lasting,
        gates=received.gates,
    )
    await follow(work, received, routed, engine=engine, now=now)
    earlier = len(await work.risk.events())
    question = first_question(received, routed.stack)
    text = crisis_reply(
        received.patient.locale,
        reading.tier,
        region=received.patient.region,
        earlier=max(0, earlier - 1),
        ask=not question,
    )
    return await keep_exchange(
        work,
        received,
        Outcome(
            spoken=Spoken(
                text=f"{text}\n\n{question}" if question else text, author=Author.TEMPLATE, origin=TurnOrigin.CRISIS
            ),
            stack=routed.stack,
            steps=routed.steps,
            claims=heard,
            calls=calls,
            logical_calls=int(bool(calls)),
            ended=routed.ended,
            risk_tier=reading.tier,
            risk_level=level,
            draft=False,
        ),
        now=now,
    )


def is_screening(received: Received) -> bool:
    """Whether the safety screen is being asked."""
    return any(frame.protocol == SCREEN for frame in received.stack)


def first_question(received: Received, stack: tuple[Frame, ...]) -> str:
    """The reviewed line of the screen's node that the session stands at, or "" outside the screen."""
    if not stack or stack[-1].protocol != SCREEN:
        return ""
    return node_task(received.library, stack[-1], language=received.patient.locale).fallback


def screened(slots: Mapping[str, SlotValue]) -> ScreenOutcome:
    """What a screen that has ended comes to: a question left without a clear answer counts as refused, never as low."""
    result = outcome(slots)
    return result if result.complete else replace(result, refused=True)


async def finish_screen(
    work: Work, received: Received, slots: Mapping[str, SlotValue], *, engine: Engine, now: datetime
) -> ScreenOutcome:
    """A completed screen closes the open events.

    The latch may rise; a refusal, or a level that nobody was told of while the screen was asked, goes to a clinician.
    """
    result = screened(slots)
    patient = await work.patient.get()
    opened_events = await work.risk.open_events()
    told = max((event.level for event in opened_events if SCREENER in event.layers), default=0)
    for opened in opened_events:
        await work.risk.replace_event(
            replace(opened, state=RiskEventState.SCREENED, screened_at=now, screened_turn=received.turn.n)
        )
    if result.level > told or result.refused:
        event = RiskEvent(
            tenant=patient.tenant,
            patient=patient.id,
            id=engine.ids(),
            session=received.session.id,
            turn=received.turn.n,
            tier=max(tier_of(result.level), 2 if result.refused else 0),
            level=result.level,
            kinds=(KIND_OF_LEVEL[result.level],),
            layers=(SCREENER,),
            why=_why(result),
            state=RiskEventState.SCREENED,
            at=now,
            screened_at=now,
            screened_turn=received.turn.n,
        )
        await _file(work, patient, event, mode=received.session.mode, engine=engine, now=now)
    return result


def _why(result: ScreenOutcome) -> str:
    if not result.refused:
        return f"screen completed at level {result.level}"
    if result.level == 0:
        return "refused to answer"
    return f"the answers reach level {result.level}, and not every question was answered"


async def break_off(
    work: Work,
    session: Session,
    stack: FrameStack,
    claims: Sequence[SlotClaim],
    library: Library,
    *,
    engine: Engine,
    now: datetime,
) -> None:
    """A screen broken off by the session's end stays open: a clinician is told, the next session begins with it."""
    if not any(frame.protocol == SCREEN for frame in stack.frames):
        return
    screen = next(frame for frame in filled(stack.frames, claims, library=library) if frame.protocol == SCREEN)
    answered = outcome(screen.slots).level
    level = max([answered, *(event.level for event in await work.risk.open_events())])
    patient = await work.patient.get()
    event = RiskEvent(
        tenant=patient.tenant,
        patient=patient.id,
        id=engine.ids(),
        session=session.id,
        turn=max(1, stack.turn - 1),
        tier=max(2, tier_of(level)),
        level=level,
        kinds=(KIND_OF_LEVEL[level],),
        layers=(SCREENER,),
        why=f"the session ended before the screen did; the answers so far reach level {answered}",
        state=RiskEventState.OPEN,
        at=now,
    )
    await _file(work, patient, event, mode=session.mode, engine=engine, now=now)


async def keep_alarm(work: Work, received: Received, *, reading: Reading, engine: Engine, now: datetime) -> int:
    """Keeps the event, raises the latch, escalates; gives the level. Whether it is answered is the caller's affair."""
    patient = await work.patient.get()
    event = RiskEvent(
        tenant=patient.tenant,
        patient=patient.id,
        id=engine.ids(),
        session=received.session.id,
        turn=received.turn.n,
        tier=reading.tier,
        level=reading.level,
        kinds=reading.kinds,
        layers=reading.layers,
        why=reading.why,
        state=RiskEventState.OPEN,
        at=now,
    )
    return await _file(work, patient, event, mode=received.session.mode, engine=engine, now=now)


async def _file(
    work: Work, patient: Patient, event: RiskEvent, *, mode: SessionMode, engine: Engine, now: datetime
) -> int:
    """Keeps an event, raises the latch, escalates: every alarm, whoever raised it; gives the level."""
    await work.risk.add_event(event)
    level = await _raise_latch(work, patient, level=event.level, why=event.why, event=event.id, engine=engine, now=now)
    await _escalate(work, event, mode=mode, engine=engine, now=now)
    return level


async def _raise_latch(
    work: Work, patient: Patient, *, level: int, why: str, engine: Engine, now: datetime, event: str | None = None
) -> int:
    after = raised(patient.risk_level, level)
    if after > patient.risk_level and await work.patient.raise_level(after):
        await work.risk.add_change(
            LevelChange(
                tenant=patient.tenant,
                patient=patient.id,
                id=engine.ids(),
                before=patient.risk_level,
                after=after,
                reason=why,
                at=now,
                event=event,
            )
        )
    return after


async def alarm_from_measure(
    work: Work, patient: Patient, instrument: str, *, session: str | None, engine: Engine, now: datetime
) -> None:
    """An answer about death or self-harm opens an event, so that the next words are met by the safety screen.

    Before a patient's first session there is nothing to attach an event to: the latch rises alone, and the brief of the
    first session says so; its scheduled question asks anyway.
    """
    last = await work.sessions.get(session) if session else await work.sessions.last()
    if last is None:
        await _raise_latch(
            work, patient, level=1, why=f"{instrument} item on death or self-harm", engine=engine, now=now
        )
        return
    event = RiskEvent(
        tenant=patient.tenant,
        patient=patient.id,
        id=engine.ids(),
        session=last.id,
        turn=await work.turns.last_n(last.id),
        tier=1,
        level=1,
        kinds=(RiskKind.PASSIVE_IDEATION,),
        layers=("instrument",),
        why=f"{instrument} item on death or self-harm was answered with 1 or more",
        state=RiskEventState.OPEN,
        at=now,
    )
    await _file(work, patient, event, mode=last.mode, engine=engine, now=now)


async def _escalate(work: Work, event: RiskEvent, *, mode: SessionMode, engine: Engine, now: datetime) -> None:
    escalation = Escalation(
        tenant=event.tenant, patient=event.patient, id=engine.ids(), event=event.id, tier=event.tier, created_at=now
    )
    await escalate(work, escalation, session=event.session, mode=mode, engine=engine, now=now)
