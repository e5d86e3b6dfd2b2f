"""The format of a review file: a reviewer's verdicts on the sessions of a case, by turn or by node."""

from collections.abc import Sequence
from typing import Annotated, Literal, Self

from pydantic import Field, model_validator

from memory.record.review import ReviewerKind, TurnVerdict, Verdict
from memory.record.session import Author, Turn
from tuning_data.case.casefile import DEFAULT, Id, Node, Strict, Words, wrong

Share = Annotated[float, Field(ge=0, le=1)]
Dimension = Literal["safety", "protocol", "alliance", "target_work", "style"]


class Reviewer(Strict):
    """Who judged: a person, or a script that says so."""

    name: Words
    kind: ReviewerKind


class CaseVerdict(Strict):
    """A verdict on one turn (`at: 7`), on the first turn at a node (`at: agenda`), or on the rest (`at: default`)."""

    at: Annotated[int, Field(ge=1, strict=True)] | Node
    verdict: Verdict
    correction: Words | None = None
    reason: str = ""

    @model_validator(mode="after")
    def _says_what_it_must(self) -> Self:
        if (self.verdict is Verdict.EDIT) != (self.correction is not None):
            raise wrong("a correction belongs to an edit, and to nothing else", "Write the better words, or accept.")
        if self.verdict is Verdict.REJECT and not self.reason.strip():
            raise wrong("a rejection without a reason", "Say in `reason` what was wrong.")
        if self.at == DEFAULT and self.verdict is Verdict.EDIT:
            raise wrong("one correction cannot stand for many turns", "Name the turn or the node that it corrects.")
        return self


class SessionReview(Strict):
    """One session's review: verdicts, rubric, reward r."""

    n: Annotated[int, Field(ge=1)]
    verdicts: Annotated[tuple[CaseVerdict, ...], Field(min_length=1)]
    rubric: dict[Dimension, Share] = Field(default_factory=dict[Dimension, Share])
    reward: Share
    comment: str = ""

    @model_validator(mode="after")
    def _judges_every_turn_once(self) -> Self:
        selectors = [verdict.at for verdict in self.verdicts]
        if DEFAULT not in selectors:
            raise wrong("no default verdict", "Add `at: default` for the turns that nothing else names.", "verdicts")
        for i, selector in enumerate(selectors):
            if selector in selectors[:i]:
                raise wrong("two verdicts on the same turn or node", "Keep one of them.", "verdicts", i, "at")
        return self


class ReviewFile(Strict):
    """The reviews of one case."""

    format: Literal[1] = 1
    case: Id
    reviewer: Reviewer
    sessions: Annotated[tuple[SessionReview, ...], Field(min_length=1)]

    @model_validator(mode="after")
    def _reviews_each_session_once(self) -> Self:
        numbers = [session.n for session in self.sessions]
        if numbers != sorted(set(numbers)):
            raise wrong("sessions out of order or twice", "Review each session once, in order.")
        return self


def verdicts_for(review: SessionReview, turns: Sequence[Turn]) -> tuple[TurnVerdict, ...]:
    """A verdict for every therapist turn of `turns`: the turn's own, else its node's, else the default.

    A node's verdict falls on the first turn that the model spoke there, or on the first at all when it spoke none.
    Selectors that meet no turn fall on nothing.
    """
    by_selector = {verdict.at: verdict for verdict in review.verdicts}
    spoken = [turn for turn in turns if turn.author is not Author.CLIENT]
    firsts: dict[str, Turn] = {}
    for turn in spoken:
        held = firsts.setdefault(turn.node, turn)
        if held.author is not Author.MODEL and turn.author is Author.MODEL:
            firsts[turn.node] = turn
    by_turn = {turn.n: by_selector[node] for node, turn in firsts.items() if node in by_selector and node != DEFAULT}
    judged: list[TurnVerdict] = []
    for turn in spoken:
        found = by_selector.get(turn.n) or by_turn.get(turn.n) or by_selector[DEFAULT]
        judged.append(TurnVerdict(turn=turn.n, verdict=found.verdict, correction=found.correction, reason=found.reason))
    return tuple(judged)
