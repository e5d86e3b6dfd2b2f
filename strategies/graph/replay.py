"""Past turns routed again: exactly, to prove the record; or by another release, to see where it would have differed."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Literal

from memory.record.session import Candidate, Frame, RouteInputs, SlotValue
from strategies.graph.errors import GraphError, UnknownNode
from strategies.graph.library import Library
from strategies.graph.release import CompiledProtocol
from strategies.graph.route import route
from strategies.graph.routed import RiskView, Routed, Step


@dataclass(frozen=True, slots=True, kw_only=True)
class PastTurn:
    """One client turn as the record has it.

    Where the session stood before, what was read in the words, what was known of the patient, what else routing was
    given; and what it then decided, and where the session stood after.
    """

    turn: int
    before: tuple[Frame, ...]
    slots: Mapping[str, SlotValue]
    lasting: Mapping[str, SlotValue]
    inputs: RouteInputs
    steps: tuple[Step, ...]
    after: tuple[Frame, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Difference:
    """What does not agree at a turn. `what`: the step, candidate or frame; `kept` is on record, `now` comes out."""

    turn: int
    what: str
    kept: str
    now: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Shadow:
    """Where a turn would have gone under another release.

    `kind`: differs (another way), lost (the node where it stood is not there) or asks (a question nobody answered).
    """

    turn: int
    protocol: str
    node: str
    kind: Literal["differs", "lost", "asks"]
    was: str
    now: str


def routed_again(library: Library, past: PastTurn) -> Routed:
    """The turn, routed from what is on record. Raises: GraphError."""
    return route(
        library,
        past.before,
        slots=past.slots,
        answers={answer.question: answer for answer in past.inputs.answers},
        risk=RiskView(unscreened_event=past.inputs.unscreened, level=past.inputs.level, flags=past.inputs.flags),
        turn=past.turn,
        lasting=past.lasting,
        gates=past.inputs.gates,
    )


def differences(library: Library, past: PastTurn) -> tuple[Difference, ...]:
    """Where what comes out now is not what was kept: none, if the record is whole and the code decides as it did."""
    try:
        routed = routed_again(library, past)
    except GraphError as error:
        return (Difference(turn=past.turn, what="routing", kept=_way(past.steps), now=str(error)),)
    return compared(past.turn, past.steps, past.after, routed.steps, routed.stack)


def compared(
    turn: int, kept: tuple[Step, ...], stood: tuple[Frame, ...], now: tuple[Step, ...], stands: tuple[Frame, ...]
) -> tuple[Difference, ...]:
    """Every step, candidate and frame that does not agree."""
    found: list[Difference] = []
    if len(kept) != len(now):
        found.append(Difference(turn=turn, what="steps", kept=_way(kept), now=_way(now)))
    for i, (old, new) in enumerate(zip(kept, now, strict=False)):
        for what in ("protocol", "node", "to", "taken"):
            was, comes = str(getattr(old, what)), str(getattr(new, what))
            if was != comes:
                found.append(Difference(turn=turn, what=f"step {i}, {what}", kept=was, now=comes))
        found.extend(_candidates(turn, i, old.candidates, new.candidates))
    if len(stood) != len(stands):
        found.append(Difference(turn=turn, what="frames", kept=_place(stood), now=_place(stands)))
    for depth, (old_frame, new_frame) in enumerate(zip(stood, stands, strict=False)):
        for what in ("protocol", "release", "node", "turns", "visits", "asked", "entered_turn", "slots"):
            was, comes = getattr(old_frame, what), getattr(new_frame, what)
            if was != comes:
                found.append(Difference(turn=turn, what=f"frame {depth}, {what}", kept=str(was), now=str(comes)))
    return tuple(found)


def shadow(library: Library, past: PastTurn) -> Shadow | None:
    """Where the turn would have gone by the releases of `library`; None when the same way.

    Each turn starts from where the session really stood: one difference does not make all that follow differ.
    """
    top = past.before[-1] if past.before else None
    if top is None:
        return None
    try:
        before = tuple(_in_release(frame, library) for frame in past.before)
        routed = routed_again(library, replace(past, before=before))
    except UnknownNode as lost:
        return _shadow(past, top, "lost", str(lost))
    except GraphError as error:
        return _shadow(past, top, "differs", str(error))
    if routed.needs is not None and _way(routed.steps) != _way(past.steps):
        return _shadow(past, top, "asks", f"{routed.needs.id} was never answered; else {_way(routed.steps)}")
    return None if _way(routed.steps) == _way(past.steps) else _shadow(past, top, "differs", _way(routed.steps))


def as_before(library: Library) -> Library:
    """The same releases by the rules of records without routing inputs: no node asked whether its state was reached."""
    return Library(_without_state(each) for each in library.values())


def _without_state(compiled: CompiledProtocol) -> CompiledProtocol:
    nodes = {name: node.model_copy(update={"state_reached": None}) for name, node in compiled.protocol.nodes.items()}
    return replace(compiled, protocol=compiled.protocol.model_copy(update={"nodes": nodes}))


def _shadow(past: PastTurn, top: Frame, kind: Literal["differs", "lost", "asks"], now: str) -> Shadow:
    return Shadow(turn=past.turn, protocol=top.protocol, node=top.node, kind=kind, was=_way(past.steps), now=now)


def _in_release(frame: Frame, library: Library) -> Frame:
    compiled = library.get_known(frame.protocol)
    compiled.node(frame.node)
    return replace(frame, release=compiled.release)


def _candidates(turn: int, step: int, kept: tuple[Candidate, ...], now: tuple[Candidate, ...]) -> Iterable[Difference]:
    names = [[each.edge for each in side] for side in (kept, now)]
    if names[0] != names[1]:
        what = f"step {step}, candidates"
        return [Difference(turn=turn, what=what, kept=", ".join(names[0]), now=", ".join(names[1]))]
    return [
        Difference(
            turn=turn,
            what=f"step {step}, {old.edge}",
            kept=f"{old.verdict}: {old.why}",
            now=f"{new.verdict}: {new.why}",
        )
        for old, new in zip(kept, now, strict=True)
        if old != new
    ]


def _way(steps: tuple[Step, ...]) -> str:
    return (
        ", ".join(f"{step.taken} to {step.to}" if step.taken == "stay" else step.taken for step in steps) or "nothing"
    )


def _place(stack: tuple[Frame, ...]) -> str:
    return " / ".join(f"{frame.protocol}:{frame.node}" for frame in stack) or "nowhere"
