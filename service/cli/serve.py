"""`throughline serve` and `throughline worker`."""

import asyncio
import errno
import gc
import os
import signal
import socket
from pathlib import Path
from typing import Annotated

import typer
import uvicorn
from fastapi import FastAPI

from service.app import create_app
from service.cli.exits import ExitCode, Stop
from service.cli.output import Dsn, note, run, say
from service.models import NO_MODEL
from service.readiness import refuse_other_files
from service.routes.turns import LAST_SECONDS, finish_turns
from service.settings import Auth, Settings, load_settings, unknown_variables
from service.wiring import Parts, open_parts, running
from service.worker import long_work

GRACE_SECONDS = 8
"""From the signal on; what is left of ten seconds is for closing the database and the embedded model."""

serve_app = typer.Typer()
worker_app = typer.Typer()


class Server(uvicorn.Server):
    """uvicorn, which says where it listens; at its end it tells streams and turns to end before it waits for them."""

    def __init__(self, config: uvicorn.Config, *, app: FastAPI, last_seconds: float = LAST_SECONDS) -> None:
        super().__init__(config)
        self._app = app
        self._last_seconds = last_seconds

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        """Starts, then says the address.

        What was made until now stays until the end: it is taken out of the garbage collector's sight, or some turn has
        to wait while all of it is walked through (250 ms for 320,000 objects, measured; 1 ms for the rest).
        """
        await super().startup(sockets)
        gc.collect()
        gc.freeze()
        if self.started and sockets:
            say(f"Throughline is at {address_of(sockets[0])} (documentation: /docs). Stop it with Ctrl-C.")

    async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
        """Ends streams, gives turns their last moment, then stops."""
        parts: object = getattr(self._app.state, "parts", None)
        if not isinstance(parts, Parts):
            await super().shutdown(sockets)
            return
        parts.stopping.set()
        finishing = asyncio.create_task(finish_turns(parts.turns, seconds=self._last_seconds))
        try:
            await super().shutdown(sockets)
        finally:
            if self.force_exit:
                finishing.cancel()
            await asyncio.gather(finishing, return_exceptions=True)


@serve_app.command()
def serve(
    host: Annotated[str | None, typer.Option(help="Address to listen on (THROUGHLINE_HOST).")] = None,
    port: Annotated[int | None, typer.Option(help="Port; 0 takes a free one (THROUGHLINE_PORT).")] = None,
    dsn: Dsn = None,
    model_url: Annotated[str | None, typer.Option(help="Model server (THROUGHLINE_MODEL_URL).")] = None,
    auth: Annotated[Auth | None, typer.Option(help="Who may come in (THROUGHLINE_AUTH).")] = None,
    worker: Annotated[bool | None, typer.Option(help="Do the long work too (THROUGHLINE_WORKER).")] = None,
    data_dir: Annotated[Path | None, typer.Option(help="Data directory (THROUGHLINE_DATA_DIR).")] = None,
) -> None:
    """Starts the service: HTTP, worker, embedded model."""
    settings = load_settings(
        host=host, port=port, dsn=dsn, model_url=model_url, auth=auth, worker=worker, data_dir=data_dir
    )
    refuse_other_files(settings.dsn)
    listening = bind(settings.host, settings.port)
    for line in notes(settings):
        note(line)
    app = create_app(settings)
    config = uvicorn.Config(
        app,
        lifespan="on",
        log_config=None,
        access_log=False,
        server_header=False,
        proxy_headers=False,
        timeout_graceful_shutdown=GRACE_SECONDS,
    )
    try:
        Server(config, app=app).run(sockets=[listening])
    except SystemExit:  # what uvicorn makes of a failed start
        failed: object = getattr(app.state, "failed", None)
        if isinstance(failed, Exception):
            raise failed from None
        raise


@worker_app.command()
def worker(dsn: Dsn = None) -> None:
    """Does only the long work: closes sessions, sends escalations. Any number of them may run."""
    settings = load_settings(dsn=dsn)
    refuse_other_files(settings.dsn)
    say("The worker runs. Stop it with Ctrl-C.")
    run(_work(settings))


def bind(host: str, port: int) -> socket.socket:
    """A socket on that address. Raises: Stop, in words."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    listening = socket.socket(family, socket.SOCK_STREAM, socket.IPPROTO_TCP)  # named, or asyncio leaves Nagle on
    listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listening.bind((host.strip("[]"), port))
    except OSError as error:
        listening.close()
        if error.errno == errno.EADDRINUSE:
            text = f"port {port} on {host} is in use; stop what runs there, or take a free one: --port 0"
        else:
            text = f"cannot listen on {host} port {port}: {os.strerror(error.errno or 0)}"
        raise Stop(ExitCode.USAGE, text) from None
    return listening


def address_of(listening: socket.socket) -> str:
    """The URL of a bound socket."""
    host, port = listening.getsockname()[:2]
    return f"http://{f'[{host}]' if ':' in host else host}:{port}"


def notes(settings: Settings) -> list[str]:
    """What whoever starts the service should know."""
    lines: list[str] = []
    if settings.embedded_on:
        lines.append("Model: the embedded demonstration model. It shows flows; it is not fit to advise anyone.")
    elif settings.speaks:
        lines.append(f"Model: {settings.models.speak.url}")
    else:
        lines.append(f"Model: {NO_MODEL}. Until then every turn is answered by the protocol's reviewed line.")
    if settings.auth is Auth.LOCAL:
        lines.append(f"Access: only from this machine, as {settings.actor_name}, without a key.")
    else:
        lines.append("Access: with a service key (throughline keys add).")
    mail = settings.escalation_email
    if settings.escalation_url is None and (mail is None or mail.to is None):
        lines.append("Copilot: off, no channel for escalations is set up. Crisis replies come; nobody outside is told.")
    else:
        lines.append("Copilot: opens once every channel has passed a test (throughline escalation test).")
    if not settings.worker:
        lines.append("Worker: off here; sessions close only while `throughline worker` runs.")
    lines += [f"Unknown variable {name}: no setting reads it." for name in unknown_variables()]
    return lines


async def _work(settings: Settings) -> None:
    async with open_parts(settings) as parts:
        loop = asyncio.get_running_loop()
        loop.add_signal_handler(signal.SIGTERM, parts.stopping.set)
        async with running(*parts.tasks, *long_work(parts)):
            await parts.stopping.wait()
