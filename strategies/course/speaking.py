"""Step 4 of a turn: the words of the reply, checked whole before they leave."""

from dataclasses import dataclass, replace
from functools import partial

from memory.record.session import Author, CallKind, Frame, ModelCall, Turn, TurnOrigin
from strategies.course.calls import kept_call
from strategies.course.engine import Engine, Voices
from strategies.course.keep import Spoken
from strategies.course.prompting import compose
from strategies.course.received import Received
from strategies.course.task_text import render_task
from strategies.graph.protocol import NodeKind
from strategies.graph.routed import Routed
from strategies.graph.task import NodeTask, node_task
from strategies.speech.budget import WindowTooSmall, WordsTooLong
from strategies.speech.chat import ChatNonsense, ChatRefused, LeadIn
from strategies.speech.checks import Refusal, check_reply, trimmed, unsaid
from strategies.speech.output.check import check_output

WRONG_ANSWERS = 3
UNABLE = "the model does not speak the language"
LATELY = 6
"""So many turns back, a line counts as said a moment ago."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Speech:
    """What will be said, and the call it took (none for a reviewed line)."""

    spoken: Spoken
    calls: tuple[ModelCall, ...] = ()

    @property
    def needs_release(self) -> bool:
        """Whether a clinician releases it first in copilot mode: all but crisis lines, which are not held."""
        return self.spoken.origin is not TurnOrigin.CRISIS


async def speak(received: Received, routed: Routed, *, voices: Voices, engine: Engine) -> Speech:
    """The reply for the node where the session stands now.

    Safety nodes, verbatim nodes and the end speak their reviewed line. Everything else asks the model; a reply that
    fails a check is refused whole, kept with its reason (and, of what may not be said at all, the sentence that says
    it), and the node's reviewed line stands in.

    Raises: ChatUnavailable.
    """
    task, frame = _task(received, routed.stack)
    if task.verbatim or task.kind is NodeKind.END:
        return Speech(spoken=_scripted(line(task, frame, received.history)))
    if received.patient.locale not in voices.profile.languages or not speaks_the_language(received.history):
        return Speech(spoken=_fallback(task, frame, received.history, blocked=UNABLE))
    try:
        said = line(task, frame, received.history)
        request, ledger = await compose(received, task, said, voices=voices, engine=engine)
        reply = await voices.speak.complete(request)
    except (ChatNonsense, ChatRefused, WindowTooSmall, WordsTooLong) as error:
        return Speech(spoken=_fallback(task, frame, received.history, blocked=type(error).__name__))
    call = kept_call(received, CallKind.SPEAK, request, reply, template="speak", ledger=ledger, engine=engine)
    earlier = [turn.text for turn in received.history if turn.author is not Author.CLIENT]
    checked = partial(
        check_reply,
        language=received.patient.locale,
        earlier=earlier,
        instructions=(
            voices.profile.system,
            received.session.brief,
            render_task(replace(task, fallback=""), (), received.patient.locale),
        ),
        reviewed="\n".join(filter(None, (task.fallback, task.fallback_again))),
        asks=bool(task.collects),
    )
    whole = trimmed(reply.text, finish=reply.finish)
    found = check_output(whole, language=received.patient.locale, client=received.turn.text, nevers=task.nevers)
    if found is not None:
        refused = _fallback(task, frame, received.history, blocked=found.family)
        return Speech(spoken=replace(refused, rationale=found.sentence), calls=(call,))
    text = unsaid(whole, earlier)
    blocked = checked(whole) or (checked(text) if text != whole else None)
    if isinstance(request.constraint, LeadIn) and text == request.constraint.ending:
        blocked = Refusal.REPEATED  # nothing of its own is left
    if blocked is not None:
        return Speech(spoken=_fallback(task, frame, received.history, blocked=blocked), calls=(call,))
    spoken = Spoken(
        text=text,
        author=Author.MODEL,
        origin=TurnOrigin.SPOKEN,
        call=call.id,
        model=reply.model,
        tokens=reply.usage.completion,
    )
    return Speech(spoken=spoken, calls=(call,))


def speaks_the_language(history: tuple[Turn, ...]) -> bool:
    """False once a model has answered three times in the wrong language and never in the right one.

    Nobody should wait, turn after turn, for a reply that will be refused.
    """
    refused = sum(turn.blocked == Refusal.WRONG_LANGUAGE for turn in history)
    return refused < WRONG_ANSWERS or any(turn.author is Author.MODEL for turn in history)


def stand_in(received: Received, routed: Routed) -> Speech:
    """The reviewed line of the node, when the model stays away."""
    task, frame = _task(received, routed.stack)
    if task.verbatim or task.kind is NodeKind.END:
        return Speech(spoken=_scripted(line(task, frame, received.history)))
    return Speech(spoken=_fallback(task, frame, received.history, blocked="model away"))


def line(task: NodeTask, frame: Frame, history: tuple[Turn, ...]) -> str:
    """The node's reviewed line, in its other words when it was said a moment ago.

    A second safety screen, much later in a session, asks in full again.
    """
    lately = [turn.text for turn in history[-LATELY:]]
    if task.fallback_again and (frame.turns > 0 or any(task.fallback in text for text in lately)):
        return task.fallback_again
    return task.fallback


def _task(received: Received, stack: tuple[Frame, ...]) -> tuple[NodeTask, Frame]:
    expired = {each.slot: each.value for each in received.expired}
    return node_task(received.library, stack[-1], language=received.patient.locale, expired=expired), stack[-1]


def _scripted(text: str) -> Spoken:
    return Spoken(text=text, author=Author.TEMPLATE, origin=TurnOrigin.SCRIPTED)


def _fallback(task: NodeTask, frame: Frame, history: tuple[Turn, ...], *, blocked: str) -> Spoken:
    return Spoken(text=line(task, frame, history), author=Author.TEMPLATE, origin=TurnOrigin.FALLBACK, blocked=blocked)
