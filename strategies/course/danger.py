"""What is known of danger around one turn: open alarms, the level, the plan that is there, what was said of it before.

A trial that was forked off a session has alarms of its own: they are kept with its id, asked about within it, and
nobody outside it is held by them, nor called for them.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from memory.record.crisis import SafetyPlan
from memory.record.identity import Patient
from memory.record.risk import RiskEvent
from memory.record.session import Frame, Session, SlotClaim, TurnOrigin
from memory.store.store import Work
from strategies.course.case.safety_planning import plan_from_claims
from strategies.graph.guards import RISK_FLAGS
from strategies.graph.routed import RiskView
from strategies.risk.paths import OWN, PROTOCOL, SCREEN, Path, path_of_event

LOOKED_AT = 3
"""So many of the patient's last sessions with an alarm are looked at for what was said."""
PLANNED = "planned"


@dataclass(frozen=True, slots=True, kw_only=True)
class Danger:
    """`events` are the open ones that count here. `said` are earlier sessions' crisis replies, oldest first.

    `plan` and `said` are read only where an alarm stands or is being asked about. `seen`: a named person acknowledged
    the call of an open event.
    """

    events: tuple[RiskEvent, ...] = ()
    plan: SafetyPlan | None = None
    said: tuple[str, ...] = ()
    seen: bool = False

    @property
    def flags(self) -> tuple[str, ...]:
        """What guards may know beside the level, sorted."""
        return flags_of(self.events, self.plan)

    def view(self, level: int) -> RiskView:
        """What routing is told."""
        return RiskView(unscreened_event=bool(self.events), level=level, flags=self.flags)

    def level_of(self, protocol: str) -> int:
        """The highest level of the open events that the questions of `protocol` close; 0 without one."""
        return max((each.level for each in self.events if PROTOCOL[path_of_event(each)] == protocol), default=0)


NONE = Danger()


def flags_of(events: Sequence[RiskEvent], plan: SafetyPlan | None) -> tuple[str, ...]:
    """The paths of open events that have questions of their own, and whether there is a plan; sorted."""
    paths: set[Path] = {path_of_event(event) for event in events}
    found = {path.value for path in paths if PROTOCOL[path] in OWN}
    if plan is not None and any(step.text.strip() for step in plan.steps):
        found.add(PLANNED)
    return tuple(sorted(found & set(RISK_FLAGS)))


async def open_events(work: Work, session: Session | None) -> list[RiskEvent]:
    """The open alarms that count in a session (none: before one is there), in order.

    In a trial those that it raised itself; elsewhere all but those of trials.
    """
    found = await work.risk.open_events()
    if session is not None and session.forked_from is not None:
        return [event for event in found if event.session == session.id]
    return await without_trials(work, found)


async def without_trials(work: Work, events: Sequence[RiskEvent]) -> list[RiskEvent]:
    """The events that real sessions raised, in their order."""
    trials: set[str] = set()
    for name in sorted({event.session for event in events}):
        if (await work.sessions.get(name)).forked_from is not None:
            trials.add(name)
    return [event for event in events if event.session not in trials]


async def counted_events(work: Work, session: Session) -> list[RiskEvent]:
    """Every alarm that a close of this session may read, in order: those of trials count in their own trial alone."""
    found = await work.risk.events()
    own = [event.id for event in found if event.session == session.id]
    kept = {event.id for event in await without_trials(work, found)}
    return [event for event in found if event.id in kept or event.id in own]


async def danger_of(
    work: Work, session: Session, stack: Sequence[Frame], claims: Sequence[SlotClaim], *, alarm: bool
) -> Danger:
    """Everything at the start of a turn; `alarm`: rules heard danger in its words."""
    events = tuple(await open_events(work, session))
    screening = any(frame.protocol == SCREEN for frame in stack)
    if not (events or screening or alarm):
        return NONE
    return Danger(
        events=events,
        plan=await plan_now(work, session, claims),
        said=await said_before(work, session),
        seen=await _seen(work, events),
    )


async def plan_now(work: Work, session: Session, claims: Sequence[SlotClaim]) -> SafetyPlan | None:
    """The safety plan with what this session has added to it so far; nothing is written."""
    latest = await work.safety_plans.latest()
    drafted = plan_from_claims(latest, claims, session=session, ids=str, now=session.touched_at)
    return drafted if drafted is not None else latest


async def said_before(work: Work, session: Session) -> tuple[str, ...]:
    """The crisis replies of the last sessions with an alarm before this one, oldest first."""
    names: list[str] = []
    for event in reversed(await work.risk.events()):
        if event.session != session.id and event.session not in names:
            names.append(event.session)
    texts: list[str] = []
    for name in reversed(names[:LOOKED_AT]):
        texts += [turn.text for turn in await work.turns.of_session(name) if turn.origin is TurnOrigin.CRISIS]
    return tuple(texts)


async def _seen(work: Work, events: Sequence[RiskEvent]) -> bool:
    for event in events:
        if event.acknowledged_by is not None:
            return True
        if any(each.acknowledged_by is not None for each in await work.risk.escalations_of(event.id)):
            return True
    return False


def held_here(patient: Patient, session: Session, events: Sequence[RiskEvent]) -> Patient:
    """The patient as this session sees them: a trial's alarms raise the level within it, and nowhere else."""
    if session.forked_from is None:
        return patient
    return replace(patient, risk_level=max([patient.risk_level, *(event.level for event in events)]))
