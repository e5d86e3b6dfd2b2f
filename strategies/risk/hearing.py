"""What a turn hears in a text: the lexicon and the trained classifier, their alarms united. Pure; no model is asked.

The classifier is asked where the lexicon does not alarm: it may raise and never lowers. What it alone hears comes to
level 1: a direct question, no page. Where the
lexicon found a phrase and lowered it to nothing (denied, a turn of phrase, quoted, somebody's past), the classifier has
to be surer: the same n-grams stand in a denial as in what is denied.
"""

import re
from dataclasses import replace

from memory.record.language import has_cjk
from memory.record.risk import RiskKind
from strategies.risk import classifier
from strategies.risk.classifier import Classifier
from strategies.risk.errors import WeightsUnusable
from strategies.risk.latch import tier_of
from strategies.risk.normalise import normalise
from strategies.risk.reading import Reading
from strategies.risk.rules import ASK_LEVEL, scan

NOT_USABLE = "the classifier cannot be used"
BARE_WORDS, BARE_CHARACTERS = 3, 5
"""A text of fewer words, or Chinese characters, is an answer: what it means lies in the question before it."""
_WORD = re.compile(r"[^\W\d_]+")


def hear(text: str, *, context: str = "") -> Reading:
    """What `text` says about danger, every layer that needs no model united.

    `context` is what was said to the writer just before. A classifier whose file is broken takes nothing from the
    lexicon: the reading then says in `why` that it stands alone.
    """
    folded = normalise(text)
    heard = scan(text, context=context, folded=folded)
    if heard.alarm:
        return heard
    try:
        trained = classifier.shipped()
    except WeightsUnusable:
        return replace(heard, why=_joined(heard.why, NOT_USABLE))
    return united(heard, folded.text, trained)


def united(heard: Reading, folded: str, trained: Classifier) -> Reading:
    """The lexicon's reading, raised where the classifier alone alarms; one that alarms already is left as it is."""
    if heard.alarm or _is_bare(folded):
        return heard
    chance = trained.probability(folded)
    if chance < trained.ask_from(folded, lowered=bool(heard.spans)):
        return heard
    return replace(
        heard,
        alarm=True,
        tier=tier_of(ASK_LEVEL),
        level=ASK_LEVEL,
        kinds=heard.kinds or (RiskKind.PASSIVE_IDEATION,),
        layers=(*heard.layers, classifier.LAYER),
        why=_joined(heard.why, f"classifier p = {chance:.2f}"),
    )


def _is_bare(folded: str) -> bool:
    words = _WORD.findall(folded)
    return sum(map(len, words)) < BARE_CHARACTERS if has_cjk(folded) else len(words) < BARE_WORDS


def _joined(*reasons: str) -> str:
    return "; ".join(filter(None, reasons))
