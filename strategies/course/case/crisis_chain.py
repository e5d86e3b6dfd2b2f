"""A crisis out of a session, by rule: from its alarms, its slots and the client's words. Pure, in both languages.

A crisis is told where an alarm was raised, or where the client says in words of a crisis that one happened. Around
that place the links of the chain are read, each with the words that it rests on. What somebody else went through, what
did not happen, and what was told before are passed over. Without a trigger, and a thought or a feeling, there is none.
"""

import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from memory.record.clock import Ids
from memory.record.course import Origin, Source
from memory.record.crisis import ChainLink, ChainPiece, CrisisEpisode, CrisisStatus
from memory.record.risk import RiskEvent
from memory.record.session import Author, Session, SlotClaim, Turn
from strategies.course.case.crisis_cues import CUE, GRAVE, HELP_CUE, NEGATED, OTHERS, RETOLD, UNREAL
from strategies.course.case.crisis_words import (
    AFFECTS,
    APPRAISALS,
    BEHAVIOURS,
    CONSEQUENCES,
    HELPS,
    PEOPLE,
    TRIGGERS,
    Tag,
    tags_said,
)
from strategies.course.facts.extract_text import sentences
from strategies.course.readers_date import read_date

BEFORE = 3
"""Client turns before the place of a crisis that may tell how it came."""
AFTER = 6
"""Client turns after it that may tell how it went on; the steps of a thought record ask for it one by one."""
WEEK = 7

LINK_OF_SLOT: Mapping[str, ChainLink] = {
    "situation": ChainLink.TRIGGER,
    "tr_situation": ChainLink.TRIGGER,
    "fm_moment": ChainLink.TRIGGER,
    "thought": ChainLink.APPRAISAL,
    "tr_thought": ChainLink.APPRAISAL,
    "fm_inside": ChainLink.APPRAISAL,
    "tr_feeling": ChainLink.AFFECT,
    "fm_doing": ChainLink.BEHAVIOUR,
    "fm_after": ChainLink.CONSEQUENCE,
}
"""Slots that ask for a link of the chain by name."""

_TAGS_OF: Mapping[ChainLink, tuple[Tag, ...]] = {
    ChainLink.TRIGGER: (*TRIGGERS, *PEOPLE),
    ChainLink.APPRAISAL: APPRAISALS,
    ChainLink.AFFECT: AFFECTS,
    ChainLink.BEHAVIOUR: BEHAVIOURS,
    ChainLink.CONSEQUENCE: CONSEQUENCES,
}
_CLAUSE = re.compile(r"[,，、;；:：—]|\b(?:and|but|so|then|because|when|after|until)\b")


@dataclass(frozen=True, slots=True, kw_only=True)
class _Sentence:
    """A sentence of a client's turn, at its place in the text."""

    turn: Turn
    start: int
    end: int

    @property
    def text(self) -> str:
        return self.turn.text[self.start : self.end].replace("’", "'")

    def source(self, start: int = 0, end: int | None = None) -> Source:
        """The sentence, or a part of it, as a source."""
        first = self.start + start
        last = self.end if end is None else self.start + end
        return Source(
            session=self.turn.session, turn=self.turn.n, start=first, end=last, quote=self.turn.text[first:last]
        )


def _sentences(turn: Turn) -> Iterator[_Sentence]:
    for start, end in sentences(turn.text):
        yield _Sentence(turn=turn, start=start, end=end)


def _stands(text: str, match: re.Match[str]) -> bool:
    """Not taken back by what stands right before it within its clause."""
    before = text[: match.start()]
    cut = max((found.end() for found in _CLAUSE.finditer(before)), default=0)
    return NEGATED.search(before[cut:]) is None


def tags_in(text: str, tags: Sequence[Tag]) -> tuple[str, ...]:
    """The tags whose words stand in a text, in the list's order."""
    plain = text.lower()
    return tuple(dict.fromkeys(tag.name for tag, match in tags_said(plain, tags) if _stands(plain, match)))


def _passed_over(text: str) -> bool:
    return bool(UNREAL.search(text) or RETOLD.search(text) or OTHERS.search(text))


_HEARD = tuple((link, tags) for link, tags in _TAGS_OF.items() if link is not ChainLink.TRIGGER)


def heard(text: str, wanted: Collection[str] | None = None) -> dict[ChainLink, frozenset[str]]:
    """The tags of each link in what the client says now; links that are not heard are left out.

    With `wanted` only these tags are looked for (a turn has no time for all of them), and who was in it where an event
    is heard.
    """
    said: dict[ChainLink, set[str]] = {}
    plain = text.replace("’", "'")
    for start, end in sentences(plain):
        sentence = plain[start:end]
        named = {
            link: found
            for link, tags in ((ChainLink.TRIGGER, TRIGGERS), *_HEARD)
            if (found := tags_in(sentence, [tag for tag in tags if wanted is None or tag.name in wanted]))
        }
        if not named or _passed_over(sentence):
            continue
        if ChainLink.TRIGGER in named:
            named[ChainLink.TRIGGER] += tags_in(sentence, PEOPLE)
        for link, found in named.items():
            said.setdefault(link, set()).update(found)
    return {link: frozenset(tags) for link, tags in said.items()}


def crises_of(
    session: Session,
    turns: Sequence[Turn],
    claims: Sequence[SlotClaim],
    events: Sequence[RiskEvent],
    *,
    ids: Ids,
    now: datetime,
) -> tuple[CrisisEpisode, ...]:
    """The crises that a session tells of, each proposed; as a rule none or one."""
    client = [turn for turn in turns if turn.author is Author.CLIENT]
    alarms = {event.turn: event for event in events if event.session == session.id and event.level > 0}
    told = {turn.n for turn in client if _tells_of_a_crisis(turn)}
    places = [i for i, turn in enumerate(client) if turn.n in alarms or turn.n in told]
    found: list[CrisisEpisode] = []
    for window in _windows(places, len(client)):
        inside = client[window[0] : window[1]]
        event = next((alarms[turn.n] for turn in inside if turn.n in alarms), None)
        pieces = _pieces(inside, claims)
        if not _is_a_chain(pieces, told=any(turn.n in told for turn in inside)):
            continue
        onset = _onset(inside, session.opened_at.date())
        found.append(
            CrisisEpisode(
                tenant=session.tenant,
                patient=session.patient,
                id=ids(),
                session=session.id,
                onset=onset or session.opened_at.date(),
                pieces=pieces,
                origin=Origin.RULE,
                status=CrisisStatus.PROPOSED,
                recorded_at=now,
                dated=onset is not None,
                event=None if event is None else event.id,
            )
        )
    return tuple(found)


def _tells_of_a_crisis(turn: Turn) -> bool:
    for sentence in _sentences(turn):
        text = sentence.text
        if _passed_over(text):
            continue
        if any(_stands(text, match) for match in CUE.finditer(text)):
            return True
        if GRAVE & set(tags_in(text, BEHAVIOURS)):
            return True
    return False


def _windows(places: Sequence[int], count: int) -> list[tuple[int, int]]:
    """Stretches of client turns around the places; those that touch are one."""
    made: list[tuple[int, int]] = []
    for place in places:
        first, last = max(0, place - BEFORE), min(count, place + AFTER + 1)
        if made and first <= made[-1][1]:
            made[-1] = (made[-1][0], last)
        else:
            made.append((first, last))
    return made


def _pieces(turns: Sequence[Turn], claims: Sequence[SlotClaim]) -> tuple[ChainPiece, ...]:
    """The links that the turns tell of, one piece a sentence and link, in the order of the chain."""
    found: dict[tuple[ChainLink, int, int], ChainPiece] = {}
    for turn in turns:
        for sentence in _sentences(turn):
            text = sentence.text
            if _passed_over(text):
                continue
            if HELP_CUE.search(text):
                _add(found, ChainLink.HELPED, sentence, tags_in(text, HELPS))
                continue
            for link, tags in _TAGS_OF.items():
                named = tags_in(text, tags)
                if named and not (link is ChainLink.TRIGGER and not tags_in(text, TRIGGERS)):
                    _add(found, link, sentence, named)
    numbers = {turn.n for turn in turns}
    for claim in claims:
        asked = LINK_OF_SLOT.get(claim.slot)
        if asked is None or claim.turn not in numbers or not claim.quote or _passed_over(claim.quote):
            continue
        source = Source(session=claim.session, turn=claim.turn, start=claim.start, end=claim.end, quote=claim.quote)
        overlap = any(
            piece.link is asked and piece.source is not None and piece.source.turn == claim.turn
            for piece in found.values()
        )
        if not overlap:
            found[asked, claim.turn, claim.start] = ChainPiece(
                link=asked, text=claim.quote, tags=tags_in(claim.quote, _TAGS_OF[asked]), source=source
            )
    order = tuple(ChainLink)
    return tuple(sorted(found.values(), key=lambda piece: (order.index(piece.link), *_place(piece))))


def _place(piece: ChainPiece) -> tuple[int, int]:
    return (0, 0) if piece.source is None else (piece.source.turn, piece.source.start)


def _add(
    found: dict[tuple[ChainLink, int, int], ChainPiece], link: ChainLink, sentence: _Sentence, tags: tuple[str, ...]
) -> None:
    source = sentence.source()
    found[link, sentence.turn.n, sentence.start] = ChainPiece(link=link, text=source.quote, tags=tags, source=source)


def _is_a_chain(pieces: Sequence[ChainPiece], *, told: bool) -> bool:
    """A trigger, and what it meant or how it felt; where only an alarm says that it was a crisis, two links more."""
    named = {piece.link for piece in pieces if piece.tags}
    inner = named & {ChainLink.APPRAISAL, ChainLink.AFFECT}
    enough = bool(inner) if told else len(inner | (named & {ChainLink.BEHAVIOUR})) > 1
    return ChainLink.TRIGGER in named and enough


def _onset(turns: Sequence[Turn], today: date) -> date | None:
    """The day that is named in a sentence with a trigger, an act or a word for the crisis; a day to come is none.

    "On Sunday", of something that happened, is the Sunday before.
    """
    for turn in turns:
        for sentence in _sentences(turn):
            text = sentence.text
            if _passed_over(text) or not (CUE.search(text) or tags_in(text, (*TRIGGERS, *BEHAVIOURS))):
                continue
            read = read_date(text, today)
            if read is None:
                continue
            day = date.fromisoformat(str(read.value))
            if today < day < today + timedelta(days=WEEK):
                day -= timedelta(days=WEEK)
            if day <= today:
                return day
    return None
