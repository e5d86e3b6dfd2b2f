"""The instruments: codes, ranges, bands, what a change must be to count, and the licence that each comes under.

The items' wording stands in `memory.state.instrument_wording`, where the licence allows it. Figures that could not be
checked against their source are left out, not guessed.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field

from memory.record.identity import Language
from memory.record.state import Direction
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
class Licence:
    """Under what terms the instrument is used; `wording`: whether its items may be reproduced here."""

    terms: str
    source: str
    wording: bool = False
    electronic: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class Instrument:
    """A questionnaire of `length` equal items, each `lowest` to `highest`, whose total is `factor` times their sum.

    `items` are LOINC codes in order, `total_code` the total's; empty where none is known for sure. `better` is the
    direction of improvement. `flag_item` is the index (from 0) of the item that asks about death or self-harm.
    `reliability` is none where its figures could not be checked against their study. `subscales` name items from 1.
    `cutoff` is the published clinical cut-off: the first total on the clinical side, in the direction of worse.
    """

    id: str
    name: str
    length: int
    lowest: int
    highest: int
    licence: Licence
    bands: tuple[Band, ...] = ()
    panel: str | None = None
    items: tuple[str, ...] = ()
    total_code: str | None = None
    better: Direction = Direction.DOWN
    factor: int = 1
    whole: bool = True
    cutoff: float | None = None
    remission_below: int | None = None
    flag_item: int | None = None
    reliability: Reliability | None = None
    reliable_points: ReliablePoints | None = None
    subscales: Mapping[str, tuple[int, ...]] = field(default_factory=dict[str, tuple[int, ...]])
    note: str = ""

    @property
    def lowest_total(self) -> int:
        """The smallest total."""
        return self.lowest * self.length * self.factor

    @property
    def highest_total(self) -> int:
        """The largest total."""
        return self.highest * self.length * self.factor


def _label(english: str, chinese: str) -> Mapping[Language, str]:
    return {Language.EN: english, Language.ZH: chinese}


_MINIMAL = _label("minimal", "无或极轻")
_MILD = _label("mild", "轻度")
_MODERATE = _label("moderate", "中度")
_MODERATELY_SEVERE = _label("moderately severe", "中重度")
_SEVERE = _label("severe", "重度")

_TALKING_THERAPIES = "NHS Talking Therapies (formerly IAPT) manual: rule for reliable change; taken from a citing page"
_PHQ = Licence(
    terms="no permission required to reproduce, translate, display or distribute",
    source="PHQ Screeners: developed by Spitzer, Williams, Kroenke and colleagues with a grant from Pfizer Inc.",
    wording=True,
)

PHQ9 = Instrument(
    id="phq9",
    name="PHQ-9",
    length=9,
    lowest=0,
    highest=3,
    licence=_PHQ,
    panel="44249-1",
    items=("44250-9", "44255-8", "44259-0", "44254-1", "44251-7", "44258-2", "44252-5", "44253-3", "44260-8"),
    total_code="44261-6",
    bands=(
        Band(start=0, code="minimal", label=_MINIMAL),
        Band(start=5, code="mild", label=_MILD),
        Band(start=10, code="moderate", label=_MODERATE),
        Band(start=15, code="moderately_severe", label=_MODERATELY_SEVERE),
        Band(start=20, code="severe", label=_SEVERE),
    ),
    cutoff=10,
    remission_below=5,
    flag_item=8,
    reliable_points=ReliablePoints(points=6, source=_TALKING_THERAPIES),
)

GAD7 = Instrument(
    id="gad7",
    name="GAD-7",
    length=7,
    lowest=0,
    highest=3,
    licence=_PHQ,
    items=("69725-0", "68509-9", "69733-4", "69734-2", "69735-9", "69689-8", "69736-7"),
    total_code="70274-6",
    bands=(
        Band(start=0, code="minimal", label=_MINIMAL),
        Band(start=5, code="mild", label=_MILD),
        Band(start=10, code="moderate", label=_MODERATE),
        Band(start=15, code="severe", label=_SEVERE),
    ),
    cutoff=10,
    remission_below=5,
    reliable_points=ReliablePoints(points=4, source=_TALKING_THERAPIES),
)

WHO5 = Instrument(
    id="who5",
    name="WHO-5",
    length=5,
    lowest=0,
    highest=5,
    factor=4,
    better=Direction.UP,
    licence=Licence(
        terms="free to use; issued by the WHO for non-commercial use, so its wording is not kept here",
        source="World Health Organization: the WHO-5 Well-Being Index (2024)",
    ),
    bands=(
        Band(start=0, code="very_low", label=_label("very low well-being", "幸福感很低")),
        Band(start=29, code="low", label=_label("low well-being", "幸福感较低")),
        Band(start=51, code="not_low", label=_label("well-being not low", "幸福感尚可")),
    ),
    note="total: the items' sum times 4, 0 to 100; 50 or less asks for a look at depression, 28 or less strongly",
)

CORE10 = Instrument(
    id="core10",
    name="CORE-10",
    length=10,
    lowest=0,
    highest=4,
    licence=Licence(
        terms="free to use unchanged; the copyright is the CORE System Trust's, and its wording is not kept here",
        source="Barkham et al. (2013): The CORE-10, a short measure of psychological distress",
    ),
    bands=(
        Band(start=0, code="healthy", label=_label("healthy", "健康范围")),
        Band(start=6, code="low", label=_label("low", "轻微")),
        Band(start=11, code="mild", label=_MILD),
        Band(start=15, code="moderate", label=_MODERATE),
        Band(start=20, code="moderately_severe", label=_MODERATELY_SEVERE),
        Band(start=25, code="severe", label=_SEVERE),
    ),
    cutoff=11,
    flag_item=5,
    reliable_points=ReliablePoints(points=6, source="Barkham et al. (2013): reliable change index of the CORE-10"),
    note="items as their boxes are printed: items 2 and 3 are reversed on the form already",
)

PCL5 = Instrument(
    id="pcl5",
    name="PCL-5",
    length=20,
    lowest=0,
    highest=4,
    licence=Licence(
        terms="public domain; its wording is not kept here, because no Chinese one was checked",
        source="US National Center for PTSD: PTSD Checklist for DSM-5",
    ),
    bands=(
        Band(start=0, code="below_cutoff", label=_label("below the cut-off", "低于划界分")),
        Band(start=31, code="above_cutoff", label=_label("at or above the cut-off", "达到划界分")),
    ),
    cutoff=31,
    note="a cut-off of 31 to 33 is published; 31 is used",
)

WAI_SR = Instrument(
    id="waisr",
    name="WAI-SR",
    length=12,
    lowest=1,
    highest=5,
    better=Direction.UP,
    licence=Licence(
        terms="copyright of its authors; the wording may not be reproduced, so scoring keys only",
        source="Hatcher & Gillaspy (2006): a revised short version of the Working Alliance Inventory",
    ),
    subscales={"task": (1, 2, 10, 12), "bond": (3, 5, 7, 9), "goal": (4, 6, 8, 11)},
    note="no bands are published",
)

_MILLER = "Miller & Duncan: manual of the Outcome and Session Rating Scales"
_RATING_SCALES = Licence(
    terms="licensed by its authors; electronic copies are not allowed: the total of a paper form, nothing else",
    source=_MILLER,
    electronic=False,
)

ORS = Instrument(
    id="ors",
    name="ORS",
    length=4,
    lowest=0,
    highest=10,
    whole=False,
    better=Direction.UP,
    licence=_RATING_SCALES,
    bands=(
        Band(start=0, code="clinical", label=_label("clinical range", "临床范围")),
        Band(start=25, code="not_clinical", label=_label("above the clinical range", "高于临床范围")),
    ),
    reliable_points=ReliablePoints(points=5, source=_MILLER),
    note="adults; the cut-off of adolescents differs",
)

SRS = Instrument(
    id="srs",
    name="SRS",
    length=4,
    lowest=0,
    highest=10,
    whole=False,
    better=Direction.UP,
    licence=_RATING_SCALES,
    bands=(
        Band(start=0, code="ask", label=_label("ask what would help more", "需询问怎样更有帮助")),
        Band(start=36, code="good", label=_label("alliance rated well", "关系评价良好")),
    ),
)

INSTRUMENTS: Mapping[str, Instrument] = {each.id: each for each in (PHQ9, GAD7, WHO5, CORE10, PCL5, WAI_SR, ORS, SRS)}


def instrument_of(name: str) -> Instrument:
    """The instrument of an id, however it is written ("PHQ-9", "phq_9", "phq9").

    Raises:
        UnknownInstrument: when none is registered.
    """
    folded = folded_name(name)
    if folded not in INSTRUMENTS:
        raise UnknownInstrument(name)
    return INSTRUMENTS[folded]


def folded_name(name: str) -> str:
    """A name as ids are written: lower case, letters and digits only."""
    return "".join(letter for letter in name.lower() if letter.isalnum())
