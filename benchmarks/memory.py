"""Facts: how well rules read them, how well the record follows what changes, and whether what was withdrawn returns.

    python -m benchmarks.memory              # all four parts, seconds
    python -m benchmarks.memory --misses     # and each miss

The sets are of our own writing (conformance, never accuracy). `dev` was looked at while the rules were written;
`second` was measured once untouched (F1 0.775) and then looked at; so was `kept` (F1 0.776, 6 of 14 dates, 1 of 3
changes), and `third` (F1 0.769, 12 of 20 dates, 0 of 5 changes), written without sight of the rules. What is printed
now shows only that nothing was lost. Nothing here needs a model.
"""

import argparse
import asyncio
import os
import platform
import sys
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, time
from importlib.metadata import version

from benchmarks.memory_gold import PARTS, History, Stated, folded, histories, stated, turns_of
from benchmarks.memory_returns import returning
from memory.record.course import Origin
from memory.record.identity import Language
from memory.record.session import Session, SessionMode, SessionState
from memory.record.state import Fact, FactStatus, JournalKind
from memory.state.journal import Act, Move
from memory.state.predicates import slot_of
from strategies.course.facts.extract import Candidate, extract_facts
from strategies.course.facts.fact_changes import settle_facts

RELATIONS = {
    "world_changed": JournalKind.SUPERSEDE,
    "correction": JournalKind.CORRECT,
    "dispute": JournalKind.DISPUTE,
}


@dataclass(slots=True, kw_only=True)
class Tally:
    """Counts over a part; `misses` are lines for a person."""

    gold: int = 0
    found: int = 0
    same: Counter[str] = field(default_factory=Counter[str])
    dated: int = 0
    dates_right: int = 0
    silent: int = 0
    stayed_silent: int = 0
    latest: list[bool] = field(default_factory=list[bool])
    relations: list[bool] = field(default_factory=list[bool])
    misses: list[str] = field(default_factory=list[str])

    def f1(self, what: str) -> tuple[float, float, float]:
        """Precision, recall and their harmonic mean of a comparison."""
        precision = self.same[what] / self.found if self.found else 0.0
        recall = self.same[what] / self.gold if self.gold else 0.0
        return precision, recall, 2 * precision * recall / (precision + recall) if precision + recall else 0.0


def read(history: History, tally: Tally) -> None:
    """Extraction, turn by turn, against the gold of each turn."""
    for n, meeting in enumerate(history.sessions, start=1):
        for turn, said in turns_of(history, n):
            found = [_stated(each) for each in extract_facts([turn], today=meeting.on) if each.states]
            gold = [stated(line) for line in said.facts]
            tally.gold += len(gold)
            tally.found += len(found)
            if not gold:
                tally.silent += 1
                tally.stayed_silent += not found
            tally.same["all"] += _common([each.core for each in gold], [each.core for each in found])
            tally.same["subject"] += _common([each.subject for each in gold], [each.subject for each in found])
            tally.same["predicate"] += _common([each.predicate for each in gold], [each.predicate for each in found])
            tally.same["object"] += _common([each.object for each in gold], [each.object for each in found])
            tally.same["whole"] += _common(gold, found)
            by_core = {each.core: each for each in found}
            for each in gold:
                match = by_core.get(each.core)
                if each.since or each.until or (match is not None and (match.since or match.until)):
                    tally.dated += 1
                    tally.dates_right += match is not None and (match.since, match.until) == (each.since, each.until)
            if Counter(gold) != Counter(found):
                tally.misses.append(f"{history.id} {n}/{turn.n} {turn.text}\n    gold  {gold}\n    found {found}")


def _common(gold: Sequence[object], found: Sequence[object]) -> int:
    return sum((Counter(gold) & Counter(found)).values())


def _stated(candidate: Candidate) -> Stated:
    return Stated(
        subject=folded(candidate.subject),
        predicate=candidate.predicate,
        object=folded(candidate.object),
        negated=candidate.negated,
        since=candidate.valid_from,
        until=candidate.valid_to,
    )


def follow(history: History, tally: Tally) -> None:
    """Settles every session as a close does, and asks for what holds at the end and for the changes on the way."""
    facts: dict[str, Fact] = {}
    moves: list[Move] = []
    made = iter(range(10**6))
    for n, meeting in enumerate(history.sessions, start=1):
        at = datetime.combine(meeting.on, time(11), tzinfo=UTC)
        turns = [turn for turn, _ in turns_of(history, n)]
        candidates = [(each, Origin.RULE) for each in extract_facts(turns, today=meeting.on) if each.states]
        session = _session(history, n, at)
        changes = settle_facts(
            tuple(facts.values()), candidates, session=session, now=at, ids=lambda: f"f{next(made):04d}"
        )
        for move in _moves(changes.acts):
            facts[move.fact.id] = move.fact
            moves.append(move)
    standing = [fact for fact in facts.values() if fact.status is FactStatus.ACTIVE and not fact.negated]
    for line in history.latest:
        asked = stated(line)
        values = {folded(fact.object) for fact in standing if _slot(fact) == _asked_slot(asked)}
        tally.latest.append(asked.object in values)
        if asked.object not in values:
            tally.misses.append(f"{history.id} latest: {line}; found {sorted(values)}")
    for line in history.gone:
        asked = stated(line)
        still = any(_slot(fact) == _asked_slot(asked) and folded(fact.object) == asked.object for fact in standing)
        tally.latest.append(not still)
        if still:
            tally.misses.append(f"{history.id} still there: {line}")
    for line in history.relations:
        value, _, relation = line.rpartition(" | ")
        tally.relations.append(_was_found(stated(value), RELATIONS[relation], moves))
        if not tally.relations[-1]:
            tally.misses.append(f"{history.id} relation: {line}")


def _was_found(asked: Stated, kind: JournalKind, moves: Sequence[Move]) -> bool:
    made = {
        move.fact.id
        for move in moves
        if move.new and _slot(move.fact) == _asked_slot(asked) and folded(move.fact.object) == asked.object
    }
    return any(move.kind is kind and (move.other in made or move.fact.id in made) for move in moves)


def _moves(acts: Iterable[Act]) -> Iterable[Move]:
    return (move for act in acts for move in act.moves)


def _slot(fact: Fact) -> tuple[str, str]:
    return folded(fact.subject), slot_of(fact.predicate)


def _asked_slot(asked: Stated) -> tuple[str, str]:
    return asked.subject, slot_of(asked.predicate)


def _session(history: History, n: int, at: datetime) -> Session:
    return Session(
        tenant="bench",
        patient=history.id,
        id=f"{history.id}-{n}",
        episode="e",
        n=n,
        mode=SessionMode.SIMULATED,
        state=SessionState.CLOSING,
        language=history.lang,
        opened_at=at,
        touched_at=at,
        version=1,
        plan=None,
        brief="",
        closed_at=None,
    )


def tallied(part: str, language: Language | None = None) -> Tally:
    """All counts over a part, or over the histories of one language in it."""
    tally = Tally()
    for history in histories(part):
        if language is None or history.lang is language:
            read(history, tally)
            follow(history, tally)
    return tally


def _share(right: int, of: int) -> str:
    return f"{right}/{of} = {right / of:.3f}" if of else "none asked"


def _print(name: str, tally: Tally) -> None:
    print(f"\n{name}: {tally.gold} facts in the gold, {tally.found} found, {tally.silent} turns that state none")
    for what, words in (
        ("all", "subject, predicate, object and polarity together"),
        ("whole", "the same with both dates"),
        ("subject", "subject"),
        ("predicate", "predicate"),
        ("object", "object"),
    ):
        precision, recall, f1 = tally.f1(what)
        print(f"  F1 {f1:.3f}  (precision {precision:.3f}, recall {recall:.3f})  {words}")
    print(f"  dates right, where gold or extraction has one: {_share(tally.dates_right, tally.dated)}")
    print(f"  latest value right: {_share(sum(tally.latest), len(tally.latest))}")
    print(f"  changes, corrections and disputes found: {_share(sum(tally.relations), len(tally.relations))}")
    print(f"  abstained where nothing is stated: {_share(tally.stayed_silent, tally.silent)}")


def main() -> int:
    """Prints the figures; exit 1 when anything withdrawn came back."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--misses", action="store_true", help="also print each miss")
    arguments = parser.parse_args()
    print(f"machine: {platform.machine()}, {os.cpu_count()} cores, {platform.system()} {platform.release()}")
    print(f"Python {platform.python_version()}, throughline {version('throughline')}, pydantic {version('pydantic')}")
    for part in PARTS:
        people = histories(part)
        shown = ", ".join(f"{sum(each.lang is lang for each in people)} {lang.value}" for lang in Language)
        print(f"\n=== {part}: {len(people)} patients ({shown}), rules alone ===")
        _print("both languages", tallied(part))
        for language in Language:
            _print(language.value, tallied(part, language))
        if arguments.misses:
            print("\n".join(["", *tallied(part).misses]))
    withdrawn, returned = asyncio.run(returning())
    print(f"\nwithdrawn facts: {withdrawn}; found again in any reading of the record: {len(returned)}")
    for line in returned:
        print(f"  {line}")
    return 1 if returned else 0


if __name__ == "__main__":
    sys.exit(main())
