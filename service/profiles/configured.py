"""The policy that a deployment's settings ask for, and the patients whose profile is none that is known."""

from collections import Counter

from memory.store.store import Store
from service.settings import Settings
from strategies.profiles.policy import Policy
from strategies.profiles.profile import shipped

PAGE = 500


def policy_of(settings: Settings) -> Policy:
    """Profiles, modes and the deployment's own profile."""
    return Policy(default=settings.profile_default, modes=frozenset(settings.allowed_modes))


async def unknown_profiles(store: Store, tenant: str) -> dict[str, int]:
    """Names of profiles that no file has -> how many of a tenant's patients are under them."""
    known = shipped()
    found: Counter[str] = Counter()
    after: str | None = None
    while True:
        async with store.read_catalogue() as catalogue:
            patients = await catalogue.locate.patients(tenant, after=after, limit=PAGE)
        found.update(patient.profile for patient in patients if patient.profile not in known)
        if len(patients) < PAGE:
            return dict(found)
        after = patients[-1].id
