"""Traceability: every piece of the source is a node, an edge, a guard, or set aside with a reason."""

import re
from typing import Final

from strategies.sop.graph import Became, Trace
from strategies.sop.piece import Span
from strategies.sop.source import Source

_RANK: Final = {Became.NODE: 0, Became.GUARD: 1, Became.EDGE: 2, Became.ASIDE: 3}
_MARKS: Final = re.compile(r"[\w\u3400-\u9fff]")
_MARKER: Final = re.compile(
    r"[\W_]*(?:(?:step|phase|stage|part|section|task|action|module|level|tier)\s*#?\w{0,8}|第\S{1,4}(?:步骤?|"
    r"环节|项|部分|阶段|节|章|条|级)|步骤\s*\S{1,3}|[零〇一二两三四五六七八九十\d]{1,3}级\S{0,4}|"
    r"\d{1,3}(?:\.\d{1,2})*[a-h]?|[A-Za-z]{1,5}|"
    r"[零〇一二两三四五六七八九十百]{1,4}|[xX])?[\W_]*(?:[(（][^()（）]{1,30}[)）][\W_]*)?",
    re.IGNORECASE,
)
_HEAD: Final = re.compile(
    r"^[\W_]*(?:\d{1,3}(?:\.\d{1,2})*[a-h]?(?:[.)）、:：]|\s)|[A-Za-z]{1,4}[.)）、:：]|"
    r"[零〇一二两三四五六七八九十百]{1,3}[.)）、:：])\s*"
)
_EXPLAINS: Final = re.compile(
    r"(?:means?|indicates?|suggests?|calls? for|requires?|leads? to|triggers?|signals?|warrants?)\b.*[:;,]?"
    r"|\S{1,8}(?:中|时|后|期间)[，,]?(?:如果|如|若)",
    re.IGNORECASE,
)
_JOINTS: Final = re.compile(
    r"[\W_]*(?:(?:if|when|whenever|where|should|unless|until|till|once|then|and|but|or|otherwise|"
    r"else|at (?:any|every|whatever|whichever) (?:point|time|stage|moment|step)\w*|do (?:this|so|it)|(?:some|any|"
    r"every)(?:one|body)|what if|in which case(?: you)?|in that case|only|in case of|in the event of|"
    r"provided(?: "
    r"that)?|after|first|next|finally|also|that|means?|with|for|on|the|an?|"
    r"directly|immediately|straight|an? \w+|clients|patients|callers|people|those|anyone|everyone|the client|the \w+|"
    r"如果|若|如|当|直接|立即|后|时|则|接着|随后|首先|"
    r"就|的|者|除非|直到|直至|为止|一旦|并且?|然后|再|但|否则|(?:任何|任意|无论什么)?(?:时候|情况下?|环节)|都|待|等|"
    r"只要一?|的话|的?(?:患者|来访者|病人|学生|个案|孩子|家长|成员)|之后|以后|在|从头到尾|(?:[无不]论|"
    r"不管)[\u4e00-\u9fff]{1,6}|"
    r"(?:整个|整场)[\u4e00-\u9fff]{1,5}|as (?:long|soon) as|while|whereas|in (?:the )?(?:first|second|third|former|"
    r"latter)(?: case)?|"
    r"以上任何[\u4e00-\u9fff]{1,2}|往下做|前者|后者|但凡|此时|这时|整个过程中?|[\u4e00-\u9fff]{1,6}(?:途中|过程中|"
    r"期间)|全程|随时|只有|才|"
    r"对于|遇到|要|最多|分|为|即|应|均)[\W_]*)*",
    re.IGNORECASE,
)


def matrix(source: Source, traces: list[Trace]) -> tuple[Trace, ...]:
    """The traces in the order of the source, with what no other piece speaks for set aside as marks or joints."""
    kept: dict[tuple[Span, Became, str], Trace] = {}
    for trace in traces:
        if trace.span != (0, 0):
            kept.setdefault((trace.span, trace.became, trace.id), trace)
    found = list(kept.values())
    found += [Trace(span=span, became=Became.ASIDE, reason=reason) for span, reason in source.aside]
    covered = [False] * (len(source.text) + 1)
    for trace in found:
        for at in range(trace.span[0], min(trace.span[1], len(source.text))):
            covered[at] = True
    found += _rest(source.text, covered)
    return tuple(sorted(found, key=lambda each: (each.span, _RANK[each.became], each.id)))


def _rest(text: str, covered: list[bool]) -> list[Trace]:
    """What stands between the pieces: list marks, joining words, or something that no rule read."""
    found: list[Trace] = []
    at = 0
    while at < len(text):
        if covered[at] or not _MARKS.match(text[at]):
            at += 1
            continue
        end = at
        while end < len(text) and not covered[end] and text[end] != "\n":
            end += 1
        words = text[at:end].rstrip()
        start, stop = at, at + len(words)
        at = end
        if not _MARKS.search(words):
            continue
        if _MARKER.fullmatch(words):
            reason = "mark of a list"
        elif _EXPLAINS.fullmatch(words) or _JOINTS.fullmatch(words) or _JOINTS.fullmatch(_HEAD.sub("", words)):
            reason = "joins the words around it"
        else:
            reason = "not read"
        found.append(Trace(span=(start, stop), became=Became.ASIDE, reason=reason))
    return found


def unread(traces: tuple[Trace, ...]) -> tuple[Trace, ...]:
    """The pieces that no rule read: a defect of the compiler, or words of a kind it does not know."""
    return tuple(trace for trace in traces if trace.reason == "not read")
