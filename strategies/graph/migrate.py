"""Moving an episode to other releases by a map of nodes: checked first, then applied to the frames that it carries."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from memory.record.session import Frame
from strategies.graph.library import Library
from strategies.graph.protocol import Level, Node, NodeKind, Slot, SlotScope, SlotType
from strategies.graph.release import CompiledProtocol

NodeMap = Mapping[str, Mapping[str, str]]
"""Protocol id -> old node -> new node. A node that is not named keeps its id."""


@dataclass(frozen=True, slots=True, kw_only=True)
class MoveFinding:
    """Why an episode cannot move so. `where` is a node or a slot, or empty for the whole protocol."""

    code: str
    protocol: str
    where: str
    text: str


def check_move(
    before: Library, after: Library, nodes: NodeMap, *, protocol: str, standing: tuple[Frame, ...] = ()
) -> tuple[MoveFinding, ...]:
    """What keeps an episode of `protocol` from moving; `standing` are the frames that it carries on.

    Every node that it may stand at needs an image of a kind that does not skip a gate or an end, and every slot that
    may hold a value keeps its type.
    """
    return tuple(_findings(before, after, nodes, protocol=protocol, standing=standing))


def _findings(
    before: Library, after: Library, nodes: NodeMap, *, protocol: str, standing: tuple[Frame, ...]
) -> Iterator[MoveFinding]:
    if protocol not in after:
        yield _finding("protocol_missing", protocol, "", "the episode's own protocol has no release to move to")
    for each in after.values():
        for name in each.named:
            if name not in after:
                yield _finding("protocol_missing", each.id, name, f"it needs {name}, of which no release is given")
    for frame in standing:
        if frame.protocol not in after:
            yield _finding("protocol_missing", frame.protocol, frame.node, "the episode stands in it")
    for name in sorted(nodes.keys() - before.keys()):
        yield _finding("unknown_protocol", name, "", "the episode has pinned no such protocol")
    for old in before.values():
        new = after.get(old.id)
        if new is not None and new.release != old.release:
            yield from _nodes(old, new, nodes.get(old.id, {}))
            yield from _slots(old, new)


def _nodes(old: CompiledProtocol, new: CompiledProtocol, images: Mapping[str, str]) -> Iterator[MoveFinding]:
    theirs = new.protocol.nodes
    if old.protocol.protocol.level is not new.protocol.protocol.level:
        yield _finding("level_differs", old.id, "", f"it was a {old.protocol.protocol.level.value}")
    for name in sorted(images.keys() - old.protocol.nodes.keys()):
        yield _finding("unknown_node", old.id, name, "the pinned release has no such node")
    for name, node in old.protocol.nodes.items():
        image = images.get(name, name)
        if image not in theirs:
            text = f"the new release has no node {image}" if name in images else "it has no image in the new release"
            yield _finding("no_image", old.id, name, text)
            continue
        differs = _differs(node, theirs[image])
        if differs is not None:
            yield _finding("image_differs", old.id, name, f"{image} {differs}")


def _differs(old: Node, new: Node) -> str | None:
    """Why whoever stands at `old` may not find themselves at `new`."""
    for kind in (NodeKind.END, NodeKind.CALL, NodeKind.GATE, NodeKind.SAFETY):
        if (old.kind is kind) != (new.kind is kind):
            return f"is of kind {new.kind.value}, not {old.kind.value}"
    if old.call is not None and new.call is not None and old.call.protocol != new.call.protocol:
        return f"calls {new.call.protocol}, not {old.call.protocol}"
    if new.exposure and not old.exposure:
        return "is exposure, which nobody may come to past its gate"
    return None


def _slots(old: CompiledProtocol, new: CompiledProtocol) -> Iterator[MoveFinding]:
    course = old.protocol.protocol.level is Level.COURSE
    for name, slot in old.protocol.slots.items():
        theirs = new.protocol.slots.get(name)
        if theirs is not None:
            differs = _slot_differs(slot, theirs)
            if differs is not None:
                yield _finding("slot_differs", old.id, name, differs)
        elif course or slot.scope is SlotScope.PATIENT:
            yield _finding("slot_lost", old.id, name, "the new release does not declare it, and its value lasts")


def _slot_differs(old: Slot, new: Slot) -> str | None:
    if old.type is not new.type:
        return f"it is of type {new.type.value}, not {old.type.value}"
    if old.scope is not new.scope:
        return f"it is of scope {new.scope.value}, not {old.scope.value}"
    lost = [value for value in old.values if value not in new.values]
    if lost:
        return f"it does not know the value {lost[0]}"
    if old.type in (SlotType.INT, SlotType.FLOAT) and new.range is not None:
        low, high = old.range if old.range is not None else (float("-inf"), float("inf"))
        if low < new.range[0] or high > new.range[1]:
            return f"its range {new.range[0]:g} to {new.range[1]:g} is narrower"
    return None


def move_frame(frame: Frame, to: CompiledProtocol, images: Mapping[str, str]) -> Frame:
    """The frame in the new release: its node and its visits by their images, the values that fit their slots.

    Raises: UnknownNode for a node without an image.
    """
    visits: dict[str, int] = {}
    for name, count in frame.visits.items():
        image = images.get(name, name)
        visits[image] = max(count, visits.get(image, 0))
    node = images.get(frame.node, frame.node)
    to.node(node)
    slots = to.protocol.slots
    return replace(
        frame,
        release=to.release,
        node=node,
        visits=visits,
        slots={name: value for name, value in frame.slots.items() if name in slots and slots[name].admits(value)},
    )


def _finding(code: str, protocol: str, where: str, text: str) -> MoveFinding:
    return MoveFinding(code=code, protocol=protocol, where=where, text=text)
