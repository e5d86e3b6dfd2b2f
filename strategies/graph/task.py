"""Graph-to-Task: what one node asks of whoever speaks there. The one object that prompts, judges and is exported.

`render_task` of strategies.course makes the prompt of it, `questions_of` the closed questions by which a reply is
judged, `task_json` its bytes for tuning: the same task always gives the same bytes.
"""

import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from typing import Literal

from memory.record.identity import Language
from memory.record.session import Frame, SlotValue
from memory.record.state import Direction, Target, TargetEvidence, TargetStatus
from strategies.graph.library import Library
from strategies.graph.protocol import Node, NodeKind, Protocol, TargetRole, words_in

_WORKED_AT = frozenset({TargetStatus.AGREED, TargetStatus.ACTIVE, TargetStatus.IMPROVING})


@dataclass(frozen=True, slots=True, kw_only=True)
class TargetNow:
    """Where a patient's target stands, in the unit of its measure, and the newest thing said or measured about it.

    `supports`: whether that speaks for its movement; `on` is the day of it (ISO date).
    """

    target: str
    status: TargetStatus
    direction: Direction
    baseline: float | None = None
    current: float | None = None
    goal: float | None = None
    evidence: str = ""
    supports: bool | None = None
    on: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class TaskTarget:
    """A target that the node works at, and what it does to it. `now`: the patient's own, when one is agreed."""

    id: str
    label: str
    role: TargetRole
    measure: str | None = None
    now: TargetNow | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class TaskSlot:
    """A value that the node collects. `known` is what is known of it already; `sensitive` ones are not for prompts.

    `was`: what it was before it grew older than its slot allows, to be verified again and not used.
    """

    slot: str
    text: str
    known: SlotValue = None
    sensitive: bool = False
    was: SlotValue = None


@dataclass(frozen=True, slots=True, kw_only=True)
class TaskBudget:
    """Client turns of this visit and entries of this frame: used so far, and the bounds (None: no bound)."""

    turns: int = 0
    min_turns: int = 1
    max_turns: int | None = None
    visits: int = 1
    max_visits: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class NodeTask:
    """One node's task in one language. Texts that the node does not have are empty.

    `goal` is what the whole protocol is, `purpose` what this step is for. `memory_query` is what to look for in what
    was said before. `verbatim`: `fallback` is spoken as it stands. `fallback_again` is the line to use when the node
    speaks it twice. `state_question` asks whether the intended state was reached.
    """

    protocol: str
    node: str
    kind: NodeKind
    purpose: str
    what: str
    how: str
    state: str
    targets: tuple[TaskTarget, ...]
    musts: tuple[str, ...]
    nevers: tuple[str, ...]
    collects: tuple[TaskSlot, ...]
    example: str
    counter_example: str
    state_question: str
    fallback: str
    fallback_again: str
    verbatim: bool
    language: Language
    release: str = ""
    goal: str = ""
    memory_query: str = ""
    budget: TaskBudget = TaskBudget()


@dataclass(frozen=True, slots=True, kw_only=True)
class TaskQuestion:
    """One closed question (yes or no) about a reply or what came of it; `wanted` is the answer of a task followed.

    `about`: the therapist's reply for musts and nevers, the client's words for the state. `id` is stable: `must.1`.
    """

    id: str
    about: Literal["reply", "client"]
    text: str
    wanted: Literal["yes", "no"]


_MUST = ("Does the reply do this: {text}?", "这句回应是否做到了：{text}？")
_NEVER = ("Does the reply do this: {text}?", "这句回应是否出现了：{text}？")


def questions_of(task: NodeTask) -> tuple[TaskQuestion, ...]:
    """What a judge is asked about a turn of this task: each must, each never, and whether the state was reached."""
    chinese = task.language is Language.ZH
    musts = tuple(
        TaskQuestion(id=f"must.{n}", about="reply", text=_MUST[chinese].format(text=text), wanted="yes")
        for n, text in enumerate(task.musts, start=1)
    )
    nevers = tuple(
        TaskQuestion(id=f"never.{n}", about="reply", text=_NEVER[chinese].format(text=text), wanted="no")
        for n, text in enumerate(task.nevers, start=1)
    )
    state = (
        (TaskQuestion(id="state", about="client", text=task.state_question, wanted="yes"),)
        if task.state_question
        else ()
    )
    return (*musts, *nevers, *state)


def task_json(task: NodeTask) -> str:
    """The task as canonical JSON: sorted keys, every field written out, no spaces; no value of a sensitive slot."""
    shown = tuple(replace(slot, known=None, was=None) if slot.sensitive else slot for slot in task.collects)
    return json.dumps(
        asdict(replace(task, collects=shown)),
        sort_keys=True,
        ensure_ascii=False,
        separators=(",", ":"),
        allow_nan=False,
    )


def node_task(
    library: Library,
    frame: Frame,
    *,
    language: Language,
    slots: Mapping[str, SlotValue] | None = None,
    expired: Mapping[str, SlotValue] | None = None,
    targets: Sequence[Target] = (),
    evidence: Sequence[TargetEvidence] = (),
) -> NodeTask:
    """The task of the node where `frame` stands.

    `slots` are the values known, `expired` those too old to be used, `targets` the patient's, `evidence` what speaks
    for and against them, oldest first. Raises: UnknownProtocol, UnknownNode.
    """
    compiled = library.get_known(frame.protocol)
    protocol, node = compiled.protocol, compiled.node(frame.node)
    interaction, reached = node.interaction, node.state_reached
    collects = tuple(
        TaskSlot(
            slot=name,
            text=protocol.slots[name].text_in(language),
            known=(slots or {}).get(name),
            sensitive=protocol.slots[name].sensitive,
            was=(expired or {}).get(name),
        )
        for name in node.collects
        if name in protocol.slots
    )
    worked_at = tuple(
        TaskTarget(
            id=link.id,
            label=_label(protocol, link.id, language),
            role=link.role,
            measure=protocol.targets[link.id].measure if link.id in protocol.targets else None,
            now=_now(link.id, targets, evidence),
        )
        for link in node.targets
    )
    purpose = words_in(node.purpose, language)
    return NodeTask(
        protocol=compiled.id,
        node=frame.node,
        kind=node.kind,
        purpose=purpose,
        what=words_in(interaction.what, language) if interaction is not None else "",
        how=words_in(interaction.how, language) if interaction is not None else "",
        state=words_in(interaction.state, language) if interaction is not None else "",
        targets=worked_at,
        musts=tuple(words_in(text, language) for text in node.must),
        nevers=tuple(words_in(text, language) for text in node.never),
        collects=collects,
        example=words_in(node.example, language),
        counter_example=words_in(node.counter_example, language),
        state_question=words_in(reached.question, language) if reached is not None else "",
        fallback=words_in(node.fallback, language),
        fallback_again=words_in(node.fallback_again, language),
        verbatim=node.speaks_verbatim,
        language=language,
        release=compiled.release,
        goal=words_in(protocol.protocol.title, language),
        memory_query=_query(purpose, worked_at, collects),
        budget=_budget(node, frame),
    )


def _label(protocol: Protocol, target: str, language: Language) -> str:
    found = protocol.targets.get(target)
    return (words_in(found.label, language) or target) if found is not None else target


def _now(target: str, targets: Sequence[Target], evidence: Sequence[TargetEvidence]) -> TargetNow | None:
    """The patient's target of that protocol id that is being worked at; the newest, where there are several."""
    own = [each for each in targets if each.protocol_target == target and each.status in _WORKED_AT]
    if not own:
        return None
    found = own[-1]
    latest = max((each for each in evidence if each.target == found.id), key=lambda each: each.at, default=None)
    return TargetNow(
        target=found.id,
        status=found.status,
        direction=found.direction,
        baseline=found.baseline,
        current=found.current,
        goal=found.goal,
        evidence=latest.text if latest is not None else "",
        supports=latest.supports if latest is not None else None,
        on=latest.at.date().isoformat() if latest is not None else "",
    )


def _query(purpose: str, targets: Sequence[TaskTarget], collects: Sequence[TaskSlot]) -> str:
    """What the step is about, in words to search by; nothing of a sensitive slot."""
    asked = [slot.text for slot in collects if not slot.sensitive and slot.known is None]
    return " ".join(dict.fromkeys([purpose, *(target.label for target in targets), *asked]))


def _budget(node: Node, frame: Frame) -> TaskBudget:
    return TaskBudget(
        turns=frame.turns,
        min_turns=node.turns.min if node.turns is not None else 1,
        max_turns=node.turns.max if node.turns is not None else None,
        visits=frame.visits.get(frame.node, 1),
        max_visits=node.visits.max if node.visits is not None else None,
    )
