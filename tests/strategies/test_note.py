"""The structured note: everything in it was said, measured or decided, and says where."""

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from memory.record.course import Origin, Source
from memory.record.identity import Language
from memory.record.risk import RiskEvent, RiskEventState, RiskKind
from memory.record.session import Author, SlotClaim, SlotValue, Turn, TurnOrigin
from memory.record.state import Homework, HomeworkOutcome, Measure, NoteSentence, TargetEvidence
from strategies.course.note import NoteForm, NoteInputs, compose_note, render_note

ALARM = "Risk alarm, level 1, on the client's words “Sometimes I wish I would not wake up.”"
NOW = datetime(2026, 3, 9, 10, tzinfo=UTC)


def turn(n: int, author: Author, text: str, node: str = "") -> Turn:
    return Turn(
        tenant="local",
        patient="p-1",
        session="s-2",
        n=n,
        author=author,
        origin=TurnOrigin.SPOKEN,
        text=text,
        at=NOW,
        node=node,
    )


def claim(n: int, slot: str, value: SlotValue, quote: str) -> SlotClaim:
    return SlotClaim(
        tenant="local",
        patient="p-1",
        id=f"c-{slot}-{n}",
        session="s-2",
        turn=n,
        slot=slot,
        value=value,
        start=0,
        end=len(quote),
        quote=quote,
        origin=Origin.RULE,
        confidence=1.0,
        at=NOW,
    )


def source(n: int, quote: str) -> Source:
    return Source(session="s-2", turn=n, start=0, end=len(quote), quote=quote)


def homework(
    id_: str,
    text: str,
    *,
    said: Source | None = None,
    outcome: HomeworkOutcome | None = None,
    reported: Source | None = None,
) -> Homework:
    return Homework(
        tenant="local",
        patient="p-1",
        id=id_,
        session="s-2",
        text=text,
        assigned_at=NOW,
        origin=Origin.RULE,
        source=said,
        outcome=outcome,
        outcome_source=reported,
    )


def phq9(total: float, on: date) -> Measure:
    return Measure(
        tenant="local",
        patient="p-1",
        id=f"m-{on}",
        instrument="phq9",
        taken_on=on,
        total=total,
        recorded_at=NOW,
        origin=Origin.CASE,
        session="s-2",
    )


INPUTS = NoteInputs(
    language=Language.EN,
    session="s-2",
    turns=(
        turn(1, Author.TEMPLATE, "How was the week, 0 to 10?", "check_in"),
        turn(2, Author.CLIENT, "A 3. I didn't get to the walk.", "check_in"),
        turn(3, Author.MODEL, "That sounds heavy.", "check_in"),
        turn(4, Author.CLIENT, "Sometimes I wish I would not wake up.", "check_in"),
        turn(5, Author.TEMPLATE, "Thank you for telling me.", "sr_wish"),
    ),
    claims=(
        claim(2, "mood", 3, "A 3"),
        claim(2, "hw_status", "none", "I didn't get to the walk"),
        claim(4, "hardest", "wish I would not wake up", "wish I would not wake up"),
        claim(4, "unspoken", "x", "x"),
    ),
    slot_texts={"mood": "mood (0-10)", "hw_status": "homework", "hardest": "the hardest moment"},
    node_texts={"check_in": "Mood since last session."},
    reported=(
        homework(
            "h-1",
            "walk after lunch",
            outcome=HomeworkOutcome.NONE,
            reported=source(2, "I didn't get to the walk"),
        ),
    ),
    assigned=(homework("h-2", "five minutes at the window", said=source(4, "the window")),),
    risk_events=(
        RiskEvent(
            tenant="local",
            patient="p-1",
            id="r-1",
            session="s-2",
            turn=4,
            tier=1,
            level=1,
            kinds=(RiskKind.PASSIVE_IDEATION,),
            layers=("lexicon",),
            why="wish to be dead",
            state=RiskEventState.SCREENED,
            at=NOW,
            screened_at=NOW,
            screened_turn=5,
        ),
    ),
    risk_level=1,
    measures=(phq9(18, date(2026, 3, 9)),),
    earlier={"phq9": phq9(16, date(2026, 3, 2))},
    evidence=(
        TargetEvidence(
            tenant="local",
            patient="p-1",
            id="e-1",
            target="t-mood",
            session="s-2",
            supports=False,
            text="PHQ-9 rose",
            origin=Origin.RULE,
            at=NOW,
            value=18.0,
        ),
    ),
    target_labels={"t-mood": "Mood"},
)


def test_each_sentence_says_what_happened_and_names_its_turns() -> None:
    assert [(s.section, s.text, s.turns) for s in compose_note(INPUTS)] == [
        ("subjective", "Client rated mood (0-10): 3.", (2,)),
        ("subjective", "Client answered on homework: none (“I didn't get to the walk”).", (2,)),
        ("subjective", "Client on the hardest moment: “wish I would not wake up”", (4,)),
        ("objective", "PHQ-9 on 2026-03-09: 18 (before, on 2026-03-02: 16).", (1,)),
        ("objective", "Homework “walk after lunch”: not done (“I didn't get to the walk”).", (2,)),
        ("intervention", "Session step: Mood since last session.", (1, 3)),
        (
            "assessment",
            f"{ALARM}; the safety screen was completed.",
            (4, 5),
        ),
        ("assessment", "Risk level after the session: 1.", (4,)),
        ("assessment", "Target Mood: moved away from its goal (18).", (1,)),
        ("plan", "Homework agreed: “five minutes at the window”.", (4,)),
        ("plan", "Ask about safety again next time.", (4,)),
    ]


def test_every_sentence_links_to_a_turn_that_was_there() -> None:
    there = {turn.n for turn in INPUTS.turns}
    for language in Language:
        assert all(s.turns and set(s.turns) <= there for s in compose_note(replace(INPUTS, language=language)))


def test_a_slot_said_twice_is_told_once_as_it_was_said_last() -> None:
    twice = replace(INPUTS, claims=(claim(2, "mood", 3, "A 3"), claim(4, "mood", 5, "more a 5")))
    assert compose_note(twice)[0] == NoteSentence(
        section="subjective", text="Client rated mood (0-10): 5.", origin=Origin.RULE, turns=(4,)
    )


def test_a_session_without_slots_quotes_the_client_and_invents_nothing() -> None:
    bare = NoteInputs(language=Language.EN, session="s-2", turns=INPUTS.turns)
    assert [(s.section, s.text, s.turns) for s in compose_note(bare)] == [
        ("subjective", "Client said: “A 3. I didn't get to the walk.”", (2,)),
        ("subjective", "Client said: “Sometimes I wish I would not wake up.”", (4,)),
        ("assessment", "No risk alarm was raised in this session.", (1,)),
    ]


def test_an_unscreened_alarm_is_called_unscreened() -> None:
    waiting = replace(INPUTS, risk_events=(replace(INPUTS.risk_events[0], state=RiskEventState.OPEN),))
    alarms = [s.text for s in compose_note(waiting) if s.text.startswith("Risk alarm")]
    assert alarms == [f"{ALARM}; the safety screen is still to be completed."]


def test_homework_reported_elsewhere_is_not_quoted_as_if_said_here() -> None:
    elsewhere = replace(INPUTS.reported[0], outcome_source=replace(source(2, "no"), session="s-1"))
    told = [s for s in compose_note(replace(INPUTS, reported=(elsewhere,))) if s.text.startswith("Homework “walk")]
    assert [(s.text, s.turns) for s in told] == [("Homework “walk after lunch”: not done.", (1,))]


@pytest.mark.parametrize(
    ("form", "headings"),
    [
        (NoteForm.SOAP, ["Subjective", "Objective", "Assessment", "Plan"]),
        (NoteForm.DAP, ["Data", "Assessment", "Plan"]),
        (NoteForm.BIRP, ["Behavior", "Intervention", "Response", "Plan"]),
    ],
)
def test_each_form_holds_every_sentence_under_its_headings(form: NoteForm, headings: list[str]) -> None:
    sentences = compose_note(INPUTS)
    text = render_note(sentences, form, Language.EN)
    lines = text.splitlines()
    assert [line for line in lines if line and not line.startswith("- ")] == headings
    assert sorted(line for line in lines if line.startswith("- ")) == sorted(
        f"- {s.text} [turns {', '.join(str(n) for n in s.turns)}]" for s in sentences
    )


def test_a_chinese_note_is_chinese_and_says_where_nothing_is_recorded() -> None:
    bare = NoteInputs(
        language=Language.ZH,
        session="s-2",
        turns=(turn(1, Author.TEMPLATE, "这周心情怎么样？"), turn(2, Author.CLIENT, "三分吧，晚上总是睡不着。")),
        risk_level=1,
    )
    assert render_note(compose_note(bare), NoteForm.SOAP, Language.ZH) == (
        "主观资料（S）\n- 来访者说：“三分吧，晚上总是睡不着。”〔第 2 轮〕\n\n"
        "客观资料（O）\n- 无记录\n\n"
        "评估（A）\n- 本次会谈未出现风险警报。〔第 1 轮〕\n- 会谈后的风险等级：1。〔第 1 轮〕\n\n"
        "计划（P）\n- 下次再次询问安全情况。〔第 1 轮〕"
    )
