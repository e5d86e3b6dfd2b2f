"""Checks that what treatment tries to change is measured, moved, and measured again."""

from collections.abc import Iterator

from strategies.graph.check_ground import Ground, error, way
from strategies.graph.findings import Finding
from strategies.graph.protocol import Level, Node, NodeKind, Protocol, TargetRole

MEASURES = frozenset({TargetRole.MEASURE, TargetRole.RELAPSE_CHECK})
WORK = frozenset({NodeKind.INTERVENE, NodeKind.HOMEWORK})


def check_targets(ground: Ground) -> Iterator[Finding]:
    """Targets that nobody measures or moves, and work whose effect is never looked at."""
    loaded, protocol = ground.loaded, ground.protocol
    inside = {ground.id, *ground.called(ground.id)}
    around = inside if protocol.protocol.level is not Level.SKILL else inside | ground.callers()
    family = inside.union(ground.callers(), *(ground.called(each) for each in ground.callers()))
    works = any(_kinds(ground.protocols[name]) & WORK for name in inside & ground.protocols.keys())
    for target in protocol.targets:
        place = ("targets", target)
        if not _in_role(ground, around, target, MEASURES):
            text = "no step measures it (role `measure` or `relapse_check`): nobody would see it change"
            yield error(loaded, place, "target_never_measured", text)
            continue
        if works and not _in_role(ground, family, target, frozenset({TargetRole.MOVE})):
            text = "no step moves it (role `move`): it is named, and nothing is done for it"
            yield error(loaded, place, "target_never_moved", text)
        if protocol.protocol.level is not Level.COURSE:
            yield from _measured_again(ground, target)


def _measured_again(ground: Ground, target: str) -> Iterator[Finding]:
    """After a node that moves the target a way leads to one that measures it, or every session measures it first."""
    loaded, flow = ground.loaded, ground.flow
    at = {name for name, node in ground.protocol.nodes.items() if _measures(ground, node, target)}
    if not at:
        return  # a skill whose callers measure
    for name, node in ground.protocol.nodes.items():
        moves = [i for i, link in enumerate(node.targets) if link.id == target and link.role is TargetRole.MOVE]
        if not moves or name not in flow.reachable() or flow.reach[name] & at:
            continue
        past = flow.path(ground.protocol.start, name, around=frozenset(at - {name}))
        if name in at or past is None:
            continue
        text = f"{target} is moved here, and measured neither on a way from here nor on every way to here"
        yield error(
            loaded, ("nodes", name, "targets", moves[0]), "target_never_remeasured", text, counterexample=way(past)
        )


def _measures(ground: Ground, node: Node, target: str) -> bool:
    """Whether the node, or all of what it calls, measures the target."""
    if any(link.id == target and link.role in MEASURES for link in node.targets):
        return True
    called = {node.call.protocol, *ground.called(node.call.protocol)} if node.call is not None else set[str]()
    return _in_role(ground, called, target, MEASURES)


def _in_role(ground: Ground, names: set[str] | frozenset[str], target: str, roles: frozenset[TargetRole]) -> bool:
    return any(
        link.id == target and link.role in roles
        for name in names & ground.protocols.keys()
        for node in ground.protocols[name].nodes.values()
        for link in node.targets
    )


def _kinds(protocol: Protocol) -> frozenset[NodeKind]:
    return frozenset(node.kind for node in protocol.nodes.values())
