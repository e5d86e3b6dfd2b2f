"""What may not change a route: the order of keys, a node that nobody reaches, a bar that is only raised."""

from dataclasses import replace
from random import Random
from typing import cast

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from strategies.graph.check import check
from strategies.graph.library import Library
from strategies.graph.load import load_protocol
from strategies.graph.protocol import Edge, Level, Node, Protocol
from strategies.graph.release import CompiledProtocol, compile_release
from strategies.graph.routed import Routed
from tests.properties.rewriting import Plain, as_text, plain_of, shuffled
from tests.properties.walker import Client, Heard, opened

SHIPPED = Library.shipped()
SESSIONS = [name for name, each in SHIPPED.items() if each.protocol.protocol.level is not Level.COURSE]


@settings(max_examples=40, deadline=None)
@given(protocol=st.sampled_from(sorted(SHIPPED)), seed=st.integers(0, 2**32 - 1))
def test_the_order_of_keys_in_the_file_changes_nothing(protocol: str, seed: int) -> None:
    """Law 9: the same release, and so the same routes, whatever order the keys of every map stand in."""
    plain = plain_of(SHIPPED[protocol].protocol)
    again = load_protocol(as_text(shuffled(plain, Random(seed))), file="shuffled.yaml")
    assert compile_release(again.protocol).release == SHIPPED[protocol].release


@pytest.mark.parametrize("protocol", SESSIONS)
def test_a_node_that_nobody_reaches_changes_no_route(protocol: str) -> None:
    """Law 10. The check finds the node; routing never comes there, and goes every way as before."""
    plain = plain_of(SHIPPED[protocol].protocol)
    nodes = cast("dict[str, Plain]", plain["nodes"])
    words: dict[str, Plain] = {"en": "Nobody comes here.", "zh-CN": "没有人会到这里。"}
    end = next(name for name, node in SHIPPED[protocol].protocol.nodes.items() if node.kind.value == "end")
    island: dict[str, Plain] = {
        "kind": "ask",
        "purpose": words,
        "fallback": words,
        "turns": {"max": 1},
        "edges": [{"to": end, "after": "exhausted"}],
    }
    nodes["island"] = island
    loaded = load_protocol(as_text(plain), file=f"{protocol}.yaml")
    assert "unreachable" in {finding.code for finding in check(loaded, library=SHIPPED, solve=False)}
    _assert_same_ways(protocol, with_other(protocol, compile_release(loaded.protocol)))


@settings(max_examples=60, deadline=None)
@given(protocol=st.sampled_from(SESSIONS), seed=st.integers(0, 2**32 - 1), by=st.floats(0.01, 0.6))
def test_raising_min_p_adds_no_transition(protocol: str, seed: int, by: float) -> None:
    """Law 11: an edge that a question opens under the higher bar was open under the lower one, answer for answer."""
    library = SHIPPED.reach(protocol)
    higher = Library(compile_release(_raised(each.protocol, by)) for each in library.values())
    walk = opened(library, protocol, Client(rng=Random(seed), alarm_rate=0.02))
    assert walk is not None
    while True:
        heard = walk.hear()
        lower, upper = heard.routed(library), _on(heard, higher).routed(higher)
        if upper.needs is None and _by_question(upper):
            assert _way(upper)[0] == _way(lower)[0]
        walk.keep(heard, lower)
        if lower.ended:
            return


def _assert_same_ways(protocol: str, other: Library) -> None:
    library = SHIPPED.reach(protocol)
    for seed in range(4):
        walk = opened(library, protocol, Client(rng=Random(seed)))
        assert walk is not None
        while True:
            heard = walk.hear()
            routed = heard.routed(library)
            assert _way(_on(heard, other).routed(other)) == _way(routed)
            walk.keep(heard, routed)
            if routed.ended:
                break


def with_other(protocol: str, release: CompiledProtocol) -> Library:
    """The library of a protocol with another release of it."""
    return Library(release if name == protocol else each for name, each in SHIPPED.reach(protocol).items())


def _on(heard: Heard, library: Library) -> Heard:
    """The same turn, standing in the releases of another library."""
    stack = tuple(replace(frame, release=library[frame.protocol].release) for frame in heard.stack)
    return replace(heard, stack=stack)


def _way(routed: Routed) -> list[tuple[str, str, str, str]]:
    return [(step.protocol, step.node, step.to, step.taken) for step in routed.steps]


def _by_question(routed: Routed) -> bool:
    """Whether the first step was taken on the answer to a question, its state's among them."""
    step = routed.steps[0]
    taken = next(each for each in step.candidates if each.verdict == "taken")
    return taken.kind == "semantic" or "state.reached" in taken.inputs


def _raised(protocol: Protocol, by: float) -> Protocol:
    def higher(bar: float | None) -> float:
        return min(1.0, (bar or 0.0) + by)

    def edge(each: Edge) -> Edge:
        return (
            each
            if each.ask is None
            else each.model_copy(update={"ask": each.ask.model_copy(update={"min_p": higher(each.ask.min_p)})})
        )

    def node(each: Node) -> Node:
        reached = each.state_reached
        return each.model_copy(
            update={
                "edges": tuple(edge(out) for out in each.edges),
                "state_reached": reached and reached.model_copy(update={"min_p": higher(reached.min_p)}),
            }
        )

    raised = protocol.model_copy(update={"nodes": {name: node(each) for name, each in protocol.nodes.items()}})
    assert (raised != protocol) == any(_asks(each) for each in protocol.nodes.values())
    return raised


def _asks(node: Node) -> bool:
    return node.state_reached is not None or any(edge.ask is not None for edge in node.edges)
