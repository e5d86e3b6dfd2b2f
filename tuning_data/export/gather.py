"""Reviewed sessions out of the store, one at a time, so that an export needs no more memory for many than for one."""

from collections.abc import AsyncIterator

from memory.record.identity import Scope
from memory.record.session import Session
from memory.store.store import Store
from tuning_data.export.bundle import SessionBundle

PAGE = 100


async def reviewed_sessions(store: Store, *, tenant: str, patient: str | None = None) -> AsyncIterator[SessionBundle]:
    """Every ended session of a tenant that has a signed review, by id; of one patient when one is named."""
    after: str | None = None
    while True:
        async with store.read_catalogue() as catalogue:
            page = await catalogue.locate.closed_sessions(tenant, signed=True, after=after, limit=PAGE)
        for session in page:
            if patient is None or session.patient == patient:
                yield await _bundle(store, session)
        if len(page) < PAGE:
            return
        after = page[-1].id


async def _bundle(store: Store, session: Session) -> SessionBundle:
    async with store.read(Scope(tenant=session.tenant, patient=session.patient)) as work:
        return SessionBundle(
            session=session,
            turns=tuple(await work.turns.of_session(session.id)),
            calls=tuple(await work.calls.of_session(session.id)),
            review=await work.reviews.latest_signed(session.id),
            consents=tuple(await work.consents.all()),
        )
