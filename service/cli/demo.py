"""`throughline demo`: one patient, three sessions, from the first word to the training file, on a running service.

The service is a process of its own and everything goes over HTTP, as a clinician's tools would: client's words from a
case
file, therapist's words from the model. The demo fails when no fact is kept or no plan changes.
"""

import shutil
import time
from collections import Counter
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

from memory.record.course import Episode
from memory.record.identity import Patient
from memory.record.language import language_tag
from memory.record.review import Review
from memory.record.session import Session, Turn
from memory.record.state import Measure, Target
from memory.record.work import Job, JobState
from service.cli.client import Api, ServiceRefused
from service.cli.demo_report import DemoSession, Summary, gather_session, print_session, print_summary, write_summary
from service.cli.demo_server import running_service, wait_for_model
from service.cli.exits import ExitCode, Stop
from strategies.course.exchange import Exchange
from strategies.course.session import Opened
from tuning_data.case.casefile import CaseFile, CaseSession, client_line
from tuning_data.case.load import load_case, load_reviews
from tuning_data.case.reviewfile import ReviewFile, verdicts_for
from tuning_data.export.report import ExportReport

EXAMPLES = Path(__file__).parents[2] / "examples"
MOST_TURNS = 40
MIN_REWARD = 0.5
DATABASE, LOG = "throughline.db", "service.log"
MADE = frozenset(
    {
        *(DATABASE, f"{DATABASE}-wal", f"{DATABASE}-shm", LOG, "summary.json", "signing.key", "erasures.jsonl"),
        *("exports", "agentinstruct.jsonl", "agentinstruct.manifest.json"),
    }
)
"""What a demo makes in its folder: one that holds anything else is somebody's."""

app = typer.Typer()


@app.command()
def demo(
    lang: Annotated[str, typer.Option(help="en or zh.")] = "en",
    out: Annotated[Path, typer.Option(help="Folder for everything; an earlier demo's is replaced.")] = Path("var/demo"),
    model_url: Annotated[str | None, typer.Option(help="Another model server than the embedded one.")] = None,
) -> None:
    """Takes one patient of our own writing through three sessions, a review and an export."""
    language = language_tag(lang)
    case = load_case(EXAMPLES / f"case.{language}.yaml")
    reviews = load_reviews(EXAMPLES / f"reviews.{language}.yaml")
    console = Console(highlight=False)
    begun = time.monotonic()
    _make_room(out)
    with running_service(out, model_url=model_url) as url, Api(url) as api:
        console.print(f"Service at {url}, database {out / DATABASE}, log {out / LOG}")
        model = wait_for_model(api, console)
        summary = _run(case, reviews, api=api, out=out, console=console)
    summary = summary.finished(model=model, seconds=time.monotonic() - begun)
    write_summary(summary, out / "summary.json")
    print_summary(summary, console, language=language)
    _check(summary)


def _make_room(out: Path) -> None:
    """Takes an earlier demo's folder away; a folder with anything else in it stays. Raises: Stop."""
    if out.exists():
        if out.is_symlink() or not out.is_dir() or not {each.name for each in out.iterdir()} <= MADE:
            raise Stop(
                ExitCode.USAGE, f"{out} holds something else than an earlier demo; name a folder that is empty or new"
            )
        shutil.rmtree(out)
    out.mkdir(parents=True)


def _check(summary: Summary) -> None:
    if not any(session.facts for session in summary.sessions):
        raise Stop(ExitCode.FAILED, "the demo kept no fact")
    if not any(session.plan.replanned for session in summary.sessions):
        raise Stop(ExitCode.FAILED, "no plan changed in the demo")


def _run(case: CaseFile, reviews: ReviewFile, *, api: Api, out: Path, console: Console) -> Summary:
    patient, episode = _admit(case, api)
    console.print(f"\n[bold]{case.patient.label}[/bold] · {case.summary}\n", soft_wrap=True)
    held: list[DemoSession] = []
    for each in case.sessions:
        with _progress(console) as bar:
            session, seconds = _hold(each, patient, episode, api=api, bar=bar)
        told = gather_session(api, patient, session, change=each.change, seconds=seconds)
        print_session(told, console, language=patient.locale)
        held.append(told)
    signed = [_review(told.session, each, reviews, api) for told, each in zip(held, case.sessions, strict=True)]
    report = api.post(
        "/v1/exports", {"patient": patient.id, "allow_synthetic": True, "min_reward": MIN_REWARD}, ExportReport
    )
    exported = out / "agentinstruct.jsonl"
    exported.write_text(api.text(f"/v1/exports/{report.conversations.name}"), encoding="utf-8")
    manifest = out / "agentinstruct.manifest.json"
    manifest.write_text(api.text(f"/v1/exports/{report.manifest.name}"), encoding="utf-8")
    return Summary.of(patient, held, signed, report, exported)


def _progress(console: Console) -> Progress:
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn())
    return Progress(*columns, console=console)


def _admit(case: CaseFile, api: Api) -> tuple[Patient, Episode]:
    """Keeps patient, consents, agreed targets; begins the course."""
    patient = api.post(
        "/v1/patients",
        {
            "id": case.patient.id,
            "locale": case.patient.locale,
            "simulated": True,
            "label": case.patient.label,
            "region": case.patient.region,
            "consents": list(case.consents),
        },
        Patient,
    )
    problems = {each.id: each.text for each in case.problems}
    mechanisms = {each.id: each.text for each in case.mechanisms}
    for target in case.targets:
        api.post(
            f"/v1/patients/{patient.id}/targets",
            {
                "id": target.id,
                "label": target.label,
                "problem": problems[target.problem],
                "mechanism": mechanisms[target.mechanism],
                "measure": target.measure,
                "baseline": target.baseline,
                "goal": target.goal,
                "direction": target.direction,
                "mcid": target.mcid,
                "interventions": list(target.interventions),
                "protocol_target": target.protocol_target,
                "agreed": True,
            },
            Target,
        )
    episode = api.post(f"/v1/patients/{patient.id}/episodes", {"protocol": case.protocol}, Episode)
    return patient, episode


def _hold(case: CaseSession, patient: Patient, episode: Episode, *, api: Api, bar: Progress) -> tuple[Session, float]:
    """One session from its measures to its close; gives it closed, and the seconds it took."""
    begun = time.monotonic()
    for measure in case.measures:
        body = {
            "patient": patient.id,
            "instrument": measure.instrument,
            "items": list(measure.items),
            "taken_on": case.date.isoformat(),
        }
        api.post("/v1/measures", body, Measure)
    opened = api.post(
        f"/v1/episodes/{episode.id}/sessions", {"mode": "simulated", "held_on": case.date.isoformat()}, Opened
    )
    session, node = opened.session, opened.turn.node
    at = bar.add_task(f"session {case.n}", total=sum(len(lines) for lines in case.lines.values()))
    visits: Counter[str] = Counter()
    for n in range(1, MOST_TURNS + 1):
        visits[node] += 1
        said = client_line(case, node, visits[node])
        exchange = _say(api, session.id, said, key=f"demo-{case.n}-{n}")
        bar.update(at, advance=1, description=f"session {case.n}: {exchange.node}")
        node = exchange.node
        if exchange.ended:
            break
    held = visits.total()
    bar.update(at, total=held, completed=held, description=f"session {case.n}: closing")
    job = api.post(f"/v1/sessions/{session.id}/close", {}, Job)
    while job.state not in (JobState.DONE, JobState.FAILED):
        time.sleep(0.1)
        job = api.get(f"/v1/jobs/{job.id}", Job)
    if job.state is JobState.FAILED:
        raise Stop(ExitCode.FAILED, f"session {case.n} could not be closed: {job.failure}")
    bar.update(at, description=f"session {case.n}: closed")
    return session, time.monotonic() - begun


def _say(api: Api, session: str, text: str, *, key: str) -> Exchange:
    """One turn; a model that is away is waited for, with the same key."""
    while True:
        try:
            return api.post(f"/v1/sessions/{session}/turns", {"text": text}, Exchange, Idempotency_Key=key)
        except ServiceRefused as refused:
            if refused.retry_after is None:
                raise
            time.sleep(min(refused.retry_after, 5.0))


def _review(session: Session, case: CaseSession, reviews: ReviewFile, api: Api) -> Review:
    given = next(each for each in reviews.sessions if each.n == case.n)
    turns = api.get(f"/v1/sessions/{session.id}/transcript", list[Turn])
    body = {
        "verdicts": [
            {"turn": one.turn, "verdict": one.verdict, "correction": one.correction, "reason": one.reason}
            for one in verdicts_for(given, turns)
        ],
        "rubric": dict(given.rubric),
        "reward": given.reward,
        "comment": given.comment,
        "synthetic": True,
    }
    return api.post(f"/v1/sessions/{session.id}/reviews", body, Review)
