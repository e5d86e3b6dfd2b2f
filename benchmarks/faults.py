"""Promises under fault, measured: `python -m benchmarks.faults` (`--quick` for a look, `--json` for a file).

The real service as its own process, over HTTP; its models are a scripted server that is fit for every duty, behind one
fault proxy for each. Three parts, each with the naive control (`benchmarks.floor`) beside it: the matrix of faults
(speaking, deciding, closing, and sixty crises in each fault), arrivals at four times the capacity, and SIGTERM amid
twenty turns. The matrix runs on shortened budgets; `--design-budgets` takes those of the defaults (2, 15, 10, 60 s).
"""

import argparse
import asyncio
import json
import os
import platform
import sqlite3
import tempfile
from collections.abc import AsyncGenerator, Sequence
from contextlib import AsyncExitStack, ExitStack, asynccontextmanager
from dataclasses import asdict, dataclass, field
from importlib.metadata import version
from pathlib import Path

from rich.console import Console
from rich.table import Table

from benchmarks.faults_load import Borne, Load, capacity, crises_for, overload, resident
from benchmarks.faults_naive import Broken, Naive, try_naive
from benchmarks.faults_proxy import FAULTS, FaultProxy, fault_proxy
from benchmarks.faults_seats import Seats
from benchmarks.faults_stop import POSTS, STREAMS, Stopped, resumed, stop_amid_turns
from benchmarks.faults_trials import Clinic, Crises, Outcome, try_close, try_crises, try_turn
from benchmarks.measuring import percentile
from benchmarks.places import Place, postgres_place, postgres_server, sqlite_place
from benchmarks.processes import Running, own_environment, running
from benchmarks.wire import Refused, Wire
from memory import database
from memory.store.store import Store

SHORT = {"connect": "0.5", "first_token": "1", "gap": "1", "whole": "3", "pace": "0.01"}
DESIGN: dict[str, str] = {}
SLOTS = 8
LATENCY = "0.2"
PACKAGES = ("fastapi", "sqlalchemy", "aiosqlite", "asyncpg", "openai", "httpx2", "uvicorn")
DUTIES = {"speak": ("SPEAK",), "decide": ("READ", "DECIDE"), "close": ("CLOSE",)}


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One fault."""

    fault: str
    speaking: Outcome
    deciding: Outcome
    closing: Outcome
    crises: Crises
    naive: Broken

    @property
    def wrong(self) -> list[str]:
        """Every promise it broke."""
        found = [*self.speaking.wrong, *self.deciding.wrong, *self.closing.wrong, *self.crises.wrong]
        if self.crises.escalated < len(self.crises.seconds):
            found.append(f"{self.crises.escalated} of {len(self.crises.seconds)} escalated")
        return [f"{self.fault}: {each}" for each in found]


@dataclass(slots=True, kw_only=True)
class Measured:
    """Everything of one database."""

    place: str
    version: str
    rows: list[Row] = field(default_factory=list[Row])
    rate: float = 0.0
    naive_rate: float = 0.0
    borne: Borne | None = None
    borne_naively: Borne | None = None
    stopped: Stopped | None = None
    resumed: list[str] = field(default_factory=list[str])
    naive_stop: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Bench:
    """Where it runs: a database, a folder for logs, the model server above the proxies."""

    place: Place
    folder: Path
    model: str

    @asynccontextmanager
    async def service(self, proxies: dict[str, FaultProxy], **settings: str) -> AsyncGenerator[Running]:
        """The service as a process, every model ready."""
        urls = {f"MODELS__{role}__URL": proxies[duty].url for duty, roles in DUTIES.items() for role in roles}
        environment = own_environment(LOG_LEVEL="error", EMBEDDED="false", **urls, **settings)
        arguments = ("service", "serve", "--port", "0", "--dsn", self.place.dsn, "--data-dir", str(self.folder))
        async with self._process(arguments, environment) as process:
            await _all_ready(process.url)
            yield process

    @asynccontextmanager
    async def floor(self, proxy: FaultProxy) -> AsyncGenerator[Running]:
        """The naive control as a process."""
        arguments = ("benchmarks.floor", "--dsn", self.place.dsn, "--model-url", proxy.url, "--calls", "1")
        async with self._process(arguments, own_environment()) as process:
            yield process

    @asynccontextmanager
    async def proxies(self, *, slots: int = 10_000) -> AsyncGenerator[dict[str, FaultProxy]]:
        """One proxy for each duty, and one for the control."""
        async with AsyncExitStack() as stack:
            names = (*DUTIES, "naive")
            yield {name: await stack.enter_async_context(fault_proxy(self.model, slots=slots)) for name in names}

    @asynccontextmanager
    async def seats(self, prefix: str) -> AsyncGenerator[Seats]:
        """Patients with open sessions, opened beside the service."""
        store = Store(database.open_engine(self.place.dsn))
        try:
            yield Seats(store, prefix=prefix)
        finally:
            await store.close()

    @asynccontextmanager
    async def _process(self, arguments: Sequence[str], environment: dict[str, str]) -> AsyncGenerator[Running]:
        log = self.folder / f"{arguments[0]}.log"
        process = Running(arguments, environment=environment, log=log, cwd=self.folder)
        try:
            await asyncio.to_thread(process.wait_for_address)
            yield process
        finally:
            await asyncio.to_thread(process.stop)


async def _all_ready(url: str) -> None:
    async with Wire(url) as wire:
        for _ in range(600):
            models = (await wire.get("/ready"))["models"]
            if all(model["state"] == "ready" for model in models[:3]):
                return
            await asyncio.sleep(0.1)
    raise Refused(503, b"the models did not become ready", None)


async def matrix(bench: Bench, *, faults: Sequence[str], crises: int, design: bool) -> list[Row]:
    """Every fault at every duty, with crises in it, and the control."""
    budgets = DESIGN if design else SHORT
    roles = [role for each in DUTIES.values() for role in each]
    settings = {f"MODELS__{role}__BUDGETS__{name.upper()}": value for role in roles for name, value in budgets.items()}
    budget = 62.0 if design else 6.0
    rows: list[Row] = []
    async with bench.proxies() as proxies, bench.seats("matrix") as seats:
        naive_proxy = proxies.pop("naive")
        async with (
            bench.service(proxies, TURN_SECONDS="60" if design else "5", **settings) as service,
            bench.floor(naive_proxy) as floor,
        ):
            clinic = Clinic(url=service.url, dsn=bench.place.dsn, seats=seats, proxies=proxies, budget=budget)
            naive = Naive(url=floor.url, dsn=bench.place.dsn, proxy=naive_proxy, budget=budget)
            for fault in faults:
                speaking = await try_turn(clinic, "speak", fault)
                deciding = await try_turn(clinic, "decide", fault)
                closing = await try_close(clinic, fault, seconds=2 * budget)
                rows.append(
                    Row(
                        fault=fault,
                        speaking=speaking,
                        deciding=deciding,
                        closing=closing,
                        crises=await try_crises(clinic, fault, number=crises),
                        naive=await try_naive(naive, fault, crises=crises),
                    )
                )
    return rows


async def crowd(bench: Bench, measured: Measured, *, seconds: float) -> None:
    """Four times the turns a second that the service takes of a model with few slots; the same at the control."""
    limits = {"TURNS_AT_ONCE": str(SLOTS), "TURNS_WAITING": str(SLOTS), "TURN_WAIT_SECONDS": "5"}
    async with bench.proxies(slots=SLOTS) as proxies, bench.seats("crowd") as seats:
        naive_proxy = proxies.pop("naive")
        async with bench.service(proxies, **limits) as service:
            alone = [seat.path for seat in await seats.many(SLOTS)]
            measured.rate = await capacity(service.url, alone, seconds=min(5.0, seconds))
            load = Load(rate=4 * measured.rate, seconds=seconds)
            paths = [seat.path for seat in await seats.many(round(60 + 2 * load.rate))]
            crises = crises_for([seat.path for seat in await seats.many(round(seconds * load.crises))])
            measured.borne = await overload(service.url, paths, crises, load, sample=lambda: resident(service.pid))
        async with bench.floor(naive_proxy) as floor:
            alone = [f"/sessions/alone-{n}/turns" for n in range(SLOTS)]
            measured.naive_rate = await capacity(floor.url, alone, seconds=min(5.0, seconds))
            more = Load(rate=4 * measured.naive_rate, seconds=seconds)
            paths = [f"/sessions/crowd-{n}/turns" for n in range(round(more.rate * seconds))]
            crises = crises_for([f"/sessions/crisis-{n}/turns" for n in range(len(crises))])
            measured.borne_naively = await overload(floor.url, paths, crises, more, sample=lambda: resident(floor.pid))


async def stop(bench: Bench, measured: Measured) -> None:
    """SIGTERM amid twenty turns whose model hangs; the same keys after a restart; the control."""
    async with bench.proxies() as proxies, bench.seats("stop") as seats:
        naive_proxy = proxies.pop("naive")
        seated = await seats.many(STREAMS + POSTS)
        async with bench.service(proxies) as service:
            await proxies["decide"].play("hang")

            async def terminated() -> None:
                service.process.terminate()
                await asyncio.to_thread(service.process.wait, 60)

            measured.stopped = await stop_amid_turns(service.url, seats, seated, stop=terminated)
        await proxies["decide"].play("none")
        async with bench.service(proxies) as service:
            measured.resumed = await resumed(service.url, seats, seated)
        await naive_proxy.play("hang")
        async with bench.floor(naive_proxy) as floor, Wire(floor.url) as wire:
            hanging = asyncio.create_task(wire.ask("POST", "/sessions/stopped/turns", b'{"text": "Good morning."}'))
            while not naive_proxy.faulted:  # noqa: ASYNC110 - it happens elsewhere
                await asyncio.sleep(0.02)
            floor.process.terminate()
            ended, _ = await asyncio.wait({asyncio.create_task(asyncio.to_thread(floor.process.wait, 12))}, timeout=10)
            measured.naive_stop = "ended" if ended else "still there after 10 s"
            floor.process.kill()
            await asyncio.gather(hanging, return_exceptions=True)


def misses(measured: Measured) -> list[str]:
    """Every promise that was not kept."""
    found = [line for row in measured.rows for line in row.wrong]
    late = ((row.fault, percentile(row.crises.seconds, 0.99)) for row in measured.rows)
    found += [f"{fault}: crisis p99 {slow * 1e3:.0f} ms, promise 500" for fault, slow in late if slow > 0.5]
    if measured.borne is not None:
        found += [f"overload: {times} x {what}" for what, times in measured.borne.wrong.items()]
        if (slow := percentile(measured.borne.crises, 0.99)) > 1.0:
            found.append(f"overload: crisis p99 {slow * 1e3:.0f} ms, promise 1000")
        if measured.borne.growth > 20:
            found.append(f"overload: memory grew by {measured.borne.growth:.0f} MiB")
    if measured.stopped is not None:
        found += [*measured.stopped.wrong, *measured.resumed]
        if measured.stopped.seconds > 10:
            found.append(f"stop took {measured.stopped.seconds:.1f} s, promise 10")
    return [f"{measured.place}: {line}" for line in found]


def show(measured: Measured, console: Console) -> None:
    """The tables of one database."""
    if measured.rows:
        console.print(_matrix_table(measured))
    if measured.borne is not None and measured.borne_naively is not None:
        console.print(_crowd_table(measured, measured.borne, measured.borne_naively))
    if measured.stopped is not None:
        posts = sum(each.status == 503 for each in measured.stopped.posts)
        ends = sum("problem" in each for each in measured.stopped.streams)
        console.print(
            f"SIGTERM amid {STREAMS} streams and {POSTS} posts whose model hangs: ended in "
            f"{measured.stopped.seconds:.1f} s (promise 10); {ends} streams told, {posts} posts 503 with Retry-After; "
            f"after the restart {STREAMS + POSTS - len(measured.resumed)} of {STREAMS + POSTS} keys answered, records "
            f"whole. Control: {measured.naive_stop}."
        )


def _matrix_table(measured: Measured) -> Table:
    table = Table(title=f"{measured.place} {measured.version}: faults of the model", title_justify="left")
    names = ("fault", "speaking", "deciding", "close s", "longest s", "crises", "p50 ms", "p95", "p99", "naive control")
    for name in names:
        table.add_column(
            name, justify="left" if name in {"fault", "speaking", "deciding", "naive control"} else "right"
        )
    for row in measured.rows:
        told = [*row.speaking.told, *row.deciding.told]
        seconds = row.crises.seconds
        table.add_row(
            row.fault,
            str(row.speaking),
            str(row.deciding),
            f"{row.closing.told[0].seconds:.1f}",
            f"{max(each.seconds for each in told):.1f}",
            f"{row.crises.answered}/{row.crises.escalated} of {len(seconds)}",
            *(f"{percentile(seconds, share) * 1e3:.0f}" for share in (0.5, 0.95, 0.99)),
            "; ".join((*row.naive.wrong, f"{row.naive.crises_unanswered} of {row.naive.crises} crises unanswered")),
        )
    return table


def _crowd_table(measured: Measured, borne: Borne, naive: Borne) -> Table:
    title = f"{measured.place}: arrivals at four times the capacity, {SLOTS} slots at the model"
    table = Table(title=title, title_justify="left")
    for name in (
        "",
        "arrivals/s",
        "answered",
        "p50 s",
        "p99 s",
        "refused",
        "p99 s",
        "crises",
        "p50 ms",
        "p95",
        "p99",
        "MiB +",
    ):
        table.add_column(name, justify="left" if not name else "right")
    for name, rate, each in (("service", measured.rate, borne), ("naive control", measured.naive_rate, naive)):
        table.add_row(
            name,
            f"{4 * rate:.0f}",
            str(len(each.answered)),
            *(f"{percentile(each.answered or [0.0], share):.2f}" for share in (0.5, 0.99)),
            str(len(each.refused)),
            f"{percentile(each.refused or [0.0], 0.99):.2f}",
            str(len(each.crises)),
            *(f"{percentile(each.crises, share) * 1e3:.0f}" for share in (0.5, 0.95, 0.99)),
            f"{each.growth:+.1f}",
        )
    return table


async def _taken(bench: Bench, asked: argparse.Namespace, console: Console) -> Measured:
    measured = Measured(place=bench.place.kind, version=bench.place.version)
    parts = asked.only or ("matrix", "crowd", "stop")
    if "matrix" in parts:
        faults = asked.fault or tuple(FAULTS)
        measured.rows = await matrix(bench, faults=faults, crises=6 if asked.quick else 60, design=asked.design_budgets)
    if "crowd" in parts:
        console.print("overload ...", style="dim")
        await crowd(bench, measured, seconds=10.0 if asked.quick else asked.seconds)
    if "stop" in parts:
        console.print("stop ...", style="dim")
        await stop(bench, measured)
    return measured


def main() -> None:
    """The command line."""
    parser = argparse.ArgumentParser(description="Promises under fault.")
    parser.add_argument("--quick", action="store_true", help="a look: six crises a fault, ten seconds of overload")
    parser.add_argument("--json", type=Path, help="write everything measured to this file")
    parser.add_argument("--database", choices=("sqlite", "postgres", "both"), default="both")
    parser.add_argument("--design-budgets", action="store_true", help="2, 15, 10 and 60 seconds instead of short ones")
    parser.add_argument("--seconds", type=float, default=60.0, help="of overload")
    parser.add_argument("--only", action="append", choices=("matrix", "crowd", "stop"))
    parser.add_argument("--fault", action="append", choices=tuple(FAULTS), help="only these of the matrix")
    asked = parser.parse_args()
    console = Console(highlight=False, width=200)
    kinds = ("sqlite", "postgres") if asked.database == "both" else (asked.database,)
    console.print(
        f"{platform.machine()}, {os.cpu_count()} cores, {platform.system()} {platform.release()}, "
        f"load {os.getloadavg()[0]:.1f}"
    )
    console.print(
        f"Python {platform.python_version()}, SQLite {sqlite3.sqlite_version}, "
        + ", ".join(f"{name} {version(name)}" for name in PACKAGES)
    )
    taken: list[Measured] = []
    for kind in kinds:
        with ExitStack() as stack:
            folder = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="throughline-faults-")))
            if kind == "sqlite":
                place = stack.enter_context(sqlite_place(folder, "faults"))
            else:
                place = stack.enter_context(postgres_place(stack.enter_context(postgres_server(folder))))
            latency = () if asked.only == ["matrix"] else ("--latency", LATENCY)
            model = stack.enter_context(running("benchmarks.faults_model", *latency, folder=folder))
            measured = asyncio.run(_taken(Bench(place=place, folder=folder, model=model.url), asked, console))
        taken.append(measured)
        show(measured, console)
        for line in misses(measured):
            console.print(f"Misses its promise: {line}")
    if asked.json is not None:
        asked.json.write_text(json.dumps([asdict(each) for each in taken], default=str, indent=1), encoding="utf-8")


if __name__ == "__main__":
    main()
