"""Which promises a damaged protocol breaks, found out by walking it: a judge that knows nothing of the validator.

What a node does comes from the interpreter (`moves`); what a file says comes from its plain tree. On these stand small
searches: over nodes, over nodes with the values of a few slots, and whole sessions held with a client who says nothing,
or who goes in circles.
"""

import json
from collections.abc import Callable, Mapping

from pydantic import ValidationError

from strategies.graph.errors import GraphError
from strategies.graph.protocol import Protocol
from strategies.graph.release import CompiledProtocol, compile_release
from tests.strategies.mutants.damage import Plain
from tests.strategies.mutants.judge_file import misfits, shown, skipped, templates, unmarked, unnamed, unseen, wordless
from tests.strategies.mutants.judge_values import alarm_missed, dead, lost, unclear, unknown
from tests.strategies.mutants.judge_ways import dose_missed, endless, not_first, too_long, ungated, unreached
from tests.strategies.mutants.world import Cache, Promise, World


def broken(
    tree: Plain,
    *,
    before: Plain,
    others: Mapping[str, CompiledProtocol],
    trees: Mapping[str, Plain],
    cache: Cache,
) -> frozenset[Promise]:
    """The promises that the damaged file breaks."""
    try:
        protocol = Protocol.model_validate_json(json.dumps(tree), strict=True)
        compiled = compile_release(protocol)
    except (ValidationError, GraphError):
        return frozenset({Promise.READS})
    world = World(tree=tree, before=before, others=others, trees=trees, cache=cache, compiled=compiled)
    if any(not_named for not_named in unnamed(world)):
        return frozenset({Promise.NAMES})
    same = _behaviour(tree) == _behaviour(
        before
    )  # then what is done is done as in the file before, which keeps its word
    return frozenset(promise for promise, breaks in JUDGES.items() if not (same and promise in DEEDS) and breaks(world))


def _behaviour(tree: Plain) -> str:
    """All of a file that decides where a session goes."""
    words = (
        "purpose",
        "interaction",
        "targets",
        "must",
        "never",
        "fallback",
        "fallback_again",
        "example",
        "counter_example",
    )
    nodes = {
        name: {key: value for key, value in node.items() if key not in (*words, "verbatim", "state_reached")}
        | {"asks": "state_reached" in node}
        for name, node in tree["nodes"].items()
    }
    parts = [tree.get(key) for key in ("start", "slots", "questions", "interrupts", "course")]
    header = [tree["protocol"].get(key) for key in ("level", "requires_gate")]
    return json.dumps((nodes, parts, header), sort_keys=True)


DEEDS = frozenset(
    (
        *(Promise.REACHED, Promise.ENDS, Promise.TURNS, Promise.ANSWERED, Promise.CLEAR, Promise.ALIVE),
        *(Promise.ALARM, Promise.FIRST, Promise.GATED, Promise.KNOWN, Promise.DOSE),
    )
)
"""Promises about where a session goes."""


JUDGES: Mapping[Promise, Callable[[World], bool]] = {
    Promise.REACHED: unreached,
    Promise.ENDS: endless,
    Promise.TURNS: too_long,
    Promise.ANSWERED: lost,
    Promise.CLEAR: unclear,
    Promise.ALIVE: dead,
    Promise.ALARM: alarm_missed,
    Promise.ASKED: skipped,
    Promise.FIRST: not_first,
    Promise.GATED: ungated,
    Promise.KNOWN: unknown,
    Promise.FITS: misfits,
    Promise.WORDS: wordless,
    Promise.ONLY_WORDS: templates,
    Promise.MARKED: unmarked,
    Promise.SEEN: unseen,
    Promise.PRIVATE: shown,
    Promise.FEW: lambda world: any(len(node.get("must", ())) > 5 for node in world.nodes.values()),
    Promise.DOSE: dose_missed,
    Promise.MUTE: lambda world: (
        world.course and any(node["kind"] not in ("call", "gate", "end") for node in world.nodes.values())
    ),
}
