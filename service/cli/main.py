"""The command `throughline`: a table of commands, each loaded only when it is called.

A new command is one line in `COMMANDS` and a module in `service/cli` with a `typer.Typer` in it. A Typer that holds one
function and no callback is a plain command; any other is a group.
"""

import importlib
import os
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from importlib.metadata import version

import typer

from memory.store.errors import DatabaseDamaged, DatabaseFailed, DatabaseUnknown, DatabaseUnreachable, MemoryStoreError
from service.cli.exits import ExitCode, Stop, in_the_way
from service.errors import ServiceError, SettingsInvalid
from strategies.speech.chat import ChatError, ChatUnavailable


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """A command: its name, where its Typer is (`module:attribute`), and what the list of commands says of it."""

    name: str
    where: str
    text: str


def _entry(name: str, where: str, text: str) -> Entry:
    return Entry(name=name, where=where, text=text)


COMMANDS: tuple[Entry, ...] = (
    _entry("demo", "service.cli.demo:app", "One patient, three sessions, review and export, on a service of its own."),
    _entry("chat", "service.cli.chat:app", "Hold or fork a session at the terminal."),
    _entry("protocol", "service.cli.protocol:app", "Protocol files: check, draw, compile, release, sign, shadow."),
    _entry("sop", "service.cli.sop:app", "A procedure in prose to a checked protocol; its tests."),
    _entry("session", "service.cli.session:app", "What became of sessions: why a turn, replay, adherence."),
    _entry("patient", "service.cli.patient:app", "A whole patient in, out, or away."),
    _entry("memory", "service.cli.memory:app", "What is remembered of a patient: recall, facts."),
    _entry("target", "service.cli.target:app", "Targets of a case: whether they reach every problem."),
    _entry("plan", "service.cli.plan:app", "What the next session of a case is for."),
    _entry("profile", "service.cli.profile:app", "Jurisdiction profiles: list, show."),
    _entry("risk", "service.cli.risk:app", "What is heard of danger in text: scan."),
    _entry("data", "service.cli.data:app", "Reviewed sessions out, as training data."),
    _entry("serve", "service.cli.serve:serve_app", "Start the service: HTTP, worker, embedded model."),
    _entry("worker", "service.cli.serve:worker_app", "Do only the long work: close sessions, send escalations."),
    _entry("escalation", "service.cli.escalation:app", "Calls for a clinician: list, acknowledge; test the channels."),
    _entry("doctor", "service.cli.doctor:app", "Check this machine and this deployment, with remedies."),
    _entry("db", "service.cli.db:app", "The database: upgrade, check, backup, verify, restore."),
    _entry("keys", "service.cli.keys:app", "Service keys: add, list, revoke."),
    _entry("model", "service.cli.model:app", "Models: fetch the embedded one, check what answers."),
    _entry("openapi", "service.cli.describe:openapi_app", "Print the OpenAPI description."),
    _entry("schema", "service.cli.describe:schema_app", "Print the JSON Schema of a format."),
)


def command_line(called: str | None) -> typer.Typer:
    """The whole command line; only the command `called` is loaded, the others are known by name and line."""
    root = typer.Typer(
        name="throughline",
        help="Therapy that lasts: many sessions with one patient, remembered, planned, reviewed.",
        no_args_is_help=True,
        add_completion=False,
        pretty_exceptions_enable=False,
        rich_markup_mode=None,
    )
    root.callback()(_root)
    for entry in COMMANDS:
        if entry.name == called:
            _graft(root, entry)
        else:
            root.command(entry.name, help=entry.text)(_not_loaded)
    return root


def main(arguments: Sequence[str] | None = None) -> None:
    """Runs one command and ends the process with its exit code."""
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")  # recall's products are small: more threads wait for one another
    given = list(sys.argv[1:] if arguments is None else arguments)
    called = next((argument for argument in given if not argument.startswith("-")), None)
    try:
        command_line(called)(args=given)
    except Exception as error:
        code = exit_code(error)
        if code is None:
            raise
        typer.echo(f"throughline: {in_words(error)}", err=True)
        sys.exit(code)


def exit_code(error: Exception) -> ExitCode | None:
    """How a refusal ends the command; None for what is no refusal but a defect."""
    match error:
        case Stop():
            return error.code
        case SettingsInvalid() | DatabaseUnknown() | DatabaseDamaged():
            return ExitCode.USAGE
        case OSError() if error.filename is not None:
            return ExitCode.USAGE
        case DatabaseUnreachable() | ChatUnavailable():
            return ExitCode.UNREACHABLE
        case ServiceError() | MemoryStoreError() | ChatError():
            return ExitCode.FAILED
        case _:
            return None


def in_words(error: Exception) -> str:
    """What happened, where, and what to do."""
    match error:
        case DatabaseFailed():
            return "{}. {}".format(*in_the_way(error))
        case OSError():
            why = error.strerror or type(error).__name__
            return f"{error.filename}: {why}; name a place that can be used (for the data: THROUGHLINE_DATA_DIR)"
        case _:
            return str(error)


def load(entry: Entry) -> typer.Typer:
    """The Typer of a command."""
    module, _, attribute = entry.where.partition(":")
    found: object = getattr(importlib.import_module(module), attribute)
    if not isinstance(found, typer.Typer):
        raise TypeError(f"{entry.where} is no Typer")
    return found


def _graft(root: typer.Typer, entry: Entry) -> None:
    branch = load(entry)
    single = len(branch.registered_commands) == 1 and not branch.registered_groups
    function = branch.registered_commands[0].callback if single and branch.registered_callback is None else None
    if function is None:
        root.add_typer(branch, name=entry.name, help=entry.text, no_args_is_help=True)
    else:
        root.command(entry.name)(function)


def _not_loaded() -> None:
    raise AssertionError("a command that was not called ran")


def _version(wanted: bool) -> None:
    if wanted:
        typer.echo(version("throughline"))
        raise typer.Exit


def _root(
    shown: bool = typer.Option(False, "--version", callback=_version, is_eager=True, help="Print the version."),
) -> None:
    del shown
