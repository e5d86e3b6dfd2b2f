"""The format of a case file: one simulated patient, the agreed targets, and what they say session by session."""

from datetime import date
from typing import Annotated, Literal, Self
from zlib import crc32

from pydantic import BaseModel, ConfigDict, Field, StringConstraints, model_validator
from pydantic_core import PydanticCustomError

from memory.record.identity import ConsentScope, Language
from memory.record.state import Direction

Id = Annotated[str, StringConstraints(pattern=r"^[A-Za-z0-9._-]{1,64}$")]
Node = Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9_]*$")]
Words = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1)]
Lines = Annotated[tuple[Words, ...], Field(min_length=1)]

DEFAULT = "default"
"""The key of the lines that are said at any node that has none left of its own."""

ITEMS = {"phq9": 9, "gad7": 7}
"""How many items an instrument has; each is answered 0 to 3."""


def wrong(why: str, remedy: str, *at: str | int) -> PydanticCustomError:
    """What a check raises: what is wrong, what to do, and where below the checked value (a path of keys)."""
    return PydanticCustomError("does_not_hold", "{why}", {"why": why, "remedy": remedy, "at": at})


class Strict(BaseModel):
    """No key that the format does not know; values never change."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class CasePatient(Strict):
    """Who. A case file is always about a simulated person, and says so."""

    id: Id
    locale: Language
    label: Words
    region: str | None = None
    simulated: Literal[True]


class CaseProblem(Strict):
    """What hurts."""

    id: Id
    text: Words


class CaseMechanism(Strict):
    """What keeps problems going; `maintains` names them."""

    id: Id
    text: Words
    maintains: tuple[Id, ...] = ()


class CaseTarget(Strict):
    """A target that a clinician agreed on (`agreed_by`), in the unit of its measure."""

    id: Id
    label: Words
    problem: Id
    mechanism: Id
    measure: Words
    baseline: float
    goal: float
    direction: Direction
    mcid: Annotated[float, Field(gt=0)] | None = None
    interventions: Annotated[tuple[Words, ...], Field(min_length=1)]
    protocol_target: str | None = None
    agreed_by: Words

    @model_validator(mode="after")
    def _goal_lies_in_the_direction(self) -> Self:
        better = self.goal < self.baseline if self.direction is Direction.DOWN else self.goal > self.baseline
        if not better:
            raise wrong(
                f"goal {self.goal:g} does not lie {self.direction.value} from baseline {self.baseline:g}",
                "Set a goal that is better than the baseline, or the other direction.",
                "goal",
            )
        return self


class CaseMeasure(Strict):
    """One instrument's answers at the beginning of a session, in the instrument's order of items."""

    instrument: Literal["phq9", "gad7"]
    items: tuple[Annotated[int, Field(ge=0, le=3)], ...]

    @model_validator(mode="after")
    def _every_item_is_answered(self) -> Self:
        wanted = ITEMS[self.instrument]
        if len(self.items) != wanted:
            why = f"{self.instrument} has {wanted} items, here are {len(self.items)}"
            raise wrong(why, "Give one answer an item.", "items")
        return self

    @property
    def total(self) -> int:
        """The sum of the items."""
        return sum(self.items)


class CaseSession(Strict):
    """One session: its day, its measures, what the client says at which node, and the change it is scripted for."""

    n: Annotated[int, Field(ge=1)]
    date: date
    change: Words
    measures: tuple[CaseMeasure, ...] = ()
    lines: dict[Node, Lines]

    @model_validator(mode="after")
    def _can_always_answer(self) -> Self:
        if DEFAULT not in self.lines:
            remedy = "Add `default:` with something to say at a node that has no line left."
            raise wrong("no default lines", remedy, "lines")
        return self


class CaseFile(Strict):
    """A whole case."""

    format: Literal[1] = 1
    patient: CasePatient
    protocol: str
    consents: tuple[ConsentScope, ...]
    summary: Words
    problems: Annotated[tuple[CaseProblem, ...], Field(min_length=1)]
    mechanisms: Annotated[tuple[CaseMechanism, ...], Field(min_length=1)]
    targets: Annotated[tuple[CaseTarget, ...], Field(min_length=1)]
    sessions: Annotated[tuple[CaseSession, ...], Field(min_length=1)]

    @model_validator(mode="after")
    def _holds_together(self) -> Self:
        parts = {
            "problems": [each.id for each in self.problems],
            "mechanisms": [each.id for each in self.mechanisms],
            "targets": [each.id for each in self.targets],
        }
        for part, ids in parts.items():
            for i, id_ in enumerate(ids):
                if id_ in ids[:i]:
                    raise wrong(f"id {id_} is there twice", "Give each its own id.", part, i, "id")
        self._check_links()
        for i, session in enumerate(self.sessions):
            if session.n != i + 1:
                raise wrong("sessions are not numbered 1, 2, 3, ...", "Number them in order.", "sessions", i, "n")
            if i and session.date <= self.sessions[i - 1].date:
                remedy = "Give each session a later day than the one before."
                raise wrong("the sessions' dates do not rise", remedy, "sessions", i, "date")
        return self

    def _check_links(self) -> None:
        problems, mechanisms = [each.id for each in self.problems], [each.id for each in self.mechanisms]
        for i, mechanism in enumerate(self.mechanisms):
            for kept in mechanism.maintains:
                _known(kept, problems, f"mechanism {mechanism.id}", "mechanisms", i, "maintains")
        for i, target in enumerate(self.targets):
            _known(target.problem, problems, f"target {target.id}", "targets", i, "problem")
            _known(target.mechanism, mechanisms, f"target {target.id}", "targets", i, "mechanism")


def _known(wanted: str, known: list[str], who: str, *at: str | int) -> None:
    if wanted not in known:
        raise wrong(f"{who} names {wanted}, which is not there", f"Use one of: {', '.join(known)}.", *at)


def client_line(session: CaseSession, node: str, visit: int) -> str:
    """What the client says when the protocol stands at `node`, the `visit`-th time that they speak there (from 1).

    The node's own lines in order; when none is left, a default line. Which one depends on node and visit only, so that
    the same session is always said the same way.
    """
    own = session.lines.get(node, ()) if node != DEFAULT else ()
    if 1 <= visit <= len(own):
        return own[visit - 1]
    spare = session.lines[DEFAULT]
    return spare[(crc32(node.encode()) + max(visit, 1) - len(own) - 1) % len(spare)]
