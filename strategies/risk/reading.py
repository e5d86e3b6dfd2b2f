"""What a scan gives."""

from dataclasses import dataclass
from enum import StrEnum

from memory.record.risk import RiskKind

CLASSIFIER = "classifier"
"""The name of the trained layer."""


class RiskFeature(StrEnum):
    """What stands around a phrase and lowers the tier of the answer; the phrase stays in the reading."""

    NEGATED = "negated"
    SOMEONE_ELSE = "someone_else"
    PAST = "past"
    IDIOM = "idiom"
    QUOTED = "quoted"
    HYPOTHETICAL = "hypothetical"


@dataclass(frozen=True, slots=True, kw_only=True)
class RiskSpan:
    """One phrase that was heard: code-point offsets into the text as given, `text[start:end] == quote`.

    `entry` is the id of the lexicon's entry, `level` its level with nothing lowered, `after` with its features.
    """

    start: int
    end: int
    quote: str
    entry: str
    kind: RiskKind
    level: int
    after: int
    features: tuple[RiskFeature, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """What one text says about danger.

    `level` 0 to 6 and `tier` 0 to 3 are after the features; `alarm` is tier >= 1. `spans` keeps every phrase, those
    that features lowered to nothing too, so that a reader can see what was heard and why it did not alarm.
    """

    alarm: bool
    tier: int
    level: int
    kinds: tuple[RiskKind, ...]
    layers: tuple[str, ...]
    why: str
    features: tuple[RiskFeature, ...] = ()
    spans: tuple[RiskSpan, ...] = ()

    @property
    def faint(self) -> bool:
        """Whether only the classifier hears danger, not even of which kind, and comes to a question at most."""
        lowered = {span.kind for span in self.spans if not span.after}
        unsure = {*self.kinds} - lowered <= {RiskKind.PASSIVE_IDEATION}
        alone = CLASSIFIER in self.layers and not any(span.after for span in self.spans)
        return self.level == 1 and alone and unsure

    @property
    def silenced(self) -> bool:
        """Whether phrases were heard and all of them lowered to nothing."""
        return bool(self.spans) and not self.alarm
