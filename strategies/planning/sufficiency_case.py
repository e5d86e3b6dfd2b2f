"""A set of targets in a file (`throughline target sufficiency`), and the verdict on it."""

import datetime
from collections.abc import Iterator, Sequence
from typing import Annotated, Literal

from pydantic import Field

from memory.record.identity import Language
from memory.record.state import Direction
from memory.state.explained import CourseSoFar, Delivered, Point, Series
from memory.state.sufficiency import Mechanism, PlannedTarget, Problem, Verdict, sufficiency
from strategies.planning.case_form import (
    CaseRefused,
    Free,
    Id,
    Lax,
    Many,
    Said,
    check_unique,
    language_given,
    read_case,
)
from strategies.planning.reliable import least_change
from strategies.planning.risk_wording import risk_told


class ValueGiven(Lax):
    """One value of a measure, by `session` (number) or `date`."""

    value: float
    session: Annotated[int, Field(ge=0)] | None = None
    date: datetime.date | None = None


class ProblemGiven(Lax):
    """What hurts."""

    id: Id
    text: Said


class MechanismGiven(Lax):
    """What keeps problems going."""

    id: Id
    text: Said
    maintains: Annotated[tuple[Id, ...], Many] = ()


class TargetGiven(Lax):
    """A target. `values` are those of its own measure so far; `direction` says which way is better."""

    id: Id
    label: Free = ""
    problem: Id | None = None
    mechanism: Id | None = None
    measure: Free | None = None
    interventions: Annotated[tuple[Free, ...], Many] = ()
    values: Annotated[tuple[ValueGiven, ...], Many] = ()
    direction: Literal["up", "down"] = "down"
    mcid: Annotated[float, Field(gt=0)] | None = None


class OutcomeGiven(Lax):
    """The measure of the outcome and its values so far."""

    measure: Said
    values: Annotated[tuple[ValueGiven, ...], Many] = ()
    direction: Literal["up", "down"] = "down"
    mcid: Annotated[float, Field(gt=0)] | None = None


class DeliveredGiven(Lax):
    """Work that was done: what, when, and for which target if that is known."""

    text: Free = ""
    target: Id | None = None
    session: Annotated[int, Field(ge=0)] | None = None
    date: datetime.date | None = None


class CourseGiven(Lax):
    """The course so far: optional, and so is each part."""

    outcome: OutcomeGiven | None = None
    delivered: Annotated[tuple[DeliveredGiven, ...], Many] = ()


class SufficiencyCase(Lax):
    """A set of targets as a file holds it. A list that is missing is an empty one."""

    id: Id = "case"
    lang: str | None = None
    problems: Annotated[tuple[ProblemGiven, ...], Many] = ()
    mechanisms: Annotated[tuple[MechanismGiven, ...], Many] = ()
    targets: Annotated[tuple[TargetGiven, ...], Many] = ()
    course: CourseGiven | None = None


def read_sufficiency_case(raw: bytes) -> SufficiencyCase:
    """The case of a file, with ids that stand once. Raises: CaseRefused."""
    case = read_case(SufficiencyCase, raw)
    if not case.problems and not case.mechanisms and not case.targets:
        raise CaseRefused("problems", "there is no problem, mechanism or target to judge; add at least one problem")
    check_unique("problems", [each.id for each in case.problems])
    check_unique("mechanisms", [each.id for each in case.mechanisms])
    check_unique("targets", [each.id for each in case.targets])
    course_of(case)
    language_of(case)
    return case


def language_of(case: SufficiencyCase) -> Language:
    """Its language. Raises: CaseRefused."""
    return language_given(case.lang, [*(each.text for each in case.problems), *(each.text for each in case.mechanisms)])


def judged(case: SufficiencyCase) -> Verdict:
    """The verdict on a case. Danger is read from the wording of its problems and mechanisms."""
    told = [(each.id, each.text) for each in case.problems]
    told += [(each.id, each.text) for each in case.mechanisms]
    return sufficiency(
        [Problem(id=each.id, text=each.text) for each in case.problems],
        [Mechanism(id=each.id, text=each.text, maintains=each.maintains) for each in case.mechanisms],
        [
            PlannedTarget(
                id=each.id,
                label=each.label,
                problem=each.problem,
                mechanism=each.mechanism,
                measure=each.measure,
                interventions=each.interventions,
            )
            for each in case.targets
        ],
        risk=risk_told(told),
        course=course_of(case),
        language=language_of(case),
    )


def warnings_of(case: SufficiencyCase) -> tuple[tuple[str, str], ...]:
    """References to nothing, as (path, text): they are no error, and are worth a look."""
    return tuple(_warnings(case))


def _warnings(case: SufficiencyCase) -> Iterator[tuple[str, str]]:
    problems = {each.id for each in case.problems}
    mechanisms = {each.id for each in case.mechanisms}
    targets = {each.id for each in case.targets}
    for i, mechanism in enumerate(case.mechanisms):
        for j, name in enumerate(mechanism.maintains):
            if name not in problems:
                yield f"mechanisms[{i}].maintains[{j}]", f"there is no problem {name!r}"
    for i, target in enumerate(case.targets):
        if target.problem is not None and target.problem not in problems:
            yield f"targets[{i}].problem", f"there is no problem {target.problem!r}"
        if target.mechanism is not None and target.mechanism not in mechanisms:
            yield f"targets[{i}].mechanism", f"there is no mechanism {target.mechanism!r}"
    for i, each in enumerate(case.course.delivered if case.course is not None else ()):
        if each.target is not None and each.target not in targets:
            yield f"course.delivered[{i}].target", f"there is no target {each.target!r}"


def course_of(case: SufficiencyCase) -> CourseSoFar | None:
    """The course so far; none when the file tells none. Raises: CaseRefused, when sessions and days are mixed."""
    series = {
        each.id: Series(
            name=each.label or each.id,
            better=Direction(each.direction),
            least=each.mcid or least_change(each.measure or "", each.values[0].value),
            points=_points(f"targets[{i}].values", each.values),
        )
        for i, each in enumerate(case.targets)
        if each.values
    }
    told = case.course
    outcome = told.outcome if told is not None else None
    if told is None and not series:
        return None
    return CourseSoFar(
        outcome=None
        if outcome is None or not outcome.values
        else Series(
            name=outcome.measure,
            better=Direction(outcome.direction),
            least=outcome.mcid or least_change(outcome.measure, outcome.values[0].value),
            points=_points("course.outcome.values", outcome.values),
        ),
        targets=series,
        delivered=tuple(
            Delivered(
                order=_order(f"course.delivered[{i}]", each)[0],
                at=_order("", each)[1],
                text=each.text,
                target=each.target,
            )
            for i, each in enumerate(told.delivered if told is not None else ())
        ),
    )


def _points(path: str, values: Sequence[ValueGiven]) -> tuple[Point, ...]:
    points = [
        Point(order=order, at=at, value=each.value)
        for i, each in enumerate(values)
        for order, at in (_order(f"{path}[{i}]", each),)
    ]
    return tuple(sorted(points, key=lambda point: point.order))


def _order(path: str, given: ValueGiven | DeliveredGiven) -> tuple[float, str]:
    if given.session is not None:
        return float(given.session), f"S{given.session}"
    if given.date is not None:
        return float(given.date.toordinal()), given.date.isoformat()
    raise CaseRefused(path, "it has neither `session` nor `date`; say when it was")
