"""What the next session of an episode begins with: where the last one left off, and what was decided in between."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from memory.record.course import Episode, ReleaseMove
from memory.record.identity import Language, Patient
from memory.record.session import EdgeDecision, Frame, Session
from memory.store.store import Work
from strategies.course.danger import flags_of, open_events
from strategies.course.known import LastingValues, filled, lasting_values
from strategies.course.standing import opened_gates
from strategies.graph.library import Library
from strategies.graph.migrate import move_frame
from strategies.graph.protocol import Text, words_in
from strategies.graph.reentry import Policy, Reentered, reenter
from strategies.graph.route import begin
from strategies.graph.routed import RiskView, Step

AGAIN: Mapping[Policy, Text] = {
    "resume": {
        Language.EN: "It is good to see you again. Last time we stopped midway; let us go on from there.",
        Language.ZH: "很高兴再见到你。上次我们谈到一半停下了，我们从那里接着谈。",
    },
    "bridge": {
        Language.EN: "It is good to see you again. Last time we did not get to the end; we will come back to it.",
        Language.ZH: "很高兴再见到你。上次我们没有谈完，稍后会再回到那里。",
    },
}
"""Reviewed words before the first line of a session that follows a broken-off one; without them nothing is said."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Opening:
    """How a session opens. `last` is the session before it in its episode, trials left out."""

    entered: Reentered
    lasting: LastingValues
    last: Session | None = None

    def words(self, language: Language) -> str:
        """What is said before the first node's line; "" for most."""
        return words_in(AGAIN.get(self.entered.policy), language) if self.entered.policy is not None else ""


async def opening_of(
    work: Work,
    episode: Episode,
    library: Library,
    patient: Patient,
    sessions: Sequence[Session],
    *,
    opened_at: datetime,
) -> Opening:
    """Where the next session begins, and why; `sessions` are the patient's, first to last. Reads only."""
    last = last_of(sessions, episode)
    on = opened_at.date()
    kept = await work.lasting.before(len(sessions) + 1, library.patient_slots())
    lasting = lasting_values(library, kept, on=on, withheld=await work.facts.withheld())
    gates = await opened_gates(work, episode.id, library)
    standing = await open_events(work, None)
    risk = RiskView(
        unscreened_event=bool(standing),
        level=patient.risk_level,
        flags=flags_of(standing, await work.safety_plans.latest()),
    )
    if last is None:
        routed = begin(library, episode.protocol, lasting=lasting.values, gates=gates, risk=risk)
        return Opening(entered=Reentered(routed=routed), lasting=lasting)
    stack = await left_standing(work, last, library, await work.moves.of_episode(episode.id))
    entered = reenter(
        library,
        stack,
        days=days_between(last, on),
        lasting=lasting.values,
        gates=gates,
        risk=risk,
        turn=0,
    )
    return Opening(entered=entered, lasting=lasting, last=last)


def last_of(sessions: Sequence[Session], episode: Episode, *, before: int | None = None) -> Session | None:
    """The last session of the episode, with a number below `before` if that is given; trials do not count."""
    own = (each for each in reversed(sessions) if each.episode == episode.id and each.forked_from is None)
    return next((each for each in own if before is None or each.n < before), None)


def days_between(last: Session, on: date) -> int:
    """Days from the last session to the day `on`."""
    return (on - last.opened_at.date()).days


async def left_standing(work: Work, last: Session, library: Library, moves: Sequence[ReleaseMove]) -> tuple[Frame, ...]:
    """The last session's final frames, in the releases of `library` if the episode has moved since."""
    stack = (await work.sessions.stack(last.id)).frames
    frames = filled(stack, await work.slots.of_session(last.id), library=library)
    later = [move for move in moves if move.after_session >= last.n]
    return tuple(_moved(frame, later, library) for frame in frames) if later else frames


def _moved(frame: Frame, moves: Sequence[ReleaseMove], library: Library) -> Frame:
    images = {name: name for name in (*frame.visits, frame.node)}
    for move in moves:
        nodes = move.nodes.get(frame.protocol, {})
        images = {name: nodes.get(image, image) for name, image in images.items()}
    return move_frame(frame, library.get_known(frame.protocol), images)


def kept_steps(session: Session, steps: Sequence[Step], *, at: datetime, turn: int = 1) -> list[EdgeDecision]:
    """What was decided as the session opened, filed under its opening line."""
    return [
        EdgeDecision(
            tenant=session.tenant,
            patient=session.patient,
            session=session.id,
            turn=turn,
            step=i,
            protocol=step.protocol,
            node=step.node,
            to=step.to,
            taken=step.taken,
            candidates=step.candidates,
            at=at,
            inputs=step.inputs,
        )
        for i, step in enumerate(steps)
    ]
