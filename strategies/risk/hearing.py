"""What a turn hears in a text: the lexicon and the trained layers, their alarms united. Pure; no model is asked.

The classifier may raise and never lowers. What it alone hears comes to a direct question; where the grader is sure, to
the screen or to a page, and goes the way of its kind. Where the lexicon found a phrase and lowered it (denied, a turn
of phrase, quoted, somebody's past), the classifier has to be surer and comes to a question at most: the same pieces of
words stand in a denial as in what is denied.
"""

import re
from dataclasses import replace

from memory.record.language import has_cjk
from memory.record.risk import RiskKind
from strategies.risk import classifier, grading
from strategies.risk.classifier import Classifier, read
from strategies.risk.errors import WeightsUnusable
from strategies.risk.grading import Grade, Grader
from strategies.risk.latch import tier_of
from strategies.risk.normalise import normalise
from strategies.risk.paths import KIND, LEAST, Path
from strategies.risk.reading import Reading
from strategies.risk.rules import ASK_LEVEL, scan

NOT_USABLE = "the classifier cannot be used"
BARE_WORDS, BARE_CHARACTERS = 3, 5
"""A text of fewer words, or Chinese characters, is an answer: what it means lies in the question before it."""
PAGED = 3
BY_NOW = 2
"""The level from which violence is asked about as violence: it may not be over."""
ASKED = Grade(tier=1, kind=RiskKind.PASSIVE_IDEATION)
_DECLINES = re.compile(
    r"(?:no[,.]? |sorry[,.]? )?(?:i'?d|i would)(?: really| much)? (?:rather not|prefer not to)(?: (?:say|answer|talk|"
    r"discuss|share|tell you|go into|get into)(?: (?:it|that|this|so|more))?(?: (?:about|into) (?:it|that|this))?)?"
    r"(?: (?:now|today|here))?[,.!]*|next (?:question|one)(?:,? please)?[.!]*|没什么好说的?了?[.!]*"
)
"""Declining to answer says nothing, whatever else people in danger decline in these words."""
_WORD = re.compile(r"[^\W\d_]+")


def hear(text: str, *, context: str = "") -> Reading:
    """What `text` says about danger, every layer that needs no model united.

    `context` is what was said to the writer just before. A classifier whose file is broken takes nothing from the
    lexicon: the reading then says in `why` that it stands alone.
    """
    folded = normalise(text)
    heard = scan(text, context=context, folded=folded)
    if heard.tier >= PAGED:
        return heard
    try:
        trained, grader = trained_layers()
    except WeightsUnusable:
        return replace(heard, why=_joined(heard.why, NOT_USABLE))
    return united(heard, folded.text, trained, grader)


def trained_layers() -> tuple[Classifier, Grader]:
    """The classifier and the grader that ship. Raises: WeightsUnusable."""
    return classifier.shipped(), grading.shipped()


def united(heard: Reading, folded: str, trained: Classifier, grader: Grader) -> Reading:
    """The lexicon's reading, raised where the classifier alarms and comes to more."""
    lowered = bool(heard.features) or (bool(heard.spans) and not heard.alarm)
    if heard.tier >= PAGED or (heard.alarm and lowered) or is_bare(folded):
        return heard
    bits = trained.header.bits
    stretched = read(folded, bits=bits)
    chance = trained.worst(stretched)
    if chance < trained.ask_from(folded, lowered=lowered):
        return heard
    grade = ASKED if lowered else grader.grade(stretched, bits=bits, chinese=has_cjk(folded))
    level = level_of(grade)
    if level <= heard.level:
        return heard
    return replace(
        heard,
        alarm=True,
        tier=tier_of(level),
        level=level,
        kinds=tuple(kind for kind in RiskKind if kind in {*heard.kinds, grade.kind}),
        layers=(*heard.layers, classifier.LAYER),
        why=_joined(heard.why, f"classifier p = {chance:.2f}, tier {grade.tier} p = {grade.chance:.2f}"),
    )


def level_of(grade: Grade) -> int:
    """The level that a grade comes to: the lowest of its tier, or that which its kind has at least."""
    if grade.tier == 1:
        return BY_NOW if grade.kind is RiskKind.HARM_FROM_OTHERS else ASK_LEVEL
    path = next((path for path, kind in KIND.items() if kind is grade.kind), Path.SUICIDE)
    return max(2 * grade.tier - 1, LEAST.get(path, 0))


def is_bare(folded: str) -> bool:
    """Whether a text is an answer, or declines one: its meaning lies in the question before it."""
    words = _WORD.findall(folded)
    few = sum(map(len, words)) < BARE_CHARACTERS if has_cjk(folded) else len(words) < BARE_WORDS
    return few or _DECLINES.fullmatch(folded.strip()) is not None


def _joined(*reasons: str) -> str:
    return "; ".join(filter(None, reasons))
