"""The paths after an alarm: which kind of danger goes which way, which way leads, and what its answers come to.

A kind with questions of its own has a protocol, which interrupts the safety screen; the screen follows in every case.
An event is closed by the completed questions of its own path, and by nothing else.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from memory.record.risk import RiskEvent, RiskKind
from memory.record.session import SlotValue
from strategies.risk.reading import Reading
from strategies.risk.screen import ScreenOutcome, outcome

SCREEN = "safety_screen"


class Path(StrEnum):
    """Where an alarm leads, the most urgent first. Self-injury has words of its own and the questions of the screen."""

    MEDICAL = "medical"
    VOICES = "voices"
    OTHERS = "others"
    VIOLENCE = "violence"
    SUICIDE = "suicide"
    SELF_INJURY = "self_injury"


PROTOCOL: Mapping[Path, str] = {
    Path.MEDICAL: "safety_medical",
    Path.VOICES: "safety_voices",
    Path.OTHERS: "safety_others",
    Path.VIOLENCE: "safety_violence",
    Path.SUICIDE: SCREEN,
    Path.SELF_INJURY: SCREEN,
}
"""The protocol whose questions close an event of the path."""

PATH_OF: Mapping[str, Path] = {protocol: path for path, protocol in PROTOCOL.items() if path is not Path.SELF_INJURY}
"""The other way round; the screen is the path of suicide."""

OWN = frozenset(PROTOCOL.values()) - {SCREEN}
"""The protocols that interrupt the screen."""

KIND: Mapping[Path, RiskKind] = {
    Path.MEDICAL: RiskKind.MEDICAL_EMERGENCY,
    Path.VOICES: RiskKind.PSYCHOSIS_COMMAND,
    Path.OTHERS: RiskKind.HARM_TO_OTHERS,
    Path.VIOLENCE: RiskKind.HARM_FROM_OTHERS,
    Path.SELF_INJURY: RiskKind.SELF_HARM_NONSUICIDAL,
}

LEAST: Mapping[Path, int] = {Path.MEDICAL: 6, Path.VOICES: 5, Path.OTHERS: 3, Path.VIOLENCE: 3}
"""The level that each of these kinds has at least, as it is first heard (design/10.19)."""

_FROM: Mapping[Path, int] = {**LEAST, Path.VIOLENCE: 2, Path.SELF_INJURY: 1}
"""From which level on a kind takes its own path: what features lowered further is another's, quoted or supposed, and
only asked about. Violence that was long ago (level 2) is asked about as violence: it may not be over."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """What a reading says along one path: each part is an event of its own."""

    path: Path
    level: int
    kinds: tuple[RiskKind, ...]


def path_of(kind: RiskKind, level: int) -> Path:
    """The path of one kind heard at a level after features."""
    found = own_path(kind)
    return found if level >= _FROM.get(found, 0) else Path.SUICIDE


def own_path(kind: str) -> Path:
    """The path that a kind has where its level is high enough; every kind of suicide has that of suicide."""
    return next((path for path, own in KIND.items() if own == kind), Path.SUICIDE)


def level_in(tier: int, kind: RiskKind) -> int:
    """The lowest level of a tier (1 to 3) at which a kind takes its own path; where it takes none, of the tier."""
    own = _FROM.get(own_path(kind), 0)
    return max(2 * tier - 1, own if own <= 2 * tier else 0)


def path_of_event(event: RiskEvent) -> Path:
    """The path of a kept event; one that holds several kinds follows the most urgent."""
    paths = {path_of(kind, event.level) for kind in event.kinds}
    return next((path for path in Path if path in paths), Path.SUICIDE)


def parts_of(reading: Reading) -> tuple[Part, ...]:
    """The reading by paths, the most urgent first; self-injury beside talk of death goes with it.

    A kind that features lowered below its own path (somebody else's, quoted) is left out beside talk of death. Where
    phrases say what was heard, each counts at its own level; else every kind counts at the reading's.
    """
    heard: dict[RiskKind, int] = {}
    for span in reading.spans:
        if span.after:
            heard[span.kind] = max(heard.get(span.kind, 0), span.after)
    for kind in reading.kinds:
        heard.setdefault(kind, reading.level)
    found: dict[Path, Part] = {}
    for kind, level in heard.items():
        path = path_of(kind, level)
        known = found.get(path)
        kinds = (*(known.kinds if known is not None else ()), kind)
        ordered = tuple(each for each in RiskKind if each in kinds)
        found[path] = Part(path=path, level=max(level, known.level if known is not None else 0), kinds=ordered)
    suicide = found.get(Path.SUICIDE)
    if suicide is not None:
        own = tuple(each for each in suicide.kinds if each in KIND_OF_LEVEL)
        injury = found.pop(Path.SELF_INJURY, None) if own else None
        found[Path.SUICIDE] = replace(
            suicide,
            level=max(suicide.level, injury.level if injury is not None else 0),
            kinds=(*(own or suicide.kinds), *(injury.kinds if injury is not None else ())),
        )
    parts = [found[path] for path in Path if path in found]
    if not parts:
        return (Part(path=Path.SUICIDE, level=reading.level, kinds=reading.kinds),)
    most = max(range(len(parts)), key=lambda at: parts[at].level)
    parts[most] = replace(parts[most], level=max(parts[most].level, reading.level))
    return tuple(parts)


# ---- what answers come to -------------------------------------------------------------------------------------------

_Level = Callable[[Mapping[str, SlotValue]], int]


def _medical(said: Mapping[str, SlotValue]) -> int:
    helped = "yes" in (said.get("md_called"), said.get("md_can"))
    return 6 if said.get("md_called") is not None and not helped else 0


def _voices(said: Mapping[str, SlotValue]) -> int:
    return 6 if said.get("vo_obey") == "yes" else 5 if said.get("vo_harm") == "yes" else 0


def _others(said: Mapping[str, SlotValue]) -> int:
    meant = said.get("ho_intent") == "yes"
    at_hand = said.get("ho_means") == "yes" or said.get("ho_distance") == "no"
    if meant and at_hand:
        return 6
    if meant or said.get("ho_plan") == "yes":
        return 5
    if said.get("ho_means") == "yes":
        return 4
    return 3 if said.get("ho_person") == "yes" else 0


def _violence(said: Mapping[str, SlotValue]) -> int:
    if said.get("hv_safe") == "no":
        return 6
    if said.get("hv_severe") == "yes":
        return 5
    return 4 if said.get("hv_children") == "yes" else 0


@dataclass(frozen=True, slots=True, kw_only=True)
class _Questions:
    """The closed questions of a path in their order, and the level that their answers reach."""

    closed: tuple[str, ...]
    level: _Level
    not_due: Callable[[Mapping[str, SlotValue]], frozenset[str]] = lambda _: frozenset()


_QUESTIONS: Mapping[str, _Questions] = {
    "safety_medical": _Questions(
        closed=("md_called", "md_can", "md_near"),
        level=_medical,
        not_due=lambda said: frozenset({"md_can"} if said.get("md_called") == "yes" else ()),
    ),
    "safety_voices": _Questions(closed=("vo_harm", "vo_obey", "vo_company"), level=_voices),
    "safety_others": _Questions(closed=("ho_intent", "ho_person", "ho_plan", "ho_means", "ho_distance"), level=_others),
    "safety_violence": _Questions(
        closed=("hv_safe", "hv_reach", "hv_seen", "hv_go", "hv_children", "hv_severe"),
        level=_violence,
        not_due=lambda said: frozenset(
            (
                *(("hv_reach",) if said.get("hv_safe") == "yes" else ()),
                *(("hv_go",) if said.get("hv_seen") == "no" else ()),
            )
        ),
    ),
}


def outcome_of(protocol: str, slots: Mapping[str, SlotValue]) -> ScreenOutcome:
    """What the answers given so far come to, of the screen or of a path's own protocol.

    Raises:
        UnknownScreenAnswer: when a slot of the screener holds anything but its answers.
    """
    if protocol not in _QUESTIONS:
        return outcome(slots)
    questions = _QUESTIONS[protocol]
    idle = questions.not_due(slots)
    due = [slot for slot in questions.closed if slot not in idle]
    following = next((slot for slot in due if slots.get(slot) is None), None)
    return ScreenOutcome(
        level=questions.level(slots),
        refused=any(slots.get(slot) == "refused" for slot in due),
        complete=following is None,
        next=following,
    )


def final_outcome(protocol: str, slots: Mapping[str, SlotValue]) -> ScreenOutcome:
    """What ended questions come to: one left without a clear answer counts as refused, never as low."""
    result = outcome_of(protocol, slots)
    return result if result.complete else replace(result, refused=True)


def kinds_of(protocol: str, level: int) -> tuple[RiskKind, ...]:
    """The kind of an event that answers raised."""
    path = PATH_OF.get(protocol, Path.SUICIDE)
    return (KIND[path] if path in KIND else KIND_OF_LEVEL[level],)


KIND_OF_LEVEL = (
    RiskKind.PASSIVE_IDEATION,
    RiskKind.PASSIVE_IDEATION,
    RiskKind.ACTIVE_IDEATION,
    RiskKind.ACTIVE_IDEATION,
    RiskKind.PLAN_OR_INTENT,
    RiskKind.PLAN_OR_INTENT,
    RiskKind.ATTEMPT_OR_BEHAVIOR,
)
"""The kind of a suicide event at each level of the screener."""


def closes(protocol: str, event: RiskEvent, *, known: Sequence[str]) -> bool:
    """Whether the completed questions of `protocol` close the event; `known` are the protocols that the session has.

    An event whose own questions are not there (an episode pinned before they were) is closed by the screen.
    """
    own = PROTOCOL[path_of_event(event)]
    return own == protocol or (protocol == SCREEN and own not in known)
