"""A course of treatment for measuring: one patient over HTTP, and earlier sessions put straight into the database."""

import asyncio
import random
from collections import Counter
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass, replace
from datetime import timedelta
from itertools import count

from benchmarks.wire import Json, Refused, Wire
from memory.record.clock import new_id
from memory.record.identity import Scope
from memory.record.prompts import sha256
from memory.record.session import (
    Author,
    EdgeDecision,
    FrameStack,
    ModelCall,
    PromptMessage,
    Session,
    SlotClaim,
    StreamEvent,
    Turn,
    TurnRequest,
)
from memory.record.state import Note
from memory.store.store import Store, Work
from service.cli.demo import EXAMPLES
from tuning_data.case.casefile import CaseSession, client_line
from tuning_data.case.load import load_case

TENANT = "local"
PROTOCOL = "cbt.depression.session"
MOST_TURNS = 30
_OPENINGS = ("This week", "On the way home", "Since Tuesday", "At breakfast", "When the house was quiet", "After work")
_EVENTS = (
    "my neighbour asked me to help with the garden and I said I was busy",
    "I burnt the rice and thought that I cannot even cook any more",
    "the choir rehearsed without me and I pretended not to mind",
    "I walked to the canal, watched two herons and came back lighter",
    "my son rang and I let it ring because I had nothing good to tell",
    "the invoice came back and I was sure that it was my mistake",
    "I repaired the old bicycle and rode it round the square",
    "I lay awake and went over the argument with the landlord",
)
_AFTER = (
    "It stayed with me all day.",
    "I felt heavy, and then a little ashamed of that.",
    "I wrote it down as we said.",
    "I told nobody about it.",
    "For an hour it was almost easy.",
    "I do not know yet what to make of it.",
)


def client_words(chance: random.Random) -> str:
    """What a client may say about a week; no alarm is in it."""
    return f"{chance.choice(_OPENINGS)} {chance.choice(_EVENTS)}. {chance.choice(_AFTER)}"


def script(language: str = "en") -> CaseSession:
    """The client's lines of one whole session, from the first example case."""
    return load_case(EXAMPLES / f"case.{language}.yaml").sessions[0]


@dataclass(frozen=True, slots=True, kw_only=True)
class Course:
    """A patient with an episode."""

    patient: str
    episode: str

    @property
    def scope(self) -> Scope:
        """Whose rows."""
        return Scope(tenant=TENANT, patient=self.patient)


async def begin(wire: Wire, patient: str, *, locale: str = "en") -> Course:
    """A new patient with consents and a course."""
    consents = ["session_record", "model_processing"]
    body = {"id": patient, "locale": locale, "simulated": True, "consents": consents}
    await wire.post("/v1/patients", body)
    episode = await wire.post(f"/v1/patients/{patient}/episodes", {"protocol": PROTOCOL})
    return Course(patient=patient, episode=str(episode["id"]))


async def opened(wire: Wire, course: Course) -> tuple[str, str]:
    """The next session, opened: its id, and the node where it begins."""
    told = await wire.post(f"/v1/episodes/{course.episode}/sessions", {"mode": "simulated"})
    return str(told["session"]["id"]), str(told["turn"]["node"])


async def hold(
    wire: Wire, course: Course, lines: CaseSession, *, say: Callable[[str, str, str], Awaitable[Json]]
) -> str:
    """One whole session said through `say(session, words, key)`; gives its id. It stays open."""
    session, node = await opened(wire, course)
    visits: Counter[str] = Counter()
    for n in range(MOST_TURNS):
        visits[node] += 1
        exchange = await say(session, client_line(lines, node, visits[node]), f"k-{n}")
        node = str(exchange["node"])
        if exchange["ended"]:
            break
    return session


async def closed(wire: Wire, session: str) -> None:
    """Asks for the close and waits until it is done. Raises: Refused."""
    job = await wire.post(f"/v1/sessions/{session}/close", {})
    while job["state"] not in ("done", "failed"):
        await asyncio.sleep(0.02)
        job = await wire.get(f"/v1/jobs/{job['id']}")
    if job["state"] == "failed":
        raise Refused(500, str(job["failure"]).encode(), None)


async def ready(wire: Wire, *, seconds: float = 60.0) -> Json:
    """Waits until the first model is ready; gives what /ready says of it."""
    for _ in range(int(seconds / 0.1)):
        model: Json = (await wire.get("/ready"))["models"][0]
        if model["state"] == "ready":
            return model
        await asyncio.sleep(0.1)
    raise Refused(503, b"the model did not become ready", None)


async def seed(store: Store, course: Course, *, until: int, seed_of: int) -> None:
    """Puts sessions 2 to `until` beside a real first one: the same kinds of rows, other ids, days and words."""
    async with store.read(course.scope) as work:
        first = await work.sessions.last()
        if first is None:
            raise Refused(404, b"the course has no first session", None)
        rows = await _Rows.of(work, first)
    chance = random.Random(seed_of)
    numbers = list(range(2, until + 1))
    for at in range(0, len(numbers), 20):
        async with store.write(course.scope) as work:
            for n in numbers[at : at + 20]:
                await rows.again(work, n, weeks_ago=until - n + 1, chance=chance)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Rows:
    """All rows of one session."""

    session: Session
    note: Note | None
    turns: Sequence[Turn]
    stacks: Sequence[FrameStack]
    decisions: Sequence[EdgeDecision]
    claims: Sequence[SlotClaim]
    events: Sequence[StreamEvent]
    requests: Sequence[TurnRequest]
    calls: Sequence[ModelCall]

    @classmethod
    async def of(cls, work: Work, session: Session) -> "_Rows":
        return cls(
            session=session,
            note=await work.notes.latest(session.id),
            turns=await work.turns.of_session(session.id),
            stacks=await work.sessions.stacks(session.id),
            decisions=await work.decisions.of_session(session.id),
            claims=await work.slots.of_session(session.id),
            events=await work.events.after(session.id, 0),
            requests=[found for n in range(MOST_TURNS) if (found := await work.requests.find(session.id, f"k-{n}"))],
            calls=await work.calls.of_session(session.id),
        )

    async def again(self, work: Work, n: int, *, weeks_ago: int, chance: random.Random) -> None:
        """The session once more, as number `n`."""
        old, new, back = self.session, new_id(), timedelta(weeks=weeks_ago)
        await work.sessions.add(
            replace(old, id=new, n=n, opened_at=old.opened_at - back, touched_at=old.touched_at - back)
        )
        await work.turns.add_all([_said(turn, new, back, chance) for turn in self.turns])
        for stack in self.stacks:
            await work.sessions.push_stack(replace(stack, session=new))
        await work.decisions.add_all([replace(one, session=new, at=one.at - back) for one in self.decisions])
        await work.slots.add_all([replace(one, id=new_id(), session=new, at=one.at - back) for one in self.claims])
        for event in self.events:
            await work.events.append(replace(event, session=new))
        for request in self.requests:
            await work.requests.claim(replace(request, session=new))
        await work.calls.add_all([_varied(call, new, chance) for call in self.calls])
        if self.note is not None:
            await work.notes.add(replace(self.note, id=new_id(), session=new))


def _said(turn: Turn, session: str, back: timedelta, chance: random.Random) -> Turn:
    words = client_words(chance) if turn.author is Author.CLIENT else turn.text
    return replace(turn, session=session, at=turn.at - back, call=None, text=words)


def _varied(call: ModelCall, session: str, chance: random.Random) -> ModelCall:
    last = call.messages[-1]
    messages = (*call.messages[:-1], PromptMessage(role=last.role, content=f"{last.content}\n{client_words(chance)}"))
    return replace(call, id=new_id(), session=session, messages=messages, prompt_sha256=sha256(messages))


def patients(prefix: str) -> Callable[[], str]:
    """Names of new patients."""
    numbers = count(1)
    return lambda: f"{prefix}-{next(numbers):04d}"
