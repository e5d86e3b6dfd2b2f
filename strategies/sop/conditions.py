"""The conditional reader: a sentence of either language to its clauses."""

import re
from dataclasses import replace
from typing import Final

from strategies.sop import chinese, chinese_words, english, english_words
from strategies.sop.choices import choice
from strategies.sop.clauses import Clause, Mood
from strategies.sop.pairs import head_colon
from strategies.sop.piece import Piece
from strategies.sop.settled import settled
from strategies.sop.states import speaks_of_somebody
from strategies.sop.titles import is_global
from strategies.sop.verbs import is_action_sentence

_HAN: Final = re.compile("[\u3400-\u9fff]")
_LABEL: Final = re.compile(r"([^:：,，.。;；]{2,40})[:：]\s*(?=\S)")
_WORD: Final = re.compile("[A-Za-z]{2,}")
_IF: Final = re.compile(r"if\b|若|如果", re.IGNORECASE)
_SPEAKS: Final = re.compile(
    r"(?:\b(?:say|says|tell|tells|explain|add|stress|remind|point out|read out|make clear|told|said)\b[^,;]{0,40}|"
    r"(?:说|说道|告诉|告知|提醒|解释|强调|说明|讲明|表示)[^，；]{0,8})$",
    re.IGNORECASE,
)


def is_chinese(text: str) -> bool:
    """Whether a sentence is read as Chinese: ideographs, and not just a name in an English sentence."""
    han = len(_HAN.findall(text))
    return han > 0 and han >= len(_WORD.findall(text))


def read_clauses(sentence: Piece) -> list[Clause]:
    """What the sentence says, in order. A sentence without a condition is one plain clause."""
    label = _LABEL.match(sentence.text)
    everywhere = label is not None and is_global(label[1]) and not _names_case(label[1])
    if label is not None and everywhere:
        sentence = sentence.cut(label.end())
    found = settled(choice(sentence) or _headed(sentence) or _read(sentence))
    if everywhere:
        found = [replace(clause, anywhere=True) for clause in found]
    return [clause for clause in found if any(sign.isalnum() for sign in clause.body.text)]


def _names_case(label: str) -> bool:
    """`If at any time she faints:`, 任何时候患者抽搐：, a condition and no title of rules."""
    if label.lower().startswith(("if ", "when ")):
        return True
    found = chinese_words.ANYWHERE.match(label) or english_words.ANYWHERE.match(label)
    rest = "" if found is None else label[found.end() :].strip(" ,，")
    return bool(rest) and speaks_of_somebody(rest)


def _read(sentence: Piece) -> list[Clause]:
    return chinese.clauses(sentence) if is_chinese(sentence.text) else english.clauses(sentence)


def _headed(sentence: Piece) -> list[Clause]:
    """`Check the diary: if it is empty, ...`: the head is done, and what stands behind the colon parts the ways."""
    cut = head_colon(sentence)
    if cut is None or _SPEAKS.search(cut[0].text) or cut[1].text[0] in "\"“‘「'":
        return []
    head, rest, _ = cut
    below = _read(rest)
    if not below or not below[0].conditional or below[0].mood is Mood.UNTIL:
        return []
    above = _read(head)
    if not above:
        return []
    last = above[-1]
    if last.conditional:
        at = sentence.places.index(last.body.places[0])
        return [*above[:-1], replace(last, body=sentence.cut(at))] if is_action_sentence(last.body.text) else []
    return [*above, *below] if is_action_sentence(last.body.text) or _IF.match(rest.text) else []
