"""Revision 0002: gates, signatures, moves, routing inputs, calls without an alarm; down and up with rows in it."""

from dataclasses import replace

from sqlalchemy import Table, func, select

from memory import database
from memory.record import tables
from memory.record.session import RouteInputs
from memory.store.store import Store
from tests.memory.samples import OURS, Samples, keep_catalogue, keep_everything

OUR = Samples()
NEW = (tables.gates, tables.release_moves, tables.release_signatures)


async def count(dsn: str, table: Table) -> int:
    engine = database.open_engine(dsn)
    async with engine.connect() as connection:
        found = (await connection.execute(select(func.count()).select_from(table))).scalar_one()
    await engine.dispose()
    return found


async def test_what_the_revision_before_can_hold_survives_going_down_and_up(dsn: str) -> None:
    store = Store(database.open_engine(dsn))
    call = replace(OUR.escalation(), id="call-1", event=None, why="the step asks for a clinician")
    async with store.catalogue() as catalogue:
        await keep_catalogue(catalogue, OUR)
    async with store.write(OURS) as work:
        await keep_everything(work, OUR)
        await work.risk.add_escalation(call)
        assert await work.risk.escalations() == [call, OUR.escalation()]
    await store.close()

    await database.downgrade(dsn, "0001")
    assert await count(dsn, tables.escalations) == 1  # the older schema knows alarms alone
    await database.migrate(dsn)

    assert [await count(dsn, table) for table in NEW] == [0, 0, 0]
    store = Store(database.open_engine(dsn))
    async with store.read(OURS) as work:
        assert await work.risk.escalations() == [replace(OUR.escalation(), session=None, why="")]
        assert await work.slots.of_session(OUR.id("session")) == [replace(OUR.slot(), protocol=None)]
        assert await work.decisions.of_session(OUR.id("session")) == [replace(OUR.decision(), inputs=None)]
        assert await work.sessions.stacks(OUR.id("session")) == [OUR.stack()]
    async with store.write(OURS) as work:
        await work.gates.add(OUR.gate())
        await work.risk.add_escalation(call)
        await work.decisions.add_all([replace(OUR.decision(step=1), inputs=RouteInputs(level=3))])
    await store.close()
