"""Sessions: transcript, note, close, fork, take-over, drafts, and why it went where it went."""

from dataclasses import dataclass, replace

from fastapi import Response
from fastapi.responses import PlainTextResponse
from pydantic import BaseModel, ConfigDict, Field

from memory.record.course import PlanVersion
from memory.record.identity import Language
from memory.record.language import has_cjk, language_tag
from memory.record.session import Draft, EdgeDecision, FrameStack, ModelCall, Session, SlotClaim, Turn
from memory.record.state import Note
from memory.record.work import Job
from memory.store.errors import NotFound
from memory.store.store import Work
from service.auth import ClinicianActor, CurrentActor
from service.routing import ID_PATTERN, LangGiven, PathId, TurnNumber, asked_language, v1_router
from service.wiring import PartsGiven
from strategies.course.clinician import Forked, fork, release_draft, take_over
from strategies.course.note import NoteForm, render_note
from strategies.course.refused import Refused, refused_after
from strategies.course.session import request_close
from strategies.graph.reasons import reason_said, silence_said
from strategies.speech.output.check import cautions

router = v1_router("sessions")


@router.get("/patients/{patient}/sessions")
async def list_sessions(patient: PathId, actor: CurrentActor, parts: PartsGiven) -> list[Session]:
    """Every session of this patient, first to last."""
    async with parts.store.read(parts.scope(actor, patient)) as work:
        await work.patient.get()
        return await work.sessions.all()


@dataclass(frozen=True, slots=True, kw_only=True)
class SessionView:
    """A session, where it stands, the plan it was opened with, the draft that waits if any."""

    session: Session
    stack: FrameStack
    plan: PlanVersion | None
    draft: Draft | None


@router.get("/sessions/{session}")
async def get_session(session: PathId, actor: CurrentActor, parts: PartsGiven) -> SessionView:
    """One session."""
    scope = await parts.locate("session", session, actor)
    async with parts.store.read(scope) as work:
        kept = await work.sessions.get(session)
        return SessionView(
            session=kept,
            stack=await _stack(work, kept),
            plan=await work.plans.get(kept.plan) if kept.plan else None,
            draft=await work.drafts.waiting(session),
        )


async def _stack(work: Work, kept: Session) -> FrameStack:
    """Where the session stands; one that was imported stands nowhere."""
    try:
        return await work.sessions.stack(kept.id)
    except NotFound:
        return FrameStack(tenant=kept.tenant, patient=kept.patient, session=kept.id, turn=0, frames=())


@router.get("/sessions/{session}/transcript")
async def transcript(session: PathId, actor: CurrentActor, parts: PartsGiven) -> list[Turn]:
    """Every turn with its author and origin."""
    scope = await parts.locate("session", session, actor)
    async with parts.store.read(scope) as work:
        return await work.turns.of_session(session)


@dataclass(frozen=True, slots=True, kw_only=True)
class Why:
    """What one client turn led to: every candidate edge and why not, what was read, which calls with which prompts."""

    turn: Turn
    decisions: list[EdgeDecision]
    claims: list[SlotClaim]
    calls: list[ModelCall]
    refused: Refused | None = None


@router.get("/sessions/{session}/turns/{n}/why")
async def why(session: PathId, n: TurnNumber, actor: CurrentActor, parts: PartsGiven, lang: LangGiven = "en") -> Why:
    """Why the session went where it went after client turn `n`; its reasons in the language asked for."""
    language = asked_language(lang)
    scope = await parts.locate("session", session, actor)
    async with parts.store.read(scope) as work:
        found = Why(
            turn=await work.turns.get(session, n),
            decisions=await work.decisions.of_turn(session, n),
            claims=[claim for claim in await work.slots.of_session(session) if claim.turn == n],
            calls=await work.calls.of_turn(session, n),
            refused=await refused_after(work, session, n),
        )
    return why_said(found, language)


def why_said(found: Why, language: Language) -> Why:
    """The same with every reason in that language; they are stored in English."""
    if language is Language.EN:
        return found
    return replace(found, decisions=[_decision_said(decision, language) for decision in found.decisions])


def _decision_said(decision: EdgeDecision, language: Language) -> EdgeDecision:
    inputs = decision.inputs
    if inputs is not None:
        answers = tuple(replace(answer, why=silence_said(answer.why, language)) for answer in inputs.answers)
        inputs = replace(inputs, answers=answers)
    candidates = tuple(replace(each, why=reason_said(each.why, language)) for each in decision.candidates)
    return replace(decision, inputs=inputs, candidates=candidates)


@router.get("/sessions/{session}/note")
async def get_note(session: PathId, actor: CurrentActor, parts: PartsGiven) -> Note:
    """The newest note of a closed session; 404 before."""
    async with parts.store.read(await parts.locate("session", session, actor)) as work:
        return await _latest_note(work, session)


@router.get("/sessions/{session}/note/text", response_class=PlainTextResponse)
async def read_note(
    session: PathId, actor: CurrentActor, parts: PartsGiven, form: NoteForm = NoteForm.SOAP
) -> PlainTextResponse:
    """The same note as text in one of the usual forms, each sentence with its turns, in the session's language."""
    async with parts.store.read(await parts.locate("session", session, actor)) as work:
        note = await _latest_note(work, session)
        language = language_tag((await work.sessions.get(session)).language)
    return PlainTextResponse(render_note(note.sentences, form, language))


async def _latest_note(work: Work, session: str) -> Note:
    note = await work.notes.latest(session)
    if note is None:
        raise NotFound("note", session)
    return note


@router.post("/sessions/{session}/close", status_code=202)
async def close(session: PathId, actor: ClinicianActor, parts: PartsGiven) -> Job:
    """Stops the session's turns and queues its close; follow the job."""
    scope = await parts.locate("session", session, actor)
    job = await request_close(session, scope=scope, engine=parts.engine)
    parts.wake_worker()
    return job


@router.get("/jobs/{job}")
async def get_job(job: PathId, actor: CurrentActor, parts: PartsGiven) -> Job:
    """How long work stands."""
    async with parts.store.catalogue() as catalogue:
        return await catalogue.jobs.get(actor.tenant, job)


class ForkBody(BaseModel):
    """After which therapist turn the new session goes its own way, and at which node."""

    model_config = ConfigDict(extra="forbid")

    turn: int = Field(ge=1)
    node: str | None = Field(default=None, pattern=ID_PATTERN)


@router.post("/sessions/{session}/fork", status_code=201)
async def fork_at(session: PathId, body: ForkBody, actor: ClinicianActor, parts: PartsGiven) -> Forked:
    """A new test session that begins as this one was after a therapist's turn."""
    scope = await parts.locate("session", session, actor)
    return await fork(session, body.turn, node=body.node, scope=scope, engine=parts.engine)


class Spoken(BaseModel):
    """A clinician's words."""

    model_config = ConfigDict(extra="forbid")

    text: str


class Release(BaseModel):
    """The words to say instead of the draft's; the draft's own when left out."""

    model_config = ConfigDict(extra="forbid")

    text: str | None = None


def _caution(response: Response, text: str) -> None:
    """Names what a model would not have been let say (`dosing, secrecy`): a warning, not a refusal."""
    found = cautions(text, language=Language.ZH if has_cjk(text) else Language.EN)
    if found:
        response.headers["Throughline-Caution"] = ", ".join(found)


@router.post("/sessions/{session}/takeover", status_code=201)
async def takeover(session: PathId, body: Spoken, actor: ClinicianActor, parts: PartsGiven, response: Response) -> Turn:
    """The clinician speaks. A clinician's words are never blocked: the header `Throughline-Caution` warns of them."""
    scope = await parts.locate("session", session, actor)
    _caution(response, body.text)
    return await take_over(session, body.text, actor=actor, scope=scope, engine=parts.engine)


@router.post("/sessions/{session}/drafts/{n}/release", status_code=201)
async def release(
    session: PathId, n: TurnNumber, body: Release, actor: ClinicianActor, parts: PartsGiven, response: Response
) -> Turn:
    """Releases the draft that waits; both texts are kept with the turn. `Throughline-Caution` warns of other words."""
    scope = await parts.locate("session", session, actor)
    if body.text is not None:
        _caution(response, body.text)
    return await release_draft(session, n, body.text, actor=actor, scope=scope, engine=parts.engine)


@router.get("/sessions/{session}/drafts/{n}")
async def get_draft(session: PathId, n: TurnNumber, actor: CurrentActor, parts: PartsGiven) -> Draft:
    """A draft, waiting or released."""
    scope = await parts.locate("session", session, actor)
    async with parts.store.read(scope) as work:
        return await work.drafts.get(session, n)
