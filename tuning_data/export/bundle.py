"""One reviewed session with everything an export needs to judge it."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from memory.record.identity import Consent
from memory.record.review import Review
from memory.record.session import ModelCall, Session, Turn
from strategies.graph.task import NodeTask
from tuning_data.errors import ForeignRecord


@dataclass(frozen=True, slots=True, kw_only=True)
class SessionBundle:
    """A session, its turns in order, the model calls that its turns name, its newest signed review, the consents.

    `review` is None where the session has none. `consents` are the patient's, all scopes, withdrawn ones too. `tasks`
    maps a therapist's turn to the task of the node where it was spoken. `withheld` are words of the patient's that only
    withdrawn or erased facts rest on: nothing that carries them leaves. `profile_allows`: no jurisdiction
    profile switches training exports off for the patient.

    Raises: ForeignRecord (at creation) when a part belongs to another session or patient.
    """

    session: Session
    turns: tuple[Turn, ...]
    calls: tuple[ModelCall, ...]
    review: Review | None
    consents: tuple[Consent, ...]
    tasks: Mapping[int, NodeTask] = field(default_factory=dict[int, NodeTask])
    withheld: tuple[str, ...] = ()
    profile_allows: bool = True

    def __post_init__(self) -> None:
        session = self.session
        whose = (session.tenant, session.patient)
        for turn in self.turns:
            if (turn.tenant, turn.patient, turn.session) != (*whose, session.id):
                raise ForeignRecord("turn", str(turn.n), session.id)
        for call in self.calls:
            if (call.tenant, call.patient, call.session) != (*whose, session.id):
                raise ForeignRecord("call", call.id, session.id)
        for consent in self.consents:
            if (consent.tenant, consent.patient) != whose:
                raise ForeignRecord("consent", consent.id, session.id)
        review = self.review
        if review is not None and (review.tenant, review.patient, review.session) != (*whose, session.id):
            raise ForeignRecord("review", review.id, session.id)
