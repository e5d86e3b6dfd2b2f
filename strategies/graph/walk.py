"""One routing under way: frames that are pushed, moved and left, and every decision on the way."""

from dataclasses import dataclass, field, replace
from typing import Final

from memory.record.session import Answer, Candidate, Frame, RouteInputs, SlotValue
from strategies.graph.candidates import (
    Occasion,
    Standing,
    passed_by,
    unasked,
    weigh_exhausted,
    weigh_guarded,
    weigh_interrupt,
    weigh_semantic,
    weigh_state,
    weigh_stay,
)
from strategies.graph.errors import ReleaseMismatch, RouteDidNotSettle
from strategies.graph.library import Library
from strategies.graph.protocol import Abstain, Call, Level, Node, NodeKind, StateReached
from strategies.graph.release import CompiledEdge, CompiledInterrupt, CompiledProtocol
from strategies.graph.routed import Returned, Routed, SemanticQuestion, Step
from strategies.graph.state import STATE_OPTIONS, state_question
from strategies.graph.values import Values, handed_back, handed_in, heard, readable

MAX_STACK: Final = 16
MAX_STEPS: Final = 500


@dataclass(slots=True, kw_only=True)
class Walk:
    """`lasting` are the patient's values; `weighed` the interrupts that did not fire; `passed` what was skipped."""

    library: Library
    frames: list[Frame]
    lasting: dict[str, SlotValue]
    given: RouteInputs
    turn: int
    steps: list[Step] = field(default_factory=list[Step])
    completed: list[str] = field(default_factory=list[str])
    left: dict[str, Values] = field(default_factory=dict[str, Values])
    returned: list[Returned] = field(default_factory=list[Returned])
    passed: set[tuple[str, str]] = field(default_factory=set[tuple[str, str]])
    weighed: tuple[Candidate, ...] = ()
    needs: SemanticQuestion | None = None
    ended: bool = False
    discharged: bool = False
    escalates: str | None = None
    came_back: bool = False

    @property
    def frame(self) -> Frame:
        """The current frame."""
        return self.frames[-1]

    @property
    def compiled(self) -> CompiledProtocol:
        """Its protocol."""
        return self.library.get_known(self.frame.protocol)

    @property
    def node(self) -> Node:
        """Where it stands."""
        return self.compiled.node(self.frame.node)

    @property
    def at_course(self) -> bool:
        """Whether a course is on top: between two sessions."""
        return self.compiled.protocol.protocol.level is Level.COURSE

    def routed(self) -> Routed:
        """What the walk came to."""
        steps = [replace(self.steps[0], inputs=self.given), *self.steps[1:]] if self.steps else []
        return Routed(
            stack=tuple(self.frames),
            steps=tuple(steps),
            ended=self.ended,
            completed=tuple(self.completed),
            needs=self.needs,
            left=self.left,
            discharged=self.discharged,
            escalates=self.escalates,
            returned=tuple(self.returned),
        )

    def check(self, frame: Frame) -> None:
        """Refuses a frame that the library cannot route."""
        compiled = self.library.get_known(frame.protocol)
        if compiled.release != frame.release:
            raise ReleaseMismatch(frame.protocol, frame=frame.release, library=compiled.release)
        compiled.node(frame.node)

    # ---- values ---------------------------------------------------------------------------------------------------

    def hear(self, slots: Values) -> None:
        """Files what was read with the frame on top; what lasts is the patient's."""
        own, lasting = heard(self.compiled, slots)
        self.frames[-1] = replace(self.frame, slots={**self.frame.slots, **own})
        self.lasting.update(lasting)

    def values(self, depth: int) -> dict[str, SlotValue]:
        """What guards of the frame at `depth` may read."""
        frame = self.frames[depth]
        return readable(self.library.get_known(frame.protocol), frame, self.lasting, self.given)

    def _hand_back(self, call: Call, values: Values) -> None:
        """Files what the called protocol returns with the frame on top, its caller."""
        kept = dict(self.frame.slots)
        for each in handed_back(self.compiled, self.library.get_known(call.protocol), call, values):
            if not each.lasts:
                kept[each.slot] = each.value
                continue
            self.lasting[each.slot] = each.value
            self.returned.append(
                Returned(
                    protocol=self.frame.protocol,
                    slot=each.slot,
                    value=each.value,
                    of_protocol=call.protocol,
                    of_slot=each.of_slot,
                )
            )
        self.frames[-1] = replace(self.frame, slots=kept)

    # ---- frames ---------------------------------------------------------------------------------------------------

    def push(self, protocol: str, *, call: Call | None = None) -> None:
        """Enters a protocol at its start."""
        compiled = self.library.get_known(protocol)
        start = compiled.protocol.start
        if len(self.frames) >= MAX_STACK:
            raise RouteDidNotSettle(protocol, start)
        self.frames.append(
            Frame(
                protocol=protocol,
                release=compiled.release,
                node=start,
                visits={start: 1},
                entered_turn=self.turn,
                slots={} if call is None else handed_in(compiled, call, self.values(len(self.frames) - 1)),
            )
        )

    def speak_to(self) -> bool:
        """Counts the client turn in the current frame and weighs its edges; whether it moved."""
        self.frames[-1] = replace(self.frame, turns=self.frame.turns + 1)
        return self.decide(Occasion.TURN)

    def settle(self, *, between: Occasion) -> None:
        """After a move: enters called protocols, leaves ended ones, passes over what is skippable and known.

        `between` says when the gates of a course are weighed: OPENING or CLOSING.
        """
        while True:
            node = self.node
            if node.kind is NodeKind.END:
                if not self._leave():
                    return
            elif node.call is not None:
                self.push(node.call.protocol, call=node.call)
            elif self.at_course:
                if not self.decide(between):
                    return
            elif not self._passes(node) or not self.decide(Occasion.PASSED):
                return

    def _leave(self) -> bool:
        """The protocol on top has ended; whether there is more to settle."""
        depth = len(self.frames) - 1
        ended = self.frame
        values = self.values(depth)
        self.completed.append(ended.protocol)
        self.left[ended.protocol] = {name: values[name] for name in self.compiled.protocol.slots}
        if depth == 0:
            self.ended, self.discharged = True, self.at_course
            return False
        self.frames.pop()
        call = self.node.call
        if call is None or call.protocol != ended.protocol:
            self._come_back()
            self.ended = self.node.kind is NodeKind.END
            return False
        self._hand_back(call, values)
        if not self.at_course:
            return self.decide(Occasion.RETURNED)
        self._after_session()
        self.frames.append(ended)
        return False

    def _after_session(self) -> None:
        """Moves the course on, to the next session to hold, to a gate that waits, or to its end."""
        self.ended = True
        occasion = Occasion.RETURNED
        while self.decide(occasion) and self.node.kind is NodeKind.GATE:
            occasion = Occasion.CLOSING
        if self.node.kind is NodeKind.END:
            self.completed.append(self.frame.protocol)
            self.discharged = True

    def _come_back(self) -> None:
        """An interrupt's protocol has ended: what the node that it broke into asks for."""
        self.came_back = True
        reentry = self.node.reentry
        if reentry is None:
            return
        if reentry.same_session == "restart":
            asked = {name: value for name, value in self.frame.slots.items() if name not in self.node.collects}
            self.frames[-1] = replace(self.frame, asked=(), slots=asked)
        elif reentry.same_session == "escalate":
            self.escalates = self.frame.node

    # ---- decisions ------------------------------------------------------------------------------------------------

    def interrupts(self) -> bool:
        """Takes interrupts until none fires, each into the protocol that the one before entered; whether one did."""
        fired = False
        while self.interrupt():
            self.settle(between=Occasion.CLOSING)
            fired = True
        return fired

    def interrupt(self) -> bool:
        """Tries the interrupts of every protocol on the stack; pushes the frame of the first that fires.

        One whose protocol runs, or has just ended, waits; so does one beside which a more urgent one is running.
        """
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
        for place, (each, depth) in enumerate(declared):
            before = [other.interrupt.protocol for other, at in declared[:place] if at == depth]
            candidate = weigh_interrupt(
                each,
                self.values(depth),
                running=each.interrupt.protocol in running,
                held=_held(each.interrupt.protocol, before, running=running, completed=self.completed),
                taken=taken.id if taken is not None else None,
            )
            candidates.append(candidate)
            if candidate.verdict == "taken":
                taken = each
        if taken is None:
            self.weighed = tuple(candidates)
            return False
        edges = [passed_by(each, taken=taken.id) for each in self.compiled.edges[self.frame.node]]
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
        state_asked = False
        for each in self.compiled.edges[name]:
            taken = chosen.id if chosen is not None else None
            full = self._full(each.edge.to)
            opened = f"{self.frame.protocol}/{each.id}" in self.given.gates
            if each.edge.ask is not None:
                blocked = full or (None if taken is None else f"{taken} comes first")
                if blocked is None and state_asked:
                    blocked = "the one question of this turn was whether the intended state was reached"
                candidate = self._weigh_semantic(each, standing=standing, blocked=blocked, opened=opened)
            elif each.edge.after is not None:
                candidate = weigh_exhausted(each, standing=standing, taken=taken)
            else:
                candidate = weigh_guarded(each, values, standing=standing, full=full, taken=taken, opened=opened)
                reached = node.state_reached
                if candidate.verdict == "taken" and reached is not None and occasion is Occasion.TURN:
                    candidate, state_asked = self._weigh_state(candidate, name, reached), True
            candidates.append(candidate)
            if candidate.verdict == "taken":
                chosen = each
        candidates.append(weigh_stay(name, taken=chosen.id if chosen is not None else None))
        if chosen is None:
            answered = {answer.question for answer in self.given.answers} - set(self.frame.asked)
            asked = tuple(question for question in _questions(node) if question in answered)
            self.frames[-1] = replace(self.frame, asked=(*self.frame.asked, *asked))
            self._step(name, "stay", tuple(candidates), node=name)
            return False
        self._step(chosen.edge.to, chosen.id, tuple(candidates), node=name)
        if self._full(chosen.edge.to) is not None:
            return self.decide(Occasion.FULL, at=chosen.edge.to)
        visits = {**self.frame.visits, chosen.edge.to: self.frame.visits.get(chosen.edge.to, 0) + 1}
        self.frames[-1] = replace(self.frame, node=chosen.edge.to, turns=0, visits=visits, asked=())
        return True

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

    def _answer(self, question: str) -> Answer | None:
        return next((answer for answer in self.given.answers if answer.question == question), None)

    def _weigh_state(self, candidate: Candidate, node: str, reached: StateReached) -> Candidate:
        """An edge that would lead on, once it is known whether the node's intended state was reached."""
        question = state_question(node)
        answer, bar = self._answer(question), Abstain()
        if answer is None and self.needs is None:
            self.needs = SemanticQuestion(
                id=question,
                protocol=self.frame.protocol,
                text=reached.question,
                options=STATE_OPTIONS,
                min_mass=bar.min_mass,
                min_margin=bar.min_margin,
                wants_quote=True,
            )
        return weigh_state(candidate, reached, bar, answer)

    def _weigh_semantic(
        self, compiled: CompiledEdge, *, standing: Standing, blocked: str | None, opened: bool
    ) -> Candidate:
        name = compiled.edge.ask.question if compiled.edge.ask is not None else ""
        question, answer = self.compiled.protocol.questions[name], self._answer(name)
        if standing.occasion is not Occasion.TURN:
            blocked = "the client did not speak to this node"
        elif blocked is None and standing.too_early:
            blocked = standing.early_words()
        if blocked is not None:
            return unasked(compiled, verdict="not_reached", why=blocked)
        if answer is not None:
            return weigh_semantic(compiled, question, answer, opened=opened)
        if self.frame.asked:
            why = f"{self.frame.asked[0]} was asked in this visit"
            return unasked(compiled, verdict="abstained", why=why)
        if self.needs is None:
            self.needs = SemanticQuestion(
                id=name,
                protocol=self.frame.protocol,
                text=question.text,
                options=question.options,
                min_mass=question.abstain.min_mass,
                min_margin=question.abstain.min_margin,
            )
        return unasked(compiled, verdict="not_reached", why=f"{name} has no answer yet")

    def _step(self, to: str, taken: str, candidates: tuple[Candidate, ...], *, node: str | None = None) -> None:
        here = node or self.frame.node
        if len(self.steps) >= MAX_STEPS:
            raise RouteDidNotSettle(self.frame.protocol, here)
        self.steps.append(Step(protocol=self.frame.protocol, node=here, to=to, taken=taken, candidates=candidates))


def _held(protocol: str, before: list[str], *, running: set[str], completed: list[str]) -> str | None:
    """Why an interrupt waits though its protocol is not running; `before` are those more urgent ones lead to."""
    if protocol in completed:
        return f"{protocol} has just ended"
    urgent = next((other for other in before if other in running), None)
    return None if urgent is None else f"{urgent} is running and is more urgent"


def _questions(node: Node) -> tuple[str, ...]:
    """The questions of the node's edges, once each, in file order."""
    return tuple(dict.fromkeys(edge.ask.question for edge in node.edges if edge.ask is not None))
