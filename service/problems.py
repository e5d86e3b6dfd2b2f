"""Errors as RFC 9457 problem details: one table, one form, never a word of a patient.

A new refusal needs one line in `TABLE`. The most specific class wins. `detail` is the exception's own text (our
refusals hold ids only), or the row's fixed text where an exception may quote what it was given. An exception with a
number in `retry_after` (seconds) answers with a Retry-After header.
"""

import math
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from http import HTTPStatus
from typing import cast

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from pydantic import BaseModel, Field
from starlette.exceptions import HTTPException
from starlette.middleware.body_limit import MAX_BODY_SIZE_SCOPE_KEY
from starlette.responses import JSONResponse, Response
from starlette.types import Receive, Scope, Send

from memory.exchange import errors as exchange
from memory.state import errors as state
from memory.state.instruments import INSTRUMENTS
from memory.store import errors as store
from strategies.course import errors as course
from strategies.course.case import case_errors as case
from strategies.graph import errors as graph
from strategies.profiles import errors as profiles
from strategies.risk import errors as risk
from strategies.speech import chat
from tuning_data import errors as tuning

MEDIA_TYPE = "application/problem+json"
NAME = re.compile(r"[A-Za-z_][A-Za-z0-9_.-]{0,39}")


class FieldProblem(BaseModel):
    """What is wrong with one field of a request."""

    field: str = Field(description="Path of the field: body.turns[0].text, query.limit, ...")
    text: str = Field(description="What is wrong with it; never its value.")
    code: str = Field(description="Stable code of the rule.")


class Problem(BaseModel):
    """The body of every error (RFC 9457). Some types carry further members, as their table row says."""

    type: str = Field(description="Stable, relative URI of the kind of problem.")
    title: str
    status: int
    detail: str
    errors: list[FieldProblem] | None = None


class HttpRefusal(Exception):
    """A refusal of the HTTP edge itself, not of anything beneath it."""

    def __init__(self, detail: str, *, headers: Mapping[str, str] | None = None) -> None:
        super().__init__(detail)
        self.headers = dict(headers or {})


class Unauthenticated(HttpRefusal):
    """Nobody that we know."""

    def __init__(self, detail: str) -> None:
        super().__init__(detail, headers={"WWW-Authenticate": 'Bearer realm="throughline"'})


class Forbidden(HttpRefusal):
    """Known, but not for this."""


class Malformed(HttpRefusal):
    """The request is not what HTTP or JSON allow."""


class ControlCharacters(HttpRefusal):
    """Text with control characters, which nothing here stores."""


class NotReady(HttpRefusal):
    """The service has not started through, or stops."""

    def __init__(self, detail: str, *, retry_after: float = 5.0) -> None:
        super().__init__(detail)
        self.retry_after = retry_after


class ChannelsUntested(HttpRefusal):
    """A session whose alarms would leave by channels that have not been shown to carry; `channels` says which, why."""

    def __init__(self, channels: Sequence[str]) -> None:
        super().__init__(
            "Every channel that brings alarms to the clinic has to pass a test first. "
            "Run: throughline escalation test. Then open the session."
        )
        self.channels = list(channels)


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """What one class of exception answers. `members` are attributes of it that the body also shows."""

    error: type[Exception]
    status: HTTPStatus
    slug: str
    title: str
    detail: str | None = None
    members: tuple[str, ...] = field(default=())


def _row(
    error: type[Exception],
    status: HTTPStatus,
    slug: str,
    title: str,
    *,
    detail: str | None = None,
    members: tuple[str, ...] = (),
) -> Row:
    return Row(error=error, status=status, slug=slug, title=title, detail=detail, members=members)


TABLE: tuple[Row, ...] = (
    # the edge
    _row(Unauthenticated, HTTPStatus.UNAUTHORIZED, "unauthenticated", "Who are you?"),
    _row(Forbidden, HTTPStatus.FORBIDDEN, "forbidden", "Not allowed"),
    _row(Malformed, HTTPStatus.BAD_REQUEST, "malformed", "Malformed request"),
    _row(ControlCharacters, HTTPStatus.UNPROCESSABLE_ENTITY, "control-characters", "Control characters in text"),
    _row(NotReady, HTTPStatus.SERVICE_UNAVAILABLE, "not-ready", "Not ready"),
    _row(
        ChannelsUntested,
        HTTPStatus.CONFLICT,
        "channels-untested",
        "No tested way to call a clinician",
        members=("channels",),
    ),
    # the store
    _row(store.NotFound, HTTPStatus.NOT_FOUND, "not-found", "Not found", members=("kind", "id")),
    _row(store.ParentMissing, HTTPStatus.UNPROCESSABLE_ENTITY, "parent-missing", "It belongs to nothing that is there"),
    _row(store.AlreadyThere, HTTPStatus.CONFLICT, "already-there", "Already there", members=("kind", "id")),
    _row(
        store.StaleVersion,
        HTTPStatus.PRECONDITION_FAILED,
        "stale-version",
        "The session has moved on",
        members=("session", "expected", "found"),
    ),
    _row(store.LeaseLost, HTTPStatus.CONFLICT, "lease-lost", "Someone else works on this now"),
    _row(store.Unstorable, HTTPStatus.UNPROCESSABLE_ENTITY, "unstorable", "Text that cannot be stored"),
    _row(
        store.DatabaseUnreachable,
        HTTPStatus.SERVICE_UNAVAILABLE,
        "database-unreachable",
        "The database does not answer",
        detail="The database does not answer; nothing was stored. Try again later.",
    ),
    # whole patients
    _row(
        exchange.HistoryRefused,
        HTTPStatus.UNPROCESSABLE_ENTITY,
        "history-refused",
        "Nothing was imported",
        detail="Nothing was imported. See `errors`; `beyond` counts those that are not listed.",
        members=("errors", "beyond"),
    ),
    _row(exchange.PatientDiffers, HTTPStatus.CONFLICT, "patient-differs", "There already, and not the same"),
    _row(exchange.PatientBusy, HTTPStatus.CONFLICT, "patient-busy", "A session is open", members=("session",)),
    # measures
    _row(
        state.UnknownInstrument,
        HTTPStatus.UNPROCESSABLE_ENTITY,
        "unknown-instrument",
        "No such instrument",
        detail=f"No instrument of that name is registered; there are: {', '.join(INSTRUMENTS)}.",
    ),
    _row(state.UndoRefused, HTTPStatus.CONFLICT, "undo-refused", "Cannot be taken back", members=("act",)),
    _row(state.StateError, HTTPStatus.UNPROCESSABLE_ENTITY, "not-scorable", "Not scorable", members=("path",)),
    # protocols and risk
    _row(graph.ProtocolRefused, HTTPStatus.UNPROCESSABLE_ENTITY, "protocol-refused", "This is no protocol"),
    _row(graph.GuardRefused, HTTPStatus.UNPROCESSABLE_ENTITY, "guard-refused", "This guard cannot be used"),
    _row(graph.UnknownProtocol, HTTPStatus.NOT_FOUND, "unknown-protocol", "No such protocol", members=("protocol",)),
    _row(risk.LevelOutOfRange, HTTPStatus.UNPROCESSABLE_ENTITY, "level-out-of-range", "No such risk level"),
    _row(risk.NotLower, HTTPStatus.CONFLICT, "not-lower", "This lowers nothing"),
    _row(risk.UnsignedLowering, HTTPStatus.UNPROCESSABLE_ENTITY, "unsigned-lowering", "A lowering needs a name"),
    # the course of treatment
    _row(course.WordsRefused, HTTPStatus.UNPROCESSABLE_ENTITY, "words-refused", "These words cannot be taken"),
    _row(course.SessionNotOpen, HTTPStatus.CONFLICT, "session-not-open", "Not open", members=("session", "crisis")),
    _row(course.ClosePending, HTTPStatus.CONFLICT, "close-pending", "Still being closed", members=("session",)),
    _row(course.SessionStillOpen, HTTPStatus.CONFLICT, "session-open", "Session still open", members=("session",)),
    _row(course.EpisodeEnded, HTTPStatus.CONFLICT, "episode-ended", "Episode has ended"),
    _row(course.ConsentMissing, HTTPStatus.FORBIDDEN, "consent-missing", "Consent is missing"),
    _row(course.KeyReused, HTTPStatus.UNPROCESSABLE_ENTITY, "key-reused", "Idempotency key used with another body"),
    _row(course.TurnInFlight, HTTPStatus.CONFLICT, "turn-in-flight", "A turn is in flight"),
    _row(course.TurnPending, HTTPStatus.CONFLICT, "turn-pending", "Another turn is pending", members=("key",)),
    _row(course.DraftWaiting, HTTPStatus.CONFLICT, "draft-waiting", "A draft waits for its release", members=("n",)),
    _row(course.NoDraft, HTTPStatus.NOT_FOUND, "no-draft", "No such draft"),
    _row(course.ModeRefused, HTTPStatus.CONFLICT, "mode-refused", "Not done in this mode"),
    _row(course.NoSuchTurn, HTTPStatus.NOT_FOUND, "no-such-turn", "No such turn"),
    _row(course.NoSuchNode, HTTPStatus.NOT_FOUND, "no-such-node", "No such node"),
    _row(course.NoSuchGate, HTTPStatus.NOT_FOUND, "no-such-gate", "No such gate", members=("protocol", "edge")),
    _row(course.GateStandsOpen, HTTPStatus.CONFLICT, "gate-open", "The gate stands open", members=("gate",)),
    _row(course.GateNotOpen, HTTPStatus.CONFLICT, "gate-not-open", "No such opening stands", members=("gate",)),
    _row(
        course.MoveRefused,
        HTTPStatus.CONFLICT,
        "move-refused",
        "The episode cannot move to these releases",
        members=("findings",),
    ),
    _row(
        course.ReleaseUnfit,
        HTTPStatus.UNPROCESSABLE_ENTITY,
        "release-unfit",
        "The protocol has errors",
        members=("findings",),
    ),
    _row(
        course.Overloaded,
        HTTPStatus.SERVICE_UNAVAILABLE,
        "overloaded",
        "Too many turns at once",
        members=("session", "retry_after"),
    ),
    _row(
        course.ModelAway,
        HTTPStatus.SERVICE_UNAVAILABLE,
        "model-away",
        "The model is away",
        members=("session", "retry_after"),
    ),
    _row(course.NotSimulated, HTTPStatus.CONFLICT, "not-simulated", "The patient is not simulated"),
    _row(course.FactNotCurrent, HTTPStatus.CONFLICT, "fact-not-current", "Not what is believed now", members=("fact",)),
    _row(
        course.TargetMoveRefused,
        HTTPStatus.CONFLICT,
        "target-move-refused",
        "The target is not moved so",
        members=("target",),
    ),
    _row(case.NotEligible, HTTPStatus.CONFLICT, "not-eligible", "Not for this patient", members=("findings",)),
    _row(
        case.QuoteNotSaid,
        HTTPStatus.UNPROCESSABLE_ENTITY,
        "quote-not-said",
        "These words were not said",
        detail="A quote does not stand in the turn that it names (see `path`); quote it as it was said.",
        members=("path",),
    ),
    _row(case.AlreadyDecided, HTTPStatus.CONFLICT, "already-decided", "Decided already"),
    _row(case.NotStanding, HTTPStatus.CONFLICT, "not-standing", "Not an item that this can be done to"),
    _row(case.NoSafetyPlan, HTTPStatus.NOT_FOUND, "no-safety-plan", "No safety plan"),
    _row(case.PlanMoved, HTTPStatus.PRECONDITION_FAILED, "plan-moved", "The safety plan has moved on"),
    _row(case.PresentationMoved, HTTPStatus.PRECONDITION_FAILED, "presentation-moved", "The presentation has moved on"),
    _row(case.CaseMoved, HTTPStatus.PRECONDITION_FAILED, "case-moved", "Moved on", members=("part", "found")),
    _row(course.CourseError, HTTPStatus.CONFLICT, "refused", "Refused"),
    # where it may speak
    _row(
        profiles.ProfileForbids,
        HTTPStatus.FORBIDDEN,
        "profile-forbids",
        "Switched off where this patient is",
        members=("feature", "profile", "source", "dated", "reason", "remedy"),
    ),
    _row(
        profiles.UnknownProfile,
        HTTPStatus.UNPROCESSABLE_ENTITY,
        "unknown-profile",
        "No such profile",
        members=("known",),
    ),
    # reviews and exports
    _row(
        tuning.SessionNotEnded,
        HTTPStatus.CONFLICT,
        "session-not-ended",
        "The session has not ended",
        members=("session",),
    ),
    _row(
        tuning.UnknownDimension,
        HTTPStatus.UNPROCESSABLE_ENTITY,
        "unknown-dimension",
        "No such rubric dimension",
        detail="The rubric holds a dimension that is not one of: safety, protocol, alliance, target_work, style.",
    ),
    _row(tuning.ReviewRefused, HTTPStatus.UNPROCESSABLE_ENTITY, "review-refused", "No review that can be signed"),
    _row(tuning.PromptMissing, HTTPStatus.CONFLICT, "prompt-missing", "A prompt is missing", members=("session",)),
    _row(tuning.ExportRefused, HTTPStatus.CONFLICT, "export-refused", "The export was refused"),
    # models
    _row(
        chat.ChatUnavailable,
        HTTPStatus.SERVICE_UNAVAILABLE,
        "model-unavailable",
        "The model is not available",
        detail="The model server gave no answer in time. Try again later.",
    ),
    _row(
        chat.ChatError,
        HTTPStatus.BAD_GATEWAY,
        "model-failed",
        "The model failed",
        detail="The model server answered, but not with anything usable.",
    ),
)
"""Exception class -> answer. The one place to add to."""

UNEXPECTED = _row(
    Exception,
    HTTPStatus.INTERNAL_SERVER_ERROR,
    "unexpected",
    "Something went wrong",
    detail="The service failed at this request; its log names the place. Nothing else is known to be affected.",
)
INVALID = _row(
    RequestValidationError, HTTPStatus.UNPROCESSABLE_ENTITY, "invalid", "Invalid request", detail="See `errors`."
)
INVALID_JSON = _row(RequestValidationError, HTTPStatus.BAD_REQUEST, "invalid-json", "The body is not valid JSON")
NOT_JSON = _row(
    RequestValidationError,
    HTTPStatus.UNSUPPORTED_MEDIA_TYPE,
    "unsupported-media-type",
    "The body is not declared as JSON",
    detail="Send the body as JSON, with the header Content-Type: application/json.",
)
HTTP_DETAILS: Mapping[int, tuple[str, str]] = {
    404: ("not-found", "There is nothing at this address."),
    405: ("method-not-allowed", "This address does not take this method; see the Allow header."),
    413: ("too-large", "The request body is larger than this address takes."),
}


def all_rows() -> tuple[Row, ...]:
    """Every kind of problem, for the documentation page."""
    plain = tuple(
        _row(HTTPException, HTTPStatus(status), slug, HTTPStatus(status).phrase, detail=detail)
        for status, (slug, detail) in HTTP_DETAILS.items()
    )
    return (*TABLE, INVALID, INVALID_JSON, NOT_JSON, *plain, UNEXPECTED)


def row_of(error: Exception) -> Row:
    """The row of the most specific class of `error`; UNEXPECTED when no row names one."""
    rows = {row.error: row for row in TABLE}
    for kind in type(error).__mro__:
        if kind in rows:
            return rows[kind]
    return UNEXPECTED


def problem_response(
    row: Row,
    *,
    detail: str,
    errors: Sequence[FieldProblem] = (),
    members: Mapping[str, object] | None = None,
    headers: Mapping[str, str] | None = None,
) -> JSONResponse:
    """A problem as a response."""
    body: dict[str, object] = {
        "type": f"/problems/{row.slug}",
        "title": row.title,
        "status": row.status.value,
        "detail": detail,
        **(members or {}),
    }
    if errors:
        body["errors"] = [error.model_dump() for error in errors]
    return JSONResponse(body, status_code=row.status.value, headers=dict(headers or {}), media_type=MEDIA_TYPE)


def respond(error: Exception) -> JSONResponse:
    """What any exception answers, by the table."""
    row = row_of(error)
    headers = dict(error.headers) if isinstance(error, HttpRefusal) else {}
    wait: object = getattr(error, "retry_after", None)
    if isinstance(wait, int | float):
        headers["Retry-After"] = str(max(1, math.ceil(wait)))
    members = {name: cast("object", getattr(error, name)) for name in row.members}
    return problem_response(row, detail=row.detail or str(error), members=members, headers=headers)


def field_path(location: Sequence[int | str]) -> str:
    """`body.turns[0].text`. A name that is no plain name was chosen by the caller and is not repeated."""
    path = ""
    for part in location:
        if isinstance(part, int):
            path += f"[{part}]"
        else:
            path += ("." if path else "") + (part if NAME.fullmatch(part) else "(name withheld)")
    return path


def field_problem(error: Mapping[str, object]) -> FieldProblem:
    """One of pydantic's errors without the value it was about."""
    code = str(error["type"])
    location = tuple(cast("Sequence[int | str]", error["loc"]))
    text = str(error["msg"]).removeprefix("Value error, ")
    limits = cast("Mapping[str, object]", error.get("ctx") or {})
    match code:
        case "extra_forbidden":
            text = "This member is not known here"
        case "union_tag_invalid":
            text = f"Should be one of {limits.get('expected_tags')}"
        case "uuid_parsing":
            text = "Should be a UUID"
        case _:
            pass
    return FieldProblem(field=field_path(location), text=text, code=code)


def respond_invalid(request: Request, error: RequestValidationError) -> JSONResponse:
    """FastAPI's refusal of a request: broken JSON 400, no JSON 415, the rest 422 with the fields."""
    problems = cast("Sequence[Mapping[str, object]]", error.errors())
    for problem in problems:
        if problem["type"] == "json_invalid":
            place = cast("Sequence[int | str]", problem["loc"])[-1]
            return problem_response(INVALID_JSON, detail=f"The body is not valid JSON, from character {place} on.")
    declared = request.headers.get("content-type", "").partition(";")[0].strip().lower()
    whole_body = any(tuple(cast("Sequence[int | str]", problem["loc"])) == ("body",) for problem in problems)
    if whole_body and request.headers.get("content-length", "0") != "0" and not declared.endswith("json"):
        return problem_response(NOT_JSON, detail=NOT_JSON.detail or "")
    return problem_response(
        INVALID, detail="The request does not fit what this address takes.", errors=[field_problem(p) for p in problems]
    )


def respond_http(error: HTTPException) -> Response:
    """Starlette's and FastAPI's own refusals (no such address, wrong method, body too large or unreadable)."""
    if isinstance(error.__cause__, HttpRefusal):  # FastAPI wraps what reading the body raised
        return respond(error.__cause__)
    status = HTTPStatus(error.status_code)
    if status is HTTPStatus.REQUEST_ENTITY_TOO_LARGE:
        return _TooLarge(status_code=status)
    if status < HTTPStatus.BAD_REQUEST:
        return Response(status_code=status, headers=error.headers)
    slug, detail = HTTP_DETAILS.get(status.value, (status.phrase.lower().replace(" ", "-"), f"{status.phrase}."))
    if status is HTTPStatus.BAD_REQUEST:
        slug, detail = "malformed", "The body cannot be read."
    row = _row(HTTPException, status, slug, status.phrase)
    return problem_response(row, detail=detail, headers=error.headers)


class _TooLarge(Response):
    """A 413 with the largest body of its address, which only the request's scope holds."""

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        status = HTTPStatus(self.status_code)
        slug, detail = HTTP_DETAILS[status.value]
        if (limit := scope.get(MAX_BODY_SIZE_SCOPE_KEY)) is not None:
            detail = f"{detail.removesuffix('.')}: {limit} bytes."
        await problem_response(_row(HTTPException, status, slug, status.phrase), detail=detail)(scope, receive, send)


def install(app: FastAPI) -> None:
    """Makes `app` answer every refusal as a problem."""

    async def refused(request: Request, error: Exception) -> Response:
        del request
        return respond(error)

    async def invalid(request: Request, error: Exception) -> Response:
        return respond_invalid(request, cast("RequestValidationError", error))

    async def http(request: Request, error: Exception) -> Response:
        del request
        return respond_http(cast("HTTPException", error))

    for row in TABLE:
        app.add_exception_handler(row.error, refused)
    app.add_exception_handler(RequestValidationError, invalid)
    app.add_exception_handler(HTTPException, http)
