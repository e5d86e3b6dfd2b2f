"""A scripted model server that the service finds fit for every duty: it tells danger from small talk and reads numbers.

    python -m benchmarks.faults_model --latency 0.05

The scripted server alone is never asked to read or to close, since the probe finds that it reads nothing. This one
quotes the first number of what the client says, and answers questions about danger by a list of words.
"""

import argparse
import asyncio
import re
from typing import Any, cast

import orjson
import uvicorn

from benchmarks.scripted_server import Application, Json, Script, choose, instance, listen, options_of, schema_of, serve

_DANGER = re.compile(r"\bdie\b|dead|kill|cut my arm|no point in living|自杀|死|割|没有意义")
_NUMBERS = {"four": 4, "seven": 7, "四": 4, "七": 7, **{str(n): n for n in range(11)}}
_FIRST = re.compile(r"\b(?:four|seven|10|[0-9])\b|[四七]|(?<![0-9])(?:10|[0-9])(?![0-9])")


def words_in(last: str) -> str:
    """What the client says, in a prompt that quotes it between lines; the whole prompt where none is quoted."""
    parts = last.split("\n---\n")
    return parts[3] if len(parts) > 3 else last


class FitScript(Script):
    """The scripted server's answers, but for danger and numbers."""

    def reply(self, body: Json, *, obey: bool) -> str:
        """The text of the answer."""
        last = str(cast("list[Json]", body["messages"])[-1]["content"])
        schema = schema_of(body) if obey else None
        if schema is not None and _asks_for_slots(schema):
            return orjson.dumps(_read(schema, words_in(last))).decode()
        options = options_of(body) if obey else ()
        if options and _DANGER.search(words_in(last)):
            return choose(options, f"{last}\nsuicide")
        return super().reply(body, obey=obey)

    def first_token(self, text: str, options: tuple[str, ...], wanted: int) -> list[Json]:
        """The same with a word that is no option, as a server gives them that reports from before the constraint."""
        found = super().first_token(text, options, wanted)
        found[0]["top_logprobs"].append({"token": "Perhaps", "logprob": -7.0})
        return found


def _asks_for_slots(schema: Json) -> bool:
    fields = cast("dict[str, Json]", schema.get("properties") or {})
    return bool(fields) and all({"value", "quote"} <= _names(field) for field in fields.values())


def _names(field: Json) -> set[str]:
    return set(cast("dict[str, Any]", field.get("properties") or {}))


def _read(schema: Json, words: str) -> Json:
    read = cast("Json", instance(schema, words))
    found = _FIRST.search(words)
    for name, field in cast("dict[str, Json]", schema["properties"]).items():
        numeric = "integer" in str(field) or "number" in str(field)
        if found is not None and numeric:
            read[name] = {"quote": found[0], "value": _NUMBERS[found[0]]}
    return read


def main() -> None:
    """The command line."""
    parser = argparse.ArgumentParser(description="A scripted model server that is fit for every duty.")
    parser.add_argument("--latency", type=float, default=0.0, help="seconds before an answer begins")
    script = FitScript(latency=parser.parse_args().latency, per_token=0.0, window=0)
    bound = listen("127.0.0.1", 0)
    config = uvicorn.Config(
        Application(script), log_level="critical", access_log=False, lifespan="off", timeout_graceful_shutdown=1
    )
    print(f"http://127.0.0.1:{bound.getsockname()[1]}/v1", flush=True)
    asyncio.run(serve(uvicorn.Server(config), bound))


if __name__ == "__main__":
    main()
