"""Whether a course fits what a patient presents with: its indications, exclusions and ages against the record. Pure.

It refuses only on what is on record against the course; what nobody has said yet is a warning or a question, with
what to do about it. A clinician may override a refusal with a reason, which is kept beside it.
"""

from collections.abc import Iterator

from memory.record.identity import Language
from memory.record.presentation import (
    Caution,
    Certainty,
    Diagnosis,
    EligibilityFinding,
    Presentation,
    Severity,
    Weight,
)
from strategies.course.case.eligibility_words import (
    CAUTION_CODES,
    CAUTION_WORDS,
    FAMILY_CODES,
    FAMILY_WORDS,
    FINDINGS,
    RISK_LEVEL,
    SEVERITIES,
    TREATED_MAY_PASS,
    Family,
)
from strategies.graph.protocol import CourseFacts, Text, words_in
from strategies.planning.text import words

_SURE = frozenset({Certainty.CONFIRMED, Certainty.PROVISIONAL})
_STANDS = _SURE | {Certainty.SUSPECTED}
_SEVERITIES = tuple(Severity)


def families_of(diagnosis: Diagnosis) -> frozenset[Family]:
    """The families that a diagnosis belongs to, by its code, and by its label where the code is of none."""
    code = diagnosis.code.strip().upper()
    found = {family for family, pattern in FAMILY_CODES.items() if pattern.search(code)}
    return frozenset(found or {family for family, pattern in FAMILY_WORDS.items() if pattern.search(diagnosis.label)})


def cautions_in(text: Text) -> frozenset[Caution]:
    """The contraindications that an exclusion names, in whichever of its languages."""
    return frozenset(
        caution for caution, pattern in CAUTION_WORDS.items() if any(pattern.search(said) for said in text.values())
    )


def families_in(text: Text) -> frozenset[Family]:
    """The families that an indication names."""
    return frozenset(
        family for family, pattern in FAMILY_WORDS.items() if any(pattern.search(said) for said in text.values())
    )


def eligibility(
    course: CourseFacts, presentation: Presentation | None, *, risk_level: int, language: Language
) -> tuple[EligibilityFinding, ...]:
    """What speaks against the course, refusals first; empty when nothing does.

    `risk_level` is the patient's latch, 0 to 6.
    """
    found = [*_exclusions(course, presentation, risk_level, language)]
    if presentation is None:
        found.append(_finding("no_presentation", Weight.WARNING, "", language))
    else:
        found += [
            *_indications(course, presentation, language),
            *_ages(course, presentation, language),
            *_others(presentation, language),
        ]
    order = tuple(Weight)
    return tuple(sorted(found, key=lambda finding: order.index(finding.weight)))


def _finding(
    rule: str, weight: Weight, course_text: str, language: Language, *, remedy: str = "", said: str | None = None
) -> EligibilityFinding:
    return EligibilityFinding(
        rule=rule,
        weight=weight,
        course_text=course_text,
        patient_text=words(FINDINGS, rule, language) if said is None else said,
        remedy=words(FINDINGS, remedy or f"{rule}_do", language),
    )


def _exclusions(
    course: CourseFacts, presentation: Presentation | None, risk_level: int, language: Language
) -> Iterator[EligibilityFinding]:
    for text in course.exclusions:
        shown = words_in(text, language)
        level = _least_level(text)
        if level is not None and risk_level >= level:
            said = words(FINDINGS, "risk", language, level=risk_level)
            yield _finding("excluded_by_risk", Weight.REFUSAL, shown, language, remedy="risk_do", said=said)
        named = cautions_in(text)
        if presentation is not None:
            yield from _hits(shown, named, presentation, language)
            if level is None and not named:
                yield _finding("unread_exclusion", Weight.QUESTION, shown, language, remedy="unread_do", said="")


def _least_level(text: Text) -> int | None:
    found = [match for said in text.values() if (match := RISK_LEVEL.search(said)) is not None]
    return min((int(match[1] or match[2]) for match in found), default=None)


def _hits(
    shown: str, named: frozenset[Caution], presentation: Presentation, language: Language
) -> Iterator[EligibilityFinding]:
    """What is recorded of the contraindications that an exclusion names.

    One that was cleared speaks against nothing, nor does a diagnosis that means the same.
    """
    cleared = {each.caution for each in presentation.contraindications if each.cleared_by is not None}
    seen: set[Caution] = set()
    for each in presentation.contraindications:
        if each.caution in named - cleared:
            seen.add(each.caution)
            yield _finding("excluded", Weight.REFUSAL, shown, language, said=each.text)
    for diagnosis in presentation.diagnoses:
        meant = {caution for caution, codes in CAUTION_CODES.items() if codes.search(diagnosis.code.strip().upper())}
        hit = (meant & named) - cleared - seen
        if not hit or diagnosis.certainty not in _STANDS:
            continue
        seen |= hit
        said = f"{diagnosis.code} {diagnosis.label} ({diagnosis.certainty.value})"
        if diagnosis.certainty in _SURE and not hit <= TREATED_MAY_PASS:
            yield _finding("excluded", Weight.REFUSAL, shown, language, said=said)
        else:
            yield _finding("excluded", Weight.WARNING, shown, language, remedy="excluded_warning_do", said=said)


def _indications(course: CourseFacts, presentation: Presentation, language: Language) -> Iterator[EligibilityFinding]:
    """Whether any diagnosis that stands is of a family that the course is made for; and the severity."""
    wanted = frozenset(family for text in course.indications for family in families_in(text))
    shown = words_in(course.indications[0], language)
    standing = [each for each in presentation.diagnoses if each.certainty in _STANDS]
    if not standing:
        yield _finding("no_diagnosis", Weight.WARNING, shown, language)
        return
    fitting = [each for each in standing if families_of(each) & wanted]
    if wanted and not fitting:
        said = words(FINDINGS, "not_indicated", language, said="; ".join(f"{d.code} {d.label}" for d in standing))
        yield _finding("not_indicated", Weight.WARNING, shown, language, said=said)
    elif wanted and not any(each.certainty in _SURE for each in fitting):
        said = f"{fitting[0].code} {fitting[0].label} ({fitting[0].certainty.value})"
        yield _finding("unsure_diagnosis", Weight.WARNING, shown, language, remedy="unsure_do", said=said)
    texts = [said for text in course.indications for said in text.values()]
    span = next((match for said in texts if (match := SEVERITIES.search(said))), None)
    if span is not None and presentation.severity is not None:
        low, high = (_SEVERITIES.index(Severity(part.lower())) for part in span.groups())
        if not low <= _SEVERITIES.index(presentation.severity) <= high:
            said = words(FINDINGS, "severity", language, severity=presentation.severity.value)
            yield _finding("severity", Weight.WARNING, span.group(), language, said=said)


def _ages(course: CourseFacts, presentation: Presentation, language: Language) -> Iterator[EligibilityFinding]:
    low, high = course.ages
    shown = words(FINDINGS, "age_course", language, low=low, high=high)
    if presentation.age_band is None:
        yield _finding("no_age", Weight.WARNING, shown, language)
        return
    youngest, oldest = presentation.age_band.years
    said = words(FINDINGS, "age", language, band=presentation.age_band.value)
    if oldest < low or youngest > high:
        yield _finding("age", Weight.REFUSAL, shown, language, said=said)
    elif youngest < low or oldest > high:
        yield _finding("age", Weight.WARNING, shown, language, remedy="age_overlap_do", said=said)


def _others(presentation: Presentation, language: Language) -> Iterator[EligibilityFinding]:
    for each in presentation.contraindications:
        if each.caution is Caution.OTHER and each.cleared_by is None:
            said = words(FINDINGS, "other", language, text=each.text)
            yield _finding("other", Weight.QUESTION, "", language, said=said)
