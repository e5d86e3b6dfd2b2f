"""Client's lines for a trial, read from two public collections that lie outside the project.

Nothing of them is kept here: the files are read where they are, and what is made of them goes to `var/`.
"""

import re
from dataclasses import dataclass
from pathlib import Path

from pydantic import BaseModel, ConfigDict, TypeAdapter

from memory.record.identity import Language

PATIENT_ACT = Path("patienthub/patientAct.json")
PSYCH_EVAL = Path("psycheval/cbt/1.json")
SESSIONS = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class Gold:
    """One thing that the file says about the client, and in which session it was or became sayable (from 1)."""

    session: int
    where: str
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Course:
    """Lines by session in the order to be said, what the file knows of the client, and where it is from.

    `slug` names the files that are written. `answers` gives our own words for the nodes that ask what the file does not
    hold; a course without answers is replayed line by line, wherever the protocol stands.
    """

    slug: str
    name: str
    language: Language
    lines: tuple[tuple[str, ...], ...]
    gold: tuple[Gold, ...]
    answers: dict[str, str]


class _Loose(BaseModel):
    model_config = ConfigDict(extra="ignore")


class _Demographics(_Loose):
    age_group: str
    occupation: str
    marital_status: str


class _Profile(_Loose):
    demographics: _Demographics


class _Item(_Loose):
    field_path: str
    content: str
    disclosure_level: float


class _Memory(_Loose):
    items: list[_Item]


class _Patient(_Loose):
    profile: _Profile
    memory: _Memory


ANSWERS = {
    "check_in": "My mood is about a 4 this week.",
    "safety_check": "Yes, I am safe today.",
    "homework_review": "I did part of it.",
    "safety_screen": "No.",
}
ANSWERS_ZH = {
    "check_in": "这周大概四分。",
    "safety_check": "是的，今天我觉得安全。",
    "homework_review": "做了一部分。",
    "safety_screen": "没有。",
}
"""Our own words, where the protocol asks what a file does not answer."""


def patient_act(data: Path, *, which: int) -> Course:
    """Three sessions out of a profile: its statements by how much trust they need, least first.

    A profile is no dialogue: what it says in the third person is put into the first by rule, what it says in the first
    person (beliefs, thoughts) is said as it stands.
    """
    patient = TypeAdapter(list[_Patient]).validate_json((data / PATIENT_ACT).read_bytes())[which]
    items = [item for item in patient.memory.items if "interpersonal" not in item.field_path]
    ordered = sorted(items, key=lambda item: item.disclosure_level)
    size = -(-len(ordered) // SESSIONS)
    by_session = [ordered[at : at + size] for at in range(0, len(ordered), size)]
    who = patient.profile.demographics
    lines = [[first_person(item.content) for item in each] for each in by_session]
    lines[0].insert(0, f"I work as a {who.occupation} and I am {who.marital_status}.")
    gold = [Gold(session=1, where="demographics", text=f"{who.occupation}, {who.marital_status}")]
    gold += [
        Gold(session=n, where=item.field_path, text=item.content)
        for n, each in enumerate(by_session, start=1)
        for item in each
    ]
    return Course(
        slug="en",
        name=f"PatientAct profile {which}",
        language=Language.EN,
        lines=tuple(tuple(each) for each in lines),
        gold=tuple(gold),
        answers=ANSWERS,
    )


_PERSONS = (
    (r"\b(?:he|she) (?:appears|seems|likely|may|appear) (?:to )?(have )?", r"I \1"),
    (r"\b(?:he|she) (?:is|was)\b", "I was"),
    (r"\b(?:he|she) has\b", "I have"),
    (r"\b(?:he|she) ([a-z]+?)s\b", r"I \1"),
    (r"\b(?:he|she)\b", "I"),
    (r"\b(?:his|her)\b", "my"),
    (r"\b(?:him|herself|himself)\b", "me"),
)


def first_person(text: str) -> str:
    """The statement as the client would say it; by rule, so now and then the grammar limps."""
    if re.search(r"\b(?:I|I'm|my)\b", text):
        return text
    for pattern, words in _PERSONS:
        text = re.sub(pattern, words, text, flags=re.IGNORECASE)
    return text[:1].upper() + text[1:]


class _Spoken(_Loose):
    role: str
    text: str


class _Summary(_Loose):
    client_info_get: dict[str, object]


class _Session(_Loose):
    session_dialogue: list[_Spoken]
    session_summary: _Summary


class _Case(_Loose):
    client_id: int
    theoretical: str
    sessions: list[_Session]


def psych_eval(data: Path, *, answered: bool) -> Course:
    """The client's turns of the first three sessions, as they stand; gold is what the file's own note took from each.

    `answered` puts our own words before them where the protocol asks for a rating, the homework or safety; without it
    they are said in order wherever the protocol stands, so that they often answer another question than the one asked.
    A role that is misspelt counts as the client's unless it begins like the counsellor's.
    """
    case = _Case.model_validate_json((data / PSYCH_EVAL).read_bytes())
    sessions = case.sessions[:SESSIONS]
    lines = tuple(
        tuple(turn.text for turn in session.session_dialogue if not turn.role.lower().startswith("coun"))
        for session in sessions
    )
    first: dict[str, Gold] = {}
    for n, session in enumerate(sessions, start=1):
        for where, text in _leaves(session.session_summary.client_info_get):
            first.setdefault(text, Gold(session=n, where=where, text=text))
    gold = tuple(first.values())
    return Course(
        slug="zh-answered" if answered else "zh",
        name=f"PsychEval {case.theoretical} {case.client_id}, {'safety answered' if answered else 'replayed blindly'}",
        language=Language.ZH,
        lines=lines,
        gold=gold,
        answers=ANSWERS_ZH if answered else {},
    )


_NOT_SAID = {"analysis", "progress", "name", "cognitive_pattern", "topic"}


def _leaves(value: object, where: str = "") -> list[tuple[str, str]]:
    """Every text below `value` with its place; the file's own analyses are no words of the client."""
    match value:
        case str():
            return [(where, value)] if value.strip() else []
        case list():
            return [leaf for each in TypeAdapter(list[object]).validate_python(value) for leaf in _leaves(each, where)]
        case dict():
            found = TypeAdapter(dict[str, object]).validate_python(value)
            kept = {name: each for name, each in found.items() if name not in _NOT_SAID}
            return [leaf for name, each in kept.items() for leaf in _leaves(each, f"{where}.{name}".lstrip("."))]
        case _:
            return []
