"""The brief: the byte-stable beginning of every prompt of a session. Pure; the same inputs give the same bytes.

It stands in the first user turn, because AgentLM's system prompt is fixed. What must never be missing always comes
(policy, protocol, risk, what never fades, targets in focus, today's agenda); the rest is dropped line by line when the
budget is short, the least needed first, and `Brief.dropped` says which.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date

from memory.record.course import PlanVersion
from memory.record.identity import Language
from memory.record.session import SlotValue
from memory.record.state import (
    AUTHORITY_ORDER,
    Authority,
    Fact,
    FactKind,
    FactStatus,
    Homework,
    Note,
    Target,
    TargetStatus,
)
from strategies.course.brief_text import BRIEF, LONGEST_REASON, STATUS
from strategies.course.errors import CourseError
from strategies.planning.text import number, words
from strategies.speech.quoted import LONGEST, as_data, as_label


@dataclass(frozen=True, slots=True, kw_only=True)
class SessionMark:
    """What a source mark says of a session: its number and its day."""

    n: int
    on: date


@dataclass(frozen=True, slots=True, kw_only=True)
class Stale:
    """A value that is too old to be used: what it is about, what it was, on which day."""

    text: str
    value: SlotValue
    on: date


@dataclass(frozen=True, slots=True, kw_only=True)
class BriefInputs:
    """The memory snapshot of a session's opening.

    `policy` is ready text in the session's language. `facts` are active and disputed ones (others are left out here).
    `sessions` maps session id -> its mark, for every session a fact or note comes from. `patterns` and `instructions`
    are lines of state that never fade. `note` is the newest note, `note_session` its mark. `reentry` is the purpose of
    the step that the last session broke off at, `reverify` what has to be asked again.
    """

    policy: str
    protocol_name: str
    session_n: int
    facts: tuple[Fact, ...] = ()
    sessions: Mapping[str, SessionMark] = field(default_factory=dict[str, SessionMark])
    targets: tuple[Target, ...] = ()
    plan: PlanVersion | None = None
    homework: tuple[Homework, ...] = ()
    note: Note | None = None
    risk_level: int = 0
    patterns: tuple[str, ...] = ()
    gaps: tuple[str, ...] = ()
    instructions: tuple[str, ...] = ()
    reentry: str | None = None
    reverify: tuple[Stale, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Brief:
    """The text, and the lines that the budget left out (each as `part: line`)."""

    text: str
    dropped: tuple[str, ...]


class BudgetTooSmall(CourseError):
    """Not even what must never be missing fits."""

    def __init__(self, needed: int, budget: int) -> None:
        super().__init__(f"the brief needs at least {needed} characters, its budget is {budget}")
        self.needed = needed
        self.budget = budget


@dataclass(frozen=True, slots=True, kw_only=True)
class _Line:
    """One line. `rank` 0 is never dropped; higher ranks go first."""

    part: str
    text: str
    rank: int = 0
    heading: bool = False


_STANDING = {Authority.CLINICIAN_SIGNED: "signed", Authority.MODEL_INFERRED: "inferred"}
_BELIEFS = 6
"""So many beliefs stand before the last session's note; more, however often they are told, crowd nothing out."""
_CROWD = 8
_RESTING = frozenset({TargetStatus.PROPOSED, TargetStatus.DROPPED})
_SAID_ELSEWHERE = frozenset({"focus", "steady", "risk_new", "risk_standing"})
"""Reasons that the brief says already: in its targets, or in its line on safety."""

_CLIENT = frozenset({"client", "patient", "self", "user", "i", "来访者", "患者", "我", "本人"})
_NEVER_FADES = ("medic", "safety", "boundar", "allerg", "药", "安全", "过敏", "边界")


def render_brief(inputs: BriefInputs, language: Language, *, budget_chars: int) -> Brief:
    """The brief within `budget_chars` characters. Raises: BudgetTooSmall."""
    lines = _lines(inputs, language)
    dropped: list[_Line] = []
    while len(_text(lines)) > budget_chars:
        last = max(range(len(lines)), key=lambda i: (lines[i].rank, i))
        if lines[last].rank == 0:
            raise BudgetTooSmall(len(_text(lines)), budget_chars)
        dropped.append(lines.pop(last))
    return Brief(text=_text(lines), dropped=tuple(f"{line.part}: {line.text}" for line in reversed(dropped)))


def _text(lines: list[_Line]) -> str:
    """The lines, without headings that nothing stands under."""
    kept = [
        line.text
        for i, line in enumerate(lines)
        if not line.heading or (i + 1 < len(lines) and lines[i + 1].part == line.part)
    ]
    return "\n".join(kept)


def _lines(inputs: BriefInputs, language: Language) -> list[_Line]:
    top = [
        _Line(part="policy", text=inputs.policy.strip()),
        _Line(
            part="protocol",
            text=words(BRIEF, "protocol", language, name=inputs.protocol_name, n=inputs.session_n),
        ),
    ]
    if inputs.risk_level > 0:
        grade = 1 if inputs.risk_level == 1 else 2 if inputs.risk_level == 2 else 3
        top.append(_Line(part="risk", text=words(BRIEF, f"risk_{grade}", language)))
    known = [
        *_facts(inputs, language),
        *_disputes(inputs, language),
        *_stated("patterns", inputs.patterns, language, longest=2 * LONGEST[language]),
        *_stated("instructions", inputs.instructions, language),
        *_targets(inputs, language),
        *_gaps(inputs, language),
        *_reverify(inputs, language),
        *_reentry(inputs, language),
        *_note(inputs, language),
        *_homework(inputs, language),
        *_plan(inputs, language),
    ]
    if known:
        top.append(_Line(part="memory", text=words(BRIEF, "memory", language)))
    return top + known


def _heading(part: str, language: Language) -> _Line:
    return _Line(part=part, text=words(BRIEF, part, language), heading=True)


def _stated(part: str, texts: tuple[str, ...], language: Language, *, longest: int | None = None) -> list[_Line]:
    if not texts:
        return []
    return [
        _heading(part, language),
        *(_Line(part=part, text=f"- {as_data(text, language, longest=longest)}") for text in texts),
    ]


def _mark(inputs: BriefInputs, fact: Fact) -> str:
    if fact.source is None or fact.source.session not in inputs.sessions:
        return ""
    session = inputs.sessions[fact.source.session]
    return f" [S{session.n:02d} T{fact.source.turn:03d} {session.on.isoformat()}]"


def _said(fact: Fact, language: Language) -> str:
    who = "" if fact.subject.strip().lower() in _CLIENT else f"{fact.subject} "
    no = words(BRIEF, "not", language) if fact.negated else ""
    colon = "：" if language is Language.ZH else ": "
    return as_data(f"{who}{fact.predicate.replace('_', ' ')}{colon}{no}{fact.object}", language)


def _order(fact: Fact) -> tuple[int, str, str]:
    return (-AUTHORITY_ORDER.index(fact.authority), fact.recorded_at.isoformat(), fact.id)


def _facts(inputs: BriefInputs, language: Language) -> list[_Line]:
    """Facts, then beliefs; those of higher authority first, then the older. Medication and boundaries never fade."""
    lines: list[_Line] = []
    for part, kind, rank in (("facts", FactKind.FACT, 3), ("beliefs", FactKind.BELIEF, 4)):
        chosen = [fact for fact in inputs.facts if fact.kind is kind and fact.status is FactStatus.ACTIVE]
        if not chosen:
            continue
        lines.append(_heading(part, language))
        for fact in sorted(chosen, key=_order):
            standing = words(BRIEF, _STANDING[fact.authority], language) if fact.authority in _STANDING else ""
            fades = kind is FactKind.BELIEF or not any(sign in fact.predicate.lower() for sign in _NEVER_FADES)
            text = f"- {_said(fact, language)}{standing}{_mark(inputs, fact)}"
            lines.append(_Line(part=part, text=text, rank=rank if fades else 0))
        if kind is FactKind.BELIEF:
            crowd = lines[len(lines) - len(chosen) + _BELIEFS :]
            lines[len(lines) - len(crowd) :] = [replace(line, rank=_CROWD) for line in crowd]
    return lines


def _disputes(inputs: BriefInputs, language: Language) -> list[_Line]:
    """Both sides of each contradiction, in the words that were said."""
    by_id = {fact.id: fact for fact in inputs.facts}
    pairs = sorted(
        ((by_id[fact.disputes], fact) for fact in inputs.facts if fact.disputes is not None and fact.disputes in by_id),
        key=lambda pair: (pair[1].recorded_at, pair[1].id),
    )
    paired = {fact.id for pair in pairs for fact in pair}
    lines = [f"- {_quote(inputs, held, language)} / {_quote(inputs, claimed, language)}" for held, claimed in pairs]
    alone = [fact for fact in inputs.facts if fact.status is FactStatus.DISPUTED and fact.id not in paired]
    lines += [f"- {_quote(inputs, fact, language)}" for fact in sorted(alone, key=_order)]
    return (
        [_heading("disputes", language), *(_Line(part="disputes", text=line, rank=1) for line in lines)]
        if lines
        else []
    )


def _quote(inputs: BriefInputs, fact: Fact, language: Language) -> str:
    said = _said(fact, language) if fact.source is None else as_data(fact.source.quote, language)
    return said + _mark(inputs, fact)


def _targets(inputs: BriefInputs, language: Language) -> list[_Line]:
    """Targets that are agreed, those in focus first."""
    focus = () if inputs.plan is None else inputs.plan.focus
    shown = [target for target in inputs.targets if target.status not in _RESTING]
    if not shown:
        return []
    lines = [_heading("targets", language)]
    for target in sorted(shown, key=lambda target: (target.id not in focus, target.created_at, target.id)):
        values = (target.baseline, target.current, target.goal)
        unknown = words(BRIEF, "unknown", language)
        way = " -> ".join(unknown if value is None else number(value) for value in values)
        measure = f" ({as_label(target.measure, language)})" if target.measure else ""
        english, chinese = STATUS[target.status]
        state = english if language is Language.EN else chinese
        star, rank = ("*", 0) if target.id in focus else ("-", 2)
        text = f"{star} {as_data(target.label, language)}{measure} {way}, {state}"
        lines.append(_Line(part="targets", text=text, rank=rank))
    return lines


def _gaps(inputs: BriefInputs, language: Language) -> list[_Line]:
    """What the targets do not reach yet, dropped before the targets themselves."""
    if not inputs.gaps:
        return []
    lines = (_Line(part="gaps", text=f"- {as_data(each, language)}", rank=4) for each in inputs.gaps)
    return [_heading("gaps", language), *lines]


def _reverify(inputs: BriefInputs, language: Language) -> list[_Line]:
    """Values that are too old: named with what they were, so that somebody asks; nothing is decided by them."""
    if not inputs.reverify:
        return []
    lines = [
        words(
            BRIEF, "stale", language, text=each.text, value=as_data(str(each.value), language), on=each.on.isoformat()
        )
        for each in sorted(inputs.reverify, key=lambda each: (each.on, each.text))
    ]
    return [_heading("reverify", language), *(_Line(part="reverify", text=f"- {line}", rank=2) for line in lines)]


def _reentry(inputs: BriefInputs, language: Language) -> list[_Line]:
    if inputs.reentry is None:
        return []
    return [_Line(part="reentry", text=words(BRIEF, "reentry", language, purpose=inputs.reentry), rank=1)]


def _note(inputs: BriefInputs, language: Language) -> list[_Line]:
    """The last note's sentences: the plan and the assessment are needed longest."""
    if inputs.note is None:
        return []
    mark = inputs.sessions.get(inputs.note.session)
    chosen = sorted(
        (_NOTE_RANK[sentence.section], i)
        for i, sentence in enumerate(inputs.note.sentences)
        if sentence.section in _NOTE_RANK
    )[:_KEY_SENTENCES]
    if not chosen:
        return []
    lines = [_heading("note", language)]
    for rank, i in sorted(chosen, key=lambda pair: pair[1]):
        sentence, where = inputs.note.sentences[i], ""
        if mark is not None and sentence.turns:
            where = f" [S{mark.n:02d} T{sentence.turns[0]:03d} {mark.on.isoformat()}]"
        lines.append(_Line(part="note", text=f"- {as_data(sentence.text, language)}{where}", rank=rank))
    return lines


_NOTE_RANK = {"assessment": 5, "plan": 6, "subjective": 7}
_KEY_SENTENCES = 4


def _homework(inputs: BriefInputs, language: Language) -> list[_Line]:
    if not inputs.homework:
        return []
    tasks = sorted(inputs.homework, key=lambda task: (task.assigned_at, task.id))
    return [
        _heading("homework", language),
        *(_Line(part="homework", text=f"- {as_data(task.text, language)}", rank=1) for task in tasks),
    ]


def _plan(inputs: BriefInputs, language: Language) -> list[_Line]:
    """Today's agenda always; why it changed and the approach as the budget allows."""
    plan = inputs.plan
    if plan is None:
        return []
    gap = "；" if language is Language.ZH else "; "
    items = gap.join(as_data(item.text, language) for item in plan.agenda)
    lines = [_Line(part="plan", text=words(BRIEF, "plan", language, items=items))]
    if plan.replanned and any(reason.rule not in _SAID_ELSEWHERE for reason in plan.reasons):
        reasons = gap.join(
            as_data(reason.evidence, language, longest=LONGEST_REASON[language])
            for reason in plan.reasons
            if reason.rule not in _SAID_ELSEWHERE
        )
        lines.append(_Line(part="plan", text=words(BRIEF, "why", language, reasons=reasons), rank=6))
    lines.append(_Line(part="plan", text=words(BRIEF, "strategy", language, text=plan.strategy), rank=3))
    return lines
