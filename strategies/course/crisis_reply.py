"""The words of the crisis path: the template for an alarm, a protocol's own question after it, what follows a screen.

All of it is reviewed lines; the one thing filled in is the patient's own safety plan, in the patient's own words.
"""

from collections.abc import Mapping

from memory.record.crisis import SafetyPlan
from memory.record.session import Author, Frame, SlotValue, Turn, TurnOrigin
from strategies.course.keep import Spoken
from strategies.course.received import Received
from strategies.course.speaking import Speech, line
from strategies.graph.routed import Routed
from strategies.graph.task import node_task
from strategies.risk.latch import tier_of
from strategies.risk.paths import OWN, SCREEN, Path, final_outcome
from strategies.risk.templates import after_reply, crisis_reply, plan_recalled
from strategies.speech.sentences import sentences

RECALL = "recall"
"""The node of the screen that brings up the plan which is there."""


def alarm_text(received: Received, tier: int, path: Path, stack: tuple[Frame, ...]) -> str:
    """The reply to an alarm: the template, and the question that the session stands at, if a protocol asks one."""
    question = first_question(received, stack)
    text = crisis_reply(
        received.patient.locale,
        tier,
        region=received.patient.region,
        path=path,
        said=said_so_far(received),
        ask=not question,
        seen=received.danger.seen,
    )
    return f"{text}\n\n{question}" if question else text


def said_so_far(received: Received) -> tuple[str, ...]:
    """The crisis replies before this one, of earlier sessions and of this, oldest first."""
    return (*received.danger.said, *_crisis(received.history))


def _crisis(history: tuple[Turn, ...]) -> tuple[str, ...]:
    return tuple(turn.text for turn in history if turn.origin is TurnOrigin.CRISIS)


def first_question(received: Received, stack: tuple[Frame, ...]) -> str:
    """The reviewed line of the node that the session stands at, or "" outside the screen and its paths."""
    if not stack or stack[-1].protocol not in OWN | {SCREEN}:
        return ""
    task = node_task(received.library, stack[-1], language=received.patient.locale)
    words = line(task, stack[-1], received.history)
    return _with_plan(words, stack[-1], received) if words == task.fallback else words


def _with_plan(words: str, frame: Frame, received: Received) -> str:
    """The line of the node that recalls the plan, with the plan's steps before its question."""
    plan: SafetyPlan | None = received.danger.plan
    if (frame.protocol, frame.node) != (SCREEN, RECALL) or plan is None:
        return words
    steps = plan_recalled(plan, received.patient.locale)
    *before, question = sentences(words)
    return f"{''.join(before).strip()}\n\n{steps}\n\n{question.strip()}" if steps else words


def asked_of_risk(received: Received, routed: Routed) -> Speech | None:
    """What is said without a model where the screen has just ended with danger, or recalls the plan; else none."""
    if SCREEN in routed.completed:
        return after_screen(received, routed.left[SCREEN])
    top = routed.stack[-1]
    if (top.protocol, top.node) == (SCREEN, RECALL) and received.danger.plan is not None:
        text = first_question(received, routed.stack)
        return Speech(spoken=Spoken(text=text, author=Author.TEMPLATE, origin=TurnOrigin.SCRIPTED))
    return None


def after_screen(received: Received, slots: Mapping[str, SlotValue]) -> Speech | None:
    """What is said when a completed screen found more than a wish (tier 2 and up, or a refusal)."""
    result = final_outcome(SCREEN, slots)
    tier = max(tier_of(result.level), 2 if result.refused else 0)
    if tier < 2:
        return None
    patient = received.patient
    text = after_reply(patient.locale, tier, region=patient.region, said=said_so_far(received))
    return Speech(spoken=Spoken(text=text, author=Author.TEMPLATE, origin=TurnOrigin.CRISIS))
