"""Step 3 of a turn: where the session goes. Code walks the edges; at most one closed question is put to a model."""

from dataclasses import dataclass, replace

from memory.record.identity import Language
from memory.record.session import Answer, CallKind, ModelCall, SlotClaim
from strategies.course.calls import kept_call
from strategies.course.engine import Engine, Voices
from strategies.course.known import claimed
from strategies.course.reading import asked_before
from strategies.course.received import Received
from strategies.graph.protocol import Text, words_in
from strategies.graph.route import route
from strategies.graph.routed import RiskView, Routed, SemanticQuestion
from strategies.graph.state import REACHED
from strategies.speech.chat import ChatNonsense, ChatRefused
from strategies.speech.decider import Decider, Decision, Question
from strategies.speech.recorded_chat import RecordedChat
from strategies.speech.sentences import sentences

QUOTE: Text = {
    Language.EN: "{question} Which of the client's sentences shows it best?",
    Language.ZH: "{question}来访者的哪一句话最能说明？",
}
NO_QUOTE: Text = {Language.EN: "None of them", Language.ZH: "都不能说明"}
NO_SENTENCE = "none"


@dataclass(frozen=True, slots=True, kw_only=True)
class Decided:
    """Where it goes, and the requests that a closed question cost. `asked`: whether one was put to a model."""

    routed: Routed
    calls: tuple[ModelCall, ...] = ()
    asked: bool = False


def decide_by_rule(received: Received, claims: tuple[SlotClaim, ...]) -> Decided:
    """Routes on what is known, without any answer to a closed question."""
    return Decided(routed=_routed(received, claims, {}))


async def decide(received: Received, claims: tuple[SlotClaim, ...], *, voices: Voices, engine: Engine) -> Decided:
    """Routes once; when a closed question could still change the outcome, asks it and routes again.

    A decider that cannot answer leaves the edge abstained: stay, never best guess. Raises: ChatUnavailable.
    """
    first = decide_by_rule(received, claims)
    needed = first.routed.needs
    if needed is None or voices.decide is None:
        return first
    recorded = RecordedChat(voices.decide)
    try:
        answer = await _asked(needed, received, decider=voices.decider(recorded))
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
    return Decided(routed=_routed(received, claims, {needed.id: answer}), calls=calls, asked=True)


async def _asked(needed: SemanticQuestion, received: Received, *, decider: Decider) -> Answer:
    """The answer; where a yes has to be shown by words of the client, with the sentence that shows it best."""
    language, words = received.patient.locale, received.turn.text
    question = _question(needed, language)
    answer = _answer(await decider.decide(question, words=words, context=asked_before(received)), question)
    if not needed.wants_quote or answer.choice != REACHED:
        return answer
    pieces = {f"s{n}": piece.strip() for n, piece in enumerate(sentences(words), start=1) if piece.strip()}
    if len(pieces) < 2:
        return replace(answer, quote=next(iter(pieces.values()), ""))
    which = Question(
        id=f"quote:{needed.id}",
        text=words_in(QUOTE, language).format(question=question.text),
        options={**pieces, NO_SENTENCE: words_in(NO_QUOTE, language)},
        min_mass=0.0,
        min_margin=0.0,
    )
    shown = await decider.decide(which, words=words, context=asked_before(received))
    return replace(answer, quote=pieces.get(shown.choice or NO_SENTENCE, ""))


def _answer(decision: Decision, question: Question) -> Answer:
    """The answer as routing takes it; a choice that was not offered is none."""
    shares = decision.probabilities
    choice = decision.choice if decision.choice in question.options else None
    return Answer(
        question=decision.question,
        choice=choice,
        p=shares.get(choice) if shares is not None and choice is not None else None,
        probabilities=shares,
        mass=decision.mass,
        why=decision.why,
    )


def _routed(received: Received, claims: tuple[SlotClaim, ...], answers: dict[str, Answer]) -> Routed:
    return route(
        received.library,
        received.stack,
        slots=claimed(claims, protocol=received.stack[-1].protocol) if received.stack else {},
        answers=answers,
        risk=RiskView(
            unscreened_event=received.unscreened, level=received.patient.risk_level, flags=received.danger.flags
        ),
        turn=received.turn.n,
        lasting=received.lasting,
        gates=received.gates,
    )


def _question(needed: SemanticQuestion, language: Language) -> Question:
    return Question(
        id=needed.id,
        text=words_in(needed.text, language),
        options={option: words_in(text, language) for option, text in needed.options.items()},
        min_mass=needed.min_mass,
        min_margin=needed.min_margin,
    )
