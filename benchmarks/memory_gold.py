"""The sets of `benchmarks.memory`: histories of our own writing with the facts, changes and latest values they hold."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from pathlib import Path

import yaml
from pydantic import BaseModel, ConfigDict, Field

from memory.record.identity import Language
from memory.record.session import Author, Turn, TurnOrigin

FOLDER = Path(__file__).parent / "memory_set"
PARTS = ("dev", "second", "kept", "third")
"""`dev`: looked at while the rules were written. `second`: written after those, measured once, then looked at and
mended. `kept`: written after all that; measured untouched, then looked at and mended too. So was `third`, written
without sight of the rules."""


class _Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class Said(_Strict):
    """One turn of the client and the facts it states."""

    text: str = Field(min_length=1)
    facts: tuple[str, ...] = ()


class Meeting(_Strict):
    """One session."""

    on: date
    says: tuple[Said, ...]


class History(_Strict):
    """One patient. `latest` holds after the last session, `gone` does not; `relations` were to be found on the way."""

    id: str
    lang: Language
    sessions: tuple[Meeting, ...]
    latest: tuple[str, ...] = ()
    gone: tuple[str, ...] = ()
    relations: tuple[str, ...] = ()


class _Set(_Strict):
    patients: tuple[History, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Stated:
    """A fact as gold and extraction are compared: texts folded, dates as days."""

    subject: str
    predicate: str
    object: str
    negated: bool = False
    since: date | None = None
    until: date | None = None

    @property
    def core(self) -> tuple[str, str, str, bool]:
        """What must agree for two facts to be the same."""
        return self.subject, self.predicate, self.object, self.negated


def stated(text: str) -> Stated:
    """A line of the set. Raises: ValueError."""
    parts = [part.strip() for part in text.split("|")]
    since = until = None
    negated = False
    for mark in parts[3:]:
        word, _, day = mark.partition(" ")
        if mark == "no":
            negated = True
        elif word == "since":
            since = date.fromisoformat(day)
        elif word == "until":
            until = date.fromisoformat(day)
        else:
            message = f"{text!r}: {mark!r} is neither no, since nor until"
            raise ValueError(message)
    return Stated(
        subject=folded(parts[0]),
        predicate=parts[1],
        object=folded(parts[2]),
        negated=negated,
        since=since,
        until=until,
    )


def folded(text: str) -> str:
    """One blank, no case, no outer marks."""
    return " ".join(text.casefold().strip(" ,.，。").split())


def histories(part: str) -> tuple[History, ...]:
    """The histories of a part. Raises: pydantic.ValidationError."""
    return _Set.model_validate(yaml.safe_load((FOLDER / f"{part}.yaml").read_text(encoding="utf-8"))).patients


def turns_of(history: History, n: int) -> Iterator[tuple[Turn, Said]]:
    """The client's turns of a session, counted as if a therapist had spoken before each."""
    meeting = history.sessions[n - 1]
    at = datetime.combine(meeting.on, time(10), tzinfo=UTC)
    for i, said in enumerate(meeting.says, start=1):
        yield (
            Turn(
                tenant="bench",
                patient=history.id,
                session=f"{history.id}-{n}",
                n=2 * i,
                author=Author.CLIENT,
                origin=TurnOrigin.SPOKEN,
                text=said.text,
                at=at,
            ),
            said,
        )
