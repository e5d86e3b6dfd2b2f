"""What can go wrong with a protocol.

GraphError
├── ProtocolRefused     the file cannot be read as a protocol; `problems` name file, line, field, code and remedy
├── GuardRefused        a guard does not parse or does not type; `code`, `place` (code-point offset)
├── UnknownProtocol     the library holds no such protocol
├── UnknownNode         a frame names a node that its protocol does not have
├── ReleaseMismatch     a frame was entered under another release than the library holds
└── RouteDidNotSettle   a protocol that fails the checks sent routing in a circle
"""

from dataclasses import dataclass


class GraphError(Exception):
    """Any refusal of the protocol graph."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Problem:
    """One reason to refuse a file. `line` counts from 1; `field` is a dotted path, empty for the whole file."""

    code: str
    file: str
    line: int
    field: str
    text: str
    remedy: str

    def __str__(self) -> str:
        where = f" at {self.field}" if self.field else ""
        return f"{self.file}:{self.line}: [{self.code}]{where}: {self.text}. {self.remedy}"


class ProtocolRefused(GraphError):
    """The file is no protocol."""

    def __init__(self, problems: tuple[Problem, ...]) -> None:
        super().__init__("\n".join(str(problem) for problem in problems))
        self.problems = problems


class GuardRefused(GraphError):
    """A guard cannot be used. `counterexample` is a value for which it would fail, when there is one."""

    def __init__(self, source: str, *, code: str, place: int, text: str, counterexample: str | None = None) -> None:
        super().__init__(f"guard `{source}`, character {place + 1}: {text}")
        self.source = source
        self.code = code
        self.place = place
        self.text = text
        self.counterexample = counterexample


class UnknownProtocol(GraphError):
    """No protocol of that id."""

    def __init__(self, protocol: str) -> None:
        super().__init__(f"no protocol {protocol} in this library; pin its release or ship its file.")
        self.protocol = protocol


class UnknownNode(GraphError):
    """No node of that id."""

    def __init__(self, protocol: str, node: str) -> None:
        super().__init__(f"protocol {protocol} has no node {node}.")
        self.protocol = protocol
        self.node = node


class ReleaseMismatch(GraphError):
    """The frame stands in another release."""

    def __init__(self, protocol: str, *, frame: str, library: str) -> None:
        super().__init__(f"a frame of {protocol} stands in release {frame}; the library holds {library}.")
        self.protocol = protocol


class RouteDidNotSettle(GraphError):
    """Routing one client turn passed more nodes than there can be."""

    def __init__(self, protocol: str, node: str) -> None:
        super().__init__(f"routing did not settle; it was at {protocol}/{node}. Run the protocol check on the file.")
        self.protocol = protocol
        self.node = node
