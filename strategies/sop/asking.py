"""What a model is asked where rules are unsure: closed questions through the decider port, never for the graph.

Three questions: of what kind is this step; which step is meant here; is this sentence a step. An answer under its mass
or margin abstains, and the doubt stays a question for the clinician.
"""

from dataclasses import dataclass, replace
from typing import Final

from memory.record.identity import Language
from strategies.graph.protocol import NodeKind
from strategies.sop.assembly import assemble
from strategies.sop.compile import Draft
from strategies.sop.doubts import Doubts
from strategies.sop.graph import SopGraph, SopNode
from strategies.sop.piece import Span
from strategies.sop.reading import read_outline
from strategies.speech.chat import ChatError
from strategies.speech.decider import Decider, Question

_KINDS: Final[dict[NodeKind, dict[Language, str]]] = {
    NodeKind.ASSESS: {Language.EN: "measures or checks something", Language.ZH: "测量或核对某件事"},
    NodeKind.ASK: {Language.EN: "asks the client or talks with them", Language.ZH: "询问来访者或与其交谈"},
    NodeKind.PSYCHOEDUCATE: {Language.EN: "explains or informs", Language.ZH: "解释或告知"},
    NodeKind.INTERVENE: {
        Language.EN: "works on the problem: an exercise, a change",
        Language.ZH: "针对问题开展练习或改变",
    },
    NodeKind.HOMEWORK: {
        Language.EN: "sets work for the time until the next session",
        Language.ZH: "布置会谈之间的任务",
    },
    NodeKind.SUMMARISE: {Language.EN: "sums up or writes a record", Language.ZH: "总结或书写记录"},
    NodeKind.SAFETY: {Language.EN: "sees to the client's safety", Language.ZH: "处理来访者的安全"},
    NodeKind.END: {Language.EN: "ends the session", Language.ZH: "结束会谈"},
}
_TEXTS: Final[dict[str, dict[Language, str]]] = {
    "kind": {
        Language.EN: "The words are one step of a written procedure for a therapist. What does the step do?",
        Language.ZH: "这句话是治疗师操作流程中的一步。这一步做什么？",
    },
    "which": {
        Language.EN: "The words stand in a written procedure for a therapist. Which step follows when this holds?",
        Language.ZH: "这句话出自治疗师的操作流程。当它成立时，接下来是哪一步？",
    },
    "step": {
        Language.EN: "The words stand in a written procedure for a therapist. What are they?",
        Language.ZH: "这句话出自治疗师的操作流程。它是什么？",
    },
    "a step": {Language.EN: "something that the therapist does now", Language.ZH: "治疗师此时要做的事"},
    "a note": {Language.EN: "a remark or an explanation", Language.ZH: "说明或解释"},
    "end": {Language.EN: "the session ends", Language.ZH: "会谈结束"},
    "unclear": {Language.EN: "it is not clear", Language.ZH: "不清楚"},
}
_LABEL: Final = 80


@dataclass(slots=True)
class Asked:
    """How many questions were put, and how many were answered."""

    put: int = 0
    answered: int = 0


async def settle_doubts(draft: Draft, *, decider: Decider) -> Asked:
    """Asks about what the rules left open, and files the answers in the draft. A model that fails leaves it open."""
    asked = Asked()
    await _steps(draft, decider, asked)
    rough = assemble(draft.read.ops, draft.registry, Doubts()).graph
    for node in rough.nodes:
        if not node.sure:
            kind = await _kind(draft, node, rough, decider, asked)
            if kind is not None:
                draft.doubts.kinds[node.words.span] = kind
    await _jumps(draft, decider, asked)
    return asked


async def _steps(draft: Draft, decider: Decider, asked: Asked) -> None:
    found: set[Span] = set()
    for doubt in draft.read.doubts:
        if doubt.reason != "is this a step?":
            continue
        options = {name: _said(f"a {name}", draft) for name in ("step", "note")}
        choice = await _choice("step", options, words=doubt.words.text, draft=draft, decider=decider, asked=asked)
        if choice == "step":
            found.add(doubt.words.span)
    if found:
        draft.read = read_outline(draft.root, draft.registry, steps=frozenset(found))


async def _kind(draft: Draft, node: SopNode, graph: SopGraph, decider: Decider, asked: Asked) -> NodeKind | None:
    options = {kind.value: words[draft.language] for kind, words in _KINDS.items()}
    before = graph.nodes[node.order - 1].words.text if node.order else ""
    choice = await _choice(
        "kind", options, words=node.words.text, draft=draft, decider=decider, asked=asked, context=before
    )
    return None if choice is None else NodeKind(choice)


async def _jumps(draft: Draft, decider: Decider, asked: Asked) -> None:
    """Phrases that can mean several steps."""
    probe = Doubts(kinds=draft.doubts.kinds)
    assemble(draft.read.ops, draft.registry, probe)
    for doubt in probe.found:
        if doubt.code != "ambiguous":
            continue
        words = dict(doubt.fields)["words"]
        entries = {f"e{entry.id}": entry for entry in draft.registry.entries if entry.title}
        options = {name: entry.title.text[:_LABEL] for name, entry in entries.items()}
        options |= {"end": _said("end", draft), "unclear": _said("unclear", draft)}
        choice = await _choice("which", options, words=words, draft=draft, decider=decider, asked=asked)
        if choice in entries:
            draft.doubts.answers[doubt.span] = entries[choice].id


async def _choice(
    name: str,
    options: dict[str, str],
    *,
    words: str,
    draft: Draft,
    decider: Decider,
    asked: Asked,
    context: str = "",
) -> str | None:
    question = Question(id=name, text=_said(name, draft), options=options)
    asked.put += 1
    try:
        decision = await decider.decide(question, words=words, context=context)
    except ChatError:
        return None
    asked.answered += decision.choice is not None
    return decision.choice


def _said(name: str, draft: Draft) -> str:
    return _TEXTS[name][draft.language]


async def decide_targets(graph: SopGraph, *, language: Language, decider: Decider) -> Asked:
    """For comparison: the target of every conditional edge is asked for, and no rule for references is used.

    Edges whose question is not answered, or is answered with an end or `unclear`, are left out.
    """
    asked = Asked()
    kept = [edge for edge in graph.edges if not edge.terms]
    for edge in graph.edges:
        if not edge.terms:
            continue
        options = {node.id: node.label[:_LABEL] for node in graph.nodes}
        options |= {name: _TEXTS[name][language] for name in ("end", "unclear")}
        source = next((node.words.text for node in graph.nodes if node.id == edge.source), "")
        question = Question(id="which", text=_TEXTS["which"][language], options=options)
        asked.put += 1
        try:
            decision = await decider.decide(question, words=edge.guard or "", context=source)
        except ChatError:
            continue
        if decision.choice is not None:
            asked.answered += 1
            if decision.choice in {node.id for node in graph.nodes}:
                kept.append(replace(edge, to=decision.choice))
    graph.edges = kept
    return asked
