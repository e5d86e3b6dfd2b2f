"""Turns over HTTP: one key one turn, the same bytes for ever, streams that resume wherever they were cut."""

import asyncio
from typing import cast

import pytest

from tests.service.clinic import ALARMING, ENGLISH, Clinic, Json, Service, rows_of

STREAM = "text/event-stream"


def _events(body: bytes) -> list[bytes]:
    """The events of a stream, each with the blank line that ends it."""
    return [event + b"\n\n" for event in body.split(b"\n\n")[:-1]]


def _kinds(body: bytes) -> list[str]:
    return [event.partition(b"event: ")[2].partition(b"\n")[0].decode() for event in _events(body)]


def _id(event: bytes) -> str | None:
    return event.removeprefix(b"id: ").partition(b"\n")[0].decode() if event.startswith(b"id: ") else None


async def _kept(clinic: Clinic, session: str, last: str | None = None) -> bytes:
    headers = {} if last is None else {"Last-Event-ID": last}
    answer = await clinic.client.get(f"/v1/sessions/{session}/events", headers=headers)
    assert (answer.status_code, answer.headers["content-type"]) == (200, "text/event-stream; charset=utf-8")
    return answer.content


async def test_the_same_key_gives_the_same_bytes_also_after_a_restart(both: Service) -> None:
    async with both.running() as clinic:
        session = await clinic.seated()
        first = await clinic.say(session, ENGLISH[0], key="k-1")
        again = await clinic.say(session, ENGLISH[0], key="k-1")
        await clinic.say(session, ENGLISH[1], key="k-2")
        crisis = await clinic.say(session, ALARMING, key="k-3")
    async with both.running() as clinic:
        after = await clinic.say(session, ENGLISH[0], key="k-1")
        alarmed = await clinic.say(session, ALARMING, key="k-3")
        turns = rows_of(await clinic.get(f"/v1/sessions/{session}/transcript"))
        risk = cast("Json", await clinic.get("/v1/patients/p-1/risk"))
        figures = (await clinic.client.get("/metrics")).text
    assert first.content == again.content == after.content
    assert crisis.content == alarmed.content
    assert [answer.headers.get("idempotent-replayed") for answer in (first, again, after, alarmed)] == [
        None,
        "true",
        "true",
        "true",
    ]
    assert (len(turns), len(rows_of(risk["events"])), both.model.said) == (7, 1, 1)
    assert "throughline_turn_seconds_count 0.0" in figures


async def test_one_key_many_times_at_once_is_one_turn(both: Service) -> None:
    async with both.running() as clinic:
        session = await clinic.seated()
        path = f"/v1/sessions/{session}/turns"
        posts = [
            clinic.client.post(path, json={"text": ENGLISH[0]}, headers={"Idempotency-Key": "k-1"}) for _ in range(12)
        ]
        answers = await asyncio.gather(*posts)
        turns = rows_of(await clinic.get(f"/v1/sessions/{session}/transcript"))
    assert {answer.status_code for answer in answers} <= {200, 409}
    assert len({answer.content for answer in answers if answer.status_code == 200}) == 1
    assert {answer.json()["type"] for answer in answers if answer.status_code == 409} <= {"/problems/turn-in-flight"}
    assert all("retry-after" in answer.headers for answer in answers if answer.status_code == 409)
    assert (len(turns), both.model.said) == (3, 1)


async def test_a_key_with_other_words_is_refused(clinic: Clinic) -> None:
    session = await clinic.seated()
    await clinic.say(session, ENGLISH[0], key="k-1")
    refused = (await clinic.say(session, "Something else.", key="k-1", status=422)).json()
    assert refused["type"] == "/problems/key-reused"
    assert len(rows_of(await clinic.get(f"/v1/sessions/{session}/transcript"))) == 3


async def test_words_to_an_older_state_are_refused_with_both_versions(clinic: Clinic) -> None:
    session = await clinic.seated()
    await clinic.say(session, ENGLISH[0], key="k-1", If_Match='"0"')
    stale = (await clinic.say(session, ENGLISH[1], key="k-2", status=412, If_Match='"0"')).json()
    assert (stale["session"], stale["expected"], stale["found"]) == (session, 0, 1)
    assert (await clinic.say(session, ENGLISH[1], key="k-2", If_Match='"1"')).json()["version"] == 2
    assert (await clinic.say(session, ENGLISH[2], key="k-3", If_Match="*")).json()["version"] == 3


async def test_a_streamed_turn_tells_how_far_it_is_then_what_was_stored(both: Service) -> None:
    async with both.running() as clinic:
        session = await clinic.seated()
        before = await _kept(clinic, session)
        answer = await clinic.say(session, ENGLISH[0], key="k-1", Accept=STREAM)
        assert answer.headers["content-type"] == "text/event-stream; charset=utf-8"
        assert _kinds(answer.content) == ["status"] * 3 + ["sentence", "sentence", "exchange"]
        stored = b"".join(_events(answer.content)[3:])
        assert await _kept(clinic, session) == before + stored
        as_json = await clinic.say(session, ENGLISH[0], key="k-1")
        assert _events(answer.content)[-1].partition(b"data: ")[2].strip() == as_json.content
        replayed = await clinic.say(session, ENGLISH[0], key="k-1", Accept=STREAM)
        assert replayed.content == stored


async def test_a_stream_cut_at_every_event_goes_on_byte_for_byte_also_after_a_restart(both: Service) -> None:
    async with both.running() as clinic:
        session = await clinic.seated()
        await clinic.hold(session, ENGLISH[:4])
        await clinic.post(f"/v1/sessions/{session}/takeover", {"text": "I am with you. Take your time."})
        await clinic.say(session, ALARMING, key="k-9")
        whole = await _kept(clinic, session)
        pieces = _events(whole)
        ids = [_id(piece) for piece in pieces]
        assert ids == [str(n) for n in range(1, len(pieces) + 1)]
        assert len(pieces) > 15
        for cut in range(len(pieces) + 1):
            last = ids[cut - 1] if cut else None
            assert b"".join(pieces[:cut]) + await _kept(clinic, session, last) == whole
    async with both.running() as clinic:
        for cut in (0, 1, len(pieces) // 2, len(pieces)):
            last = ids[cut - 1] if cut else None
            assert b"".join(pieces[:cut]) + await _kept(clinic, session, last) == whole
        after = await clinic.client.get(f"/v1/sessions/{session}/events?after=3")
        assert after.content == b"".join(pieces[3:])


async def test_an_alarm_streams_no_status_and_its_whole_reply(clinic: Clinic) -> None:
    session = await clinic.seated()
    answer = await clinic.say(session, ALARMING, key="k-1", Accept=STREAM)
    kinds = _kinds(answer.content)
    assert (set(kinds[:-1]), kinds[-1]) == ({"sentence"}, "exchange")
    figures = (await clinic.client.get("/metrics")).text
    assert 'throughline_alarms_total{tier="3"} 1.0' in figures
    assert "throughline_turn_seconds_count 1.0" in figures


@pytest.mark.parametrize(
    ("words", "slug", "status"),
    [(" ", "words-refused", 422), ("x" * 4001, "words-refused", 422), (ENGLISH[1], "key-reused", 422)],
)
async def test_a_refusal_inside_a_stream_is_its_only_event(clinic: Clinic, words: str, slug: str, status: int) -> None:
    session = await clinic.seated()
    await clinic.say(session, ENGLISH[0], key="k-1")
    before = await _kept(clinic, session)
    answer = await clinic.say(session, words, key="k-1", Accept=STREAM)
    (event,) = _events(answer.content)
    assert event.startswith(b"event: problem\ndata: {")
    assert (f'"type":"/problems/{slug}"'.encode() in event, f'"status":{status}'.encode() in event) == (True, True)
    assert await _kept(clinic, session) == before


async def test_a_take_over_is_said_in_the_clinician_s_name(clinic: Clinic) -> None:
    session = await clinic.seated()
    turn = await clinic.post(f"/v1/sessions/{session}/takeover", {"text": "Let us slow down."})
    assert (turn["n"], turn["author"], turn["origin"], turn["actor"]) == (2, "clinician", "takeover", "local")
    for text, slug in (("", "words-refused"), ("x" * 5000, "words-refused"), ("\x07", "control-characters")):
        refused = await clinic.post(f"/v1/sessions/{session}/takeover", {"text": text}, status=422)
        assert refused["type"] == f"/problems/{slug}"
    assert (await clinic.say(session, ENGLISH[0], key="k-1")).json()["client_turn"] == 3
