"""What the risk rules refuse.

RiskError
├── LevelOutOfRange
├── TierOutOfRange
├── NotLower
├── UnsignedLowering
├── UnknownScreenAnswer
├── WeightsUnusable
└── BankUnreadable
"""


class RiskError(ValueError):
    """The root of this folder's refusals."""


class LevelOutOfRange(RiskError):
    """A risk level is a whole number from 0 to 6."""

    def __init__(self, level: int) -> None:
        super().__init__(f"risk level {level} is not between 0 and 6")
        self.level = level


class TierOutOfRange(RiskError):
    """A reply is asked for a tier from 1 to 3."""

    def __init__(self, tier: int) -> None:
        super().__init__(f"tier {tier} has no reply: 1, 2 and 3 have")
        self.tier = tier


class NotLower(RiskError):
    """A lowering must end below where it began."""

    def __init__(self, current: int, to: int) -> None:
        super().__init__(f"level {to} is not lower than level {current}")
        self.current = current
        self.to = to


class UnsignedLowering(RiskError):
    """Only a named clinician lowers a level, and says why. `missing` is `actor` or `reason`."""

    def __init__(self, missing: str) -> None:
        super().__init__(f"lowering a risk level needs {missing}")
        self.missing = missing


class UnknownScreenAnswer(RiskError):
    """An answer that is no answer of this screener's slot."""

    def __init__(self, slot: str, value: object) -> None:
        super().__init__(f"slot {slot} of the screener has no answer {value!r}")
        self.slot = slot
        self.value = value


class WeightsUnusable(RiskError):
    """A file of weights is missing or broken; without the classifier's the lexicon works on alone."""

    def __init__(self, where: str, why: str) -> None:
        super().__init__(f"{where} cannot be used: {why}; write it anew: python -m strategies.risk.training")
        self.where = where


class BankUnreadable(RiskError):
    """A line of a bank of risk lines does not have its shape."""

    def __init__(self, where: str, line: int, why: str) -> None:
        super().__init__(f"{where}, line {line}: {why}")
        self.where = where
        self.line = line
