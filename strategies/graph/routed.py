"""What routing is asked, and what it gives: values only."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from memory.record.session import Candidate, Frame, RouteInputs, SlotValue
from strategies.graph.protocol import Text


@dataclass(frozen=True, slots=True, kw_only=True)
class RiskView:
    """What guards may know of risk. `level` 0 to 6; `flags` out of `strategies.graph.guards.RISK_FLAGS`."""

    unscreened_event: bool = False
    level: int = 0
    flags: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class SemanticQuestion:
    """The one question whose answer could still change the route.

    `wants_quote`: it asks whether a node's intended state was reached; a yes counts only with words of the client.
    """

    id: str
    protocol: str
    text: Text
    options: Mapping[str, Text]
    min_mass: float
    min_margin: float
    wants_quote: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """One decision: from `node` of `protocol` to `to`, by edge `taken` (or "stay"), with every candidate.

    `inputs` stand with the first step of a routing.
    """

    protocol: str
    node: str
    to: str
    taken: str
    candidates: tuple[Candidate, ...] = ()
    inputs: RouteInputs | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Returned:
    """A called protocol gave a value back that lasts: its slot `of_slot` is now the patient's `slot` of `protocol`."""

    protocol: str
    slot: str
    value: SlotValue
    of_protocol: str
    of_slot: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Routed:
    """Where the session stands now.

    `completed` names the protocols that reached an end, in order, and `left` what each knew then (protocol -> slot ->
    value). `ended`: the session's own protocol did; its frame stays on top, at the end node, so that its closing line
    can be spoken, and the frame of a course beneath it has moved on already. `discharged`: the course has ended too.
    `needs`: ask it, then call `route` again with the *same* stack and the answer. `escalates`: a node that was
    interrupted asks for a clinician. `returned`: what lasts of the values that called protocols gave back.
    """

    stack: tuple[Frame, ...]
    steps: tuple[Step, ...] = field(default=())
    ended: bool = False
    completed: tuple[str, ...] = ()
    needs: SemanticQuestion | None = None
    left: Mapping[str, Mapping[str, SlotValue]] = field(default_factory=dict[str, Mapping[str, SlotValue]])
    discharged: bool = False
    escalates: str | None = None
    returned: tuple[Returned, ...] = ()
