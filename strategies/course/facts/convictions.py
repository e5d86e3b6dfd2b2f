"""What is told of others' hidden doings, of powers, signs and influence: beliefs, with whatever force they are said.

No judgement about anybody: such a statement may be true, and is kept in full, in the client's name. Only nobody can
know it from the client's words alone, so it never stands in the record as a fact about their life. The kinds follow the
usual themes of delusional belief (persecution, reference, grandiosity, control, guilt, jealousy, the body, doubles).
"""

from memory.record.language import has_cjk
from memory.state.predicates import Predicate
from strategies.course.facts.convictions_chinese import CHINESE_CONVICTIONS, CHINESE_MARKS
from strategies.course.facts.convictions_english import ENGLISH_CONVICTIONS, ENGLISH_MARKS
from strategies.course.facts.extract_patterns import Pattern

__all__ = ["CHINESE_CONVICTIONS", "ENGLISH_CONVICTIONS", "is_conviction", "told_as_believed"]

_COLOURED = frozenset({Predicate.ILLNESS, Predicate.JOB, Predicate.FAMILY, Predicate.JOB_CHANGE})
"""What a conviction in the same sentence makes a belief too: "I have cancer and the doctors hide it"."""


def is_conviction(sentence: str) -> bool:
    """Whether a sentence tells of what nobody can know from these words."""
    return bool(_places(sentence))


def told_as_believed(predicate: str, sentence: str, start: int, end: int) -> bool:
    """Whether the statement at these offsets is a belief, whatever it is about."""
    places = _places(sentence)
    if any(start < last and first < end for first, last in places):
        return True
    return bool(places) and predicate in {each.value for each in _COLOURED}


def _places(sentence: str) -> list[tuple[int, int]]:
    words = sentence.replace("’", "'")
    chinese = has_cjk(words)
    known: tuple[Pattern, ...] = CHINESE_CONVICTIONS if chinese else ENGLISH_CONVICTIONS
    marks = CHINESE_MARKS if chinese else ENGLISH_MARKS
    regexes = (*(each.regex for each in known), *(each.regex for each in marks))
    return [match.span() for regex in regexes for match in regex.finditer(words)]
