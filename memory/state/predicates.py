"""The closed list of what a fact may be about, and how values of each stand beside one another."""

import re
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
    r"\b(?:quit|lost|left|resigned|fired|laid off|redundant|retired)\b|辞职|离职|被裁|被辞退|被开除|丢了工作|退休",
    re.IGNORECASE,
)


def ends(predicate: str, object: str) -> Predicate | None:  # noqa: A002 - the record's own word
    """The predicate whose values an event brings to an end: who has lost a job works there no more."""
    if predicate == Predicate.JOB_CHANGE and _LEFT_WORK.search(object):
        return Predicate.JOB
    return None


_ONE_PERSON = {
    "mum": "mother",
    "mom": "mother",
    "dad": "father",
    "grandma": "grandmother",
    "grandpa": "grandfather",
    "妈": "妈妈",
    "母亲": "妈妈",
    "爸": "爸爸",
    "父亲": "爸爸",
    "哥": "哥哥",
    "姐": "姐姐",
    "丈夫": "老公",
    "妻子": "老婆",
}


def person(subject: str) -> str:
    """One name for one relation: "mum" and "mother" are one subject, 妈 and 妈妈 another; folded."""
    folded = subject.strip().casefold()
    return _ONE_PERSON.get(folded, folded)


def slot_of(predicate: str) -> str:
    """The slot in which values of a predicate stand beside one another; one of its own for a word not in the list."""
    try:
        known = Predicate(predicate)
    except ValueError:
        return predicate
    return SAME_PLACE.get(known, known).value


def is_many_valued(predicate: str) -> bool:
    """Whether several values hold at once. A predicate that is not in the list is taken to hold several."""
    try:
        return Predicate(predicate) in MULTI_VALUED
    except ValueError:
        return True


def is_clients_own(predicate: str) -> bool:
    """Whether only the client can know."""
    return predicate in {each.value for each in CLIENTS_OWN}
