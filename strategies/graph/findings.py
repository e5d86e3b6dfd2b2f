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

    None: not bounded, or not known because of an error.
    """

    max_turns: int | None = None
    max_interrupt_turns: Mapping[str, int | None] = field(default_factory=dict[str, "int | None"])


@dataclass(frozen=True, slots=True, kw_only=True)
class CheckReport:
    """What `throughline protocol check` prints."""

    findings: tuple[Finding, ...]
    bounds: Bounds

    @property
    def ok(self) -> bool:
        """Whether there is no error (warnings may be)."""
        return all(finding.severity is not Severity.ERROR for finding in self.findings)

    def to_json(self) -> str:
        """The report as JSON: `ok`, `findings`, `bounds`."""
        plain = {
            "ok": self.ok,
            "findings": [asdict(finding) for finding in self.findings],
            "bounds": {
                "max_turns": self.bounds.max_turns,
                "max_interrupt_turns": dict(self.bounds.max_interrupt_turns),
            },
        }
        return json.dumps(plain, ensure_ascii=False, indent=2)


def report(findings: Sequence[Finding], bounds: Bounds) -> CheckReport:
    """The report of these findings, in the order of the file."""
    return CheckReport(
        findings=tuple(sorted(findings, key=lambda each: (each.line, each.code, each.where))), bounds=bounds
    )
