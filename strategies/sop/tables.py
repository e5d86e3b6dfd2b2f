"""Tables: rows that are steps, and rows that are what to do when."""

import re
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Final

from strategies.sop.answers import is_answer
from strategies.sop.piece import EMPTY, Piece
from strategies.sop.states import is_state
from strategies.sop.verbs import begins_action


class Column(StrEnum):
    """What a column holds."""

    NUMBER = "number"
    CONDITION = "condition"
    ACTION = "action"
    NEXT = "next"
    ELSE = "else"
    ANSWER = "answer"
    OTHER = "other"


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One row read. Empty where the table has no such column. `asks_first`: the condition stands before the action.

    `answers` are cells under heads such as `Yes` and `No`: the head, and what then. `more`: rows that continue it.
    """

    number: Piece = EMPTY
    condition: Piece = EMPTY
    action: Piece = EMPTY
    then: Piece = EMPTY
    other: Piece = EMPTY
    rest: tuple[Piece, ...] = ()
    asks_first: bool = False
    answers: tuple[tuple[Piece, Piece], ...] = ()
    more: "tuple[Row, ...]" = ()

    @property
    def continues(self) -> bool:
        """Whether it only adds a case to the row above: its number and its action are empty."""
        return not self.number and not self.action and bool(self.condition) and bool(self.then or self.other)


@dataclass(frozen=True, slots=True, kw_only=True)
class TableRead:
    """A table. `steps`: its rows are steps, in order; else alternatives. `heading` names what the condition is of."""

    steps: bool
    rows: tuple[Row, ...]
    header: tuple[Piece, ...]
    heading: str = ""


_NUMBER: Final = re.compile(
    r"#|no\.?|nr\.?|step(?:s| no\.?| number| #)?|order|序号|步骤(?:号|序号)?|编号|顺序|步", re.IGNORECASE
)
_ONLY_NUMBER: Final = re.compile(r"(?:step\s*|第)?[\d.]+[a-z]?(?:步)?[.)、]?", re.IGNORECASE)
_NEXT: Final = re.compile(
    r".*\b(?:next|go ?to|goto|jump|then go|continue|proceed|destination)\b.*|.*(?:下一步|转到|去向|"
    r"转至|后续|跳转|流向|接下来|去哪|往哪|转向|流转|然后).*|→|->|then",
    re.IGNORECASE,
)
_ELSE: Final = re.compile(r"else|otherwise|if not|if no|no|否则|若否|否|如否|不满足", re.IGNORECASE)
_ACTION: Final = re.compile(
    r"(?:.*\b(?:actions?|do|what (?:to do|you do|to say)|steps?|intervention|procedure|task|"
    r"activity|management|plan|recommend\w*|instruction|handling|therapist|clinician|measure)\b.*|"
    r"then|response|if yes|yes)"
    r"|.*(?:处理|行动|措施|做法|操作|应对|内容|动作|干预|处置|任务|活动|方案|建议|怎么做|要做|做什么).*|则|那么|就|是|"
    r"若是",
    re.IGNORECASE,
)
_CONDITION: Final = re.compile(
    r"(?:if|when|where|in case|.*\b(?:conditions?|situations?|finding|scores?|answers?|results?|"
    r"range|triggers?|criteri\w+|signs?|cases?|rating|level|outcome|status|symptoms?|severity|risk|"
    r"band|total|efficiency|percentage|frequency|client (?:says|response|does|reaction)|reply|"
    r"confidence|answer|presentation|observation)\b.*)"
    r"|.*(?:如果|若|条件|情况|得分|评分|回答|结果|情形|表现|分数|总分|程度|等级|水平|状态|类型|"
    r"反应|分值|范围|信号|症状|频率|次数|当).*",
    re.IGNORECASE,
)
_WAY: Final = re.compile(
    r"(?:→|->)?\s*(?:(?:go |back |on |return |continue |proceed |skip )*(?:to )?(?:step |no\.? ?|"
    r"#)?\d{1,2}(?:\.\d{1,2})*[a-h]?|end|stop|close|finish|"
    r"next(?: step)?|continue|(?:转到?|转至|到|至|回到?|返回|进入)?(?:第|"
    r"步骤)?\s*[\d一二三四五六七八九十]{1,3}\s*(?:步|项|条)?|结束|终止|下一步|继续|[-–—/])\s*[.。]?",
    re.IGNORECASE,
)
"""A cell that only says where the way leads."""

_STAGES: Final = re.compile(
    r"phase|stage|step|part|topic|item|section|who|role|环节|阶段|步骤|内容|项目|角色|人员|时间", re.IGNORECASE
)
_LASTS: Final = re.compile(
    r"(?:各|约|about |approx\.? |up to )?\d*(?:\s*[-–~至]\s*\d+)?\s*(?:分钟?|小时|天|周|min(?:ute)?s?|hours?|h|days?|"
    r"weeks?)?|不限|任意|any|-|n/?a|(?:in)?definite",
    re.IGNORECASE,
)
"""A cell that says how long."""

_VALUE: Final = re.compile(
    r"[<>≤≥=＜＞]|^\s*\d+(?:\.\d+)?\s*(?:[-–—~～至到]\s*\d+|%|％|分|or|and|\+|$)|^(?:yes|no|if|"
    r"when|low|high|moderate|mild|severe|under|over|above|below|less|more|at least|none|done|是|否|"
    r"有|无|若|如果|低|高|中|轻|重|不足|超过|大于|小于)",
    re.IGNORECASE,
)


def read_table(rows: tuple[tuple[Piece, ...], ...]) -> TableRead | None:
    """The table with its columns understood; None when it has fewer than two rows or columns."""
    if len(rows) < 2 or max(len(row) for row in rows) < 2:
        return None
    header = rows[0]
    columns = _columns(header, rows[1:])
    body = rows[1:]
    if columns is None:
        columns = _guessed(rows[1:]) if len(rows) > 2 else None
        if columns is None:
            columns, body, header = _guessed(rows), rows, ()
        if columns is None:
            return None
    read = _merged([_row(columns, row, header) for row in body if any(row)], columns)
    conditions = [row.condition for row in read if row.condition]
    steps = Column.NUMBER in columns or Column.ANSWER in columns or (not conditions and Column.ACTION in columns)
    if conditions and Column.NUMBER in columns:
        steps = not _same_number(read)
    at = columns.index(Column.CONDITION) if Column.CONDITION in columns else -1
    heading = header[at].text if header and 0 <= at < len(header) else ""
    plain = re.fullmatch(
        r"(?:if|when|conditions?|situations?|cases?|criteri\w+|finding|triggers?|answers?|results?|"
        r"outcome|where|client (?:says|response)|如果|若|条件|情况|情形|结果|回答|当|表现)",
        heading.strip(),
        re.IGNORECASE,
    )
    return TableRead(steps=steps, rows=read, header=header, heading="" if plain else heading.strip())


def _merged(rows: list[Row], columns: list[Column]) -> tuple[Row, ...]:
    """Rows whose number and action were left out belong to the row above."""
    if Column.NUMBER not in columns or Column.ACTION not in columns:
        return tuple(rows)
    found: list[Row] = []
    for row in rows:
        if found and row.continues:
            found[-1] = replace(found[-1], more=(*found[-1].more, row))
        else:
            found.append(row)
    return tuple(found)


def _is_answer(text: str) -> bool:
    plain = re.sub(r"^(?:if|若|如果)\s*|\s*(?:→|->|:|：).*$", "", text.strip(" :：*"), flags=re.IGNORECASE)
    return is_answer(plain)


def _same_number(rows: tuple[Row, ...]) -> bool:
    """All rows belong to one step: the number stands once, or is the same."""
    return len({row.number.text for row in rows if row.number}) <= 1


def _columns(header: tuple[Piece, ...], body: tuple[tuple[Piece, ...], ...]) -> list[Column] | None:
    answers = [bool(cell) and i > 0 and _is_answer(cell.text) for i, cell in enumerate(header)]
    found: list[Column] = []
    for i, cell in enumerate(header):
        if answers[i] and sum(answers) > 1:
            found.append(Column.ANSWER)
        else:
            cells = [row[i].text for row in body if i < len(row) and row[i]]
            found.append(_column(i, cell.text.strip(" :：*"), cells, found))
    _technique(found, header, body)
    _by_cells(found, body)
    return _completed(found, [row[0].text for row in body if row and row[0]])


def _column(i: int, head: str, cells: list[str], before: list[Column]) -> Column:
    """What a column holds, by its head and, for a first one, by its cells."""
    numbers = bool(cells) and all(_ONLY_NUMBER.fullmatch(each.strip()) for each in cells)
    if i == 0 and (numbers or not head):
        return Column.NUMBER if numbers else Column.OTHER
    if i > 0 and _NEXT.fullmatch(head) and Column.NEXT not in before:
        return Column.NEXT
    if i > 0 and _ELSE.fullmatch(head):
        return Column.ELSE
    if i == 0 and _CONDITION.fullmatch(head) and not _ACTION.fullmatch(head):
        return Column.CONDITION
    if _ACTION.fullmatch(head) and Column.ACTION not in before:
        return Column.ACTION
    if _CONDITION.fullmatch(head) and Column.CONDITION not in before:
        return Column.CONDITION
    return Column.OTHER


def _by_cells(found: list[Column], body: tuple[tuple[Piece, ...], ...]) -> None:
    """Columns that their heads do not name: ways on hold step numbers, conditions say how things stand."""
    cells = [[row[i].text for row in body if i < len(row) and row[i]] for i in range(len(found))]
    spare = [i for i, column in enumerate(found) if i > 0 and column is Column.OTHER and cells[i]]
    if Column.NEXT not in found and Column.ANSWER not in found:
        ways = [i for i in spare if all(_WAY.fullmatch(cell.strip()) for cell in cells[i])]
        if ways:
            found[ways[-1]] = Column.NEXT
            spare.remove(ways[-1])
    if Column.NEXT in found and Column.CONDITION not in found and Column.ACTION in found:
        told = [
            i
            for i in spare
            if not all(_LASTS.fullmatch(cell) for cell in cells[i])
            and sum(is_state(cell) for cell in cells[i]) * 2 >= len(cells[i])
        ]
        if told:
            found[told[0]] = Column.CONDITION


def _technique(found: list[Column], header: tuple[Piece, ...], body: tuple[tuple[Piece, ...], ...]) -> None:
    """Two columns whose heads say nothing: what the second tells to do is for the case that the first names."""
    if len(found) < 2 or set(found) != {Column.OTHER} or _STAGES.search(header[0].text):
        return
    told = [sum(begins_action(row[i].text) for row in body if i < len(row)) for i in range(2)]
    if told[1] * 3 >= len(body) * 2 and told[0] * 3 <= len(body):
        found[0], found[1] = Column.CONDITION, Column.ACTION


def _completed(found: list[Column], first: list[str]) -> list[Column] | None:
    """The columns with an action among them, and a condition where the first column's cells look like one."""
    if Column.ACTION not in found and Column.ANSWER in found:
        spare = [i for i, column in enumerate(found) if column in (Column.OTHER, Column.CONDITION)]
        if spare:
            found[spare[0]] = Column.ACTION
    if Column.ACTION not in found:
        spare = [i for i, column in enumerate(found) if column is Column.OTHER]
        known = Column.CONDITION in found or Column.NUMBER in found
        if Column.NEXT in found and not (spare and known):
            return _led(found, first)
        if not spare or not known:
            return None
        found[spare[0]] = Column.ACTION
    return _led(found, first)


def _led(found: list[Column], first: list[str]) -> list[Column]:
    """The columns, with the first a condition where its cells look like one."""
    known = Column.CONDITION in found or Column.NUMBER in found or found[0] is not Column.OTHER
    values = bool(first) and sum(bool(_VALUE.search(each)) for each in first) * 2 >= len(first)
    if not known and (values or (Column.NEXT in found and not any(begins_action(each) for each in first))):
        found[0] = Column.CONDITION
    return found


def _guessed(rows: tuple[tuple[Piece, ...], ...]) -> list[Column] | None:
    """A table without headings that say anything: by what its cells look like."""
    first = [row[0].text for row in rows if row and row[0]]
    second = [row[1].text for row in rows if len(row) > 1 and row[1]]
    width = max(len(row) for row in rows)
    rest = [Column.OTHER] * (width - 2)
    if first and all(re.fullmatch(r"\d+[.)]?", each) for each in first):
        return [Column.NUMBER, Column.ACTION, *rest]
    if first and second and sum(bool(_VALUE.search(each)) for each in first) * 2 >= len(first):
        return [Column.CONDITION, Column.ACTION, *rest]
    return None


def _row(columns: list[Column], cells: tuple[Piece, ...], header: tuple[Piece, ...]) -> Row:
    held: dict[Column, Piece] = {}
    rest: list[Piece] = []
    answers: list[tuple[Piece, Piece]] = []
    for i, (column, cell) in enumerate(zip(columns, cells, strict=False)):
        if column is Column.ANSWER:
            if cell and re.search(r"\w", cell.text):
                answers.append((header[i], cell))
        elif column is Column.OTHER or column in held:
            rest.append(cell)
        else:
            held[column] = cell
    return Row(
        number=held.get(Column.NUMBER, EMPTY),
        condition=held.get(Column.CONDITION, EMPTY),
        action=held.get(Column.ACTION, EMPTY),
        then=held.get(Column.NEXT, EMPTY),
        other=held.get(Column.ELSE, EMPTY),
        rest=tuple(cell for cell in rest if cell),
        answers=tuple(answers),
        asks_first=Column.CONDITION in columns
        and (Column.ACTION not in columns or columns.index(Column.CONDITION) < columns.index(Column.ACTION)),
    )
