"""What can go wrong on the roads of a course of treatment.

CourseError
├── WordsRefused          the client's words cannot be taken (too long, control characters, empty): nothing was stored
├── SessionNotOpen        the session is closing, closed or abandoned
├── ClosePending          the session before is still being closed: no plan to open the next one with yet
├── SessionStillOpen      the patient has an open session
├── EpisodeEnded          the course of treatment has ended
├── ConsentMissing        a consent that this step needs was never given, or was withdrawn
├── NotSimulated          only a simulated patient's sessions can be dated by hand
├── KeyReused             one idempotency key, two different bodies
├── TurnInFlight          this session is taking a turn right now
├── TurnPending           a turn of another key waits for the model: resume that one first
├── DraftWaiting          a draft waits for a clinician's release
├── NoDraft               there is no draft to release
├── ModeRefused           this cannot be done in this session's mode
├── NoSuchTurn            the turn named is not one this can be done to
├── NoSuchNode            the protocol that the session stands in has no such node
├── NoSuchGate            no edge of the episode's protocols that waits for a clinician has this name
├── GateStandsOpen        the gate was opened before and not withdrawn
├── GateNotOpen           there is no such opening that could be withdrawn
├── NotHeld               the session waits for no clinician: there is nothing to hand back
├── MoveRefused           an episode cannot move to these releases by this map of nodes; `findings` say why
├── ReleaseUnfit          a protocol has findings that keep it from becoming a release; `findings` name them
├── FactNotCurrent        the fact was superseded or retracted before
├── TargetMoveRefused     a move that only measures make, or of a target that has ended
├── BudgetTooSmall        (strategies.course.brief) what a brief must hold does not fit its budget
├── Overloaded            too many turns at once; nothing of these words was stored (`retry_after` seconds)
└── ModelAway             no reply could be made; the words are kept, the same key resumes (`retry_after` seconds)
"""

from collections.abc import Mapping, Sequence


class CourseError(Exception):
    """Any refusal on the way through a turn, a session or a course."""


class WordsRefused(CourseError):
    """The client's words cannot be taken as they are."""

    def __init__(self, why: str) -> None:
        super().__init__(f"these words cannot be taken: {why}. Nothing was stored.")


class SessionNotOpen(CourseError):
    """The session takes no turns any more. `crisis`: what to show a writer whose words tell of danger all the same."""

    def __init__(self, session: str, state: str, *, crisis: str | None = None) -> None:
        super().__init__(f"session {session} is {state}; open the next session to go on.")
        self.session = session
        self.crisis = crisis


class ClosePending(CourseError):
    """The session before is not closed through yet."""

    def __init__(self, session: str) -> None:
        super().__init__(
            f"session {session} is still being closed; its plan opens the next one. Try again in a moment."
        )
        self.session = session


class SessionStillOpen(CourseError):
    """One session at a time."""

    def __init__(self, session: str) -> None:
        super().__init__(f"session {session} of this patient is still open; close it first.")
        self.session = session


class EpisodeEnded(CourseError):
    """No more sessions in this course of treatment."""

    def __init__(self, episode: str) -> None:
        super().__init__(f"episode {episode} has ended; begin a new one.")


class ConsentMissing(CourseError):
    """Nothing is recorded or sent to a model without consent."""

    def __init__(self, patient: str, scope: str) -> None:
        super().__init__(f"patient {patient} has no consent for {scope} in force; record one first.")


class NotSimulated(CourseError):
    """A real meeting happens when it happens."""

    def __init__(self, patient: str) -> None:
        super().__init__(f"patient {patient} is not simulated; leave out held_on.")


class KeyReused(CourseError):
    """The key belongs to other words."""

    def __init__(self, key: str) -> None:
        super().__init__(f"idempotency key {key} was used with another body; use a new key for new words.")


class TurnInFlight(CourseError):
    """Someone works on a turn of this session."""

    def __init__(self, session: str, key: str, *, retry_after: float) -> None:
        super().__init__(f"session {session} is taking the turn of key {key}; wait for it.")
        self.retry_after = retry_after


class TurnPending(CourseError):
    """Words of another key are kept and wait for their reply."""

    def __init__(self, session: str, key: str) -> None:
        super().__init__(f"session {session} has a pending turn; send the same words with key {key} to resume it.")
        self.key = key


class DraftWaiting(CourseError):
    """The clinician has not spoken yet."""

    def __init__(self, session: str, n: int) -> None:
        super().__init__(f"draft {n} of session {session} waits for its release; release it or take over first.")
        self.n = n


class NoDraft(CourseError):
    """Nothing waits."""

    def __init__(self, session: str, n: int) -> None:
        super().__init__(f"session {session} has no draft {n} that waits for a release.")


class ModeRefused(CourseError):
    """Another mode is needed."""

    def __init__(self, what: str, mode: str) -> None:
        super().__init__(f"{what} is not done in mode {mode}.")


class NoSuchTurn(CourseError):
    """The turn is not there, or not of the kind needed."""

    def __init__(self, session: str, n: int, need: str) -> None:
        super().__init__(f"session {session} has no turn {n} that {need}.")


class NoSuchNode(CourseError):
    """Nowhere to put the session."""

    def __init__(self, protocol: str, node: str) -> None:
        super().__init__(f"protocol {protocol} has no node {node}.")
        self.node = node


class ModelAway(CourseError):
    """The reply has to wait; the words are safe."""

    def __init__(self, session: str, key: str, why: str, *, retry_after: float) -> None:
        super().__init__(
            f"the model gave no reply ({why}). The words are kept: send the same request again with key {key}."
        )
        self.session = session
        self.retry_after = retry_after


class Overloaded(CourseError):
    """There are more turns in hand than this process takes."""

    def __init__(self, session: str, *, retry_after: float) -> None:
        super().__init__(
            "too many turns are being taken at this moment. Nothing of these words was stored: send them again."
        )
        self.session = session
        self.retry_after = retry_after


class NoSuchGate(CourseError):
    """Nothing there waits for a clinician."""

    def __init__(self, episode: str, protocol: str, edge: str) -> None:
        super().__init__(f"no gate {edge} in {protocol}; GET /v1/episodes/{episode}/gates lists them.")
        self.protocol = protocol
        self.edge = edge


class GateStandsOpen(CourseError):
    """It is open already."""

    def __init__(self, gate: str) -> None:
        super().__init__(f"opening {gate} of this gate stands; withdraw it before it is opened anew.")
        self.gate = gate


class GateNotOpen(CourseError):
    """Nothing to withdraw."""

    def __init__(self, gate: str) -> None:
        super().__init__(f"no opening {gate} stands in this episode.")
        self.gate = gate


class NotHeld(CourseError):
    """Nothing to hand back."""

    def __init__(self, session: str) -> None:
        super().__init__(f"session {session} waits for no clinician; there is nothing to hand back.")
        self.session = session


class MoveRefused(CourseError):
    """The episode stays where it is."""

    def __init__(self, episode: str, findings: Sequence[Mapping[str, str]]) -> None:
        super().__init__(f"episode {episode} cannot move to these releases: {len(findings)} findings.")
        self.findings = list(findings)


class ReleaseUnfit(CourseError):
    """No release is made of it."""

    def __init__(self, protocol: str, findings: Sequence[str]) -> None:
        super().__init__(f"{protocol} has {len(findings)} findings that keep it from becoming a release.")
        self.findings = list(findings)


class FactNotCurrent(CourseError):
    """Only what is believed now can be corrected or retracted."""

    def __init__(self, fact: str, status: str) -> None:
        super().__init__(f"fact {fact} is {status}; correct the one that is believed now.")
        self.fact = fact


class TargetMoveRefused(CourseError):
    """Not a clinician's move, too late for one, or an end without a reason."""

    def __init__(self, target: str, now: str, to: str, *, needs_reason: bool = False) -> None:
        why = (
            "say in `reason` what it rests on"
            if needs_reason
            else "active and improving follow from measures, and what was achieved or dropped stays so"
        )
        super().__init__(f"target {target} is {now} and is not moved to {to} by hand: {why}.")
        self.target = target
