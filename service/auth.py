"""Who is asking: the local actor on loopback, or the holder of a service key.

A key reads `tl_<prefix>_<secret>`. Only the prefix (to find it) and the SHA-256 of the whole are kept; the secret has
256 bits, so a fast hash is enough.
"""

import hashlib
import hmac
import secrets
import string
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Annotated

from fastapi import Depends, Request, Security
from fastapi.security import HTTPAuthorizationCredentials, HTTPBearer

from memory.record.identity import Actor, Role
from service.problems import Forbidden, Unauthenticated
from service.settings import Auth, is_loopback
from service.wiring import Parts, PartsGiven

KEY_MARK = "tl"
PREFIX_LENGTH = 10
PREFIX_LETTERS = string.ascii_lowercase + string.digits
BEARER = HTTPBearer(auto_error=False, scheme_name="service key", description="`Authorization: Bearer tl_...`")


@dataclass(frozen=True, slots=True, kw_only=True)
class NewKey:
    """A fresh key. `text` is shown once and kept nowhere."""

    prefix: str
    sha256: str
    text: str


def new_key() -> NewKey:
    """A key with a secret of 256 bits."""
    prefix = "".join(secrets.choice(PREFIX_LETTERS) for _ in range(PREFIX_LENGTH))
    text = f"{KEY_MARK}_{prefix}_{secrets.token_urlsafe(32)}"
    return NewKey(prefix=prefix, sha256=digest(text), text=text)


def digest(key: str) -> str:
    """SHA-256 of a whole key, as hex."""
    return hashlib.sha256(key.encode()).hexdigest()


def prefix_of(key: str) -> str | None:
    """The public part of a key; None when the text has not the form of one."""
    mark, _, rest = key.partition("_")
    prefix, _, secret = rest.partition("_")
    well_formed = mark == KEY_MARK and len(prefix) == PREFIX_LENGTH and set(prefix) <= set(PREFIX_LETTERS)
    return prefix if well_formed and secret.isascii() and 32 <= len(secret) <= 64 else None


Bearer = Annotated[HTTPAuthorizationCredentials | None, Security(BEARER)]


async def current_actor(request: Request, parts: PartsGiven, bearer: Bearer) -> Actor:
    """Who is asking. Raises: Unauthenticated, Forbidden."""
    if parts.settings.auth is Auth.LOCAL:
        _refuse_strangers(request)
        return parts.local_actor
    if bearer is None:
        raise Unauthenticated("Send a service key: Authorization: Bearer tl_...")
    return await actor_of_key(bearer.credentials, parts=parts)


async def actor_of_key(text: str, *, parts: Parts) -> Actor:
    """Whose key this is. Raises: Unauthenticated, with the same words whatever is wrong about it."""
    refused = Unauthenticated("This key is not known, or no longer valid.")
    prefix = prefix_of(text)
    if prefix is None:
        raise refused
    async with parts.store.catalogue() as catalogue:
        key = await catalogue.actors.by_prefix(prefix)
        kept = key.sha256 if key is not None else "0" * 64
        same = hmac.compare_digest(kept, digest(text))
        if key is None or not same or not _valid(key.expires_at, key.revoked_at, now=parts.clock()):
            raise refused
        return await catalogue.actors.get(key.tenant, key.actor)


CurrentActor = Annotated[Actor, Depends(current_actor)]


def require(*roles: Role) -> Callable[[Actor], Awaitable[Actor]]:
    """A dependency that gives the actor when one of `roles` is among theirs, and refuses otherwise.

    Use: `actor: Annotated[Actor, Depends(require(Role.CLINICIAN, Role.SUPERVISOR))]`.
    """
    needed = frozenset(roles)

    async def allowed(actor: CurrentActor) -> Actor:
        if needed.isdisjoint(actor.roles):
            raise Forbidden(f"This needs one of the roles {', '.join(sorted(needed))}.")
        return actor

    return allowed


ClinicianActor = Annotated[Actor, Depends(require(Role.CLINICIAN, Role.SUPERVISOR))]
"""Who may do clinical work."""


def _valid(expires_at: datetime | None, revoked_at: datetime | None, *, now: datetime) -> bool:
    return (expires_at is None or now < expires_at) and (revoked_at is None or now < revoked_at)


def _refuse_strangers(request: Request) -> None:
    """Loopback only, under a loopback name (or any page in a browser could rebind its own name to it), from no page."""
    client = request.client.host if request.client else ""
    name = request.headers.get("host", "")
    host = name.rpartition(":")[0] if name.rpartition(":")[2].isdigit() else name
    if not is_loopback(client) or not is_loopback(host):
        raise Unauthenticated("Without keys only this machine may come in, under the name localhost or 127.0.0.1.")
    if request.headers.get("sec-fetch-site") in {"cross-site", "same-site"}:
        raise Forbidden("A page of another site asked for this.")
