"""A client who says anything at all: walks sessions and courses through `route`, everything drawn from one `Random`."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from random import Random

from pydantic import TypeAdapter

from memory.record.session import Answer, Frame, SlotValue
from strategies.graph.findings import Bounds
from strategies.graph.library import Library
from strategies.graph.protocol import Slot, SlotScope, SlotType
from strategies.graph.route import begin, route
from strategies.graph.routed import RiskView, Routed, SemanticQuestion
from strategies.risk.paths import OWN

FRAMES: TypeAdapter[tuple[Frame, ...]] = TypeAdapter(tuple[Frame, ...])
SCREEN = "safety_screen"


@dataclass(frozen=True, slots=True, kw_only=True)
class Heard:
    """Everything that one turn gave to routing."""

    stack: tuple[Frame, ...]
    slots: Mapping[str, SlotValue]
    lasting: Mapping[str, SlotValue]
    answers: Mapping[str, Answer]
    risk: RiskView
    gates: frozenset[str]
    turn: int

    def routed(self, library: Library) -> Routed:
        """The turn, routed."""
        return route(
            library,
            self.stack,
            slots=self.slots,
            lasting=self.lasting,
            answers=self.answers,
            risk=self.risk,
            gates=self.gates,
            turn=self.turn,
        )


@dataclass(slots=True, kw_only=True)
class Client:
    """Draws what is said. `alarm_rate` is the share of turns that bring an alarm nobody has screened yet."""

    rng: Random
    alarm_rate: float = 0.03
    silence: float = 0.3

    def value(self, slot: Slot) -> SlotValue:
        """A value, now and then none, now and then one that the slot cannot hold."""
        if self.rng.random() < self.silence:
            return None
        match slot.type:
            case SlotType.BOOL:
                return self.rng.random() < 0.5
            case SlotType.ENUM:
                return self.rng.choice((*slot.values, "nonsense"))
            case SlotType.INT:
                low, high = slot.range or (0, 10)
                return self.rng.randint(int(low) - 1, int(high) + 1)
            case SlotType.FLOAT:
                low, high = slot.range or (0, 10)
                return self.rng.uniform(low - 1, high + 1)
            case SlotType.DATE:
                return "2026-03-02"
            case SlotType.TEXT:
                return self.rng.choice(("by the river", ""))

    def answer(self, question: SemanticQuestion) -> Answer:
        """An answer with shares, mass and, mostly, words that show it; now and then the decider is silent."""
        options = sorted(question.options)
        if self.rng.random() < 0.1:
            return Answer(question=question.id, choice=None)
        choice = self.rng.choice(options)
        p = self.rng.uniform(1 / len(options), 1)
        rest = (1 - p) / (len(options) - 1)
        return Answer(
            question=question.id,
            choice=choice,
            p=p,
            probabilities={option: p if option == choice else rest for option in options},
            mass=self.rng.random(),
            quote=self.rng.choice(("", "by the river")),
        )


@dataclass(slots=True, kw_only=True)
class Walk:
    """One session under way, and what is on record of it."""

    library: Library
    client: Client
    stack: tuple[Frame, ...]
    lasting: dict[str, SlotValue] = field(default_factory=dict[str, SlotValue])
    gates: frozenset[str] = frozenset()
    turn: int = 0
    fired: int = 0
    alarmed: bool = False

    def hear(self) -> Heard:
        """The client speaks; what routing is given, its question answered."""
        self.turn += 1
        top = self.stack[-1]
        compiled = self.library.get_known(top.protocol)
        slots = {name: self.client.value(compiled.protocol.slots[name]) for name in compiled.node(top.node).collects}
        screening = any(frame.protocol in OWN | {SCREEN} for frame in self.stack)
        self.alarmed = self.alarmed or (not screening and self.client.rng.random() < self.client.alarm_rate)
        heard = Heard(
            stack=self.stack,
            slots=slots,
            lasting=dict(self.lasting),
            answers={},
            risk=RiskView(unscreened_event=self.alarmed, level=self.client.rng.randint(0, 6)),
            gates=self.gates,
            turn=self.turn,
        )
        asked = heard.routed(self.library).needs
        if asked is None:
            return heard
        return Heard(
            stack=heard.stack,
            slots=slots,
            lasting=heard.lasting,
            answers={asked.id: self.client.answer(asked)},
            risk=heard.risk,
            gates=heard.gates,
            turn=heard.turn,
        )

    def keep(self, heard: Heard, routed: Routed) -> None:
        """What the store would keep: the stack, values that last, a screen that has closed its event."""
        declared = self.library.get_known(self.stack[-1].protocol).protocol.slots
        for name, value in heard.slots.items():
            if declared[name].scope is SlotScope.PATIENT and declared[name].admits(value):
                self.lasting[name] = value
        for back in routed.returned:
            self.lasting[back.slot] = back.value
        if any(step.taken.startswith("interrupt:") for step in routed.steps):
            self.fired += 1
            self.alarmed = False
        self.stack = routed.stack


def opened(library: Library, protocol: str, client: Client) -> Walk | None:
    """A session that begins; none when nothing is to be held."""
    routed = begin(library, protocol)
    return None if routed.discharged else Walk(library=library, client=client, stack=routed.stack)


def turns_of(walk: Walk, *, most: int) -> Iterator[tuple[Heard, Routed]]:
    """The session, turn by turn, to its end. Raises: AssertionError when it takes more than `most` and its alarms."""
    while True:
        heard = walk.hear()
        routed = heard.routed(walk.library)
        assert routed.needs is None, f"{routed.needs} was answered, and is asked again"
        yield heard, routed
        walk.keep(heard, routed)
        if routed.ended:
            return
        assert walk.turn <= most + walk.fired * most, f"{walk.turn} turns, {walk.fired} interrupts, bound {most}"


def session_bound(bounds: Bounds, fired: int) -> int:
    """The longest that a session with so many interrupts may take."""
    assert bounds.max_turns is not None
    added = [turns for turns in bounds.max_interrupt_turns.values() if turns is not None]
    return bounds.max_turns + fired * max(added, default=0)
