"""Step 2 of a turn: the words are read for slots and, where a model is fit for it, for danger, at the same time.

The reader's question about danger is one closed question: a clear yes raises an alarm, nothing ever lowers one.
"""

import asyncio
from dataclasses import dataclass, replace

from memory.record.identity import Language
from memory.record.risk import RiskKind
from memory.record.session import CallKind, ModelCall
from strategies.course.alarm import SCREENER, is_screening
from strategies.course.calls import kept_call
from strategies.course.engine import Engine, Voices
from strategies.course.known import known_slots
from strategies.course.reading import WordsRead, asked_before, read_by_rule, read_words
from strategies.course.received import Received
from strategies.risk.latch import tier_of
from strategies.risk.paths import OWN, SCREEN, kinds_of, outcome_of
from strategies.risk.rules import Reading
from strategies.speech.chat import ChatNonsense, ChatRefused
from strategies.speech.decider import Question
from strategies.speech.recorded_chat import RecordedChat

LEAST_P = 0.9
"""From this probability of a yes on, the answer is an alarm."""

QUESTIONS = {
    Language.EN: Question(
        id="risk",
        text="Does the client say that they wish to be dead, or that they may hurt themselves?",
        options={"yes": "Yes", "no": "No"},
    ),
    Language.ZH: Question(
        id="risk", text="来访者是否表示希望自己死去，或者可能会伤害自己？", options={"yes": "是", "no": "否"}
    ),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class RiskAnswer:
    """What the reader made of the words: an alarm or none, and the requests that it took."""

    reading: Reading | None = None
    calls: tuple[ModelCall, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Overheard:
    """An alarm that rules did not hear, with what else was read."""

    reading: Reading
    read: WordsRead


def risen_in_screen(received: Received, *, engine: Engine) -> Overheard | None:
    """The alarm that an answer to the screen, or to a path's own questions, raises by itself.

    It reaches tier 2 or 3, and no answer before it did, nor, on a path of its own, the words that led there.
    Then help is named and a clinician called at once, before the questions that are left; no model is asked.
    """
    asked = received.stack[-1].protocol if received.stack else ""
    if asked != SCREEN and asked not in OWN:
        return None
    claims = read_by_rule(received, engine=engine)
    before = outcome_of(asked, known_slots(received.stack, (), library=received.library)).level
    before = max(before, received.danger.level_of(asked) if asked in OWN else 0)
    after = outcome_of(asked, known_slots(received.stack, claims, library=received.library)).level
    if tier_of(after) < 2 or tier_of(after) <= tier_of(before):
        return None
    reading = Reading(
        alarm=True,
        tier=tier_of(after),
        level=after,
        kinds=kinds_of(asked, after),
        layers=(SCREENER,),
        why=f"the answers to the screen reach level {after}",
    )
    return Overheard(reading=reading, read=WordsRead(claims=claims))


async def listen(received: Received, *, voices: Voices, engine: Engine) -> WordsRead | Overheard:
    """What the words say, or the alarm that the reader heard in them; their requests are one logical call.

    Raises: ChatUnavailable.
    """
    try:
        async with asyncio.TaskGroup() as group:
            reading = group.create_task(read_words(received, voices=voices, engine=engine))
            asking = group.create_task(ask_about_risk(received, voices=voices, engine=engine))
    except BaseExceptionGroup as several:
        raise several.exceptions[0] from None
    read, risk = reading.result(), asking.result()
    both = replace(read, calls=(*read.calls, *risk.calls))
    return both if risk.reading is None else Overheard(reading=risk.reading, read=both)


async def ask_about_risk(received: Received, *, voices: Voices, engine: Engine) -> RiskAnswer:
    """Asks where the decider was found to read risk in this language, rules heard nothing and no screen is being asked.

    An answer without probabilities, or one that makes no sense, is no alarm. Raises: ChatUnavailable.
    """
    language = received.patient.locale
    heard = received.risk.alarm and not received.risk.faint
    if voices.decide is None or language not in voices.reads_risk or heard or is_screening(received):
        return RiskAnswer()
    recorded = RecordedChat(voices.decide)
    try:
        decision = await voices.decider(recorded).decide(
            QUESTIONS[language], words=received.turn.text, context=asked_before(received)
        )
    except (ChatNonsense, ChatRefused):
        return RiskAnswer(calls=_kept(received, recorded, engine=engine))
    p = (decision.probabilities or {}).get("yes", 0.0)
    reading = _alarm(p) if decision.choice == "yes" and p >= LEAST_P else None
    return RiskAnswer(reading=reading, calls=_kept(received, recorded, engine=engine))


def _alarm(p: float) -> Reading:
    return Reading(
        alarm=True,
        tier=1,
        level=1,
        kinds=(RiskKind.PASSIVE_IDEATION,),
        layers=("reader",),
        why=f"the reader's question about danger: yes, p = {p:.2f}",
    )


def _kept(received: Received, recorded: RecordedChat, *, engine: Engine) -> tuple[ModelCall, ...]:
    return tuple(
        kept_call(received, CallKind.READ, call.request, call.reply, template="risk", ledger=(), engine=engine)
        for call in recorded.take()
        if call.reply is not None
    )
