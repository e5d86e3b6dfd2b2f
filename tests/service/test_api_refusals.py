"""What does not belong here is refused as a problem, with a stable type and without a word of what was sent."""

from typing import cast

import pytest

from memory.record.identity import Role
from service.docs_page import operations
from tests.service.clinic import ALARMING, ENGLISH, PROTOCOL, Clinic, Json, Service, rows_of

CANARY = "canary-5c2e she wept all night"


async def test_ids_that_nobody_has_answer_404(clinic: Clinic) -> None:
    await clinic.admit()
    get = (
        "/v1/patients/p-0",
        "/v1/patients/p-0/consents",
        "/v1/patients/p-0/facts",
        "/v1/patients/p-0/targets",
        "/v1/patients/p-0/measures",
        "/v1/patients/p-0/homework",
        "/v1/patients/p-0/risk",
        "/v1/patients/p-0/episodes",
        "/v1/patients/p-0/sessions",
        "/v1/patients/p-0/recall?query=x",
        "/v1/episodes/e-0/plans",
        "/v1/sessions/s-0",
        "/v1/sessions/s-0/transcript",
        "/v1/sessions/s-0/turns/2/why",
        "/v1/sessions/s-0/note",
        "/v1/sessions/s-0/note/text",
        "/v1/sessions/s-0/events",
        "/v1/sessions/s-0/reviews",
        "/v1/sessions/s-0/drafts/3",
        "/v1/jobs/j-0",
        "/v1/exports/x.jsonl",
    )
    post: dict[str, Json] = {
        "/v1/patients/p-0/consents": {"scope": "session_record"},
        "/v1/patients/p-1/consents/c-0/withdraw": {},
        "/v1/patients/p-1/facts/f-0/correct": {"object": "x", "reason": "y"},
        "/v1/patients/p-1/facts/f-0/retract": {"reason": "y"},
        "/v1/patients/p-0/targets": {"label": "x", "direction": "up"},
        "/v1/patients/p-1/targets/t-0/status": {"status": "agreed"},
        "/v1/measures": {"patient": "p-0", "instrument": "phq9", "total": 3},
        "/v1/patients/p-1/homework/h-0/outcome": {"outcome": "done"},
        "/v1/patients/p-1/risk/events/r-0/acknowledge": {},
        "/v1/patients/p-0/risk/lower": {"level": 0, "reason": "x"},
        "/v1/patients/p-0/episodes": {"protocol": PROTOCOL},
        "/v1/patients/p-1/episodes": {"protocol": "no.such.protocol"},
        "/v1/episodes/e-0/sessions": {},
        "/v1/sessions/s-0/close": {},
        "/v1/sessions/s-0/fork": {"turn": 1},
        "/v1/sessions/s-0/takeover": {"text": "x"},
        "/v1/sessions/s-0/drafts/3/release": {},
        "/v1/sessions/s-0/reviews": {},
    }
    answers = [(path, await clinic.client.get(path)) for path in get]
    answers += [(path, await clinic.client.post(path, json=body)) for path, body in post.items()]
    answers.append(("turn", await clinic.say("s-0", "x", key="k-1", status=404)))
    assert {path: answer.status_code for path, answer in answers if answer.status_code != 404} == {}
    assert {answer.headers["content-type"] for _, answer in answers} == {"application/problem+json"}
    assert {answer.json()["type"] for _, answer in answers} == {"/problems/not-found", "/problems/unknown-protocol"}


async def test_what_another_tenant_has_is_not_there(deployment: Service) -> None:
    async with deployment.running(auth="keys") as clinic:
        north = await clinic.key("north", "ann", Role.CLINICIAN, Role.EXPORTER)
        south = await clinic.key("south", "sam", Role.CLINICIAN, Role.EXPORTER)
        clinic.client.headers.update(north)
        session = await clinic.seated()
        await clinic.hold(session)
        job = await clinic.close(session)
        await clinic.post(f"/v1/sessions/{session}/reviews")
        report = await clinic.post("/v1/exports", {})
        file = cast("Json", report["conversations"])["name"]
        episode = rows_of(await clinic.get("/v1/patients/p-1/episodes"))[0]["id"]
        fact = rows_of(await clinic.get("/v1/patients/p-1/facts"))[0]["id"]
        clinic.client.headers.update(south)
        paths = (
            "/v1/patients/p-1",
            "/v1/patients/p-1/facts",
            "/v1/patients/p-1/recall?query=sister",
            "/v1/patients/p-1/risk",
            "/v1/patients/p-1/sessions",
            f"/v1/episodes/{episode}/plans",
            f"/v1/sessions/{session}",
            f"/v1/sessions/{session}/transcript",
            f"/v1/sessions/{session}/events",
            f"/v1/sessions/{session}/note",
            f"/v1/sessions/{session}/note/text",
            f"/v1/sessions/{session}/turns/2/why",
            f"/v1/sessions/{session}/reviews",
            f"/v1/jobs/{job}",
            f"/v1/exports/{file}",
        )
        found = {path: (await clinic.client.get(path)).status_code for path in paths}
        assert {path: status for path, status in found.items() if status != 404} == {}
        for path, body in (
            (f"/v1/sessions/{session}/fork", {"turn": 1}),
            (f"/v1/sessions/{session}/close", {}),
            (f"/v1/sessions/{session}/reviews", {}),
            (f"/v1/episodes/{episode}/sessions", {}),
            (f"/v1/patients/p-1/facts/{fact}/retract", {"reason": "mine now"}),
        ):
            await clinic.post(path, body, status=404)
        await clinic.say(session, "x", key="k-1", status=404)
        assert cast("Json", await clinic.get("/v1/patients"))["items"] == []
        assert await clinic.get("/v1/reviews/queue") == []
        assert (await clinic.post("/v1/exports", {}))["sessions_seen"] == 0
        await clinic.admit("p-1", label="another person of the same id")
        assert await clinic.get("/v1/patients/p-1/facts") == []


async def test_steps_out_of_order_are_conflicts_and_change_nothing(clinic: Clinic) -> None:
    session = await clinic.seated()
    episode = cast("str", rows_of(await clinic.get("/v1/patients/p-1/episodes"))[0]["id"])
    still = await clinic.post(f"/v1/episodes/{episode}/sessions", status=409)
    assert (still["type"], still["session"]) == ("/problems/session-open", session)
    assert (await clinic.post(f"/v1/sessions/{session}/drafts/3/release", status=409))["type"] == (
        "/problems/mode-refused"
    )
    await clinic.get(f"/v1/sessions/{session}/note", 404)
    await clinic.post(f"/v1/sessions/{session}/close", status=202)
    closing = await clinic.post(f"/v1/episodes/{episode}/sessions", status=409)
    assert (closing["type"], closing["session"]) == ("/problems/close-pending", session)
    refused = (await clinic.say(session, "One more thing.", key="k-1", status=409)).json()
    assert (refused["type"], refused["session"], refused["crisis"]) == ("/problems/session-not-open", session, None)
    alarm = (await clinic.say(session, ALARMING, key="k-2", status=409)).json()
    assert "emergency" in alarm["crisis"], "words of danger after the end are answered with where help is"
    assert (await clinic.post(f"/v1/sessions/{session}/takeover", {"text": "Good."}, status=409))["type"] == (
        "/problems/session-not-open"
    )
    assert len(rows_of(await clinic.get(f"/v1/sessions/{session}/transcript"))) == 1


@pytest.mark.parametrize(
    ("words", "slug", "why"),
    [
        ("x" * 4001, "words-refused", "4001 characters; at most 4000"),
        ("哭" * 3900, "words-refused", "tokens; at most"),
        ("   \n", "words-refused", "they are empty"),
        (f"{CANARY}\x00", "control-characters", "body.text holds control characters"),
        (f"{CANARY}\x1b[2J", "control-characters", "body.text holds control characters"),
        (f"{CANARY}\x9b", "words-refused", "a control character (U+009B)"),
    ],
)
async def test_words_that_cannot_be_kept_are_refused_with_the_limit_and_nothing_is_stored(
    clinic: Clinic, words: str, slug: str, why: str
) -> None:
    session = await clinic.seated()
    refused = await clinic.say(session, words, key="k-1", status=422)
    assert (refused.json()["type"], why in refused.json()["detail"]) == (f"/problems/{slug}", True)
    assert CANARY not in refused.text
    assert len(rows_of(await clinic.get(f"/v1/sessions/{session}/transcript"))) == 1
    assert (await clinic.say(session, ENGLISH[0], key="k-1")).json()["version"] == 1


@pytest.mark.parametrize(
    ("content", "headers", "status", "slug"),
    [
        (b'{"text": "hi"}', {"Idempotency-Key": ""}, 422, "invalid"),
        (b'{"text": "hi"}', {"Idempotency-Key": "k" * 129}, 422, "invalid"),
        (b'{"text": "hi"}', {"If-Match": "soon"}, 400, "malformed"),
        (b'{"text": "hi"}', {"If-Match": "-1"}, 400, "malformed"),
        (b'{"text": "hi"}', {"If-Match": '"7"'}, 412, "stale-version"),
        (b'{"text": "hi"}', {"If-Match": "9" * 40}, 412, "stale-version"),
        (b'{"text": "' + CANARY.encode() + b'\xff"}', {}, 400, "malformed"),
        (b'{"text": "' + CANARY.encode(), {}, 400, "invalid-json"),
        (b'{"text": "\\ud800"}', {}, 400, "invalid-json"),
        (b'{"text": "hi", "' + CANARY.encode() + b'": 1}', {}, 422, "invalid"),
        (b'{"text": 7}', {}, 422, "invalid"),
        (b"{}", {}, 422, "invalid"),
        (b"[]", {}, 422, "invalid"),
        (b"", {}, 422, "invalid"),
        (b'{"text": "hi"}', {"Content-Type": "text/plain"}, 415, "unsupported-media-type"),
        (b'{"text": "' + b"x" * 1_100_000 + b'"}', {}, 413, "too-large"),
    ],
)
async def test_a_request_that_is_none_is_refused_by_its_kind(
    clinic: Clinic, content: bytes, headers: dict[str, str], status: int, slug: str
) -> None:
    session = await clinic.seated()
    answer = await clinic.client.post(
        f"/v1/sessions/{session}/turns",
        content=content,
        headers={"Content-Type": "application/json", "Idempotency-Key": "k-1", **headers},
    )
    assert (answer.status_code, answer.headers["content-type"]) == (status, "application/problem+json")
    assert answer.json()["type"] == f"/problems/{slug}"
    assert CANARY not in answer.text
    assert len(rows_of(await clinic.get(f"/v1/sessions/{session}/transcript"))) == 1


async def test_a_turn_without_its_key_is_refused_and_the_header_named(clinic: Clinic) -> None:
    session = await clinic.seated()
    answer = await clinic.client.post(f"/v1/sessions/{session}/turns", json={"text": CANARY})
    assert (answer.status_code, answer.json()["type"]) == (422, "/problems/invalid")
    assert [error["field"] for error in answer.json()["errors"]] == ["header.Idempotency-Key"]
    assert CANARY not in answer.text


async def test_numbers_beyond_every_database_are_refused(clinic: Clinic) -> None:
    session = await clinic.seated()
    huge = "9" * 30
    answers = [
        await clinic.client.get(f"/v1/sessions/{session}/turns/{huge}/why"),
        await clinic.client.get(f"/v1/sessions/{session}/drafts/{huge}"),
        await clinic.client.post(f"/v1/sessions/{session}/drafts/{huge}/release", json={}),
        await clinic.client.get(f"/v1/sessions/{session}/events", headers={"Last-Event-ID": huge}),
        await clinic.client.get(f"/v1/sessions/{session}/events?after={huge}"),
        await clinic.client.get(f"/v1/patients?limit={huge}"),
        await clinic.client.post(f"/v1/sessions/{session}/fork", json={"turn": int(huge)}),
    ]
    assert [(answer.status_code, answer.json()["type"]) for answer in answers[:-1]] == [(422, "/problems/invalid")] * 6
    assert answers[-1].status_code in {400, 404, 422}


async def test_no_words_reach_the_log(deployment: Service, capsys: pytest.CaptureFixture[str]) -> None:
    async with deployment.running() as clinic:
        session = await clinic.seated()
        await clinic.say(session, CANARY, key="k-1")
        await clinic.say(session, f"{CANARY}\x9b", key="k-2", status=422)
        await clinic.client.get("/v1/patients/p-1/recall", params={"query": CANARY})
        deployment.model.away = True
        await clinic.say(session, f"{CANARY} too", key="k-3", status=503)
        await clinic.say(session, f"{CANARY} too", key="k-3")
        await clinic.close(session)
    logged = capsys.readouterr()
    assert session in logged.out + logged.err or "request" in logged.err
    assert CANARY not in logged.out + logged.err


async def test_only_clinicians_change_anything(deployment: Service) -> None:
    async with deployment.running(auth="keys") as clinic:
        rita = await clinic.key("north", "rita", Role.RESEARCHER, Role.AUDITOR, Role.ADMIN)
        described = operations(cast("dict[str, object]", (await clinic.client.get("/openapi.json")).json()))
        answers = {
            path: (
                await clinic.client.post(
                    path.replace("{n}", "3").replace("{", "").replace("}", ""),
                    json={},
                    headers={**rita, "Idempotency-Key": "k-1"},
                )
            ).status_code
            for path, method, _ in described
            if method == "post"
        }
    assert len(answers) > 15
    assert {path: status for path, status in answers.items() if status not in {403, 422}} == {}
    assert [path for path, status in answers.items() if status == 403]
