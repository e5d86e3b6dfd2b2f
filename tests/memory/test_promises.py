"""What the tables and transactions promise, on both databases: nothing doubled, nothing lost, nobody overtaken."""

import asyncio
import dataclasses
import sqlite3
import threading
from collections.abc import Awaitable, Callable
from datetime import timedelta
from pathlib import Path

import pytest

from memory import database
from memory.recall.utterance import Utterance
from memory.record.identity import Patient, Scope
from memory.record.risk import OutboxState
from memory.record.session import Author, RequestState, SessionState
from memory.record.state import FactStatus
from memory.record.work import JobKind, JobState
from memory.store.errors import (
    AlreadyThere,
    DatabaseUnreachable,
    LeaseLost,
    NotFound,
    ParentMissing,
    StaleVersion,
    WriteInRead,
)
from memory.store.store import Store, Work
from tests.memory.samples import AT, HOUR, OURS, Samples, keep_catalogue, keep_everything, keep_session

OUR = Samples()
SESSION = OUR.id("session")
Act = Callable[[Work], Awaitable[object]]


@pytest.fixture
async def filled(store: Store) -> Store:
    """A store with one row in every table of `OUR` patient."""
    async with store.write(OURS) as work:
        await keep_everything(work, OUR)
    return store


TWICE: dict[str, Act] = {
    "a patient": lambda work: work.patient.add(OUR.patient()),
    "a session of the same number": lambda work: work.sessions.add(dataclasses.replace(OUR.session(), id="other")),
    "a plan of the same number": lambda work: work.plans.add(dataclasses.replace(OUR.plan(), id="other")),
    "a turn of the same number": lambda work: work.turns.add(OUR.turn(text="other words")),
    "a turn among many": lambda work: work.turns.add_all([OUR.turn(n=2), OUR.turn(n=1)]),
    "a stack after the same turn": lambda work: work.sessions.push_stack(OUR.stack(node="other")),
    "a decision of the same step": lambda work: work.decisions.add_all([OUR.decision()]),
    "a key": lambda work: work.requests.claim(OUR.request(state=RequestState.DONE)),
    "a second request that is not done": lambda work: work.requests.claim(OUR.request(key="key-2")),
    "a second waiting draft": lambda work: work.drafts.add(OUR.draft(n=5)),
    "a note of the same version": lambda work: work.notes.add(dataclasses.replace(OUR.note(), id="other")),
    "a second live job of a kind": lambda work: work.jobs.enqueue(OUR.job(key="other")),
    "a message": lambda work: work.outbox.add(OUR.message()),
    "a call": lambda work: work.calls.add(OUR.call()),
}


@pytest.mark.parametrize("what", TWICE)
async def test_nothing_is_kept_twice(filled: Store, what: str) -> None:
    with pytest.raises(AlreadyThere):
        async with filled.write(OURS) as work:
            await TWICE[what](work)


async def test_a_request_may_follow_one_that_is_done(filled: Store) -> None:
    done = OUR.request(state=RequestState.DONE)
    async with filled.write(OURS) as work:
        await work.requests.replace(done, expecting_lease="lease-1")
        await work.requests.claim(OUR.request(key="key-2"))
        found = (await work.requests.find(SESSION, "key-1"), await work.requests.open_of(SESSION))
    assert found == (done, OUR.request(key="key-2"))


async def test_a_row_refused_as_known_leaves_the_transaction_usable(filled: Store) -> None:
    async with filled.write(OURS) as work:
        with pytest.raises(AlreadyThere):
            await work.requests.claim(OUR.request())
        await work.turns.add(OUR.turn(n=2))
    async with filled.read(OURS) as work:
        assert await work.turns.last_n(SESSION) == 2


async def test_a_row_without_its_session_is_refused_by_name(filled: Store) -> None:
    with pytest.raises(ParentMissing) as refusal:
        async with filled.write(OURS) as work:
            await work.turns.add(OUR.turn(session="nowhere"))
    assert (refusal.value.kind, refusal.value.id) == ("turn", "nowhere/1")


async def test_an_exception_undoes_the_whole_transaction(filled: Store) -> None:
    async def keep_and_fail() -> None:
        async with filled.write(OURS) as work:
            await work.turns.add(OUR.turn(n=2))
            raise RuntimeError("the caller's own")

    with pytest.raises(RuntimeError, match="the caller's own"):
        await keep_and_fail()
    async with filled.read(OURS) as work:
        assert await work.turns.last_n(SESSION) == 1


async def test_the_callers_own_oserror_is_not_taken_for_the_databases(filled: Store) -> None:
    with pytest.raises(ConnectionResetError):
        async with filled.write(OURS):
            raise ConnectionResetError


async def test_a_cancelled_writer_leaves_nothing_and_holds_up_nobody(filled: Store) -> None:
    inside = asyncio.Event()

    async def write_and_wait() -> None:
        async with filled.write(OURS) as work:
            await work.turns.add(OUR.turn(n=2))
            inside.set()
            await asyncio.Event().wait()

    writer = asyncio.create_task(write_and_wait())
    await inside.wait()
    writer.cancel()
    with pytest.raises(asyncio.CancelledError):
        await writer
    async with filled.write(OURS) as work:
        assert await work.turns.last_n(SESSION) == 1


CHANGES: dict[str, Act] = {
    "a new row": lambda work: work.turns.add(OUR.turn(n=2)),
    "new rows": lambda work: work.turns.add_all([OUR.turn(n=2)]),
    "a row written over": lambda work: work.targets.replace(OUR.target()),
    "an act": lambda work: work.facts.add(OUR.fact(key="new")),
    "a move of the latch": lambda work: work.patient.raise_level(3),
    "a lock": lambda work: work.sessions.lock(SESSION),
    "a lock on the patient": lambda work: work.patient.lock(),
    "a version": lambda work: work.sessions.keep_version(SESSION, 3, touched_at=AT),
    "a lease": lambda work: work.jobs.lease(AT, "l", AT, list(JobKind)),
}


@pytest.mark.parametrize("what", CHANGES)
async def test_a_transaction_for_reading_writes_nothing(filled: Store, what: str) -> None:
    with pytest.raises(WriteInRead):
        async with filled.read(OURS) as work:
            await CHANGES[what](work)


async def test_a_reader_sees_one_moment_whatever_is_kept_meanwhile(filled: Store) -> None:
    async with filled.read(OURS) as reading:
        before = await reading.turns.last_n(SESSION)
        async with filled.write(OURS) as work:
            await work.turns.add(OUR.turn(n=2))
        during = await reading.turns.last_n(SESSION)
    async with filled.read(OURS) as reading:
        after = await reading.turns.last_n(SESSION)
    assert (before, during, after) == (1, 1, 2)


async def test_a_writer_who_read_an_older_version_is_told_which_one_is_current(filled: Store) -> None:
    async with filled.write(OURS) as work:
        await work.sessions.keep_version(SESSION, 3, touched_at=AT + 9 * HOUR)
        kept = await work.sessions.get(SESSION)
    expected = dataclasses.replace(OUR.session(), version=4, touched_at=AT + 9 * HOUR)
    with pytest.raises(StaleVersion) as refusal:
        async with filled.write(OURS) as work:
            await work.sessions.keep_version(SESSION, 3, touched_at=AT)
    assert (kept, refusal.value.session, refusal.value.expected, refusal.value.found) == (expected, SESSION, 3, 4)


async def test_of_twenty_writers_with_one_version_exactly_one_wins(filled: Store) -> None:
    async def keep() -> str:
        try:
            async with filled.write(OURS) as work:
                await work.sessions.keep_version(SESSION, 3, touched_at=AT)
        except StaleVersion:
            return "stale"
        return "kept"

    outcomes = await asyncio.gather(*(keep() for _ in range(20)))
    assert sorted(outcomes) == ["kept"] + ["stale"] * 19


async def test_of_twenty_claims_of_one_key_exactly_one_wins(store: Store) -> None:
    async with store.write(OURS) as work:
        await keep_session(work, OUR)

    async def claim() -> str:
        try:
            async with store.write(OURS) as work:
                await work.requests.claim(OUR.request())
        except AlreadyThere:
            return "known"
        return "claimed"

    outcomes = await asyncio.gather(*(claim() for _ in range(20)))
    assert sorted(outcomes) == ["claimed"] + ["known"] * 19


async def test_a_lease_taken_over_is_lost_to_its_old_holder(filled: Store) -> None:
    taken = dataclasses.replace(OUR.request(), lease="lease-2", attempts=2)
    async with filled.write(OURS) as work:
        await work.requests.replace(taken, expecting_lease="lease-1")
    with pytest.raises(LeaseLost):
        async with filled.write(OURS) as work:
            await work.requests.replace(OUR.request(state=RequestState.DONE), expecting_lease="lease-1")
    with pytest.raises(NotFound):
        async with filled.write(OURS) as work:
            await work.requests.replace(OUR.request(key="unknown"), expecting_lease="lease-1")
    async with filled.read(OURS) as work:
        assert await work.requests.find(SESSION, "key-1") == taken


async def test_the_latch_rises_by_itself_and_falls_only_when_set(filled: Store) -> None:
    async with filled.write(OURS) as work:
        moved = [await work.patient.raise_level(level) for level in (1, 2, 5, 4)]
        risen = (await work.patient.get()).risk_level
        await work.patient.set_level(0)
        fallen = (await work.patient.get()).risk_level
    assert (moved, risen, fallen) == ([False, False, True, False], 5, 0)


async def test_a_job_is_leased_once_finished_by_its_holder_and_taken_up_again_when_the_lease_runs_out(
    filled: Store,
) -> None:
    until = AT + HOUR
    leased = dataclasses.replace(OUR.job(), state=JobState.RUNNING, lease="one", lease_until=until, attempts=1)
    async with filled.catalogue() as catalogue:
        jobs = catalogue.jobs
        assert await jobs.lease(AT - HOUR, "early", AT, list(JobKind)) is None
        assert await jobs.lease(AT, "none", until, []) is None
        assert await jobs.lease(AT, "one", until, [JobKind.CLOSE_SESSION]) == leased
        assert await jobs.lease(AT, "two", until, list(JobKind)) is None
        again = await jobs.lease(until, "two", until + HOUR, list(JobKind))
        assert again == dataclasses.replace(leased, lease="two", lease_until=until + HOUR, attempts=2)
        with pytest.raises(LeaseLost):
            await jobs.finish(OUR.id("job"), "one", at=until)
        renewed = await jobs.renew(OUR.id("job"), "two", until + 2 * HOUR)
        assert renewed.lease_until == until + 2 * HOUR
        await jobs.fail(OUR.id("job"), "two", "model down", until + 3 * HOUR, at=until)
        assert await jobs.lease(until, "three", until, list(JobKind)) is None
        await jobs.lease(until + 3 * HOUR, "three", until + 4 * HOUR, list(JobKind))
        done = await jobs.finish(OUR.id("job"), "three", at=until + 3 * HOUR)
    assert done == dataclasses.replace(
        OUR.job(),
        state=JobState.DONE,
        due_at=until + 3 * HOUR,
        attempts=3,
        finished_at=until + 3 * HOUR,
        failure="model down",
    )


async def test_a_job_given_up_stays_failed_and_makes_room_for_another(filled: Store) -> None:
    async with filled.catalogue() as catalogue:
        await catalogue.jobs.lease(AT, "one", AT + HOUR, list(JobKind))
        failed = await catalogue.jobs.fail(OUR.id("job"), "one", "broken", None, at=AT)
        await catalogue.jobs.enqueue(OUR.job(key="next"))
        found = await catalogue.jobs.of_session(OURS.tenant, SESSION)
    assert (failed.state, failed.finished_at, [job.state for job in found]) == (
        JobState.FAILED,
        AT,
        [JobState.FAILED, JobState.QUEUED],
    )


async def test_many_workers_never_lease_the_same_job(store: Store) -> None:
    async with store.catalogue() as catalogue:
        for n in range(10):
            await catalogue.jobs.enqueue(OUR.job(key=f"job{n}", session=f"s-{n}"))

    async def work(n: int) -> str | None:
        async with store.catalogue() as catalogue:
            job = await catalogue.jobs.lease(AT, f"lease-{n}", AT + HOUR, list(JobKind))
        return None if job is None else job.id

    taken = [job for job in await asyncio.gather(*(work(n) for n in range(20))) if job is not None]
    assert (len(taken), len(set(taken))) == (10, 10)


async def test_the_outbox_gives_what_is_queued_and_due(store: Store) -> None:
    late = dataclasses.replace(OUR.message(key="late"), due_at=AT + HOUR)
    async with store.catalogue() as catalogue:
        await catalogue.outbox.add(OUR.message())
        await catalogue.outbox.add(late)
        due = await catalogue.outbox.due(AT, 10)
        await catalogue.outbox.settle([OUR.message()], OutboxState.SHARED, AT)
        after = await catalogue.outbox.due(AT + HOUR, 10)
    assert (due, after) == ([OUR.message()], [late])


async def test_a_session_stands_where_its_newest_stack_says_and_every_past_place_is_found(filled: Store) -> None:
    async with filled.write(OURS) as work:
        await work.sessions.push_stack(OUR.stack(turn=2, node="agenda"))
        await work.sessions.push_stack(OUR.stack(turn=6, node="work"))
        found = [await work.sessions.stack(SESSION, turn) for turn in (None, 6, 5, 1)]
    assert found == [
        OUR.stack(turn=6, node="work"),
        OUR.stack(turn=6, node="work"),
        OUR.stack(turn=2, node="agenda"),
        OUR.stack(),
    ]


async def test_the_latest_claim_of_a_slot_counts_within_a_session_and_across_sessions(filled: Store) -> None:
    second = OUR.id("session2")
    newer = dataclasses.replace(OUR.slot(value=7, key="newer", session=second), at=AT + HOUR)
    other = OUR.slot("sleep", "badly", key="sleep")
    async with filled.write(OURS) as work:
        await work.sessions.add(OUR.session(n=2))
        await work.slots.add_all([newer, other])
        assert await work.slots.latest(SESSION) == {"mood": OUR.slot(), "sleep": other}
        assert await work.slots.latest_of_patient(["mood", "sleep", "unknown"]) == {"mood": newer, "sleep": other}
        assert await work.slots.latest_of_patient([]) == {}


async def test_turns_for_recall_come_from_sessions_opened_before_in_order(filled: Store) -> None:
    later = OUR.session(n=2)
    trial = dataclasses.replace(OUR.session(n=3), forked_from=later.id, forked_turn=1)
    async with filled.write(OURS) as work:
        await work.sessions.add(later)
        await work.sessions.add(trial)
        await work.turns.add_all([OUR.turn(n=1, session=later.id), OUR.turn(n=2), OUR.turn(n=1, session=trial.id)])
        kept = await work.sessions.get(trial.id)
        before = await work.turns.before(later.opened_at)
        everything = await work.turns.before(later.opened_at + timedelta(seconds=1))
    text, day = OUR.turn().text, OUR.session().opened_at.date()
    first = Utterance(session=SESSION, session_n=1, turn=1, date=day, author=Author.MODEL, text=text)
    second = Utterance(session=SESSION, session_n=1, turn=2, date=day, author=Author.CLIENT, text=text)
    third = Utterance(session=later.id, session_n=2, turn=1, date=day, author=Author.MODEL, text=text)
    assert (before, everything) == ([first, second], [first, second, third])
    assert kept == trial


async def test_facts_are_told_as_they_are_and_as_they_were_known(filled: Store) -> None:
    gone = dataclasses.replace(
        OUR.fact(key="gone", status=FactStatus.RETRACTED), recorded_at=AT, retracted_at=AT + 2 * HOUR
    )
    disputed = dataclasses.replace(OUR.fact(key="late", status=FactStatus.DISPUTED), recorded_at=AT + HOUR)
    async with filled.write(OURS) as work:
        await work.facts.add(gone)
        await work.facts.add(disputed)
        active = await work.facts.active()
        known = [await work.facts.all(as_of=AT + n * HOUR) for n in (-1, 0, 1, 2)]
    assert active == [OUR.fact(), disputed]
    then = dataclasses.replace(gone, status=FactStatus.DISPUTED, retracted_at=None, actor=None, reason=None)
    assert known == [[], [OUR.fact(), then], [OUR.fact(), then, disputed], [OUR.fact(), disputed]]


async def test_the_way_from_an_id_to_its_patient_and_the_lists_across_patients(filled: Store) -> None:
    other = Samples(scope=Scope(tenant="clinic", patient="p-2"), tail="2")
    closed = dataclasses.replace(OUR.session(), state=SessionState.CLOSED)
    async with filled.write(other.scope) as work:
        await keep_session(work, other)
    async with filled.write(OURS) as work:
        await work.sessions.replace(closed)
    async with filled.read_catalogue() as catalogue:
        locate = catalogue.locate
        kinds = {
            "session": "session-1",
            "episode": "episode-1",
            "plan": "plan1-1",
            "call": "call-1",
            "note": "note1-1",
            "risk_event": "risk-1",
            "escalation": "escalation-1",
            "review": "review-1",
        }
        assert {kind: await locate.patient_of(kind, "clinic", id_) for kind, id_ in kinds.items()} == dict.fromkeys(
            kinds, OURS
        )
        assert await locate.idle_sessions(AT + HOUR) == []
        assert await locate.idle_sessions(AT + 2 * HOUR) == [other.session()]
        assert await locate.closed_sessions("clinic") == [closed]
        assert await locate.closed_sessions("clinic", signed=True) == [closed]
        assert await locate.closed_sessions("clinic", signed=False) == []
        assert await locate.closed_sessions("clinic", after=closed.id) == []
        assert await locate.closed_sessions("other") == []
        pages: list[list[Patient]] = [
            await locate.patients("clinic", limit=1),
            await locate.patients("clinic", after="p-1", limit=1),
            await locate.patients("clinic", after="p-2", limit=1),
        ]
    assert pages == [[OUR.patient()], [other.patient()], []]


async def test_a_revoked_key_keeps_its_moment_and_another_tenant_cannot_revoke(store: Store) -> None:
    async with store.catalogue() as catalogue:
        await keep_catalogue(catalogue, OUR)
        with pytest.raises(NotFound):
            await catalogue.actors.revoke("other-clinic", "tl_1", AT)
        await catalogue.actors.revoke("clinic", "tl_1", AT)
        await catalogue.actors.revoke("clinic", "tl_1", AT + HOUR)
        found = (await catalogue.actors.by_prefix("tl_1"), await catalogue.actors.by_prefix("tl_x"))
    assert found == (dataclasses.replace(OUR.key(), revoked_at=AT), None)


async def test_a_writer_waits_for_another_process_on_sqlite(sqlite_dsn: str, sqlite_store: Store) -> None:
    other = sqlite3.connect(sqlite_dsn.removeprefix("sqlite:///"), isolation_level=None, check_same_thread=False)
    other.execute("BEGIN IMMEDIATE")
    release = threading.Timer(0.3, lambda: other.execute("COMMIT"))
    release.start()
    async with sqlite_store.write(OURS) as work:
        await work.patient.add(OUR.patient())
        assert await work.patient.get() == OUR.patient()
    release.join()
    other.close()


async def test_looking_at_a_file_that_cannot_be_opened_leaves_no_thread_behind(tmp_path: Path) -> None:
    """Its last word would come to a loop that is closed."""
    (tmp_path / "folder.db").mkdir()
    before = set(threading.enumerate())
    for _ in range(20):
        with pytest.raises(DatabaseUnreachable) as refusal:
            await database.check(f"sqlite:///{tmp_path}/folder.db")
        left = {thread.name for thread in set(threading.enumerate()) - before if "_connection_worker" in thread.name}
        assert (left, refusal.value.place) == (set(), f"sqlite:///{tmp_path}/folder.db")


async def test_a_database_that_stays_busy_is_unreachable(sqlite_dsn: str) -> None:
    other = sqlite3.connect(sqlite_dsn.removeprefix("sqlite:///"), isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    impatient = Store(database.open_engine(sqlite_dsn, busy_ms=50))
    with pytest.raises(DatabaseUnreachable, match="locked"):
        async with impatient.write(OURS):
            pass
    await impatient.close()
    other.close()


async def test_errors_do_not_repeat_what_was_said(store: Store) -> None:
    async with store.write(OURS) as work:
        await keep_session(work, OUR)
    secret = OUR.turn(text="canary words")
    with pytest.raises(ParentMissing) as refusal:
        async with store.write(OURS) as work:
            await work.turns.add(dataclasses.replace(secret, session="nowhere"))
    assert "canary" not in f"{refusal.value} {refusal.value.__cause__}"


async def test_what_was_committed_is_there_after_reopening(dsn: str) -> None:
    first = Store(database.open_engine(dsn))
    async with first.write(OURS) as work:
        await keep_everything(work, OUR)
    await first.close()
    second = Store(database.open_engine(dsn))
    async with second.read(OURS) as work:
        assert await work.turns.of_session(SESSION) == [OUR.turn()]
    await second.close()
