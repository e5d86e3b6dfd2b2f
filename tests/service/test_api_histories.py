"""Whole patients over HTTP: import, the next live session after it, export, erasure."""

import json
from pathlib import Path
from typing import Any, cast

from memory.record.identity import Role
from tests.service.clinic import PROTOCOL, Clinic, Json, Service, object_of, rows_of, text_of

EXAMPLES = Path(__file__).parents[2] / "examples"
CANARY = "moat-lantern"


def history() -> dict[str, Any]:
    """The English example, with a word that stands nowhere else."""
    value: dict[str, Any] = json.loads((EXAMPLES / "history.en.json").read_bytes())
    value["sessions"][2]["turns"][5]["text"] = f"No coffee after three, and the walk to the {CANARY}."
    return value


async def test_the_next_live_session_opens_after_the_imported_ones(both: Service) -> None:
    async with both.running() as clinic:
        done = await clinic.post("/v1/patients/import", history(), status=200)
        assert (done["changed"], done["patient"]) == (True, "history-en")
        assert not (await clinic.post("/v1/patients/import", history(), status=200))["changed"]
        sessions = rows_of(await clinic.get("/v1/patients/history-en/sessions"))
        assert [(each["n"], each["state"]) for each in sessions] == [(1, "closed"), (2, "closed"), (3, "closed")]
        for each in sessions:
            seen = cast("Json", await clinic.get(f"/v1/sessions/{each['id']}"))
            assert object_of(seen, "session")["id"] == each["id"]
            assert len(cast("list[Json]", await clinic.get(f"/v1/sessions/{each['id']}/transcript"))) == 6
        begun = await clinic.post("/v1/patients/history-en/episodes", {"protocol": PROTOCOL})
        opened = await clinic.post(f"/v1/episodes/{begun['id']}/sessions", {"mode": "clinician_test"})
        session = object_of(opened, "session")
        assert session["n"] == 4
        assert "Walk along the canal" in json.dumps(opened) + json.dumps(
            await clinic.get(f"/v1/sessions/{session['id']}")
        )
        found = cast("Json", await clinic.get(f"/v1/patients/history-en/recall?query={CANARY}"))
        assert CANARY in json.dumps(found)
        adherence = await clinic.client.get("/v1/patients/history-en/adherence")
        assert adherence.status_code == 200, adherence.text
        later = history()
        later["sessions"].append({"n": 4, "date": "2025-10-01", "turns": [{"i": 1, "role": "client", "text": "Hm."}]})
        refused = await clinic.client.post("/v1/patients/import", json=later)
        assert refused.status_code == 422


async def test_a_refusal_lists_every_fault_as_the_command_does(clinic: Clinic) -> None:
    value = history()
    value["sessions"][2]["turns"][5]["role"] = "nurse"
    value["measures"][0]["items"][0] = 9
    refused = await clinic.client.post("/v1/patients/import", json=value)
    body = cast("Json", refused.json())
    assert (refused.status_code, body["type"]) == (422, "/problems/history-refused")
    assert [each["field"] for each in cast("list[Json]", body["errors"])] == [
        "sessions[2].turns[5].role",
        "measures[0].items[0]",
    ]
    assert CANARY not in refused.text
    assert (await clinic.client.get("/v1/patients/history-en")).status_code == 404
    for data in (b"{", b"\xff", b'{"patient": NaN}'):
        answer = await clinic.client.post("/v1/patients/import", content=data)
        assert answer.status_code == 422
        assert [each["field"] for each in cast("Json", answer.json())["errors"]] == ["$"]  # type: ignore[attr-defined]


async def test_a_live_patient_goes_out_and_comes_back_in_another_service(both: Service) -> None:
    async with both.running() as clinic:
        await clinic.post("/v1/patients/import", history(), status=200)
        episode = await clinic.post("/v1/patients/history-en/episodes", {"protocol": PROTOCOL})
        await clinic.post(f"/v1/episodes/{episode['id']}/sessions", {"mode": "clinician_test"})
        bundle = cast("dict[str, Any]", await clinic.get("/v1/patients/history-en/export"))
        busy = await clinic.client.post("/v1/patients/history-en/erase", json={"reason": "asked"})
        assert busy.status_code == 409
        erased = await clinic.post("/v1/patients/history-en/erase", {"reason": "asked", "while_open": True}, status=200)
        assert cast("Json", erased["receipt"])["while_open"] is True
        for path in ("", "/facts", "/sessions", "/recall?query=canal", "/export", "/homework"):
            answer = await clinic.client.get(f"/v1/patients/history-en{path}")
            assert CANARY not in answer.text
            assert answer.status_code == 404 or not answer.json()
        assert await clinic.post("/v1/patients/import", bundle, status=200)
        again = cast("dict[str, Any]", await clinic.get("/v1/patients/history-en/export"))
        assert again["sha256"] == bundle["sha256"]
        assert again["content"] == bundle["content"]
        assert text_of(rows_of(await clinic.get("/v1/erasures"))[0], "reason") == "asked"


async def test_an_erasure_needs_a_reason_and_a_patient(clinic: Clinic) -> None:
    await clinic.post("/v1/patients/import", history(), status=200)
    for body in ({}, {"reason": " "}):
        assert (await clinic.client.post("/v1/patients/history-en/erase", json=body)).status_code == 422
    assert (await clinic.client.post("/v1/patients/nobody/erase", json={"reason": "asked"})).status_code == 404
    assert (await clinic.client.get("/v1/patients/history-en")).status_code == 200
    assert rows_of(await clinic.get("/v1/erasures")) == []


async def test_an_import_reads_the_words_and_tells_of_alarms(both: Service) -> None:
    value = history()
    value["sessions"][0]["turns"][1]["text"] += " I am going to kill myself tonight."
    value["sessions"][2]["turns"][3]["text"] = "Last night I wanted to be dead."
    async with both.running() as clinic:
        left = await clinic.post("/v1/patients/import?facts=false", value, status=200)
        assert (left["changed"], left["read"], left["alarms"]) == (True, None, [])
        stated = cast("list[Json]", await clinic.get("/v1/patients/history-en/facts"))
        done = await clinic.post("/v1/patients/import", value, status=200)
        assert (done["changed"], done["read"]) == (
            False,
            {"sessions": 3, "turns": 9, "facts": 1, "closed": 0, "withheld": 0},
        )
        alarms = cast("list[Json]", done["alarms"])
        assert [(each["session"], each["turn"], each["date"], each["tier"], each["state"]) for each in alarms] == [
            (1, 2, "2025-09-02", 3, "past"),
            (3, 4, "2025-09-23", 1, "open"),
        ]
        facts = cast("list[Json]", await clinic.get("/v1/patients/history-en/facts"))
        assert len(facts) == len(stated) + 1
        risk = cast("Json", await clinic.get("/v1/patients/history-en/risk"))
        assert risk["level"] == 0
        assert [(each["id"], each["state"]) for each in cast("list[Json]", risk["events"])] == [
            (each["event"], each["state"]) for each in alarms
        ]
        seen = await clinic.post(f"/v1/patients/history-en/risk/events/{alarms[1]['event']}/acknowledge", status=200)
        assert seen["acknowledged_by"]
        again = await clinic.post("/v1/patients/import", value, status=200)
        assert (cast("Json", again["read"])["sessions"], again["alarms"]) == (0, [])


async def test_an_alarm_of_the_last_imported_session_is_screened_in_the_next_one(clinic: Clinic) -> None:
    value = history()
    value["sessions"][2]["turns"][3]["text"] = "Last night I wanted to be dead."
    await clinic.post("/v1/patients/import", value, status=200)
    episode = await clinic.begin("history-en")
    session = await clinic.open(episode)
    await clinic.say(session, "I would say a 3.", key="k-1")
    seen = cast("Json", await clinic.get(f"/v1/sessions/{session}"))
    frames = cast("list[Json]", object_of(seen, "stack")["frames"])
    assert [each["protocol"] for each in frames] == [PROTOCOL, "safety_screen"]


async def test_a_stranger_brings_in_a_patient_of_the_same_name_and_sees_nothing_of_ours(both: Service) -> None:
    value = history()
    value["sessions"][2]["turns"][3]["text"] = "Last night I wanted to be dead."
    async with both.running(auth="keys") as clinic:
        ours = await clinic.key("clinic", "dr-ours", Role.CLINICIAN)
        theirs = await clinic.key("elsewhere", "dr-theirs", Role.CLINICIAN)
        done = await clinic.client.post("/v1/patients/import", json=value, headers=ours)
        assert len(cast("list[Json]", cast("Json", done.json())["alarms"])) == 1
        for path in ("facts", "risk", "sessions"):
            answer = await clinic.client.get(f"/v1/patients/history-en/{path}", headers=theirs)
            assert answer.status_code == 404 or answer.json() == [], answer.text
        plain = await clinic.client.post("/v1/patients/import", json=history(), headers=theirs)
        assert (plain.status_code, cast("Json", plain.json())["alarms"]) == (200, [])
        risk = cast("Json", (await clinic.client.get("/v1/patients/history-en/risk", headers=theirs)).json())
        assert risk["events"] == []
