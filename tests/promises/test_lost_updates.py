"""No lost update: two writers of one versioned thing, each with what it last read; the stale one is always refused.

A session's words, a presentation, targets, goals and the formulation carry If-Match, a safety plan names the version
that was read; all answer 412.
"""

import asyncio
from collections.abc import Generator
from contextlib import AsyncExitStack, contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, cast

import httpx2
import pytest
from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule, run_state_machine_as_test

from memory import database
from service.settings import LogLevel, Settings
from tests.conftest import CountedIds, FixedClock
from tests.service.clinic import ENGLISH, Clinic, Model, Service

WRITERS = st.sampled_from(("ada", "ben"))
TAGGED = {
    "targets": ("targets", "targets/t-1/status"),
    "goals": ("goal-attainment", "targets/t-1/goal-scale"),
    "formulation": ("formulation", "formulation/nodes/n-1"),
}
"""What has a digest for a version: where it is read, and where one thing in it is written over."""
ALL = ("session", "presentation", "safety plan", *TAGGED)
THINGS = st.sampled_from(ALL)
STALE = 412
PROBLEM: dict[str, object] = {"kind": "problem", "reason": "intake"}


def _levels(text: str) -> dict[str, object]:
    return {"levels": [text, "b", "c", "d", "e"]}


class _Clinic:
    """A running service that a state machine, which does not await, can ask."""

    def __init__(self, dsn: str, folder: Path) -> None:
        chosen = Settings(data_dir=folder, dsn=dsn, embedded=False, worker=False, log_level=LogLevel.ERROR)
        self._service = Service(chosen, model=Model(), clock=FixedClock(), ids=CountedIds())
        self._runner = asyncio.Runner()
        self._stack = AsyncExitStack()
        self.clinic: Clinic = self._runner.run(self._stack.enter_async_context(self._service.running()))
        self.patients = 0

    def do(self, work: Any) -> Any:
        """The outcome of something to await."""
        return self._runner.run(work)

    def close(self) -> None:
        """Ends it."""
        self._runner.run(self._stack.aclose())
        self._runner.close()


class TwoWriters(RuleBasedStateMachine):
    """What is read and written, beside a model that holds versions and the texts that were accepted."""

    service: _Clinic
    blind = False
    """The control: a writer that reads again just before it writes, as one without versions does."""

    def __init__(self) -> None:
        super().__init__()
        self.service.patients += 1
        self.patient = f"p-{self.service.patients}"
        self.session = cast("str", self.service.do(self.service.clinic.seated(self.patient)))
        self._begin({"id": "t-1", "label": "mood", "direction": "down"}, "targets")
        self._begin({**PROBLEM, "id": "n-1", "text": "low mood"}, "formulation/nodes")
        self.now = dict.fromkeys(ALL, 0)
        self.tags = {thing: [self._tag(thing)] for thing in TAGGED}
        self.read: dict[tuple[str, str], int] = {}
        self.accepted: dict[str, list[str]] = {thing: [] for thing in ALL}
        self.words = 0
        self.lost = 0

    @rule(writer=WRITERS, thing=THINGS)
    def look(self, writer: str, thing: str) -> None:
        """A writer reads a thing and remembers its version."""
        found = self._version(thing)
        assert found == self.now[thing]
        self.read[writer, thing] = found

    @rule(writer=WRITERS, thing=THINGS)
    def write(self, writer: str, thing: str) -> None:
        """A writer writes on what it read last (nothing, if it never looked)."""
        read = self.read.get((writer, thing), 0)
        stale = read != self.now[thing]
        if self.blind:
            read = self._version(thing)
        self.words += 1
        text = f"{ENGLISH[self.words % 5]} That was {self.words}."
        answer = self._put(thing, text, read)
        if answer.status_code == STALE:
            assert stale, f"{thing}: refused although nobody was quicker"
            return
        assert answer.is_success, answer.text
        self.lost += stale
        self.accepted[thing].append(text)
        self.now[thing] += 1
        if thing in TAGGED:
            self.tags[thing].append(self._tag(thing))
        self.read[writer, thing] = self.now[thing]

    @invariant()
    def nothing_stale_was_taken(self) -> None:
        """Nobody's words were written over or past what they had not read."""
        assert self.lost == 0, "a stale write was taken"

    def teardown(self) -> None:
        """Everything accepted is there, once, in order."""
        assert [self._version(thing) for thing in self.now] == list(self.now.values())
        turns = cast("list[dict[str, object]]", self._get(f"/v1/sessions/{self.session}/transcript"))
        assert [turn["text"] for turn in turns if turn["author"] == "client"] == self.accepted["session"]
        versions = cast("list[dict[str, object]]", self._get(f"/v1/patients/{self.patient}/presentation/versions"))
        assert [version["reason"] for version in versions] == self.accepted["presentation"]
        [target] = cast("list[dict[str, Any]]", self._get(f"/v1/patients/{self.patient}/targets"))
        assert [each["text"] for each in target["evidence"]] == [f"local: {text}" for text in self.accepted["targets"]]
        changes = cast("list[dict[str, str]]", self._get(f"/v1/patients/{self.patient}/formulation/changes"))
        assert [each["reason"] for each in changes[1:]] == self.accepted["formulation"]
        goals = cast("dict[str, Any]", self._get(f"/v1/patients/{self.patient}/goal-attainment"))
        assert [scale["levels"][0] for scale in goals["scales"]] == self.accepted["goals"][-1:]
        assert all(len(set(tags)) == len(tags) for tags in self.tags.values()), "a version stood twice"

    def _begin(self, body: dict[str, object], path: str) -> None:
        self.service.do(self.service.clinic.post(f"/v1/patients/{self.patient}/{path}", body))

    def _tag(self, thing: str) -> str:
        path = f"/v1/patients/{self.patient}/{TAGGED[thing][0]}"
        answer = cast("httpx2.Response", self.service.do(self.service.clinic.client.get(path)))
        return str(answer.headers["ETag"])

    def _get(self, path: str) -> object:
        return self.service.do(self.service.clinic.get(path))

    def _version(self, thing: str) -> int:
        if thing in TAGGED:
            return self.tags[thing].index(self._tag(thing))
        if thing == "session":
            shown = cast("dict[str, Any]", self._get(f"/v1/sessions/{self.session}"))
            return int(shown["session"]["version"])
        path = "presentation" if thing == "presentation" else "safety-plan"
        kept = cast("dict[str, Any] | None", self._get(f"/v1/patients/{self.patient}/{path}"))
        return 0 if kept is None else int(kept["n"])

    def _put(self, thing: str, text: str, read: int) -> httpx2.Response:
        client = self.service.clinic.client
        if thing in TAGGED:
            path = f"/v1/patients/{self.patient}/{TAGGED[thing][1]}"
            about = {"If-Match": self.tags[thing][read]}
            return cast(
                "httpx2.Response", self.service.do(client.post(path, json=self._body(thing, text), headers=about))
            )
        about = {"If-Match": f'"{read}"'}
        if thing == "session":
            key = {"Idempotency-Key": f"key-{self.words}"}
            path = f"/v1/sessions/{self.session}/turns"
            return cast("httpx2.Response", self.service.do(client.post(path, json={"text": text}, headers=about | key)))
        if thing == "presentation":
            path = f"/v1/patients/{self.patient}/presentation"
            return cast("httpx2.Response", self.service.do(client.post(path, json={"reason": text}, headers=about)))
        step = {"part": "coping", "text": text}
        body = {"on_version": read, "reason": "made together", "steps": [step]}
        path = f"/v1/patients/{self.patient}/safety-plan"
        return cast("httpx2.Response", self.service.do(client.post(path, json=body)))

    def _body(self, thing: str, text: str) -> dict[str, object]:
        if thing == "targets":
            return {"status": "agreed" if self.words % 2 else "paused", "reason": text}
        return _levels(text) if thing == "goals" else {**PROBLEM, "text": text, "reason": text}


class BlindWriters(TwoWriters):
    """The control: writers that read again just before they write; they take what they never looked at."""

    blind = True


@contextmanager
def _running(machine: type[TwoWriters], dsn: str) -> Generator[None]:
    with TemporaryDirectory() as folder:
        machine.service = _Clinic(dsn, Path(folder))
        try:
            yield
        finally:
            machine.service.close()


def _settings(examples: int, steps: int) -> settings:
    return settings(
        max_examples=examples,
        stateful_step_count=steps,
        deadline=None,
        database=None,
        derandomize=True,
        print_blob=False,
        phases=(Phase.generate,),
        suppress_health_check=[HealthCheck.too_slow, HealthCheck.filter_too_much, HealthCheck.data_too_large],
    )


@pytest.fixture
def migrated_dsn(request: pytest.FixtureRequest, tmp_path: Path) -> Generator[str]:
    """A database, for tests that have no event loop of their own."""
    if request.param == "sqlite":
        dsn = f"sqlite:///{tmp_path / 'throughline.db'}"
        asyncio.run(database.migrate(dsn))
        yield dsn
        return
    server = request.getfixturevalue("postgres_server")
    name = f"throughline_writers_{tmp_path.name.lower().replace('-', '_')[:30]}"
    asyncio.run(server.execute(f'CREATE DATABASE "{name}" TEMPLATE "{server.template}"'))
    yield str(server.dsn(name))
    asyncio.run(server.execute(f'DROP DATABASE "{name}" WITH (FORCE)'))


@pytest.mark.parametrize("migrated_dsn", ["sqlite", "postgres"], indirect=True)
def test_a_stale_writer_is_always_refused(migrated_dsn: str) -> None:
    with _running(TwoWriters, migrated_dsn):
        run_state_machine_as_test(TwoWriters, settings=_settings(3, 20))


def test_control_writers_that_read_again_before_writing_lose_updates(sqlite_dsn: str) -> None:
    with _running(BlindWriters, sqlite_dsn), pytest.raises(AssertionError, match="stale write was taken"):
        run_state_machine_as_test(BlindWriters, settings=_settings(10, 12))


@pytest.mark.promises
@pytest.mark.timeout(1800)
@pytest.mark.parametrize("migrated_dsn", ["sqlite", "postgres"], indirect=True)
def test_a_stale_writer_is_always_refused_over_many_histories(migrated_dsn: str) -> None:
    with _running(TwoWriters, migrated_dsn):
        run_state_machine_as_test(TwoWriters, settings=_settings(200, 40))


async def test_of_twenty_writers_at_once_on_one_version_one_is_taken(dsn: str, tmp_path: Path) -> None:
    chosen = Settings(data_dir=tmp_path, dsn=dsn, embedded=False, worker=False, log_level=LogLevel.ERROR)
    service = Service(chosen, model=Model(), clock=FixedClock(), ids=CountedIds())
    async with service.running() as clinic:
        await clinic.admit()
        step = [{"part": "coping", "text": "walk to the river"}]
        for path, body in (
            ("presentation", {"reason": "seen today"}),
            ("safety-plan", {"on_version": 0, "reason": "made together", "steps": step}),
        ):
            posts = (
                clinic.client.post(f"/v1/patients/p-1/{path}", json=body, headers={"If-Match": '"0"'})
                for _ in range(20)
            )
            answers = [answer.status_code for answer in await asyncio.gather(*posts)]
            assert sorted(answers) == [201] + [STALE] * 19, path


async def test_of_twenty_writers_at_once_on_one_tag_one_is_taken(dsn: str, tmp_path: Path) -> None:
    chosen = Settings(data_dir=tmp_path, dsn=dsn, embedded=False, worker=False, log_level=LogLevel.ERROR)
    service = Service(chosen, model=Model(), clock=FixedClock(), ids=CountedIds())
    async with service.running() as clinic:
        await clinic.seated()
        at = "/v1/patients/p-1"
        await clinic.post(f"{at}/targets", {"id": "t-1", "label": "mood", "direction": "down"})
        await clinic.post(f"{at}/formulation/nodes", {**PROBLEM, "id": "n-1", "text": "low mood"})
        for thing, body in (
            ("targets", {"status": "agreed"}),
            ("goals", _levels("a")),
            ("formulation", {**PROBLEM, "text": "low mood since winter"}),
        ):
            read, write = TAGGED[thing]
            about = {"If-Match": (await clinic.client.get(f"{at}/{read}")).headers["ETag"]}
            posts = (clinic.client.post(f"{at}/{write}", json=body, headers=about) for _ in range(20))
            answers = [answer.status_code for answer in await asyncio.gather(*posts)]
            assert (sum(code < 300 for code in answers), answers.count(STALE)) == (1, 19), thing
