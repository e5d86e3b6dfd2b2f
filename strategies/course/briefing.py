"""The memory snapshot that a session is opened with, rendered once and pinned."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from memory.record.course import Episode, PlanVersion
from memory.record.identity import Language, Patient
from memory.state.relations import WITHDRAWN
from memory.state.withheld import overlap
from memory.store.store import Work
from strategies.course.brief import BriefInputs, SessionMark, Stale, render_brief
from strategies.course.case.crisis_again import pattern_lines
from strategies.course.case.sufficiency import gap_lines
from strategies.course.engine import Engine
from strategies.course.facts.withdrawing import Withdrawn, rests_on, sentences_without
from strategies.course.known import Remembered
from strategies.course.opening import Opening
from strategies.graph.library import Library
from strategies.graph.protocol import words_in
from strategies.graph.reentry import Reentered, session_frame
from strategies.speech.prompts import prompt


async def pinned_brief(
    work: Work,
    patient: Patient,
    episode: Episode,
    plan: PlanVersion | None,
    library: Library,
    opening: Opening,
    *,
    on: date,
    engine: Engine,
) -> str:
    """The brief of the session about to open on a day: what is known now, within its budget of characters."""
    entered = opening.entered
    protocol = library[entered.routed.stack[session_frame(library, entered.routed.stack)].protocol]
    sessions = await work.sessions.all()
    last = next((each for each in reversed(sessions) if each.forked_from is None), None)
    title = protocol.protocol.protocol.title or {}
    gone = await _withdrawn(work)
    note = await work.notes.latest(last.id) if last else None
    inputs = BriefInputs(
        policy=prompt("speak", patient.locale).text,
        protocol_name=title.get(patient.locale, protocol.id),
        session_n=len(sessions) + 1,
        facts=tuple(await work.facts.active()),
        sessions={each.id: SessionMark(n=each.n, on=each.opened_at.date()) for each in sessions},
        targets=tuple(await work.targets.all()),
        plan=plan,
        homework=tuple(each for each in await work.homework.unreported() if not rests_on(gone, each.text, each.source)),
        note=replace(note, sentences=sentences_without(note.sentences, gone)) if note else None,
        risk_level=patient.risk_level,
        gaps=_left(await gap_lines(work, patient, episode, library), gone),
        patterns=_left(await pattern_lines(work, today=on, language=patient.locale), gone),
        reentry=_broke_off(library, entered, patient.locale),
        reverify=tuple(
            Stale(text=_slot_text(library, each, patient.locale), value=each.value, on=each.on)
            for each in opening.lasting.expired
            if not library[each.protocol].protocol.slots[each.slot].sensitive
        ),
    )
    return render_brief(inputs, patient.locale, budget_chars=engine.limits.brief_chars).text


async def _withdrawn(work: Work) -> tuple[Withdrawn, ...]:
    """What a clinician took out of use: notes, tasks and patterns of before may still hold it."""
    if not await work.facts.withheld():
        return ()
    resting = await work.facts.resting()
    found = [Withdrawn.of(fact) for fact in await work.facts.all() if fact.status in WITHDRAWN]
    return tuple(each for each in found if not any(each.place and overlap(each.place, other) for other in resting))


def _left(lines: Sequence[str], gone: Sequence[Withdrawn]) -> tuple[str, ...]:
    return tuple(each for each in lines if not rests_on(gone, each))


def _broke_off(library: Library, entered: Reentered, language: Language) -> str | None:
    """What the step was for that the last session broke off at, where this one comes back to it."""
    if entered.left is None or entered.policy not in ("resume", "bridge"):
        return None
    return words_in(library[entered.left.protocol].node(entered.left.node).purpose, language)


def _slot_text(library: Library, each: Remembered, language: Language) -> str:
    return library[each.protocol].protocol.slots[each.slot].text_in(language) or each.slot
