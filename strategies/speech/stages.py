"""Closed questions with more options than one call can weigh, asked in two stages: within groups, then among the best.

However many calls it takes, it is one question, and one answer with one set of probabilities.
"""

import asyncio
from dataclasses import dataclass, replace
from math import ceil

from memory.record.identity import Language
from memory.record.language import detect
from strategies.speech.decider import MOST_OPTIONS, Decider, Decision, Question, TooManyOptions, weigh

GROUP = MOST_OPTIONS - 1
"""Options of a group, beside the one that says that none of them fits."""

MOST_IN_STAGES = GROUP * MOST_OPTIONS
NONE = "none_of_these"
NONE_OF_THESE = {Language.EN: "None of these", Language.ZH: "以上都不是"}


class Staged:
    """A decider that takes up to 380 options; up to 20 it asks as they are."""

    def __init__(self, decider: Decider) -> None:
        self._decider = decider

    async def decide(self, question: Question, *, words: str, context: str) -> Decision:
        """The answer. Raises: ChatError, TooManyOptions."""
        options = list(question.options)
        if len(options) <= MOST_OPTIONS:
            return await self._decider.decide(question, words=words, context=context)
        if len(options) > MOST_IN_STAGES:
            raise TooManyOptions(f"question {question.id} has {len(options)} options; at most {MOST_IN_STAGES}")
        size = ceil(len(options) / ceil(len(options) / GROUP))
        parts = [options[start : start + size] for start in range(0, len(options), size)]
        groups = await self._groups(question, parts, words, context)
        best = [group for group in groups if group.best is not None]
        if not best:
            return _abstains(question, groups, "no group of options holds one that fits")
        if len(best) == 1:
            return _composed(question, groups, {best[0].best or "": 1.0}, best[0].mass, best[0].rung)
        last = replace(question, options={group.best or "": question.options[group.best or ""] for group in best})
        final = await self._decider.decide(last, words=words, context=context)
        if final.probabilities is None:
            return replace(final, probabilities=None, mass=None)
        masses = [final.mass, *(group.mass for group in best)]
        mass = min((each for each in masses if each is not None), default=None)
        return _composed(question, groups, final.probabilities, mass, final.rung)

    async def _groups(self, question: Question, groups: list[list[str]], words: str, context: str) -> list["_Group"]:
        none = NONE_OF_THESE[detect(question.text)]
        asked = [
            replace(
                question,
                options={**{option: question.options[option] for option in group}, NONE: none},
                min_mass=0.0,
                min_margin=0.0,
            )
            for group in groups
        ]
        try:
            async with asyncio.TaskGroup() as tasks:
                running = [
                    tasks.create_task(self._decider.decide(each, words=words, context=context)) for each in asked
                ]
        except BaseExceptionGroup as several:
            raise several.exceptions[0] from None
        return [_group(task.result(), group) for task, group in zip(running, groups, strict=True)]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Group:
    """What one group came to: its best option (none when "none of these" is likelier), its shares without that one."""

    best: str | None
    shares: dict[str, float] | None
    mass: float | None
    rung: str
    why: str


def _group(decision: Decision, options: list[str]) -> _Group:
    best = decision.choice if decision.choice in options else None
    shares: dict[str, float] | None = None
    if decision.probabilities is not None:
        inside = {option: p for option, p in decision.probabilities.items() if option != NONE}
        total = sum(inside.values())
        shares = {option: p / total if total > 0 else 0.0 for option, p in inside.items()}
    return _Group(best=best, shares=shares, mass=decision.mass, rung=decision.rung, why=decision.why)


def _composed(
    question: Question, groups: list[_Group], among: dict[str, float], mass: float | None, rung: str
) -> Decision:
    """The share of an option: that of its group's best among the best, times its own within the group."""
    if any(group.best in among and group.shares is None for group in groups):
        only = next(iter(among)) if len(among) == 1 else None
        why = "the only group with an option that fits"
        return Decision(question=question.id, probabilities=None, mass=None, choice=only, rung=rung, why=why)
    shares = dict.fromkeys(question.options, 0.0)
    for group in groups:
        for option, p in (group.shares or {}).items():
            shares[option] = among.get(group.best or "", 0.0) * p
    return weigh(question, shares, mass if mass is not None else 0.0, rung=rung)


def _abstains(question: Question, groups: list[_Group], why: str) -> Decision:
    said = "; ".join(dict.fromkeys(group.why for group in groups))
    return Decision(
        question=question.id, probabilities=None, mass=None, choice=None, rung=groups[0].rung, why=f"{why}: {said}"
    )
