"""The naive control in the same trials: a bare application without keys, budgets, rules or admission.

`benchmarks.floor`.
"""

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass

from benchmarks.faults_proxy import NONE, FaultProxy
from benchmarks.faults_trials import CRISES, Told, say
from benchmarks.faults_words import CALM_EN
from benchmarks.floor import opened

SOON = 0.5
"""Seconds within which a crisis is to be answered."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Naive:
    """The control over HTTP. `budget`: seconds within which the service would have answered."""

    url: str
    dsn: str
    proxy: FaultProxy
    budget: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Broken:
    """What the control did under one fault: what its client heard, and where it breaks the promise.

    A crisis counts as answered by any reply of sensible length within half a second, whatever it says.
    """

    told: Sequence[Told]
    wrong: Sequence[str]
    crises_unanswered: int
    crises: int


async def try_naive(naive: Naive, fault: str, *, crises: int) -> Broken:
    """The same words, sent again when they were not answered; then crises, with the fault still there."""
    session, wrong = f"naive-{fault}", list[str]()
    await naive.proxy.play(fault)
    path = f"/sessions/{session}/turns"
    told = [await say(naive.url, path, CALM_EN[0], key="k-1", patience=naive.budget)]
    first = told[0]
    if first.status == 0:
        wrong.append(f"no answer in {naive.budget:g} s")
    elif first.status != 200:
        wrong.append(f"HTTP {first.status}{'' if first.retry_after else ' without Retry-After'}")
    elif len(str(first.body)) > 40_000:
        wrong.append("1 MB handed to the client")
    if first.status != 200:
        told.append(await say(naive.url, path, CALM_EN[0], key="k-1", patience=naive.budget))
    heard = await asyncio.gather(
        *(
            say(naive.url, f"/sessions/{session}-{n}/turns", words, key="k-1", patience=naive.budget)
            for n, (_, words) in enumerate(CRISES[:crises])
        )
    )
    await naive.proxy.play(NONE)
    async with opened(naive.dsn) as turns:
        kept = await turns.add(session, "user", "(a look)")
    copies = sum(words == CALM_EN[0] for _, words in kept)
    if copies != 1:
        wrong.append(f"the words kept {copies} times")
    unanswered = sum(each.status != 200 or each.seconds > SOON or len(str(each.body)) > 40_000 for each in heard)
    return Broken(told=told, wrong=wrong, crises_unanswered=unanswered, crises=len(heard))
