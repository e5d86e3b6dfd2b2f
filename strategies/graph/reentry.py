"""What a session begins with when the one before it was broken off: what the node says where it stood. Pure."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import Final, Literal, get_args

from memory.record.session import Candidate, Frame, RouteInputs, SlotValue
from strategies.graph.library import Library
from strategies.graph.protocol import Level, NodeKind, Reentry
from strategies.graph.route import begin
from strategies.graph.routed import RiskView, Routed, Step

Policy = Literal["resume", "bridge", "restart", "escalate"]
POLICIES: Final[tuple[Policy, ...]] = get_args(Policy)


@dataclass(frozen=True, slots=True, kw_only=True)
class Reentered:
    """How the session begins. `policy` is none when the last one had ended; `left` is the frame that was broken off."""

    routed: Routed
    policy: Policy | None = None
    left: Frame | None = None


def session_frame(library: Library, stack: tuple[Frame, ...]) -> int:
    """The depth of the session's own frame: 1 above a course, else 0."""
    bottom = library.get_known(stack[0].protocol).protocol.protocol.level
    return 1 if bottom is Level.COURSE and len(stack) > 1 else 0


def broken_off(library: Library, stack: tuple[Frame, ...]) -> tuple[Frame, ...]:
    """The frames that a session was broken off in, without those that an interrupt had pushed; () when it had ended.

    An interrupted protocol is not taken up again: if its cause still stands, it interrupts anew.
    """
    depth = session_frame(library, stack)
    top = stack[-1]
    if len(stack) == depth + 1 and library.get_known(top.protocol).node(top.node).kind is NodeKind.END:
        return ()
    called = 1
    for caller, frame in pairwise(stack):
        call = library.get_known(caller.protocol).node(caller.node).call
        if call is None or call.protocol != frame.protocol:
            break
        called += 1
    return stack[:called]


def reenter(
    library: Library,
    last: tuple[Frame, ...],
    *,
    days: int,
    lasting: Mapping[str, SlotValue],
    gates: Collection[str],
    risk: RiskView,
    turn: int,
) -> Reentered:
    """Opens a session after one whose final stack was `last`, `days` ago.

    One that ended is followed by a new one (of a course, by its next). One that was broken off: `resume` stands again
    where it stood, with all that was known there; `bridge`, `restart` and `escalate` begin the session's protocol anew.
    Where the step says nothing, the step that called its protocol does; where none says anything, it is restarted.

    Raises: as `begin`.
    """
    depth = session_frame(library, last)
    frames = broken_off(library, last)
    left = frames[-1] if len(frames) > depth else None
    if left is None:
        return Reentered(routed=_anew(library, last, lasting=lasting, gates=gates, risk=risk, turn=turn))
    declared = _declared(library, frames)
    policy, why = _policy(declared, days)
    if policy == "resume":
        carried = (replace(frame, entered_turn=turn) for frame in frames[depth:])
        opened = Routed(stack=(*frames[:depth], *carried))
    else:
        opened = _anew(library, last, lasting=lasting, gates=gates, risk=risk, turn=turn)
    to = opened.stack[-1].node
    step = Step(
        protocol=left.protocol,
        node=left.node,
        to=to,
        taken=f"reentry:{policy}",
        candidates=tuple(
            Candidate(
                edge=f"reentry:{each}",
                kind="reentry",
                to=to if each == policy else left.node,
                verdict="taken" if each == policy else "not_met",
                why=why if each == policy else "the step where it broke off asks for another",
                inputs={"days": days, "expire_days": declared.expire_days if declared is not None else None},
            )
            for each in POLICIES
        ),
        inputs=RouteInputs(
            unscreened=risk.unscreened_event,
            level=risk.level,
            gates=tuple(sorted(gates)),
            flags=tuple(sorted(risk.flags)),
        ),
    )
    rest = tuple(replace(each, inputs=None) for each in opened.steps)
    return Reentered(routed=replace(opened, steps=(step, *rest)), policy=policy, left=left)


def _anew(
    library: Library,
    last: tuple[Frame, ...],
    *,
    lasting: Mapping[str, SlotValue],
    gates: Collection[str],
    risk: RiskView,
    turn: int,
) -> Routed:
    """The same protocol from its start; a course from where it stands."""
    course = library.get_known(last[0].protocol).protocol.protocol.level is Level.COURSE
    carried = last[0] if course else None
    return begin(library, last[0].protocol, carried=carried, lasting=lasting, gates=gates, risk=risk, turn=turn)


def _declared(library: Library, frames: tuple[Frame, ...]) -> Reentry | None:
    """What the innermost step says that says anything."""
    steps = (library.get_known(frame.protocol).node(frame.node).reentry for frame in reversed(frames))
    return next((reentry for reentry in steps if reentry is not None), None)


def _policy(declared: Reentry | None, days: int) -> tuple[Policy, str]:
    if declared is None:
        return "restart", "the last session broke off, and the step says nothing of coming back"
    if declared.expire_days is not None and days > declared.expire_days:
        return declared.on_expire, f"the last session broke off {days} days ago, more than {declared.expire_days}"
    return declared.next_session, f"the last session broke off {days} days ago"
