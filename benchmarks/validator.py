"""How long the check of a protocol takes: `python -m benchmarks.validator [--runs N]`.

Protocols of 30, 100 and 300 nodes are made, with guards as protocols have them: ratings with cut-offs, options, null
tests, numbers compared with one another, semantic questions, ways back. Milliseconds of the processor that the check
itself takes, without z3 and with it: the median, and beside it the best, for busy machines. Reading the file is timed
apart. Aims: 300 nodes in 100 ms without z3, in 2 s with it.
"""

import argparse
import json
import statistics
import time
from collections.abc import Callable, Mapping

from strategies.graph.check import check
from strategies.graph.check_ground import ground_of
from strategies.graph.library import Library
from strategies.graph.load import Loaded, load_protocol
from strategies.graph.prove import prove
from strategies.graph.prove_states import states_of
from strategies.graph.release import CompiledProtocol

Plain = dict[str, object]

SIZES = (30, 100, 300)
RISK = {"id": "risk", "priority": 1000, "when": "risk.unscreened_event", "to": "protocol:safety_screen"}


def words(text: str) -> Plain:
    """A text in both languages."""
    return {"en": text, "zh-CN": f"第{text}步：请说说你的情况，好吗？"}


def plan(nodes: int) -> Plain:
    """A protocol of that many nodes, the end included, without a finding."""
    steps = nodes - 1
    slots: Plain = {}
    made: Plain = {}
    for i in range(steps):
        made[f"n{i}"] = _node(i, steps, slots)
    made[f"n{steps}"] = {"kind": "end", "purpose": words("end"), "fallback": words("end")}
    question = {"text": words("q"), "options": {each: words(each) for each in ("engaged", "withdrawal", "unclear")}}
    return {
        "protocol": {"id": "bench.session", "version": "1.0.0"},
        "start": "n0",
        "targets": {"tgt.mood": {"kind": "symptom", "measure": "phq9", "direction": "down", "label": words("mood")}},
        "slots": slots,
        "questions": {"rupture": question},
        "interrupts": [RISK],
        "invariants": [{"dominates": ["n0", "kind:intervene"]}, {"reachable_from_all": "protocol:safety_screen"}],
        "nodes": made,
    }


def _node(i: int, steps: int, slots: Plain) -> Plain:
    """Step `i`: five kinds in turn. Its slot is declared in `slots`."""
    slot, onward, after = f"s{i}", f"n{i + 1}", f"n{min(i + 2, steps)}"
    node: Plain = {
        "kind": "ask",
        "purpose": words(f"purpose {i}"),
        "interaction": {"what": words(f"what {i}"), "how": words(f"how {i}"), "state": words(f"state {i}")},
        "collects": [slot],
        "must": [words(f"must {i}")],
        "fallback": words(f"line {i}"),
        "fallback_again": words(f"again {i}"),
        "turns": {"max": 3},
        "visits": {"max": 2},
    }
    edges: list[Plain] = []
    match i % 5:
        case 0:
            slots[slot] = {"type": "int", "range": [0, 10], "reader": "rating", "text": words(slot)}
            node |= {"kind": "assess", "targets": [{"id": "tgt.mood", "role": "measure"}]}
            edges.append({"to": after, "when": f"{slot} != null && {slot} >= 7"})
            edges.append({"to": onward, "when": f"{slot} != null && {slot} < 7"})
        case 1:
            slots[slot] = {"type": "enum", "values": ["done", "partial", "none"], "text": words(slot)}
            edges.append({"to": after, "when": f"{slot} != null && {slot} in ['done', 'partial']"})
            edges.append({"to": onward, "when": f"{slot} != null && {slot} == 'none'"})
        case 2:
            slots[slot] = {"type": "text", "text": words(slot)}
            node |= {"kind": "intervene", "targets": [{"id": "tgt.mood", "role": "move"}]}
            node |= {"state_reached": {"question": words(f"reached {i}")}}
            edges.append({"to": onward, "when": f"{slot} != null"})
            edges.append({"to": f"n{max(0, i - 4)}", "ask": {"question": "rupture", "is": "withdrawal", "min_p": 0.75}})
        case 3:
            slots[slot] = {"type": "int", "range": [0, 10], "text": words(slot)}
            before = f"s{i - 3}"
            edges.append(
                {"to": after, "priority": 5, "when": f"{before} != null && {slot} != null && {slot} > {before}"}
            )
            edges.append({"to": onward, "when": f"{slot} != null"})
        case _:
            slots[slot] = {"type": "bool", "text": words(slot)}
            edges.append(
                {"to": f"n{max(0, i - 3)}", "priority": 1, "when": f"{slot} != null && !{slot} && risk.level < 3"}
            )
            edges.append({"to": onward, "when": f"{slot} != null"})
    edges.append({"to": onward, "after": "exhausted"})
    return {**node, "edges": edges}


def loaded(nodes: int) -> tuple[Loaded, float]:
    """The protocol of that size, and the milliseconds that reading it took (JSON is YAML too)."""
    text = json.dumps(plan(nodes), ensure_ascii=False, indent=1)
    begun = time.process_time()
    found = load_protocol(text, file=f"bench{nodes}.yaml")
    return found, (time.process_time() - begun) * 1000


def timed(work: Callable[[], object], *, runs: int) -> tuple[float, float]:
    """The median of that many runs and the fastest of them, in milliseconds, after one to warm up."""
    work()
    times: list[float] = []
    for _ in range(runs):
        begun = time.process_time()
        work()
        times.append((time.process_time() - begun) * 1000)
    return statistics.median(times), min(times)


def row(nodes: int, library: Mapping[str, CompiledProtocol], *, runs: int) -> str:
    """One line of the table."""
    each, reading = loaded(nodes)
    found = check(each, library=library)
    if found:
        raise SystemExit(f"the benchmark's own protocol has findings: {found[:3]}")
    plain, best = timed(lambda: check(each, library=library, solve=False), runs=runs)
    solved, best_solved = timed(lambda: check(each, library=library), runs=max(1, runs // 3))
    proofs = prove(states_of(ground_of(each, library=library)))
    counts = f"{len(proofs.proofs):>8} {len(proofs.open):>6}"
    times = f"{plain:>9.1f} {best:>6.1f} {solved:>12.1f} {best_solved:>6.1f} {reading:>11.1f}"
    return f"{nodes:>6} {times} {counts}  {proofs.solver}"


def main() -> None:
    """Prints the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--runs", type=int, default=15)
    runs: int = parser.parse_args().runs
    library = Library.shipped()
    heads = f"{'check ms':>9} {'best':>6} {'with z3 ms':>12} {'best':>6} {'reading ms':>11}"
    print(f"{'nodes':>6} {heads} {'proofs':>8} {'open':>6}  solver")
    for nodes in SIZES:
        print(row(nodes, library, runs=runs))


if __name__ == "__main__":
    main()
