"""`throughline memory`: facts at any moment, what a clinician does to them, and the journal of it."""

import asyncio
import json
from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager
from dataclasses import replace
from typing import cast

import pytest

from memory import database
from memory.record.identity import Role
from memory.record.state import FactStatus
from memory.store.store import Store
from service.cli.exits import ExitCode
from tests.memory.samples import AT, OURS, Samples, keep_session
from tests.service import command

OUR = Samples()


@asynccontextmanager
async def opened(dsn: str) -> AsyncGenerator[Store]:
    store = Store(database.open_engine(dsn))
    yield store
    await store.close()


@pytest.fixture
async def told(sqlite_dsn: str, monkeypatch: pytest.MonkeyPatch) -> str:
    """A database with one fact of one patient, and a clinician."""
    monkeypatch.setenv("THROUGHLINE_DSN", sqlite_dsn)
    monkeypatch.setenv("THROUGHLINE_TENANT", OURS.tenant)
    fact = replace(OUR.fact(), supersedes=None, disputes=None, actor=None, reason=None, valid_to=None)
    async with opened(sqlite_dsn) as store:
        async with store.catalogue() as catalogue:
            await catalogue.actors.add(replace(OUR.actor(), id="dr", roles=frozenset({Role.CLINICIAN})))
            await catalogue.actors.add(replace(OUR.actor(), id="clerk", roles=frozenset({Role.AUDITOR})))
        async with store.write(OURS) as work:
            await keep_session(work, OUR)
            await work.facts.add(fact)
    return fact.id


async def run(*arguments: str) -> int:
    return await asyncio.to_thread(command.run, "memory", *arguments)


async def test_a_correction_is_read_at_every_moment_as_it_was_and_can_be_taken_back(
    told: str, capsys: pytest.CaptureFixture[str]
) -> None:
    async def listed(*more: str) -> list[tuple[object, ...]]:
        assert await run("facts", "--patient", "p-1", "--json", *more) == ExitCode.OK
        rows = cast("list[dict[str, object]]", json.loads(capsys.readouterr().out)["facts"])
        return [(row["object"], row["status"], row["authority"], row["clinician_confirmed"]) for row in rows]

    reason = ("--reason", "misheard", "--patient", "p-1", "--actor", "dr")
    before = [("badly", "active", "client_stated", False)]
    assert await listed() == before
    assert await run("correct", told, "--to", "well", *reason, "--json") == ExitCode.OK
    new = cast("dict[str, object]", json.loads(capsys.readouterr().out))
    assert (new["object"], new["speaker"], new["evidence"], new["supersedes"]) == ("well", "clinician", None, told)
    now = [("badly", "retracted", "client_stated", False), ("well", "active", "clinician_edited", True)]
    assert await listed() == now
    assert await listed("--as-of", AT.date().isoformat()) == before
    assert await listed("--as-of", "2099-01-01") == now[1:]

    assert await run("correct", told, "--to", "x", *reason) == ExitCode.FAILED
    assert "retracted" in capsys.readouterr().err
    assert await run("history", "--patient", "p-1", "--json") == ExitCode.OK
    entries = cast("list[dict[str, object]]", json.loads(capsys.readouterr().out)["entries"])
    assert [(each["kind"], each["status"], each["actor"]) for each in entries] == [
        ("add", "active", None),
        ("correct", "retracted", "dr"),
        ("add", "active", "dr"),
    ]
    assert await run("undo", str(entries[-1]["act"]), *reason) == ExitCode.OK
    capsys.readouterr()
    assert (await listed())[0] == before[0]
    assert await run("undo", "no-such-act", *reason) == ExitCode.FAILED
    capsys.readouterr()
    assert await run("erase", told, *reason, "--json") == ExitCode.OK
    assert json.loads(capsys.readouterr().out)["erased"] == [told]
    assert [row[1] for row in await listed()] == ["retracted"]


async def test_only_a_clinician_of_the_tenant_sets_facts_right(
    told: str, sqlite_dsn: str, capsys: pytest.CaptureFixture[str]
) -> None:
    where = ("--reason", "r", "--patient", "p-1")
    assert await run("retract", told, *where, "--actor", "clerk") == ExitCode.USAGE
    assert "no clinician" in capsys.readouterr().err
    assert await run("retract", told, *where, "--actor", "nobody") == ExitCode.USAGE
    assert await run("retract", "no-such-fact", *where, "--actor", "dr") == ExitCode.FAILED
    assert await run("end", told, "--on", "March", *where, "--actor", "dr") == ExitCode.USAGE
    async with opened(sqlite_dsn) as store, store.read(OURS) as work:
        assert [fact.status for fact in await work.facts.all()] == [FactStatus.ACTIVE]
