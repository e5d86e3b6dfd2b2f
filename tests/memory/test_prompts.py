"""Prompts are stored small and come back exact, or not at all."""

import dataclasses
import random
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import select, update

from memory import database
from memory.record import tables
from memory.record.prompts import KEYFRAME_EVERY, canonical, messages_of, pack, sha256, unpack
from memory.record.session import CallKind, ModelCall, PromptMessage, RequestState
from memory.store.errors import PromptDamaged
from memory.store.store import Store, Work
from tests.memory.samples import HOUR, OURS, Samples, keep_session

OUR = Samples()
SESSION = OUR.id("session")

ENGLISH = "sleep walk morning worry friend letter garden window evening quiet music work rest try plan feel hard slow"
CHINESE = "睡走早担心朋友信花园窗晚安静音乐工作休息试计划感觉难慢"


def _words(chance: random.Random, count: int) -> str:
    """Words that no two turns have in the same order; every fourth utterance is Chinese."""
    if chance.random() < 0.25:
        return "".join(chance.choices(CHINESE, k=count * 2)) + "。"
    return (
        " ".join(f"{word}{chance.choice(['', 's', 'ed', 'ing'])}" for word in chance.choices(ENGLISH.split(), k=count))
        + "."
    )


def test_canonical_bytes_are_sorted_compact_utf8() -> None:
    messages = (PromptMessage(role="user", content='你 "a"\n'),)
    assert canonical(messages) == '[{"content":"你 \\"a\\"\\n","role":"user"}]'.encode()
    assert sha256(messages) == "2a43871f8c5d25c1cd5551f0358bb4c77588d144065247d664334c2052332e1c"


@given(st.lists(st.tuples(st.sampled_from(["system", "user", "assistant"]), st.text())))
def test_messages_come_back_from_their_bytes(said: list[tuple[str, str]]) -> None:
    messages = tuple(
        PromptMessage(role=role, content=content.encode("utf-8", "replace").decode()) for role, content in said
    )
    assert messages_of(canonical(messages)) == messages


@given(st.binary(max_size=5000), st.none() | st.binary(max_size=100_000))
def test_what_was_packed_on_a_base_is_unpacked_on_it(plain: bytes, base: bytes | None) -> None:
    assert unpack(pack(plain, base=base), base=base) == plain


def _growing(count: int) -> list[ModelCall]:
    """Calls whose prompts grow by a turn each, of two kinds in turn."""
    chance = random.Random(7)
    history = tuple(_words(chance, 20) for _ in range(count))
    return [
        OUR.call(
            key=f"call-{n:03d}",
            turn=2 * n,
            kind=CallKind.SPEAK if n % 2 == 0 else CallKind.READ,
            messages=("brief " * 50, *history[: n + 1]),
        )
        for n in range(count)
    ]


async def test_every_prompt_of_a_long_session_comes_back_exact(store: Store) -> None:
    calls = _growing(40)
    async with store.write(OURS) as work:
        await keep_session(work, OUR)
        for call in calls[:20]:
            await work.calls.add(call)
        await work.calls.add_all(calls[20:])
    async with store.read(OURS) as work:
        assert await work.calls.of_session(SESSION) == calls
        assert [await work.calls.get(call.id) for call in calls] == calls
        assert await work.calls.of_turn(SESSION, calls[33].turn) == [calls[33]]


async def test_one_call_in_sixteen_of_a_kind_stands_alone(sqlite_dsn: str, sqlite_store: Store) -> None:
    async with sqlite_store.write(OURS) as work:
        await keep_session(work, OUR)
        await work.calls.add_all(_growing(80))
    engine = database.open_engine(sqlite_dsn)
    async with engine.connect() as connection:
        rows = await connection.execute(select(tables.calls.c.kind, tables.calls.c.depth).order_by(tables.calls.c.turn))
        depths = [row.depth for row in rows if row.kind == "speak"]
    await engine.dispose()
    assert depths == [n % KEYFRAME_EVERY for n in range(40)]


async def _damage(dsn: str, call: str, packed: bytes) -> None:
    engine = database.open_engine(dsn)
    async with engine.begin() as connection:
        await connection.execute(update(tables.calls).where(tables.calls.c.id == call).values(packed=packed))
    await engine.dispose()


@pytest.mark.parametrize("packed", [b"", b"no zlib", pack(b"[]", base=None)])
async def test_a_damaged_prompt_is_refused_by_name_and_so_is_what_leans_on_it(
    store: Store, dsn: str, packed: bytes
) -> None:
    first, second = OUR.call(key="a", turn=2), OUR.call(key="b", turn=4, messages=("你好", "好"))
    async with store.write(OURS) as work:
        await keep_session(work, OUR)
        await work.calls.add_all([first, second])
    await _damage(dsn, first.id, packed)
    for call in (first, second):
        with pytest.raises(PromptDamaged):
            async with store.read(OURS) as work:
                await work.calls.get(call.id)


async def test_a_damaged_prompt_does_not_stop_the_next_call_from_being_kept(store: Store, dsn: str) -> None:
    async with store.write(OURS) as work:
        await keep_session(work, OUR)
        await work.calls.add(OUR.call(key="a", turn=2))
    await _damage(dsn, OUR.id("a"), b"no zlib")
    later = OUR.call(key="b", turn=4)
    async with store.write(OURS) as work:
        await work.calls.add(later)
    async with store.read(OURS) as work:
        assert await work.calls.get(later.id) == later


async def test_a_call_whose_hash_is_not_its_prompts_is_refused(sqlite_store: Store) -> None:
    async with sqlite_store.write(OURS) as work:
        await keep_session(work, OUR)
        with pytest.raises(PromptDamaged):
            await work.calls.add(dataclasses.replace(OUR.call(), prompt_sha256="0" * 64))


@pytest.mark.slow
async def test_five_hundred_turns_cost_at_most_twenty_times_their_words_and_the_last_no_more_than_the_first(
    sqlite_dsn: str, sqlite_store: Store
) -> None:
    """Everything that a turn stores, two prompts of 2,000 tokens and more included, as bytes of the whole file."""
    chance = random.Random(11)
    async with sqlite_store.write(OURS) as work:
        await keep_session(work, OUR)
    brief, history, spoken = _words(chance, 600), list[str](), 0
    grown = [(await _size(sqlite_dsn), 0)]
    for hundred in range(5):
        async with sqlite_store.write(OURS) as work:
            for exchange in range(100 * hundred, 100 * (hundred + 1)):
                said, reply = _words(chance, 18), _words(chance, 30)
                await _keep_exchange(work, exchange, brief, history, said, reply, evidence=_words(chance, 150))
                history += [said, reply]
                if len(history) > 40:
                    del history[:20]  # evicted in blocks of half the budget
                spoken += len(said.encode()) + len(reply.encode())
        grown.append((await _size(sqlite_dsn), spoken))
    ratios = [(size - before) / (words - fewer) for (before, fewer), (size, words) in pairwise(grown)]
    assert max(ratios) <= 20, ratios
    assert max(ratios) <= 1.15 * min(ratios), ratios


async def _size(dsn: str) -> int:
    """The bytes of a SQLite database, all its pages."""
    engine = database.open_engine(dsn)
    async with engine.connect() as connection:
        pages = (await connection.exec_driver_sql("PRAGMA page_count")).scalar_one()
        size = (await connection.exec_driver_sql("PRAGMA page_size")).scalar_one()
    await engine.dispose()
    return int(pages) * int(size)


async def _keep_exchange(
    work: Work, exchange: int, brief: str, history: list[str], said: str, reply: str, *, evidence: str
) -> None:
    """What one exchange keeps."""
    n = 2 * exchange + 2
    ids = f"0197f6a0-0000-7000-8000-{exchange:012d}"
    read = OUR.call(
        key=f"read-{ids}", turn=n, kind=CallKind.READ, messages=(f"{history[-1:]} read these slots {said}",)
    )
    speak = OUR.call(
        key=f"speak-{ids}", turn=n, messages=(brief, *history, f"{evidence} task of node {exchange % 7} {said}")
    )
    request = OUR.request(key=f"key-{ids}")
    await work.requests.claim(request)
    await work.turns.add(dataclasses.replace(OUR.turn(n=n, text=said), draft_text=None, rationale=None))
    await work.calls.add_all(
        [dataclasses.replace(read, answer='{"mood": 3}'), dataclasses.replace(speak, answer=reply)]
    )
    await work.turns.add(dataclasses.replace(OUR.turn(n=n + 1, text=reply), draft_text=None, rationale=None))
    await work.slots.add_all([OUR.slot(key=f"slot-{ids}")])
    await work.decisions.add_all([dataclasses.replace(OUR.decision(), turn=n)])
    await work.sessions.push_stack(OUR.stack(turn=n))
    await work.events.append(dataclasses.replace(OUR.event(), data=reply, cuts=(len(reply),)))
    await work.requests.replace(dataclasses.replace(request, state=RequestState.DONE), expecting_lease=request.lease)
    await work.sessions.keep_version(SESSION, 3 + exchange, touched_at=OUR.session().touched_at + HOUR)
