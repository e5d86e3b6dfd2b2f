"""Laws of a session, on every shipped protocol: a slice of `make test-engine`, and the same engine driven by hand."""

from collections.abc import Callable
from dataclasses import replace
from random import Random

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from strategies.graph.check import bounds_of
from strategies.graph.errors import GraphError
from strategies.graph.library import Library
from strategies.graph.protocol import Level, NodeKind
from strategies.graph.walk import Walk as Router
from tests.properties.laws import assert_lawful, assert_safety_next
from tests.properties.sessions import hold_course, hold_session
from tests.properties.walker import FRAMES, Client, Heard, Walk, opened, session_bound

SHIPPED = Library.shipped()
SESSIONS = [name for name, each in SHIPPED.items() if each.protocol.protocol.level is not Level.COURSE]
COURSES = [name for name, each in SHIPPED.items() if each.protocol.protocol.level is Level.COURSE]


@pytest.mark.parametrize("protocol", SESSIONS)
def test_every_step_is_declared_budgets_hold_and_the_session_ends_within_its_compiled_bound(protocol: str) -> None:
    """Laws 1, 2, 4, 5: declared steps, the compiled bound, no node before its dominators, budgets."""
    assert [hold_session(SHIPPED.reach(protocol), protocol, seed=seed).turns > 0 for seed in range(6)] == [True] * 6


@pytest.mark.parametrize("course", COURSES)
def test_a_course_comes_to_its_end_within_its_number_of_sessions(course: str) -> None:
    """Law 2 for courses, whose gates a clinician opens now and then."""
    bound = bounds_of(SHIPPED[course].protocol, library=SHIPPED).max_sessions
    assert bound is not None
    for seed in range(3):
        assert 0 < hold_course(SHIPPED.reach(course), course, seed=seed, most=bound) <= bound


@pytest.mark.parametrize("protocol", [name for name in SESSIONS if name != "safety_screen"])
def test_an_alarm_leads_to_safety_next_wherever_the_session_stands(protocol: str) -> None:
    """Law 3. Every place that a few quiet sessions come to is left for a safety node by an alarm at that turn."""
    library = SHIPPED.reach(protocol)
    seen: set[tuple[str, str]] = set()
    for seed in range(4):
        walk = opened(library, protocol, Client(rng=Random(seed), alarm_rate=0))
        assert walk is not None
        while True:
            heard = walk.hear()
            places = tuple((frame.protocol, frame.node) for frame in heard.stack)
            top = library[places[-1][0]].node(places[-1][1])
            if top.kind is not NodeKind.SAFETY and "safety_screen" not in {name for name, _ in places}:
                seen.add(places[-1])
                alarmed = Heard(
                    stack=heard.stack,
                    slots=heard.slots,
                    lasting=heard.lasting,
                    answers={},
                    risk=type(heard.risk)(unscreened_event=True, level=1),
                    gates=frozenset(),
                    turn=heard.turn,
                )
                assert_safety_next(library, alarmed.routed(library))
            routed = heard.routed(library)
            walk.keep(heard, routed)
            if routed.ended:
                break
    asks = [node for node in SHIPPED[protocol].protocol.nodes.values() if node.kind not in SPEAKS_BY_ITSELF]
    assert seen or not asks


SPEAKS_BY_ITSELF = {NodeKind.SAFETY, NodeKind.END, NodeKind.CALL}


class Engine(RuleBasedStateMachine):
    """One session of any shipped protocol, in any order of turns, alarms, restarts and deliveries that come twice."""

    def __init__(self) -> None:
        super().__init__()
        self.walk: Walk | None = None
        self.bound = 0
        self.protocol = ""
        self.done = False
        self.last: Heard | None = None

    @initialize(protocol=st.sampled_from(SESSIONS), seed=st.integers(0, 2**32 - 1), silence=st.sampled_from([0.1, 0.9]))
    def open(self, protocol: str, seed: int, silence: float) -> None:
        """Begins."""
        library = SHIPPED.reach(protocol)
        self.walk = opened(library, protocol, Client(rng=Random(seed), alarm_rate=0, silence=silence))
        self.protocol = protocol

    @precondition(lambda self: not self.done)
    @rule(alarm=st.sampled_from([False, False, False, True]))
    def speak(self, alarm: bool) -> None:
        """One turn: lawful, and the same again when it is delivered twice (laws 7 and 8)."""
        assert self.walk is not None
        self.walk.alarmed = self.walk.alarmed or alarm
        heard = self.walk.hear()
        routed = heard.routed(self.walk.library)
        assert heard.routed(self.walk.library) == routed
        assert_lawful(self.walk.library, heard, routed)
        self.walk.keep(heard, routed)
        self.last, self.done = heard, routed.ended

    @precondition(lambda self: not self.done)
    @rule()
    def die_and_come_back(self) -> None:
        """Law 6: what is on disk is the whole state; after a restart the next turn goes as it would have."""
        assert self.walk is not None
        stored = FRAMES.dump_json(self.walk.stack)
        again = FRAMES.validate_json(stored)
        assert again == self.walk.stack
        self.walk.stack = again

    @precondition(lambda self: self.last is not None)
    @rule()
    def deliver_late(self) -> None:
        """Law 7: an old turn routed again gives what it gave and moves nothing."""
        assert self.walk is not None
        assert self.last is not None
        before = self.walk.stack
        first = self.last.routed(self.walk.library)
        assert self.last.routed(self.walk.library) == first
        assert self.walk.stack == before

    @invariant()
    def stays_within_the_bound(self) -> None:
        """Law 2, at every moment."""
        if self.walk is not None:
            bounds = bounds_of(SHIPPED[self.protocol].protocol, library=self.walk.library)
            assert self.walk.turn <= session_bound(bounds, self.walk.fired)


Engine.TestCase.settings = settings(
    max_examples=25, stateful_step_count=60, deadline=None, suppress_health_check=[HealthCheck.too_slow]
)
TestEngine = Engine.TestCase


def _never_fires(walk: Router) -> bool:
    del walk
    return False


def _never_full(walk: Router, to: str) -> str | None:
    del walk, to
    return None


def _astray(walk: Router, to: str) -> str | None:
    """Moves whoever weighs an edge back to the start of their protocol."""
    del to
    walk.frames[-1] = replace(walk.frame, node=walk.compiled.protocol.start)
    return None


@pytest.mark.parametrize(("part", "broken"), [("interrupt", _never_fires), ("_full", _never_full), ("_full", _astray)])
def test_the_laws_can_be_broken(monkeypatch: pytest.MonkeyPatch, part: str, broken: Callable[..., object]) -> None:
    """A router whose interrupts never fire, whose budgets never fill or that goes astray does not pass."""
    monkeypatch.setattr(Router, part, broken)
    library = SHIPPED.reach("cbt.depression.session")
    with pytest.raises((AssertionError, GraphError)):
        [hold_session(library, "cbt.depression.session", seed=seed) for seed in range(40)]
