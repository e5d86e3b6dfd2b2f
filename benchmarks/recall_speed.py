"""How long recall takes on databases of many patients: `python -m benchmarks.recall --speed`.

A patient of 3,000 turns, whose session is opened (turns and facts read, the index built), and one of 8,000, in whose
past is searched, each in English and in Chinese, beside 10,000 patients of two turns each, on SQLite and PostgreSQL.
Aims: session open 100 ms; search p95 15 ms without embedding the question. Words are drawn by frequency (Zipf), and
vectors at random: how long a search takes does not hang on what they say.
"""

import asyncio
import json
import os
import platform
import random
import tempfile
import time
from dataclasses import asdict, dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import numpy as np

from benchmarks.places import Place, postgres_place, postgres_server, sqlite_place
from memory import database
from memory.recall.embedding import Embedder, Floats
from memory.recall.index import Index
from memory.record.clock import new_id
from memory.record.course import Episode, Origin, Source
from memory.record.identity import Language, Patient, Scope
from memory.record.session import Author, Session, SessionMode, SessionState, Turn, TurnOrigin
from memory.record.state import Authority, Fact, FactKind, FactStatus, Provenance
from memory.store.store import Store, Work
from strategies.course.recalling import index_of

OPENED_TURNS, SEARCHED_TURNS = 3_000, 8_000
OPENED, SEARCHED, EMBEDDED = 20, 300, 50
SESSION_TURNS = 40
FACT_EVERY = 6
"""Turns for each fact."""
DIMENSIONS = 384
START = datetime(2020, 1, 6, 9, tzinfo=UTC)
LETTERS = "abcdefghijklmnopqrstuvwxyz"


@dataclass(frozen=True, slots=True, kw_only=True)
class Speed:
    """Milliseconds on one database in one language; `cpu` are those of this process's processor, for busy machines."""

    place: str
    language: str
    patients: int
    read_p50: float
    open_p50: float
    open_p95: float
    open_cpu_p50: float
    search_p50: float
    search_p95: float
    search_cpu_p95: float


class Talk:
    """Words drawn as languages use them: few often, most seldom."""

    def __init__(self, language: Language, seed: int) -> None:
        self._chance = random.Random(seed)
        self._chinese = language is Language.ZH
        chance = random.Random(1)
        self._words = (
            [chr(0x4E00 + n) for n in chance.sample(range(6_000), 2_500)]
            if self._chinese
            else ["".join(chance.choices(LETTERS, k=chance.randint(3, 9))) for _ in range(6_000)]
        )
        self._weights = [1 / (n + 10) for n in range(len(self._words))]

    def say(self) -> str:
        """One turn: some 28 English words or 45 Chinese characters."""
        size = max(3, round(self._chance.gauss(1, 0.4) * (45 if self._chinese else 28)))
        return ("" if self._chinese else " ").join(self._chance.choices(self._words, self._weights, k=size))


def main(embedder: Embedder | None, *, patients: int, as_json: bool) -> int:
    """Fills both databases, measures and prints."""
    done: list[Speed] = []
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        with sqlite_place(folder, "recall") as place:
            done += asyncio.run(_measured(place, patients))
        with postgres_server(folder) as admin, postgres_place(admin) as place:
            done += asyncio.run(_measured(place, patients))
    embedding = None if embedder is None else asyncio.run(_embedding(embedder))
    if as_json:
        print(json.dumps({**machine(), "speed": [asdict(one) for one in done], "query_embedding_ms": embedding}))
        return 0
    print(f"{machine()['machine']} · Python {platform.python_version()} · NumPy {np.__version__}")
    for one in done:
        print(
            f"{one.place}, {one.patients} patients, {one.language}: session open at {OPENED_TURNS} turns "
            f"{one.open_p50:.0f} ms, p95 {one.open_p95:.0f}, processor {one.open_cpu_p50:.0f} (reading "
            f"{one.read_p50:.0f}); search at {SEARCHED_TURNS} turns {one.search_p50:.1f} ms, p95 {one.search_p95:.1f}, "
            f"processor p95 {one.search_cpu_p95:.1f}"
        )
    if embedding is not None:
        print(f"embedding a question: {embedding[0]:.0f} ms, p95 {embedding[1]:.0f}")
    return 0


def machine() -> dict[str, Any]:
    """Processor, cores, load and versions."""
    return {
        "machine": f"{_processor()}, {os.cpu_count()} cores, load {os.getloadavg()[0]:.1f}",
        "python": platform.python_version(),
        "numpy": np.__version__,
    }


def _processor() -> str:
    known = Path("/proc/cpuinfo")
    if known.is_file():
        for line in known.read_text(encoding="utf-8").splitlines():
            if line.startswith("model name"):
                return line.partition(":")[2].strip()
    return platform.processor() or platform.machine()


async def _measured(place: Place, patients: int) -> list[Speed]:
    store = Store(database.open_engine(place.dsn))
    try:
        for n in range(patients):
            await _add(store, f"other-{n}", Language.EN, turns=2, talk=_QUIET)
        return [await _of_language(store, place, language, patients) for language in (Language.EN, Language.ZH)]
    finally:
        await store.close()


async def _of_language(store: Store, place: Place, language: Language, patients: int) -> Speed:
    talk = Talk(language, 7)
    opened = await _add(store, f"opened-{language}", language, turns=OPENED_TURNS, talk=talk)
    searched = await _add(store, f"searched-{language}", language, turns=SEARCHED_TURNS, talk=talk)
    read: list[float] = []
    whole: list[float] = []
    cpu: list[float] = []
    for _ in range(OPENED):
        begun = time.perf_counter()
        async with store.read(opened) as work:
            await work.turns.before(datetime.now(UTC))
            await work.facts.active()
        read.append(_ms(begun))
        begun, used = time.perf_counter(), time.process_time()
        async with store.read(opened) as work:
            await index_of(work, datetime.now(UTC))
        whole.append(_ms(begun))
        cpu.append((time.process_time() - used) * 1e3)
    async with store.read(searched) as work:
        index = await index_of(work, datetime.now(UTC))
    took, busy = _searches(index, talk)
    return Speed(
        place=f"{place.kind} {place.version}",
        language=language.value,
        patients=patients,
        read_p50=float(np.percentile(read, 50)),
        open_p50=float(np.percentile(whole, 50)),
        open_p95=float(np.percentile(whole, 95)),
        open_cpu_p50=float(np.percentile(cpu, 50)),
        search_cpu_p95=float(np.percentile(busy, 95)),
        search_p50=float(np.percentile(took, 50)),
        search_p95=float(np.percentile(took, 95)),
    )


def _searches(index: Index, talk: Talk) -> tuple[list[float], list[float]]:
    """Searches by all six channels; every fifth question names a month."""
    chance = np.random.default_rng(3)
    index = index.with_vectors({text: _vector(chance) for text in index.texts})
    took: list[float] = []
    cpu: list[float] = []
    for n in range(SEARCHED):
        query, asked = talk.say() + (" 2021-05" if n % 5 == 0 else ""), _vector(chance)
        begun, used = time.perf_counter(), time.process_time()
        index.look(query, 10, asked=asked)
        took.append(_ms(begun))
        cpu.append((time.process_time() - used) * 1e3)
    return took, cpu


def _vector(chance: np.random.Generator) -> Floats:
    return np.asarray(chance.standard_normal(DIMENSIONS) / DIMENSIONS**0.5, dtype=np.float32)


async def _embedding(embedder: Embedder) -> tuple[float, float]:
    talk, took = Talk(Language.EN, 5), list[float]()
    await embedder.embed(["warm"], as_query=True)
    for _ in range(EMBEDDED):
        question = " ".join(talk.say().split()[:10])
        begun = time.perf_counter()
        await embedder.embed([question], as_query=True)
        took.append(_ms(begun))
    return float(np.percentile(took, 50)), float(np.percentile(took, 95))


async def _add(store: Store, name: str, language: Language, *, turns: int, talk: "Talk | _Quiet") -> Scope:
    """A patient with so many turns, SESSION_TURNS a session and a fact for every FACT_EVERY."""
    scope = Scope(tenant="bench", patient=name)
    async with store.write(scope) as work:
        await work.patient.add(Patient(tenant="bench", id=name, locale=language, simulated=True, created_at=START))
        episode = Episode(tenant="bench", patient=name, id=new_id(), protocol="none", releases={}, started_at=START)
        await work.episodes.add(episode)
        for n in range(1, -(-turns // SESSION_TURNS) + 1):
            some = min(SESSION_TURNS, turns - (n - 1) * SESSION_TURNS)
            await _add_session(work, scope, episode, language, n=n, turns=some, talk=talk)
    return scope


async def _add_session(
    work: Work, scope: Scope, episode: Episode, language: Language, *, n: int, turns: int, talk: "Talk | _Quiet"
) -> None:
    at = START + timedelta(days=3 * n)
    session = Session(
        tenant=scope.tenant,
        patient=scope.patient,
        id=new_id(),
        episode=episode.id,
        n=n,
        mode=SessionMode.SIMULATED,
        state=SessionState.CLOSED,
        language=language.value,
        opened_at=at,
        touched_at=at,
        closed_at=at,
    )
    await work.sessions.add(session)
    said = [
        Turn(
            tenant=scope.tenant,
            patient=scope.patient,
            session=session.id,
            n=i,
            author=Author.MODEL if i % 2 else Author.CLIENT,
            origin=TurnOrigin.SPOKEN,
            text=talk.say(),
            at=at,
        )
        for i in range(1, turns + 1)
    ]
    await work.turns.add_all(said)
    for turn in said[FACT_EVERY - 1 :: FACT_EVERY]:
        await work.facts.add(_fact(turn))


def _fact(turn: Turn) -> Fact:
    words = turn.text[:30]
    return Fact(
        tenant=turn.tenant,
        patient=turn.patient,
        id=new_id(),
        subject="client",
        predicate="said",
        object=words,
        status=FactStatus.ACTIVE,
        authority=Authority.CLIENT_STATED,
        provenance=Provenance.REPORTED,
        kind=FactKind.FACT,
        origin=Origin.RULE,
        confidence=1.0,
        recorded_at=turn.at,
        source=Source(session=turn.session, turn=turn.n, start=0, end=len(words), quote=words),
    )


class _Quiet:
    """Says the same again and again: whose words are never searched."""

    def say(self) -> str:
        """A few words."""
        return "a quiet week, nothing new"


_QUIET = _Quiet()


def _ms(begun: float) -> float:
    return (time.perf_counter() - begun) * 1e3
