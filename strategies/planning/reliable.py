"""How large a change must be before it says anything, for any measure that a file may name."""

import re
from collections.abc import Mapping

RELIABLE: Mapping[str, float] = {
    "phq9": 5.0,
    "gad7": 4.0,
    "bdi": 9.0,
    "bdiii": 9.0,
    "bai": 9.0,
    "pcl5": 10.0,
    "isi": 6.0,
    "ybocs": 7.0,
    "core10": 6.0,
    "wsas": 8.0,
    "spin": 10.0,
    "lsas": 20.0,
    "pdss": 5.0,
    "pdsssr": 5.0,
    "iesr": 9.0,
    "k10": 7.0,
    "hamd": 6.0,
    "hamd17": 6.0,
    "madrs": 6.0,
    "hama": 6.0,
    "epds": 4.0,
    "psqi": 3.0,
    "sds": 10.0,
    "sas": 10.0,
    "scl90": 40.0,
    "audit": 5.0,
    "pss": 6.0,
    "pss10": 6.0,
    "pss14": 7.0,
    "wemwbs": 3.0,
    "who5": 10.0,
    "rses": 4.0,
    "sus": 10.0,
}
"""Points. PHQ-9: Löwe et al. 2004; GAD-7: Toussaint et al. 2020. The others are working figures near the published
ones, for strangers' files only: the store's own rules use the first two and each target's `mcid`."""

RATING_STEP = 2.0
"""Of a rating from 0 to 10."""
PERCENT_STEP = 15.0
"""Of a rating from 0 to 100."""
POINTS = 4.0
"""Of a questionnaire that nobody named."""
SHARE = 0.25
"""Of the value before, for counts and minutes; at least one."""

_RATING = re.compile(r"0\s*[-–—~至到]\s*10\b|/\s*10\b|10\s*分制|满分\s*10|rating|自评|评分|subjective", re.IGNORECASE)
_PERCENT = re.compile(r"0\s*[-–—~至到]\s*100|/\s*100|%|％|百分|suds|\bsud\b", re.IGNORECASE)


def _spelled(name: str) -> str:
    letters, digits = name.rstrip("0123456789"), name[len(name.rstrip("0123456789")) :]
    return rf"{letters.upper()}[\s_-]?{digits}" if digits else letters.upper()


_NAMED = re.compile(
    rf"(?<![A-Za-z])(?:{'|'.join(_spelled(name) for name in sorted(RELIABLE, key=len, reverse=True))})(?![A-Za-z0-9])"
)
"""An instrument by its capitals, wherever it stands in a sentence."""


def folded(name: str) -> str:
    """`PHQ-9` -> `phq9`."""
    return "".join(letter for letter in name.lower() if letter.isascii() and letter.isalnum())


def instrument_in(text: str) -> str | None:
    """The instrument that a text names, folded; none when it names none that we know."""
    plain = folded(text)
    if plain in RELIABLE:
        return plain
    named = _NAMED.search(text)
    if named is not None:
        return folded(named.group())
    for token in re.findall(r"[A-Za-z]{2,6}(?:[\s-]?[A-Z]{1,3})?[\s-]?\d{0,2}", text):
        if folded(token) in RELIABLE:
            return folded(token)
        first = folded(token.split()[0]) if token.split() else ""
        if first in RELIABLE and token.split()[0].isupper():
            return first
    return None


def least_change(measure: str, before: float | None = None) -> float:
    """The smallest change of a measure that counts, in its unit, above 0."""
    known = instrument_in(measure)
    if known is not None:
        return RELIABLE[known]
    if _PERCENT.search(measure):
        return PERCENT_STEP
    if _RATING.search(measure):
        return RATING_STEP
    return max(1.0, abs(before or 0.0) * SHARE)
