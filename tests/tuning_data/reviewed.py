"""A reviewed session of our own writing, for the tests of review and export."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime

from memory.record import prompts
from memory.record.identity import Consent, ConsentScope
from memory.record.review import Review, ReviewerKind, TurnVerdict
from memory.record.session import (
    Author,
    CallKind,
    ModelCall,
    PromptMessage,
    Session,
    SessionMode,
    SessionState,
    Turn,
    TurnOrigin,
)
from tuning_data.export.bundle import SessionBundle
from tuning_data.review.sign import Submission, sign_review

KEY = b"a key of sixteen bytes or more"
NOW = datetime(2026, 3, 2, 9, tzinfo=UTC)
SYSTEM = "You are a helpful, respectful and honest assistant."

ENGLISH = (
    "Good to see you. How has the week been?",
    "Heavy. I slept four hours a night.",
    "Four hours is little. What keeps you awake?",
    "I go through every mistake of the day.",
    "That must be exhausting. Which mistake stayed longest?",
    "I forgot my sister's birthday.",
    "And what did forgetting it say about you, in that moment?",
)
CHINESE = (
    "很高兴见到你。这一周过得怎么样？",
    "很沉重，每晚只睡四个小时。",
    "四个小时确实很少。是什么让你睡不着？",
    "我会把一天里的错误都想一遍。",
    "那一定很累。哪个错误停留得最久？",
    "我忘了姐姐的生日。",
    "那一刻，忘记这件事让你怎么看自己？",
)


def clock() -> datetime:
    """Stands still."""
    return NOW


def ids() -> str:
    """Always the same."""
    return "review-1"


def served(said: Sequence[str], n: int) -> tuple[PromptMessage, ...]:
    """The prompt before turn `n`, as the service builds it."""
    history = [
        PromptMessage(role="assistant" if i % 2 == 0 else "user", content=text) for i, text in enumerate(said[: n - 2])
    ]
    last = f"Remembered:\n[S01 T002 2026-02-02] work was loud\n\nTask: ask one question (turn {n}).\n\n{said[n - 2]}"
    return (
        PromptMessage(role="system", content=SYSTEM),
        PromptMessage(role="user", content="BRIEF of the course"),
        *history,
        PromptMessage(role="user", content=last),
    )


def session(id: str = "s-1", *, language: str = "en") -> Session:  # noqa: A002  the records call it id
    """A closed session."""
    return Session(
        tenant="clinic",
        patient="p-1",
        id=id,
        episode="e-1",
        n=2,
        mode=SessionMode.SIMULATED,
        state=SessionState.CLOSED,
        language=language,
        opened_at=NOW,
        touched_at=NOW,
        brief="BRIEF of the course",
    )


def turns_and_calls(
    said: Sequence[str] = ENGLISH, *, session_id: str = "s-1"
) -> tuple[tuple[Turn, ...], tuple[ModelCall, ...]]:
    """A session that a template opens, then client and model in turn; each reply of the model with its call."""
    turns: list[Turn] = []
    calls: list[ModelCall] = []
    for n, text in enumerate(said, start=1):
        author = Author.CLIENT if n % 2 == 0 else Author.TEMPLATE if n == 1 else Author.MODEL
        call = f"call-{n}" if author is Author.MODEL else None
        turns.append(
            Turn(
                tenant="clinic",
                patient="p-1",
                session=session_id,
                n=n,
                author=author,
                origin=TurnOrigin.SCRIPTED if n == 1 else TurnOrigin.SPOKEN,
                text=text,
                at=NOW,
                node="check_in" if n < 4 else "work",
                model="agentlm" if call else None,
                call=call,
            )
        )
        if call:
            messages = served(said, n)
            calls.append(
                ModelCall(
                    tenant="clinic",
                    patient="p-1",
                    id=call,
                    session=session_id,
                    turn=n,
                    kind=CallKind.SPEAK,
                    endpoint="speak",
                    model="agentlm",
                    messages=messages,
                    prompt_sha256=prompts.sha256(messages),
                    template="speak@1",
                    answer=text,
                    finish="stop",
                    prompt_tokens=100,
                    cached_tokens=80,
                    completion_tokens=20,
                    seconds=0.5,
                    at=NOW,
                )
            )
    return tuple(turns), tuple(calls)


def consent(scope: ConsentScope = ConsentScope.TRAINING_EXPORT, *, withdrawn_at: datetime | None = None) -> Consent:
    """A consent given long ago."""
    return Consent(
        tenant="clinic",
        patient="p-1",
        id=f"consent-{scope.value}",
        scope=scope,
        given_at=datetime(2026, 1, 1, tzinfo=UTC),
        given_by="p-1",
        withdrawn_at=withdrawn_at,
    )


def submission(
    *verdicts: TurnVerdict, kind: ReviewerKind = ReviewerKind.HUMAN, reward: float | None = None
) -> Submission:
    """What the reviewer hands in."""
    return Submission(reviewer="dr-lin", reviewer_kind=kind, verdicts=verdicts, reward=reward)


def signed(unsigned: SessionBundle, given: Submission) -> SessionBundle:
    """The bundle with its review."""
    review: Review = sign_review(
        given, session=unsigned.session, turns=unsigned.turns, calls=unsigned.calls, key=KEY, ids=ids, clock=clock
    )
    return replace(unsigned, review=review)


def bundle(
    *verdicts: TurnVerdict,
    id: str = "s-1",  # noqa: A002  the records call it id
    said: Sequence[str] = ENGLISH,
    language: str = "en",
    kind: ReviewerKind = ReviewerKind.HUMAN,
    reward: float | None = None,
) -> SessionBundle:
    """A session with a signed review and a consent."""
    turns, calls = turns_and_calls(said, session_id=id)
    unsigned = SessionBundle(
        session=session(id, language=language), turns=turns, calls=calls, review=None, consents=(consent(),)
    )
    return signed(unsigned, submission(*verdicts, kind=kind, reward=reward))
