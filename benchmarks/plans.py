"""Plans for the next session: reports that warrant another plan and reports that do not, of our own writing.

    python -m benchmarks.plans            # rules: from signals, and from words
    python -m benchmarks.plans --model    # and words with the embedded model's closed questions
    python -m benchmarks.plans --wrong    # each case that came out wrong, with what the rules saw

A case is right when the plan changes exactly when it should, every code asked for stands in the agenda, none that may
not stands there, and nothing is closed while danger is up. The gold is our own: this is conformance, never accuracy.
`fresh` and `third` are cases in words that were written without sight of the rules; the rules have been mended on them
since, so they count as seen.
"""

import argparse
import asyncio
from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from benchmarks.plans_model import asked_by
from strategies.planning.case_plan import CasePlan, plan_for
from strategies.planning.plan_case import PlanCase

FOLDER = Path(__file__).parent / "plan_cases"
TOLD = ("fresh", "third")
"""Sets in words alone, each written without sight of the rules and run once before they were mended on it."""
BAR = 0.95
"""Least share of right plans from signals."""
Z = 1.96


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """A case in both forms, and what its plan must and may not hold."""

    signals: PlanCase | None
    words: PlanCase
    replan: bool
    agenda: frozenset[str]
    never: frozenset[str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """A case, its plan and what is wrong with it ("" when it is right)."""

    wanted: Wanted
    plan: CasePlan
    wrong: str


def main() -> None:
    """Runs the arms and prints a line for each; exit 1 when signals are under their bar."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("--model", action="store_true", help="ask the embedded model too")
    parser.add_argument("--wrong", action="store_true", help="print each case that came out wrong")
    arguments = parser.parse_args()
    raise SystemExit(asyncio.run(_measured(with_model=arguments.model, wrong=arguments.wrong)))


async def _measured(*, with_model: bool, wrong: bool) -> int:
    cases = read_cases("cases.yaml")
    told = {name: read_cases(f"{name}.yaml") for name in TOLD}
    print(f"{'arm':<34} {'all':>14} {'re-plan':>10} {'controls':>10}   95 % interval")
    signalled = [outcome(each, plan_for(each.signals)) for each in cases if each.signals is not None]
    _tell("signals, rules", signalled, wrong=wrong)
    _tell("words, rules", [outcome(each, plan_for(each.words)) for each in cases], wrong=wrong)
    for name, some in told.items():
        _tell(f"words, rules, {name}", [outcome(each, plan_for(each.words)) for each in some], wrong=wrong)
    if with_model:
        async with asked_by() as ask:
            if ask is None:
                print("no model fit for closed questions answers; that arm was left out")
            else:
                await _model_arms(ask, {"": cases, **told}, wrong=wrong)
    return 0 if right_share(signalled) >= BAR else 1


async def _model_arms(
    ask: Callable[[PlanCase], Awaitable[CasePlan]], sets: Mapping[str, list[Wanted]], *, wrong: bool
) -> None:
    for name, cases in sets.items():
        arm = "words, rules and model" + (f", {name}" if name else "")
        _tell(arm, [outcome(each, await ask(each.words)) for each in cases], wrong=wrong)


def read_cases(name: str) -> list[Wanted]:
    """The cases of a file of `plan_cases`."""
    states = _loaded("states.yaml")
    return [_wanted(row, states[row["state"]]) for row in _loaded(name)]


def _loaded(name: str) -> Any:
    return yaml.load((FOLDER / name).read_text(encoding="utf-8"), Loader=yaml.CSafeLoader)


def _wanted(row: Mapping[str, Any], state: Mapping[str, Any]) -> Wanted:
    given = {"id": row["id"], "lang": row["lang"], "event": row["event"], "state": state}
    signals = row.get("signals")
    return Wanted(
        signals=PlanCase.model_validate({**given, "signals": signals}) if signals is not None else None,
        words=PlanCase.model_validate({**given, "event_detail": row["words"]}),
        replan=row["replan"],
        agenda=frozenset(row.get("agenda", ())),
        never=frozenset(row.get("never", ())),
    )


def outcome(wanted: Wanted, plan: CasePlan) -> Outcome:
    """What is wrong with a plan, in the first thing that is."""
    wrong = ""
    closed = [each.target for each in plan.target_actions if each.action in ("close", "advance")]
    if plan.replan != wanted.replan:
        wrong = "changed without a reason" if plan.replan else "did not change"
    elif wanted.agenda - {*plan.agenda}:
        wrong = "lacks " + ", ".join(sorted(wanted.agenda - {*plan.agenda}))
    elif wanted.never & {*plan.agenda}:
        wrong = "must not hold " + ", ".join(sorted(wanted.never & {*plan.agenda}))
    elif not wanted.replan and plan.agenda != ("continue_plan",):
        wrong = "goes on and asks for more"
    elif closed and any(reason.rule == "risk_new" for reason in plan.reasons):
        wrong = "closes a target in a crisis"
    return Outcome(wanted=wanted, plan=plan, wrong=wrong)


def right_share(outcomes: Sequence[Outcome]) -> float:
    """The share of right plans, 0 to 1."""
    return sum(not each.wrong for each in outcomes) / len(outcomes)


def interval(right: int, n: int) -> tuple[float, float]:
    """Wilson's score interval for a share."""
    share, z2 = right / n, Z * Z
    middle = (share + z2 / (2 * n)) / (1 + z2 / n)
    half = Z / (1 + z2 / n) * (share * (1 - share) / n + z2 / (4 * n * n)) ** 0.5
    return middle - half, middle + half


def _tell(name: str, outcomes: list[Outcome], *, wrong: bool) -> None:
    changing = [each for each in outcomes if each.wanted.replan]
    resting = [each for each in outcomes if not each.wanted.replan]
    right = sum(not each.wrong for each in outcomes)
    low, high = interval(right, len(outcomes))
    print(
        f"{name:<34} {right:>3} of {len(outcomes):<3} {right_share(outcomes):.3f} "
        f"{_count(changing):>10} {_count(resting):>10}   {low:.3f} to {high:.3f}"
    )
    for each in outcomes if wrong else ():
        if each.wrong:
            case = each.wanted.words
            print(f"    {case.id} {case.event.value}: {each.wrong}; agenda {', '.join(each.plan.agenda)}")
            for reason in each.plan.reasons:
                print(f"        {reason.rule}: {reason.evidence}")


def _count(outcomes: list[Outcome]) -> str:
    return f"{sum(not each.wrong for each in outcomes)}/{len(outcomes)}" if outcomes else "-"


if __name__ == "__main__":
    main()
