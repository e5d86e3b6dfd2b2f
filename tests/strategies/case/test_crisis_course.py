"""Three months of a course in each language: one chain comes three times, among stories that are something else."""

import itertools
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

import pytest

from memory.record.crisis import ChainLink, CrisisEpisode, CrisisStatus
from memory.record.identity import Language
from memory.state.crises import rhythm_of
from memory.store.store import Store
from strategies.course.case.crisis_keeping import decide_pattern
from strategies.speech.chat import ChatRequest
from strategies.speech.scripted_chat import ScriptedChat
from tests.conftest import CountedIds, FixedClock
from tests.strategies.course_kit import CLINICIAN, SCOPE, Course, begin, distinct_replies, voices_of

pytestmark = pytest.mark.usefixtures("lexicon_alone")


@dataclass(frozen=True, kw_only=True)
class Story:
    """What is said week by week (each begins with `opening`), and what has to come of it."""

    opening: tuple[str, str, str]
    weeks: tuple[tuple[str, ...], ...]
    line: str
    plan: str
    again: str


STORIES: Mapping[Language, Story] = {
    Language.EN: Story(
        opening=("About a 4.", "I did part of it.", "Yes, I feel safe."),
        weeks=(
            ("The move to the new flat went well.",),
            (
                "On Friday Tom, my boyfriend, did not reply to me all evening.",
                "I thought that he was going to leave me, that nobody wants me.",
                "I panicked and broke down on the kitchen floor.",
                "I called him twenty times and drank a bottle of wine.",
                "I called in sick the next morning.",
                "What helped in the end was that I rang my sister and walked the dog.",
            ),
            ("The deadline at work was close and I was anxious, but I managed.",),
            ("My sister broke down when her boyfriend did not reply to her.", "I was sad for her."),
            (
                "My boss criticised my report in front of everybody last Thursday.",
                "I thought I am such a failure.",
                "I was so ashamed, I fell apart and locked the door of my room.",
                "I stayed in bed until noon.",
            ),
            ("As I told you, that time Tom did not reply and I broke down.", "It is better now."),
            (
                "Last Saturday my boyfriend went silent again, no answer to any message.",
                "It went through my head that nobody needs me and that he is done with me.",
                "I was terrified and lost control.",
                "I texted him again and again and had a bottle of gin.",
                "It helped a bit that I talked to my sister.",
            ),
            ("If he did not reply I might panic, I sometimes imagine that nobody wants me.", "But he does."),
            ("I had a quarrel with my boyfriend on Sunday, and we made up.", "I was angry for an hour."),
            ("I planted tomatoes.",),
            (
                "Tom did not reply since last night.",
                "I keep thinking that nobody wants me.",
                "Yesterday I panicked and broke down again, and drank.",
                "I missed work this morning.",
            ),
            ("A quiet week.",),
        ),
        line="no reply + partner → not wanted → panic → drinking + calling again and again",
        plan="Ring Bea, then leave the phone in the hall",
        again="A known chain may be starting again",
    ),
    Language.ZH: Story(
        opening=("大概4分。", "我做了一部分。", "是的，我觉得安全。"),
        weeks=(
            ("搬家挺顺利的。",),
            (
                "上周五晚上男朋友一直不回我消息。",
                "我当时想，他不要我了，没有人要我。",
                "我一下子慌了，整个人崩溃了。",
                "我给他打了二十个电话，还喝了一瓶酒。",
                "第二天我请了病假。",
                "后来给姐姐打了电话，聊了很久，才慢慢缓过来。",
            ),
            ("这周要交报告，有点紧张，不过还好。",),
            ("我妹妹因为男朋友不回她消息崩溃了。", "我替她难过。"),
            (
                "上周四老板当着大家的面批评了我的报告。",
                "我觉得自己真失败。",
                "我觉得很丢脸，撑不住，把自己关在房间里。",
                "一直躺到中午。",
            ),
            ("之前说过，那次男朋友不回消息我就崩溃了。", "现在好多了。"),
            (
                "上周六男朋友又不理我了，消息都不回。",
                "我脑子里想，没有人需要我，他要离开我了。",
                "我心慌得厉害，整个人失控了。",
                "我不停地给他发微信，又喝了很多酒。",
                "跟姐姐聊了聊，有点帮助。",
            ),
            ("如果他不回我消息，我可能会慌，会觉得没人要我。", "不过他都回了。"),
            ("星期天和男朋友吵了一架，后来和好了。", "气了一个小时。"),
            ("种了几棵番茄。",),
            (
                "男朋友从昨晚到现在一直没回我消息。",
                "我一直在想，没有人要我。",
                "昨天我又慌了，崩溃了，还喝了酒。",
                "今天早上没去上班。",
            ),
            ("这周很平静。",),
        ),
        line="对方不回应 + 伴侣 → 没人要 → 惊恐 → 喝酒 + 不停联系对方",
        plan="给姐姐打电话，把手机放在门口",
        again="熟悉的过程可能又开始了",
    ),
}
CONFIRMED_AFTER, AGAIN_IN = 7, 11
DAYS = (date(2026, 3, 6), date(2026, 4, 11), date(2026, 5, 10))
"""The days of the chain, worked out by hand: the Friday before 9 March, the Saturday before 13 April, "yesterday"."""
OTHER_CRISIS = date(2026, 3, 26)


_THINGS = ("河边", "花园", "厨房", "清晨", "那封信", "窗外", "冬天", "集市", "假期", "音乐")


def _speaking(language: Language) -> ScriptedChat:
    """A model that says something new each time, in the language of the course."""
    if language is Language.EN:
        return ScriptedChat(distinct_replies())
    count = itertools.count()

    def say(request: ChatRequest) -> str:
        del request
        n = next(count)
        return f"我听到{_THINGS[n % 10]}对你很重要，这是你第{n + 1}次让我这样想。那时候是什么感觉？"

    return ScriptedChat(say)


async def _prompts(store: Store, session: str) -> list[str]:
    async with store.read(SCOPE) as work:
        calls = await work.calls.of_session(session)
    return [call.messages[-1].content for call in calls]


async def _agenda(course: Course) -> list[str]:
    async with course.store.read(SCOPE) as work:
        plan = await work.plans.latest(course.episode.id)
    assert plan is not None
    return [item.code for item in plan.agenda]


@pytest.mark.parametrize("language", list(Language))
async def test_a_chain_that_recurs_is_found_confirmed_and_met_when_it_starts_again(
    store: Store, clock: FixedClock, ids: CountedIds, language: Language
) -> None:
    story = STORIES[language]
    course = await begin(store, clock, ids, voices_of(_speaking(language)), language=language)
    linked: list[int] = []
    for week, said in enumerate(story.weeks, start=1):
        if week > 1:
            clock.now = clock.now.replace(hour=9, minute=0, second=0)
            await course.open()
        assert (f"“{story.line}" in course.session.brief) is (week > CONFIRMED_AFTER), week
        await course.walk((*story.opening, *said))
        prompts = await _prompts(store, course.session.id)
        assert any(story.again in prompt for prompt in prompts) is (week == AGAIN_IN), week
        if week == AGAIN_IN:
            told = next(prompt for prompt in prompts if story.again in prompt)
            assert story.plan in told
        await course.close()
        if "recurrence_link" in await _agenda(course):
            linked.append(week)
        if week == CONFIRMED_AFTER:
            await _confirm(course, story.plan)
    async with store.read(SCOPE) as work:
        episodes, patterns = await work.crises.all(), await work.crises.patterns()
    assert [each.onset for each in episodes] == sorted([*DAYS, OTHER_CRISIS])
    assert all(_rests_on_words(each) for each in episodes)
    [pattern] = patterns
    assert [each.on for each in pattern.occurrences] == list(DAYS)
    assert (pattern.text, pattern.status) == (story.line, CrisisStatus.CONFIRMED)
    rhythm = rhythm_of(pattern, today=date(2027, 3, 1))
    assert (rhythm.count, rhythm.intervals, rhythm.coming) == (3, (36, 29), (date(2027, 3, 6),))
    assert linked == [CONFIRMED_AFTER, AGAIN_IN]


async def _confirm(course: Course, plan: str) -> None:
    async with course.store.read(SCOPE) as work:
        [pattern] = await work.crises.patterns()
    assert pattern.status is CrisisStatus.PROPOSED
    assert [each.on for each in pattern.occurrences] == list(DAYS[:2])
    await decide_pattern(
        pattern.id,
        confirm=True,
        reason="told the same way twice",
        plan=plan,
        actor=CLINICIAN,
        scope=SCOPE,
        engine=course.engine,
    )


def _rests_on_words(episode: CrisisEpisode) -> bool:
    """Every piece has a source of the episode's own session; trigger and a thought or feeling are among them."""
    links = {piece.link for piece in episode.pieces}
    sourced = all(
        piece.source is not None and piece.source.session == episode.session and piece.source.quote == piece.text
        for piece in episode.pieces
    )
    return sourced and ChainLink.TRIGGER in links and bool(links & {ChainLink.APPRAISAL, ChainLink.AFFECT})
