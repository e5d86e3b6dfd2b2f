"""What is tested by faults, what is left out and why, and the tests that have to see them."""

from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).parents[2]
EQUIVALENT = Path(__file__).with_name("equivalent.txt")

TESTS = (
    "tests/strategies/test_risk_*.py",
    "tests/strategies/test_crisis_words.py",
    "tests/strategies/test_crisis_paths.py",
    "tests/strategies/test_screen_paths.py",
    "tests/strategies/test_turn_alarm.py",
    "tests/strategies/test_turn_screen_rise.py",
    "tests/strategies/test_admission.py",
)
LEAST = 95.0
"""Percent of the faults that have to be seen."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Target:
    """A module.

    `data` are top-level names whose values are tables of words or numbers; `words` the functions (or "*") whose string
    constants are words for people: no test should hold those word for word.
    """

    module: str
    data: frozenset[str] = frozenset()
    words: frozenset[str] = frozenset()

    @property
    def file(self) -> Path:
        """Its source."""
        return ROOT / f"{self.module.replace('.', '/')}.py"


TARGETS = (
    Target(module="strategies.risk.bank_lines"),
    Target(module="strategies.risk.card", words=frozenset({"card", "grade_card"})),
    Target(module="strategies.risk.choosing"),
    Target(module="strategies.risk.classifier"),
    Target(module="strategies.risk.errors", words=frozenset({"*"})),
    Target(module="strategies.risk.fitting"),
    Target(module="strategies.risk.grade_training"),
    Target(module="strategies.risk.grading"),
    Target(module="strategies.risk.hearing"),
    Target(module="strategies.risk.latch"),
    Target(module="strategies.risk.lexicon"),
    Target(
        module="strategies.risk.normalise",
        data=frozenset({"_LOOKS_LATIN", "_TO_SIMPLIFIED", "_SPELT", "_GRAVE_WORDS", "_PLAIN_WORDS"}),
    ),
    Target(module="strategies.risk.paths"),
    Target(module="strategies.risk.reading"),
    Target(module="strategies.risk.regions", data=frozenset({"_FORMS", "_GENERAL"})),
    Target(module="strategies.risk.regions_table", data=frozenset({"ROWS", "_FIRST", "_SECOND"})),
    Target(module="strategies.risk.rules"),
    Target(module="strategies.risk.screen"),
    Target(module="strategies.risk.templates"),
    Target(module="strategies.risk.training"),
    Target(module="strategies.risk.weights_file"),
    Target(module="strategies.risk.trigger", data=frozenset({"_FREQUENT"})),
    Target(module="strategies.course.admission"),
    Target(module="strategies.course.alarm"),
    Target(module="strategies.course.crisis_reply"),
    Target(module="strategies.course.danger"),
    Target(module="strategies.course.escalating"),
    Target(module="strategies.course.paging"),
)

LEFT_OUT = (
    "lexicon_*.py, lines_*.py, and ROWS, _FORMS, _GENERAL, _LOOKS_LATIN, _TO_SIMPLIFIED, _FREQUENT: tables, no code",
    "_SPELT, _GRAVE_WORDS, _PLAIN_WORDS: lists of words, no code",
    "the two files of weights: data, held by its digest and by the figures of `python -m benchmarks.risk`",
    "string constants in the card and errors: the prose of a report and of refusals (what they name is held)",
    "values of enums: words of the wire, held by the contract tests",
    "decorators and annotations: held by the type checkers; `strict=`: it only asserts; `if __name__ == ...`",
)
