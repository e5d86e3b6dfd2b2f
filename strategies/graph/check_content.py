"""Checks what a node must hold to be fit for use: words in every language, a fallback line, targets, few musts."""

from collections.abc import Iterator
from typing import cast

from pydantic import BaseModel

from memory.record.identity import Language
from strategies.graph.check_names import Place, error
from strategies.graph.findings import Finding, Severity
from strategies.graph.load import Loaded
from strategies.graph.protocol import Node, NodeKind

MAX_MUSTS = 5


def check_content(loaded: Loaded) -> Iterator[Finding]:
    """Missing languages and lines, intervene nodes without their marks, too many musts, skippable safety nodes."""
    for place, languages in _texts(loaded.protocol, ()):
        for language in loaded.protocol.protocol.languages:
            if language not in languages:
                yield error(loaded, place, "missing_language", f"no words in {language}")
    for name, node in loaded.protocol.nodes.items():
        yield from _node(loaded, name, node)
    collected = {slot for node in loaded.protocol.nodes.values() for slot in node.collects}
    for name, slot in loaded.protocol.slots.items():
        if name in collected and slot.text is None:
            yield _warning(loaded, ("slots", name), "slot_without_text", "a slot that is collected says what it means")


def _node(loaded: Loaded, name: str, node: Node) -> Iterator[Finding]:
    place: Place = ("nodes", name)
    if node.kind is not NodeKind.CALL and node.fallback is None:
        yield error(loaded, place, "no_fallback", "no reviewed line for when the model is away")
    if node.kind is NodeKind.INTERVENE and not node.targets:
        yield error(loaded, place, "intervene_without_target", "an intervene node names the target that it moves")
    if node.kind is NodeKind.INTERVENE and node.state_reached is None:
        text = "an intervene node asks whether the intended state was reached"
        yield error(loaded, place, "intervene_without_state_reached", text)
    if node.kind is NodeKind.SAFETY and node.skippable:
        yield error(loaded, (*place, "skippable"), "safety_skippable", "a safety node is always asked")
    if len(node.must) > MAX_MUSTS:
        text = f"{len(node.must)} musts; a small model follows at most {MAX_MUSTS}"
        yield _warning(loaded, (*place, "must"), "too_many_musts", text)


def _warning(loaded: Loaded, place: Place, code: str, text: str) -> Finding:
    return Finding(
        code=code,
        severity=Severity.WARNING,
        where=".".join(map(str, place)),
        line=loaded.marks.line(*place),
        text=text,
    )


def _texts(value: object, place: Place) -> Iterator[tuple[Place, frozenset[Language]]]:
    """Every human text below `value`: where it stands, and in which languages it is."""
    if isinstance(value, BaseModel):
        for name, field in type(value).model_fields.items():
            yield from _texts(getattr(value, name), (*place, field.alias or name))
    elif isinstance(value, dict):
        items = cast("dict[object, object]", value)
        languages = frozenset(key for key in items if isinstance(key, Language))
        if languages:
            yield place, languages
            return
        for key, each in items.items():
            yield from _texts(each, (*place, str(key)))
    elif isinstance(value, tuple):
        for i, each in enumerate(cast("tuple[object, ...]", value)):
            yield from _texts(each, (*place, i))
