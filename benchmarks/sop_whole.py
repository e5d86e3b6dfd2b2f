"""The baseline: the whole graph asked for in one prompt, its answer read as leniently as it can be."""

import json
import re
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import cast

from benchmarks.sop_gold import Gold
from memory.record.language import detect
from memory.record.session import PromptMessage
from strategies.sop.piece import Span
from strategies.sop.score import Placed, PlacedEdge, PlacedNode
from strategies.speech.chat import Chat, ChatError, ChatRequest
from strategies.speech.profile import Profile

MOST_TOKENS = 1000
_PROMPTS = {
    "en": (
        "Below is a procedure for therapists. Give its flow as one JSON object and nothing else:\n"
        '{{"nodes": [{{"id": "1", "kind": "ask", "text": "words copied from the procedure"}}],\n'
        ' "edges": [{{"from": "1", "to": "2", "guard": "condition, or null"}}]}}\n'
        'Every action is a node. Use from: "*" for rules that hold at any point.\n---\n{text}\n---\nJSON:'
    ),
    "zh-CN": (
        "下面是一份治疗师的操作流程。请用一个 JSON 对象给出它的流程图，不要写别的：\n"
        '{{"nodes": [{{"id": "1", "kind": "ask", "text": "照抄流程里的原文"}}],\n'
        ' "edges": [{{"from": "1", "to": "2", "guard": "条件，或 null"}}]}}\n'
        '每个动作是一个节点。任何时候都成立的规则用 from: "*"。\n---\n{text}\n---\nJSON：'
    ),
}
_OBJECT = re.compile(r"\{[^{}]*\}")
_LEAST_ALIKE = 0.6


@dataclass(frozen=True, slots=True)
class Whole:
    """What came of it. `failed`: why nothing could be read, "" when something could."""

    graph: Placed
    failed: str


async def whole_graph(gold: Gold, *, chat: Chat, profile: Profile) -> Whole:
    """Asks for the graph of one procedure."""
    text = _PROMPTS[detect(gold.text).value].format(text=gold.text)
    messages = (PromptMessage(role="system", content=profile.system), PromptMessage(role="user", content=text))
    try:
        reply = await chat.complete(ChatRequest(messages=messages, max_tokens=MOST_TOKENS, role="close"))
    except ChatError as error:
        return Whole(Placed(nodes=(), edges=()), f"{type(error).__name__}: {error}")
    return read_whole(reply.text, gold.text)


def read_whole(answer: str, source: str) -> Whole:
    """The nodes and edges in an answer: of its JSON, or of any objects in it that look like nodes and edges."""
    nodes: list[PlacedNode] = []
    edges: list[PlacedEdge] = []
    for found in _OBJECT.findall(answer):
        try:
            value: object = json.loads(found)
        except json.JSONDecodeError:
            continue
        if not isinstance(value, dict):
            continue
        fields = {str(key): each for key, each in cast("dict[object, object]", value).items()}
        if "from" in fields and "to" in fields:
            guard = fields.get("guard")
            bound = isinstance(guard, str) and guard.strip().lower() not in ("", "null", "none")
            edges.append(PlacedEdge(source=str(fields["from"]), to=str(fields["to"]), type="", bound=bound))
        elif "text" in fields and "id" in fields:
            span = _span(str(fields["text"]), source)
            nodes.append(PlacedNode(id=str(fields["id"]), kind=str(fields.get("kind")), span=span))
    failed = "" if nodes else "no node could be read from the answer"
    return Whole(Placed(nodes=tuple(nodes), edges=tuple(edges)), failed)


def _span(words: str, source: str) -> Span:
    """Where the words stand, or the sentence that is most like them; (0, 0) when none is."""
    at = source.find(words)
    if words and at >= 0:
        return at, at + len(words)
    best, place = _LEAST_ALIKE, (0, 0)
    for found in re.finditer(r"[^\n.。；;]+", source):
        alike = SequenceMatcher(None, words, found[0].strip()).ratio()
        if alike > best:
            best, place = alike, found.span()
    return place
