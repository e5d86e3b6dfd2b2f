"""A bundle holds every row of a patient and comes back the same; an erasure leaves none, and no word of it."""

import asyncio
import json
import re
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, cast

import pytest
from sqlalchemy import select
from sqlalchemy.engine import make_url

from memory import database
from memory.exchange.bundle import KIND, export_patient, import_bundle
from memory.exchange.erasing import NOT_REWRITTEN, ON_POSTGRES, PatientErased, erase_patient, patient_sha256
from memory.exchange.errors import HistoryRefused, PatientBusy, PatientDiffers
from memory.exchange.importing import import_history
from memory.record.course import Source
from memory.record.identity import Scope
from memory.record.session import Author, SessionState
from memory.record.state import FactStatus, JournalKind
from memory.record.tables import metadata
from memory.state.journal import Act, Move, by_id, replay
from memory.store.errors import NotFound
from memory.store.store import Store
from memory.store.whole import PATIENT_TABLES, owner_column
from tests.conftest import CountedIds, FixedClock
from tests.memory.samples import OURS, Samples, keep_catalogue, keep_everything
from tests.memory.test_exchange_import import full
from tests.memory.test_tables import NO_PATIENT

OUR = Samples()
OTHER = Scope(tenant="elsewhere", patient=OURS.patient)
CANARY = "kumquat-heron 金桔苍鹭"
Json = dict[str, Any]


async def keep_all(store: Store, samples: Samples = OUR) -> None:
    """A row in every table."""
    async with store.catalogue() as catalogue:
        await keep_catalogue(catalogue, samples)
    async with store.write(samples.scope) as work:
        await keep_everything(work, samples)


async def bundle_of(store: Store, scope: Scope = OURS) -> Json:
    return cast("Json", json.loads(await export_patient(scope, store=store, clock=FixedClock())))


async def put(store: Store, bundle: object, tenant: str) -> bool:
    return (await import_bundle(bundle, tenant=tenant, store=store, ids=CountedIds())).changed


async def erase(store: Store, dsn: str, *, scope: Scope = OURS, while_open: bool = False) -> PatientErased:
    with TemporaryDirectory() as folder:
        return await erase_patient(
            scope,
            reason="asked for it",
            actor="dr",
            store=store,
            dsn=dsn,
            clock=FixedClock(),
            ids=CountedIds(),
            receipts=Path(folder) / "erasures.jsonl",
            while_open=while_open,
        )


async def rows(dsn: str) -> dict[str, list[Any]]:
    """Table -> its rows, whosever they are."""
    engine = database.open_engine(dsn)
    async with engine.connect() as connection:
        found = {
            name: [tuple(row) for row in (await connection.execute(select(table))).all()]
            for name, table in metadata.tables.items()
        }
    await engine.dispose()
    return found


def test_every_table_with_a_patient_is_among_those_that_are_carried_and_erased() -> None:
    """Read from the columns anew: a table that is added is in, or this test names it."""
    with_patient = {name for name, table in metadata.tables.items() if "patient" in table.columns}
    assert {table.name for table in PATIENT_TABLES} == with_patient | {"patients"}
    assert set(metadata.tables) - {table.name for table in PATIENT_TABLES} == set(NO_PATIENT)
    assert {table.name: owner_column(table) for table in PATIENT_TABLES if owner_column(table) != "patient"} == {
        "patients": "id"
    }


async def test_a_bundle_holds_every_table_and_every_row(store: Store) -> None:
    await keep_all(store)
    bundle = await bundle_of(store)
    assert (bundle["format"], bundle["kind"], bundle["patient"]) == (1, KIND, OURS.patient)
    found = cast("Json", bundle["content"]["tables"])
    assert set(found) == {table.name for table in PATIENT_TABLES}
    assert {name for name, held in found.items() if not held} == set()
    assert not re.search(rf"\b{OURS.tenant}\b", json.dumps(bundle["content"], ensure_ascii=False))


async def test_a_bundle_comes_back_with_the_same_hash_in_another_tenant(store: Store) -> None:
    await keep_all(store)
    bundle = await bundle_of(store)
    assert await put(store, bundle, OTHER.tenant)
    assert not await put(store, bundle, OTHER.tenant)
    back = await bundle_of(store, OTHER)
    assert back["sha256"] == bundle["sha256"]
    async with store.read(OTHER) as work:
        facts = await work.facts.all()
        assert {fact.tenant for fact in facts} == {OTHER.tenant}
        replayed = [entry.added.tenant for entry in await work.facts.journal() if entry.added is not None]
        assert set(replayed) == {OTHER.tenant}
        assert len(await work.calls.of_session(OUR.id("session"))) == 1
    assert (await bundle_of(store))["sha256"] == bundle["sha256"]


async def test_a_bundle_goes_from_sqlite_to_postgres_and_back(sqlite_store: Store, postgres_dsn: str) -> None:
    await import_history(full(), tenant="clinic", actor="dr", store=sqlite_store, clock=FixedClock())
    bundle = await bundle_of(sqlite_store, Scope(tenant="clinic", patient="p-17"))
    there = Store(database.open_engine(postgres_dsn))
    try:
        assert await put(there, bundle, "clinic")
        back = await bundle_of(there, Scope(tenant="clinic", patient="p-17"))
    finally:
        await there.close()
    assert back["sha256"] == bundle["sha256"]
    assert back["content"] == bundle["content"]


async def keep_and_erase_client(store: Store) -> None:
    """A row in every table, then a model's fact that rests on the one word "client", erased."""
    await keep_all(store)
    said = "I am a client of the bank."
    source = Source(session=OUR.id("session"), turn=2, start=7, end=13, quote="client")
    fact = replace(OUR.fact("gone"), source=source, supersedes=None, disputes=None)
    async with store.write(OURS) as work:
        await work.turns.add(OUR.turn(2, said))
        await work.calls.add(OUR.call("asked", messages=("You are a client.", f"She said: {said}")))
        await work.events.append(replace(OUR.event(2), turn=2, data='{"author":"client","text":"I am a client."}'))
        await work.facts.add(fact)
        move = Move(kind=JournalKind.ERASE, fact=replace(fact, status=FactStatus.RETRACTED))
        await work.facts.record(Act(id="erased", at=OUR.call("asked").at, moves=(move,), actor="dr"))


async def test_after_an_erasure_every_record_of_what_comes_back_can_be_read(store: Store) -> None:
    await keep_and_erase_client(store)
    bundle = await bundle_of(store)
    assert await put(store, bundle, OTHER.tenant)
    assert not await put(store, bundle, OTHER.tenant)
    assert not await put(store, bundle, OURS.tenant)
    assert (await bundle_of(store, OTHER))["sha256"] == bundle["sha256"]
    session = OUR.id("session")
    async with store.read(OTHER) as work:
        _, told = await work.turns.of_session(session)
        calls = {call.id: call for call in await work.calls.of_session(session)}
        events = await work.events.after(session, 0)
        facts, notes = await work.facts.all(), await work.notes.of_session(session)
        plan = await work.plans.latest(OUR.id("episode"))
        assert replay(await work.facts.journal()) == by_id(facts)
    assert (told.author, told.text) == (Author.CLIENT, "I am a ██████ of the bank.")
    assert [each.content for each in calls[OUR.id("asked")].messages] == [
        "You are a ██████.",
        "She said: I am a ██████ of the bank.",
    ]
    assert [json.loads(each.data) for each in events if each.turn == 2] == [
        {"author": "client", "text": "I am a ██████."}
    ]
    assert [fact.subject for fact in facts] == ["client"]
    assert (len(notes), plan) == (1, replace(OUR.plan(), tenant=OTHER.tenant))


async def test_a_patient_who_is_there_with_other_content_is_not_overwritten(store: Store) -> None:
    await keep_all(store)
    bundle = await bundle_of(store)
    async with store.write(OURS) as work:
        await work.patient.replace(replace(OUR.patient(), label="another"))
    before = await bundle_of(store)
    with pytest.raises(PatientDiffers):
        await put(store, bundle, OURS.tenant)
    assert (await bundle_of(store))["sha256"] == before["sha256"]


@pytest.mark.parametrize(
    ("key", "value", "code"),
    [
        ("format", 2, "other_format"),
        ("revision", "0001", "other_format"),
        ("sha256", "0" * 64, "damaged"),
        ("content", {}, "damaged"),
        ("more", 1, "unknown_key"),
    ],
)
async def test_what_is_no_sound_bundle_is_refused(sqlite_store: Store, key: str, value: object, code: str) -> None:
    await keep_all(sqlite_store)
    bundle = await bundle_of(sqlite_store)
    with pytest.raises(HistoryRefused) as refusal:
        await put(sqlite_store, {**bundle, key: value}, OTHER.tenant)
    assert [fault.code for fault in refusal.value.faults] == [code]
    with pytest.raises(NotFound):
        await bundle_of(sqlite_store, OTHER)


async def test_an_erasure_takes_every_row_and_leaves_a_receipt_without_content(store: Store, dsn: str) -> None:
    neighbour = Samples(scope=Scope(tenant=OURS.tenant, patient="p-2"), tail="2")
    await keep_all(store)
    async with store.write(neighbour.scope) as work:
        await keep_everything(work, neighbour)
        for n, whose in enumerate((OURS.patient, "p-2", "p-11")):
            await work.outbox.add(replace(OUR.message(f"m{n}"), payload=f'{{"event":"e","patient":"{whose}"}}'))
            await work.deliveries.open(OUR.delivery(f"m{n}"))
    kept = (await bundle_of(store, neighbour.scope))["sha256"]
    with pytest.raises(PatientBusy):
        await erase(store, dsn)
    done = await erase(store, dsn, while_open=True)
    after = await rows(dsn)
    for table in PATIENT_TABLES:
        owner = [column.name for column in table.columns].index(owner_column(table) or "patient")
        assert {row[owner] for row in after[table.name]} <= {"p-2"}, table.name
    assert done.receipt.rows == dict.fromkeys(
        sorted((*(table.name for table in PATIENT_TABLES), "deliveries", "outbox")), 1
    )
    payload = metadata.tables["outbox"].columns.keys().index("payload")
    left = {json.loads(row[payload]).get("patient") for row in after["outbox"]}
    assert left == {None, "p-2", "p-11"}
    assert (done.receipt.reason, done.receipt.actor, done.receipt.while_open) == ("asked for it", "dr", True)
    assert done.receipt.patient_sha256 == patient_sha256(OURS)
    async with store.read_catalogue() as catalogue:
        assert done.receipt in await catalogue.erasures.all(OURS.tenant)
    assert (await bundle_of(store, neighbour.scope))["sha256"] == kept
    with pytest.raises(NotFound):
        await erase(store, dsn)
    if make_url(dsn).get_backend_name() == "postgresql":
        assert set(ON_POSTGRES) <= set(done.remains)


async def test_no_byte_of_the_words_is_left_in_the_sqlite_file(sqlite_store: Store, sqlite_dsn: str) -> None:
    told = full()
    told["sessions"][0]["turns"][1]["text"] = f"My secret word is {CANARY}, Words 2."
    told["facts"][0] |= {"object": CANARY, "evidence": {"session": 1, "turn": 2, "quote": CANARY}}
    told["homework"][0]["text"] = CANARY
    told["targets"][0]["label"] = CANARY
    scope = Scope(tenant="clinic", patient="p-17")
    await import_history(told, tenant="clinic", actor="dr", store=sqlite_store, clock=FixedClock())
    assert _holds(sqlite_dsn)
    done = await erase(sqlite_store, sqlite_dsn, scope=scope)
    assert not set(NOT_REWRITTEN) & set(done.remains)
    assert not _holds(sqlite_dsn)


def _holds(dsn: str) -> list[str]:
    """The files of a database in which the word stands."""
    path = Path(str(make_url(dsn).database))
    files = [file for file in path.parent.iterdir() if file.name.startswith(path.name)]
    return [file.name for file in files if any(part.encode() in file.read_bytes() for part in CANARY.split())]


async def test_a_turn_that_comes_in_during_an_erasure_is_kept_nowhere(postgres_dsn: str) -> None:
    """PostgreSQL: whoever writes at the same moment waits, and then finds no session."""
    one, other = (Store(database.open_engine(postgres_dsn)) for _ in range(2))
    try:
        async with one.write(OURS) as work:
            await work.patient.add(OUR.patient())
            await work.episodes.add(OUR.episode())
            await work.sessions.add(OUR.session(state=SessionState.CLOSED))
        late: asyncio.Task[None]
        async with one.write(OURS) as work:
            await work.whole.hold()
            late = asyncio.create_task(_speak(other))
            await asyncio.sleep(0.1)
            await work.whole.clear()
        with pytest.raises(NotFound):
            await late
    finally:
        await one.close()
        await other.close()
    assert (await rows(postgres_dsn))["turns"] == []


async def _speak(store: Store) -> None:
    async with store.write(OURS) as work:
        await work.turns.add(OUR.turn())
