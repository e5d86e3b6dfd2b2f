"""`python -m strategies.risk.training`: fits the classifier to the training half of the bank; writes weights and card.

Only the files `bank/train*.jsonl` are read: strength and thresholds are chosen by cross-validation over their groups.
The same bank gives the same bytes.
"""

import sys
import zlib
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import numpy as np
import numpy.typing as npt

from memory.record.language import has_cjk
from strategies.risk.bank_lines import BankLine, digest, read_bank, training_files
from strategies.risk.card import card
from strategies.risk.classifier import FORMAT, WEIGHTS, Classifier, Header, features, to_bytes
from strategies.risk.fitting import Floats, Rows, fit, rows_of, table_of
from strategies.risk.normalise import normalise
from strategies.risk.rules import scan, suspect

BITS = 18
FOLDS = 5
STRENGTHS = (8.0, 24.0)
PRECISION = 0.82
"""Of the classifier alone, cross-validated: its threshold is the lowest that keeps it."""
TALK, ORDINARY = "talk", "ordinary"
"""The forms of plain session talk, which counts as ordinary turns only, not into the precision, and of sadness."""
QUIET, SUSPECT_QUIET = 0.05, 0.50
"""Shares of plain talk that the classifier may ask about, cross-validated: without and with a suspect word."""
LONG_QUIET = 0.005
"""The same for one stretch of many, where ordinary sadness counts as talk, too."""
LEAST, MOST = 0.3, 0.95
"""Between these a threshold may lie."""

Marks = npt.NDArray[np.bool_]


@dataclass(frozen=True, slots=True, kw_only=True)
class Trained:
    """A fitted classifier, with what cross-validation said of each line: `chances` in the order of `lines`."""

    classifier: Classifier
    lines: tuple[BankLine, ...]
    chances: Floats
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
    talk = np.array([line.form == TALK for line in lines])
    ordinary = np.array([line.form == ORDINARY for line in lines])
    weight = _weights(danger, talk, chinese)
    tried = [(each, _held_out(known, danger, weight, _folds(lines), each)) for each in strengths]
    strength, chances = min(tried, key=lambda each: _loss(each[1], danger, weight))
    lowered = np.array([_lowered(line) for line in lines])
    suspected = np.array([suspect(text) for text in folded])
    found = fit(known, danger, weight, strength=strength)
    table, scale = table_of(found)
    header = Header(
        format=FORMAT,
        bits=bits,
        scale=scale,
        bias=found.bias,
        suspect_latin=_asks(chances, danger, talk, ~chinese & suspected, SUSPECT_QUIET),
        suspect_chinese=_asks(chances, danger, talk, chinese & suspected, SUSPECT_QUIET),
        plain_latin=_asks(chances, danger, talk, ~chinese & ~suspected, QUIET),
        plain_chinese=_asks(chances, danger, talk, chinese & ~suspected, QUIET),
        lowered=threshold(chances[lowered], danger[lowered]),
        long=quiet(chances[talk | ordinary], share=LONG_QUIET),
        bank_sha256=digest(lines),
    )
    return Trained(
        classifier=Classifier(header=header, table=table), lines=tuple(lines), chances=chances, strength=strength
    )


def threshold(chances: Floats, danger: Marks, *, precision: float = PRECISION) -> float:
    """The lowest probability from which on an alarm is right so often, to two places, between LEAST and MOST."""
    for hundredths in range(round(LEAST * 100), round(MOST * 100)):
        alarmed = chances >= hundredths / 100
        if alarmed.any() and danger[alarmed].mean() >= precision:
            return hundredths / 100
    return MOST


def _asks(chances: Floats, danger: Marks, talk: Marks, part: Marks, share: float) -> float:
    hard = part & ~talk
    return max(threshold(chances[hard], danger[hard]), quiet(chances[part & talk], share=share))


def quiet(chances: Floats, *, share: float) -> float:
    """The lowest probability, to two places, that at most this share of ordinary lines reaches."""
    for hundredths in range(round(LEAST * 100), round(MOST * 100)):
        if not chances.size or (chances >= hundredths / 100).mean() <= share:
            return hundredths / 100
    return MOST


def _weights(danger: Marks, talk: Marks, chinese: Marks) -> Floats:
    """In each script danger weighs half, hard lines without it 46 %, plain talk the rest."""
    weight = np.ones(len(danger))
    for script in (chinese, ~chinese):
        for part, share in ((danger, 0.5), (~danger & ~talk, 0.46), (~danger & talk, 0.04)):
            if (script & part).any():
                weight[script & part] = share * len(danger) / 2 / (script & part).sum()
    return weight


def _folds(lines: Sequence[BankLine]) -> npt.NDArray[np.intp]:
    """The fold of each line: groups are never divided."""
    return np.array([zlib.crc32(line.group.encode()) % FOLDS for line in lines])


def _held_out(known: Rows, danger: Marks, weight: Floats, folds: npt.NDArray[np.intp], strength: float) -> Floats:
    """The probability of each line by a fit that did not see its fold."""
    chances = np.full(len(danger), float(danger.mean()))
    for number in range(FOLDS):
        out, rest = folds == number, folds != number
        if not out.any() or not danger[rest].any() or danger[rest].all():
            continue
        found = fit(known.only(rest), danger[rest], weight[rest], strength=strength)
        chances[out] = found.chances(known.only(out))
    return chances


def _loss(chances: Floats, danger: Marks, weight: Floats) -> float:
    sure = np.clip(np.where(danger, chances, 1 - chances), 1e-9, 1)
    return float(-(weight * np.log(sure)).mean())


def _lowered(line: BankLine) -> bool:
    heard = scan(line.text, context=line.context)
    return bool(heard.spans) and not heard.alarm


def main(say: Callable[[str], object] = sys.stdout.write, *, folder: Path = WEIGHTS.parent) -> None:
    """Trains on the shipped bank and writes `weights.bin` and `card.md` into `folder`."""
    trained = train(read_bank(training_files()))
    folder.mkdir(parents=True, exist_ok=True)
    text = card(trained.lines, trained.chances, trained.classifier, strength=trained.strength, day=_today())
    (folder / WEIGHTS.name).write_bytes(to_bytes(trained.classifier))
    (folder / "card.md").write_text(text, encoding="utf-8")
    say(text)
    say(f"\nwritten: {WEIGHTS.name} ({len(to_bytes(trained.classifier))} bytes), card.md\n")


def _today() -> str:
    return datetime.now(UTC).date().isoformat()


if __name__ == "__main__":
    main()
