"""What becomes of one edge that could be taken: verdict and why, in words."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from enum import StrEnum

from memory.record.session import Candidate, SlotValue
from strategies.graph.protocol import Question
from strategies.graph.release import CompiledEdge, CompiledInterrupt


class Occasion(StrEnum):
    """Why a node's edges are weighed.

    TURN: the client spoke. RETURNED: the protocol it called has ended. PASSED: all it collects is known. FULL: it may
    not be entered again, so only the edge of an exhausted budget counts.
    """

    TURN = "turn"
    RETURNED = "returned"
    PASSED = "passed"
    FULL = "full"


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """Where the node stands: client turns so far, and its bounds (`most` is None in a file that fails the checks)."""

    occasion: Occasion
    turns: int
    least: int
    most: int | None

    @property
    def too_early(self) -> bool:
        """Whether the client has had fewer turns here than the node asks for."""
        return self.occasion is Occasion.TURN and self.turns < self.least

    @property
    def exhausted(self) -> bool:
        """Whether the budget of this visit is used up."""
        return self.occasion is not Occasion.TURN or (self.most is not None and self.turns >= self.most)

    def early_words(self) -> str:
        """Why it is too early, in words."""
        return f"{self.turns} of at least {self.least} client turns here"


def weigh_guarded(
    compiled: CompiledEdge, values: Mapping[str, SlotValue], *, standing: Standing, full: str | None, taken: str | None
) -> Candidate:
    """A deterministic edge. `full` says why its node may not be entered again; `taken` names the edge already taken."""
    edge, guard = compiled.edge, compiled.guard
    if guard is None:
        return _plain(compiled, "deterministic", "not_met", "the edge has no guard")
    inputs = guard.inputs(values)
    if standing.occasion is Occasion.FULL:
        verdict, why = "not_reached", "the node is passed over: its visits are used up"
    elif standing.too_early:
        verdict, why = "not_reached", standing.early_words()
    elif not guard.holds(values):
        verdict, why = "not_met", f"the guard does not hold: {_said(inputs)}"
    elif edge.gate is not None:
        verdict, why = "gated", f"the guard holds, and a {edge.gate} has to open the gate"
    elif full is not None:
        verdict, why = "not_met", full
    elif taken is not None:
        verdict, why = "outranked", f"the guard holds, and {taken} comes first"
    else:
        verdict, why = "taken", f"the guard holds: {_said(inputs)}"
    return _plain(compiled, "deterministic", verdict, why, inputs=inputs)


def weigh_semantic(
    compiled: CompiledEdge,
    question: Question,
    *,
    choice: str | None,
    p: float | None,
    probabilities: Mapping[str, float],
    mass: float | None,
) -> Candidate:
    """A semantic edge whose question has an answer; below mass, margin or `min_p` it abstains, it never guesses."""
    ask = compiled.edge.ask
    if ask is None:
        return unasked(compiled, verdict="not_met", why="the edge asks nothing")
    bar = question.abstain
    best = sorted(probabilities.values(), reverse=True)
    margin = best[0] - best[1] if len(best) > 1 else None
    wanted = probabilities.get(ask.is_, p if choice == ask.is_ else None)
    if choice is None:
        verdict, why = "abstained", "the decider gave no answer"
    elif mass is not None and mass < bar.min_mass:
        verdict, why = "abstained", f"mass {mass:.2f} is under {bar.min_mass:.2f}"
    elif margin is not None and margin < bar.min_margin:
        verdict, why = "abstained", f"margin {margin:.2f} is under {bar.min_margin:.2f}"
    elif choice != ask.is_:
        verdict, why = "not_met", f"the answer is {choice}, not {ask.is_}"
    elif ask.min_p is not None and (wanted is None or wanted < ask.min_p):
        said = "unknown" if wanted is None else f"{wanted:.2f}"
        verdict, why = "abstained", f"the probability of {ask.is_} is {said}; the edge asks for {ask.min_p:.2f}"
    elif compiled.edge.gate is not None:
        verdict, why = "gated", f"the answer is {choice}, and a {compiled.edge.gate} has to open the gate"
    else:
        verdict, why = "taken", f"the answer is {choice}"
    return replace(unasked(compiled, verdict=verdict, why=why), p=wanted, mass=mass)


def unasked(compiled: CompiledEdge, *, verdict: str, why: str) -> Candidate:
    """A semantic edge without an answer. The guard text is the question's id and the option wanted."""
    ask = compiled.edge.ask
    plain = _plain(compiled, "semantic", verdict, why)
    if ask is None:
        return plain
    return replace(plain, guard=f"{ask.question} is {ask.is_}", threshold=ask.min_p)


def weigh_exhausted(compiled: CompiledEdge, *, standing: Standing, taken: str | None) -> Candidate:
    """The edge of an exhausted budget."""
    budget = "without a bound" if standing.most is None else f"of {standing.most}"
    if taken is not None:
        verdict, why = "outranked", f"{taken} comes first"
    elif not standing.exhausted:
        verdict, why = "not_reached", f"{standing.turns} {budget} client turns used here"
    else:
        why = {
            Occasion.TURN: f"{standing.turns} {budget} client turns used here",
            Occasion.RETURNED: "the protocol it called has ended",
            Occasion.PASSED: "all that the node collects is known",
            Occasion.FULL: "the node's visits are used up",
        }[standing.occasion]
        verdict = "taken"
    return _plain(compiled, "exhausted", verdict, why)


def weigh_interrupt(
    compiled: CompiledInterrupt, values: Mapping[str, SlotValue], *, running: bool, taken: str | None
) -> Candidate:
    """An interrupt; one whose protocol is already `running` does not fire again."""
    inputs = compiled.guard.inputs(values)
    if not compiled.guard.holds(values):
        verdict, why = "not_met", f"the guard does not hold: {_said(inputs)}"
    elif running:
        verdict, why = "not_met", f"{compiled.interrupt.to} is already running"
    elif taken is not None:
        verdict, why = "outranked", f"the guard holds, and {taken} comes first"
    else:
        verdict, why = "taken", f"the guard holds: {_said(inputs)}"
    return Candidate(
        edge=compiled.id,
        kind="interrupt",
        to=compiled.interrupt.to,
        verdict=verdict,
        why=why,
        guard=compiled.guard.source,
        inputs=inputs,
        priority=compiled.interrupt.priority,
    )


def weigh_stay(node: str, *, taken: str | None) -> Candidate:
    """Staying where one is."""
    verdict, why = ("taken", "no edge can be taken yet") if taken is None else ("outranked", f"{taken} comes first")
    return Candidate(edge="stay", kind="stay", to=node, verdict=verdict, why=why)


def _plain(
    compiled: CompiledEdge, kind: str, verdict: str, why: str, *, inputs: dict[str, SlotValue] | None = None
) -> Candidate:
    return Candidate(
        edge=compiled.id,
        kind=kind,
        to=compiled.edge.to,
        verdict=verdict,
        why=why,
        guard=compiled.edge.when,
        inputs=inputs or {},
        priority=compiled.edge.priority,
    )


def _said(inputs: Mapping[str, SlotValue]) -> str:
    return ", ".join(f"{name} = {_word(value)}" for name, value in inputs.items()) or "it reads nothing"


def _word(value: SlotValue) -> str:
    match value:
        case None:
            return "null"
        case bool():
            return "true" if value else "false"
        case _:
            return str(value)
