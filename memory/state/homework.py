"""Homework over sessions: what waits, what is overdue, and chains of a task that is taken up again. Pure."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from memory.record.state import Homework, HomeworkOutcome


def waiting(tasks: Sequence[Homework]) -> tuple[Homework, ...]:
    """The tasks whose outcome nobody has told."""
    return tuple(task for task in tasks if task.outcome is None)


def overdue(tasks: Sequence[Homework], today: date) -> tuple[Homework, ...]:
    """The waiting tasks whose day has passed, longest overdue first. One without a day is never overdue."""
    late = [task for task in waiting(tasks) if task.due is not None and task.due < today]
    return tuple(sorted(late, key=lambda task: (task.due or today, task.assigned_at, task.id)))


def not_asked_for(tasks: Sequence[Homework], sessions: Sequence[str]) -> tuple[Homework, ...]:
    """Waiting tasks that a later session passed over: it was held, and nobody asked.

    `sessions` are the ids of all sessions held, oldest first.
    """
    place = {session: i for i, session in enumerate(sessions)}
    last = len(sessions) - 1
    return tuple(task for task in waiting(tasks) if task.asked_session is None and place.get(task.session, last) < last)


@dataclass(frozen=True, slots=True, kw_only=True)
class TaskChain:
    """One task through all the times that it was taken up again, oldest first."""

    tasks: tuple[Homework, ...]

    @property
    def outcome(self) -> HomeworkOutcome | None:
        """What came of it in the end so far."""
        return self.tasks[-1].outcome

    @property
    def times_carried(self) -> int:
        """How often it was carried over."""
        return len(self.tasks) - 1


def chains(tasks: Sequence[Homework]) -> tuple[TaskChain, ...]:
    """Every task with those that carry it on; a link to a task that is not there begins a chain of its own."""
    by_id = {task.id: task for task in tasks}
    next_of = {task.carried_from: task for task in tasks if task.carried_from in by_id}
    made: list[TaskChain] = []
    for task in tasks:
        if task.carried_from in by_id:
            continue
        chain, seen = [task], {task.id}
        while (following := next_of.get(chain[-1].id)) is not None and following.id not in seen:
            chain.append(following)
            seen.add(following.id)
        made.append(TaskChain(tasks=tuple(chain)))
    return tuple(made)
