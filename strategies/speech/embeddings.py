"""Vectors from an OpenAI-compatible `/v1/embeddings`."""

from collections.abc import Sequence
from dataclasses import dataclass, field

import httpx2
import numpy as np
from pydantic import BaseModel, ConfigDict, Field, ValidationError

from memory.recall.embedding import EmbedderUnavailable, Floats, unit

AT_ONCE = 64
"""Texts in one request."""


@dataclass(frozen=True, slots=True, kw_only=True)
class EmbeddingServer:
    """Where vectors come from. `url` ends in `/v1`; the prefixes are what the model was trained to tell apart by."""

    url: str
    model: str
    api_key: str | None = field(default=None, repr=False)
    query_prefix: str = ""
    passage_prefix: str = ""
    seconds: float = 10.0


class _Row(BaseModel):
    model_config = ConfigDict(extra="ignore")

    index: int = Field(ge=0)
    embedding: list[float] = Field(min_length=1)


class _Answer(BaseModel):
    model_config = ConfigDict(extra="ignore")

    data: list[_Row]


class HttpEmbedder:
    """An embedder behind HTTP."""

    def __init__(self, server: EmbeddingServer, *, http: httpx2.AsyncClient) -> None:
        self.name = server.model
        self._server, self._http = server, http

    async def embed(self, texts: Sequence[str], *, as_query: bool = False) -> Floats:
        """As the port says: in requests of AT_ONCE texts. Raises: EmbedderUnavailable."""
        prefix = self._server.query_prefix if as_query else self._server.passage_prefix
        rows: list[list[float]] = []
        for start in range(0, len(texts), AT_ONCE):
            rows += await self._asked([prefix + text for text in texts[start : start + AT_ONCE]])
        if len({len(row) for row in rows}) > 1:
            raise EmbedderUnavailable(f"{self._server.url} gave vectors of different lengths")
        found = np.asarray(rows, dtype=np.float32).reshape(len(rows), -1 if rows else 0)
        if not np.isfinite(found).all():
            raise EmbedderUnavailable(f"{self._server.url} gave numbers that are none")
        return unit(found)

    async def _asked(self, texts: Sequence[str]) -> list[list[float]]:
        server = self._server
        headers = {} if server.api_key is None else {"Authorization": f"Bearer {server.api_key}"}
        body = {"model": server.model, "input": list(texts), "encoding_format": "float"}
        try:
            answer = await self._http.post(
                f"{server.url}/embeddings", json=body, headers=headers, timeout=server.seconds
            )
            answer.raise_for_status()
            data = _Answer.model_validate_json(answer.content).data
        except httpx2.HTTPError as error:
            raise EmbedderUnavailable(f"{server.url} does not answer: {type(error).__name__}") from error
        except ValidationError as error:
            raise EmbedderUnavailable(f"{server.url} gave no list of vectors") from error
        rows = {row.index: row.embedding for row in data}
        if sorted(rows) != list(range(len(texts))):
            raise EmbedderUnavailable(f"{server.url} gave {len(rows)} vectors for {len(texts)} texts")
        return [rows[n] for n in range(len(texts))]
