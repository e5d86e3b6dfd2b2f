"""`python -m strategies.risk.training`: fits the classifier to the training half of the bank; writes weights and card.

Only the files `bank/train*.jsonl` are read: strength and thresholds are chosen by cross-validation over their groups.
The same bank gives the same bytes.
"""

import sys
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import numpy as np

from memory.record.identity import Language
from memory.record.language import has_cjk, language_of
from strategies.risk.bank_lines import BankLine, digest, read_bank, training_files
from strategies.risk.card import card, grade_card
from strategies.risk.choosing import (
    PRECISION,
    QUIET,
    SUSPECT_QUIET,
    Marks,
    cross_validated,
    folds_of,
    quiet,
    threshold,
    weighted,
)
from strategies.risk.classifier import FORMAT, WEIGHTS, Classifier, Header, features, to_bytes
from strategies.risk.fitting import Floats, fit, rows_of, table_of
from strategies.risk.grade_training import Material, train_grades
from strategies.risk.grading import GRADES, Grader
from strategies.risk.grading import to_bytes as grades_to_bytes
from strategies.risk.normalise import normalise
from strategies.risk.rules import scan, suspect

BITS = 21
STRENGTHS = (24.0,)
"""Where there are several, cross-validation takes the one with the least loss."""
TALK, ORDINARY = "talk", "ordinary"
"""The forms of plain session talk, which counts as ordinary turns only, not into the precision, and of sadness."""
DANGER_WEIGHS, CALM_WEIGHS, TALK_WEIGHS = 0.5, 0.35, 0.15
"""Shares of each script's weight: danger, what is like it and is none, plain talk."""
LONG_QUIET = 0.005
"""The same for one stretch of many, where ordinary sadness counts as talk, too."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Trained:
    """A fitted classifier and its grader, with what cross-validation said of each line, in the order of `lines`.

    `asked`: whether the classifier asks about it.
    """

    classifier: Classifier
    grader: Grader
    lines: tuple[BankLine, ...]
    chances: Floats
    asked: Marks
    graded: Mapping[str, Floats]
    strength: float


def train(lines: Sequence[BankLine], *, bits: int = BITS, strengths: Sequence[float] = STRENGTHS) -> Trained:
    """Fits one table for both languages.

    Raises:
        ValueError: when there is no line of danger, or none without.
    """
    danger = np.array([line.tier > 0 for line in lines])
    if not danger.any() or danger.all():
        raise ValueError("training needs lines of danger and lines without")
    folded = [normalise(line.text).text for line in lines]
    rows = [features(text, bits=bits) for text in folded]
    known = rows_of(rows, bits=bits)
    chinese = np.array([has_cjk(text) for text in folded])
    in_chinese = np.array([language_of(text) is Language.ZH for text in folded])
    talk = np.array([line.form == TALK for line in lines])
    ordinary = np.array([line.form == ORDINARY for line in lines])
    weight = weighted(((danger, DANGER_WEIGHS), (~danger & ~talk, CALM_WEIGHS), (~danger & talk, TALK_WEIGHS)), chinese)
    tried = [(each, cross_validated(known, danger, weight, folds_of(lines), strength=each)) for each in strengths]
    strength, chances = min(tried, key=lambda each: _loss(each[1], danger, weight))
    lowered = np.array([scan(line.text, context=line.context).silenced for line in lines])
    suspected = np.array([suspect(text) for text in folded])
    found = fit(known, danger, weight, strength=strength)
    table, scale = table_of(found)
    header = Header(
        format=FORMAT,
        bits=bits,
        scale=scale,
        bias=found.bias,
        suspect_latin=_asks(chances, danger, talk, ~in_chinese & suspected, SUSPECT_QUIET),
        suspect_chinese=_asks(chances, danger, talk, in_chinese & suspected, SUSPECT_QUIET),
        plain_latin=_asks(chances, danger, talk, ~in_chinese & ~suspected, QUIET),
        plain_chinese=_asks(chances, danger, talk, in_chinese & ~suspected, QUIET),
        lowered=threshold(chances[lowered], danger[lowered], precision=PRECISION),
        long=quiet(chances[talk | ordinary], share=LONG_QUIET),
        bank_sha256=digest(lines),
    )
    trained = Classifier(header=header, table=table)
    asked = np.array(
        [chance >= trained.ask_from(text, lowered=False) for chance, text in zip(chances, folded, strict=True)]
    )
    material = Material(
        lines=lines, rows=rows, bits=bits, chinese=chinese, in_chinese=in_chinese, asked=asked, strength=strength
    )
    grader, graded = train_grades(material, bank_sha256=header.bank_sha256)
    return Trained(
        classifier=trained,
        grader=grader,
        lines=tuple(lines),
        chances=chances,
        asked=asked,
        graded=graded,
        strength=strength,
    )


def _asks(chances: Floats, danger: Marks, talk: Marks, part: Marks, share: float) -> float:
    hard = part & ~talk
    return max(threshold(chances[hard], danger[hard], precision=PRECISION), quiet(chances[part & talk], share=share))


def _loss(chances: Floats, danger: Marks, weight: Floats) -> float:
    sure = np.clip(np.where(danger, chances, 1 - chances), 1e-9, 1)
    return float(-(weight * np.log(sure)).mean())


def main(say: Callable[[str], object] = sys.stdout.write, *, folder: Path = WEIGHTS.parent) -> None:
    """Trains on the shipped bank and writes `weights.bin`, `grades.bin` and `card.md` into `folder`."""
    trained = train(read_bank(training_files()))
    folder.mkdir(parents=True, exist_ok=True)
    text = card(trained.lines, trained.chances, trained.classifier, strength=trained.strength, day=_today())
    text += grade_card(trained.lines, trained.asked, trained.graded, trained.grader)
    files = {WEIGHTS.name: to_bytes(trained.classifier), GRADES.name: grades_to_bytes(trained.grader)}
    for name, content in files.items():
        (folder / name).write_bytes(content)
    (folder / "card.md").write_text(text, encoding="utf-8")
    say(text)
    say(f"\nwritten: {', '.join(f'{name} ({len(content)} bytes)' for name, content in files.items())}, card.md\n")


def _today() -> str:
    return datetime.now(UTC).date().isoformat()


if __name__ == "__main__":
    main()
