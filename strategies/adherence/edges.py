"""Whether the steps were the protocol's, and whether they were the right ones."""

from strategies.adherence.measure import Measure, share
from strategies.adherence.record import INTERRUPT, REENTRY, STAY, Held, ReferenceLine
from strategies.graph.release import CompiledProtocol

NO_REFERENCE = "no reference: no clinician has said where it should have gone"


def transition_validity(held: Held) -> Measure:
    """Legal decisions / decisions.

    A decision is legal when it stays where it is, takes an interrupt that some protocol of the session declares, takes
    the re-entry that its node declares, or takes an edge of its node to that edge's own end. The engine's sessions give
    1.0 by construction; the measure tells something of a model that runs free. (Conformance of a trace to a model: van
    der Aalst, Process Mining, 2nd ed. 2016, ch. 8.)
    """
    legal = sum(
        _legal(held, decision.protocol, decision.node, decision.taken, decision.to) for decision in held.decisions
    )
    return share("transition_validity", legal, len(held.decisions), why="no decision was stored")


def _legal(held: Held, protocol: str, node: str, taken: str, to: str) -> bool:
    compiled = held.protocols.get(protocol)
    if compiled is None or node not in compiled.protocol.nodes:
        return False
    if taken == STAY:
        return to == node
    if taken.startswith(INTERRUPT):
        return any(
            each.id == taken and each.interrupt.to == to
            for other in held.protocols.values()
            for each in other.interrupts
        )
    if taken.startswith(REENTRY):
        return True  # the step says how to come back, or its caller, or the rule for those that say nothing
    return any(each.id == taken and each.edge.to == to for each in compiled.edges[node])


def edge_measures(held: Held) -> tuple[Measure, Measure, Measure, Measure]:
    """Edge accuracy (`stay` is a class of its own), premature advance, stall and wrong way, against the reference.

    Each line of the reference judges the first decision of its turn. Two edges to the same node are the same move: what
    is compared is where the session went. With E the expected move and M the one made,

    * edge_accuracy = #(M = E) / #lines
    * premature_advance = #(E = stay, M an edge or re-entry) / #(E = stay)
    * stall = #(E not stay, M = stay) / #(E not stay)
    * wrong_way = #(E not stay, M not stay, M != E) / #(E not stay)

    An interrupt taken where `stay` was expected is wrong and neither premature nor a stall. A line for a turn without a
    decision is left out. (Accuracy of the next action, as of dialogue policies in Mosig, Mehri and Kober, STAR, 2020;
    `stay` as a class, and both kinds of error by it apart, are ours.)
    """
    lines = [line for line in held.reference if line.session in (None, held.session.id)]
    made = {decision.turn: decision for decision in held.spoken_to()}
    right = stays = premature = advances = stalled = wrong = judged = 0
    for line in lines:
        decision = made.get(line.turn)
        if decision is None:
            continue
        judged += 1
        expected = _destination(line, decision.node, held.protocols.get(decision.protocol))
        stayed = decision.taken == STAY
        moved = decision.to.removeprefix("protocol:")
        hit = stayed if expected is None else (not stayed and moved == expected)
        right += hit
        if expected is None:
            stays += 1
            premature += not stayed and not decision.taken.startswith(INTERRUPT)
        else:
            advances += 1
            stalled += stayed
            wrong += not stayed and not hit
    return (
        share("edge_accuracy", right, judged, why=NO_REFERENCE),
        share("premature_advance", premature, stays, why=_none(judged, "the reference expects no stay")),
        share("stall", stalled, advances, why=_none(judged, "the reference expects no advance")),
        share("wrong_way", wrong, advances, why=_none(judged, "the reference expects no advance")),
    )


def _none(judged: int, why: str) -> str:
    return why if judged else NO_REFERENCE


def _destination(line: ReferenceLine, node: str, compiled: CompiledProtocol | None) -> str | None:
    """Where the reference wants the session to go; None for staying."""
    if line.expected in (STAY, node):
        return None
    if compiled is not None:
        for each in compiled.edges.get(node, ()):
            if each.id == line.expected:
                return each.edge.to
        for interrupt in compiled.interrupts:
            if interrupt.id == line.expected:
                return interrupt.interrupt.protocol
    return line.expected.removeprefix("protocol:")
