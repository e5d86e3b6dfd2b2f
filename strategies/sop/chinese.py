"""The conditional reader for Chinese: 如果…则, 若, 否则, 除非, 当…时, …的，, 直到, 尝试两次后."""

import re
from typing import Final

from strategies.sop import chinese_words as zh
from strategies.sop.answers import is_answer, says_either
from strategies.sop.bounds import bound_in
from strategies.sop.chinese_bare import bare, bare_cuts, ends_with_size, goes_now
from strategies.sop.clauses import Clause, Mood, case
from strategies.sop.pairs import bound_cuts, pair_cuts
from strategies.sop.piece import Piece
from strategies.sop.quantities import read_quantity
from strategies.sop.references import GoKind, goes_in
from strategies.sop.states import is_state
from strategies.sop.verbs import begins_action


def clauses(sentence: Piece) -> list[Clause]:
    """The clauses of one Chinese sentence, in order."""
    found: list[Clause] = []
    for part in _parts(sentence):
        found.extend(_clause(part))
    return found


def _parts(sentence: Piece) -> list[Piece]:
    text = sentence.text
    cuts = (
        [found.span() for found in re.finditer(r"[；;]\s*", text)]
        + pair_cuts(text)
        + bound_cuts(text)
        + bare_cuts(text)
    )
    last = 0
    for found in zh.BOUNDARY.finditer(text):
        last = max((end for _, end in cuts if end <= found.start()), default=0)
        stop = min((begin for begin, _ in cuts if begin >= found.end()), default=len(text))
        if _new_clause(text[last : found.start()], text[found.end() : stop]):
            cuts.append(found.span())
    pieces: list[Piece] = []
    start = 0
    for begin, end in sorted(cuts):
        if begin >= start:
            pieces.append(sentence.cut(start, begin))
            start = end
    pieces.append(sentence.cut(start))
    return [trimmed for piece in pieces if (trimmed := _unbracketed(piece))]


def _unbracketed(piece: Piece) -> Piece:
    """Without a bracket that a cut has left open."""
    return piece.strip("）)") if len(re.findall("[）)]", piece.text)) > len(re.findall("[（(]", piece.text)) else piece


def _new_clause(before: str, after: str) -> bool:
    if zh.ELSE.match(after):
        return not before.startswith("除非") or "，" in before.rstrip("，,")
    if after.startswith("直到"):
        return False
    if zh.TRIVIAL.match(after) or zh.ANYWHERE.fullmatch(before.strip("，, ")):
        return False
    lead = zh.LEAD.sub("", before)
    head = zh.HEAD.match(lead)
    complete = head is None or _consequence(lead, head.end()) is not None
    own = zh.HEAD.match(after)
    if zh.ATTEMPTS.match(after):
        return complete
    if re.match(r"(?:[^，。；：]{1,6}(?:之?后|以后|过))?(?:仍|还(?!有)|依然|依旧)", after):
        return complete
    if after.startswith("除非"):
        return complete and _consequence(after, 2) is not None
    return complete and own is not None and _consequence(after, own.end()) is not None


def _consequence(text: str, start: int) -> tuple[int, int] | None:
    """Where the condition ends and where the consequence starts."""
    spots = [found.span() for found in zh.THEN.finditer(text, start) if found.start() > start]
    first = next(((end, begin) for end, begin in spots if text[end : begin + 1].strip() and end != begin), None)
    if first is not None and text[first[0]] in "，," and _done_at_once(text[first[1] :]):
        return first
    for end, begin in spots:
        rest = text[begin:]
        if not rest:
            continue
        if text[end:begin].strip() in ("：", ":"):
            return end, begin
        if text[end:begin].strip(" ，,：:") in ("则", "就", "那么", "便", "→", "->", "=>", "⇒", "即"):
            return end, begin
        goes = goes_in(rest)
        if end == begin and (not goes or goes[0].start > 2):
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


def _done_at_once(text: str) -> bool:
    """Whether words behind the first comma say what is done, and are no further part of the condition."""
    part = re.split("[，,；;：:]", text, maxsplit=1)[0]
    if re.match(r"(?:且|并且|或|或者|以及|和|而且|又|也|还|但)", part) or re.search(r"(?:的|时|者|的话)$", part):
        return False
    return not is_state(part) and not zh.HOLDS.search(part)


def begins_or_goes(text: str) -> bool:
    """Whether the words begin an action or send somewhere."""
    goes = goes_in(text)
    return begins_action(text) or bool(goes and goes[0].start <= 6) or bool(zh.FORBIDS.match(text))


def _clause(piece: Piece) -> list[Clause]:
    lead = zh.LEAD.match(piece.text)
    whole = piece if lead is None else piece.cut(lead.end())
    free = zh.ANYWHERE.match(whole.text)
    anywhere = free is not None
    if free is not None:
        whole = whole.cut(free.end()).strip("，,：:")
    if not anywhere and re.search(
        r"(?:任何|任意|任一)(?:时候|时刻|环节|步骤|阶段|一步|一个?(?:步骤|环节|阶段))|随时", whole.text[:16]
    ):
        anywhere = True
    if zh.TRIVIAL.match(whole.text):
        return [Clause(mood=Mood.PLAIN, body=piece)]
    for read in _READERS:
        found = read(whole, anywhere)
        if found:
            return found
    comma = re.search(r"[，,：:]", whole.text)
    if anywhere and comma is not None and comma.start() > 1:
        told = begins_action(whole.text[: comma.start()]) and not is_state(whole.text[: comma.start()])
        if begins_or_goes(whole.text[comma.end() :]) or (comma[0] in "：:" and not told):
            return case(whole, comma.start(), comma.end(), anywhere=True)
    if anywhere:
        inner = re.match(
            r"(?P<cond>(?:来访者)?(?:一旦)?(?:发现|出现|提到|表示|察觉|遇到|流露|透露|听到|"
            r"怀疑)[^，,。；]{2,30})[，,](?=\S)",
            whole.text,
        )
        if inner is not None:
            return case(whole, inner.end("cond"), inner.end(), anywhere=True)
    return [Clause(mood=Mood.PLAIN, body=whole if anywhere else piece, anywhere=anywhere)]


def _otherwise(piece: Piece, anywhere: bool) -> list[Clause]:
    found = zh.ELSE.match(piece.text)
    if found is None:
        return []
    negative = not re.match(r"其他|其余|以上", found[0])
    return [
        Clause(
            mood=Mood.OTHERWISE,
            condition=piece.cut(0, len(re.sub(r"[，,：:\s→>-]*(?:(?<=[，,：:])[则就])?[，,：:\s→>-]*$", "", found[0]))),
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
    body = piece.cut(0, at).strip("，,")
    comma = max(body.text.rfind("，"), body.text.rfind(","))
    first = [Clause(mood=Mood.PLAIN, body=body.cut(0, comma))] if comma > 0 and _two(body.text, comma) else []
    body = body.cut(comma + 1) if first else body
    return [*first, Clause(mood=Mood.UNLESS, condition=piece.cut(at + 2), body=body, anywhere=anywhere)]


def _two(text: str, comma: int) -> bool:
    """Whether something is done before the comma, and something else by somebody after it."""
    return begins_action(text[:comma]) and bool(re.match(r"由|再|并", text[comma + 1 :]))


def _attempts(piece: Piece, anywhere: bool) -> list[Clause]:
    head = re.match(r"(?:如果|若|如|当|一旦)?", piece.text)
    start = head.end() if head is not None else 0
    found = zh.ATTEMPTS.match(piece.text, start)
    if found is None or re.search(r"请|转到|返回", found[0]):
        return []
    end = found.end()
    body = piece.cut(end).strip("，,：:")
    then = re.match(r"(?:的?时?[，,]\s*)?(?:则|就|那么|应)?", body.text)
    body = body if then is None else body.cut(then.end())
    condition = piece.cut(start, end)
    tail = re.search(r"(?:的|者|时)$", condition.text)
    condition = condition if tail is None else condition.cut(0, tail.start())
    return [Clause(mood=Mood.ATTEMPTS, condition=condition, body=body, anywhere=anywhere)] if body else []


def _leading(piece: Piece, anywhere: bool) -> list[Clause]:
    text = piece.text
    subject = re.match(
        r"(?:来访者|患者|病人|当事人|来电者|求助者)(?=一旦|如果|若|如|只要)|(?!.{0,7}(?:请|时|后|"
        r"假))[\u4e00-\u9fff]{1,7}?(?=一旦|如果|若(?!干)|要是|倘若|只要|万一)",
        text,
    )
    start = subject.end() if subject is not None else 0
    head = zh.HEAD.match(text, start)
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
        return bool(re.search(r"(?:时|时候|后|之际|情况下)$", condition)) and not zh.TIME.match(
            re.sub(r"(?:的?时候?|后)$", "", condition)
        )
    if head == "在":
        return bool(re.search(r"(?:情况下|情形下|的时候)$", condition)) and bool(zh.HOLDS.search(condition))
    if head in ("对", "对于"):
        return bool(re.search(r"(?:的来访者|的患者|者|的人|的个案|的情况|的)$", condition))
    if head in ("遇", "遇到", "遇有"):
        return True
    return True


def _timed(piece: Piece, anywhere: bool) -> list[Clause]:
    """`把握低于 70% 时，...`, `分数为 7 分以上时进入（六）`: a condition without a word before it."""
    found = re.match(
        r"(?P<cond>[^，。；：,]{1,40}?)(?P<when>的?(?<!小)时候?|的情况下|的话)(?:[，,]\s*(?:则|就|应|可)?|"
        r"(?<=的话)(?=[\u4e00-\u9fff])(?![题语筒里术])|(?=(?:则|"
        r"就|转|进入|返回|回到|跳|结束|继续)))",
        piece.text,
    )
    if found is None:
        return []
    surely = found["when"] == "的话" and not re.match(r"(?:说|讲|听|问|重复|复述)", found["cond"])
    if not surely and (
        zh.TIME.match(found["cond"]) or not zh.HOLDS.search(found["cond"]) or begins_asking(found["cond"])
    ):
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
    found = zh.ARROW.search(piece.text)
    if found is None or not found.start() or found.end() >= len(piece.text):
        return []
    left, right = piece.cut(0, found.start()), piece.cut(found.end())
    if begins_asking(left.text) or left.text.endswith(("？", "?")):
        return [Clause(mood=Mood.PLAIN, body=left), *_clause(right)]
    return [Clause(mood=Mood.WHEN, condition=left, body=right, anywhere=anywhere, answer=True)]


def _coloned(piece: Piece, anywhere: bool) -> list[Clause]:
    """`0-9 分：提供手册`, `未完成：分析障碍`."""
    found = re.match(r"(?:[^，。；：]{1,8}(?:中|时|期间)[，,])?([^:：，。；]{1,30})[:：]\s*(?=\S)", piece.text)
    if found is None or begins_asking(found[1]):
        return []
    if not is_answer(found[1]) and not (is_state(found[1]) and begins_or_goes(piece.text[found.end() :])):
        return []
    return case(piece, found.end(1), found.end(), anywhere=anywhere, answer=True)


def _of_those(piece: Piece, anywhere: bool) -> list[Clause]:
    """`来访者不愿意谈的，...`, `漏服 0 次的，...`, `量下来超过 38 度的，...`, `续开的回到核对医嘱`."""
    side = zh.SIDE.match(piece.text)
    if side is not None and goes_now(piece.text[side.end() :]):
        return case(piece, side.end("cond"), side.end(), anywhere=anywhere)
    found = zh.OF.match(piece.text) or zh.WHO_IS.match(piece.text)
    if found is not None and not begins_asking(found["cond"]) and _goes_at_once(piece.text[found.end() :]):
        return case(piece, found.end("cond"), found.end(), anywhere=anywhere)
    if (
        found is None
        or zh.OF_NOT.match(found["cond"])
        or re.search(r"(?<!还)是(?!否)(?=\S{1,4}$)", found["cond"])
        or (begins_asking(found["cond"]) and not zh.OUTCOME.match(found["cond"]))
        or not (
            zh.HOLDS.search(found["cond"])
            or begins_or_goes(piece.text[found.end() :])
            or (found["cond"].endswith("者") is False and not begins_action(found["cond"]))
        )
    ):
        return []
    return case(piece, found.end("cond"), found.end(), anywhere=anywhere)


def _goes_at_once(text: str) -> bool:
    goes = goes_in(text)
    return bool(goes) and goes[0].start <= 2 and goes[0].kind is GoKind.STEP


def _sized(piece: Piece, anywhere: bool) -> list[Clause]:
    """`5分及以上，约定下周一试返校`: a bare number before the comma."""
    found = re.match(r"([^，,：:；;。]{1,18})[，,]\s*(?=\S)", piece.text)
    scored = found is not None and _SCORE.match(found[1]) is not None and ends_with_size(found[1])
    if found is None or not is_answer(found[1]) or begins_asking(found[1]) or (begins_action(found[1]) and not scored):
        return []
    if not says_either(found[1]) and not ends_with_size(found[1]):
        return []
    if (read_quantity(found[1]) is None and not says_either(found[1])) or not begins_or_goes(piece.text[found.end() :]):
        return []
    return case(piece, found.end(1), found.end(), anywhere=anywhere, answer=True)


_SCORE: Final = re.compile(
    r"[^，。；]{0,6}(?:得分|分数|总分|评分|分值|打分|结果|读数|温度|血压|血糖|血氧|体温|脉搏|心率)"
)


def _should(piece: Piece, anywhere: bool) -> list[Clause]:
    """`来电者突然挂断，应立即回拨`: what happens, and what should then be done."""
    found = zh.SHOULD.match(piece.text)
    if found is None or begins_asking(found["cond"]):
        return []
    return case(piece, found.end("cond"), found.end("cond") + 1, anywhere=anywhere)


def _until(piece: Piece, anywhere: bool) -> list[Clause]:
    found = zh.UNTIL.search(piece.text)
    if found is None or found.start() < 2:
        return []
    body = piece.cut(0, found.start()).strip("，,")
    if zh.LASTS.search(re.split("[，,]", body.text)[-1]):
        return []
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


_READERS: Final = (
    _otherwise, _unless, _attempts, _leading, _arrowed, _coloned, bare, _of_those, _until, _sized, _should, _trailing,
)  # fmt: skip
"""Tried in this order."""
