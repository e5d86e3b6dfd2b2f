"""Three levels over HTTP: a course of our own files, its gate, its releases; the same by the command line."""

import json
from pathlib import Path

from memory.record.identity import Role
from service.cli.exits import ExitCode
from tests.service.clinic import Clinic, Json, Service, object_of, rows_of, text_of
from tests.service.command import Command
from tests.strategies.levels import COURSE, TALK, TEXTS

SHORTER = TALK.replace(
    '{to: breathe, when: "fear_now != null"}',
    '{to: breathe, when: "fear_now != null && fear_now > 7"}, {to: tell, when: "fear_now != null && fear_now <= 7"}',
)
"""A talk that goes past the pause when the fear is small."""

SAID = ("A seven.", "It was warm.", "My sister matters.")


async def kept(clinic: Clinic, *texts: str) -> dict[str, str]:
    """The texts as kept releases: protocol id -> release id."""
    made = rows_of(await clinic.post("/v1/releases", {"files": list(texts)}))
    return {text_of(each, "protocol"): text_of(each, "id") for each in made}


async def begun(clinic: Clinic, patient: str = "p-1", **more: object) -> str:
    """A patient in the course; the episode's id."""
    await clinic.admit(patient, **more)
    releases = await kept(clinic, *TEXTS.values())
    body = {"protocol": "mini.course", "releases": releases}
    return text_of(await clinic.post(f"/v1/patients/{patient}/episodes", body), "id")


async def stands(clinic: Clinic, session: str) -> list[tuple[object, object]]:
    frames = rows_of(object_of(await clinic.get(f"/v1/sessions/{session}"), "stack")["frames"])
    return [(frame["protocol"], frame["node"]) for frame in frames]


async def held(clinic: Clinic, episode: str, said: tuple[str, ...] = SAID) -> str:
    """One session from its opening to its close; its id."""
    session = await clinic.open(episode)
    await clinic.hold(session, said)
    await clinic.close(session)
    return session


async def test_three_sessions_walk_three_nodes_of_a_course_past_the_gate_that_a_clinician_opened(
    clinic: Clinic,
) -> None:
    episode = await begun(clinic)
    first = await held(clinic, episode)
    assert await stands(clinic, first) == [("mini.course", "clear"), ("mini.talk", "bye")]
    [gate] = rows_of(await clinic.get(f"/v1/episodes/{episode}/gates"))
    assert (gate["protocol"], gate["edge"], gate["state"], gate["holds"]) == (
        "mini.course",
        "clear>work",
        "waiting",
        True,
    )
    [waiting] = rows_of(object_of({"it": await clinic.get("/v1/gates")}, "it")["items"])
    assert (waiting["patient"], waiting["episode"], waiting["gate"]) == ("p-1", episode, gate)
    second = await clinic.open(episode)
    assert await stands(clinic, second) == [("mini.course", "prepare"), ("mini.talk", "ask")]
    why = await clinic.get(f"/v1/sessions/{second}/turns/1/why")
    [decision] = rows_of(object_of({"why": why}, "why")["decisions"])
    assert (decision["protocol"], decision["node"], decision["taken"]) == ("mini.course", "clear", "clear>prepare")
    waited = rows_of(decision["candidates"])[0]
    assert (waited["verdict"], waited["inputs"]) == ("gated", {"fear": 7, "gate.clinician": False})
    await clinic.hold(second, SAID)
    await clinic.close(second)

    body = {"protocol": "mini.course", "edge": "clear>work", "reason": "the heart was checked"}
    opening = await clinic.post(f"/v1/episodes/{episode}/gates", body)
    assert (opening["actor"], opening["reason"]) == ("local", "the heart was checked")
    third = await clinic.open(episode)
    assert await stands(clinic, third) == [("mini.course", "work"), ("mini.exposure", "step")]
    await clinic.hold(third, ("It rose and fell.", "It fell again."))
    await clinic.close(third)
    [kept_episode] = rows_of(await clinic.get("/v1/patients/p-1/episodes"))
    assert kept_episode["ended_at"] is not None
    refused = await clinic.post(f"/v1/episodes/{episode}/sessions", {"mode": "simulated"}, status=409)
    assert refused["type"] == "/problems/episode-ended"
    for session in (first, second, third):
        replayed = object_of({"it": await clinic.get(f"/v1/sessions/{session}/replay")}, "it")
        assert (replayed["whole"], replayed["differences"]) == (True, [])


async def test_only_a_clinician_opens_a_gate_and_takes_it_back(deployment: Service) -> None:
    async with deployment.running(auth="keys") as clinic:
        auditor = await clinic.key("local", "aud", Role.AUDITOR)
        doctor = await clinic.key("local", "doc", Role.CLINICIAN)
        stranger = await clinic.key("elsewhere", "str", Role.CLINICIAN)
        clinic.client.headers.update(doctor)
        episode = await begun(clinic)
        path = f"/v1/episodes/{episode}/gates"
        body = {"protocol": "mini.course", "edge": "clear>work", "reason": "seen"}
        for who, status in ((auditor, 403), (stranger, 404), (doctor, 201)):
            clinic.client.headers.update(who)
            await clinic.post(path, body, status=status)
        clinic.client.headers.update(doctor)
        assert (await clinic.post(path, body, status=409))["type"] == "/problems/gate-open"
        nowhere = await clinic.post(path, {**body, "edge": "clear>prepare"}, status=404)
        assert (nowhere["type"], nowhere["edge"]) == ("/problems/no-such-gate", "clear>prepare")
        await clinic.post(path, {**body, "reason": ""}, status=422)
        [gate] = rows_of(await clinic.get(path))
        opening = text_of(object_of(gate, "opening"), "id")
        back = await clinic.post(f"{path}/{opening}/withdraw", {"reason": "chest pain"}, status=200)
        assert (back["withdrawn_by"], back["withdrawn_reason"]) == ("doc", "chest pain")
        assert (await clinic.post(f"{path}/{opening}/withdraw", {"reason": "x"}, status=409))[
            "type"
        ] == "/problems/gate-not-open"


async def test_values_that_grew_too_old_are_listed_to_be_verified_again(deployment: Service) -> None:
    async with deployment.running() as clinic:
        episode = await begun(clinic)
        session = await held(clinic, episode)
        path = f"/v1/episodes/{episode}/slots"
        [fresh] = rows_of(await clinic.get(path))
        deployment.clock.advance(days=31)
        [old] = rows_of(await clinic.get(path))
        assert (fresh["slot"], fresh["value"], fresh["quote"], fresh["session"], fresh["verify_again"]) == (
            "fear",
            7,
            "seven",
            session,
            False,
        )
        assert old == {**fresh, "verify_again": True}


async def test_a_session_broken_off_too_long_ago_calls_a_clinician_who_acknowledges(deployment: Service) -> None:
    async with deployment.running() as clinic:
        episode = await begun(clinic)
        await held(clinic, episode, ())
        deployment.clock.advance(days=11)
        session = await clinic.open(episode)
        [call] = rows_of(await clinic.get("/v1/patients/p-1/escalations"))
        assert (call["event"], call["session"], call["acknowledged_by"]) == (None, session, None)
        assert "ask of mini.talk" in text_of(call, "why")
        seen = await clinic.post(f"/v1/escalations/{call['id']}/acknowledge", status=200)
        again = await clinic.post(f"/v1/escalations/{call['id']}/acknowledge", status=200)
        assert seen["acknowledged_by"] == "local"
        assert again == seen


async def test_a_release_is_made_signed_listed_and_an_episode_moves_to_it(clinic: Clinic) -> None:
    episode = await begun(clinic)
    session = await held(clinic, episode)
    others = (text for name, text in TEXTS.items() if name != "mini.course")
    made = await kept(clinic, COURSE.replace("1.0.0", "1.1.0").replace("clear", "cleared"), *others)
    release = made["mini.course"]
    newer = {"mini.course": release}
    signed = await clinic.post(f"/v1/releases/{release}/sign", {"statement": "read it whole"})
    assert (signed["actor"], signed["statement"]) == ("local", "read it whole")
    assert (await clinic.post(f"/v1/releases/{release}/sign", status=409))["type"] == "/problems/already-there"
    listed = {text_of(each, "id"): each for each in rows_of(await clinic.get("/v1/releases"))}
    assert [text_of(each, "actor") for each in rows_of(listed[release]["signatures"])] == ["local"]
    assert (listed[release]["clinical_review"], listed[release]["level"]) == ("none", "course")

    path, body = f"/v1/episodes/{episode}/moves", {"releases": newer, "reason": "newer"}
    plan = await clinic.post(f"{path}/check", {"releases": newer}, status=200)
    [finding] = rows_of(plan["findings"])
    assert (finding["code"], finding["where"]) == ("no_image", "clear")
    refused = await clinic.post(path, body, status=409)
    assert (refused["type"], refused["findings"]) == ("/problems/move-refused", [finding])
    nodes = {"mini.course": {"clear": "cleared"}}
    move = await clinic.post(path, {**body, "nodes": nodes})
    assert (move["actor"], move["reason"], move["after_session"], move["nodes"]) == ("local", "newer", 1, nodes)
    assert rows_of(await clinic.get(path)) == [move]
    following = await clinic.open(episode)
    assert await stands(clinic, following) == [("mini.course", "prepare"), ("mini.talk", "ask")]
    for each in (session, following):
        assert object_of({"it": await clinic.get(f"/v1/sessions/{each}/replay")}, "it")["differences"] == []


async def test_a_file_with_errors_becomes_no_release(clinic: Clinic) -> None:
    await clinic.admit()
    unfit = await clinic.post("/v1/releases", {"files": [TALK]}, status=422)
    assert unfit["type"] == "/problems/release-unfit"
    assert "unknown_protocol" in str(unfit["findings"])
    refused = await clinic.post("/v1/releases", {"files": ["{"]}, status=422)
    assert refused["type"] == "/problems/protocol-refused"
    missing = await clinic.post(
        "/v1/patients/p-1/episodes", {"protocol": "mini.talk", "releases": {"mini.talk": "0" * 64}}, status=404
    )
    assert missing["type"] == "/problems/not-found"


async def test_a_release_in_shadow_says_where_a_patients_sessions_would_have_gone_another_way(clinic: Clinic) -> None:
    episode = await begun(clinic)
    session = await held(clinic, episode)
    newer = await kept(clinic, SHORTER, *(text for name, text in TEXTS.items() if name != "mini.talk"))
    body = {"releases": {"mini.talk": newer["mini.talk"]}}
    [shadowed] = rows_of(await clinic.post("/v1/patients/p-1/shadow", body, status=200))
    assert (shadowed["session"], shadowed["turns"]) == (session, 3)
    [differs] = rows_of(shadowed["differs"])
    assert (differs["turn"], differs["was"], differs["now"]) == (2, "ask>breathe", "ask>tell")


async def test_the_command_line_says_why_replays_shadows_releases_and_signs(
    deployment: Service, command: Command, tmp_path: Path
) -> None:
    async with deployment.running() as clinic:
        episode = await begun(clinic, locale="zh-CN")
        session = await held(clinic, episode, ("七分。", "很暖和。", "我妹妹最重要。"))
        for name, text in TEXTS.items():
            (tmp_path / f"{name}.yaml").write_text(text, encoding="utf-8")
        code, out, _ = await command("session", "why", session, "6")
        assert code == 0
        for said in (
            f"会谈 {session} 第 6 轮",
            "从话中读到的内容",
            "mini.course：从 intake 到 clear",
            "等待临床工作者放行",
            "条件成立，还须由临床工作者放行",
        ):
            assert said in out
        assert "the guard" not in out
        chinese = await clinic.get(f"/v1/sessions/{session}/turns/6/why?lang=zh-CN")
        stored = await clinic.get(f"/v1/sessions/{session}/turns/6/why")
        assert "条件成立，还须由临床工作者放行" in json.dumps(chinese, ensure_ascii=False)
        assert "the guard holds, and a clinician has to open the gate" in json.dumps(stored)
        assert (await command("session", "why", session, "6", "--lang", "fr"))[0] == ExitCode.USAGE
        _, english, _ = await command("session", "why", session, "6", "--lang", "en")
        assert "waits for a clinician" in english
        assert "mini.course: stayed at clear" in english
        _, told, _ = await command("session", "why", session, "2", "--json")
        assert json.loads(told)["claims"][0]["quote"] == "七分"
        assert (await command("session", "replay", session))[:2] == (
            0,
            f"session {session}: 3 client turns, exactly as on record.\n",
        )
        shorter = tmp_path / "shorter.yaml"
        shorter.write_text(SHORTER, encoding="utf-8")
        code, out, _ = await command("protocol", "shadow", str(shorter))
        assert (code, "1 would have gone another way" in out, "ask>tell" in out) == (0, True, True)
        files = [str(tmp_path / f"{name}.yaml") for name in TEXTS]
        code, out, err = await command("protocol", "release", *files, "--json")
        assert code == 0, err
        made: list[Json] = json.loads(out)
        release = text_of(made[0], "id")
        code, out, _ = await command("protocol", "sign", release[:16], "--statement", "read")
        assert (code, out) == (0, f"{release} is signed by {deployment.settings.actor_name} (local).\n")
        _, out, _ = await command("protocol", "release", "--json")
        listed = {each["id"]: each["signed_by"] for each in json.loads(out)["items"]}
        assert listed[release] == [deployment.settings.actor_name]
        code, _, err = await command("protocol", "release", files[1])
        assert (code, "unknown_protocol" in err) == (1, True)
        code, _, err = await command("session", "replay", "nowhere")
        assert (code, "no session nowhere" in err) == (1, True)
