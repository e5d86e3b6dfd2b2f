"""What a review vouches for, as one hash."""

from collections.abc import Sequence
from hashlib import sha256

import orjson

from memory.record import prompts
from memory.record.session import ModelCall, Session, Turn
from tuning_data.errors import ForeignRecord, PromptMissing


def content_sha256(session: Session, turns: Sequence[Turn], calls: Sequence[ModelCall]) -> str:
    """SHA-256 (hex) over the canonical JSON of what a reviewer saw and what training would use.

    In it: whose session, its language and brief; of each turn in order its text, author, origin, node, model, draft and
    rationale; of each call that a turn names the prompt as served and the answer. Calls that no turn names are not in
    it, so that work done after the review (a note drafted at closing) changes nothing.

    Raises: PromptMissing, ForeignRecord.
    """
    held = {call.id: call for call in calls}
    content = {
        "tenant": session.tenant,
        "patient": session.patient,
        "session": session.id,
        "language": session.language,
        "brief": session.brief,
        "turns": [_turn(session, turn, held) for turn in sorted(turns, key=lambda turn: turn.n)],
    }
    return sha256(orjson.dumps(content, option=orjson.OPT_SORT_KEYS)).hexdigest()


def _turn(session: Session, turn: Turn, calls: dict[str, ModelCall]) -> dict[str, object]:
    if (turn.tenant, turn.patient, turn.session) != (session.tenant, session.patient, session.id):
        raise ForeignRecord("turn", str(turn.n), session.id)
    return {
        "n": turn.n,
        "author": turn.author.value,
        "origin": turn.origin.value,
        "text": turn.text,
        "node": turn.node,
        "model": turn.model,
        "draft": turn.draft_text,
        "rationale": turn.rationale,
        "call": None if turn.call is None else _call(session, turn, turn.call, calls),
    }


def _call(session: Session, turn: Turn, id: str, calls: dict[str, ModelCall]) -> dict[str, object]:  # noqa: A002
    call = calls.get(id)
    if call is None:
        raise PromptMissing(session.id, turn.n, id)
    if (call.tenant, call.patient, call.session) != (session.tenant, session.patient, session.id):
        raise ForeignRecord("call", call.id, session.id)
    return {"id": call.id, "prompt": prompts.sha256(call.messages), "answer": call.answer}
