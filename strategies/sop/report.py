"""What the compiler writes beside the protocol: the graph as JSON, the matrix and the questions as pages."""

import json
from typing import TYPE_CHECKING

from memory.record.identity import Language
from strategies.sop.graph import Trace

if TYPE_CHECKING:
    from strategies.sop.compile import Compiled


_SHOWN = 100


def graph_value(compiled: "Compiled") -> dict[str, object]:
    """The graph in the form of the machine door: nodes, edges, start, ends, questions, trace."""
    graph = compiled.graph
    return {
        "nodes": [
            {"id": node.id, "label": node.label, "kind": node.kind.value, "span": list(node.span)}
            for node in graph.nodes
        ],
        "edges": [
            {
                "id": edge.id,
                "from": edge.source,
                "to": edge.to,
                "guard": edge.guard,
                "type": edge.type.value,
                "parallel": edge.parallel,
                "resume": edge.resume,
            }
            for edge in graph.edges
        ],
        "start": graph.start or None,
        "ends": graph.ends,
        "questions": [
            {"n": each.n, "text": each.text, "span": list(each.span), "code": each.code} for each in compiled.questions
        ],
        "trace": [_trace(each) for each in compiled.trace],
        "language": compiled.language.value,
        "protocol": compiled.name if compiled.protocols else None,
    }


def _trace(trace: Trace) -> dict[str, object]:
    found: dict[str, object] = {"span": list(trace.span), "became": trace.became.value}
    if trace.id:
        found["id"] = trace.id
    if trace.reason:
        found["reason"] = trace.reason
    return found


def graph_json(compiled: "Compiled") -> str:
    """The same as text."""
    return json.dumps(graph_value(compiled), ensure_ascii=False, indent=1) + "\n"


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
