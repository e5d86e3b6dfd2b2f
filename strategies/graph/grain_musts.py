"""How many musts a prompt carries: the second factor, apart from the grain of the steps."""

from collections.abc import Mapping
from typing import Final

from memory.record.identity import Language
from strategies.graph.protocol import Node, NodeKind, Protocol, Text

_SPEAKS: Final = frozenset(NodeKind) - {NodeKind.CALL, NodeKind.END}
_NOT: Final[Mapping[Language, str]] = {Language.EN: "do not {text}", Language.ZH: "不要{text}"}
_FIND_OUT: Final[Mapping[Language, str]] = {Language.EN: "find out: {text}", Language.ZH: "问清：{text}"}


def with_musts(protocol: Protocol, musts: int) -> tuple[Protocol, int, int]:
    """Every step that a model speaks with `musts` musts; how many of the author's were left out, how many added.

    A step's own musts come first, in their order. Where it has fewer, what it says elsewhere is restated as a must, in
    its own words: the slots to ask for, how it is done, through what exchange, what never to do. Where even these are
    fewer, it has as many as there are. Reviewed lines that are spoken as they stand need none and keep theirs.
    """
    if musts < 0:
        raise ValueError("a number of musts is 0 or more")
    left_out = added = 0
    nodes: dict[str, Node] = {}
    for name, node in protocol.nodes.items():
        if node.kind not in _SPEAKS or node.speaks_verbatim:
            nodes[name] = node
            continue
        pool = [*node.must, *(text for text in _restated(protocol, node) if text not in node.must)]
        chosen = tuple(pool[:musts])
        left_out += max(0, len(node.must) - len(chosen))
        added += max(0, len(chosen) - len(node.must))
        nodes[name] = node.model_copy(update={"must": chosen})
    return protocol.model_copy(update={"nodes": nodes}), left_out, added


def _restated(protocol: Protocol, node: Node) -> list[Text]:
    slots = [protocol.slots[name] for name in node.collects]
    found = [_framed(_FIND_OUT, slot.text) for slot in slots if slot.text is not None and not slot.sensitive]
    if node.interaction is not None:
        found += [node.interaction.how, node.interaction.what]
    return [*found, *(_framed(_NOT, text) for text in node.never)]


def _framed(frame: Mapping[Language, str], text: Text) -> Text:
    return {language: frame[language].format(text=words) for language, words in text.items()}
