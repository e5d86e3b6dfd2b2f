"""Headings that are conditions: `If the client refuses`, `What if nobody answers?`, 来访者哭泣时怎么办."""

import re
from typing import Final

from strategies.sop.piece import EMPTY, Piece

_ENGLISH: Final = re.compile(
    r"(?:what (?:do (?:i|we|you) do |to do |happens )?)?(?:if|when|in case(?: of)?|in the event of|"
    r"should)\s+(?P<cond>.{3,}?)\s*[?:]?",
    re.IGNORECASE,
)
_HAN: Final = re.compile(
    r"(?:如果|若|如(?!何|下)|当|万一|一旦|遇到|遇)(?P<a>[^，。；]{2,}?)(?:的?时候?|的话|的情况)?(?:[，,]?(?:怎么办|"
    r"怎么做|如何处理|该怎么办))?[？?：:]?"
    r"|(?P<b>[^，。；]{2,}?)(?:的?时候?|的话|的情况下?)?[，,]?(?:怎么办|怎么做|如何处理|如何应对|该怎么办)[？?：:]?"
)
_NO_CASE: Final = re.compile(r"(?:to use|to begin|to start|to stop|to refer|to call|and|使用|开始|准备)", re.IGNORECASE)


def case_in(title: Piece) -> Piece:
    """The condition that a heading states, or nothing."""
    for pattern in (_ENGLISH, _HAN):
        found = pattern.fullmatch(title.text)
        if found is None:
            continue
        name = next(name for name, value in found.groupdict().items() if value)
        if not _NO_CASE.match(found[name]):
            return title.cut(*found.span(name))
    return EMPTY
