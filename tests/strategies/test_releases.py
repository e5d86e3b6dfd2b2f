"""Releases: made of files that pass the check, signed by name, pinned, and left only by a checked map of nodes."""

from collections.abc import Mapping
from dataclasses import replace

import pytest

from memory.record.course import GateOpening
from memory.store.errors import AlreadyThere, NotFound
from memory.store.store import Store
from strategies.course.errors import (
    GateNotOpen,
    GateStandsOpen,
    MoveRefused,
    NoSuchGate,
    ReleaseUnfit,
    SessionStillOpen,
)
from strategies.course.gating import GateState, gates_of, open_gate, withdraw_gate
from strategies.course.releasing import keep_releases, kept_releases, move_episode, plan_move, sign_release
from strategies.course.replaying import replay_session
from strategies.course.session import begin_episode
from strategies.graph.errors import ProtocolRefused, UnknownProtocol
from strategies.graph.library import Library
from strategies.graph.release import compile_release
from strategies.speech.scripted_chat import ScriptedChat
from tests.conftest import CountedIds, FixedClock
from tests.strategies.course_kit import CLINICIAN, SCOPE, SHIPPED, Course, begin, distinct_replies, voices_of
from tests.strategies.levels import COURSE, MINI, PAUSE, TALK, protocol_of

SAID = ("A seven.", "It was warm.", "My sister matters.")


async def mini(store: Store, clock: FixedClock, ids: CountedIds) -> Course:
    voices = voices_of(ScriptedChat(distinct_replies()))
    return await begin(store, clock, ids, voices, protocol="mini.course", library=MINI)


async def kept(course: Course, *texts: str) -> dict[str, str]:
    """The texts as kept releases: protocol id -> release id."""
    compiled = Library(compile_release(protocol_of(text)) for text in texts)
    return await course.engine.releases.pin(compiled, now=course.clock())


async def moved(course: Course, releases: Mapping[str, str], nodes: Mapping[str, Mapping[str, str]]) -> None:
    move = await move_episode(
        course.episode.id, releases, nodes, reason="newer", actor=CLINICIAN, scope=SCOPE, engine=course.engine
    )
    assert (move.actor, move.reason, move.at) == (CLINICIAN.id, "newer", course.clock())


RENAMED_COURSE = COURSE.replace("version: 1.0.0", "version: 1.1.0").replace("clear", "cleared")
RENAMED_TALK = TALK.replace("version: 1.0.0", "version: 1.1.0").replace("tell", "hear")
NODES = {"mini.course": {"clear": "cleared"}, "mini.talk": {"tell": "hear"}}


async def test_an_episode_pins_what_it_may_reach_and_keeps_it_when_the_shipped_files_change(
    store: Store, clock: FixedClock, ids: CountedIds
) -> None:
    course = await mini(store, clock, ids)
    assert set(course.episode.releases) == {
        "mini.course",
        "mini.talk",
        "mini.pause",
        "mini.exposure",
        *SHIPPED.reach("safety_screen"),
    }
    await course.walk(SAID)
    await course.close()
    await course.open()
    async with store.read(SCOPE) as work:
        frames = (await work.sessions.stack(course.session.id)).frames
    assert [frame.release for frame in frames] == [MINI["mini.course"].release, MINI["mini.talk"].release]


async def test_an_episode_moves_between_sessions_and_its_old_sessions_still_replay(
    store: Store, clock: FixedClock, ids: CountedIds
) -> None:
    course = await mini(store, clock, ids)
    first = course.session.id
    await course.walk(SAID)
    releases = await kept(course, RENAMED_COURSE, RENAMED_TALK)
    with pytest.raises(SessionStillOpen):
        await moved(course, releases, NODES)
    await course.close()
    await moved(course, releases, NODES)
    await course.open()
    assert await course.stack() == [("mini.course", "prepare"), ("mini.talk", "ask")]
    async with store.read(SCOPE) as work:
        [opening] = await work.decisions.of_turn(course.session.id, 1)
        frames = (await work.sessions.stack(course.session.id)).frames
    assert (opening.node, opening.taken) == ("cleared", "cleared>prepare")
    assert frames[0].visits == {"intake": 1, "cleared": 1, "prepare": 1}
    assert {frame.protocol: frame.release for frame in frames} == releases
    await course.walk(SAID)
    for session in (first, course.session.id):
        result = await replay_session(session, scope=SCOPE, store=course.store, releases=course.engine.releases)
        assert (result.turns, result.differences) == (3, ())


async def test_a_session_that_was_broken_off_is_resumed_at_the_image_of_its_node(
    sqlite_store: Store, clock: FixedClock, ids: CountedIds
) -> None:
    course = await mini(sqlite_store, clock, ids)
    await course.say("Hard to say.")
    await course.close()
    await moved(
        course,
        await kept(course, TALK.replace("  ask:\n", "  rate:\n").replace("start: ask", "start: rate")),
        {"mini.talk": {"ask": "rate"}},
    )
    await course.open(days=3)
    assert await course.stack() == [("mini.course", "intake"), ("mini.talk", "rate")]
    result = await replay_session(course.session.id, scope=SCOPE, store=course.store, releases=course.engine.releases)
    assert result.differences == ()


@pytest.mark.parametrize(
    ("texts", "nodes", "codes"),
    [
        ((RENAMED_COURSE,), {}, [("no_image", "mini.course", "clear")]),
        ((RENAMED_COURSE,), {"mini.course": {"clear": "nowhere"}}, [("no_image", "mini.course", "clear")]),
        ((RENAMED_COURSE,), {"mini.course": {"clear": "prepare"}}, [("image_differs", "mini.course", "clear")]),
        (
            (RENAMED_COURSE,),
            {"mini.course": {"clear": "cleared", "gone": "work"}},
            [("unknown_node", "mini.course", "gone")],
        ),
        (
            (
                COURSE.replace("fear: fear_now", "gone: fear_now")
                .replace("fear:\n", "gone:\n")
                .replace("fear !=", "gone !=")
                .replace("fear >=", "gone >=")
                .replace("worst: fear", "worst: gone"),
            ),
            {},
            [("slot_lost", "mini.course", "fear")],
        ),
        (
            (TALK.replace("{type: int, range: [0, 10], reader: rating", "{type: int, range: [1, 10], reader: rating"),),
            {},
            [("slot_differs", "mini.talk", "fear_now")],
        ),
        ((PAUSE.replace("note: {type: text", "note: {type: bool"),), {}, [("slot_differs", "mini.pause", "note")]),
        (
            (TALK.replace("mini.pause", "mini.rest"),),
            {},
            [("protocol_missing", "mini.talk", "mini.rest"), ("image_differs", "mini.talk", "breathe")],
        ),
        ((PAUSE.replace("level: skill", "level: session"),), {}, [("level_differs", "mini.pause", "")]),
        (
            (TALK.replace("version: 1.0.0", "version: 2.0.0"),),
            {"mini.rest": {}},
            [("unknown_protocol", "mini.rest", "")],
        ),
    ],
)
async def test_a_move_that_loses_a_place_a_gate_or_a_value_is_refused_with_findings(
    sqlite_store: Store,
    clock: FixedClock,
    ids: CountedIds,
    texts: tuple[str, ...],
    nodes: dict[str, dict[str, str]],
    codes: list[tuple[str, str, str]],
) -> None:
    course = await mini(sqlite_store, clock, ids)
    await course.walk(SAID)
    await course.close()
    releases = await kept(course, *texts)
    plan = await plan_move(course.episode.id, releases, nodes, scope=SCOPE, engine=course.engine)
    assert [(each.code, each.protocol, each.where) for each in plan.findings] == codes
    with pytest.raises(MoveRefused) as refused:
        await moved(course, releases, nodes)
    assert [each["code"] for each in refused.value.findings] == [code for code, _, _ in codes]
    async with sqlite_store.read(SCOPE) as work:
        assert (await work.episodes.get(course.episode.id)).releases == course.episode.releases


async def test_a_release_of_another_protocol_is_refused(
    sqlite_store: Store, clock: FixedClock, ids: CountedIds
) -> None:
    course = await mini(sqlite_store, clock, ids)
    release = course.episode.releases["mini.talk"]
    with pytest.raises(UnknownProtocol):
        await plan_move(course.episode.id, {"mini.course": release}, {}, scope=SCOPE, engine=course.engine)
    with pytest.raises(NotFound):
        await plan_move(course.episode.id, {"mini.talk": "0" * 64}, {}, scope=SCOPE, engine=course.engine)


async def test_a_file_becomes_a_release_only_without_errors_and_is_signed_by_name(
    store: Store, clock: FixedClock, ids: CountedIds
) -> None:
    course = await mini(store, clock, ids)
    with pytest.raises(ProtocolRefused):
        await keep_releases(["nonsense"], shipped=SHIPPED, releases=course.engine.releases, clock=clock)
    with pytest.raises(ReleaseUnfit) as unfit:
        await keep_releases(
            [PAUSE.replace("{to: out, after: exhausted}", "{to: out, when: 'note != null'}")],
            shipped=SHIPPED,
            releases=course.engine.releases,
            clock=clock,
        )
    assert any("no_exhausted_edge" in finding for finding in unfit.value.findings)
    newer = SHIPPED["safety_screen"].canonical.replace('"version":"', '"version":"9')
    text = newer.replace('"id":"safety_screen"', '"id":"own_screen"')
    [compiled] = await keep_releases([text], shipped=SHIPPED, releases=course.engine.releases, clock=clock)
    async with store.catalogue() as catalogue:
        await catalogue.actors.add(CLINICIAN)
    signature = await sign_release(compiled.release, statement="read it", actor=CLINICIAN, store=store, clock=clock)
    assert (signature.name, signature.at) == ("Dr Lin", clock())
    with pytest.raises(AlreadyThere):
        await sign_release(compiled.release, statement="again", actor=CLINICIAN, store=store, clock=clock)
    with pytest.raises(NotFound):
        await sign_release("0" * 64, statement="", actor=CLINICIAN, store=store, clock=clock)
    found = [each for each in await kept_releases(SCOPE.tenant, store=store) if each.signatures]
    assert [(each.protocol, each.clinical_review, each.signatures) for each in found] == [
        ("own_screen", "none", (signature,))
    ]
    assert await kept_releases("elsewhere", store=store) == tuple(
        replace(each, signatures=()) for each in await kept_releases(SCOPE.tenant, store=store)
    )


async def test_an_episode_can_begin_with_a_kept_release_in_the_place_of_a_shipped_one(
    sqlite_store: Store, clock: FixedClock, ids: CountedIds
) -> None:
    course = await mini(sqlite_store, clock, ids)
    releases = {name: course.episode.releases[name] for name in ("mini.talk", "mini.pause")}
    episode = await begin_episode("mini.talk", shipped=SHIPPED, releases=releases, scope=SCOPE, engine=course.engine)
    assert {name: episode.releases[name] for name in releases} == releases
    with pytest.raises(UnknownProtocol):
        await begin_episode(
            "mini.talk", shipped=SHIPPED, releases={"other": releases["mini.talk"]}, scope=SCOPE, engine=course.engine
        )


async def test_gates_are_listed_opened_once_and_withdrawn(store: Store, clock: FixedClock, ids: CountedIds) -> None:
    course = await mini(store, clock, ids)
    episode, engine = course.episode.id, course.engine

    async def states() -> list[tuple[str, GateState, bool | None]]:
        return [(gate.edge, gate.state, gate.holds) for gate in await gates_of(episode, scope=SCOPE, engine=engine)]

    async def opened() -> GateOpening:
        return await open_gate(
            episode,
            protocol="mini.course",
            edge="clear>work",
            reason="heart checked",
            actor=CLINICIAN,
            scope=SCOPE,
            engine=engine,
        )

    assert await states() == [("clear>work", GateState.AHEAD, None)]
    await course.walk(SAID)
    assert await states() == [("clear>work", GateState.WAITING, True)]
    opening = await opened()
    assert (opening.actor, opening.reason) == (CLINICIAN.id, "heart checked")
    assert await states() == [("clear>work", GateState.OPEN, True)]
    with pytest.raises(GateStandsOpen):
        await opened()
    with pytest.raises(NoSuchGate):
        await open_gate(
            episode,
            protocol="mini.course",
            edge="clear>prepare",
            reason="x",
            actor=CLINICIAN,
            scope=SCOPE,
            engine=engine,
        )
    withdrawn = await withdraw_gate(
        episode, opening.id, reason="chest pain", actor=CLINICIAN, scope=SCOPE, engine=engine
    )
    assert (withdrawn.withdrawn_by, withdrawn.withdrawn_reason) == (CLINICIAN.id, "chest pain")
    with pytest.raises(GateNotOpen):
        await withdraw_gate(episode, opening.id, reason="x", actor=CLINICIAN, scope=SCOPE, engine=engine)
    assert await states() == [("clear>work", GateState.WAITING, True)]
    await course.close()
    await course.open()
    assert (await course.stack())[0] == ("mini.course", "prepare")
