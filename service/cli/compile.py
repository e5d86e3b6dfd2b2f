"""`throughline protocol compile`: a protocol at another grain, with so many musts a prompt, as a file of its own."""

from pathlib import Path
from typing import Annotated

import typer

from service.cli.draw import read_protocol
from service.cli.exits import ExitCode, Stop
from service.cli.output import AsJson, note, print_json
from strategies.graph.check_around import around
from strategies.graph.grain import Built, Grain, GrainRefused, compile_grain
from strategies.graph.protocol import Protocol
from strategies.graph.release import compile_release
from strategies.graph.yaml_text import yaml_of


def compile_protocol(
    file: Annotated[Path, typer.Argument(help="A protocol as YAML; what it calls is looked for beside it.")],
    *,
    grain: Annotated[Grain, typer.Option(help="coarse merges steps, fine splits them, medium leaves them.")] = (
        Grain.MEDIUM
    ),
    musts: Annotated[int | None, typer.Option(min=0, max=100, help="So many musts a prompt: 1, 3, 5, 8.")] = None,
    out: Annotated[Path | None, typer.Option(help="Where to write it; else to standard output.")] = None,
    as_json: AsJson = False,
) -> None:
    """Makes another release of a protocol, by two factors of an experiment. It passes the check, or none is made."""
    protocol = read_protocol(file)
    try:
        built = compile_grain(protocol, grain=grain, musts=musts, library=around(protocol, file)[0])
    except GrainRefused as refused:
        raise Stop(ExitCode.FAILED, str(refused)) from None
    text = yaml_of(built.protocol, comment=_comment(protocol, grain, musts))
    if out is None and not as_json:
        typer.echo(text, nl=False)
    if out is not None:
        try:
            out.write_text(text, encoding="utf-8", newline="\n")
        except OSError as error:
            raise Stop(ExitCode.FAILED, f"{out} cannot be written: {error.strerror or type(error).__name__}") from None
    told = _told(protocol, built)
    if as_json:
        print_json(told)
        return
    note(f"{told['nodes_before']} steps became {told['nodes']}: {', '.join(built.done) or 'none merged or split'}.")
    if musts is not None:
        note(f"{built.left_out} musts left out, {built.added} restated from the steps' own words.")
    for warning in built.warnings:
        note(f"warning {warning.code} at {warning.where}: {warning.text}")


def _comment(protocol: Protocol, grain: Grain, musts: int | None) -> str:
    header = protocol.protocol
    many = "musts as written" if musts is None else f"{musts} musts a prompt"
    return f"Made of {header.id} {header.version} by `throughline protocol compile`: grain {grain}, {many}."


def _told(protocol: Protocol, built: Built) -> dict[str, object]:
    made = compile_release(built.protocol)
    build = built.protocol.protocol.build
    return {
        "protocol": made.id,
        "version": made.version,
        "release": made.release,
        "build": None if build is None else build.model_dump(mode="json"),
        "nodes_before": len(protocol.nodes),
        "nodes": len(built.protocol.nodes),
        "done": list(built.done),
        "musts_left_out": built.left_out,
        "musts_added": built.added,
        "warnings": [{"code": each.code, "where": each.where, "text": each.text} for each in built.warnings],
    }
