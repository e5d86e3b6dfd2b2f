"""The safety plan as a record (Stanley & Brown, 2012): filled from what was said, written and reviewed by clinicians.

Every change is a new version. What a rule adds never takes a clinician's step away; a part that is there already is
never asked for from zero.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from memory.record.clock import Ids
from memory.record.course import Origin, Source
from memory.record.crisis import SafetyPart, SafetyPlan, SafetyStep
from memory.record.identity import Actor, Scope
from memory.record.session import Session, SlotClaim
from memory.store.store import Work
from strategies.course.case.case_errors import NoSafetyPlan, PlanMoved
from strategies.course.engine import Engine
from strategies.course.telling import tells_something

PART_OF_SLOT: dict[str, SafetyPart] = {
    "plan_signs": SafetyPart.WARNING_SIGNS,
    "plan_coping": SafetyPart.COPING,
    "plan_distraction": SafetyPart.DISTRACTION,
    "plan_help": SafetyPart.HELP,
    "plan_professionals": SafetyPart.PROFESSIONALS,
    "plan_surroundings": SafetyPart.MEANS_SAFETY,
    "sp_signs": SafetyPart.WARNING_SIGNS,
    "sp_coping": SafetyPart.COPING,
    "sp_person": SafetyPart.HELP,
    "sp_place": SafetyPart.MEANS_SAFETY,
}
"""The slots of the skill `safety.plan` and of the screen's short plan."""
CHANGE_SLOTS = frozenset({"plan_change", "sp_change"})
"""What of an earlier plan no longer fits: words for the clinician who reviews it, no step by themselves."""
PROTOCOLS = frozenset({"safety.plan", "safety_screen"})


async def safety_plan_there(work: Work) -> bool:
    """Whether there is a safety plan, whoever wrote it: a record of one, or what the screen and the skill keep."""
    return await work.safety_plans.latest() is not None or bool(await work.slots.latest_of_patient(PART_OF_SLOT))


def plan_from_claims(
    latest: SafetyPlan | None, claims: Sequence[SlotClaim], *, session: Session, ids: Ids, now: datetime
) -> SafetyPlan | None:
    """The next version with what the session's slots add to the plan; none when they add nothing. Pure."""
    steps = list(latest.steps) if latest is not None else []
    before = len(steps)
    for claim in claims:
        part = PART_OF_SLOT.get(claim.slot)
        said = str(claim.value).strip() if isinstance(claim.value, str) else ""
        if part is None or claim.protocol not in PROTOCOLS or not tells_something(said):
            continue
        if not any(step.part is part and _same(step.text, said) for step in steps):
            steps.append(SafetyStep(part=part, text=said, origin=claim.origin, source=_source(claim)))
    changes = [claim.quote for claim in claims if claim.slot in CHANGE_SLOTS and claim.quote]
    if len(steps) == before and not (changes and latest is not None):
        return None
    return SafetyPlan(
        tenant=session.tenant,
        patient=session.patient,
        id=ids(),
        n=latest.n + 1 if latest is not None else 1,
        steps=tuple(steps),
        created_at=now,
        origin=Origin.RULE,
        session=session.id,
        reason=" / ".join(changes),
    )


def _same(one: str, other: str) -> bool:
    return "".join(filter(str.isalnum, one.casefold())) == "".join(filter(str.isalnum, other.casefold()))


def _source(claim: SlotClaim) -> Source:
    return Source(session=claim.session, turn=claim.turn, start=claim.start, end=claim.end, quote=claim.quote)


@dataclass(frozen=True, slots=True, kw_only=True)
class WrittenStep:
    """A step as a clinician writes it. `worked`: what became of it when it was tried."""

    part: SafetyPart
    text: str
    worked: bool | None = None


async def write_safety_plan(
    steps: Sequence[WrittenStep], *, reason: str, on_version: int, actor: Actor, scope: Scope, engine: Engine
) -> SafetyPlan:
    """A clinician's version of the whole plan, reviewed in their name; a step kept as it was keeps its source.

    `on_version` is the version that was read (0: there was none). Raises: PlanMoved; NotFound.
    """
    async with engine.store.write(scope) as work:
        await work.patient.lock()
        latest = await work.safety_plans.latest()
        reached = latest.n if latest is not None else 0
        if reached != on_version:
            raise PlanMoved(on_version, reached)
        known = {(step.part, step.text): step for step in (latest.steps if latest is not None else ())}
        now = engine.clock()
        plan = SafetyPlan(
            tenant=scope.tenant,
            patient=scope.patient,
            id=engine.ids(),
            n=reached + 1,
            steps=tuple(
                replace(known[step.part, step.text], worked=step.worked)
                if (step.part, step.text) in known
                else SafetyStep(part=step.part, text=step.text, origin=Origin.CLINICIAN, worked=step.worked)
                for step in steps
            ),
            created_at=now,
            origin=Origin.CLINICIAN,
            actor=actor.id,
            reason=reason,
            reviewed_by=actor.id,
            reviewed_at=now,
        )
        await work.safety_plans.add(plan)
        return plan


async def review_safety_plan(*, on_version: int, actor: Actor, scope: Scope, engine: Engine) -> SafetyPlan:
    """A clinician has read the plan as it stands and vouches for it. Raises: NoSafetyPlan, PlanMoved; NotFound."""
    async with engine.store.write(scope) as work:
        await work.patient.lock()
        latest = await work.safety_plans.latest()
        if latest is None:
            raise NoSafetyPlan
        if latest.n != on_version:
            raise PlanMoved(on_version, latest.n)
        reviewed = replace(latest, reviewed_by=actor.id, reviewed_at=engine.clock())
        await work.safety_plans.replace(reviewed)
        return reviewed


PART_NAMES: dict[SafetyPart, tuple[str, str]] = {
    SafetyPart.WARNING_SIGNS: ("warning signs", "预警信号"),
    SafetyPart.COPING: ("what I can do alone", "自己可以做的事"),
    SafetyPart.DISTRACTION: ("people and places for distraction", "能分散注意力的人和地方"),
    SafetyPart.HELP: ("people to ask for help", "可以求助的人"),
    SafetyPart.PROFESSIONALS: ("professionals and agencies", "专业人员和机构"),
    SafetyPart.MEANS_SAFETY: ("making the surroundings safer", "让身边的环境更安全"),
}
"""English and Chinese."""
