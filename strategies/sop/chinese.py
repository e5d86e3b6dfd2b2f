"""The conditional reader for Chinese: 如果…则, 若, 否则, 除非, 当…时, …的，, 直到, 尝试两次后."""

import re
from typing import Final

from strategies.sop.answers import is_answer
from strategies.sop.bounds import bound_in
from strategies.sop.clauses import Clause, Mood
from strategies.sop.numerals import CHINESE
from strategies.sop.piece import Piece
from strategies.sop.references import goes_in
from strategies.sop.verbs import begins_action

FORBIDS: Final = re.compile(r"(?:不要|切勿|请勿|避免|禁止|不得|勿|别|不可|不应|严禁|切忌)")
"""What is not to be done."""

_N: Final = rf"(?:\d+(?:\.\d+)?|[{CHINESE}]+)"
_LEAD: Final = re.compile(
    r"(?:[^，。；]{1,8}(?:时|后|中|期间)[，,]?(?=(?:若|如果|如(?!何|下|实)))|但是?|而|并且|并|同时|然后|接着|此时|这时|此外|另外|相反|其中|那么|于是|再|且|最后|首先)[，,]?(?=(?:如|若|当|倘|假如|一旦|除非|否则|要是|遇|反之|凡|只有))"
)
_ANYWHERE: Final = re.compile(
    r"(?:在?(?:任何|任意|任一|无论在?(?:哪|任何)|不论在?哪|无论哪|不论哪)(?:时候|时间|时刻|环节|步骤|阶段|一步|个步骤|一个?步骤|一个?环节|一个?阶段|时点|个?环节|个?阶段|情况下|过程)(?:中|里|内|上|均|都)?"
    r"|(?:整个|在整个)?(?:过程|会谈|流程|谈话|练习|通话|访谈)(?:中|期间)?的?(?:任何|任意)(?:时候|时刻|环节|阶段|步骤|时间)|随时|全程|自始至终|会谈(?:全程|期间|过程中)|整个(?:过程|会谈|流程)中?|全过程)\s*[，,：:]?\s*"
)
_HEAD: Final = re.compile(
    r"(?:(?=(?:仍|还是|依然)[^，。；]{1,15}(?:则|就))|只有当?|仅当|如果|如若|倘若|假如|假使|要是|若是|若|一旦|万一|凡是?|遇到|遇有|遇|对于|对|当|每当|在|"
    r"如(?!何|下|实|同|常|上|此|期|今|是|图|表|前|后|：|:|“|往常|有必要|有需要|有可能|需|可能|必要))"
)
_TRIVIAL: Final = re.compile(
    r"(?:如|若|如果)?(?:有)?(?:必要|需要|可能|条件允许|时间允许)(?:时|的话)?[，,]|(?:如|若)(?:有)?(?:必要|需要|可能)(?=[，,])|必要时|需要时|同时[，,]|随即|届时"
)
_ELSE: Final = re.compile(
    r"(?:否则(?:的话)?|不然(?:的话)?|反之|若否|如否|如果不是(?=[，,则就])|若不是(?=[，,则就])|如不是(?=[，,则就])|若(?:没有|无|不)(?=[，,则就])|如果(?:没有|不)(?=[，,则就])|如(?:无|没有|不)(?=[，,则就])"
    r"|其他(?:情况|情形|得分|回答|分数)(?:下|者|的)?|其余(?:情况|情形)?(?:下|者|的)?|以上(?:均|都)(?:不|没有|无)\w{0,4})\s*[，,：:]?\s*(?:则|就|→|->)?\s*"
)
_THEN: Final = re.compile(r"[，,：:]\s*(?:则|就|那么|便|应|即)?|\s*(?:则|→|⇒|➜|->|=>|—>)\s*|(?<=时)(?=\S)")
_ARROW: Final = re.compile(r"\s*(?:→|⇒|➜|➔|—>|-+>|=+>)\s*")
_TIME: Final = re.compile(
    r"^(?:当|在)?(?:必要|需要|同|随|届|平|有|到|按|及|准|临|开始|结束|会谈|开场|首次(?:会谈)?|第[一二三四五六\d]次(?:会谈)?|每次(?:会谈)?(?:开始|结束)?|约定|练习|评估|会谈(?:开始|结束)|来访者到达|来访者到|到达|接听|打电话|完成|进行\S{0,4}|暴露)$"
)
_HOLDS: Final = re.compile(
    rf"[<>≤≥=＜＞]|{_N}\s*(?:分|%|％|次|条|个|天|项|级|度|周)|低于|高于|大于|小于|超过|不足|达到|少于|多于|以上|以下|来访者|患者|病人|当事人|来电者|求助者|出现|没有|未|无法|不能|拒绝|同意|愿意|不愿|不想|发现|怀疑|有|无|不"
)
_OF: Final = re.compile(r"(?P<cond>[^，。；：,]{2,40}?)(?:的|者)[，,]\s*(?:则|应|就|即)?(?=\S)")
_WHO_IS: Final = re.compile(
    r"(?P<cond>[^，。；：,]{2,30}?)者(?=(?:给予|进入|转|返回|回到|安排|提供|予以|应|须|需|请|由|结束|继续|建议|立即|通知))"
)
_OF_NOT: Final = re.compile(
    r"^(?:需要(?:注意|说明|强调)|重要|值得(?:注意|一提)|最(?:重要|后)|主要|必要|相应|同样|接下来要做|目|总)"
)
_SHOULD: Final = re.compile(
    r"(?P<cond>[^，。；]{0,12}(?:来访者|患者|病人|当事人|来电者|求助者|孩子|家属)[^，。；]{0,4}(?:突然|要求|拒绝|出现|表示|提出|提到|报告|仍|未|不|无法|情绪|正在|有)[^，。；]{0,20})[，,](?=(?:应|须|需|则|立即|立刻|马上|请立即|务必))"
)
_UNTIL: Final = re.compile(
    r"[，,]?\s*(?:直到|直至|一直到)(?P<cond>[^，。；,]{2,50}?)(?:为止|时为止|止)?(?=[，。；,]|$)"
)
_ATTEMPTS: Final = re.compile(
    rf"(?:[^，。；]{{0,14}}?(?:尝试|重复|试|提醒|联系|拨打|询问|练习|连续|经过|做)?了?(?:{_N}|数|几|多)\s*(?:次|轮|遍|回)(?:尝试|练习|提醒|联系|询问)?(?:之后|以后|后)?(?:仍|还|依然|依旧)[^，。；：:]{{0,24}}"
    rf"|(?:尝试|重复|提醒|联系|拨打|询问|练习|经过)了?(?:{_N}|数|几|多)\s*(?:次|轮|遍|回)(?:尝试|练习|提醒)?(?:之后|以后|后)[^，。；：:]{{0,24}})"
)
_BOUNDARY: Final = re.compile(
    r"[，,]\s*(?=(?:仍|还是|依然)[^，。；]{1,15}(?:则|就|的[，,]|时[，,]))|[，,]\s*(?:但是?|而|并且?|同时)?(?=(?:否则|反之|不然|若|如果|如(?!何|下|实|同|上|此|期|今|是)|倘若|一旦|除非|直到))|(?<=\S)(?=否则)"
)


def clauses(sentence: Piece) -> list[Clause]:
    """The clauses of one Chinese sentence, in order."""
    found: list[Clause] = []
    for part in _parts(sentence):
        found.extend(_clause(part))
    return found


def _parts(sentence: Piece) -> list[Piece]:
    text = sentence.text
    cuts = [found.span() for found in re.finditer(r"[；;]\s*", text)]
    last = 0
    for found in _BOUNDARY.finditer(text):
        last = max((end for _, end in cuts if end <= found.start()), default=0)
        if _new_clause(text[last : found.start()], text[found.end() :]):
            cuts.append(found.span())
    pieces: list[Piece] = []
    start = 0
    for begin, end in sorted(cuts):
        if begin >= start:
            pieces.append(sentence.cut(start, begin))
            start = end
    pieces.append(sentence.cut(start))
    return [piece for piece in pieces if piece]


def _new_clause(before: str, after: str) -> bool:
    if _ELSE.match(after):
        return not before.startswith("除非") or "，" in before
    if after.startswith("直到"):
        return False
    if _TRIVIAL.match(after):
        return False
    lead = _LEAD.sub("", before)
    head = _HEAD.match(lead)
    complete = head is None or _consequence(lead, head.end()) is not None
    own = _HEAD.match(after)
    if re.match(r"仍|还是|依然", after):
        return complete
    return complete and (after.startswith("除非") or (own is not None and _consequence(after, own.end()) is not None))


def _consequence(text: str, start: int) -> tuple[int, int] | None:
    """Where the condition ends and where the consequence starts."""
    spots = [found.span() for found in _THEN.finditer(text, start) if found.start() > start]
    for end, begin in spots:
        rest = text[begin:]
        if not rest:
            continue
        if text[end:begin].strip(" ，,：:") in ("则", "就", "那么", "便", "→", "->", "=>", "⇒", "即"):
            return end, begin
        if end == begin and not (goes := goes_in(rest)) or (end == begin and goes_in(rest)[0].start > 2):
            continue
        if begins_or_goes(rest) and not re.match(r"(?:且|并且|或|或者|以及|和)", rest):
            return end, begin
    commas = [(end, begin) for end, begin in spots if end != begin and text[begin:]]
    for end, begin in commas:
        if not re.match(r"(?:且|并且|或|或者|以及|和)", text[begin:]):
            return end, begin
    for found in re.finditer(r"(?:就|可以?|应|立即|转到|转至|返回|回到|跳到|结束|进入)", text[start + 2 :]):
        return start + 2 + found.start(), start + 2 + found.start()
    return None


def begins_or_goes(text: str) -> bool:
    """Whether the words begin an action or send somewhere."""
    goes = goes_in(text)
    return begins_action(text) or bool(goes and goes[0].start <= 6) or bool(FORBIDS.match(text))


def _clause(piece: Piece) -> list[Clause]:
    lead = _LEAD.match(piece.text)
    whole = piece if lead is None else piece.cut(lead.end())
    free = _ANYWHERE.match(whole.text)
    anywhere = free is not None
    if free is not None:
        whole = whole.cut(free.end()).strip("，,：:")
    if not anywhere and re.search(r"(?:任何|任意|任一)(?:时候|时刻|环节|步骤|阶段)|随时", whole.text[:16]):
        anywhere = True
    if _TRIVIAL.match(whole.text):
        return [Clause(mood=Mood.PLAIN, body=piece)]
    for read in (_otherwise, _unless, _attempts, _leading, _arrowed, _coloned, _of_those, _until, _should, _trailing):
        found = read(whole, anywhere)
        if found:
            return found
    if anywhere:
        inner = re.match(
            r"(?P<cond>(?:来访者)?(?:一旦)?(?:发现|出现|提到|表示|察觉|遇到|流露|透露|听到|怀疑)[^，,。；]{2,30})[，,](?=\S)",
            whole.text,
        )
        if inner is not None:
            return [
                Clause(
                    mood=Mood.WHEN,
                    condition=whole.cut(0, inner.end("cond")),
                    body=whole.cut(inner.end()),
                    anywhere=True,
                )
            ]
    return [Clause(mood=Mood.PLAIN, body=whole if anywhere else piece, anywhere=anywhere)]


def _otherwise(piece: Piece, anywhere: bool) -> list[Clause]:
    found = _ELSE.match(piece.text)
    if found is None:
        return []
    negative = not re.match(r"其他|其余|以上", found[0])
    return [
        Clause(
            mood=Mood.OTHERWISE,
            condition=piece.cut(
                0, re.search(r"[，,：:\s→>-]*(?:(?<=[，,：:])[则就])?[，,：:\s→>-]*$", found[0]).start()
            ),  # type: ignore[union-attr]  # the pattern matches the empty end
            body=piece.cut(found.end()),
            anywhere=anywhere,
            negative=negative,
        )
    ]


def _unless(piece: Piece, anywhere: bool) -> list[Clause]:
    """`除非C，A` and `A，除非C` both mean: A if not C. `除非C，否则A` too."""
    text = piece.text
    at = text.find("除非")
    if at < 0:
        return []
    if at == 0:
        found = _consequence(text, 2)
        if found is None:
            return []
        body = piece.cut(found[1])
        drop = re.match(r"(?:否则|不然)[，,]?", body.text)
        body = body if drop is None else body.cut(drop.end())
        return [Clause(mood=Mood.UNLESS, condition=piece.cut(2, found[0]), body=body, anywhere=anywhere)]
    return [
        Clause(mood=Mood.UNLESS, condition=piece.cut(at + 2), body=piece.cut(0, at).strip("，,"), anywhere=anywhere)
    ]


def _attempts(piece: Piece, anywhere: bool) -> list[Clause]:
    head = re.match(r"(?:如果|若|如|当|一旦)?", piece.text)
    start = head.end() if head is not None else 0
    found = _ATTEMPTS.match(piece.text, start)
    if found is None or re.search(r"请|转到|返回", found[0]):
        return []
    end = found.end()
    body = piece.cut(end).strip("，,：:")
    then = re.match(r"(?:则|就|那么|应)", body.text)
    body = body if then is None else body.cut(then.end())
    condition = piece.cut(start, end)
    tail = re.search(r"(?:的|者|时)$", condition.text)
    condition = condition if tail is None else condition.cut(0, tail.start())
    return [Clause(mood=Mood.ATTEMPTS, condition=condition, body=body, anywhere=anywhere)] if body else []


def _leading(piece: Piece, anywhere: bool) -> list[Clause]:
    text = piece.text
    subject = re.match(r"(?:来访者|患者|病人|当事人|来电者|求助者)(?=一旦|如果|若|如)", text)
    start = subject.end() if subject is not None else 0
    head = _HEAD.match(text, start)
    if head is None:
        return _timed(piece, anywhere)
    found = _consequence(text, head.end())
    if found is None or found[0] <= head.end():
        return []
    condition = piece.cut(0 if subject is not None else head.end(), found[0])
    body = piece.cut(found[1])
    if subject is None and not _binds(head[0], condition.text):
        return []
    tail = re.search(r"(?:的话|的情况下?|的时候|时|的来访者|者|的)$", condition.text)
    if tail is not None and len(condition.text) > len(tail[0]) + 1 and head[0] not in ("对于", "对"):
        condition = condition.cut(0, tail.start())
    only = re.match(r"(?:才(?:能|可以|可)?|方可)", body.text)
    body = body if only is None else body.cut(only.end())
    if not body or not condition:
        return []
    return [Clause(mood=Mood.WHEN, condition=condition, body=body, anywhere=anywhere)]


def _binds(head: str, condition: str) -> bool:
    if head in ("当", "每当"):
        return bool(re.search(r"(?:时|时候|后|之际|情况下)$", condition)) and not _TIME.match(
            re.sub(r"(?:的?时候?|后)$", "", condition)
        )
    if head == "在":
        return bool(re.search(r"(?:情况下|情形下|的时候)$", condition)) and bool(_HOLDS.search(condition))
    if head in ("对", "对于"):
        return bool(re.search(r"(?:的来访者|的患者|者|的人|的个案|的情况|的)$", condition))
    if head in ("遇", "遇到", "遇有"):
        return True
    return True


def _timed(piece: Piece, anywhere: bool) -> list[Clause]:
    """`把握低于 70% 时，...`, `分数为 7 分以上时进入（六）`: a condition without a word before it."""
    found = re.match(
        r"(?P<cond>[^，。；：,]{2,40}?)(?:的?时候?|的情况下|的话)(?:[，,]\s*(?:则|就|应|可)?|(?=(?:则|就|转|进入|返回|回到|跳|结束|继续)))",
        piece.text,
    )
    if found is None or _TIME.match(found["cond"]) or not _HOLDS.search(found["cond"]) or begins_asking(found["cond"]):
        return []
    body = piece.cut(found.end())
    return (
        [Clause(mood=Mood.WHEN, condition=piece.cut(0, found.end("cond")), body=body, anywhere=anywhere)]
        if body
        else []
    )


def begins_asking(text: str) -> bool:
    """Whether the words are an action and no condition: `询问…时`."""
    return bool(re.match(r"(?:请|询问|问|评估|讨论|解释|说明|介绍|回顾|填写|与|和|向|让|引导|记录|在)", text))


def _arrowed(piece: Piece, anywhere: bool) -> list[Clause]:
    found = _ARROW.search(piece.text)
    if found is None or not found.start() or found.end() >= len(piece.text):
        return []
    left, right = piece.cut(0, found.start()), piece.cut(found.end())
    if begins_asking(left.text) or left.text.endswith(("？", "?")):
        return [Clause(mood=Mood.PLAIN, body=left), *_clause(right)]
    return [Clause(mood=Mood.WHEN, condition=left, body=right, anywhere=anywhere, answer=True)]


def _coloned(piece: Piece, anywhere: bool) -> list[Clause]:
    """`0-9 分：提供手册`, `未完成：分析障碍`."""
    found = re.match(r"([^:：，。；]{1,30})[:：]\s*(?=\S)", piece.text)
    if found is None or not is_answer(found[1]) or begins_asking(found[1]):
        return []
    return [
        Clause(
            mood=Mood.WHEN,
            condition=piece.cut(0, found.end(1)),
            body=piece.cut(found.end()),
            anywhere=anywhere,
            answer=True,
        )
    ]


def _of_those(piece: Piece, anywhere: bool) -> list[Clause]:
    """`来访者不愿意谈的，...`, `漏服 0 次的，...`."""
    found = _OF.match(piece.text) or _WHO_IS.match(piece.text)
    if (
        found is None
        or _OF_NOT.match(found["cond"])
        or not _HOLDS.search(found["cond"])
        or begins_asking(found["cond"])
    ):
        return []
    return [
        Clause(
            mood=Mood.WHEN, condition=piece.cut(0, found.end("cond")), body=piece.cut(found.end()), anywhere=anywhere
        )
    ]


def _should(piece: Piece, anywhere: bool) -> list[Clause]:
    """`来电者突然挂断，应立即回拨`: what happens, and what should then be done."""
    found = _SHOULD.match(piece.text)
    if found is None or begins_asking(found["cond"]):
        return []
    return [
        Clause(
            mood=Mood.WHEN,
            condition=piece.cut(0, found.end("cond")),
            body=piece.cut(found.end("cond") + 1),
            anywhere=anywhere,
        )
    ]


def _until(piece: Piece, anywhere: bool) -> list[Clause]:
    found = _UNTIL.search(piece.text)
    if found is None or found.start() < 2:
        return []
    body = piece.cut(0, found.start()).strip("，,")
    condition = piece.cut(found.start("cond"), found.end("cond"))
    return [Clause(mood=Mood.UNTIL, condition=condition, body=body, anywhere=anywhere, most=bound_in(piece)[1])]


def _trailing(piece: Piece, anywhere: bool) -> list[Clause]:
    """`A（如果C）` is rare; `A，前提是C` and `仅在C时A` are read here."""
    found = re.search(r"[，,]\s*(?:前提是|条件是|但须|如果|若)(?P<cond>[^，。；]{2,40})$", piece.text)
    if found is None or found.start() < 2:
        return []
    tail = re.search(r"(?:的话|时|。)+$", found["cond"])
    end = found.end("cond") - (len(tail[0]) if tail is not None else 0)
    return [
        Clause(
            mood=Mood.WHEN,
            condition=piece.cut(found.start("cond"), end),
            body=piece.cut(0, found.start()),
            anywhere=anywhere,
        )
    ]
