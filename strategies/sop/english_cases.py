"""English conditions that no `if` stands before: `High risk: call`, `Below 4, ...`, `A client who ... is asked ...`."""

import re

from strategies.sop import english_words as en
from strategies.sop.answers import is_answer, says_either
from strategies.sop.clauses import Clause, Mood, case
from strategies.sop.piece import Piece
from strategies.sop.quantities import read_quantity
from strategies.sop.references import goes_in
from strategies.sop.states import is_state
from strategies.sop.verbs import begins_action


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


def with_size(piece: Piece, anywhere: bool) -> list[Clause]:
    """`With a rating of 5 or above, arrange ...`."""
    found = en.WITH.match(piece.text)
    comma = piece.text.find(", ")
    if found is None or comma < 0:
        return []
    condition, body = piece.cut(found.end(), comma), piece.cut(comma + 1)
    if not en.COMPARE.search(condition.text) or not begins_or_goes(body.text):
        return []
    return [Clause(mood=Mood.WHEN, condition=condition, body=body, anywhere=anywhere)]


def who_is(piece: Piece, anywhere: bool) -> list[Clause]:
    """A client who rates confidence below 5 is asked what would help."""
    found = en.WHO_IS.fullmatch(piece.text) or en.FOR_WHOM.fullmatch(piece.text) or en.LEVELS.fullmatch(piece.text)
    if found is None:
        return []
    level = bool(found.groupdict().get("level"))
    return [
        Clause(
            mood=Mood.WHEN,
            condition=piece.cut(*found.span("level" if level else "cond")),
            body=piece.cut(found.start("then" if level else "body")),
            anywhere=anywhere,
        )
    ]


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
