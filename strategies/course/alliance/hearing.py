"""What a client's own words say about the work together: strain, its easing, and thoughts of leaving. Pure, by rule.

Two kinds of strain, as rupture markers divide them (Safran & Muran, Negotiating the Therapeutic Alliance, 2000):
drawing back (withdrawal) and pushing back (confrontation). Words count when they are the client's own and of now: not
what somebody else said or was told, not what is supposed, denied, said in jest or over, and not a complaint about
another person or another thing. What a row means is in the word lists; how it stands is decided here.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum

from memory.record.course import Source
from memory.record.identity import Language
from memory.record.session import Author, Session, SessionState, Turn
from strategies.course.alliance.chinese import (
    CONFRONTS_ZH,
    EASED_ZH,
    LEAVES_ZH,
    SOFT_ZH,
    STAYS_ZH,
    WARM_ZH,
    WITHDRAWS_ZH,
)
from strategies.course.alliance.complaints import CONFRONTS_EN
from strategies.course.alliance.english import (
    EASED_EN,
    LEAVES_EN,
    SOFT_EN,
    STAYS_EN,
    WARM_EN,
    WITHDRAWS_EN,
)
from strategies.course.alliance.frames import stands
from strategies.course.alliance.rows import Row
from strategies.course.facts.extract_text import sentences
from strategies.planning.inputs import AllianceState, Signal
from strategies.planning.text import Words, words

REPAIRING = frozenset({"rupture", "notice", "withdrawn", "confronted", "own_part", "look_again"})
"""Steps at which a strain is spoken about; after one, plain assent tells that it has eased."""

LOOKED_AT = 3
"""So many of the last sessions of an episode are counted, and from how many broken-off ones on it is a sign."""
BROKEN_OFF = 2

_GOOD_RATING = re.compile(
    r"^\D{0,16}(?:10|[789])(?!\d|\s*(?:years?|months?|weeks?|days?|hours?|minutes?|点|年|个|天|月|周|小时))"
)
_LATIN = re.compile("[A-Za-z]{2}")
_HAN = re.compile("[\u4e00-\u9fff]")
TEXTS: Words = {
    "away": (
        "{broken} of the last {looked_at} sessions were broken off, the latest among them",
        "最近 {looked_at} 次会谈中有 {broken} 次中途断开，包括最近一次",
    )
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Strain:
    """A strain that was not eased in the session, and the client's sentence that tells it."""

    state: AllianceState
    source: Source


class _Kind(StrEnum):
    PULLS = "withdrawal"
    PUSHES = "confrontation"
    LEAVES = "leaves"
    WARM = "warm"
    EASED = "eased"
    SOFT = "soft"
    STAYS = "stays"


@dataclass(frozen=True, slots=True, kw_only=True)
class _Said:
    """One sentence of the client, what it tells, and whether the session was at a repair by then."""

    kinds: frozenset[_Kind]
    source: Source
    repairing: bool


_ROWS: tuple[tuple[_Kind, tuple[Row, ...], tuple[Row, ...]], ...] = (
    (_Kind.PUSHES, CONFRONTS_EN, CONFRONTS_ZH),
    (_Kind.PULLS, WITHDRAWS_EN, WITHDRAWS_ZH),
    (_Kind.LEAVES, LEAVES_EN, LEAVES_ZH),
)
_WELL: tuple[tuple[_Kind, re.Pattern[str], re.Pattern[str]], ...] = (
    (_Kind.WARM, WARM_EN, WARM_ZH),
    (_Kind.EASED, EASED_EN, EASED_ZH),
    (_Kind.SOFT, SOFT_EN, SOFT_ZH),
    (_Kind.STAYS, STAYS_EN, STAYS_ZH),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Heard:
    """What the turns of one session tell about the work together.

    `eased`: the client's latest words that the two are well with one another; none while a strain stands.
    """

    strain: Strain | None = None
    eased: Source | None = None
    leaving: Signal | None = None


def heard_in(turns: Sequence[Turn]) -> Heard:
    """Strain, its easing and thoughts of leaving, in one reading."""
    said = tuple(_client(turns))
    strain = _strain(said)
    warm = [each.source for each in said if _Kind.WARM in each.kinds]
    return Heard(strain=strain, eased=warm[-1] if warm and strain is None else None, leaving=_leaving(said))


def strain_in(turns: Sequence[Turn]) -> Strain | None:
    """The strain that still stands when the turns of a session end; none when nothing was said or it was eased.

    Open complaint outweighs drawing back. It is eased by words that say so (the latest ones decide), and after a step
    of repair by plain assent or a rating of 7 or more.
    """
    return heard_in(turns).strain


def leaving_in(turns: Sequence[Turn]) -> Signal | None:
    """The client's words about not coming back, stopping or cancelling for good; none when they say later: I stay."""
    return heard_in(turns).leaving


def _strain(said: Sequence[_Said]) -> Strain | None:
    found: dict[_Kind, Source] = {}
    for each in said:
        kind = next((kind for kind in (_Kind.PUSHES, _Kind.PULLS) if kind in each.kinds), None)
        if kind is not None:
            found.setdefault(kind, each.source)
        elif _eases(each):
            found.clear()
    for kind, state in ((_Kind.PUSHES, AllianceState.CONFRONTATION), (_Kind.PULLS, AllianceState.WITHDRAWAL)):
        if kind in found:
            return Strain(state=state, source=found[kind])
    return None


def _leaving(said: Sequence[_Said]) -> Signal | None:
    found: Source | None = None
    for each in said:
        if _Kind.LEAVES in each.kinds:
            found = found or each.source
        elif _Kind.STAYS in each.kinds:
            found = None
    return None if found is None else Signal(text=found.quote, source=found)


def staying_away(sessions: Iterable[Session], language: Language) -> Signal | None:
    """A sign when two of the last three sessions were broken off (abandoned), the latest among them.

    `sessions` are those of one episode, trials left out, first to last. An older break is no new sign, so the same
    sessions are told once. The record keeps no agreed hour, so that a late beginning is not seen.
    """
    held = [each for each in sessions if each.state in (SessionState.CLOSED, SessionState.ABANDONED)][-LOOKED_AT:]
    broken = sum(each.state is SessionState.ABANDONED for each in held)
    if broken < BROKEN_OFF or held[-1].state is not SessionState.ABANDONED:
        return None
    return Signal(text=words(TEXTS, "away", language, broken=broken, looked_at=len(held)))


def _eases(said: _Said) -> bool:
    soft = said.repairing and _Kind.SOFT in said.kinds
    return soft or not said.kinds.isdisjoint({_Kind.WARM, _Kind.EASED})


def _client(turns: Sequence[Turn]) -> Iterator[_Said]:
    """The client's sentences in order."""
    repairing = False
    for turn in turns:
        if turn.author is not Author.CLIENT:
            repairing = repairing or turn.node in REPAIRING
            continue
        text = turn.text.replace("\u2019", "'")
        before = ""
        for start, end in sentences(text):
            sentence = text[start:end]
            kinds = _kinds(sentence, before, text[end:])
            if repairing and _GOOD_RATING.search(text):
                kinds |= {_Kind.SOFT}
            yield _Said(
                kinds=kinds,
                source=Source(session=turn.session, turn=turn.n, start=start, end=end, quote=turn.text[start:end]),
                repairing=repairing,
            )
            before = sentence
        repairing = repairing or turn.node in REPAIRING


def _kinds(sentence: str, before: str, after: str) -> frozenset[_Kind]:
    """What a sentence tells; `before` is the one before it, `after` the rest of the turn."""
    latin, han = _LATIN.search(sentence) is not None, _HAN.search(sentence) is not None
    found: set[_Kind] = set()
    for kind, english, chinese in _ROWS:
        rows = (*(english if latin else ()), *(chinese if han else ()))
        leaving = kind is _Kind.LEAVES
        if any(
            stands(match, row.about, asked=row.asked, before=before, after=after, leaving=leaving)
            for row in rows
            for match in row.form.finditer(sentence)
        ):
            found.add(kind)
    if found:
        return frozenset(found)
    for kind, english_words, chinese_words in _WELL:
        if _well(english_words, sentence, latin) or _well(chinese_words, sentence, han):
            found.add(kind)
    return frozenset(found)


_NOT_WELL = re.compile(r"(?:\bnot|n't|\bnever|\bno|\bhardly|不|没|没有|并不|还没)\W*(?:\w+\s+){0,2}$", re.IGNORECASE)


def _well(pattern: re.Pattern[str], sentence: str, tried: bool) -> bool:
    return tried and any(not _NOT_WELL.search(sentence[: match.start()]) for match in pattern.finditer(sentence))
