"""What the words of a report come to, by rules alone, in both languages.

For each kind of event the text holds cues that speak for a change and cues that speak against it; the last one said
decides, because a report tells what happened and then how it stands. A word of contrast turns round what was calm
before it, what only seemed so counts for nothing, and a clause about another person is not the client's. Under its own
name a kind warrants a change unless it was calmed; under another name it must be told plainly. Numbers decide before
words, and danger is read apart (`strategies.planning.hearing_crisis`): no word about something else calms it.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache

from strategies.planning import calm_en, calm_zh, cues_en, cues_zh
from strategies.planning.calm_forms import FORMS, OTHERS_COUNT_NOT, TENSION, Form
from strategies.planning.done_shares import done_share
from strategies.planning.hearing_crisis import crisis_told
from strategies.planning.hearing_numbers import no_response_told, target_told, worsening_told
from strategies.planning.hearing_signs import denied, joined, safety_plan_there, sign_in
from strategies.planning.numbers_told import days_in
from strategies.planning.plan_case import Event, PlanCase
from strategies.planning.report import Heard, Report, Sign
from strategies.planning.risk_nouns import ANOTHER, PAST
from strategies.planning.sentences import sentences
from strategies.planning.turning import only_seemed, others_spans, turned_at

SHORT_GAP_DAYS = 21
"""Fewer days without a session are no gap."""
_LEAST_REST = 3
"""Letters beside another person's clause that may say something of the client."""
DONE_ENOUGH = 0.6
"""From this share of a task on, it counts as done: nothing has to be planned anew for the rest."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Cues:
    """For one kind: what speaks for a change, what against it, and what tells it under any name.

    `asks`: that something was only asked. It calms where the report begins with it; beside what was told, it is a
    question and no more.
    """

    says: re.Pattern[str]
    calms: tuple[re.Pattern[str], ...]
    asks: re.Pattern[str]
    tells: re.Pattern[str]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Span:
    """Where a cue stands, and its words."""

    start: int
    end: int
    text: str


def heard(case: PlanCase) -> Heard:
    """Everything that the words of a case tell."""
    text = case.event_detail
    plan = safety_plan_there(case)
    reports: dict[Event, Report] = {}
    for kind in Event:
        report = crisis_told(case, plan=plan) if kind is Event.NEW_CRISIS else _kind(case, kind)
        if report is not None:
            reports[kind] = report
    signs = {sign: quote for sign in Sign for quote in (sign_in(text, sign),) if quote}
    return Heard(reports=reports, signs=signs, safety_plan=plan)


@cache
def _table() -> Mapping[Event, _Cues]:
    made: dict[Event, _Cues] = {}
    for kind in Event:
        if kind is Event.NEW_CRISIS:
            continue
        forms = [form for form in FORMS[kind] if form is not Form.ASKED]
        general = [words.GENERAL[form] for words in (calm_en, calm_zh) for form in forms]
        asked = [words.GENERAL[Form.ASKED] for words in (calm_en, calm_zh)] if Form.ASKED in FORMS[kind] else []
        said = [words.SAYS.get(kind, "") for words in (cues_en, cues_zh, calm_en, calm_zh)]
        anything = [cues_en.CALMS_ANY, cues_zh.CALMS_ANY] if kind is not Event.NO_RESPONSE else []
        trouble = [calm_en.TROUBLE, calm_zh.TROUBLE] if kind is not Event.TARGET_ACHIEVED else []
        calms = [words.CALMS.get(kind, "") for words in (cues_en, cues_zh, calm_en, calm_zh)]
        made[kind] = _Cues(
            says=joined(*said, *trouble),
            calms=tuple(joined(each) for each in (*calms, *anything, *general) if each),
            asks=joined(*asked),
            tells=joined(cues_en.TELLS[kind], cues_zh.TELLS[kind]),
        )
    return made


def _spans(text: str, *patterns: re.Pattern[str]) -> Iterator[_Span]:
    """Matches that no word of denial stands before."""
    for pattern in patterns:
        for match in pattern.finditer(text):
            if match.group() and not denied(text, match.start()):
                yield _Span(start=match.start(), end=match.end(), text=match.group())


def _kind(case: PlanCase, kind: Event) -> Report | None:
    """The report of one kind; none when nothing is told of it."""
    text, own = case.event_detail, case.event is kind
    counted = _counted(case, kind)
    if counted is not None:
        return counted
    cues = _table()[kind]
    others = _others(kind, text)
    rest = _without(text, others)
    told = [
        each for each in _spans(text, cues.tells) if not _inside(each, others) and (own or _counts(kind, text, each))
    ]
    if not own and not told:
        return None
    begins = len(next(iter(sentences(text)), ""))
    asked = (each for each in _spans(text, cues.asks) if each.start < begins)
    calming = [each for each in (*_spans(text, *cues.calms), *asked) if not _inside(each, told)]
    calming = [each for each in calming if not only_seemed(text, each.start)]
    if not (len(rest) > _LEAST_REST and kind in _CARRIED_ON and _tense(kind, rest)):
        calming += others
    saying = [each for each in _spans(text, cues.says) if not _inside(each, calming)] if own else []
    calming = [each for each in calming if not _inside(each, saying)]
    last = max((each.end for each in calming), default=-1)
    speaking = max([each.end for each in (*told, *saying)], default=-1)
    if own and last >= 0 and speaking < last:
        speaking = turned_at(text, last)
    if own and kind is Event.TARGET_ACHIEVED and speaking > last:
        last = turned_at(text, speaking)
    silent = speaking < 0 and bool(text.strip()) and (_passing(kind, text) or not _tense(kind, rest))
    warranted = speaking >= last and not silent
    quote = text if own else _sentence_of(text, told[-1]) if told else text
    why = (
        ""
        if warranted
        else max(calming, key=lambda each: each.end).text
        if calming
        else "nothing weighty"
        if silent
        else "taken back"
    )
    return Report(kind=kind, warranted=warranted, quote=quote, why=why, days=days_in(text), sure=speaking >= 0)


def _without(text: str, spans: list[_Span]) -> str:
    """The text with the spans taken out."""
    for each in sorted(spans, key=lambda span: -span.start):
        text = text[: each.start] + " " + text[each.end :]
    return text.strip()


def _others(kind: Event, text: str) -> list[_Span]:
    """Clauses about another person, for a kind that can only be the client's own."""
    if kind not in OTHERS_COUNT_NOT:
        return []
    return [_Span(start=start, end=end, text=text[start:end].strip()) for start, end in others_spans(text)]


def _counted(case: PlanCase, kind: Event) -> Report | None:
    """What numbers decide; none when there are none, or words have to."""
    match kind:
        case Event.MEASURE_WORSENING:
            return worsening_told(case)
        case Event.TARGET_ACHIEVED:
            return target_told(case)
        case Event.NO_RESPONSE:
            return no_response_told(case)
        case Event.SESSION_GAP:
            return _gap(case)
        case Event.MISSED_HOMEWORK:
            return _shared(case)
        case _:
            return None


def _shared(case: PlanCase) -> Report | None:
    """A task of which most was done, by the numbers told."""
    share = done_share(case.event_detail) if case.event is Event.MISSED_HOMEWORK else None
    if share is None or share < DONE_ENOUGH:
        return None
    return Report(kind=Event.MISSED_HOMEWORK, warranted=False, quote=case.event_detail, why=f"{share:.0%} done")


def _gap(case: PlanCase) -> Report | None:
    """A gap under its own name: short ones are none, and an agreed pause with contact asks for nothing."""
    if case.event is not Event.SESSION_GAP:
        return None
    text = case.event_detail
    days = days_in(text)
    if days is not None and days < SHORT_GAP_DAYS:
        return Report(kind=Event.SESSION_GAP, warranted=False, quote=text, why=f"{days} days", days=days)
    cues = _table()[Event.SESSION_GAP]
    calming = [
        each
        for each in _spans(text, *cues.calms)
        if not only_seemed(text, each.start) and not _NOT_IN_IT.search(each.text)
    ]
    speaking = [each for each in _spans(text, cues.says) if not _inside(each, calming)]
    contact = any(_CONTACT.search(each.text) for each in calming)
    agreed = any(not _CONTACT.search(each.text) for each in calming)
    warranted = bool(speaking) if (agreed or contact) else True
    if agreed and contact and not any(_LOST.search(each.text) for each in speaking):
        warranted = False
    return Report(
        kind=Event.SESSION_GAP,
        warranted=warranted,
        quote=text,
        why="" if warranted else "; ".join(each.text for each in calming[:3]),
        days=days,
    )


_CONTACT = re.compile(
    r"phone|video|online|call|check|touch|contact|message|email|text|wrote|written|spoke|letter|update|rang|"
    r"sent|联系|沟通|电话|视频|"
    r"微信|短信|线上|消息|随访|问候|来信|写信|通话|发|寄|报",
    re.IGNORECASE,
)
_NOT_IN_IT = re.compile(r"没|未|无|\bno\b|\bnot\b|\bwithout\b", re.IGNORECASE)
_LOST = re.compile(r"slip|relaps|worse|drift|退步|复发|变差|下滑", re.IGNORECASE)


def _counts(kind: Event, text: str, cue: _Span) -> bool:
    """Whether a cue under another name is the client's and of now."""
    sentence = _sentence_of(text, cue)
    if PAST.search(sentence) and kind not in (Event.CONTRADICTING_FACT, Event.SESSION_GAP, Event.NO_RESPONSE):
        return False
    whose = text[: cue.start].rsplit("。", 1)[-1].rsplit(". ", 1)[-1]
    return kind is Event.LIFE_EVENT or not ANOTHER.search(whose[-40:])


_PASSING = {
    Event.DROPOUT_RISK: re.compile(
        r"\bask(?:s|ed)?\s+(?:how\s+(?:many|long)|when|about|whether\s+the)|holiday|"
        r"问(?:了)?(?:一下)?(?:还(?:剩|有)|什么时候|多久|几次)|坚持到底|安排假期",
        re.IGNORECASE,
    ),
    Event.NEW_PROBLEM: re.compile(
        r"\b(?:headache|a\s+cold|tired\s+today|bad\s+weather|late\s+bus|(?:of|about)\s+the\s+(?:heat|cold|"
        r"weather|rain))\b|天热|天冷|天气|感冒|堵车",
        re.IGNORECASE,
    ),
    Event.RUPTURE: re.compile(
        r"\b(?:short|small|slight|minor|brief)\b|一点(?:小)?|小(?:分歧|摩擦|误会)|轻微", re.IGNORECASE
    ),
}
"""Cues that a report is about nothing much: they count where nothing weighty is told beside them."""


_CARRIED_ON = frozenset({Event.MISSED_HOMEWORK, Event.DROPOUT_RISK})
"""Kinds where what another person does may be what the client does next, if the rest is tense."""


@cache
def _tensions() -> Mapping[Event, re.Pattern[str]]:
    return {kind: joined(words) for kind, words in TENSION.items()}


def _tense(kind: Event, text: str) -> bool:
    """Whether a report in which no cue speaks has a word of tension; true for kinds without a list."""
    return kind not in TENSION or _tensions()[kind].search(text) is not None


def _passing(kind: Event, text: str) -> bool:
    return kind in _PASSING and _PASSING[kind].search(text) is not None


def _inside(cue: _Span, others: list[_Span]) -> bool:
    return any(each.start <= cue.start and cue.end <= each.end for each in others)


def _sentence_of(text: str, cue: _Span) -> str:
    """The sentence that a cue stands in."""
    return next((each for each in sentences(text) if cue.text in each), text)
