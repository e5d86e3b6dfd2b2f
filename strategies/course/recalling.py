"""Recall as a session uses it: the index of what was said before the session opened, built once and kept in memory.

Words are searched from the first turn on. Vectors come from an embedder, if there is one, in the background: the index
that a session opened with gets them as they come, and a reply never waits for them.
"""

import asyncio
from collections.abc import Iterable
from datetime import datetime

from memory.recall.cache import RecallKey
from memory.recall.embedding import Embedder, EmbedderUnavailable, Floats
from memory.recall.index import Index
from memory.recall.utterance import Looked, Stated, mark
from memory.record.identity import Language, Scope
from memory.record.session import Author, Session
from memory.record.state import Fact
from memory.store.store import Work
from strategies.course.engine import Engine
from strategies.course.task_text import recalled_line
from strategies.speech.budget import Evidence

AT_ONCE = 16
"""Texts embedded together in the background: a reply that embeds its question does not wait for more."""
REFRESH = 256
"""Texts after which an index gets the vectors that have come."""
QUERY_SECONDS = 0.5
"""Longest that a search waits for the vector of its question; then words alone are searched."""


async def warm(session: Session, *, scope: Scope, engine: Engine) -> None:
    """Builds the session's recall index so that its first turn does not wait for it."""
    await _index(session.opened_at, scope=scope, engine=engine)


async def recalled_evidence(
    session: Session, words: str, *, language: Language, scope: Scope, engine: Engine
) -> tuple[Evidence, ...]:
    """The client's words of earlier sessions that bear on these, each with its mark; none when recall abstains.

    What the therapist said is no evidence: a poor reply must not be quoted back into a prompt.
    """
    index = await _index(session.opened_at, scope=scope, engine=engine)
    asked = await _asked(words, engine.embedder) if index.has_vectors else None
    return tuple(
        Evidence(id=mark(item), text=recalled_line(item.session_n, item.turn, item.date, item.text, language))
        for item in index.search(words, 2 * engine.limits.recalled, asked=asked)
        if item.author is Author.CLIENT
    )[: engine.limits.recalled]


async def search(query: str, k: int, *, scope: Scope, engine: Engine) -> Looked:
    """Everything said so far, this moment's turns included; by vectors as far as they are known."""
    async with engine.store.read(scope) as work:
        await work.patient.get()
        index = await index_of(work, engine.clock())
    known = engine.recall.vectors(scope.tenant, scope.patient)
    asked = await _asked(query, engine.embedder) if known else None
    return index.with_vectors(known).look(query, k, asked=asked)


async def index_of(work: Work, moment: datetime) -> Index:
    """The index of what was said in sessions that opened before `moment`, and of the facts that hold now."""
    said = await work.turns.before(moment)
    facts = await work.facts.active()
    return await asyncio.to_thread(Index.build, said, stated(facts))


def stated(facts: Iterable[Fact]) -> list[Stated]:
    """The words of each fact beside the turn that states it; facts without a source turn are left out."""
    return [
        Stated(
            session=fact.source.session,
            turn=fact.source.turn,
            text=f"{fact.subject} {fact.predicate} {fact.object}".replace("_", " "),
        )
        for fact in facts
        if fact.source is not None
    ]


async def fill_vectors(engine: Engine) -> None:
    """Embeds what the kept indexes hold, the latest first, for as long as the service runs.

    Returns at once without an embedder. Raises: EmbedderUnavailable.
    """
    embedder = engine.embedder
    if embedder is None:
        return
    cache = engine.recall
    since = 0
    while True:
        wanted = cache.wanting(AT_ONCE)
        if wanted is None:
            cache.changed.clear()
            await cache.changed.wait()
            continue
        key, texts = wanted
        cache.learn(key, dict(zip(texts, await embedder.embed(texts), strict=True)))
        since += len(texts)
        left = cache.wanting(1)
        if since >= REFRESH or left is None or left[0] != key:
            cache.refresh(key)
            since = 0


async def _asked(words: str, embedder: Embedder | None) -> Floats | None:
    """The vector of a question; None when there is no embedder or it does not answer in time."""
    if embedder is None:
        return None
    try:
        async with asyncio.timeout(QUERY_SECONDS):
            found: Floats = (await embedder.embed([words], as_query=True))[0]
            return found
    except (EmbedderUnavailable, TimeoutError):
        return None


async def _index(moment: datetime, *, scope: Scope, engine: Engine) -> Index:
    key = RecallKey(tenant=scope.tenant, patient=scope.patient, moment=moment)
    found = engine.recall.find(key)
    if found is None:
        async with engine.store.read(scope) as work:
            built = await index_of(work, moment)
        engine.recall.keep(key, built)
        found = engine.recall.find(key) or built
    return found
