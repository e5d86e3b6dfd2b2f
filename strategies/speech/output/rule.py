"""How a family's rules are written and looked for: patterns over one sentence, with what makes them innocent."""

import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from strategies.speech.sentences import sentences

_CLAUSES = "，。？！：；、"
"""Signs that NFKC would turn into Latin ones: the rules in Chinese tell clauses by them."""


class _Folds(dict[int, str]):
    """What each character becomes: found once, then kept."""

    def __missing__(self, code: int) -> str:
        given = chr(code)
        plain = given if given in _CLAUSES else unicodedata.normalize("NFKC", given).lower()
        self[code] = plain
        return plain


_FOLDS = _Folds(
    {ord(one): "'" for one in "’‘´"}
    | {ord(one): "-" for one in "–—"}
    | {ord(one): '"' for one in "“”"}
    | {ord(one): "" for one in "\u200b\u200c\u200d\u2060\ufeff\u00ad"}
)
_TO_CHINESE = str.maketrans({",": "，", "?": "？", "!": "！", ";": "；"})
_QUOTED = re.compile(r"\"[^\"]{2,200}\"|「[^」]{2,200}」|『[^』]{2,200}』|(?<!\w)'(?=[^']*\s)[^']{6,200}'(?!\w)")
_ENDS = re.compile(r"[?？][\"'」』)）\s]*$")
_CLAUSE = re.compile(r"[,;:!—，；：！、]|\s-+\s|\b(?:so|but|because|and)\b(?! that\b)")


@dataclass(frozen=True, slots=True, kw_only=True)
class Sentence:
    """One sentence, folded: lower case, plain signs. `bare` is it without what stands in quotation marks."""

    text: str
    bare: str
    asks: bool


def pattern(*alternatives: str) -> re.Pattern[str]:
    """One pattern of several, over folded text."""
    return re.compile("|".join(f"(?:{each})" for each in alternatives))


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """Wrong when `wrong` is found in a sentence and `unless` is not.

    `needs`: without any of these in the sentence it cannot apply. `quoted`: words in quotation marks count too.
    `unless` is looked for from the sentence's beginning up to the end of the match, with `whole` in all of it, and with
    `clause` from the beginning of the clause in which the match begins. `asked`: wrong in a question too.
    """

    wrong: re.Pattern[str]
    unless: re.Pattern[str] | None = None
    whole: bool = False
    clause: bool = False
    asked: bool = False
    quoted: bool = False
    needs: tuple[str, ...] = ()

    def finds(self, sentence: Sentence) -> str | None:
        """The words that are wrong in this sentence, or None."""
        if sentence.asks and not self.asked:
            return None
        text = sentence.text if self.quoted else sentence.bare
        if self.needs and not any(sign in text for sign in self.needs):
            return None
        for match in self.wrong.finditer(text):
            if self.unless is None or not self.unless.search(self._around(text, match)):
                return match.group()
        return None

    def _around(self, text: str, match: re.Match[str]) -> str:
        """Where `unless` is looked for."""
        if self.whole:
            return text
        lead = _CLAUSE.match(text, match.start())
        until = lead.end() if lead else match.start()
        breaks = (each.end() for each in _CLAUSE.finditer(text, 0, until)) if self.clause else ()
        return text[max(breaks, default=0) : match.end()].lstrip()


@dataclass(frozen=True, slots=True, kw_only=True)
class Rules:
    """A family's rules in one language. `triggers`: without any of these in the reply no rule of it can apply."""

    rules: tuple[Rule, ...]
    triggers: tuple[str, ...] = field(default=())

    def finds(self, whole: str, said: Iterable[Sentence]) -> Iterator[tuple[str, Sentence]]:
        """What is wrong, in the order of the sentences."""
        if self.triggers and not any(trigger in whole for trigger in self.triggers):
            return
        for sentence in said:
            for rule in self.rules:
                words = rule.finds(sentence)
                if words is not None:
                    yield words, sentence


def folded(text: str, *, chinese: bool = False) -> str:
    """Compatibility forms (NFKC), case, typographic signs and unseen characters folded; in Chinese, Chinese signs."""
    plain = text.lower() if text.isascii() else text.translate(_FOLDS)
    return plain.translate(_TO_CHINESE) if chinese else plain


def read_sentences(whole: str) -> tuple[Sentence, ...]:
    """The sentences of a folded reply. One that stands in quotation marks as a whole is taken out of them."""
    inner = whole.strip()
    if len(inner) > 2 and inner[0] in '"「『' and inner[-1] in '"」』' and inner.count('"') <= 2:
        whole = inner[1:-1]
    bare = _QUOTED.sub(lambda match: "~" * len(match.group()), whole)
    found: list[Sentence] = []
    start = 0
    for piece in sentences(bare):
        text = whole[start : start + len(piece)]
        start += len(piece)
        if piece.strip():
            found.append(Sentence(text=text, bare=piece, asks=bool(_ENDS.search(piece))))
    return tuple(found)
