"""Checks what a node must hold to be fit for use: words in every language, a fallback line, targets, few musts."""

from collections.abc import Iterator

from strategies.graph.check_ground import Ground, Place, error, warning
from strategies.graph.check_text import texts_of
from strategies.graph.findings import Finding
from strategies.graph.protocol import Level, Node, NodeKind, Text, words_in

MAX_MUSTS = 5
TASK_TOKENS = 450
"""The task's share of the smallest window that a prompt is made for (4,096 tokens)."""
_FRAME_TOKENS = 60
"""The words around a task: its headings, and the form of the answer."""


def check_content(ground: Ground) -> Iterator[Finding]:
    """Missing languages and lines, intervene nodes without their marks, too many musts, tasks that are too long."""
    loaded, protocol = ground.loaded, ground.protocol
    for place, words in texts_of(protocol):
        for language in protocol.protocol.languages:
            if language not in words:
                yield error(loaded, place, "missing_language", f"no words in {language}")
    for name, node in protocol.nodes.items():
        yield from _node(ground, name, node)
    collected = {slot for node in protocol.nodes.values() for slot in node.collects}
    for name, slot in protocol.slots.items():
        if name in collected and slot.text is None:
            yield warning(loaded, ("slots", name), "slot_without_text", "a slot that is collected says what it means")


def _node(ground: Ground, name: str, node: Node) -> Iterator[Finding]:
    loaded, place = ground.loaded, ("nodes", name)
    speaks = node.kind is not NodeKind.CALL and ground.protocol.protocol.level is not Level.COURSE
    if speaks and node.fallback is None:
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
        yield warning(loaded, (*place, "must"), "too_many_musts", text)
    if speaks and not node.speaks_verbatim:
        yield from _size(ground, place, node)


def _size(ground: Ground, place: Place, node: Node) -> Iterator[Finding]:
    """The task in each language against its share of the prompt."""
    loaded = ground.loaded
    texts = _task_texts(ground, node)
    for language in ground.protocol.protocol.languages:
        words = "".join(words_in(text, language) for text in texts)
        tokens = _FRAME_TOKENS + round(_tokens(words))
        if tokens > TASK_TOKENS:
            text = f"about {tokens} tokens in {language}, more than the {TASK_TOKENS} that a prompt has for its task"
            yield warning(loaded, place, "task_too_long", text)


def _task_texts(ground: Ground, node: Node) -> list[Text | None]:
    """What a prompt says of the node."""
    slots, targets, interaction = ground.protocol.slots, ground.protocol.targets, node.interaction
    return [
        node.purpose,
        *((interaction.what, interaction.how, interaction.state) if interaction is not None else ()),
        *(targets[link.id].label for link in node.targets if link.id in targets),
        *(slots[slot].text for slot in node.collects if slot in slots and not slots[slot].sensitive),
        *node.must,
        *node.never,
        node.fallback,
    ]


def _tokens(text: str) -> float:
    """About as many tokens as byte-pair tokenizers see: a quarter a letter, one and a half a character of Chinese."""
    plain = len(text.encode("ascii", "ignore"))
    return plain / 4 + (len(text) - plain) * 1.5
