"""The planner under any mix of signals: it changes exactly when a reason came, and never does what it must not."""

from dataclasses import replace

from hypothesis import given, settings
from hypothesis import strategies as st

from memory.record.identity import Language
from memory.record.risk import RiskEventState
from memory.record.state import HomeworkOutcome, TargetStatus
from strategies.planning.focus import WORKABLE
from strategies.planning.inputs import (
    AllianceState,
    ClinicianInstruction,
    ExpectedResponse,
    FactChange,
    FactDispute,
    MedicationChange,
    MedicationNews,
    PlanInputs,
    Signal,
    TargetSeries,
)
from strategies.planning.planner import PlanDraft, plan_next
from strategies.planning.text import AGENDA
from tests.strategies.planning.test_planner import alarm, codes, fact, homework, phq9, target, version

words = st.text(min_size=1, max_size=40)
signals = st.lists(st.builds(Signal, text=words), max_size=2).map(tuple)
maybe = st.none() | st.builds(Signal, text=words)


@st.composite
def standings(draw: st.DrawFn) -> PlanInputs:
    """The state as it stands, with no news at all."""
    statuses = draw(st.lists(st.sampled_from(list(TargetStatus)), max_size=4))
    values = st.none() | st.integers(0, 27).map(float)
    targets = tuple(
        target(f"t-{i}", f"Target {i}", current=draw(values), status=status) for i, status in enumerate(statuses)
    )
    level = draw(st.integers(0, 6))
    return PlanInputs(
        language=draw(st.sampled_from(list(Language))),
        session_n=draw(st.integers(0, 20)),
        targets=targets,
        series={each.id: TargetSeries(values=(draw(st.integers(0, 27).map(float)),)) for each in targets},
        measures=tuple(phq9(total) for total in draw(st.lists(st.integers(0, 27), max_size=4))),
        expected=draw(st.sampled_from([(), (ExpectedResponse(instrument="phq9", by_session=6, min_fall=5.0),)])),
        risk_level=level,
        open_risk_events=draw(st.sampled_from(((), (alarm(max(1, level), RiskEventState.OPEN),)))),
        safety_plan=draw(st.booleans()),
        disputes=draw(
            st.sampled_from(((), (FactDispute(held=fact("f-1", "my sister"), claimed=fact("f-2", "nobody")),)))
        ),
    )


@st.composite
def news(draw: st.DrawFn, standing: PlanInputs) -> PlanInputs:
    """`standing` and whatever may have come since the last plan."""
    outcomes = draw(st.lists(st.sampled_from([HomeworkOutcome.NONE, HomeworkOutcome.PARTIAL]), max_size=2))
    return replace(
        standing,
        homework=tuple(homework(outcome) for outcome in outcomes),
        changed_facts=draw(
            st.sampled_from(((), (FactChange(before=fact("f-3", "my sister"), now=fact("f-4", "nobody")),)))
        ),
        new_problems=draw(signals),
        new_risk_events=draw(
            st.lists(st.builds(alarm, st.integers(1, 6), st.sampled_from(list(RiskEventState))), max_size=2).map(tuple)
        ),
        failed_safety_step=draw(maybe),
        recurrence=draw(maybe),
        days_since_contact=draw(st.none() | st.integers(0, 90)),
        alliance=draw(st.sampled_from([AllianceState.UNKNOWN, AllianceState.WITHDRAWAL, AllianceState.CONFRONTATION])),
        dropout=draw(maybe),
        medication=draw(
            st.none() | st.builds(MedicationChange, news=st.sampled_from(list(MedicationNews)), text=words)
        ),
        elevated_mood=draw(maybe),
        life_events=draw(signals),
        instructions=draw(
            st.lists(
                st.builds(ClinicianInstruction, text=words, actor=st.just("c-1"), code=st.sampled_from(sorted(AGENDA))),
                max_size=2,
            ).map(tuple)
        ),
    )


def anything_came(inputs: PlanInputs) -> bool:
    """Whether any signal of `news` is one that a plan must answer."""
    return any(
        (
            inputs.homework,
            inputs.changed_facts,
            inputs.new_problems,
            inputs.new_risk_events,
            inputs.failed_safety_step,
            inputs.recurrence,
            (inputs.days_since_contact or 0) >= 21,
            inputs.alliance is not AllianceState.UNKNOWN,
            inputs.dropout,
            inputs.medication,
            inputs.elevated_mood,
            inputs.life_events,
            inputs.instructions,
        )
    )


def shape(draft: PlanDraft) -> tuple[list[str], str, tuple[str, ...], str]:
    return codes(draft), draft.strategy, draft.focus, draft.expected


@given(st.data())
@settings(max_examples=60, deadline=None)
def test_a_plan_changes_exactly_when_a_reason_came(data: st.DataObject) -> None:
    standing = data.draw(standings())
    quiet = version(plan_next(standing, version(plan_next(standing, None))), 2)
    inputs = data.draw(news(standing))
    plan = plan_next(inputs, quiet)
    assert plan.replanned == bool(plan.changed) == anything_came(inputs)


@given(standings())
@settings(max_examples=60, deadline=None)
def test_without_news_the_plan_stays_as_it_is_however_often_it_is_asked(standing: PlanInputs) -> None:
    first = plan_next(standing, None)
    second = plan_next(standing, version(first))
    third = plan_next(standing, version(second, 2))
    assert (second.replanned, second.changed, third.replanned, third.changed) == (False, (), False, ())
    assert shape(second)[1:] == shape(first)[1:]
    assert shape(third) == shape(second)
    assert codes(second)[-1] == "continue_plan"


@given(st.data())
@settings(max_examples=60, deadline=None)
def test_news_once_answered_is_no_reason_again(data: st.DataObject) -> None:
    standing = data.draw(standings())
    busy = data.draw(news(standing))
    answered = version(plan_next(busy, version(plan_next(standing, None))), 2)
    unscreened = tuple(event for event in busy.new_risk_events if event.state is RiskEventState.OPEN)
    after = replace(standing, open_risk_events=standing.open_risk_events + unscreened)
    plan = plan_next(after, answered)
    assert (plan.replanned, plan.strategy, plan.focus, plan.expected) == (
        False,
        answered.strategy,
        answered.focus,
        answered.expected,
    )


@given(st.data())
@settings(max_examples=60, deadline=None)
def test_what_must_never_happen_never_happens(data: st.DataObject) -> None:
    standing = data.draw(standings())
    inputs = data.draw(news(standing))
    previous = data.draw(st.sampled_from((None, version(plan_next(standing, None)))))
    plan = plan_next(inputs, previous)
    agenda = codes(plan)
    workable = {each.id for each in inputs.targets if each.status in WORKABLE}
    assert len(agenda) == len(set(agenda)) > 0
    assert len(plan.focus) <= 2
    assert set(plan.focus) <= workable
    assert not (inputs.safety_plan and "safety_plan_create" in agenda)
    if inputs.at_risk:
        assert agenda[0] == "risk_screen"
        assert {action.action for action in plan.target_actions} <= {"keep", "pause", "step_back"}
    else:
        assert "risk_screen" not in agenda or any(wish.code == "risk_screen" for wish in inputs.instructions)
    assert all(reason.evidence for reason in plan.reasons)
