"""Tables: rows that are steps, and rows that are what to do when."""

import re
from dataclasses import dataclass, replace
from typing import Final

from strategies.sop.columns import ANY_STEP, VALUE, Cells, Column, columns_of, plain_head
from strategies.sop.piece import EMPTY, Piece


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One row read. Empty where the table has no such column. `asks_first`: the condition stands before the action.

    `answers` are cells under heads such as `Yes` and `No`: the head, and what then. `more`: rows that continue it.
    `name`: what the step is called. `anywhere`: the row stands beside all steps.
    """

    number: Piece = EMPTY
    name: Piece = EMPTY
    condition: Piece = EMPTY
    action: Piece = EMPTY
    then: Piece = EMPTY
    other: Piece = EMPTY
    rest: tuple[Piece, ...] = ()
    asks_first: bool = False
    answers: tuple[tuple[Piece, Piece], ...] = ()
    more: "tuple[Row, ...]" = ()
    anywhere: bool = False

    @property
    def cases(self) -> "tuple[Row, ...]":
        """The row and those that continue it."""
        return (self, *self.more)


@dataclass(frozen=True, slots=True, kw_only=True)
class TableRead:
    """A table. `steps`: its rows are steps, in order; else alternatives. `heading` names what the condition is of."""

    steps: bool
    rows: tuple[Row, ...]
    header: tuple[Piece, ...]
    heading: str = ""


_NOTHING: Final = re.compile(r"n/?a|nil|not applicable|不适用|无条件", re.IGNORECASE)
_NONE: Final = re.compile(
    r"none|nothing|no condition|always|in (?:any|all|every) cases?|无|没有|直接|均|一律", re.IGNORECASE
)
"""Cells that say that nothing is to be decided; the second only where they stand alone at a step."""
_BULLET: Final = re.compile(r"\s*(?:[-•·*–]\s+|[•·]|[(（]?(?:[a-h]|[ivx]{1,4}|\d{1,2}|[①-⑳])[)）.、]\s*|[①-⑳]\s*)")
_BREAK: Final = 4
"""A gap in the source as wide as `<br>` parts a cell into lines."""
_PLAIN: Final = re.compile(
    r"(?:if|when|conditions?|situations?|cases?|criteri\w+|finding|triggers?|answers?|results?|"
    r"outcome|where|client (?:says|response)|(?:if|when|what|in case)\b.*|如果|若|条件|情况|情形|结果|回答|当|表现)",
    re.IGNORECASE,
)
"""Heads that say no more than that a condition stands below."""


def read_table(rows: Cells) -> TableRead | None:
    """The table with its columns understood; None when it has fewer than two rows or columns."""
    if len(rows) < 2 or max(len(row) for row in rows) < 2:
        return None
    rows = tuple(tuple(_filled(cell) for cell in row) for row in rows)
    wide = len(rows[0])
    rows = tuple((EMPTY,) * (wide - len(row)) + row if row and not row[0] else row for row in rows)
    header, body = rows[0], rows[1:]
    columns = columns_of(header, body)
    if columns is None:
        columns = _guessed(body) if len(rows) > 2 else None
        if columns is None:
            columns, body, header = _guessed(rows), rows, ()
        if columns is None:
            return None
    read = [case for row in body if any(row) for case in _parted(_row(columns, row, header))]
    steps = _are_steps(columns, read)
    at = columns.index(Column.CONDITION) if Column.CONDITION in columns else -1
    heading = plain_head(header[at].text) if header and 0 <= at < len(header) else ""
    return TableRead(
        steps=steps,
        rows=_merged(read, columns) if steps else tuple(read),
        header=header,
        heading="" if _PLAIN.fullmatch(heading) else heading,
    )


def _filled(cell: Piece) -> Piece:
    """The cell; nothing where only a dash stands in it."""
    return cell if re.search(r"[^\W_]|[→*#<>≥≤=?？]", cell.text) else EMPTY


def _are_steps(columns: list[Column], rows: list[Row]) -> bool:
    """Whether the rows follow each other: they are counted, answered, or say first what is done and then what if."""
    numbered = {row.number.text for row in rows if row.number and not row.anywhere}
    conditions = any(row.condition for row in rows)
    if Column.NUMBER in columns:
        return not conditions or len(numbered) > 1
    if Column.ANSWER in columns or (not conditions and Column.ACTION in columns):
        return True
    if Column.ACTION not in columns or Column.NEXT not in columns:
        return False
    return columns.index(Column.ACTION) < columns.index(Column.CONDITION)


def _merged(rows: list[Row], columns: list[Column]) -> tuple[Row, ...]:
    """Rows that leave out the number, or else the name and the action, or repeat it, belong to the row above."""
    found: list[Row] = []
    for row in rows:
        if found and not row.anywhere and not found[-1].anywhere and _continues(row, found[-1], columns):
            found[-1] = replace(found[-1], more=(*found[-1].more, row))
        else:
            found.append(row)
    return tuple(_always(row) for row in found)


def _always(row: Row) -> Row:
    """The row without a condition that says that there is none."""
    if row.more or not row.then or not _NONE.fullmatch(row.condition.text):
        return row
    return replace(row, condition=EMPTY, rest=(*row.rest, row.condition))


def _continues(row: Row, above: Row, columns: list[Column]) -> bool:
    if not (row.condition or row.then or row.other):
        return False
    if not row.asks_first and row.action and row.action.text != above.action.text:
        return False
    if Column.NUMBER in columns:
        return not row.number or row.number.text == above.number.text
    if row.name:
        return False
    return bool(row.condition or row.then) and (row.asks_first is False or Column.NAME in columns)


def _parted(row: Row) -> list[Row]:
    """One row for each of the cases that stand in one cell, where as many ways on stand beside them."""
    if not row.condition or row.anywhere:
        return [row]
    for cut in (_lines, _by_semicolon, _by_slash):
        conditions = cut(row.condition)
        ways = cut(row.then)
        if len(conditions) == len(ways) > 1:
            return [
                replace(row, condition=condition, then=then)
                if not i
                else replace(
                    row,
                    condition=condition,
                    then=then,
                    other=EMPTY,
                    rest=(),
                    action=row.action if row.asks_first else EMPTY,
                    number=EMPTY,
                    name=EMPTY,
                )
                for i, (condition, then) in enumerate(zip(conditions, ways, strict=True))
            ]
    return [row]


def lines_of(cell: Piece) -> list[Piece]:
    """The lines of a cell, which `<br>` parts, without their bullets."""
    found = _lines(cell)
    return found if len(found) > 1 else [cell]


def _lines(cell: Piece) -> list[Piece]:
    breaks = [
        i for i in range(1, len(cell.text) - 1) if cell.text[i] == " " and cell.places[i + 1] - cell.places[i] >= _BREAK
    ]
    return [_unmarked(part) for part in _cut(cell, [(i, i + 1) for i in breaks])]


def _by_semicolon(cell: Piece) -> list[Piece]:
    return [_unmarked(part) for part in _cut(cell, [found.span() for found in re.finditer(r"[;；]", cell.text)])]


def _by_slash(cell: Piece) -> list[Piece]:
    return _cut(cell, [found.span() for found in re.finditer(r"\s/\s|(?<=[\u4e00-\u9fff])/", cell.text)])


def _cut(cell: Piece, spots: list[tuple[int, int]]) -> list[Piece]:
    parts: list[Piece] = []
    start = 0
    for begin, end in spots:
        parts.append(cell.cut(start, begin))
        start = end
    return [part for part in (*parts, cell.cut(start)) if part]


def _unmarked(part: Piece) -> Piece:
    found = _BULLET.match(part.text)
    return part if found is None or found.end() >= len(part.text) else part.cut(found.end())


def _guessed(rows: Cells) -> list[Column] | None:
    """A table without headings that say anything: by what its cells look like."""
    first = [row[0].text for row in rows if row and row[0]]
    second = [row[1].text for row in rows if len(row) > 1 and row[1]]
    width = max(len(row) for row in rows)
    rest = [Column.OTHER] * (width - 2)
    if first and all(re.fullmatch(r"\d+[.)]?", each) for each in first):
        return [Column.NUMBER, Column.ACTION, *rest]
    if first and second and sum(bool(VALUE.search(each)) for each in first) * 2 >= len(first):
        return [Column.CONDITION, Column.ACTION, *rest]
    return None


def _row(columns: list[Column], cells: tuple[Piece, ...], header: tuple[Piece, ...]) -> Row:
    held: dict[Column, Piece] = {}
    rest: list[Piece] = []
    answers: list[tuple[Piece, Piece]] = []
    for i, (column, cell) in enumerate(zip(columns, cells, strict=False)):
        if column is Column.ANSWER:
            if cell:
                answers.append((header[i], cell))
        elif column is Column.OTHER or column in held:
            rest.append(cell)
        else:
            held[column] = cell
    condition = held.get(Column.CONDITION, EMPTY)
    if _NOTHING.fullmatch(condition.text):
        rest.append(condition)
        condition = EMPTY
    number = held.get(Column.NUMBER, EMPTY)
    placed = (number, held.get(Column.NAME, EMPTY), cells[0] if cells else EMPTY)
    asks_first = Column.CONDITION in columns and (
        Column.ACTION not in columns or columns.index(Column.CONDITION) < columns.index(Column.ACTION)
    )
    return Row(
        number=number,
        name=held.get(Column.NAME, EMPTY),
        condition=condition,
        action=held.get(Column.ACTION, EMPTY),
        then=held.get(Column.NEXT, EMPTY),
        other=held.get(Column.ELSE, EMPTY),
        rest=tuple(cell for cell in rest if cell),
        answers=tuple(answers),
        asks_first=asks_first,
        anywhere=any(cell and ANY_STEP.fullmatch(cell.text) for cell in placed),
    )
