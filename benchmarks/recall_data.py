"""What recall is measured on: pasts with questions, read from three layouts.

* import format: `NAME.json` as `throughline patient import` takes it, `NAME.questions.json` beside it (docs/recall.md);
* LoCoMo (Maharana et al., 2024): its `observation` entries serve as facts, its `evidence` as the stating turns;
* PsychEval: what each session brought to light (`client_info_get`) and set (`homework`) is looked for in the whole
  course. It names the session, not the turn, so what counts is whether a turn of that session is reached; no facts.
"""

import json
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any, cast

from memory.recall.utterance import Stated, Utterance
from memory.record.session import Author

_THOUGHT = re.compile(r"<think>.*?</think>", re.DOTALL)
_TURN = re.compile(r"D\d+:\d+")
_LOCOMO_KINDS = {1: "multi_hop", 2: "temporal", 3: "open_domain", 4: "single_hop", 5: "adversarial"}
_SHORTEST = 6
"""Letters of a PsychEval entry from which on it is looked for: names and ages say too little."""

Place = tuple[str, int]
"""Session and turn."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """What is looked for. Each group of `gold` is reached when one of its turns is; never said: no group."""

    kind: str
    text: str
    gold: tuple[frozenset[Place], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Past:
    """One patient. `part` is `test`, or `dev` for what thresholds and weights may be chosen on."""

    patient: str
    part: str
    locale: str
    utterances: tuple[Utterance, ...]
    facts: tuple[Stated, ...]
    questions: tuple[Question, ...]


def read(folder: Path) -> list[Past]:
    """Every past of a folder, in the layout found there. Raises: FileNotFoundError when there is none."""
    if asked := sorted(folder.glob("*.questions.json")):
        return [_ours(file) for file in asked]
    if talks := sorted(folder.glob("locomo*.json")):
        return [past for file in talks for past in _locomo(json.loads(file.read_text(encoding="utf-8")))]
    if courses := sorted(folder.glob("*/*.json")):
        return [_psycheval(f"{file.parent.name}-{file.stem}", json.loads(file.read_bytes())) for file in courses]
    raise FileNotFoundError(f"{folder} holds no *.questions.json, no locomo*.json and no course; see docs/recall.md")


def _ours(file: Path) -> Past:
    asked: Any = json.loads(file.read_text(encoding="utf-8"))
    name = file.name.removesuffix(".questions.json")
    history: Any = json.loads((file.parent / f"{name}.json").read_text(encoding="utf-8"))
    return Past(
        patient=asked["patient"],
        part=asked.get("part", "test"),
        locale=history["patient"]["locale"],
        utterances=tuple(
            _said(session["n"], turn["i"], date.fromisoformat(session["date"]), turn["role"] == "client", turn["text"])
            for session in history["sessions"]
            for turn in session["turns"]
        ),
        facts=tuple(
            Stated(
                session=str(fact["evidence"]["session"]),
                turn=fact["evidence"]["turn"],
                text=f"{fact['subject']} {fact['predicate']} {fact['object']}".replace("_", " "),
            )
            for fact in history.get("facts", [])
            if fact.get("evidence") and fact["status"] in {"active", "disputed"}
        ),
        questions=tuple(
            Question(
                kind=question["kind"],
                text=question["text"],
                gold=tuple(frozenset({(str(one["session"]), one["turn"])}) for one in question["evidence"]),
            )
            for question in asked["questions"]
        ),
    )


def _locomo(talks: Any) -> Iterator[Past]:
    for talk in talks:
        words = talk["conversation"]
        utterances: list[Utterance] = []
        n = 1
        while f"session_{n}" in words:
            day = datetime.strptime(words[f"session_{n}_date_time"], "%I:%M %p on %d %B, %Y").replace(tzinfo=UTC)
            for turn in words[f"session_{n}"]:
                shown = f" [shows {turn['blip_caption']}]" if turn.get("blip_caption") else ""
                text = f"{turn['speaker']}: {turn['text']}{shown}"
                utterances.append(_said(n, int(turn["dia_id"].split(":")[1]), day.date(), True, text))
            n += 1
        known = {(said.session, said.turn) for said in utterances}
        yield Past(
            patient=talk["sample_id"],
            part="test",
            locale="en",
            utterances=tuple(utterances),
            facts=tuple(_observations(talk["observation"], known)),
            questions=tuple(
                Question(kind=_LOCOMO_KINDS[asked["category"]], text=asked["question"], gold=gold)
                for asked in talk["qa"]
                if (gold := tuple(frozenset({place}) for place in _places(asked.get("evidence", []), known)))
            ),
        )


def _observations(sessions: Any, known: set[Place]) -> Iterator[Stated]:
    for session in sessions.values():
        for entries in session.values():
            for text, sources in entries:
                for session_id, turn in _places(list(_texts(sources)), known):
                    yield Stated(session=session_id, turn=turn, text=text)


def _places(named: list[str], known: set[Place]) -> list[Place]:
    """The turns that these names mean, each once; a name of no turn is left out."""
    found = [name[1:].split(":") for one in named for name in _TURN.findall(one)]
    places = dict.fromkeys((session, int(turn)) for session, turn in found)
    return [place for place in places if place in known]


def _psycheval(name: str, course: Any) -> Past:
    utterances: list[Utterance] = []
    asked: dict[tuple[str, str], set[int]] = {}
    for session in course["sessions"]:
        n = int(session["session_number"])
        day = date(2026, 1, 5) + timedelta(weeks=n - 1)
        for i, turn in enumerate(session["session_dialogue"], start=1):
            text = _THOUGHT.sub("", turn["text"]).strip()
            utterances.append(_said(n, i, day, str(turn["role"]).lower().startswith("client"), text))
        summary = session["session_summary"]
        gained = [("homework", text) for text in _texts(summary.get("homework"))]
        found: dict[str, Any] = summary.get("client_info_get") or {}
        for kind, value in found.items():
            gained += [(kind, text) for text in _texts(value)]
        for kind, text in gained:
            if len(text) >= _SHORTEST:
                asked.setdefault((kind, text), set()).add(n)
    turns: dict[int, set[Place]] = {}
    for said in utterances:
        turns.setdefault(said.session_n, set()).add((said.session, said.turn))
    return Past(
        patient=name,
        part="test",
        locale="zh-CN",
        utterances=tuple(utterances),
        facts=(),
        questions=tuple(
            Question(kind=kind, text=text, gold=tuple(frozenset(turns[n]) for n in sorted(sessions)))
            for (kind, text), sessions in asked.items()
        ),
    )


def _texts(value: Any) -> Iterator[str]:
    """Every text within a value; of an entry on a behaviour its name alone."""
    if isinstance(value, str):
        if value.strip():
            yield value.strip()
        return
    parts: Iterable[Any] = ()
    if isinstance(value, dict):
        entry = cast("dict[str, Any]", value)
        parts = [entry["behavior"]] if "behavior" in entry else entry.values()
    elif isinstance(value, list):
        parts = cast("Iterable[Any]", value)
    for part in parts:
        yield from _texts(part)


def _said(n: int, turn: int, day: date, client: bool, text: str) -> Utterance:
    author = Author.CLIENT if client else Author.MODEL
    return Utterance(session=str(n), session_n=n, turn=turn, date=day, author=author, text=text)
