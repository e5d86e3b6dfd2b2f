"""Reviews: the queue, submission and signature, and what was signed."""

from typing import Annotated

from fastapi import Query
from pydantic import BaseModel, ConfigDict, Field

from memory.record.review import Review, ReviewerKind, TurnVerdict, Verdict
from memory.record.session import Session
from service.auth import ClinicianActor, CurrentActor
from service.routing import ID_PATTERN, PathId, v1_router
from service.wiring import PartsGiven
from tuning_data.review.sign import Submission
from tuning_data.review.submit import submit_review

router = v1_router("reviews")


class VerdictBody(BaseModel):
    """A verdict on one therapist turn; `correction` exactly when it is an edit."""

    model_config = ConfigDict(extra="forbid")

    turn: int = Field(ge=1)
    verdict: Verdict
    correction: str | None = Field(default=None, max_length=4000)
    reason: str = Field(default="", max_length=2000)


class ReviewBody(BaseModel):
    """A review in the caller's name; it is signed over what was said. Turns without a verdict are accepted."""

    model_config = ConfigDict(extra="forbid")

    verdicts: tuple[VerdictBody, ...] = ()
    rubric: dict[str, float] = Field(default_factory=dict[str, float], description="Dimension -> 0..1.")
    reward: float | None = Field(default=None, ge=0, le=1, description="r; left out, it follows from the verdicts.")
    comment: str = Field(default="", max_length=4000)
    synthetic: bool = Field(default=False, description="Not a person's judgement: needs a flag to be exported.")


@router.get("/reviews/queue")
async def queue(
    actor: ClinicianActor,
    parts: PartsGiven,
    after: Annotated[str | None, Query(pattern=ID_PATTERN)] = None,
    limit: Annotated[int, Query(ge=1, le=200)] = 50,
) -> list[Session]:
    """Sessions that have ended and wait for a signed review."""
    async with parts.store.read_catalogue() as catalogue:
        return await catalogue.locate.closed_sessions(actor.tenant, signed=False, after=after, limit=limit)


@router.post("/sessions/{session}/reviews", status_code=201)
async def submit(session: PathId, body: ReviewBody, actor: ClinicianActor, parts: PartsGiven) -> Review:
    """Signs and keeps a review of a closed session."""
    scope = await parts.locate("session", session, actor)
    submission = Submission(
        reviewer=actor.id,
        reviewer_kind=ReviewerKind.SYNTHETIC if body.synthetic else ReviewerKind.HUMAN,
        verdicts=tuple(
            TurnVerdict(turn=each.turn, verdict=each.verdict, correction=each.correction, reason=each.reason)
            for each in body.verdicts
        ),
        rubric=body.rubric,
        reward=body.reward,
        comment=body.comment,
    )
    return await submit_review(
        session,
        submission,
        scope=scope,
        store=parts.store,
        key=parts.signing_key,
        clock=parts.engine.clock,
        ids=parts.engine.ids,
    )


@router.get("/sessions/{session}/reviews")
async def list_reviews(session: PathId, actor: CurrentActor, parts: PartsGiven) -> list[Review]:
    """Every review of a session, in the order written."""
    scope = await parts.locate("session", session, actor)
    async with parts.store.read(scope) as work:
        return await work.reviews.of_session(session)
