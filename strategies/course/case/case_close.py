"""What a close proposes for a patient's case: safety plan, formulation and crises, read once, decided, written once."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime

from memory.record.clock import Ids
from memory.record.crisis import CrisisEpisode, CrisisPattern, SafetyPlan
from memory.record.formulation import FormulationEdge, FormulationNode
from memory.record.identity import Language
from memory.record.risk import RiskEvent
from memory.record.session import Session, SlotClaim, Turn
from memory.store.store import Work
from strategies.course.case.crisis_keeping import CrisisChanges, keep_crises, settle_crises
from strategies.course.case.formulation_asking import Asked
from strategies.course.case.formulation_rules import Proposals, keep_proposals, proposed_by_model, proposed_by_rule
from strategies.course.case.safety_planning import plan_from_claims


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseHeld:
    """The case as it stands."""

    safety_plan: SafetyPlan | None = None
    nodes: tuple[FormulationNode, ...] = ()
    edges: tuple[FormulationEdge, ...] = ()
    crises: tuple[CrisisEpisode, ...] = ()
    patterns: tuple[CrisisPattern, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseChanges:
    """What a close writes about the case; `safety_plan` only when the session added to it."""

    safety_plan: SafetyPlan | None = None
    proposals: Proposals = field(default_factory=Proposals)
    crises: CrisisChanges = field(default_factory=CrisisChanges)


async def read_case(work: Work) -> CaseHeld:
    """The case, in the transaction that will write."""
    return CaseHeld(
        safety_plan=await work.safety_plans.latest(),
        nodes=tuple(await work.formulation.nodes()),
        edges=tuple(await work.formulation.edges()),
        crises=tuple(await work.crises.all()),
        patterns=tuple(await work.crises.patterns()),
    )


def settle_case(
    held: CaseHeld,
    session: Session,
    turns: Sequence[Turn],
    claims: Sequence[SlotClaim],
    events: Sequence[RiskEvent],
    *,
    asked: Asked,
    language: Language,
    ids: Ids,
    now: datetime,
) -> CaseChanges:
    """What the session proposes, by rule, and what of a model's proposals stands. Pure."""
    told = proposed_by_rule(session, claims, held.nodes, held.edges, ids=ids, now=now)
    added = proposed_by_model(
        session,
        turns,
        asked.candidates,
        asked.joins,
        (*held.nodes, *told.nodes),
        edges=(*held.edges, *told.edges),
        ids=ids,
        now=now,
    )
    return CaseChanges(
        safety_plan=plan_from_claims(held.safety_plan, claims, session=session, ids=ids, now=now),
        proposals=Proposals(
            nodes=(*told.nodes, *added.nodes), edges=(*told.edges, *added.edges), dropped=added.dropped
        ),
        crises=settle_crises(
            session, turns, claims, events, held.crises, held.patterns, language=language, ids=ids, now=now
        ),
    )


async def keep_case(work: Work, changes: CaseChanges, *, ids: Ids, now: datetime) -> None:
    """Writes what `settle_case` gave."""
    if changes.safety_plan is not None:
        await work.safety_plans.add(changes.safety_plan)
    await keep_proposals(work, changes.proposals, ids=ids, now=now)
    await keep_crises(work, changes.crises)
