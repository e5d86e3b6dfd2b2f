"""How well and how fast what was said is found: `python -m benchmarks.recall DATA [--json]`, and `--speed`.

DATA is a folder in one of the layouts of `benchmarks.recall_data`. Printed are machine, versions and data, then
recall@5/10/20 of the stating turn for five ways side by side on the same questions: BM25 (turns); words (turns, windows
and facts); dense (turns); the textbook's hybrid (BM25 and dense, reciprocal ranks with k = 60); and what is chosen
(words and vectors on turns, windows and facts, k = 10). Intervals are 95 %, resampled by patient. Milliseconds are of
one search without embedding the question, which is told apart.

Weights and thresholds were chosen on the part `dev` of `benchmarks/recall_set`; what is printed is of the part `test`
unless `--part` names another.
"""

import argparse
import asyncio
import json
import os
import sys
import time
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from hashlib import sha256
from pathlib import Path
from typing import Any

os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")  # small products: more threads wait for one another

import httpx2
import numpy as np

from benchmarks import recall_speed
from benchmarks.recall_arms import ARMS, KS, Found, Run, abstention, difference, figure, run
from benchmarks.recall_data import Past, read
from memory.recall.e5 import E5Embedder, installed
from memory.recall.embedding import Embedder, Floats, HashingEmbedder
from strategies.speech.embeddings import EmbeddingServer, HttpEmbedder

OWN_SET = Path(__file__).parent / "recall_set"
AT_ONCE = 64


@dataclass(frozen=True, slots=True, kw_only=True)
class Timed:
    """Vectors by text, and milliseconds of each question and each passage that was embedded now."""

    passages: dict[str, Floats]
    queries: dict[str, Floats]
    query_ms: list[float]
    passage_ms: float | None


def main(arguments: Sequence[str] | None = None) -> int:
    """Runs what is asked for and prints it."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.recall", description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("data", nargs="?", type=Path, default=OWN_SET, help="folder with pasts and questions")
    parser.add_argument("--part", choices=("test", "dev", "all"), default="test")
    parser.add_argument(
        "--embedder", default="local", help="local, hashing, none, or the URL of a server, with its /v1"
    )
    parser.add_argument("--model", default="", help="the model on that server")
    parser.add_argument("--weights", type=Path, help="the local model's file; else that of the extra `embed`")
    parser.add_argument("--cache", type=Path, help="a file (.npz) in which vectors are kept between runs")
    parser.add_argument("--json", action="store_true", dest="as_json")
    parser.add_argument("--signs", action="store_true", help="also what abstention is decided by, a line a question")
    parser.add_argument("--speed", action="store_true", help="time and databases instead of recall")
    parser.add_argument("--patients", type=int, default=10_000, help="patients in the database, with --speed")
    asked = parser.parse_args(arguments)
    embedder = _embedder(asked)
    if asked.speed:
        return recall_speed.main(embedder, patients=asked.patients, as_json=asked.as_json)
    pasts = [past for past in read(asked.data) if asked.part in {past.part, "all"}]
    vectors = asyncio.run(_embedded(embedder, pasts, asked.cache))
    done = run(pasts, vectors.passages, vectors.queries)
    told = report(asked.data, asked.part, pasts, done, embedder, vectors)
    if asked.as_json:
        print(json.dumps(told, ensure_ascii=False, indent=1))
    else:
        _print(told)
    if asked.signs:
        for sign in done.signs:
            print(json.dumps(asdict(sign)))
    return 0


def report(
    data: Path, part: str, pasts: Sequence[Past], done: Run, embedder: Embedder | None, vectors: Timed
) -> dict[str, Any]:
    """Everything that is printed, as plain values."""
    arms = [arm for arm in ARMS if arm in done.found]
    kinds = sorted({one.kind for one in done.found[arms[0]] if one.recall is not None})
    locales = sorted({past.locale for past in pasts})
    return {
        **recall_speed.machine(),
        "data": data.name,
        "part": part,
        "patients": len(pasts),
        "turns": sum(len(past.utterances) for past in pasts),
        "facts": sum(len(past.facts) for past in pasts),
        "questions": sum(len(past.questions) for past in pasts),
        "embedder": None if embedder is None else embedder.name,
        "query_embedding_ms": _spread(vectors.query_ms),
        "passage_embedding_ms": vectors.passage_ms,
        "recall": {
            arm: {
                "all": _at(done.found[arm]),
                **{f"kind {kind}": _at([one for one in done.found[arm] if one.kind == kind]) for kind in kinds},
                **{
                    f"language {locale}": _at([one for one in done.found[arm] if one.locale == locale])
                    for locale in (locales if len(locales) > 1 else ())
                },
            }
            for arm in arms
        },
        "over_bm25_at_10": {
            arm: asdict(difference(done.found[arm], done.found["BM25"], 10)) for arm in arms if arm != "BM25"
        },
        "search_ms": {arm: _spread([one.ms for one in done.found[arm]]) for arm in arms},
        "abstains": {
            arm: {"never_said": shares[0], "said": shares[1]}
            for arm in arms
            if (shares := abstention(done.found[arm])) is not None
        },
    }


def _at(found: Sequence[Found]) -> dict[str, Any]:
    figures = {str(k): figure(found, k) for k in KS}
    return {k: asdict(one) for k, one in figures.items() if one is not None}


def _spread(values: Sequence[float]) -> dict[str, float] | None:
    if not values:
        return None
    return {"p50": float(np.percentile(values, 50)), "p95": float(np.percentile(values, 95))}


def _print(told: dict[str, Any]) -> None:
    print(f"{told['machine']} · Python {told['python']} · NumPy {told['numpy']}")
    print(
        f"{told['data']} (part {told['part']}): {told['patients']} patients, {told['turns']} turns, "
        f"{told['facts']} facts, {told['questions']} questions · embedder: {told['embedder'] or 'none'}"
    )
    arms = list(told["recall"])
    print(f"\nrecall@{'/'.join(map(str, KS))} in per cent [95 % interval at 10, by patient]")
    print(f"{'':34}" + "".join(f"{arm:>31}" for arm in arms))
    for row in told["recall"][arms[0]]:
        cells = [told["recall"][arm][row] for arm in arms]
        if cells[0]:
            name = f"{row} (n={cells[0]['10']['n']})"
            print(f"{name:34}" + "".join(f"{_cell(cell):>31}" for cell in cells))
    for arm, one in told["over_bm25_at_10"].items():
        print(f"{arm} less BM25 at 10: {one['mean']:+.1f} [{one['low']:+.1f} {one['high']:+.1f}]")
    print("\nms of a search, p50 / p95: " + " · ".join(f"{arm} {_pair(one)}" for arm, one in told["search_ms"].items()))
    if told["query_embedding_ms"]:
        print(f"ms of embedding a question, p50 / p95: {_pair(told['query_embedding_ms'])}")
    if told["passage_embedding_ms"]:
        print(f"ms of embedding a turn or fact, in batches: {told['passage_embedding_ms']:.1f}")
    for arm, shares in told["abstains"].items():
        print(
            f"{arm} abstains from {shares['never_said']:.0f} % of what was never said, "
            f"{shares['said']:.0f} % of what was"
        )


def _cell(cell: dict[str, Any]) -> str:
    middle = cell["10"]
    return (
        f"{cell['5']['mean']:.1f}/{middle['mean']:.1f}/{cell['20']['mean']:.1f}"
        f" [{middle['low']:.1f} {middle['high']:.1f}]"
    )


def _pair(spread: dict[str, float]) -> str:
    return f"{spread['p50']:.1f} / {spread['p95']:.1f}"


def _embedder(asked: argparse.Namespace) -> Embedder | None:
    match asked.embedder:
        case "none":
            return None
        case "hashing":
            return HashingEmbedder()
        case "local":
            weights = asked.weights or installed()
            return None if weights is None else E5Embedder(weights)
        case url:
            return HttpEmbedder(EmbeddingServer(url=url, model=asked.model), http=httpx2.AsyncClient(trust_env=False))


async def _embedded(embedder: Embedder | None, pasts: Sequence[Past], cache: Path | None) -> Timed:
    """The vectors of every turn, fact and question; those in `cache` are not made again."""
    if embedder is None:
        return Timed(passages={}, queries={}, query_ms=[], passage_ms=None)
    kept = _kept(cache)
    said = dict.fromkeys(
        text for past in pasts for text in [*(one.text for one in past.utterances), *(one.text for one in past.facts)]
    )
    missing = [text for text in said if _key(embedder, "passage", text) not in kept]
    begun = time.perf_counter()
    for start in range(0, len(missing), AT_ONCE):
        some = missing[start : start + AT_ONCE]
        vectors = await embedder.embed(some)
        kept |= {_key(embedder, "passage", text): row for text, row in zip(some, vectors, strict=True)}
        print(f"\rembedded {start + len(some)} of {len(missing)}", end="", file=sys.stderr, flush=True)
    took = (time.perf_counter() - begun) * 1e3
    query_ms: list[float] = []
    for text in dict.fromkeys(question.text for past in pasts for question in past.questions):
        if _key(embedder, "query", text) not in kept:
            begun = time.perf_counter()
            kept[_key(embedder, "query", text)] = (await embedder.embed([text], as_query=True))[0]
            query_ms.append((time.perf_counter() - begun) * 1e3)
    if cache is not None:
        np.savez(cache, keys=np.asarray(list(kept)), rows=np.asarray(list(kept.values())))
    return Timed(
        passages={text: kept[_key(embedder, "passage", text)] for text in said},
        queries={
            question.text: kept[_key(embedder, "query", question.text)] for past in pasts for question in past.questions
        },
        query_ms=query_ms,
        passage_ms=took / len(missing) if missing else None,
    )


def _kept(cache: Path | None) -> dict[str, Floats]:
    if cache is None or not cache.is_file():
        return {}
    with np.load(cache) as opened:
        return dict(zip(opened["keys"].tolist(), opened["rows"], strict=True))


def _key(embedder: Embedder, kind: str, text: str) -> str:
    return sha256(f"{embedder.name}\0{kind}\0{text}".encode()).hexdigest()


if __name__ == "__main__":
    sys.exit(main())
