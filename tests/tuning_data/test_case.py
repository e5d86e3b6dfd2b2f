"""Case and review files: what they hold, what is refused and how it is said, and the examples that ship."""

from collections.abc import Iterator
from datetime import UTC, date, datetime
from functools import cache
from pathlib import Path

import pytest

from memory.record.identity import ConsentScope, Language
from memory.record.review import ReviewerKind, TurnVerdict, Verdict
from memory.record.session import Author, SlotValue, Turn, TurnOrigin
from strategies.course.readers import read_slot
from strategies.graph.library import Library
from strategies.graph.route import enter, route
from strategies.graph.routed import RiskView
from strategies.risk.rules import scan
from tuning_data.case.casefile import DEFAULT, CaseFile, client_line
from tuning_data.case.errors import FileRefused
from tuning_data.case.load import load_case, load_reviews
from tuning_data.case.reviewfile import verdicts_for

EXAMPLES = Path(__file__).parents[2] / "examples"
CASES = [EXAMPLES / "case.en.yaml", EXAMPLES / "case.zh-CN.yaml"]
REVIEWS = [EXAMPLES / "reviews.en.yaml", EXAMPLES / "reviews.zh-CN.yaml"]

SMALL = """\
patient: {id: p-1, locale: en, label: "Someone", simulated: true}
protocol: cbt.depression.session
consents: [session_record]
summary: "Low mood."
problems:
  - {id: p1, text: "low mood"}
mechanisms:
  - {id: m1, text: "withdrawal", maintains: [p1]}
targets:
  - {id: t1, label: mood, problem: p1, mechanism: m1, measure: phq9, baseline: 16, goal: 6, direction: down,
     interventions: ["walks"], agreed_by: "Dr. S."}
sessions:
  - n: 1
    date: 2026-03-02
    change: "none"
    measures:
      - {instrument: gad7, items: [1, 1, 1, 1, 1, 1, 1]}
    lines:
      check_in: ["A 4.", "Four."]
      default: ["Yes.", "Hm.", "I see."]
"""
REVIEW = """\
case: p-1
reviewer: {name: "script", kind: synthetic}
sessions:
  - n: 1
    reward: 0.5
    verdicts:
      - {at: default, verdict: accept}
      - {at: 5, verdict: reject, reason: "too long"}
      - {at: agenda, verdict: edit, correction: "What matters most?"}
"""


def written(folder: Path, text: str) -> Path:
    path = folder / "file.yaml"
    path.write_text(text, encoding="utf-8")
    return path


def test_a_case_is_read_as_it_is_written(tmp_path: Path) -> None:
    case = load_case(written(tmp_path, SMALL))
    session = case.sessions[0]
    assert (case.patient.id, case.patient.locale, case.consents) == (
        "p-1",
        Language.EN,
        (ConsentScope.SESSION_RECORD,),
    )
    assert (session.date, session.measures[0].total, session.lines["check_in"]) == (
        date(2026, 3, 2),
        7,
        ("A 4.", "Four."),
    )


def test_a_node_s_own_lines_come_in_order_and_then_the_default_ones(tmp_path: Path) -> None:
    session = load_case(written(tmp_path, SMALL)).sessions[0]
    said = [client_line(session, "check_in", visit) for visit in range(1, 6)]
    assert said[:2] == ["A 4.", "Four."]
    assert sorted(said[2:]) == ["Hm.", "I see.", "Yes."]
    assert [client_line(session, "check_in", visit) for visit in range(1, 6)] == said
    assert client_line(session, "elsewhere", 1) in {"Yes.", "Hm.", "I see."}


@pytest.mark.parametrize(
    ("before", "after", "line", "field", "why", "remedy"),
    [
        ("simulated: true", "simulated: false", 1, "patient.simulated", "Input should be True", "Use the value named."),
        ("locale: en", "locale: fr", 1, "patient.locale", "Input should be 'en' or 'zh-CN'", "Use one of the values"),
        ("summary:", "sumary:", 4, "sumary", "This key is not known, and summary is missing", "Write summary if"),
        (
            "    change:",
            "    chnge:",
            15,
            "sessions.0.chnge",
            "This key is not known, and change is",
            "Write change if",
        ),
        ('summary: "Low mood."', "", 1, "summary", "Field required", "Add this field."),
        ("protocol: ", "colour: red\nprotocol: ", 2, "colour", "Extra inputs are not permitted", "Remove it, or"),
        (
            "consents: ",
            "colour: red\nsumary: x\nconsent: ",
            5,
            "consent",
            "This key is not known, and consents",
            "Write",
        ),
        (
            "1, 1, 1]}",
            "1]}",
            17,
            "sessions.0.measures.0.items",
            "gad7 has 7 items, here are 5",
            "Give one answer an item.",
        ),
        ("goal: 6", "goal: 20", 10, "targets.0.goal", "goal 20 does not lie down", "Set a goal"),
        (
            "problem: p1",
            "problem: p9",
            10,
            "targets.0.problem",
            "target t1 names p9",
            "Use one of: p1.",
        ),
        (
            "2026-03-02",
            "2 March",
            14,
            "sessions.0.date",
            "Input should be a valid date",
            "Write the day as YYYY-MM-DD.",
        ),
        ("default:", "other:", 18, "sessions.0.lines", "no default lines", "Add `default:`"),
        ("n: 1", "n: 2", 13, "sessions.0.n", "sessions are not numbered 1, 2, 3, ...", "Number them in order."),
        ("protocol: ", "summary: ", 4, "summary", "", ""),
    ],
)
def test_what_is_wrong_is_named_with_file_line_field_and_remedy(
    tmp_path: Path, before: str, after: str, line: int, field: str, why: str, remedy: str
) -> None:
    assert before in SMALL
    path = written(tmp_path, SMALL.replace(before, after, 1))
    with pytest.raises(FileRefused) as refused:
        load_case(path)
    error = refused.value
    assert (error.file, error.line, error.field) == (path, line, field)
    assert error.why.startswith(why)
    assert error.remedy.startswith(remedy)
    assert str(error).startswith(f"{path}:{line}")


def test_a_file_that_is_not_there_is_refused_by_name(tmp_path: Path) -> None:
    with pytest.raises(FileRefused, match="No such file"):
        load_case(tmp_path / "nowhere.yaml")


def turn(n: int, author: Author, node: str) -> Turn:
    return Turn(
        tenant="local",
        patient="p-1",
        session="s-1",
        n=n,
        author=author,
        origin=TurnOrigin.SPOKEN,
        text="...",
        at=datetime(2026, 3, 2, tzinfo=UTC),
        node=node,
    )


def test_verdicts_fall_on_turn_then_node_then_everything_else_and_on_the_model_s_turn_first(tmp_path: Path) -> None:
    review = load_reviews(written(tmp_path, REVIEW)).sessions[0]
    turns = [
        turn(1, Author.TEMPLATE, "check_in"),
        turn(2, Author.CLIENT, "check_in"),
        turn(3, Author.TEMPLATE, "agenda"),
        turn(5, Author.MODEL, "bridge"),
        turn(7, Author.MODEL, "agenda"),
        turn(9, Author.MODEL, "agenda"),
    ]
    assert verdicts_for(review, turns) == (
        TurnVerdict(turn=1, verdict=Verdict.ACCEPT),
        TurnVerdict(turn=3, verdict=Verdict.ACCEPT),
        TurnVerdict(turn=5, verdict=Verdict.REJECT, reason="too long"),
        TurnVerdict(turn=7, verdict=Verdict.EDIT, correction="What matters most?"),
        TurnVerdict(turn=9, verdict=Verdict.ACCEPT),
    )


@pytest.mark.parametrize(
    ("before", "after", "line", "why"),
    [
        ('reject, reason: "too long"', "reject", 8, "a rejection without a reason"),
        ("edit, correction:", "accept, correction:", 9, "a correction belongs to an edit"),
        ("at: default", "at: close", 6, "no default verdict"),
        ("reward: 0.5", "reward: 1.5", 5, "Input should be less than or equal to 1"),
        ("kind: synthetic", "kind: robot", 2, "Input should be 'human' or 'synthetic'"),
        ("at: 5", "at: agenda", 9, "two verdicts on the same turn or node"),
    ],
)
def test_a_review_that_says_too_little_or_too_much_is_refused(
    tmp_path: Path, before: str, after: str, line: int, why: str
) -> None:
    assert before in REVIEW
    with pytest.raises(FileRefused) as refused:
        load_reviews(written(tmp_path, REVIEW.replace(before, after, 1)))
    assert (refused.value.line, refused.value.why[: len(why)]) == (line, why)


@cache
def library() -> Library:
    return Library.shipped()


def said(case: CaseFile) -> Iterator[tuple[int, str, str]]:
    for session in case.sessions:
        for node, lines in session.lines.items():
            for line in lines:
                yield session.n, node, line


@pytest.mark.parametrize("path", CASES, ids=["en", "zh-CN"])
def test_an_example_case_answers_every_node_of_its_protocol_and_names_no_other(path: Path) -> None:
    case = load_case(path)
    nodes = library().get_known(case.protocol).protocol.nodes
    screen = library().get_known("safety_screen").protocol.nodes
    asking = {id_ for id_, node in nodes.items() if node.kind not in {"end", "call", "gate"}} - {"rupture"}
    for session in case.sessions:
        keys = set(session.lines) - {DEFAULT}
        assert asking <= keys <= set(nodes) | set(screen)
    with_a_plan = {"recall", "amend"}
    assert {id_ for id_, node in screen.items() if node.kind != "end"} - with_a_plan <= set(case.sessions[1].lines)


@pytest.mark.parametrize("path", CASES, ids=["en", "zh-CN"])
def test_an_example_case_raises_one_alarm_where_it_is_meant_to_and_none_elsewhere(path: Path) -> None:
    alarms = [(n, node) for n, node, line in said(load_case(path)) if scan(line).alarm]
    assert alarms == [(2, "bridge")]


@pytest.mark.parametrize("path", CASES, ids=["en", "zh-CN"])
def test_an_example_case_gets_worse_in_its_second_session_and_clearly_better_in_its_third(path: Path) -> None:
    phq9 = [next(m for m in session.measures if m.instrument == "phq9") for session in load_case(path).sessions]
    assert [measure.items[8] for measure in phq9] == [0, 1, 0]
    assert phq9[0].total < phq9[1].total
    assert phq9[1].total - phq9[2].total >= 5


@pytest.mark.parametrize(("case", "reviews"), list(zip(CASES, REVIEWS, strict=True)), ids=["en", "zh-CN"])
def test_example_reviews_are_synthetic_and_hold_an_edit_and_a_rejection(case: Path, reviews: Path) -> None:
    file = load_reviews(reviews)
    verdicts = [verdict.verdict for session in file.sessions for verdict in session.verdicts]
    assert file.case == load_case(case).patient.id
    assert file.reviewer.kind is ReviewerKind.SYNTHETIC
    assert [session.n for session in file.sessions] == [1, 2, 3]
    assert sorted(set(verdicts)) == [Verdict.ACCEPT, Verdict.EDIT, Verdict.REJECT]


def heard(protocol: str, line: str, slot: str, today: date) -> SlotValue:
    """What the deterministic reader of the slot makes of the line; the frame's current node collects it."""
    asked = library().get_known(protocol).protocol.slots[slot]
    read = read_slot(
        asked.reader or "sentence", line, type=asked.type, values=asked.values, range=asked.range, today=today
    )
    return None if read is None else read.value


def walked(case: CaseFile, n: int) -> list[str]:
    """The nodes that the client answered in session `n`, by pure routing over the lines of the case."""
    session, stack = case.sessions[n - 1], enter(library(), case.protocol, turn=0)
    slots: dict[str, SlotValue] = {}
    answered: list[str] = []
    unscreened = False
    for turn_n in range(2, 100, 2):
        frame = stack[-1]
        answered.append(frame.node)
        line = client_line(session, frame.node, answered.count(frame.node))
        unscreened = unscreened or scan(line).alarm
        for slot in library().get_known(frame.protocol).node(frame.node).collects:
            value = heard(frame.protocol, line, slot, session.date)
            slots |= {} if value is None else {slot: value}
        routed = route(
            library(), stack, slots=slots, answers={}, risk=RiskView(unscreened_event=unscreened), turn=turn_n
        )
        if routed.ended:
            return answered
        unscreened = unscreened and "safety_screen" not in routed.completed
        stack = routed.stack
    raise AssertionError(answered)


STRAIGHT = [
    "check_in", "homework_review", "safety_check", "bridge", "agenda", "situation", "thought", "evidence_for",
    "evidence_for", "evidence_against", "evidence_against", "balanced", "balanced", "balanced", "homework", "summary",
]  # fmt: skip
"""Nobody says here that an intervention reached its state, so that each takes all its turns."""

SCREEN = ["wish", "thoughts_after_yes", "behavior", "signs", "coping", "person", "place", "agree"]


@pytest.mark.parametrize("path", CASES, ids=["en", "zh-CN"])
def test_an_example_case_walks_its_protocol_to_the_end_with_lines_of_its_own(path: Path) -> None:
    case = load_case(path)
    assert walked(case, 1) == STRAIGHT
    assert walked(case, 2) == [*STRAIGHT[:4], *SCREEN, *STRAIGHT[3:]]
    assert walked(case, 3) == STRAIGHT
