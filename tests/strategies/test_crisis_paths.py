"""Each kind of danger goes its own way: own words, own questions, without a model; then the safety screen."""

from dataclasses import replace
from importlib.resources import files

import pytest

from memory.record.crisis import SafetyPart
from memory.record.identity import Language
from memory.record.risk import RiskEvent, RiskEventState, RiskKind
from memory.record.session import TurnOrigin
from memory.store.store import Store
from strategies.course.clinician import fork
from strategies.course.corrections import acknowledge
from strategies.course.replaying import replay_session
from strategies.graph.library import Library
from strategies.graph.load import load_protocol
from strategies.graph.release import compile_release
from strategies.risk.paths import LEAST, OWN, SCREEN, Path, parts_of
from strategies.risk.reading import Reading
from strategies.risk.templates import crisis_reply, seen_lines
from strategies.speech.scripted_chat import ScriptedChat
from tests.conftest import CountedIds, FixedClock
from tests.strategies.course_kit import (
    CLINICIAN,
    PROTOCOL,
    SCOPE,
    SHIPPED,
    Course,
    MustNotSpeak,
    begin,
    distinct_replies,
    line_of,
    voices_of,
)

VIOLENT = "My husband hits me almost every night."
VOICE = "The voices tell me to kill my husband."
BOTH = "The voices tell me to kill my husband, and he hits me."
ILL = "She is not breathing, she is turning blue."
WISH = "Sometimes I wish I would not wake up."
ALARMS = [
    (Language.EN, VIOLENT, Path.VIOLENCE, 2, 3, "safety_violence", "safe"),
    (Language.ZH, "老公昨晚又打我了。", Path.VIOLENCE, 2, 3, "safety_violence", "safe"),
    (Language.EN, "My father hit me when I was a child.", Path.VIOLENCE, 1, 2, "safety_violence", "safe"),
    (Language.EN, VOICE, Path.VOICES, 3, 5, "safety_voices", "says"),
    (Language.ZH, "脑子里的声音叫我去死。", Path.VOICES, 3, 5, "safety_voices", "says"),
    (Language.EN, "I want to hurt my brother.", Path.OTHERS, 2, 3, "safety_others", "intent"),
    (Language.EN, "I am going to kill my boss.", Path.OTHERS, 3, 5, "safety_others", "intent"),
    (Language.ZH, "真想捅死那个混蛋。", Path.OTHERS, 2, 3, "safety_others", "intent"),
    (Language.EN, ILL, Path.MEDICAL, 3, 6, "safety_medical", "call"),
    (Language.ZH, "她昏迷了，怎么叫都叫不醒。", Path.MEDICAL, 3, 6, "safety_medical", "call"),
    (Language.EN, "I cut myself again last night.", Path.SELF_INJURY, 2, 3, SCREEN, "wish"),
    (Language.ZH, "我又用刀片划自己了。", Path.SELF_INJURY, 2, 3, SCREEN, "wish"),
]


async def silent(store: Store, clock: FixedClock, ids: CountedIds, language: Language = Language.EN) -> Course:
    """A session in which nobody may ask a model."""
    nobody = MustNotSpeak()
    return await begin(store, clock, ids, voices_of(nobody, read=nobody, decide=nobody), language=language)


async def events_of(course: Course) -> list[RiskEvent]:
    async with course.store.read(SCOPE) as work:
        return await work.risk.events()


async def called(course: Course) -> list[int]:
    """The tiers of the calls for a clinician."""
    async with course.store.read(SCOPE) as work:
        return [each.tier for each in await work.risk.escalations()]


def states(events: list[RiskEvent]) -> list[tuple[str, int, str]]:
    return [(event.kinds[0].value, event.level, event.state.value) for event in events]


@pytest.mark.parametrize(("language", "words", "path", "tier", "level", "protocol", "node"), ALARMS)
async def test_each_kind_is_answered_in_its_own_words_and_with_its_own_first_question(
    sqlite_store: Store,
    clock: FixedClock,
    ids: CountedIds,
    language: Language,
    words: str,
    path: Path,
    tier: int,
    level: int,
    protocol: str,
    node: str,
) -> None:
    course = await silent(sqlite_store, clock, ids, language)
    said = await course.say(words)
    text = crisis_reply(language, tier, region=None, path=path, ask=False)
    assert said.reply.text == f"{text}\n\n{line_of(node, language, protocol=protocol)}"
    assert text != crisis_reply(language, tier, region=None, ask=False)
    assert (said.risk_tier, said.risk_level, said.calls) == (tier, level, 0)
    own = [] if protocol == SCREEN else [(protocol, node)]
    assert await course.stack() == [(PROTOCOL, "check_in"), (SCREEN, "wish"), *own]
    assert await called(course) == [tier]


async def test_violence_is_asked_about_then_the_screen_then_treatment_goes_on(
    store: Store, clock: FixedClock, ids: CountedIds
) -> None:
    course = await begin(store, clock, ids, voices_of(ScriptedChat(distinct_replies())))
    await course.say(VIOLENT)
    answers = await course.walk(["Yes.", "No.", "Yes.", "No.", "My sister's place is close."])
    assert [each.node for each in answers] == ["seen", "children", "severe", "safer", "wish"]
    assert states(await events_of(course)) == [
        ("harm_from_others", 3, "screened"),
        ("harm_from_others", 4, "screened"),
    ]
    assert await called(course) == [2, 2]
    rest = await course.walk(["No.", "No.", "No.", "Yes, let us go on.", "About a 4."])
    assert [each.node for each in rest] == ["thoughts", "behavior", "all_no", "check_in", "homework_review"]
    async with store.read(SCOPE) as work:
        assert (await work.patient.get()).risk_level == 4
        assert await work.risk.open_events() == []


async def test_who_may_read_the_conversation_is_asked_and_may_stop_it(
    sqlite_store: Store, clock: FixedClock, ids: CountedIds
) -> None:
    course = await silent(sqlite_store, clock, ids, Language.ZH)
    await course.say("老公昨晚又打我了。")
    answers = await course.walk(["安全。", "有。", "不可以。"])
    assert [each.node for each in answers] == ["seen", "careful", "wish"]
    found = await events_of(course)
    assert (found[-1].why, found[-1].tier) == ("refused to answer", 2)
    assert await called(course) == [2, 2]


async def test_not_safe_now_names_help_and_pages_before_the_next_question(
    sqlite_store: Store, clock: FixedClock, ids: CountedIds
) -> None:
    course = await silent(sqlite_store, clock, ids)
    first = await course.say(VIOLENT)
    urgent = await course.say("No.")
    text = crisis_reply(Language.EN, 3, region=None, path=Path.VIOLENCE, said=[first.reply.text], ask=False)
    assert urgent.reply.text == f"{text}\n\n{line_of('reach', protocol='safety_violence')}"
    assert (urgent.risk_tier, urgent.risk_level) == (3, 6)
    assert await called(course) == [2, 3]


async def test_a_refusal_on_a_path_goes_to_a_clinician(sqlite_store: Store, clock: FixedClock, ids: CountedIds) -> None:
    course = await silent(sqlite_store, clock, ids)
    await course.say("I want to hurt my brother.")
    answers = await course.walk(["I'd rather not say.", "No.", "No.", "No.", "Yes."])
    assert [each.node for each in answers] == ["person", "plan", "means", "distance", "wish"]
    assert [(each.tier, each.level, each.why) for each in (await events_of(course))[1:]] == [
        (2, 0, "refused to answer")
    ]
    assert await called(course) == [2, 2]


async def test_of_two_kinds_the_more_urgent_leads_and_one_call_goes_out(
    sqlite_store: Store, clock: FixedClock, ids: CountedIds
) -> None:
    course = await silent(sqlite_store, clock, ids)
    first = await course.say(BOTH)
    assert first.reply.text.startswith(crisis_reply(Language.EN, 3, region=None, path=Path.VOICES, ask=False))
    assert [(each.kinds, each.level, each.tier) for each in await events_of(course)] == [
        ((RiskKind.PSYCHOSIS_COMMAND,), 5, 3),
        ((RiskKind.HARM_FROM_OTHERS,), 3, 2),
    ]
    assert await called(course) == [3]
    answers = await course.walk(["It says do it.", "No.", "No.", "Yes."])
    assert [(each.protocol, each.node) for each in answers[-2:]] == [
        ("safety_voices", "company"),
        ("safety_violence", "safe"),
    ]
    assert states(await events_of(course)) == [
        ("psychosis_command", 5, "screened"),
        ("harm_from_others", 3, "open"),
        ("psychosis_command", 3, "open"),
    ], "what it says is heard as well, and the screen that follows asks about it"
    answers = await course.walk(["Yes.", "No.", "No.", "No.", "A friend.", "No.", "No.", "No."])
    assert [each.node for each in answers[-4:]] == ["wish", "thoughts", "behavior", "all_no"]
    assert [each.state for each in await events_of(course)][:2] == [RiskEventState.SCREENED] * 2


async def test_an_emergency_breaks_into_other_questions_and_nothing_breaks_into_it(
    sqlite_store: Store, clock: FixedClock, ids: CountedIds
) -> None:
    course = await silent(sqlite_store, clock, ids)
    await course.say(VIOLENT)
    ill = await course.say(ILL)
    assert (ill.protocol, ill.node) == ("safety_medical", "call")
    voice = await course.say(VOICE)
    assert (voice.protocol, voice.risk_tier) == ("safety_medical", 3)
    answers = await course.walk(["Yes.", "Yes."])
    assert [each.protocol for each in answers] == ["safety_medical", "safety_voices"]
    answers = await course.walk(["It says do it.", "No.", "No.", "Yes."])
    assert (answers[-1].protocol, answers[-1].node) == ("safety_violence", "safe")


async def test_talk_of_death_in_a_paths_questions_waits_for_the_screen_that_follows(
    sqlite_store: Store, clock: FixedClock, ids: CountedIds
) -> None:
    course = await silent(sqlite_store, clock, ids)
    await course.say(VIOLENT)
    said = await course.say(f"Yes. {WISH}")
    assert (said.protocol, said.node) == ("safety_violence", "seen")
    assert states(await events_of(course)) == [("harm_from_others", 3, "open"), ("passive_ideation", 1, "open")]
    await course.walk(["No.", "No.", "No.", "A friend."])
    assert [state for _, _, state in states(await events_of(course))] == ["screened", "open"]


async def test_questions_broken_off_by_the_sessions_end_meet_the_next_session(
    sqlite_store: Store, clock: FixedClock, ids: CountedIds
) -> None:
    course = await silent(sqlite_store, clock, ids)
    await course.say(VIOLENT)
    await course.close()
    await course.open()
    met = await course.say("Hello, about a 5.")
    assert (met.protocol, met.node) == ("safety_violence", "safe")
    assert (await course.stack())[-2:] == [(SCREEN, "wish"), ("safety_violence", "safe")]


async def test_an_episode_from_before_the_paths_asks_the_screen_and_goes_on(
    sqlite_store: Store, clock: FixedClock, ids: CountedIds
) -> None:
    text = files("strategies.protocols").joinpath("safety_screen.yaml").read_text(encoding="utf-8")
    cut = text[: text.index("interrupts:")] + text[text.index("nodes:") :]
    old = Library([compile_release(load_protocol(cut, file="old.yaml").protocol)])
    voices = voices_of(ScriptedChat(distinct_replies()))
    course = await begin(sqlite_store, clock, ids, voices, library=SHIPPED.overlaid(old))
    assert not OWN & set(course.episode.releases)
    met = await course.say(VIOLENT)
    assert met.reply.text.endswith(line_of("wish", protocol=SCREEN))
    answers = await course.walk(["No.", "No.", "No."])
    assert answers[-1].node == "all_no"
    await course.say("Yes.")
    assert [each.state for each in await events_of(course)] == [RiskEventState.SCREENED]


# ---- words ----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("language", "words", "answers"),
    [
        (Language.EN, "I want to hang myself.", ("No.", "No.", "No.", "Yes.")),
        (Language.ZH, "我想上吊。", ("没有。", "没有。", "没有。", "可以。")),
    ],
)
async def test_alarms_of_later_sessions_are_answered_in_other_words_and_point_back_to_the_numbers(
    sqlite_store: Store, clock: FixedClock, ids: CountedIds, language: Language, words: str, answers: tuple[str, ...]
) -> None:
    course = await begin(sqlite_store, clock, ids, voices_of(ScriptedChat(distinct_replies())), language=language)
    async with sqlite_store.write(SCOPE) as work:
        await work.patient.replace(replace(await work.patient.get(), region="GB"))
    parts: list[list[str]] = []
    for _ in range(4):
        said = await course.say(words)
        sentence = said.reply.text.split("\n\n")[0]
        assert "116 123" in sentence
        assert "999" in sentence
        parts.append([each for each in sentence.replace("。", ". ").split(". ") if each])
        await course.walk(answers)
        await course.close()
        await course.open()
    seen: set[str] = set()
    for part in parts:
        assert not seen & set(part), "a sentence was said again word for word"
        seen |= set(part)
    country = {Language.EN: "United Kingdom", Language.ZH: "英国"}[language]
    assert [any(country in each for each in part) for part in parts] == [True, False, False, False]


async def test_only_after_an_acknowledgement_a_reply_says_that_a_clinician_has_seen_it(
    sqlite_store: Store, clock: FixedClock, ids: CountedIds
) -> None:
    course = await silent(sqlite_store, clock, ids)
    first = await course.say("I want to hang myself.")
    second = await course.say("I am going to kill myself tonight, the pills are here.")
    told = seen_lines(Language.EN)
    assert not [each for each in told if each in first.reply.text + second.reply.text]
    event = (await events_of(course))[0]
    await acknowledge(event.id, actor=CLINICIAN, scope=SCOPE, engine=course.engine)
    third = await course.say("I am going to kill myself tonight, I have decided.")
    assert [each for each in told if each in third.reply.text] == [told[0]]


# ---- the safety plan ------------------------------------------------------------------------------------------------

STEPS = ("I stop answering messages.", "I go down to the river.", "My aunt Rose.", "My aunt keeps them.", "Yes.")
DEATH = ("No.", "Yes.", "No.", "No.", "No.", "No.")


async def with_plan(store: Store, clock: FixedClock, ids: CountedIds) -> Course:
    """A course whose first session made a plan; the second is open."""
    course = await begin(store, clock, ids, voices_of(ScriptedChat(distinct_replies())))
    await course.walk([WISH, "Yes.", "No.", "No.", *STEPS])
    await course.close()
    await course.open()
    return course


async def test_the_plan_that_is_there_is_brought_up_in_the_persons_own_words(
    sqlite_store: Store, clock: FixedClock, ids: CountedIds
) -> None:
    course = await with_plan(sqlite_store, clock, ids)
    recalled = (await course.walk([WISH, "Yes.", "No.", "No."]))[-1]
    assert recalled.node == "recall"
    for words in ("I stop answering messages", "I go down to the river", "My aunt Rose", "My aunt keeps them"):
        assert f"“{words}.”" in recalled.reply.text
    assert recalled.reply.text.endswith("Does it still fit, as things are now?")
    assert [each.node for each in await course.walk(["Yes.", "Yes."])] == ["agree", "check_in"]


async def test_a_plan_that_no_longer_fits_becomes_its_next_version_with_what_was_said(
    sqlite_store: Store, clock: FixedClock, ids: CountedIds
) -> None:
    course = await with_plan(sqlite_store, clock, ids)
    await course.walk([WISH, "Yes.", "No.", "No."])
    answers = await course.walk(
        ["No.", "The river frightens me now.", "My brother Tom.", "I sleep at his flat.", "Yes."]
    )
    assert [each.node for each in answers] == ["amend", "person", "place", "agree", "check_in"]
    await course.close()
    async with sqlite_store.read(SCOPE) as work:
        plan = await work.safety_plans.latest()
    assert plan is not None
    assert (plan.n, plan.reason) == (2, "The river frightens me now.")
    assert [(each.part, each.text) for each in plan.steps][-2:] == [
        (SafetyPart.HELP, "My brother Tom."),
        (SafetyPart.MEANS_SAFETY, "I sleep at his flat."),
    ]


async def test_a_plan_made_an_hour_ago_in_this_session_is_recalled_too(
    sqlite_store: Store, clock: FixedClock, ids: CountedIds
) -> None:
    course = await begin(sqlite_store, clock, ids, voices_of(ScriptedChat(distinct_replies())))
    await course.walk([WISH, "Yes.", "No.", "No.", *STEPS])
    recalled = (await course.walk([WISH, "Yes.", "No.", "No."]))[-1]
    assert recalled.node == "recall"
    assert "“My aunt Rose.”" in recalled.reply.text


@pytest.mark.parametrize(
    ("language", "words", "no", "on"),
    [
        (
            Language.EN,
            "Tom, my boyfriend, did not reply all evening. I thought that nobody wants me. I panicked, I want to die.",
            "No.",
            "Yes, let us go on.",
        ),
        (
            Language.ZH,
            "男朋友一晚上没回我消息。我觉得没人要我。我慌了，真的不想活了。",
            "没有。",
            "可以，我们继续。",
        ),
    ],
)
async def test_the_crisis_of_an_alarm_is_linked_to_its_event_and_to_the_pattern_that_it_repeats(
    sqlite_store: Store, clock: FixedClock, ids: CountedIds, language: Language, words: str, no: str, on: str
) -> None:
    course = await begin(sqlite_store, clock, ids, voices_of(ScriptedChat(distinct_replies())), language=language)
    for n in range(2):
        alarmed = await course.say(words)
        assert alarmed.risk_tier > 0
        await course.walk([no, no, no, on])
        await course.close()
        if n == 0:
            await course.open(days=20)
    async with sqlite_store.read(SCOPE) as work:
        episodes, patterns = await work.crises.all(), await work.crises.patterns()
    assert [each.event for each in episodes] == [event.id for event in await events_of(course)]
    assert [len(each.occurrences) for each in patterns] == [2]
    assert {each.episode for each in patterns[0].occurrences} == {each.id for each in episodes}


# ---- trials ---------------------------------------------------------------------------------------------------------


async def test_an_alarm_in_a_trial_is_asked_about_there_and_touches_nothing_else(
    store: Store, clock: FixedClock, ids: CountedIds
) -> None:
    course = await begin(store, clock, ids, voices_of(ScriptedChat(distinct_replies())))
    await course.say("About a 4 I would say.")
    await course.close()
    real = course.session
    trial = await fork(real.id, 3, node=None, scope=SCOPE, engine=course.engine)
    course.session = trial.session
    said = await course.say("I am going to kill myself tonight, the pills are here.")
    assert (said.node, said.risk_tier, said.risk_level, said.reply.origin) == ("wish", 3, 5, TurnOrigin.CRISIS)
    found = await events_of(course)
    assert [(each.session, each.level, each.state) for each in found] == [(trial.session.id, 5, RiskEventState.OPEN)]
    async with store.read(SCOPE) as work:
        assert (await work.patient.get()).risk_level == 0
        assert await work.risk.changes() == []
        assert await work.risk.escalations() == []
    await course.close()
    await course.open()
    met = await course.say("About a 6.")
    assert (met.protocol, met.risk_level) == (PROTOCOL, 0)


async def test_a_trial_screens_its_own_alarm_once_and_leaves_the_patients_open(
    sqlite_store: Store, clock: FixedClock, ids: CountedIds
) -> None:
    course = await begin(sqlite_store, clock, ids, voices_of(ScriptedChat(distinct_replies())))
    await course.say("About a 4 I would say.")
    await course.say(WISH)
    await course.close()
    real = [event.id for event in await events_of(course)]
    trial = await fork(course.session.id, 3, node=None, scope=SCOPE, engine=course.engine)
    course.session = trial.session
    answers = await course.walk([WISH, "No.", "No.", "No.", "Yes, let us go on.", "I did part of it."])
    assert [each.node for each in answers][:5] == ["wish", "thoughts", "behavior", "all_no", "homework_review"]
    assert answers[-1].protocol == PROTOCOL
    found = {event.id: event.state for event in await events_of(course)}
    assert [found[each] for each in real] == [RiskEventState.OPEN] * len(real)
    assert [state for each, state in found.items() if each not in real] == [RiskEventState.SCREENED]


# ---- what is heard --------------------------------------------------------------------------------------------------


def test_a_reading_without_phrases_takes_the_path_of_its_kind() -> None:
    for path, kind in (
        (Path.MEDICAL, RiskKind.MEDICAL_EMERGENCY),
        (Path.VOICES, RiskKind.PSYCHOSIS_COMMAND),
        (Path.OTHERS, RiskKind.HARM_TO_OTHERS),
        (Path.VIOLENCE, RiskKind.HARM_FROM_OTHERS),
    ):
        reading = Reading(alarm=True, tier=3, level=6, kinds=(kind,), layers=("reader",), why="x")
        assert [(part.path, part.level) for part in parts_of(reading)] == [(path, 6)]
        below = replace(reading, level=LEAST[path] - 2, tier=1)
        assert [part.path for part in parts_of(below)] == [Path.SUICIDE]


async def test_the_record_of_a_path_replays(sqlite_store: Store, clock: FixedClock, ids: CountedIds) -> None:
    course = await silent(sqlite_store, clock, ids)
    await course.walk([BOTH, "Do it.", "No.", "No.", "Yes.", "Yes.", "No.", "No.", "No.", "A friend.", "No.", "No."])
    replayed = await replay_session(course.session.id, scope=SCOPE, store=sqlite_store, releases=course.engine.releases)
    assert (replayed.differences, replayed.whole, replayed.turns) == ((), True, 12)
