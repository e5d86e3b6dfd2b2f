"""What a patient presents with (medical model), and whether a course fits it: what makes a course eligible."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from memory.record.course import Origin, Source


class Judgement(StrEnum):
    """What became of a proposal. What a clinician writes is accepted from the start."""

    PROPOSED = "proposed"
    ACCEPTED = "accepted"
    REJECTED = "rejected"


class CodeSystem(StrEnum):
    """Where a diagnosis' code comes from; LOCAL for one without a code system."""

    ICD10 = "icd10"
    ICD11 = "icd11"
    DSM5TR = "dsm5tr"
    LOCAL = "local"


class Certainty(StrEnum):
    """How sure a diagnosis is. RULED_OUT stays on record: it says what it is not."""

    SUSPECTED = "suspected"
    PROVISIONAL = "provisional"
    CONFIRMED = "confirmed"
    REMITTED = "remitted"
    RULED_OUT = "ruled_out"


class Severity(StrEnum):
    """How severe, mildest first."""

    MILD = "mild"
    MODERATE = "moderate"
    SEVERE = "severe"


class AgeBand(StrEnum):
    """How old, as coarse as a pseudonymous record needs it. The last one has no upper end."""

    UNDER_12 = "0-11"
    FROM_12 = "12-15"
    FROM_16 = "16-17"
    FROM_18 = "18-24"
    FROM_25 = "25-44"
    FROM_45 = "45-64"
    FROM_65 = "65-120"

    @property
    def years(self) -> tuple[int, int]:
        """The youngest and the oldest age, both in the band."""
        low, _, high = self.value.partition("-")
        return int(low), int(high)


class Caution(StrEnum):
    """What may speak against a course. OTHER is told in words only, and no rule reads it."""

    MANIA = "mania"
    BIPOLAR_UNTREATED = "bipolar_untreated"
    PSYCHOSIS = "psychosis"
    WITHDRAWAL = "withdrawal"
    DEPENDENCE = "dependence"
    BODILY_CAUSE = "bodily_cause"
    ACTIVITY_LIMIT = "activity_limit"
    HEART = "heart"
    LUNG = "lung"
    SEIZURES = "seizures"
    PREGNANCY = "pregnancy"
    EATING_DISORDER = "eating_disorder"
    SELF_NEGLECT = "self_neglect"
    COGNITIVE_IMPAIRMENT = "cognitive_impairment"
    DANGER_AT_HOME = "danger_at_home"
    OTHER = "other"


@dataclass(frozen=True, slots=True, kw_only=True)
class Diagnosis:
    """One diagnosis and who made it. Those that are not `principal` are comorbidity."""

    code: str
    system: CodeSystem
    label: str
    certainty: Certainty
    made_by: str
    principal: bool = False
    made_on: date | None = None
    source: Source | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Medication:
    """A medicine by its name. No dose is kept: nothing here may turn into advice on one."""

    name: str
    since: date | None = None
    until: date | None = None
    source: Source | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Contraindication:
    """Something that may speak against a course; `cleared_by` names the clinician who said that it does not."""

    caution: Caution
    text: str
    cleared_by: str | None = None
    cleared_reason: str | None = None
    source: Source | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Presentation:
    """One version: `n` counts from 1 within the patient, proposals among them. The newest accepted one counts.

    A model or a rule only proposes (`origin`, status proposed); a clinician who accepts writes a new version, and
    `from_proposal` names what it came from.
    """

    tenant: str
    patient: str
    id: str
    n: int
    status: Judgement
    origin: Origin
    created_at: datetime
    diagnoses: tuple[Diagnosis, ...] = ()
    severity: Severity | None = None
    medications: tuple[Medication, ...] = ()
    age_band: AgeBand | None = None
    contraindications: tuple[Contraindication, ...] = ()
    actor: str | None = None
    reason: str = ""
    from_proposal: str | None = None
    decided_by: str | None = None
    decided_at: datetime | None = None
    decided_reason: str | None = None


class Weight(StrEnum):
    """What a finding does: REFUSAL stops a course from beginning until a clinician overrides it in writing."""

    REFUSAL = "refusal"
    WARNING = "warning"
    QUESTION = "question"


@dataclass(frozen=True, slots=True, kw_only=True)
class EligibilityFinding:
    """One thing that speaks against a course, or that nobody has said yet, and what to do about it.

    `rule` is a stable code, `course_text` the course's own words, `patient_text` what the presentation says.
    """

    rule: str
    weight: Weight
    course_text: str
    patient_text: str
    remedy: str


@dataclass(frozen=True, slots=True, kw_only=True)
class EligibilityCheck:
    """What was found when an episode began, and who began it all the same, and why. Appended, never changed."""

    tenant: str
    patient: str
    id: str
    episode: str
    protocol: str
    at: datetime
    findings: tuple[EligibilityFinding, ...]
    presentation: str | None = None
    actor: str | None = None
    override: str | None = None
