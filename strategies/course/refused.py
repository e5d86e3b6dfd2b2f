"""What a model tried to say and was not let: for reviewers, beside the line that stood in."""

from dataclasses import dataclass

from memory.record.session import CallKind, Draft, Turn
from memory.store.errors import NotFound
from memory.store.store import Work


@dataclass(frozen=True, slots=True, kw_only=True)
class Refused:
    """Why a model's reply was refused, and the whole of it as it came (None: none came, or it is no longer kept).

    `words` is the sentence that may not be said; None for a reason that is not of the words (`repeated`, `too_long`).
    `waiting`: the line that stands instead is a draft that a clinician has not released.
    """

    reason: str
    words: str | None
    reply: str | None
    waiting: bool = False


async def refused_after(work: Work, session: str, n: int) -> Refused | None:
    """What was refused after client turn `n`; None when the reply was let out, or needed no model."""
    kept = await _reply_after(work, session, n)
    if kept is None or kept.blocked is None:
        return None
    spoke = [call.answer for call in await work.calls.of_turn(session, n) if call.kind is CallKind.SPEAK]
    return Refused(
        reason=kept.blocked,
        words=kept.rationale,
        reply=spoke[-1] if spoke else None,
        waiting=isinstance(kept, Draft),
    )


async def _reply_after(work: Work, session: str, n: int) -> Turn | Draft | None:
    """The turn that answered, or the draft that waits."""
    try:
        return await work.turns.get(session, n + 1)
    except NotFound:
        draft = await work.drafts.waiting(session)
        return draft if draft is not None and draft.n == n + 1 else None
