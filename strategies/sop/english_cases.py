"""English conditions that no `if` stands before: `High risk: call`, `Below 4, ...`, `A client who ... is asked ...`."""

import re
from typing import Final

from strategies.sop import english_words as en
from strategies.sop.answers import is_answer, says_either
from strategies.sop.clauses import Clause, Mood, case
from strategies.sop.piece import Piece
from strategies.sop.quantities import read_quantity
from strategies.sop.references import goes_in
from strategies.sop.states import is_state
from strategies.sop.verbs import begins_action, does


def begins_or_goes(text: str) -> bool:
    """Whether the words begin an action or send somewhere."""
    rest = re.sub(r"^(?:then|please|,)\s*", "", text.strip(), flags=re.IGNORECASE)
    if begins_action(rest):
        return True
    goes = goes_in(rest)
    if goes and goes[0].start <= 12:
        return True
    return bool(
        re.match(
            r"(?:the )?\w+(?: \w+){0,4} (?:is|are|should|must|will|can|may|ends?|needs?)\b|no further|nothing",
            rest,
            re.IGNORECASE,
        )
    )


_DEGREE: Final = re.compile(
    r"(?:smaller|larger|lower|higher|negative|positive|normal|abnormal|raised|shorter|longer)\b", re.IGNORECASE
)


def with_size(piece: Piece, anywhere: bool) -> list[Clause]:
    """`With a rating of 5 or above, arrange ...`."""
    found = en.WITH.match(piece.text)
    comma = piece.text.find(", ")
    if found is None or comma < 0:
        return []
    condition, body = piece.cut(found.end(), comma), piece.cut(comma + 1)
    sized_ = en.COMPARE.search(condition.text) or _DEGREE.match(condition.text)
    if not sized_ or not begins_or_goes(body.text):
        return []
    return [Clause(mood=Mood.WHEN, condition=condition, body=body, anywhere=anywhere)]


def who_is(piece: Piece, anywhere: bool) -> list[Clause]:
    """A client who rates confidence below 5 is asked what would help."""
    patterns = (en.WHO_IS, en.FOR_WHOM, en.LEVELS, en.WITH_SIZED, en.WHOEVER)
    found = next((hit for pattern in patterns if (hit := pattern.fullmatch(piece.text)) is not None), None)
    if found is None:
        return _what_is(piece, anywhere) or _who_does(piece, anywhere)
    earlier = _who_does(piece, anywhere) if found.re is en.WHO_IS else []
    if earlier and len(earlier[0].condition.text) < len(found["cond"]):
        return earlier
    level = bool(found.groupdict().get("level"))
    return [
        Clause(
            mood=Mood.WHEN,
            condition=piece.cut(*found.span("level" if level else "cond")),
            body=piece.cut(found.start("then" if level else "body")),
            anywhere=anywhere,
        )
    ]


def in_that_case(piece: Piece, anywhere: bool) -> list[Clause]:
    """`She may go ahead, in which case ...`; `in the first case ...`, where a choice was told before."""
    found = re.match(
        r"(?P<cond>(?![^;]*\b(?:unless|except|if|when)\b[^;]*, in which)[^;]{4,80}?),\s*in which case[,]?\s+(?=\S)",
        piece.text,
        re.IGNORECASE,
    )
    if found is None:
        found = re.match(
            r"(?P<cond>(?:in|on) the (?:first|second|third|former|latter)(?: (?:case|instance|event|situation))?)"
            r"(?:,\s*|\s+(?=[a-z]))(?!of\b|place\b|step\b|part\b|half\b|week\b|session\b|visit\b)",
            piece.text,
            re.IGNORECASE,
        )
        if found is None or not begins_or_goes(piece.text[found.end() :]):
            return []
    return case(piece, found.end("cond"), found.end(), anywhere=anywhere)


def _what_is(piece: Piece, anywhere: bool) -> list[Clause]:
    """`A rating above 50 is discussed`, `a tablet left in the cheek means that the patient is asked to swallow it`."""
    found = en.WHAT_IS.fullmatch(piece.text.rstrip(" ."))
    still = en.STILL_SO.match(piece.text)
    if still is not None and begins_action(piece.text[still.end() :]):
        return case(piece, still.end("cond"), still.end(), anywhere=anywhere)
    if found is None:
        return []
    body = "what" if found["what"] else "body"
    condition = piece.cut(*found.span("cond"))
    return [Clause(mood=Mood.WHEN, condition=condition, body=piece.cut(found.start(body)), anywhere=anywhere)]


def _who_does(piece: Piece, anywhere: bool) -> list[Clause]:
    """`Clients who used it repeat the exercise without it`: the verb of doing behind what is said of them."""
    head = en.WHO_DOES.match(piece.text)
    if head is None:
        return []
    begin = head.start("cond") if head["many"] else head.start("one")
    words = [found for found in re.finditer(r"(?<=\s)[a-z-]+", piece.text) if found.start() >= head.end()]
    for at, word in enumerate(words[1:16], start=1):
        if _NO_VERB_BEHIND.fullmatch(words[at - 1][0]) or not does(word[0], many=bool(head["many"])):
            continue
        condition, body = piece.cut(begin, word.start()), piece.cut(word.start())
        return [Clause(mood=Mood.WHEN, condition=condition, body=body, anywhere=anywhere)]
    return []


_NO_VERB_BEHIND: Final = re.compile(
    r"to|an?|the|their|his|her|its|our|your|my|no|any|some|this|that|these|those|of|in|on|at|for|with|from|by|and|or|"
    r"not|"
    r"who|which|cannot|can|could|will|would|may|might|must|should|do|does|did|be|been|is|are|was|were"
)
"""Behind these words stands no verb that says what is to be done."""


def means(piece: Piece, anywhere: bool) -> list[Clause]:
    """`A score over 15 means that ...: discuss this`."""
    found = en.MEANS.match(piece.text)
    if found is None or not en.COMPARE.search(found["cond"]):
        return []
    body = piece.cut(found.end())
    if not body:
        body = piece.cut(found.start("what"))
    return (
        [Clause(mood=Mood.WHEN, condition=piece.cut(0, found.end("cond")), body=body, anywhere=anywhere)]
        if body
        else []
    )


def coloned(piece: Piece, anywhere: bool) -> list[Clause]:
    """`0-4: send the leaflet`, `High risk: call`."""
    found = re.match(r"([^:：]{1,60})[:：]\s*(?=\S)", piece.text)
    may = re.match(r"(?:the|a|an|some) \w+(?: \w+)? (?:may|might)\b", piece.text, re.IGNORECASE)
    if found is not None and may is not None and begins_or_goes(piece.text[found.end() :]):
        return case(piece, found.end(1), found.end(), anywhere=anywhere)
    if found is None or not _stands_for_a_case(found[1], piece.text[found.end() :]):
        return []
    return case(piece, found.end(1), found.end(), anywhere=anywhere, answer=True)


def dashed(piece: Piece, anywhere: bool) -> list[Clause]:
    """`10 or more - book a review`, `neither - offer the list`."""
    found = re.match(r"(.{2,70}?)\s+[-–—]\s+(?=\S)", piece.text)
    if (
        found is None
        or not _stands_for_a_case(found[1], piece.text[found.end() :])
        or not (is_answer(found[1]) or begins_or_goes(piece.text[found.end() :]))
    ):
        return []
    return case(piece, found.end(1), found.end(), anywhere=anywhere, answer=True)


def _stands_for_a_case(label: str, body: str) -> bool:
    """Whether the words before a colon are an answer, or say how things stand and are followed by what to do."""
    if is_answer(label):
        return not begins_action(label)
    goes = goes_in(body)
    if len(label.split()) <= 5 and goes and not goes[0].start and not begins_action(label):
        return True
    return is_state(label) and begins_or_goes(body) and en.SPEAKS.search(label) is None


def sized(piece: Piece, anywhere: bool) -> list[Clause]:
    """`Below 4, agree on another task`: a bare number before the comma."""
    comma = piece.text.find(", ")
    if not 0 < comma <= 40:
        return []
    condition, body = piece.cut(0, comma), piece.cut(comma + 1)
    sized_or_said = read_quantity(condition.text) is not None or says_either(condition.text)
    if not sized_or_said or begins_action(condition.text) or not begins_or_goes(body.text):
        return []
    if not (is_answer(condition.text) and en.COMPARE.search(condition.text)) and not says_either(condition.text):
        return []
    return [Clause(mood=Mood.WHEN, condition=condition, body=body, anywhere=anywhere, answer=True)]


def re_cut(piece: Piece, ending: str) -> Piece:
    """The piece without an ending that matches."""
    found = re.search(ending, piece.text, re.IGNORECASE)
    return piece if found is None or not found[0] else piece.cut(0, found.start())
