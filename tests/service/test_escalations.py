"""Calls for a clinician: repeated until somebody acknowledges, through every channel, over restarts, to nobody else."""

import asyncio
from collections.abc import Awaitable, Callable
from datetime import timedelta

import pytest

from memory.record.identity import Role
from memory.record.risk import DeliveryState
from service.escalations import HOLD_SECONDS, Sender, keep_delivering, share_out
from service.settings import Auth
from service.worker import work_once
from tests.contracts.receivers import Behaviour, HttpReceiver, SmtpReceiver, listening
from tests.service.clinic import ALARMING, Clinic, Service, object_of, rows_of, text_of
from tests.service.escalating_kit import (
    METHOD,
    alarmed,
    ends,
    mail_to,
    raise_calls,
    states,
    the_call,
    worked,
)

PAGED = [("page", "clinic", "sent"), ("again", "clinic", "queued"), ("supervisor", "supervisor", "queued")]


async def test_a_page_is_repeated_after_five_minutes_and_goes_to_the_supervisor_after_ten(both: Service) -> None:
    async with ends() as four, alarmed(both, four.settings) as clinic:
        clinic_first = await the_call(clinic)
        await worked(clinic)
        at_once, call = four.kinds, await the_call(clinic)
        seen: list[dict[str, list[str]]] = []
        for seconds in (299, 1, 299, 1, 86_400):
            both.clock.advance(seconds=seconds)
            await worked(clinic)
            seen.append(four.kinds)
        last = await the_call(clinic)
    assert (clinic_first["state"], call["state"], last["state"]) == ("queued", "sent", "sent")
    assert at_once == {"hook": ["page"], "mail": ["page"]}
    assert states(call) == PAGED
    twice = {"hook": ["page", "again"], "mail": ["page", "again"]}
    assert seen[:3] == [at_once, twice, twice]
    assert seen[3:] == [{**twice, "above": ["supervisor"]}] * 2
    assert (last["repeated"], last["acknowledged_by"]) == (1, None)
    assert [len(set(end.ids)) for end in (four.hook, four.mail, four.above)] == [2, 2, 1]


async def test_tier_2_waits_half_an_hour_and_an_hour_and_tier_1_is_told_once(deployment: Service) -> None:
    async with ends() as four, alarmed(deployment, four.settings, words=METHOD) as clinic:
        session = text_of(rows_of(await clinic.get("/v1/patients/p-1/sessions"))[0], "id")
        await raise_calls(clinic, session, [1])
        await worked(clinic)
        begun = sorted(four.kinds["hook"])
        deployment.clock.advance(seconds=1799)
        await worked(clinic)
        before = sorted(four.kinds["hook"])
        deployment.clock.advance(seconds=1)
        await worked(clinic)
        repeated = four.kinds["hook"][2:]
        deployment.clock.advance(seconds=1800)
        await worked(clinic)
    assert begun == before == ["notify_clinician", "review_flag"]
    assert (repeated, four.kinds["above"], len(four.kinds["hook"])) == (["again"], ["supervisor"], 3)


async def test_an_acknowledgement_cancels_what_has_not_left_and_says_who(both: Service) -> None:
    async with ends() as four, alarmed(both, four.settings) as clinic:
        await worked(clinic)
        call = await the_call(clinic)
        path = f"/v1/patients/p-1/risk/escalations/{call['id']}/acknowledge"
        seen = await clinic.post(path, status=200)
        both.clock.advance(seconds=700)
        again = await clinic.post(f"/v1/escalations/{call['id']}/acknowledge", status=200)
        await worked(clinic)
        assert (await clinic.post(path.replace("p-1", "p-2"), status=404))["type"] == "/problems/not-found"
    assert four.kinds == {"hook": ["page"], "mail": ["page"]}
    assert (seen["state"], seen["acknowledged_by"]) == ("acknowledged", "local")
    assert again == seen
    cancelled = [("page", "clinic", "sent"), ("again", "clinic", "cancelled")]
    assert states(seen) == [*cancelled, ("supervisor", "supervisor", "cancelled")]


async def test_acknowledging_the_alarm_acknowledges_its_call_and_cancels_the_same(deployment: Service) -> None:
    async with ends() as four, alarmed(deployment, four.settings) as clinic:
        call = await the_call(clinic)
        await clinic.post(f"/v1/patients/p-1/risk/events/{call['event']}/acknowledge", status=200)
        deployment.clock.advance(seconds=700)
        await worked(clinic)
        call = await the_call(clinic)
    assert four.kinds == {}
    assert (call["state"], {state for _, _, state in states(call)}) == ("acknowledged", {"cancelled"})


class Slow(HttpReceiver):
    """Says when a notice has come, and answers when it is told to."""

    def __init__(self, behaviour: Behaviour) -> None:
        super().__init__(behaviour)
        self.reached, self.go = asyncio.Event(), asyncio.Event()

    async def serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        self.reached.set()
        await self.go.wait()
        await super().serve(reader, writer)


@pytest.mark.parametrize(("behaviour", "kept"), [(Behaviour.TAKE, "sent"), (Behaviour.REFUSE, "cancelled")])
async def test_an_acknowledgement_while_it_is_sent_is_kept_and_so_is_what_came_of_the_sending(
    both: Service, behaviour: Behaviour, kept: str
) -> None:
    slow = Slow(behaviour)
    async with listening(slow), alarmed(both, {"escalation_url": slow.url}) as clinic:
        working = asyncio.create_task(work_once(clinic.parts))
        await slow.reached.wait()
        call = await the_call(clinic)
        seen = await clinic.post(f"/v1/escalations/{call['id']}/acknowledge", status=200)
        slow.go.set()
        await working
        both.clock.advance(seconds=7200)
        await worked(clinic)
        after = await the_call(clinic)
    assert (seen["state"], after["state"], after["acknowledged_by"]) == ("acknowledged", "acknowledged", "local")
    assert [state for _, _, state in states(after)] == [kept, "cancelled", "cancelled"]
    (webhook,) = rows_of(rows_of(after["messages"])[0]["channels"])
    assert (webhook["state"], webhook["attempts"], slow.touched) == (kept, 1, 1)


async def test_of_two_acknowledgements_at_once_one_stays_and_both_are_told_the_same(both: Service) -> None:
    async with alarmed(both, {"escalation_url": "http://127.0.0.1:9/alarms"}) as clinic:
        call = await the_call(clinic)
        path = f"/v1/escalations/{call['id']}/acknowledge"
        seen = await asyncio.gather(*(clinic.post(path, status=200) for _ in range(8)))
    assert {each["acknowledged_by"] for each in seen} == {"local"}
    assert {str(each["acknowledged_at"]) for each in seen} == {str(seen[0]["acknowledged_at"])}


async def test_timers_and_what_was_not_sent_survive_a_restart(both: Service) -> None:
    async with ends() as four:
        async with alarmed(both, four.settings):
            pass
        both.clock.advance(seconds=301)
        async with both.running(**four.settings) as clinic:
            await worked(clinic)
            first = {name: sorted(kinds) for name, kinds in four.kinds.items()}
        both.clock.advance(seconds=300)
        async with both.running(**four.settings) as clinic:
            await worked(clinic)
    assert first == {"hook": ["again", "page"], "mail": ["again", "page"]}
    assert four.kinds["above"] == ["supervisor"]


async def test_what_a_dead_worker_held_is_sent_late_and_not_never(both: Service) -> None:
    async with ends() as four:
        async with alarmed(both, {"escalation_url": four.hook.url}) as clinic:
            assert await share_out(clinic.parts)
            async with clinic.parts.store.catalogue() as catalogue:
                until = both.clock() + timedelta(seconds=HOLD_SECONDS)
                assert len(await catalogue.deliveries.lease("webhook", both.clock(), "dead", until, 9)) == 1
        async with both.running(escalation_url=four.hook.url) as clinic:
            await worked(clinic)
            early = four.kinds
            both.clock.advance(seconds=HOLD_SECONDS)
            await worked(clinic)
    assert (early, four.kinds) == ({}, {"hook": ["page"]})


async def test_a_channel_added_in_an_outage_gets_what_nobody_has_taken_and_nothing_twice(both: Service) -> None:
    async with ends() as four:
        four.hook.behaviour = Behaviour.REFUSE
        async with alarmed(both, {"escalation_url": four.hook.url}) as clinic:
            await worked(clinic)
        mail = mail_to(four.mail)
        async with both.running(escalation_url=four.hook.url, escalation_email=mail) as clinic:
            await _while_delivering(clinic, lambda: four.mail.until(1))
        async with both.running(escalation_email=mail) as clinic:
            await _while_delivering(clinic, lambda: four.mail.until(1))
            call = await the_call(clinic)
        (message, *_) = rows_of(call["messages"])
    assert four.kinds == {"mail": ["page"]}
    assert {text_of(each, "channel"): each["state"] for each in rows_of(message["channels"])} == {
        "email": "sent",
        "webhook": "cancelled",
    }


async def _while_delivering(clinic: Clinic, until: Callable[[], Awaitable[None]]) -> None:
    """Runs the delivery as the service does, until something has come; what is under way then is taken to its end."""
    delivering = asyncio.create_task(keep_delivering(clinic.parts))
    try:
        await until()
    finally:
        clinic.parts.stopping.set()
        await delivering


async def test_a_receiver_that_hangs_delays_no_other_channel(deployment: Service) -> None:
    async with ends() as four, alarmed(deployment, four.settings) as clinic:
        four.hook.behaviour = Behaviour.HANG
        session = text_of(rows_of(await clinic.get("/v1/patients/p-1/sessions"))[0], "id")
        await raise_calls(clinic, session, [3] * 11)
        begun = asyncio.get_running_loop().time()
        delivering = asyncio.create_task(keep_delivering(clinic.parts))
        await four.mail.until(12)
        took = asyncio.get_running_loop().time() - begun
        delivering.cancel()
        await asyncio.gather(delivering, return_exceptions=True)
    assert took < 4.0  # a try at the receiver that hangs takes five
    assert (four.hook.arrivals, len(set(four.mail.ids)), len(four.mail.ids)) == ([], 12, 12)


async def test_one_message_that_is_never_taken_holds_up_no_other(deployment: Service) -> None:
    async with ends() as four, alarmed(deployment, {"escalation_url": four.hook.url}) as clinic:
        poison = text_of(rows_of((await the_call(clinic))["messages"])[0], "id")
        four.hook.behaviour, four.hook.only = Behaviour.REFUSE, poison
        session = text_of(rows_of(await clinic.get("/v1/patients/p-1/sessions"))[0], "id")
        await raise_calls(clinic, session, [3] * 9)
        for _ in range(12):
            await work_once(clinic.parts)
    assert len(four.hook.ids) == len(set(four.hook.ids)) == 9
    assert poison not in four.hook.ids


async def test_after_an_outage_the_highest_tier_leaves_first(both: Service) -> None:
    async with ends() as four, alarmed(both, {"escalation_url": four.hook.url}) as clinic:
        four.hook.behaviour = Behaviour.REFUSE
        session = text_of(rows_of(await clinic.get("/v1/patients/p-1/sessions"))[0], "id")
        await raise_calls(clinic, session, [1, 2, 3] * 4)
        for _ in range(3):
            await worked(clinic)
            both.clock.advance(seconds=8)
        four.hook.behaviour = Behaviour.TAKE
        both.clock.advance(seconds=60)
        await worked(clinic)
    kinds = [each.kind for each in four.hook.arrivals]
    assert sorted(kinds[:4]) == ["page"] * 4
    assert sorted(kinds[5:8]) == ["notify_clinician"] * 3
    assert kinds[9:] == ["review_flag"] * 4
    assert (kinds.count("page"), kinds.count("notify_clinician")) == (5, 4)


async def test_a_receiver_that_takes_again_is_given_its_backlog_at_once(deployment: Service) -> None:
    async with ends() as four, alarmed(deployment, {"escalation_url": four.hook.url}) as clinic:
        sender = Sender(clinic.parts.channels[0], clinic.parts)
        four.hook.behaviour = Behaviour.REFUSE
        session = text_of(rows_of(await clinic.get("/v1/patients/p-1/sessions"))[0], "id")
        await raise_calls(clinic, session, [1] * 3)
        await share_out(clinic.parts)
        for _ in range(4):
            assert await sender.round()
            deployment.clock.advance(seconds=61)
        assert await sender.round()
        deployment.clock.advance(seconds=1)
        await raise_calls(clinic, session, [1])
        await share_out(clinic.parts)
        four.hook.behaviour = Behaviour.TAKE
        assert await sender.round()
        first = len(four.hook.ids)
        assert await sender.round()
        assert await sender.round() is False
    assert (first, len(four.hook.ids)) == (1, 5)


@pytest.mark.parametrize("mode", ["simulated", "clinician_test", "fork"])
async def test_outside_copilot_not_one_byte_reaches_a_receiver(deployment: Service, mode: str) -> None:
    async with ends() as four, deployment.running(**four.settings) as clinic:
        await clinic.trust_channels()
        if mode == "fork":
            old = await clinic.seated(mode="copilot")
            await clinic.close(old)
            forked = await clinic.post(f"/v1/sessions/{old}/fork", {"turn": 1})
            session = text_of(object_of(forked, "session"), "id")
        else:
            session = await clinic.seated(mode=mode)
        await clinic.say(session, ALARMING, key="k-1")
        await worked(clinic)
        deployment.clock.advance(days=2)
        await worked(clinic)
        events = rows_of(object_of({"r": await clinic.get("/v1/patients/p-1/risk")}, "r")["events"])
        calls = rows_of(await clinic.get("/v1/patients/p-1/escalations"))
        figures = (await clinic.client.get("/metrics")).text
    assert len(events) == 1
    assert [end.touched for end in (four.hook, four.mail, four.above, four.above_mail)] == [0, 0, 0, 0]
    told = [(text_of(call, "state"), text_of(call, "audience"), states(call)) for call in calls]
    sunk = [(kind, "sink", "sunk") for kind in ("page", "again", "supervisor")]
    assert told in ([("queued", "sink", sunk)], [])  # a fork may call nobody at all
    assert 'channel="webhook"' not in figures


async def test_without_a_supervisor_the_clinic_is_told_again_in_the_place_of_one(deployment: Service) -> None:
    async with ends() as four, alarmed(deployment, {"escalation_url": four.hook.url}) as clinic:
        deployment.clock.advance(seconds=600)
        await worked(clinic)
    assert sorted(four.kinds["hook"]) == ["again", "page", "supervisor"]


async def test_a_supervisor_by_mail_is_told_by_mail(deployment: Service) -> None:
    above = SmtpReceiver()
    async with ends() as four, listening(above):
        mail = mail_to(above, to=None, supervisor_to="head@clinic.invalid")
        async with alarmed(deployment, {"escalation_url": four.hook.url, "escalation_email": mail}) as clinic:
            deployment.clock.advance(seconds=600)
            await worked(clinic)
    assert (sorted(four.kinds["hook"]), [each.kind for each in above.arrivals]) == (["again", "page"], ["supervisor"])
    assert above.arrivals[0].headers["to"] == "head@clinic.invalid"


async def test_figures_count_tries_by_kind_channel_and_outcome_and_tell_how_long_the_oldest_waits(
    deployment: Service,
) -> None:
    async with ends() as four, alarmed(deployment, four.settings) as clinic:
        four.hook.behaviour = Behaviour.REFUSE
        await worked(clinic)
        deployment.clock.advance(seconds=90)
        await worked(clinic)
        waiting = (await clinic.client.get("/metrics")).text
    name = "throughline_escalations_total"
    assert f'{name}{{channel="email",kind="page",outcome="sent"}} 1.0' in waiting
    assert f'{name}{{channel="webhook",kind="page",outcome="failed"}} ' in waiting
    assert "throughline_escalation_undelivered_seconds 90.0" in waiting


async def test_open_calls_are_listed_across_patients_newest_first_page_by_page(both: Service) -> None:
    async with both.running() as clinic:
        for n in (1, 2, 3):
            session = await clinic.seated(f"p-{n}")
            await clinic.say(session, ALARMING, key="k-1")
            both.clock.advance(minutes=1)
        newest = object_of({"page": await clinic.get("/v1/escalations?limit=2")}, "page")
        rest = object_of({"page": await clinic.get(f"/v1/escalations?limit=2&after={newest['after']}")}, "page")
        seen = rows_of(newest["items"])[0]
        await clinic.post(f"/v1/escalations/{seen['id']}/acknowledge", status=200)
        left = object_of({"page": await clinic.get("/v1/escalations?state=open")}, "page")
        done = object_of({"page": await clinic.get("/v1/escalations?state=acknowledged")}, "page")
        refused = await clinic.client.get("/v1/escalations?state=told")
    async with both.running(auth=Auth.KEYS) as clinic:
        strangers = await clinic.key("other", "dr-wu", Role.CLINICIAN)
        nothing = await clinic.client.get("/v1/escalations", headers=strangers)
        hidden = await clinic.client.get(f"/v1/escalations/{seen['id']}", headers=strangers)
    assert [each["patient"] for each in rows_of(newest["items"])] == ["p-3", "p-2"]
    assert ([each["patient"] for each in rows_of(rest["items"])], rest["after"]) == (["p-1"], None)
    assert [each["patient"] for each in rows_of(left["items"])] == ["p-2", "p-1"]
    assert [(each["patient"], each["state"]) for each in rows_of(done["items"])] == [("p-3", "acknowledged")]
    assert refused.status_code == 422
    assert (nothing.status_code, hidden.status_code) == (200, 404)
    assert rows_of(nothing.json()["items"]) == []


async def test_nothing_that_a_call_says_claims_that_somebody_was_told_before_an_acknowledgement(
    deployment: Service,
) -> None:
    async with ends() as four, alarmed(deployment, four.settings) as clinic:
        said = [(await clinic.client.get("/v1/patients/p-1/escalations")).text]
        await worked(clinic)
        said.append((await clinic.client.get("/v1/escalations")).text)
        call = await the_call(clinic)
        deliveries = [each["state"] for message in rows_of(call["messages"]) for each in rows_of(message["channels"])]
    assert call["state"] == "sent"
    assert set(deliveries) == {DeliveryState.SENT.value}
    assert not [word for text in said for word in ("delivered", "notified", "informed", "told", "read") if word in text]
    assert not [text for text in said if "127.0.0.1" in text or "clinic.invalid" in text]
