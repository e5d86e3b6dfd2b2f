"""What can go wrong with profiles.

ProfileError
├── ProfileInvalid    a profile's file is not what the schema takes
├── UnknownProfile    no profile of that name ships; the known ones are named
└── ProfileForbids    a profile switches a feature off for this patient
"""

from collections.abc import Iterable, Mapping
from datetime import date


class ProfileError(Exception):
    """Anything about profiles."""


class ProfileInvalid(ProfileError):
    """The file cannot be used; nothing is taken from it."""

    def __init__(self, file: str, why: str) -> None:
        super().__init__(f"{file} is no profile: {why}")


class UnknownProfile(ProfileError):
    """Not on the list."""

    def __init__(self, known: Iterable[str]) -> None:
        self.known = sorted(known)
        super().__init__(f"there is no such profile; known are: {', '.join(self.known)}.")


class ProfileForbids(ProfileError):
    """Switched off where this patient is. `reason` and `remedy` by language tag (`en`, `zh-CN`)."""

    def __init__(
        self,
        *,
        feature: str,
        profile: str,
        source: str,
        dated: date,
        reason: Mapping[str, str],
        remedy: Mapping[str, str],
        what: str = "",
    ) -> None:
        about = f" ({what})" if what else ""
        super().__init__(f"profile {profile} switches {feature} off{about}. {remedy['en']}")
        self.feature = feature
        self.profile = profile
        self.source = source
        self.dated = dated.isoformat()
        self.reason = dict(reason)
        self.remedy = dict(remedy)
