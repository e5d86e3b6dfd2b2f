"""What adherence refuses.

AdherenceError
├── ReferenceRefused   a line of the reference is none
└── TooFewTrials       pass^k is asked for more trials than a task has
"""


class AdherenceError(Exception):
    """Any refusal of this package."""


class ReferenceRefused(AdherenceError):
    """Line `line` (from 1) cannot be read."""

    def __init__(self, line: int, text: str) -> None:
        super().__init__(f"line {line} of the reference: {text}.")
        self.line = line


class TooFewTrials(AdherenceError):
    """A task has fewer trials than k."""

    def __init__(self, task: str, *, trials: int, k: int) -> None:
        super().__init__(f"task {task} has {trials} trials; pass^{k} needs at least {k}.")
        self.task = task
