"""Graph-to-Task: what one node asks of whoever speaks; rendered to a prompt by others, exported for tuning as it is."""

from collections.abc import Mapping
from dataclasses import dataclass

from memory.record.identity import Language
from memory.record.session import Frame, SlotValue
from strategies.graph.library import Library
from strategies.graph.protocol import NodeKind, Protocol, TargetRole, words_in


@dataclass(frozen=True, slots=True, kw_only=True)
class TaskTarget:
    """A target that the node works at, and what it does to it."""

    id: str
    label: str
    role: TargetRole


@dataclass(frozen=True, slots=True, kw_only=True)
class TaskSlot:
    """A value that the node collects. `known` is what is known of it already; `sensitive` ones are not for prompts."""

    slot: str
    text: str
    known: SlotValue = None
    sensitive: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class NodeTask:
    """One node's task in one language. Texts that the node does not have are empty.

    `verbatim`: `fallback` is spoken as it stands. `fallback_again` is the line to use when the node speaks it twice.
    `state_question` asks whether the intended state was reached.
    """

    protocol: str
    node: str
    kind: NodeKind
    purpose: str
    what: str
    how: str
    state: str
    targets: tuple[TaskTarget, ...]
    musts: tuple[str, ...]
    nevers: tuple[str, ...]
    collects: tuple[TaskSlot, ...]
    example: str
    counter_example: str
    state_question: str
    fallback: str
    fallback_again: str
    verbatim: bool
    language: Language


def node_task(
    library: Library, frame: Frame, *, language: Language, slots: Mapping[str, SlotValue] | None = None
) -> NodeTask:
    """The task of the node where `frame` stands; `slots` are the values known. Raises: UnknownProtocol, UnknownNode."""
    compiled = library.get_known(frame.protocol)
    protocol, node = compiled.protocol, compiled.node(frame.node)
    interaction, reached = node.interaction, node.state_reached
    return NodeTask(
        protocol=compiled.id,
        node=frame.node,
        kind=node.kind,
        purpose=words_in(node.purpose, language),
        what=words_in(interaction.what, language) if interaction is not None else "",
        how=words_in(interaction.how, language) if interaction is not None else "",
        state=words_in(interaction.state, language) if interaction is not None else "",
        targets=tuple(
            TaskTarget(id=link.id, label=_label(protocol, link.id, language), role=link.role) for link in node.targets
        ),
        musts=tuple(words_in(text, language) for text in node.must),
        nevers=tuple(words_in(text, language) for text in node.never),
        collects=tuple(
            TaskSlot(
                slot=name,
                text=protocol.slots[name].text_in(language),
                known=(slots or {}).get(name),
                sensitive=protocol.slots[name].sensitive,
            )
            for name in node.collects
            if name in protocol.slots
        ),
        example=words_in(node.example, language),
        counter_example=words_in(node.counter_example, language),
        state_question=words_in(reached.question, language) if reached is not None else "",
        fallback=words_in(node.fallback, language),
        fallback_again=words_in(node.fallback_again, language),
        verbatim=node.speaks_verbatim,
        language=language,
    )


def _label(protocol: Protocol, target: str, language: Language) -> str:
    found = protocol.targets.get(target)
    return (words_in(found.label, language) or target) if found is not None else target
