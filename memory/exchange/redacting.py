"""Erased words taken out of the rows of a bundle: each letter becomes a block, so that every offset stays as it was.

A bundle carries turns, claims and prompts word for word; a fact that was erased is to be in none of them. Only what
people or models wrote is read and blotted (`FREE_TEXT`), never a key, id, code or time: every row can be read again.
What was blotted out stays so: the bundle of the patient it is brought back as has the same bytes.

The same words stay readable where a fact still in the record rests on them, and in rows made after the erasure: there
they are a new disclosure. A row whose time is not known counts as made before.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, cast

import orjson

from memory.record import packing
from memory.record.codec import Cell
from memory.record.prompts import digest, pack, unpack
from memory.record.state import FactStatus, Place
from memory.state.withheld import BLOCK, overlap

SHORTEST, SHORTEST_CHINESE = 6, 3
"""Shorter words are blotted out where the fact had them, there and where that is quoted: they are in every text."""
Row = dict[str, Cell]
Rows = dict[str, list[Row]]
_CHINESE = re.compile(r"[\u3400-\u9fff]")
_PROSE = re.compile(r"[\s\u3400-\u9fff]")


@dataclass(frozen=True, slots=True)
class Members:
    """A column of JSON: strings in members named in `words`, and in `mixed` those that hold a blank or Chinese.

    A string in an array, or at the top, belongs to the member around it; the one around the whole is named "".
    In `mixed` members any key may stand, with an enum value or a text: one word without a blank stays as it is.
    """

    words: frozenset[str] = frozenset()
    mixed: frozenset[str] = frozenset()


WORDS = Members(words=frozenset({""}))
MIXED = Members(mixed=frozenset({""}))
_VALUES = Members(mixed=frozenset({"slots"}))
_QUOTE = Members(words=frozenset({"quote"}))
_REASON = Members(words=frozenset({"reason"}))


def _members(*words: str, mixed: Sequence[str] = ()) -> Members:
    return Members(words=frozenset(words), mixed=frozenset(mixed))


PLAIN: Mapping[str, Mapping[str, Members]] = {
    "calls": {"answer": WORDS},
    "crisis_episodes": {"decided_reason": WORDS},
    "crisis_patterns": {"text": WORDS, "plan": WORDS, "decided_reason": WORDS},
    "drafts": {"text": WORDS, "rationale": WORDS},
    "eligibility_checks": {"override": WORDS},
    "escalations": {"why": WORDS},
    "fact_journal": {"reason": WORDS},
    "facts": {"subject": MIXED, "object": WORDS, "reason": WORDS},
    "formulation_changes": {"after": WORDS, "before": WORDS, "reason": WORDS},
    "formulation_nodes": {"text": WORDS},
    "gates": {"reason": WORDS, "withdrawn_reason": WORDS},
    "homework": {"text": WORDS},
    "jobs": {"failure": WORDS},
    "level_changes": {"reason": WORDS},
    "patients": {"label": WORDS},
    "plans": {"strategy": MIXED, "expected": WORDS},
    "presentations": {"reason": WORDS, "decided_reason": WORDS},
    "release_moves": {"reason": WORDS},
    "reviews": {"comment": WORDS},
    "risk_events": {"why": WORDS},
    "safety_plans": {"reason": WORDS},
    "sessions": {"brief": WORDS},
    "slots": {"quote": WORDS},
    "target_evidence": {"text": WORDS},
    "targets": {"label": WORDS, "problem": MIXED, "mechanism": MIXED, "measure": MIXED},
    "turns": {"text": WORDS, "draft_text": WORDS, "rationale": WORDS},
}
"""Table -> its columns of plain text. MIXED: an id or a code may stand there in place of words."""

JSON: Mapping[str, Mapping[str, Members]] = {
    "calls": {"packed": _members("content"), "ledger": _members("dropped")},
    "crisis_episodes": {"pieces": _members("text", "quote")},
    "crisis_patterns": {"helped": WORDS},
    "decisions": {
        "candidates": _members("why", mixed=("inputs",)),
        "inputs": _members("why", "quote"),
    },
    "eligibility_checks": {"findings": _members("patient_text")},
    "events": {"data": _members("text")},
    "fact_journal": {"added": _members("object", "reason", "quote", mixed=("subject",)), "standing": _REASON},
    "facts": {"source": _QUOTE},
    "formulation_edges": {"sources": _QUOTE},
    "formulation_nodes": {"sources": _QUOTE},
    "goal_scales": {"levels": WORDS},
    "homework": {"source": _QUOTE, "outcome_source": _QUOTE},
    "notes": {"sentences": _members("text")},
    "plans": {
        "agenda": _members("text"),
        "reasons": _members("evidence", "quote"),
        "changed": MIXED,
    },
    "presentations": {
        "diagnoses": _members("label", "quote"),
        "medications": _members("name", "quote"),
        "contraindications": _members("text", "cleared_reason", "quote"),
    },
    "reviews": {"verdicts": _members("correction", "reason")},
    "safety_plans": {"steps": _members("text", "quote")},
    "slots": {"value": MIXED},
    "stacks": {"frames": _VALUES},
    "target_evidence": {"source": _QUOTE},
    "targets": {"interventions": MIXED},
}
"""Table -> its columns of JSON with words in them, packed or not; `packed` of a call is its prompt."""

FREE_TEXT: Mapping[str, frozenset[str]] = {
    table: frozenset({*PLAIN.get(table, {}), *JSON.get(table, {})}) for table in {*PLAIN, *JSON}
}
"""Table -> the columns in which words are blotted. All others are left alone."""

_BELIEVED: Mapping[str, frozenset[str]] = {"facts": frozenset({"reason"}), "fact_journal": frozenset({"reason"})}
"""What is blotted of a fact that is believed or disputed: why something was done about it, not what it says."""
_MADE = ("at", "recorded_at", "created_at", "assigned_at", "opened_at", "found_at", "agreed_at")
"""The columns that say when a row was made; a row without any is as old as its turn."""


@dataclass(frozen=True, slots=True)
class _Told:
    """What is known of erased words. `until`: words -> when they were erased last; `blotted`: turns as they go out."""

    until: Mapping[str, datetime]
    resting: Sequence[Place]
    turns: Mapping[tuple[str, int], str]
    blotted: dict[tuple[str, int], str] = field(default_factory=dict[tuple[str, int], str])

    def at(self, made: datetime | None) -> list[str]:
        """The words that a row of that time is not to hold."""
        return [words for words, until in self.until.items() if made is None or made <= until]


def redacted(rows: Rows, erased: Sequence[tuple[Place, datetime]], resting: Sequence[Place]) -> Rows:
    """The rows of every table without the words of erased facts.

    `erased`: where each stands and when it was erased; `resting`: where those stand on which a fact still in the
    record rests, which is never touched. Raises: zlib.error, ValueError when a prompt is damaged.
    """
    gone = [(place, at) for place, at in erased if not any(overlap(place, other) for other in resting)]
    if not gone:
        return rows
    turns = {(str(row["session"]), cast("int", row["n"])): str(row["text"]) for row in rows["turns"]}
    told = _Told(until=_words(turns, gone), resting=resting, turns=turns)
    for row in rows["turns"]:
        key = (str(row["session"]), cast("int", row["n"]))
        told.blotted[key] = _turn_without(key, [place for place, _ in gone], told, made=_made_at(row))
    spoken = {(row["session"], row["n"]): _made_at(row) for row in rows["turns"]}
    known = {row["id"]: row for row in rows.get("facts", ())}
    found: Rows = {}
    for name, each in rows.items():
        found[name] = []
        for row in each:
            fact = row if name == "facts" else known.get(row.get("fact")) if name == "fact_journal" else None
            made = _made_at(row if fact is None else fact)
            if made is None:
                made = spoken.get((row.get("session"), row.get("turn")))
            believed = fact is not None and fact.get("status") in (FactStatus.ACTIVE, FactStatus.DISPUTED)
            found[name].append(_row_without(name, row, told, made=made, believed=believed))
    if "calls" in rows:
        found["calls"] = _calls_without(rows["calls"], found["calls"], told)
    return found


def _words(turns: Mapping[tuple[str, int], str], gone: Sequence[tuple[Place, datetime]]) -> dict[str, datetime]:
    """The words to look for everywhere, as they were said, and as they stand within JSON."""
    until: dict[str, datetime] = {}
    for place, at in gone:
        said = turns.get((place.session, place.turn), "")[place.start : place.end]
        least = SHORTEST_CHINESE if _CHINESE.search(said) else SHORTEST
        if len(said) >= least and set(said) != {BLOCK}:
            for form in (said, orjson.dumps(said)[1:-1].decode()):
                until[form] = max(at, until.get(form, at))
    return until


def _turn_without(key: tuple[str, int], gone: Sequence[Place], told: _Told, *, made: datetime | None) -> str:
    """A turn's words: its own places, and words said elsewhere. Both are found in the words as they were said."""
    text = told.turns[key]
    kept = [place for place in told.resting if (place.session, place.turn) == key]
    rested_on = [text[place.start : place.end] for place in kept]
    spans = [(place.start, place.end) for place in gone if (place.session, place.turn) == key]
    for words in told.at(made):
        if not any(words in each for each in rested_on):
            spans += [
                (start, end)
                for start, end in _spans(text, words)
                if not any(start < place.end and place.start < end for place in kept)
            ]
    return _masked(text, spans)


def _spans(text: str, words: str) -> Iterator[tuple[int, int]]:
    """Wherever they stand, overlapping themselves too."""
    start = text.find(words)
    while start >= 0:
        yield start, start + len(words)
        start = text.find(words, start + 1)


def _masked(text: str, spans: Sequence[tuple[int, int]]) -> str:
    letters = list(text) if spans else []
    for start, end in spans:
        letters[start:end] = BLOCK * len(letters[start:end])
    return "".join(letters) if spans else text


def _without(text: str, words: Sequence[str]) -> str:
    return _masked(text, [span for each in words for span in _spans(text, each)])


def _made_at(row: Mapping[str, Cell]) -> datetime | None:
    found = next((row[name] for name in _MADE if row.get(name) is not None), None)
    return found if isinstance(found, datetime) else None


def _row_without(name: str, row: Row, told: _Told, *, made: datetime | None, believed: bool) -> Row:
    words = told.at(made)
    left = dict(row)
    for column, members in PLAIN.get(name, {}).items():
        cell = row.get(column)
        if isinstance(cell, str) and not (believed and column not in _BELIEVED[name]):
            left[column] = _string_without(cell, "", members, words)
    for column, members in JSON.get(name, {}).items():
        cell = row.get(column)
        if cell is not None and column != "packed":
            left[column] = _cell_without(cell, _REASON if believed else members, words, told)
    if name == "turns":
        left["text"] = told.blotted[str(row["session"]), cast("int", row["n"])]
    elif name == "slots" and (quote := _quoted(row, told)) is not None:
        left["quote"] = quote
    return left


def _cell_without(cell: Cell, members: Members, words: Sequence[str], told: _Told) -> Cell:
    """A cell of JSON, packed or not; the very bytes that were given where nothing is blotted."""
    before: object = orjson.loads(packing.unpack(cell) if isinstance(cell, bytes) else str(cell))
    after = _json_without(before, "", members, words, told)
    if after == before:
        return cell
    plain = orjson.dumps(after)
    return packing.pack(plain) if isinstance(cell, bytes) else plain.decode()


def _string_without(value: str, member: str, members: Members, words: Sequence[str]) -> str:
    read = member in members.words or (member in members.mixed and _PROSE.search(value))
    return _without(value, words) if read else value


def _json_without(value: object, member: str, members: Members, words: Sequence[str], told: _Told) -> object:
    if isinstance(value, str):
        return _string_without(value, member, members, words)
    if isinstance(value, list):
        return [_json_without(each, member, members, words, told) for each in cast("Sequence[object]", value)]
    if not isinstance(value, dict):
        return value
    held = cast("Mapping[str, object]", value)
    inherits = member in members.mixed
    found = {
        name: _json_without(each, member if inherits else name, members, words, told) for name, each in held.items()
    }
    quote = _quoted(held, told)
    return found if quote is None else {**found, "quote": quote}


def _quoted(source: Mapping[str, Any], told: _Told) -> str | None:
    """What a source quotes, as its turn goes out; none where it is no source, or not in its turn's words."""
    if not {"session", "turn", "start", "end", "quote"} <= source.keys():
        return None
    key, part = (source["session"], source["turn"]), slice(source["start"], source["end"])
    said = told.turns.get(key)
    return told.blotted[key][part] if said is not None and said[part] == source["quote"] else None


def _calls_without(before: Sequence[Row], after: Sequence[Row], told: _Told) -> list[Row]:
    """Calls with their prompts packed anew, each on the one that it leaned on."""
    plain: dict[object, bytes] = {}
    blotted: dict[object, bytes] = {}
    packed: dict[object, Row] = {}
    for old in sorted(before, key=lambda row: cast("int", row["depth"])):
        base, own = old["base"], old["id"]
        plain[own] = unpack(cast("bytes", old["packed"]), base=plain[base] if base is not None else None)
        messages: object = orjson.loads(plain[own])
        shown = _json_without(messages, "", JSON["calls"]["packed"], told.at(_made_at(old)), told)
        blotted[own] = plain[own] if shown == messages else orjson.dumps(shown)
        same = blotted[own] == plain[own] and (base is None or blotted[base] == plain[base])
        packed[own] = (
            {}
            if same
            else {
                "packed": pack(blotted[own], base=blotted[base] if base is not None else None),
                "prompt_sha256": digest(blotted[own]),
            }
        )
    return [{**row, **packed[row["id"]]} for row in after]
