"""Lines to blocks: headings, list items, paragraphs, tables and quotes, each with its words and its place."""

import re
from dataclasses import dataclass, field, replace
from enum import StrEnum
from typing import Final

from strategies.sop.answers import is_answer
from strategies.sop.markers import ARROW_BULLET, BULLET, Marker, MarkerKind, read_marker
from strategies.sop.piece import EMPTY, Piece, clean
from strategies.sop.states import is_state
from strategies.sop.tables import Row

MAX_BLOCKS: Final = 4000
"""More is no procedure; the file is refused."""


class BlockKind(StrEnum):
    """What a block is."""

    HEADING = "heading"
    ITEM = "item"
    PARAGRAPH = "paragraph"
    TABLE = "table"
    QUOTE = "quote"


@dataclass(frozen=True, slots=True, kw_only=True)
class Block:
    """One block. `label` is a bold or short beginning with a colon (`**Rate**: ...`); `words` are the rest.

    `indent` counts columns; `level` is a heading's depth, 1 to 7 (7: a line in bold); `rows` are a table's cells;
    `row` is the row of a table of steps that an item was made of; `bold`: all its words are.
    """

    kind: BlockKind
    words: Piece
    indent: int = 0
    level: int = 0
    marker: Marker | None = None
    label: Piece = EMPTY
    rows: tuple[tuple[Piece, ...], ...] = ()
    parted: bool = True
    row: Row | None = None
    bold: bool = False


_HEADING: Final = re.compile(r"[ \t]{0,3}(#{1,6})(?:[ \t]+|(?=[^#\s]))(.*?)[ \t]*#*[ \t]*$")
_RULE: Final = re.compile(r"[ \t]*(?:(?:-[ \t]*){3,}|(?:\*[ \t]*){3,}|(?:_[ \t]*){3,}|={3,})$")
_UNDER: Final = re.compile(r"[ \t]{0,3}(=+|-{2,})[ \t]*$")
_DIVIDER: Final = re.compile(r"[ \t]*\|?[ \t]*:?-+:?[ \t]*(?:\|[ \t]*:?-+:?[ \t]*)*\|?[ \t]*$")
_QUOTE: Final = re.compile(r"[ \t]{0,3}>[ \t]?")
CLOSED: Final = re.compile(r"[.!?;。！？；，,:：…][\"'”’）)]*$")
"""Words that end like a sentence or lead on to more: no title."""

_LABEL: Final = re.compile(
    r"([^\n:：。.!?！？；;，,]{1,60}?)\s*[:：]\s+(?=\S)|([^\n:：。.!?！？；;，,]{1,24}?)：(?=\S)"
)


_TITLE: Final = re.compile(
    r"([\u4e00-\u9fff]{2,5}(?:\s*[（(][A-Za-z ]{1,20}[)）](?=。)|(?=。\s*\S)))。\s*|"
    r"([A-Z][a-z]+(?: [a-z]+)?)\.\s+(?=[A-Z])"
)
"""`步骤四：帮助（Assist）。`, `Step 2. Agenda. Ask ...`: the first short sentence of a step is its title."""

_ASKED: Final = re.compile(
    r"((?!(?:is|are|was|do|does|did|has|have|can|what|who|how|which|where|why|"
    r"when)\b)[^?？.。:：!]{3,60})[?？]\s*(?=\S)",
    re.IGNORECASE,
)
"""`More than one thought? Let the client choose.`"""

_ARM: Final = re.compile(r"([^→⇒:：。.!?！？\n]{1,40}?)\s*(→|⇒|➜|—>|->|=>|:|：|\s[-–—]\s)\s*\S")


_BRANCH: Final = re.compile(r"(?:If|IF|Else|ELSE|Otherwise|OTHERWISE|ELSEIF|ELIF)\b|(?:如果|若|否则)")


def blocks_of(prose: str) -> list[Block]:
    """The blocks of a masked text, in order; at most `MAX_BLOCKS` and one."""
    reader = _Reader(prose)
    at = 0
    while at <= len(prose) and len(reader.done) <= MAX_BLOCKS:
        end = prose.find("\n", at)
        stop = len(prose) if end < 0 else end
        reader.line(at, stop)
        if end < 0:
            break
        at = end + 1
    reader.close()
    return reader.done


@dataclass(slots=True)
class _Reader:
    prose: str
    done: list[Block] = field(default_factory=list[Block])
    open: Block | None = None
    blank: bool = True
    ordered: Marker | None = None

    def line(self, start: int, end: int) -> None:
        text = self.prose[start:end].rstrip("\r")
        end = start + len(text)
        if not text.strip(" \t\u3000\ufeff"):
            self.close()
            self.blank = True
            return
        quote = _QUOTE.match(text)
        if quote is not None:
            self._quoted(start + quote.end(), end)
        elif not self._structure(text, start):
            self._prose(start, end)
        self.blank = False

    def close(self) -> None:
        """Ends the block that is open."""
        if self.open is not None:
            self.done.append(self.open)
            self.open = None

    def _structure(self, text: str, start: int) -> bool:
        """Headings, rules and table rows."""
        heading = _HEADING.match(text)
        if heading is not None:
            self._heading(start + heading.start(2), start + heading.end(2), level=len(heading[1]))
            return True
        if self._underlined(text) or self._becomes_table(text):
            return True
        if _RULE.match(text):
            self.close()
            return True
        if text.count("|") >= 2 or (self.open is not None and self.open.kind is BlockKind.TABLE and "|" in text):
            self._row(text, start)
            return True
        return False

    def _underlined(self, text: str) -> bool:
        """A title underlined with = or -."""
        top = self.open
        if top is None or top.kind is not BlockKind.PARAGRAPH or len(top.words.text) > 90 or not _UNDER.match(text):
            return False
        if CLOSED.search(top.words.text):
            return False
        marker = read_marker(top.words, heading=True)
        level = 1 if "=" in text else 2
        self.open = replace(top, kind=BlockKind.HEADING, level=level, marker=marker, words=_past(top.words, marker))
        self.close()
        return True

    def _becomes_table(self, text: str) -> bool:
        """A line with one bar and a divider below it."""
        top = self.open
        if top is None or top.kind is not BlockKind.PARAGRAPH or "|" not in text or not _DIVIDER.match(text):
            return False
        whole = self._whole()
        if "|" not in whole.text:
            return False
        cells: list[Piece] = []
        at = 0
        for part in whole.text.split("|"):
            cells.append(whole.cut(at, at + len(part)))
            at += len(part) + 1
        self.open = Block(kind=BlockKind.TABLE, words=EMPTY, rows=(tuple(cells),))
        return True

    def _heading(self, start: int, end: int, *, level: int) -> None:
        self.close()
        words, _ = clean(self.prose, start, end)
        marker = read_marker(words, heading=True)
        self.open = Block(kind=BlockKind.HEADING, level=level, marker=marker, words=_past(words, marker))
        self.close()
        self.ordered = None

    def _row(self, text: str, start: int) -> None:
        if self.open is None or self.open.kind is not BlockKind.TABLE:
            self.close()
            self.open = Block(kind=BlockKind.TABLE, words=EMPTY)
        if _DIVIDER.match(text):
            return
        inner = text.strip()
        begin = start + len(text) - len(text.lstrip())
        if inner.startswith("|"):
            inner, begin = inner[1:], begin + 1
        if inner.endswith("|") and not inner.endswith("\\|"):
            inner = inner[:-1]
        cells: list[Piece] = []
        for part in re.split(r"(?<!\\)\|", inner):
            cells.append(clean(self.prose, begin, begin + len(part))[0])
            begin += len(part) + 1
        self.open = replace(self.open, rows=(*self.open.rows, tuple(cells)))

    def _quoted(self, start: int, end: int) -> None:
        words, _ = clean(self.prose, start, end)
        if not words:
            self.close()
        elif self.open is not None and self.open.kind is BlockKind.QUOTE:
            self.open = replace(self.open, words=self.open.words.plus(words))
        else:
            self.close()
            self.open = Block(kind=BlockKind.QUOTE, words=words)

    def _prose(self, start: int, end: int) -> None:
        indent = _columns(self.prose, start, end)
        bullet = BULLET.match(self.prose, start, end) or ARROW_BULLET.match(self.prose, start, end)
        words, bold = clean(self.prose, start if bullet is None else bullet.end(), end)
        marker = read_marker(words, after=self.ordered)
        if bullet is not None and (marker is None or not marker.counts):
            length = marker.length if marker is not None else 0
            marker = Marker(kind=MarkerKind.BULLET, number=(), style="bullet", length=length)
        if marker is not None and not (marker.kind is MarkerKind.BULLET and not words):
            self.close()
            self.ordered = marker if marker.counts else self.ordered
            item = Block(
                kind=BlockKind.ITEM, indent=indent, parted=self.blank, marker=marker, words=_past(words, marker)
            )
            whole = bold > marker.length and bold >= len(words.text.rstrip(":： "))
            self.open = replace(item, bold=True) if whole else _labelled(item, bold=bold - marker.length)
            if bold >= len(words.text) and bullet is None and marker.counts and marker.titled:
                self.open = replace(self.open, kind=BlockKind.HEADING, level=7, words=self._whole(), label=EMPTY)
                self.close()
        elif bold >= len(words.text.rstrip(":： ")) and len(words.text) <= 90 and self.open is None:
            self.open = Block(kind=BlockKind.HEADING, level=7, words=words.strip(":："))
            self.close()
        elif self.open is not None and (
            (self.open.kind in (BlockKind.ITEM, BlockKind.PARAGRAPH) and _is_arm(words.text))
            or (self.open.kind is BlockKind.ITEM and _BRANCH.match(words.text) and _whole_line(self.open))
        ):
            plain = Marker(kind=MarkerKind.BULLET, number=(), style="line", length=0)
            below = (
                indent
                if self.open.marker is not None and self.open.marker.style == "line"
                else max(indent, self.open.indent + 2)
            )
            self.close()
            self.open = _labelled(
                Block(kind=BlockKind.ITEM, indent=below, parted=False, marker=plain, words=words), bold=bold
            )
        elif self.open is not None and self.open.kind is not BlockKind.TABLE and not self._titled():
            self.open = replace(self.open, words=self.open.words.plus(words))
        else:
            self.close()
            paragraph = Block(kind=BlockKind.PARAGRAPH, words=words, indent=indent, parted=self.blank)
            self.open = _labelled(paragraph, bold=bold)

    def _whole(self) -> Piece:
        """The words of the open block with its label."""
        return EMPTY if self.open is None else self.open.label.plus(self.open.words)

    def _titled(self) -> bool:
        """Whether the open block is a step's title, so that the line below is not its continuation."""
        top = self.open
        if top is None or top.marker is None or top.label:
            return False
        if top.bold:
            return True
        if not top.marker.titled:
            return False
        return len(top.words.text) <= 60 and not CLOSED.search(top.words.text)


def _is_arm(text: str) -> bool:
    """A line of its own such as `Yes -> step 4` or `0-3 分：...`, below a question."""
    found = _ARM.match(text)
    return (
        found is not None
        and len(found[1]) <= 40
        and (found[2].strip() not in (":", "：", "-", "–", "—") or is_answer(found[1]))
    )


def _whole_line(block: Block) -> bool:
    """Whether the words so far are whole, so that a line below them is not their continuation."""
    return bool(CLOSED.search(block.words.text)) or (block.marker is not None and block.marker.style == "line")


def _past(words: Piece, marker: Marker | None) -> Piece:
    """The words behind their marker."""
    return words if marker is None else words.cut(marker.length)


def _labelled(block: Block, *, bold: int) -> Block:
    """The block with a bold beginning, or a short one with a colon, taken off as its label."""
    text = block.words.text
    titled = _TITLE.match(text) if block.marker is not None and block.marker.titled and bold <= 0 else None
    if titled is not None:
        return replace(
            block,
            label=block.words.cut(0, titled.end(1) if titled[1] else titled.end(2)),
            words=block.words.cut(titled.end()),
        )
    asked = _ASKED.match(text) if block.marker is not None and not block.marker.counts else None
    if asked is not None and bold <= 0 and is_state(asked[0].rstrip("? ？")):
        return replace(block, label=block.words.cut(0, asked.end(1)), words=block.words.cut(asked.end()))
    if bold > 0:
        rest = text[bold:].lstrip(" :：.。-–—")
        ended = text[:bold].rstrip()[-1:] in tuple(":：.。") or text[bold:].lstrip()[:1] in tuple(":：.。-–—")
        if rest and ended:
            label = block.words.cut(0, bold).strip(":：.。-–— ")
            return replace(block, label=label, words=block.words.cut(len(text) - len(rest)))
        return block
    found = _LABEL.match(text)
    if found is None:
        return block
    end = found.end(1) if found[1] else found.end(2)
    most = 8 if block.kind is BlockKind.ITEM else 5
    if len(text[:end].split()) > most or len(text[:end]) > 9 * most:
        return block
    return replace(block, label=block.words.cut(0, end), words=block.words.cut(found.end()))


def _columns(prose: str, start: int, end: int) -> int:
    """How far a line is indented; a tab or a Chinese blank counts for more than one column."""
    columns = 0
    for sign in prose[start:end]:
        if sign == "\t":
            columns += 4 - columns % 4
        elif sign == "\u3000":
            columns += 2
        elif sign in " \ufeff":
            columns += sign == " "
        else:
            break
    return columns
