"""One of each record of the case, for the tests that keep one row in every table."""

from datetime import UTC, date, datetime, timedelta

from memory.record.course import Origin, Source
from memory.record.crisis import (
    ChainLink,
    ChainPiece,
    CrisisEpisode,
    CrisisPattern,
    CrisisStatus,
    LinkTags,
    Occurrence,
    SafetyPart,
    SafetyPlan,
    SafetyStep,
)
from memory.record.formulation import (
    ChangeKind,
    EdgeKind,
    FiveP,
    FormulationChange,
    FormulationEdge,
    FormulationNode,
    ItemStatus,
    NodeKind,
)
from memory.record.goals import GoalRating, GoalScale
from memory.record.identity import Scope
from memory.record.presentation import (
    AgeBand,
    Caution,
    Certainty,
    CodeSystem,
    Contraindication,
    Diagnosis,
    EligibilityCheck,
    EligibilityFinding,
    Judgement,
    Medication,
    Presentation,
    Severity,
    Weight,
)
from memory.store.store import Work

AT = datetime(2026, 3, 2, 9, 0, 0, 123456, tzinfo=UTC)
HOUR = timedelta(hours=1)
SOURCE = Source(session="s-1", turn=2, start=0, end=5, quote="睡不着 at")


class CaseSamples:
    """Records of the case, every field filled, of the patient and with the tail that a subclass has."""

    scope: Scope
    tail: str

    def id(self, kind: str) -> str:
        """The id of this patient's record of a kind."""
        return f"{kind}-{self.tail}"

    def presentation(self, n: int = 1) -> Presentation:
        """A version that came from a proposal."""
        return Presentation(
            tenant=self.scope.tenant,
            patient=self.scope.patient,
            id=self.id(f"presentation{n}"),
            n=n,
            status=Judgement.ACCEPTED,
            origin=Origin.CLINICIAN,
            created_at=AT,
            diagnoses=(
                Diagnosis(
                    code="F33.1",
                    system=CodeSystem.ICD10,
                    label="复发性抑郁障碍",
                    certainty=Certainty.CONFIRMED,
                    made_by="Dr. Example",
                    principal=True,
                    made_on=date(2026, 1, 5),
                    source=SOURCE,
                ),
            ),
            severity=Severity.MODERATE,
            medications=(Medication(name="sertraline", since=date(2025, 12, 1), source=SOURCE),),
            age_band=AgeBand.FROM_25,
            contraindications=(
                Contraindication(caution=Caution.HEART, text="心律不齐", cleared_by="dr", cleared_reason="seen"),
            ),
            actor="dr",
            reason="first",
            from_proposal="pr0",
            decided_by="dr",
            decided_at=AT + HOUR,
            decided_reason="fits",
        )

    def eligibility(self) -> EligibilityCheck:
        """A check with one finding, overridden."""
        return EligibilityCheck(
            tenant=self.scope.tenant,
            patient=self.scope.patient,
            id=self.id("eligibility"),
            episode=self.id("episode"),
            protocol="cbt.depression.course",
            at=AT,
            findings=(
                EligibilityFinding(
                    rule="excluded", weight=Weight.REFUSAL, course_text="c", patient_text="p", remedy="r"
                ),
            ),
            presentation="pr1",
            actor="dr",
            override="谈过",
        )

    def safety_plan(self, n: int = 1) -> SafetyPlan:
        """A plan of one step, reviewed."""
        return SafetyPlan(
            tenant=self.scope.tenant,
            patient=self.scope.patient,
            id=self.id(f"safety{n}"),
            n=n,
            steps=(SafetyStep(part=SafetyPart.COPING, text="散步", origin=Origin.RULE, source=SOURCE, worked=True),),
            created_at=AT,
            origin=Origin.RULE,
            session=self.id("session"),
            actor="dr",
            reason="said so",
            reviewed_by="dr",
            reviewed_at=AT + HOUR,
        )

    def node(self, key: str = "node") -> FormulationNode:
        """A thought that a clinician placed."""
        return FormulationNode(
            tenant=self.scope.tenant,
            patient=self.scope.patient,
            id=self.id(key),
            kind=NodeKind.THOUGHT,
            text="没人要我",
            status=ItemStatus.ACCEPTED,
            origin=Origin.MODEL,
            created_at=AT,
            sources=(SOURCE,),
            place=FiveP.PERPETUATING,
            actor="dr",
        )

    def edge(self, key: str = "edge") -> FormulationEdge:
        """A thought that leads to itself: enough for a row."""
        return FormulationEdge(
            tenant=self.scope.tenant,
            patient=self.scope.patient,
            id=self.id(key),
            source_node=self.id("node"),
            target_node=self.id("node"),
            kind=EdgeKind.LEADS_TO,
            status=ItemStatus.PROPOSED,
            origin=Origin.RULE,
            created_at=AT,
            sources=(SOURCE,),
            actor="dr",
        )

    def formulation_change(self, key: str = "fchange") -> FormulationChange:
        """A change of that node."""
        return FormulationChange(
            tenant=self.scope.tenant,
            patient=self.scope.patient,
            id=self.id(key),
            item=self.id("node"),
            kind=ChangeKind.CHANGED,
            at=AT,
            origin=Origin.CLINICIAN,
            after="thought: 没人要我",
            before="thought: nobody",
            actor="dr",
            reason="her words",
        )

    def goal_scale(self, key: str = "scale") -> GoalScale:
        """Five levels of the target."""
        return GoalScale(
            tenant=self.scope.tenant,
            patient=self.scope.patient,
            id=self.id(key),
            target=self.id("target"),
            levels=("a", "b", "c", "d", "五"),
            start=-1,
            weight=2.0,
            agreed_by="dr",
            agreed_at=AT,
        )

    def goal_rating(self, key: str = "rating") -> GoalRating:
        """One rating on them."""
        return GoalRating(
            tenant=self.scope.tenant,
            patient=self.scope.patient,
            id=self.id(key),
            scale=self.id("scale"),
            level=1,
            rated_on=date(2026, 3, 1),
            rated_by="dr",
            recorded_at=AT,
            session=self.id("session"),
        )

    def crisis(self, key: str = "crisis") -> CrisisEpisode:
        """An episode that was confirmed."""
        return CrisisEpisode(
            tenant=self.scope.tenant,
            patient=self.scope.patient,
            id=self.id(key),
            session=self.id("session"),
            onset=date(2026, 2, 27),
            pieces=(ChainPiece(link=ChainLink.TRIGGER, text="不回消息", tags=("no_reply",), source=SOURCE),),
            origin=Origin.RULE,
            status=CrisisStatus.CONFIRMED,
            recorded_at=AT,
            dated=True,
            event=self.id("risk"),
            decided_by="dr",
            decided_at=AT + HOUR,
            decided_reason="told again",
        )

    def pattern(self, key: str = "pattern") -> CrisisPattern:
        """A pattern that was confirmed."""
        return CrisisPattern(
            tenant=self.scope.tenant,
            patient=self.scope.patient,
            id=self.id(key),
            status=CrisisStatus.CONFIRMED,
            shared=(LinkTags(link=ChainLink.TRIGGER, tags=("no_reply",)),),
            occurrences=(Occurrence(episode="e1", session=self.id("session"), on=date(2026, 2, 27)),),
            text="不回消息 → 没人要我",
            found_at=AT,
            origin=Origin.RULE,
            helped=("散步",),
            plan="call Bea",
            decided_by="dr",
            decided_at=AT + HOUR,
            decided_reason="yes",
        )


async def keep_case(work: Work, samples: CaseSamples) -> None:
    """One row in every table of the case."""
    await work.presentations.add(samples.presentation())
    await work.eligibility.add(samples.eligibility())
    await work.safety_plans.add(samples.safety_plan())
    await work.formulation.add_node(samples.node())
    await work.formulation.add_edge(samples.edge())
    await work.formulation.add_change(samples.formulation_change())
    await work.goals.add(samples.goal_scale())
    await work.goals.add_rating(samples.goal_rating())
    await work.crises.add(samples.crisis())
    await work.crises.add_pattern(samples.pattern())
