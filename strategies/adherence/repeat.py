"""Whether a task succeeds every time, not once: pass^k."""

from collections.abc import Mapping, Sequence
from math import comb

from strategies.adherence.detours import turns_to_preempt
from strategies.adherence.edges import transition_validity
from strategies.adherence.errors import TooFewTrials
from strategies.adherence.measure import Measure
from strategies.adherence.nodes import node_coverage
from strategies.adherence.record import Held
from strategies.graph.protocol import NodeKind


def followed(held: Held) -> bool:
    """Whether a session counts as a success.

    It came to an end of its own protocol, by legal steps, through the whole core, and no alarm had to wait.
    """
    own = held.own
    if own is None or own not in held.protocols:
        return False
    nodes = held.protocols[own].protocol.nodes
    ended = any(
        decision.protocol == own and decision.to in nodes and nodes[decision.to].kind is NodeKind.END
        for decision in held.decisions
    )
    validity, (_, core), wait = transition_validity(held), node_coverage(held), turns_to_preempt(held)
    return ended and validity.value == 1.0 and core.value == 1.0 and wait.value in (None, 0.0)


def pass_hat_k(trials: Mapping[str, Sequence[bool]], k: int) -> Measure:
    """The mean over tasks of C(c, k) / C(n, k), for n trials of which c succeeded: the chance that k fresh ones all do.

    (Yao et al., tau-bench, 2024; the unbiased estimate of Chen et al., Evaluating large language models trained on
    code, 2021, turned from any to all.) Raises: TooFewTrials when a task has fewer than k.
    """
    name = f"pass^{k}"
    if not trials:
        return Measure(name=name, value=None, why="no trial")
    total = 0.0
    for task, results in trials.items():
        if len(results) < k:
            raise TooFewTrials(task, trials=len(results), k=k)
        total += comb(sum(results), k) / comb(len(results), k)
    return Measure(name=name, value=total / len(trials), hit=total, of=len(trials))
