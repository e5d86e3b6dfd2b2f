"""What a client told before and now says was otherwise, in one breath: "I said five hours, it's really three"."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from memory.record.language import has_cjk
from memory.state.predicates import Predicate
from memory.state.wordings import Wording, compared
from strategies.course.facts.extract_chinese import DRUG as ZH_DRUG
from strategies.course.facts.extract_chinese import KIN as ZH_KIN
from strategies.course.facts.extract_english_words import DRUG, JOB, NUMBER, PERSON, PLACE, WHICH
from strategies.course.forms import compiled


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """A value that was told, of whom, and of what."""

    subject: str
    predicate: str
    object: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Retold:
    """Where a turn repeats what was told (`claim`), and where it goes on to say what is so (from `turns`, to `ends`).

    `corrects`: what was told was wrong; else it has changed since. `start` is where the repeating begins.
    """

    start: int
    claim: tuple[int, int]
    turns: int
    ends: int
    corrects: bool


_TOLD = re.compile(
    r"\bi(?:'ve| have| had| might have| may have| must have)? (?:said|told you|mentioned|claimed|reported)"
    r"(?: (?:that|before|earlier|last (?:time|week|session)|the other day|it was|it's|about|around))*,?\s+"
    r"(?:(?:(?:i was )?(?:getting|sleeping)) )?",
    re.IGNORECASE,
)
_ZH_TOLD = re.compile(
    r"(?:我|之前|上次|刚才|前面|上回|上周|先前|以前|前几天){1,4}(?:跟您?你?|和你|对你|给你)?(?:说|讲|提|告诉你)(?:过|的是|的)?"
    r"[：:，,]?(?=\S)"
)
_ZH_BEFORE = re.compile(r"之前|上次|刚才|前面|上回|上周|先前|以前|前几天|[说讲提](?:过|的)|[跟和对给告诉][您你]")
_TRUTH = (
    r"(?:really|actually|honestly|truthfully|in truth|in fact|in reality|to be (?:quite )?(?:honest|truthful|fair)|"
    r"if i'm (?:being )?honest|(?:the )?(?:truth|reality|fact)(?: of it)? is|truth be told|more like|more often|"
    r"closer to|nearer(?: to)?)"
)
_NOT_SO = r"that (?:was|is|wasn't|isn't|was not|is not) (?:\w+ )?\w+,?"
_NOW = r"(?:now|these days|at the moment|lately)"
_TURN = re.compile(
    rf"(?:\s*[,.;–-]+\s*|\s+)(?:(?:but|well|and|though|although)[,\s]+)*"
    rf"(?P<lead>(?:(?:{_NOT_SO}|{_TRUTH}|{_NOW})[,\s]+(?:that |and |but )?)*)"
    rf"(?:it's|it is|it was|that's|i(?:'m| am|'ve| have)?)\b(?P<how>(?: (?:{_TRUTH}|{_NOW}|only|just|about|probably|"
    rf"maybe|around|often|barely|usually|more|sleep|sleeping|get|getting|manage|live|work|take|with|in|as|on))*) ",
    re.IGNORECASE,
)
_TELLS = re.compile(rf"{_TRUTH}|{_NOT_SO}|\b{_NOW}\b", re.IGNORECASE)
_IS_NOW = re.compile(rf"\b{_NOW}\b", re.IGNORECASE)
_ZH_TRUTH = (
    r"(?:其实|实际上?|事实上|说实话|老实说|实话[说讲]|坦白[说讲]|真实(?:的)?情况是?|实情是|准确地?说|确切地?说|真的|"
    r"说真的)"
)
_ZH_NOW = r"(?:现在|如今|目前|这阵子|最近)"
_ZH_TURN = re.compile(
    rf"[，,。；;\s]*(?:但是?|可是?|不过|那[是时]\w{{1,6}}[，,])*(?:我)?(?P<lead>(?:{_ZH_TRUTH}|{_ZH_NOW})[，,]?)"
    r"(?P<how>(?:没有|不是|没那么多|不止|没到)?[，,]?(?:我|每[天晚]|晚上|也|就|只|才|大概|差不多|顶多|最多|能|睡|有|是|和|跟|与|"
    r"了|吃|的)*)"
)
_ZH_IS_NOW = re.compile(_ZH_NOW)
FARTHEST = 70
"""Letters of what is repeated before the turn: what stands farther off is about something else."""
_TURN_LETTERS = 60
_BROKEN_OFF = re.compile(r"[?？!！]")


def retellings(words: str) -> Iterator[Retold]:
    """The places of a turn where something told before is set right, or said to have changed."""
    chinese = has_cjk(words)
    for told in (_ZH_TOLD if chinese else _TOLD).finditer(words):
        turn = _turn_after(words, told.end(), chinese=chinese)
        if turn is None or (chinese and not _ZH_BEFORE.search(told.group())):
            continue
        claim = told.end(), turn.start()
        if claim[1] - claim[0] > FARTHEST or _BROKEN_OFF.search(words, *claim):
            continue
        changed = (_ZH_IS_NOW if chinese else _IS_NOW).search(f"{turn['lead']} {turn['how']}")
        yield Retold(start=told.start(), claim=claim, turns=turn.start(), ends=turn.end(), corrects=changed is None)


def _turn_after(words: str, start: int, *, chinese: bool) -> re.Match[str] | None:
    """The first place after what was told that goes on to say what is so; in English one that says so in a word."""
    last = start + FARTHEST + _TURN_LETTERS
    if chinese:
        return _ZH_TURN.search(words, start, last)
    turn = _TURN.search(words, start, last)
    while turn is not None and not _TELLS.search(f"{turn['lead']} {turn['how']}"):
        turn = _TURN.search(words, turn.start() + 1, last)
    return turn


_NAME = r"(?-i:[A-Z][a-z]+)"
_NO_MORE = (
    r"(?=\s*(?:[.,;!?]|$)|\s+(?:a night|or so|at (?:most|best)|if that|tops|most nights|of sleep|"
    r"these days|now|and(?! a half)|but|on)\b)"
)
"""After a number that leaves out of what: not "one of those nights"."""
_ENGLISH_VALUES = {
    Predicate.SLEEP: rf"{NUMBER}(?: (?:or|to) {NUMBER})?(?: and a half)?(?: hours?|{_NO_MORE})",
    Predicate.LIVES_WITH: rf"(?:my |our |an? )?{WHICH}{PERSON}(?:,? {_NAME})?|{_NAME}",
    Predicate.LIVES_IN: PLACE,
    Predicate.JOB: rf"an? (?:\w+ ){{0,2}}?{JOB}",
    Predicate.MEDICATION: DRUG,
}
_ZH_HOURS = r"(?:\d{1,2}(?:\.\d)?|[一两二三四五六七八九十]{1,2})"
_CHINESE_VALUES = {
    Predicate.SLEEP: rf"{_ZH_HOURS}(?:[、到至]{_ZH_HOURS})?(?:个半?多?(?:小时|钟头)?(?![人月星礼孩])|小时|钟头)",
    Predicate.LIVES_WITH: rf"(?:我的?)?{ZH_KIN}",
    Predicate.MEDICATION: ZH_DRUG,
}
_ENDS = (
    r"(?:,? (?:and )?not (?:with |on |in |as )?(?:my |our |an? )?[\w-]+)?"
    r"(?: (?:now|these days|at the moment|instead|though|anyway))?"
)
_ENGLISH_ENDS = {
    Predicate.SLEEP: _NO_MORE,
    Predicate.LIVES_WITH: rf"(?={_ENDS}\s*(?:[.!?]|$))",
}
_ENGLISH_END = rf"(?={_ENDS}\s*(?:[.;!?]|,(?! *(?:who|whom|whose|that|which|where|when)\b)|$))"
"""After a value nothing more is said of it: "it's really London" names a town, "it's really London that I miss" none.

Of people a comma is too little: "it's really my sister, she worries me".
"""
_ZH_END = r"(?=(?:了|的|呢|吧|啊|而已)*\s*(?:[，,。；;.！!？?]|$))"
_ZH_SENTENCE_END = r"(?=(?:了|的|呢|吧|啊|而已)*\s*(?:[。.！!？?]|$))"
_CHINESE_ENDS = {
    Predicate.SLEEP: r"(?=(?:左右|上下|出头|多|不到|的?睡眠|的?觉|了|的|呢|吧|啊|而已)*\s*"
    r"(?:[，,。；;.！!？?就还但可]|$))",
    Predicate.LIVES_WITH: rf"(?:(?=(?:一起|一块儿?|同)?住(?:在?一起|一块儿?)?{_ZH_END})|{_ZH_SENTENCE_END})",
}
_ZH_ASKED = {Predicate.LIVES_WITH: re.compile(r"[和跟与是]"), Predicate.MEDICATION: re.compile(r"[是吃]")}
"""What must stand before a value in Chinese, where no verb tells that it is one: 其实妹妹 says not who lives here."""
_ZH_DENIES = re.compile(r"(?:没有|不是|不止|没到)(?:我|每[天晚]|晚上|也|就|能|睡|有|和|跟|与|吃|的)*$")
_COUNTED = re.compile(rf"{NUMBER}|{_ZH_HOURS}", re.IGNORECASE)
_UNIT = re.compile(r"hour|小时|钟头", re.IGNORECASE)


def _value_form(predicate: str, *, chinese: bool, last: bool = False) -> re.Pattern[str] | None:
    """How a value of a predicate is named by itself; none of those of which it cannot be told without its verb.

    `last`: with nothing said of it after.
    """
    of = Predicate(predicate)
    form = (_CHINESE_VALUES if chinese else _ENGLISH_VALUES).get(of)
    if form is None:
        return None
    end = (_CHINESE_ENDS.get(of, _ZH_END) if chinese else _ENGLISH_ENDS.get(of, _ENGLISH_END)) if last else ""
    return compiled(rf"(?:{form}){end}" if chinese else rf"(?<![\w-])(?:{form})(?![\w-]){end}")


def points_to(claim: str, predicate: str, known: str) -> bool:
    """Whether the words that repeat what was told name a known value: "five hours", of the hours of sleep."""
    form = _value_form(predicate, chinese=has_cjk(claim))
    named = None if form is None else form.search(claim)
    return named is not None and compared(predicate, known, named.group()) is not Wording.OTHER


def _names_one(turn: str, predicate: str) -> bool:
    """Whether the Chinese words that turn from what was told lead to a value of the predicate, and do not deny it."""
    asked = _ZH_ASKED.get(Predicate(predicate))
    return not _ZH_DENIES.search(turn) and (asked is None or asked.search(turn) is not None)


def new_value(words: str, retold: Retold, told: Told) -> tuple[str, int] | None:
    """What a place says is so instead of what was `told`, and where its words end; none where it names no such value.

    A number without its unit takes that of what was told: "five hours ... it's three" is three hours.
    """
    chinese = has_cjk(words)
    if chinese and not _names_one(words[retold.turns : retold.ends], told.predicate):
        return None
    form = _value_form(told.predicate, chinese=chinese, last=True)
    found = None if form is None else form.match(words, retold.ends)
    if found is None:
        return None
    said = found.group()
    if told.predicate == Predicate.SLEEP and not _UNIT.search(said):
        count = _COUNTED.match(told.object)
        if count is None or not _UNIT.search(told.object):
            return None
        said = said.removesuffix("个") + told.object[count.end() :]
    return said, found.end()
