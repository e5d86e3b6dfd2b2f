"""The conditional reader: a sentence of either language to its clauses."""

import re
from dataclasses import replace
from typing import Final

from strategies.sop import chinese, english
from strategies.sop.clauses import Clause
from strategies.sop.piece import Piece
from strategies.sop.titles import is_global

_HAN: Final = re.compile("[\u3400-\u9fff]")
_LABEL: Final = re.compile(r"([^:：,，.。;；]{2,40})[:：]\s*(?=\S)")
_WORD: Final = re.compile("[A-Za-z]{2,}")


def is_chinese(text: str) -> bool:
    """Whether a sentence is read as Chinese: ideographs, and not just a name in an English sentence."""
    han = len(_HAN.findall(text))
    return han > 0 and han >= len(_WORD.findall(text))


def read_clauses(sentence: Piece) -> list[Clause]:
    """What the sentence says, in order. A sentence without a condition is one plain clause."""
    label = _LABEL.match(sentence.text)
    everywhere = label is not None and is_global(label[1]) and not label[1].lower().startswith(("if ", "when "))
    if label is not None and everywhere:
        sentence = sentence.cut(label.end())
    found = (chinese if is_chinese(sentence.text) else english).clauses(sentence)
    if everywhere:
        found = [replace(clause, anywhere=True) for clause in found]
    return [clause for clause in found if any(sign.isalnum() for sign in clause.body.text)]
