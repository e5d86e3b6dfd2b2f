"""Protocols as plain values, so that a test can write them another way."""

import json
from random import Random
from typing import cast

from strategies.graph.protocol import Protocol

Plain = None | bool | int | float | str | list["Plain"] | dict[str, "Plain"]


def plain_of(protocol: Protocol) -> dict[str, Plain]:
    """The protocol as its file could have it, what is not said left out."""
    return cast("dict[str, Plain]", protocol.model_dump(mode="json", by_alias=True, exclude_none=True))


def as_text(plain: dict[str, Plain]) -> str:
    """Plain values as a file: JSON, which is YAML."""
    return json.dumps(plain, ensure_ascii=False, indent=1)


def shuffled(plain: Plain, rng: Random) -> dict[str, Plain]:
    """The same with the keys of every map in another order."""
    return cast("dict[str, Plain]", _shuffled(plain, rng))


def _shuffled(plain: Plain, rng: Random) -> Plain:
    if isinstance(plain, dict):
        keys = list(plain)
        rng.shuffle(keys)
        return {key: _shuffled(plain[key], rng) for key in keys}
    return [_shuffled(each, rng) for each in plain] if isinstance(plain, list) else plain
