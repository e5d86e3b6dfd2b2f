"""Sets of targets in files: danger from the wording, forms that are read, and refusals by path."""

import pytest

from memory.state.sufficiency import Gap
from strategies.planning.case_form import CaseRefused
from strategies.planning.risk_wording import DangerState, dangers, present_danger, risk_told
from strategies.planning.sufficiency_case import SufficiencyCase, judged, read_sufficiency_case, warnings_of

TARGET = {"id": "t1", "label": "Go out", "problem": "p1", "measure": "PHQ-9", "interventions": ["activation"]}


def missing(problem: str) -> tuple[Gap, ...]:
    case = {"problems": [{"id": "p1", "text": problem}], "targets": [TARGET]}
    return judged(SufficiencyCase.model_validate(case)).missing


@pytest.mark.parametrize(
    "text",
    [
        *("passive suicidal ideation", "wishes not to wake up", "Recurrent self-harm when rejected", "urges to cut"),
        *("History of a suicide attempt in 2015", "Husband hit her twice this month", "suicidal thoughts without plan"),
        *("被动自杀意念", "不想活了", "割腕自伤，每周一次", "丈夫动手打她", "自杀念头反复出现"),
    ],
)
def test_danger_is_read_from_the_wording(text: str) -> None:
    assert missing(text) == (Gap.RISK_WITHOUT_SAFETY_TARGET,)


@pytest.mark.parametrize(
    "text",
    [
        *("low mood", "denies suicidal ideation", "grief after her brother's suicide", "fear of dying in panic"),
        *("dying of embarrassment", "cutting down on alcohol", "History of overdose at 16, no ideation since"),
        *("情绪低落", "否认自杀意念", "母亲自杀后的哀伤", "怕自己会猝死", "看了一部关于自杀的电影后难受"),
    ],
)
def test_what_is_denied_anothers_or_a_figure_of_speech_is_no_danger(text: str) -> None:
    assert missing(text) == ()


@pytest.mark.parametrize(
    ("text", "state"),
    [
        ("After a fight with her husband she took a handful of pills.", DangerState.PRESENT),
        ("Her friend overdosed and she is shaken.", DangerState.ANOTHER),
        ("她弟弟昨天割腕", DangerState.ANOTHER),
        ("昨晚和丈夫吵架后，她吞了半瓶安眠药", DangerState.PRESENT),
        ("He told of suicidal thoughts at nineteen; nothing of the kind since.", DangerState.PAST),
        ("The suicidal thoughts were already screened on Monday.", DangerState.HANDLED),
    ],
)
def test_danger_has_a_state_by_whose_it_is_and_when(text: str, state: DangerState) -> None:
    assert {each.state for each in dangers(text)} == {state}
    assert (present_danger(text) is not None) is (state is DangerState.PRESENT)


def test_danger_names_what_tells_of_it() -> None:
    assert [(each.id, each.quote) for each in risk_told([("p1", "worry"), ("p2", "被动自杀意念")])] == [("p2", "自杀")]


def test_missing_lists_are_empty_ones_and_unknown_references_are_warned_of() -> None:
    case = read_sufficiency_case(
        b'{"id": 7, "problems": [{"id": 1, "text": "worry"}], "mechanisms": null,'
        b' "targets": [{"id": "t", "problem": "p9", "interventions": "breathing"}]}'
    )
    assert judged(case).missing == (
        Gap.PROBLEM_WITHOUT_TARGET,
        Gap.TARGET_WITHOUT_MEASURE,
        Gap.TARGET_NOT_LINKED,
    )
    assert warnings_of(case) == (("targets[0].problem", "there is no problem 'p9'"),)


@pytest.mark.parametrize(
    ("raw", "path"),
    [
        (b"", "line 1"),
        (b"3", ""),
        (b"{}", "problems"),
        (b'{"problems": [{"id": "a", "text": " "}]}', "problems[0].text"),
        (b'{"problems": [{"text": "a"}]}', "problems[0].id"),
        (b'{"problems": [{"id": "a", "text": "b"}, {"id": "a", "text": "c"}]}', "problems[1].id"),
        (
            b'{"problems": [{"id": "a", "text": "b"}], "targets": [{"id": "t", "interventions": [1]}]}',
            "targets[0].interventions[0]",
        ),
        (b'{"problems": [{"id": "a", "text": "b"}], "lang": "de"}', "lang"),
        (b'{"targets": [{"id": "t", "values": [{"value": 3}]}]}', "targets[0].values[0]"),
    ],
)
def test_a_file_that_cannot_be_read_is_refused_by_the_path_of_what_is_wrong(raw: bytes, path: str) -> None:
    with pytest.raises(CaseRefused) as refused:
        read_sufficiency_case(raw)
    assert refused.value.path == path
