"""What can go wrong with a patient's case: presentation, formulation, safety plan, crises, goals.

CourseError
├── NotEligible       the course is not for this patient as recorded; `findings` say why and what to do
├── QuoteNotSaid      a source names words that do not stand in the turn it names
├── AlreadyDecided    a proposal was accepted or rejected before
├── NotStanding       an item of the formulation is not one that this can be done to
├── NoSafetyPlan      there is no safety plan that could be reviewed
├── PresentationMoved the presentation has a newer version than the one that was read
├── PlanMoved         the safety plan has a newer version than the one that was read
└── CaseMoved         the targets, goals or formulation have changed since they were read
"""

from collections.abc import Sequence
from dataclasses import asdict

from memory.record.presentation import EligibilityFinding
from strategies.course.errors import CourseError


class NotEligible(CourseError):
    """The record speaks against the course."""

    def __init__(self, protocol: str, findings: Sequence[EligibilityFinding]) -> None:
        super().__init__(
            f"{protocol} is not begun: {len(findings)} findings speak against it. See to them, or override with a "
            "reason, which is kept."
        )
        self.findings = [{name: str(value) for name, value in asdict(finding).items()} for finding in findings]


class QuoteNotSaid(CourseError):
    """Nothing is believed without a source, and this is none."""

    def __init__(self, path: str, session: str, turn: int) -> None:
        super().__init__(
            f"{path}: the quote does not stand in turn {turn} of session {session}; quote it as it was said."
        )
        self.path = path


class AlreadyDecided(CourseError):
    """A proposal is decided once."""

    def __init__(self, kind: str, id: str, status: str) -> None:  # noqa: A002 - the field's own word
        super().__init__(f"{kind} {id} is {status} already; write a new one to change that.")


class NotStanding(CourseError):
    """Removed and rejected items stay as they are."""

    def __init__(self, item: str, status: str, wanted: str) -> None:
        super().__init__(f"item {item} of the formulation is {status}; only what is {wanted} can be changed so.")


class NoSafetyPlan(CourseError):
    """Nothing to review."""

    def __init__(self) -> None:
        super().__init__("this patient has no safety plan; write one first.")


class PresentationMoved(CourseError):
    """Somebody wrote another version since this one was read."""

    def __init__(self, read: int, now: int) -> None:
        super().__init__(f"the presentation is at version {now}, not {read}; read it again and write on that.")


class CaseMoved(CourseError):
    """Somebody changed this part of the case since it was read; `found` is its version now."""

    def __init__(self, part: str, read: str, found: str) -> None:
        super().__init__(
            f"the {part} of this patient are at version {found}, not {read}; read again and write on that."
        )
        self.part = part
        self.found = found


class PlanMoved(CourseError):
    """Somebody was quicker: nobody's step is lost unread."""

    def __init__(self, read: int, now: int) -> None:
        super().__init__(f"the safety plan is at version {now}, not {read}; read it again and write on that.")
