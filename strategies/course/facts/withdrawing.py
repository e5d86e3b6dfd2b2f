"""Texts that were made from facts, without those facts: a pinned brief, a plan, a note. Pure.

A line goes when it quotes the fact's words, or when it names what the fact says of what. Too much may go, never too
little of what was quoted: what is left out is known from the turns.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from memory.record.course import PlanVersion, Source
from memory.record.session import Author, Turn
from memory.record.state import Fact, NoteSentence, Place
from memory.state.journal import place_of
from memory.state.withheld import is_long, overlap, spans
from strategies.speech.quoted import plain
from strategies.speech.sentences import sentences

SHORTEST = 2
"""A quote of one letter is in every line and takes none away."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Withdrawn:
    """What a withdrawn fact said, and where its words stand."""

    predicate: str
    object: str
    quote: str
    place: Place | None

    @classmethod
    def of(cls, fact: Fact) -> "Withdrawn":
        """What this fact said."""
        quote = fact.source.quote if fact.source is not None else ""
        return cls(predicate=fact.predicate, object=fact.object, quote=quote, place=place_of(fact))

    def shown_in(self, text: str) -> bool:
        """Whether a text holds its words, as they were said or as a prompt shows them, or says the same of the same."""
        said = plain(text).casefold()
        quote, told = plain(self.quote).casefold(), plain(self.object).casefold()
        about = self.predicate.replace("_", " ")
        if len(quote) >= SHORTEST and quote in said:
            return True
        if about in said and told in said:
            return True
        return any(
            quote.startswith(piece) or (about in piece and told.startswith(piece.rpartition(about)[2].lstrip(" :：")))
            for piece in _cut_short(said)
        )

    def is_ground_of(self, source: Source) -> bool:
        """Whether something rests on its words."""
        there = Place(session=source.session, turn=source.turn, start=source.start, end=source.end)
        return self.place is not None and overlap(self.place, there)


_CUT = re.compile(r"‘(?P<piece>[^‘]{8,}?)…’")
"""What `as_data` shortened, once `plain` has gone over its quotation marks."""


def _cut_short(said: str) -> Iterator[str]:
    return (match["piece"] for match in _CUT.finditer(said))


def brief_without(brief: str, gone: Sequence[Withdrawn]) -> str:
    """The brief without the lines that show any of these."""
    return "\n".join(line for line in brief.split("\n") if not any(each.shown_in(line) for each in gone))


def sentences_without(sentences: tuple[NoteSentence, ...], gone: Sequence[Withdrawn]) -> tuple[NoteSentence, ...]:
    """A note's sentences without those that show any of these."""
    return tuple(each for each in sentences if not any(fact.shown_in(each.text) for fact in gone))


def plan_without(plan: PlanVersion, gone: Sequence[Withdrawn]) -> PlanVersion:
    """The plan without reasons that rest on these and without items that show them; itself when it holds none.

    What differs is told by rule and code alone, so that no line of it says again what was withdrawn.
    """
    reasons = tuple(each for each in plan.reasons if not rests_on(gone, each.evidence, *each.sources))
    lost = {each.rule for each in plan.reasons} - {each.rule for each in reasons}
    agenda = tuple(each for each in plan.agenda if not any(fact.shown_in(each.text) for fact in gone))
    codes = {each.code for each in plan.agenda} - {each.code for each in agenda}
    texts = ["" if any(fact.shown_in(text) for fact in gone) else text for text in (plan.strategy, plan.expected)]
    if (reasons, agenda, texts) == (plan.reasons, plan.agenda, [plan.strategy, plan.expected]):
        return plan
    return replace(
        plan,
        reasons=reasons,
        agenda=agenda,
        strategy=texts[0],
        expected=texts[1],
        changed=tuple(f"- {name}" for name in sorted(lost | codes)),
        replanned=True,
    )


def rests_on(gone: Sequence[Withdrawn], text: str, *sources: Source | None) -> bool:
    """Whether a text shows any of these, or one of its sources is their words."""
    return any(
        fact.shown_in(text) or any(source is not None and fact.is_ground_of(source) for source in sources)
        for fact in gone
    )


def echoes_of(fact: Fact, turns: Sequence[Turn], stays: Sequence[Fact]) -> tuple[Place, ...]:
    """The sentences in which somebody else than the client said again what an erased fact says: their places.

    A short value means nothing by itself: it is looked for in the answer to its own words alone. Nothing is an echo of
    it that a fact which stays says too.
    """
    value, own = fact.object.casefold(), place_of(fact)
    if not value or any(any(spans(each.object.casefold(), value)) for each in stays):
        return ()
    said = next((turn for turn in turns if own and (turn.session, turn.n) == (own.session, own.turn)), None)
    found: list[Place] = []
    for turn in turns:
        answers = said is not None and (turn.session, turn.n) == (said.session, said.n + 1)
        after = said is None or turn.at >= said.at
        if turn.author is Author.CLIENT or not (answers or (after and is_long(value))):
            continue
        start = 0
        for sentence in sentences(turn.text):
            if any(spans(sentence.casefold(), value)):
                end = start + len(sentence.rstrip())
                found.append(Place(session=turn.session, turn=turn.n, start=start, end=end))
            start += len(sentence)
    return tuple(found)
