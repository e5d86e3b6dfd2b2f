"""Proofs about the edges of every node: each guard can hold, each edge can be taken, no two compete, no answer is lost.

A question is put to a truth table where the cases can be counted, and to z3 where it is installed; what neither could
answer is said to be open. Nodes of one shape, that differ in their names alone, are proved once. The proofs are plain
data and can be kept with a release.
"""

from collections.abc import Hashable, Mapping
from dataclasses import dataclass
from typing import Final

from strategies.graph.findings import ProofSummary
from strategies.graph.guards import Expr
from strategies.graph.prove_cells import Cell
from strategies.graph.prove_claims import Proof, Prover, small_table, values_of
from strategies.graph.prove_states import States
from strategies.graph.prove_z3 import Z3, open_z3
from strategies.graph.release import edge_ids

MOST_EDGES: Final = 60
"""A node with more edges is an error of its own and not proved."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Proofs:
    """All proofs of one protocol. `solver` is z3 with its version, or None when it is not installed."""

    solver: str | None
    proofs: tuple[Proof, ...]

    @property
    def open(self) -> tuple[Proof, ...]:
        """What could not be proved either way."""
        return tuple(each for each in self.proofs if each.holds is None)

    def summary(self) -> ProofSummary:
        """The counts, and what is open in words."""
        return ProofSummary(
            solver=self.solver,
            made=sum(each.holds is not None for each in self.proofs),
            failed=sum(each.holds is False for each in self.proofs),
            open=tuple(f"{each.node}: {each.claim} {' '.join(each.edges)}: {each.by}" for each in self.open),
        )

    def to_plain(self) -> dict[str, object]:
        """Plain data, to be kept with a release."""
        return {"solver": self.solver, "proofs": [each.to_plain() for each in self.proofs]}


def prove(states: States, *, solve: bool = True) -> Proofs:
    """Every claim about the edges of a protocol; `solve` False leaves z3 out."""
    z3 = open_z3(states.domains) if solve else None
    known: dict[Hashable, tuple[str, tuple[Proof, ...]]] = {}
    found: list[Proof] = []
    for name, node in states.ground.protocol.nodes.items():
        if name in states.before and len(node.edges) <= MOST_EDGES:
            found.extend(_of_node(states, z3, name, known))
    return Proofs(solver=z3.name if z3 is not None else None, proofs=tuple(found))


def _of_node(
    states: States, z3: Z3 | None, name: str, known: dict[Hashable, tuple[str, tuple[Proof, ...]]]
) -> tuple[Proof, ...]:
    """The proofs of one node, taken from a node of the same shape where there was one."""
    exits = states.exits[name]
    key = (exits.shape, *(states.cells(name, slot) for slot in exits.read if slot in states.shifts))
    if key not in known:
        known[key] = (name, tuple(Prover(states=states, z3=z3, name=name).claims()))
        return known[key][1]
    like, proofs = known[key]
    names = dict(zip(states.exits[like].names, exits.names, strict=True))
    ids = edge_ids(name, states.ground.protocol.nodes[name].edges)
    return tuple(
        Proof(
            node=name,
            claim=proof.claim,
            holds=proof.holds,
            by=proof.by,
            places=proof.places,
            i=proof.i,
            waits=proof.waits,
            edges=tuple(ids[i] for i in proof.places),
            values=tuple((names.get(each, each), value) for each, value in proof.values),
        )
        for proof in proofs
    )


def example(states: States, tree: Expr) -> str | None:
    """Values for which a formula over the protocol's names holds, as they are printed; None when there are none.

    With more cases than can be counted it is None too; no interrupt reads so many slots.
    """
    table = small_table(tree, states)
    case: Mapping[str, Cell] | None
    if table is None:
        z3 = open_z3(states.domains)
        case = z3.example(tree, {}) if z3 is not None else None
    else:
        cases = table.truth(tree)
        case = table.plainest(cases) if cases else None
    if case is None:
        return None
    return ", ".join(f"{name} = {value}" for name, value in values_of(case)) or "whatever is known"
