"""A session's structured note, made by code from what was said, measured and decided. Nothing is invented.

Every sentence names the turns it rests on. A measure taken on a form and a statement about the session as a whole rest
on the session itself: they name its opening turn.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from typing import assert_never

from memory.record.course import Origin
from memory.record.identity import Language
from memory.record.risk import RiskEvent, RiskEventState
from memory.record.session import Author, SlotClaim, Turn
from memory.record.state import Homework, Measure, NoteSentence, TargetEvidence
from strategies.course.note_text import HEADINGS, NOTE, OUTCOMES
from strategies.planning.course_rules import NAMES
from strategies.planning.text import number, quoted, words

_MOST_QUOTES = 3
_SHORTEST_QUOTE = {Language.EN: 25, Language.ZH: 10}
_OPENING = (1,)


class NoteSection(StrEnum):
    """Where a sentence belongs. INTERVENTION stands under Objective in a SOAP note, alone in a BIRP note."""

    SUBJECTIVE = "subjective"
    OBJECTIVE = "objective"
    INTERVENTION = "intervention"
    ASSESSMENT = "assessment"
    PLAN = "plan"


class NoteForm(StrEnum):
    """The three usual forms."""

    SOAP = "soap"
    DAP = "dap"
    BIRP = "birp"


@dataclass(frozen=True, slots=True, kw_only=True)
class NoteInputs:
    """What a session left behind.

    `claims` are its slot claims; `slot_texts` and `node_texts` give slots and nodes their words in `language` (a slot
    or node without text is left out). `reported` is homework whose outcome was told, `assigned` what was agreed for the
    time to come. `measures` belong to this session, `earlier` maps instrument -> the response before. `target_labels`
    maps target id -> label. `risk_level` is the latch at closing.
    """

    language: Language
    session: str
    turns: tuple[Turn, ...]
    claims: tuple[SlotClaim, ...] = ()
    slot_texts: Mapping[str, str] = field(default_factory=dict[str, str])
    node_texts: Mapping[str, str] = field(default_factory=dict[str, str])
    reported: tuple[Homework, ...] = ()
    assigned: tuple[Homework, ...] = ()
    risk_events: tuple[RiskEvent, ...] = ()
    risk_level: int = 0
    measures: tuple[Measure, ...] = ()
    earlier: Mapping[str, Measure] = field(default_factory=dict[str, Measure])
    evidence: tuple[TargetEvidence, ...] = ()
    target_labels: Mapping[str, str] = field(default_factory=dict[str, str])


def compose_note(inputs: NoteInputs) -> tuple[NoteSentence, ...]:
    """The sentences, section by section, in the order of the session."""
    return (
        *_told(inputs),
        *_measured(inputs),
        *_homework(inputs),
        *_steps(inputs),
        *_risk(inputs),
        *_targets(inputs),
        *_agreed(inputs),
    )


def render_note(sentences: Sequence[NoteSentence], form: NoteForm, language: Language) -> str:
    """The note as text in one of the usual forms, each sentence with its turns."""
    parts: list[str] = []
    for heading, sections in _layout(form):
        lines = [f"- {s.text}{_turns(s.turns, language)}" for s in sentences if s.section in sections]
        parts.append("\n".join((words(HEADINGS, heading, language), *(lines or [_nothing(language)]))))
    return "\n\n".join(parts)


def _layout(form: NoteForm) -> tuple[tuple[str, frozenset[str]], ...]:
    said, seen, done, judged, next_ = (frozenset({section.value}) for section in NoteSection)
    match form:
        case NoteForm.SOAP:
            return (("subjective", said), ("objective", seen | done), ("assessment", judged), ("plan", next_))
        case NoteForm.DAP:
            return (("data", said | seen | done), ("assessment", judged), ("plan", next_))
        case NoteForm.BIRP:
            return (("behavior", said | seen), ("intervention", done), ("response", judged), ("plan", next_))
    assert_never(form)


def _nothing(language: Language) -> str:
    return f"- {words(HEADINGS, 'nothing', language)}"


def _turns(turns: tuple[int, ...], language: Language) -> str:
    if not turns:
        return ""
    comma = "、" if language is Language.ZH else ", "
    return words(HEADINGS, "turns", language, numbers=comma.join(str(turn) for turn in turns))


def _sentence(
    inputs: NoteInputs, section: NoteSection, key: str, turns: tuple[int, ...], **filled: object
) -> NoteSentence:
    text = words(NOTE, key, inputs.language, **filled)
    return NoteSentence(section=section.value, text=text, origin=Origin.RULE, turns=turns)


def _told(inputs: NoteInputs) -> list[NoteSentence]:
    """The newest claim of each slot; without any, the client's first words of substance."""
    newest = {claim.slot: claim for claim in inputs.claims if claim.turn > 0}
    told = [_claim(inputs, claim) for claim in newest.values() if claim.slot in inputs.slot_texts]
    if told:
        return told
    shortest = _SHORTEST_QUOTE[inputs.language]
    spoken = [turn for turn in inputs.turns if turn.author is Author.CLIENT and len(turn.text.strip()) >= shortest]
    return [
        _sentence(inputs, NoteSection.SUBJECTIVE, "said", (turn.n,), quote=quoted(turn.text, inputs.language))
        for turn in spoken[:_MOST_QUOTES]
    ]


def _claim(inputs: NoteInputs, claim: SlotClaim) -> NoteSentence:
    slot, turns = inputs.slot_texts[claim.slot], (claim.turn,)
    quote = quoted(claim.quote, inputs.language)
    if isinstance(claim.value, bool) or (isinstance(claim.value, str) and claim.value.strip() != claim.quote.strip()):
        value = str(claim.value).lower() if isinstance(claim.value, bool) else claim.value
        return _sentence(inputs, NoteSection.SUBJECTIVE, "answered", turns, slot=slot, value=value, quote=quote)
    if isinstance(claim.value, int | float):
        return _sentence(inputs, NoteSection.SUBJECTIVE, "rated", turns, slot=slot, value=number(claim.value))
    return _sentence(inputs, NoteSection.SUBJECTIVE, "told", turns, slot=slot, quote=quote)


def _measured(inputs: NoteInputs) -> list[NoteSentence]:
    sentences: list[NoteSentence] = []
    for measure in inputs.measures:
        name, total = NAMES.get(measure.instrument, measure.instrument), number(measure.total)
        before = inputs.earlier.get(measure.instrument)
        if before is None:
            sentences.append(
                _sentence(
                    inputs, NoteSection.OBJECTIVE, "measure", _OPENING, name=name, date=measure.taken_on, total=total
                )
            )
            continue
        sentences.append(
            _sentence(
                inputs,
                NoteSection.OBJECTIVE,
                "measure_moved",
                _OPENING,
                name=name,
                date=measure.taken_on,
                total=total,
                before=number(before.total),
                before_date=before.taken_on,
            )
        )
    return sentences


def _homework(inputs: NoteInputs) -> list[NoteSentence]:
    sentences: list[NoteSentence] = []
    for task in inputs.reported:
        if task.outcome is None:
            continue
        english, chinese = OUTCOMES[task.outcome]
        outcome = english if inputs.language is Language.EN else chinese
        said, name = task.outcome_source, quoted(task.text, inputs.language)
        here = said is not None and said.session == inputs.session
        if said is None or not here:
            sentences.append(_sentence(inputs, NoteSection.OBJECTIVE, "homework", _OPENING, task=name, outcome=outcome))
            continue
        quote = quoted(said.quote, inputs.language)
        sentences.append(
            _sentence(
                inputs, NoteSection.OBJECTIVE, "homework_quoted", (said.turn,), task=name, outcome=outcome, quote=quote
            )
        )
    return sentences


def _steps(inputs: NoteInputs) -> list[NoteSentence]:
    """What the therapist's turns were for: each node once, with all its turns."""
    visited: dict[str, list[int]] = {}
    for turn in inputs.turns:
        if turn.author is not Author.CLIENT and turn.node in inputs.node_texts:
            visited.setdefault(turn.node, []).append(turn.n)
    return [
        _sentence(inputs, NoteSection.INTERVENTION, "did", tuple(turns), purpose=inputs.node_texts[node])
        for node, turns in visited.items()
    ]


def _risk(inputs: NoteInputs) -> list[NoteSentence]:
    by_n = {turn.n: turn for turn in inputs.turns}
    sentences: list[NoteSentence] = []
    for event in inputs.risk_events:
        screened = event.state is RiskEventState.SCREENED
        ended = (event.screened_turn,) if screened and event.screened_turn is not None else ()
        said = by_n.get(event.turn)
        sentences.append(
            _sentence(
                inputs,
                NoteSection.ASSESSMENT,
                "alarm",
                tuple(dict.fromkeys((event.turn, *ended))),
                level=event.level,
                quote=quoted("" if said is None else said.text, inputs.language),
                screen=words(NOTE, "screened" if screened else "unscreened", inputs.language),
            )
        )
    sentences = list(dict.fromkeys(sentences))
    if not sentences:
        sentences.append(_sentence(inputs, NoteSection.ASSESSMENT, "no_alarm", _OPENING))
    if inputs.risk_level > 0:
        turns = tuple(dict.fromkeys(event.turn for event in inputs.risk_events)) or _OPENING
        sentences.append(_sentence(inputs, NoteSection.ASSESSMENT, "level", turns, level=inputs.risk_level))
    return sentences


def _targets(inputs: NoteInputs) -> list[NoteSentence]:
    sentences: list[NoteSentence] = []
    for piece in inputs.evidence:
        name = inputs.target_labels.get(piece.target)
        if name is None:
            continue
        side = "supports" if piece.supports else "against"
        here = piece.source is not None and piece.source.session == inputs.session
        turns = (piece.source.turn,) if piece.source is not None and here else _OPENING
        if piece.value is not None:
            sentences.append(
                _sentence(inputs, NoteSection.ASSESSMENT, side, turns, name=name, value=number(piece.value))
            )
        elif piece.source is not None and here:
            quote = quoted(piece.source.quote, inputs.language)
            sentences.append(_sentence(inputs, NoteSection.ASSESSMENT, f"{side}_words", turns, name=name, quote=quote))
    return sentences


def _agreed(inputs: NoteInputs) -> list[NoteSentence]:
    sentences: list[NoteSentence] = []
    for task in inputs.assigned:
        here = task.source is not None and task.source.session == inputs.session
        agreed = (task.source.turn,) if task.source is not None and here else _OPENING
        sentences.append(
            _sentence(inputs, NoteSection.PLAN, "assigned", agreed, task=quoted(task.text, inputs.language))
        )
    if inputs.risk_level > 0 or inputs.risk_events:
        turns = tuple(dict.fromkeys(event.turn for event in inputs.risk_events)) or _OPENING
        sentences.append(_sentence(inputs, NoteSection.PLAN, "screen_next", turns))
    return sentences
