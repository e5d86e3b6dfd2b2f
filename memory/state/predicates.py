"""The closed list of what a fact may be about, and how values of each stand beside one another."""

import re
from dataclasses import dataclass
from enum import StrEnum


class Predicate(StrEnum):
    """What a fact may be about."""

    LIVES_WITH = "lives_with"
    FAMILY = "family"
    RELATIONSHIP_STATUS = "relationship_status"
    JOB = "job"
    JOB_CHANGE = "job_change"
    STUDIES = "studies"
    MEDICATION = "medication"
    SLEEP = "sleep"
    ALCOHOL = "alcohol"
    PET = "pet"
    GOAL = "goal"
    FEAR = "fear"
    MOVED_TO = "moved_to"
    ILLNESS = "illness"
    LOSS = "loss"
    BELIEF = "belief"
    HELPS = "helps"
    TRIGGER = "trigger"
    NAME = "name"
    PRONOUNS = "pronouns"
    PREFERENCE = "preference"
    LIVES_IN = "lives_in"
    AGE = "age"


MULTI_VALUED = frozenset(
    {
        Predicate.FAMILY,
        Predicate.JOB_CHANGE,
        Predicate.MEDICATION,
        Predicate.PET,
        Predicate.GOAL,
        Predicate.FEAR,
        Predicate.ILLNESS,
        Predicate.LOSS,
        Predicate.BELIEF,
        Predicate.HELPS,
        Predicate.TRIGGER,
        Predicate.PREFERENCE,
    }
)
"""Predicates that hold several values at once: another value adds, it takes no other's place."""

CLIENTS_OWN = frozenset(
    {
        Predicate.GOAL,
        Predicate.FEAR,
        Predicate.HELPS,
        Predicate.TRIGGER,
        Predicate.NAME,
        Predicate.PRONOUNS,
        Predicate.PREFERENCE,
    }
)
"""What only the client can know: wishes, feelings, names, pronouns. Nobody else's authority stands above theirs."""

SAME_PLACE = {Predicate.MOVED_TO: Predicate.LIVES_IN}
"""Predicates that fill another's slot: who has moved to a town lives there."""


DENIED_WHOLE = frozenset({Predicate.ALCOHOL})
"""Where saying no denies whatever was said before: who has stopped drinking drinks neither wine nor beer."""

_LEFT_WORK = re.compile(
    r"\b(?:quit|lost|left|resigned|fired|sacked|dismissed|laid (?:me )?off|let (?:me )?go|made (?:me )?redundant|"
    r"redundant|retired|"
    r"changed)\b|handed in|辞职|离职|被裁|被辞退|被开除|被炒|被优化|丢了工作|退休|换了?(?:新|份)?(?:新)?工作|跳槽",
    re.IGNORECASE,
)
_FOUND_WORK = re.compile(r"\b(?:started|got|found|offered) (?:my|a|the|another|his|her)\b|找到|入职", re.IGNORECASE)
_NO_WORK = re.compile(r"unemployed|失业|待业", re.IGNORECASE)
_SPOUSE = re.compile(
    r"(?:ex-)?(?:husband|wife|partner|boyfriend|girlfriend|fianc[ée]e?)|老公|丈夫|老婆|妻子|媳妇|爱人|对象|男朋友|"
    r"女朋友|男友|女友",
    re.IGNORECASE,
)
_BOUND = re.compile(r"married|engaged|in a relationship|结婚|已婚|订婚|恋爱中", re.IGNORECASE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Ended:
    """What an event brings to an end: values of a predicate; all, or those that a pattern finds or a name names."""

    predicate: Predicate
    where: re.Pattern[str] | None = None
    named: str | None = None


def ends(predicate: str, object: str) -> tuple[Ended, ...]:  # noqa: A002 - the record's own word
    """What an event ends of the same person: who has lost a job works there no more, a dog that died is no pet now."""
    if predicate == Predicate.JOB_CHANGE:
        if _LEFT_WORK.search(object):
            return (Ended(predicate=Predicate.JOB),)
        return (Ended(predicate=Predicate.JOB, where=_NO_WORK),) if _FOUND_WORK.search(object) else ()
    if predicate == Predicate.LOSS:
        widowed = (Ended(predicate=Predicate.RELATIONSHIP_STATUS, where=_BOUND),) if _SPOUSE.fullmatch(object) else ()
        return (
            Ended(predicate=Predicate.PET, named=object),
            Ended(predicate=Predicate.LIVES_WITH, named=object),
            *widowed,
        )
    return ()


_HOURS = re.compile(r"\bhours?\b|小时|钟头", re.IGNORECASE)
_WELL = re.compile(
    r"\b(?:well|fine|better|through the night)\b|睡得(?!.*(?:不好|差|浅|不踏实|少)).*(?:好|香|踏实|不错)", re.IGNORECASE
)
_BADLY_WELL = re.compile(r"\b(?:not|n't|never|can't|haven't)\b", re.IGNORECASE)
_WORKPLACE = re.compile(
    r"(?:\b(?:shop|store|office|hospital|school|university|college|company|firm|bank|council|library|cent(?:re|er)|"
    r"factory|"
    r"warehouse|caf[eé]|restaurant|agency|surgery|clinic|hotel|nhs|council)|[店厂局馆院所]|公司|学校|大学|银行|超市|"
    r"单位|中心|集团|机构)$",
    re.IGNORECASE,
)


def may_stand_beside(predicate: str, one: str, other: str, *, told_together: bool) -> bool:
    """Whether two values of a predicate that holds one at a time are of different kinds, so that both may hold.

    Of sleep these are its hours and how it is: insomnia and nightmares may be had at once, sleeping well and insomnia
    not. Of work a calling and a workplace, if both were `told_together`, in one session.
    """
    match predicate:
        case Predicate.SLEEP:
            hours = bool(_HOURS.search(one)), bool(_HOURS.search(other))
            return not all(hours) and (any(hours) or _sleeps_well(one) is _sleeps_well(other))
        case Predicate.JOB:
            places = bool(_WORKPLACE.search(one)), bool(_WORKPLACE.search(other))
            return told_together and places[0] is not places[1] and not (_NO_WORK.search(one) or _NO_WORK.search(other))
        case _:
            return False


def _sleeps_well(words: str) -> bool:
    return bool(_WELL.search(words)) and not _BADLY_WELL.search(words.replace("n't", " n't"))


_CLIENT = ("patient", "user", "self", "i", "来访者", "患者", "病人", "本人", "我")
"""What histories from elsewhere call the client."""
_ONE_PERSON = {
    **dict.fromkeys(_CLIENT, "client"),
    "mum": "mother",
    "mom": "mother",
    "dad": "father",
    "grandma": "grandmother",
    "gran": "grandmother",
    "granny": "grandmother",
    "nan": "grandmother",
    "nana": "grandmother",
    "grandad": "grandfather",
    "granddad": "grandfather",
    "grandpa": "grandfather",
    "妈": "妈妈",
    "母亲": "妈妈",
    "爸": "爸爸",
    "父亲": "爸爸",
    "哥": "哥哥",
    "姐": "姐姐",
    "弟": "弟弟",
    "妹": "妹妹",
    "老妈": "妈妈",
    "老爸": "爸爸",
    "媳妇": "老婆",
    "丈夫": "老公",
    "妻子": "老婆",
}


def person(subject: str) -> str:
    """One name for one relation: "mum" and "mother" are one subject, 妈 and 妈妈 another, 来访者 the client; folded."""
    folded = subject.strip().casefold()
    return _ONE_PERSON.get(folded, folded)


_SLOTS = {each.value: SAME_PLACE.get(each, each).value for each in Predicate}


def slot_of(predicate: str) -> str:
    """The slot in which values of a predicate stand beside one another; one of its own for a word not in the list."""
    return _SLOTS.get(predicate, predicate)


def is_many_valued(predicate: str) -> bool:
    """Whether several values hold at once. A predicate that is not in the list is taken to hold several."""
    try:
        return Predicate(predicate) in MULTI_VALUED
    except ValueError:
        return True


def is_clients_own(predicate: str) -> bool:
    """Whether only the client can know."""
    return predicate in {each.value for each in CLIENTS_OWN}
