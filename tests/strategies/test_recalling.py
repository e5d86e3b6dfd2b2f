"""Vectors in the background: a session's recall gets them as they come, and never waits for them."""

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

import pytest

from memory.recall.cache import RecallKey
from memory.recall.embedding import EmbedderUnavailable, Floats, HashingEmbedder
from memory.record.course import Origin, Source
from memory.record.identity import Language
from memory.record.state import Authority, Fact, FactKind, FactStatus, Provenance
from memory.store.store import Store
from strategies.course.engine import Engine
from strategies.course.recalling import fill_vectors, recalled_evidence, search, stated
from strategies.speech.scripted_chat import ScriptedChat
from tests.conftest import CountedIds, FixedClock
from tests.strategies.course_kit import SCOPE, Course, begin, distinct_replies, voices_of

QUESTION = "telescopes astronomically neighbourly"
SAID = "My neighbour Walter lent me his telescope on Sunday."


@dataclass
class Watched:
    """The hashing embedder, watched: what it was asked, and made to fail or hang."""

    name: str = "watched"
    fails: bool = False
    hangs: bool = False
    asked: list[str] = field(default_factory=list[str])

    async def embed(self, texts: Sequence[str], *, as_query: bool = False) -> Floats:
        if self.fails:
            raise EmbedderUnavailable("away")
        if self.hangs:
            await asyncio.Event().wait()
        self.asked += texts
        return await HashingEmbedder().embed(texts, as_query=as_query)


async def second_session(store: Store, clock: FixedClock, ids: CountedIds) -> Course:
    course = await begin(store, clock, ids, voices_of(ScriptedChat(distinct_replies())))
    await course.say(f"About a 4. {SAID}")
    await course.close()
    await course.open()
    return course


async def filled(engine: Engine, course: Course) -> None:
    """Lets the background work until every text has a vector."""
    task = asyncio.create_task(fill_vectors(engine))
    try:
        async with asyncio.timeout(10):
            while engine.recall.wanting(1) is not None:  # noqa: ASYNC110 - the background says nothing when done
                await asyncio.sleep(0)
    finally:
        task.cancel()
    key = RecallKey(tenant=SCOPE.tenant, patient=SCOPE.patient, moment=course.session.opened_at)
    index = engine.recall.find(key)
    assert index is not None
    assert index.has_vectors


async def test_a_session_is_recalled_by_words_until_its_vectors_are_there(
    store: Store, clock: FixedClock, ids: CountedIds
) -> None:
    course = await second_session(store, clock, ids)
    watched = Watched()
    engine = replace(course.engine, embedder=watched)
    before = await recalled_evidence(course.session, "Walter", language=Language.EN, scope=SCOPE, engine=engine)
    assert [SAID in evidence.text for evidence in before] == [True]
    assert watched.asked == []
    await filled(engine, course)
    assert f"About a 4. {SAID}" in watched.asked
    looked = await search(QUESTION, 3, scope=SCOPE, engine=engine)
    assert watched.asked[-1] == QUESTION
    assert any(channel.startswith("dense") for item in looked.items for channel in item.channels)


@pytest.mark.parametrize("trouble", ["fails", "hangs"])
async def test_a_reply_goes_on_by_words_when_the_embedder_does_not_answer(
    store: Store, clock: FixedClock, ids: CountedIds, trouble: str
) -> None:
    course = await second_session(store, clock, ids)
    watched = Watched()
    engine = replace(course.engine, embedder=watched)
    await filled(engine, course)
    setattr(watched, trouble, True)
    async with asyncio.timeout(5):
        found = await recalled_evidence(course.session, "Walter", language=Language.EN, scope=SCOPE, engine=engine)
    assert [SAID in evidence.text for evidence in found] == [True]


async def test_the_background_says_that_the_embedder_is_away(store: Store, clock: FixedClock, ids: CountedIds) -> None:
    course = await second_session(store, clock, ids)
    with pytest.raises(EmbedderUnavailable):
        await fill_vectors(replace(course.engine, embedder=Watched(fails=True)))


async def test_without_an_embedder_there_is_nothing_to_do(store: Store, clock: FixedClock, ids: CountedIds) -> None:
    course = await second_session(store, clock, ids)
    await fill_vectors(course.engine)
    assert (await search("telescope", 3, scope=SCOPE, engine=course.engine)).nearness is None


def test_only_facts_with_a_source_lead_to_a_turn(clock: FixedClock) -> None:
    fact = Fact(
        tenant="t",
        patient="p",
        id="f",
        subject="client",
        predicate="lives_with",
        object="her sister",
        status=FactStatus.ACTIVE,
        authority=Authority.CLIENT_STATED,
        provenance=Provenance.REPORTED,
        kind=FactKind.FACT,
        origin=Origin.RULE,
        confidence=1.0,
        recorded_at=clock(),
        source=Source(session="s", turn=4, start=0, end=3, quote="her"),
    )
    found = stated([fact, replace(fact, source=None)])
    assert [(one.session, one.turn, one.text) for one in found] == [("s", 4, "client lives with her sister")]
