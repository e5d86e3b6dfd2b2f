"""Where a session goes after a client's words: pure, so that a stored snapshot replays exactly.

Order: interrupts by priority -> deterministic edges -> semantic edges -> exhausted -> stay.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Final

from memory.record.session import Candidate, Frame, SlotValue
from strategies.graph.candidates import (
    Occasion,
    Standing,
    unasked,
    weigh_exhausted,
    weigh_guarded,
    weigh_interrupt,
    weigh_semantic,
    weigh_stay,
)
from strategies.graph.errors import ReleaseMismatch, RouteDidNotSettle
from strategies.graph.library import Library
from strategies.graph.protocol import Node, NodeKind, SlotScope, Text
from strategies.graph.release import CompiledEdge, CompiledInterrupt, CompiledProtocol

MAX_STACK: Final = 16
MAX_STEPS: Final = 500


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """What a decider made of a question. `probabilities` over the options sum to 1; None from a rung without any.

    `p` is the probability of `choice`; `mass` the share of the whole distribution that fell on any option.
    """

    question: str
    choice: str | None
    p: float | None = None
    probabilities: Mapping[str, float] | None = None
    mass: float | None = None
    why: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class RiskView:
    """What guards may know of risk. `level` 0 to 6."""

    unscreened_event: bool = False
    level: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class SemanticQuestion:
    """The one question whose answer could still change the route."""

    id: str
    protocol: str
    text: Text
    options: Mapping[str, Text]
    min_mass: float
    min_margin: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """One decision: from `node` of `protocol` to `to`, by edge `taken` (or "stay"), with every candidate."""

    protocol: str
    node: str
    to: str
    taken: str
    candidates: tuple[Candidate, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Routed:
    """Where the session stands now.

    `completed` names the protocols that reached an end, in order. `ended`: the bottom one did; its frame stays on the
    stack, at the end node, so that its closing line can be spoken. `needs`: ask it, then call `route` again with the
    *same* stack and the answer.
    """

    stack: tuple[Frame, ...]
    steps: tuple[Step, ...] = field(default=())
    ended: bool = False
    completed: tuple[str, ...] = ()
    needs: SemanticQuestion | None = None


def enter(library: Library, protocol_id: str, *, turn: int) -> tuple[Frame, ...]:
    """The opening stack of a session, before anybody has spoken. Raises: UnknownProtocol."""
    walk = _Walk(library, [], {}, {}, RiskView(), turn)
    walk.push(protocol_id)
    walk.settle()
    return tuple(walk.frames)


def route(
    library: Library,
    stack: tuple[Frame, ...],
    *,
    slots: Mapping[str, SlotValue],
    answers: Mapping[str, Answer],
    risk: RiskView,
    turn: int,
) -> Routed:
    """One client turn, number `turn` of the session, after its slots were read; counts it in the current frame.

    A protocol that is entered here sees no session slots that were known before it. A turn that an interrupt takes
    counts in no frame. Raises: UnknownProtocol, UnknownNode, ReleaseMismatch, RouteDidNotSettle.
    """
    walk = _Walk(library, list(stack), slots, answers, risk, turn)
    for frame in stack:
        walk.check(frame)
    if not stack or walk.node.kind is NodeKind.END:
        return Routed(stack=stack, ended=True)
    if walk.interrupt() or walk.speak_to():
        walk.settle()
    return Routed(
        stack=tuple(walk.frames),
        steps=tuple(walk.steps),
        ended=walk.ended,
        completed=tuple(walk.completed),
        needs=walk.needs,
    )


@dataclass(slots=True)
class _Walk:
    """One routing under way.

    `entered` holds the depths of the frames it pushed, `weighed` the interrupts that did not fire.
    """

    library: Library
    frames: list[Frame]
    slots: Mapping[str, SlotValue]
    answers: Mapping[str, Answer]
    risk: RiskView
    turn: int
    steps: list[Step] = field(default_factory=list[Step])
    completed: list[str] = field(default_factory=list[str])
    entered: set[int] = field(default_factory=set[int])
    passed: set[tuple[str, str]] = field(default_factory=set[tuple[str, str]])
    weighed: tuple[Candidate, ...] = ()
    needs: SemanticQuestion | None = None
    ended: bool = False

    @property
    def frame(self) -> Frame:
        return self.frames[-1]

    @property
    def compiled(self) -> CompiledProtocol:
        return self.library.get_known(self.frame.protocol)

    @property
    def node(self) -> Node:
        return self.compiled.node(self.frame.node)

    def check(self, frame: Frame) -> None:
        """Refuses a frame that the library cannot route."""
        compiled = self.library.get_known(frame.protocol)
        if compiled.release != frame.release:
            raise ReleaseMismatch(frame.protocol, frame=frame.release, library=compiled.release)
        compiled.node(frame.node)

    def push(self, protocol: str) -> None:
        """Enters a protocol at its start."""
        compiled = self.library.get_known(protocol)
        if len(self.frames) >= MAX_STACK:
            raise RouteDidNotSettle(protocol, compiled.protocol.start)
        start = compiled.protocol.start
        self.entered.add(len(self.frames))
        self.frames.append(
            Frame(
                protocol=protocol,
                release=compiled.release,
                node=start,
                visits={start: 1},
                entered_turn=self.turn,
            )
        )

    def speak_to(self) -> bool:
        """Counts the client turn in the current frame and weighs its edges; whether it moved."""
        self.frames[-1] = replace(self.frame, turns=self.frame.turns + 1)
        return self.decide(Occasion.TURN)

    def interrupt(self) -> bool:
        """Tries the interrupts of every protocol on the stack; pushes the frame of the first that fires."""
        running = {frame.protocol for frame in self.frames}
        declared: list[tuple[CompiledInterrupt, int]] = []
        seen: set[str] = set()
        for depth, frame in enumerate(self.frames):
            if frame.protocol not in seen:
                seen.add(frame.protocol)
                declared.extend((each, depth) for each in self.library.get_known(frame.protocol).interrupts)
        declared.sort(key=lambda each: -each[0].interrupt.priority)
        candidates: list[Candidate] = []
        taken: CompiledInterrupt | None = None
        for each, depth in declared:
            candidate = weigh_interrupt(
                each,
                self.values(depth),
                running=each.interrupt.protocol in running,
                taken=taken.id if taken is not None else None,
            )
            candidates.append(candidate)
            if candidate.verdict == "taken":
                taken = each
        if taken is None:
            self.weighed = tuple(candidates)
            return False
        edges = [
            Candidate(
                edge=each.id,
                kind=each.kind,
                to=each.edge.to,
                verdict="not_reached",
                why=f"{taken.id} comes first",
                guard=each.edge.when,
                priority=each.edge.priority,
            )
            for each in self.compiled.edges[self.frame.node]
        ]
        stay = weigh_stay(self.frame.node, taken=taken.id)
        self._step(taken.interrupt.to, taken.id, (*candidates, *edges, stay))
        self.push(taken.interrupt.protocol)
        return True

    def decide(self, occasion: Occasion, *, at: str | None = None) -> bool:
        """Weighs the edges of the current node (or of `at`, which is passed over); moves; whether it moved."""
        name = at or self.frame.node
        node = self.compiled.node(name)
        turns = node.turns
        standing = Standing(
            occasion=occasion,
            turns=self.frame.turns,
            least=turns.min if turns is not None else 1,
            most=turns.max if turns is not None else None,
        )
        values = self.values(len(self.frames) - 1)
        candidates = list(self.weighed) if occasion is Occasion.TURN else []
        chosen: CompiledEdge | None = None
        for each in self.compiled.edges[name]:
            taken = chosen.id if chosen is not None else None
            full = self._full(each.edge.to)
            if each.edge.ask is not None:
                candidate = self._weigh_semantic(
                    each, each.edge.ask.question, standing=standing, blocked=full or _first(taken)
                )
            elif each.edge.after is not None:
                candidate = weigh_exhausted(each, standing=standing, taken=taken)
            else:
                candidate = weigh_guarded(each, values, standing=standing, full=full, taken=taken)
            candidates.append(candidate)
            if candidate.verdict == "taken":
                chosen = each
        candidates.append(weigh_stay(name, taken=chosen.id if chosen is not None else None))
        asked = tuple(q for q in _questions(node) if q in self.answers and q not in self.frame.asked)
        if chosen is None:
            self.frames[-1] = replace(self.frame, asked=(*self.frame.asked, *asked))
            self._step(name, "stay", tuple(candidates), node=name)
            return False
        self._step(chosen.edge.to, chosen.id, tuple(candidates), node=name)
        if self._full(chosen.edge.to) is not None:
            return self.decide(Occasion.FULL, at=chosen.edge.to)
        visits = {**self.frame.visits, chosen.edge.to: self.frame.visits.get(chosen.edge.to, 0) + 1}
        self.frames[-1] = replace(self.frame, node=chosen.edge.to, turns=0, visits=visits, asked=())
        return True

    def settle(self) -> None:
        """After a move: enters called protocols, leaves ended ones, passes over what is skippable and known."""
        while True:
            node = self.node
            if node.kind is NodeKind.END:
                self.completed.append(self.frame.protocol)
                if len(self.frames) == 1:
                    self.ended = True
                    return
                self.entered.discard(len(self.frames) - 1)
                self.frames.pop()
                if self.node.kind is not NodeKind.CALL or not self.decide(Occasion.RETURNED):
                    return
            elif node.call is not None:
                self.push(node.call.protocol)
            elif not self._passes(node) or not self.decide(Occasion.PASSED):
                return

    def values(self, depth: int) -> dict[str, SlotValue]:
        """What guards of the frame at `depth` may read; unset and ill-typed values are None."""
        frame = self.frames[depth]
        compiled = self.library.get_known(frame.protocol)
        fresh = depth in self.entered
        given, taken_back = self._passed_in(depth), _returned(compiled.node(frame.node))
        values: dict[str, SlotValue] = {}
        for name, slot in compiled.protocol.slots.items():
            value = None if fresh and slot.scope is SlotScope.SESSION else self.slots.get(name)
            if value is None and name in given:
                value = self.slots.get(given[name])
            if value is None and name in taken_back:
                value = self.slots.get(taken_back[name])
            values[name] = value if slot.admits(value) else None
        values["risk.unscreened_event"] = self.risk.unscreened_event
        values["risk.level"] = self.risk.level
        values["frame.turns"] = frame.turns
        return values

    def _passed_in(self, depth: int) -> Mapping[str, str]:
        """Slots that the caller hands to the protocol at `depth`: its slot -> the caller's."""
        if depth == 0:
            return {}
        caller = self.frames[depth - 1]
        call = self.library.get_known(caller.protocol).node(caller.node).call
        return call.with_ if call is not None else {}

    def _passes(self, node: Node) -> bool:
        """Whether the node may be passed over: skippable, all it collects known, and not passed before."""
        here = (self.frame.protocol, self.frame.node)
        if not node.skippable or not node.collects or here in self.passed:
            return False
        values = self.values(len(self.frames) - 1)
        if any(values.get(name) is None for name in node.collects):
            return False
        self.passed.add(here)
        return True

    def _full(self, to: str) -> str | None:
        """Why the node may not be entered again, or None."""
        visits = self.compiled.node(to).visits
        entered = self.frame.visits.get(to, 0)
        if visits is None or entered < visits.max:
            return None
        return f"{to} was entered {entered} of {visits.max} times"

    def _weigh_semantic(
        self, compiled: CompiledEdge, question_id: str, *, standing: Standing, blocked: str | None
    ) -> Candidate:
        question = self.compiled.protocol.questions[question_id]
        answer = self.answers.get(question_id)
        if standing.occasion is not Occasion.TURN:
            blocked = "the client did not speak to this node"
        elif blocked is None and standing.too_early:
            blocked = standing.early_words()
        if blocked is not None:
            return unasked(compiled, verdict="not_reached", why=blocked)
        if answer is not None:
            return weigh_semantic(
                compiled,
                question,
                choice=answer.choice,
                p=answer.p,
                probabilities=answer.probabilities or {},
                mass=answer.mass,
            )
        if self.frame.asked:
            why = f"{self.frame.asked[0]} was asked in this visit"
            return unasked(compiled, verdict="abstained", why=why)
        if self.needs is None:
            self.needs = SemanticQuestion(
                id=question_id,
                protocol=self.frame.protocol,
                text=question.text,
                options=question.options,
                min_mass=question.abstain.min_mass,
                min_margin=question.abstain.min_margin,
            )
        return unasked(compiled, verdict="not_reached", why=f"{question_id} has no answer yet")

    def _step(self, to: str, taken: str, candidates: tuple[Candidate, ...], *, node: str | None = None) -> None:
        here = node or self.frame.node
        if len(self.steps) >= MAX_STEPS:
            raise RouteDidNotSettle(self.frame.protocol, here)
        self.steps.append(Step(protocol=self.frame.protocol, node=here, to=to, taken=taken, candidates=candidates))


def _first(taken: str | None) -> str | None:
    return None if taken is None else f"{taken} comes first"


def _returned(node: Node) -> Mapping[str, str]:
    return node.call.returns if node.call is not None else {}


def _questions(node: Node) -> tuple[str, ...]:
    """The questions of the node's edges, once each, in file order."""
    return tuple(dict.fromkeys(edge.ask.question for edge in node.edges if edge.ask is not None))
