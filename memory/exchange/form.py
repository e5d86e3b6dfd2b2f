"""The import form: one patient's history with its own dates, as it stands in a file.

Sessions `n` and turns `i` count from 1. A day is `2025-01-14`, a moment RFC 3339 with its offset. Nothing is coerced,
and no key is passed over.
"""

import re
from datetime import date, datetime
from typing import Annotated, Any, Literal

from pydantic import (
    AfterValidator,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    StrictBool,
    StrictFloat,
    StrictInt,
    StrictStr,
)

from memory.record.identity import ConsentScope, Language
from memory.record.language import language_tag
from memory.record.state import Authority, Direction, FactKind, Provenance, Speaker, TargetStatus

ID = r"^[A-Za-z0-9._-]{1,64}$"
LARGEST = 2**31 - 1
LONGEST = 20_000
"""Code points of one turn."""

_DAY = re.compile(r"\d{4}-\d\d-\d\d")
_MOMENT = re.compile(r"\d{4}-\d\d-\d\d[Tt]\d\d:\d\d:\d\d(\.\d{1,6})?([Zz]|[+-]\d\d:\d\d)")
_NO_DAY = "should be a day as 2025-01-14"
_NO_MOMENT = "should be a moment with its offset, as 2025-01-14T09:30:00+08:00 (RFC 3339)"


def _day(given: object) -> date:
    if isinstance(given, str) and _DAY.fullmatch(given):
        try:
            return date.fromisoformat(given)
        except ValueError:
            pass
    raise ValueError(_NO_DAY)


def _moment(given: object) -> datetime:
    if isinstance(given, str) and _MOMENT.fullmatch(given):
        try:
            moment = datetime.fromisoformat(given.upper())
        except ValueError:
            pass
        else:
            if 1 < moment.year < 9999:
                return moment
    raise ValueError(_NO_MOMENT)


def _tag(given: object) -> object:
    return language_tag(given) if isinstance(given, str) else given


def _said(given: str) -> str:
    if not given.strip():
        raise ValueError("should not be empty")
    return given


Day = Annotated[date, BeforeValidator(_day)]
Moment = Annotated[datetime, BeforeValidator(_moment)]
Number = Annotated[StrictInt, Field(ge=1, le=LARGEST)]
Points = Annotated[StrictInt | StrictFloat, Field(allow_inf_nan=False)]
Id = Annotated[StrictStr, Field(pattern=ID)]
Words = Annotated[StrictStr, Field(max_length=2000), AfterValidator(_said)]
Said = Annotated[StrictStr, Field(max_length=LONGEST), AfterValidator(_said)]


class Part(BaseModel):
    """A part of the form: no other keys than its own."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class PatientPart(Part):
    """Who it is about."""

    id: Id
    locale: Annotated[Language, BeforeValidator(_tag)]
    simulated: StrictBool = False
    label: Annotated[StrictStr, Field(max_length=120)] = ""
    region: Annotated[StrictStr, Field(max_length=8)] | None = None


class TurnPart(Part):
    """One utterance."""

    i: Number
    role: Literal["therapist", "client"]
    text: Said
    at: Moment | None = None


class SessionHead(Part):
    """Number and day of a meeting."""

    n: Number
    date: Day


class SessionPart(SessionHead):
    """One meeting."""

    turns: Annotated[list[TurnPart], Field(min_length=1)]


class MeasurePart(Part):
    """One response to an instrument: its items in order, or the total. `session` is the one it was given in."""

    instrument: Annotated[StrictStr, Field(min_length=1, max_length=64)]
    date: Day
    items: list[StrictInt] | None = None
    total: Points | None = None
    session: Number | None = None
    id: Id | None = None


class HomeworkPart(Part):
    """One task. `status`: what came of it; open (or assigned, or none given) while nobody has told."""

    session: Number
    text: Words
    outcome_session: Number | None = None
    status: Literal["open", "assigned", "done", "partial", "none", "not_done"] | None = None
    due: Day | None = None
    id: Id | None = None


class EvidencePart(Part):
    """The words something rests on. Without `start` and `end` (code points) the first place where they stand."""

    session: Number
    turn: Number
    quote: Said
    start: Annotated[StrictInt, Field(ge=0)] | None = None
    end: Annotated[StrictInt, Field(ge=1)] | None = None


FactWord = Literal[
    "active",
    "superseded",
    "disputed",
    "retracted",
    "suppressed",
    "reported",
    "observed",
    "inferred",
    "clinician_confirmed",
]


class FactPart(Part):
    """A statement about the patient, as `throughline memory facts --json` puts it out.

    `status` may also name how it came to be known (reported, observed, inferred, clinician_confirmed): then it is
    active. Without `recorded_at` it was recorded when its words were said.
    """

    subject: Words
    predicate: Words
    object: Words
    valid_from: Day | None = None
    valid_to: Day | None = None
    status: FactWord = "active"
    authority: Authority | None = None
    evidence: EvidencePart | None = None
    id: Id | None = None
    negated: StrictBool = False
    recorded_at: Moment | None = None
    retracted_at: Moment | None = None
    clinician_confirmed: StrictBool | None = None
    provenance: Provenance | None = None
    kind: FactKind = FactKind.FACT
    speaker: Speaker = Speaker.CLIENT
    confidence: Annotated[Points, Field(ge=0, le=1)] = 1.0
    supersedes: Id | None = None
    disputes: Id | None = None
    reason: Words | None = None


class TargetPart(Part):
    """What treatment tries to change. Without `direction` the goal says which way is better, else the instrument."""

    id: Id
    label: Words
    problem: Words | None = None
    mechanism: Words | None = None
    measure: Words | None = None
    baseline: Points | None = None
    goal: Points | None = None
    status: TargetStatus = TargetStatus.PROPOSED
    direction: Direction | None = None
    current: Points | None = None
    mcid: Points | None = None
    interventions: tuple[Words, ...] = ()
    protocol_target: Words | None = None


class ConsentPart(Part):
    """One consent; a file may also give the scope alone. `given_at`: a day or a moment; now, if it is left out."""

    scope: ConsentScope
    given_at: Moment | Day | None = None
    given_by: Words | None = None
    withdrawn_at: Moment | Day | None = None


class HistoryFile(Part):
    """The whole file."""

    patient: PatientPart
    sessions: list[SessionPart]
    measures: list[MeasurePart] = []
    homework: list[HomeworkPart] = []
    facts: list[FactPart] = []
    targets: list[TargetPart] = []
    consents: list[ConsentPart | ConsentScope] = []


LISTS: dict[str, type[Part]] = {
    "measures": MeasurePart,
    "homework": HomeworkPart,
    "facts": FactPart,
    "targets": TargetPart,
    "consents": ConsentPart,
}
"""The optional lists, and what is in each."""

Loose = dict[str, Any]
"""A part before it was checked."""
