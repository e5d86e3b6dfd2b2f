"""What a turn costs besides its model: `python -m benchmarks.turns` (`--quick` for a look, `--json` for a file).

The real service as its own process, over HTTP, against a scripted model server that answers at once; one turn after
another at session 1, 50 and 200 of a patient, then many sessions at once; in between, in the same run, the floor: a
bare application with two durable transactions on the same database and as many raw model calls. Own time is the wall
time of the HTTP turn less the time that the model server was busy with it. Beside it the bytes by which the database
grew (SQLite after a checkpoint) against the bytes of the words spoken, and the share of cached prompt tokens that the
embedded server reports over one real session.
"""

import argparse
import json
import os
import platform
import tempfile
from collections.abc import Sequence
from contextlib import ExitStack
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import Path
from statistics import mean
from time import perf_counter

from rich.console import Console
from rich.table import Table

from benchmarks.cached import FROM_TURN, Cached, measure_cached
from benchmarks.measuring import Arm, Measured, Plan, measure, percentile
from benchmarks.places import Place, postgres_place, postgres_server, sqlite_place
from service.embedded.fetch import FetchFailed

AIMS = {"SQLite": 15.0, "PostgreSQL": 25.0}
"""Milliseconds of own time at the 95th percentile."""

QUICK = Plan(sessions=(1, 50), rounds=1, at_once=(16,), bursts=1)
PACKAGES = ("fastapi", "sqlalchemy", "aiosqlite", "asyncpg", "openai", "httpx2", "uvicorn", "xllamacpp")


@dataclass(frozen=True, slots=True, kw_only=True)
class Run:
    """One whole measurement with what it was taken on."""

    at: datetime
    machine: str
    load_before: tuple[float, float, float]
    load_after: tuple[float, float, float]
    python: str
    packages: dict[str, str]
    places: list[Measured]
    cached: Cached | None
    seconds: float


def take(plan: Plan, *, kinds: Sequence[str], cached_turns: int, console: Console) -> Run:
    """Measures on each database, then the prefix cache (no turns: not at all)."""
    began, load = perf_counter(), os.getloadavg()
    places: list[Measured] = []
    cached: Cached | None = None
    with ExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="throughline-turns-")))
        for kind in kinds:
            console.print(f"measuring on {kind} ...", style="dim")
            with ExitStack() as one:
                place = _place(kind, folder, one)
                own = folder / place.kind
                own.mkdir()
                places.append(measure(place, plan, own))
        if cached_turns:
            console.print("one session on the embedded server ...", style="dim")
            try:
                cached = measure_cached(folder, turns=cached_turns)
            except FetchFailed as failed:
                console.print(f"left out: {failed}")
    return Run(
        at=datetime.now(UTC),
        machine=f"{platform.machine()}, {os.cpu_count()} cores, {platform.system()} {platform.release()}",
        load_before=load,
        load_after=os.getloadavg(),
        python=platform.python_version(),
        packages={name: version(name) for name in PACKAGES},
        places=places,
        cached=cached,
        seconds=perf_counter() - began,
    )


def show(run: Run, console: Console) -> None:
    """The machine, the versions, and one table."""
    loads = " -> ".join(f"{load[0]:.1f}" for load in (run.load_before, run.load_after))
    console.print(f"{run.machine}; load {loads}; Python {run.python}; {run.seconds:.0f} s")
    console.print(", ".join(f"{name} {number}" for name, number in run.packages.items()), style="dim")
    console.print(
        "Data: sessions of the example case; earlier sessions of the same rows with other words.", style="dim"
    )
    table = Table(title="One turn, all but the model", title_justify="left")
    for name in ("", "turns", "own p50 ms", "p95", "wall p50", "p95", "x floor", "calls", "tokens", "bytes", "x text"):
        table.add_column(name, justify="left" if not name else "right")
    for place in run.places:
        table.add_section()
        table.add_row(f"[bold]{place.place} {place.version}")
        for arm in (*place.arms, place.floor):
            table.add_row(*_line(arm, place.floor))
    console.print(table)
    for place in run.places:
        for burst in place.bursts:
            console.print(
                f"{place.place}, {burst.at_once} sessions at once: {mean(burst.turns_a_second):.0f} turns/s, floor "
                f"{mean(burst.floor_a_second):.0f}: ratio {burst.ratio:.2f} (aim 0.60); processor a turn "
                f"{mean(burst.cpu_a_turn):.1f} ms, floor {mean(burst.floor_cpu_a_turn):.1f} ms"
            )
    if run.cached is not None:
        found = run.cached
        console.print(
            f"Prefix cache of {found.model} from turn {FROM_TURN} on ({found.prompts} prompts): {found.share:.2f} of "
            f"the whole prompt (aim 0.70), {found.share_left:.2f} of what may be shared (aim 0.90); "
            f"{found.seconds_a_turn:.1f} s a turn"
        )
    for line in misses(run):
        console.print(f"Misses its aim: {line}")


def misses(run: Run) -> list[str]:
    """Every aim that this run did not reach."""
    found: list[str] = []
    for place in run.places:
        aim = AIMS[place.place]
        for arm in place.arms:
            if (slow := percentile(arm.own, 0.95)) > aim:
                found.append(f"{place.place}, {arm.name}: own p95 {slow:.1f} ms, aim {aim:.0f} ms")
            if arm.bytes_ratio > 20:
                found.append(f"{place.place}, {arm.name}: {arm.bytes_ratio:.1f} bytes a byte of text, aim 20")
            if max(arm.calls) > 3 or max(arm.tokens) > 8000:
                found.append(f"{place.place}, {arm.name}: {max(arm.calls)} calls, {max(arm.tokens)} prompt tokens")
        found += [
            f"{place.place}, {burst.at_once} at once: {burst.ratio:.2f} of the floor, aim 0.60"
            for burst in place.bursts
            if burst.ratio < 0.6
        ]
    if run.cached is not None and run.cached.share < 0.7:
        found.append(f"prefix cache: {run.cached.share:.2f} of the whole prompt, aim 0.70")
    return found


def _line(arm: Arm, floor: Arm) -> tuple[str, ...]:
    if not arm.wall:
        return (arm.name,)
    half, most = percentile(arm.own, 0.5), percentile(arm.own, 0.95)
    bytes_told = (f"{arm.bytes_a_turn:.0f}", f"{arm.bytes_ratio:.1f}") if arm.stored else ("", "")
    return (
        f"  {arm.name}",
        str(len(arm.wall)),
        f"{half:.1f}",
        f"{most:.1f}",
        f"{percentile(arm.wall, 0.5):.1f}",
        f"{percentile(arm.wall, 0.95):.1f}",
        f"{half / percentile(floor.own, 0.5):.1f}",
        f"{mean(arm.calls):.1f}",
        f"{mean(arm.tokens):.0f}",
        *bytes_told,
    )


def _place(kind: str, folder: Path, stack: ExitStack) -> Place:
    if kind == "sqlite":
        return stack.enter_context(sqlite_place(folder, "turns"))
    return stack.enter_context(postgres_place(stack.enter_context(postgres_server(folder))))


def main() -> None:
    """The command line."""
    parser = argparse.ArgumentParser(description="What a turn costs besides its model.")
    parser.add_argument("--quick", action="store_true", help="a look: fewer turns, no session 200, no embedded server")
    parser.add_argument("--json", type=Path, help="write everything measured to this file")
    parser.add_argument("--database", choices=("sqlite", "postgres", "both"), default="both")
    parser.add_argument("--rounds", type=int, help="sessions held at each session number")
    asked = parser.parse_args()
    plan = QUICK if asked.quick else Plan()
    if asked.rounds:
        plan = Plan(sessions=plan.sessions, rounds=asked.rounds, at_once=plan.at_once, bursts=plan.bursts)
    kinds = ("sqlite", "postgres") if asked.database == "both" else (asked.database,)
    console = Console(highlight=False, width=120)
    run = take(plan, kinds=kinds, cached_turns=0 if asked.quick else 14, console=console)
    show(run, console)
    if asked.json is not None:
        asked.json.write_text(json.dumps(asdict(run), default=str, indent=1), encoding="utf-8")


if __name__ == "__main__":
    main()
