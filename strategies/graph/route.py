"""Where a session goes after a client's words: pure, so that a stored snapshot replays exactly.

Order: interrupts by priority -> deterministic edges -> semantic edges -> exhausted -> stay. The stack is the whole
state: each frame holds its own values of session scope, so two protocols with a slot of one name never mix.
"""

from collections.abc import Collection, Mapping
from typing import Final

from memory.record.session import Answer, Frame, RouteInputs, SlotValue
from strategies.graph.candidates import Occasion
from strategies.graph.library import Library
from strategies.graph.protocol import NodeKind
from strategies.graph.routed import RiskView, Routed
from strategies.graph.walk import Walk

NOTHING: Final[Mapping[str, SlotValue]] = {}
CALM: Final = RiskView()


def enter(library: Library, protocol_id: str, *, turn: int) -> tuple[Frame, ...]:
    """The opening stack of a first session of whom nothing is known yet. Raises: UnknownProtocol."""
    return begin(library, protocol_id, turn=turn).stack


def begin(
    library: Library,
    protocol_id: str,
    *,
    carried: Frame | None = None,
    lasting: Mapping[str, SlotValue] = NOTHING,
    gates: Collection[str] = (),
    risk: RiskView = CALM,
    turn: int = 0,
) -> Routed:
    """Opens a session: enters `protocol_id`, or goes on from the frame of a course as the last session left it.

    `carried` is that frame: the bottom of the last session's final stack, on this library's releases. A course that
    waits at a gate passes it by the gate's edge if `gates` has it, else by the edge of an exhausted budget; one that
    stands at a call enters the session it calls. `ended` without a session on top: the course is over.

    Raises: UnknownProtocol, UnknownNode, ReleaseMismatch, RouteDidNotSettle.
    """
    walk = Walk(
        library=library,
        frames=[],
        lasting=dict(lasting),
        given=RouteInputs(
            unscreened=risk.unscreened_event,
            level=risk.level,
            gates=tuple(sorted(gates)),
            flags=tuple(sorted(risk.flags)),
        ),
        turn=turn,
    )
    if carried is None:
        walk.push(protocol_id)
    else:
        walk.check(carried)
        walk.frames.append(carried)
    walk.settle(between=Occasion.OPENING)
    return walk.routed()


def route(
    library: Library,
    stack: tuple[Frame, ...],
    *,
    slots: Mapping[str, SlotValue],
    answers: Mapping[str, Answer],
    risk: RiskView,
    turn: int,
    lasting: Mapping[str, SlotValue] | None = None,
    gates: Collection[str] = (),
) -> Routed:
    """One client turn, number `turn` of the session, after its slots were read; counts it in the current frame.

    `slots`: values read in these words, by the slots of the protocol on top (known ones may be given again; None and
    values that their slot cannot hold are left out). They are filed in its frame; a protocol that is entered here
    starts without any. `lasting`: the patient's values of patient scope as known before these words, expired ones left
    out; not given, `slots` stands for it too. `answers`: question id -> answer. `gates`: what clinicians opened, as
    `protocol/edge`. A turn that an interrupt takes counts in no frame; the protocol that it enters may be interrupted
    in its turn, and so may one that an interrupt's protocol gives back. A session that has ended is over for everything
    but an interrupt: an alarm is asked about even then.

    Raises: UnknownProtocol, UnknownNode, ReleaseMismatch, RouteDidNotSettle.
    """
    walk = Walk(
        library=library,
        frames=list(stack),
        lasting=dict(slots if lasting is None else lasting),
        given=RouteInputs(
            unscreened=risk.unscreened_event,
            level=risk.level,
            gates=tuple(sorted(gates)),
            answers=tuple(answers[name] for name in sorted(answers)),
            flags=tuple(sorted(risk.flags)),
        ),
        turn=turn,
    )
    for frame in stack:
        walk.check(frame)
    if not stack or walk.at_course:
        return Routed(stack=stack, ended=True)
    over = walk.node.kind is NodeKind.END
    walk.hear(slots)
    if not walk.interrupts():
        if over:
            return Routed(stack=stack, ended=True)
        if walk.speak_to():
            walk.settle(between=Occasion.CLOSING)
        if walk.came_back:
            walk.interrupts()
    return walk.routed()
