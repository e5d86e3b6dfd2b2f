"""Recall as a session uses it: the index of what was said before the session opened, built once and kept in memory."""

from datetime import datetime

from memory.recall.cache import RecallKey
from memory.recall.lexical import Index, Looked, mark
from memory.record.identity import Language, Scope
from memory.record.session import Author, Session
from strategies.course.engine import Engine
from strategies.course.task_text import recalled_line
from strategies.speech.budget import Evidence


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
    return tuple(
        Evidence(id=mark(item), text=recalled_line(item.session_n, item.turn, item.date, item.text, language))
        for item in index.search(words, 2 * engine.limits.recalled)
        if item.author is Author.CLIENT
    )[: engine.limits.recalled]


async def search(query: str, k: int, *, scope: Scope, engine: Engine) -> Looked:
    """Everything said so far, this moment's turns included."""
    async with engine.store.read(scope) as work:
        await work.patient.get()
        said = await work.turns.before(engine.clock())
    return Index.build(said).look(query, k)


async def _index(moment: datetime, *, scope: Scope, engine: Engine) -> Index:
    key = RecallKey(tenant=scope.tenant, patient=scope.patient, moment=moment)
    found = engine.recall.find(key)
    if found is None:
        async with engine.store.read(scope) as work:
            found = Index.build(await work.turns.before(moment))
        engine.recall.keep(key, found)
    return found
