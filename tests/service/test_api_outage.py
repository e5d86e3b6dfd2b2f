"""The model goes away and comes back: no word is lost, an alarm is answered, and the same key goes on."""

import time
from dataclasses import replace
from datetime import timedelta
from typing import cast

import pytest

from memory.record.session import RequestState
from service.app import create_app
from service.models import NO_MODEL
from service.settings import Settings
from service.wiring import Parts
from tests.service.clinic import ALARMING, ENGLISH, Clinic, Json, Service, open_client, rows_of


async def test_without_the_model_words_wait_and_then_a_reviewed_line_answers(both: Service) -> None:
    both.model.away = True
    async with both.running() as clinic:
        session = await clinic.seated()
        away = await clinic.say(session, ENGLISH[0], key="k-1", status=503)
        assert (away.headers["retry-after"], away.json()["type"], away.json()["session"]) == (
            "2",
            "/problems/model-away",
            session,
        )
        assert [turn["text"] for turn in rows_of(await clinic.get(f"/v1/sessions/{session}/transcript"))][1:] == [
            ENGLISH[0]
        ]
        other = await clinic.say(session, ENGLISH[1], key="k-2", status=409)
        assert (other.json()["type"], other.json()["key"]) == ("/problems/turn-pending", "k-1")
        taken = await clinic.post(f"/v1/sessions/{session}/takeover", {"text": "I am here."}, status=409)
        assert (taken["type"], taken["key"]) == ("/problems/turn-pending", "k-1")
        answer = await clinic.say(session, ENGLISH[0], key="k-1")
        reply = cast("Json", answer.json()["reply"])
        assert (reply["origin"], reply["author"], reply["blocked"]) == ("fallback", "template", "model away")
        assert (await clinic.say(session, ENGLISH[0], key="k-1")).content == answer.content


async def test_the_same_key_is_answered_by_a_model_that_came_back_also_after_a_restart(both: Service) -> None:
    both.model.away = True
    async with both.running() as clinic:
        session = await clinic.seated()
        await clinic.say(session, ENGLISH[0], key="k-1", status=503)
    both.model.away = False
    async with both.running() as clinic:
        answer = (await clinic.say(session, ENGLISH[0], key="k-1")).json()
        turns = rows_of(await clinic.get(f"/v1/sessions/{session}/transcript"))
    assert (answer["reply"]["origin"], answer["node"], answer["client_turn"]) == ("spoken", "homework_review", 2)
    assert [turn["author"] for turn in turns] == ["template", "client", "model"]


async def test_where_no_model_is_configured_the_reviewed_line_answers_at_once(settings: Settings) -> None:
    app = create_app(settings)
    async with open_client(app) as client:
        clinic = Clinic(client, cast("Parts", app.state.parts))
        session = await clinic.seated()
        exchange = (await clinic.say(session, ENGLISH[0], key="k-1")).json()
        assert (exchange["reply"]["author"], exchange["reply"]["origin"]) == ("template", "fallback")
        await clinic.hold(session, ENGLISH[1:])
        ready = cast("Json", await clinic.get("/ready"))
        (model,) = rows_of(ready["models"])
        assert (ready["ready"], model["state"], model["url"], model["why"]) == (True, "away", "", [NO_MODEL])


async def test_a_stream_says_that_the_model_is_away(deployment: Service, clinic: Clinic) -> None:
    deployment.model.away = True
    session = await clinic.seated()
    answer = await clinic.say(session, ENGLISH[0], key="k-1", Accept="text/event-stream")
    last = answer.content.split(b"\n\n")[-2]
    assert last.startswith(b"event: problem\n")
    assert b'"type":"/problems/model-away"' in last
    again = await clinic.say(session, ENGLISH[0], key="k-1", Accept="text/event-stream")
    assert again.content.split(b"\n\n")[-2].startswith(b"id: ")


@pytest.mark.parametrize("words", [ALARMING, "我今晚就要自杀，药已经准备好了。"])
async def test_an_alarm_is_answered_at_once_with_the_model_away(
    deployment: Service, clinic: Clinic, words: str
) -> None:
    deployment.model.away = True
    session = await clinic.seated()
    begun = time.perf_counter()
    answer = (await clinic.say(session, words, key="k-1")).json()
    assert time.perf_counter() - begun < 2.0
    assert (answer["reply"]["origin"], answer["risk_tier"], answer["calls"]) == ("crisis", 3, 0)
    risk = cast("Json", await clinic.get("/v1/patients/p-1/risk"))
    assert [event["state"] for event in rows_of(risk["events"])] == ["open"]


async def test_an_alarm_waits_for_no_pending_turn_and_answers_it_too(deployment: Service, clinic: Clinic) -> None:
    deployment.model.away = True
    session = await clinic.seated()
    await clinic.say(session, ENGLISH[0], key="k-1", status=503)
    alarm = await clinic.say(session, ALARMING, key="k-2")
    assert (alarm.json()["reply"]["origin"], alarm.json()["client_turn"]) == ("crisis", 3)
    assert (await clinic.say(session, ENGLISH[0], key="k-1")).content == alarm.content
    turns = rows_of(await clinic.get(f"/v1/sessions/{session}/transcript"))
    assert [turn["text"] for turn in turns if turn["author"] == "client"] == [ENGLISH[0], ALARMING]


async def test_a_session_with_words_still_waiting_can_be_closed_and_keeps_them(
    deployment: Service, clinic: Clinic
) -> None:
    deployment.model.away = True
    session = await clinic.seated()
    await clinic.say(session, ENGLISH[3], key="k-1", status=503)
    await clinic.close(session)
    facts = rows_of(await clinic.get("/v1/patients/p-1/facts"))
    assert [fact["object"] for fact in facts if fact["predicate"] == "lives_with"] == ["sister Bea"]


async def test_a_turn_left_by_a_crash_is_taken_up_when_its_lease_has_run_out(
    deployment: Service, clinic: Clinic
) -> None:
    session = await clinic.seated()
    deployment.model.away = True
    await clinic.say(session, ENGLISH[0], key="k-1", status=503)
    scope = await clinic.parts.locate("session", session, clinic.parts.local_actor)
    await _crash(clinic, session)
    deployment.model.away = False
    held = await clinic.say(session, ENGLISH[0], key="k-1", status=409)
    assert (held.json()["type"], held.headers["retry-after"]) == ("/problems/turn-in-flight", "90")
    deployment.clock.advance(seconds=91)
    assert (await clinic.say(session, ENGLISH[0], key="k-1")).json()["version"] == 1
    async with clinic.parts.store.read(scope) as work:
        assert await work.requests.open_of(session) is None


async def _crash(clinic: Clinic, session: str) -> None:
    """Leaves the turn as a process that died while it waited for the model: in flight, under its lease."""
    scope = await clinic.parts.locate("session", session, clinic.parts.local_actor)
    async with clinic.parts.store.write(scope) as work:
        request = await work.requests.open_of(session)
        assert request is not None
        until = clinic.parts.clock() + timedelta(seconds=90)
        left = replace(request, state=RequestState.IN_FLIGHT, lease_until=until)
        await work.requests.replace(left, expecting_lease=request.lease)
