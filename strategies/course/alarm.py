"""What an alarm leaves behind, and what is said to it: all in the transaction of the caller, all without a model.

Each path that the words speak of is an event of its own: it is closed by the completed questions of that path alone.
One alarm is one call for a clinician, whatever it speaks of. A trial that was forked off a session keeps its events
under its own id; it raises no latch and calls nobody.
"""

from collections.abc import Sequence
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
    FrameStack,
    ModelCall,
    Session,
    SlotClaim,
    TurnOrigin,
)
from memory.store.store import Work
from strategies.course.consequences import follow
from strategies.course.crisis_reply import alarm_text
from strategies.course.danger import NONE, danger_of, held_here, open_events
from strategies.course.engine import Engine
from strategies.course.escalating import escalate
from strategies.course.exchange import Exchange
from strategies.course.keep import Outcome, Spoken, keep_exchange
from strategies.course.known import claimed, filled
from strategies.course.received import Received
from strategies.graph.library import Library
from strategies.graph.route import route
from strategies.graph.routed import Routed
from strategies.risk.latch import raised, tier_of
from strategies.risk.paths import (
    OWN,
    PROTOCOL,
    SCREEN,
    Part,
    closes,
    final_outcome,
    kinds_of,
    outcome_of,
    parts_of,
)
from strategies.risk.rules import Reading
from strategies.risk.screen import ScreenOutcome

ASKED_LEVEL = 1
AFTER_THE_END = "after_the_end"
"""Beside the layers that heard it: of words that came to a session which took none any more."""
SCREENER = "screener"
"""The layer of alarms that the answers to the screen, or to a path's own questions, raised."""


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
    if received.danger == NONE:
        claims = await work.slots.of_session(received.session.id)
        danger = await danger_of(work, received.session, received.stack, claims, alarm=True)
        received = replace(received, danger=danger)
    received = await keep_alarm(work, received, reading=reading, engine=engine, now=now)
    level = received.patient.risk_level
    routed = route(
        received.library,
        received.stack,
        slots=claimed(heard, protocol=received.stack[-1].protocol) if received.stack else {},
        answers={},
        risk=received.danger.view(level),
        turn=received.turn.n,
        lasting=received.lasting,
        gates=received.gates,
    )
    await follow(work, received, routed, engine=engine, now=now)
    level = max(level, await finish_questions(work, received, routed, engine=engine, now=now, but=reading))
    text = alarm_text(received, reading.tier, leading(reading).path, routed.stack)
    return await keep_exchange(
        work,
        received,
        Outcome(
            spoken=Spoken(text=text, author=Author.TEMPLATE, origin=TurnOrigin.CRISIS),
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
    """Whether the safety screen is being asked, or a path's own questions within it."""
    return any(frame.protocol == SCREEN for frame in received.stack)


def leading(reading: Reading) -> Part:
    """The path whose words answer an alarm: the highest level, and of equal ones the most urgent."""
    return max(parts_of(reading), key=lambda part: part.level)


def opens_path(received: Received, reading: Reading) -> bool:
    """Whether the words speak of a path whose own questions are there and are not being asked already."""
    asked = {frame.protocol for frame in received.stack}
    own = {PROTOCOL[part.path] for part in parts_of(reading)} & OWN
    return any(name in received.library and name not in asked for name in own)


async def finish_questions(
    work: Work, received: Received, routed: Routed, *, engine: Engine, now: datetime, but: Reading | None = None
) -> int:
    """Completed questions close the open events of their path; the highest level that they reach.

    The latch may rise; a refusal, or a level that nobody was told of before, goes to a clinician. `but`: an alarm of
    this turn whose event the screen's completion leaves open, for nobody has asked about it yet.
    """
    level = 0
    for protocol in routed.completed:
        if protocol == SCREEN or protocol in OWN:
            spared = received.turn.n if but is not None and protocol == SCREEN else None
            result = await _finish(work, received, protocol, routed, engine=engine, now=now, spared=spared)
            level = max(level, result.level)
    return level


async def _finish(
    work: Work,
    received: Received,
    protocol: str,
    routed: Routed,
    *,
    engine: Engine,
    now: datetime,
    spared: int | None,
) -> ScreenOutcome:
    result = final_outcome(protocol, routed.left[protocol])
    known = tuple(received.library)
    closed = [
        event
        for event in await open_events(work, received.session)
        if closes(protocol, event, known=known)
        and (spared is None or (event.session, event.turn) != (received.session.id, spared))
    ]
    told = max((event.level for event in closed if protocol in OWN or SCREENER in event.layers), default=0)
    for event in closed:
        await work.risk.replace_event(
            replace(event, state=RiskEventState.SCREENED, screened_at=now, screened_turn=received.turn.n)
        )
    if result.level > told or result.refused:
        event = _event(
            received.session,
            received.turn.n,
            level=result.level,
            tier=max(tier_of(result.level), 2 if result.refused else 0),
            kinds=kinds_of(protocol, result.level),
            layers=(SCREENER,),
            why=_why(result),
            engine=engine,
            now=now,
        )
        closed_at_once = replace(event, state=RiskEventState.SCREENED, screened_at=now, screened_turn=received.turn.n)
        await _file(work, received.session, (closed_at_once,), engine=engine, now=now)
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
    frames = filled(stack.frames, claims, library=library)
    asked = [frame for frame in frames if frame.protocol == SCREEN or frame.protocol in OWN]
    answered = max(outcome_of(frame.protocol, frame.slots).level for frame in asked)
    level = max([answered, *(event.level for event in await open_events(work, session))])
    event = _event(
        session,
        max(1, stack.turn - 1),
        level=level,
        tier=max(2, tier_of(level)),
        kinds=kinds_of(SCREEN, level),
        layers=(SCREENER,),
        why=f"the session ended before the screen did; the answers so far reach level {answered}",
        engine=engine,
        now=now,
    )
    await _file(work, session, (event,), engine=engine, now=now)


async def keep_alarm(work: Work, received: Received, *, reading: Reading, engine: Engine, now: datetime) -> Received:
    """Keeps the events, raises the latch, calls a clinician; gives what is known then.

    Whether it is answered is the caller's affair.
    """
    first = leading(reading)
    parts = (first, *(part for part in parts_of(reading) if part.path is not first.path))
    events = [
        _event(
            received.session,
            received.turn.n,
            level=part.level,
            tier=reading.tier if part.path is first.path else tier_of(part.level),
            kinds=part.kinds,
            layers=reading.layers,
            why=reading.why,
            engine=engine,
            now=now,
        )
        for part in parts
    ]
    await _file(work, received.session, events, engine=engine, now=now)
    standing = (*received.danger.events, *events)
    return replace(
        received,
        unscreened=True,
        patient=held_here(await work.patient.get(), received.session, standing),
        danger=replace(received.danger, events=standing),
    )


async def is_answered(work: Work, received: Received) -> bool:
    """Whether a faint alarm was asked about in this session: a screen was completed, and its answers reached nothing.

    Never where the person's level stands higher than a question brings it, or an alarm is open.
    """
    if not received.risk.faint or received.patient.risk_level > ASKED_LEVEL or received.unscreened:
        return False
    own = [event for event in await work.risk.events() if event.session == received.session.id]
    completed = any(event.screened_turn is not None for event in own)
    return completed and not any(SCREENER in event.layers for event in own)


async def keep_answered(work: Work, received: Received, *, engine: Engine, now: datetime) -> None:
    """Keeps a faint alarm beside the screen that has answered it: for review; nobody is asked again, nor called."""
    reading = received.risk
    event = _event(
        received.session,
        received.turn.n,
        level=reading.level,
        tier=reading.tier,
        kinds=reading.kinds,
        layers=reading.layers,
        why=f"{reading.why}; answered by this session's screen",
        engine=engine,
        now=now,
    )
    answered = replace(event, state=RiskEventState.SCREENED, screened_at=now, screened_turn=received.turn.n)
    await work.risk.add_event(answered)


def _event(
    session: Session,
    turn: int,
    *,
    level: int,
    tier: int,
    kinds: tuple[RiskKind, ...],
    layers: tuple[str, ...],
    why: str,
    engine: Engine,
    now: datetime,
) -> RiskEvent:
    return RiskEvent(
        tenant=session.tenant,
        patient=session.patient,
        id=engine.ids(),
        session=session.id,
        turn=turn,
        tier=tier,
        level=level,
        kinds=kinds,
        layers=layers,
        why=why,
        state=RiskEventState.OPEN,
        at=now,
    )


async def _file(work: Work, session: Session, events: Sequence[RiskEvent], *, engine: Engine, now: datetime) -> None:
    """Keeps the events of one alarm, the leading one first: raises the latch, calls a clinician once.

    Every alarm comes here, whoever raised it. A trial's raises nothing and calls nobody.
    """
    for event in events:
        await work.risk.add_event(event)
    if session.forked_from is not None:
        return
    patient = await work.patient.get()
    highest = max(events, key=lambda event: event.level)
    await _raise_latch(work, patient, level=highest.level, why=highest.why, event=highest.id, engine=engine, now=now)
    first = events[0]
    escalation = Escalation(
        tenant=first.tenant, patient=first.patient, id=engine.ids(), event=first.id, tier=first.tier, created_at=now
    )
    await escalate(work, escalation, session=session.id, mode=session.mode, engine=engine, now=now)


async def _raise_latch(
    work: Work, patient: Patient, *, level: int, why: str, engine: Engine, now: datetime, event: str | None = None
) -> None:
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


async def alarm_after_the_end(work: Work, session: Session, reading: Reading, *, engine: Engine, now: datetime) -> None:
    """Words of danger that came when the session took none any more: an event at its last turn, and a clinician called.

    The words are kept nowhere. Said again before anybody has asked, they call nobody a second time.
    """
    turn, first = await work.turns.last_n(session.id), leading(reading)
    before = [event for event in await work.risk.open_events() if (event.session, event.turn) == (session.id, turn)]
    if any(AFTER_THE_END in event.layers and event.level >= first.level for event in before):
        return
    event = _event(
        session,
        max(1, turn),
        level=first.level,
        tier=reading.tier,
        kinds=first.kinds,
        layers=(*reading.layers, AFTER_THE_END),
        why="said after the session's end; the words were not kept",
        engine=engine,
        now=now,
    )
    await _file(work, session, (event,), engine=engine, now=now)


async def alarm_from_measure(
    work: Work, patient: Patient, instrument: str, *, session: str | None, engine: Engine, now: datetime
) -> None:
    """An answer about death or self-harm opens an event, so that the next words are met by the safety screen.

    Before a patient's first session there is nothing to attach an event to: the latch rises alone, and the brief of the
    first session says so; its scheduled question asks anyway. An answer taken in a trial is the patient's own.
    """
    held = [each for each in await work.sessions.all() if each.forked_from is None]
    last = next((each for each in held if each.id == session), held[-1] if held else None)
    if last is None:
        await _raise_latch(
            work, patient, level=1, why=f"{instrument} item on death or self-harm", engine=engine, now=now
        )
        return
    event = _event(
        last,
        await work.turns.last_n(last.id),
        level=1,
        tier=1,
        kinds=(RiskKind.PASSIVE_IDEATION,),
        layers=("instrument",),
        why=f"{instrument} item on death or self-harm was answered with 1 or more",
        engine=engine,
        now=now,
    )
    await _file(work, last, (event,), engine=engine, now=now)
