"""What every embedder must do: the hashing one, one behind HTTP, and the local model (with small weights made here)."""

import hashlib
import json
import struct
from collections.abc import AsyncGenerator
from pathlib import Path
from typing import Any

import httpx2
import numpy as np
import pytest
from numpy.random import default_rng

from memory.recall.e5 import E5Embedder, WeightsUnreadable, installed
from memory.recall.embedding import Embedder, EmbedderUnavailable, HashingEmbedder
from strategies.speech.embeddings import AT_ONCE, EmbeddingServer, HttpEmbedder

TEXTS = ["My sister has a cat.", "我姐姐养了一只猫。", "  ", "", "a\x00b \ud83d", "cat " * 2_000]
PIECES = ["<s>", "<pad>", "</s>", "<unk>", "▁", "▁cat", "▁my", "▁sister", "cat", "c", "a", "t", "姐", "猫", ":"]


def weights(file: Path) -> str:
    """A model of one layer, 32 dimensions and a few pieces, in the layout of the real one; its SHA-256."""
    chance, size, wide = default_rng(1), 32, 64
    blob = [piece.encode() for piece in PIECES]
    offsets = np.cumsum([0, *map(len, blob)]).astype("<u4")
    folded = struct.pack("<IBI", ord("Ｃ"), 1, ord("c"))
    head = b"E5S1" + struct.pack("<I7ifi", 1, size, 1, 2, wide, len(PIECES), 300, 1, 1e-12, 32)
    head += struct.pack("<5iQ", len(PIECES), 0, 2, 1, 3, int(offsets[-1]))
    head += offsets.tobytes() + np.linspace(-1, -9, len(PIECES)).astype("<f4").tobytes() + b"".join(blob)
    head += struct.pack("<iI", 1, len(folded)) + folded

    def matrix(rows: int, columns: int) -> tuple[int, bytes]:
        blocks = [
            np.float16(0.05).tobytes() + chance.integers(0, 256, 16, dtype=np.uint8).tobytes()
            for _ in range(rows * columns // 32)
        ]
        return rows * columns, b"".join(blocks)

    def floats(count: int, *, ones: bool = False) -> tuple[int, bytes]:
        values = np.ones(count) if ones else chance.normal(0, 0.1, count)
        return count, values.astype("<f4").tobytes()

    tensors = {"emb.word": matrix(len(PIECES), size), "emb.pos": floats(300 * size), "emb.type": floats(size)}
    tensors |= {"emb.ln.w": floats(size, ones=True), "emb.ln.b": floats(size)}
    for name, rows, columns in (("q", size, size), ("k", size, size), ("v", size, size), ("ao", size, size),
                                ("fi", wide, size), ("fo", size, wide)):  # fmt: skip
        tensors |= {f"l0.{name}.w": matrix(rows, columns), f"l0.{name}.b": floats(rows)}
    for name in ("aln", "oln"):
        tensors |= {f"l0.{name}.w": floats(size, ones=True), f"l0.{name}.b": floats(size)}
    at = len(head) + 4 + sum(2 + len(name) + 21 for name in tensors)
    places = struct.pack("<i", len(tensors))
    for name, (count, data) in tensors.items():
        places += struct.pack("<H", len(name)) + name.encode() + struct.pack("<BIQQ", 0, count, at, len(data))
        at += len(data)
    file.write_bytes(head + places + b"".join(data for _, data in tensors.values()))
    return hashlib.sha256(file.read_bytes()).hexdigest()


async def served(scope: Any, receive: Any, send: Any) -> None:
    """An embedding server: letters counted, rows in reverse order, as servers may."""
    body = b""
    while True:
        message = await receive()
        body += message.get("body", b"")
        if not message.get("more_body"):
            break
    asked = json.loads(body)
    assert scope["path"] == "/v1/embeddings"
    assert len(asked["input"]) <= AT_ONCE
    rows = [
        {"index": n, "embedding": [1.0, float(len(text)), float(sum(map(ord, text)) % 97)]}
        for n, text in enumerate(asked["input"])
    ]
    answer = json.dumps({"object": "list", "data": rows[::-1], "model": asked["model"]}).encode()
    await send({"type": "http.response.start", "status": 200, "headers": [(b"content-type", b"application/json")]})
    await send({"type": "http.response.body", "body": answer})


@pytest.fixture(params=["hashing", "http", "local", "shipped"])
async def embedder(request: pytest.FixtureRequest, tmp_path: Path) -> AsyncGenerator[Embedder]:
    match request.param:
        case "http":
            server = EmbeddingServer(url="http://embed/v1", model="m", query_prefix="query: ")
            async with httpx2.AsyncClient(transport=httpx2.ASGITransport(app=served)) as http:
                yield HttpEmbedder(server, http=http)
        case "local":
            file = tmp_path / "small.bin"
            yield E5Embedder(file, sha256=weights(file))
        case "shipped":
            if (shipped := installed()) is None:
                pytest.skip("the extra `embed` is not installed")
            yield E5Embedder(shipped)
        case _:
            yield HashingEmbedder()


async def test_each_text_has_a_row_of_length_one(embedder: Embedder) -> None:
    texts = TEXTS[:4] if isinstance(embedder, HttpEmbedder) else TEXTS
    found = await embedder.embed(texts)
    assert (found.dtype.name, found.shape[0]) == ("float32", len(texts))
    assert np.allclose(np.linalg.norm(found, axis=1), 1, atol=1e-5)


async def test_a_text_has_the_same_row_alone_and_among_others(embedder: Embedder) -> None:
    many = await embedder.embed([*TEXTS[:2], *(f"cat {n}" for n in range(150))])
    alone = await embedder.embed([TEXTS[1]])
    assert np.allclose(many[1], alone[0], atol=1e-4)
    assert not np.allclose(many[0], many[1], atol=1e-3)


async def test_no_text_gives_no_row(embedder: Embedder) -> None:
    assert len(await embedder.embed([])) == 0


async def test_a_question_is_embedded_in_the_same_room(embedder: Embedder) -> None:
    said, asked = await embedder.embed(["cat"]), await embedder.embed(["cat"], as_query=True)
    assert said.shape == asked.shape
    assert embedder.name


async def test_letters_are_folded_as_the_model_reads_them(tmp_path: Path) -> None:
    file = tmp_path / "small.bin"
    local = E5Embedder(file, sha256=weights(file))
    wide, plain, other = await local.embed(["Ｃat", "cat", "sister"])
    assert np.allclose(wide, plain)
    assert not np.allclose(plain, other, atol=1e-3)


async def test_weights_that_were_not_reviewed_are_not_read(tmp_path: Path) -> None:
    file = tmp_path / "small.bin"
    weights(file)
    with pytest.raises(WeightsUnreadable, match="expected"):
        await E5Embedder(file).embed(["cat"])
    with pytest.raises(WeightsUnreadable, match="extra `embed`"):
        await E5Embedder(tmp_path / "none.bin").embed(["cat"])


@pytest.mark.parametrize(
    ("status", "body", "why"),
    [
        (500, "{}", "does not answer"),
        (200, "no json", "no list of vectors"),
        (200, '{"data": []}', "0 vectors for 2"),
        (200, '{"data": [{"index": 0, "embedding": [1]}, {"index": 0, "embedding": [1]}]}', "1 vectors for 2"),
        (200, '{"data": [{"index": 0, "embedding": [1]}, {"index": 1, "embedding": [1, 2]}]}', "different lengths"),
        (
            200,
            '{"data": [{"index": 0, "embedding": [NaN]}, {"index": 1, "embedding": [1]}]}',
            "list of vectors|none",
        ),
    ],
)
async def test_an_answer_that_is_none_is_no_vectors(status: int, body: str, why: str) -> None:
    def answer(_request: httpx2.Request) -> httpx2.Response:
        return httpx2.Response(status, text=body)

    async with httpx2.AsyncClient(transport=httpx2.MockTransport(answer)) as http:
        server = EmbeddingServer(url="http://embed/v1", model="m")
        with pytest.raises(EmbedderUnavailable, match=why):
            await HttpEmbedder(server, http=http).embed(["a", "b"])


@pytest.mark.parametrize(
    ("asked", "near", "far"),
    [("Who owns a pet?", "My sister has a cat.", "I lost my job."), ("谁有宠物", "我姐姐养了一只猫", "昨天我丢了工作")],
)
async def test_the_shipped_model_knows_what_words_mean(asked: str, near: str, far: str) -> None:
    if (shipped := installed()) is None:
        pytest.skip("the extra `embed` is not installed")
    model = E5Embedder(shipped)
    question = (await model.embed([asked], as_query=True))[0]
    close, other = await model.embed([near, far]) @ question
    assert close > other + 0.01
