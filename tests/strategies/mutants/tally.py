"""Every shipped protocol, damaged in every way: what the validator says, and what the oracle says."""

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import cast

from pydantic import ValidationError

from strategies.graph.check import check
from strategies.graph.check_text import texts_of, unsafe
from strategies.graph.findings import Severity
from strategies.graph.library import Library
from strategies.graph.load import Loaded
from strategies.graph.protocol import Protocol
from strategies.graph.yaml_tree import Marks, read_yaml
from tests.strategies.mutants.damage import Operator, Plain, damaged
from tests.strategies.mutants.damage_more import operators
from tests.strategies.mutants.oracle import broken
from tests.strategies.mutants.world import Cache, Promise

FOLDER = Path(__file__).parents[3] / "strategies" / "protocols"


class Verdict(StrEnum):
    """What the validator makes of a file."""

    REFUSED = "refused"
    WARNED = "warned"
    ACCEPTED = "accepted"


@dataclass(frozen=True, slots=True, kw_only=True)
class Mutant:
    """One damaged file. `breaks` are the promises that it breaks, by the oracle; `codes` what the validator found.

    `breaks` is None where the oracle was not asked.
    """

    protocol: str
    operator: str
    where: str
    verdict: Verdict
    codes: tuple[str, ...]
    breaks: frozenset[Promise] | None

    @property
    def missed(self) -> bool:
        """Whether the validator accepts what breaks a promise; five musts are a promise that warns."""
        if not self.breaks or self.breaks == frozenset({Promise.FEW}):
            return bool(self.breaks) and self.verdict is Verdict.ACCEPTED
        return self.verdict is not Verdict.REFUSED


def shipped() -> dict[str, tuple[Plain, Marks]]:
    """The plain tree of every shipped file, with its lines, by protocol id."""
    found: dict[str, tuple[Plain, Marks]] = {}
    for path in sorted(FOLDER.glob("*.yaml")):
        tree, marks = read_yaml(path.read_text(encoding="utf-8"))
        plain = cast("Plain", tree)
        found[plain["protocol"]["id"]] = (json.loads(json.dumps(plain)), marks)
    return found


def places(trees: Mapping[str, Plain], *, most: int | None) -> Iterator[tuple[str, Operator, int]]:
    """Where damage is done: of each operator, `most` places spread over all files; None: everywhere."""
    for operator in operators():
        every = [(name, i) for name, tree in trees.items() for i, _ in enumerate(operator.places(tree))]
        step = 1 if most is None else max(1, len(every) // most)
        for name, i in every[step // 2 :: step][:most]:
            yield name, operator, i


def mutants(*, most: int | None, ask_every: int = 1) -> Iterator[Mutant]:
    """The damaged files, judged. Of those that the validator refuses the oracle is asked about one in `ask_every`."""
    files = shipped()
    trees = {name: tree for name, (tree, _) in files.items()}
    library, cache = Library.shipped(), Cache()
    for n, (name, operator, i) in enumerate(places(trees, most=most)):
        before, marks = files[name]
        where, edit = list(operator.places(before))[i]
        tree = damaged(before, edit)
        verdict, codes = _judged(tree, marks, library)
        asked = verdict is not Verdict.REFUSED or n % ask_every == 0
        judged = broken(tree, before=before, others=library, trees=trees, cache=cache) if asked else None
        yield Mutant(
            protocol=name,
            operator=operator.name,
            where=where,
            verdict=verdict,
            codes=codes,
            breaks=judged,
        )


def _judged(tree: Plain, marks: Marks, library: Library) -> tuple[Verdict, tuple[str, ...]]:
    """What the validator says, as of a file with this tree."""
    try:
        protocol = Protocol.model_validate_json(json.dumps(tree), strict=True)
    except ValidationError:
        return Verdict.REFUSED, ("not_read",)
    if any(unsafe(words) for _, text in texts_of(protocol) for words in text.values()):
        return Verdict.REFUSED, ("unsafe_text",)
    found = check(Loaded(protocol=protocol, marks=marks, file="mutant.yaml"), library=library, solve=False)
    codes = tuple(sorted({each.code for each in found}))
    if any(each.severity is Severity.ERROR for each in found):
        return Verdict.REFUSED, codes
    return (Verdict.WARNED if found else Verdict.ACCEPTED), codes


def table(found: Sequence[Mutant]) -> str:
    """The counts, an operator a line."""
    lines = [
        (
            f"{'damage':<48} {'aims at':<42} {'made':>5} {'break':>6} {'refused':>8} {'missed':>7} "
            f"{'harmless':>9} {'refused':>8}"
        )
    ]
    rows = [(each.name, each.aims, [one for one in found if one.operator == each.name]) for each in operators()]
    for name, aims, each in [*rows, ("all", "", list(found))]:
        breaking = [one for one in each if one.breaks]
        harmless = [one for one in each if not one.breaks]
        lines.append(
            f"{name:<48} {aims:<42} {len(each):>5} {len(breaking):>6} {sum(not one.missed for one in breaking):>8}"
            f" {sum(one.missed for one in breaking):>7} {len(harmless):>9}"
            f" {sum(one.verdict is Verdict.REFUSED for one in harmless):>8}"
        )
    return "\n".join(lines)
