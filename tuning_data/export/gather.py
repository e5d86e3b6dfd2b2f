"""Reviewed sessions out of the store, one at a time, so that an export needs no more memory for many than for one."""

from collections.abc import AsyncIterator, Sequence

from memory.record.identity import Language, Scope
from memory.record.session import Author, FrameStack, Session, Turn
from memory.state.withheld import SHORTEST
from memory.store.store import Store
from strategies.course.releases import Releases
from strategies.graph.library import Library
from strategies.graph.task import NodeTask, node_task
from strategies.profiles.feature import Feature
from strategies.profiles.policy import Policy
from tuning_data.export.bundle import SessionBundle

PAGE = 100


async def reviewed_sessions(
    store: Store, *, tenant: str, patient: str | None = None, policy: Policy | None = None
) -> AsyncIterator[SessionBundle]:
    """Every ended session of a tenant that has a signed review, by id; of one patient when one is named.

    `policy`: the deployment's; without one patients' own profiles alone hold.
    """
    ruled = policy or Policy()
    releases = Releases(store)
    after: str | None = None
    while True:
        async with store.read_catalogue() as catalogue:
            page = await catalogue.locate.closed_sessions(tenant, signed=True, after=after, limit=PAGE)
        for session in page:
            if patient is None or session.patient == patient:
                yield await _bundle(store, releases, session, ruled)
        if len(page) < PAGE:
            return
        after = page[-1].id


async def _bundle(store: Store, releases: Releases, session: Session, policy: Policy) -> SessionBundle:
    scope = Scope(tenant=session.tenant, patient=session.patient)
    _, library = await releases.of_session(session.id, scope)
    async with store.read(scope) as work:
        turns = tuple(await work.turns.of_session(session.id))
        stacks = await work.sessions.stacks(session.id)
        return SessionBundle(
            session=session,
            turns=turns,
            calls=tuple(await work.calls.of_session(session.id)),
            review=await work.reviews.latest_signed(session.id),
            consents=tuple(await work.consents.all()),
            tasks=_tasks(turns, stacks, library, Language(session.language)),
            withheld=tuple(word for word in await work.turns.withheld_words() if len(word) >= SHORTEST),
            profile_allows=not policy.ruling(await work.patient.get()).forbids(Feature.TRAINING_EXPORT),
        )


def _tasks(
    turns: Sequence[Turn], stacks: Sequence[FrameStack], library: Library, language: Language
) -> dict[int, NodeTask]:
    """The task of each therapist's turn, as the frame that it was spoken from gives it."""
    spoken = {turn.n for turn in turns if turn.author is not Author.CLIENT}
    return {
        stack.turn: node_task(library, stack.frames[-1], language=language, slots=stack.frames[-1].slots)
        for stack in stacks
        if stack.turn in spoken and stack.frames
    }
