"""The worker as a process, killed between a page and its repetition: the timer is a row that the next one reads."""

import asyncio
import os
import sys
from asyncio.subprocess import DEVNULL, Process
from pathlib import Path

import pytest

from memory.record.clock import new_id, system_clock
from memory.record.identity import Scope
from memory.record.risk import Escalation
from memory.record.session import SessionMode
from service.escalations import keep_delivering
from service.logs import open_log
from service.settings import LogLevel, Settings
from service.wiring import open_parts
from strategies.course.called import calls_in
from strategies.course.escalating import acknowledge_escalation, escalate
from tests.contracts.receivers import Behaviour, HttpReceiver, listening
from tests.memory.samples import Samples, keep_session

pytestmark = [pytest.mark.slow, pytest.mark.timeout(120)]

OURS = Scope(tenant="local", patient="p-1")
OUR = Samples(scope=OURS)
AGAIN, SUPERVISOR = 10.0, 11.0
PATIENCE = 60.0


async def test_a_worker_killed_after_the_page_leaves_its_timers_to_the_next_and_an_acknowledgement_ends_them(
    sqlite_dsn: str, tmp_path: Path
) -> None:
    await _survive(sqlite_dsn, tmp_path)


@pytest.mark.kill
async def test_the_same_on_postgresql(postgres_dsn: str, tmp_path: Path) -> None:
    await _survive(postgres_dsn, tmp_path)


async def _survive(dsn: str, folder: Path) -> None:
    hook, above = HttpReceiver(), HttpReceiver()
    async with listening(hook), listening(above):
        settings = Settings(
            data_dir=folder,
            dsn=dsn,
            embedded=False,
            escalation_url=hook.url,
            escalation_supervisor_url=above.url,
            escalation_again_seconds=AGAIN,
            escalation_supervisor_seconds=SUPERVISOR,
        )
        worker = await _worker(settings)
        await _calls(settings, tier=1, new=True)
        await hook.until(1, seconds=PATIENCE)  # it has started
        first, second = await _calls(settings, tier=3), await _calls(settings, tier=3)
        await hook.until(3, seconds=PATIENCE)
        worker.kill()
        await worker.wait()
        pages = [each.kind for each in hook.arrivals[1:]]
        hook.behaviour = Behaviour.REFUSE  # the receiver is away when the timers run out, and then comes back
        await _acknowledge(settings, second)
        async with open_parts(settings, log=open_log(LogLevel.ERROR)) as parts:
            delivering = asyncio.create_task(keep_delivering(parts))
            await above.until(1, seconds=PATIENCE)
            hook.behaviour = Behaviour.TAKE
            await hook.until(4, seconds=PATIENCE)
            parts.stopping.set()
            await delivering
        states = await _states(settings)
    assert pages == ["page", "page"]
    assert [(each.kind, first in each.text) for each in hook.arrivals[3:]] == [("again", True)]
    assert [(each.kind, first in each.text) for each in above.arrivals] == [("supervisor", True)]
    assert len(set(hook.ids)) == len(hook.ids)
    assert (states[first], states[second]) == ("sent", "acknowledged")


async def _calls(settings: Settings, *, tier: int, new: bool = False) -> str:
    async with open_parts(settings, log=open_log(LogLevel.ERROR)) as parts, parts.store.write(OURS) as work:
        if new:
            await keep_session(work, OUR)
        now, identity = system_clock(), new_id()
        call = Escalation(tenant="local", patient="p-1", id=identity, event=None, tier=tier, created_at=now)
        session, mode = OUR.id("session"), SessionMode.COPILOT
        await escalate(work, call, session=session, mode=mode, engine=parts.engine, now=now)
        return identity


async def _acknowledge(settings: Settings, call: str) -> None:
    async with open_parts(settings, log=open_log(LogLevel.ERROR)) as parts:
        await acknowledge_escalation(call, actor=parts.local_actor, scope=OURS, engine=parts.engine)


async def _states(settings: Settings) -> dict[str, str]:
    async with open_parts(settings, log=open_log(LogLevel.ERROR)) as parts, parts.store.read_catalogue() as catalogue:
        found = [each for seen in (False, True) for each in await calls_in(catalogue, "local", seen=seen)]
    return {each.id: each.state.value for each in found}


async def _worker(settings: Settings) -> Process:
    environ = {name: value for name, value in os.environ.items() if not name.startswith("THROUGHLINE_")}
    environ |= {
        "THROUGHLINE_DATA_DIR": str(settings.data_dir),
        "THROUGHLINE_DSN": settings.dsn,
        "THROUGHLINE_EMBEDDED": "false",
        "THROUGHLINE_ESCALATION_URL": str(settings.escalation_url),
        "THROUGHLINE_ESCALATION_SUPERVISOR_URL": str(settings.escalation_supervisor_url),
    }
    command = (sys.executable, "-m", "service", "worker")
    return await asyncio.create_subprocess_exec(*command, env=environ, stdout=DEVNULL, stderr=DEVNULL)
