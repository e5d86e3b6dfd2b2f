"""The trained layer: the probability that a text speaks of danger, from hashed pieces of words. It can only raise.

A logistic regression over character n-grams (2 to 5, of the folded text, both scripts in one table), Latin word n-grams
(1 and 2), and pairs of words, or Chinese characters, that stand up to `APART` places from each other. The table holds
one signed byte for each of 2^bits buckets; `strategies.risk.training` writes it.
"""

import re
import zlib
from dataclasses import dataclass
from functools import cache, lru_cache
from itertools import pairwise
from pathlib import Path

import numpy as np
import numpy.typing as npt
from pydantic import BaseModel, ConfigDict, Field

from memory.record.identity import Language
from memory.record.language import has_cjk, language_of
from strategies.risk.rules import suspect
from strategies.risk.weights_file import check_size, content_of, parted

WEIGHTS = Path(__file__).with_name("model") / "weights.bin"
FORMAT = 2
"""1 had no pairs of words."""
STRETCH, STRETCH_CHINESE = 160, 64
"""Characters of a stretch: whole sentences, about as long as lines of the bank. A longer text is read in several."""
MANY = 2
"""A text of more stretches has to be surer: among many one is always odd."""

CHARACTERS = (2, 3, 4, 5)
APART = 16
"""Places between the two of a pair: "want" and "over" in "I just want all of this to be over"."""
_MULTIPLIER, _MIXER = np.uint32(0x01000193), np.uint32(0x9E3779B1)
_SENTENCE = re.compile(r"[^.!?。！？\n]*[.!?。！？\n]+\s*|[^.!?。！？\n]+$")
_NO_LETTER = re.compile(r"[^\w']+")
_WORD = re.compile(r"[a-z0-9']+")
_UNIT = re.compile(r"[a-z0-9']+|[\u4e00-\u9fff]")

Buckets = npt.NDArray[np.intp]


class Header(BaseModel):
    """What stands before the table in the file: one line of JSON.

    The rest are probabilities from which a text alarms: `suspect_` where it holds a word that danger is often spoken
    with, `plain_` where it holds none; `lowered` where the lexicon found a phrase that was denied, a turn of phrase or
    quoted; `long` where it has many stretches.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")
    format: int = Field(ge=FORMAT, le=FORMAT)
    bits: int = Field(ge=8, le=22)
    scale: float = Field(gt=0)
    bias: float = Field(allow_inf_nan=False)
    suspect_latin: float = Field(gt=0, lt=1)
    suspect_chinese: float = Field(gt=0, lt=1)
    plain_latin: float = Field(gt=0, lt=1)
    plain_chinese: float = Field(gt=0, lt=1)
    lowered: float = Field(gt=0, lt=1)
    long: float = Field(gt=0, lt=1)
    bank_sha256: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Classifier:
    """A header and its table of 2^bits signed bytes."""

    header: Header
    table: npt.NDArray[np.int8]

    def probability(self, folded: str) -> float:
        """Of danger (tier 1 or more) in a text folded by `normalise`, 0 to 1; of a long one, its worst stretch."""
        return self.worst(folded)[0]

    def worst(self, folded: str) -> tuple[float, Buckets]:
        """The probability of the worst stretch of a folded text, and the stretch's features."""
        header = self.header
        read = [features(each, bits=header.bits) for each in stretches(folded)]
        chances = [chance(self.table, buckets, scale=header.scale, bias=header.bias) for buckets in read]
        most = max(range(len(read)), key=chances.__getitem__)
        return chances[most], read[most]

    def ask_from(self, folded: str, *, lowered: bool) -> float:
        """The probability from which this text alarms."""
        header, chinese = self.header, language_of(folded) is Language.ZH
        if suspect(folded):
            least = header.suspect_chinese if chinese else header.suspect_latin
        else:
            least = header.plain_chinese if chinese else header.plain_latin
        if len(folded) > STRETCH_CHINESE and len(stretches(folded)) > MANY:
            least = max(least, header.long)
        return max(least, header.lowered) if lowered else least


def chance(table: npt.NDArray[np.int8], buckets: Buckets, *, scale: float, bias: float) -> float:
    """The probability that a table gives to features of length 1 together, 0 to 1."""
    total = int(table[buckets].sum(dtype=np.int64))
    return float(1 / (1 + np.exp(-(bias + scale * total / max(buckets.size, 1) ** 0.5))))


def stretches(folded: str) -> list[str]:
    """A text in stretches of whole sentences; one that is longer is read through windows that overlap by half."""
    most = STRETCH_CHINESE if has_cjk(folded) else STRETCH
    if len(folded) <= most:
        return [folded]
    found: list[str] = []
    for sentence in _SENTENCE.findall(folded):
        if len(sentence) > most:
            found += [sentence[at : at + most] for at in range(0, len(sentence) - most // 2, most // 2)]
        elif found and len(found[-1]) + len(sentence) <= most:
            found[-1] += sentence
        else:
            found.append(sentence)
    return found


def features(folded: str, *, bits: int) -> Buckets:
    """The buckets of a text's features, each once, rising; values are 1 over the root of their number."""
    letters = _NO_LETTER.sub(" ", folded).strip()
    if not letters:
        return np.empty(0, dtype=np.intp)
    codes = np.frombuffer(f" {letters} ".encode("utf-32-le"), dtype=np.uint32)
    shift = np.uint32(32 - bits)
    hashed: list[npt.NDArray[np.uint32]] = []
    rolled = codes
    for length in range(2, CHARACTERS[-1] + 1):
        if len(codes) < length:
            break
        rolled = rolled[:-1] * _MULTIPLIER + codes[length - 1 :]
        hashed.append(((rolled ^ np.uint32(length)) * _MIXER) >> shift)
    words = [word.encode() for word in _WORD.findall(letters)]
    either = words if letters.isascii() else [unit.encode() for unit in _UNIT.findall(letters)]
    named = [b"w " + word for word in words]
    named += [b"w " + left + b" " + right for left, right in pairwise(words)]
    hashed.append(np.array([zlib.crc32(each) for each in named], dtype=np.uint32) >> shift)
    units = np.array([zlib.crc32(each) for each in either], dtype=np.uint32)
    first, second = _apart(len(units))
    hashed.append(((units[first] * _MULTIPLIER ^ units[second]) * _MIXER) >> shift)
    found = np.concatenate(hashed)
    found.sort()
    return each_once(found.astype(np.intp))


def each_once(rising: Buckets) -> Buckets:
    """Sorted buckets without those that stand there again."""
    first = np.ones(rising.size, dtype=np.bool_)
    np.not_equal(rising[1:], rising[:-1], out=first[1:])
    return rising[first]


@lru_cache(maxsize=256)
def _apart(units: int) -> tuple[Buckets, Buckets]:
    """The places of the two of each pair in a text of so many units."""
    first, second = np.triu_indices(units, 2)
    near = second - first <= APART
    return first[near], second[near]


def to_bytes(classifier: Classifier) -> bytes:
    """The file: the header on one line, then the table."""
    return classifier.header.model_dump_json().encode() + b"\n" + classifier.table.tobytes()


def from_bytes(content: bytes, *, where: str) -> Classifier:
    """The classifier that `to_bytes` wrote.

    Raises:
        WeightsUnusable: when it is not such a file.
    """
    header, table = parted(content, Header, where=where)
    check_size(table, 1 << header.bits, where=where)
    return Classifier(header=header, table=np.frombuffer(table, dtype=np.int8))


@cache
def shipped() -> Classifier:
    """The classifier that ships, read once.

    Raises:
        WeightsUnusable: when its file is missing or broken.
    """
    return from_bytes(content_of(WEIGHTS), where=WEIGHTS.name)
