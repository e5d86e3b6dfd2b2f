"""How urgent what the classifier hears is, and of which kind: heads of their own over the same pieces of words.

Two heads say whether a text deserves tier 2 or 3, six of which kind its danger is; each is a logistic regression as in
`strategies.risk.classifier`, fitted by `strategies.risk.grade_training`. They are asked only about a text in which
danger was heard; they raise and lower nothing. A kind that no head is sure of goes the way of suicide.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import accumulate, pairwise
from pathlib import Path

import numpy as np
import numpy.typing as npt
from pydantic import BaseModel, ConfigDict, Field

from memory.record.risk import RiskKind
from strategies.risk.classifier import Buckets, chance, each_once
from strategies.risk.errors import WeightsUnusable
from strategies.risk.weights_file import check_size, content_of, parted

GRADES = Path(__file__).with_name("model") / "grades.bin"
FORMAT = 1
SCREEN, PAGE = "screen", "page"
TIERS: Mapping[str, int] = {PAGE: 3, SCREEN: 2}
"""The heads of a tier, the highest first: each says whether a text deserves it or more."""
SUICIDE = "suicide"
KINDS: Mapping[str, RiskKind] = {
    each.value: each
    for each in (
        RiskKind.SELF_HARM_NONSUICIDAL,
        RiskKind.HARM_TO_OTHERS,
        RiskKind.HARM_FROM_OTHERS,
        RiskKind.PSYCHOSIS_COMMAND,
        RiskKind.MEDICAL_EMERGENCY,
    )
}
"""The kinds with a head of their own name; every other danger is of the head `SUICIDE`."""
_OF_SUICIDE = (RiskKind.PASSIVE_IDEATION, RiskKind.ACTIVE_IDEATION, RiskKind.PLAN_OR_INTENT)
"""What talk of suicide is called at tier 1, 2 and 3."""


class Head(BaseModel):
    """One question: its table has 2^bits signed bytes, each worth `scale`; `sure_` is from where it is believed."""

    model_config = ConfigDict(frozen=True, extra="forbid")
    name: str
    bits: int = Field(ge=8, le=22)
    scale: float = Field(gt=0)
    bias: float = Field(allow_inf_nan=False)
    sure_latin: float = Field(gt=0, le=1)
    sure_chinese: float = Field(gt=0, le=1)

    def sure(self, *, chinese: bool) -> float:
        """The probability from which it is believed of a text."""
        return self.sure_chinese if chinese else self.sure_latin


class Header(BaseModel):
    """What stands before the tables in the file: one line of JSON. The tables follow in the order of the heads."""

    model_config = ConfigDict(frozen=True, extra="forbid")
    format: int = Field(ge=FORMAT, le=FORMAT)
    heads: tuple[Head, ...]
    bank_sha256: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Grade:
    """The tier, 1 to 3, and the kind of a danger that was heard; `chance` is that of the head which gave the tier.

    `chance` is none where no head was sure, and the tier 1.
    """

    tier: int
    kind: RiskKind
    chance: float | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Grader:
    """The heads, each with its table of signed bytes."""

    header: Header
    tables: tuple[npt.NDArray[np.int8], ...]

    def grade(self, buckets: Buckets, *, bits: int, chinese: bool) -> Grade:
        """Of words that speak of danger: their features in a table of 2^bits, no smaller than that of any head."""
        heads = self.header.heads
        sized = {fewer: in_bits(buckets, bits, fewer) for fewer in {head.bits for head in heads}}
        chances = {
            head.name: chance(table, sized[head.bits], scale=head.scale, bias=head.bias)
            for head, table in zip(heads, self.tables, strict=True)
        }
        sure = {head.name: head.sure(chinese=chinese) for head in heads}
        kind = max((SUICIDE, *KINDS), key=chances.__getitem__)
        if kind in KINDS and chances[kind] < sure[kind]:
            kind = SUICIDE
        for name, tier in TIERS.items():
            if chances[name] >= sure[name]:
                return Grade(tier=tier, kind=KINDS.get(kind, _OF_SUICIDE[tier - 1]), chance=chances[name])
        return Grade(tier=1, kind=KINDS.get(kind, _OF_SUICIDE[0]))


def in_bits(buckets: Buckets, bits: int, fewer: int) -> Buckets:
    """The buckets that the same features have in a smaller table."""
    return each_once(buckets >> (bits - fewer))


def to_bytes(grader: Grader) -> bytes:
    """The file: the header on one line, then the tables."""
    return grader.header.model_dump_json().encode() + b"\n" + b"".join(each.tobytes() for each in grader.tables)


def from_bytes(content: bytes, *, where: str) -> Grader:
    """The grader that `to_bytes` wrote.

    Raises:
        WeightsUnusable: when it is not such a file.
    """
    header, rest = parted(content, Header, where=where)
    names = [head.name for head in header.heads]
    if sorted(names) != sorted(head_names()):
        raise WeightsUnusable(where, f"it has heads for {', '.join(names)}")
    ends = [0, *accumulate(1 << head.bits for head in header.heads)]
    check_size(rest, ends[-1], where=where)
    tables = tuple(np.frombuffer(rest[start:end], dtype=np.int8) for start, end in pairwise(ends))
    return Grader(header=header, tables=tables)


def head_names() -> Sequence[str]:
    """The names of the heads, in the order of their tables."""
    return (SCREEN, PAGE, SUICIDE, *KINDS)


@cache
def shipped() -> Grader:
    """The grader that ships, read once.

    Raises:
        WeightsUnusable: when its file is missing or broken.
    """
    return from_bytes(content_of(GRADES), where=GRADES.name)
