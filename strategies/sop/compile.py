"""The compiler: a procedure's text to its graph, protocol, questions, traces and tests."""

from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from memory.record.identity import Language
from memory.record.language import detect
from strategies.graph.check import check_file
from strategies.graph.protocol import NodeKind
from strategies.sop.assembly import assemble
from strategies.sop.blocks import MAX_BLOCKS, blocks_of
from strategies.sop.doubts import Doubt, Doubts
from strategies.sop.errors import SourceRefused
from strategies.sop.generated_tests import TESTS, EdgeTest, tests_json, tests_of_plan, untested_in
from strategies.sop.graph import Became, SopGraph, SopQuestion, Trace
from strategies.sop.matrix import matrix, unread
from strategies.sop.outline import Entry, outline
from strategies.sop.protocol_plan import MANY_TURNS, VISITS, Plan, plan_of
from strategies.sop.protocol_text import ProtocolText, protocol_id
from strategies.sop.questions import questions
from strategies.sop.read import Read
from strategies.sop.reading import read_outline
from strategies.sop.registry import Registry
from strategies.sop.report import graph_json, matrix_text, questions_text
from strategies.sop.source import Source
from strategies.sop.targets import named_target

MAX_STEPS: Final = 800
"""A protocol may have 2,000 nodes, and rules that lead back to where the session stood add some to every step."""


@dataclass(slots=True, kw_only=True)
class Draft:
    """A procedure as read: what a model may still be asked about hangs on `doubts` and on nodes that are not sure."""

    source: Source
    language: Language
    title: str
    root: Entry
    registry: Registry
    read: Read
    doubts: Doubts


@dataclass(slots=True, kw_only=True)
class Compiled:
    """All that comes of a procedure. `protocols` maps file name -> text; empty when the source holds no step."""

    name: str
    text: str
    language: Language
    graph: SopGraph
    questions: tuple[SopQuestion, ...]
    trace: tuple[Trace, ...]
    protocols: dict[str, str] = field(default_factory=dict[str, str])
    tests: list[EdgeTest] = field(default_factory=list[EdgeTest])
    doubts: list[Doubt] = field(default_factory=list[Doubt])


def read_draft(source: Source) -> Draft:
    """Reads a source by rule. Raises: SourceRefused when it has more blocks than a procedure can have, or too deep."""
    blocks = blocks_of(source.prose)
    if len(blocks) > MAX_BLOCKS:
        raise SourceRefused("too_many_blocks", f"the file has more than {MAX_BLOCKS} blocks", "Split the procedure.")
    root = outline(blocks)
    registry = Registry(root)
    try:
        read = read_outline(root, registry)
    except RecursionError:
        why = "more clauses hang on one another than a procedure can have"
        raise SourceRefused("too_deep", why, "Split the paragraph.") from None
    title = next((entry.block.words.text for entry in root.below() if entry.id and entry.block.level == 1), "")
    return Draft(
        source=source,
        language=detect(source.prose),
        title=title,
        root=root,
        registry=registry,
        read=read,
        doubts=Doubts(),
    )


def compile_draft(draft: Draft, *, file: str) -> Compiled:
    """The graph of a draft, its protocol, its questions and tests. Raises: SourceRefused with too many steps."""
    doubts = draft.doubts
    assembled = assemble(draft.read.ops, draft.registry, doubts)
    graph = assembled.graph
    if len(graph.nodes) > MAX_STEPS:
        raise SourceRefused("too_many_steps", f"the file has more than {MAX_STEPS} steps", "Split the procedure.")
    _settle(graph)
    name = protocol_id(file)
    for aside in draft.read.doubts:
        doubts.add("aside", aside.words.span, words=aside.words.text, reason=aside.reason)
    if draft.source.note:
        doubts.add("encoding", (0, 0), coding=draft.source.note)
    protocols: dict[str, str] = {}
    tests: list[EdgeTest] = []
    if graph.start:
        _ask_about(graph, draft)
        plan = plan_of(graph, language=draft.language, doubts=doubts, about=draft.title)
        protocols = _protocols(name, plan, draft, file=file)
        tests = tests_of_plan(name, plan)
    else:
        doubts.add("empty", (0, 0))
    traces = [
        *assembled.traces,
        *(Trace(span=each.words.span, became=Became.ASIDE, reason=each.reason) for each in draft.read.asides),
    ]
    traced = matrix(draft.source, traces)
    for trace in unread(traced):
        words = draft.source.text[trace.span[0] : trace.span[1]]
        doubts.add("aside", trace.span, words=words, reason="is this a step?")
    return Compiled(
        name=name,
        text=draft.source.text,
        language=draft.language,
        graph=graph,
        questions=questions(doubts.found, draft.language),
        trace=traced,
        protocols=protocols,
        tests=tests,
        doubts=doubts.found,
    )


def write(compiled: Compiled, folder: Path) -> Compiled:
    """Writes all files into the folder, checks the protocol there, and adds what the check finds as questions."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, text in compiled.protocols.items():
        (folder / name).write_text(text, encoding="utf-8")
    if compiled.protocols:
        untested = untested_in(compiled.graph, compiled.tests)
        (folder / TESTS).write_text(tests_json(compiled.name, compiled.tests, untested), encoding="utf-8")
    doubts = list(compiled.doubts)
    for name in compiled.protocols:
        for finding in check_file(folder / name, solve=False).findings:
            fields = (("text", finding.text), ("code", finding.code), ("where", finding.where))
            doubts.append(Doubt("finding", (0, 0), fields))
    compiled.questions = questions(doubts, compiled.language)
    (folder / "graph.json").write_text(graph_json(compiled), encoding="utf-8")
    (folder / "matrix.md").write_text(matrix_text(compiled), encoding="utf-8")
    (folder / "questions.md").write_text(questions_text(compiled), encoding="utf-8")
    return compiled


def _settle(graph: SopGraph) -> None:
    """An end that leads on is no end."""
    for node in graph.nodes:
        if node.kind is NodeKind.END and graph.out_of(node.id):
            node.kind = NodeKind.SUMMARISE


def _protocols(name: str, plan: Plan, draft: Draft, *, file: str) -> dict[str, str]:
    def text(of: str, inner: Plan, level: str) -> str:
        writer = ProtocolText(of, title=draft.title, source=file, language=draft.language, doubts=draft.doubts)
        return writer.write(inner, level=level)

    found = {f"{name}.yaml": text(name, plan, "session")}
    for rule, inner in plan.rules.items():
        found[f"{name}.{rule}.yaml"] = text(f"{name}.{rule}", inner, "skill")
    return found


def _ask_about(graph: SopGraph, draft: Draft) -> None:
    """What the format needs and the source does not say."""
    doubts = draft.doubts
    entered = {edge.to for edge in graph.edges}
    for node in graph.nodes:
        if node.id != graph.start and node.id not in entered:
            doubts.add("unreachable", node.span, label=node.label)
        if not node.sure:
            doubts.add("kind", node.span, label=node.label, kind=node.kind.value)
        if node.kind is NodeKind.INTERVENE:
            if named_target(node.words.text, node.title, draft.title) is None:
                doubts.add("target", node.span, label=node.label)
            doubts.add("state", node.span, label=node.label)
        if node.kind is NodeKind.GATE:
            doubts.add("gate", node.span, label=node.label)
    doubts.add("safety", (0, 0))
    doubts.add("budgets", (0, 0), turns=str(MANY_TURNS), visits=str(VISITS))
    doubts.add("lines", (0, 0))
    name = {Language.EN: "English", Language.ZH: "中文"}[draft.language]
    doubts.add("language", (0, 0), language=name)
