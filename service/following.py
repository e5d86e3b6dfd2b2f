"""What sessions left behind, read out of the store for drawings and for adherence."""

from collections.abc import AsyncIterator, Sequence

from memory.record.identity import Language, Scope
from memory.record.session import Session
from memory.store.store import Store, Work
from strategies.adherence.record import Held, ReferenceLine
from strategies.adherence.report import PatientAdherence, SessionAdherence, patient_adherence, session_adherence
from strategies.course.releases import Releases
from strategies.graph.draw import drawn_edges
from strategies.graph.draw_walk import Trace, Walk, cohort_of, walk_of
from strategies.graph.draw_words import said
from strategies.graph.library import Library
from strategies.graph.protocol import Protocol

PAGE = 100


async def trace_of(work: Work, session: str) -> Trace:
    """The decisions and stacks of a session."""
    return Trace(
        session=session,
        decisions=tuple(await work.decisions.of_session(session)),
        stacks=tuple(await work.sessions.stacks(session)),
    )


async def held_sessions(
    store: Store, *, tenant: str, patient: str | None = None
) -> AsyncIterator[tuple[Work, Session]]:
    """Every session of a tenant (of one patient when one is named) that is no fork, inside a reading transaction.

    Raises: NotFound for a patient that is not there.
    """
    after: str | None = None
    while True:
        if patient is not None:
            ids = [patient]
        else:
            async with store.read_catalogue() as catalogue:
                ids = [each.id for each in await catalogue.locate.patients(tenant, after=after, limit=PAGE)]
        for id_ in ids:
            async with store.read(Scope(tenant=tenant, patient=id_)) as work:
                await work.patient.get()
                for session in await work.sessions.all():
                    if session.forked_from is None:
                        yield work, session
        if patient is not None or len(ids) < PAGE:
            return
        after = ids[-1]


async def walk_of_session(work: Work, session: Session, protocol: Protocol, language: Language) -> tuple[Walk, str]:
    """The walk of one session through a protocol, and whose it is, in words."""
    trace = await trace_of(work, session.id)
    walk = walk_of(trace, protocol.protocol.id, edges=drawn_edges(protocol))
    on = session.opened_at.date().isoformat()
    return walk, said("session", language, n=session.n, patient=session.patient, on=on)


async def walk_of_cohort(
    store: Store, protocol: Protocol, language: Language, *, tenant: str, patient: str | None = None
) -> tuple[Walk, str]:
    """How many of the sessions of a tenant or patient passed where in a protocol, and how many they are, in words."""
    traces = [
        await trace_of(work, session.id) async for work, session in held_sessions(store, tenant=tenant, patient=patient)
    ]
    walk = cohort_of(traces, protocol.protocol.id, edges=drawn_edges(protocol))
    return walk, said("cohort", language, n=walk.sessions)


async def adherence_of_session(
    store: Store, releases: Releases, session: str, *, scope: Scope, reference: Sequence[ReferenceLine] = ()
) -> SessionAdherence:
    """The report on one session, under the releases that it was held under. Raises: NotFound."""
    _, library = await releases.of_session(session, scope)
    async with store.read(scope) as work:
        return session_adherence(await _held(work, await work.sessions.get(session), library, reference))


async def adherence_of_patient(
    store: Store, releases: Releases, *, scope: Scope, reference: Sequence[ReferenceLine] = ()
) -> PatientAdherence:
    """The report on all of a patient's sessions, forks left out. Raises: NotFound."""
    async with store.read(scope) as work:
        await work.patient.get()
        sessions = [each for each in await work.sessions.all() if each.forked_from is None]
    libraries = {each.id: (await releases.of_session(each.id, scope))[1] for each in sessions}
    async with store.read(scope) as work:
        held = [await _held(work, each, libraries[each.id], reference) for each in sessions]
        return patient_adherence(scope.patient, held, await work.targets.all(), await work.measures.all())


async def _held(work: Work, session: Session, library: Library, reference: Sequence[ReferenceLine]) -> Held:
    return Held(
        session=session,
        decisions=tuple(await work.decisions.of_session(session.id)),
        stacks=tuple(await work.sessions.stacks(session.id)),
        turns=tuple(await work.turns.of_session(session.id)),
        protocols=dict(library),
        claims=tuple(await work.slots.of_session(session.id)),
        events=tuple(await work.risk.events_of(session.id)),
        review=await work.reviews.latest_signed(session.id),
        reference=tuple(reference),
    )
