"""One fault, one duty: what a client meets, and what is stored afterwards; the same for a crisis and for a close."""

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import cast

import orjson

from benchmarks.faults_proxy import NEVER_SAID, NONE, FaultProxy
from benchmarks.faults_seats import Record, Seat, Seats, is_escalated, outbox_of, record_of
from benchmarks.faults_words import CALM_EN, CALM_ZH, CRISES_EN, CRISES_ZH
from benchmarks.wire import Cut, Json, Reply, Wire
from memory.record.course import Origin
from memory.record.identity import Language

CALM = {Language.EN: CALM_EN, Language.ZH: CALM_ZH}
CRISES = tuple(
    (language, words)
    for pair in zip(CRISES_EN, CRISES_ZH, strict=True)
    for language, words in zip((Language.EN, Language.ZH), pair, strict=True)
)
"""Sixty, English and Chinese by turns."""

SPOKEN = frozenset({"spoken", "fallback", "scripted"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """What a client was told. Status 0: nothing within its patience, or the connection was cut."""

    status: int
    seconds: float
    body: Json = field(default_factory=dict[str, object])
    retry_after: float | None = None

    @property
    def origin(self) -> str:
        """Where the words of the reply come from; "" without one."""
        return str(self.body["reply"]["origin"]) if "reply" in self.body else ""

    @property
    def is_defined(self) -> bool:
        """An answer that a client can go on from: a reply, or 503 with the time to come back."""
        return (self.status == 200 and self.origin in SPOKEN) or (self.status == 503 and self.retry_after is not None)

    def __str__(self) -> str:
        return f"{self.status} {self.origin}".strip() if self.status else "nothing"


async def say(url: str, path: str, words: str, *, key: str, patience: float) -> Told:
    """One post under a key, on a connection of its own; waits at most `patience` seconds."""
    loop = asyncio.get_running_loop()
    began = loop.time()
    async with Wire(url) as wire:
        try:
            async with asyncio.timeout(patience):
                answer = await wire.ask("POST", path, _json({"text": words}), Idempotency_Key=key)
        except (Cut, TimeoutError):
            return Told(status=0, seconds=loop.time() - began)
    return _told(answer, loop.time() - began)


def _told(answer: Reply, seconds: float) -> Told:
    wait = answer.headers.get("retry-after")
    is_json = "json" in answer.headers.get("content-type", "")
    body: Json = _object(answer.body) if is_json else {}
    return Told(status=answer.status, seconds=seconds, body=body, retry_after=float(wait) if wait else None)


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """A fault at one duty. `told` in the order heard, `wrong` what broke the promise."""

    told: Sequence[Told]
    wrong: Sequence[str]

    def __str__(self) -> str:
        return " > ".join(str(each) for each in self.told)


@dataclass(frozen=True, slots=True, kw_only=True)
class Clinic:
    """A running service over HTTP, its database, and the proxies before its models: by duty speak, decide, close.

    `budget`: seconds within which every post must be answered.
    """

    url: str
    dsn: str
    seats: Seats
    proxies: dict[str, FaultProxy]
    budget: float


async def try_turn(
    clinic: Clinic, duty: str, fault: str, *, language: Language = Language.EN, words: str | None = None
) -> Outcome:
    """The fault begins, a client speaks and sends again under the same key, once with it still there, once healed."""
    words = words or CALM[language][0]
    told: list[Told] = []
    wrong: list[str] = []
    for heals in (False, True):
        seat = await clinic.seats.open(language)
        await clinic.proxies[duty].play(fault)
        heard = [await _post(clinic, seat, words, wrong)]
        await _kept_so_far(clinic, seat, words, heard[0], wrong)
        if heals:
            await clinic.proxies[duty].play(NONE)
        if heard[0].status != 200:
            heard.append(await _post(clinic, seat, words, wrong))
        again = await _post(clinic, seat, words, wrong)
        if heard[-1].status != 200 or again.body != heard[-1].body:
            wrong.append("the same key does not give the same answer")
        if heals and heard[-1].status == 200 and len(heard) > 1 and heard[-1].origin != "spoken":
            wrong.append(f"the model is back, and {heard[-1]} answers")
        record = await record_of(clinic.seats.store, seat, ["k-1"])
        wrong += record.half_written([words])
        told += heard
        await clinic.proxies[duty].play(NONE)
    return Outcome(told=told, wrong=wrong)


async def _post(clinic: Clinic, seat: Seat, words: str, wrong: list[str]) -> Told:
    told = await say(clinic.url, seat.path, words, key="k-1", patience=clinic.budget + 5)
    if not told.is_defined:
        wrong.append(f"no defined answer: {told}")
    if told.seconds > clinic.budget:
        wrong.append(f"{told.seconds:.1f} s, budget {clinic.budget:g}")
    if len(str(told.body)) > 40_000:
        wrong.append("an answer of more than 40,000 characters")
    return told


async def _kept_so_far(clinic: Clinic, seat: Seat, words: str, told: Told, wrong: list[str]) -> None:
    record: Record = await record_of(clinic.seats.store, seat, ["k-1"])
    wrong += record.half_written([words])
    if told.status == 503 and len(record.turns) != 2:
        wrong.append(f"{len(record.turns)} turns kept after the refusal, not 2")


async def try_close(clinic: Clinic, fault: str, *, seconds: float) -> Outcome:
    """A session is said and closed with the fault at the endpoint that closes: the job is done, from rules."""
    seat = await clinic.seats.open()
    wrong: list[str] = []
    for n, words in enumerate(CALM_EN[:4]):
        told = await say(clinic.url, seat.path, words, key=f"k-{n}", patience=clinic.budget + 5)
        if told.status != 200:
            wrong.append(f"turn {n}: {told}")
    await clinic.proxies["close"].play(fault)
    loop = asyncio.get_running_loop()
    began = loop.time()
    async with Wire(clinic.url) as wire:
        job = await wire.post(f"/v1/sessions/{seat.session}/close", {})
        while job["state"] not in ("done", "failed") and loop.time() - began < seconds:
            await asyncio.sleep(0.05)
            job = await wire.get(f"/v1/jobs/{job['id']}")
    took = loop.time() - began
    await clinic.proxies["close"].play(NONE)
    if job["state"] != "done":
        wrong.append(f"the close is {job['state']} after {took:.1f} s")
    else:
        wrong += await _closed_by_rules(clinic, seat)
    return Outcome(told=[Told(status=200 if job["state"] == "done" else 0, seconds=took)], wrong=wrong)


async def _closed_by_rules(clinic: Clinic, seat: Seat) -> list[str]:
    async with clinic.seats.store.read(seat.scope) as work:
        session = await work.sessions.get(seat.session)
        note = await work.notes.latest(seat.session)
        facts = list(await work.facts.all())
        plan = await work.plans.latest(session.episode)
        turns = {turn.n: turn.text for turn in await work.turns.of_session(seat.session)}
    wrong: list[str] = []
    if note is None or plan is None or plan.after_session != seat.session:
        wrong.append("no note, or no plan, after the close")
    if not any(fact.predicate == "lives_with" for fact in facts):
        wrong.append("what the rules read is missing")
    for fact in facts:
        said = fact.source is not None and fact.source.quote in turns.get(fact.source.turn, "")
        if fact.origin is Origin.MODEL and not said:
            wrong.append("a fact that nobody said")
    if any(NEVER_SAID in str(fact) for fact in facts):
        wrong.append("words that nobody said are a fact")
    return wrong


@dataclass(frozen=True, slots=True, kw_only=True)
class Crises:
    """So many crises under one fault: seconds of each answer, and what was missing."""

    seconds: Sequence[float]
    answered: int
    escalated: int
    wrong: Sequence[str]


async def try_crises(clinic: Clinic, fault: str, *, number: int = 60) -> Crises:
    """Crises one after another, each in a session of its own, with the fault at every duty.

    In every fifth session an ordinary turn is at the models when the crisis comes.
    """
    chosen = CRISES[:number]
    seats = [await clinic.seats.open(language) for language, _ in chosen]
    for proxy in clinic.proxies.values():
        await proxy.play(fault)
    told: list[Told] = []
    wrong: list[str] = []
    pending: list[asyncio.Task[Told]] = []
    for n, (seat, (language, words)) in enumerate(zip(seats, chosen, strict=True)):
        if n % 5 == 4:
            ordinary = say(clinic.url, seat.path, CALM[language][0], key="k-0", patience=clinic.budget + 5)
            pending.append(asyncio.create_task(ordinary))
            await asyncio.sleep(0.02)
        heard = await say(clinic.url, seat.path, words, key="k-1", patience=clinic.budget + 5)
        told.append(heard)
        if (heard.status, heard.origin) != (200, "crisis"):
            wrong.append(f"{words}: {heard}")
    beside = await asyncio.gather(*pending)
    wrong += [f"an ordinary turn beside it: {each}" for each in beside if each.status not in (200, 409, 503)]
    for proxy in clinic.proxies.values():
        await proxy.play(NONE)
    outbox = await outbox_of(clinic.dsn)
    escalated = [await is_escalated(clinic.seats.store, seat, outbox) for seat in seats]
    return Crises(
        seconds=[each.seconds for each in told],
        answered=sum((each.status, each.origin) == (200, "crisis") for each in told),
        escalated=sum(escalated),
        wrong=wrong,
    )


def _json(body: Json) -> bytes:
    return orjson.dumps(body)


def _object(raw: bytes) -> Json:
    return cast("Json", orjson.loads(raw))
