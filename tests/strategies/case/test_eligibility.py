"""Whether courses fit what is recorded: refusals, warnings, questions, each with what to do."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from memory.record.course import Origin
from memory.record.identity import Language
from memory.record.presentation import (
    AgeBand,
    Caution,
    Certainty,
    CodeSystem,
    Contraindication,
    Diagnosis,
    Judgement,
    Presentation,
    Severity,
)
from strategies.course.case.eligibility import cautions_in, eligibility, families_in
from strategies.course.case.eligibility_words import RISK_LEVEL
from strategies.graph.library import Library
from strategies.graph.protocol import CourseFacts

COURSES = {each.id: each.protocol.course for each in Library.shipped().values() if each.protocol.course is not None}
CBT, PANIC = COURSES["cbt.depression.course"], COURSES["panic.course"]
DEPRESSION = Diagnosis(
    code="F32.1",
    system=CodeSystem.ICD10,
    label="depressive episode",
    certainty=Certainty.CONFIRMED,
    made_by="Dr Lin",
    principal=True,
)
FITS = Presentation(
    tenant="t",
    patient="p",
    id="pr",
    n=1,
    status=Judgement.ACCEPTED,
    origin=Origin.CLINICIAN,
    created_at=datetime(2026, 3, 2, tzinfo=UTC),
    diagnoses=(DEPRESSION,),
    severity=Severity.MODERATE,
    age_band=AgeBand.FROM_25,
)


def _found(presentation: Presentation | None, course: CourseFacts = CBT, risk: int = 0) -> list[tuple[str, str]]:
    found = eligibility(course, presentation, risk_level=risk, language=Language.EN)
    assert all(each.remedy for each in found)
    return [(each.rule, each.weight.value) for each in found]


def _caution(caution: Caution, cleared: str | None = None) -> Presentation:
    said = Contraindication(caution=caution, text="told", cleared_by=cleared, cleared_reason=cleared and "seen")
    return replace(FITS, contraindications=(said,))


def _also(code: str, certainty: Certainty) -> Presentation:
    other = replace(DEPRESSION, code=code, label="another", certainty=certainty, principal=False)
    return replace(FITS, diagnoses=(DEPRESSION, other))


def test_every_exclusion_of_the_shipped_courses_is_read_alike_in_both_languages() -> None:
    for course in COURSES.values():
        for text in course.exclusions:
            assert cautions_in(text) or RISK_LEVEL.search(text[Language.EN]), text
            apart = {language: cautions_in({language: said}) for language, said in text.items()}
            assert len(set(apart.values())) == 1, apart
        assert any(families_in(text) for text in course.indications)


@pytest.mark.parametrize(
    ("presentation", "risk", "found"),
    [
        (FITS, 0, []),
        (FITS, 3, []),
        (FITS, 4, [("excluded_by_risk", "refusal")]),
        (None, 0, [("no_presentation", "warning")]),
        (_caution(Caution.MANIA), 0, [("excluded", "refusal")]),
        (_caution(Caution.MANIA, cleared="dr"), 0, []),
        (_caution(Caution.PREGNANCY), 0, []),
        (_caution(Caution.OTHER), 0, [("other", "question")]),
        (_also("F20.0", Certainty.CONFIRMED), 0, [("excluded", "refusal")]),
        (_also("F20.0", Certainty.SUSPECTED), 0, [("excluded", "warning")]),
        (_also("F20.0", Certainty.RULED_OUT), 0, []),
        (_also("F31.7", Certainty.CONFIRMED), 0, [("excluded", "warning")]),
        (_also("6A20", Certainty.PROVISIONAL), 0, [("excluded", "refusal")]),
        (replace(FITS, age_band=AgeBand.FROM_16), 0, [("age", "refusal")]),
        (replace(FITS, age_band=None), 0, [("no_age", "warning")]),
        (replace(FITS, diagnoses=()), 0, [("no_diagnosis", "warning")]),
        (
            replace(FITS, diagnoses=(replace(DEPRESSION, certainty=Certainty.SUSPECTED),)),
            0,
            [("unsure_diagnosis", "warning")],
        ),
        (
            replace(FITS, diagnoses=(replace(DEPRESSION, code="F42.1", label="obsessive acts"),)),
            0,
            [("not_indicated", "warning")],
        ),
        (
            replace(FITS, diagnoses=(replace(DEPRESSION, code="x", label="复发性抑郁障碍", system=CodeSystem.LOCAL),)),
            0,
            [],
        ),
    ],
)
def test_what_is_recorded_is_held_against_the_course(
    presentation: Presentation | None, risk: int, found: list[tuple[str, str]]
) -> None:
    assert _found(presentation, risk=risk) == found


def test_the_same_record_is_another_matter_for_another_course() -> None:
    pregnant = replace(_caution(Caution.PREGNANCY), diagnoses=(replace(DEPRESSION, code="F41.0", label="panic"),))
    assert _found(pregnant, PANIC) == [("excluded", "refusal")]
    assert _found(FITS, PANIC) == [("not_indicated", "warning")]


def test_an_exclusion_that_no_rule_reads_is_a_question_and_an_overlapping_age_a_warning() -> None:
    course = CBT.model_copy(update={"exclusions": ({Language.EN: "a fear of ferries"},), "ages": (20, 65)})
    assert _found(replace(FITS, age_band=AgeBand.FROM_18), course) == [
        ("age", "warning"),
        ("unread_exclusion", "question"),
    ]


def test_another_severity_is_a_warning() -> None:
    course = CBT.model_copy(update={"indications": ({Language.EN: "depression, mild to moderate"},)})
    assert _found(replace(FITS, severity=Severity.SEVERE), course) == [("severity", "warning")]


def test_findings_speak_the_patients_language() -> None:
    [found] = eligibility(CBT, _caution(Caution.MANIA), risk_level=0, language=Language.ZH)
    assert "躁狂" in found.course_text
    assert "临床医生" in found.remedy
