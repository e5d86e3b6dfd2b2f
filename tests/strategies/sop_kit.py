"""Short ways to read a procedure in a test."""

from pathlib import Path

from strategies.sop.clauses import Clause
from strategies.sop.compile import Compiled, compile_draft, read_draft
from strategies.sop.conditions import read_clauses
from strategies.sop.cut import sentences
from strategies.sop.piece import clean
from strategies.sop.source import source_of

EXAMPLES = Path(__file__).parents[2] / "examples" / "sop"


def compiled(text: str, *, file: str = "procedure.md") -> Compiled:
    """A procedure, compiled by rule."""
    return compile_draft(read_draft(source_of(text)), file=file)


def ways(text: str) -> list[str]:
    """The graph's edges as words: `ask -> close`, `ask -[yes]-> close`, `~` for a loop, `!` for used-up attempts."""
    graph = compiled(text).graph
    names = {node.id: node.label for node in graph.nodes} | {"*": "*"}
    marks = {"loop": "~", "exhausted": "!", "interrupt": "*"}
    found: list[str] = []
    for edge in graph.edges:
        mark = marks.get(edge.type.value, "") if edge.source != "*" else ""
        guard = f"[{edge.guard}]" if edge.guard else ""
        back = " & back" if edge.resume else ""
        beside = " beside" if edge.parallel else ""
        found.append(f"{names[edge.source]} -{mark}{guard}-> {names[edge.to]}{back}{beside}")
    return found


def steps(text: str) -> list[str]:
    """The graph's nodes, by label."""
    return [node.label for node in compiled(text).graph.nodes]


def said(text: str) -> list[tuple[str, str, str]]:
    """The clauses of a text: mood, condition, body."""
    words, _ = clean(text, 0, len(text))
    return [_shown(clause) for sentence in sentences(words) for clause in read_clauses(sentence)]


def _shown(clause: Clause) -> tuple[str, str, str]:
    mood = f"{clause.mood.value} anywhere" if clause.anywhere else clause.mood.value
    return mood, clause.condition.text.strip(" .。"), clause.body.text.strip(" .。")


def codes(text: str) -> list[str]:
    """The kinds of doubt that a procedure leaves, those that every procedure leaves apart."""
    always = {"safety", "budgets", "lines", "language", "state", "target", "rest", "kind"}
    return [question.code for question in compiled(text).questions if question.code not in always]
