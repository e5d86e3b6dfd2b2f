"""What is unsure: collected on the way, numbered at the end, worded in the source's language."""

from dataclasses import dataclass, field

from strategies.graph.protocol import NodeKind
from strategies.sop.outline import Entry
from strategies.sop.piece import Piece, Span


@dataclass(frozen=True, slots=True)
class Doubt:
    """One thing to ask the clinician."""

    code: str
    span: Span
    fields: tuple[tuple[str, str], ...] = ()


@dataclass(slots=True)
class Doubts:
    """Doubts in the order met, and what a model settled.

    `answers`: place of a phrase -> the id of the entry meant. `kinds`: place of a step's words -> its kind.
    """

    found: list[Doubt] = field(default_factory=list[Doubt])
    answers: dict[Span, int] = field(default_factory=dict[Span, int])
    kinds: dict[Span, NodeKind] = field(default_factory=dict[Span, NodeKind])

    def add(self, code: str, span: Span, **fields: str) -> None:
        """Keeps a doubt, once."""
        doubt = Doubt(code, span, tuple(fields.items()))
        if doubt not in self.found:
            self.found.append(doubt)

    def chosen(self, words: Piece, entries: tuple[Entry, ...]) -> Entry | None:
        """The step that a model chose for this phrase, if one was asked."""
        picked = self.answers.get(words.span)
        return next((entry for entry in entries if entry.id == picked), None)
