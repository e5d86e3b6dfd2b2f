"""Background work is begun again after a failure, and its state is always visible."""

import asyncio
import io

import pytest

from service.background import Background, TaskState
from service.logs import open_log
from service.settings import LogLevel
from service.wiring import running


async def test_failing_work_is_begun_again_after_growing_waits_and_logged_without_its_text() -> None:
    waits: list[float] = []
    logged = io.StringIO()

    async def wait(seconds: float) -> None:
        waits.append(seconds)

    async def work() -> None:
        if len(waits) < 8:
            raise ValueError("the patient's words")

    task = Background("worker", work, log=open_log(LogLevel.INFO, stream=logged), sleep=wait)
    await task.run()
    assert waits == [1.0, 2.0, 4.0, 8.0, 16.0, 32.0, 60.0, 60.0]
    assert (task.state, task.failures) == (TaskState.DONE, 8)
    assert logged.getvalue().count('"event": "task failed"') == 8
    assert "words" not in logged.getvalue()


async def test_tasks_run_beside_what_is_within_and_stop_with_it() -> None:
    begun = asyncio.Event()

    async def forever() -> None:
        begun.set()
        await asyncio.Event().wait()

    task = Background("forever", forever, log=open_log(LogLevel.ERROR))
    seen = [task.state]
    async with running(task):
        await begun.wait()
        seen.append(task.state)
    seen.append(task.state)
    assert seen == [TaskState.STARTING, TaskState.RUNNING, TaskState.STOPPED]


async def test_a_failure_within_stops_the_tasks_and_is_not_hidden() -> None:
    async def forever() -> None:
        await asyncio.Event().wait()

    task = Background("forever", forever, log=open_log(LogLevel.ERROR))

    async def fail_beside_it() -> None:
        async with running(task):
            await asyncio.sleep(0)
            raise KeyError("within")

    with pytest.raises(KeyError, match="within"):
        await fail_beside_it()
    assert task.state is TaskState.STOPPED
