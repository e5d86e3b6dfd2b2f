"""Every refusal is a problem detail, and none repeats what was sent."""

from functools import partial
from http import HTTPStatus

import pytest

from memory.state.errors import UnknownInstrument
from memory.store.errors import AlreadyThere, DatabaseUnreachable, NotFound, ParentMissing, StaleVersion
from service.problems import TABLE, UNEXPECTED, Unauthenticated, all_rows, row_of
from strategies.course.errors import CourseError, ModelAway, TurnPending
from strategies.speech.chat import ChatNonsense, ChatTimeout, ChatUnavailable
from tests.service.edge_app import LIMIT, Small

CANARY = "canary-7d1f they said this in tears"


async def test_a_refusal_answers_with_its_row_and_its_members() -> None:
    small = Small(lambda: StaleVersion("s-1", expected=3, found=4))
    async with small.client() as client:
        answer = await client.get("/v1/failing")
    assert answer.status_code == HTTPStatus.PRECONDITION_FAILED
    assert answer.headers["content-type"] == "application/problem+json"
    assert answer.json() == {
        "type": "/problems/stale-version",
        "title": "The session has moved on",
        "status": 412,
        "detail": "session s-1 is at version 4, not 3",
        "session": "s-1",
        "expected": 3,
        "found": 4,
    }


async def test_an_outage_answers_503_and_says_when_to_come_back() -> None:
    small = Small(lambda: ModelAway("s-1", "k-1", "connection refused", retry_after=2.2))
    async with small.client() as client:
        answer = await client.get("/v1/failing")
    assert (answer.status_code, answer.headers["retry-after"]) == (503, "3")
    assert answer.json()["type"] == "/problems/model-away"


@pytest.mark.parametrize(
    ("error", "status", "slug"),
    [
        (NotFound("patient", "p-1"), 404, "not-found"),
        (ParentMissing("turn", "t-1"), 422, "parent-missing"),
        (AlreadyThere("patient", "p-1"), 409, "already-there"),
        (TurnPending("s-1", "k-1"), 409, "turn-pending"),
        (CourseError("new and not yet in the table"), 409, "refused"),
        (ChatTimeout("whole", 60), 503, "model-unavailable"),
        (ChatNonsense("bad", CANARY), 502, "model-failed"),
        (Unauthenticated("no key"), 401, "unauthenticated"),
    ],
)
async def test_the_most_specific_row_answers(error: Exception, status: int, slug: str) -> None:
    small = Small(lambda: error)
    async with small.client() as client:
        answer = await client.get("/v1/failing")
    assert (answer.status_code, answer.json()["type"]) == (status, f"/problems/{slug}")


def _same(error: Exception) -> Exception:
    return error


async def test_texts_of_servers_and_databases_are_not_passed_on() -> None:
    for error in (ChatUnavailable(CANARY), DatabaseUnreachable(CANARY), RuntimeError(CANARY), KeyError(CANARY)):
        small = Small(partial(_same, error))
        async with small.client() as client:
            answer = await client.get("/v1/failing")
        assert CANARY not in answer.text + str(answer.headers)
        assert CANARY not in small.logged.getvalue()


async def test_a_defect_answers_500_and_is_logged_by_place() -> None:
    small = Small(lambda: RuntimeError(CANARY))
    async with small.client() as client:
        answer = await client.get("/v1/failing")
    assert answer.status_code == 500
    assert answer.json()["type"] == "/problems/unexpected"
    failed, request = small.lines()
    assert (failed["event"], failed["error"], failed["request"]) == ("request failed", "RuntimeError", "r1")
    assert str(failed["places"]).count("edge_app.py") == 1
    assert (request["event"], request["status"], request["route"]) == ("request", 500, "/v1/failing")
    assert answer.headers["x-request-id"] == "r1"


async def test_a_response_that_fails_midway_is_cut_and_logged_without_its_words() -> None:
    small = Small()
    async with small.client() as client:
        answer = await client.get("/v1/cut")
    assert answer.content in {b"", b"one"}
    assert "the patient's words" not in small.logged.getvalue()
    assert [line["event"] for line in small.lines()] == ["request failed", "request"]


async def test_fields_are_named_and_values_are_not() -> None:
    small = Small()
    body = {"text": 3, "ratings": {"mood": CANARY}, "inner": [{"a": "b"}, {"a": 1}]}
    async with small.client() as client:
        answer = await client.post("/v1/words", json=body)
    assert answer.status_code == 422
    assert answer.json()["type"] == "/problems/invalid"
    assert answer.json()["errors"] == [
        {"field": "body.text", "text": "Input should be a valid string", "code": "string_type"},
        {
            "field": "body.ratings.mood",
            "text": "Input should be a valid integer, unable to parse string as an integer",
            "code": "int_parsing",
        },
        {"field": "body.inner[1].a", "text": "Input should be a valid string", "code": "string_type"},
    ]
    assert CANARY not in answer.text


async def test_a_member_that_is_not_known_is_named() -> None:
    small = Small()
    async with small.client() as client:
        answer = await client.post("/v1/words", json={"text": "a", "txet": CANARY})
    assert answer.json()["errors"] == [
        {"field": "body.txet", "text": "This member is not known here", "code": "extra_forbidden"}
    ]
    assert CANARY not in answer.text


async def test_names_that_the_caller_chose_are_not_repeated() -> None:
    small = Small()
    async with small.client() as client:
        unknown = await client.post("/v1/words", json={"text": "a", CANARY: 1})
        key = await client.post("/v1/words", json={"text": "a", "ratings": {CANARY: "x"}})
    assert unknown.json()["errors"] == [
        {"field": "body.(name withheld)", "text": "This member is not known here", "code": "extra_forbidden"}
    ]
    assert key.json()["errors"][0]["field"] == "body.ratings.(name withheld)"
    assert CANARY not in unknown.text + key.text + small.logged.getvalue()


@pytest.mark.parametrize(
    ("body", "status", "slug"),
    [
        (b'{"text": "a", "text": "b"}', 400, "malformed"),
        (b'{"text": "a"', 400, "invalid-json"),
        (b'{"text": NaN}', 400, "invalid-json"),
        (b'{"text": "\\ud800"}', 400, "invalid-json"),
        (b'{"text": "\xff\xfe"}', 400, "malformed"),
        (b'{"text": "a\\u0000b"}', 422, "control-characters"),
        (b'{"text": "a", "ratings": {"\\u0007": 1}}', 422, "control-characters"),
        (b'{"text": ' + b"[" * 100 + b"]" * 100 + b"}", 400, "malformed"),
        (b'{"text": ' + b"[" * 2000 + b"]" * 2000 + b"}", 400, "invalid-json"),
        (b"", 422, "invalid"),
    ],
)
async def test_a_body_that_is_not_clean_json_is_refused(body: bytes, status: int, slug: str) -> None:
    small = Small()
    async with small.client() as client:
        answer = await client.post("/v1/words", content=body, headers={"content-type": "application/json"})
    assert (answer.status_code, answer.json()["type"]) == (status, f"/problems/{slug}")


async def test_line_breaks_tabs_and_both_languages_pass() -> None:
    small = Small()
    async with small.client() as client:
        answer = await client.post("/v1/words", json={"text": "a\n\tb\r 今天好一些 🙂"})
    assert (answer.status_code, answer.json()) == (200, {"length": 13})


async def test_a_body_that_is_not_declared_as_json_is_refused_in_words() -> None:
    small = Small()
    async with small.client() as client:
        answer = await client.post("/v1/words", content=b'{"text": "a"}', headers={"content-type": "text/plain"})
    assert (answer.status_code, answer.json()["type"]) == (415, "/problems/unsupported-media-type")


async def test_a_body_over_the_limit_is_a_problem_too_declared_or_streamed() -> None:
    async def pieces() -> object:
        for _ in range(LIMIT // 512 + 1):
            yield b" " * 512

    small = Small()
    async with small.client() as client:
        headers = {"content-type": "application/json"}
        declared = await client.post("/v1/words", content=b" " * (LIMIT + 1), headers=headers)
        streamed = await client.post("/v1/words", content=pieces(), headers=headers)  # type: ignore[arg-type]
    for answer in (declared, streamed):
        assert (answer.status_code, answer.json()["type"]) == (413, "/problems/too-large")
        assert answer.headers["content-type"] == "application/problem+json"
        assert answer.json()["detail"] == f"The request body is larger than this address takes: {LIMIT} bytes."


async def test_an_unknown_instrument_is_answered_with_those_that_are_there() -> None:
    small = Small(lambda: UnknownInstrument(CANARY))
    async with small.client() as client:
        answer = await client.get("/v1/failing")
    assert answer.json()["type"] == "/problems/unknown-instrument"
    assert answer.json()["detail"].endswith("there are: phq9, gad7, who5, core10, pcl5, waisr, ors, srs.")
    assert CANARY not in answer.text


async def test_unknown_addresses_and_methods_are_problems() -> None:
    small = Small()
    async with small.client() as client:
        missing = await client.get("/v1/nothing")
        method = await client.delete("/v1/words")
    assert (missing.status_code, missing.json()["type"]) == (404, "/problems/not-found")
    assert (method.status_code, method.json()["type"]) == (405, "/problems/method-not-allowed")
    assert method.headers["allow"] == "POST"


async def test_ids_and_addresses_with_other_characters_are_refused() -> None:
    small = Small()
    async with small.client() as client:
        fine = await client.get("/v1/things/p-17.a_B")
        spaced = await client.get("/v1/things/a%20b")
        control = await client.get("/v1/things/a%00b")
        query = await client.get("/v1/things/a", params={"limit": "1\x00"})
    assert [answer.status_code for answer in (fine, spaced, control, query)] == [200, 422, 400, 400]


async def test_every_response_forbids_sniffing_framing_and_keeping() -> None:
    small = Small(lambda: RuntimeError("x"))
    async with small.client() as client:
        answers = [await client.get("/v1/things/a"), await client.get("/v1/nothing"), await client.get("/v1/failing")]
    for answer in answers:
        assert answer.headers["x-content-type-options"] == "nosniff"
        assert answer.headers["x-frame-options"] == "DENY"
        assert answer.headers["cache-control"] == "no-store"


async def test_requests_are_counted_by_template_not_by_address() -> None:
    small = Small()
    async with small.client() as client:
        await client.get("/v1/things/p-secret")
        await client.get("/v1/no-such-p-secret")
        await client.request("BREW", "/v1/words")
    figures = small.metrics.render().decode()
    assert 'throughline_requests_total{method="GET",route="/v1/things/{thing}",status="200"} 1.0' in figures
    assert 'throughline_requests_total{method="GET",route="(no route)",status="404"} 1.0' in figures
    assert 'method="OTHER"' in figures
    assert "secret" not in figures + small.logged.getvalue()


def test_slugs_name_one_meaning_each() -> None:
    meanings: dict[str, set[int]] = {}
    for row in all_rows():
        meanings.setdefault(row.slug, set()).add(row.status.value)
    assert {slug: statuses for slug, statuses in meanings.items() if len(statuses) > 1} == {}


def test_no_class_stands_twice_in_the_table_and_defects_stand_in_no_row() -> None:
    assert len({row.error for row in TABLE}) == len(TABLE)
    assert row_of(ZeroDivisionError()) == UNEXPECTED
