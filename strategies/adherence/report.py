"""The report on one session or one patient: every measure with the quality measure beside it."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from memory.record.state import Measure as Response
from memory.record.state import Target
from strategies.adherence.detours import out_of_protocol_success, turns_to_preempt
from strategies.adherence.edges import edge_measures, transition_validity
from strategies.adherence.measure import Measure, pooled
from strategies.adherence.nodes import NodeDose, doses, node_coverage, order_fidelity, state_reached
from strategies.adherence.record import Held, Quality
from strategies.adherence.repeat import followed, pass_hat_k
from strategies.adherence.targets import TargetChange, target_change, target_changes, target_coverage
from strategies.graph.protocol import NodeKind

NO_QUALITY: Final = "no quality measure: no signed review"
WARNING: Final = (
    "Adherence explains no outcome by itself (r = .02 over 36 studies: Webb, DeRubeis and Barber, 2010); "
    "read each figure with the quality beside it."
)
GREATEST_K: Final = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class Beside:
    """One measure and what stands beside it: a reward in [0, 1], or in words that there is none."""

    measure: Measure
    quality: float | None
    quality_said: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SessionAdherence:
    """The measures of one session. `followed`: it came to its end by legal steps, through its core, no alarm waiting.

    `doses` holds every intervene node of the protocols entered, also those that were never visited.
    """

    session: str
    n: int
    protocol: str | None
    client_turns: int
    followed: bool
    quality: Quality | None
    measures: tuple[Beside, ...]
    doses: tuple[NodeDose, ...]
    warning: str = WARNING


@dataclass(frozen=True, slots=True, kw_only=True)
class PatientAdherence:
    """The measures of all of a patient's sessions, pooled; each session's own; the targets.

    `interventions` adds the doses of each intervene node up; its state counts as reached when it was in any session.
    """

    patient: str
    sessions: tuple[SessionAdherence, ...]
    measures: tuple[Beside, ...]
    targets: tuple[TargetChange, ...]
    interventions: tuple[NodeDose, ...]
    warning: str = WARNING


def session_adherence(held: Held) -> SessionAdherence:
    """The report on one session."""
    quality = held.quality
    measures = _measures(held)
    return SessionAdherence(
        session=held.session.id,
        n=held.session.n,
        protocol=held.own,
        client_turns=len(held.client_turns),
        followed=followed(held),
        quality=quality,
        measures=tuple(
            _beside(measure, None if quality is None else quality.reward, "" if quality is None else _said(quality))
            for measure in measures
        ),
        doses=doses(held),
    )


def patient_adherence(
    patient: str, sessions: Sequence[Held], targets: Sequence[Target], responses: Sequence[Response]
) -> PatientAdherence:
    """The report on a patient. `responses` are the dated questionnaires, oldest first."""
    changes = target_changes(sessions, targets, responses)
    rewards = [quality.reward for held in sessions if (quality := held.quality) is not None]
    reward = sum(rewards) / len(rewards) if rewards else None
    said = f"mean reward of {len(rewards)} of {len(sessions)} sessions" if rewards else ""
    trials: dict[str, list[bool]] = {}
    for held in sessions:
        if held.own is not None:
            trials.setdefault(held.own, []).append(followed(held))
    fewest = min(map(len, trials.values()), default=0)
    measures = [
        *pooled(measure for held in sessions for measure in _measures(held)),
        target_coverage(changes),
        target_change(changes),
        *(pass_hat_k(trials, k) for k in range(1, min(fewest, GREATEST_K) + 1)),
    ]
    return PatientAdherence(
        patient=patient,
        sessions=tuple(map(session_adherence, sessions)),
        measures=tuple(_beside(measure, reward, said) for measure in measures),
        targets=changes,
        interventions=_added(sessions),
    )


def _measures(held: Held) -> tuple[Measure, ...]:
    return (
        *edge_measures(held),
        transition_validity(held),
        *node_coverage(held),
        order_fidelity(held),
        state_reached(held),
        turns_to_preempt(held),
        out_of_protocol_success(held),
    )


def _added(sessions: Sequence[Held]) -> tuple[NodeDose, ...]:
    found: dict[tuple[str, str], NodeDose] = {}
    for held in sessions:
        for dose in doses(held):
            if dose.kind is not NodeKind.INTERVENE:
                continue
            key = (dose.protocol, dose.node)
            known = found.get(key)
            found[key] = dose if known is None else _sum(known, dose)
    return tuple(found.values())


def _sum(one: NodeDose, other: NodeDose) -> NodeDose:
    answered = [each for each in (one.reached, other.reached) if each is not None]
    return NodeDose(
        protocol=one.protocol,
        node=one.node,
        kind=one.kind,
        visits=one.visits + other.visits,
        turns=one.turns + other.turns,
        asked=one.asked + other.asked,
        reached=any(answered) if answered else None,
        quote=one.quote or other.quote,
    )


def _said(quality: Quality) -> str:
    return f"reward of the signed review by {quality.reviewer} ({quality.reviewer_kind})"


def _beside(measure: Measure, reward: float | None, said: str) -> Beside:
    return Beside(measure=measure, quality=reward, quality_said=NO_QUALITY if reward is None else said)
