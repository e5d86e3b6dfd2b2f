"""Erased words taken out of the rows of a bundle: each letter becomes a block, so that every offset stays as it was.

A bundle carries turns, claims and prompts word for word; a fact that was erased is to be in none of them. What was
blotted out stays so: the bundle of the patient it is brought back as has the same bytes.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from typing import cast

import orjson

from memory.record.codec import Cell
from memory.record.prompts import digest, pack, unpack

BLOCK = "█"
SHORTEST, SHORTEST_CHINESE = 6, 3
"""Shorter words are blotted out where the fact had them and nowhere else: they are in every text."""
Rows = dict[str, list[dict[str, Cell]]]
Place = tuple[str, int, int, int]
_CHINESE = re.compile(r"[\u3400-\u9fff]")


def redacted(rows: Rows, erased: Sequence[Place]) -> Rows:
    """The rows of every table without the words of erased facts. `erased`: session, turn, start, end of each.

    Raises: zlib.error when a prompt is damaged.
    """
    if not erased:
        return rows
    turns = {(str(row["session"]), cast("int", row["n"])): str(row["text"]) for row in rows["turns"]}
    words: set[str] = set()
    for session, turn, start, end in erased:
        text = turns.get((session, turn), "")
        said = text[start:end]
        turns[session, turn] = text[:start] + BLOCK * len(said) + text[end:]
        least = SHORTEST_CHINESE if _CHINESE.search(said) else SHORTEST
        if len(said) >= least and set(said) != {BLOCK}:
            words.add(said)
    told = [_blotting(words), _blotting({orjson.dumps(each)[1:-1].decode() for each in words})]
    found = {name: [_row_without(row, told) for row in each] for name, each in rows.items()}
    for row in found["turns"]:
        row["text"] = _without(turns[str(row["session"]), cast("int", row["n"])], told[:1])
    if words:
        found["calls"] = _calls_without(rows["calls"], found["calls"], told[1:])
    return found


def _blotting(words: Iterable[str]) -> re.Pattern[str] | None:
    longest_first = sorted(words, key=lambda each: (-len(each), each))
    return re.compile("|".join(map(re.escape, longest_first))) if longest_first else None


def _without(text: str, told: Sequence[re.Pattern[str] | None]) -> str:
    for pattern in told:
        if pattern is not None:
            text = pattern.sub(lambda match: BLOCK * len(match[0]), text)
    return text


def _row_without(row: Mapping[str, Cell], told: Sequence[re.Pattern[str] | None]) -> dict[str, Cell]:
    return {name: _without(cell, told) if isinstance(cell, str) else cell for name, cell in row.items()}


def _calls_without(
    before: Sequence[Mapping[str, Cell]], after: Sequence[dict[str, Cell]], told: Sequence[re.Pattern[str] | None]
) -> list[dict[str, Cell]]:
    """Calls with their prompts packed anew, each on the one that it leaned on."""
    plain: dict[object, bytes] = {}
    blotted: dict[object, bytes] = {}
    packed: dict[object, dict[str, Cell]] = {}
    for old in sorted(before, key=lambda row: cast("int", row["depth"])):
        base = old["base"]
        plain[old["id"]] = unpack(cast("bytes", old["packed"]), base=plain[base] if base is not None else None)
        text = _without(plain[old["id"]].decode(), told).encode()
        blotted[old["id"]] = text
        packed[old["id"]] = {
            "packed": pack(text, base=blotted[base] if base is not None else None),
            "prompt_sha256": digest(text),
        }
    return [{**row, **packed[row["id"]]} for row in after]
