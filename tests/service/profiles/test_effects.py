"""What each profile does to a course, beside what the same course does under none."""

from dataclasses import replace
from typing import cast

import pytest

from memory.record.identity import Scope
from service.settings import Settings
from strategies.course.jurisdiction import DISCLOSURE, HOLDING
from tests.service.clinic import ALARMING, ENGLISH, Clinic, Json, Service, object_of, rows_of, text_of
from tests.service.profiles.walk import NOWHERE

COPILOT = {"mode": "copilot"}
HELD = HOLDING[next(iter(HOLDING))]
DISCLOSED = next(iter(DISCLOSURE.values()))
STRAIN = "You keep asking me the same thing and you are not listening."


async def _real(clinic: Clinic, profile: str, patient: str = "p-1", **more: object) -> str:
    """A real patient under a profile; the episode's id."""
    await clinic.admit(patient, simulated=False, profile=profile, **more)
    return await clinic.begin(patient)


async def _refused(clinic: Clinic, episode: str, mode: str = "copilot") -> Json:
    return await clinic.post(f"/v1/episodes/{episode}/sessions", {"mode": mode}, status=403)


async def _transcript(clinic: Clinic, session: str) -> list[Json]:
    return rows_of(await clinic.get(f"/v1/sessions/{session}/transcript"))


# ---- whose profile --------------------------------------------------------------------------------------------------


async def test_an_unknown_profile_is_refused_with_the_known_ones_and_keeps_nobody(clinic: Clinic) -> None:
    body = {"id": "p-9", "locale": "en", "profile": "atlantis"}
    refused = await clinic.post("/v1/patients", body, status=422)
    assert refused["type"] == "/problems/unknown-profile"
    assert refused["known"] == ["california", "china", "england", "illinois", "none"]
    await clinic.get("/v1/patients/p-9", status=404)
    made = await clinic.post("/v1/patients", {**body, "profile": "england"})
    assert made["profile"] == "england"


async def test_a_new_patient_takes_the_deployments_profile_and_cannot_leave_it(deployment: Service) -> None:
    async with deployment.running(profile_default="illinois") as clinic:
        await clinic.admit("p-1", simulated=False)
        assert cast("Json", await clinic.get("/v1/patients/p-1"))["profile"] == "illinois"
        episode = await _real(clinic, "none", "p-2")
        assert (await _refused(clinic, episode, "clinician_test"))["profile"] == "illinois"


async def test_a_row_with_an_unknown_profile_is_under_all_of_them_together(clinic: Clinic) -> None:
    episode = await _real(clinic, "none")
    async with clinic.parts.store.write(Scope(tenant="local", patient="p-1")) as work:
        await work.patient.replace(replace(await work.patient.get(), profile="atlantis"))
    assert (await _refused(clinic, episode, "clinician_test"))["feature"] == "therapeutic_reply"
    assert (await clinic.post("/v1/exports", {"patient": "p-1"}, status=403))["feature"] == "training_export"


async def test_a_simulated_patient_is_free_everywhere_but_in_copilot(deployment: Service) -> None:
    async with deployment.running(escalation_url=NOWHERE) as clinic:
        await clinic.trust_channels()
        await clinic.admit("p-1", profile="illinois")
        episode = await clinic.begin()
        assert (await _refused(clinic, episode))["feature"] == "unreviewed_plan"
        session = await clinic.open(episode)
        await clinic.hold(session)
        assert any(turn["author"] == "model" for turn in await _transcript(clinic, session))


async def test_only_the_modes_of_the_deployment_open(deployment: Service) -> None:
    async with deployment.running(allowed_modes=("simulated",)) as clinic:
        await clinic.admit()
        episode = await clinic.begin()
        refused = await clinic.post(f"/v1/episodes/{episode}/sessions", {"mode": "clinician_test"}, status=409)
        assert refused["type"] == "/problems/mode-refused"
        assert "allowed_modes" in text_of(refused, "detail")
        session = await clinic.open(episode, "simulated")
        await clinic.post(f"/v1/sessions/{session}/fork", {"turn": 1}, status=409)


# ---- Illinois -------------------------------------------------------------------------------------------------------


async def test_a_refusal_is_whole_and_speaks_both_languages(clinic: Clinic) -> None:
    refused = await _refused(clinic, await _real(clinic, "illinois"), "clinician_test")
    assert (refused["type"], refused["status"]) == ("/problems/profile-forbids", 403)
    assert (refused["feature"], refused["profile"]) == ("therapeutic_reply", "illinois")
    assert refused["dated"] == "2026-11-23"
    assert "104-0054" in text_of(refused, "source")
    assert set(object_of(refused, "reason")) == set(object_of(refused, "remedy")) == {"en", "zh-CN"}
    assert await clinic.get("/v1/patients/p-1/sessions") == []


async def test_in_illinois_a_plan_is_in_force_once_a_clinician_accepted_it_and_the_last_one_stays(
    deployment: Service,
) -> None:
    async with deployment.running(escalation_url=NOWHERE) as clinic:
        await clinic.trust_channels()
        episode = await _real(clinic, "illinois")
        (first,) = rows_of(await clinic.get(f"/v1/episodes/{episode}/plans"))
        refused = await _refused(clinic, episode)
        assert (refused["feature"], str(first["id"]) in text_of(refused, "detail")) == ("unreviewed_plan", True)
        accepting = f"/v1/episodes/{episode}/plans/{first['id']}/accept"
        gate = await clinic.post(accepting, {"reason": "read with the patient"})
        assert (gate["actor"], gate["edge"]) == ("local", first["id"])
        assert (await clinic.post(accepting, {"reason": "again"}, status=409))["type"] == "/problems/gate-open"
        session = await clinic.open(episode, "copilot")
        exchange = (await clinic.say(session, ENGLISH[0], key="k-1")).json()
        assert exchange["reply"]["waiting"] is True
        assert len(await _transcript(clinic, session)) == 2
        await clinic.post(f"/v1/sessions/{session}/drafts/3/release")
        await clinic.close(session)
        plans = rows_of(await clinic.get(f"/v1/episodes/{episode}/plans"))
        assert len(plans) == 2
        second = await clinic.open(episode, "copilot")
        view = cast("Json", await clinic.get(f"/v1/sessions/{second}"))
        assert object_of(view, "plan")["id"] == first["id"]
        await clinic.close(second)
        newest = rows_of(await clinic.get(f"/v1/episodes/{episode}/plans"))[-1]
        await clinic.post(f"/v1/episodes/{episode}/plans/{newest['id']}/accept", {"reason": "read"})
        third = await clinic.open(episode, "copilot")
        assert object_of(await clinic.get(f"/v1/sessions/{third}"), "plan")["id"] == newest["id"]
        await clinic.close(third)
        for each in rows_of(await clinic.get(f"/v1/episodes/{episode}/plans/accepted")):
            await clinic.post(f"/v1/episodes/{episode}/gates/{each['id']}/withdraw", {"reason": "no"}, status=200)
        assert (await _refused(clinic, episode))["feature"] == "unreviewed_plan"


async def test_without_a_profile_no_plan_waits_for_anybody(deployment: Service) -> None:
    async with deployment.running(escalation_url=NOWHERE) as clinic:
        await clinic.trust_channels()
        episode = await _real(clinic, "none")
        await clinic.open(episode, "copilot")
        other = await _real(clinic, "none", "p-2")
        (plan,) = rows_of(await clinic.get(f"/v1/episodes/{other}/plans"))
        await clinic.post(f"/v1/episodes/{episode}/plans/{plan['id']}/accept", {"reason": "x"}, status=404)


async def test_where_a_model_may_not_speak_danger_is_still_answered_and_asked_about(deployment: Service) -> None:
    async with deployment.running() as clinic:
        episode = await _real(clinic, "none")
        session = await clinic.open(episode)
        await clinic.hold(session, ENGLISH[:2])
    said = deployment.model.said
    async with deployment.running(profile_default="illinois") as clinic:
        before = await _transcript(clinic, session)
        at_safety = (await clinic.say(session, ENGLISH[2], key="safe")).json()["reply"]
        assert at_safety["author"] == "template"
        after = await _transcript(clinic, session)
        refused = (await clinic.say(session, "I would like to talk about work.", key="on", status=403)).json()
        assert (refused["feature"], refused["profile"]) == ("therapeutic_reply", "illinois")
        assert (len(after) - len(before), await _transcript(clinic, session)) == (2, after)
        alarmed = (await clinic.say(session, ALARMING, key="alarm")).json()
        assert (alarmed["risk_tier"], alarmed["reply"]["origin"]) == (3, "crisis")
    assert deployment.model.said == said


@pytest.mark.parametrize(("profile", "heard"), [("none", True), ("illinois", False)])
async def test_in_illinois_no_strain_is_read_from_the_words_at_the_close(
    deployment: Service, profile: str, heard: bool
) -> None:
    async with deployment.running(escalation_url=NOWHERE) as clinic:
        await clinic.trust_channels()
        episode = await _real(clinic, profile)
        (plan,) = rows_of(await clinic.get(f"/v1/episodes/{episode}/plans"))
        await clinic.post(f"/v1/episodes/{episode}/plans/{plan['id']}/accept", {"reason": "read"})
        session = await clinic.open(episode, "copilot")
        for n, words in enumerate((ENGLISH[0], STRAIN)):
            draft = (await clinic.say(session, words, key=f"k-{n}")).json()["reply"]["n"]
            await clinic.post(f"/v1/sessions/{session}/drafts/{draft}/release")
        await clinic.close(session)
        newest = rows_of(await clinic.get(f"/v1/episodes/{episode}/plans"))[-1]
    quotes = [source["quote"] for reason in rows_of(newest["reasons"]) for source in rows_of(reason["sources"])]
    assert any("same thing" in str(quote) for quote in quotes) is heard


# ---- England --------------------------------------------------------------------------------------------------------


async def test_in_england_the_fifth_session_waits_for_a_persons_review(deployment: Service) -> None:
    async with deployment.running() as clinic:
        episode = await _real(clinic, "england")
        sessions: list[str] = []
        for _ in range(4):
            sessions.append(await clinic.open(episode))
            await clinic.close(sessions[-1])
        refused = await _refused(clinic, episode, "clinician_test")
        assert (refused["feature"], sessions[-1] in text_of(refused, "detail")) == ("session_without_review", True)
        reviews = f"/v1/sessions/{sessions[-1]}/reviews"
        await clinic.post(reviews, {"synthetic": True})
        assert (await _refused(clinic, episode, "clinician_test"))["feature"] == "session_without_review"
        await clinic.post(reviews, {})
        assert await clinic.open(episode)


async def test_elsewhere_the_fifth_session_opens(deployment: Service) -> None:
    async with deployment.running() as clinic:
        episode = await _real(clinic, "none")
        for _ in range(4):
            await clinic.close(await clinic.open(episode))
        assert await clinic.open(episode)


# ---- China ----------------------------------------------------------------------------------------------------------


async def test_in_china_nothing_goes_on_after_a_suicide_alarm_until_a_clinician_hands_back(deployment: Service) -> None:
    async with deployment.running() as clinic:
        session = await clinic.open(await _real(clinic, "china"))
        alarmed = (await clinic.say(session, ALARMING, key="k-1")).json()
        assert (alarmed["risk_tier"], alarmed["reply"]["origin"]) == (3, "crisis")
        said = deployment.model.said
        waiting = ("I do not know.", "Are you there?")
        held = [(await clinic.say(session, words, key=f"w-{n}")).json() for n, words in enumerate(waiting)]
        for exchange, line in zip(held, HELD, strict=True):
            assert (exchange["reply"]["text"], exchange["reply"]["author"]) == (line, "template")
            assert exchange["node"] == alarmed["node"]
        again = (await clinic.say(session, ALARMING, key="k-2")).json()
        assert again["reply"]["origin"] == "crisis"
        assert again["reply"]["text"] not in HELD
        await clinic.post(f"/v1/sessions/{session}/takeover", {"text": "This is Dr Lin. I am here."})
        assert (await clinic.say(session, "Thank you.", key="k-3")).json()["reply"]["text"] in HELD
        words = [turn["text"] for turn in await _transcript(clinic, session) if turn["author"] == "client"]
        assert words == [ALARMING, "I do not know.", "Are you there?", ALARMING, "Thank you."]
        assert deployment.model.said == said
        given = await clinic.client.post(f"/v1/sessions/{session}/hand-back", json={"reason": "spoken with"})
        assert (given.status_code, len(given.json())) == (201, 2)
        assert (await clinic.say(session, "No.", key="k-4")).json()["reply"]["text"] not in HELD
        assert (await clinic.post(f"/v1/sessions/{session}/hand-back", {"reason": "x"}, status=409))["detail"]
        await clinic.say(session, ALARMING, key="k-5")
        assert (await clinic.say(session, "Hm.", key="k-6")).json()["reply"]["text"] in HELD
        assert object_of({"found": await clinic.get(f"/v1/sessions/{session}/replay")}, "found")["differences"] == []


async def test_elsewhere_the_screen_goes_on_after_a_suicide_alarm(clinic: Clinic) -> None:
    session = await clinic.open(await _real(clinic, "none"))
    await clinic.say(session, ALARMING, key="k-1")
    assert (await clinic.say(session, "I do not know.", key="k-2")).json()["reply"]["text"] not in HELD
    await clinic.post(f"/v1/sessions/{session}/hand-back", {"reason": "x"}, status=409)


async def test_in_china_reviewed_sessions_stay_out_of_an_export_of_all(clinic: Clinic) -> None:
    made: dict[str, str] = {}
    for patient, profile in (("p-1", "china"), ("p-2", "none")):
        session = await clinic.open(await _real(clinic, profile, patient))
        await clinic.hold(session)
        await clinic.close(session)
        await clinic.post(f"/v1/sessions/{session}/reviews", {})
        made[profile] = session
    report = await clinic.post("/v1/exports", {})
    assert object_of(report, "refused") == {made["china"]: "profile"}
    assert report["sessions_exported"] == 1


# ---- California -----------------------------------------------------------------------------------------------------


async def test_in_california_a_session_says_that_a_machine_speaks_at_the_start_and_every_three_hours(
    deployment: Service,
) -> None:
    async with deployment.running() as clinic:
        session = await clinic.open(await _real(clinic, "california"))
        told: list[bool] = []
        for n, hours in enumerate((0.0, 2.9, 0.2, 2.9)):
            deployment.clock.advance(hours=hours)
            await clinic.say(session, ENGLISH[n], key=f"k-{n}")
        spoken = [turn for turn in await _transcript(clinic, session) if turn["author"] != "client"]
        told = [DISCLOSED in text_of(turn, "text") for turn in spoken]
        other = await clinic.open(await _real(clinic, "none", "p-2"))
        assert DISCLOSED not in text_of((await _transcript(clinic, other))[0], "text")
    assert told == [True, False, False, True, False]


async def test_the_crisis_protocol_is_public_and_says_who_checked_what(settings: Settings, deployment: Service) -> None:
    del settings
    async with deployment.running(auth="keys") as clinic:
        english = cast("Json", await clinic.get("/v1/safety/protocol"))
        chinese = cast("Json", await clinic.get("/v1/safety/protocol?lang=zh"))
        await clinic.get("/v1/safety/referrals", status=401)
        await clinic.get("/v1/profiles", status=401)
    assert len(cast("list[str]", english["steps"])) == len(cast("list[str]", chinese["steps"])) > 5
    assert english["clinical_review"] == "none"
    lines = {row["region"]: row for row in rows_of(english["help"])}
    assert (lines["US"]["number"], lines["US"]["checked_by"]) == ("988", "none")


async def test_referrals_are_counted_for_real_patients_of_one_year_and_name_nobody(deployment: Service) -> None:
    async with deployment.running() as clinic:
        for patient, simulated in (("p-1", False), ("p-2", True)):
            await clinic.admit(patient, simulated=simulated)
            session = await clinic.open(await clinic.begin(patient))
            await clinic.say(session, "Sometimes I wish I would not wake up.", key="k-1")
            await clinic.say(session, ALARMING, key="k-2")
        counted = cast("Json", await clinic.get("/v1/safety/referrals"))
        before = cast("Json", await clinic.get("/v1/safety/referrals?year=2025"))
    assert counted == {"year": 2026, "referrals": 1, "by_tier": {"3": 1}}
    assert before == {"year": 2025, "referrals": 0, "by_tier": {}}


# ---- what is shown --------------------------------------------------------------------------------------------------


async def test_profiles_are_listed_in_both_languages_with_what_they_do_to_routes(deployment: Service) -> None:
    async with deployment.running(profile_default="england") as clinic:
        listed = rows_of(await clinic.get("/v1/profiles"))
        illinois = cast("Json", await clinic.get("/v1/profiles/illinois?lang=zh"))
        await clinic.get("/v1/profiles/atlantis", status=404)
    assert {str(each["id"]): each["deployments"] for each in listed} == {
        "none": False,
        "california": False,
        "china": False,
        "england": True,
        "illinois": False,
    }
    assert {each["advice"] for each in listed} == {"not legal advice"}
    assert illinois["advice"] == "并非法律意见"
    off = {str(each["feature"]): each for each in rows_of(illinois["off"])}
    assert object_of(off["mental_state_detection"], "routes")["propose"] == "refuses"
    assert object_of(off["patient_delivery"], "routes") == {}
