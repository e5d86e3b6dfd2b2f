"""Blocks to an outline: what stands under what, by headings, indentation and the manner of counting."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Final

from strategies.sop.blocks import CLOSED, Block, BlockKind
from strategies.sop.markers import Marker, MarkerKind, Number
from strategies.sop.numerals import CHINESE
from strategies.sop.piece import Piece, Span
from strategies.sop.references import step_number
from strategies.sop.states import is_state
from strategies.sop.tables import Row, read_table

_RANK: Final = {
    MarkerKind.PART: 0,
    MarkerKind.HAN: 1,
    MarkerKind.HAN_PAREN: 2,
    MarkerKind.STEP: 3,
    MarkerKind.DIGIT: 4,
    MarkerKind.DECIMAL: 4,
    MarkerKind.PAREN: 5,
    MarkerKind.CIRCLED: 6,
    MarkerKind.LETTER: 6,
    MarkerKind.ROMAN: 7,
    MarkerKind.BULLET: 8,
}

_TITLE: Final = 60
_NAME: Final = 40
_CASE: Final = r"(?:if|when|where|unless|otherwise|else|should|in case)\b|如果|若|当|除非|否则|一旦|其他|其余"


@dataclass(slots=True, eq=False)
class Entry:
    """A block and what stands under it. `numbers` are those that it can be called by; `id` counts in the order read.

    `headers` are the heads of tables of steps that stood under it.
    """

    id: int
    block: Block
    parent: "Entry | None" = None
    children: "list[Entry]" = field(default_factory=list["Entry"])
    numbers: tuple[Number, ...] = ()
    headers: list[Piece] = field(default_factory=list[Piece])

    @property
    def kind(self) -> BlockKind:
        """What kind of block."""
        return self.block.kind

    @property
    def marker(self) -> Marker | None:
        """Its marker."""
        return self.block.marker

    @property
    def counts(self) -> bool:
        """Whether it is numbered."""
        return self.block.marker is not None and self.block.marker.counts

    @property
    def title(self) -> Piece:
        """The label, a heading's words, or else all its words: what it can be called by."""
        return self.block.label or self.block.words

    @property
    def is_title(self) -> bool:
        """Whether its words are a title: `三、评估`, `Step 3 Agenda`, without the step's own words behind it."""
        marker = self.block.marker
        words = self.block.words.text
        if (self.block.bold and self.children) or self.is_section:
            return True
        return marker is not None and marker.titled and len(words) <= _TITLE and not CLOSED.search(words)

    @property
    def is_section(self) -> bool:
        """Whether it is one of several bullets that only name what the bullets under each of them say."""
        if self.counts or self.kind is not BlockKind.ITEM or self.parent is None or not _names_part(self):
            return False
        like = [each for each in self.parent.children if each.kind is BlockKind.ITEM and each is not self]
        return len(like) >= 2 and sum(_names_part(each) for each in like) * 3 >= len(like) * 2

    def below(self) -> "Iterator[Entry]":
        """Itself and all under it, in order."""
        yield self
        for child in self.children:
            yield from child.below()

    def above(self) -> "Iterator[Entry]":
        """Those it stands under, innermost first."""
        here = self.parent
        while here is not None:
            yield here
            here = here.parent

    @property
    def span(self) -> Span:
        """Where its own words stand."""
        pieces = [piece for piece in (self.block.label, self.block.words) if piece]
        pieces += [cell for row in self.block.rows for cell in row if cell]
        return (min(p.span[0] for p in pieces), max(p.span[1] for p in pieces)) if pieces else (0, 0)


def _names_part(entry: Entry) -> bool:
    """Whether short words that end like no sentence stand over bullets; an answer or a condition is no such name."""
    words = entry.block.words.text.rstrip(" :：")
    held = any(child.kind is BlockKind.ITEM for child in entry.children)
    return held and not entry.block.label and len(words) <= _NAME and not CLOSED.search(words) and not _binds(words)


def _binds(words: str) -> bool:
    return is_state(words) or re.match(_CASE, words, re.IGNORECASE) is not None


def outline(blocks: list[Block]) -> Entry:
    """The root entry, a heading of level 0 without words."""
    root = Entry(0, Block(kind=BlockKind.HEADING, words=Piece("", ()), level=0))
    stack = [root]
    for i, block in enumerate(blocks, start=1):
        entry = Entry(i, block)
        match block.kind:
            case BlockKind.HEADING:
                parent = _heading_parent(stack, block)
            case BlockKind.ITEM:
                parent = _item_parent(stack, block)
            case _:
                parent = _words_parent(stack, block)
        entry.parent = parent
        parent.children.append(entry)
        del stack[stack.index(parent) + 1 :]
        if block.kind in (BlockKind.HEADING, BlockKind.ITEM):
            stack.append(entry)
    for entry in list(root.below()):
        _gather(entry)
    _move_tables(root)
    _spread(root)
    for entry in root.below():
        entry.numbers = _numbers(entry)
    return root


def _heading_parent(stack: list[Entry], block: Block) -> Entry:
    open_headings = [entry for entry in stack if entry.kind is BlockKind.HEADING]
    parent = next(entry for entry in reversed(open_headings) if entry.block.level < block.level)
    last = parent.children[-1] if parent.children else None
    if block.marker is not None and len(block.marker.number) > 1 and last is not None and last.marker is not None:
        while last is not None and last.marker is not None and _prefix(last.marker.number, block.marker.number):
            if last not in stack:
                break
            parent, last = last, last.children[-1] if last.children else None
    return parent


def _item_parent(stack: list[Entry], block: Block) -> Entry:
    for entry in stack:
        if entry.kind is BlockKind.HEADING and entry.parent is not None and _continues(entry.marker, block.marker):
            return entry.parent
    open_items = [entry for entry in stack if entry.kind is BlockKind.ITEM]
    styles = [entry.marker.style for entry in open_items if entry.marker is not None]
    for entry in reversed(open_items):
        found = _parent_at(entry, block, styles)
        if found is not None:
            return found
    return next(entry for entry in reversed(stack) if entry.kind is BlockKind.HEADING)


def _continues(heading: Marker | None, item: Marker | None) -> bool:
    """Whether a step written as a line goes on with the count of steps written as headings."""
    if heading is None or item is None or heading.kind is not item.kind or not heading.counts:
        return False
    return heading.titled and _follows(heading.number, item.number)


def _parent_at(entry: Entry, block: Block, styles: list[str]) -> Entry | None:
    """What an item stands under, seen from an open item: under it, beside it, or (None) further out."""
    marker, other, parent = block.marker, entry.marker, entry.parent
    if marker is None or other is None or parent is None or block.indent + 2 <= entry.block.indent:
        return None
    if block.indent >= entry.block.indent + 2:
        beside = marker.style == other.style and marker.counts and _follows(other.number, marker.number)
        return parent if beside else entry
    if marker.style == other.style:
        return _by_decimals(entry, marker, parent)
    if marker.style in styles:
        return None
    if len(marker.number) > 1 and len(other.number) == 1 and _prefix(other.number, marker.number):
        return entry
    if other.counts and marker.counts and _follows(other.number, marker.number) and not other.titled:
        return parent
    deeper = _RANK[marker.kind] > _RANK[other.kind] and (other.counts or not marker.counts)
    return entry if deeper or (other.counts and marker.number[-1:] == (1,)) else None


def _by_decimals(entry: Entry, marker: Marker, parent: Entry) -> Entry:
    """Among `1`, `1.1`, `1.2.1` the number says what stands under what."""
    if marker.kind is not MarkerKind.DECIMAL:
        return parent
    here: Entry | None = entry
    while here is not None and here.marker is not None:
        if _prefix(here.marker.number, marker.number):
            return here
        if here.marker.number[:-1] == marker.number[:-1]:
            return here.parent or parent
        here = here.parent
    return here or parent


def _words_parent(stack: list[Entry], block: Block) -> Entry:
    for entry in reversed(stack):
        if entry.kind is BlockKind.HEADING:
            return entry
        if block.indent > entry.block.indent or not block.parted or entry.is_title:
            return entry
    return stack[0]


def _gather(entry: Entry) -> None:
    """Words between two steps of one list belong to the first of them; a table belongs to the step before it."""
    kept: list[Entry] = []
    for i, child in enumerate(entry.children):
        last = next((each for each in reversed(kept) if each.kind is BlockKind.ITEM and each.counts), None)
        if (
            child.kind in (BlockKind.PARAGRAPH, BlockKind.QUOTE, BlockKind.TABLE)
            and last is not None
            and last is kept[-1]
        ):
            following = next((each for each in entry.children[i + 1 :] if each.kind is BlockKind.ITEM), None)
            if child.kind is BlockKind.TABLE or (following is not None and _same_list(last, following)):
                child.parent = last
                last.children.append(child)
                continue
        kept.append(child)
    entry.children = kept


_TABLE_NAMED: Final = re.compile(r"\btable\b|下表|上表|见表|表格|按表|如表", re.IGNORECASE)


def _move_tables(root: Entry) -> None:
    """A table of alternatives that one step speaks of belongs to that step."""
    steps = [
        entry for entry in root.below() if entry.kind is BlockKind.ITEM and _TABLE_NAMED.search(entry.block.words.text)
    ]
    tables = [entry for entry in root.below() if entry.kind is BlockKind.TABLE]
    if len(steps) != 1 or len(tables) != 1 or steps[0] in tables[0].above():
        return
    read = read_table(tables[0].block.rows)
    parent = tables[0].parent
    if read is None or read.steps or parent is None:
        return
    parent.children.remove(tables[0])
    tables[0].parent = steps[0]
    steps[0].children.append(tables[0])


def _spread(root: Entry) -> None:
    """Tables of steps become items, so that their rows can be referred to by number."""
    count = max(entry.id for entry in root.below())
    for entry in list(root.below()):
        for child in list(entry.children):
            read = read_table(child.block.rows) if child.kind is BlockKind.TABLE else None
            if read is None or not read.steps:
                continue
            made: list[Entry] = []
            for row in read.rows:
                count += 1
                made.append(Entry(count, _item(row, child, n=len(made) + 1), parent=entry))
            at = entry.children.index(child)
            entry.children[at : at + 1] = made
            entry.headers.extend(cell for cell in read.header if cell)


def _item(row: Row, table: Entry, *, n: int) -> Block:
    """A row of a table of steps as an item; one that stands beside all steps has no number."""
    words = row.action or row.condition or row.then
    if row.anywhere:
        marker = Marker(kind=MarkerKind.BULLET, number=(), style="row", length=0)
        return Block(kind=BlockKind.ITEM, words=words, marker=marker, indent=table.block.indent, row=row)
    found = re.search(rf"\d+(?:\.\d+)*[a-h]?|[{CHINESE}]+|[①-⑳]", row.number.text)
    number = (step_number(found[0]) if found is not None else None) or (n,)
    marker = Marker(kind=MarkerKind.DIGIT, number=number, style="row", length=0)
    return Block(kind=BlockKind.ITEM, words=words, marker=marker, indent=table.block.indent, label=row.name, row=row)


def _same_list(first: Entry, second: Entry) -> bool:
    a, b = first.marker, second.marker
    return a is not None and b is not None and a.style == b.style and _follows(a.number, b.number)


def _numbers(entry: Entry) -> tuple[Number, ...]:
    marker = entry.marker
    if marker is None or not marker.counts:
        return ()
    found = [marker.number]
    above = next((each for each in entry.above() if each.counts and each.marker is not None), None)
    if above is not None and above.marker is not None and len(marker.number) == 1:
        found.extend((*number, *marker.number) for number in above.numbers or (above.marker.number,))
    return tuple(dict.fromkeys(found))


def _prefix(short: Number, long: Number) -> bool:
    return len(short) < len(long) and long[: len(short)] == short


def _follows(first: Number, second: Number) -> bool:
    return len(first) == len(second) and first[:-1] == second[:-1] and bool(second) and second[-1] == first[-1] + 1
