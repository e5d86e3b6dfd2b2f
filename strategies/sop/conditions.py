"""The conditional reader: a sentence of either language to its clauses."""

import re
from typing import Final

from strategies.sop import chinese, english
from strategies.sop.clauses import Clause
from strategies.sop.piece import Piece

_HAN: Final = re.compile("[\u3400-\u9fff]")
_WORD: Final = re.compile("[A-Za-z]{2,}")


def is_chinese(text: str) -> bool:
    """Whether a sentence is read as Chinese: ideographs, and not just a name in an English sentence."""
    han = len(_HAN.findall(text))
    return han > 0 and han >= len(_WORD.findall(text))


def read_clauses(sentence: Piece) -> list[Clause]:
    """What the sentence says, in order. A sentence without a condition is one plain clause."""
    found = (chinese if is_chinese(sentence.text) else english).clauses(sentence)
    kept: list[Clause] = []
    for clause in found:
        if any(sign.isalnum() for sign in clause.body.text):
            kept.append(clause)
    return kept
