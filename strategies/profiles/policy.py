"""The ruling for one patient: what the profiles that hold for them switch off here."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from memory.record.identity import Patient
from memory.record.session import SessionMode
from strategies.profiles.errors import ProfileForbids, UnknownProfile
from strategies.profiles.feature import REMEDIES, Feature
from strategies.profiles.profile import NONE, Profile, SwitchedOff, shipped


@dataclass(frozen=True, slots=True, kw_only=True)
class Ruling:
    """What is switched off for a patient. `profiles`: those that hold, the patient's own first; none: no limits."""

    profiles: tuple[Profile, ...]

    def line(self, feature: Feature) -> tuple[Profile, SwitchedOff] | None:
        """The first profile that switches `feature` off, with its line; none where it is on."""
        for profile in self.profiles:
            switched = profile.switched(feature)
            if switched is not None:
                return profile, switched
        return None

    def forbids(self, feature: Feature) -> bool:
        """Whether `feature` is off."""
        return self.line(feature) is not None

    def check(self, feature: Feature, what: str = "") -> None:
        """Refuses where `feature` is off; `what` names, by ids, what it was wanted for. Raises: ProfileForbids."""
        found = self.line(feature)
        if found is None:
            return
        profile, switched = found
        raise ProfileForbids(
            feature=feature.value,
            profile=profile.id,
            source=profile.source,
            dated=profile.dated,
            reason=switched.reason.by_tag(),
            remedy={language.value: text for language, text in REMEDIES[feature].items()},
            what=what,
        )

    @property
    def review_after_sessions(self) -> int | None:
        """After so many sessions without a review the next one waits; the fewest of any profile."""
        return min((each.review_after_sessions for each in self.profiles if each.review_after_sessions), default=None)

    @property
    def disclose_every_hours(self) -> float | None:
        """So often a session says that a machine speaks; the most often of any profile."""
        return min((each.disclose_every_hours for each in self.profiles if each.disclose_every_hours), default=None)


FREE = Ruling(profiles=())
"""Nothing is switched off: nobody real is concerned."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Policy:
    """The profiles that are known, the deployment's own, and the modes that it allows.

    A patient is under their own profile and the deployment's: what either switches off is off. `none` adds nothing of
    its own, so it cannot be used to leave the deployment's. A name that is not known counts as all profiles together.
    """

    known: Mapping[str, Profile] = field(default_factory=shipped)
    default: str = NONE
    modes: frozenset[SessionMode] = frozenset(SessionMode)

    def knows(self, name: str) -> bool:
        """Whether there is a profile of that name."""
        return name in self.known

    def profiles_of(self, patient: Patient) -> tuple[Profile, ...]:
        """The profiles that hold for a patient, their own first."""
        named = dict.fromkeys((patient.profile, self.default))
        if not all(map(self.knows, named)):
            return tuple(self.known.values())
        return tuple(self.known[name] for name in named)

    def ruling(self, patient: Patient, mode: SessionMode | None = None) -> Ruling:
        """What is switched off for a patient, in a session of `mode` if one is meant.

        A simulated patient is nobody: nothing is off for them, but in copilot sessions, which are held as real ones.
        """
        if patient.simulated and mode is not SessionMode.COPILOT:
            return FREE
        return Ruling(profiles=self.profiles_of(patient))

    def named(self, name: str | None) -> str:
        """The profile of a new patient: `name`, or the deployment's. Raises: UnknownProfile."""
        if name is not None and not self.knows(name):
            raise UnknownProfile(self.known)
        return self.default if name is None else name


def may_deliver(names: Iterable[str], known: Mapping[str, Profile]) -> bool:
    """Whether every profile named allows that anything is delivered to patients' own devices."""
    return all(name in known and known[name].allows_patient_delivery for name in names)
