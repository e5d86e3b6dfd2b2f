"""The graph as a protocol: how each step is left, in guards, closed questions and budgets."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Final

from memory.record.identity import Language
from strategies.graph.protocol import NodeKind, Reader, SlotType
from strategies.sop.doubts import Doubts
from strategies.sop.graph import ANYWHERE, EdgeType, SopEdge, SopGraph, SopNode, Term
from strategies.sop.slots import SlotSpec, SlotTest, Value, slot_tests
from strategies.sop.titles import RISK
from strategies.sop.wording import SAYINGS, held

TURNS: Final[Mapping[NodeKind, int]] = {
    NodeKind.PSYCHOEDUCATE: 1,
    NodeKind.SUMMARISE: 1,
    NodeKind.GATE: 2,
    NodeKind.SAFETY: 2,
}
MANY_TURNS: Final = 3
VISITS: Final = 3
FINISH: Final = "finish"
_SPOKEN: Final = (NodeKind.ASSESS, NodeKind.ASK, NodeKind.INTERVENE, NodeKind.HOMEWORK)
_MOST_OPTIONS: Final = 19


@dataclass(frozen=True, slots=True, kw_only=True)
class PlannedEdge:
    """One edge of the protocol. `edge`: the edge of the graph that it stands for, "" when the format asked for it.

    `last`: it is tried behind the other guards. Exactly one of `when`, `option` (of the node's question) and
    `exhausted`. `sample`: a slot and a value for which `when` holds and no guard before it.
    """

    to: str
    edge: str = ""
    when: str | None = None
    option: str | None = None
    exhausted: bool = False
    gated: bool = False
    last: bool = False
    samples: tuple[tuple[str, Value], ...] = ()


@dataclass(slots=True, kw_only=True)
class PlannedNode:
    """One step of the protocol. `options` are those of its closed question, in order; `rule` a protocol it calls."""

    node: SopNode | None
    kind: NodeKind
    edges: list[PlannedEdge] = field(default_factory=list[PlannedEdge])
    collects: list[SlotSpec] = field(default_factory=list[SlotSpec])
    options: dict[str, str] = field(default_factory=dict[str, str])
    turns: int | None = None
    visits: int | None = None
    calls: str = ""


@dataclass(slots=True, kw_only=True)
class Plan:
    """A whole protocol. `rules` are protocols of rules that lead back to where the session stood, by id suffix."""

    start: str
    nodes: dict[str, PlannedNode]
    rules: "dict[str, Plan]" = field(default_factory=dict[str, "Plan"])

    @property
    def slots(self) -> dict[str, SlotSpec]:
        """The slots, in the order of the steps that collect them."""
        return {slot.name: slot for node in self.nodes.values() for slot in node.collects}


def plan_of(graph: SopGraph, *, language: Language, doubts: Doubts, about: str = "") -> Plan:
    """The protocol that the graph makes; `about` is the procedure's title. Needs a start."""
    return _Planner(graph, language, doubts, about).plan()


@dataclass(slots=True)
class _Planner:
    graph: SopGraph
    language: Language
    doubts: Doubts
    about: str
    beside: dict[str, SopEdge] = field(default_factory=dict[str, SopEdge])
    known: dict[str, SlotSpec] = field(default_factory=dict[str, SlotSpec])

    def plan(self) -> Plan:
        inside = self._reached(self.graph.start)
        self.beside = self._side_by_side(inside)
        rules, apart = self._rules(inside)
        nodes: dict[str, PlannedNode] = {}
        for node in self.graph.nodes:
            if node.id in inside or node.id in rules:
                nodes[node.id] = self._node(node)
        self._without_cycles(nodes)
        self._add_rules(nodes, rules, apart)
        self._prune(nodes)
        self._bound(nodes)
        return Plan(start=self.graph.start, nodes=nodes, rules=self._rule_plans(apart))

    def _prune(self, nodes: dict[str, PlannedNode]) -> None:
        """Adds the common end, and leaves out what no way of the protocol leads to: the source's graph keeps it."""
        nodes[FINISH] = PlannedNode(node=None, kind=NodeKind.END)
        reached = {self.graph.start}
        waiting = [self.graph.start]
        while waiting:
            for edge in nodes[waiting.pop()].edges:
                if edge.to not in reached:
                    reached.add(edge.to)
                    waiting.append(edge.to)
        for name in [each for each in nodes if each not in reached]:
            node = nodes.pop(name).node
            if node is not None:
                self.doubts.add("unreachable", node.span, label=node.label)

    # ---- which nodes ----------------------------------------------------------------------------------------------

    def _reached(self, start: str) -> set[str]:
        found: set[str] = set()
        waiting = [start]
        while waiting:
            here = waiting.pop()
            if here not in found:
                found.add(here)
                waiting.extend(edge.to for edge in self.graph.out_of(here))
        return found

    def _rules(self, inside: set[str]) -> tuple[dict[str, SopEdge], dict[str, SopEdge]]:
        """Rules that hold anywhere: those that lead elsewhere (with all their nodes), and those that lead back.

        Rules of danger are left to the built-in interrupt.
        """
        onward: dict[str, SopEdge] = {}
        back: dict[str, SopEdge] = {}
        for edge in self.graph.edges:
            if edge.source != ANYWHERE:
                continue
            target = self.graph.node(edge.to)
            if edge.to not in inside and (target.kind is NodeKind.CALL or RISK.search(edge.guard or "")):
                self.doubts.add("rule_risk", target.span, label=target.label)
            elif edge.resume and edge.to not in inside:
                back[edge.to] = edge
            else:
                onward.setdefault(edge.to, edge)
        for name in list(onward):
            for each in self._reached(name):
                onward.setdefault(each, onward[name])
        return onward, back

    def _add_rules(self, nodes: dict[str, PlannedNode], onward: dict[str, SopEdge], back: dict[str, SopEdge]) -> None:
        """Gives every speaking step the rules as options of its question."""
        rules = list({edge.id: edge for edge in (*onward.values(), *back.values())}.values())
        if not rules:
            return
        apart = onward.keys() | back.keys()
        for name, planned in list(nodes.items()):
            if name in apart or planned.kind in (NodeKind.END, NodeKind.CALL) or not planned.edges:
                continue
            fresh = not planned.options
            for k, rule in enumerate(rules, start=1):
                if len(planned.options) >= _MOST_OPTIONS:
                    break
                option = f"rule_{k}"
                planned.options[option] = held(rule.guard or "")
                to = rule.to
                if rule.to in back:
                    to = f"{name}_rule_{k}"
                    nodes[to] = PlannedNode(
                        node=None,
                        kind=NodeKind.CALL,
                        calls=rule.to,
                        edges=[PlannedEdge(to=name, exhausted=True)],
                    )
                planned.edges.insert(self._before_exhausted(planned), PlannedEdge(to=to, edge=rule.id, option=option))
            if fresh:
                self._other(planned)

    def _before_exhausted(self, planned: PlannedNode) -> int:
        return next((i for i, edge in enumerate(planned.edges) if edge.exhausted), len(planned.edges))

    def _other(self, planned: PlannedNode) -> None:
        """The option that none of the rules holds leads where the step leads."""
        planned.options["other"] = SAYINGS["other"][self.language]
        if any(edge.when is not None for edge in planned.edges):
            return
        on = next(edge for edge in planned.edges if edge.exhausted)
        planned.edges.insert(self._before_exhausted(planned), PlannedEdge(to=on.to, option="other"))

    def _rule_plans(self, back: dict[str, SopEdge]) -> dict[str, Plan]:
        plans: dict[str, Plan] = {}
        for name in back:
            own = self._reached(name)
            nodes = {node.id: self._node(node) for node in self.graph.nodes if node.id in own}
            self._without_cycles(nodes)
            if any(edge.to == FINISH for node in nodes.values() for edge in node.edges):
                nodes[FINISH] = PlannedNode(node=None, kind=NodeKind.END)
            self._bound(nodes)
            plans[name] = Plan(start=name, nodes=nodes)
        return plans

    # ---- one node -------------------------------------------------------------------------------------------------

    def _node(self, node: SopNode) -> PlannedNode:
        edges = [edge for edge in self._chained(node) if edge.to]
        kind = node.kind
        if kind is NodeKind.END and edges:
            kind = NodeKind.SUMMARISE
        if kind is NodeKind.CALL and (len(edges) != 1 or edges[0].terms) and edges:
            kind = NodeKind.SAFETY
        planned = PlannedNode(node=node, kind=kind)
        if kind is NodeKind.END:
            return planned
        arms = [edge for edge in edges if edge.terms and edge.type is not EdgeType.EXHAUSTED]
        default = next((edge for edge in edges if not edge.terms), None)
        tried = next((edge for edge in edges if edge.type is EdgeType.EXHAUSTED), None)
        tests = slot_tests(node, arms, about=self.about) if arms and kind is not NodeKind.GATE else None
        onward = self._onward(node, default, tried, arms)
        if kind is NodeKind.GATE and onward.to == FINISH:
            kind = planned.kind = NodeKind.ASSESS
        if kind is NodeKind.CALL:
            planned.calls = "safety_screen"
            planned.edges = [PlannedEdge(to=onward.to, edge=onward.edge, exhausted=True)]
            return planned
        planned.turns = TURNS.get(kind, MANY_TURNS)
        if tests is not None:
            self._typed(planned, arms, tests, default, onward)
        elif arms:
            self._asked(planned, arms, default, onward)
        elif kind is NodeKind.GATE:
            planned.edges = [PlannedEdge(to=onward.to, edge=onward.edge, when="frame.turns >= 1", gated=True)]
            planned.edges.append(PlannedEdge(to=FINISH, exhausted=True))
            return planned
        elif kind in _SPOKEN:
            self._told(planned, node, onward)
        planned.edges.append(PlannedEdge(to=onward.to, edge=onward.edge, exhausted=True))
        if kind is NodeKind.GATE:
            self._gate(planned, onward.to)
            if not any(edge.gated for edge in planned.edges):
                planned.kind = NodeKind.ASSESS
        return planned

    def _gate(self, planned: PlannedNode, to: str) -> None:
        """At a gate with conditions, the way on waits for a clinician, and nothing leads around it."""
        edges = [
            PlannedEdge(to=e.to, edge=e.edge, when=e.when, option=e.option, gated=True) if e.to == to else e
            for e in planned.edges
            if not (e.exhausted and e.to == to)
        ]
        planned.edges = [*edges, PlannedEdge(to=FINISH, exhausted=True)] if to != FINISH else planned.edges

    def _side_by_side(self, inside: set[str]) -> dict[str, SopEdge]:
        """A step that another runs beside -> the edge to that one."""
        found: dict[str, SopEdge] = {}
        for node in inside:
            beside = [edge for edge in self.graph.out_of(node) if edge.parallel and not edge.terms]
            for first, second in pairwise(beside):
                found.setdefault(first.to, second)
        return found

    def _chained(self, node: SopNode) -> list[SopEdge]:
        """A step's ways on. Of steps side by side the first leads to the second: a session does one thing at a time."""
        edges = self.graph.out_of(node.id)
        side = [edge for edge in edges if edge.parallel and not edge.terms]
        if len(side) > 1:
            edges = [edge for edge in edges if edge not in side[1:]]
        second = self.beside.get(node.id)
        if second is not None:
            return [SopEdge(id=second.id, source=node.id, to=second.to, type=EdgeType.SEQUENCE)]
        return edges

    def _onward(
        self, node: SopNode, default: SopEdge | None, tried: SopEdge | None, arms: list[SopEdge]
    ) -> PlannedEdge:
        """Where the step leads when its turns are used up: as the source says, or on."""
        said = tried or default
        if said is not None:
            return PlannedEdge(to=said.to, edge=said.id, exhausted=True)
        if not arms or node.ends:
            return PlannedEdge(to=FINISH, exhausted=True)
        forward = [arm for arm in arms if self.graph.node(arm.to).order > node.order]
        chosen = next((arm for arm in forward if self.graph.node(arm.to).kind is NodeKind.SAFETY), None)
        chosen = chosen or (forward[-1] if forward else None)
        to = chosen.to if chosen is not None else FINISH
        label = self.graph.node(to).label if to != FINISH else SAYINGS["finish"][self.language]
        self.doubts.add("rest", node.span, label=node.label, to=label)
        return PlannedEdge(to=to, exhausted=True)

    def _typed(
        self,
        planned: PlannedNode,
        arms: list[SopEdge],
        tests: list[SlotTest],
        default: SopEdge | None,
        onward: PlannedEdge,
    ) -> None:
        """Every arm is a guard on one slot; what the arms leave is a guard too."""
        slot = self._slot(tests[0].slot)
        planned.collects.append(slot)
        samples = slot.samples(frozenset[float]().union(*(test.bounds for test in tests)))
        left = list(samples)
        before: list[SlotTest] = []
        for arm, test in zip(arms, tests, strict=True):
            mine = [value for value in left if test.holds(value)]
            if not mine:
                continue
            guard = [f"{slot.name} != null", *(f"!({each.cel})" for each in before if self._meets(each, test, samples))]
            if test.cel != "true":
                guard.append(test.cel)
            planned.edges.append(
                PlannedEdge(to=arm.to, edge=arm.id, when=" && ".join(guard), samples=_ends(slot, mine))
            )
            left = [value for value in left if value not in mine]
            before.append(test)
        if left:
            guard = [f"{slot.name} != null", *(f"!({each.cel})" for each in before)]
            planned.edges.append(
                PlannedEdge(
                    to=default.to if default is not None else onward.to,
                    edge=default.id if default is not None else "",
                    when=" && ".join(guard),
                    samples=_ends(slot, left),
                )
            )

    def _slot(self, slot: SlotSpec) -> SlotSpec:
        """The slot of that name as declared before, when it has the same type; else under a name of its own."""
        known = self.known.get(slot.name)
        if known is not None and known.type is slot.type and known.values == slot.values:
            low = min(known.range[0], slot.range[0]) if known.range and slot.range else 0
            high = max(known.range[1], slot.range[1]) if known.range and slot.range else 0
            if known.range is None or (low, high) == known.range:
                return known
        self.known[slot.name] = slot
        return slot

    def _meets(self, first: SlotTest, second: SlotTest, samples: tuple[Value, ...]) -> bool:
        return any(first.holds(value) and second.holds(value) for value in samples)

    def _asked(self, planned: PlannedNode, arms: list[SopEdge], default: SopEdge | None, onward: PlannedEdge) -> None:
        """Words have to be judged: one closed question, each arm an option."""
        for k, arm in enumerate(arms[:_MOST_OPTIONS], start=1):
            option = f"c{k}"
            planned.options[option] = held(" / ".join(self._said(term) for term in arm.terms))
            planned.edges.append(PlannedEdge(to=arm.to, edge=arm.id, option=option))
        if default is None and len(arms) > 1:
            return
        planned.options["other"] = SAYINGS["other"][self.language]
        to, edge = (default.to, default.id) if default is not None else (onward.to, onward.edge)
        planned.edges.append(PlannedEdge(to=to, edge=edge, option="other"))

    def _said(self, term: Term) -> str:
        words = term.condition.text.strip(" .。，,;；") or SAYINGS["rest"][self.language]
        return SAYINGS["denied"][self.language].format(words=words) if term.denied else words

    def _told(self, planned: PlannedNode, node: SopNode, onward: PlannedEdge) -> None:
        """A step without conditions leads on as soon as the client has answered it."""
        words = SAYINGS["said"][self.language].format(step=node.label)
        slot = SlotSpec(name=f"said_{node.id}", type=SlotType.TEXT, words=words, reader=Reader.SENTENCE)
        planned.collects.append(slot)
        planned.edges.append(
            PlannedEdge(to=onward.to, edge=onward.edge, when=f"{slot.name} != null", samples=((slot.name, node.label),))
        )

    # ---- the whole ------------------------------------------------------------------------------------------------

    def _without_cycles(self, nodes: dict[str, PlannedNode]) -> None:
        """No circle of used-up budgets: the edge that closes one leads to the end instead."""
        for name in nodes:
            seen = [name]
            while True:
                here = nodes.get(seen[-1])
                on = next((edge for edge in here.edges if edge.exhausted), None) if here is not None else None
                if on is None or on.to not in nodes:
                    break
                if on.to in seen:
                    here_name = seen[-1]
                    planned = nodes[here_name]
                    planned.edges = [
                        PlannedEdge(to=FINISH, exhausted=True) if edge.exhausted else edge for edge in planned.edges
                    ]
                    if planned.node is not None and not any(edge.to == on.to for edge in planned.edges):
                        self._kept_loop(planned, on)
                    break
                seen.append(on.to)

    def _kept_loop(self, planned: PlannedNode, on: PlannedEdge) -> None:
        """A way back that was only an exhausted edge stays, as an edge that is taken once the client has answered."""
        if planned.kind is NodeKind.CALL:
            return
        planned.edges.insert(0, PlannedEdge(to=on.to, edge=on.edge, when="frame.turns >= 1", last=True))

    def _bound(self, nodes: dict[str, PlannedNode]) -> None:
        """Visits where a session can come back."""
        after = {name: [edge.to for edge in planned.edges] for name, planned in nodes.items()}
        most = {edge.to: edge.most for edge in self.graph.edges if edge.most is not None}
        for name, planned in nodes.items():
            if planned.kind is not NodeKind.END and _comes_back(name, after):
                planned.visits = max(VISITS, most.get(name, 0) + 1) if name not in most else most[name] + 1


def _ends(slot: SlotSpec, values: list[Value]) -> tuple[tuple[str, Value], ...]:
    """The outermost values: a bound that was moved is seen there."""
    return tuple((slot.name, value) for value in dict.fromkeys((values[0], values[-1])))


def _comes_back(name: str, after: Mapping[str, list[str]]) -> bool:
    waiting, seen = list(after[name]), set[str]()
    while waiting:
        here = waiting.pop()
        if here == name:
            return True
        if here not in seen:
            seen.add(here)
            waiting.extend(after.get(here, []))
    return False
