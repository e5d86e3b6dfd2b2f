"""What happened off the way: alarms that have to pre-empt, and turns that gave nothing that was asked for."""

from collections.abc import Mapping

from strategies.adherence.measure import Measure, mean, share
from strategies.adherence.record import INTERRUPT, STAY, Held
from strategies.graph.protocol import NodeKind


def turns_to_preempt(held: Held) -> Measure:
    """The mean number of client turns between an alarm and the safety protocol that it has to lead to.

    A safety protocol is one that an interrupt leads to and that has safety nodes. 0 when the alarm's own turn led
    there, or when it was running already. An alarm that nothing pre-empted counts every client turn from its own on.
    Alarms raised by something else than a client's turn (an instrument) are left out. Aim: 0.
    """
    client = held.client_turns
    waits = [
        _wait(held, event.turn, client)
        for event in held.events
        if event.session == held.session.id and event.turn in client
    ]
    return mean("turns_to_preempt", waits, why="no alarm was raised")


def _wait(held: Held, turn: int, client: tuple[int, ...]) -> int:
    if _screening_before(held, turn):
        return 0
    screens = _screens(held)
    taken = {
        decision.turn
        for decision in held.decisions
        if decision.taken.startswith(INTERRUPT) and decision.to.removeprefix("protocol:") in screens
    }
    left = [n for n in client if n >= turn]
    for waited, n in enumerate(left):
        following = left[waited + 1] if waited + 1 < len(left) else n + 2
        if n in taken or _screening_before(held, following):
            return waited
    return len(left)


def _screens(held: Held) -> frozenset[str]:
    """The protocols that an interrupt leads to and that ask about safety."""
    led_to = {each.interrupt.protocol for other in held.protocols.values() for each in other.interrupts}
    return frozenset(
        name
        for name in led_to
        if name in held.protocols
        and any(node.kind is NodeKind.SAFETY for node in held.protocols[name].protocol.nodes.values())
    )


def _screening_before(held: Held, turn: int) -> bool:
    """Whether such a protocol stood on the stack as turn `turn` was spoken."""
    before = [stack for stack in held.stacks if stack.turn < turn]
    screens = _screens(held)
    return bool(before) and any(frame.protocol in screens for frame in before[-1].frames)


def out_of_protocol_success(held: Held) -> Measure:
    """Detours that came back / detours that were decided.

    A client turn is out of protocol when the node asked for slots and the turn gave none of them, no edge was taken and
    no interrupt fired (side talk, a question back, an answer to something else). A run of such turns at one visit of a
    node is one detour. It came back when the node was then left by a rule or a closed question; it failed when the
    node's turns ran out. A detour that an alarm or the session's end cut short is decided by neither and left out.
    (Out-of-workflow turns: Shi et al., FlowAgent, 2025, whose judge of replies is not used here: this tells whether the
    session came back, and nothing of how good the reply was.)
    """
    given: dict[int, set[str]] = {}
    for claim in held.claims:
        given.setdefault(claim.turn, set()).add(claim.slot)
    hit = of = 0
    away: tuple[str, str] | None = None
    for decision in held.spoken_to():
        here = (decision.protocol, decision.node)
        if decision.taken.startswith(INTERRUPT):
            away = None
            continue
        if away is not None and away != here:
            away = None
        if decision.taken == STAY:
            if _off(held, here, given.get(decision.turn, set())):
                away = here
        elif away is not None:
            of += 1
            hit += _kind(decision.taken, {each.edge: each.kind for each in decision.candidates}) != "exhausted"
            away = None
    return share("out_of_protocol_success", hit, of, why="no turn was out of protocol")


def _off(held: Held, here: tuple[str, str], given: set[str]) -> bool:
    compiled = held.protocols.get(here[0])
    node = compiled.protocol.nodes.get(here[1]) if compiled is not None else None
    if node is None or node.kind in {NodeKind.CALL, NodeKind.END}:
        return False
    return bool(node.collects) and given.isdisjoint(node.collects)


def _kind(taken: str, kinds: Mapping[str, str]) -> str:
    return kinds.get(taken, "exhausted")
