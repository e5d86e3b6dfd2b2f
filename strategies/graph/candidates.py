"""What becomes of one edge that could be taken: verdict and why, in words."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from enum import StrEnum

from memory.record.session import Answer, Candidate, SlotValue
from strategies.graph.protocol import Abstain, Question, StateReached
from strategies.graph.release import CompiledEdge, CompiledInterrupt
from strategies.graph.state import REACHED


class Occasion(StrEnum):
    """Why a node's edges are weighed.

    TURN: the client spoke. RETURNED: the protocol it called has ended. PASSED: all it collects is known. FULL: it may
    not be entered again, so only the edge of an exhausted budget counts. OPENING and CLOSING: a course stands at the
    node, and a session opens or has ended; at a closing it waits where it stands unless a gate lets it on.
    """

    TURN = "turn"
    RETURNED = "returned"
    PASSED = "passed"
    FULL = "full"
    OPENING = "opening"
    CLOSING = "closing"


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
        match self.occasion:
            case Occasion.TURN:
                return self.most is not None and self.turns >= self.most
            case Occasion.CLOSING:
                return False
            case _:
                return True

    def not_yet(self) -> str:
        """Why the budget is not used up, in words."""
        if self.occasion is Occasion.CLOSING:
            return "it waits here until the next session opens"
        if self.most is None:
            return f"{self.turns} without a bound client turns used here"
        return f"{self.turns} of {self.most} client turns used here"

    def early_words(self) -> str:
        """Why it is too early, in words."""
        return f"{self.turns} of at least {self.least} client turns here"


def weigh_guarded(
    compiled: CompiledEdge,
    values: Mapping[str, SlotValue],
    *,
    standing: Standing,
    full: str | None,
    taken: str | None,
    opened: bool = False,
) -> Candidate:
    """A deterministic edge. `full` says why its node may not be entered again; `taken` names the edge already taken.

    `opened`: a clinician has opened its gate.
    """
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
    elif edge.gate is not None and not opened:
        verdict, why = "gated", f"the guard holds, and a {edge.gate} has to open the gate"
    elif full is not None:
        verdict, why = "not_met", full
    elif taken is not None:
        verdict, why = "outranked", f"the guard holds, and {taken} comes first"
    else:
        verdict, why = "taken", f"the guard holds: {_said(inputs)}"
    return _plain(compiled, "deterministic", verdict, why, inputs={**inputs, **_gate(compiled, opened=opened)})


def weigh_state(edge: Candidate, reached: StateReached, bar: Abstain, answer: Answer | None) -> Candidate:
    """An edge that would lead on from a node that asks whether its state was reached: on with a sure, quoted yes."""
    if answer is None:
        why = f"{edge.why}, and nobody has answered whether the intended state was reached"
        return replace(edge, verdict="not_reached", why=why, threshold=reached.min_p)
    short = _short(answer, bar, wanted=REACHED, min_p=reached.min_p)
    if short is None and not answer.quote:
        short = ("abstained", "no words of the client show it")
    if short is None:
        verdict, why = "taken", f"{edge.why}, and the intended state was reached: “{answer.quote}”"
    else:
        verdict, why = short[0], f"{edge.why}, but the intended state is not established: {short[1]}"
    return replace(
        edge,
        verdict=verdict,
        why=why,
        inputs={**edge.inputs, "state.reached": answer.choice, "state.quote": answer.quote or None},
        p=_wanted(answer, REACHED),
        mass=answer.mass,
        threshold=reached.min_p,
    )


def weigh_semantic(compiled: CompiledEdge, question: Question, answer: Answer, *, opened: bool = False) -> Candidate:
    """A semantic edge whose question has an answer; below mass, margin or `min_p` it abstains, it never guesses."""
    ask = compiled.edge.ask
    if ask is None:
        return unasked(compiled, verdict="not_met", why="the edge asks nothing")
    short = _short(answer, question.abstain, wanted=ask.is_, min_p=ask.min_p)
    if short is not None:
        verdict, why = short
    elif compiled.edge.gate is not None and not opened:
        verdict, why = "gated", f"the answer is {answer.choice}, and a {compiled.edge.gate} has to open the gate"
    else:
        verdict, why = "taken", f"the answer is {answer.choice}"
    candidate = unasked(compiled, verdict=verdict, why=why)
    return replace(candidate, p=_wanted(answer, ask.is_), mass=answer.mass, inputs=_gate(compiled, opened=opened))


def _wanted(answer: Answer, option: str) -> float | None:
    """The probability of the option that an edge wants."""
    return (answer.probabilities or {}).get(option, answer.p if answer.choice == option else None)


def _short(answer: Answer, bar: Abstain, *, wanted: str, min_p: float | None) -> tuple[str, str] | None:
    """Verdict and reason when the answer is not what is wanted, or not sure enough; None when it is."""
    best = sorted((answer.probabilities or {}).values(), reverse=True)
    margin = best[0] - best[1] if len(best) > 1 else None
    p = _wanted(answer, wanted)
    if answer.choice is None:
        return "abstained", "the decider gave no answer"
    if answer.mass is not None and answer.mass < bar.min_mass:
        return "abstained", f"mass {answer.mass:.2f} is under {bar.min_mass:.2f}"
    if margin is not None and margin < bar.min_margin:
        return "abstained", f"margin {margin:.2f} is under {bar.min_margin:.2f}"
    if answer.choice != wanted:
        return "not_met", f"the answer is {answer.choice}, not {wanted}"
    if min_p is not None and (p is None or p < min_p):
        said = "unknown" if p is None else f"{p:.2f}"
        return "abstained", f"the probability of {wanted} is {said}; the edge asks for {min_p:.2f}"
    return None


def unasked(compiled: CompiledEdge, *, verdict: str, why: str) -> Candidate:
    """A semantic edge without an answer. The guard text is the question's id and the option wanted."""
    ask = compiled.edge.ask
    plain = _plain(compiled, "semantic", verdict, why)
    if ask is None:
        return plain
    return replace(plain, guard=f"{ask.question} is {ask.is_}", threshold=ask.min_p)


def weigh_exhausted(compiled: CompiledEdge, *, standing: Standing, taken: str | None) -> Candidate:
    """The edge of an exhausted budget."""
    if taken is not None:
        verdict, why = "outranked", f"{taken} comes first"
    elif not standing.exhausted:
        verdict, why = "not_reached", standing.not_yet()
    else:
        why = {
            Occasion.TURN: standing.not_yet(),
            Occasion.CLOSING: standing.not_yet(),
            Occasion.RETURNED: "the protocol it called has ended",
            Occasion.PASSED: "all that the node collects is known",
            Occasion.FULL: "the node's visits are used up",
            Occasion.OPENING: "a session opens, and nothing else leads on",
        }[standing.occasion]
        verdict = "taken"
    return _plain(compiled, "exhausted", verdict, why)


def weigh_interrupt(
    compiled: CompiledInterrupt,
    values: Mapping[str, SlotValue],
    *,
    running: bool,
    taken: str | None,
    held: str | None = None,
) -> Candidate:
    """An interrupt; one whose protocol is already `running` does not fire again. `held` says why it has to wait."""
    inputs = compiled.guard.inputs(values)
    if not compiled.guard.holds(values):
        verdict, why = "not_met", f"the guard does not hold: {_said(inputs)}"
    elif running:
        verdict, why = "not_met", f"{compiled.interrupt.to} is already running"
    elif held is not None:
        verdict, why = "not_met", held
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


def passed_by(compiled: CompiledEdge, *, taken: str) -> Candidate:
    """An edge that was not weighed, because an interrupt came first."""
    return _plain(compiled, compiled.kind, "not_reached", f"{taken} comes first")


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


def _gate(compiled: CompiledEdge, *, opened: bool) -> dict[str, SlotValue]:
    return {} if compiled.edge.gate is None else {f"gate.{compiled.edge.gate}": opened}


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
