"""The protocol format: one YAML file, read into these models (unknown keys are refused).

Every human text is a map from language to words. Node ids hold no dots; `protocol:<id>` names a protocol.
"""

from enum import StrEnum
from typing import Annotated, Literal, assert_never

from pydantic import BaseModel, ConfigDict, Field, StringConstraints, model_validator

from memory.record.identity import Language
from memory.record.session import SlotValue

Words = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=4000)]
Text = Annotated[dict[Language, Words], Field(min_length=1)]
"""One human text in each language."""


def words_in(text: Text | None, language: Language) -> str:
    """The text in that language; where it is missing (a finding of the check) in another; "" when there is none."""
    if not text:
        return ""
    return text.get(language) or next(iter(text.values()))


Name = Annotated[str, StringConstraints(pattern=r"^[A-Za-z][A-Za-z0-9_]{0,63}$")]
"""Id of a node, slot, question or interrupt: no dots."""

ProtocolId = Annotated[str, StringConstraints(pattern=r"^[A-Za-z][A-Za-z0-9_.-]{0,63}$")]
ProtocolRef = Annotated[str, StringConstraints(pattern=r"^protocol:[A-Za-z][A-Za-z0-9_.-]{0,63}$")]
TargetId = Annotated[str, StringConstraints(pattern=r"^[A-Za-z][A-Za-z0-9_.]{0,63}$")]
Selector = Annotated[
    str, StringConstraints(pattern=r"^(kind:[a-z]+|protocol:[A-Za-z][A-Za-z0-9_.-]*|[A-Za-z][A-Za-z0-9_]*)$")
]
"""A node id, `kind:<kind>` or `protocol:<id>`."""

Probability = Annotated[float, Field(ge=0, le=1)]
Budget = Annotated[int, Field(ge=1, le=1000)]


class Strict(BaseModel):
    """Frozen, and no key that the format does not know."""

    model_config = ConfigDict(extra="forbid", frozen=True, validate_by_name=True, validate_by_alias=True)


class NodeKind(StrEnum):
    """What a node is for."""

    ASSESS = "assess"
    ASK = "ask"
    PSYCHOEDUCATE = "psychoeducate"
    INTERVENE = "intervene"
    HOMEWORK = "homework"
    SUMMARISE = "summarise"
    SAFETY = "safety"
    GATE = "gate"
    CALL = "call"
    END = "end"


class Level(StrEnum):
    """How far a protocol reaches: weeks, one meeting, or one piece of work within it.

    A course is walked between sessions: its nodes are calls (one session each), gates and ends.
    """

    COURSE = "course"
    SESSION = "session"
    SKILL = "skill"


class SlotType(StrEnum):
    """Type of a slot's value; a date is text in ISO form."""

    INT = "int"
    FLOAT = "float"
    BOOL = "bool"
    ENUM = "enum"
    TEXT = "text"
    DATE = "date"


class SlotScope(StrEnum):
    """How long a value counts: within one entry of the protocol, or across sessions."""

    SESSION = "session"
    PATIENT = "patient"


class Reader(StrEnum):
    """The deterministic extractor that can fill a slot."""

    RATING = "rating"
    YES_NO = "yes_no"
    HOMEWORK_STATUS = "homework_status"
    NUMBER = "number"
    DATE = "date"
    SENTENCE = "sentence"


class Slot(Strict):
    """A typed value that guards may read. `range` is inclusive."""

    type: SlotType
    range: tuple[float, float] | None = None
    values: tuple[Name, ...] = ()
    scope: SlotScope = SlotScope.SESSION
    ttl_days: Annotated[int, Field(ge=1)] | None = None
    evidence: Literal["required", "optional"] = "required"
    sensitive: bool = False
    reader: Reader | None = None
    text: Text | None = None

    @model_validator(mode="after")
    def _shape(self) -> "Slot":
        if (self.type is SlotType.ENUM) != bool(self.values):
            raise ValueError("an enum slot lists its `values`, and no other type has any")
        if self.range is not None and self.type not in (SlotType.INT, SlotType.FLOAT):
            raise ValueError("only an int or float slot has a `range`")
        if self.range is not None and self.range[0] > self.range[1]:
            raise ValueError("the `range` runs from low to high")
        return self

    def text_in(self, language: Language) -> str:
        """What the slot means, in words."""
        return words_in(self.text, language)

    def admits(self, value: SlotValue) -> bool:
        """Whether the value is of the slot's type and range; None (unset) is not."""
        match self.type:
            case SlotType.BOOL:
                return isinstance(value, bool)
            case SlotType.ENUM:
                return value in self.values
            case SlotType.TEXT | SlotType.DATE:
                return isinstance(value, str)
            case SlotType.INT | SlotType.FLOAT:
                whole = self.type is SlotType.INT
                if isinstance(value, bool) or not isinstance(value, int if whole else (int, float)):
                    return False
                return self.range is None or self.range[0] <= value <= self.range[1]
            case _:
                assert_never(self.type)


class Target(Strict):
    """What treatment tries to change. `mcid`: the smallest change that matters, in the measure's unit."""

    kind: Name
    measure: str | None = None
    direction: Literal["up", "down"]
    mcid: Annotated[float, Field(gt=0)] | None = None
    label: Text | None = None


class TargetRole(StrEnum):
    """What a node does to a target."""

    MEASURE = "measure"
    ELICIT = "elicit"
    MOVE = "move"
    CONSOLIDATE = "consolidate"
    RELAPSE_CHECK = "relapse_check"


class TargetLink(Strict):
    """A node works at a target."""

    id: TargetId
    role: TargetRole


class Interaction(Strict):
    """Through what exchange, how it is done, and what state it is meant to bring."""

    what: Text
    how: Text
    state: Text


class StateReached(Strict):
    """The closed question whether the intended state was reached."""

    question: Text
    min_p: Probability = 0.7
    on_not_reached: Literal["stay"] = "stay"


class Turns(Strict):
    """Client turns in one visit."""

    min: Annotated[int, Field(ge=1, le=1000)] = 1
    max: Budget

    @model_validator(mode="after")
    def _order(self) -> "Turns":
        if self.min > self.max:
            raise ValueError("`min` is at most `max`")
        return self


class Visits(Strict):
    """Entries in one frame."""

    max: Budget


class Ask(Strict):
    """A semantic condition: the answer to `question` is option `is` with at least `min_p`."""

    question: Name
    is_: Name = Field(alias="is")
    min_p: Probability | None = None


class Edge(Strict):
    """One way out of a node: exactly one of `when` (a guard), `ask`, `after: exhausted`."""

    to: Name
    when: Annotated[str, StringConstraints(min_length=1, max_length=1000)] | None = None
    ask: Ask | None = None
    after: Literal["exhausted"] | None = None
    priority: Annotated[int, Field(ge=-1000, le=1000)] = 0
    gate: Literal["clinician"] | None = None

    @model_validator(mode="after")
    def _one_condition(self) -> "Edge":
        if sum(condition is not None for condition in (self.when, self.ask, self.after)) != 1:
            raise ValueError("an edge has exactly one of `when`, `ask` and `after: exhausted`")
        if self.after is not None and self.gate is not None:
            raise ValueError("the `after: exhausted` edge cannot wait at a gate")
        return self


class Call(Strict):
    """Runs another protocol. `with`: its slot -> ours; `returns`: our slot -> its slot."""

    protocol: ProtocolId
    with_: dict[Name, Name] = Field(default_factory=dict[Name, Name], alias="with")
    returns: dict[Name, Name] = Field(default_factory=dict[Name, Name])


class Reentry(Strict):
    """What happens when a session breaks off here."""

    same_session: Literal["resume", "bridge", "restart", "escalate"] = "resume"
    next_session: Literal["resume", "bridge", "restart", "escalate"] = "bridge"
    expire_days: Annotated[int, Field(ge=1)] | None = None
    on_expire: Literal["resume", "bridge", "restart", "escalate"] = "restart"


class Node(Strict):
    """One step. `fallback` is the reviewed line spoken without a model; `fallback_again` when it must be said twice.

    `exposure`: the work needs a clinician's clearance first, so a gate must stand before it.
    """

    kind: NodeKind
    purpose: Text
    interaction: Interaction | None = None
    targets: tuple[TargetLink, ...] = ()
    collects: tuple[Name, ...] = ()
    state_reached: StateReached | None = None
    must: tuple[Text, ...] = ()
    never: tuple[Text, ...] = ()
    example: Text | None = None
    counter_example: Text | None = None
    fallback: Text | None = None
    fallback_again: Text | None = None
    verbatim: bool = False
    exposure: bool = False
    turns: Turns | None = None
    visits: Visits | None = None
    skippable: bool = False
    reentry: Reentry | None = None
    call: Call | None = None
    edges: tuple[Edge, ...] = ()

    @model_validator(mode="after")
    def _kind(self) -> "Node":
        if (self.kind is NodeKind.CALL) != (self.call is not None):
            raise ValueError("a node of kind `call` has a `call`, and no other kind has one")
        if self.exposure and self.kind is not NodeKind.INTERVENE:
            raise ValueError("only an `intervene` node can be `exposure`")
        if self.kind is NodeKind.END and self.edges:
            raise ValueError("an `end` node has no edges")
        if self.kind is NodeKind.CALL and any(edge.ask for edge in self.edges):
            raise ValueError("a `call` node has no client turn to `ask` about")
        return self

    @property
    def speaks_verbatim(self) -> bool:
        """Whether its reviewed line is spoken as it stands, whatever model there is."""
        return self.verbatim or self.kind is NodeKind.SAFETY


class Abstain(Strict):
    """Below either, an answer counts for nothing."""

    min_mass: Probability = 0.5
    min_margin: Probability = 0.15


class Question(Strict):
    """A closed question about the client's words, answered by a decider."""

    text: Text
    options: Annotated[dict[Name, Text], Field(min_length=2, max_length=380)]
    abstain: Abstain = Abstain()

    def text_in(self, language: Language) -> str:
        """The question, in words."""
        return words_in(self.text, language)

    def options_in(self, language: Language) -> dict[str, str]:
        """Option id -> what it means."""
        return {option: words_in(text, language) for option, text in self.options.items()}


class Interrupt(Strict):
    """Leaves any node for another protocol and comes back."""

    id: Name
    priority: Annotated[int, Field(ge=-1000, le=1000)] = 0
    when: Annotated[str, StringConstraints(min_length=1, max_length=1000)]
    to: ProtocolRef
    resume: Literal["after_screen"] = "after_screen"

    @property
    def protocol(self) -> str:
        """Id of the protocol it leads to."""
        return self.to.removeprefix("protocol:")


class Invariant(Strict):
    """One promise about the graph: exactly one of the three."""

    dominates: tuple[Selector, Selector] | None = None
    reachable_from_all: Selector | None = None
    max_session_turns: Budget | None = None

    @model_validator(mode="after")
    def _one(self) -> "Invariant":
        if sum(x is not None for x in (self.dominates, self.reachable_from_all, self.max_session_turns)) != 1:
            raise ValueError("an invariant is exactly one of `dominates`, `reachable_from_all`, `max_session_turns`")
        return self


class Dose(Strict):
    """How much treatment: sessions and weeks, each from the least to the most."""

    sessions: tuple[Budget, Budget]
    weeks: tuple[Budget, Budget] | None = None

    @model_validator(mode="after")
    def _order(self) -> "Dose":
        if any(span is not None and span[0] > span[1] for span in (self.sessions, self.weeks)):
            raise ValueError("a dose runs from the least to the most")
        return self


class Expected(Strict):
    """The response by session `by_session`: `change` in the target's own direction, in its measure's unit."""

    by_session: Budget
    target: TargetId
    change: Annotated[float, Field(gt=0)]
    text: Text | None = None


class StepUp(Strict):
    """When this course is not enough: by session `after_session` the target moved less than `change_below`."""

    after_session: Budget
    target: TargetId
    change_below: Annotated[float, Field(gt=0)]
    to: Text


class CourseFacts(Strict):
    """For whom a course is meant, for whom not, how long it takes and what it should bring. `ages` is inclusive."""

    indications: Annotated[tuple[Text, ...], Field(min_length=1)]
    exclusions: Annotated[tuple[Text, ...], Field(min_length=1)]
    ages: tuple[Annotated[int, Field(ge=0, le=120)], Annotated[int, Field(ge=0, le=120)]] = (18, 120)
    dose: Dose
    expected: Annotated[tuple[Expected, ...], Field(min_length=1)]
    step_up: StepUp


class Build(Strict):
    """How a file was made of release `of`: the grain of its steps and the musts a prompt, factors of an experiment."""

    grain: Literal["coarse", "medium", "fine"]
    musts: Annotated[int, Field(ge=0, le=100)] | None = None
    of: Annotated[str, StringConstraints(pattern=r"^[0-9a-f]{64}$")]


class Header(Strict):
    """Which protocol this is, the texts it follows, and who has read it.

    `requires_gate`: may only be called past a clinician's gate (it holds exposure and has no gate of its own).
    """

    id: ProtocolId
    level: Level = Level.SESSION
    requires_gate: bool = False
    version: Annotated[str, StringConstraints(pattern=r"^\d+\.\d+\.\d+$")]
    languages: Annotated[tuple[Language, ...], Field(min_length=1)] = (Language.EN, Language.ZH)
    evidence: tuple[Words, ...] = ()
    clinical_review: Words = "none"
    title: Text | None = None
    build: Build | None = None


class Protocol(Strict):
    """One protocol file."""

    protocol: Header
    course: CourseFacts | None = None
    start: Name
    targets: dict[TargetId, Target] = Field(default_factory=dict[TargetId, Target])
    slots: dict[Name, Slot] = Field(default_factory=dict[Name, Slot])
    questions: dict[Name, Question] = Field(default_factory=dict[Name, Question])
    interrupts: tuple[Interrupt, ...] = ()
    invariants: tuple[Invariant, ...] = ()
    nodes: Annotated[dict[Name, Node], Field(min_length=1, max_length=2000)]

    @model_validator(mode="after")
    def _level(self) -> "Protocol":
        if (self.protocol.level is Level.COURSE) != (self.course is not None):
            raise ValueError("a protocol of level `course` has a `course` block, and no other level has one")
        return self
