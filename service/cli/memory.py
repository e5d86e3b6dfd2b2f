"""`throughline memory`: what is remembered of a patient, straight from the database."""

import time
from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager
from datetime import UTC, date, datetime
from datetime import time as clock_time
from typing import Annotated

import typer

from memory import database
from memory.recall.lexical import Index, Looked, Recalled
from memory.record.clock import system_clock
from memory.record.identity import Scope
from memory.record.session import Author
from memory.record.state import Fact
from memory.store.store import Store, Work
from service.cli.exits import ExitCode, Stop
from service.cli.output import AsJson, Dsn, Tenant, note, print_json, print_table, run
from service.routing import in_utc
from service.settings import Settings, load_settings

app = typer.Typer(no_args_is_help=True)

PatientOption = Annotated[str, typer.Option("--patient", help="Whose memory.")]


@app.callback()
def memory() -> None:
    """What is remembered of a patient."""


@app.command()
def recall(
    patient: PatientOption,
    query: Annotated[str, typer.Option(help="What to look for, in the words of either language.")],
    k: Annotated[int, typer.Option(min=1, max=50, help="At most so many turns.")] = 10,
    dsn: Dsn = None,
    tenant: Tenant = None,
    as_json: AsJson = False,
) -> None:
    """Searches what was said in every session. `abstain`: nothing found is likely to be an answer."""
    looked, ms = run(_looked(load_settings(dsn=dsn, tenant=tenant), patient, query, k))
    items = [_recalled_row(item) for item in looked.items]
    if as_json:
        print_json({"items": items, "abstain": looked.abstain, "ms": ms})
        return
    columns = ("session", "turn", "date", "role", "text", "score")
    print_table(columns, [[str(item[column]) for column in columns] for item in items])
    if looked.abstain:
        note("Nothing found is likely to be an answer.")


async def _looked(settings: Settings, patient: str, query: str, k: int) -> tuple[Looked, float]:
    """What was found, and the milliseconds of the search."""
    async with _memory_of(settings, patient) as work:
        said = await work.turns.before(system_clock())
    begun = time.perf_counter()
    looked = Index.build(said).look(query, k)
    return looked, round((time.perf_counter() - begun) * 1e3, 1)


def _recalled_row(item: Recalled) -> dict[str, object]:
    return {
        "session": item.session_n,
        "turn": item.turn,
        "date": item.date.isoformat(),
        "role": "client" if item.author is Author.CLIENT else "therapist",
        "text": item.text,
        "score": round(item.score, 4),
        "channels": list(item.channels),
    }


@app.command()
def facts(
    patient: PatientOption,
    as_of: Annotated[
        str | None, typer.Option(help="The record as it stood at the end of this day, or at this moment (RFC 3339).")
    ] = None,
    dsn: Dsn = None,
    tenant: Tenant = None,
    as_json: AsJson = False,
) -> None:
    """Every fact with the words that it rests on."""
    moment = None if as_of is None else _moment(as_of)
    found = run(_facts(load_settings(dsn=dsn, tenant=tenant), patient, moment))
    if as_json:
        print_json({"facts": found})
        return
    columns = ("subject", "predicate", "object", "status", "authority")
    print_table(columns, [[str(fact[column]) for column in columns] for fact in found])


def _moment(text: str) -> datetime:
    try:
        if len(text) == len("2026-01-31"):
            return datetime.combine(date.fromisoformat(text), clock_time.max, tzinfo=UTC)
        moment = datetime.fromisoformat(text)
        if moment.tzinfo is not None:
            return in_utc(moment)
    except ValueError:
        pass
    raise Stop(ExitCode.USAGE, "--as-of takes a date (2026-01-31) or a moment with its offset (2026-01-31T09:00:00Z)")


async def _facts(settings: Settings, patient: str, as_of: datetime | None) -> list[dict[str, object]]:
    async with _memory_of(settings, patient) as work:
        numbers = {session.id: session.n for session in await work.sessions.all()}
        return [_fact_row(fact, numbers) for fact in await work.facts.all(as_of=as_of)]


def _fact_row(fact: Fact, numbers: dict[str, int]) -> dict[str, object]:
    source = fact.source
    return {
        "subject": fact.subject,
        "predicate": fact.predicate,
        "object": fact.object,
        "negated": fact.negated,
        "valid_from": fact.valid_from.isoformat() if fact.valid_from else None,
        "valid_to": fact.valid_to.isoformat() if fact.valid_to else None,
        "status": fact.status.value,
        "authority": fact.authority.value,
        "evidence": None
        if source is None
        else {"session": numbers.get(source.session), "turn": source.turn, "quote": source.quote},
    }


@asynccontextmanager
async def _memory_of(settings: Settings, patient: str) -> AsyncGenerator[Work]:
    """A reading transaction over one patient. Raises: NotFound."""
    store = Store(database.open_engine(settings.dsn))
    try:
        async with store.read(Scope(tenant=settings.tenant, patient=patient)) as work:
            await work.patient.get()
            yield work
    finally:
        await store.close()
