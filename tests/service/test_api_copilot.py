"""Copilot: nothing is said before a clinician releases it, and no session opens without someone to be told."""

import asyncio
from datetime import timedelta
from typing import cast

import httpx2
import orjson

from service.app import create_app
from service.worker import work_once
from tests.service.clinic import ALARMING, ENGLISH, Clinic, Json, Service, object_of, rows_of, text_of
from tests.service.loopback import Webhook, served

NOWHERE = "http://127.0.0.1:9/alarms"


async def test_without_a_channel_no_copilot_session_opens_and_the_setting_is_named(clinic: Clinic) -> None:
    await clinic.admit()
    episode = await clinic.begin()
    refused = await clinic.post(f"/v1/episodes/{episode}/sessions", {"mode": "copilot"}, status=409)
    assert refused["type"] == "/problems/mode-refused"
    assert "escalation_url" in text_of(refused, "detail")
    assert await clinic.get("/v1/patients/p-1/sessions") == []


async def test_a_draft_waits_until_it_is_released_with_both_texts_kept(both: Service) -> None:
    async with both.running(escalation_url=NOWHERE) as clinic:
        await clinic.trust_channels()
        session = await clinic.seated(mode="copilot")
        exchange = (await clinic.say(session, ENGLISH[0], key="k-1")).json()
        n = exchange["reply"]["n"]
        assert (exchange["reply"]["waiting"], n) == (True, 3)
        waiting = (await clinic.say(session, ENGLISH[1], key="k-2", status=409)).json()
        assert (waiting["type"], waiting["n"]) == ("/problems/draft-waiting", 3)
        assert len(rows_of(await clinic.get(f"/v1/sessions/{session}/transcript"))) == 2
        view = cast("Json", await clinic.get(f"/v1/sessions/{session}"))
        assert object_of(view, "draft") == await clinic.get(f"/v1/sessions/{session}/drafts/3")
        path = f"/v1/sessions/{session}/drafts"
        assert (await clinic.post(f"{path}/9/release", status=404))["type"] == "/problems/no-draft"
        released = await clinic.post(f"{path}/3/release", {"text": "Take your time. How are the mornings?"})
        assert (released["author"], released["origin"], released["actor"], released["draft_text"]) == (
            "clinician",
            "released",
            "local",
            exchange["reply"]["text"],
        )
        assert cast("Json", await clinic.get(f"{path}/3"))["state"] == "released"
        assert (await clinic.post(f"{path}/3/release", status=404))["type"] == "/problems/no-draft"
        assert (await clinic.say(session, ENGLISH[1], key="k-2")).json()["client_turn"] == 4


async def test_a_take_over_stands_in_for_the_draft(deployment: Service) -> None:
    async with deployment.running(escalation_url=NOWHERE) as clinic:
        await clinic.trust_channels()
        session = await clinic.seated(mode="copilot")
        exchange = (await clinic.say(session, ENGLISH[0], key="k-1")).json()
        turn = await clinic.post(f"/v1/sessions/{session}/takeover", {"text": "That is a hard start to a year."})
        assert (turn["n"], turn["draft_text"]) == (3, exchange["reply"]["text"])
        assert cast("Json", await clinic.get(f"/v1/sessions/{session}"))["draft"] is None


async def test_an_alarm_in_copilot_is_said_at_once_and_posted_until_it_is_taken(both: Service) -> None:
    hook = Webhook(500, 302)
    async with served(hook.app) as address, both.running(escalation_url=f"{address}/alarms") as clinic:
        await clinic.trust_channels()
        session = await clinic.seated(mode="copilot")
        exchange = (await clinic.say(session, ALARMING, key="k-1")).json()
        assert (exchange["reply"]["waiting"], exchange["reply"]["origin"]) == (False, "crisis")
        waits: list[float] = []
        while await work_once(clinic.parts):
            waits.append(await _until_due(both, clinic))
        assert await work_once(clinic.parts) is False
        risk = cast("Json", await clinic.get("/v1/patients/p-1/risk"))
        figures = (await clinic.client.get("/metrics")).text
    (event,) = rows_of(risk["events"])
    payload = cast("Json", orjson.loads(hook.bodies[0]))
    assert payload == {
        "escalation": payload["escalation"],
        "event": event["id"],
        "patient": "p-1",
        "session": session,
        "tier": 3,
    }
    assert hook.bodies == [hook.bodies[0]] * 3
    assert (len(set(hook.keys)), waits) == (1, [2.0, 4.0, 0.0])
    assert "throughline_alarms_total" in figures


async def _until_due(deployment: Service, clinic: Clinic) -> float:
    """Moves the clock to when the one delivery is due again; gives the seconds, 0 when none waits this minute."""
    async with clinic.parts.store.read_catalogue() as catalogue:
        for seconds in range(1, 120):
            if await catalogue.deliveries.any_due("webhook", deployment.clock() + timedelta(seconds=seconds)):
                deployment.clock.advance(seconds=seconds)
                return float(seconds)
    return 0.0


async def test_a_receiver_that_is_away_is_tried_again_and_never_given_up(deployment: Service) -> None:
    async with deployment.running(escalation_url=NOWHERE, escalation_again_seconds=3600) as clinic:
        await clinic.trust_channels()
        session = await clinic.seated(mode="copilot")
        await clinic.say(session, ALARMING, key="k-1")
        for _ in range(9):
            assert await work_once(clinic.parts)
            await _until_due(deployment, clinic)
        (call,) = rows_of(await clinic.get("/v1/patients/p-1/escalations"))
    (message, *later) = rows_of(call["messages"])
    (webhook,) = rows_of(message["channels"])
    assert (call["state"], message["state"], [each["state"] for each in later]) == ("queued", "queued", ["queued"] * 2)
    assert (webhook["state"], webhook["attempts"], webhook["failure"]) == ("queued", 9, "ConnectError")


async def test_outside_copilot_alarms_go_to_the_sink_and_nobody_is_told(deployment: Service) -> None:
    hook = Webhook()
    async with served(hook.app) as address, deployment.running(escalation_url=f"{address}/alarms") as clinic:
        session = await clinic.seated()
        await clinic.say(session, ALARMING, key="k-1")
        assert await work_once(clinic.parts)
        assert await work_once(clinic.parts) is False
    assert hook.bodies == []


async def test_a_client_that_leaves_a_stream_midway_loses_nothing(deployment: Service) -> None:
    app = create_app(deployment.settings, opened=deployment.opening())
    async with served(app) as address, httpx2.AsyncClient(base_url=address) as client:
        clinic = Clinic(client, app.state.parts)
        session = await clinic.seated()
        path = f"/v1/sessions/{session}/turns"
        headers = {"Idempotency-Key": "k-1", "Accept": "text/event-stream"}
        async with client.stream("POST", path, json={"text": ENGLISH[0]}, headers=headers) as answer:
            first = await anext(answer.aiter_bytes())
        assert first.startswith(b"event: status\n")
        async with asyncio.timeout(20):
            while len(rows_of(await clinic.get(f"/v1/sessions/{session}/transcript"))) < 3:
                pass
        kept = await clinic.say(session, ENGLISH[0], key="k-1")
        stored = await client.get(f"/v1/sessions/{session}/events")
    assert kept.headers["idempotent-replayed"] == "true"
    assert stored.content.count(b"event: exchange\n") == 1
    assert deployment.model.said == 1
