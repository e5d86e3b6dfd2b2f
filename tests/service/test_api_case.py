"""A patient's case over HTTP: presentation, safety plan, formulation, crises, charts, goals, homework."""

from typing import cast

import pytest

from memory.record.identity import Role
from tests.service.clinic import Clinic, Json, Service, object_of, rows_of, text_of

COURSE = "cbt.depression.course"
DEPRESSION: Json = {
    "code": "F33.1",
    "system": "icd10",
    "label": "recurrent depressive disorder",
    "certainty": "confirmed",
    "made_by": "Dr Lin",
    "principal": True,
}
ADULT: Json = {"diagnoses": [DEPRESSION], "severity": "moderate", "age_band": "25-44"}


async def _problem(clinic: Clinic, path: str, body: object, status: int) -> Json:
    answer = await clinic.client.post(path, json=body)
    assert answer.status_code == status, answer.text
    return cast("Json", answer.json())


# ---- presentation ---------------------------------------------------------------------------------------------------


async def test_a_presentation_is_written_proposed_and_accepted(both: Service) -> None:
    async with both.running() as clinic:
        await clinic.admit()
        assert await clinic.get("/v1/patients/p-1/presentation") is None
        first = await clinic.post("/v1/patients/p-1/presentation", {**ADULT, "medications": [{"name": "sertraline"}]})
        assert (first["n"], first["status"], first["origin"], first["actor"]) == (1, "accepted", "clinician", "local")
        proposal = await clinic.post(
            "/v1/patients/p-1/presentation/proposals", {**ADULT, "medications": [{"name": "mirtazapine"}]}
        )
        assert (proposal["status"], proposal["origin"]) == ("proposed", "model")
        now = cast("Json", await clinic.get("/v1/patients/p-1/presentation"))
        assert now["id"] == first["id"]
        path = f"/v1/patients/p-1/presentation/proposals/{proposal['id']}/decision"
        accepted = await clinic.post(path, {"accept": True, "reason": "seen on the chart"}, status=200)
        assert (accepted["n"], accepted["from_proposal"], accepted["actor"]) == (3, proposal["id"], "local")
        assert (await _problem(clinic, path, {"accept": False, "reason": "no"}, 409))["type"] == (
            "/problems/already-decided"
        )
        versions = rows_of(await clinic.get("/v1/patients/p-1/presentation/versions"))
        assert [(each["n"], each["status"]) for each in versions] == [(1, "accepted"), (2, "accepted"), (3, "accepted")]
        assert cast("Json", await clinic.get("/v1/patients/p-1/presentation"))["id"] == accepted["id"]


@pytest.mark.parametrize("name", ["sertraline 50 mg", "劳拉西泮 每晚", "舍曲林 两片", "lithium twice"])
async def test_a_dose_is_refused_with_its_place(clinic: Clinic, name: str) -> None:
    await clinic.admit()
    refused = await _problem(clinic, "/v1/patients/p-1/presentation", {"medications": [{"name": name}]}, 422)
    assert refused["path"] == "medications[0].name"
    assert rows_of(await clinic.get("/v1/patients/p-1/presentation/versions")) == []


@pytest.mark.parametrize("name", ["vitamin B12", "St John's wort", "5-HTP", "碳酸锂"])
async def test_a_name_with_a_figure_in_it_is_no_dose(clinic: Clinic, name: str) -> None:
    await clinic.admit()
    await clinic.post("/v1/patients/p-1/presentation", {"medications": [{"name": name}]})


async def test_a_course_that_the_record_speaks_against_needs_a_reason_that_is_kept(both: Service) -> None:
    async with both.running() as clinic:
        await clinic.admit()
        mania: Json = {"caution": "mania", "text": "a manic episode in January"}
        await clinic.post("/v1/patients/p-1/presentation", {**ADULT, "age_band": "12-15", "contraindications": [mania]})
        found = rows_of(await clinic.get(f"/v1/patients/p-1/eligibility?protocol={COURSE}"))
        assert [(each["rule"], each["weight"]) for each in found] == [("excluded", "refusal"), ("age", "refusal")]
        refused = await _problem(clinic, "/v1/patients/p-1/episodes", {"protocol": COURSE}, 409)
        assert refused["type"] == "/problems/not-eligible"
        assert {text_of(each, "rule") for each in rows_of(refused["findings"])} == {"excluded", "age"}
        assert all(each["remedy"] for each in rows_of(refused["findings"]))
        assert rows_of(await clinic.get("/v1/patients/p-1/episodes")) == []
        begun = await clinic.post("/v1/patients/p-1/episodes", {"protocol": COURSE, "override": "agreed with Dr Wu"})
        [kept] = rows_of(await clinic.get(f"/v1/episodes/{begun['id']}/eligibility"))
        assert (kept["override"], kept["actor"], len(rows_of(kept["findings"]))) == ("agreed with Dr Wu", "local", 2)


async def test_a_course_that_fits_and_a_single_session_leave_no_finding(clinic: Clinic) -> None:
    await clinic.admit()
    warned = await clinic.post("/v1/patients/p-1/episodes", {"protocol": COURSE})
    [kept] = rows_of(await clinic.get(f"/v1/episodes/{warned['id']}/eligibility"))
    assert [each["rule"] for each in rows_of(kept["findings"])] == ["no_presentation"]
    await clinic.post("/v1/patients/p-1/presentation", ADULT)
    assert await clinic.get(f"/v1/patients/p-1/eligibility?protocol={COURSE}") == []
    assert await clinic.get("/v1/patients/p-1/eligibility?protocol=cbt.depression.session") == []
    await clinic.get("/v1/patients/p-1/eligibility?protocol=nowhere", status=404)


# ---- safety plan ----------------------------------------------------------------------------------------------------


async def test_a_safety_plan_is_written_version_by_version_and_reviewed(both: Service) -> None:
    async with both.running() as clinic:
        await clinic.admit()
        path = "/v1/patients/p-1/safety-plan"
        assert await clinic.get(path) is None
        assert (await _problem(clinic, f"{path}/review", {"on_version": 1}, 404))["type"] == "/problems/no-safety-plan"
        walk: Json = {"part": "coping", "text": "走到河边"}
        one = await clinic.post(path, {"on_version": 0, "reason": "made together", "steps": [walk]})
        assert (one["n"], one["origin"], one["reviewed_by"]) == (1, "clinician", "local")
        stale = await _problem(clinic, path, {"on_version": 0, "reason": "x", "steps": [walk]}, 412)
        assert stale["type"] == "/problems/plan-moved"
        two = await clinic.post(
            path,
            {
                "on_version": 1,
                "reason": "the walk did not help on Sunday",
                "steps": [{**walk, "worked": False}, {"part": "help", "text": "Bea"}],
            },
        )
        assert [(step["part"], step["worked"]) for step in rows_of(two["steps"])] == [("coping", False), ("help", None)]
        await clinic.post(f"{path}/review", {"on_version": 2}, status=200)
        versions = rows_of(await clinic.get(f"{path}/versions"))
        assert [(each["n"], each["reason"]) for each in versions] == [
            (1, "made together"),
            (2, "the walk did not help on Sunday"),
        ]
        assert cast("Json", await clinic.get(path))["id"] == two["id"]


# ---- versions -------------------------------------------------------------------------------------------------------


async def test_a_stale_writer_of_targets_goals_and_formulation_is_told_the_version_that_stands(both: Service) -> None:
    async with both.running() as clinic:
        await clinic.admit()
        at = "/v1/patients/p-1"
        target: Json = {"id": "t-1", "label": "mood", "direction": "down"}
        node: Json = {"kind": "problem", "text": "low mood", "reason": "intake"}
        scale: Json = {"levels": ["never", "rarely", "weekly", "most days", "daily"]}
        for read, write, body, part in (
            ("targets", "targets", target, "targets"),
            ("goal-attainment", "targets/t-1/goal-scale", scale, "goals"),
            ("formulation", "formulation/nodes", node, "nodes and edges"),
        ):
            old = (await clinic.client.get(f"{at}/{read}")).headers["ETag"]
            taken = await clinic.client.post(f"{at}/{write}", json=body, headers={"If-Match": old})
            assert taken.status_code == 201, taken.text
            now = (await clinic.client.get(f"{at}/{read}")).headers["ETag"]
            stale = await clinic.client.post(f"{at}/{write}", json={**body, "id": "other"}, headers={"If-Match": old})
            if write.endswith("goal-scale"):
                stale = await clinic.client.post(f"{at}/{write}", json=body, headers={"If-Match": old})
            told = cast("Json", stale.json())
            assert (stale.status_code, told["type"], told["part"]) == (412, "/problems/case-moved", part)
            assert (f'"{told["found"]}"', now != old) == (now, True)


async def test_who_sends_no_version_or_any_is_taken_and_what_is_none_is_refused(clinic: Clinic) -> None:
    await clinic.admit()
    path = "/v1/patients/p-1/targets"
    body: Json = {"label": "mood", "direction": "down"}
    await clinic.post(path, body)
    assert (await clinic.client.post(path, json=body, headers={"If-Match": "*"})).status_code == 201
    for wrong in ('"3"', "W/x", '"8F14E45FCEEA167A"', '"8f14e45fceea167a", "8f14e45fceea167b"'):
        refused = await clinic.client.post(path, json=body, headers={"If-Match": wrong})
        assert (refused.status_code, refused.json()["type"]) == (400, "/problems/malformed"), wrong
    assert len(rows_of(await clinic.get(path))) == 2


# ---- formulation ----------------------------------------------------------------------------------------------------


async def test_a_formulation_is_built_proposed_decided_and_kept_with_its_history(both: Service) -> None:
    async with both.running() as clinic:
        session = await clinic.seated()
        await clinic.say(session, "About a 3. I shut the door, and then nobody comes.", key="k-1")
        path = "/v1/patients/p-1/formulation"
        problem = await clinic.post(f"{path}/nodes", {"kind": "problem", "text": "low mood", "reason": "intake"})
        keeps = await clinic.post(
            f"{path}/nodes",
            {
                "kind": "mechanism",
                "text": "withdrawal keeps company away",
                "quotes": [{"session": session, "turn": 2, "quote": "i shut the door"}],
                "reason": "her words",
            },
        )
        [source] = rows_of(keeps["sources"])
        assert (source["start"], source["quote"]) == (11, "I shut the door")
        said = {"kind": "thought", "text": "x", "reason": "r"}
        wrong = {**said, "quotes": [{"session": session, "turn": 2, "quote": "I opened it"}]}
        assert (await _problem(clinic, f"{path}/nodes", wrong, 422))["path"] == "quotes[0]"
        edge = {"source_node": problem["id"], "target_node": keeps["id"], "kind": "maintains", "reason": "r"}
        refused = await _problem(clinic, f"{path}/edges", edge, 422)
        assert (refused["type"], refused["path"]) == ("/problems/not-scorable", "kind")
        turned = {**edge, "source_node": keeps["id"], "target_node": problem["id"]}
        await clinic.post(f"{path}/edges", turned)
        proposed = await clinic.post(
            f"{path}/proposals",
            {
                "session": session,
                "nodes": [
                    {
                        "kind": "consequence",
                        "text": "nobody comes",
                        "quote": {"session": session, "turn": 2, "quote": "nobody comes"},
                        "key": "alone",
                    },
                    {
                        "kind": "thought",
                        "text": "invented",
                        "quote": {"session": session, "turn": 2, "quote": "I am lost"},
                    },
                ],
                "edges": [{"source": "alone", "target": problem["id"], "kind": "maintains"}],
            },
        )
        assert [each["path"] for each in rows_of(proposed["dropped"])] == ["nodes[1]"]
        [alone], [joined] = rows_of(proposed["nodes"]), rows_of(proposed["edges"])
        assert (alone["status"], alone["origin"]) == ("proposed", "model")
        agreed = cast("Json", await clinic.get(path))
        assert (len(rows_of(agreed["nodes"])), agreed["proposed"]) == (2, 2)
        decided = await clinic.post(
            f"{path}/items/{joined['id']}/decision", {"accept": True, "reason": "agreed with her"}, status=200
        )
        assert (len(rows_of(decided["edges"])), len(rows_of(decided["nodes"]))) == (1, 1)
        whole = cast("Json", await clinic.get(path))
        five = object_of(whole, "five_ps")
        assert [each["text"] for each in rows_of(five["perpetuating"])] == [keeps["text"], "nobody comes"]
        assert [(each["text"], each["maintains"]) for each in rows_of(whole["mechanisms"])] == [
            (keeps["text"], [problem["id"]])
        ]
        changed = await clinic.post(
            f"{path}/nodes/{alone['id']}",
            {"kind": "consequence", "text": "I stay alone", "reason": "nearer to it"},
            status=200,
        )
        assert (changed["text"], rows_of(changed["sources"])[0]["quote"]) == ("I stay alone", "nobody comes")
        gone = await clinic.post(f"{path}/items/{alone['id']}/remove", {"reason": "no longer so"}, status=200)
        assert (len(rows_of(gone["nodes"])), len(rows_of(gone["edges"]))) == (1, 1)
        journal = rows_of(await clinic.get(f"{path}/changes"))
        assert [each["kind"] for each in journal if each["item"] == alone["id"]] == [
            "proposed",
            "accepted",
            "changed",
            "removed",
        ]
        assert [each["actor"] for each in journal if each["item"] == alone["id"]] == [None, "local", "local", "local"]
        again = await _problem(clinic, f"{path}/items/{alone['id']}/remove", {"reason": "r"}, 409)
        assert again["type"] == "/problems/not-standing"


# ---- crises ---------------------------------------------------------------------------------------------------------

CRISIS = (
    "About a 3.",
    "There was no task yet.",
    "Yes, I feel safe today.",
    "On Friday Tom did not reply to me all evening.",
    "I thought that nobody wants me.",
    "I panicked and broke down, and drank a bottle of wine.",
)


async def test_a_recurring_crisis_is_listed_confirmed_and_comes_into_the_brief(both: Service) -> None:
    async with both.running() as clinic:
        await clinic.admit()
        episode = await clinic.begin()
        for days in (0, 14):
            both.clock.advance(days=days)
            session = await clinic.open(episode)
            await clinic.hold(session, CRISIS)
            await clinic.close(session)
        first, second = rows_of(await clinic.get("/v1/patients/p-1/crises"))
        assert (first["onset"], second["onset"]) == ("2026-02-27", "2026-03-13")
        [shown] = rows_of(await clinic.get("/v1/patients/p-1/crisis-patterns?on=2027-02-20"))
        pattern, rhythm = object_of(shown, "pattern"), object_of(shown, "rhythm")
        assert (pattern["status"], rhythm["intervals"], rhythm["coming"]) == ("proposed", [14], ["2027-02-27"])
        confirmed = await clinic.post(
            f"/v1/patients/p-1/crisis-patterns/{pattern['id']}/decision",
            {"confirm": True, "reason": "the same twice", "plan": "ring Bea"},
            status=200,
        )
        assert (confirmed["status"], confirmed["decided_by"]) == ("confirmed", "local")
        both.clock.advance(days=7)
        third = await clinic.open(episode)
        brief = text_of(object_of(await clinic.get(f"/v1/sessions/{third}"), "session"), "brief")
        assert "no reply → not wanted → panic → drinking; 2 times, last 2026-03-13" in brief
        path = f"/v1/patients/p-1/crises/{first['id']}/decision"
        await clinic.post(path, {"confirm": True, "reason": "as told"}, status=200)
        rejected = await clinic.post(path, {"confirm": False, "reason": "it was a play"}, status=200)
        assert rejected["status"] == "rejected"
        [left] = rows_of(await clinic.get("/v1/patients/p-1/crisis-patterns"))
        assert (object_of(left, "pattern")["status"], object_of(left, "rhythm")["count"]) == ("rejected", 1)
        again = await _problem(clinic, path, {"confirm": True, "reason": "after all"}, 409)
        assert again["type"] == "/problems/already-decided"


# ---- measures -------------------------------------------------------------------------------------------------------


async def test_charts_show_gaps_flags_and_labels_in_the_patients_language(both: Service) -> None:
    async with both.running() as clinic:
        await clinic.admit(locale="zh-CN")
        responses: list[tuple[str, list[int]]] = [
            ("2026-01-05", [2, 2, 2, 2, 2, 2, 2, 2, 2]),
            ("2026-01-19", [2, 2, 2, 2, 2, 2, 1, 1, 0]),
            ("2026-03-02", [1, 1, 1, 1, 0, 0, 0, 0, 0]),
        ]
        for on, items in responses:
            body = {"patient": "p-1", "instrument": "PHQ-9", "taken_on": on, "items": items}
            assert (await clinic.post("/v1/measures", body))["instrument"] == "phq9"
        chart = cast("Json", await clinic.get("/v1/patients/p-1/charts/phq9"))
        assert object_of(chart, "labels")["baseline"] == "基线"
        segments = cast("list[list[Json]]", chart["segments"])
        assert [[point["total"] for point in segment] for segment in segments] == [[18.0, 14.0], [4.0]]
        assert [point["flagged"] for segment in segments for point in segment] == [True, False, False]
        assert chart["gaps"] == [{"after": "2026-01-19", "before": "2026-03-02", "days": 42}]
        assert object_of(chart, "ribbon")["low"] == 12.0
        outcome = object_of(chart, "outcome")
        assert (outcome["reliable"], outcome["response"], outcome["remission"], outcome["recovered"]) == (
            "improved",
            True,
            True,
            True,
        )
        english = cast("Json", await clinic.get("/v1/patients/p-1/charts/PHQ-9?language=en&gap_days=60"))
        assert (object_of(english, "labels")["gap"], len(cast("list[Json]", english["segments"]))) == ("not asked", 1)
        [only] = rows_of(await clinic.get("/v1/patients/p-1/charts"))
        assert (only["instrument"], only["language"]) == ("phq9", "zh-CN")
        await clinic.get("/v1/patients/p-1/charts/hamd", status=422)
        paper: Json = {"patient": "p-1", "instrument": "ors", "taken_on": "2026-03-02"}
        assert (await _problem(clinic, "/v1/measures", {**paper, "items": [5, 5, 5, 5]}, 422))["path"] == "items"
        assert (await clinic.post("/v1/measures", {**paper, "total": 21.4}))["total"] == 21.4


async def test_instruments_show_their_wording_only_where_the_licence_allows(clinic: Clinic) -> None:
    shown = {text_of(each, "id"): each for each in rows_of(await clinic.get("/v1/instruments?language=zh-CN"))}
    phq9 = object_of(shown["phq9"], "wording")
    assert (cast("list[str]", phq9["items"])[8], phq9["checked_by"]) == ("有不如死掉或用某种方式伤害自己的念头", "none")
    assert shown["phq9"]["flag_item"] == 9
    assert {name for name, each in shown.items() if each["wording"] is not None} == {"phq9", "gad7"}
    assert all(object_of(each, "licence")["terms"] for each in shown.values())


async def test_goals_are_scaled_rated_and_scored(both: Service) -> None:
    async with both.running() as clinic:
        await clinic.admit()
        target = {"id": "t-1", "label": "see people", "direction": "up"}
        await clinic.post("/v1/patients/p-1/targets", target)
        path = "/v1/patients/p-1/targets/t-1"
        await clinic.post(f"{path}/goal-ratings", {"level": 0}, status=404)
        same = {"levels": ["nobody", "nobody", "two", "three", "four"]}
        assert (await _problem(clinic, f"{path}/goal-scale", same, 422))["path"] == "levels"
        levels = ["nobody", "one a month", "one a week", "two a week", "most days"]
        await clinic.post(f"{path}/goal-scale", {"levels": levels, "start": -2, "weight": 2})
        await clinic.post(f"{path}/goal-ratings", {"level": 1, "rated_on": "2026-03-01"})
        await clinic.post(f"{path}/goal-ratings", {"level": 3}, status=422)
        seen = cast("Json", await clinic.get("/v1/patients/p-1/goal-attainment"))
        [day] = rows_of(seen["attainments"])
        assert (day["on"], day["t"], day["levels"]) == ("2026-03-01", 60.0, {"t-1": 1})


# ---- homework -------------------------------------------------------------------------------------------------------


async def test_homework_stands_waiting_overdue_and_in_chains(both: Service) -> None:
    async with both.running() as clinic:
        session = await clinic.seated()
        path = "/v1/patients/p-1/homework"
        old = await clinic.post(path, {"session": session, "text": "a walk", "due": "2026-03-05"})
        await clinic.post(f"{path}/{old['id']}/outcome", {"outcome": "none"}, status=200)
        new = {"session": session, "text": "to the gate", "due": "2026-03-09", "carried_from": old["id"]}
        carried = await clinic.post(path, new)
        await clinic.post(path, {**new, "carried_from": "nothing"}, status=404)
        seen = cast("Json", await clinic.get(f"{path}/standing?on=2026-03-10"))
        assert [each["id"] for each in rows_of(seen["overdue"])] == [carried["id"]]
        [chain] = rows_of(seen["chains"])
        assert (chain["times_carried"], [each["text"] for each in rows_of(chain["tasks"])]) == (
            1,
            ["a walk", "to the gate"],
        )
        early = cast("Json", await clinic.get(f"{path}/standing?on=2026-03-09"))
        assert (rows_of(early["overdue"]), len(rows_of(early["waiting"]))) == ([], 1)


# ---- whose it is ----------------------------------------------------------------------------------------------------

READS = (
    "presentation",
    "presentation/versions",
    f"eligibility?protocol={COURSE}",
    "safety-plan",
    "safety-plan/versions",
    "formulation",
    "formulation/changes",
    "crises",
    "crisis-patterns",
    "charts",
    "charts/phq9",
    "goal-attainment",
    "homework/standing",
)


async def test_nothing_of_the_case_is_seen_from_another_tenant(deployment: Service) -> None:
    async with deployment.running(auth="keys") as clinic:
        ours = await clinic.key("north", "ann", Role.CLINICIAN)
        theirs = await clinic.key("south", "sam", Role.CLINICIAN)
        new = {"id": "p-1", "locale": "en", "simulated": True}
        assert (await clinic.client.post("/v1/patients", json=new, headers=ours)).status_code == 201
        for path in READS:
            assert (await clinic.client.get(f"/v1/patients/p-1/{path}", headers=ours)).status_code == 200, path
            assert (await clinic.client.get(f"/v1/patients/p-1/{path}", headers=theirs)).status_code == 404, path


async def test_only_clinicians_write_the_case(deployment: Service) -> None:
    bodies: dict[str, Json] = {
        "presentation": ADULT,
        "safety-plan": {"on_version": 0, "reason": "r", "steps": [{"part": "coping", "text": "x"}]},
        "formulation/nodes": {"kind": "problem", "text": "x", "reason": "r"},
        "crisis-patterns/x/decision": {"confirm": True, "reason": "r"},
        "targets/x/goal-ratings": {"level": 0},
        "homework": {"session": "s", "text": "x"},
    }
    async with deployment.running(auth="keys") as clinic:
        headers = await clinic.key("north", "rita", Role.RESEARCHER, Role.AUDITOR)
        for path, body in bodies.items():
            answer = await clinic.client.post(f"/v1/patients/p-1/{path}", json=body, headers=headers)
            assert answer.status_code == 403, path
