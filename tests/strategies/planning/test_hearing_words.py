"""Reports told in many ways: what calms them, what turns them round, and that danger is calmed by nothing else."""

from pathlib import Path

import pytest
import yaml

from benchmarks.plans import FOLDER
from strategies.planning.case_plan import plan_for
from strategies.planning.done_shares import done_share
from strategies.planning.numbers_told import count_of, days_in, last_value, moved_in
from strategies.planning.plan_case import PlanCase
from strategies.planning.reliable import instrument_in
from strategies.planning.turning import contrasts, only_seemed, others_spans, turned_at
from tests.strategies.planning.cases import planned

HERE = Path(__file__).parent
CODES = {
    "missed_homework": "homework_barrier_review",
    "session_gap_6_weeks": "bridge_recap",
    "new_crisis": "risk_screen",
    "contradicting_fact": "verify_fact",
    "rupture": "rupture_repair",
    "target_achieved": "consolidate",
    "measure_worsening": "remeasure",
    "new_problem": "new_problem_assessment",
    "medication_change": "medication_check",
    "life_event": "reprioritise_agenda",
    "no_response": "reformulate",
    "dropout_risk": "alliance_check",
}
DANGER = {
    "en": (
        "She wants to end her life.",
        "He has written a goodbye letter to his parents.",
        "She cut her arm on Friday night.",
        "He says he cannot go on and has bought a rope.",
        "She took an overdose yesterday.",
        "A voice tells him to jump.",
        "Her husband beat her on Sunday.",
        "She stood on the bridge for an hour.",
    ),
    "zh": (
        "她想结束生命。",
        "他给父母写了遗书。",
        "周五夜里她割了手臂。",
        "他说撑不下去了，买了绳子。",
        "昨天她吞了一把安眠药。",
        "有声音叫他跳下去。",
        "周日丈夫动手打了她。",
        "她在桥边站了一个小时。",
    ),
}
CALM = {
    "en": (
        "The invoice was settled and cleared up.",
        "Everything else went as planned.",
        "The homework was a misunderstanding, explained in the session.",
        "She laughed about the weather and thanked me.",
        "It was a false alarm about the heating.",
        "Her colleague is fine again.",
        "Nothing has changed at work.",
    ),
    "zh": (
        "账单的事已经说开了。",
        "其余都如期进行。",
        "作业是一场误会，当场说清。",
        "她笑着谈天气，还道了谢。",
        "暖气的事是虚惊一场。",
        "同事已经没事了。",
        "工作上没有变化。",
    ),
}


def _reports(side: str) -> list[tuple[str, str, str]]:
    rows: list[tuple[str, str, str]] = []
    for name in ("reports_en.yaml", "reports_zh.yaml"):
        for row in yaml.safe_load((HERE / name).read_text(encoding="utf-8")):
            rows += [(row["event"], row["state"], text) for text in row[side]]
    return rows


def _plan(event: str, state: str, text: str) -> tuple[bool, tuple[str, ...]]:
    states = yaml.safe_load((FOLDER / "states.yaml").read_text(encoding="utf-8"))
    plan = plan_for(PlanCase.model_validate({"event": event, "state": states[state], "event_detail": text}))
    return plan.replan, plan.agenda


@pytest.mark.parametrize(("event", "state", "text"), _reports("warrants"))
def test_a_report_that_warrants_a_change_gets_one(event: str, state: str, text: str) -> None:
    replan, agenda = _plan(event, state, text)
    assert replan
    assert CODES[event] in agenda


@pytest.mark.parametrize(("event", "state", "text"), _reports("calm"))
def test_a_report_of_nothing_leaves_the_plan(event: str, state: str, text: str) -> None:
    assert _plan(event, state, text) == (False, ("continue_plan",))


@pytest.mark.parametrize("event", ["new_crisis", "missed_homework", "life_event", "target_achieved"])
@pytest.mark.parametrize("lang", ["en", "zh"])
def test_a_word_about_something_else_never_calms_danger(event: str, lang: str) -> None:
    for danger in DANGER[lang]:
        for calm in CALM[lang]:
            for text in (f"{danger} {calm}", f"{calm} {danger}"):
                assert planned(event, text).agenda[0] == "risk_screen", text


@pytest.mark.parametrize(
    ("calm", "turned"),
    [
        ("The quarrel was settled.", "The quarrel was settled, but today she would not look at me."),
        ("It had been cleared up.", "It seemed to be cleared up, yet his letter says the opposite."),
        ("当场已经说开了。", "当场已经说开了，可是今天她又一句话不说。"),
        ("误会解除了。", "本以为误会解除了，但他今天摔门走了。"),
    ],
)
def test_a_word_of_contrast_turns_what_was_calm(calm: str, turned: str) -> None:
    kind = "contradicting_fact" if "cleared" in calm else "rupture"
    assert not planned(kind, calm).replan
    assert planned(kind, turned).replan


def test_clauses_about_others_contrasts_and_what_only_seemed_so_are_found() -> None:
    text = "His brother has stopped therapy, but he comes."
    assert [text[start:end].strip(" ,") for start, end in others_spans(text)] == ["His brother has stopped therapy"]
    assert others_spans("Her mother says she sleeps badly.") == []
    assert others_spans("室友喝得凶，他自己不喝。") == [(0, 6)]
    assert 17 in contrasts("Although settled, it came back.")
    assert contrasts("He has not come yet.") == []
    seemed = "It seemed settled, but it was not."
    assert only_seemed(seemed, seemed.index("settled"))
    assert not only_seemed("It was settled.", 7)
    assert turned_at("Settled, but she is still hurt.", 7) == len("Settled, but she is still hurt.")
    assert turned_at("Settled.", 7) == -1


@pytest.mark.parametrize(
    ("text", "share"),
    [
        ("She did two of the three walks.", 2 / 3),
        ("One rating out of fourteen is missing.", 13 / 14),
        ("十四次评分里只缺一次。", 13 / 14),
        ("六页交了五页。", None),
        ("She did the walks.", None),
    ],
)
def test_the_share_of_a_task_that_was_done_is_read(text: str, share: float | None) -> None:
    told = done_share(text)
    assert told == (pytest.approx(share) if share is not None else None)


def test_numbers_in_words_are_read() -> None:
    assert (count_of("forty-five"), count_of("二十一"), count_of("十四"), count_of("fourteen")) == (45, 21, 14, 14)
    assert (days_in("Forty-five days since we met."), days_in("a fortnight"), days_in("停了六周")) == (45, 14, 42)
    assert last_value("The retest gave 21.") == 21
    assert last_value("PHQ-9 has climbed to 22.") == 22
    by_eight = moved_in("Her PHQ-9 jumped by eight.")
    assert by_eight is not None
    assert by_eight.change == 8
    back = moved_in("PHQ-9 15 today, 14 before.")
    assert back is not None
    assert (back.before, back.now) == (14, 15)
    assert instrument_in("Her PHQ-9 went up") == "phq9"
    assert instrument_in("The ISI is up by one.") == "isi"
    assert instrument_in("She spoke of the weather.") is None
