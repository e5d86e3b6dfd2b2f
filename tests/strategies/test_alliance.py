"""What a client's own words say about the work together: tables in both languages, half of them near misses."""

from datetime import UTC, datetime, timedelta

import pytest

from memory.record.identity import Language
from memory.record.session import Author, Session, SessionMode, SessionState, Turn, TurnOrigin
from strategies.course.alliance.hearing import heard_in, leaving_in, staying_away, strain_in
from strategies.planning.inputs import AllianceState

AT = datetime(2026, 3, 2, 9, tzinfo=UTC)
PUSHES, PULLS = AllianceState.CONFRONTATION, AllianceState.WITHDRAWAL


def turn(n: int, text: str, *, author: Author = Author.CLIENT, node: str = "agenda") -> Turn:
    return Turn(
        tenant="clinic",
        patient="p1",
        session="s1",
        n=n,
        author=author,
        origin=TurnOrigin.SPOKEN,
        text=text,
        at=AT,
        node=node,
    )


def turns(*texts: str) -> list[Turn]:
    """A client's turns, one after the other."""
    return [turn(2 * n, text) for n, text in enumerate(texts, start=1)]


STRAINED = [
    ("You're not listening to me.", PUSHES),
    ("I don't think you understand what I am going through.", PUSHES),
    ("You keep asking me the same thing over and over.", PUSHES),
    ("Honestly, these sessions are a waste of time.", PUSHES),
    ("I felt judged by you when I told you about the drinking.", PUSHES),
    ("What would you know about losing a child?", PUSHES),
    ("You sound like you're reading from a script.", PUSHES),
    ("I'm really annoyed with you about last time.", PUSHES),
    ("The exercises you gave me don't help at all.", PUSHES),
    ("I don't see the point of talking about this.", PUSHES),
    ("You don't get how my boss treats me.", PUSHES),
    ("That question made me feel stupid, and the way you said it made me feel small.", PUSHES),
    ("We just keep going round in circles.", PUSHES),
    ("I'd rather not talk about this with you.", PULLS),
    ("I don't want to talk about it any more.", PULLS),
    ("Can we change the subject?", PULLS),
    ("I just tell you what you want to hear.", PULLS),
    ("Whatever you say.", PULLS),
    ("I don't feel comfortable telling you everything.", PULLS),
    ("I have nothing to say today.", PULLS),
    ("你根本不理解我。", PUSHES),
    ("你一直在打断我，我话都说不完。", PUSHES),
    ("我觉得这样谈下去没有什么意义。", PUSHES),
    ("你布置的练习对我一点用都没有。", PUSHES),
    ("你说话就像念稿子一样。", PUSHES),
    ("你上次那句话让我很不舒服。", PUSHES),
    ("我对你有点失望。", PUSHES),
    ("你能不能别再问我打几分了？", PUSHES),
    ("在这里我觉得自己被评判。", PUSHES),
    ("你凭什么这么说我？", PUSHES),
    ("每次来咨询都是浪费时间。", PUSHES),
    ("你不懂我跟我妈的关系。", PUSHES),
    ("我不想跟你谈这个。", PULLS),
    ("换个话题吧。", PULLS),
    ("没什么好说的。", PULLS),
    ("随便你怎么说吧。", PULLS),
    ("说了你也不会懂。", PULLS),
    ("我一直在挑你想听的说。", PULLS),
    ("有些话我不敢跟你说。", PULLS),
    ("算了，不说了。", PULLS),
]
"""What tells a strain, and which."""

UNSTRAINED = [
    "My boss never listens to me.",
    "My husband said you don't listen, and he meant me.",
    "I told my sister you never understand me.",
    "I don't want to talk to my mother about it.",
    "The gym is a waste of time.",
    "The yoga class isn't helping. This is useless.",
    "My physio gave me exercises, and those exercises are pointless.",
    "It's not that you don't listen.",
    "I don't think you are judging me.",
    "At first I thought you didn't understand me.",
    "Last week I was angry with you, but now I'm glad you said it.",
    "You really understand me.",
    "I would tell you if you didn't understand me.",
    "My last counsellor was useless, and those sessions went nowhere with him.",
    "I felt judged by my colleagues.",
    "I am so disappointed with my son.",
    "These exercises help me a lot.",
    "I can't stop asking myself why.",
    "I don't know what to say to her.",
    "I have nothing to say to my father.",
    "He shouted: 'you never listen to me'.",
    "I don't want to talk about work with my friends.",
    "我老板根本不听我说话。",
    "我老公说你根本不理解我。",
    "我跟他说你从来不听我的。",
    "我不想跟我妈谈这件事。",
    "健身课一点用都没有。",
    "教练教的那些动作没什么用。",
    "我没觉得你在评判我。",
    "一开始我觉得你不理解我。",
    "上周我对你很生气，不过现在好多了。",
    "你很理解我，谢谢你。",
    "如果你不理解我，我会告诉你。",
    "以前的咨询师一点用都没有，那些谈话没意义。",
    "同事们总是评判我。",
    "我对我儿子很失望。",
    "这些练习对我很有帮助。",
    "我不是说你不懂我。",
    "我觉得自己很没用。",
    "我没什么话跟我爸说。",
    "我不想谈恋爱。",
    "这个课程没什么用，我想退了。",
]
"""The same words about another, denied, supposed, past and settled."""

LEAVES = [
    "I don't think I'll come back.",
    "I won't be coming any more.",
    "This will be my last session.",
    "I've been thinking about stopping therapy.",
    "I want to quit these sessions.",
    "I'm not sure I want to continue with this.",
    "Please cancel all my appointments.",
    "I'm done with therapy.",
    "I'd like to find another therapist.",
    "I don't see the point of coming here.",
    "Maybe we should stop.",
    "I don't know if I'll come here again.",
    "我不想再来了。",
    "我以后不来了。",
    "我想结束咨询。",
    "我在考虑停掉咨询。",
    "我不打算继续了。",
    "这是我最后一次来了。",
    "把后面的预约都取消吧。",
    "我想换个咨询师。",
    "我不知道还要不要继续来。",
    "我们就到此为止吧。",
    "没必要再来了。",
]
"""Thoughts of leaving."""

STAYS = [
    "I want to stop smoking.",
    "I'm thinking of quitting my job.",
    "I don't want to go back to work.",
    "My husband doesn't want to come back to us.",
    "I can't come next week, we are on holiday.",
    "Can we move the appointment, I won't be here next Monday.",
    "I don't want to stop therapy.",
    "Last month I wanted to stop, now I'm glad I stayed.",
    "Let's stop here for today.",
    "My friend said I should stop therapy.",
    "I want to leave my husband.",
    "If this gets worse I might stop therapy.",
    "I don't want to come back home late again.",
    "我想戒烟，不想再抽了。",
    "我想辞职，不想继续上班了。",
    "下周我不来了，要出差。",
    "我老公不想再来了。",
    "我不想结束咨询。",
    "上个月我想停掉咨询，现在很庆幸坚持下来了。",
    "今天先到这里吧。",
    "朋友说我应该停止咨询。",
    "我想结束这段婚姻。",
    "月经两个月没来了。",
    "健身房我不想继续去了。",
]
"""Leaving something else, a moved hour, another's wish, past and settled."""


@pytest.mark.parametrize(("text", "state"), STRAINED)
def test_a_strain_is_heard_with_the_sentence_that_tells_it(text: str, state: AllianceState) -> None:
    found = strain_in(turns("About a 4.", text))
    assert found is not None
    assert found.state is state
    assert (found.source.session, found.source.turn) == ("s1", 4)
    assert text[found.source.start : found.source.end] == found.source.quote


@pytest.mark.parametrize("text", UNSTRAINED)
def test_the_same_words_about_another_denied_or_over_are_no_strain(text: str) -> None:
    assert strain_in(turns("About a 4.", text)) is None


@pytest.mark.parametrize("text", LEAVES)
def test_thoughts_of_leaving_are_a_signal_with_their_words(text: str) -> None:
    found = leaving_in(turns("About a 4.", text))
    assert found is not None
    assert found.source is not None
    assert found.text == found.source.quote == text[found.source.start : found.source.end]


@pytest.mark.parametrize("text", STAYS)
def test_leaving_something_else_or_for_a_week_is_none(text: str) -> None:
    assert leaving_in(turns("About a 4.", text)) is None


@pytest.mark.parametrize(
    ("strain", "ease"),
    [
        ("You are not listening to me.", "It's fine now."),
        ("You are not listening to me.", "Thank you for saying that."),
        ("I don't want to talk about it.", "I was unfair, I'm sorry for snapping."),
        ("你根本不理解我。", "现在好多了。"),
        ("你根本不理解我。", "谢谢你愿意听我说。"),
    ],
)
def test_a_strain_that_the_client_says_is_eased_stands_no_more(strain: str, ease: str) -> None:
    assert strain_in(turns(strain)) is not None
    assert strain_in(turns(strain, ease)) is None
    again = strain_in(turns(strain, ease, strain))
    assert again is not None
    assert again.source.turn == 6


@pytest.mark.parametrize("ease", ["Okay.", "Yes, that would help.", "About an 8.", "好的，这样可以。", "8分吧"])
def test_plain_assent_eases_a_strain_only_after_a_step_of_repair(ease: str) -> None:
    complaint = turn(2, "You are not listening to me.")
    assert strain_in([complaint, turn(4, ease)]) is not None
    repair = turn(3, "You have a point.", author=Author.MODEL, node="rupture")
    assert strain_in([complaint, repair, turn(4, ease)]) is None
    assert strain_in([complaint, repair, turn(4, "It's not fine at all.")]) is not None


def test_another_speakers_words_are_no_strain() -> None:
    said = "You are not listening to me."
    assert strain_in([turn(1, said, author=Author.MODEL), turn(3, said, author=Author.CLINICIAN)]) is None


def test_open_complaint_outweighs_drawing_back() -> None:
    found = strain_in(turns("I don't want to talk about it.", "You never listen to me."))
    assert found is not None
    assert (found.state, found.source.turn) == (PUSHES, 4)


def test_words_that_the_two_are_well_are_found_and_a_standing_strain_hides_them() -> None:
    found = heard_in(turns("About a 4.", "I feel heard now.")).eased
    assert found is not None
    assert found.quote == "I feel heard now."
    assert heard_in(turns("I feel heard now.", "You are not listening to me.")).eased is None
    assert heard_in(turns("I feel better now, the rain has stopped.")).eased is None


def test_a_client_who_says_later_that_they_stay_does_not_leave() -> None:
    assert leaving_in(turns("I don't think I'll come back.", "All right, I'll keep coming.")) is None
    assert leaving_in(turns("我不想再来了。", "那我还是继续来吧。")) is None
    assert leaving_in(turns("I'll keep coming.", "I don't think I'll come back.")) is not None


def sessions(*states: SessionState) -> list[Session]:
    return [
        Session(
            tenant="clinic",
            patient="p1",
            id=f"s{n}",
            episode="e1",
            n=n,
            mode=SessionMode.SIMULATED,
            state=state,
            language="en",
            opened_at=AT + timedelta(days=7 * n),
            touched_at=AT + timedelta(days=7 * n),
        )
        for n, state in enumerate(states, start=1)
    ]


HELD, BROKEN, OPEN = SessionState.CLOSED, SessionState.ABANDONED, SessionState.OPEN


@pytest.mark.parametrize(
    ("states", "counted"),
    [
        ((BROKEN, BROKEN), "2 of the last 2"),
        ((BROKEN, HELD, BROKEN), "2 of the last 3"),
        ((HELD, HELD, BROKEN, BROKEN, BROKEN), "3 of the last 3"),
        ((BROKEN, BROKEN, OPEN), "2 of the last 2"),
    ],
)
def test_two_of_the_last_three_broken_off_are_a_sign(states: tuple[SessionState, ...], counted: str) -> None:
    found = staying_away(sessions(*states), Language.EN)
    assert found is not None
    assert counted in found.text


@pytest.mark.parametrize(
    "states", [(), (BROKEN,), (HELD, BROKEN), (BROKEN, BROKEN, HELD), (BROKEN, HELD, HELD, BROKEN), (HELD, HELD, HELD)]
)
def test_one_break_or_an_older_one_is_no_sign(states: tuple[SessionState, ...]) -> None:
    assert staying_away(sessions(*states), Language.ZH) is None
