"""Who may come in: the local actor on loopback, or the holder of a key that still holds."""

from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager
from datetime import timedelta
from typing import Annotated

import httpx2
import pytest
from fastapi import Depends, FastAPI

from memory.record.identity import Actor, ActorKey, Role
from service import problems
from service.auth import CurrentActor, NewKey, digest, new_key, prefix_of, require
from service.settings import Auth, Settings
from service.wiring import Parts, open_parts
from tests.conftest import FixedClock

NURSE = Role.CLINICIAN


def _app(parts: Parts) -> FastAPI:
    app = FastAPI()
    problems.install(app)
    app.state.parts = parts

    @app.get("/who")
    async def who(actor: CurrentActor) -> dict[str, object]:
        return {"tenant": actor.tenant, "id": actor.id, "name": actor.name, "roles": sorted(actor.roles)}

    @app.get("/export")
    async def export(actor: Annotated[Actor, Depends(require(Role.EXPORTER, Role.ADMIN))]) -> str:
        return actor.id

    return app


@asynccontextmanager
async def _client(
    parts: Parts, *, base: str = "http://127.0.0.1:8420", client: str = "127.0.0.1"
) -> AsyncGenerator[httpx2.AsyncClient]:
    transport = httpx2.ASGITransport(app=_app(parts), client=(client, 50000))
    async with httpx2.AsyncClient(transport=transport, base_url=base) as opened:
        yield opened


@pytest.fixture
async def local(settings: Settings, clock: FixedClock) -> AsyncGenerator[Parts]:
    """Parts of a laptop."""
    async with open_parts(settings, clock=clock) as parts:
        yield parts


@pytest.fixture
async def keyed(settings: Settings, clock: FixedClock) -> AsyncGenerator[Parts]:
    """Parts of a service with keys."""
    async with open_parts(settings.model_copy(update={"auth": Auth.KEYS}), clock=clock) as parts:
        yield parts


async def _key(parts: Parts, *, tenant: str = "clinic", days: int | None = None, role: Role = NURSE) -> NewKey:
    key = new_key()
    now = parts.clock()
    async with parts.store.catalogue() as catalogue:
        actor = Actor(tenant=tenant, id="ann", name="Ann", roles=frozenset({role}), created_at=now)
        await catalogue.actors.add(actor)
        await catalogue.actors.add_key(
            ActorKey(
                prefix=key.prefix,
                sha256=key.sha256,
                tenant=tenant,
                actor="ann",
                created_at=now,
                expires_at=None if days is None else now + timedelta(days=days),
            )
        )
    return key


def _bearer(text: str) -> dict[str, str]:
    return {"Authorization": f"Bearer {text}"}


async def test_on_a_laptop_the_named_actor_comes_in_with_every_role(local: Parts) -> None:
    async with _client(local) as client:
        answer = await client.get("/who")
    assert answer.json() == {
        "tenant": "local",
        "id": "local",
        "name": "local clinician",
        "roles": sorted(role.value for role in Role),
    }
    async with local.store.read_catalogue() as catalogue:
        assert await catalogue.actors.get("local", "local") == local.local_actor


async def test_a_new_name_in_the_settings_renames_the_local_actor_and_keeps_the_id(
    settings: Settings, clock: FixedClock
) -> None:
    async with open_parts(settings, clock=clock) as first:
        before = first.local_actor
    clock.advance(days=1)
    async with open_parts(settings.model_copy(update={"actor_name": "Dr. Wei"}), clock=clock) as second:
        after = second.local_actor
    assert (after.id, after.name, after.created_at) == (before.id, "Dr. Wei", before.created_at)


@pytest.mark.parametrize(
    ("client", "base", "headers", "status"),
    [
        ("::1", "http://localhost:8420", {}, 200),
        ("127.0.0.1", "http://[::1]:8420", {}, 200),
        ("192.168.1.9", "http://127.0.0.1:8420", {}, 401),
        ("127.0.0.1", "http://evil.example", {}, 401),
        ("127.0.0.1", "http://127.0.0.1.evil.example:8420", {}, 401),
        ("127.0.0.1", "http://127.0.0.1:8420", {"Sec-Fetch-Site": "cross-site"}, 403),
        ("127.0.0.1", "http://127.0.0.1:8420", {"Sec-Fetch-Site": "same-origin"}, 200),
    ],
)
async def test_without_keys_nothing_from_elsewhere_comes_in(
    local: Parts, client: str, base: str, headers: dict[str, str], status: int
) -> None:
    async with _client(local, base=base, client=client) as opened:
        assert (await opened.get("/who", headers=headers)).status_code == status


async def test_a_key_brings_its_actor_and_only_their_roles(keyed: Parts) -> None:
    key = await _key(keyed)
    async with _client(keyed, client="10.0.0.7", base="http://throughline.example") as client:
        who = await client.get("/who", headers=_bearer(key.text))
        export = await client.get("/export", headers=_bearer(key.text))
    assert who.json() == {"tenant": "clinic", "id": "ann", "name": "Ann", "roles": ["clinician"]}
    assert (export.status_code, export.json()["type"]) == (403, "/problems/forbidden")
    assert export.json()["detail"] == "This needs one of the roles admin, exporter."


async def test_one_of_the_roles_is_enough(keyed: Parts) -> None:
    key = await _key(keyed, role=Role.ADMIN)
    async with _client(keyed) as client:
        assert (await client.get("/export", headers=_bearer(key.text))).json() == "ann"


async def test_no_key_and_a_wrong_key_are_refused_with_a_challenge(keyed: Parts) -> None:
    key = await _key(keyed)
    last = "A" if key.text[-1] != "A" else "B"
    wrong = (key.text[:-1] + last, new_key().text, key.prefix, "tl_short_x", "x" * 5000, "tl_" + "é" * 10 + "_x")
    async with _client(keyed) as client:
        bare = await client.get("/who")
        basic = await client.get("/who", headers={"Authorization": "Basic YTpi"})
        refused = [await client.get("/who", headers={b"Authorization": f"Bearer {text}".encode()}) for text in wrong]
    for answer in (bare, basic, *refused):
        assert (answer.status_code, answer.json()["type"]) == (401, "/problems/unauthenticated")
        assert answer.headers["www-authenticate"] == 'Bearer realm="throughline"'
    assert {answer.json()["detail"] for answer in refused} == {"This key is not known, or no longer valid."}


async def test_a_key_ends_at_its_hour(keyed: Parts, clock: FixedClock) -> None:
    key = await _key(keyed, days=1)
    async with _client(keyed) as client:
        clock.advance(hours=23, minutes=59)
        before = await client.get("/who", headers=_bearer(key.text))
        clock.advance(minutes=1)
        after = await client.get("/who", headers=_bearer(key.text))
    assert (before.status_code, after.status_code) == (200, 401)


async def test_a_revoked_key_is_refused_from_then_on(keyed: Parts) -> None:
    key = await _key(keyed)
    async with _client(keyed) as client:
        before = await client.get("/who", headers=_bearer(key.text))
        async with keyed.store.catalogue() as catalogue:
            await catalogue.actors.revoke("clinic", key.prefix, keyed.clock())
        after = await client.get("/who", headers=_bearer(key.text))
    assert (before.status_code, after.status_code) == (200, 401)


async def test_only_the_prefix_and_the_hash_of_a_key_are_kept(keyed: Parts) -> None:
    key = await _key(keyed)
    async with keyed.store.read_catalogue() as catalogue:
        kept = await catalogue.actors.by_prefix(key.prefix)
    assert kept is not None
    assert kept.sha256 == digest(key.text)
    assert key.text.split("_", 2)[2] not in repr(kept)


def test_the_prefix_of_a_key_is_found_even_where_the_secret_holds_underscores() -> None:
    keys = [new_key() for _ in range(200)]
    assert [prefix_of(key.text) for key in keys] == [key.prefix for key in keys]
    assert any("_" in key.text.split("_", 2)[2] for key in keys)
    assert len({key.text for key in keys}) == 200


async def test_before_the_service_has_started_it_says_so() -> None:
    app = FastAPI()
    problems.install(app)

    @app.get("/who")
    async def who(actor: CurrentActor) -> str:
        return actor.id

    async with httpx2.AsyncClient(transport=httpx2.ASGITransport(app=app), base_url="http://127.0.0.1") as client:
        answer = await client.get("/who")
    assert (answer.status_code, answer.headers["retry-after"]) == (503, "5")
