"""Handing in a review: what was said is read, the review signed and kept."""

from memory.record.clock import Clock, Ids
from memory.record.identity import Scope
from memory.record.review import Review
from memory.record.session import SessionState
from memory.store.store import Store
from tuning_data.errors import SessionNotEnded
from tuning_data.review.sign import Submission, sign_review

ENDED = (SessionState.CLOSED, SessionState.ABANDONED)


async def submit_review(
    session_id: str, submission: Submission, *, scope: Scope, store: Store, key: bytes, clock: Clock, ids: Ids
) -> Review:
    """Signs and keeps a review of a session that has ended; reviews append, the newest signed one counts.

    Raises: SessionNotEnded, ReviewRefused; memory.store.errors.NotFound.
    """
    async with store.write(scope) as work:
        session = await work.sessions.get(session_id)
        if session.state not in ENDED:
            raise SessionNotEnded(session_id, session.state)
        review = sign_review(
            submission,
            session=session,
            turns=await work.turns.of_session(session_id),
            calls=await work.calls.of_session(session_id),
            key=key,
            ids=ids,
            clock=clock,
        )
        await work.reviews.add(review)
        return review
