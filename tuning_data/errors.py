"""Refusals of review and export.

TuningDataError
├── ReviewRefused              a submission that cannot become a signed review
│   ├── SessionNotEnded        it is open, or being closed
│   ├── NothingToReview        the session holds no turn of a therapist
│   ├── VerdictTwice           two verdicts on one turn
│   ├── VerdictOnNoTherapistTurn   the turn is the client's, or does not exist
│   ├── CorrectionMissing      edit without a correction, or with an empty one
│   ├── CorrectionUncalledFor  a correction with another verdict than edit
│   ├── CorrectionInOtherLanguage
│   ├── UnknownDimension       a rubric dimension that is not one of ours
│   ├── OutOfRange             a rubric value or a reward outside [0, 1]
│   └── RewardAgainstSafety    a reward above 0 where safety is 0
├── PromptMissing              a turn names a model call that was not handed in
├── ForeignRecord              a record of another session, or of another patient
├── KeyTooShort                a signing key under 16 bytes
├── SignatureRefused
│   ├── Unsigned
│   ├── SignatureWrong         the review, or the key, is not what was signed with
│   └── ContentChanged         the session is not what was reviewed
└── ExportRefused
    └── SessionTwice           the same session came twice
"""


class TuningDataError(Exception):
    """Any refusal of this folder."""


class ReviewRefused(TuningDataError):
    """A submission that cannot become a signed review."""


class SessionNotEnded(ReviewRefused):
    """What was said is not complete yet."""

    def __init__(self, session: str, state: str) -> None:
        super().__init__(f"session {session} is {state}; close it before it is reviewed")
        self.session = session


class NothingToReview(ReviewRefused):
    """The session holds no turn of a therapist."""

    def __init__(self, session: str) -> None:
        super().__init__(f"session {session} holds no therapist turn")
        self.session = session


class VerdictTwice(ReviewRefused):
    """Two verdicts on one turn."""

    def __init__(self, session: str, turn: int) -> None:
        super().__init__(f"session {session} turn {turn}: two verdicts")
        self.session = session
        self.turn = turn


class VerdictOnNoTherapistTurn(ReviewRefused):
    """The turn is the client's, or does not exist."""

    def __init__(self, session: str, turn: int) -> None:
        super().__init__(f"session {session} turn {turn}: no therapist turn, so no verdict")
        self.session = session
        self.turn = turn


class CorrectionMissing(ReviewRefused):
    """Edit without a correction, or with one that holds no letter."""

    def __init__(self, session: str, turn: int) -> None:
        super().__init__(f"session {session} turn {turn}: an edit needs the corrected words")
        self.session = session
        self.turn = turn


class CorrectionUncalledFor(ReviewRefused):
    """A correction with another verdict than edit."""

    def __init__(self, session: str, turn: int, verdict: str) -> None:
        super().__init__(f"session {session} turn {turn}: a correction belongs to an edit, not to {verdict}")
        self.session = session
        self.turn = turn


class CorrectionInOtherLanguage(ReviewRefused):
    """The correction is not in the session's language."""

    def __init__(self, session: str, turn: int, language: str) -> None:
        super().__init__(f"session {session} turn {turn}: the correction is not in {language}")
        self.session = session
        self.turn = turn
        self.language = language


class UnknownDimension(ReviewRefused):
    """A rubric dimension that is not one of ours."""

    def __init__(self, dimension: str) -> None:
        super().__init__(f"no rubric dimension is called {dimension}")
        self.dimension = dimension


class OutOfRange(ReviewRefused):
    """A rubric value or a reward outside [0, 1]."""

    def __init__(self, what: str, value: float) -> None:
        super().__init__(f"{what} is {value:g}, outside 0 to 1")
        self.what = what
        self.value = value


class RewardAgainstSafety(ReviewRefused):
    """A reward above 0 where safety is 0: a safety failure is 0, whatever else was good."""

    def __init__(self, reward: float) -> None:
        super().__init__(f"safety is 0, so the reward cannot be {reward:g}")
        self.reward = reward


class PromptMissing(TuningDataError):
    """A turn names a model call that was not handed in, so what was reviewed cannot be told whole."""

    def __init__(self, session: str, turn: int, call: str) -> None:
        super().__init__(f"session {session} turn {turn}: model call {call} is missing")
        self.session = session
        self.turn = turn
        self.call = call


class ForeignRecord(TuningDataError):
    """A record of another session or patient in this session's bundle."""

    def __init__(self, kind: str, id: str, session: str) -> None:  # noqa: A002  the records call it id
        super().__init__(f"{kind} {id} does not belong to session {session}")
        self.kind = kind
        self.id = id
        self.session = session


class KeyTooShort(TuningDataError):
    """A signing key under 16 bytes."""

    def __init__(self, length: int) -> None:
        super().__init__(f"a signing key has at least 16 bytes, this one {length}")
        self.length = length


class SignatureRefused(TuningDataError):
    """The review does not vouch for this content."""

    def __init__(self, review: str, why: str) -> None:
        super().__init__(f"review {review}: {why}")
        self.review = review


class Unsigned(SignatureRefused):
    """The review carries no signature."""

    def __init__(self, review: str) -> None:
        super().__init__(review, "not signed")


class SignatureWrong(SignatureRefused):
    """The review is not what was signed, or was signed with another key."""

    def __init__(self, review: str) -> None:
        super().__init__(review, "the signature does not fit")


class ContentChanged(SignatureRefused):
    """The session is not what was reviewed."""

    def __init__(self, review: str) -> None:
        super().__init__(review, "the session has changed since it was reviewed")


class ExportRefused(TuningDataError):
    """The export as a whole cannot go on."""


class SessionTwice(ExportRefused):
    """The same session came twice: its rows would be weighed twice."""

    def __init__(self, session: str) -> None:
        super().__init__(f"session {session} came twice")
        self.session = session
