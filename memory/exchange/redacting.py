"""Erased words taken out of the rows of a bundle: each letter becomes a block, so that every offset stays as it was.

A bundle carries turns, claims and prompts word for word; a fact that was erased is to be in none of them. Only what
people or models wrote is read and blotted (`FREE_TEXT`), never a key, id, code or time: every row can be read again.
What was blotted out stays so: the bundle of the patient it is brought back as has the same bytes.

Words that are too short to be looked for everywhere go where they were said, where the turn is quoted, and out of all
that rests on them: a claim's value too, also one word or a number, in every copy that routing kept of it. Of a prompt
the lines go that name the turn as their source.

The same words stay readable where a fact still in the record rests on them, and in rows made after the erasure: there
they are a new disclosure. A row whose time is not known counts as made before.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Any, cast

import orjson

from memory.record import packing
from memory.record.codec import Cell
from memory.record.prompts import digest, pack, unpack
from memory.record.session import CallKind
from memory.record.state import FactStatus, Place
from memory.state.withheld import BLOCK, blotted, is_long, letters, overlap, spans, spans_alike, ways_to_tell

Row = dict[str, Cell]
Rows = dict[str, list[Row]]
_Turn = tuple[str, int]
_IN_MARKS = re.compile("[“‘]([^“”‘’█]+)[”’]")
_PROSE = re.compile(r"[\s\u3400-\u9fff]")
_MARK = re.compile(r"\[S(\d+) T(\d+) [\d-]+\]")
_MARKED = re.compile(rf"^- (.*{_MARK.pattern}.*)$", re.MULTILINE)
"""A line of a brief within a prompt: what is known, and from which turns of which sessions, by number."""


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
_STANDING = (FactStatus.ACTIVE, FactStatus.DISPUTED)
_MADE = ("at", "recorded_at", "created_at", "assigned_at", "opened_at", "found_at", "agreed_at")
"""The columns that say when a row was made; a row without any is as old as its turn."""


@dataclass(frozen=True, slots=True)
class _Told:
    """What is known of erased words. `until`: words -> when they were erased last; `blotted`: turns as they go out.

    `own`: the words that went out of a turn, and the values of claims that rested on them; `phrases`: turns as they
    were and as they go out, where what was erased is too short to be looked for; `values`: (slot, value) -> what stands
    in its place; `marks`: turns as a prompt's lines name them, and when they lost words last; `stands`: what the record
    still says of a turn so named; `items`: nodes of the formulation, and their turns.
    """

    until: dict[str, datetime]
    resting: Sequence[Place]
    turns: Mapping[_Turn, str]
    blotted: dict[_Turn, str] = field(default_factory=dict[_Turn, str])
    own: dict[_Turn, set[str]] = field(default_factory=dict[_Turn, set[str]])
    phrases: dict[str, tuple[str, datetime]] = field(default_factory=dict[str, tuple[str, datetime]])
    values: dict[tuple[str, str], object] = field(default_factory=dict[tuple[str, str], object])
    marks: dict[_Turn, datetime] = field(default_factory=dict[_Turn, datetime])
    stands: dict[_Turn, set[str]] = field(default_factory=dict[_Turn, set[str]])
    items: dict[Cell, list[_Turn]] = field(default_factory=dict[Cell, list[_Turn]])

    def at(self, made: datetime | None) -> "_Words":
        """The words that a row of that time is not to hold."""
        words = [each for each, until in self.until.items() if made is None or made <= until]
        phrases = [(said, left) for said, (left, until) in self.phrases.items() if made is None or made <= until]
        return _Words(everywhere=words, phrases=phrases)

    def rested_on(self, turns: Iterable[_Turn]) -> frozenset[str]:
        """The words that what rests on these turns is not to hold."""
        return frozenset(word for turn in turns for word in self.own.get(turn, ()))


@dataclass(frozen=True, slots=True)
class _Words:
    """What a string is not to hold: words wherever they stand, turns that it quotes, and what it rests on.

    `session`: whose turns a note's sentences name by their numbers.
    """

    everywhere: Sequence[str]
    phrases: Sequence[tuple[str, str]] = ()
    own: frozenset[str] = frozenset()
    session: str | None = None

    def within(self, more: frozenset[str]) -> "_Words":
        """With what a part of the row rests on besides."""
        return replace(self, own=self.own | more) if more else self

    def out_of(self, text: str) -> str:
        """The text without them."""
        for said, left in self.phrases:
            text = text.replace(said, left) if is_long(said) else _line_for(text, said, left)
        found = [span for each in self.everywhere for span in spans(text, each)]
        found += [span for each in self.own for span in spans_alike(text, each)]
        return blotted(text, found) if found else text


def _line_for(text: str, said: str, left: str) -> str:
    return "\n".join(left if line == said else line for line in text.split("\n"))


def redacted(rows: Rows, erased: Sequence[tuple[Place, datetime]], resting: Sequence[Place]) -> Rows:
    """The rows of every table without the words of erased facts.

    `erased`: where each stands and when it was erased; `resting`: where those stand on which a fact still in the
    record rests, which is never touched. Raises: zlib.error, ValueError when a prompt is damaged.
    """
    gone = [(place, at) for place, at in erased if not any(overlap(place, other) for other in resting)]
    if not gone:
        return rows
    told = _told(rows, gone, resting)
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
            believed = fact is not None and fact.get("status") in _STANDING
            found[name].append(_row_without(name, row, told, made=made, believed=believed))
    if "calls" in rows:
        found["calls"] = _calls_without(rows["calls"], found["calls"], told)
    return found


def _told(rows: Rows, gone: Sequence[tuple[Place, datetime]], resting: Sequence[Place]) -> _Told:
    """Everything that is to be known of the erased words before any row is read for them."""
    turns = {(str(row["session"]), cast("int", row["n"])): str(row["text"]) for row in rows["turns"]}
    told = _Told(until=_words(turns, gone), resting=resting, turns=turns)
    for row in rows["turns"]:
        key = (str(row["session"]), cast("int", row["n"]))
        told.blotted[key] = _turn_without(key, [place for place, _ in gone], told, made=_made_at(row))
    numbers = {str(row["id"]): cast("int", row["n"]) for row in rows.get("sessions", ())}
    for place, at in gone:
        key = (place.session, place.turn)
        text = turns.get(key, "")
        said = text[place.start : place.end]
        if not said.strip(BLOCK):
            continue
        told.own.setdefault(key, set()).add(said.casefold())
        if place.session in numbers:
            mark = (str(numbers[place.session]), place.turn)
            told.marks[mark] = max(at, told.marks.get(mark, at))
        if not is_long(said):
            told.phrases[text] = (told.blotted[key], max(at, told.phrases.get(text, ("", at))[1]))
    _claims_without(rows.get("slots", ()), told)
    last = max(at for _, at in gone)
    for row in rows.get("plans", ()):
        told.until.update(dict.fromkeys(_planned_on(row, told), last))
    for row in rows.get("formulation_nodes", ()):
        told.items[row["id"]] = _grounds("formulation_nodes", row, told)
    for row in rows.get("facts", ()):
        if row.get("status") in _STANDING and isinstance(row.get("source"), str):
            source: dict[str, Any] = orjson.loads(str(row["source"]))
            turn = (str(numbers.get(source["session"])), int(source["turn"]))
            told.stands.setdefault(turn, set()).update(ways_to_tell(row, source["quote"]))
    return told


def _planned_on(plan: Row, told: _Told) -> list[str]:
    """What a plan's reasons put in quotation marks, where they rest on erased words and nobody still says it.

    There a fact stands as the record says it ("lives with: my falconer"), and so it went into agendas and prompts.
    """
    reasons = cast("list[dict[str, Any]]", orjson.loads(str(plan["reasons"])))
    shown = "\n".join(told.blotted.values())
    texts = [str(each["evidence"]) for each in reasons if _sources_gone(each["sources"], told)]
    return [each for text in texts for each in _IN_MARKS.findall(text) if is_long(each) and each not in shown]


def _claims_without(claims: Iterable[Row], told: _Told) -> None:
    """Notes which values rested on erased words; one that a claim of other words gave the slot as well stays."""
    stays: set[tuple[str, str]] = set()
    for claim in claims:
        before: object = orjson.loads(str(claim["value"]))
        named = (str(claim.get("slot")), orjson.dumps(before).decode())
        after = _value_without(before, claim, told)
        if after == before:
            stays.add(named)
            continue
        told.values[named] = after
        told.own.setdefault((str(claim["session"]), cast("int", claim["turn"])), set()).add(str(before).casefold())
    for named in stays & told.values.keys():
        del told.values[named]


def _value_without(value: object, claim: Mapping[str, Cell], told: _Told) -> object:
    """A claim's value as the words that it rests on go out: none for a number that can no longer be read there.

    What was not said in these words is a code and stays, as does a truth value: guards decide by them as before.
    """
    shown = _quoted(claim, told)
    if shown is None or shown == claim["quote"] or isinstance(value, bool) or value is None:
        return value
    if not isinstance(value, str):
        return value if any(spans(shown, str(value))) else None
    left = [shown[start:end] for start, end in spans_alike(str(claim["quote"]), value)]
    return left[0] if left and value.casefold() not in [each.casefold() for each in left] else value


def _words(turns: Mapping[_Turn, str], gone: Sequence[tuple[Place, datetime]]) -> dict[str, datetime]:
    """The words to look for everywhere, as they were said, and as they stand within JSON."""
    until: dict[str, datetime] = {}
    for place, at in gone:
        said = turns.get((place.session, place.turn), "")[place.start : place.end]
        if is_long(said) and set(said) != {BLOCK}:
            for form in (said, orjson.dumps(said)[1:-1].decode()):
                until[form] = max(at, until.get(form, at))
    return until


def _turn_without(key: _Turn, gone: Sequence[Place], told: _Told, *, made: datetime | None) -> str:
    """A turn's words: its own places, and words said elsewhere. Both are found in the words as they were said."""
    text = told.turns[key]
    kept = [place for place in told.resting if (place.session, place.turn) == key]
    rested_on = [text[place.start : place.end] for place in kept]
    found = [(place.start, place.end) for place in gone if (place.session, place.turn) == key]
    for words in told.at(made).everywhere:
        if not any(words in each for each in rested_on):
            found += [
                (start, end)
                for start, end in spans(text, words)
                if not any(start < place.end and place.start < end for place in kept)
            ]
    return blotted(text, found)


def _made_at(row: Mapping[str, Cell]) -> datetime | None:
    found = next((row[name] for name in _MADE if row.get(name) is not None), None)
    return found if isinstance(found, datetime) else None


def _row_without(name: str, row: Row, told: _Told, *, made: datetime | None, believed: bool) -> Row:
    words = told.at(made).within(told.rested_on(_grounds(name, row, told)))
    if name == "notes":
        words = replace(words, session=str(row["session"]))
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
        before: object = orjson.loads(str(row["value"]))
        if (value := _value_without(before, row, told)) != before:
            left["value"] = orjson.dumps(value).decode()
    return left


def _grounds(name: str, row: Row, told: _Told) -> list[_Turn]:
    """The turns whose words this row rests on: that of a routing decision, those of its own or its node's sources."""
    if name == "decisions":
        return [(str(row["session"]), cast("int", row["turn"]))]
    if name == "formulation_changes":
        return told.items.get(row.get("item"), [])
    cells = [row.get(column) for column in ("source", "sources")]
    return _sources_gone([orjson.loads(cell) for cell in cells if isinstance(cell, str)], told)


def _sources_gone(value: object, told: _Told) -> list[_Turn]:
    """The turns of those sources, alone or in a list, whose quote goes out otherwise."""
    if isinstance(value, list):
        return [turn for each in cast("list[object]", value) for turn in _sources_gone(each, told)]
    if not isinstance(value, dict):
        return []
    source = cast("Mapping[str, Any]", value)
    quote = _quoted(source, told)
    return [(source["session"], source["turn"])] if quote is not None and quote != source["quote"] else []


def _cell_without(cell: Cell, members: Members, words: _Words, told: _Told) -> Cell:
    """A cell of JSON, packed or not; the very bytes that were given where nothing is blotted."""
    before: object = orjson.loads(packing.unpack(cell) if isinstance(cell, bytes) else str(cell))
    after = _json_without(before, "", members, words, told)
    if after == before:
        return cell
    plain = orjson.dumps(after)
    return packing.pack(plain) if isinstance(cell, bytes) else plain.decode()


def _string_without(value: str, member: str, members: Members, words: _Words) -> str:
    mixed = member in members.mixed and (_PROSE.search(value) or value.casefold() in words.own)
    return words.out_of(value) if member in members.words or mixed else value


def _json_without(value: object, member: str, members: Members, words: _Words, told: _Told) -> object:
    if isinstance(value, str):
        return _string_without(value, member, members, words)
    if isinstance(value, list):
        return [_json_without(each, member, members, words, told) for each in cast("Sequence[object]", value)]
    if not isinstance(value, dict):
        return value
    held = cast("Mapping[str, object]", value)
    inherits = member in members.mixed
    turns = held.get("turns")
    named = [(words.session, n) for n in cast("list[int]", turns)] if words.session and isinstance(turns, list) else []
    words = words.within(told.rested_on([*named, *_sources_gone([held.get("source"), held.get("sources")], told)]))
    found = {
        name: _json_without(
            _leaf_without(name, each, told) if inherits else each,
            member if inherits else name,
            members,
            words,
            told,
        )
        for name, each in held.items()
    }
    quote = _quoted(held, told)
    return found if quote is None else {**found, "quote": quote}


def _leaf_without(slot: str, value: object, told: _Told) -> object:
    """A slot's value as routing kept a copy of it."""
    return told.values.get((slot, orjson.dumps(value).decode()), value)


def _quoted(source: Mapping[str, Any], told: _Told) -> str | None:
    """What a source quotes, as its turn goes out; none where it is no source, or not in its turn's words."""
    if not {"session", "turn", "start", "end", "quote"} <= source.keys():
        return None
    key, part = (source["session"], source["turn"]), slice(source["start"], source["end"])
    said = told.turns.get(key)
    return told.blotted[key][part] if said is not None and said[part] == source["quote"] else None


def _calls_without(before: Sequence[Row], after: Sequence[Row], told: _Told) -> list[Row]:
    """Calls with their prompts packed anew, each on the one that it leaned on.

    What a model made of a prompt with erased words in it may say them in others: answers that nobody spoke go.
    """
    spoken = {text.strip() for text in told.turns.values()}
    plain: dict[object, bytes] = {}
    blotted: dict[object, bytes] = {}
    packed: dict[object, Row] = {}
    unsaid: set[object] = set()
    for old in sorted(before, key=lambda row: cast("int", row["depth"])):
        base, own = old["base"], old["id"]
        plain[own] = unpack(cast("bytes", old["packed"]), base=plain[base] if base is not None else None)
        messages: object = orjson.loads(plain[own])
        made = _made_at(old)
        shown = _json_without(_lines_without(messages, told, made), "", JSON["calls"]["packed"], told.at(made), told)
        blotted[own] = plain[own] if shown == messages else orjson.dumps(shown)
        if shown != messages and old.get("kind") != CallKind.DECIDE and str(old["answer"]).strip() not in spoken:
            unsaid.add(own)
        same = blotted[own] == plain[own] and (base is None or blotted[base] == plain[base])
        packed[own] = (
            {}
            if same
            else {
                "packed": pack(blotted[own], base=blotted[base] if base is not None else None),
                "prompt_sha256": digest(blotted[own]),
            }
        )
    return [
        {**row, **packed[row["id"]], **({"answer": BLOCK * len(str(row["answer"]))} if row["id"] in unsaid else {})}
        for row in after
    ]


def _lines_without(messages: object, told: _Told, made: datetime | None) -> object:
    """A prompt's messages without what their lines say of turns that lost words since; what still stands stays."""

    def line(found: re.Match[str]) -> str:
        turns = [(str(int(session)), int(turn)) for session, turn in _MARK.findall(found[0])]
        said = re.findall("“([^”]*)”", found[0])
        stands = {each for turn in turns for each in told.stands.get(turn, ())}
        lost = any(made is None or made <= told.marks[each] for each in turns if each in told.marks)
        stays = not lost or (said and stands.issuperset(map(letters, said)))
        return found[0] if stays else "- " + re.sub(r"\w(?![^\[]*\])", BLOCK, found[1])

    return [{**each, "content": _MARKED.sub(line, each["content"])} for each in cast("list[dict[str, str]]", messages)]
