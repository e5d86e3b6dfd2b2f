"""Where an arm belongs: to the loop, fork or question that the operations before it end with."""

import re
from typing import Final

from strategies.sop.answers import is_answer
from strategies.sop.clauses import Mood
from strategies.sop.conditions import is_chinese
from strategies.sop.cover import opposed, same_question
from strategies.sop.ops import Act, Arm, Fork, Jump, Op, Until
from strategies.sop.outline import Entry
from strategies.sop.references import GoKind
from strategies.sop.registry import tokens
from strategies.sop.states import STILL

_ASKS: Final = re.compile(
    r"\b(?:ask|asks|whether|rate|find out|check (?:if|whether))\b|询问|是否|评分|打分|问|请示|能否|可否|能不能|要不要|"
    r"肯不肯",
    re.IGNORECASE,
)
_PRONOUN_NOT: Final = re.compile(
    r"^(?:if )?(?:it|this|that|they|he|she)\s+(?:is|are|was|were|do|does|did|has|have)(?:n't| not)$", re.IGNORECASE
)
_RATED: Final = frozenset(("rat", "scor", "measur", "temperatur", "pressur", "puls", "打分", "评分", "得分"))
"""Of words in common with a condition on a number, those that name what was measured."""
_SCORED: Final = re.compile(r"\b(?:scale|questionnaire|inventory|score|PHQ|GAD)\b|量表|问卷", re.IGNORECASE)
_CHECKS: Final = re.compile(
    r"\b(?:asks?|whether|rate|find out|check|try|tries|verify|confirm|look for|see if)\b|询问|是否|评分|打分|问|确认|"
    r"核实|检查|查看|尝试|筛查|请示|能否|可否|能不能|要不要",
    re.IGNORECASE,
)


def add_arm(ops: list[Op], arm: Arm, entry: Entry, *, fresh: bool = False) -> None:
    """Adds an arm where it belongs: to the loop, fork or question that the operations end with, or as a new fork.

    An arm joins a fork whose question it answers; one that follows a question asked within an arm parts there; `fresh`
    begins a fork of its own for any other question.
    """
    last = ops[-1] if ops else None
    loop = _looped(last, arm)
    if loop is not None:
        arm.condition.mood = Mood.ATTEMPTS
        loop.attempts.append(arm)
        return
    if not isinstance(last, Fork) or not last.arms:
        ops.append(Fork(arms=[arm], entry=entry))
        return
    if STILL.match(arm.condition.text) and (arm.condition.mood is Mood.WHEN or _told_last(last) is not None):
        arm.condition.mood = Mood.WHEN
        add_listed(last, Fork(arms=[arm], entry=entry))
        return
    nested = _nested(last)
    inner = nested[-1].arms[-1].body
    answered = next((fork for fork in reversed(nested) if _answers(fork, arm)), None)
    if inner and isinstance(inner[-1], Act) and _denies_what(inner[-1], arm):
        inner.append(Fork(arms=[arm], entry=entry, asked=True))
    elif answered is not None:
        answered.arms.append(arm)
    elif inner and isinstance(inner[-1], Act) and _asks(inner[-1], arm, within=nested[-1].asked):
        inner.append(Fork(arms=[arm], entry=entry, asked=True))
    elif _complete(nested[-1]):
        (nested[-2].arms[-1].body if len(nested) > 1 else ops).append(Fork(arms=[arm], entry=entry))
    elif nested[-1].asked and not fresh:
        nested[-1].arms.append(arm)
    elif fresh:
        ops.append(Fork(arms=[arm], entry=entry))
    else:
        last.arms.append(arm)


def _looped(last: Op | None, arm: Arm) -> Until | Jump | None:
    """The loop, or the way back, that the operations end with, when the arm is for too many rounds of it."""
    if not _tried(arm):
        return None
    loop = _loop(last) if arm.condition.mood is Mood.ATTEMPTS else None
    if loop is not None:
        return loop
    if isinstance(last, Jump):
        return last
    return _round(last) if isinstance(last, Fork) and last.arms else None


def add_case(fork: Fork, arm: Arm) -> None:
    """Adds an arm of a table; one for too many rounds belongs to the round before it."""
    found = _round(fork) if fork.arms and _tried(arm) else None
    if found is None:
        fork.arms.append(arm)
        return
    arm.condition.mood = Mood.ATTEMPTS
    found.attempts.append(arm)


def add_listed(fork: Fork, more: Fork) -> None:
    """Adds arms of one list to a fork; `still not` belongs into the arm before it."""
    fork.listed = fork.listed or more.listed
    for arm in more.arms:
        told = _told_last(fork) if STILL.match(arm.condition.text) and arm.condition.mood is Mood.WHEN else None
        if told is not None:
            told.append(Fork(arms=[arm], entry=more.entry))
        elif _returns(fork) and (
            arm.condition.mood is Mood.ATTEMPTS or (STILL.match(arm.condition.text) and arm.condition.mood is Mood.WHEN)
        ):
            arm.condition.mood = Mood.ATTEMPTS
            _used_up(fork, arm)
        else:
            fork.arms.append(arm)


def _tried(arm: Arm) -> bool:
    """Whether the arm is taken once enough rounds were made."""
    said = arm.condition
    return said.mood is Mood.ATTEMPTS or (said.mood is Mood.WHEN and STILL.match(said.text) is not None)


def _round(fork: Fork) -> Jump | None:
    """The way back at the end of the arm before, behind something that is done in every round."""
    body = fork.arms[-1].body
    last = body[-1] if body else None
    if isinstance(last, Fork) and last.arms:
        return _round(last)
    leads_back = isinstance(last, Jump) and (last.go.kind in (GoKind.AGAIN, GoKind.START) or last.go.back or last.most)
    return last if isinstance(last, Jump) and leads_back and any(isinstance(op, Act) for op in body) else None


def _returns(fork: Fork) -> bool:
    """Whether the last arm leads back, so that `still not` means that it has done so often enough."""
    last = fork.arms[-1].body[-1] if fork.arms[-1].body else None
    return isinstance(last, Jump) and (last.go.kind is GoKind.AGAIN or last.go.back)


def _used_up(fork: Fork, arm: Arm) -> None:
    """Puts what follows too many rounds behind what is done in a round, or else beside the way back."""
    body = fork.arms[-1].body
    last = body[-1] if body else None
    if isinstance(last, Jump) and any(isinstance(op, Act) for op in body):
        last.attempts.append(arm)
    else:
        fork.arms.append(arm)


def _told_last(fork: Fork) -> list[Op] | None:
    """The innermost arm at the end of a fork, if it ends with an action: what `still not` speaks of."""
    body = fork.arms[-1].body
    if body and isinstance(body[-1], Fork) and body[-1].arms:
        return _told_last(body[-1])
    return body if body and isinstance(body[-1], Act) else None


def _asks(act: Act, arm: Arm, *, within: bool) -> bool:
    """Whether an action asks what an arm answers; within the answers to another question only by the same words."""
    said, asked = arm.condition.words.text, act.words.text
    common, most = tokens(said) & tokens(asked), tokens(said)
    if _SCORED.search(asked) and re.search(r"\b(?:score|scores|points|total)\b|分", said) and re.search(r"\d", said):
        return True
    if common & _RATED and re.search(r"\d", said):
        return True
    shared = (
        len(common) * 2 >= len(most) > 0
        or (is_chinese(said) and len(common) >= 2)
        or (is_answer(said) and said.strip("的 ") in asked)
    )
    if shared and _CHECKS.search(asked):
        return True
    return bool(_ASKS.search(asked)) and (not within or is_answer(said))


def _denies_what(act: Act, arm: Arm) -> bool:
    """`asks whether it suits. If it does not, ...`: denies what was asked, and no condition."""
    said = _PRONOUN_NOT.search(arm.condition.words.text) is not None
    return said and bool(re.search(r"\bwhether\b|\basks? if\b|是否", act.words.text))


def _complete(fork: Fork) -> bool:
    """Whether an `otherwise` has closed the fork: what is conditional after it parts anew."""
    told = [arm.condition for arm in fork.arms]
    rest = any(each.mood is Mood.OTHERWISE and not each.negative for each in told)
    going = any(not isinstance(arm.body[-1] if arm.body else None, Jump) for arm in fork.arms)
    return rest or (going and len(told) > 1 and opposed(told[-2], told[-1]))


def _nested(fork: Fork) -> list[Fork]:
    """A fork and those at the ends of last arms, outermost first."""
    found = [fork]
    while found[-1].arms[-1].body and isinstance(inner := found[-1].arms[-1].body[-1], Fork) and inner.arms:
        found.append(inner)
    return found


def _answers(fork: Fork, arm: Arm) -> bool:
    """Whether the arm belongs to the fork: it is the rest, too many rounds, or an answer to the same question."""
    if arm.condition.mood in (Mood.OTHERWISE, Mood.ATTEMPTS):
        return True
    return any(same_question([each.condition, arm.condition]) for each in fork.arms)


def _loop(last: Op | None) -> Until | None:
    if isinstance(last, Until):
        return last
    if isinstance(last, Fork) and last.arms and last.arms[-1].body and isinstance(last.arms[-1].body[-1], Until):
        return last.arms[-1].body[-1]
    return None
