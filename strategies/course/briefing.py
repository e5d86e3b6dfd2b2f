"""The memory snapshot that a session is opened with, rendered once and pinned."""

from memory.record.course import PlanVersion
from memory.record.identity import Patient
from memory.store.store import Work
from strategies.course.brief import BriefInputs, SessionMark, render_brief
from strategies.course.engine import Engine
from strategies.graph.release import CompiledProtocol
from strategies.speech.prompts import prompt


async def pinned_brief(
    work: Work, patient: Patient, plan: PlanVersion | None, protocol: CompiledProtocol, *, engine: Engine
) -> str:
    """The brief of the session about to open: what is known now, within its budget of characters."""
    sessions = await work.sessions.all()
    last = next((each for each in reversed(sessions) if each.forked_from is None), None)
    title = protocol.protocol.protocol.title or {}
    inputs = BriefInputs(
        policy=prompt("speak", patient.locale).text,
        protocol_name=title.get(patient.locale, protocol.id),
        session_n=len(sessions) + 1,
        facts=tuple(await work.facts.active()),
        sessions={each.id: SessionMark(n=each.n, on=each.opened_at.date()) for each in sessions},
        targets=tuple(await work.targets.all()),
        plan=plan,
        homework=tuple(await work.homework.unreported()),
        note=await work.notes.latest(last.id) if last else None,
        risk_level=patient.risk_level,
    )
    return render_brief(inputs, patient.locale, budget_chars=engine.limits.brief_chars).text
