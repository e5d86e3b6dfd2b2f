"""Small protocols, written out: enough around the part that a test is about."""

from strategies.graph.check import check
from strategies.graph.findings import Finding, Severity
from strategies.graph.library import Library
from strategies.graph.load import load_protocol
from strategies.graph.release import CompiledProtocol, compile_release

SHIPPED = Library.shipped()
END = """
  end:
    kind: end
    purpose: {en: "End.", zh-CN: "结束。"}
    fallback: {en: "Goodbye.", zh-CN: "再见。"}
"""
RISK = '  - {id: risk, priority: 1000, when: risk.unscreened_event, to: "protocol:safety_screen"}'
WORDS = '{en: "words", zh-CN: "话"}'


def node(name: str, *lines: str, kind: str = "ask", turns: int = 3) -> str:
    """A node that speaks, with these lines below it (edges among them)."""
    spoken = "" if kind == "call" else f"\n    fallback: {WORDS}\n    turns: {{max: {turns}}}"
    rest = "".join(f"\n    {line}" for line in lines)
    return f"\n  {name}:\n    kind: {kind}\n    purpose: {WORDS}{spoken}{rest}"


def slot(name: str, *rest: str) -> str:
    """A slot of that type and range."""
    return f"  {name}: {{{', '.join(('text: ' + WORDS, *rest))}}}"


def protocol(*nodes: str, slots: tuple[str, ...] = (), head: str = "", more: str = "", start: str = "first") -> str:
    """A session protocol of these nodes and an end; `head` goes into its header, `more` stands beside it."""
    declared = "\nslots:\n" + "\n".join(slots) if slots else ""
    return (
        f"protocol: {{id: little, version: 1.0.0{head}}}\nstart: {start}{declared}\n{more}\ninterrupts:\n{RISK}\n"
        f"nodes:{''.join(nodes)}{END}"
    )


def found_in(text: str, **others: str) -> list[Finding]:
    """What the check finds in a protocol; `others` lie beside it, by id."""
    library: dict[str, CompiledProtocol] = dict(SHIPPED)
    for other in others.values():
        compiled = compile_release(load_protocol(other, file="other.yaml").protocol)
        library[compiled.id] = compiled
    return check(load_protocol(text, file="little.yaml"), library=library)


def said_of(text: str, **others: str) -> list[tuple[str, str, str | None]]:
    """Code, place and counterexample of everything that the check finds."""
    return [(each.code, each.where, each.counterexample) for each in found_in(text, **others)]


def errors_in(text: str, **others: str) -> set[str]:
    """The codes of the errors."""
    return {each.code for each in found_in(text, **others) if each.severity is Severity.ERROR}
