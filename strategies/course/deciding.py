"""Step 3 of a turn: where the session goes. Code walks the edges; at most one closed question is put to a model."""

from dataclasses import dataclass

from memory.record.identity import Language
from memory.record.session import CallKind, ModelCall, SlotClaim, SlotValue
from strategies.course.calls import kept_call
from strategies.course.engine import Engine, Voices
from strategies.course.known import known_slots
from strategies.course.reading import asked_before
from strategies.course.received import Received
from strategies.graph.protocol import words_in
from strategies.graph.route import Answer, RiskView, Routed, SemanticQuestion, route
from strategies.speech.chat import ChatNonsense, ChatRefused
from strategies.speech.decider import Decision, Question
from strategies.speech.recorded_chat import RecordedChat


@dataclass(frozen=True, slots=True, kw_only=True)
class Decided:
    """Where it goes, on which slot values, and the requests that a semantic question cost.

    `asked`: whether a semantic question was put to a model.
    """

    routed: Routed
    slots: dict[str, SlotValue]
    calls: tuple[ModelCall, ...] = ()
    asked: bool = False


def decide_by_rule(received: Received, claims: tuple[SlotClaim, ...]) -> Decided:
    """Routes on what is known, without any semantic answer."""
    slots = known_slots(received.stack, (*received.claims, *claims), library=received.library)
    return Decided(routed=_routed(received, slots, {}), slots=slots)


async def decide(received: Received, claims: tuple[SlotClaim, ...], *, voices: Voices, engine: Engine) -> Decided:
    """Routes once; when a semantic edge could still change the outcome, asks its question and routes again.

    A decider that cannot answer leaves the edge abstained: stay, never best guess. Raises: ChatUnavailable.
    """
    first = decide_by_rule(received, claims)
    needed = first.routed.needs
    if needed is None or voices.decide is None:
        return first
    recorded = RecordedChat(voices.decide)
    try:
        answer = _answer(
            await voices.decider(recorded).decide(
                _question(needed, received.patient.locale), words=received.turn.text, context=asked_before(received)
            )
        )
    except (ChatNonsense, ChatRefused) as error:
        answer = Answer(question=needed.id, choice=None, why=type(error).__name__)
    calls = tuple(
        kept_call(
            received,
            CallKind.DECIDE,
            call.request,
            call.reply,
            template=f"decide:{needed.protocol}:{needed.id}",
            ledger=(),
            engine=engine,
        )
        for call in recorded.take()
        if call.reply is not None
    )
    routed = _routed(received, first.slots, {needed.id: answer})
    return Decided(routed=routed, slots=first.slots, calls=calls, asked=True)


def _answer(decision: Decision) -> Answer:
    shares = decision.probabilities
    return Answer(
        question=decision.question,
        choice=decision.choice,
        p=shares[decision.choice] if shares is not None and decision.choice is not None else None,
        probabilities=shares,
        mass=decision.mass,
        why=decision.why,
    )


def _routed(received: Received, slots: dict[str, SlotValue], answers: dict[str, Answer]) -> Routed:
    risk = RiskView(unscreened_event=received.unscreened, level=received.patient.risk_level)
    return route(received.library, received.stack, slots=slots, answers=answers, risk=risk, turn=received.turn.n)


def _question(needed: SemanticQuestion, language: Language) -> Question:
    return Question(
        id=needed.id,
        text=words_in(needed.text, language),
        options={option: words_in(text, language) for option, text in needed.options.items()},
        min_mass=needed.min_mass,
        min_margin=needed.min_margin,
    )
