"""What a plan is made from, as the store knows it: what stands, and what came since the last plan version."""

from collections.abc import Iterable, Sequence
from datetime import datetime

from memory.record.course import Episode, PlanVersion
from memory.record.identity import Patient
from memory.record.session import Session
from memory.record.state import Fact, FactStatus, Measure, Target
from memory.state.relations import refines
from memory.state.sufficiency import Gap
from memory.store.store import Work
from strategies.course.alliance.hearing import staying_away
from strategies.course.case.safety_planning import safety_plan_there
from strategies.course.case.sufficiency import stored_gaps
from strategies.course.danger import open_events, without_trials
from strategies.graph.library import Library
from strategies.graph.protocol import Protocol
from strategies.planning.inputs import (
    ExpectedResponse,
    FactChange,
    FactDispute,
    PlanInputs,
    TargetGap,
    TargetSeries,
)

UNDECLARED = (ExpectedResponse(instrument="phq9", by_session=6, min_fall=5.0),)
"""For an episode that follows no course and so declares nothing: five points of the PHQ-9 by session 6."""

LARGEST_FIRST = (
    Gap.RISK_WITHOUT_SAFETY_TARGET,
    Gap.PROBLEM_WITHOUT_TARGET,
    Gap.MECHANISM_WITHOUT_TARGET,
    Gap.TARGET_MOVED_OUTCOME_FLAT,
    Gap.INTERVENTION_MISMATCH,
    Gap.TARGET_NOT_LINKED,
    Gap.TARGET_WITHOUT_INTERVENTION,
    Gap.TARGET_WITHOUT_MEASURE,
    Gap.OUTCOME_MOVED_TARGET_FLAT,
)
"""Danger first, then what nothing reaches, what does not work, what is not linked, what a target lacks."""

_OPEN = frozenset({FactStatus.ACTIVE, FactStatus.DISPUTED})


def expected_of(library: Library, protocol: str) -> tuple[ExpectedResponse, ...]:
    """What the course of an episode declares (`course.expected`), for targets that have a measure."""
    declared: Protocol = library[protocol].protocol
    if declared.course is None:
        return UNDECLARED
    return tuple(
        ExpectedResponse(
            instrument=target.measure,
            by_session=each.by_session,
            min_fall=each.change,
            upwards=target.direction == "up",
        )
        for each in declared.course.expected
        for target in (declared.targets[each.target],)
        if target.measure is not None
    )


def held_sessions(sessions: Iterable[Session], episode: Episode) -> tuple[Session, ...]:
    """The sessions of the episode that were held, first to last, trials left out: courses count in these."""
    return tuple(each for each in sessions if each.episode == episode.id and each.forked_from is None)


async def largest_gap(work: Work, patient: Patient, episode: Episode, library: Library) -> TargetGap | None:
    """The largest gap of the verdict on the targets, in words; none while no target is agreed."""
    gaps = await stored_gaps(work, patient, episode, library)
    return min(gaps, key=lambda each: LARGEST_FIRST.index(each.code), default=None)


def series_of(
    targets: Iterable[Target], measures: Sequence[Measure], since: datetime | None
) -> dict[str, TargetSeries]:
    """Target id -> the values of its measure; those recorded after `since` are new."""
    series: dict[str, TargetSeries] = {}
    for target in targets:
        taken = [each for each in measures if each.instrument == target.measure]
        if taken:
            new = sum(since is None or each.recorded_at > since for each in taken)
            series[target.id] = TargetSeries(values=tuple(each.total for each in taken), fresh=new)
    return series


def open_disputes(facts: Iterable[Fact]) -> tuple[FactDispute, ...]:
    """Contradictions that nobody has settled, oldest first."""
    known = {fact.id: fact for fact in facts if fact.status in _OPEN}
    found = [
        FactDispute(held=known[fact.disputes], claimed=fact)
        for fact in known.values()
        if fact.status is FactStatus.DISPUTED and fact.disputes is not None and fact.disputes in known
    ]
    return tuple(sorted(found, key=lambda each: (each.claimed.recorded_at, each.claimed.id)))


async def signals_at_opening(
    work: Work, patient: Patient, episode: Episode, library: Library, plan: PlanVersion, *, days: int
) -> PlanInputs:
    """What stands before a session opens, and what came since `plan` was made; `days` since the last session.

    New are alarms, responses and facts that were recorded in between, and that the last session was broken off as
    one before it; a gap in time is news by itself.
    """
    since = plan.created_at
    targets = tuple(await work.targets.all())
    measures = tuple(await work.measures.all())
    facts = await work.facts.all()
    events = await without_trials(work, await work.risk.events())
    by_id = {fact.id: fact for fact in facts}
    sessions = held_sessions(await work.sessions.all(), episode)
    return PlanInputs(
        language=patient.locale,
        session_n=len(sessions),
        targets=targets,
        series=series_of(targets, measures, since),
        open_homework=tuple(await work.homework.unreported()),
        changed_facts=tuple(
            FactChange(before=by_id[fact.supersedes], now=fact)
            for fact in facts
            if fact.status is FactStatus.ACTIVE and fact.recorded_at > since and fact.supersedes in by_id
            if not refines(by_id[fact.supersedes], fact)
        ),
        disputes=open_disputes(facts),
        risk_level=patient.risk_level,
        new_risk_events=tuple(each for each in events if each.at > since),
        open_risk_events=tuple(await open_events(work, None)),
        safety_plan=await safety_plan_there(work),
        measures=measures,
        new_measures=sum(each.recorded_at > since for each in measures),
        days_since_contact=days,
        dropout=staying_away(sessions, patient.locale),
        gap=await largest_gap(work, patient, episode, library),
        expected=expected_of(library, episode.protocol),
    )
