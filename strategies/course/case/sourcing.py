"""Quotes checked against what was said: a source stands in its turn, or it is none."""

from dataclasses import dataclass

from memory.record.course import Source
from memory.record.session import Turn
from memory.store.errors import NotFound
from memory.store.store import Work
from strategies.course.case.case_errors import QuoteNotSaid
from strategies.course.facts.extract_text import grounded


@dataclass(frozen=True, slots=True, kw_only=True)
class Quote:
    """Words that somebody says were said, and where."""

    session: str
    turn: int
    quote: str


def placed(quote: Quote, turn: Turn) -> Source | None:
    """The quote with the offsets at which it stands in the turn; none when it does not."""
    place = grounded(quote.quote, turn.text)
    if place is None:
        return None
    start, end = place
    return Source(session=turn.session, turn=turn.n, start=start, end=end, quote=turn.text[start:end])


async def checked(work: Work, quote: Quote, *, path: str) -> Source:
    """The source of a quote. Raises: QuoteNotSaid, for a turn that is not there too."""
    try:
        turn = await work.turns.get(quote.session, quote.turn)
    except NotFound:
        raise QuoteNotSaid(path, quote.session, quote.turn) from None
    source = placed(quote, turn)
    if source is None:
        raise QuoteNotSaid(path, quote.session, quote.turn)
    return source
