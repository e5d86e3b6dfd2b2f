"""Scores, changes between scores, moves of targets, language tags."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from memory.record.course import Origin
from memory.record.identity import Language
from memory.record.language import UnknownLanguage, detect, language_tag
from memory.record.state import Direction, Target, TargetStatus
from memory.state.errors import (
    ItemOutOfRange,
    NothingToScore,
    StateError,
    TotalMismatch,
    TotalOutOfRange,
    UnknownInstrument,
    WrongItemCount,
)
from memory.state.instruments import GAD7, PHQ9, Reliability
from memory.state.measures import Change, Scored, reliable_change, reliable_threshold, remission, response, score
from memory.state.targets import TargetMove, moved


@pytest.mark.parametrize(
    ("name", "total", "band"),
    [
        ("phq9", 0, "minimal"),
        ("phq9", 4, "minimal"),
        ("phq9", 5, "mild"),
        ("phq9", 9, "mild"),
        ("phq9", 10, "moderate"),
        ("PHQ-9", 15, "moderately_severe"),
        ("phq9", 19, "moderately_severe"),
        ("phq9", 20, "severe"),
        ("phq9", 27, "severe"),
        ("gad7", 4, "minimal"),
        ("gad7", 5, "mild"),
        ("gad7", 10, "moderate"),
        ("GAD-7", 15, "severe"),
        ("gad7", 21, "severe"),
    ],
)
def test_a_total_falls_into_its_band(name: str, total: int, band: str) -> None:
    found = score(name, total=total).band
    assert found is not None
    assert found.code == band


def test_items_add_up_and_item_9_opens_the_screen() -> None:
    scored = score("phq9", items=[1, 1, 1, 1, 1, 1, 1, 1, 2])
    assert scored == Scored(instrument="phq9", total=10, band=PHQ9.bands[2], item9=2)
    assert scored.opens_screen
    assert not score("phq9", items=[3] * 8 + [0]).opens_screen
    assert score("phq9", total=10).item9 is None
    assert score("gad7", items=[1] * 7) == Scored(instrument="gad7", total=7, band=GAD7.bands[1], item9=None)


@pytest.mark.parametrize(
    ("items", "total", "error", "path"),
    [
        ([1] * 8, None, WrongItemCount, "items"),
        ([0, 0, 0, 4, 0, 0, 0, 0, 0], None, ItemOutOfRange, "items[3]"),
        (None, 28, TotalOutOfRange, "total"),
        (None, 3.5, TotalOutOfRange, "total"),
        ([1] * 9, 10, TotalMismatch, "total"),
        (None, None, NothingToScore, "items"),
    ],
)
def test_what_cannot_be_scored_is_refused_with_its_path(
    items: list[int] | None, total: float | None, error: type[StateError], path: str
) -> None:
    with pytest.raises(error) as refused:
        score("phq9", items=items, total=total)
    assert refused.value.path == path


def test_an_unknown_instrument_is_refused() -> None:
    with pytest.raises(UnknownInstrument):
        score("hamd", total=3)


def test_response_is_half_and_remission_is_below_5() -> None:
    assert [response(20, 10), response(20, 11), response(0, 0)] == [True, False, False]
    assert [remission(4), remission(5)] == [True, False]


def test_reliable_change_uses_published_points_or_the_figures_given() -> None:
    verdicts = [reliable_change("phq9", 20, b) for b in (14, 15, 26)]
    assert [found.change for found in verdicts if found] == [Change.IMPROVED, Change.NOT_RELIABLE, Change.WORSENED]
    own = Reliability(sd=5.0, r=0.84, source="made for this test")
    assert reliable_threshold(own) == pytest.approx(1.96 * 5.0 * 2**0.5 * 0.4)
    found = reliable_change("phq9", 20, 14, reliability=own)
    assert found is not None
    assert (found.change, found.source) == (Change.IMPROVED, "made for this test")
    assert PHQ9.reliability is None


TARGET = Target(
    tenant="t",
    patient="p",
    id="g1",
    label="mood",
    problem=None,
    mechanism=None,
    measure="phq9",
    direction=Direction.DOWN,
    status=TargetStatus.AGREED,
    created_at=datetime(2026, 1, 1, tzinfo=UTC),
    origin=Origin.CLINICIAN,
    baseline=18,
    goal=4,
    mcid=5,
)


@pytest.mark.parametrize(
    ("status", "values", "after"),
    [
        (TargetStatus.AGREED, [17.0], TargetStatus.ACTIVE),
        (TargetStatus.AGREED, [13.0], TargetStatus.IMPROVING),
        (TargetStatus.ACTIVE, [17.0, 13.0], TargetStatus.IMPROVING),
        (TargetStatus.ACTIVE, [14.0], None),
        (TargetStatus.IMPROVING, [13.0, 19.0], TargetStatus.ACTIVE),
        (TargetStatus.IMPROVING, [3.0], None),
        (TargetStatus.AGREED, [], None),
        *[
            (status, [1.0], None)
            for status in (TargetStatus.PROPOSED, TargetStatus.PAUSED, TargetStatus.ACHIEVED, TargetStatus.DROPPED)
        ],
    ],
)
def test_measures_move_a_target_between_active_and_improving_only(
    status: TargetStatus, values: list[float], after: TargetStatus | None
) -> None:
    move = moved(replace(TARGET, status=status), values)
    assert (move.after if move else None) == after


def test_a_move_says_why_and_that_the_goal_is_reached() -> None:
    assert moved(TARGET, [3]) == TargetMove(
        target="g1",
        before=TargetStatus.AGREED,
        after=TargetStatus.IMPROVING,
        value=3,
        gain=15,
        goal_reached=True,
        why="3 against a baseline of 18: 15 better, 5 matters",
    )


def test_up_is_better_where_the_target_says_so_and_no_mcid_means_no_improvement() -> None:
    sleep = replace(TARGET, direction=Direction.UP, baseline=4, mcid=1, status=TargetStatus.ACTIVE)
    assert moved(sleep, [6]) is not None
    assert moved(replace(sleep, mcid=None), [6]) is None


@pytest.mark.parametrize("tag", ["zh", "zh-CN", "zh-Hans", "ZH_cn", "zh-hans-CN"])
def test_chinese_tags_come_in(tag: str) -> None:
    assert language_tag(tag) is Language.ZH


@pytest.mark.parametrize("tag", ["en", "en-US", "EN_gb", "en-001"])
def test_english_tags_come_in(tag: str) -> None:
    assert language_tag(tag) is Language.EN


@pytest.mark.parametrize("tag", ["", "fr", "zh-TW", "zh-Hant", "english", "en-", "cn"])
def test_other_tags_are_refused(tag: str) -> None:
    with pytest.raises(UnknownLanguage):
        language_tag(tag)


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("我今天很累", Language.ZH),
        ("I am tired", Language.EN),
        ("我今天很depressed", Language.ZH),
        ("7", Language.EN),
        ("I met 王明 yesterday", Language.EN),
    ],
)
def test_language_is_told_by_the_share_of_cjk_letters(text: str, language: Language) -> None:
    assert detect(text) is language


def test_a_text_without_letters_takes_the_default() -> None:
    assert detect("7 / 10 …", default=Language.ZH) is Language.ZH
