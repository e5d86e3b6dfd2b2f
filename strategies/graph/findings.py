"""What the check of a protocol gives: findings and bounds."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, field
from enum import StrEnum


class Severity(StrEnum):
    """An error keeps a protocol from being released; a warning does not."""

    ERROR = "error"
    WARNING = "warning"


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """One thing that is wrong. `where` is a dotted path, `line` counts from 1.

    `counterexample` is the path or the values for which it goes wrong, when there is one.
    """

    code: str
    severity: Severity
    where: str
    line: int
    text: str
    counterexample: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Bounds:
    """The longest session in client turns: `max_turns`, and what each firing of an interrupt can add to it.

    Of a course `max_turns` is the longest of its sessions, `max_sessions` how many it can take. `call_depth` is how
    many protocols can stand on one another. None: not bounded, or not known because of an error.
    """

    max_turns: int | None = None
    max_interrupt_turns: Mapping[str, int | None] = field(default_factory=dict[str, "int | None"])
    max_sessions: int | None = None
    call_depth: int | None = field(default=None, compare=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class ProofSummary:
    """What was proved. `solver` is z3 with its version, None when it was left out; `open` names what was not proved."""

    solver: str | None = None
    made: int = 0
    failed: int = 0
    open: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class CheckReport:
    """What `throughline protocol check` prints."""

    findings: tuple[Finding, ...]
    bounds: Bounds
    proofs: ProofSummary | None = field(default=None, compare=False)

    @property
    def ok(self) -> bool:
        """Whether there is no error (warnings may be)."""
        return all(finding.severity is not Severity.ERROR for finding in self.findings)

    def to_json(self) -> str:
        """The report as JSON: `ok`, `findings`, `bounds`, `proofs` (null for a file that could not be read)."""
        plain = {
            "ok": self.ok,
            "findings": [asdict(finding) for finding in self.findings],
            "bounds": {
                "max_turns": self.bounds.max_turns,
                "max_interrupt_turns": dict(self.bounds.max_interrupt_turns),
                "max_sessions": self.bounds.max_sessions,
                "call_depth": self.bounds.call_depth,
            },
            "proofs": asdict(self.proofs) if self.proofs is not None else None,
        }
        return json.dumps(plain, ensure_ascii=False, indent=2)


def report(findings: Sequence[Finding], bounds: Bounds, *, proofs: ProofSummary | None = None) -> CheckReport:
    """The report of these findings, in the order of the file."""
    ordered = tuple(sorted(findings, key=lambda each: (each.line, each.code, each.where)))
    return CheckReport(findings=ordered, bounds=bounds, proofs=proofs)
