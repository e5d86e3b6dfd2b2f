"""From the bytes of a file to a history whose parts are each well-formed: faults are gathered, not raised one by one.

Every part is checked by itself, so that one wrong turn hides no other: what is sound goes on to the checks of the
whole in `memory.exchange.checks`.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any, TypeVar, cast

import orjson
from pydantic import ValidationError

from memory.exchange import form
from memory.exchange.checks import Held, Placed, Spoken, check_history
from memory.exchange.errors import Fault, Faults, HistoryRefused
from memory.exchange.form import LISTS, ConsentPart, FactPart, HomeworkPart, MeasurePart, Part, PatientPart, TargetPart
from memory.record.identity import Language
from memory.record.repeated import repeated_name

LARGEST_HISTORY = 64 * 2**20
"""Bytes of a history that are read: some 3,000 sessions. What is larger is refused before it is read."""

_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")
_SESSION_KEYS = frozenset({"n", "date", "turns"})
_KEYS = frozenset({"patient", "sessions", *LISTS})
_DEEPEST = 64

PartT = TypeVar("PartT", bound=Part)


@dataclass(frozen=True, slots=True, kw_only=True)
class History:
    """A file that is sound in itself."""

    patient: PatientPart
    sessions: tuple[Held, ...]
    measures: tuple[Placed[MeasurePart], ...] = ()
    homework: tuple[Placed[HomeworkPart], ...] = ()
    facts: tuple[Placed[FactPart], ...] = ()
    targets: tuple[Placed[TargetPart], ...] = ()
    consents: tuple[Placed[ConsentPart], ...] = ()


def refused(path: str, text: str, code: str) -> HistoryRefused:
    """A refusal for one reason."""
    return HistoryRefused([Fault(path=path, text=text, code=code)])


def parsed(data: bytes, *, largest: int = LARGEST_HISTORY) -> object:
    """The JSON value of a file. Raises: HistoryRefused (too large, not UTF-8, not JSON, a key twice in an object)."""
    if len(data) > largest:
        raise refused(
            "$", f"has more than {largest} bytes; split it by sessions and import the parts in order", "too_large"
        )
    try:
        data.decode()
    except UnicodeDecodeError as error:
        raise refused("$", f"is not valid UTF-8, from byte {error.start} on", "not_utf8") from None
    try:
        value = cast("object", orjson.loads(data.removeprefix(b"\xef\xbb\xbf")))
    except orjson.JSONDecodeError as error:
        raise refused("$", f"is not JSON: line {error.lineno}, column {error.colno}", "not_json") from None
    try:
        twice = repeated_name(data)
    except RecursionError:
        raise refused("$", "is nested too deep", "not_json") from None
    if twice is not None:
        raise refused("$", f"has the key {twice[:40]!r} twice in an object; keep the one that is meant", "key_twice")
    return value


def history_of(value: object, *, now: datetime) -> History:
    """The history in a parsed file. Pure. Raises: HistoryRefused, with every fault."""
    if not isinstance(value, dict):
        raise refused("$", "should be an object with patient and sessions", "not_an_object")
    loose = cast("form.Loose", value)
    faults = Faults()
    _check_strings(loose, faults)
    for key in loose:
        if key not in _KEYS:
            faults.add(_path(("$", key))[2:], "is not a key of this form", "unknown_key")
    patient = _part(PatientPart, loose.get("patient"), "patient", faults, missing="patient" not in loose)
    sessions = tuple(_sessions(loose, faults))
    lists = {name: tuple(_list(loose, name, part, faults)) for name, part in LISTS.items()}
    history = History(
        patient=patient or PatientPart(id="unknown", locale=Language.EN),
        sessions=sessions,
        **cast("dict[str, Any]", lists),
    )
    check_history(history, now=now, faults=faults)
    if faults.found:
        faults.found.sort(key=_place)
    faults.refuse()
    return history


def _sessions(loose: form.Loose, faults: Faults) -> Iterator[Held]:
    for path, given in _items(loose, "sessions", faults, needed=True):
        session = _object(given, path, faults)
        if session is None:
            continue
        for key in session.keys() - _SESSION_KEYS:
            faults.add(f"{path}.{_name(key)}", "is not a key of a session", "unknown_key")
        head = _part(form.SessionHead, {key: session[key] for key in ("n", "date") if key in session}, path, faults)
        turns: list[Spoken] = []
        before = len(faults.found) + faults.beyond
        for place, turn in _items(session, "turns", faults, needed=True, under=f"{path}."):
            part = _part(form.TurnPart, turn, place, faults)
            turns.append(Spoken(path=place, i=_number(turn, "i"), part=part))
        if not turns and len(faults.found) + faults.beyond == before:
            faults.add(f"{path}.turns", "should hold at least one turn", "too_short")
        yield Held(
            path=path,
            n=_number(session, "n"),
            date=head.date if head is not None else None,
            turns=tuple(turns),
        )


def _number(given: object, key: str) -> int | None:
    """The number of a part: one with another fault has its number still."""
    number = cast("form.Loose", given).get(key) if isinstance(given, dict) else None
    return number if isinstance(number, int) and not isinstance(number, bool) else None


def _list(loose: form.Loose, name: str, part: type[PartT], faults: Faults) -> Iterator[Placed[PartT]]:
    for path, given in _items(loose, name, faults):
        shaped = {"scope": given} if name == "consents" and isinstance(given, str) else given
        found = _part(part, shaped, path, faults)
        if found is not None:
            yield Placed(path=path, part=found)


def _items(
    loose: form.Loose, name: str, faults: Faults, *, needed: bool = False, under: str = ""
) -> Iterable[tuple[str, object]]:
    path = f"{under}{name}"
    if name not in loose:
        if needed:
            faults.add(path, "is missing", "missing")
        return []
    items: object = loose[name]
    if not isinstance(items, list):
        faults.add(path, "should be a list", "list_type")
        return []
    return ((f"{path}[{n}]", item) for n, item in enumerate(cast("list[object]", items)))


def _object(given: object, path: str, faults: Faults) -> form.Loose | None:
    if isinstance(given, dict):
        return cast("form.Loose", given)
    faults.add(path, "should be an object", "not_an_object")
    return None


def _part(part: type[PartT], given: object, path: str, faults: Faults, *, missing: bool = False) -> PartT | None:
    if missing:
        faults.add(path, "is missing", "missing")
        return None
    if _object(given, path, faults) is None:
        return None
    try:
        return part.model_validate(given)
    except ValidationError as error:
        for each in error.errors(include_url=False, include_input=False, include_context=False):
            where = _path((path, *(step for step in each["loc"] if not _is_union_arm(step))))
            text = "is not a key of this form" if each["type"] == "extra_forbidden" else _worded(each["msg"])
            faults.add(where, text, "unknown_key" if each["type"] == "extra_forbidden" else each["type"])
    return None


def _is_union_arm(step: int | str) -> bool:
    return isinstance(step, str) and ("[" in step or step in {"int", "float"})


def _worded(message: str) -> str:
    text = message.removeprefix("Value error, ").removeprefix("Input ")
    return "is missing" if text == "Field required" else text


def _path(steps: Iterable[int | str]) -> str:
    path = ""
    for step in steps:
        path += f"[{step}]" if isinstance(step, int) else (f".{_name(step)}" if path else step)
    return path


def _name(key: str) -> str:
    """A key as a path shows it; one that is no plain name was the file's own invention and is not repeated."""
    return key if re.fullmatch(r"[A-Za-z_][A-Za-z0-9_\-\[\].]{0,39}", key) else "?"


def _check_strings(loose: form.Loose, faults: Faults) -> None:
    """Control characters anywhere, the keys included; and nesting that no history has."""
    waiting: list[tuple[tuple[int | str, ...], object]] = [((name,), member) for name, member in loose.items()]
    while waiting:
        path, item = waiting.pop()
        if isinstance(item, str):
            if _CONTROL.search(item):
                faults.add(
                    _path(path), "holds a control character; only line breaks and tabs may be", "control_character"
                )
        elif isinstance(item, dict | list) and len(path) >= _DEEPEST:
            faults.add(_path(path[:4]), f"is nested more than {_DEEPEST} deep", "too_deep")
        elif isinstance(item, dict):
            waiting.extend(((*path, name), member) for name, member in cast("dict[str, object]", item).items())
        elif isinstance(item, list):
            waiting.extend(((*path, n), member) for n, member in enumerate(cast("list[object]", item)))


def _place(fault: Fault) -> tuple[int, list[tuple[int, str]]]:
    """Where a fault stands in the file: lists by their numbers, not by their digits."""
    order = {name: n for n, name in enumerate(("$", "patient", "sessions", *LISTS))}
    steps = re.findall(r"\d+|[^\d\[\].]+", fault.path)
    return order.get(re.split(r"[.\[]", fault.path)[0], len(order)), [
        (int(step), "") if step.isdigit() else (0, step) for step in steps
    ]
