"""The crisis protocol as it is published, and how often somebody was shown where help is; no word of a patient."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime

from memory.record.identity import Language, Scope
from memory.record.risk import RiskEventState
from memory.store.store import Store, Work
from strategies.risk.regions_table import ROWS
from strategies.risk.templates import CLINICAL_REVIEW

NAMES_HELP = 2
"""The tier from which on an answer says where help is."""
PAGE = 200

TITLE: Mapping[Language, str] = {
    Language.EN: "What this software does when somebody speaks of suicide, self-harm or danger",
    Language.ZH: "当有人谈到自杀、自伤或危险时，本软件会做什么",
}
STEPS: Mapping[Language, tuple[str, ...]] = {
    Language.EN: (
        (
            "Every session asks about safety directly before any work; an unclear answer is asked about once more, a "
            "second one counts as refused, and a refusal goes to a clinician."
        ),
        (
            "Every message is first checked for signs of danger by word lists and a small classifier. No language "
            "model is needed for that, and no setting or profile switches it off."
        ),
        (
            "An alarm is answered at once by fixed lines, never by a model. From tier 2 on they say where help is in "
            "the person's region; where the region is not known they say so and give the general rule."
        ),
        (
            "The alarm, the call for a clinician and the answer are stored together before the answer leaves. "
            "With clinicians on call, a call that nobody acknowledges is repeated and then goes to a supervisor."
        ),
        "No text says that somebody was told before a named person has acknowledged the call.",
        (
            "After an alarm a fixed screen is asked: wish, thoughts, method, intent, plan, behaviour; then the steps "
            "of a safety plan."
        ),
        "The level of risk only rises until a named clinician lowers it with a reason.",
        "It does not hear what is not said, it misses plain words too, and it is no emergency service.",
    ),
    Language.ZH: (
        "每次会谈在任何工作之前都直接询问安全；回答不清楚时再问一次，仍不清楚视为拒绝，拒绝回答会转给临床工作者。",
        "每条消息都先由词表和一个小型分类器检查有无危险迹象。这不需要语言模型，任何设置或司法辖区配置都不能将其关闭。",
        "警报立即由固定语句回应，从不由模型回应。自二级起会说明当事人所在地区可以求助的地方；地区未知时会直说，并给出一般办法。",
        "警报、对临床工作者的呼叫与回应先一并保存，回应才发出。在有临床工作者值守的会谈中，无人确认的呼叫会重复，随后转给督导。",
        "在具名人员确认呼叫之前，任何文字都不会说已有人得知。",
        "警报之后会提出固定的筛查问题：愿望、想法、方法、意图、计划、行为；然后是安全计划的各个步骤。",
        "风险等级只升不降，直到具名的临床工作者说明理由并将其降低。",
        "它听不到没有说出口的话，也会漏听明白的话；它不是急救服务。",
    ),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class HelpLine:
    """Where help is in one region, as the table that ships has it. `checked_by`: who called or looked it up."""

    region: str
    name: str
    emergency: str
    line: str
    number: str
    as_of: date
    checked_by: str


@dataclass(frozen=True, slots=True, kw_only=True)
class CrisisProtocol:
    """What is published. `clinical_review` names who reviewed the fixed lines."""

    language: Language
    title: str
    steps: tuple[str, ...]
    clinical_review: str
    help: tuple[HelpLine, ...]


def crisis_protocol(language: Language) -> CrisisProtocol:
    """The protocol in one language."""
    return CrisisProtocol(
        language=language,
        title=TITLE[language],
        steps=STEPS[language],
        clinical_review=CLINICAL_REVIEW,
        help=tuple(
            HelpLine(
                region=row.code,
                name=row.name[language],
                emergency=row.emergency,
                line=row.line.name[language],
                number=row.line.number,
                as_of=row.as_of,
                checked_by=row.checked_by or "none",
            )
            for row in ROWS
        ),
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Referrals:
    """How often an alarm of a real patient was answered by saying where help is, in a calendar year (UTC).

    Counts and nothing else: no ids, no dates, no places.
    """

    year: int
    referrals: int
    by_tier: dict[int, int]


async def referrals_in(store: Store, tenant: str, *, year: int) -> Referrals:
    """Counts over a tenant's real patients; simulated ones, trials and imported words of long ago are left out.

    Reads patient by patient: meant for a report once a year, not for a screen.
    """
    begins, ends = datetime(year, 1, 1, tzinfo=UTC), datetime(year + 1, 1, 1, tzinfo=UTC)
    tiers: Counter[int] = Counter()
    after: str | None = None
    while True:
        async with store.read_catalogue() as catalogue:
            patients = await catalogue.locate.patients(tenant, after=after, limit=PAGE)
        for patient in patients:
            if not patient.simulated:
                async with store.read(Scope(tenant=tenant, patient=patient.id)) as work:
                    tiers += await _answered(work, begins, ends)
        if len(patients) < PAGE:
            break
        after = patients[-1].id
    return Referrals(year=year, referrals=tiers.total(), by_tier=dict(sorted(tiers.items())))


async def _answered(work: Work, begins: datetime, ends: datetime) -> Counter[int]:
    events = [
        event
        for event in await work.risk.events()
        if begins <= event.at < ends and event.tier >= NAMES_HELP and event.state is not RiskEventState.PAST
    ]
    if not events:
        return Counter()
    trials = {session.id for session in await work.sessions.all() if session.forked_from is not None}
    return Counter(event.tier for event in events if event.session not in trials)
