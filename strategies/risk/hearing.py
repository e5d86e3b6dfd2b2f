"""What a turn hears in a text: the lexicon and the trained layers, their alarms united. Pure; no model is asked.

The classifier may raise and never lowers. What it alone hears comes to a direct question; where the grader is sure, to
the screen or to a page, and goes the way of its kind. Where the lexicon found a phrase and lowered it (denied, a turn
of phrase, quoted, somebody's past), the classifier has to be surer and comes to a question at most: the same pieces of
words stand in a denial as in what is denied. The sentences beside such a phrase are heard on their own, as if it had
not been said.
"""

import re
from dataclasses import replace

from memory.record.identity import Language
from memory.record.language import has_cjk, language_of
from memory.record.risk import RiskKind
from strategies.risk import classifier, grading
from strategies.risk.classifier import Classifier
from strategies.risk.errors import WeightsUnusable
from strategies.risk.grading import Grade, Grader
from strategies.risk.latch import tier_of
from strategies.risk.normalise import normalise
from strategies.risk.paths import level_in
from strategies.risk.reading import CLASSIFIER, Reading
from strategies.risk.rules import scan

NOT_USABLE = "the classifier cannot be used"
BARE_WORDS, BARE_CHARACTERS = 3, 5
"""A text of fewer words, or Chinese characters, is an answer: what it means lies in the question before it."""
PAGED = 3
ASKED = Grade(tier=1, kind=RiskKind.PASSIVE_IDEATION)
_DECLINES = re.compile(
    r"(?:no[,.]? |sorry[,.]? )?(?:i'?d|i would)(?: really| much)? (?:rather not|prefer not to)(?: (?:say|answer|talk|"
    r"discuss|share|tell you|go into|get into)(?: (?:it|that|this|so|more))?(?: (?:about|into) (?:it|that|this))?)?"
    r"(?: (?:now|today|here))?[,.!]*|next (?:question|one)(?:,? please)?[.!]*|没什么好说的?了?[.!]*"
)
"""Declining to answer says nothing, whatever else people in danger decline in these words."""
_WORD = re.compile(r"[^\W\d_]+")
_SENTENCE = re.compile(r"[^.!?;\n。！？；]+[.!?;\n。！？；]*")


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
        return united(heard, folded.text, classifier.shipped(), _grader(), beside=_beside(text, heard))
    except WeightsUnusable as error:
        return replace(heard, why=_joined(heard.why, f"{NOT_USABLE}: {error.where}"))


def _beside(text: str, heard: Reading) -> str:
    """The folded sentences of `text` in which the lexicon lowered nothing; empty where it lowered nothing at all."""
    lowered = [span for span in heard.spans if span.features]
    if not lowered:
        return ""
    rest = (
        each.group()
        for each in _SENTENCE.finditer(text)
        if not any(span.start < each.end() and each.start() < span.end for span in lowered)
    )
    return normalise("".join(rest).strip()).text


def trained_layers() -> tuple[Classifier, Grader]:
    """The classifier and the grader that ship. Raises: WeightsUnusable, also when one was not made for the other."""
    trained, grader = classifier.shipped(), grading.shipped()
    if grader.header.bank_sha256 != trained.header.bank_sha256:
        raise WeightsUnusable(grading.GRADES.name, f"it is not of the bank of {classifier.WEIGHTS.name}")
    if max(head.bits for head in grader.header.heads) > trained.header.bits:
        raise WeightsUnusable(grading.GRADES.name, f"it has more bits than {classifier.WEIGHTS.name}")
    return trained, grader


def _grader() -> Grader | None:
    """None when its file cannot be used: the classifier then asks and grades nothing."""
    try:
        return trained_layers()[1]
    except WeightsUnusable:
        return None


def united(heard: Reading, folded: str, trained: Classifier, grader: Grader | None, *, beside: str = "") -> Reading:
    """The lexicon's reading, raised where the classifier alarms and comes to more.

    `beside`: what is left of the folded text without the sentences in which the lexicon lowered a phrase.
    """
    if heard.tier >= PAGED or is_bare(folded):
        return heard
    lowered = bool(heard.features) or heard.silenced
    if not (heard.alarm and lowered):
        heard = _raised(heard, folded, trained, grader, lowered=lowered)
    return heard if is_bare(beside) else _raised(heard, beside, trained, grader, lowered=False)


def _raised(heard: Reading, folded: str, trained: Classifier, grader: Grader | None, *, lowered: bool) -> Reading:
    """A reading, raised by what the trained layers hear in a folded text."""
    chance, worst = trained.worst(folded)
    if chance < trained.ask_from(folded, lowered=lowered):
        return heard
    grade = ASKED
    if grader is not None and not lowered:
        chinese = language_of(folded) is Language.ZH
        grade = grader.grade(worst, bits=trained.header.bits, chinese=chinese)
    level = level_in(grade.tier, grade.kind)
    if level <= heard.level:
        return heard
    return replace(
        heard,
        alarm=True,
        tier=tier_of(level),
        level=level,
        kinds=tuple(kind for kind in RiskKind if kind in {*heard.kinds, grade.kind}),
        layers=tuple(dict.fromkeys((*heard.layers, CLASSIFIER))),
        why=_joined(heard.why, f"classifier p = {chance:.2f}", _told(grade)),
    )


def _told(grade: Grade) -> str:
    return f"graded {grade.kind} tier {grade.tier} p = {grade.chance:.2f}" if grade.chance is not None else ""


def is_bare(folded: str) -> bool:
    """Whether a text is an answer, or declines one: its meaning lies in the question before it."""
    words = _WORD.findall(folded)
    few = sum(map(len, words)) < BARE_CHARACTERS if has_cjk(folded) else len(words) < BARE_WORDS
    return few or _DECLINES.fullmatch(folded.strip()) is not None


def _joined(*reasons: str) -> str:
    return "; ".join(filter(None, reasons))
