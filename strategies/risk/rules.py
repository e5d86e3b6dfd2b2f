"""The lexicon layer: what one text says about danger, by rules alone, in both languages. Pure; no model.

A phrase of the lexicon is an event with a kind and a level. What stands around it (denied, someone else, long past, a
turn of phrase, quoted, supposed) lowers the level of the answer, never below asking for the writer's own danger unless
it is plainly denied or a turn of phrase, and the phrase always stays in the reading.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cache

from memory.record.identity import Language
from memory.record.language import has_cjk
from memory.record.risk import RiskKind
from strategies.risk import (
    lexicon_en,
    lexicon_en_acts,
    lexicon_en_coded,
    lexicon_en_harm,
    lexicon_zh,
    lexicon_zh_coded,
    lexicon_zh_harm,
)
from strategies.risk.latch import tier_of
from strategies.risk.lexicon import Entry, Person
from strategies.risk.normalise import Plain, normalise
from strategies.risk.reading import Reading, RiskFeature, RiskSpan
from strategies.risk.trigger import Triggers, alternatives_of

__all__ = ["Reading", "scan", "suspect"]

LAYER = "lexicon"
ASK_LEVEL = 1
"""What is left of a phrase that may not be left unasked."""
HISTORY_LEVEL = 2
"""What is left of a phrase about the writer's own distant past."""
PLAN_LEVEL = 5
INTENT_LEVEL = 4

_SENTENCE_END = re.compile(r"[.!?;\n]+")
_NEXT_CLAUSE = re.compile(r",| and | but ")
_QUOTE_MARKS = re.compile(r"\"([^\"]{2,})\"|(?<![a-z])'([^']{4,})'(?![a-z])|「([^」]+)」|『([^』]+)』")
_LATIN = re.compile(r"[a-z]")
_REACH = 90


@dataclass(frozen=True, slots=True, kw_only=True)
class _Words:
    """One language's lexicon and what lowers it."""

    language: Language
    entries: tuple[Entry, ...]
    idioms: re.Pattern[str]
    negation: re.Pattern[str]
    negated_after: re.Pattern[str]
    act_denied: re.Pattern[str]
    contrast: re.Pattern[str]
    taken_back: re.Pattern[str]
    others: re.Pattern[str]
    oneself: re.Pattern[str]
    mine: re.Pattern[str]
    past: re.Pattern[str]
    recent: re.Pattern[str]
    quoted: re.Pattern[str]
    hypothetical: re.Pattern[str]
    soon: re.Pattern[str]
    done: re.Pattern[str]
    plan_word: re.Pattern[str]
    question: re.Pattern[str]
    yes: re.Pattern[str]
    mild_hints: frozenset[str]
    beside_thoughts: Mapping[str, int]


def _apart(*entries: Entry) -> tuple[Entry, ...]:
    """Each wording of each entry for itself: a text is searched for those alone whose own letters it holds."""
    return tuple(
        replace(entry, pattern=re.compile(wording))
        for entry in entries
        for wording in alternatives_of(entry.pattern.pattern)
    )


_ENGLISH = _Words(
    language=Language.EN,
    entries=_apart(
        *lexicon_en.ENTRIES,
        *lexicon_en_coded.ENTRIES,
        *lexicon_en_harm.ENTRIES,
        *lexicon_en_acts.ENTRIES,
        *lexicon_zh_coded.PINYIN,
    ),
    idioms=lexicon_en.IDIOMS,
    negation=lexicon_en.NEGATION,
    negated_after=lexicon_en.NEGATED_AFTER,
    act_denied=lexicon_en.ACT_DENIED,
    contrast=lexicon_en.CONTRAST,
    taken_back=lexicon_en.TAKEN_BACK,
    others=lexicon_en.OTHERS,
    oneself=lexicon_en.ONESELF,
    mine=re.compile(r"\b(?:i|my|my ?self|i'?m|i'?ll|me)\b"),
    past=lexicon_en.PAST,
    recent=lexicon_en.RECENT,
    quoted=lexicon_en.QUOTED,
    hypothetical=lexicon_en.HYPOTHETICAL,
    soon=lexicon_en.SOON,
    done=lexicon_en.DEAD_ALREADY,
    plan_word=lexicon_en.PLAN_WORD,
    question=lexicon_en.RISK_QUESTION,
    yes=lexicon_en.YES,
    mild_hints=lexicon_en.MILD_HINTS | lexicon_en_coded.MILD_HINTS,
    beside_thoughts=lexicon_en_coded.BESIDE_THOUGHTS,
)
_CHINESE = _Words(
    language=Language.ZH,
    entries=(*lexicon_zh.ENTRIES, *lexicon_zh_coded.ENTRIES, *lexicon_zh_harm.ENTRIES),
    idioms=lexicon_zh.IDIOMS,
    negation=lexicon_zh.NEGATION,
    negated_after=lexicon_zh.NEGATED_AFTER,
    act_denied=lexicon_zh.ACT_DENIED,
    contrast=lexicon_zh.CONTRAST,
    taken_back=lexicon_zh.TAKEN_BACK,
    others=lexicon_zh.OTHERS,
    oneself=lexicon_zh.ONESELF,
    mine=lexicon_zh.MINE,
    past=lexicon_zh.PAST,
    recent=lexicon_zh.RECENT,
    quoted=lexicon_zh.QUOTED,
    hypothetical=lexicon_zh.HYPOTHETICAL,
    soon=lexicon_zh.SOON,
    done=lexicon_zh.DEAD_ALREADY,
    plan_word=lexicon_zh.PLAN_WORD,
    question=lexicon_zh.RISK_QUESTION,
    yes=lexicon_zh.YES,
    mild_hints=lexicon_zh.MILD_HINTS | lexicon_zh_coded.MILD_HINTS,
    beside_thoughts=lexicon_zh_coded.BESIDE_THOUGHTS,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Hit:
    entry: Entry
    start: int
    end: int
    after: int
    features: tuple[RiskFeature, ...]


def scan(text: str, *, context: str = "", folded: Plain | None = None) -> Reading:
    """What `text` says about danger, the writer's or another's, by the lexicon alone; a turn calls `hearing.hear`.

    `context` is what was said to the writer just before: a bare "yes" to a question about suicide alarms, as does a
    plan. Offsets of the spans are code points into `text`. `folded` is the text's fold where it is known already.
    """
    plain = folded or normalise(text)
    before = normalise(context[-400:]).text if context else ""
    hits: list[_Hit] = []
    hints: list[_Hit] = []
    extra: list[tuple[int, str]] = []
    for words in _lexicons(plain.text):
        found = list(_hits(plain.text, words))
        hits += [hit for hit in found if hit.entry.level]
        hints += _hints(found, words)
        extra += _from_context(plain.text, before, hits, words)
        extra += _beside_thoughts(plain.text, found, words)
    return _reading(plain, text, hits, hints, extra)


def suspect(folded: str) -> bool:
    """Whether a folded text holds a word that danger is often spoken with; of itself that says nothing."""
    return bool(lexicon_en_coded.SUSPECT.search(folded) or lexicon_zh_coded.SUSPECT.search(folded))


def _lexicons(text: str) -> Iterator[_Words]:
    if _LATIN.search(text):
        yield _ENGLISH
    if not text.isascii() and has_cjk(text):
        yield _CHINESE


@cache
def _triggers(language: Language) -> Triggers:
    words = _ENGLISH if language is Language.EN else _CHINESE
    return Triggers([entry.pattern.pattern for entry in words.entries])


def _hits(text: str, words: _Words) -> Iterator[_Hit]:
    idioms: list[tuple[int, int]] | None = None
    seen: set[tuple[str, int, int]] = set()
    for number in _triggers(words.language).possible(text):
        entry = words.entries[number]
        for match in entry.pattern.finditer(text):
            if (place := (entry.id, *match.span())) in seen:
                continue
            seen.add(place)
            if idioms is None:
                idioms = [idiom.span() for idiom in words.idioms.finditer(text)]
            features = tuple(_features(text, match.start(), match.end(), entry, words, idioms))
            yield _Hit(
                entry=entry,
                start=match.start(),
                end=match.end(),
                after=_after(text, match.start(), match.end(), entry, words, features),
                features=features,
            )


def _sentence(text: str, start: int, end: int) -> tuple[int, int]:
    """The sentence around a stretch; offsets."""
    first = 0
    for stop in _SENTENCE_END.finditer(text, 0, start):
        first = stop.end()
    closing = _SENTENCE_END.search(text, end)
    return first, closing.start() if closing else len(text)


def _features(
    text: str, start: int, end: int, entry: Entry, words: _Words, idioms: list[tuple[int, int]]
) -> Iterator[RiskFeature]:
    first, last = _sentence(text, start, end)
    sentence, before = text[first:last], text[max(first, start - _REACH) : start]
    if any(opened < end and start < closed for opened, closed in idioms):
        yield RiskFeature.IDIOM
    if words.negation.search(before) or words.negated_after.search(text[end : end + _REACH]):
        yield RiskFeature.NEGATED
    emergency = entry.kind is RiskKind.MEDICAL_EMERGENCY
    told = _clause(text, first, end, last) if emergency else sentence
    past = words.past.search(told) is not None and not words.recent.search(told)
    over = emergency and past and words.past.search(text[first:end]) is not None
    if _about_another(text[first:start], text[start:end], entry, words, over=over):
        yield RiskFeature.SOMEONE_ELSE
    if past:
        yield RiskFeature.PAST
    if words.quoted.search(sentence) or any(
        mark.start() < start and end < mark.end() for mark in _QUOTE_MARKS.finditer(text)
    ):
        yield RiskFeature.QUOTED
    if words.hypothetical.search(before):
        yield RiskFeature.HYPOTHETICAL


def _clause(text: str, first: int, end: int, last: int) -> str:
    """A sentence up to where its next clause begins: what was before an emergency of now is told beyond it."""
    following = _NEXT_CLAUSE.search(text, end, last)
    return text[first : following.start() if following else last]


def _about_another(before: str, phrase: str, entry: Entry, words: _Words, *, over: bool) -> bool:
    """Whether the nearest person named before a phrase is somebody else.

    Somebody's emergency is everybody's while it lasts; told as long past (`over`: such a one) it is theirs.
    """
    if entry.person is Person.OTHER:
        return True
    if words.mine.search(phrase) or (entry.person is Person.SITUATION and not over):
        return False
    if entry.kind in {RiskKind.HARM_TO_OTHERS, RiskKind.HARM_FROM_OTHERS}:
        return False
    if entry.person is Person.ANY:
        before += phrase
    other = max((match.end() for match in words.others.finditer(before)), default=-1)
    oneself = max((match.end() for match in words.oneself.finditer(before)), default=-1)
    return other > oneself


def _after(text: str, start: int, end: int, entry: Entry, words: _Words, features: tuple[RiskFeature, ...]) -> int:
    """The level that is left of an entry's level, by its features."""
    level = entry.level
    first, last = _sentence(text, start, end)
    sentence = text[first:last]
    if RiskFeature.IDIOM in features or level == 0:
        return 0
    if RiskFeature.NEGATED in features:
        hedged = words.act_denied.search(text[first:start]) and words.contrast.search(text[end:])
        return ASK_LEVEL if hedged or words.taken_back.search(text[end:]) else 0
    if RiskFeature.QUOTED in features and _of_a_work(text[first:start], text[start:end], words):
        return 0
    if RiskFeature.SOMEONE_ELSE in features:
        over = bool(words.quoted.search(text)) or (
            (RiskFeature.PAST in features or words.done.search(sentence)) and not words.recent.search(sentence)
        )
        return 0 if over else ASK_LEVEL
    if level == INTENT_LEVEL and words.soon.search(sentence):
        level = PLAN_LEVEL
    if RiskFeature.QUOTED in features:
        level = (
            0 if entry.person is Person.ANY and not words.oneself.search(text[first:start]) else _one_tier_less(level)
        )
    if RiskFeature.PAST in features:
        level = min(level, HISTORY_LEVEL)
    if RiskFeature.HYPOTHETICAL in features:
        level = _one_tier_less(level)
    return level


def _of_a_work(before: str, phrase: str, words: _Words) -> bool:
    """Whether what was named last before a phrase is a work, a lesson or its figure, not the writer."""
    work = max((match.end() for match in words.quoted.finditer(before)), default=-1)
    writer = max((match.end() for match in words.mine.finditer(before)), default=-1)
    return work > writer and not words.mine.search(phrase)


def _one_tier_less(level: int) -> int:
    """The highest level of the tier below, but never below asking."""
    return level if tier_of(level) <= 1 else 2 * (tier_of(level) - 1)


def _hints(found: list[_Hit], words: _Words) -> list[_Hit]:
    """Hints that together are worth asking about: two different ones, not both mild, or three."""
    hints = {
        hit.entry.id: hit
        for hit in found
        if hit.entry.level == 0
        and not {RiskFeature.SOMEONE_ELSE, RiskFeature.NEGATED, RiskFeature.IDIOM} & {*hit.features}
    }
    enough = len(hints) >= 3 or (len(hints) == 2 and not hints.keys() <= words.mild_hints)
    return list(hints.values()) if enough else []


def _beside_thoughts(text: str, found: list[_Hit], words: _Words) -> Iterator[tuple[int, str]]:
    """What a hint adds to plain thoughts of suicide in the same sentence: a level and why."""
    thoughts = [hit for hit in found if hit.entry.kind is RiskKind.ACTIVE_IDEATION and hit.after and not hit.features]
    told = [_sentence(text, hit.start, hit.end) for hit in thoughts]
    for hit in found:
        level = words.beside_thoughts.get(hit.entry.id, 0)
        if level and not hit.features and any(first <= hit.start < last for first, last in told):
            yield level, f"{hit.entry.id} beside thoughts of suicide"


def _from_context(text: str, before: str, hits: list[_Hit], words: _Words) -> Iterator[tuple[int, str]]:
    """What the question before, or a plan beside another phrase, adds: a level and why."""
    asked = bool(before) and bool(_ENGLISH.question.search(before) or _CHINESE.question.search(before))
    thought = any(hit.after and hit.entry.kind in {RiskKind.PASSIVE_IDEATION, RiskKind.ACTIVE_IDEATION} for hit in hits)
    if asked and words.yes.search(text):
        yield HISTORY_LEVEL, "yes to a question about suicide"
    planned = words.plan_word.search(text)
    if planned and (asked or thought) and not words.negation.search(text[: planned.start()]):
        yield PLAN_LEVEL, "speaks of a plan"


def _reading(plain: Plain, text: str, hits: list[_Hit], hints: list[_Hit], extra: list[tuple[int, str]]) -> Reading:
    if not (hits or hints or extra):
        return _NOTHING
    spans = [_span(plain, text, hit, hit.after) for hit in sorted(hits, key=lambda hit: (hit.start, -hit.entry.level))]
    spans += [_span(plain, text, hit, ASK_LEVEL) for hit in hints]
    level = max([span.after for span in spans] + [level for level, _ in extra], default=0)
    heard = {span.kind for span in spans if span.after or not level}
    heard |= {RiskKind.PLAN_OR_INTENT if at >= INTENT_LEVEL else RiskKind.ACTIVE_IDEATION for at, _ in extra}
    features = {feature for span in spans for feature in span.features}
    reasons = [
        f"{span.entry} {span.level}->{span.after}" + "".join(f" {f.value}" for f in span.features) for span in spans
    ]
    reasons += [why for _, why in extra]
    return Reading(
        alarm=level > 0,
        tier=tier_of(level),
        level=level,
        kinds=tuple(kind for kind in RiskKind if kind in heard),
        layers=(LAYER,) if spans or extra else (),
        why="; ".join(reasons),
        features=tuple(feature for feature in RiskFeature if feature in features),
        spans=tuple(spans),
    )


_NOTHING = Reading(alarm=False, tier=0, level=0, kinds=(), layers=(), why="")


def _span(plain: Plain, text: str, hit: _Hit, after: int) -> RiskSpan:
    start, end = plain.span(hit.start, hit.end)
    return RiskSpan(
        start=start,
        end=end,
        quote=text[start:end],
        entry=hit.entry.id,
        kind=hit.entry.kind,
        level=hit.entry.level,
        after=after,
        features=hit.features,
    )
