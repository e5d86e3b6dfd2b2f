"""The way that a session took through a protocol, and how many sessions of a cohort passed where. Pure."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from memory.record.session import EdgeDecision, FrameStack

STAY = "stay"
INTERRUPT = "interrupt:"
REENTRY = "reentry:"


@dataclass(frozen=True, slots=True, kw_only=True)
class Walk:
    """`sessions` is 1 for one session's walk; then counts are client turns (nodes) and passes (edges, ways).

    Over a cohort every count is a number of sessions. `ways` are pairs of nodes. `elsewhere` counts steps by edges that
    the drawn version does not have. `stands` is where one session stands now.
    """

    sessions: int
    cohort: bool
    nodes: Mapping[str, int]
    edges: Mapping[str, int]
    ways: Mapping[tuple[str, str], int]
    elsewhere: int = 0
    stands: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Trace:
    """What one session left behind: its decisions and stacks, in order. `nodes` of protocols it never entered: none."""

    session: str
    decisions: Sequence[EdgeDecision]
    stacks: Sequence[FrameStack] = field(default=())


def walk_of(trace: Trace, protocol: str, *, edges: Iterable[str]) -> Walk:
    """One session's walk through `protocol`; `edges` are the ids of the edges drawn."""
    known = frozenset(edges)
    nodes: dict[str, int] = {}
    taken: Counter[str] = Counter()
    ways: Counter[tuple[str, str]] = Counter()
    elsewhere = 0
    for stack in trace.stacks:
        for frame in stack.frames:
            if frame.protocol == protocol:
                nodes.setdefault(frame.node, 0)
    for decision in trace.decisions:
        if decision.protocol != protocol or decision.taken.startswith(REENTRY):
            continue
        interrupted = decision.taken.startswith(INTERRUPT)
        nodes.setdefault(decision.node, 0)
        if decision.step == 0 and not interrupted:
            nodes[decision.node] += 1
        if decision.taken == STAY:
            continue
        taken[decision.taken] += 1
        if interrupted:
            continue
        nodes.setdefault(decision.to, 0)
        ways[decision.node, decision.to] += 1
        elsewhere += decision.taken not in known
    stands = None
    if trace.stacks:
        here = [frame.node for frame in trace.stacks[-1].frames if frame.protocol == protocol]
        stands = here[-1] if here else None
    return Walk(
        sessions=1,
        cohort=False,
        nodes=nodes,
        edges=dict(taken),
        ways=dict(ways),
        elsewhere=elsewhere,
        stands=stands,
    )


def cohort_of(traces: Iterable[Trace], protocol: str, *, edges: Iterable[str]) -> Walk:
    """How many of the sessions that entered `protocol` passed each node, edge and way."""
    known = frozenset(edges)
    sessions = elsewhere = 0
    nodes: Counter[str] = Counter()
    taken: Counter[str] = Counter()
    ways: Counter[tuple[str, str]] = Counter()
    for trace in traces:
        walk = walk_of(trace, protocol, edges=known)
        if not walk.nodes:
            continue
        sessions += 1
        elsewhere += walk.elsewhere
        nodes.update(walk.nodes.keys())
        taken.update(walk.edges.keys())
        ways.update(walk.ways.keys())
    return Walk(
        sessions=sessions,
        cohort=True,
        nodes=dict(nodes),
        edges=dict(taken),
        ways=dict(ways),
        elsewhere=elsewhere,
    )
