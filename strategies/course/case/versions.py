"""Which state of a patient's targets, goals or formulation was read: a short version of each, and the check on it.

No column counts these. The version is a digest of what the route shows, so that any change gives another one, whoever
made it: a clinician, a close, an import.
"""

from collections.abc import Sequence
from enum import StrEnum
from hashlib import sha256

import orjson

from memory.store.store import Work
from strategies.course.case.case_errors import CaseMoved

DIGITS = 16


class Part(StrEnum):
    """What has a version of its own."""

    TARGETS = "targets"
    GOALS = "goals"
    FORMULATION = "nodes and edges"


async def version_of(part: Part, work: Work) -> str:
    """The version of a part as it stands in this transaction: 16 hex digits."""
    records: Sequence[object]
    match part:
        case Part.TARGETS:
            records = [*await work.targets.all(), *await work.targets.evidence()]
        case Part.GOALS:
            records = [*await work.goals.scales(), *await work.goals.ratings()]
        case Part.FORMULATION:
            records = [*await work.formulation.nodes(), *await work.formulation.edges()]
    return sha256(orjson.dumps(records)).hexdigest()[:DIGITS]


async def hold(part: Part, work: Work, *, on_version: str | None) -> None:
    """Keeps the others who write the patient's case waiting until the transaction ends.

    `on_version` is the version that the writer read, where they say so. Raises: CaseMoved; NotFound (no such patient).
    """
    await work.whole.hold(beside_turns=True)
    if on_version is not None and (found := await version_of(part, work)) != on_version:
        raise CaseMoved(part, on_version, found)
