"""Columns of tables: what each of them holds, by its head, by its cells, and by where it stands."""

import re
from enum import StrEnum
from typing import Final

from strategies.sop.answers import is_answer
from strategies.sop.numerals import CHINESE
from strategies.sop.piece import Piece
from strategies.sop.states import is_state
from strategies.sop.verbs import begins_action

Cells = tuple[tuple[Piece, ...], ...]
"""The rows of a table, top to bottom."""


class Column(StrEnum):
    """What a column holds. `NAME`: what the step is called."""

    NUMBER = "number"
    NAME = "name"
    CONDITION = "condition"
    ACTION = "action"
    NEXT = "next"
    ELSE = "else"
    ANSWER = "answer"
    OTHER = "other"


_NUMBER: Final = re.compile(
    r"#|№|no\.?|nr\.?|step(?:s| no\.?| number| #)?|order|number|row|序号?|步骤?(?:号|序号|编号)?|编号|顺序|步|第几步",
    re.IGNORECASE,
)
_ONLY_NUMBER: Final = re.compile(
    rf"(?:step\s*|no\.?\s*|#\s*|步骤\s*|第)?(?:\d[\d.]*[a-z]?|[{CHINESE}]{{1,3}}|[①-⑳]|[a-h](?![a-z]))\s*(?:步骤?|项|"
    rf"号)?[.)）、]?",
    re.IGNORECASE,
)
ANY_STEP: Final = re.compile(
    r"\W*(?:\*|(?:(?:at|in|during)\s+)?(?:any|every|all|each)(?:\s+(?:one\s+)?(?:of\s+the\s+)?(?:other\s+)?(?:steps?|"
    r"times?|points?|stages?|moments?|phases?|rows?))?|always|throughout|anytime|anywhere|whenever|"
    r"whole (?:time|session)|"
    r"(?:在?(?:任何|任意|任一|任|所有|每|各|整个|全部)(?:一个?|个)?(?:步骤?|时候|时刻|时间|环节|阶段|时段|过程|"
    r"流程)(?:中|里|上)?|"
    r"随时|全程|全部|通用|任何|任意|始终)(?:都?适用)?)\W*",
    re.IGNORECASE,
)
"""A cell that puts its row beside all steps: `Any step`, 任何步骤, 随时."""

_BESIDE: Final = re.compile(
    r"who(?: does (?:it|this))?|by whom|by|responsible(?: \w+)?|roles?|owner|staff(?: member)?|person(?: responsible)?|"
    r"time|times|timing|duration|how long|minutes|min\.?|deadline|within|notes?|remarks?|comments?|record(?:s|ed)?|"
    r"(?:forms?|materials?|tools?|where|place|room|reason|why|rationale|purpose|goal|aim|example)(?: \w+)?|"
    r"谁|谁做|由谁|由谁做|(?:主要)?负责人?|责任人|执行人|执行者|操作人|角色|人员|岗位|科室|时间|时长|时限|用时|限时|"
    r"耗时|期限|"
    r"频次|备注|说明|附注|地点|场所|工具|材料|表单|记录表?|依据|理由|原因|目的|目标|示例|例子",
    re.IGNORECASE,
)
"""Heads of columns that say who, how long or why, and neither what is done nor what follows."""

_NEXT: Final = re.compile(
    r".*\b(?:next|go ?to|goto|go on (?:to|with)|jump|then go|continue|proceed|destination|where (?:to|now|next)|"
    r"move (?:on )?to|leads? to|follows|after(?:wards| (?:that|this|it)))\b.*|.*(?:下一步|转到|去向|"
    r"转至|后续|跳转|流向|接下来|去哪|往哪|转向|流转|然后|转第|去第|走向|到哪).*|→|->|then",
    re.IGNORECASE,
)
_THEN: Final = re.compile(
    r"(?:and )?then(?: (?:do|what|you|we))?(?: this)?|(?:那么?|则|就|便)(?:怎么办|做什么|如何|怎么做|做)?|so|→|->|=>|⇒|"
    r"what then|in that case",
    re.IGNORECASE,
)
"""Heads of what follows from a condition."""

_ELSE: Final = re.compile(
    r"(?:or )?(?:else|otherwise|if not|if no|in all other cases)\b.*|no|(?:否则|不然|若否|如否|反之|若不|如果不|"
    r"若非).*|"
    r"否|不满足|不符合|不成立",
    re.IGNORECASE,
)
_ACTION: Final = re.compile(
    r"(?:.*\b(?:actions?|do|does|done|what (?:to do|you do|to say)|steps?|intervention|procedure|task|"
    r"activity|management|plan|recommend\w*|instruction|handling|therapist|clinician|measure|duty)\b.*|"
    r"response|if yes|yes|what)"
    r"|.*(?:处理|行动|措施|做法|操作|应对|内容|动作|干预|处置|任务|活动|方案|建议|怎么做|要做|做什么|做的事|工作|执行|"
    r"事项).*|是|若是",
    re.IGNORECASE,
)
_CONDITION: Final = re.compile(
    r"(?:if|when|where|in case|should|.*\b(?:conditions?|situations?|decisions?|finding|scores?|answers?|results?|"
    r"range|triggers?|criteri\w+|signs?|cases?|rating|level|outcome|status|symptoms?|severity|risk|"
    r"band|total|efficiency|percentage|frequency|client (?:says|response|does|reaction)|reply|"
    r"confidence|answer|presentation|observation|what (?:happens|happened|you (?:see|hear|find|notice)))\b.*|"
    r"(?:if|when)\b.*)"
    r"|.*(?:如果|若|条件|情况|情形|得分|评分|回答|结果|情形|表现|分数|总分|程度|等级|水平|状态|类型|"
    r"反应|分值|范围|信号|症状|频率|次数|当|判断|发现|出现|遇到|什么时候).*",
    re.IGNORECASE,
)
_CLIENT: Final = re.compile(
    r"(?:what )?(?:the |a )?(?:client|patient|caller|person|child|student|visitor|resident|parent|user|family|"
    r"they)s?\b.*|"
    r"(?:来访者|患者|病人|来电者|求助者|对方|学生|家属|家长|孩子|当事人|老人|母亲|组员|成员)\S{0,8}",
    re.IGNORECASE,
)
"""Heads that speak of the client: how things stand, and not what is done."""
_WAY: Final = re.compile(
    r"(?:→|->)?\s*(?:(?:go |back |on |return |continue |proceed |skip |straight |move )*(?:to )?(?:steps? |no\.? ?|"
    r"#)?\d{1,2}(?:\.\d{1,2})*[a-h]?|(?:the )?end(?: (?:here|of \w+))?|stop|close|finish|done|"
    r"next(?: step)?|continue|(?:转到?|转至|到|至|回到?|返回|进入|去|跳到|接)?(?:第|"
    rf"步骤)?\s*[\d{CHINESE}]{{1,3}}\s*(?:步|项|条)?|结束|终止|流程结束|下一步|继续|[-–—/])\s*[.。]?",
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

_FRAME: Final = re.compile(
    r"^(?:if|when|where|in case(?: of)?|for|如果|若是?|如|当)\s*(?:the answer is |it is |there(?:'s| is| are) )?|"
    r"\s*(?:的?(?:时候?|情况下?|情形|话)|者|的)$",
    re.IGNORECASE,
)
"""What stands round a head and says only that it is a case."""
_DENIED: Final = re.compile(r"(?:not?|none|nothing|without|un(?=\w{4})|没有?|未(?:曾|能)?|无|不(?:是|能|会)?|非)\s*")
_PAIRS: Final = frozenset(
    {
        ("正常", "异常"), ("顺利", "有困难"), ("平安", "有事"), ("通过", "有问题"), ("阴性", "阳性"), ("同意", "拒绝"),
        ("fine", "problem"), ("normal", "abnormal"), ("clear", "problem"), ("safe", "at risk"), ("passed", "failed"),
        ("pass", "fail"), ("positive", "negative"), ("agrees", "refuses"), ("accepted", "refused"),
        ("something found", "nothing found"), ("anything found", "nothing found"), ("something", "nothing"),
        ("all well", "trouble"), ("well", "trouble"),
    }
)  # fmt: skip
"""Heads that are the two ways in which one thing may stand."""

VALUE: Final = re.compile(
    r"[<>≤≥=＜＞]|^\s*\d+(?:\.\d+)?\s*(?:[-–—~～至到]\s*\d+|%|％|分|or|and|\+|$)|^(?:yes|no|if|"
    r"when|low|high|moderate|mild|severe|under|over|above|below|less|more|at least|none|done|是|否|"
    r"有|无|若|如果|低|高|中|轻|重|不足|超过|大于|小于)",
    re.IGNORECASE,
)
_NAME_LENGTH: Final = 30


def plain_head(text: str) -> str:
    """A head without the signs around it: `If ...` is `If`."""
    return text.strip(" :：*.…?？-–—_")


def columns_of(header: tuple[Piece, ...], body: Cells) -> list[Column] | None:
    """What each column holds; None where nothing is done in any of them."""
    heads = [plain_head(cell.text) for cell in header]
    opposed = _opposed(heads)
    answers = [bool(head) and i > 0 and (i in opposed or _is_answer(header[i].text)) for i, head in enumerate(heads)]
    told = any(_does(head) for i, head in enumerate(heads) if not answers[i])
    found: list[Column] = []
    for i, head in enumerate(heads):
        cells = _cells(body, i)
        if answers[i] and sum(answers) > 1:
            found.append(Column.ANSWER)
        elif told and i > 0 and _THEN.fullmatch(head) and Column.NEXT not in found:
            found.append(Column.NEXT)
        else:
            found.append(_column(i, head, cells, found))
    _technique(found, header, body)
    _by_cells(found, body)
    done = _completed(found, [row[0].text for row in body if row and row[0]])
    if done is None:
        return None
    if Column.ANSWER in done:
        done = [Column.OTHER if column is Column.CONDITION else column for column in done]
    _named(done, heads, body)
    _after_condition(done)
    return done


def _after_condition(found: list[Column]) -> None:
    """What stands right behind `what is done` and `if` says what then, whatever its head."""
    if Column.NEXT in found or Column.ELSE in found or Column.ANSWER in found or Column.ACTION not in found:
        return
    at = found.index(Column.CONDITION) if Column.CONDITION in found else -1
    if found.index(Column.ACTION) < at < len(found) - 1 and found[at + 1] is Column.OTHER:
        found[at + 1] = Column.NEXT


def _opposed(heads: list[str]) -> set[int]:
    """Columns whose heads say that something is so and that it is not: 有情况时 and 没有情况时."""
    plain = [_FRAME.sub("", head.lower()).strip() for head in heads]
    denied = [(i, _DENIED.sub("", text, count=1).strip()) for i, text in enumerate(plain) if _DENIED.match(text)]
    pairs = [
        {i, j} for i, rest in denied for j, text in enumerate(plain) if 0 < i != j > 0 and rest and _same(rest, text)
    ]
    pairs += [
        {i, j} for i, one in enumerate(plain) for j, other in enumerate(plain) if i and j and (one, other) in _PAIRS
    ]
    return {i for pair in pairs for i in pair}


def _same(denied: str, told: str) -> bool:
    """Whether the rest of a denial is what another head says, with or without the word that says that it is there."""
    there = re.compile(r"^(?:有了?|存在|出现|发现|something|anything|a|an|any)\s*|\s*(?:了|的)$")
    return bool(told) and there.sub("", denied) == there.sub("", told)


def _cells(body: Cells, i: int) -> list[str]:
    return [row[i].text for row in body if i < len(row) and row[i]]


def _does(head: str) -> bool:
    """Whether a head says that something is done, and not only that it follows."""
    return bool(_ACTION.fullmatch(head)) and not (
        _CLIENT.fullmatch(head)
        or _THEN.fullmatch(head)
        or _NUMBER.fullmatch(head)
        or _NEXT.fullmatch(head)
        or _BESIDE.fullmatch(head)
    )


def _is_answer(text: str) -> bool:
    plain = re.sub(
        r"^(?:if|若|如果)\s*|\s*(?:→|->|:|：).*$|\s*[?？]$|[，,]?\s*(?:则|就|go to|then|转到?)$",
        "",
        text.strip(" :：*"),
        flags=re.IGNORECASE,
    )
    return is_answer(plain)


def _numbers(head: str, cells: list[str], *, first: bool) -> bool:
    """Whether a column counts the rows; a cell may put its row beside all steps."""
    counted = [cell for cell in cells if not ANY_STEP.fullmatch(cell)]
    if not counted or not all(_ONLY_NUMBER.fullmatch(cell.strip()) for cell in counted):
        return False
    return first or (bool(_NUMBER.fullmatch(head)) and len(set(counted)) > 1)


def _column(i: int, head: str, cells: list[str], before: list[Column]) -> Column:
    """What a column holds, by its head and, where it counts, by its cells."""
    if Column.NUMBER not in before and _numbers(head, cells, first=i == 0):
        return Column.NUMBER
    if (i == 0 and not head) or _BESIDE.fullmatch(head):
        return Column.OTHER
    if _CLIENT.fullmatch(head) and Column.CONDITION not in before:
        return Column.CONDITION
    if i > 0 and _NEXT.fullmatch(head) and Column.NEXT not in before:
        return Column.NEXT
    if i > 0 and _ELSE.fullmatch(head):
        return Column.ELSE
    if i == 0 and _CONDITION.fullmatch(head) and not _ACTION.fullmatch(head):
        return Column.CONDITION
    if (_ACTION.fullmatch(head) or _THEN.fullmatch(head)) and Column.ACTION not in before:
        return Column.ACTION
    if _CONDITION.fullmatch(head) and Column.CONDITION not in before:
        return Column.CONDITION
    behind = Column.CONDITION in before and Column.ACTION in before and Column.NEXT not in before
    return Column.NEXT if behind and _ACTION.fullmatch(head) else Column.OTHER


def _by_cells(found: list[Column], body: Cells) -> None:
    """Columns that their heads do not name: ways on hold step numbers, conditions say how things stand."""
    cells = [_cells(body, i) for i in range(len(found))]
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


def _technique(found: list[Column], header: tuple[Piece, ...], body: Cells) -> None:
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
    values = bool(first) and sum(bool(VALUE.search(each)) for each in first) * 2 >= len(first)
    if not known and (values or (Column.NEXT in found and not any(begins_action(each) for each in first))):
        found[0] = Column.CONDITION
    return found


def _named(found: list[Column], heads: list[str], body: Cells) -> None:
    """A column of short words before what is done names the steps, when no two of them are called the same."""
    if Column.ACTION not in found:
        return
    for i, column in enumerate(found[: found.index(Column.ACTION)]):
        cells = _cells(body, i)
        short = bool(cells) and all(len(cell) <= _NAME_LENGTH for cell in cells) and len(set(cells)) == len(cells)
        if column is Column.OTHER and short and not _BESIDE.fullmatch(heads[i]):
            found[i] = Column.NAME
            return
