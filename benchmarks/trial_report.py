"""What a trial showed, in words."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from benchmarks.trial_lines import Course, Gold
from memory.record.course import PlanVersion
from memory.record.risk import LevelChange, RiskEvent
from memory.record.session import Author, Session, SlotClaim, Turn
from memory.record.state import Fact, Homework
from strategies.course.exchange import Exchange


@dataclass(frozen=True, slots=True, kw_only=True)
class Picture:
    """Everything that a trial kept. `unheard`: gold that the lines never said; `missed`: said, and no fact holds it.

    Both are by shared words (half of the gold's), a first sieve for a reader, no measure.
    """

    course: Course
    lines: tuple[int, ...]
    sessions: tuple[Session, ...]
    exchanges: tuple[tuple[Exchange, ...], ...]
    turns: tuple[tuple[Turn, ...], ...]
    facts: tuple[Fact, ...]
    claims: tuple[SlotClaim, ...]
    homework: tuple[Homework, ...]
    events: tuple[RiskEvent, ...]
    changes: tuple[LevelChange, ...]
    plans: tuple[PlanVersion, ...]
    unheard: tuple[Gold, ...]
    missed: tuple[Gold, ...]


def told(picture: Picture, *, seconds: float) -> str:
    """The whole report of one course."""
    return "\n".join(_lines(picture, seconds))


def _lines(picture: Picture, seconds: float) -> Iterator[str]:
    yield f"== {picture.course.name} ({picture.course.language}), {seconds:.0f} s"
    number = {session.id: session.n for session in picture.sessions}
    for session, exchanges, lines in zip(picture.sessions, picture.exchanges, picture.lines, strict=True):
        yield _session_line(session, exchanges, lines)
    yield f"\n-- memory: {len(picture.facts)} facts"
    for fact in picture.facts:
        source = fact.source
        place = f"S{number[source.session]:02} T{source.turn:03} “{source.quote}”" if source else "no source"
        sign = "not " if fact.negated else ""
        yield f"{fact.subject} | {fact.predicate} | {sign}{fact.object} | {fact.kind}, {fact.status} | {place}"
    yield "\n-- read as answers to safety questions"
    for claim in picture.claims:
        if claim.slot.startswith("sr_") or claim.slot == "safe_today":
            words = next(turn.text for turn in picture.turns[number[claim.session] - 1] if turn.n == claim.turn)
            place = f"S{number[claim.session]:02} T{claim.turn:03}"
            yield f"{place} {claim.slot} = {claim.value} “{claim.quote}” <- {words}"
    yield f"\n-- homework: {len(picture.homework)}"
    for task in picture.homework:
        yield f"S{number[task.session]:02} {task.text} -> {task.outcome or 'not reported'}"
    yield f"\n-- alarms: {len(picture.events)}"
    for event in picture.events:
        words = next(turn.text for turn in picture.turns[number[event.session] - 1] if turn.n == event.turn)
        yield f"S{number[event.session]:02} T{event.turn:03} tier {event.tier}, {event.state}: {event.why} <- {words}"
    for change in picture.changes:
        yield f"risk level {change.before} -> {change.after}: {change.reason}"
    yield f"\n-- plans: {len(picture.plans)}"
    for plan in picture.plans:
        yield f"v{plan.n} replanned={plan.replanned} changed={list(plan.changed)}"
        for reason in plan.reasons:
            yield f"   {reason.rule}: {reason.evidence}"
    yield from _gold("in the file, never said in these lines", picture.unheard)
    yield from _gold("said, but in no fact (by shared words)", picture.missed)
    for n, turns in enumerate(picture.turns, start=1):
        yield f"\n-- transcript, session {n}"
        yield from (_turn_line(turn) for turn in turns)
    yield ""


def _session_line(session: Session, exchanges: Sequence[Exchange], lines: int) -> str:
    nodes = list(dict.fromkeys(exchange.node for exchange in exchanges))
    origins = Counter(f"{exchange.reply.author}/{exchange.reply.origin}" for exchange in exchanges)
    ended = "came to its end" if exchanges and exchanges[-1].ended else "broke off, lines were over"
    return (
        f"session {session.n}: {len(exchanges)} client turns of {lines} lines, {ended}; replies {dict(origins)}\n"
        f"   {' > '.join(nodes)}"
    )


def _gold(title: str, gold: Sequence[Gold]) -> Iterator[str]:
    yield f"\n-- {title}: {len(gold)}"
    for each in gold:
        yield f"S{each.session:02} {each.where}: {each.text}"


def _turn_line(turn: Turn) -> str:
    who = "client" if turn.author is Author.CLIENT else f"{turn.author}/{turn.origin}"
    blocked = f" (refused: {turn.blocked})" if turn.blocked else ""
    return f"T{turn.n:03} [{turn.node}] {who}{blocked}: {turn.text}"
