"""Where jumps land, once every node stands: by number, by title, back to the step itself, to the start."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Final, assert_never

from strategies.sop.doubts import Doubts
from strategies.sop.graph import ANYWHERE, EdgeType, SopGraph, SopNode, Term
from strategies.sop.ops import Condition, Jump
from strategies.sop.outline import Entry
from strategies.sop.piece import Piece
from strategies.sop.references import GoKind
from strategies.sop.registry import ENOUGH, Registry, likeness, tokens


@dataclass(frozen=True, slots=True)
class Way:
    """An edge whose target is not known yet."""

    source: str
    terms: tuple[Term, ...] = ()
    without: tuple[Condition, ...] = ()
    type: EdgeType | None = None
    parallel: bool = False
    resume: bool = False
    traced: tuple[Piece, ...] = ()
    most: int | None = None


@dataclass(slots=True)
class Late:
    """A jump, kept until every node stands."""

    way: Way
    jump: Jump
    at: str


_ANY_STEP: Final = frozenset(
    (
        "ask",
        "try",
        "do",
        "check",
        "explain",
        "offer",
        "repeat",
        "call",
        "say",
        "询问",
        "提问",
        "尝试",
        "解释",
        "进行",
        "问",
    )
)
"""What may be done again at any step: `ask again` means the step that says so."""

_OF_OWN: Final = (GoKind.AGAIN, GoKind.PREVIOUS, GoKind.NEXT)


@dataclass(slots=True, kw_only=True)
class Landing:
    """Finds the node that a jump means and has the edge drawn. `starts`: id of an entry -> its first node."""

    graph: SopGraph
    registry: Registry
    doubts: Doubts
    starts: dict[int, str]
    draw: Callable[[Way, str], None]

    def land(self, late: Late) -> None:
        """Has the edge of a jump drawn, or keeps the doubt where it leads."""
        go, entry = late.jump.go, late.jump.entry
        if go.kind in _OF_OWN and self._own(late) == ANYWHERE:
            self.doubts.add("dangling", late.jump.words.span, words=late.jump.words.text)
            return
        match go.kind:
            case GoKind.START:
                self.draw(late.way, self.graph.start)
            case GoKind.AGAIN:
                self.draw(late.way, self._done_before(late) or self._own(late))
            case GoKind.PREVIOUS:
                own = self.graph.node(self._own(late))
                before = [node for node in self._mains() if node.order < own.order]
                if before:
                    self.draw(late.way, before[-1].id)
            case GoKind.STEP | GoKind.TITLE:
                self._to_step(late, entry)
            case GoKind.NEXT:
                own = self.graph.node(self._own(late))
                later = [node for node in self._mains() if node.order > own.order]
                if len(later) > 1:
                    self.draw(late.way, later[1].id)
            case GoKind.END:
                pass
            case _:
                assert_never(go.kind)

    def _own(self, late: Late) -> str:
        """The step that `this step` means: that of the jump's entry, or the node it was said at."""
        if late.jump.go.start < 0:
            return late.way.source
        entry: Entry | None = late.jump.entry
        while entry is not None:
            found = self.starts.get(entry.id)
            if found is not None and entry.counts and (not late.at or found[1:].isdigit()):
                return found
            entry = entry.parent
        return late.at or late.way.source

    def _done_before(self, late: Late) -> str | None:
        """`rate again`: the last step up to here that speaks of rating."""
        wanted: frozenset[str] = frozenset()
        if late.jump.go.words.lower() not in _ANY_STEP:
            wanted = tokens(late.jump.go.words)
        own = self.graph.node(self._own(late))
        spoken = [
            node
            for node in self._mains()
            if node.order <= own.order and wanted and wanted <= tokens(f"{node.title} {node.words.text}")
        ]
        if not spoken and wanted:
            said = self.graph.node(late.way.source).order if late.way.source != ANYWHERE else -1
            inner = [node for node in self.graph.nodes if own.order < node.order < said and node.id[0] == "s"]
            spoken = [node for node in inner if wanted <= tokens(node.words.text)]
        return spoken[-1].id if spoken else None

    def _to_step(self, late: Late, entry: Entry) -> None:
        found = self.registry.find(late.jump.go, entry)
        span = late.jump.words.span
        if not found.entries:
            name = self._named(late)
            if name is None:
                self.doubts.add("dangling", span, words=late.jump.words.text)
                self._to_next(late)
            else:
                self.draw(late.way, name)
            return
        target = found.one or self.doubts.chosen(late.jump.words, found.entries)
        if target is None:
            self.doubts.add("ambiguous", span, words=late.jump.words.text)
            later = [each for each in found.entries if each.id > entry.id]
            target = found.entries[-1] if late.jump.go.back or not later else later[0]
        if late.jump.go.past:
            last = self.registry.last_of(late.jump.go, entry) or target
            to = self._after(last)
        else:
            to = self._start_of(target)
        if to is None:
            self.doubts.add("dangling", span, words=late.jump.words.text)
            return
        self.draw(late.way, to)

    def _to_next(self, late: Late) -> None:
        """Where no step bears the name, an action that should lead there leads on; the doubt says so."""
        if late.jump.go.kind is not GoKind.TITLE or late.way.source == ANYWHERE:
            return
        here = self.graph.node(late.way.source).order
        later = [node for node in self._mains() if node.order > here]
        if later:
            self.draw(late.way, later[0].id)

    def _named(self, late: Late) -> str | None:
        """The node whose words hold a title that no step bears; of several the next where the words point to."""
        wanted = tokens(late.jump.go.words)
        if not wanted or late.jump.go.kind is not GoKind.TITLE:
            return None
        here = self.graph.node(late.at).order if late.at and late.at != ANYWHERE else 0
        held = [
            (likeness(wanted, tokens(f"{node.title} {node.words.text}")), node)
            for node in self.graph.nodes
            if not (node.words.span[0] <= late.jump.words.span[0] < node.words.span[1])
        ]
        best = max((share for share, _ in held), default=0.0)
        fit = [node for share, node in held if share == best and best >= ENOUGH]
        back = late.jump.go.back
        fit = [node for node in fit if (node.order <= here) is back] or fit
        if len(fit) > 1:
            self.doubts.add("ambiguous", late.jump.words.span, words=late.jump.words.text)
        return (fit[-1] if back else fit[0]).id if fit else None

    def _start_of(self, entry: Entry) -> str | None:
        for each in entry.below():
            if each.id in self.starts:
                return self.starts[each.id]
        return None

    def _after(self, entry: Entry) -> str | None:
        inside = {self.starts[each.id] for each in entry.below() if each.id in self.starts}
        orders = [self.graph.node(name).order for name in inside]
        later = [
            (self.graph.node(name).order, name)
            for id_, name in self.starts.items()
            if name not in inside
            and orders
            and self.graph.node(name).order > max(orders)
            and id_ > entry.id
            and name[1:].isdigit()
        ]
        return min(later)[1] if later else None

    def _mains(self) -> list[SopNode]:
        """The nodes that are no branches and no rules."""
        return [node for node in self.graph.nodes if node.id[0] == "s" and node.id[1:].isdigit()]
