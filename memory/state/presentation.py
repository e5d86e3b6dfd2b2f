"""What a presentation may not hold: a dose, two principal diagnoses, days that run backwards. Pure."""

import re

from memory.record.presentation import Presentation
from memory.state.errors import StateError

_DOSE = re.compile(
    r"\d+(?:[.,]\d+)?\s*(?:mg|mcg|µg|μg|ug|g|ml|iu|units?|毫克|微克|克|毫升|单位|mg/kg)(?![a-z])|"
    r"\b(?:\d+|one|two|three|half(?: a)?)\s*(?:x|times?|tablets?|pills?|capsules?|drops?|puffs?)\b|"
    r"\b(?:once|twice|thrice)\b|\b(?:daily|nightly|hourly|b\.?i\.?d\.?|t\.?i\.?d\.?|q\.?d\.?|q\.?h\.?s\.?|prn)(?![a-z])|"
    r"\b(?:per|every|a|each) (?:day|night|morning|evening|week)\b|"
    r"[\d一二两三半]+\s*(?:片|粒|颗|丸|支|滴|喷)|每(?:天|日|晚|早|周|次)|一(?:天|日)[\d一二两三]*次|(?:早|晚|睡前)(?:服|吃)",
    re.IGNORECASE,
)


class DoseInName(StateError):
    """A medicine came with a dose. Only its name is kept, so that nothing here can become advice on one."""

    def __init__(self, path: str, dose: str) -> None:
        super().__init__(path, f"{dose!r} is a dose; write the medicine's name alone")


class Backwards(StateError):
    """Something ended before it began."""

    def __init__(self, path: str) -> None:
        super().__init__(path, "it ends before it begins; put the two days right")


class TwoPrincipals(StateError):
    """More than one diagnosis is called the principal one."""

    def __init__(self) -> None:
        super().__init__("diagnoses", "more than one is `principal`; the others are comorbidity")


class ClearedByNobody(StateError):
    """A contraindication is cleared without a reason."""

    def __init__(self, path: str) -> None:
        super().__init__(path, "it is cleared without a reason; write `cleared_reason`")


def check_presentation(presentation: Presentation) -> None:
    """Raises: DoseInName, Backwards, TwoPrincipals, ClearedByNobody, each with the path of what is wrong."""
    for i, medication in enumerate(presentation.medications):
        dose = _DOSE.search(medication.name)
        if dose is not None:
            raise DoseInName(f"medications[{i}].name", dose.group())
        if medication.since and medication.until and medication.until < medication.since:
            raise Backwards(f"medications[{i}].until")
    if sum(diagnosis.principal for diagnosis in presentation.diagnoses) > 1:
        raise TwoPrincipals
    for i, caution in enumerate(presentation.contraindications):
        if caution.cleared_by is not None and not (caution.cleared_reason or "").strip():
            raise ClearedByNobody(f"contraindications[{i}].cleared_reason")
