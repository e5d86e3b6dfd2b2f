"""Words that must reach nobody any more: those that only withdrawn or erased facts rest on. Pure.

A turn stays as it was said; who reads it for recall, a prompt or an export reads it without these words.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from memory.record.session import Turn
from memory.record.state import Fact, FactStatus, JournalEntry, JournalKind, Place
from memory.state.journal import place_of
from memory.state.predicates import person
from memory.state.relations import WITHDRAWN

GAP, BLOCK = "[…]", "█"
"""What stands for words that are kept back, and for each of their characters where every offset has to stay."""
SHORTEST = 2
"""Letters from which on words are looked for where else they were said."""
LONG, LONG_CHINESE = 6, 3
"""Words of so many letters are their own wherever they stand. Shorter ones are in every text: each is looked for only
as a word of its own, and nowhere but in what was said or rests on it."""
_CHINESE = re.compile(r"[\u3400-\u9fff]")


@dataclass(frozen=True, slots=True, kw_only=True)
class KeptBack:
    """Where words stand that reach nobody. `until`: when they were erased; the same words said later are new.

    None: they were withdrawn, and are kept back whenever they are said.
    """

    place: Place
    until: datetime | None


def kept_back(facts: Iterable[Fact], entries: Iterable[JournalEntry]) -> tuple[KeptBack, ...]:
    """The places of withdrawn facts and, from the journal, of erased ones, in the order of the turns.

    Words that a fact still in the record rests on too are not kept back.
    """
    gone: dict[Place, datetime | None] = {
        entry.place: entry.at for entry in entries if entry.kind is JournalKind.ERASE and entry.place is not None
    }
    carried: list[Place] = []
    for fact in facts:
        place = place_of(fact)
        if place is None:
            continue
        if fact.status in WITHDRAWN:
            gone[place] = None
        elif fact.status in {FactStatus.ACTIVE, FactStatus.DISPUTED}:
            carried.append(place)
    left = (place for place in gone if not any(overlap(place, other) for other in carried))
    ordered = sorted(left, key=lambda place: (place.session, place.turn, place.start, place.end))
    return tuple(KeptBack(place=place, until=gone[place]) for place in ordered)


def spread(
    turns: Iterable[Turn], words: Mapping[str, datetime | None], resting: Sequence[Place]
) -> dict[tuple[str, int], list[Place]]:
    """By (session, turn): where in these turns the words stand that were said by the moment beside them, if one is.

    What a fact still in the record rests on (`resting`) is left as it is, wherever it stands.
    """
    found: dict[tuple[str, int], list[Place]] = {}
    for turn in turns:
        for said, until in words.items():
            if len(said) < SHORTEST or (until is not None and turn.at > until):
                continue
            for start, end in spans(turn.text, said):
                place = Place(session=turn.session, turn=turn.n, start=start, end=end)
                if not any(overlap(place, other) for other in resting):
                    found.setdefault((turn.session, turn.n), []).append(place)
    return found


def is_long(words: str) -> bool:
    """Whether words are so long that they mean the same wherever they stand."""
    return len(words) >= (LONG_CHINESE if _CHINESE.search(words) else LONG)


def spans(text: str, words: str) -> Iterator[tuple[int, int]]:
    """Wherever words stand in a text, overlapping themselves too; short ones only as words of their own."""
    whole = not is_long(words)
    start = text.find(words) if words else -1
    while start >= 0:
        end = start + len(words)
        if not (whole and (_goes_on(text, start) or _goes_on(text, end))):
            yield start, end
        start = text.find(words, start + 1)


def spans_alike(text: str, words: str) -> Iterator[tuple[int, int]]:
    """The same in capitals or small letters. The offsets are of the text as it is: a folded letter may become two."""
    folded = text.casefold()
    whose = (
        range(len(text)) if len(folded) == len(text) else [n for n, each in enumerate(text) for _ in each.casefold()]
    )
    for start, end in spans(folded, words.casefold()):
        yield whose[start], whose[end - 1] + 1


def letters(text: str) -> str:
    """The letters and digits alone, by which words are known again however they were joined and marked."""
    return "".join(filter(str.isalnum, text)).casefold()


def ways_to_tell(fact: Mapping[str, object], quote: str) -> Iterator[str]:
    """A fact's row as a prompt's line may tell it, by its letters: in its own words, or as what is so of whom."""
    yield letters(quote)
    subject = str(fact.get("subject"))
    who = "" if person(subject) == "client" else subject
    for no in ("not", "不是") if fact.get("negated") else ("",):
        yield letters(f"{who}{fact.get('predicate')}{no}{fact.get('object')}")


def _goes_on(text: str, at: int) -> bool:
    """Whether a word or a number goes on across this offset; between Chinese characters nobody can tell."""
    around = text[max(at - 1, 0) : at + 1]
    return at > 0 and around.isalnum() and len(around) == len("ab") and not _CHINESE.search(around)


def overlap(one: Place, other: Place) -> bool:
    """Whether two places share a letter."""
    same = (one.session, one.turn) == (other.session, other.turn)
    return same and one.start < other.end and other.start < one.end


def blotted(text: str, pieces: Iterable[tuple[int, int]]) -> str:
    """The text with a block for each character of these spans, which may overlap."""
    shown = list(text)
    for start, end in pieces:
        shown[start:end] = BLOCK * len(shown[start:end])
    return "".join(shown)


def veiled(turns: Sequence[Turn], places: Sequence[Place]) -> tuple[Turn, ...]:
    """Turns with a block for each character of their withheld words."""
    found: list[Turn] = []
    for turn in turns:
        own = [(each.start, each.end) for each in places if (each.session, each.turn) == (turn.session, turn.n)]
        found.append(replace(turn, text=blotted(turn.text, own)) if own else turn)
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
