"""What importing, exporting and erasing refuse.

ExchangeError
├── HistoryRefused     the file is not a history, or does not fit what is there: every fault with its path
├── PatientDiffers     the patient of a bundle is there already, with other content
└── PatientBusy        a session of the patient is open or being closed
"""

from collections.abc import Sequence
from dataclasses import dataclass, field

MOST_FAULTS = 10_000
"""Faults that are named; what is beyond is counted."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Fault:
    """One thing that is wrong: where (`sessions[2].turns[5].role`), what, and the stable code of the rule. No value."""

    path: str
    text: str
    code: str


@dataclass(slots=True)
class Faults:
    """Faults as they are found."""

    found: list[Fault] = field(default_factory=list[Fault])
    beyond: int = 0

    def add(self, path: str, text: str, code: str) -> None:
        """One more."""
        if len(self.found) < MOST_FAULTS:
            self.found.append(Fault(path=path, text=text, code=code))
        else:
            self.beyond += 1

    def refuse(self) -> None:
        """Raises: HistoryRefused, if anything was found."""
        if self.found:
            raise HistoryRefused(self.found, beyond=self.beyond)


class ExchangeError(Exception):
    """The root of this folder's refusals."""


class HistoryRefused(ExchangeError):
    """Nothing was written. `faults` in the order of the file; `beyond` counts those past `MOST_FAULTS`."""

    def __init__(self, faults: Sequence[Fault], *, beyond: int = 0) -> None:
        number = len(faults) + beyond
        first = f"{faults[0].path}: {faults[0].text}" if faults else ""
        more = f" (and {number - 1} more)" if number > 1 else ""
        super().__init__(f"nothing was imported: {first}{more}")
        self.faults = tuple(faults)
        self.beyond = beyond

    @property
    def errors(self) -> list[dict[str, str]]:
        """The faults as a problem's body lists them."""
        return [{"field": fault.path, "text": fault.text, "code": fault.code} for fault in self.faults]


class PatientDiffers(ExchangeError):
    """The patient of a bundle is there already, and not as the bundle has it."""

    def __init__(self, patient: str, *, bundle: str, here: str) -> None:
        super().__init__(
            f"patient {patient} is there already with other content (bundle {bundle[:12]}, here {here[:12]}); "
            "erase it first, or bring the bundle into another tenant"
        )
        self.patient = patient


class PatientBusy(ExchangeError):
    """A session is open or being closed: close it first."""

    def __init__(self, session: str) -> None:
        super().__init__(
            f"session {session} is open or being closed; close it first, or say that it may go with the rest"
        )
        self.session = session
