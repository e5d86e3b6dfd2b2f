"""Chains out of single sessions: what is a crisis, what is not, and which words each link rests on."""

from collections.abc import Sequence
from datetime import UTC, date, datetime, time

import pytest

from memory.record.crisis import ChainLink, CrisisEpisode
from memory.record.identity import Language
from memory.record.risk import RiskEvent, RiskEventState, RiskKind
from memory.record.session import Author, Session, SessionMode, SessionState, Turn, TurnOrigin
from strategies.course.case.crisis_chain import crises_of, heard
from tests.conftest import CountedIds

DAY = date(2026, 3, 9)
AT = datetime.combine(DAY, time(9), tzinfo=UTC)
SESSION = Session(
    tenant="t",
    patient="p",
    id="s1",
    episode="e",
    n=1,
    mode=SessionMode.SIMULATED,
    state=SessionState.OPEN,
    language=Language.EN,
    opened_at=AT,
    touched_at=AT,
)


def _turns(said: Sequence[str]) -> list[Turn]:
    return [
        Turn(
            tenant="t",
            patient="p",
            session="s1",
            n=2 * i,
            author=Author.CLIENT,
            origin=TurnOrigin.SPOKEN,
            text=text,
            at=AT,
        )
        for i, text in enumerate(said, start=1)
    ]


def _alarm(turn: int, level: int = 2) -> RiskEvent:
    return RiskEvent(
        tenant="t",
        patient="p",
        id="r1",
        session="s1",
        turn=turn,
        tier=1,
        level=level,
        kinds=(RiskKind.ACTIVE_IDEATION,),
        layers=("lexicon",),
        why="a phrase",
        state=RiskEventState.OPEN,
        at=AT,
    )


def _crises(said: Sequence[str], *events: RiskEvent) -> tuple[CrisisEpisode, ...]:
    return crises_of(SESSION, _turns(said), (), events, ids=CountedIds(), now=AT)


@pytest.mark.parametrize(
    "said",
    [
        ("We had a quarrel on Sunday.", "I was sad, but we talked it over."),
        ("My sister broke down when her boyfriend left her.", "I was sad for her."),
        ("If he did not reply I would break down, I am afraid nobody wants me.",),
        ("As I told you, that time he did not reply I broke down and drank.", "I felt that nobody wants me."),
        ("I broke down on Friday.", "I do not know why, I was just so tired."),
        ("As a child I fell apart when my father shouted at me, I felt ashamed.",),
        ("我和姐姐吵架了。", "有点难过，后来说开了。"),
        ("我朋友被老板批评，崩溃了。", "她很难过。"),
        ("要是他不回我消息，我会崩溃的，会觉得没人要我。",),
        ("之前说过，那次他不回消息我就崩溃了，觉得没人要我。",),
        ("昨晚我崩溃了。", "也不知道为什么，就是累。"),
    ],
)
def test_what_is_no_crisis_of_theirs_is_passed_over(said: tuple[str, ...]) -> None:
    assert _crises(said) == ()


@pytest.mark.parametrize(
    ("said", "onset", "tags"),
    [
        (
            ("My manager tore into me on Thursday.", "I thought that I am a failure.", "I snapped and threw my mug."),
            date(2026, 3, 5),
            {
                ChainLink.TRIGGER: {"criticism", "who_boss"},
                ChainLink.APPRAISAL: {"failure"},
                ChainLink.BEHAVIOUR: {"lashing_out"},
            },
        ),
        (
            ("昨晚妈妈打电话来，又数落我。", "我觉得自己是个累赘。", "我哭了一夜，情绪失控，把自己锁在房间里。"),
            date(2026, 3, 8),
            {
                ChainLink.TRIGGER: {"criticism", "family_contact", "who_mother"},
                ChainLink.APPRAISAL: {"burden"},
                ChainLink.AFFECT: {"sadness"},
                ChainLink.BEHAVIOUR: {"withdrawal"},
            },
        ),
    ],
)
def test_the_links_are_read_with_their_tags_and_the_day(
    said: tuple[str, ...], onset: date, tags: dict[ChainLink, set[str]]
) -> None:
    [found] = _crises(said)
    assert (found.onset, found.dated) == (onset, True)
    assert {link: set(found.tags_of(link)) for link in ChainLink if found.pieces_of(link)} == tags
    turns = {turn.n: turn.text for turn in _turns(said)}
    for piece in found.pieces:
        assert piece.source is not None
        assert turns[piece.source.turn][piece.source.start : piece.source.end] == piece.source.quote == piece.text


def test_the_one_who_is_named_before_need_not_be_the_one_in_crisis() -> None:
    [found] = _crises(("昨天他没回我消息，我崩溃了。", "我觉得没人要我。"))
    assert found.tags_of(ChainLink.TRIGGER) == {"no_reply"}


def test_a_day_that_is_not_said_is_the_sessions_own_and_marked_so() -> None:
    [found] = _crises(("He did not reply and I panicked, I completely lost control.",))
    assert (found.onset, found.dated) == (DAY, False)


def test_an_alarm_makes_a_crisis_only_of_a_chain_with_two_further_links() -> None:
    thin = ("We had a quarrel.", "I was angry.", "I do not want to be here any more.")
    whole = ("We had a quarrel.", "I was so ashamed, it was all my fault.", "I do not want to be here any more.")
    assert _crises(thin, _alarm(6)) == ()
    [found] = _crises(whole, _alarm(6))
    assert found.event == "r1"
    assert _crises(whole, _alarm(6, level=0)) == ()
    assert _crises(whole) == ()


def test_two_crises_far_apart_in_one_session_are_two() -> None:
    apart = tuple(f"We talked about the garden, part {n}." for n in range(12))
    first = ("On Tuesday my boss criticised me.", "I felt ashamed and broke down.")
    second = ("On Saturday he did not reply.", "I panicked and lost control.")
    found = _crises((*first, *apart, *second))
    assert [each.onset for each in found] == [date(2026, 3, 3), date(2026, 3, 7)]


@pytest.mark.parametrize("text", ["I did not drink and I was not afraid.", "这次我没喝酒，也不害怕。"])
def test_what_is_denied_is_not_heard(text: str) -> None:
    assert heard(text) == {}


def test_what_is_said_in_the_moment_is_heard_by_link() -> None:
    assert heard("She did not reply, I am scared that nobody wants me.") == {
        ChainLink.TRIGGER: frozenset({"no_reply"}),
        ChainLink.APPRAISAL: frozenset({"unwanted"}),
        ChainLink.AFFECT: frozenset({"fear"}),
    }
