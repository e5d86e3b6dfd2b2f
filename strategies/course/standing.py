"""What stands beside a session's own frames: the patient's lasting values, and the gates that clinicians opened."""

from memory.record.identity import Scope
from memory.record.session import Session
from memory.store.store import Work
from strategies.course.engine import Engine
from strategies.course.known import LastingCache, LastingValues, Remembered, lasting_values
from strategies.course.releases import origin_of
from strategies.graph.library import Library


async def lasting_of(
    work: Work, session: Session, library: Library, *, cache: LastingCache | None = None
) -> LastingValues:
    """The patient's values as they were when the session opened; those of a fork as its origin had them."""
    if not library.patient_slots():
        return LastingValues(values={})
    found = cache and cache.find(session.tenant, session.patient, session.id)
    if found:
        return found
    origin = await origin_of(work, session)
    kept = await work.lasting.before(origin.n, library.patient_slots())
    withheld = await work.facts.withheld() if kept else ()
    values = lasting_values(library, kept, on=session.opened_at.date(), withheld=withheld)
    if cache is not None:
        cache.keep(session.tenant, session.patient, session.id, values)
    return values


async def opened_gates(work: Work, episode: str, library: Library) -> frozenset[str]:
    """The gates of the episode's protocols that are open now, as `protocol/edge`."""
    if not library.gates:
        return frozenset()
    opened = await work.gates.of_episode(episode)
    return frozenset(gate.key for gate in opened if gate.withdrawn_at is None) & library.gates


async def remembered_of(episode_id: str, *, scope: Scope, engine: Engine) -> tuple[Remembered, ...]:
    """What is known of the patient by the episode's protocols today, expired values too. Raises: NotFound."""
    async with engine.store.read(scope) as work:
        episode = await work.episodes.get(episode_id)
    library = await engine.releases.of_episode(episode)
    async with engine.store.read(scope) as work:
        kept = await work.lasting.before(await work.sessions.count() + 1, library.patient_slots())
        withheld = await work.facts.withheld()
    return lasting_values(library, kept, on=engine.clock().date(), withheld=withheld).remembered
