"""Checks of edges, from their proofs: guards that never hold, edges never taken, edges that compete, lost answers."""

from collections.abc import Iterator

from strategies.graph.check_ground import Ground, error, warning
from strategies.graph.findings import Finding
from strategies.graph.prove import Proofs
from strategies.graph.prove_claims import Claim, Proof


def check_guards(ground: Ground, proofs: Proofs) -> Iterator[Finding]:
    """A finding for every claim that does not hold."""
    for proof in proofs.proofs:
        if proof.holds is False:
            yield _finding(ground, proof)


def _finding(ground: Ground, proof: Proof) -> Finding:
    loaded, node = ground.loaded, ground.protocol.nodes[proof.node]
    at = ("nodes", proof.node) if proof.i is None else ("nodes", proof.node, "edges", proof.i)
    guard = node.edges[proof.i].when if proof.i is not None else None
    others = ", ".join(proof.edges[:-1])
    match proof.claim:
        case Claim.CAN_HOLD:
            text = f"this guard can never hold here: `{guard}`"
            return error(loaded, at, "guard_never", text)
        case Claim.CAN_BE_TAKEN:
            text = f"this edge can never be taken: {others} always comes first"
            return error(loaded, at, "edge_shadowed", text, counterexample=guard)
        case Claim.NEVER_BOTH:
            text = f"{others} holds at the same time and leads elsewhere; give one of the two the higher `priority`"
            return error(loaded, at, "guard_overlap", text, counterexample=proof.example)
        case Claim.LEADS_ON:
            text = "what the client says here can lead nowhere until the turns are used up: no edge takes it up"
            if proof.waits:
                return error(loaded, at, "guard_gap", text, counterexample=proof.example)
            text = "for these values only the exhausted budget leads on; say by a guard where they lead"
            return warning(loaded, at, "guard_gap", text, counterexample=proof.example)
