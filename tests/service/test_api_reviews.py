"""Reviews and exports over HTTP: what a person signed leaves, and nothing else does."""

import hashlib
from dataclasses import replace
from typing import cast

import orjson
import pytest

from memory.record.identity import Role
from tests.service.clinic import ALARMING, ENGLISH, Clinic, Json, Service, rows_of, text_of


async def _closed(clinic: Clinic, patient: str = "p-1") -> str:
    session = await clinic.seated(patient)
    await clinic.hold(session)
    await clinic.close(session)
    return session


async def _export(clinic: Clinic, **options: object) -> Json:
    return await clinic.post("/v1/exports", {"patient": "p-1", **options})


async def test_a_review_leaves_the_queue_when_it_is_signed(both: Service) -> None:
    async with both.running() as clinic:
        session = await _closed(clinic)
        assert [each["id"] for each in rows_of(await clinic.get("/v1/reviews/queue"))] == [session]
        edit = {"turn": 3, "verdict": "edit", "correction": "That sounds hard. What was it like?", "reason": "shorter"}
        body = {"verdicts": [edit], "rubric": {"safety": 1, "alliance": 0.5}, "comment": "good pace"}
        review = await clinic.post(f"/v1/sessions/{session}/reviews", body)
        assert (review["reviewer"], review["reviewer_kind"], review["reward"]) == ("local", "human", 0.75)
        assert [each["verdict"] for each in rows_of(review["verdicts"])] == ["accept", "edit", *["accept"] * 4]
        assert len(text_of(review, "signature")) == 64
        assert await clinic.get("/v1/reviews/queue") == []
        assert await clinic.get(f"/v1/sessions/{session}/reviews") == [review]


@pytest.mark.parametrize(
    ("body", "slug"),
    [
        ({"verdicts": [{"turn": 2, "verdict": "accept"}]}, "review-refused"),
        ({"verdicts": [{"turn": 3, "verdict": "accept"}] * 2}, "review-refused"),
        ({"verdicts": [{"turn": 3, "verdict": "edit"}]}, "review-refused"),
        ({"verdicts": [{"turn": 3, "verdict": "edit", "correction": "听起来很难。"}]}, "review-refused"),
        ({"verdicts": [{"turn": 3, "verdict": "accept", "correction": "no"}]}, "review-refused"),
        ({"rubric": {"she cried all night": 1}}, "unknown-dimension"),
        ({"rubric": {"safety": 2}}, "review-refused"),
        ({"rubric": {"safety": 0}, "reward": 1}, "review-refused"),
        ({"reward": 2}, "invalid"),
        ({"verdicts": [{"turn": 3, "verdict": "maybe"}]}, "invalid"),
    ],
)
async def test_a_submission_that_cannot_be_signed_is_refused_and_not_kept(
    clinic: Clinic, body: Json, slug: str
) -> None:
    session = await clinic.seated()
    await clinic.hold(session, ENGLISH[:2])
    await clinic.close(session)
    refused = await clinic.post(f"/v1/sessions/{session}/reviews", body, status=422)
    assert refused["type"] == f"/problems/{slug}"
    assert "cried" not in str(refused)
    assert await clinic.get(f"/v1/sessions/{session}/reviews") == []


async def test_an_open_session_is_not_reviewed(clinic: Clinic) -> None:
    session = await clinic.seated()
    refused = await clinic.post(f"/v1/sessions/{session}/reviews", {}, status=409)
    assert (refused["type"], refused["session"]) == ("/problems/session-not-ended", session)


async def test_a_signed_session_leaves_with_its_manifest_and_lineage(both: Service) -> None:
    async with both.running() as clinic:
        session = await _closed(clinic)
        review = await clinic.post(f"/v1/sessions/{session}/reviews")
        report = await _export(clinic)
        assert (report["sessions_seen"], report["sessions_exported"], report["refused"]) == (1, 1, {})
        told = cast("Json", report["conversations"])
        file = await clinic.client.get(f"/v1/exports/{told['name']}")
        assert file.headers["content-type"] == "application/x-ndjson"
        assert hashlib.sha256(file.content).hexdigest() == told["sha256"]
        lines = [cast("Json", orjson.loads(line)) for line in file.content.splitlines()]
        turns = rows_of(await clinic.get(f"/v1/sessions/{session}/transcript"))
        assert len(lines) == told["lines"] == [turn["author"] for turn in turns].count("model") == 4
        assert all(rows_of(line["conversations"])[-1]["from"] == "gpt" for line in lines)
        name = text_of(report, "manifest")
        manifest = cast("Json", await clinic.get(f"/v1/exports/{name}"))
        assert cast("Json", manifest["files"])["conversations"] == {
            name: told[name] for name in ("name", "sha256", "bytes", "lines")
        }
        rows = await clinic.client.get(f"/v1/exports/{cast('Json', report['rows'])['name']}")
        assert {orjson.loads(row)["review"] for row in rows.content.splitlines()} == {review["id"]}


async def test_what_is_not_signed_by_a_person_with_consent_stays(deployment: Service, clinic: Clinic) -> None:
    session = await _closed(clinic)
    assert (await _export(clinic))["sessions_seen"] == 0
    await clinic.post(f"/v1/sessions/{session}/reviews", {"synthetic": True})
    assert (await _export(clinic))["refused"] == {session: "synthetic"}
    assert (await _export(clinic, allow_synthetic=True))["sessions_exported"] == 1
    deployment.clock.advance(minutes=1)
    await clinic.post(f"/v1/sessions/{session}/reviews", {"reward": 0.4})
    assert (await _export(clinic))["refused"] == {session: "below_reward"}
    assert (await _export(clinic, min_reward=0.4))["sessions_exported"] == 1
    deployment.clock.advance(minutes=1)
    consents = rows_of(await clinic.get("/v1/patients/p-1/consents"))
    training = next(each for each in consents if each["scope"] == "training_export")
    await clinic.post(f"/v1/patients/p-1/consents/{training['id']}/withdraw", status=200)
    assert (await _export(clinic, min_reward=0))["refused"] == {session: "no_consent"}


async def test_what_changed_since_the_signature_stays(clinic: Clinic) -> None:
    session = await _closed(clinic)
    await clinic.post(f"/v1/sessions/{session}/reviews")
    scope = await clinic.parts.locate("session", session, clinic.parts.local_actor)
    async with clinic.parts.store.write(scope) as work:
        kept = await work.sessions.get(session)
        await work.sessions.replace(replace(kept, brief=kept.brief + " More."))
    assert (await _export(clinic))["refused"] == {session: "content_changed"}


async def test_another_key_vouches_for_nothing(deployment: Service) -> None:
    async with deployment.running() as clinic:
        session = await _closed(clinic)
        await clinic.post(f"/v1/sessions/{session}/reviews")
    other = deployment.settings.data_dir / "other.key"
    async with deployment.running(signing_key_file=other) as clinic:
        assert (await _export(clinic))["refused"] == {session: "signature_wrong"}


async def test_an_export_is_fetched_by_its_own_tenant_and_its_own_name(clinic: Clinic) -> None:
    session = await _closed(clinic)
    await clinic.post(f"/v1/sessions/{session}/reviews")
    name = text_of((await _export(clinic))["conversations"], "name")
    for wrong in ("nothing.jsonl", "..", "%2e%2e", f"..%2flocal%2f{name}", f"{name}x"):
        assert (await clinic.client.get(f"/v1/exports/{wrong}")).status_code in {404, 405, 422}


async def test_a_crisis_line_is_not_trained_on(clinic: Clinic) -> None:
    session = await clinic.seated()
    await clinic.say(session, ALARMING, key="k-1")
    await clinic.close(session)
    await clinic.post(f"/v1/sessions/{session}/reviews")
    assert (await _export(clinic))["refused"] == {session: "nothing_trained"}


async def test_reviewing_and_exporting_need_their_roles(deployment: Service) -> None:
    async with deployment.running(auth="keys") as clinic:
        ann = await clinic.key("north", "ann", Role.CLINICIAN)
        rita = await clinic.key("north", "rita", Role.RESEARCHER)
        eve = await clinic.key("north", "eve", Role.EXPORTER)
        clinic.client.headers.update(ann)
        session = await _closed(clinic)
        answers = {
            (name, path): (await clinic.client.post(path, json={}, headers=headers)).status_code
            for name, headers in (("rita", rita), ("eve", eve), ("ann", ann))
            for path in (f"/v1/sessions/{session}/reviews", "/v1/exports")
        }
        queue = await clinic.client.get("/v1/reviews/queue", headers=rita)
        signed = rows_of(await clinic.get(f"/v1/sessions/{session}/reviews"))
    assert answers == {
        ("rita", f"/v1/sessions/{session}/reviews"): 403,
        ("rita", "/v1/exports"): 403,
        ("eve", f"/v1/sessions/{session}/reviews"): 403,
        ("eve", "/v1/exports"): 201,
        ("ann", f"/v1/sessions/{session}/reviews"): 201,
        ("ann", "/v1/exports"): 403,
    }
    assert (queue.status_code, [each["reviewer"] for each in signed]) == (403, ["ann"])
