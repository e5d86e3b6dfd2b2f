"""What is left of an erased patient: that it was done, and nothing of what was there."""

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class ErasureReceipt:
    """A patient was erased: by whom, when, why, and how many rows of which table.

    `patient_sha256` (hex, of the tenant, a line break and the patient's id) answers "was this one erased?" for who
    knows the id, and names nobody. `reason` is kept as it was given: it should name nobody either.
    """

    tenant: str
    id: str
    patient_sha256: str
    at: datetime
    actor: str
    reason: str
    rows: dict[str, int]
    while_open: bool = False
