"""Crises: what episodes sessions told of, which chains recur (重复性危机), and what clinicians say of them."""

from dataclasses import dataclass
from datetime import date
from typing import Annotated

from fastapi import Query
from pydantic import BaseModel, ConfigDict, Field

from memory.record.crisis import CrisisEpisode, CrisisPattern
from memory.state.crises import Rhythm, rhythm_of
from service.auth import ClinicianActor, CurrentActor
from service.routing import PathId, v1_router
from service.wiring import PartsGiven
from strategies.course.case.crisis_keeping import decide_episode, decide_pattern

router = v1_router("crises")

Words = Annotated[str, Field(min_length=1, max_length=2000)]


class _Strict(BaseModel):
    model_config = ConfigDict(extra="forbid")


class EpisodeDecision(_Strict):
    """Whether it was a crisis as told, and why."""

    confirm: bool
    reason: Words


class PatternDecision(_Strict):
    """Whether it is a pattern, and why; `plan` is what comes up when the chain starts again."""

    confirm: bool
    reason: Words
    plan: Annotated[str, Field(max_length=1000)] = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class PatternWithRhythm:
    """A pattern with its dated occurrences, the days between them, and what day comes round."""

    pattern: CrisisPattern
    rhythm: Rhythm


@router.get("/patients/{patient}/crises")
async def list_crises(patient: PathId, actor: CurrentActor, parts: PartsGiven) -> list[CrisisEpisode]:
    """Every crisis by its day, each link with the words that it rests on."""
    async with parts.store.read(parts.scope(actor, patient)) as work:
        await work.patient.get()
        return await work.crises.all()


@router.post("/patients/{patient}/crises/{crisis}/decision")
async def decide_crisis(
    patient: PathId, crisis: PathId, body: EpisodeDecision, actor: ClinicianActor, parts: PartsGiven
) -> CrisisEpisode:
    """Confirms a crisis, or says that it was none; then it leaves its patterns."""
    return await decide_episode(
        crisis,
        confirm=body.confirm,
        reason=body.reason,
        actor=actor,
        scope=parts.scope(actor, patient),
        engine=parts.engine,
    )


@router.get("/patients/{patient}/crisis-patterns")
async def list_patterns(
    patient: PathId,
    actor: CurrentActor,
    parts: PartsGiven,
    on: Annotated[date | None, Query(description="The day to look from; today when left out.")] = None,
) -> list[PatternWithRhythm]:
    """Every chain that recurs: how often, when, how far apart, and what day comes round."""
    today = on or parts.engine.clock().date()
    async with parts.store.read(parts.scope(actor, patient)) as work:
        await work.patient.get()
        return [
            PatternWithRhythm(pattern=pattern, rhythm=rhythm_of(pattern, today=today))
            for pattern in await work.crises.patterns()
        ]


@router.post("/patients/{patient}/crisis-patterns/{pattern}/decision")
async def decide_on_pattern(
    patient: PathId, pattern: PathId, body: PatternDecision, actor: ClinicianActor, parts: PartsGiven
) -> CrisisPattern:
    """Confirms a pattern, with what is to come up when it starts again, or says that it is none."""
    return await decide_pattern(
        pattern,
        confirm=body.confirm,
        reason=body.reason,
        plan=body.plan,
        actor=actor,
        scope=parts.scope(actor, patient),
        engine=parts.engine,
    )
