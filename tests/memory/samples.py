"""One filled record of every kind, for tests that need rows and do not care what is in them."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta

from memory.record.course import (
    AgendaItem,
    Episode,
    GateOpening,
    Origin,
    PlanReason,
    PlanVersion,
    Release,
    ReleaseMove,
    ReleaseSignature,
    Source,
    TargetAction,
)
from memory.record.erasure import ErasureReceipt
from memory.record.identity import Actor, ActorKey, Consent, ConsentScope, Language, Patient, Role, Scope
from memory.record.prompts import sha256
from memory.record.review import Review, ReviewerKind, TurnVerdict, Verdict
from memory.record.risk import (
    Audience,
    ChannelTest,
    Delivery,
    DeliveryState,
    Escalation,
    LevelChange,
    OutboxMessage,
    OutboxState,
    RiskEvent,
    RiskEventState,
    RiskKind,
)
from memory.record.session import (
    Answer,
    Author,
    CallKind,
    Candidate,
    Draft,
    DraftState,
    EdgeDecision,
    Frame,
    FrameStack,
    LedgerEntry,
    ModelCall,
    PromptMessage,
    RequestState,
    RouteInputs,
    Session,
    SessionMode,
    SessionState,
    SlotClaim,
    SlotValue,
    StreamEvent,
    Turn,
    TurnOrigin,
    TurnRequest,
)
from memory.record.state import (
    Authority,
    Direction,
    Fact,
    FactKind,
    FactStatus,
    Homework,
    HomeworkOutcome,
    Measure,
    Note,
    NoteSentence,
    Provenance,
    Target,
    TargetEvidence,
    TargetStatus,
)
from memory.record.work import Job, JobKind, JobState
from memory.store.store import Catalogue, Work
from tests.memory.samples_case import CaseSamples, keep_case

AT = datetime(2026, 3, 2, 9, 0, 0, 123456, tzinfo=UTC)
HOUR = timedelta(hours=1)
SOURCE = Source(session="s-1", turn=2, start=0, end=5, quote="睡不着 at")
OURS = Scope(tenant="clinic", patient="p-1")


@dataclass(frozen=True)
class Samples(CaseSamples):
    """One filled record of every kind for one patient; ids are plain so that other patients' can be the same or not."""

    scope: Scope = OURS
    tail: str = "1"

    def patient(self) -> Patient:
        return Patient(
            tenant=self.scope.tenant,
            id=self.scope.patient,
            locale=Language.ZH,
            simulated=True,
            created_at=AT,
            label="试 one",
            region="US-IL",
            profile="illinois",
            risk_level=2,
        )

    def consent(self) -> Consent:
        return Consent(
            tenant=self.scope.tenant,
            patient=self.scope.patient,
            id=self.id("consent"),
            scope=ConsentScope.SESSION_RECORD,
            given_at=AT,
            given_by="client",
            withdrawn_at=AT + HOUR,
            withdrawn_by="client",
        )

    def episode(self) -> Episode:
        return Episode(
            tenant=self.scope.tenant,
            patient=self.scope.patient,
            id=self.id("episode"),
            protocol="cbt",
            releases={"cbt": "a1", "safety_screen": "b2"},
            started_at=AT,
            ended_at=AT + HOUR,
        )

    def gate(self, key: str = "gate") -> GateOpening:
        return GateOpening(
            tenant=self.scope.tenant,
            patient=self.scope.patient,
            id=self.id(key),
            episode=self.id("episode"),
            protocol="cbt",
            edge="gate>exposure",
            actor="dr",
            reason="心电图正常",
            at=AT,
            withdrawn_at=AT + HOUR,
            withdrawn_by="dr",
            withdrawn_reason="chest pain",
        )

    def move(self, key: str = "move") -> ReleaseMove:
        return ReleaseMove(
            tenant=self.scope.tenant,
            patient=self.scope.patient,
            id=self.id(key),
            episode=self.id("episode"),
            before={"cbt": "a0"},
            after={"cbt": "a1"},
            nodes={"cbt": {"old": "new"}},
            after_session=1,
            actor="dr",
            reason="新版",
            at=AT,
        )

    def plan(self, n: int = 1) -> PlanVersion:
        return PlanVersion(
            tenant=self.scope.tenant,
            patient=self.scope.patient,
            id=self.id(f"plan{n}"),
            episode=self.id("episode"),
            n=n,
            created_at=AT,
            agenda=(AgendaItem(code="bridge_recap", text="上次", origin=Origin.RULE),),
            strategy="slowly",
            focus=("tgt.sleep",),
            expected="more sleep",
            target_actions=(TargetAction(action="keep", target="tgt.sleep"),),
            reasons=(PlanReason(rule="gap", evidence="six weeks", sources=(SOURCE,)),),
            changed=("+ bridge_recap",),
            replanned=True,
            after_session=self.id("session"),
        )

    def session(self, n: int = 1, state: SessionState = SessionState.OPEN) -> Session:
        return Session(
            tenant=self.scope.tenant,
            patient=self.scope.patient,
            id=self.id("session") if n == 1 else self.id(f"session{n}"),
            episode=self.id("episode"),
            n=n,
            mode=SessionMode.CLINICIAN_TEST,
            state=state,
            language="zh-CN",
            opened_at=AT + n * HOUR,
            touched_at=AT + n * HOUR,
            version=3,
            plan=self.id("plan1"),
            brief="brief",
            closed_at=None,
        )

    def turn(self, n: int = 1, text: str = "I cannot sleep. 睡不着。", session: str | None = None) -> Turn:
        return Turn(
            tenant=self.scope.tenant,
            patient=self.scope.patient,
            session=session or self.id("session"),
            n=n,
            author=Author.CLIENT if n % 2 == 0 else Author.MODEL,
            origin=TurnOrigin.SPOKEN,
            text=text,
            at=AT,
            node="check_in",
            model="m",
            call=self.id("call"),
            tokens=7,
            actor="dr",
            draft_text="draft",
            blocked="too long",
            rationale="because",
        )

    def stack(self, turn: int = 0, node: str = "check_in") -> FrameStack:
        frame = Frame(
            protocol="cbt",
            release="a1",
            node=node,
            turns=2,
            visits={node: 1},
            asked=("q1",),
            entered_turn=turn,
            slots={"mood": 3, "safe": True, "share": 0.5, "word": "好"},
        )
        return FrameStack(
            tenant=self.scope.tenant,
            patient=self.scope.patient,
            session=self.id("session"),
            turn=turn,
            frames=(frame, Frame(protocol="safety_screen", release="b2", node="wish")),
        )

    def slot(self, name: str = "mood", value: SlotValue = 3, *, key: str = "slot", session: str = "") -> SlotClaim:
        return SlotClaim(
            tenant=self.scope.tenant,
            patient=self.scope.patient,
            id=self.id(key),
            session=session or self.id("session"),
            turn=2,
            slot=name,
            value=value,
            start=0,
            end=3,
            quote="睡不着",
            origin=Origin.RULE,
            confidence=0.75,
            at=AT,
            protocol="cbt",
        )

    def decision(self, step: int = 0) -> EdgeDecision:
        candidate = Candidate(
            edge="e1",
            kind="semantic",
            to="agenda",
            verdict="taken",
            why="p 0.8",
            guard="mood != null",
            inputs={"mood": 3, "hw": None, "safe": True, "share": 0.5, "word": "好"},
            p=0.8,
            mass=0.95,
            threshold=0.6,
            priority=2,
        )
        return EdgeDecision(
            tenant=self.scope.tenant,
            patient=self.scope.patient,
            session=self.id("session"),
            turn=2,
            step=step,
            protocol="cbt",
            node="check_in",
            to="agenda",
            taken="e1",
            candidates=(candidate,),
            at=AT,
            inputs=RouteInputs(
                unscreened=True,
                level=2,
                gates=("cbt/gate>exposure",),
                answers=(
                    Answer(
                        question="state:move",
                        choice="yes",
                        p=0.8,
                        probabilities={"yes": 0.8, "no": 0.2},
                        mass=0.95,
                        why="yes by 0.60",
                        quote="好多了。",
                    ),
                ),
            ),
        )

    def call(
        self, key: str = "call", turn: int = 2, kind: CallKind = CallKind.SPEAK, messages: tuple[str, ...] = ("你好",)
    ) -> ModelCall:
        said = tuple(
            PromptMessage(role="user" if i % 2 == 0 else "assistant", content=m) for i, m in enumerate(messages)
        )
        return ModelCall(
            tenant=self.scope.tenant,
            patient=self.scope.patient,
            id=self.id(key),
            session=self.id("session"),
            turn=turn,
            kind=kind,
            endpoint="speak",
            model="m",
            messages=said,
            prompt_sha256=sha256(said),
            template="speak@1",
            answer="yes",
            finish="stop",
            prompt_tokens=10,
            cached_tokens=5,
            completion_tokens=2,
            seconds=0.25,
            at=AT + turn * HOUR,
            ledger=(LedgerEntry(segment="history", tokens=5, budget=10, dropped=("t1",)),),
        )

    def event(self, seq: int = 1) -> StreamEvent:
        return StreamEvent(
            tenant=self.scope.tenant,
            patient=self.scope.patient,
            session=self.id("session"),
            seq=seq,
            turn=3,
            type="reply",
            data='{"text":"好"}',
            cuts=(),
        )

    def request(self, key: str = "key-1", state: RequestState = RequestState.IN_FLIGHT) -> TurnRequest:
        return TurnRequest(
            tenant=self.scope.tenant,
            patient=self.scope.patient,
            session=self.id("session"),
            key=key,
            body_sha256="ab",
            state=state,
            client_turn=2,
            attempts=1,
            lease="lease-1",
            lease_until=AT + HOUR,
            created_at=AT,
            reply_turn=3,
        )

    def draft(self, n: int = 3) -> Draft:
        return Draft(
            tenant=self.scope.tenant,
            patient=self.scope.patient,
            session=self.id("session"),
            n=n,
            text="draft",
            node="check_in",
            call=self.id("call"),
            model="m",
            origin=TurnOrigin.SPOKEN,
            created_at=AT,
            state=DraftState.WAITING,
            tokens=4,
            rationale="because",
            blocked="too long",
        )

    def fact(self, key: str = "fact", status: FactStatus = FactStatus.ACTIVE) -> Fact:
        return Fact(
            tenant=self.scope.tenant,
            patient=self.scope.patient,
            id=self.id(key),
            subject="client",
            predicate="sleeps",
            object="badly",
            status=status,
            authority=Authority.CLIENT_STATED,
            provenance=Provenance.REPORTED,
            kind=FactKind.BELIEF,
            origin=Origin.MODEL,
            confidence=0.5,
            recorded_at=AT,
            source=SOURCE,
            negated=True,
            valid_from=date(2026, 1, 1),
            valid_to=date(2026, 2, 1),
            retracted_at=None,
            supersedes="f0",
            disputes="f9",
            actor="dr",
            reason="said so",
        )

    def target(self) -> Target:
        return Target(
            tenant=self.scope.tenant,
            patient=self.scope.patient,
            id=self.id("target"),
            label="靶点",
            problem="p1",
            mechanism="m1",
            measure="phq9",
            direction=Direction.DOWN,
            status=TargetStatus.ACTIVE,
            created_at=AT,
            origin=Origin.CASE,
            interventions=("sleep hygiene", "活动"),
            baseline=18.0,
            current=12.0,
            goal=5.0,
            mcid=5.0,
            protocol_target="tgt.sleep",
            agreed_by="dr",
        )

    def evidence(self) -> TargetEvidence:
        return TargetEvidence(
            tenant=self.scope.tenant,
            patient=self.scope.patient,
            id=self.id("evidence"),
            target=self.id("target"),
            session=self.id("session"),
            supports=False,
            text="worse",
            origin=Origin.RULE,
            at=AT,
            value=14.0,
            source=SOURCE,
            moved_from=TargetStatus.ACTIVE,
            moved_to=TargetStatus.PAUSED,
        )

    def homework(self) -> Homework:
        return Homework(
            tenant=self.scope.tenant,
            patient=self.scope.patient,
            id=self.id("homework"),
            session=self.id("session"),
            text="a walk",
            assigned_at=AT,
            origin=Origin.CLINICIAN,
            source=SOURCE,
            due=date(2026, 3, 9),
            outcome=HomeworkOutcome.PARTIAL,
            outcome_session=self.id("session"),
            outcome_source=SOURCE,
            carried_from="h0",
            asked_session=self.id("session"),
        )

    def measure(self) -> Measure:
        return Measure(
            tenant=self.scope.tenant,
            patient=self.scope.patient,
            id=self.id("measure"),
            instrument="phq9",
            taken_on=date(2026, 3, 1),
            total=18.0,
            recorded_at=AT,
            origin=Origin.IMPORT,
            items=(2, 2, 2, 2, 2, 2, 2, 2, 2),
            session=self.id("session"),
            actor="dr",
        )

    def note(self, version: int = 1) -> Note:
        return Note(
            tenant=self.scope.tenant,
            patient=self.scope.patient,
            id=self.id(f"note{version}"),
            session=self.id("session"),
            version=version,
            sentences=(NoteSentence(section="subjective", text="睡不着", origin=Origin.RULE, turns=(2,)),),
            created_at=AT,
            signed_by="dr",
            signed_at=AT + HOUR,
        )

    def risk_event(self) -> RiskEvent:
        return RiskEvent(
            tenant=self.scope.tenant,
            patient=self.scope.patient,
            id=self.id("risk"),
            session=self.id("session"),
            turn=2,
            tier=1,
            level=1,
            kinds=(RiskKind.PASSIVE_IDEATION,),
            layers=("lexicon",),
            why="a phrase",
            state=RiskEventState.OPEN,
            at=AT,
        )

    def level_change(self) -> LevelChange:
        return LevelChange(
            tenant=self.scope.tenant,
            patient=self.scope.patient,
            id=self.id("change"),
            before=0,
            after=1,
            reason="alarm",
            at=AT,
            actor="dr",
            event=self.id("risk"),
        )

    def escalation(self) -> Escalation:
        return Escalation(
            tenant=self.scope.tenant,
            patient=self.scope.patient,
            id=self.id("escalation"),
            event=self.id("risk"),
            tier=1,
            created_at=AT,
            session=self.id("session"),
            why="试 one",
        )

    def review(self, key: str = "review") -> Review:
        return Review(
            tenant=self.scope.tenant,
            patient=self.scope.patient,
            id=self.id(key),
            session=self.id("session"),
            reviewer="dr",
            reviewer_kind=ReviewerKind.HUMAN,
            verdicts=(TurnVerdict(turn=3, verdict=Verdict.EDIT, correction="改", reason="tone"),),
            reward=0.8,
            content_sha256="cd",
            created_at=AT,
            rubric={"safety": 1.0, "style": 0.5},
            comment="好",
            signed_at=AT + HOUR,
            signature="ef",
        )

    def job(self, key: str = "job", session: str | None = None) -> Job:
        return Job(
            id=self.id(key),
            tenant=self.scope.tenant,
            kind=JobKind.CLOSE_SESSION,
            patient=self.scope.patient,
            session=session or self.id("session"),
            state=JobState.QUEUED,
            created_at=AT,
            due_at=AT,
        )

    def receipt(self) -> ErasureReceipt:
        return ErasureReceipt(
            tenant=self.scope.tenant,
            id=self.id("receipt"),
            patient_sha256="ab" * 32,
            at=AT,
            actor="dr",
            reason="来访者要求",
            rows={"turns": 12, "sessions": 1},
            while_open=True,
        )

    def message(self, key: str = "message") -> OutboxMessage:
        return OutboxMessage(
            id=self.id(key),
            tenant=self.scope.tenant,
            kind="escalation",
            audience=Audience.CLINIC,
            payload="{}",
            state=OutboxState.QUEUED,
            created_at=AT,
            due_at=AT,
            tier=3,
            escalation=self.id("escalation"),
        )

    def delivery(self, key: str = "message", channel: str = "webhook") -> Delivery:
        return Delivery(
            message=self.id(key),
            channel=channel,
            tenant=self.scope.tenant,
            tier=3,
            state=DeliveryState.QUEUED,
            since=AT,
            due_at=AT,
            attempts=2,
            failure="HTTP 500",
        )

    def channel_test(self, key: str = "channel-test") -> ChannelTest:
        return ChannelTest(
            tenant=self.scope.tenant,
            id=self.id(key),
            channel="webhook",
            fingerprint="cd" * 32,
            at=AT,
            actor="dr",
            passed=False,
            failure="ConnectError",
        )

    def actor(self) -> Actor:
        return Actor(
            tenant=self.scope.tenant,
            id="dr",
            name="Dr. Example",
            roles=frozenset({Role.CLINICIAN, Role.SUPERVISOR}),
            created_at=AT,
        )

    def key(self) -> ActorKey:
        return ActorKey(
            prefix=f"tl_{self.tail}",
            sha256="12",
            tenant=self.scope.tenant,
            actor="dr",
            created_at=AT,
            expires_at=AT + HOUR,
        )

    def release(self) -> Release:
        return Release(id=f"a{self.tail}", protocol="cbt", version="1", compiled='{"名":"cbt"}', created_at=AT)

    def signature(self) -> ReleaseSignature:
        return ReleaseSignature(
            tenant=self.scope.tenant,
            release=f"a{self.tail}",
            actor="dr",
            name="Dr. Example",
            at=AT,
            statement="已阅",
        )


async def keep_session(work: Work, samples: Samples) -> None:
    """What a session needs above it, and the session."""
    await work.patient.add(samples.patient())
    await work.episodes.add(samples.episode())
    await work.sessions.add(samples.session())


async def keep_everything(work: Work, samples: Samples) -> None:
    """One row in every table that belongs to a patient, and in the queues."""
    await keep_session(work, samples)
    await work.consents.add(samples.consent())
    await work.plans.add(samples.plan())
    await work.gates.add(samples.gate())
    await work.moves.add(samples.move())
    await work.turns.add(samples.turn())
    await work.sessions.push_stack(samples.stack())
    await work.slots.add_all([samples.slot()])
    await work.decisions.add_all([samples.decision()])
    await work.calls.add(samples.call())
    await work.events.append(samples.event())
    await work.requests.claim(samples.request())
    await work.drafts.add(samples.draft())
    await work.facts.add(samples.fact())
    await work.targets.add(samples.target())
    await work.targets.add_evidence(samples.evidence())
    await work.homework.add(samples.homework())
    await work.measures.add(samples.measure())
    await work.notes.add(samples.note())
    await work.risk.add_event(samples.risk_event())
    await work.risk.add_change(samples.level_change())
    await work.risk.add_escalation(samples.escalation())
    await work.reviews.add(samples.review())
    await keep_case(work, samples)
    await work.jobs.enqueue(samples.job())
    await work.outbox.add(samples.message())
    await work.deliveries.open(samples.delivery())


async def keep_catalogue(catalogue: Catalogue, samples: Samples) -> None:
    """One row in every table that belongs to no patient, beside the queues."""
    await catalogue.releases.add(samples.release())
    await catalogue.actors.add(samples.actor())
    await catalogue.actors.add_key(samples.key())
    await catalogue.signatures.add(samples.signature())
    await catalogue.erasures.add(samples.receipt())
    await catalogue.channel_tests.add(samples.channel_test())
