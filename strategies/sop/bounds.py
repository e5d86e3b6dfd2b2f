"""How often at most: `up to three times`, `twice at most`, 最多两次."""

import re
from typing import Final

from strategies.sop.numerals import CHINESE, NUMBER, number
from strategies.sop.piece import EMPTY, Piece

_TIMES: Final = r"(?:\s+(?:times|rounds|attempts|tries|repetitions|cycles|more))?"
_EN: Final = re.compile(
    rf"[,(;]?\s*(?:but\s+|and\s+|or\s+)?(?:for\s+)?(?:(?:this may be (?:done|repeated)\s+)?(?:up to|"
    rf"no more than|at most|as (?:often|many) as|no (?:more often|oftener) than|a maximum of|not more (?:often )?than|"
    rf"(?:do not|never) (?:repeat|do|try) (?:this |it |"
    rf"that )?more than|max(?:imum)?\.?|"
    rf"only)\s+(?P<a>{NUMBER}){_TIMES}"
    rf"|(?:this|that|it) (?:may|can|should|is to) be (?:done|repeated|tried) (?P<c>{NUMBER}){_TIMES}"
    rf"|(?P<d>{NUMBER}) (?:times|rounds|attempts|tries|goes|calls)\b[^,;.]{{0,20}}? (?:is|are|will be) (?:plenty|"
    rf"enough|"
    rf"sufficient|the (?:limit|most|maximum))"
    rf"|(?P<b>{NUMBER}){_TIMES}\s+(?:at (?:the )?(?:very )?(?:most|outside|utmost)|only|maximum|max)\b)\)?",
    re.IGNORECASE,
)
_ZH: Final = re.compile(
    rf"[，,（(；]?\s*(?:最多|至多|不超过|不得超过|仅限?|"
    rf"只限|(?:也?只|仅)[再做换试问评打给来讲等]{{1,2}}(?=[\d{CHINESE}]))[^，。；）)\d{CHINESE}]{{0,6}}(?P<a>\d+|"
    rf"[{CHINESE}]+)\s*(?:次|轮|遍|回)[）)]?"
)


def bound_in(words: Piece) -> tuple[int | None, Piece]:
    """The number of rounds that the words allow, and the phrase that says so; None and nothing when there is none."""
    for pattern in (_ZH, _EN):
        for found in pattern.finditer(words.text):
            groups = found.groupdict()
            value = number(groups.get("a") or groups.get("b") or groups.get("c") or groups.get("d") or "")
            if value is not None and 1 <= value <= 50 and value.is_integer():
                return int(value), words.cut(*found.span())
    return None, EMPTY


def only_bounds(words: Piece) -> bool:
    """Whether a sentence says how often, and nothing else: `This may be done twice`."""
    phrase = bound_in(words)[1]
    return bool(phrase) and len(words.text) - len(phrase.text) <= (
        4 if re.search("[\u3400-\u9fff]", words.text) else 12
    )
