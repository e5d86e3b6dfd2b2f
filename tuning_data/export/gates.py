"""Which sessions may leave as training data."""

from datetime import datetime
from enum import StrEnum

from memory.record.identity import Consent, ConsentScope
from memory.record.review import ReviewerKind
from tuning_data.errors import ContentChanged, PromptMissing, SignatureWrong, Unsigned
from tuning_data.export.bundle import SessionBundle
from tuning_data.review.content import content_sha256
from tuning_data.review.sign import verify


class Excluded(StrEnum):
    """Why a session stays, in the order in which it is asked."""

    PROFILE = "profile"
    NO_CONSENT = "no_consent"
    UNSIGNED = "unsigned"
    PROMPT_MISSING = "prompt_missing"
    SIGNATURE_WRONG = "signature_wrong"
    CONTENT_CHANGED = "content_changed"
    SYNTHETIC = "synthetic"
    BELOW_REWARD = "below_reward"
    NOTHING_TRAINED = "nothing_trained"


def why_excluded(
    bundle: SessionBundle, *, key: bytes, now: datetime, allow_synthetic: bool, min_reward: float
) -> Excluded | None:
    """The first gate that `bundle` does not pass; None when it may leave. Raises: KeyTooShort."""
    if not bundle.profile_allows:
        return Excluded.PROFILE
    if not any(_allows_training(consent, now) for consent in bundle.consents):
        return Excluded.NO_CONSENT
    review = bundle.review
    if review is None:
        return Excluded.UNSIGNED
    try:
        verify(review, key, content_sha256(bundle.session, bundle.turns, bundle.calls))
    except Unsigned:
        return Excluded.UNSIGNED
    except PromptMissing:
        return Excluded.PROMPT_MISSING
    except SignatureWrong:
        return Excluded.SIGNATURE_WRONG
    except ContentChanged:
        return Excluded.CONTENT_CHANGED
    if review.reviewer_kind is ReviewerKind.SYNTHETIC and not allow_synthetic:
        return Excluded.SYNTHETIC
    if review.reward < min_reward:
        return Excluded.BELOW_REWARD
    return None


def _allows_training(consent: Consent, now: datetime) -> bool:
    given = consent.scope is ConsentScope.TRAINING_EXPORT and consent.given_at <= now
    return given and (consent.withdrawn_at is None or consent.withdrawn_at > now)
