"""The instruments: codes, ranges, bands and what a change must be to count. The items' wording is not kept here."""

from collections.abc import Mapping
from dataclasses import dataclass

from memory.record.identity import Language
from memory.state.errors import UnknownInstrument


@dataclass(frozen=True, slots=True, kw_only=True)
class Band:
    """A severity band: from `start` points up to the next band's start."""

    start: int
    code: str
    label: Mapping[Language, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Reliability:
    """Standard deviation and test-retest reliability r, with the study that they come from."""

    sd: float
    r: float
    source: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ReliablePoints:
    """A change of at least `points` counts as reliable, by a published rule."""

    points: float
    source: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Instrument:
    """A questionnaire of equal items whose total is their sum; a higher total is worse.

    `items` are LOINC codes in order, `total_code` the total's. `flag_item` is the index (from 0) of the item that asks
    about death or self-harm. `reliability` is none where its figures could not be checked against their study.
    """

    id: str
    name: str
    panel: str | None
    items: tuple[str, ...]
    total_code: str
    lowest: int
    highest: int
    bands: tuple[Band, ...]
    remission_below: int | None = None
    flag_item: int | None = None
    reliability: Reliability | None = None
    reliable_points: ReliablePoints | None = None

    @property
    def highest_total(self) -> int:
        """The largest total."""
        return self.highest * len(self.items)


_MINIMAL = {Language.EN: "minimal", Language.ZH: "无或极轻"}
_MILD = {Language.EN: "mild", Language.ZH: "轻度"}
_MODERATE = {Language.EN: "moderate", Language.ZH: "中度"}
_MODERATELY_SEVERE = {Language.EN: "moderately severe", Language.ZH: "中重度"}
_SEVERE = {Language.EN: "severe", Language.ZH: "重度"}

_TALKING_THERAPIES = "NHS Talking Therapies (formerly IAPT) manual: rule for reliable change; taken from a citing page"

PHQ9 = Instrument(
    id="phq9",
    name="PHQ-9",
    panel="44249-1",
    items=("44250-9", "44255-8", "44259-0", "44254-1", "44251-7", "44258-2", "44252-5", "44253-3", "44260-8"),
    total_code="44261-6",
    lowest=0,
    highest=3,
    bands=(
        Band(start=0, code="minimal", label=_MINIMAL),
        Band(start=5, code="mild", label=_MILD),
        Band(start=10, code="moderate", label=_MODERATE),
        Band(start=15, code="moderately_severe", label=_MODERATELY_SEVERE),
        Band(start=20, code="severe", label=_SEVERE),
    ),
    remission_below=5,
    flag_item=8,
    reliable_points=ReliablePoints(points=6, source=_TALKING_THERAPIES),
)

GAD7 = Instrument(
    id="gad7",
    name="GAD-7",
    panel=None,
    items=("69725-0", "68509-9", "69733-4", "69734-2", "69735-9", "69689-8", "69736-7"),
    total_code="70274-6",
    lowest=0,
    highest=3,
    bands=(
        Band(start=0, code="minimal", label=_MINIMAL),
        Band(start=5, code="mild", label=_MILD),
        Band(start=10, code="moderate", label=_MODERATE),
        Band(start=15, code="severe", label=_SEVERE),
    ),
    remission_below=5,
    reliable_points=ReliablePoints(points=4, source=_TALKING_THERAPIES),
)

INSTRUMENTS: Mapping[str, Instrument] = {PHQ9.id: PHQ9, GAD7.id: GAD7}


def instrument_of(name: str) -> Instrument:
    """The instrument of an id, however it is written ("PHQ-9", "phq_9", "phq9").

    Raises:
        UnknownInstrument: when none is registered.
    """
    folded = "".join(letter for letter in name.lower() if letter.isalnum())
    if folded not in INSTRUMENTS:
        raise UnknownInstrument(name)
    return INSTRUMENTS[folded]
