"""A reader for the PsychEval layout, as an example of one: courses of counselling in Chinese, without dates.

    {"client_id", "sessions": [{"session_number", "session_dialogue": [{"role": "Counselor" | "Client", "text"}],
     "session_summary": {"homework": ["..."]}}]}

The layout has no days: the first session is held on a day that the caller names, the others so many days apart each.
What it keeps as gold (goals, plans, what was learnt of the client) is left out: it is for comparing, not for knowing.
"""

import re
from datetime import date, timedelta
from typing import Any

from pydantic import BaseModel, ConfigDict

ROLES = {"counselor": "therapist", "client": "client"}


class _Loose(BaseModel):
    model_config = ConfigDict(extra="ignore")


class _Line(_Loose):
    role: str
    text: str


class _Summary(_Loose):
    homework: list[str] = []


class _Session(_Loose):
    session_number: int
    session_dialogue: list[_Line]
    session_summary: _Summary = _Summary()


class PsychEvalCourse(_Loose):
    """One file of the layout, as far as it is read."""

    client_id: int
    sessions: list[_Session]


def history_of_course(course: PsychEvalCourse, *, patient: str, first: date, every: int = 7) -> dict[str, Any]:
    """The course as an import form: a simulated patient, sessions `every` days apart from `first` on.

    A role that is neither counsellor nor client stays as it is, so that the import names its place. Turns without
    words are left out; homework is set by the session whose summary holds it, and nobody told what came of it.
    """
    sessions: list[dict[str, Any]] = []
    homework: list[dict[str, Any]] = []
    for k, session in enumerate(course.sessions):
        spoken = [line for line in session.session_dialogue if line.text.strip()]
        turns = [
            {"i": i, "role": ROLES.get(line.role.lower(), line.role), "text": _clean(line.text)}
            for i, line in enumerate(spoken, start=1)
        ]
        day = (first + timedelta(days=every * k)).isoformat()
        sessions.append({"n": session.session_number, "date": day, "turns": turns})
        tasks = (_clean(task) for task in session.session_summary.homework if task.strip())
        homework += [{"session": session.session_number, "text": task[:2000]} for task in tasks]
    return {
        "patient": {"id": patient, "locale": "zh-CN", "simulated": True},
        "sessions": sessions,
        "homework": homework,
    }


def _clean(text: str) -> str:
    return re.sub(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]", "", text)
