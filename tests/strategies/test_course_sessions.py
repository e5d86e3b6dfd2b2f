"""A course over its sessions: what is carried, what is decided in between, and what a broken-off session leaves."""

from dataclasses import replace
from functools import partial

import pytest

from memory.record.course import GateOpening
from memory.record.identity import Language
from memory.record.session import EdgeDecision, FrameStack
from memory.store.store import Store
from strategies.course.clinician import fork
from strategies.course.errors import EpisodeEnded
from strategies.speech.scripted_chat import ScriptedChat
from tests.conftest import CountedIds, FixedClock
from tests.strategies.course_kit import CLINICIAN, SCOPE, Course, Sure, begin, distinct_replies, voices_of
from tests.strategies.levels import MINI, library_of
from tests.strategies.levels import TALK as TALK_TEXT

TALK = ("A seven.", "It was warm.", "My sister matters.")
RESUMED = "It is good to see you again. Last time we stopped midway; let us go on from there. "
BRIDGED = "It is good to see you again. Last time we did not get to the end; we will come back to it. "
ASK = "From 0 to 10, how strong is the fear?"


async def course_of(
    store: Store, clock: FixedClock, ids: CountedIds, *, protocol: str = "mini.course", language: Language = Language.EN
) -> Course:
    voices = voices_of(ScriptedChat(distinct_replies()))
    return await begin(store, clock, ids, voices, language=language, protocol=protocol, library=MINI)


async def decided(course: Course, turn: int = 1) -> list[EdgeDecision]:
    async with course.store.read(SCOPE) as work:
        return await work.decisions.of_turn(course.session.id, turn)


async def open_gate(course: Course, edge: str = "clear>work") -> None:
    gate = GateOpening(
        tenant=SCOPE.tenant,
        patient=SCOPE.patient,
        id=course.ids(),
        episode=course.episode.id,
        protocol="mini.course",
        edge=edge,
        actor=CLINICIAN.id,
        reason="heart checked",
        at=course.clock(),
    )
    async with course.store.write(SCOPE) as work:
        await work.gates.add(gate)


async def ended_at(course: Course) -> object:
    async with course.store.read(SCOPE) as work:
        return (await work.episodes.get(course.episode.id)).ended_at


async def test_three_sessions_walk_a_course_past_its_gate_to_its_end(
    store: Store, clock: FixedClock, ids: CountedIds
) -> None:
    course = await course_of(store, clock, ids)
    assert await course.stack() == [("mini.course", "intake"), ("mini.talk", "ask")]
    first = await course.walk(TALK)
    assert [each.ended for each in first] == [False, False, True]
    assert await course.stack() == [("mini.course", "clear"), ("mini.talk", "bye")]
    assert [(each.protocol, each.taken) for each in await decided(course, 6)] == [
        ("mini.talk", "tell>bye"),
        ("mini.course", "intake>clear"),
        ("mini.course", "stay"),
    ]
    await course.close()

    await course.open()
    assert await course.stack() == [("mini.course", "prepare"), ("mini.talk", "ask")]
    opening = await decided(course)
    assert [(each.node, each.taken) for each in opening] == [("clear", "clear>prepare")]
    assert opening[0].candidates[0].inputs == {"fear": 7, "gate.clinician": False}
    await course.walk(TALK)
    await course.close()
    await open_gate(course)

    await course.open()
    assert await course.stack() == [("mini.course", "work"), ("mini.exposure", "step")]
    assert course.opening.text == "Stay with it for a moment. What happens?"
    assert (await course.say("It rose and it fell.")).ended is False
    assert (await course.say("It fell again.")).ended is True
    assert await ended_at(course) == course.clock()
    await course.close()
    with pytest.raises(EpisodeEnded):
        await course.open()


async def test_the_patients_values_come_from_the_session_that_returned_them_with_their_words(
    store: Store, clock: FixedClock, ids: CountedIds
) -> None:
    course = await course_of(store, clock, ids)
    await course.walk(TALK)
    async with store.read(SCOPE) as work:
        claims = await work.slots.of_session(course.session.id)
    assert [(each.protocol, each.slot, each.value, each.quote) for each in claims] == [
        ("mini.talk", "fear_now", 7, "seven"),
        ("mini.course", "fear", 7, "seven"),
        ("mini.pause", "note", "It was warm.", "It was warm."),
        ("mini.talk", "note", "My sister matters.", "My sister matters."),
    ]


async def test_a_value_older_than_its_time_is_not_used_and_is_listed_in_the_brief(
    store: Store, clock: FixedClock, ids: CountedIds
) -> None:
    course = await course_of(store, clock, ids)
    await course.walk(TALK)
    await course.close()
    await open_gate(course)
    await course.open(days=31)
    assert await course.stack() == [("mini.course", "prepare"), ("mini.talk", "ask")]
    assert "Too old to rely on, ask again:\n- fear, 0 to 10: was “7” on 2026-03-02" in course.session.brief
    assert (await decided(course))[0].candidates[0].inputs == {"fear": None, "gate.clinician": True}


async def test_a_value_as_old_as_its_time_is_still_used(
    sqlite_store: Store, clock: FixedClock, ids: CountedIds
) -> None:
    course = await course_of(sqlite_store, clock, ids)
    await course.walk(TALK)
    await course.close()
    await open_gate(course)
    await course.open(days=30)
    assert (await course.stack())[0] == ("mini.course", "work")
    assert "Too old" not in course.session.brief


@pytest.mark.parametrize(
    ("days", "said", "node", "opening", "taken"),
    [
        (10, (), "ask", RESUMED + ASK, "reentry:resume"),
        (11, (), "ask", ASK, "reentry:escalate"),
        (3, ("A seven.",), "ask", ASK, "reentry:restart"),
        (3, ("A seven.", "Warm."), "ask", BRIDGED + ASK, "reentry:bridge"),
    ],
)
async def test_a_session_that_was_broken_off_is_taken_up_as_its_step_asks(
    store: Store,
    clock: FixedClock,
    ids: CountedIds,
    days: int,
    said: tuple[str, ...],
    node: str,
    opening: str,
    taken: str,
) -> None:
    course = await course_of(store, clock, ids)
    await course.walk(said)
    await course.close()
    await course.open(days=days)
    assert await course.stack() == [("mini.course", "intake"), ("mini.talk", node)]
    assert course.opening.text == opening
    [step] = await decided(course)
    assert (step.taken, [each.edge for each in step.candidates if each.verdict == "taken"]) == (taken, [taken])
    assert step.candidates[0].inputs["days"] == days
    async with store.read(SCOPE) as work:
        escalations = await work.risk.escalations()
    asked = [(each.event, each.session, each.tier) for each in escalations]
    assert asked == ([(None, course.session.id, 1)] if taken == "reentry:escalate" else [])
    assert ("broke off" in course.session.brief) == (taken in ("reentry:resume", "reentry:bridge"))


async def test_a_resumed_session_knows_what_it_knew_and_counts_on(
    sqlite_store: Store, clock: FixedClock, ids: CountedIds
) -> None:
    course = await course_of(sqlite_store, clock, ids)
    await course.say("Hard to say.")
    async with sqlite_store.read(SCOPE) as work:
        before = (await work.sessions.stack(course.session.id)).frames
    await course.close(abandoned=True)
    await course.open(days=2)
    async with sqlite_store.read(SCOPE) as work:
        after = (await work.sessions.stack(course.session.id)).frames
    assert after == before
    assert after[-1].turns == 1
    assert (await course.say("I cannot say.")).node == "pause"


async def test_a_session_in_chinese_is_taken_up_in_chinese(
    sqlite_store: Store, clock: FixedClock, ids: CountedIds
) -> None:
    course = await course_of(sqlite_store, clock, ids, language=Language.ZH)
    await course.close()
    await course.open(days=2)
    assert course.opening.text.startswith("很高兴再见到你。上次我们谈到一半停下了，我们从那里接着谈。")
    assert "上次会谈在这一步中断：询问害怕程度。" in course.session.brief


async def test_a_step_that_an_alarm_broke_into_may_call_a_clinician_before_it_goes_on(
    store: Store, clock: FixedClock, ids: CountedIds
) -> None:
    library = library_of(talk=TALK_TEXT.replace("{next_session: bridge}", "{same_session: escalate}"))
    voices = voices_of(ScriptedChat(distinct_replies()))
    course = await begin(store, clock, ids, voices, protocol="mini.course", library=library)
    await course.walk((*TALK[:2], "Sometimes I wish I would not wake up.", "Yes.", "No.", "No."))
    await course.walk(("I hide.", "A walk.", "My aunt.", "I go to her."))
    assert len(await course.stack()) == 3
    await course.say("Yes.")
    assert await course.stack() == [("mini.course", "intake"), ("mini.talk", "tell")]
    async with store.read(SCOPE) as work:
        calls = [each for each in await work.risk.escalations() if each.event is None]
    assert [(each.session, each.why) for each in calls] == [
        (course.session.id, "tell was interrupted, and that step asks for a clinician before it goes on")
    ]
    assert (await course.say("My sister matters.")).ended is True


async def test_a_trial_moves_no_course_and_ends_no_episode(
    sqlite_store: Store, clock: FixedClock, ids: CountedIds
) -> None:
    course = await course_of(sqlite_store, clock, ids)
    await course.walk(("A two.", "Warm."))
    await course.close()
    trial = (await fork(course.session.id, 5, node=None, scope=SCOPE, engine=course.engine)).session
    held, course.session = course.session, trial
    ended = await course.say("My sister.")
    assert ended.ended is True
    assert await course.stack() == [("mini.course", "done"), ("mini.talk", "bye")]
    assert await ended_at(course) is None
    await course.close()
    assert (await course.open(days=3)).forked_from is None
    assert held.n == 1
    assert await course.stack() == [("mini.course", "intake"), ("mini.talk", "ask")]
    async with sqlite_store.read(SCOPE) as work:
        assert await work.lasting.before(9, ["fear"]) == []


async def test_a_yes_with_the_sentence_that_shows_it_leads_on_and_both_are_kept(
    store: Store, clock: FixedClock, ids: CountedIds
) -> None:
    course = await course_of(store, clock, ids, protocol="mini.exposure")
    answers = {"state:step": ("yes", 0.9), "quote:state:step": ("s2", 0.6)}
    course.now = replace(course.now, decide=ScriptedChat(lambda _: "A"), decider=partial(Sure, answers=answers))
    exchange = await course.say("I was afraid. Then it fell. I stayed.")
    assert (exchange.ended, exchange.calls) == (True, 1)
    [step] = await decided(course, 2)
    edge = next(each for each in step.candidates if each.edge == "step>bye")
    assert (edge.verdict, edge.p, edge.threshold) == ("taken", 0.9, 0.7)
    assert (edge.inputs["state.reached"], edge.inputs["state.quote"]) == ("yes", "Then it fell.")
    assert step.inputs is not None
    assert [(answer.question, answer.choice, answer.quote) for answer in step.inputs.answers] == [
        ("state:step", "yes", "Then it fell.")
    ]
    async with store.read(SCOPE) as work:
        calls = await work.calls.of_turn(course.session.id, 2)
    assert [call.template for call in calls] == ["decide:mini.exposure:state:step"] * 2


async def test_a_yes_that_no_sentence_shows_does_not_lead_on(
    sqlite_store: Store, clock: FixedClock, ids: CountedIds
) -> None:
    course = await course_of(sqlite_store, clock, ids, protocol="mini.exposure")
    answers = {"state:step": ("yes", 0.9), "quote:state:step": ("none", 0.6)}
    course.now = replace(course.now, decide=ScriptedChat(lambda _: "A"), decider=partial(Sure, answers=answers))
    assert (await course.say("I was afraid. Then it fell.")).ended is False
    assert (await decided(course, 2))[0].taken == "stay"


async def test_a_session_kept_before_frames_held_values_goes_on_with_what_its_claims_say(
    sqlite_store: Store, clock: FixedClock, ids: CountedIds
) -> None:
    course = await course_of(sqlite_store, clock, ids, protocol="mini.talk")
    await course.say("A seven.")
    async with sqlite_store.write(SCOPE) as work:
        kept = await work.sessions.stack(course.session.id)
        old = tuple(replace(frame, slots={}) for frame in kept.frames)
        await work.sessions.push_stack(
            FrameStack(tenant=kept.tenant, patient=kept.patient, session=kept.session, turn=4, frames=old)
        )
    await course.say("It was warm.")
    async with sqlite_store.read(SCOPE) as work:
        [frame] = (await work.sessions.stack(course.session.id)).frames
    assert (frame.node, frame.slots) == ("tell", {"fear_now": 7, "name": "It was warm."})
