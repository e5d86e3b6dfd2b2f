"""Operations to a graph: nodes in the order of the words, edges by sequence, forks, jumps and standing rules."""

from dataclasses import dataclass, field, replace
from typing import assert_never

from strategies.graph.protocol import NodeKind
from strategies.sop.blocks import BlockKind
from strategies.sop.clauses import Mood
from strategies.sop.cover import cover
from strategies.sop.doubts import Doubts
from strategies.sop.graph import ANYWHERE, Became, EdgeType, SopEdge, SopGraph, SopNode, Term, Trace
from strategies.sop.kinds import kind_of
from strategies.sop.landing import Landing, Late, Way
from strategies.sop.occasions import begins_with_occasion, closes
from strategies.sop.ops import Act, Anywhere, Arm, Condition, Fork, Jump, Mark, Op, Until
from strategies.sop.outline import Entry
from strategies.sop.references import Go, GoKind
from strategies.sop.registry import Registry
from strategies.sop.wording import short, shown

MOST_ROUNDS = 3
"""Rounds of a loop whose source names no bound."""

_LETTERS = "abcdefghijklmnopqrstuvwxyz"


@dataclass(slots=True)
class Assembled:
    """The graph and where the words went."""

    graph: SopGraph
    traces: list[Trace]


def assemble(ops: list[Op], registry: Registry, doubts: Doubts) -> Assembled:
    """The graph of the operations."""
    maker = _Maker(registry, doubts)
    maker.wanted(ops)
    maker.run(ops)
    maker.finish()
    return Assembled(maker.graph, maker.traces)


@dataclass(slots=True)
class _Maker:
    registry: Registry
    doubts: Doubts
    graph: SopGraph = field(default_factory=SopGraph)
    traces: list[Trace] = field(default_factory=list[Trace])
    open: list[Way] = field(default_factory=list[Way])
    starts: dict[int, str] = field(default_factory=dict[int, str])
    waiting: list[Entry] = field(default_factory=list[Entry])
    late: list[Late] = field(default_factory=list[Late])
    last: list[str] = field(default_factory=list[str])
    targets: set[int] = field(default_factory=set[int])
    main: int = 0
    branch: int = 0
    depth: int = 0
    asked: list[str] = field(default_factory=list[str])
    rule: int = 0
    rules: int = 0

    def wanted(self, ops: list[Op]) -> None:
        """Notes the steps that jumps lead to: they keep a node of their own."""
        for op in ops:
            match op:
                case Jump():
                    found = self.registry.find(op.go, op.entry).one
                    if found is not None:
                        self.targets.add(found.id)
                    for arm in op.attempts:
                        self.wanted(arm.body)
                case Fork():
                    for arm in op.arms:
                        self.wanted(arm.body)
                case Anywhere():
                    self.wanted(op.body)
                case Until():
                    if op.go is not None and (found := self.registry.find(op.go, op.entry).one) is not None:
                        self.targets.add(found.id)
                    for arm in op.attempts:
                        self.wanted(arm.body)
                case Act() | Mark():
                    pass
                case _:
                    assert_never(op)

    def run(self, ops: list[Op]) -> None:
        """Adds operations in order."""
        for i, op in enumerate(ops):
            match op:
                case Mark():
                    self._part(op.entry)
                    self.waiting.append(op.entry)
                    self._keep_decision(op.entry, ops[i + 1 :])
                case Act():
                    self._act(op)
                case Fork():
                    self._fork(op)
                case Jump():
                    self._jump(op)
                case Until():
                    self._until(op)
                case Anywhere():
                    self._anywhere(op)
                case _:
                    assert_never(op)

    def _part(self, entry: Entry) -> None:
        """A step that ends the session is followed by nothing, when what stands below it is only jumped to."""
        if self.depth or entry.id not in self.targets or not self.open or len(self.last) != 1:
            return
        node = self.graph.node(self.last[0])
        counted = any(
            each.kind is BlockKind.ITEM and each.counts and each.id < entry.id for each in self.registry.entries
        )
        apart = entry.kind is BlockKind.HEADING and not entry.counts and counted
        rescue = kind_of(entry.block.words.text)[0] is NodeKind.SAFETY and node.kind in (
            NodeKind.SUMMARISE,
            NodeKind.END,
        )
        if (
            apart
            or (rescue and [way.source for way in self.open] == [node.id])
            or ([way.source for way in self.open] == [node.id] and closes(node.words.text))
        ):
            for way in self.open:
                self.graph.node(way.source).ends = True
            self.open = []

    def _keep_decision(self, entry: Entry, following: list[Op]) -> None:
        """A step that only decides, but is referred to or comes first, is a node of its own."""
        first = next((op for op in following if not isinstance(op, (Mark, Anywhere))), None)
        if not isinstance(first, (Fork, Until)) or first.entry is not entry:
            return
        if entry.id not in self.targets and self.graph.nodes:
            return
        if isinstance(first, Fork) and any(isinstance(op, Act) for arm in first.arms for op in arm.body):
            self._taken_up(entry)
            if entry.block.row is not None and self.last:
                self.starts.setdefault(entry.id, self.last[-1])
            return
        condition = first.arms[0].condition if isinstance(first, Fork) and first.arms else None
        words = condition.words if condition is not None else entry.block.words
        if words:
            self._act(Act(words=words, entry=entry))

    def _taken_up(self, entry: Entry) -> None:
        """Ways that lead to a step which only decides lead on to what it decides."""
        here = [late for late in self.late if self.registry.find(late.jump.go, late.jump.entry).one is entry]
        self.late = [late for late in self.late if late not in here]
        self.open = [*self.open, *(late.way for late in here if late.way.source != ANYWHERE)]

    def _act(self, op: Act) -> str:
        name = self._name()
        kind, sure = kind_of(op.words.text, title=op.label.text)
        if not sure and op.words.span in self.doubts.kinds:
            kind, sure = self.doubts.kinds[op.words.span], True
        node = SopNode(
            id=name,
            kind=kind,
            words=op.words,
            label=short(op.words.text),
            sure=sure,
            order=len(self.graph.nodes),
            title=op.label.text,
            details=tuple(op.details),
            nevers=tuple(op.nevers),
        )
        self.graph.add(node)
        self.traces.append(Trace(span=op.words.span, became=Became.NODE, id=name))
        self.traces += [Trace(span=piece.span, became=Became.NODE, id=name) for piece in (*op.details, *op.nevers)]
        for entry in self.waiting:
            self.starts.setdefault(entry.id, name)
        self.waiting.clear()
        if op.beside and not self.depth and self.open and self.last:
            self._beside(name)
        else:
            self._connect(name)
        self.open = [*(self.open if op.beside and not self.depth else []), Way(name)]
        self.last = [name]
        return name

    def _beside(self, name: str) -> None:
        """Puts a node beside the one before it: both follow the same, and both lead on."""
        before = self.last[-1]
        for edge in [each for each in self.graph.edges if each.to == before and each.type is not EdgeType.LOOP]:
            edge.parallel = True
            self._edge(Way(edge.source, edge.terms, edge.without, edge.type, parallel=True), name)
        self.doubts.add(
            "parallel",
            self.graph.node(name).span,
            first=self.graph.node(before).label,
            second=self.graph.node(name).label,
        )
        if not any(edge.to == before for edge in self.graph.edges):
            self._edge(Way(before, parallel=True), name)

    def _connect(self, name: str) -> None:
        if not self.graph.start and not any(way.source == ANYWHERE for way in self.open):
            self.graph.start = name
        for way in self.open:
            self._edge(way, name)
        self.open = []

    def _edge(self, way: Way, to: str) -> None:
        kind = way.type
        source = None if way.source == ANYWHERE else self.graph.node(way.source)
        target = self.graph.node(to)
        if kind is None or kind is EdgeType.SEQUENCE or kind is EdgeType.CONDITIONAL:
            back = source is not None and target.order <= source.order
            kind = EdgeType.LOOP if back else EdgeType.CONDITIONAL if way.terms else EdgeType.SEQUENCE
        same = [edge for edge in self.graph.edges if edge.source == way.source and edge.to == to]
        for edge in same:
            if edge.type is kind and kind is EdgeType.SEQUENCE:
                self._traced(way, edge.id)
                return
            if kind is EdgeType.SEQUENCE and edge.type is EdgeType.CONDITIONAL and _rest_of_its_fork(way, edge):
                self._traced(way, edge.id)
                return
            if kind is EdgeType.SEQUENCE and edge.type is EdgeType.CONDITIONAL:
                edge.type, edge.terms, edge.guard, edge.without = EdgeType.SEQUENCE, (), None, ()
                self._traced(way, edge.id)
                return
            if kind is EdgeType.CONDITIONAL and edge.type is EdgeType.SEQUENCE:
                if _rest_of_its_fork(edge, way):
                    edge.type, edge.terms, edge.without, edge.guard = kind, way.terms, way.without, shown(way.terms)
                self._traced(way, edge.id)
                return
        edge = SopEdge(
            id=f"e{len(self.graph.edges) + 1}",
            source=way.source,
            to=to,
            type=kind,
            terms=way.terms,
            without=way.without,
            parallel=way.parallel,
            resume=way.resume,
            guard=shown(way.terms),
            most=way.most,
        )
        self.graph.edges.append(edge)
        self._traced(way, edge.id)

    def _traced(self, way: Way, edge: str) -> None:
        for term in way.terms:
            if term.condition.words:
                self.traces.append(Trace(span=term.condition.words.span, became=Became.GUARD, id=edge))
        for piece in way.traced:
            if piece:
                self.traces.append(Trace(span=piece.span, became=Became.EDGE, id=edge))

    def _fork(self, op: Fork) -> None:
        if self._begins(op):
            return
        origins = self.open or ([] if self.depth or op.entry.id in self.targets else [Way(name) for name in self.last])
        last = self.last
        if not origins and not self.graph.nodes and not self.depth:
            block = op.entry.block
            cell = next((cell for row in block.rows for cell in row if cell), block.words)
            self._act(Act(words=block.label or op.arms[0].condition.words or block.words or cell, entry=op.entry))
            origins, last = self.open, self.last
        asked = self.graph.node(last[-1]).words.text if last else ""
        told = cover([arm.condition for arm in op.arms], listed=op.listed, asked=asked)
        spans = [arm.condition.words.span for arm in op.arms if arm.condition.words]
        span = (min(s for s, _ in spans), max(e for _, e in spans)) if spans else (0, 0)
        for gap in told.gaps:
            self.doubts.add("hole", span, gap=gap)
        for lap in told.overlaps:
            self.doubts.add("overlap", span, values=lap)
        joined: list[Way] = []
        before: list[Condition] = []
        self.depth += 1
        for arm in op.arms:
            self.open = [self._taken(way, arm, tuple(before)) for way in origins]
            self.last = last
            self.asked.append(last[-1] if last else "")
            if arm.condition.mood is not Mood.ATTEMPTS:
                before.append(arm.condition)
            waiting = list(self.waiting)
            self.run(arm.body)
            self.waiting = [entry for entry in self.waiting if entry in waiting]
            self.asked.pop()
            joined.extend(self.open)
        self.depth -= 1
        rest = (
            []
            if told.whole or op.closed or (told.gaps and op.listed)
            else [replace(way, without=(*way.without, *before), type=None) for way in origins]
        )
        if told.gaps and op.listed:
            self.gapped(origins, tuple(before))
        self.open = [*rest, *joined]
        self.last = last

    def _begins(self, op: Fork) -> bool:
        """A procedure that begins with `when a client calls, ...` begins with what is then done."""
        if self.graph.nodes or self.depth or len(op.arms) != 1 or not begins_with_occasion(op):
            return False
        self.doubts.add("occasion", op.arms[0].condition.words.span, words=op.arms[0].condition.words.text)
        self.run(op.arms[0].body)
        self.traces.append(
            Trace(span=op.arms[0].condition.words.span, became=Became.ASIDE, reason="when the procedure begins")
        )
        return True

    def gapped(self, origins: list[Way], before: tuple[Condition, ...]) -> None:
        """Keeps the ways of a fork that leaves values out: they lead on only where nothing else would."""
        self._spare = [replace(way, without=(*way.without, *before), type=None) for way in origins]

    _spare: list[Way] = field(default_factory=list[Way])

    def _taken(self, way: Way, arm: Arm, before: tuple[Condition, ...]) -> Way:
        condition = arm.condition
        if condition.mood is Mood.ATTEMPTS:
            return replace(way, terms=(*way.terms, Term(condition)), type=EdgeType.EXHAUSTED)
        term = Term(condition, denied=condition.mood is Mood.UNLESS)
        kept = way.type if way.source == ANYWHERE else None
        return replace(way, terms=(*way.terms, term), without=(*way.without, *before), type=kept)

    def _jump(self, op: Jump) -> None:
        go = op.go
        if go.kind is GoKind.NEXT and not go.past:
            self.open = [replace(way, traced=(*way.traced, op.words)) for way in self.open]
            return
        if go.kind is GoKind.END:
            for way in self.open:
                if way.source != ANYWHERE:
                    self.graph.node(way.source).ends = True
            if op.words:
                self.traces.append(Trace(span=op.words.span, became=Became.NODE, id=self.last[-1] if self.last else ""))
            if not op.words and self.last:
                node = self.graph.node(self.last[-1])
                self.doubts.add("referral", node.span, label=node.label)
            self.open = []
            return
        origins = self.open
        for way in origins:
            waited = (Term(Condition(words=op.when, mood=Mood.WHEN)),) if op.when else ()
            at = next((name for name in reversed(self.asked) if name), self.last[-1] if self.last else "")
            told = (*way.traced, op.words, op.bound)
            self.late.append(Late(replace(way, terms=(*way.terms, *waited), traced=told, most=op.most), op, at))
        self.open = self._used_up(op.attempts, origins)

    def _used_up(self, arms: list[Arm], origins: list[Way]) -> list[Way]:
        """Runs what follows too many rounds; the ways that it leaves open."""
        joined: list[Way] = []
        self.depth += 1
        last = self.last
        for arm in arms:
            self.open = [
                replace(way, terms=(*way.terms, Term(arm.condition)), type=EdgeType.EXHAUSTED) for way in origins
            ]
            self.last = last
            self.run(arm.body)
            joined.extend(self.open)
        self.depth -= 1
        self.last = last
        return joined

    def _until(self, op: Until) -> None:
        origins = self.open or [Way(name) for name in self.last]
        back = Term(op.condition, denied=True)
        for way in origins:
            looped = replace(
                way,
                terms=(*way.terms, back),
                type=EdgeType.LOOP,
                traced=(*way.traced, op.words, op.bound),
                most=op.most,
            )
            if op.go is None or (op.go.kind is GoKind.AGAIN and not op.go.words and not self.asked):
                self.late.append(Late(looped, Jump(go=_again(), words=op.words, entry=op.entry), way.source))
            else:
                at = self.asked[-1] if self.asked and op.go.kind is GoKind.AGAIN else ""
                self.late.append(Late(looped, Jump(go=op.go, words=op.words, entry=op.entry), at or way.source))
        if not op.attempts and op.most is None:
            self.doubts.add("unbounded", op.words.span, words=op.words.text, most=str(MOST_ROUNDS))
        joined = self._used_up(op.attempts, origins)
        asked = bool(self.asked) and op.go is not None and op.go.kind is GoKind.AGAIN
        on = [] if asked else [replace(way, terms=(*way.terms, Term(op.condition)), type=None) for way in origins]
        self.open = [*on, *joined]

    def _anywhere(self, op: Anywhere) -> None:
        kept, last, waiting = self.open, self.last, list(self.waiting)
        self.waiting.clear()
        self.open = [
            Way(ANYWHERE, (Term(op.condition),), type=EdgeType.INTERRUPT, resume=bool(op.resume), traced=(op.resume,))
        ]
        self.last = []
        self.depth += 1
        self.rules += 1
        made = len(self.graph.edges) + len(self.late)
        self.run(op.body)
        if made == len(self.graph.edges) + len(self.late):
            self._act(Act(words=op.words, entry=self.registry.root))
            self.doubts.add("rule_without_action", op.words.span)
        self.rules -= 1
        self.depth -= 1
        for way in self.open:
            if way.source != ANYWHERE and not op.resume:
                self.doubts.add(
                    "after_interrupt", self.graph.node(way.source).span, label=self.graph.node(way.source).label
                )
        self.open, self.last, self.waiting = kept, last, waiting

    def _name(self) -> str:
        if self.rules:
            self.rule += 1
            return f"r{self.rule}"
        if not self.depth or not self.main:
            self.main += 1
            self.branch = 0
            return f"s{self.main}"
        self.branch += 1
        n = self.branch - 1
        suffix = _LETTERS[n] if n < len(_LETTERS) else f"_{n + 1}"
        return f"s{self.main}{suffix}"

    def finish(self) -> None:
        """Draws the jumps, now that every node stands, and closes what is still open."""
        landing = Landing(
            graph=self.graph, registry=self.registry, doubts=self.doubts, starts=self.starts, draw=self._edge
        )
        for late in self.late:
            landing.land(late)
        if self._spare:
            self._reach_rest()
        for way in self.open:
            if way.source != ANYWHERE:
                self.graph.node(way.source).ends = True
                for piece in way.traced:
                    if piece:
                        self.traces.append(Trace(span=piece.span, became=Became.NODE, id=way.source))
                for term in way.terms:
                    self.traces.append(Trace(span=term.condition.words.span, became=Became.GUARD, id=way.source))
        self._number()

    def _number(self) -> None:
        """Puts the edges in the order of their nodes and numbers them anew."""
        order = {node.id: node.order for node in self.graph.nodes} | {ANYWHERE: len(self.graph.nodes)}
        self.graph.edges.sort(key=lambda edge: (order[edge.source], int(edge.id[1:])))
        renamed = {edge.id: f"e{n}" for n, edge in enumerate(self.graph.edges, start=1)}
        for edge in self.graph.edges:
            edge.id = renamed[edge.id]
        self.traces = [replace(trace, id=renamed.get(trace.id, trace.id)) for trace in self.traces]

    def _reach_rest(self) -> None:
        entered = {edge.to for edge in self.graph.edges}
        for way in self._spare:
            source = self.graph.node(way.source)
            following = next((n for n in self.graph.nodes if n.order > source.order and n.id not in entered), None)
            if following is not None:
                self._edge(way, following.id)


def _rest_of_its_fork(rest: Way | SopEdge, arm: Way | SopEdge) -> bool:
    """Whether one way is what is left of a fork of several arms, of which the other is one: nothing is left then."""
    return len(rest.without) >= 2 and any(term.condition in rest.without for term in arm.terms)


def _again() -> Go:
    return Go(kind=GoKind.AGAIN, start=-1, end=-1)
