"""A whole course over HTTP: from the first consent to the plan that follows from a session."""

from typing import cast

import pytest

from tests.service.clinic import ALARMING, ENGLISH, Clinic, Json, Service, job_done, object_of, rows_of, text_of


async def test_a_course_goes_from_admission_to_the_next_session(both: Service) -> None:
    async with both.running() as clinic:
        session = await clinic.seated()
        await clinic.hold(session)
        job = await clinic.close(session)
        done = cast("Json", await clinic.get(f"/v1/jobs/{job}"))
        assert (done["state"], done["kind"], done["attempts"], done["failure"]) == ("done", "close_session", 1, None)

        transcript = rows_of(await clinic.get(f"/v1/sessions/{session}/transcript"))
        assert [turn["n"] for turn in transcript] == list(range(1, 12))
        assert [turn["text"] for turn in transcript if turn["author"] == "client"] == list(ENGLISH)
        assert [turn["author"] for turn in transcript if turn["n"] != 1][:4] == [
            "client",
            "model",
            "client",
            "template",
        ]

        note = cast("Json", await clinic.get(f"/v1/sessions/{session}/note"))
        assert all(sentence["turns"] for sentence in rows_of(note["sentences"]) if sentence["section"] == "subjective")

        facts = rows_of(await clinic.get("/v1/patients/p-1/facts"))
        lives = next(fact for fact in facts if fact["predicate"] == "lives_with")
        source = object_of(lives, "source")
        assert ENGLISH[3][cast("int", source["start"]) : cast("int", source["end"])] == source["quote"]
        assert (source["session"], source["turn"]) == (session, 8)

        episode = text_of(rows_of(await clinic.get("/v1/patients/p-1/episodes"))[0], "id")
        plans = rows_of(await clinic.get(f"/v1/episodes/{episode}/plans"))
        assert [(plan["n"], plan["after_session"]) for plan in plans] == [(1, None), (2, session)]

        both.clock.advance(days=7)
        second = await clinic.open(episode)
        sessions = rows_of(await clinic.get("/v1/patients/p-1/sessions"))
        assert [(each["n"], each["state"], each["plan"]) for each in sessions] == [
            (1, "closed", plans[0]["id"]),
            (2, "open", plans[1]["id"]),
        ]
        assert "sister Bea" in text_of(next(each for each in sessions if each["id"] == second), "brief")
        found = cast("Json", await clinic.get("/v1/patients/p-1/recall?query=sister+box+room"))
        assert (rows_of(found["items"])[0]["text"], found["abstain"]) == (ENGLISH[3], False)


async def test_the_worker_of_the_service_closes_what_was_asked(deployment: Service) -> None:
    async with deployment.running(worker=True) as clinic:
        session = await clinic.seated()
        await clinic.hold(session, ENGLISH[:2])
        job = text_of(await clinic.post(f"/v1/sessions/{session}/close", status=202), "id")
        assert (await job_done(clinic, job))["state"] == "done"
        assert text_of(object_of(await clinic.get(f"/v1/sessions/{session}"), "session"), "state") == "closed"
        again = await clinic.post(f"/v1/sessions/{session}/close", status=202)
        assert again["id"] == job
        figures = (await clinic.client.get("/metrics")).text
    assert "throughline_open_jobs 0.0" in figures


async def test_open_jobs_are_counted_while_they_wait(clinic: Clinic) -> None:
    session = await clinic.seated()
    await clinic.post(f"/v1/sessions/{session}/close", status=202)
    async with clinic.parts.store.read_catalogue() as catalogue:
        assert await catalogue.jobs.open_count() == 1


async def test_why_names_every_edge_and_what_was_read(clinic: Clinic) -> None:
    session = await clinic.seated()
    await clinic.say(session, ENGLISH[0], key="k-1")
    why = cast("Json", await clinic.get(f"/v1/sessions/{session}/turns/2/why"))
    (decision,) = rows_of(why["decisions"])
    assert (decision["node"], decision["to"], decision["taken"]) == (
        "check_in",
        "homework_review",
        "check_in>homework_review",
    )
    assert [each["verdict"] for each in rows_of(decision["candidates"])].count("taken") == 1
    mood = next(claim for claim in rows_of(why["claims"]) if claim["slot"] == "mood")
    assert (mood["value"], mood["quote"], mood["origin"]) == (3, "3", "rule")
    (call,) = rows_of(why["calls"])
    messages = rows_of(call["messages"])
    assert text_of(messages[-1], "content").endswith(ENGLISH[0])
    view = cast("Json", await clinic.get(f"/v1/sessions/{session}"))
    assert [frame["node"] for frame in rows_of(object_of(view, "stack")["frames"])] == ["homework_review"]


async def test_consents_are_given_listed_and_withdrawn(clinic: Clinic) -> None:
    await clinic.admit("p-1", consents=["session_record"])
    episode = await clinic.begin()
    refused = await clinic.post(f"/v1/episodes/{episode}/sessions", status=403)
    assert refused["type"] == "/problems/consent-missing"
    given = await clinic.post("/v1/patients/p-1/consents", {"scope": "model_processing"})
    assert await clinic.open(episode)
    gone = await clinic.post(f"/v1/patients/p-1/consents/{given['id']}/withdraw", status=200)
    again = await clinic.post(f"/v1/patients/p-1/consents/{given['id']}/withdraw", status=200)
    assert gone == again
    assert (gone["scope"], gone["withdrawn_by"]) == ("model_processing", "local")
    kept = rows_of(await clinic.get("/v1/patients/p-1/consents"))
    assert [(each["scope"], each["withdrawn_at"] is None) for each in kept] == [
        ("session_record", True),
        ("model_processing", False),
    ]


async def test_patients_come_in_pages(clinic: Clinic) -> None:
    for n in range(5):
        await clinic.admit(f"p-{n}")
    first = cast("Json", await clinic.get("/v1/patients?limit=3"))
    rest = cast("Json", await clinic.get(f"/v1/patients?limit=3&after={first['after']}"))
    assert [each["id"] for each in rows_of(first["items"])] == ["p-0", "p-1", "p-2"]
    assert ([each["id"] for each in rows_of(rest["items"])], rest["after"]) == (["p-3", "p-4"], None)
    taken = await clinic.post("/v1/patients", {"id": "p-0", "locale": "zh"}, status=409)
    assert (taken["type"], taken["kind"], taken["id"]) == ("/problems/already-there", "patient", "p-0")
    chinese = await clinic.post("/v1/patients", {"locale": "zh-Hans"})
    assert chinese["locale"] == "zh-CN"


async def test_a_measure_is_scored_and_moves_the_target_at_the_close(both: Service) -> None:
    async with both.running() as clinic:
        await clinic.admit()
        target = {"id": "t-mood", "label": "mood", "direction": "down", "measure": "phq9", "mcid": 5}
        await clinic.post("/v1/patients/p-1/targets", {**target, "baseline": 16, "goal": 6, "agreed": True})
        episode = await clinic.begin()
        session = await clinic.open(episode)
        both.clock.advance(minutes=1)
        body = {"patient": "p-1", "instrument": "phq9", "items": [1, 1, 1, 1, 1, 1, 1, 0, 0], "session": session}
        measure = await clinic.post("/v1/measures", body)
        assert (measure["total"], measure["taken_on"], measure["actor"]) == (7.0, "2026-03-02", "local")
        await clinic.hold(session, ENGLISH[:1])
        await clinic.close(session)
        (found,) = rows_of(await clinic.get("/v1/patients/p-1/targets"))
        assert (object_of(found, "target")["current"], object_of(found, "target")["status"]) == (7.0, "improving")
        assert [each["value"] for each in rows_of(found["evidence"])] == [7.0]
        assert [each["total"] for each in rows_of(await clinic.get("/v1/patients/p-1/measures"))] == [7.0]


async def test_item_nine_raises_the_latch_and_the_screen_is_asked_next(clinic: Clinic) -> None:
    session = await clinic.seated()
    body = {"patient": "p-1", "instrument": "phq9", "items": [2, 2, 2, 2, 1, 2, 2, 1, 1]}
    await clinic.post("/v1/measures", body)
    risk = cast("Json", await clinic.get("/v1/patients/p-1/risk"))
    (event,) = rows_of(risk["events"])
    assert (risk["level"], event["state"], event["layers"], event["tier"]) == (1, "open", ["instrument"], 1)
    answer = (await clinic.say(session, "A 4, about the same as before.", key="k-1")).json()
    assert (answer["protocol"], answer["reply"]["author"]) == ("safety_screen", "template")


async def test_item_nine_before_any_session_raises_the_latch_alone(clinic: Clinic) -> None:
    await clinic.admit()
    await clinic.post("/v1/measures", {"patient": "p-1", "instrument": "phq9", "items": [0] * 8 + [2]})
    risk = cast("Json", await clinic.get("/v1/patients/p-1/risk"))
    assert (risk["level"], risk["events"], len(rows_of(risk["changes"]))) == (1, [], 1)


@pytest.mark.parametrize(
    ("body", "slug"),
    [
        ({"instrument": "phq8", "items": [0]}, "unknown-instrument"),
        ({"instrument": "phq9", "items": [0] * 8}, "not-scorable"),
        ({"instrument": "phq9", "items": [0] * 8 + [9]}, "not-scorable"),
        ({"instrument": "phq9", "total": 99}, "not-scorable"),
        ({"instrument": "phq9", "items": [1] * 9, "total": 8}, "not-scorable"),
        ({"instrument": "phq9"}, "not-scorable"),
        ({"instrument": "my life", "total": 1}, "invalid"),
    ],
)
async def test_a_response_that_cannot_be_scored_is_refused(clinic: Clinic, body: Json, slug: str) -> None:
    await clinic.admit()
    refused = await clinic.post("/v1/measures", {"patient": "p-1", **body}, status=422)
    assert refused["type"] == f"/problems/{slug}"
    assert await clinic.get("/v1/patients/p-1/measures") == []


async def test_facts_are_corrected_and_retracted_and_stay_readable(deployment: Service, clinic: Clinic) -> None:
    session = await clinic.seated()
    await clinic.hold(session)
    await clinic.close(session)
    before = deployment.clock().isoformat().replace("+00:00", "Z")
    (fact,) = (f for f in rows_of(await clinic.get("/v1/patients/p-1/facts")) if f["predicate"] == "lives_with")
    deployment.clock.advance(hours=1)
    path = f"/v1/patients/p-1/facts/{fact['id']}"
    corrected = await clinic.post(f"{path}/correct", {"object": "her cousin Bea", "reason": "misheard"})
    assert (corrected["object"], corrected["supersedes"], corrected["authority"]) == (
        "her cousin Bea",
        fact["id"],
        "clinician_edited",
    )
    late = await clinic.post(f"{path}/retract", {"reason": "twice"}, status=409)
    assert (late["type"], late["fact"]) == ("/problems/fact-not-current", fact["id"])
    deployment.clock.advance(hours=1)
    gone = await clinic.post(f"/v1/patients/p-1/facts/{corrected['id']}/retract", {"reason": "no longer"}, status=200)
    assert (gone["status"], gone["actor"], gone["reason"]) == ("retracted", "local", "no longer")
    then = rows_of(await clinic.get(f"/v1/patients/p-1/facts?as_of={before}"))
    assert [each["object"] for each in then if each["predicate"] == "lives_with"] == ["sister Bea"]
    now = rows_of(await clinic.get("/v1/patients/p-1/facts"))
    assert {each["status"] for each in now if each["predicate"] == "lives_with"} == {"retracted"}
    for moment in ("2026-03-02T09:00:00", "0001-01-01T00:00:00%2B14:00", "soon"):
        assert cast("Json", await clinic.get(f"/v1/patients/p-1/facts?as_of={moment}", 422))["type"] == (
            "/problems/invalid"
        )


async def test_targets_move_only_as_a_clinician_may_move_them(clinic: Clinic) -> None:
    await clinic.admit()
    target = await clinic.post("/v1/patients/p-1/targets", {"label": "rest", "direction": "up"})
    assert (target["status"], target["agreed_by"]) == ("proposed", None)
    path = f"/v1/patients/p-1/targets/{target['id']}/status"
    agreed = await clinic.post(path, {"status": "agreed"}, status=200)
    assert (agreed["status"], agreed["agreed_by"]) == ("agreed", "local")
    refused = await clinic.post(path, {"status": "improving"}, status=409)
    assert refused["type"] == "/problems/target-move-refused"
    refused = await clinic.post(path, {"status": "achieved", "reason": " "}, status=409)
    assert "say in `reason` what it rests on" in str(refused["detail"])
    done = {"status": "achieved", "reason": "She sleeps through, by her diary of four weeks."}
    assert (await clinic.post(path, done, status=200))["status"] == "achieved"
    assert (await clinic.post(path, {"status": "agreed"}, status=409))["target"] == target["id"]


async def test_homework_is_kept_and_its_outcome_recorded(clinic: Clinic) -> None:
    session = await clinic.seated()
    await clinic.hold(
        session,
        (
            *ENGLISH,
            "On Sunday Bea sighed and left the kitchen.",
            "I thought that I am a burden to her.",
            "She did sigh, and she told me that the girls need the room.",
            "That she sighed, that is true.",
            "She saved me a plate on Friday when my bus was late.",
            "And she asked after my knee.",
            "That the house is small, which is not the same as me being too much.",
            "Five people and one bathroom.",
            "Anybody would sigh.",
            "I could walk to the slipway after supper, ten minutes, on Tuesday.",
        ),
    )
    await clinic.close(session)
    (task,) = rows_of(await clinic.get("/v1/patients/p-1/homework"))
    assert "slipway" in text_of(task, "text")
    assert task["outcome"] is None
    path = f"/v1/patients/p-1/homework/{task['id']}/outcome"
    assert (await clinic.post(path, {"outcome": "partial"}, status=200))["outcome"] == "partial"
    assert rows_of(await clinic.get("/v1/patients/p-1/homework"))[0]["outcome"] == "partial"


async def test_an_alarm_is_acknowledged_and_the_latch_lowered_by_name_and_reason(both: Service) -> None:
    async with both.running() as clinic:
        session = await clinic.seated()
        exchange = (await clinic.say(session, ALARMING, key="k-1")).json()
        assert (exchange["risk_tier"], exchange["reply"]["origin"], exchange["calls"]) == (3, "crisis", 0)
        risk = cast("Json", await clinic.get("/v1/patients/p-1/risk"))
        (event,) = rows_of(risk["events"])
        assert risk["level"] == exchange["risk_level"] == event["level"]
        seen = await clinic.post(f"/v1/patients/p-1/risk/events/{event['id']}/acknowledge", status=200)
        assert (seen["acknowledged_by"], seen["state"]) == ("local", "open")
        lowered = await clinic.post("/v1/patients/p-1/risk/lower", {"level": 1, "reason": "seen today"}, status=200)
        assert (lowered["before"], lowered["after"], lowered["actor"]) == (risk["level"], 1, "local")
        for body, status, slug in (
            ({"level": 1, "reason": "again"}, 409, "not-lower"),
            ({"level": 0, "reason": "  "}, 422, "unsigned-lowering"),
            ({"level": 7, "reason": "up"}, 422, "invalid"),
        ):
            assert (await clinic.post("/v1/patients/p-1/risk/lower", body, status))["type"] == f"/problems/{slug}"
        assert cast("Json", await clinic.get("/v1/patients/p-1/risk"))["level"] == 1
        figures = (await clinic.client.get("/metrics")).text
    assert 'throughline_alarms_total{tier="3"} 1.0' in figures


async def test_a_session_in_the_past_is_only_a_simulated_patient_s(clinic: Clinic) -> None:
    await clinic.admit("p-sim")
    episode = await clinic.begin("p-sim")
    opened = await clinic.post(f"/v1/episodes/{episode}/sessions", {"mode": "simulated", "held_on": "2025-11-03"})
    assert text_of(object_of(opened, "session"), "opened_at").startswith("2025-11-03")
    await clinic.admit("p-real", simulated=False)
    episode = await clinic.begin("p-real")
    refused = await clinic.post(f"/v1/episodes/{episode}/sessions", {"held_on": "2025-11-03"}, status=409)
    assert refused["type"] == "/problems/not-simulated"


async def test_a_fork_begins_as_the_session_was_and_leaves_it_alone(clinic: Clinic) -> None:
    session = await clinic.seated()
    await clinic.hold(session)
    await clinic.close(session)
    before = await clinic.get(f"/v1/sessions/{session}/transcript")
    forked = await clinic.post(f"/v1/sessions/{session}/fork", {"turn": 5, "node": "agenda"})
    new = text_of(object_of(forked, "session"), "id")
    turns = rows_of(await clinic.get(f"/v1/sessions/{new}/transcript"))
    assert [(turn["n"], turn["text"]) for turn in turns] == [
        (turn["n"], turn["text"]) for turn in rows_of(before) if cast("int", turn["n"]) <= 5
    ]
    frames = rows_of(object_of(await clinic.get(f"/v1/sessions/{new}"), "stack")["frames"])
    assert frames[-1]["node"] == "agenda"
    exchange = (await clinic.say(new, "The feeling that I am in the way.", key="k-1")).json()
    assert (exchange["client_turn"], exchange["node"]) == (6, "situation")
    assert await clinic.get(f"/v1/sessions/{session}/transcript") == before


@pytest.mark.parametrize("body", [{"turn": 2}, {"turn": 40}, {"turn": 3, "node": "nowhere"}])
async def test_a_fork_at_no_place_of_the_session_is_refused(clinic: Clinic, body: Json) -> None:
    session = await clinic.seated()
    await clinic.hold(session, ENGLISH[:2])
    await clinic.close(session)
    await clinic.post(f"/v1/sessions/{session}/fork", body, status=404)
    assert len(rows_of(await clinic.get("/v1/patients/p-1/sessions"))) == 1
