"""The formulation (个案概念化): the case as one graph, and the journal of everybody who changed it."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from memory.record.course import Origin, Source


class NodeKind(StrEnum):
    """What a node stands for."""

    PROBLEM = "problem"
    BACKGROUND = "background"
    TRIGGER = "trigger"
    THOUGHT = "thought"
    EMOTION = "emotion"
    SENSATION = "sensation"
    BEHAVIOUR = "behaviour"
    CONSEQUENCE = "consequence"
    CORE_BELIEF = "core_belief"
    RULE = "rule"
    MECHANISM = "mechanism"
    PROTECTIVE = "protective"


class EdgeKind(StrEnum):
    """How one node bears on another; `memory.state.formulation` says which may join which."""

    TRIGGERS = "triggers"
    LEADS_TO = "leads_to"
    MAINTAINS = "maintains"
    PROTECTS_FROM = "protects_from"
    UNDERLIES = "underlies"
    PART_OF = "part_of"


class FiveP(StrEnum):
    """The five places of a case summary."""

    PRESENTING = "presenting"
    PREDISPOSING = "predisposing"
    PRECIPITATING = "precipitating"
    PERPETUATING = "perpetuating"
    PROTECTIVE = "protective"


class ItemStatus(StrEnum):
    """Only ACCEPTED items count. REMOVED ones were accepted once; none is deleted."""

    PROPOSED = "proposed"
    ACCEPTED = "accepted"
    REJECTED = "rejected"
    REMOVED = "removed"


@dataclass(frozen=True, slots=True, kw_only=True)
class FormulationNode:
    """One node. `place` is a clinician's word on where it stands among the five Ps; none: by its kind and edges."""

    tenant: str
    patient: str
    id: str
    kind: NodeKind
    text: str
    status: ItemStatus
    origin: Origin
    created_at: datetime
    sources: tuple[Source, ...] = ()
    place: FiveP | None = None
    actor: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class FormulationEdge:
    """`source_node` bears on `target_node` as `kind` says."""

    tenant: str
    patient: str
    id: str
    source_node: str
    target_node: str
    kind: EdgeKind
    status: ItemStatus
    origin: Origin
    created_at: datetime
    sources: tuple[Source, ...] = ()
    actor: str | None = None


class ChangeKind(StrEnum):
    """What was done to an item."""

    PROPOSED = "proposed"
    ADDED = "added"
    CHANGED = "changed"
    ACCEPTED = "accepted"
    REJECTED = "rejected"
    REMOVED = "removed"


@dataclass(frozen=True, slots=True, kw_only=True)
class FormulationChange:
    """One line of the journal: `item` is a node's or an edge's id. Appended, never changed.

    `before` and `after` are the item in words (kind and text, or the edge's ends); `actor` is none for a proposal.
    """

    tenant: str
    patient: str
    id: str
    item: str
    kind: ChangeKind
    at: datetime
    origin: Origin
    after: str
    before: str = ""
    actor: str | None = None
    reason: str = ""
