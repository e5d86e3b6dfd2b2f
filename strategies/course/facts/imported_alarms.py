"""What lexicon and classifier hear in imported words: layers and context are those of a live turn. Pure.

An alarm of long ago stands in the record as past: nobody screened it here, and nobody is called for it now. One of the
last imported session, or of the last 14 days, is open, so that the next live session begins with the safety screen.
Neither raises the latch nor sends anything: what is known now has to be asked.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta

from memory.record.clock import Ids
from memory.record.risk import RiskEvent, RiskEventState, RiskKind
from memory.record.session import Author
from memory.record.state import Place
from memory.state.withheld import masked
from strategies.course.facts.imported_facts import WordsOf
from strategies.risk.hearing import hear
from strategies.risk.reading import Reading
from strategies.risk.rules import INTENT_LEVEL

RECENT = timedelta(days=14)
"""An alarm in words of so long ago is still to be asked about."""
LONGEST_QUOTE = 80
"""Code points of a quote in a report."""
CUT = "…"


@dataclass(frozen=True, slots=True, kw_only=True)
class Alarm:
    """One alarm as a report shows it: session and turn by number, the strongest kind, its words in their place.

    `quote` has at most 80 code points; words that are withheld are a gap in it. `event` is its id in the record.
    """

    session: int
    turn: int
    date: date
    tier: int
    level: int
    kind: RiskKind
    quote: str
    state: RiskEventState
    event: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Heard:
    """One alarm before it is kept."""

    words: WordsOf
    turn: int
    text: str
    at: datetime
    reading: Reading


def heard_in(words: WordsOf) -> Iterator[Heard]:
    """The alarms in the client's turns that were never read."""
    before = None
    for turn in words.turns:
        if turn.author is Author.CLIENT and turn.n > words.before:
            asked = "" if before is None or before.author is Author.CLIENT else before.text
            reading = hear(turn.text, context=asked)
            if reading.alarm:
                yield Heard(words=words, turn=turn.n, text=turn.text, at=turn.at, reading=reading)
        before = turn


def event_of(heard: Heard, *, last: int, now: datetime, ids: Ids) -> RiskEvent:
    """The event to keep, at the moment when the words were said; `last` is the last imported session's number.

    What only the classifier hears is for review and opens nothing: every session begins by asking anyway.
    """
    session, reading = heard.words.session, heard.reading
    recent = (session.n == last or heard.words.day >= (now - RECENT).date()) and not reading.faint
    return RiskEvent(
        tenant=session.tenant,
        patient=session.patient,
        id=ids(),
        session=session.id,
        turn=heard.turn,
        tier=reading.tier,
        level=reading.level,
        kinds=reading.kinds,
        layers=reading.layers,
        why=reading.why,
        state=RiskEventState.OPEN if recent else RiskEventState.PAST,
        at=heard.at,
    )


def alarm_of(heard: Heard, event: RiskEvent, places: Sequence[Place] = ()) -> Alarm:
    """The line of the report; `places` are the turn's words that reach nobody any more."""
    reading = heard.reading
    span = max(reading.spans, key=lambda each: (each.after, each.level), default=None)
    if span is not None and span.after == reading.level:
        kind, start, end = span.kind, span.start, span.end
    else:  # the question before made it one, or the classifier heard the whole
        said = RiskKind.ACTIVE_IDEATION if RiskKind.ACTIVE_IDEATION in reading.kinds else reading.kinds[0]
        kind, start, end = RiskKind.PLAN_OR_INTENT if reading.level >= INTENT_LEVEL else said, 0, len(heard.text)
    return Alarm(
        session=heard.words.session.n,
        turn=heard.turn,
        date=heard.words.day,
        tier=reading.tier,
        level=reading.level,
        kind=kind,
        quote=_quote(heard.text, start, end, places),
        state=event.state,
        event=event.id,
    )


def _quote(text: str, start: int, end: int, places: Sequence[Place]) -> str:
    """The words from `start` to `end` and as many around them as there is room for."""
    room = LONGEST_QUOTE - 2 * len(CUT)
    if len(text) <= LONGEST_QUOTE:
        first, last = 0, len(text)
    else:
        first = max(0, min(start, start - (room - (end - start)) // 2, len(text) - room))
        last = min(len(text), first + room)
    shifted = [
        replace(each, start=max(each.start, first) - first, end=min(each.end, last) - first)
        for each in places
        if each.start < last and first < each.end
    ]
    shown = masked(text[first:last], shifted)
    whole = f"{CUT if first else ''}{shown}{CUT if last < len(text) else ''}"
    return whole if len(whole) <= LONGEST_QUOTE else f"{whole[: LONGEST_QUOTE - len(CUT)]}{CUT}"
