"""Homework at the close of a session: asked for, reported, carried over, agreed anew with its day. Pure, by rule."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta

from memory.record.clock import Ids
from memory.record.course import Origin, Source
from memory.record.identity import Actor, Scope
from memory.record.session import Session, SlotClaim
from memory.record.state import Homework, HomeworkOutcome
from strategies.course.engine import Engine
from strategies.course.readers_answer import names_a_task
from strategies.course.readers_date import read_date
from strategies.course.telling import tells_something

TASK_SLOT = "homework_task"
STATUS_SLOT = "hw_status"
ADAPTED_SLOT = "hw_adapted"
OUTCOMES = {
    "done": HomeworkOutcome.DONE,
    "partial": HomeworkOutcome.PARTIAL,
    "none": HomeworkOutcome.NONE,
}
_WEEK = 7
_SAME_AGAIN = re.compile(
    r"\b(?:the )?same (?:task|thing|one|homework|exercise|as (?:last (?:time|week)|before))\b|"
    r"\b(?:carry|keep) (?:it )?on with (?:it|that|the)\b|\b(?:try|do) (?:it|that) again\b|"
    r"(?:跟|和|同)上次一样|还是(?:那个|上次的?)(?:任务|作业|练习)?|再(?:试|做)(?:一次|一遍|试)|继续(?:做)?(?:上次|这个|那个)",
    re.IGNORECASE,
)
_NEXT_TIME = re.compile(
    r"\b(?:until|by|before|for) (?:the )?next (?:time|session|meeting)\b|"
    r"下(?:一)?次(?:见面|会谈|来|咨询)?(?:之?前|以前)",
    re.IGNORECASE,
)
_WEEKDAY = re.compile(r"\b(?:mon|tues|wednes|thurs|fri|satur|sun)day\b|周|星期|礼拜", re.IGNORECASE)


@dataclass(frozen=True, slots=True, kw_only=True)
class HomeworkSettled:
    """Tasks whose outcome was told, tasks newly agreed or carried over, and tasks that were only asked for."""

    reported: tuple[Homework, ...] = ()
    assigned: tuple[Homework, ...] = ()
    asked: tuple[Homework, ...] = ()


def due_of(words: str, today: date) -> date | None:
    """The day that the words name for a task; none when they name none.

    A weekday is the one to come, and a day that has passed is no due date. "Until next time" names none: when the next
    session is, nobody knows yet.
    """
    if _NEXT_TIME.search(words):
        return None
    read = read_date(words, today)
    if read is None:
        return None
    day = date.fromisoformat(str(read.value))
    if today - timedelta(days=_WEEK) < day < today and _WEEKDAY.search(words):
        day += timedelta(days=_WEEK)
    return day if day >= today else None


def settle_homework(
    session: Session,
    claims: Sequence[SlotClaim],
    tasks: Sequence[Homework],
    *,
    asked: bool,
    ids: Ids,
    now: datetime,
) -> HomeworkSettled:
    """What a session makes of the tasks of earlier ones, and which ones it agrees.

    `asked`: a step that asks for homework was reached. A task of which little or nothing came is carried over: as it
    was adapted, as it was when the client says "the same again" or nothing new was agreed.
    """
    newest = {claim.slot: claim for claim in claims}
    open_tasks = [task for task in tasks if task.outcome is None and task.session != session.id]
    status = newest.get(STATUS_SLOT)
    outcome = OUTCOMES.get(str(status.value)) if status is not None else None
    if status is None or outcome is None:
        passed_on = tuple(
            replace(task, asked_session=session.id) for task in open_tasks if asked and task.asked_session is None
        )
        return HomeworkSettled(assigned=_agreed(session, newest, (), ids=ids, now=now), asked=passed_on)
    reported = tuple(
        replace(
            task,
            outcome=outcome,
            outcome_session=session.id,
            outcome_source=_source(status),
            asked_session=task.asked_session or session.id,
        )
        for task in open_tasks
    )
    left = reported if outcome is not HomeworkOutcome.DONE else ()
    return HomeworkSettled(reported=reported, assigned=_agreed(session, newest, left, ids=ids, now=now))


def _agreed(
    session: Session, newest: dict[str, SlotClaim], left: Sequence[Homework], *, ids: Ids, now: datetime
) -> tuple[Homework, ...]:
    """The session's own task, and those of `left` that go on."""
    today = session.opened_at.date()
    task = _task_in(newest.get(TASK_SLOT))
    said = newest.get(ADAPTED_SLOT)
    adapted = said if said is not None and tells_something(str(said.value)) else None
    same_again = task is not None and _SAME_AGAIN.search(str(task.value)) is not None
    made: list[Homework] = []
    if task is not None and not (same_again and left):
        made.append(_task(session, str(task.value), task, today, ids=ids, now=now))
    if left and (adapted is not None or same_again or task is None):
        for old in left:
            if adapted is not None and old is left[-1]:
                new = _task(session, str(adapted.value), adapted, today, ids=ids, now=now)
            elif same_again or task is None:
                source = _source(task) if task is not None else old.source
                new = replace(_task(session, old.text, task, today, ids=ids, now=now), source=source)
            else:
                continue
            made.append(replace(new, carried_from=old.id))
    return tuple(made)


def _task_in(claim: SlotClaim | None) -> SlotClaim | None:
    if claim is None or not isinstance(claim.value, str) or not names_a_task(claim.value):
        return None
    return claim


def _task(session: Session, text: str, claim: SlotClaim | None, today: date, *, ids: Ids, now: datetime) -> Homework:
    return Homework(
        tenant=session.tenant,
        patient=session.patient,
        id=ids(),
        session=session.id,
        text=text,
        assigned_at=now,
        origin=claim.origin if claim is not None else Origin.RULE,
        source=_source(claim) if claim is not None else None,
        due=due_of(claim.quote or text, today) if claim is not None else None,
    )


def _source(claim: SlotClaim) -> Source:
    return Source(session=claim.session, turn=claim.turn, start=claim.start, end=claim.end, quote=claim.quote)


@dataclass(frozen=True, slots=True, kw_only=True)
class NewTask:
    """A task as a clinician sets it. `carried_from`: the task that it takes up again."""

    session: str
    text: str
    due: date | None = None
    carried_from: str | None = None


async def assign_task(new: NewTask, *, actor: Actor, scope: Scope, engine: Engine) -> Homework:
    """A clinician's task. Raises: memory.store.errors.NotFound (the task that it takes up again), ParentMissing."""
    del actor
    async with engine.store.write(scope) as work:
        await work.patient.get()
        await work.sessions.get(new.session)
        if new.carried_from is not None:
            await work.homework.get(new.carried_from)
        task = Homework(
            tenant=scope.tenant,
            patient=scope.patient,
            id=engine.ids(),
            session=new.session,
            text=new.text,
            assigned_at=engine.clock(),
            origin=Origin.CLINICIAN,
            due=new.due,
            carried_from=new.carried_from,
        )
        await work.homework.add(task)
        return task
