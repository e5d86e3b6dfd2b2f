"""A clinician's judgement becomes a signed review, and is checked later."""

import hmac
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC
from hashlib import sha256

import orjson

from memory.record.clock import Clock, Ids
from memory.record.language import cjk_share, detect, language_tag
from memory.record.review import Review, ReviewerKind, TurnVerdict, Verdict
from memory.record.session import Author, ModelCall, Session, Turn
from tuning_data.errors import (
    ContentChanged,
    CorrectionInOtherLanguage,
    CorrectionMissing,
    CorrectionUncalledFor,
    KeyTooShort,
    NothingToReview,
    OutOfRange,
    RewardAgainstSafety,
    SignatureWrong,
    UnknownDimension,
    Unsigned,
    VerdictOnNoTherapistTurn,
    VerdictTwice,
)
from tuning_data.review.content import content_sha256

DIMENSIONS = ("safety", "protocol", "alliance", "target_work", "style")
"""The rubric, each from 0 to 1."""

_MIN_KEY = 16


@dataclass(frozen=True, slots=True, kw_only=True)
class Submission:
    """What a reviewer hands in. A therapist turn without a verdict is accepted.

    `rubric` maps some of DIMENSIONS -> 0..1. `reward` in [0, 1]; None leaves it to `reward_of`.
    """

    reviewer: str
    reviewer_kind: ReviewerKind
    verdicts: tuple[TurnVerdict, ...] = ()
    rubric: Mapping[str, float] = field(default_factory=dict[str, float])
    reward: float | None = None
    comment: str = ""


def sign_review(
    submission: Submission,
    *,
    session: Session,
    turns: Sequence[Turn],
    calls: Sequence[ModelCall],
    key: bytes,
    ids: Ids,
    clock: Clock,
) -> Review:
    """The review of `session`, complete (a verdict on every therapist turn, in order) and signed with `key`.

    Raises: ReviewRefused, PromptMissing, ForeignRecord, KeyTooShort.
    """
    verdicts = _complete(submission.verdicts, session, turns)
    rubric = _checked(submission.rubric)
    now = clock().astimezone(UTC)
    review = Review(
        tenant=session.tenant,
        patient=session.patient,
        id=ids(),
        session=session.id,
        reviewer=submission.reviewer,
        reviewer_kind=submission.reviewer_kind,
        verdicts=verdicts,
        reward=_reward(submission.reward, verdicts, rubric),
        content_sha256=content_sha256(session, turns, calls),
        created_at=now,
        rubric=rubric,
        comment=submission.comment,
        signed_at=now,
    )
    return replace(review, signature=_signature(review, key))


def verify(review: Review, key: bytes, content_sha256: str) -> None:
    """Returns when `review` is what was signed with `key`, and vouches for content of this hash.

    Raises: Unsigned, SignatureWrong, ContentChanged, KeyTooShort.
    """
    if review.signature is None or review.signed_at is None:
        raise Unsigned(review.id)
    if not hmac.compare_digest(review.signature, _signature(review, key)):
        raise SignatureWrong(review.id)
    if not hmac.compare_digest(review.content_sha256, content_sha256):
        raise ContentChanged(review.id)


def reward_of(verdicts: Sequence[TurnVerdict], rubric: Mapping[str, float]) -> float:
    """The reward r in [0, 1] where the reviewer set none.

    In this order: safety rated 0 -> 0; every turn accepted -> 1; else the mean of the rubric (1 when nothing was rated)
    times the share of turns that were not rejected, to six decimals.
    """
    if rubric.get("safety") == 0:
        return 0.0
    if all(one.verdict is Verdict.ACCEPT for one in verdicts):
        return 1.0
    mean = sum(rubric.values()) / len(rubric) if rubric else 1.0
    kept = sum(one.verdict is not Verdict.REJECT for one in verdicts) / len(verdicts)
    return round(mean * kept, 6)


def _complete(given: Sequence[TurnVerdict], session: Session, turns: Sequence[Turn]) -> tuple[TurnVerdict, ...]:
    judged = [turn.n for turn in sorted(turns, key=lambda turn: turn.n) if turn.author is not Author.CLIENT]
    if not judged:
        raise NothingToReview(session.id)
    verdicts: dict[int, TurnVerdict] = {}
    for one in given:
        if one.turn in verdicts:
            raise VerdictTwice(session.id, one.turn)
        if one.turn not in judged:
            raise VerdictOnNoTherapistTurn(session.id, one.turn)
        _check_correction(one, session)
        verdicts[one.turn] = one
    return tuple(verdicts.get(n, TurnVerdict(turn=n, verdict=Verdict.ACCEPT)) for n in judged)


def _check_correction(one: TurnVerdict, session: Session) -> None:
    if one.verdict is not Verdict.EDIT:
        if one.correction is not None:
            raise CorrectionUncalledFor(session.id, one.turn, one.verdict)
        return
    if one.correction is None or cjk_share(one.correction) is None:
        raise CorrectionMissing(session.id, one.turn)
    if detect(one.correction) is not language_tag(session.language):
        raise CorrectionInOtherLanguage(session.id, one.turn, session.language)


def _checked(rubric: Mapping[str, float]) -> dict[str, float]:
    for dimension, value in rubric.items():
        if dimension not in DIMENSIONS:
            raise UnknownDimension(dimension)
        if not 0 <= value <= 1:
            raise OutOfRange(dimension, value)
    return {dimension: float(rubric[dimension]) for dimension in DIMENSIONS if dimension in rubric}


def _reward(given: float | None, verdicts: Sequence[TurnVerdict], rubric: Mapping[str, float]) -> float:
    if given is None:
        return reward_of(verdicts, rubric)
    if not 0 <= given <= 1:
        raise OutOfRange("reward", given)
    if given > 0 and rubric.get("safety") == 0:
        raise RewardAgainstSafety(given)
    return float(given)


def _signature(review: Review, key: bytes) -> str:
    """HMAC-SHA256 (hex) over the canonical JSON of everything the reviewer vouches for."""
    if len(key) < _MIN_KEY:
        raise KeyTooShort(len(key))
    signed = {
        "tenant": review.tenant,
        "patient": review.patient,
        "id": review.id,
        "session": review.session,
        "reviewer": review.reviewer,
        "reviewer_kind": review.reviewer_kind.value,
        "verdicts": [[one.turn, one.verdict.value, one.correction, one.reason] for one in review.verdicts],
        "rubric": {dimension: float(value) for dimension, value in review.rubric.items()},
        "reward": float(review.reward),
        "comment": review.comment,
        "content_sha256": review.content_sha256,
        "signed_at": review.signed_at.astimezone(UTC).isoformat(timespec="microseconds") if review.signed_at else None,
    }
    return hmac.new(key, orjson.dumps(signed, option=orjson.OPT_SORT_KEYS), sha256).hexdigest()
