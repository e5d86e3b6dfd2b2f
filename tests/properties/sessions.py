"""Whole sessions and courses of the pure engine: `python -m tests.properties.sessions 10000` holds that many.

Every turn is held to the laws of `tests.properties.laws`, every session to its compiled bound. Protocols take turns;
the seed is the number of the session, so that one that fails can be held again: `... 1 --from 8731`.
"""

import argparse
import platform
import sys
from collections import Counter
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from functools import cache
from random import Random
from time import perf_counter

from strategies.graph.check import bounds_of
from strategies.graph.findings import Bounds
from strategies.graph.library import Library
from strategies.graph.protocol import Level
from strategies.graph.route import begin
from tests.properties.laws import assert_lawful
from tests.properties.walker import Client, Walk, opened, session_bound, turns_of

WORKERS = 2
SHARE = 50


@dataclass(frozen=True, slots=True, kw_only=True)
class Held:
    """One session that came to its end."""

    protocol: str
    turns: int
    interrupts: int


@cache
def _bounds(protocol: str) -> Bounds:
    return bounds_of(_shipped()[protocol].protocol, library=_shipped())


@cache
def _shipped() -> Library:
    return Library.shipped()


@cache
def _reach(protocol: str) -> Library:
    return _shipped().reach(protocol)


def hold_session(library: Library, protocol: str, *, seed: int) -> Held:
    """One session to its end. Raises: AssertionError when a law is broken."""
    rng = Random(seed)
    client = Client(rng=rng, alarm_rate=rng.choice((0.0, 0.03, 0.2)), silence=rng.choice((0.05, 0.3, 0.95)))
    walk = opened(library, protocol, client)
    assert walk is not None
    bounds = _bounds(protocol)
    for heard, routed in turns_of(walk, most=session_bound(bounds, 1)):
        assert_lawful(library, heard, routed)
        assert walk.turn <= session_bound(bounds, walk.fired + 1)
    assert walk.turn <= session_bound(bounds, walk.fired)
    assert [frame.protocol for frame in walk.stack] == [protocol]
    return Held(protocol=protocol, turns=walk.turn, interrupts=walk.fired)


def hold_course(library: Library, course: str, *, seed: int, most: int) -> int:
    """A whole course; gives how many sessions it took. Raises: AssertionError when a law is broken."""
    rng = Random(seed)
    client = Client(rng=rng, alarm_rate=0.02, silence=0.2)
    routed = begin(library, course)
    walk = Walk(library=library, client=client, stack=routed.stack)
    held = 0
    while not routed.discharged:
        held += 1
        assert held <= most, f"{course} is in session {held} of at most {most}"
        for heard, each in turns_of(walk, most=4000):
            assert_lawful(library, heard, each)
            routed = each
        if not routed.discharged:
            walk.gates = library.gates if rng.random() < 0.5 else frozenset()
            routed = begin(library, course, carried=walk.stack[0], lasting=walk.lasting, gates=walk.gates, turn=0)
            walk = Walk(library=library, client=client, stack=routed.stack, lasting=walk.lasting, gates=walk.gates)
    return held


def hold_many(numbers: range) -> list[Held]:
    """The sessions of these numbers."""
    names = [name for name, each in _shipped().items() if each.protocol.protocol.level is not Level.COURSE]
    return [hold_session(_reach(names[n % len(names)]), names[n % len(names)], seed=n) for n in numbers]


def main() -> None:
    """The command line."""
    parser = argparse.ArgumentParser(description="Sessions of the pure engine, each turn held to its laws.")
    parser.add_argument("sessions", type=int)
    parser.add_argument("--from", type=int, default=0, dest="first", help="number of the first session: its seed")
    asked = parser.parse_args()
    began = perf_counter()
    ranges = [
        range(start, min(start + SHARE, asked.first + asked.sessions))
        for start in range(asked.first, asked.first + asked.sessions, SHARE)
    ]
    with ProcessPoolExecutor(WORKERS) as workers:
        held = [each for some in workers.map(hold_many, ranges) for each in some]
    seconds = perf_counter() - began
    turns, fired = sum(each.turns for each in held), sum(each.interrupts for each in held)
    told = f"{len(held)} sessions, {turns} turns, {fired} interrupts in {seconds:.0f} s ({WORKERS} processes"
    sys.stdout.write(f"{told}, Python {platform.python_version()}): every law held\n")
    for protocol, number in sorted(Counter(each.protocol for each in held).items()):
        longest = max(each.turns for each in held if each.protocol == protocol)
        sys.stdout.write(f"  {protocol}: {number} sessions, longest {longest} of at most {_bounds(protocol).max_turns}")
        sys.stdout.write(" turns without interrupts\n")


if __name__ == "__main__":
    main()
