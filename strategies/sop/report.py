"""What the compiler writes beside the protocol: the graph as JSON, the matrix and the questions as pages."""

from typing import TYPE_CHECKING, Final

from pydantic import BaseModel, ConfigDict, Field

from memory.record.identity import Language
from strategies.graph.protocol import NodeKind
from strategies.sop.graph import Became, EdgeType
from strategies.sop.piece import Span

if TYPE_CHECKING:
    from strategies.sop.compile import Compiled

_SHOWN: Final = 100


class _Out(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True, populate_by_name=True)


class NodeOut(_Out):
    """A step. `span`: character offsets into the file, from the first to just after the last."""

    id: str
    label: str
    kind: NodeKind
    span: Span


class EdgeOut(_Out):
    """A way from step to step; `from` is `*` where it leaves every step that is no end.

    `guard`: the condition in the source's words, none when the way is always taken. `resume`: and then back to where
    the session stood. `most`: how often at most, where the source says so.
    """

    id: str
    from_: str = Field(alias="from")
    to: str
    guard: str | None
    type: EdgeType
    parallel: bool = False
    resume: bool = False
    most: int | None = None


class QuestionOut(_Out):
    """A question for the clinician; the span is [0, 0] when it is about the whole."""

    n: int
    code: str
    text: str
    span: Span


class TraceOut(_Out):
    """What a piece of the source became, and the id of that node or edge, or why it was set aside."""

    span: Span
    became: Became
    id: str | None = None
    reason: str | None = None


class SopOut(_Out):
    """What `throughline sop compile` gives."""

    nodes: tuple[NodeOut, ...]
    edges: tuple[EdgeOut, ...]
    start: str | None
    ends: tuple[str, ...]
    questions: tuple[QuestionOut, ...]
    trace: tuple[TraceOut, ...]
    language: Language
    protocol: str | None


def sop_out(compiled: "Compiled") -> SopOut:
    """The graph in the form of the machine door."""
    graph = compiled.graph
    return SopOut(
        nodes=tuple(NodeOut(id=n.id, label=n.label, kind=n.kind, span=n.span) for n in graph.nodes),
        edges=tuple(
            EdgeOut.model_validate(
                {
                    "id": edge.id,
                    "from": edge.source,
                    "to": edge.to,
                    "guard": edge.guard,
                    "type": edge.type,
                    "parallel": edge.parallel,
                    "resume": edge.resume,
                    "most": edge.most,
                }
            )
            for edge in graph.edges
        ),
        start=graph.start or None,
        ends=tuple(graph.ends),
        questions=tuple(QuestionOut(n=q.n, code=q.code, text=q.text, span=q.span) for q in compiled.questions),
        trace=tuple(
            TraceOut(span=each.span, became=each.became, id=each.id or None, reason=each.reason or None)
            for each in compiled.trace
        ),
        language=compiled.language,
        protocol=compiled.name if compiled.protocols else None,
    )


def graph_json(compiled: "Compiled") -> str:
    """The same as text."""
    return sop_out(compiled).model_dump_json(by_alias=True, indent=1) + "\n"


def questions_text(compiled: "Compiled") -> str:
    """The clinician's questions as a page."""
    title = "给临床人员的问题" if compiled.language is Language.ZH else "Questions for the clinician"
    lines = [f"# {title}", ""]
    for each in compiled.questions:
        place = f" [{each.span[0]}-{each.span[1]}]" if each.span != (0, 0) else ""
        lines.append(f"{each.n}. {each.text}{place}")
    return "\n".join(lines) + "\n"


def matrix_text(compiled: "Compiled") -> str:
    """The traceability matrix as a page."""
    chinese = compiled.language is Language.ZH
    head = ("位置", "原文", "成为", "编号或理由") if chinese else ("place", "words", "became", "id or reason")
    rows = [f"| {' | '.join(head)} |", "|---|---|---|---|"]
    for each in compiled.trace:
        words = " ".join(compiled.text[each.span[0] : each.span[1]].split()).replace("|", "\\|")
        words = words if len(words) <= _SHOWN else words[: _SHOWN - 1] + "…"
        rows.append(f"| {each.span[0]}-{each.span[1]} | {words} | {each.became.value} | {each.id or each.reason} |")
    return "\n".join([f"# {'可追溯矩阵' if chinese else 'Traceability matrix'}", "", *rows]) + "\n"
