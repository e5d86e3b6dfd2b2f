"""Sentences kept in one language and read in another: forms with named gaps, and the same forms in Chinese.

What is stored stays as it was written, so that replay is exact; it is put into Chinese where it is read.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from string import Formatter
from typing import Final

Pair = tuple[str, str]
"""A form in English and in Chinese, as format strings with the same gaps.

A gap is `{name}` or `{name:kind}`; the kinds stand in `KINDS`. A gap without a kind is kept as it stands.
"""

KINDS: Final[Mapping[str, str]] = {
    "": r".*?",
    "id": r"\S+",
    "number": r"-?[0-9]+(?:\.[0-9]+)?(?:e[-+]?[0-9]+)?",
    "word": r"[^,;:]+?",
    "quoted": r"'.*'|\".*\"",
    "said": r".+?",
    "maybe": r".*?",
}
"""kind -> what may stand in the gap.

`word`: one of the table's words, kept when it is none. `said`: a sentence of the same table, or the form does not fit.
`maybe`: the same, kept when it is none.
"""


@dataclass(frozen=True, slots=True)
class _Form:
    pattern: re.Pattern[str]
    kinds: Mapping[str, str]
    chinese: str


class Sentences:
    """A table of forms, tried in order; the first that fits a whole sentence says it."""

    def __init__(self, pairs: Sequence[Pair], *, words: Mapping[str, str]) -> None:
        self.pairs, self._words = tuple(pairs), words
        self._forms = [_form(english, chinese) for english, chinese in pairs]

    def chinese(self, text: str) -> str | None:
        """The sentence in Chinese; None when no form fits."""
        for form in self._forms:
            found = form.pattern.fullmatch(text)
            if found is None:
                continue
            filled = {name: self._filled(form.kinds[name], gap) for name, gap in found.groupdict().items()}
            if None not in filled.values():
                return form.chinese.format(**filled)
        return None

    def _filled(self, kind: str, gap: str) -> str | None:
        match kind:
            case "said":
                return self.chinese(gap)
            case "maybe":
                return self.chinese(gap) or gap
            case "word":
                return self._words.get(gap, gap)
            case "quoted":
                return gap.replace(" or ", "、")
            case _:
                return gap


def skeleton(form: str) -> str:
    """A form with every gap as `{}`: what a format string of the same sentence comes to, whatever it fills in."""
    parts = Formatter().parse(form)
    return "".join(literal + ("" if name is None else "{}") for literal, name, _, _ in parts)


def _form(english: str, chinese: str) -> _Form:
    kinds: dict[str, str] = {}
    pattern = ""
    for literal, name, kind, _ in Formatter().parse(english):
        pattern += re.escape(literal)
        if name is not None:
            pattern += f"(?P<{name}>{KINDS[kind or '']})"
            kinds[name] = kind or ""
    return _Form(re.compile(pattern, re.DOTALL), kinds, chinese)
