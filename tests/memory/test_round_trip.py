"""Every record comes back from the database as it was kept, on both databases."""

import asyncio
import dataclasses
from datetime import UTC, datetime, timedelta, timezone

import pytest

from memory.record.identity import ConsentScope, Scope
from memory.record.session import SlotValue
from memory.record.state import JournalKind
from memory.state.journal import Act, Move
from memory.store.errors import Unstorable
from memory.store.lasting import Lasting
from memory.store.store import Store
from tests.memory.samples import AT, OURS, Samples, keep_catalogue, keep_everything, keep_session

OUR = Samples()


async def test_every_record_of_a_patient_comes_back_whole(store: Store) -> None:
    async with store.write(OURS) as work:
        await keep_everything(work, OUR)
    async with store.read(OURS) as work:
        found = [
            await work.patient.get(),
            await work.consents.all(),
            await work.episodes.all(),
            await work.plans.all(OUR.id("episode")),
            await work.sessions.all(),
            await work.turns.of_session(OUR.id("session")),
            await work.sessions.stacks(OUR.id("session")),
            await work.slots.of_session(OUR.id("session")),
            await work.lasting.before(2, ["mood"]),
            await work.gates.of_episode(OUR.id("episode")),
            await work.moves.of_episode(OUR.id("episode")),
            await work.decisions.of_session(OUR.id("session")),
            await work.calls.of_session(OUR.id("session")),
            await work.events.after(OUR.id("session"), 0),
            await work.requests.find(OUR.id("session"), "key-1"),
            await work.drafts.of_session(OUR.id("session")),
            await work.facts.all(),
            await work.targets.all(),
            await work.targets.evidence(),
            await work.homework.all(),
            await work.measures.all(),
            await work.notes.all(),
            await work.risk.events(),
            await work.risk.changes(),
            await work.risk.escalations(),
            await work.reviews.all(),
            await work.presentations.all(),
            await work.eligibility.of_episode(OUR.id("episode")),
            await work.safety_plans.all(),
            await work.formulation.nodes(),
            await work.formulation.edges(),
            await work.formulation.changes(),
            await work.goals.scales(),
            await work.goals.ratings(),
            await work.crises.all(),
            await work.crises.patterns(),
            await work.jobs.of_session(OURS.tenant, OUR.id("session")),
            await work.outbox.get(OURS.tenant, OUR.id("message")),
            await work.outbox.of_escalations(OURS.tenant, [OUR.id("escalation")]),
            await work.deliveries.of_messages([OUR.id("message")]),
        ]
    assert found == [
        OUR.patient(),
        [OUR.consent()],
        [OUR.episode()],
        [OUR.plan()],
        [OUR.session()],
        [OUR.turn()],
        [OUR.stack()],
        [OUR.slot()],
        [Lasting(claim=OUR.slot(), held_at=OUR.session().opened_at)],
        [OUR.gate()],
        [OUR.move()],
        [OUR.decision()],
        [OUR.call()],
        [OUR.event()],
        OUR.request(),
        [OUR.draft()],
        [OUR.fact()],
        [OUR.target()],
        [OUR.evidence()],
        [OUR.homework()],
        [OUR.measure()],
        [OUR.note()],
        [OUR.risk_event()],
        [OUR.level_change()],
        [OUR.escalation()],
        [OUR.review()],
        [OUR.presentation()],
        [OUR.eligibility()],
        [OUR.safety_plan()],
        [OUR.node()],
        [OUR.edge()],
        [OUR.formulation_change()],
        [OUR.goal_scale()],
        [OUR.goal_rating()],
        [OUR.crisis()],
        [OUR.pattern()],
        [OUR.job()],
        OUR.message(),
        [OUR.message()],
        [OUR.delivery()],
    ]


async def test_every_record_of_the_catalogue_comes_back_whole(store: Store) -> None:
    async with store.catalogue() as catalogue:
        await keep_catalogue(catalogue, OUR)
    async with store.read_catalogue() as catalogue:
        found = (
            await catalogue.releases.all(),
            await catalogue.actors.all(OURS.tenant),
            await catalogue.actors.by_prefix("tl_1"),
            await catalogue.signatures.of_release(OURS.tenant, OUR.release().id),
            await catalogue.signatures.all(OURS.tenant),
            await catalogue.channel_tests.last("webhook"),
            await catalogue.channel_tests.last_as("webhook", "other"),
        )
    test = OUR.channel_test()
    assert found == ([OUR.release()], [OUR.actor()], OUR.key(), [OUR.signature()], [OUR.signature()], test, None)


@pytest.mark.parametrize("value", [True, False, 0, 3, 2.0, 0.1, "", "三", None])
async def test_a_slots_value_keeps_its_type(store: Store, value: SlotValue) -> None:
    async with store.write(OURS) as work:
        await keep_session(work, OUR)
        await work.slots.add_all([OUR.slot(value=value)])
        [claim] = await work.slots.of_session(OUR.id("session"))
    assert (claim.value, type(claim.value)) == (value, type(value))


async def test_a_moment_in_another_time_zone_comes_back_as_the_same_moment_in_utc(store: Store) -> None:
    there = AT.astimezone(timezone(timedelta(hours=8)))
    async with store.write(OURS) as work:
        await work.patient.add(dataclasses.replace(OUR.patient(), created_at=there))
        found = (await work.patient.get()).created_at
    assert (found, found.tzinfo) == (AT, UTC)


async def test_a_moment_without_a_time_zone_is_refused(sqlite_store: Store) -> None:
    naive = datetime(2026, 3, 2)  # noqa: DTZ001 - what is refused
    with pytest.raises(Exception, match="a moment without a time zone"):
        async with sqlite_store.write(OURS) as work:
            await work.patient.add(dataclasses.replace(OUR.patient(), created_at=naive))


@pytest.mark.parametrize("text", ["a\x00b", "half \ud83d"])
async def test_text_that_one_database_could_not_hold_is_refused_by_both(store: Store, text: str) -> None:
    async with store.write(OURS) as work:
        await keep_session(work, OUR)
    with pytest.raises(Unstorable) as refusal:
        async with store.write(OURS) as work:
            await work.turns.add(OUR.turn(text=text))
    assert (refusal.value.kind, refusal.value.field) == ("turn", "text")


async def test_replacing_a_record_changes_all_of_it(store: Store) -> None:
    changed = dataclasses.replace(OUR.fact(), object="well", negated=False, source=None, retracted_at=AT)
    async with store.write(OURS) as work:
        await keep_session(work, OUR)
        await work.facts.add(OUR.fact())
        await work.facts.record(Act(id="act-1", at=AT, moves=(Move(kind=JournalKind.CONFIRM, fact=changed),)))
    async with store.read(OURS) as work:
        assert await work.facts.get(OUR.id("fact")) == changed


async def test_only_a_consent_that_was_not_withdrawn_stands(store: Store) -> None:
    standing = dataclasses.replace(OUR.consent(), id="consent-2", withdrawn_at=None, withdrawn_by=None)
    async with store.write(OURS) as work:
        await work.patient.add(OUR.patient())
        await work.consents.add(OUR.consent())
        before = await work.consents.standing(ConsentScope.SESSION_RECORD)
        await work.consents.add(standing)
        after = await work.consents.standing(ConsentScope.SESSION_RECORD)
    assert (before, after) == (None, standing)


async def test_many_readers_and_writers_at_once_all_get_their_turn(store: Store) -> None:
    async def write(n: int) -> None:
        scope = Scope(tenant="clinic", patient=f"p-{n}")
        async with store.write(scope) as work:
            await work.patient.add(Samples(scope=scope).patient())

    async def read(n: int) -> None:
        async with store.read(Scope(tenant="clinic", patient=f"p-{n}")) as work:
            await work.patient.find()

    await asyncio.gather(*(act(n) for n in range(40) for act in (write, read)))
    async with store.read_catalogue() as catalogue:
        assert len(await catalogue.locate.patients("clinic")) == 40
