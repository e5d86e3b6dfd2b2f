"""Which way each kind of danger goes at each level, what several kinds come to, and which questions close what."""

from datetime import UTC, datetime
from itertools import product

import pytest

from memory.record.course import Origin
from memory.record.crisis import SafetyPart, SafetyPlan, SafetyStep
from memory.record.risk import RiskEvent, RiskEventState, RiskKind
from memory.record.session import SlotValue
from strategies.risk.paths import (
    OWN,
    PATH_OF,
    PROTOCOL,
    SCREEN,
    Part,
    Path,
    closes,
    final_outcome,
    kinds_of,
    outcome_of,
    parts_of,
    path_of,
    path_of_event,
)
from strategies.risk.reading import Reading, RiskSpan

FROM = [
    (RiskKind.MEDICAL_EMERGENCY, Path.MEDICAL, 6),
    (RiskKind.PSYCHOSIS_COMMAND, Path.VOICES, 5),
    (RiskKind.HARM_TO_OTHERS, Path.OTHERS, 3),
    (RiskKind.HARM_FROM_OTHERS, Path.VIOLENCE, 2),
    (RiskKind.SELF_HARM_NONSUICIDAL, Path.SELF_INJURY, 1),
]
WISH, THOUGHT, PLAN = RiskKind.PASSIVE_IDEATION, RiskKind.ACTIVE_IDEATION, RiskKind.PLAN_OR_INTENT
OTHERS, VIOLENCE, INJURY = RiskKind.HARM_TO_OTHERS, RiskKind.HARM_FROM_OTHERS, RiskKind.SELF_HARM_NONSUICIDAL


def event(level: int, *kinds: RiskKind) -> RiskEvent:
    return RiskEvent(
        tenant="clinic",
        patient="p1",
        id="e1",
        session="s1",
        turn=1,
        tier=(level + 1) // 2,
        level=level,
        kinds=kinds,
        layers=("lexicon",),
        why="",
        state=RiskEventState.OPEN,
        at=datetime(2026, 1, 1, tzinfo=UTC),
    )


def plan_of(*texts: str) -> SafetyPlan:
    """A plan with these steps."""
    return SafetyPlan(
        tenant="clinic",
        patient="p1",
        id="plan",
        n=1,
        steps=tuple(SafetyStep(part=next(iter(SafetyPart)), text=text, origin=Origin.RULE) for text in texts),
        created_at=datetime(2026, 1, 1, tzinfo=UTC),
        origin=Origin.RULE,
    )


def reading(level: int, *kinds: RiskKind, spans: tuple[tuple[RiskKind, int], ...] = ()) -> Reading:
    """A reading; `spans` are kinds with the level that is left of them."""
    return Reading(
        alarm=level > 0,
        tier=(level + 1) // 2,
        level=level,
        kinds=kinds,
        layers=("lexicon",),
        why="",
        spans=tuple(
            RiskSpan(start=n, end=n + 1, quote="x", entry="e", kind=kind, level=6, after=after)
            for n, (kind, after) in enumerate(spans)
        ),
    )


def parts(found: Reading) -> list[tuple[Path, int, tuple[RiskKind, ...]]]:
    return [(part.path, part.level, part.kinds) for part in parts_of(found)]


@pytest.mark.parametrize(("kind", "path", "least"), FROM)
def test_a_kind_takes_its_own_way_from_a_level_on_and_below_it_is_asked_about(
    kind: RiskKind, path: Path, least: int
) -> None:
    for level in range(7):
        assert path_of(kind, level) is (path if level >= least else Path.SUICIDE)
        assert path_of_event(event(level, kind)) is (path if level >= least else Path.SUICIDE)


def test_talk_of_death_goes_to_the_screen_at_every_level() -> None:
    for kind, level in product((WISH, THOUGHT, PLAN, RiskKind.ATTEMPT_OR_BEHAVIOR), range(7)):
        assert path_of(kind, level) is Path.SUICIDE


def test_an_event_of_several_kinds_follows_the_most_urgent_and_one_without_any_the_screen() -> None:
    assert path_of_event(event(5, VIOLENCE, WISH, OTHERS)) is Path.OTHERS
    assert path_of_event(event(6, VIOLENCE, RiskKind.MEDICAL_EMERGENCY)) is Path.MEDICAL
    assert path_of_event(event(3, INJURY, WISH)) is Path.SUICIDE
    assert path_of_event(event(3)) is Path.SUICIDE


@pytest.mark.parametrize(
    ("found", "expected"),
    [
        (reading(0), [(Path.SUICIDE, 0, ())]),
        (reading(0, WISH), [(Path.SUICIDE, 0, (WISH,))]),
        (reading(2), [(Path.SUICIDE, 2, ())]),
        (reading(3, INJURY), [(Path.SELF_INJURY, 3, (INJURY,))]),
        (reading(4, WISH, PLAN), [(Path.SUICIDE, 4, (WISH, PLAN))]),
        (reading(3, THOUGHT, INJURY), [(Path.SUICIDE, 3, (THOUGHT, INJURY))]),
        (
            reading(4, THOUGHT, INJURY, spans=((THOUGHT, 2), (INJURY, 4))),
            [(Path.SUICIDE, 4, (THOUGHT, INJURY))],
        ),
        (
            reading(4, THOUGHT, INJURY, spans=((THOUGHT, 4), (INJURY, 2))),
            [(Path.SUICIDE, 4, (THOUGHT, INJURY))],
        ),
        (
            reading(3, OTHERS, VIOLENCE, spans=((VIOLENCE, 3), (OTHERS, 3))),
            [(Path.OTHERS, 3, (OTHERS,)), (Path.VIOLENCE, 3, (VIOLENCE,))],
        ),
        (
            reading(4, WISH, VIOLENCE, spans=((WISH, 1), (VIOLENCE, 4), (WISH, 3))),
            [(Path.VIOLENCE, 4, (VIOLENCE,)), (Path.SUICIDE, 3, (WISH,))],
        ),
        # What features lowered to nothing is no part.
        (reading(3, WISH, spans=((WISH, 3), (OTHERS, 0))), [(Path.SUICIDE, 3, (WISH,))]),
        # Somebody else's danger beside talk of death is left out of the kinds; alone it is asked about.
        (reading(3, WISH, OTHERS, spans=((WISH, 3), (OTHERS, 1))), [(Path.SUICIDE, 3, (WISH,))]),
        (reading(1, OTHERS, spans=((OTHERS, 1),)), [(Path.SUICIDE, 1, (OTHERS,))]),
        # Lowered harm and self-injury without talk of death stay two.
        (
            reading(3, OTHERS, INJURY, spans=((OTHERS, 1), (INJURY, 3))),
            [(Path.SUICIDE, 1, (OTHERS,)), (Path.SELF_INJURY, 3, (INJURY,))],
        ),
        # The reading may be above all its phrases (a plan beside them): the highest part takes that level.
        (
            reading(5, WISH, VIOLENCE, spans=((WISH, 2), (VIOLENCE, 3))),
            [(Path.VIOLENCE, 5, (VIOLENCE,)), (Path.SUICIDE, 2, (WISH,))],
        ),
        # Kinds come in the order of their list, not of the words.
        (reading(4, WISH, PLAN, spans=((PLAN, 4), (WISH, 1))), [(Path.SUICIDE, 4, (WISH, PLAN))]),
    ],
)
def test_a_reading_by_its_parts(found: Reading, expected: list[tuple[Path, int, tuple[RiskKind, ...]]]) -> None:
    assert parts(found) == expected
    assert all(isinstance(part, Part) for part in parts_of(found))


ORDER: list[tuple[str, dict[str, SlotValue], str | None]] = [
    ("safety_medical", {}, "md_called"),
    ("safety_medical", {"md_called": "yes"}, "md_near"),
    ("safety_medical", {"md_called": "no"}, "md_can"),
    ("safety_medical", {"md_called": "no", "md_can": "no"}, "md_near"),
    ("safety_medical", {"md_called": "yes", "md_near": "no"}, None),
    ("safety_voices", {}, "vo_harm"),
    ("safety_voices", {"vo_harm": "no"}, "vo_obey"),
    ("safety_voices", {"vo_harm": "no", "vo_obey": "no"}, "vo_company"),
    ("safety_others", {}, "ho_intent"),
    ("safety_others", {"ho_intent": "no"}, "ho_person"),
    ("safety_others", {"ho_intent": "no", "ho_person": "no"}, "ho_plan"),
    ("safety_others", {"ho_intent": "no", "ho_person": "no", "ho_plan": "no"}, "ho_means"),
    ("safety_others", {"ho_intent": "no", "ho_person": "no", "ho_plan": "no", "ho_means": "no"}, "ho_distance"),
    ("safety_violence", {}, "hv_safe"),
    ("safety_violence", {"hv_safe": "no"}, "hv_reach"),
    ("safety_violence", {"hv_safe": "yes"}, "hv_seen"),
    ("safety_violence", {"hv_safe": "yes", "hv_seen": "yes"}, "hv_go"),
    ("safety_violence", {"hv_safe": "yes", "hv_seen": "no"}, "hv_children"),
    ("safety_violence", {"hv_safe": "yes", "hv_seen": "no", "hv_children": "no"}, "hv_severe"),
    (SCREEN, {}, "sr_wish"),
]


@pytest.mark.parametrize(("protocol", "said", "following"), ORDER)
def test_the_question_that_is_due(protocol: str, said: dict[str, SlotValue], following: str | None) -> None:
    found = outcome_of(protocol, said)
    assert (found.next, found.complete) == (following, following is None)
    ended = final_outcome(protocol, said)
    assert ended.refused is (following is not None)
    assert (ended.level, ended.next) == (found.level, found.next)


def test_a_refusal_counts_where_its_question_was_due_and_no_call_is_no_answer() -> None:
    assert outcome_of("safety_medical", {"md_called": "yes", "md_can": "refused", "md_near": "yes"}).refused is False
    assert outcome_of("safety_medical", {"md_called": "no", "md_can": "refused", "md_near": "yes"}).refused is True
    assert outcome_of("safety_violence", {"hv_safe": "yes", "hv_reach": "refused"}).refused is False
    assert outcome_of("safety_violence", {"hv_safe": "no", "hv_reach": "refused"}).refused is True
    assert outcome_of("safety_medical", {"md_can": "no"}).level == 0
    assert outcome_of("safety_medical", {"md_called": "refused"}).level == 6


def test_what_answers_raised_is_of_the_kind_of_its_path_or_of_the_level() -> None:
    assert [kinds_of(SCREEN, level) for level in range(7)] == [
        *[(WISH,)] * 2,
        *[(THOUGHT,)] * 2,
        *[(PLAN,)] * 2,
        (RiskKind.ATTEMPT_OR_BEHAVIOR,),
    ]
    assert kinds_of("another", 0) == (WISH,)
    for kind, path, _ in FROM[:4]:
        assert kinds_of(PROTOCOL[path], 6) == (kind,)


def test_an_event_is_closed_by_its_own_questions_or_by_the_screen_where_the_session_has_none() -> None:
    known = [*OWN, SCREEN]
    for kind, path, least in FROM[:4]:
        happened = event(least, kind)
        assert PATH_OF[PROTOCOL[path]] is path
        assert [name for name in sorted(known) if closes(name, happened, known=known)] == [PROTOCOL[path]]
        assert closes(SCREEN, happened, known=[SCREEN])
        assert not closes("another", happened, known=[SCREEN])
    for happened in (event(3, WISH), event(3, INJURY), event(1, VIOLENCE)):
        assert [name for name in known if closes(name, happened, known=known)] == [SCREEN]
    assert PATH_OF[SCREEN] is Path.SUICIDE
