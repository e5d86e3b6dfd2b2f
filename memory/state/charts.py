"""Charts as data: what a measure did over time, so that whoever draws it has nothing left to decide. Pure."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from memory.record.identity import Language
from memory.record.state import Direction, Measure
from memory.state.instruments import Instrument, folded_name
from memory.state.measures import Outcome, band_of, least_change, outcome_of

GAP_DAYS = 28
"""From more than so many days between two responses on, the line is broken: nobody knows what was between them."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Point:
    """One response. `flagged`: the item about death or self-harm (item 9 of the PHQ-9) was answered 1 or more."""

    id: str
    on: date
    total: float
    band: str | None
    flagged: bool
    flag_value: int | None
    session: str | None
    imported: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class ChartBand:
    """A severity band: from `start` up to but not at `end` (none: to the top), with its label."""

    start: float
    end: float | None
    code: str
    label: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Ribbon:
    """Around the baseline: inside it no change is reliable. Both ends are within the scale."""

    low: float
    high: float
    least_change: float
    source: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Gap:
    """Nothing was asked between these two days."""

    after: date
    before: date
    days: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Chart:
    """One instrument's series. `segments` are runs of points to be joined; between them stand the `gaps`.

    `lowest` and `highest` are the ends of the scale, `better` the direction of improvement. `labels` hold the words
    that a drawing needs, in one language.
    """

    instrument: str
    name: str
    language: Language
    labels: Mapping[str, str]
    lowest: float
    highest: float
    better: Direction
    bands: tuple[ChartBand, ...]
    baseline: Point | None
    ribbon: Ribbon | None
    remission_below: float | None
    segments: tuple[tuple[Point, ...], ...]
    gaps: tuple[Gap, ...]
    outcome: Outcome | None


LABELS: Mapping[str, tuple[str, str]] = {
    "title": ("{name} over time", "{name} 变化"),
    "x": ("date", "日期"),
    "y": ("total ({low} to {high}); {better}", "总分（{low} 至 {high}），{better}"),
    "down": ("lower is better", "越低越好"),
    "up": ("higher is better", "越高越好"),
    "baseline": ("baseline", "基线"),
    "ribbon": ("no reliable change inside", "此范围内无可靠变化"),
    "gap": ("not asked", "未测量"),
    "flag": ("thoughts of death or self-harm answered 1 or more", "关于死亡或自伤的条目得分为 1 或以上"),
    "remission": ("remission below", "低于此值为缓解"),
    "imported": ("from an import", "导入的数据"),
}
"""English and Chinese."""


def _words(key: str, language: Language, **values: object) -> str:
    english, chinese = LABELS[key]
    return (english if language is Language.EN else chinese).format(**values)


def _labels(instrument: Instrument, language: Language) -> dict[str, str]:
    low, high = instrument.lowest_total, instrument.highest_total
    better = _words(instrument.better.value, language)
    return {
        "title": _words("title", language, name=instrument.name),
        "y": _words("y", language, low=low, high=high, better=better),
        **{key: _words(key, language) for key in ("x", "baseline", "ribbon", "gap", "flag", "remission", "imported")},
    }


def chart_of(
    instrument: Instrument,
    measures: Sequence[Measure],
    *,
    language: Language,
    baseline_on: date | None = None,
    gap_days: int = GAP_DAYS,
) -> Chart:
    """The chart of one instrument's responses, which come oldest first; several on a day stay several points.

    The baseline is the last response on or before `baseline_on` (the day a course began), else the first.
    """
    points = [_point(instrument, each) for each in measures if folded_name(each.instrument) == instrument.id]
    before = [point for point in points if baseline_on is not None and point.on <= baseline_on]
    baseline = before[-1] if before else points[0] if points else None
    segments: list[list[Point]] = []
    gaps: list[Gap] = []
    for point in points:
        if segments and (point.on - segments[-1][-1].on).days <= gap_days:
            segments[-1].append(point)
            continue
        if segments:
            last = segments[-1][-1].on
            gaps.append(Gap(after=last, before=point.on, days=(point.on - last).days))
        segments.append([point])
    return Chart(
        instrument=instrument.id,
        name=instrument.name,
        language=language,
        labels=_labels(instrument, language),
        lowest=instrument.lowest_total,
        highest=instrument.highest_total,
        better=instrument.better,
        bands=_bands(instrument, language),
        baseline=baseline,
        ribbon=_ribbon(instrument, baseline),
        remission_below=instrument.remission_below,
        segments=tuple(tuple(segment) for segment in segments),
        gaps=tuple(gaps),
        outcome=(
            outcome_of(instrument.id, baseline.total, points[-1].total)
            if baseline is not None and points[-1] is not baseline
            else None
        ),
    )


def _point(instrument: Instrument, measure: Measure) -> Point:
    flag = None
    if instrument.flag_item is not None and measure.items is not None and len(measure.items) == instrument.length:
        flag = measure.items[instrument.flag_item]
    band = band_of(instrument, measure.total)
    return Point(
        id=measure.id,
        on=measure.taken_on,
        total=measure.total,
        band=None if band is None else band.code,
        flagged=flag is not None and flag >= 1,
        flag_value=flag,
        session=measure.session,
        imported=measure.origin.value == "import",
    )


def _bands(instrument: Instrument, language: Language) -> tuple[ChartBand, ...]:
    ends = [*(band.start for band in instrument.bands[1:]), None]
    return tuple(
        ChartBand(start=band.start, end=end, code=band.code, label=band.label[language])
        for band, end in zip(instrument.bands, ends, strict=False)
    )


def _ribbon(instrument: Instrument, baseline: Point | None) -> Ribbon | None:
    least = least_change(instrument)
    if least is None or baseline is None:
        return None
    points, source = least
    return Ribbon(
        low=max(instrument.lowest_total, baseline.total - points),
        high=min(instrument.highest_total, baseline.total + points),
        least_change=points,
        source=source,
    )
