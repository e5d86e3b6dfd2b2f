"""Measures over time: instruments with their licences, charts as data, goal attainment."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Annotated

from fastapi import Query, Response
from pydantic import BaseModel, ConfigDict, Field

from memory.record.goals import GoalRating, GoalScale
from memory.record.identity import Language
from memory.record.state import Direction
from memory.state.charts import GAP_DAYS, Chart, ChartBand, chart_of
from memory.state.gas import Attainment, attainments, current_scales
from memory.state.instrument_wording import WORDINGS
from memory.state.instruments import INSTRUMENTS, Instrument, Licence, ReliablePoints, folded_name, instrument_of
from service.auth import ClinicianActor, CurrentActor
from service.routing import ID_PATTERN, IfTag, PathId, expected_tag, set_tag, v1_router
from service.wiring import PartsGiven
from strategies.course.case.goals import NewScale, agree_scale, rate_goal
from strategies.course.case.versions import Part, version_of

router = v1_router("charts")


class _Strict(BaseModel):
    model_config = ConfigDict(extra="forbid")


@dataclass(frozen=True, slots=True, kw_only=True)
class Items:
    """The wording in one language; `checked_by` names whoever compared it with the printed form."""

    stem: str
    items: list[str]
    answers: list[str]
    impairment: str
    impairment_answers: list[str]
    source: str
    checked_by: str


@dataclass(frozen=True, slots=True, kw_only=True)
class InstrumentShown:
    """An instrument: how it is scored, under which licence, and its wording where the licence allows that."""

    id: str
    name: str
    language: Language
    length: int
    lowest_item: int
    highest_item: int
    lowest_total: int
    highest_total: int
    better: Direction
    bands: list[ChartBand]
    remission_below: int | None
    cutoff: float | None
    reliable_points: ReliablePoints | None
    flag_item: int | None
    loinc_panel: str | None
    loinc_items: list[str]
    loinc_total: str | None
    subscales: Mapping[str, tuple[int, ...]]
    licence: Licence
    note: str
    wording: Items | None


def _shown(instrument: Instrument, language: Language) -> InstrumentShown:
    words = WORDINGS.get(instrument.id) if instrument.licence.wording else None
    return InstrumentShown(
        id=instrument.id,
        name=instrument.name,
        language=language,
        length=instrument.length,
        lowest_item=instrument.lowest,
        highest_item=instrument.highest,
        lowest_total=instrument.lowest_total,
        highest_total=instrument.highest_total,
        better=instrument.better,
        bands=list(chart_of(instrument, (), language=language).bands),
        remission_below=instrument.remission_below,
        cutoff=instrument.cutoff,
        reliable_points=instrument.reliable_points,
        flag_item=None if instrument.flag_item is None else instrument.flag_item + 1,
        loinc_panel=instrument.panel,
        loinc_items=list(instrument.items),
        loinc_total=instrument.total_code,
        subscales=instrument.subscales,
        licence=instrument.licence,
        note=instrument.note,
        wording=None
        if words is None
        else Items(
            stem=words.stem[language],
            items=list(words.items[language]),
            answers=list(words.answers[language]),
            impairment=words.impairment[language],
            impairment_answers=list(words.impairment_answers[language]),
            source=words.source,
            checked_by=words.checked_by,
        ),
    )


@router.get("/instruments")
async def list_instruments(
    actor: CurrentActor, parts: PartsGiven, language: Language = Language.EN
) -> list[InstrumentShown]:
    """Every registered instrument; `flag_item` counts from 1."""
    del actor, parts
    return [_shown(each, language) for each in INSTRUMENTS.values()]


@router.get("/patients/{patient}/charts")
async def list_charts(
    patient: PathId,
    actor: CurrentActor,
    parts: PartsGiven,
    language: Language | None = None,
    gap_days: Annotated[int, Query(ge=1, le=3650)] = GAP_DAYS,
) -> list[Chart]:
    """A chart for each instrument that the patient has answered; labels in their language unless another is asked."""
    async with parts.store.read(parts.scope(actor, patient)) as work:
        shown = language or (await work.patient.get()).locale
        measures = await work.measures.all()
        began = await work.episodes.last()
    asked = dict.fromkeys(folded_name(each.instrument) for each in measures)
    return [
        chart_of(
            INSTRUMENTS[name],
            measures,
            language=shown,
            baseline_on=None if began is None else began.started_at.date(),
            gap_days=gap_days,
        )
        for name in asked
        if name in INSTRUMENTS
    ]


@router.get("/patients/{patient}/charts/{instrument}")
async def get_chart(
    patient: PathId,
    instrument: PathId,
    actor: CurrentActor,
    parts: PartsGiven,
    language: Language | None = None,
    baseline_on: date | None = None,
    gap_days: Annotated[int, Query(ge=1, le=3650)] = GAP_DAYS,
) -> Chart:
    """One instrument: series with gaps as gaps, bands, baseline, the ribbon in which no change is reliable, flags."""
    found = instrument_of(instrument)
    async with parts.store.read(parts.scope(actor, patient)) as work:
        shown = language or (await work.patient.get()).locale
        measures = await work.measures.all()
        began = await work.episodes.last()
    start = baseline_on or (None if began is None else began.started_at.date())
    return chart_of(found, measures, language=shown, baseline_on=start, gap_days=gap_days)


# ---- goal attainment ------------------------------------------------------------------------------------------------


class ScaleBody(_Strict):
    """Five levels in words: -2 much less than expected, -1, 0 as expected, 1, 2 much more."""

    levels: Annotated[tuple[Annotated[str, Field(max_length=500)], ...], Field(min_length=5, max_length=5)]
    start: Annotated[int, Field(ge=-2, le=2)] = -1
    weight: Annotated[float, Field(gt=0, le=100)] = 1.0


class RatingBody(_Strict):
    """Where the target stands."""

    level: Annotated[int, Field(ge=-2, le=2)]
    rated_on: date | None = Field(default=None, description="Today when left out.")
    session: str | None = Field(default=None, pattern=ID_PATTERN)


@dataclass(frozen=True, slots=True, kw_only=True)
class GoalAttainment:
    """The newest scale of each target, every rating, and the T score on each day (50: as expected)."""

    scales: list[GoalScale]
    ratings: list[GoalRating]
    attainments: list[Attainment]


@router.get("/patients/{patient}/goal-attainment")
async def get_goal_attainment(
    patient: PathId, actor: CurrentActor, parts: PartsGiven, response: Response
) -> GoalAttainment:
    """Goal attainment scaling over the patient's targets; the ETag is the version of its scales and ratings."""
    async with parts.store.read(parts.scope(actor, patient)) as work:
        await work.patient.get()
        set_tag(response, await version_of(Part.GOALS, work))
        scales, ratings = await work.goals.scales(), await work.goals.ratings()
    return GoalAttainment(
        scales=list(current_scales(scales).values()),
        ratings=ratings,
        attainments=list(attainments(scales, ratings)),
    )


@router.post("/patients/{patient}/targets/{target}/goal-scale", status_code=201)
async def set_goal_scale(
    patient: PathId, target: PathId, body: ScaleBody, actor: ClinicianActor, parts: PartsGiven, if_match: IfTag = None
) -> GoalScale:
    """Agrees the five levels of a target; a newer scale takes the place of the older one.

    `If-Match` refuses a scale that answers an older version of the goals (412).
    """
    new = NewScale(target=target, levels=body.levels, start=body.start, weight=body.weight)
    scope, on_version = parts.scope(actor, patient), expected_tag(if_match)
    return await agree_scale(new, actor=actor, scope=scope, engine=parts.engine, on_version=on_version)


@router.post("/patients/{patient}/targets/{target}/goal-ratings", status_code=201)
async def rate_target(
    patient: PathId, target: PathId, body: RatingBody, actor: ClinicianActor, parts: PartsGiven, if_match: IfTag = None
) -> GoalRating:
    """Rates a target on its newest scale. `If-Match` refuses a rating that answers an older version (412)."""
    return await rate_goal(
        target,
        body.level,
        rated_on=body.rated_on,
        session=body.session,
        actor=actor,
        scope=parts.scope(actor, patient),
        engine=parts.engine,
        on_version=expected_tag(if_match),
    )
