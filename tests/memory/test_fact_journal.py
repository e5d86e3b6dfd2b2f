"""The state of facts is the replay of their journal, whatever was done; the record of any moment is as it was then."""

import random
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta

import pytest

from memory.record.course import Source
from memory.record.identity import Scope
from memory.record.state import Fact, FactStatus, JournalEntry, JournalKind, Place
from memory.state.derivations import derived_from, with_what_follows
from memory.state.errors import UndoRefused
from memory.state.journal import Act, Move, by_id, entries_of, known_at, replay, undoing
from memory.state.withheld import GAP, masked, spans
from memory.store.errors import AlreadyThere
from memory.store.store import Store, Work
from tests.memory.samples import AT, OURS, Samples, keep_session

OUR = Samples()
SESSION = OUR.id("session")


def fact(key: str, **changed: object) -> Fact:
    plain = replace(
        OUR.fact(key=key),
        id=key,
        supersedes=None,
        disputes=None,
        actor=None,
        reason=None,
        valid_to=None,
        source=Source(session=SESSION, turn=1, start=0, end=14, quote="I cannot sleep"),
    )
    return replace(plain, **changed)  # type: ignore[arg-type]  # each test names the fields it means


def added(key: str, at: datetime = AT, **changed: object) -> Act:
    move = Move(kind=JournalKind.ADD, fact=fact(key, recorded_at=at, **changed), new=True)
    return Act(id=f"act-{key}", at=at, moves=(move,))


@dataclass
class Walk:
    """Random acts on one patient's facts, as a store keeps them."""

    work: Work
    chance: random.Random
    made: int = 0
    now: datetime = AT

    async def step(self) -> None:
        """One act of any kind that is possible now."""
        self.now += timedelta(hours=1)
        self.made += 1
        facts = {each.id: each for each in await self.work.facts.all()}
        journal = await self.work.facts.journal()
        open_ = [each for each in facts.values() if each.status in {FactStatus.ACTIVE, FactStatus.DISPUTED}]
        way = self.chance.choice(["add", "add", "change", "correct", "retract", "suppress", "erase", "undo"])
        if way == "add" or not open_:
            roots = tuple(each.id for each in open_ if self.chance.random() < 0.2)
            await self.work.facts.record(added(f"f{self.made}", self.now, derived_from=roots))
        elif way in {"change", "correct"}:
            await self._replaced(self.chance.choice(open_), correct=way == "correct")
        elif way == "undo":
            await self._undone([entry.act for entry in journal])
        else:
            kind = {
                "retract": JournalKind.RETRACT,
                "suppress": JournalKind.SUPPRESS,
                "erase": JournalKind.ERASE,
            }[way]
            moves = with_what_follows(
                facts, journal, [self.chance.choice(open_).id], kind=kind, at=self.now, actor="dr", reason="r"
            )
            await self.work.facts.record(Act(id=f"a{self.made}", at=self.now, moves=moves, actor="dr", reason="r"))

    async def _replaced(self, old: Fact, *, correct: bool) -> None:
        new = fact(f"f{self.made}", recorded_at=self.now, supersedes=old.id, object=f"value {self.made}")
        closed = (
            replace(old, status=FactStatus.RETRACTED, retracted_at=self.now, actor="dr")
            if correct
            else replace(old, status=FactStatus.SUPERSEDED, valid_to=date(2026, 3, 2))
        )
        kind = JournalKind.CORRECT if correct else JournalKind.SUPERSEDE
        moves = (Move(kind=kind, fact=closed, other=new.id), Move(kind=JournalKind.ADD, fact=new, new=True))
        await self.work.facts.record(Act(id=f"a{self.made}", at=self.now, moves=moves))

    async def _undone(self, acts: list[str]) -> None:
        journal = await self.work.facts.journal()
        try:
            act = undoing(
                journal, self.chance.choice(acts), id=f"a{self.made}", at=self.now, actor="dr", reason="mistaken"
            )
        except UndoRefused:
            return
        await self.work.facts.record(act)


@pytest.mark.parametrize("seed", range(4))
async def test_the_facts_are_the_replay_of_the_journal_after_any_acts(store: Store, seed: int) -> None:
    async with store.write(OURS) as work:
        await keep_session(work, OUR)
    moments: list[tuple[datetime, list[Fact]]] = []
    walk = None
    for _ in range(25):
        async with store.write(OURS) as work:
            walk = Walk(work=work, chance=random.Random(seed)) if walk is None else walk
            walk.work = work
            await walk.step()
        async with store.read(OURS) as work:
            kept, journal = await work.facts.all(), await work.facts.journal()
        assert replay(journal) == by_id(kept)
        assert [entry.n for entry in journal] == list(range(1, len(journal) + 1))
        moments.append((walk.now, [each for each in kept if each.status is not FactStatus.RETRACTED]))
    async with store.read(OURS) as work:
        erased = {entry.fact for entry in await work.facts.journal() if entry.kind is JournalKind.ERASE}
        for moment, then in moments:
            assert await work.facts.all(as_of=moment) == [each for each in then if each.id not in erased]


async def test_the_record_of_a_past_moment_has_the_status_of_then(store: Store) -> None:
    nurse = fact("nurse", object="nurse")
    gone = replace(
        nurse, status=FactStatus.RETRACTED, retracted_at=AT + timedelta(days=2), actor="dr", reason="misheard"
    )
    async with store.write(OURS) as work:
        await keep_session(work, OUR)
        await work.facts.record(Act(id="a1", at=AT, moves=(Move(kind=JournalKind.ADD, fact=nurse, new=True),)))
        await work.facts.record(
            Act(id="a2", at=AT + timedelta(days=2), moves=(Move(kind=JournalKind.RETRACT, fact=gone),), actor="dr")
        )
        assert await work.facts.all(as_of=AT + timedelta(days=1)) == [nurse]
        assert await work.facts.all(as_of=AT + timedelta(days=3)) == []
        assert await work.facts.all() == [gone]


async def test_both_kinds_of_closing_are_taken_back_by_the_journal(store: Store) -> None:
    old, world, wrong = fact("old"), fact("world", object="well"), fact("wrong", object="none")
    closed = replace(old, status=FactStatus.SUPERSEDED, valid_to=date(2026, 3, 1))
    gone = replace(wrong, status=FactStatus.RETRACTED, retracted_at=AT, actor="dr")
    async with store.write(OURS) as work:
        await keep_session(work, OUR)
        await work.facts.record(added("old"))
        await work.facts.record(added("wrong", object="none"))
        changed = (
            Move(kind=JournalKind.SUPERSEDE, fact=closed, other="world"),
            Move(kind=JournalKind.ADD, fact=world, new=True),
        )
        await work.facts.record(Act(id="changed", at=AT, moves=changed))
        await work.facts.record(Act(id="retracted", at=AT, moves=(Move(kind=JournalKind.RETRACT, fact=gone),)))
        for act in ("changed", "retracted"):
            undo = undoing(await work.facts.journal(), act, id=f"un{act}", at=AT, actor="dr", reason="mistaken")
            await work.facts.record(undo)
        facts = by_id(await work.facts.all())
        assert (facts["old"], facts["wrong"]) == (old, fact("wrong", object="none"))
        assert (facts["world"].status, facts["world"].reason) == (FactStatus.RETRACTED, "mistaken")
        with pytest.raises(UndoRefused, match="unchanged"):
            undoing(await work.facts.journal(), "changed", id="x", at=AT, actor="dr", reason="again")
        again = undoing(await work.facts.journal(), "unchanged", id="again", at=AT, actor="dr", reason="it was right")
        await work.facts.record(again)
        assert by_id(await work.facts.all())["old"] == closed


async def test_what_is_erased_is_in_no_row_and_no_line_and_comes_back_neither_by_id_nor_by_undoing(
    store: Store,
) -> None:
    canary = fact("canary", object="高山canary", reason="canary reason")
    async with store.write(OURS) as work:
        await keep_session(work, OUR)
        await work.facts.record(Act(id="a1", at=AT, moves=(Move(kind=JournalKind.ADD, fact=canary, new=True),)))
        await work.facts.record(Act(id="a2", at=AT, moves=(Move(kind=JournalKind.ERASE, fact=canary),), actor="dr"))
        journal = await work.facts.journal()
        assert [(entry.kind, entry.added, entry.standing, entry.reason) for entry in journal] == [
            (JournalKind.ADD, None, None, None),
            (JournalKind.ERASE, None, None, None),
        ]
        assert "canary" not in "".join(repr(replace(entry, fact="", act="")) for entry in journal)
        assert (await work.facts.all(), await work.facts.all(as_of=AT)) == ([], [])
        with pytest.raises(UndoRefused):
            undoing(journal, "a2", id="x", at=AT, actor="dr", reason="r")
        with pytest.raises(AlreadyThere):
            await work.facts.add(canary)


async def test_recall_reads_a_turn_without_the_words_of_a_withdrawn_fact(store: Store) -> None:
    text = OUR.turn().text
    async with store.write(OURS) as work:
        await keep_session(work, OUR)
        await work.turns.add(OUR.turn())
        await work.facts.record(added("f1"))
        said = [each.text for each in await work.turns.before(AT + timedelta(days=9))]
        hidden = replace(fact("f1"), status=FactStatus.SUPPRESSED, actor="dr")
        await work.facts.record(Act(id="a2", at=AT, moves=(Move(kind=JournalKind.SUPPRESS, fact=hidden),)))
        without = [each.text for each in await work.turns.before(AT + timedelta(days=9))]
        await work.facts.record(added("f2"))
        carried = [each.text for each in await work.turns.before(AT + timedelta(days=9))]
    assert (said, without, carried) == ([text], [GAP + text[14:]], [text])


def test_gaps_may_touch_and_lie_in_one_another() -> None:
    places = [Place(session="s", turn=1, start=start, end=end) for start, end in ((0, 4), (2, 6), (3, 5), (8, 10))]
    assert masked("0123456789ab", places) == f"{GAP}67{GAP}ab"


def test_what_was_inferred_falls_with_its_ground_and_what_gave_way_to_it_holds_again() -> None:
    ground, inferred, further = fact("g"), fact("i", derived_from=("g",)), fact("j", derived_from=("i",))
    old = replace(fact("old"), status=FactStatus.SUPERSEDED)
    against = replace(fact("d"), status=FactStatus.DISPUTED, disputes="g")
    assert derived_from([ground, further, inferred], ["g"]) == ("j", "i")
    acts = [
        added("old"),
        Act(
            id="a",
            at=AT,
            moves=(
                Move(kind=JournalKind.SUPERSEDE, fact=old, other="g"),
                Move(kind=JournalKind.ADD, fact=ground, new=True),
                Move(kind=JournalKind.ADD, fact=inferred, new=True),
                Move(kind=JournalKind.DISPUTE, fact=against, new=True, other="g"),
            ),
        ),
    ]
    entries = _entries(acts)
    moves = with_what_follows(
        replay(entries), entries, ["g"], kind=JournalKind.RETRACT, at=AT, actor="dr", reason="wrong"
    )
    assert [(move.kind, move.fact.id, move.fact.status) for move in moves] == [
        (JournalKind.RETRACT, "g", FactStatus.RETRACTED),
        (JournalKind.RETRACT, "i", FactStatus.RETRACTED),
        (JournalKind.RESOLVE, "old", FactStatus.ACTIVE),
        (JournalKind.RESOLVE, "d", FactStatus.ACTIVE),
    ]


def _entries(acts: list[Act]) -> list[JournalEntry]:
    made: list[JournalEntry] = []
    for act in acts:
        made += entries_of(act, after=len(made))
    return made


async def test_another_patients_acts_have_numbers_of_their_own(store: Store) -> None:
    others = Samples(scope=Scope(tenant="clinic", patient="p-2"), tail="2")
    async with store.write(OURS) as work:
        await work.patient.add(OUR.patient())
        await work.facts.record(added("f1"))
    async with store.write(others.scope) as work:
        await work.patient.add(others.patient())
        theirs = replace(fact("f1"), tenant="clinic", patient="p-2")
        entries = await work.facts.record(
            Act(id="a", at=AT, moves=(Move(kind=JournalKind.ADD, fact=theirs, new=True),))
        )
    assert [entry.n for entry in entries] == [1]
    assert known_at(entries, AT) == [theirs]


@pytest.mark.parametrize(
    ("text", "words", "found"),
    [
        ("three threefold, three.", "three", [(0, 5), (17, 22)]),
        ("3 of 31, not 13", "3", [(0, 1)]),
        ("falconers and a falconer", "falconer", [(0, 8), (16, 24)]),
        ("no no no", "no no", [(0, 5), (3, 8)]),
        ("我有三个三", "三", [(2, 3), (4, 5)]),
        ("nothing", "", []),
    ],
)
def test_short_words_are_found_as_words_of_their_own_and_long_ones_wherever_they_stand(
    text: str, words: str, found: list[tuple[int, int]]
) -> None:
    assert list(spans(text, words)) == found
