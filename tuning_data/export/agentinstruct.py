"""Reviewed sessions out as AgentInstruct JSONL, streamed, with a manifest and the lineage of every trained turn."""

import asyncio
from collections.abc import AsyncIterable
from functools import partial
from pathlib import Path

from memory.record.clock import Clock
from tuning_data.errors import SessionTwice
from tuning_data.export.bundle import SessionBundle
from tuning_data.export.conversations import Conversation, conversations
from tuning_data.export.files import ExportFiles, manifest_file
from tuning_data.export.gates import Excluded, why_excluded
from tuning_data.export.report import ExportOptions, ExportReport, Funnel, lineage
from tuning_data.export.rows import NotTrained, judge

_BATCH = 1 << 20


async def export_agentinstruct(
    bundles: AsyncIterable[SessionBundle],
    out: Path,
    options: ExportOptions,
    *,
    key: bytes,
    clock: Clock,
    empty: bool = True,
) -> ExportReport:
    """Writes what of `bundles` may leave to `out` (JSONL), its lineage and a manifest beside it.

    `out` appears only when everything is on the disk; an export that ends early leaves nothing under these names. The
    same bundles give the same bytes. `key` is the one that reviews are signed with. `empty`: files are written, over
    those that are there, also where no session may leave.

    Raises: SessionTwice, KeyTooShort, OSError, and whatever `bundles` raises.
    """
    made_at = clock()
    funnel = Funnel()
    known: set[str] = set()
    files = await asyncio.to_thread(ExportFiles, out)
    try:
        lines: list[bytes] = []
        origins: list[bytes] = []
        held = 0
        async for bundle in bundles:
            if bundle.session.id in known:
                raise SessionTwice(bundle.session.id)
            known.add(bundle.session.id)
            funnel.seen += 1
            why = why_excluded(
                bundle, key=key, now=made_at, allow_synthetic=options.allow_synthetic, min_reward=options.min_reward
            )
            if why is not None:
                funnel.refuse(bundle, why)
                continue
            for conversation in _conversations(bundle, options, funnel):
                lines.append(conversation.encoded())
                origins += lineage(conversation)
                held += len(lines[-1])
            if held > _BATCH:
                await asyncio.to_thread(files.add, lines, origins)
                lines, origins, held = [], [], 0
        await asyncio.to_thread(files.add, lines, origins)
        manifest = partial(funnel.manifest, options, made_at)
        finish = partial(files.finish, manifest) if funnel.exported or empty else files.unwritten
        told, rows = await asyncio.to_thread(finish)
    finally:
        files.abandon()
    return ExportReport(
        conversations=told,
        rows=rows,
        manifest=manifest_file(out),
        made_at=made_at,
        sessions_seen=funnel.seen,
        sessions_exported=funnel.exported,
        trained=dict(funnel.trained),
        refused=funnel.refused,
    )


def _conversations(bundle: SessionBundle, options: ExportOptions, funnel: Funnel) -> list[Conversation]:
    """The conversations of a session that passed the gates, counted."""
    judged = judge(bundle, thoughts=options.thoughts)
    told = conversations(bundle, judged.trained, view=options.view)
    funnel.judge(bundle, judged)
    if not told:
        funnel.not_trained[NotTrained.ALTERNATION] += len(judged.trained)
        funnel.refuse(bundle, Excluded.NOTHING_TRAINED)
        return []
    funnel.pass_on(told)
    return told
