"""What stands before a step: bullets, numbers, letters, `Step 3:`, 第三步, （一）, 1.2.1, check boxes."""

import re
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from strategies.sop.numerals import CHINESE, WORDS, letter, ordinal, roman
from strategies.sop.piece import Piece

Number = tuple[int, ...]
"""A step's number, outermost first: 3 is (3,), 1.2 is (1, 2), 3a is (3, 1)."""


class MarkerKind(StrEnum):
    """The manner of counting. Equal manners stand on one level."""

    BULLET = "bullet"
    DIGIT = "digit"
    PAREN = "paren"
    DECIMAL = "decimal"
    LETTER = "letter"
    ROMAN = "roman"
    STEP = "step"
    PART = "part"
    HAN = "han"
    HAN_PAREN = "han_paren"
    CIRCLED = "circled"


@dataclass(frozen=True, slots=True, kw_only=True)
class Marker:
    """A step's marker. `style` tells `1.` from `1)`; `length` is how much of the words it takes."""

    kind: MarkerKind
    number: Number
    style: str
    length: int

    @property
    def counts(self) -> bool:
        """Whether it counts, as a bullet does not."""
        return self.kind is not MarkerKind.BULLET

    @property
    def titled(self) -> bool:
        """Whether a title may stand behind it, and the words of the step in the line below."""
        return self.kind in (MarkerKind.STEP, MarkerKind.PART, MarkerKind.HAN, MarkerKind.HAN_PAREN)


_N: Final = rf"(?:\d{{1,3}}|{WORDS})"
_H: Final = rf"(?:\d{{1,3}}|[{CHINESE}]{{1,4}})"
_END: Final = r"(?:\s*[:：.．、，,)）]|\s+[-–—]|\s*$|\s+)\s*"
_FIRM: Final = r"(?:\s*[:：.．、)）]\s*|\s+[-–—·•|]\s+|\s*$)"
_BRACKET: Final = r"(?:\s*[(（][^()（）]{1,30}[)）](?=\s*[:：.．、]|\s+[-–—]\s))?"
_NOT_A_STEP: Final = r"(?!完成|结束|之后|以后|后|中|的|里|时|之前|前|与|和|至|到|或)"
_STEP: Final = re.compile(
    rf"(?:(?P<part>phase|stage|part|section|module)|step|task|action|level|"
    rf"tier)\s+#?(?P<n>{_N})(?P<sub>[a-z])?\b{_BRACKET}(?P<end>{_END})",
    re.IGNORECASE,
)
_STEP_FIRM: Final = re.compile(
    rf"(?:(?P<part>phase|stage|part|section|module)|step|task|action|level|"
    rf"tier)\s+#?(?P<n>{_N})(?P<sub>[a-z])?{_BRACKET}(?P<end>{_FIRM})",
    re.IGNORECASE,
)
_HAN_STEP: Final = re.compile(
    rf"(?:第(?P<n>{_H})(?:步骤?|环节|项|级)|步骤\s*(?P<m>{_H})|(?P<l>{_H})级(?:响应|处置|干预|应对|"
    rf"预警)?(?=\s*[:：（(、]))"
    rf"{_NOT_A_STEP}(?:\s*[(（][^()（）]{{1,30}}[)）](?=\s*[:：]))?(?:\s*[:：、，,.．—-]+\s*|\s+|(?=\S)|$)"
)
_HAN_PART: Final = re.compile(rf"第(?P<n>{_H})(?:部分|阶段|节|章|条){_NOT_A_STEP}(?:\s*[:：、，,.．]\s*|\s+|$)")
_PATTERNS: Final[tuple[tuple[MarkerKind, re.Pattern[str]], ...]] = (
    (
        MarkerKind.DECIMAL,
        re.compile(
            r"(\d{1,2}(?:\.\d{1,2}){1,4})(?:[.、)）:：]\s*|\s+(?=[A-Za-z\u4e00-\u9fff\"“(])(?!mg\b|ml\b|"
            r"hours?\b|min|g\b|kg\b|points?\b|times\b)|(?=[\u4e00-\u9fff]))"
        ),
    ),
    (MarkerKind.DIGIT, re.compile(r"(\d{1,3})(?:[.．](?!\d)|、|[:：](?!\d)|\s+[-–—·•|]\s)\s*")),
    (MarkerKind.PAREN, re.compile(r"[(（]\s*(\d{1,3})\s*[)）]\s*|(\d{1,3})[)）]\s*")),
    (MarkerKind.HAN, re.compile(rf"([{CHINESE}]{{1,3}})[、.．]\s*")),
    (MarkerKind.HAN_PAREN, re.compile(rf"[(（]\s*([{CHINESE}]{{1,3}})\s*[)）]\s*[、.．:：]?\s*")),
    (MarkerKind.CIRCLED, re.compile(r"([①-⑳❶-❿])[.、]?\s*")),
)
_SUBSTEP: Final = re.compile(r"(\d{1,2})([a-h])[.)、:]\s*")
_LETTER: Final = re.compile(r"(?:[(（]([A-Za-z]{1,5})[)）]\s*|([A-Za-z]{1,5})[.)]\s+|([A-Za-z])[、．）]\s*)")
_BOX: Final = re.compile(r"(?:\[[ xX]?\]|[☐☑☒□■✓✔])\s*")
BULLET: Final = re.compile(r"[ \t]*(?:[-*+•·●○▪◦‣►➤»–—](?=[ \t]|$)|[•·●○▪◦‣►➤☐☑☒□](?=\S))[ \t]*")
"""A bullet at the beginning of a raw line."""
ARROW_BULLET: Final = re.compile(r"[ \t]*(?:→|⇒|➜|->)[ \t]*(?=[^\s:：][^:：\n]{0,40}[:：])")
"""An arrow before an answer: `→ Yes: stop`."""


def read_marker(words: Piece, *, heading: bool = False, after: "Marker | None" = None) -> Marker | None:
    """The marker at the beginning of the words, or None. In a heading `Step 3 Ask` needs no colon.

    `after` is the marker of the step before on the same level: it tells the letter i from the Roman numeral.
    """
    text = words.text
    box = _BOX.match(text)
    start = box.end() if box else 0
    rest = text[start:]
    found = _step(rest, heading=heading) or _counted(rest) or _lettered(rest, after)
    if found is not None:
        return Marker(kind=found.kind, number=found.number, style=found.style, length=start + found.length)
    return Marker(kind=MarkerKind.BULLET, number=(), style="bullet", length=start) if box else None


def _step(text: str, *, heading: bool) -> Marker | None:
    english = (_STEP if heading else _STEP_FIRM).match(text)
    if english is not None:
        kind = MarkerKind.PART if english["part"] else MarkerKind.STEP
        number = ordinal(english["n"])
        sub = letter(english["sub"]) if english["sub"] else None
        if number is not None:
            whole = (number,) if sub is None else (number, sub)
            return Marker(kind=kind, number=whole, style=kind, length=english.end())
    for kind, pattern in ((MarkerKind.STEP, _HAN_STEP), (MarkerKind.PART, _HAN_PART)):
        han = pattern.match(text)
        if han is not None:
            said = han["n"] or (han["m"] or han["l"] if kind is MarkerKind.STEP else None)
            number = ordinal(said) if said else None
            if number is not None:
                return Marker(kind=kind, number=(number,), style=f"han {kind}", length=han.end())
    return None


def _counted(text: str) -> Marker | None:
    sub = _SUBSTEP.match(text)
    if sub is not None:
        number, part = int(sub[1]), letter(sub[2]) or 1
        return Marker(kind=MarkerKind.DECIMAL, number=(number, part), style="substep", length=sub.end())
    for kind, pattern in _PATTERNS:
        found = pattern.match(text)
        if found is None:
            continue
        said = next(group for group in found.groups() if group)
        numbers = tuple(ordinal(part) or 0 for part in said.split("."))
        while len(numbers) > 1 and numbers[-1] == 0:
            numbers = numbers[:-1]
        style = found[0].strip().replace(said, "1")
        return Marker(kind=kind, number=numbers, style=f"{kind} {style}", length=found.end())
    return None


def _lettered(text: str, after: Marker | None) -> Marker | None:
    found = _LETTER.match(text)
    if found is None:
        return None
    said = next(group for group in found.groups() if group)
    style = found[0].strip().replace(said, "a" if said.islower() else "A")
    as_letter, as_roman = letter(said), roman(said)
    if as_letter is not None and after is not None and after.kind is MarkerKind.LETTER and after.number:
        as_roman = None if as_letter == after.number[-1] + 1 else as_roman
    if as_roman is not None and (as_letter is None or said.lower() in "iv"):
        return Marker(kind=MarkerKind.ROMAN, number=(as_roman,), style=f"roman {style}", length=found.end())
    if as_letter is not None:
        return Marker(kind=MarkerKind.LETTER, number=(as_letter,), style=f"letter {style}", length=found.end())
    return None
