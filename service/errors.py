"""What can be wrong with a deployment. Refusals of requests are in `service.problems`.

ServiceError
├── SettingsInvalid     the settings cannot be used as they are
├── SigningKeyUnusable  the file with the signing key is there but cannot be used
└── DatabaseBehind      the database is not at the revision that this code was written for
"""


class ServiceError(Exception):
    """Any reason for which the service cannot run as it is set up."""


class SettingsInvalid(ServiceError):
    """The settings cannot be used as they are; the text says which and why, without values."""


class SigningKeyUnusable(ServiceError):
    """The file with the signing key is there but cannot be used; the text says why."""


class DatabaseBehind(ServiceError):
    """The database is not at the revision that this code was written for."""

    def __init__(self, found: str | None, head: str) -> None:
        super().__init__(f"the database stands at {found or 'nothing'}, not at {head}; run: throughline db upgrade")
