"""The claims about the edges of one node, and how each is settled: by a truth table, by z3, or by the edges' order."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from strategies.graph.guards import DOTTED, Expr, names_of
from strategies.graph.protocol import Level, NodeKind
from strategies.graph.prove_cells import Cell
from strategies.graph.prove_exits import TURNS, Guarded, blocks
from strategies.graph.prove_states import States
from strategies.graph.prove_table import Table, TooManyCases, all_of, any_of, given, never, table_of
from strategies.graph.prove_z3 import Z3, Undecided
from strategies.graph.release import edge_ids

UNCLEAR: Final = frozenset({"unclear", "unsure", "not_clear", "cannot_tell"})
"""Options that are no answer: staying to clarify is what they call for."""

RISKS: Final = frozenset(DOTTED) - {TURNS}

Values = tuple[tuple[str, str], ...]
"""Names and their values, as they are printed."""


class Claim(StrEnum):
    """What is proved.

    Of a guard, that it can hold; of an edge, that it can be taken; of edges of equal priority that lead apart, that no
    two hold at once; of a node, that whatever becomes known there leads on.
    """

    CAN_HOLD = "can_hold"
    CAN_BE_TAKEN = "can_be_taken"
    NEVER_BOTH = "never_both"
    LEADS_ON = "leads_on"


@dataclass(frozen=True, slots=True, kw_only=True)
class Proof:
    """One claim about a node and what became of it.

    `holds`: None when it is open. `edges` are the ids of the edges it is about, `places` where they stand in the file,
    `i` the place of the last (None: the whole node). `by` says how; for `values` the claim fails. `waits`: the budget
    that stands in for the lost answer is longer than one turn.
    """

    node: str
    claim: Claim
    holds: bool | None
    by: str
    places: tuple[int, ...] = ()
    edges: tuple[str, ...] = ()
    i: int | None = None
    values: Values = ()
    waits: bool = True

    @property
    def example(self) -> str | None:
        """The values for which it fails, as they are printed; None when it does not, or fails for all."""
        return ", ".join(f"{name} = {value}" for name, value in self.values) or None

    def to_plain(self) -> dict[str, object]:
        """The proof as plain data."""
        return {
            "node": self.node,
            "claim": self.claim.value,
            "edges": list(self.edges),
            "holds": self.holds,
            "by": self.by,
            "example": self.example,
        }


@dataclass(frozen=True, slots=True, kw_only=True)
class _Found:
    """What became of a search. `fits`: whether there are such values, None when nobody could tell.

    They stand in `cases` of a table, or in `model`.
    """

    fits: bool | None
    by: str
    table: Table | None = None
    cases: int = 0
    model: Mapping[str, Cell] | None = None

    @property
    def values(self) -> Values:
        """The plainest of the values, as they are printed."""
        if self.table is not None and self.cases:
            return values_of(self.table.plainest(self.cases))
        return values_of(self.model) if self.model is not None else ()

    @property
    def none_fit(self) -> bool | None:
        """The contrary of `fits`."""
        return None if self.fits is None else not self.fits


class Prover:
    """The claims about one node."""

    def __init__(self, *, states: States, z3: Z3 | None, name: str) -> None:
        self.states, self.z3, self.name = states, z3, name
        self.protocol = states.ground.protocol
        self.node = self.protocol.nodes[name]
        self.ids = edge_ids(name, self.node.edges)
        self.exits = states.exits[name]
        self.guards = self.exits.guards
        ranked = sorted(enumerate(self.node.edges), key=lambda each: -each[1].priority)
        self.ranked = [(i, edge) for i, edge in ranked if edge.to in self.protocol.nodes]
        self.here: dict[str, int] = {TURNS: self.exits.turns}
        self.anyhow: dict[str, int] = {TURNS: self.exits.turns}
        for slot in self.exits.read:
            if slot in states.shifts:
                domain, cells = states.domains[slot], states.cells(name, slot)
                self.here[slot] = domain.all if cells == domain.null else cells  # what nobody sets is another finding
                self.anyhow[slot] = self.here[slot] | domain.null  # a session that is taken up again has forgotten

    def claims(self) -> Iterator[Proof]:
        """Every claim about the node's edges."""
        for n, guarded in enumerate(self.guards):
            found = self._search(guarded.tree, self.anyhow)
            yield self._proof(Claim.CAN_HOLD, found.fits, found.by, guarded.i)
            if found.fits is not False:
                yield from self._can_be_taken(guarded, self.guards[:n])
            yield from self._never_both(guarded, self.guards[:n])
        yield from self._asked()
        yield from self._exhausted()
        yield from self._leads_on()

    def _can_be_taken(self, guarded: Guarded, before: Sequence[Guarded]) -> Iterator[Proof]:
        blocking = [each for each in before if each.blocks]
        if blocking:
            found = self._search(all_of([guarded.tree, never(any_of(each.tree for each in blocking))]), self.anyhow)
            named = blocking if found.fits else self._alone(guarded, blocking)
            yield self._proof(Claim.CAN_BE_TAKEN, found.fits, found.by, guarded.i, others=[each.i for each in named])

    def _alone(self, guarded: Guarded, blocking: Sequence[Guarded]) -> Sequence[Guarded]:
        """The first edge that holds whenever the guarded one does; all of them when it takes them all."""
        for each in blocking:
            if self._search(all_of([guarded.tree, never(each.tree)]), self.anyhow).fits is False:
                return [each]
        return blocking

    def _never_both(self, guarded: Guarded, before: Sequence[Guarded]) -> Iterator[Proof]:
        rivals = [
            each for each in before if each.edge.priority == guarded.edge.priority and each.edge.to != guarded.edge.to
        ]
        if not rivals:
            return
        found = self._search(all_of([guarded.tree, any_of(each.tree for each in rivals)]), self.here)
        for rival in rivals if found.fits else ():
            both = self._search(all_of([guarded.tree, rival.tree]), self.here)
            if both.fits:
                found, rivals = both, [rival]
                break
        yield self._proof(
            Claim.NEVER_BOTH,
            found.none_fit,
            found.by,
            guarded.i,
            others=[each.i for each in rivals],
            values=found.values,
        )

    def _asked(self) -> Iterator[Proof]:
        """Semantic edges: weighed when no guarded edge was taken; one question a visit; the first that fits."""
        asks = [(i, edge, edge.ask) for i, edge in self.ranked if edge.ask is not None]
        if not asks:
            return
        blocking = [each for each in self.guards if each.blocks]
        rest = self._search(never(any_of(each.tree for each in blocking)), self.anyhow)
        first = asks[0][2].question
        for n, (i, edge, ask) in enumerate(asks):
            if ask.question != first:
                text = f"one question a visit is asked, and {first} comes first"
                yield self._proof(Claim.CAN_BE_TAKEN, False, text, i, others=[asks[0][0]])
                continue
            same = [
                (j, other, asked)
                for j, other, asked in asks[:n]
                if asked.question == ask.question and asked.is_ == ask.is_
            ]
            over = [
                j
                for j, other, asked in same
                if blocks(self.states.ground, self.name, other) and (asked.min_p or 0) <= (ask.min_p or 0)
            ]
            if over:
                yield self._proof(Claim.CAN_BE_TAKEN, False, "the same answer", i, others=over[:1])
            else:
                yield self._proof(Claim.CAN_BE_TAKEN, rest.fits, rest.by, i, others=[each.i for each in blocking])
            rivals = [j for j, other, _ in same if other.priority == edge.priority and other.to != edge.to]
            if rivals:
                yield self._proof(Claim.NEVER_BOTH, False, "the same answer", i, others=rivals[:1])

    def _exhausted(self) -> Iterator[Proof]:
        """Of several exhausted edges only the first is ever taken."""
        ways = [i for i, edge in self.ranked if edge.after is not None]
        for i in ways[1:]:
            yield self._proof(Claim.CAN_BE_TAKEN, False, "an exhausted edge is always taken", i, others=ways[:1])

    def _leads_on(self) -> Iterator[Proof]:
        """Whatever the client makes known here, some edge leads on before the turns are used up."""
        node, course = self.node, self.protocol.protocol.level is Level.COURSE
        waits = node.turns is not None and node.turns.max > 1
        unanswered = self._unanswered()
        if any(edge.when is not None and self.states.ground.guard(edge.when) is None for edge in node.edges):
            return  # a guard that does not type is another finding
        read = set(self.exits.read) - DOTTED.keys()
        if course or node.kind in (NodeKind.END, NodeKind.CALL) or unanswered is None:
            return
        if not self.guards:
            if node.collects and waits:
                values = (*((slot, "any value") for slot in node.collects), *unanswered)
                yield Proof(node=self.name, claim=Claim.LEADS_ON, holds=False, by="no edge reads it", values=values)
            return
        if not node.collects and (not read or not waits):
            return
        known = read if not node.collects else read & set(node.collects)
        domains = self.states.domains
        state = {name: cells & ~domains[name].null if name in known else cells for name, cells in self.here.items()}
        found = self._search(self._stuck(), state, at_home=False)
        yield Proof(
            node=self.name,
            claim=Claim.LEADS_ON,
            holds=found.none_fit,
            by=found.by,
            places=tuple(each.i for each in self.guards),
            edges=tuple(self.ids[each.i] for each in self.guards),
            values=(*found.values, *unanswered) if found.fits else (),
            waits=waits and bool(node.collects),
        )

    def _stuck(self) -> Expr:
        """The formula of the values for which no guard holds, however many turns are used, and no interrupt comes."""
        nothing = never(any_of(each.tree for each in self.guards))
        if TURNS in self.exits.read:
            cells = self.states.domains[TURNS].cells
            turns = [cell.value for i, cell in enumerate(cells) if self.here[TURNS] >> i & 1]
            nothing = all_of(given(nothing, TURNS, value) for value in turns)
        risks = [
            guard for each in self.protocol.interrupts if (guard := self.states.ground.guard(each.when)) is not None
        ]
        read = RISKS.intersection(self.exits.read)
        return all_of(
            [nothing, *(never(each.tree) for each in risks if read & set(each.names) and RISKS.issuperset(each.names))]
        )

    def _unanswered(self) -> Values | None:
        """An answer to the node's question that no edge takes up, () without a question; None when every answer is."""
        asks = [edge.ask for _, edge in self.ranked if edge.ask is not None]
        if not asks or asks[0].question not in self.protocol.questions:
            return ()
        question = asks[0].question
        taken = {ask.is_ for ask in asks if ask.question == question}
        left = [each for each in self.protocol.questions[question].options if each not in taken | UNCLEAR]
        return ((f"the answer to {question}", left[0]),) if left else None

    def _search(self, tree: Expr, state: Mapping[str, int], *, at_home: bool = True) -> _Found:
        """Values for which the formula holds; `at_home`: it reads nothing but what the node's guards read."""
        table = self.states.table(self.name)
        if table is None or not (at_home or table.covers(tree)):
            table = small_table(tree, self.states)
        cases = table.within(state) & table.truth(tree) if table is not None else 0
        counted = [f"all {table.size} cases"] if table is not None else []
        if self.z3 is None:
            by = counted or ["more cases than can be counted, and z3 is not installed"]
            return _Found(fits=bool(cases) if counted else None, by=by[0], table=table, cases=cases)
        try:
            model = self.z3.example(tree, state)
        except Undecided as why:
            by = [*counted, f"z3 cannot tell: {why}"]
            return _Found(fits=bool(cases) if counted else None, by=", ".join(by), table=table, cases=cases)
        by = [*counted, self.z3.name]
        return _Found(fits=bool(cases) or model is not None, by=", ".join(by), table=table, cases=cases, model=model)

    def _proof(
        self,
        claim: Claim,
        holds: bool | None,
        by: str,
        i: int,
        *,
        others: Iterable[int] = (),
        values: Values = (),
    ) -> Proof:
        places = (*others, i)
        return Proof(
            node=self.name,
            claim=claim,
            holds=holds,
            by=by,
            places=places,
            edges=tuple(self.ids[each] for each in places),
            i=i,
            values=values,
        )


def values_of(case: Mapping[str, Cell]) -> Values:
    """A case as it is printed."""
    return tuple((name, cell.said) for name, cell in case.items())


def small_table(tree: Expr, states: States) -> Table | None:
    """The cases of the names in a formula; None when they are too many."""
    try:
        return table_of(sorted(names_of(tree)), states.domains)
    except TooManyCases:
        return None
