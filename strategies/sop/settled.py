"""Clauses read by those before them in their sentence: too many rounds, the contrary, and what holds anywhere."""

import re
from dataclasses import replace
from typing import Final

from strategies.sop.bounds import bound_in, only_bounds
from strategies.sop.clauses import Clause, Mood
from strategies.sop.states import STILL

_NTH_TIME: Final = re.compile(
    r"\b(?:second|third|fourth|fifth|[2-9](?:nd|rd|th)) time\b|\bby then\b|\b(?:three|four|five|two|"
    r"[2-9]) times in a row\b|"
    r"\b(?:second|third|fourth|fifth|sixth|last|final)\s+(?:\w+\s+)?(?:attempt|try|round|run|go|trial|call|reading|"
    r"measurement|reminder|prompt|message|repeat|repetition|sample|check|test|refusal|failure|knock|visit)s?\b|"
    r"\b(?:all|both|these) (?:two |three |four |five |[2-9] )?(?:attempts|tries|rounds|calls|reminders|runs|repeats|"
    r"goes)\b",
    re.IGNORECASE,
)
"""What holds once something was tried often enough."""
_STAYS: Final = re.compile(
    r"(?:it|this|that|they|he|she|the \w+(?: \w+)?)\s+(?:stays?|remains?|keeps?|continues?|persists?|fails?|refuses?|"
    r"goes on|does not \w+|do not \w+|cannot|will not|won't|has not|have not|is not)\b",
    re.IGNORECASE,
)
"""Behind a bounded loop in the same sentence: it has not helped."""
_AFTER: Final = re.compile(r"(?P<cond>[^，。；：]{2,14}?)(?:之后|以后|后)[，,](?=\S)")


def settled(found: list[Clause]) -> list[Clause]:
    """The clauses of one sentence, each seen after the one before it."""
    done: list[Clause] = []
    anywhere = False
    for each in found:
        before = done[-1] if done else None
        clause = _exhausted(each, before)
        if before is not None and (bound := _contrary(before, clause)) is not None:
            done[-1] = bound
        if anywhere and clause.conditional:
            clause = replace(clause, anywhere=True)
        anywhere = anywhere or (clause.anywhere and not clause.conditional)
        done.append(clause)
    return done


def often(text: str) -> bool:
    """Whether the words speak of the third time, or of three times in a row."""
    return bool(_NTH_TIME.search(text))


def _exhausted(clause: Clause, before: Clause | None) -> Clause:
    """`Still not ...` behind a loop, and whatever holds `the third time`, is for when enough rounds were made."""
    if clause.mood is not Mood.WHEN:
        return clause
    tried = often(clause.condition.text)
    if before is not None and (STILL.match(clause.condition.text) or _STAYS.match(clause.condition.text)):
        tried = before.mood is Mood.UNTIL or bool(before.most) or bound_in(before.body)[0] is not None
    elif before is not None and not before.conditional:
        tried = tried or only_bounds(before.body)
    return replace(clause, mood=Mood.ATTEMPTS) if tried else clause


def _contrary(before: Clause, clause: Clause) -> Clause | None:
    """`X 后, A; X 无法 ..., B`: the first is bound too."""
    after = None if before.conditional else _AFTER.match(before.body.text)
    if after is None or not _denies(clause, after["cond"]):
        return None
    condition, body = before.body.cut(0, after.end("cond")), before.body.cut(after.end())
    return replace(before, mood=Mood.WHEN, condition=condition, body=body)


def _denies(clause: Clause, held: str) -> bool:
    """Whether a clause is bound by the contrary: 位置确认后…；位置无法确认的…."""
    said = clause.condition.text
    pairs = {held[i : i + 2] for i in range(len(held) - 1)}
    return (
        clause.mood is Mood.WHEN and bool(re.search("无法|没有|未|不|没", said)) and any(pair in said for pair in pairs)
    )
