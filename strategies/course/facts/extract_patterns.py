"""What the ways of saying a fact are made of; the ways themselves are `extract_english` and `extract_chinese`."""

import re
from dataclasses import dataclass

from memory.state.predicates import Predicate
from strategies.course.forms import compiled

__all__ = ["Pattern", "Predicate", "pattern", "tidy"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Pattern:
    """One way of saying a predicate, in one clause.

    Groups: `object` (or a fixed one), `subject` where it is not the client, `no` when it denies, `past` when its verb
    says that it is over. `state` patterns in the past say that something is over; the others tell of an event.
    """

    predicate: Predicate
    source: str
    object: str | None = None
    negated: bool = False
    confidence: float = 0.8
    state: bool = True

    @property
    def regex(self) -> re.Pattern[str]:
        """Its form, in any case of letters."""
        return compiled(self.source)


def pattern(
    predicate: Predicate,
    source: str,
    *,
    object: str | None = None,  # noqa: A002 - the record's own word
    negated: bool = False,
    confidence: float = 0.8,
    state: bool = True,
) -> Pattern:
    """A pattern that looks away from case, but for what stands in `(?-i:...)`."""
    return Pattern(
        predicate=predicate,
        source=source,
        object=object,
        negated=negated,
        confidence=confidence,
        state=state,
    )


_ARTICLE = re.compile(
    r"^(?:(?:my|the|an?|our|some|that|his|her|their)\s+|我(?:们)?的?(?=\S{2})|了|着|的|一(?:只|条|个(?!人)|份|位|名|"
    r"家))(?=\S)",
    re.IGNORECASE,
)
_TRAILING = re.compile(
    r"(?:\s+(?:now|any ?more|again|lately|too|as well|though|really|right now|these days|at the moment|instead|"
    r"currently|anyway|actually|at present|nowadays|for now|already)|[了呢啊吧呀嘛的哦]|来着)+$",
    re.IGNORECASE,
)
_WHEN = re.compile(
    r"\s+(?:since|for|in|on|from|until|till|at|over|during|last|this|about|almost|nearly|around)?\s*(?:the |early |"
    r"late "
    r")?(?:last|this|past)?\s*(?:\d{1,4}|an?|one|two|three|four|five|six|seven|eight|nine|ten|half a|a couple of|a "
    r"few)?"
    r"(?: and a half)?\s*(?:days?|weeks?|fortnights?|months?|years?|weekends?|(?<=last )night|spring|summer|autumn|"
    r"fall|winter|"
    r"monday|tuesday|wednesday|thursday|friday|saturday|sunday|january|february|march|april|may|june|july|august|"
    r"september|october|november|december|christmas|easter|(?:19|20)\d\d|yesterday|today)(?: (?:ago|back|now))?$|"
    r"\s+(?:since|until|till|last|on|in|ago)$|\s+because\b.*$",
    re.IGNORECASE,
)


def tidy(text: str, *, dated: bool = True) -> str:
    """An object without its article and what trails it ("my sister now": "sister"), if `dated` without when it was."""
    bare = " ".join(text.strip(" ,.;:!?，。；：！？、\"'“”‘’").split())
    for _ in range(3):
        shorter = _TRAILING.sub("", _WHEN.sub("", bare) if dated else bare).strip(" ,")
        if shorter == bare or not shorter:
            break
        bare = shorter
    return _ARTICLE.sub("", bare).strip()
