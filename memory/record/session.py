"""One meeting: its turns, where it stands in the protocol, and what decided each step."""

from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import Annotated

from memory.record.course import Origin
from memory.record.packing import PACKED


class SessionMode(StrEnum):
    """Who speaks for whom."""

    SIMULATED = "simulated"
    CLINICIAN_TEST = "clinician_test"
    COPILOT = "copilot"


class SessionState(StrEnum):
    """OPEN -> CLOSING (a close job exists) -> CLOSED; ABANDONED when idle for a day and then closed by the worker."""

    OPEN = "open"
    CLOSING = "closing"
    CLOSED = "closed"
    ABANDONED = "abandoned"


@dataclass(frozen=True, slots=True, kw_only=True)
class Session:
    """One meeting. `n` counts from 1 within the patient; `version` counts kept exchanges (the ETag).

    `brief` is the byte-stable prefix of every prompt of this session, rendered once at opening from the pinned memory
    snapshot; `recall_before` is the moment of that snapshot.
    """

    tenant: str
    patient: str
    id: str
    episode: str
    n: int
    mode: SessionMode
    state: SessionState
    language: str
    opened_at: datetime
    touched_at: datetime
    version: int = 0
    plan: str | None = None
    brief: str = ""
    closed_at: datetime | None = None
    forked_from: str | None = None
    forked_turn: int | None = None


class Author(StrEnum):
    """Whose words: decides what may ever be trained on."""

    CLIENT = "client"
    MODEL = "model"
    TEMPLATE = "template"
    CLINICIAN = "clinician"


class TurnOrigin(StrEnum):
    """Why these words: spoken, or which line stood in."""

    SPOKEN = "spoken"
    FALLBACK = "fallback"
    SCRIPTED = "scripted"
    CRISIS = "crisis"
    RELEASED = "released"
    TAKEOVER = "takeover"
    IMPORTED = "imported"


@dataclass(frozen=True, slots=True, kw_only=True)
class Turn:
    """One utterance; appended, never changed. `n` counts from 1 within the session, both speakers.

    `node` is where the session stood when it was spoken. `draft_text` keeps the model's draft of a turn that a
    clinician released in other words. `blocked` says why a model's reply was refused (a fallback line stands instead);
    `rationale` then quotes the sentence that may not be said, and is otherwise what the words rest on.
    `call` names the model call whose prompt produced the text.
    """

    tenant: str
    patient: str
    session: str
    n: int
    author: Author
    origin: TurnOrigin
    text: str
    at: datetime
    node: str = ""
    model: str | None = None
    call: str | None = None
    tokens: int | None = None
    actor: str | None = None
    draft_text: str | None = None
    blocked: str | None = None
    rationale: str | None = None


SlotValue = bool | int | float | str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Frame:
    """Where a session stands in one protocol. A session holds a stack of them, the last is current.

    `release` is the release id. `turns` counts client turns in this visit of `node`; `visits` maps node id -> number of
    entries, this one included. `asked` holds the ids of the semantic questions already asked in this visit. `slots` are
    the values of session scope that this entry of the protocol knows: no other frame sees them.
    """

    protocol: str
    release: str
    node: str
    turns: int = 0
    visits: dict[str, int] = field(default_factory=dict[str, int])
    asked: tuple[str, ...] = ()
    entered_turn: int = 0
    slots: dict[str, SlotValue] = field(default_factory=dict[str, SlotValue])


@dataclass(frozen=True, slots=True, kw_only=True)
class FrameStack:
    """The stack after turn `turn` (0: as opened); appended, so that a fork or a replay finds any past moment."""

    tenant: str
    patient: str
    session: str
    turn: int
    frames: Annotated[tuple[Frame, ...], PACKED]


@dataclass(frozen=True, slots=True, kw_only=True)
class SlotClaim:
    """A typed value with the words that support it (code-point offsets into client turn `turn`).

    `protocol` declares the slot; none in records from before it was kept.
    """

    tenant: str
    patient: str
    id: str
    session: str
    turn: int
    slot: str
    value: SlotValue
    start: int
    end: int
    quote: str
    origin: Origin
    confidence: float
    at: datetime
    protocol: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Candidate:
    """One edge that could have been taken, and what became of it.

    `kind` is interrupt, deterministic, semantic, exhausted or stay, or reentry as a session opens. `inputs` are the
    values that decided: slots that the guard read, `gate.clinician` at a gate, `state.reached` and `state.quote` where
    a node asks whether its state was reached. `p` and `mass` belong to closed questions: probability of the wanted
    option among the options, and the share of the distribution that fell on any option at all. `verdict` is taken,
    not_met, outranked, abstained, gated or not_reached.
    """

    edge: str
    kind: str
    to: str
    verdict: str
    why: str
    guard: str | None = None
    inputs: dict[str, SlotValue] = field(default_factory=dict[str, SlotValue])
    p: float | None = None
    mass: float | None = None
    threshold: float | None = None
    priority: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """What a decider made of a question. `probabilities` over the options sum to 1; None from a rung without any.

    `p` is the probability of `choice`; `mass` the share of the whole distribution that fell on any option. `quote` are
    the client's words that show it, where the question wants some.
    """

    question: str
    choice: str | None
    p: float | None = None
    probabilities: dict[str, float] | None = None
    mass: float | None = None
    why: str = ""
    quote: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class RouteInputs:
    """What routing was given beside frames and slots: enough, with those, to route the same turn again.

    `gates` are the gates that clinicians had opened, as `protocol/edge`. `flags` say more of risk than its level: which
    kinds of danger are open, and whether there is a safety plan.
    """

    unscreened: bool = False
    level: int = 0
    gates: tuple[str, ...] = ()
    answers: tuple[Answer, ...] = ()
    flags: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class EdgeDecision:
    """Every candidate edge after client turn `turn`, in the order tried.

    A turn may pass several nodes: `step` counts from 0. What is decided as a session opens stands at its first turn,
    the opening line. `inputs` stand at step 0; none in records from before they were kept.
    """

    tenant: str
    patient: str
    session: str
    turn: int
    step: int
    protocol: str
    node: str
    to: str
    taken: str
    candidates: Annotated[tuple[Candidate, ...], PACKED]
    at: datetime
    inputs: RouteInputs | None = None


class CallKind(StrEnum):
    """Which of a turn's logical model calls."""

    READ = "read"
    DECIDE = "decide"
    SPEAK = "speak"
    CLOSE = "close"


@dataclass(frozen=True, slots=True, kw_only=True)
class PromptMessage:
    """One message as served: role is system, user or assistant."""

    role: str
    content: str


@dataclass(frozen=True, slots=True, kw_only=True)
class LedgerEntry:
    """One segment of a prompt: tokens it took, and what was left out of it and why."""

    segment: str
    tokens: int
    budget: int
    dropped: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class ModelCall:
    """One request to a model, prompt as served, answer as received, before any check.

    `prompt_sha256` is over the canonical JSON of `messages` (`memory.record.prompts`). Tokens as the server counted.
    """

    tenant: str
    patient: str
    id: str
    session: str
    turn: int
    kind: CallKind
    endpoint: str
    model: str
    messages: tuple[PromptMessage, ...]
    prompt_sha256: str
    template: str
    answer: str
    finish: str
    prompt_tokens: int
    cached_tokens: int
    completion_tokens: int
    seconds: float
    at: datetime
    ledger: Annotated[tuple[LedgerEntry, ...], PACKED] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class StreamEvent:
    """One stored event of a session's stream; `seq` counts from 1 and is the SSE id. `data` is canonical JSON.

    `cuts`: where, in code points of the words it holds, its sentences end. Each of them is an event of its own, just
    before this one; they are not stored again but cut out when the stream is read.
    """

    tenant: str
    patient: str
    session: str
    seq: int
    turn: int
    type: str
    data: Annotated[str, PACKED]
    cuts: tuple[int, ...] = ()


class RequestState(StrEnum):
    """IN_FLIGHT while someone holds the lease, PENDING after an outage, DONE when the exchange is kept."""

    IN_FLIGHT = "in_flight"
    PENDING = "pending"
    DONE = "done"


@dataclass(frozen=True, slots=True, kw_only=True)
class TurnRequest:
    """One idempotency key: one exchange. `lease` is the token of whoever works on it now, until `lease_until`."""

    tenant: str
    patient: str
    session: str
    key: str
    body_sha256: str
    state: RequestState
    client_turn: int
    attempts: int
    lease: str
    lease_until: datetime
    created_at: datetime
    reply_turn: int | None = None


class DraftState(StrEnum):
    """A draft waits, was released, or something else was said in its place: it was never spoken."""

    WAITING = "waiting"
    RELEASED = "released"
    OVERTAKEN = "overtaken"


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """What the model would say, in copilot mode, until a clinician releases it. `n` is the turn it will become."""

    tenant: str
    patient: str
    session: str
    n: int
    text: str
    node: str
    call: str | None
    model: str | None
    origin: TurnOrigin
    created_at: datetime
    state: DraftState = DraftState.WAITING
    released_by: str | None = None
    released_at: datetime | None = None
    tokens: int | None = None
    rationale: str | None = None
    blocked: str | None = None
