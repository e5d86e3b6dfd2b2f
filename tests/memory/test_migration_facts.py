"""Revision 0004: the journal of facts; up over facts that have a past, and down again with rows in it."""

from dataclasses import replace
from datetime import date, timedelta

from sqlalchemy import text

from memory import database
from memory.record.course import Origin
from memory.record.state import Fact, FactStatus, JournalKind, Speaker
from memory.state.journal import Act, Move, by_id, replay
from memory.store.store import Store
from tests.memory.samples import AT, OURS, Samples

OUR = Samples()
HOUR = timedelta(hours=1)


def fact(key: str, **changed: object) -> Fact:
    plain = replace(
        OUR.fact(key=key),
        supersedes=None,
        disputes=None,
        actor=None,
        reason=None,
        valid_to=None,
        derived_from=(),
    )
    return replace(plain, **changed)  # type: ignore[arg-type]  # each test names the fields it means


async def test_facts_from_before_the_journal_have_one_that_gives_them_back(dsn: str) -> None:
    left = fact("left", status=FactStatus.SUPERSEDED, valid_to=date(2026, 2, 1))
    took = fact("took", supersedes=left.id, recorded_at=AT + HOUR)
    wrong = fact(
        "wrong", status=FactStatus.RETRACTED, retracted_at=AT + 2 * HOUR, actor="dr", reason="misheard", object="错"
    )
    right = fact(
        "right",
        supersedes=wrong.id,
        recorded_at=AT + 2 * HOUR,
        origin=Origin.CLINICIAN,
        speaker=Speaker.CLINICIAN,
        source=None,
    )
    hidden = fact("hidden", status=FactStatus.SUPPRESSED, actor="dr", reason="not to be used")
    against = fact("against", status=FactStatus.DISPUTED, disputes=took.id, recorded_at=AT + HOUR)
    kept = [left, took, wrong, right, hidden, against]
    store = Store(database.open_engine(dsn))
    async with store.write(OURS) as work:
        await work.patient.add(OUR.patient())
        for each in kept:
            await work.facts.record(
                Act(id=each.id, at=each.recorded_at, moves=(Move(kind=JournalKind.ADD, fact=each, new=True),))
            )
        before = await work.facts.all()
    await store.close()

    await database.downgrade(dsn, "0003")
    engine = database.open_engine(dsn)
    async with engine.connect() as connection:
        columns = {row[0] for row in (await connection.execute(text("SELECT object FROM facts"))).all()}
    await engine.dispose()
    assert columns == {"badly", "错"}
    await database.migrate(dsn)

    store = Store(database.open_engine(dsn))
    async with store.read(OURS) as work:
        after, journal = await work.facts.all(), await work.facts.journal()
        at_first = by_id(await work.facts.all(as_of=AT))
        then = by_id(await work.facts.all(as_of=AT + 3 * HOUR))
    await store.close()
    assert after == before
    assert replay(journal) == by_id(kept)
    assert [entry.n for entry in journal] == list(range(1, len(journal) + 1))
    assert {id_: each.status for id_, each in at_first.items()} == {
        left.id: FactStatus.ACTIVE,
        wrong.id: FactStatus.ACTIVE,
        hidden.id: FactStatus.SUPPRESSED,
    }
    assert at_first[left.id].valid_to is None
    assert {id_: each.status for id_, each in then.items()} == {
        each.id: each.status for each in kept if each is not wrong
    }
