"""The families of what a reply may not say, and one finding of them."""

from dataclasses import dataclass
from enum import StrEnum


class Family(StrEnum):
    """What is wrong with a reply. Those of `AT_NODES` count only at nodes whose `never` list names them."""

    ROLE = "role_break"
    HUMAN = "claims_human"
    DOSING = "dosing"
    DIAGNOSIS = "diagnosis"
    SECRECY = "secrecy"
    PRESENCE = "presence"
    OUTCOME = "outcome"
    DELUSION = "delusion"
    HOPELESS = "hopeless"
    URGING = "urges_harm"
    METHOD = "method"
    VIOLENCE = "violence"
    ROMANCE = "romance"
    DEPENDENCE = "dependence"
    CARE = "other_care"
    SHAMING = "shaming"
    CONTRACT = "contract"
    ADVICE = "advice"
    CHEER = "cheer"
    NUMBER = "number"
    PLAYED_DOWN = "plays_down"
    JUDGED = "judges"
    ITSELF = "itself"


AT_NODES = frozenset({Family.ADVICE, Family.CHEER, Family.NUMBER, Family.PLAYED_DOWN, Family.JUDGED, Family.ITSELF})
"""Wrong only where the node says so: elsewhere a plan may be suggested, a step be praised or a fear be called small."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """One finding: which family, the stretch (as folded for the check) that gave it away, and its sentence as given."""

    family: Family
    words: str
    sentence: str
