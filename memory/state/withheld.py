"""Words that must reach nobody any more: those that only withdrawn or erased facts rest on. Pure.

A turn stays as it was said; who reads it for recall, a prompt or an export reads it without these words.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import datetime

from memory.record.session import Turn
from memory.record.state import Fact, FactStatus, JournalEntry, JournalKind, Place
from memory.state.journal import place_of
from memory.state.relations import WITHDRAWN

GAP, BLOCK = "[…]", "█"
"""What stands for words that are kept back, and for each of their characters where every offset has to stay."""
SHORTEST = 2
"""Letters from which on words are looked for where else they were said."""


def withheld_places(facts: Iterable[Fact], entries: Iterable[JournalEntry]) -> tuple[Place, ...]:
    """The places of withdrawn facts and, from the journal, of erased ones, in the order of the turns.

    Words that a fact still in the record rests on too are not kept back.
    """
    gone: set[Place] = {entry.place for entry in entries if entry.kind is JournalKind.ERASE and entry.place is not None}
    carried: list[Place] = []
    for fact in facts:
        place = place_of(fact)
        if place is None:
            continue
        if fact.status in WITHDRAWN:
            gone.add(place)
        elif fact.status in {FactStatus.ACTIVE, FactStatus.DISPUTED}:
            carried.append(place)
    kept_back = (place for place in gone if not any(overlap(place, other) for other in carried))
    return tuple(sorted(kept_back, key=lambda place: (place.session, place.turn, place.start, place.end)))


def spread(
    texts: Mapping[tuple[str, int], str], places: Sequence[Place], resting: Sequence[Place]
) -> dict[tuple[str, int], list[Place]]:
    """The places by (session, turn), and every other place where the same words were said again.

    What a fact still in the record rests on (`resting`) is left as it is, wherever it stands.
    """
    found: dict[tuple[str, int], list[Place]] = {}
    for place in places:
        found.setdefault((place.session, place.turn), []).append(place)
    words = {texts[key][place.start : place.end] for key, each in found.items() if key in texts for place in each}
    for key, text in texts.items():
        for said in words:
            for start in _starts(text, said):
                place = Place(session=key[0], turn=key[1], start=start, end=start + len(said))
                if not any(overlap(place, other) for other in resting):
                    found.setdefault(key, []).append(place)
    return found


def said_before_erased(
    turns: Iterable[Turn], erased: Iterable[tuple[str, datetime]], resting: Sequence[Place]
) -> tuple[Place, ...]:
    """Where in these turns words stand that were erased after they were said here: each with when it was erased.

    Words said anew afterwards are a new disclosure, and `resting` ones carry a fact that is still in the record.
    """
    found = (
        Place(session=turn.session, turn=turn.n, start=start, end=start + len(words))
        for turn in turns
        for words, at in erased
        if turn.at <= at
        for start in _starts(turn.text, words)
    )
    return tuple(place for place in found if not any(overlap(place, other) for other in resting))


def _starts(text: str, said: str) -> Iterator[int]:
    start = text.find(said) if len(said) >= SHORTEST else -1
    while start >= 0:
        yield start
        start = text.find(said, start + len(said))


def overlap(one: Place, other: Place) -> bool:
    """Whether two places share a letter."""
    same = (one.session, one.turn) == (other.session, other.turn)
    return same and one.start < other.end and other.start < one.end


def veiled(turns: Sequence[Turn], places: Sequence[Place]) -> tuple[Turn, ...]:
    """Turns with a block for each character of their withheld words."""
    found: list[Turn] = []
    for turn in turns:
        text = turn.text
        for place in places:
            if (place.session, place.turn) == (turn.session, turn.n):
                text = text[: place.start] + BLOCK * (place.end - place.start) + text[place.end :]
        found.append(turn if text == turn.text else replace(turn, text=text))
    return tuple(found)


def masked(text: str, places: Sequence[Place]) -> str:
    """The text of one turn with a gap where its withheld words stood; `places` are of this turn."""
    shown: list[str] = []
    reached = 0
    for place in sorted(places, key=lambda each: (each.start, each.end)):
        if place.start > reached or not shown:
            shown += [text[reached : place.start], GAP]
        reached = max(reached, place.end)
    return "".join((*shown, text[reached:]))
