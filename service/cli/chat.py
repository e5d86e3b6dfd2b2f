"""`throughline chat`: hold or replay a session at the terminal, against a running service."""

import sys
from itertools import count
from typing import Annotated
from uuid import uuid4

import typer
from rich.console import Console

from memory.record.course import Episode
from memory.record.identity import Language, Patient
from memory.record.language import UnknownLanguage, language_tag
from memory.record.session import Author, Session, SessionMode, SessionState, Turn
from memory.record.work import Job
from service.cli.client import Api, ServiceRefused
from service.cli.exits import ExitCode, Stop
from service.routes.sessions import Why
from strategies.course.clinician import Forked
from strategies.course.exchange import Exchange
from strategies.course.session import Opened

app = typer.Typer()

HELP = "/why: the edges of the last turn · /close: close the session · /quit: leave it open"


@app.command()
def chat(
    patient: Annotated[
        str | None, typer.Option(help="A patient that is kept; a new simulated one if left out.")
    ] = None,
    from_session: Annotated[int | None, typer.Option(help="Begin as this session of the patient was.")] = None,
    fork: Annotated[int | None, typer.Option(help="... after this therapist turn (default: the last).")] = None,
    at: Annotated[str | None, typer.Option(help="... at this node of its protocol.")] = None,
    protocol: Annotated[str, typer.Option(help="Protocol of a new course.")] = "cbt.depression.session",
    lang: Annotated[str, typer.Option(help="Language of a new patient: en or zh.")] = "en",
    url: Annotated[str, typer.Option(help="The running service.", envvar="THROUGHLINE_URL")] = "http://127.0.0.1:8420",
    key: Annotated[str | None, typer.Option(help="Service key.", envvar="THROUGHLINE_KEY")] = None,
) -> None:
    """Talks to a session as the client, in clinician_test mode. One that the patient has open is taken up again."""
    if from_session is None and (fork is not None or at is not None):
        raise Stop(ExitCode.USAGE, "--fork and --at need --from-session (and --patient)")
    if from_session is not None and patient is None:
        raise Stop(ExitCode.USAGE, "--from-session needs --patient")
    try:
        locale = language_tag(lang)
    except UnknownLanguage as error:
        raise Stop(ExitCode.USAGE, f"--lang: {error}") from None
    console = Console(highlight=False)
    with Api(url, key=key) as api:
        try:
            if from_session is not None and patient is not None:
                session = _forked(api, patient, from_session, turn=fork, node=at)
            else:
                session = _taken_up(api, patient, console) or _opened(api, patient, protocol=protocol, locale=locale)
            console.print(f"session {session.id} of patient {session.patient} · {HELP}\n", style="dim", markup=False)
            for turn in api.get(f"/v1/sessions/{session.id}/transcript", list[Turn]):
                _show(console, turn)
            closed = False
            try:
                closed = _talk(api, session, console)
            finally:
                if not closed:
                    console.print(f"left open. {_going_on(session.patient)}", style="dim", markup=False, soft_wrap=True)
        except ServiceRefused as refused:
            hint = f" {_going_on(patient)}" if refused.slug == "session-open" and patient is not None else ""
            raise Stop(ExitCode.FAILED, f"{refused}{hint}") from refused


def _going_on(patient: str) -> str:
    return f"Go on with it, or /close it: throughline chat --patient {patient}"


def _taken_up(api: Api, patient: str | None, console: Console) -> Session | None:
    """The newest open session of the patient. Raises: Stop for one in which nobody may play the client."""
    if patient is None:
        return None
    sessions = api.get(f"/v1/patients/{patient}/sessions", list[Session])
    found = next((session for session in reversed(sessions) if session.state is SessionState.OPEN), None)
    if found is None:
        return None
    if found.mode is not SessionMode.CLINICIAN_TEST:
        why = f"session {found.n} of patient {patient} is open in mode {found.mode}, and chat speaks in clinician_test"
        raise Stop(ExitCode.FAILED, f"{why}; close it first: POST /v1/sessions/{found.id}/close")
    console.print(f"goes on with session {found.n}, which was left open", style="dim", markup=False)
    return found


def _forked(api: Api, patient: str, n: int, *, turn: int | None, node: str | None) -> Session:
    sessions = api.get(f"/v1/patients/{patient}/sessions", list[Session])
    found = next((session for session in sessions if session.n == n), None)
    if found is None:
        numbers = ", ".join(str(session.n) for session in sessions) or "none"
        raise Stop(ExitCode.USAGE, f"patient {patient} has no session {n}; there are: {numbers}")
    if turn is None:
        turns = api.get(f"/v1/sessions/{found.id}/transcript", list[Turn])
        turn = max(each.n for each in turns if each.author is not Author.CLIENT)
    return api.post(f"/v1/sessions/{found.id}/fork", {"turn": turn, "node": node}, Forked).session


def _opened(api: Api, patient: str | None, *, protocol: str, locale: Language) -> Session:
    if patient is None:
        new = {
            "locale": locale.value,
            "simulated": True,
            "label": "chat",
            "consents": ["session_record", "model_processing"],
        }
        patient = api.post("/v1/patients", new, Patient).id
    episodes = api.get(f"/v1/patients/{patient}/episodes", list[Episode])
    going = [episode for episode in episodes if episode.ended_at is None]
    episode = going[-1] if going else api.post(f"/v1/patients/{patient}/episodes", {"protocol": protocol}, Episode)
    return api.post(f"/v1/episodes/{episode.id}/sessions", {"mode": "clinician_test"}, Opened).session


def _talk(api: Api, session: Session, console: Console) -> bool:
    """Reads lines until the person leaves; whether they closed the session. Raises: Stop."""
    last = 0
    for n in count(1):
        console.print("> ", end="", style="bold")
        said = _line(n)
        match said.strip():
            case "" if not said:
                break
            case "":
                continue
            case "/quit":
                break
            case "/close":
                job = api.post(f"/v1/sessions/{session.id}/close", {}, Job)
                console.print(f"closing: job {job.id}", style="dim")
                return True
            case "/why":
                _why(api, session, last, console)
            case words:
                last = _said(api, session, words, console)
    return False


def _line(n: int) -> str:
    """Line `n` of standard input; nothing at its end. Raises: Stop for bytes that are no text."""
    line = sys.stdin.buffer.readline()
    try:
        return line.decode(sys.stdin.encoding)
    except UnicodeDecodeError as error:
        why = f"line {n} of standard input is not {error.encoding}, from byte {error.start + 1} on"
        raise Stop(ExitCode.USAGE, f"{why}; nothing of it was said. Send text as {error.encoding}.") from None


def _said(api: Api, session: Session, words: str, console: Console) -> int:
    key = uuid4().hex
    try:
        exchange = api.post(f"/v1/sessions/{session.id}/turns", {"text": words}, Exchange, Idempotency_Key=key)
    except ServiceRefused as refused:
        if refused.slug != "model-away":
            console.print(str(refused), style="red", markup=False)
            return 0
        exchange = api.post(f"/v1/sessions/{session.id}/turns", {"text": words}, Exchange, Idempotency_Key=key)
    mark = f"[{exchange.node} · {exchange.reply.author}/{exchange.reply.origin}]"
    console.print(f"{exchange.reply.text}", markup=False, soft_wrap=True)
    console.print(
        mark + (" the session has come to its end: /close" if exchange.ended else ""), style="dim", markup=False
    )
    return exchange.client_turn


def _why(api: Api, session: Session, turn: int, console: Console) -> None:
    if turn == 0:
        console.print("nothing was said yet", style="dim")
        return
    why = api.get(f"/v1/sessions/{session.id}/turns/{turn}/why", Why)
    for decision in why.decisions:
        console.print(f"{decision.node} -> {decision.to} by {decision.taken}", style="dim", markup=False)
        for candidate in decision.candidates:
            console.print(f"  {candidate.verdict:12} {candidate.edge}: {candidate.why}", style="dim", markup=False)
    for claim in why.claims:
        console.print(f"  {claim.slot} = {claim.value!r} “{claim.quote}” ({claim.origin})", style="dim", markup=False)


def _show(console: Console, turn: Turn) -> None:
    who = "> " if turn.author is Author.CLIENT else ""
    console.print(f"{who}{turn.text}", markup=False, soft_wrap=True)
