"""Crises at the close of a session: proposed episodes, the patterns that they join, and what the planner is told."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from memory.record.clock import Ids
from memory.record.course import Source
from memory.record.crisis import ChainLink, CrisisEpisode, CrisisPattern, CrisisStatus
from memory.record.identity import Actor, Language, Scope
from memory.record.risk import RiskEvent
from memory.record.session import Session, SlotClaim, Turn
from memory.state.crises import patterns_with, told_before, without_episode
from memory.store.store import Work
from strategies.course.case.case_errors import AlreadyDecided
from strategies.course.case.crisis_chain import crises_of
from strategies.course.case.crisis_words import labels
from strategies.course.engine import Engine
from strategies.planning.inputs import Signal


@dataclass(frozen=True, slots=True, kw_only=True)
class CrisisChanges:
    """What a close writes about crises. `recurrence`: the chain that ran again, for the planner."""

    added: tuple[CrisisEpisode, ...] = ()
    patterns_added: tuple[CrisisPattern, ...] = ()
    patterns_replaced: tuple[CrisisPattern, ...] = ()
    recurrence: Signal | None = None


def settle_crises(
    session: Session,
    turns: Sequence[Turn],
    claims: Sequence[SlotClaim],
    events: Sequence[RiskEvent],
    known: Sequence[CrisisEpisode],
    patterns: Sequence[CrisisPattern],
    *,
    language: Language,
    ids: Ids,
    now: datetime,
) -> CrisisChanges:
    """The session's crises against those that are known; one that was told before is not told twice. Pure."""
    named = labels(language)
    current = {pattern.id: pattern for pattern in patterns}
    there = list(known)
    added: list[CrisisEpisode] = []
    new: dict[str, CrisisPattern] = {}
    recurrence: Signal | None = None
    for episode in crises_of(session, turns, claims, events, ids=ids, now=now):
        if told_before(episode, there) is not None:
            continue
        moved = patterns_with(episode, there, tuple(current.values()), labels=named, ids=ids, now=now)
        for pattern in (*moved.added, *moved.replaced):
            current[pattern.id] = pattern
        new |= {pattern.id: pattern for pattern in moved.added}
        added.append(episode)
        there.append(episode)
        if recurrence is None and moved.recurring is not None:
            recurrence = Signal(text=moved.recurring.text, source=_trigger_of(episode))
    before = {pattern.id: pattern for pattern in patterns}
    return CrisisChanges(
        added=tuple(added),
        patterns_added=tuple(current[each] for each in new),
        patterns_replaced=tuple(each for each in current.values() if each.id in before and each != before[each.id]),
        recurrence=recurrence,
    )


def _trigger_of(episode: CrisisEpisode) -> Source | None:
    pieces = episode.pieces_of(ChainLink.TRIGGER)
    return pieces[0].source if pieces else None


async def keep_crises(work: Work, changes: CrisisChanges) -> None:
    """Writes what `settle_crises` gave."""
    for episode in changes.added:
        await work.crises.add(episode)
    for pattern in changes.patterns_added:
        await work.crises.add_pattern(pattern)
    for pattern in changes.patterns_replaced:
        await work.crises.replace_pattern(pattern)


async def decide_episode(
    episode_id: str, *, confirm: bool, reason: str, actor: Actor, scope: Scope, engine: Engine
) -> CrisisEpisode:
    """A clinician confirms a crisis, or says that it was none; then it leaves its patterns.

    Raises: AlreadyDecided when it stands so already; NotFound.
    """
    async with engine.store.write(scope) as work:
        episode = await work.crises.get(episode_id)
        to = CrisisStatus.CONFIRMED if confirm else CrisisStatus.REJECTED
        if episode.status in (to, CrisisStatus.REJECTED):
            raise AlreadyDecided("crisis", episode.id, episode.status)
        decided = replace(episode, status=to, decided_by=actor.id, decided_at=engine.clock(), decided_reason=reason)
        await work.crises.replace(decided)
        if not confirm:
            named = labels((await work.patient.get()).locale)
            known = await work.crises.all()
            for pattern in await work.crises.patterns():
                if any(each.episode == episode.id for each in pattern.occurrences):
                    await work.crises.replace_pattern(without_episode(pattern, episode.id, known, labels=named))
        return decided


async def decide_pattern(
    pattern_id: str, *, confirm: bool, reason: str, plan: str, actor: Actor, scope: Scope, engine: Engine
) -> CrisisPattern:
    """A clinician confirms a pattern, with what is to come up when it starts again, or says that it is none.

    A confirmed one may be confirmed anew, with another plan. Raises: AlreadyDecided for a rejected one; NotFound.
    """
    async with engine.store.write(scope) as work:
        pattern = await work.crises.pattern(pattern_id)
        if pattern.status is CrisisStatus.REJECTED:
            raise AlreadyDecided("pattern", pattern.id, pattern.status)
        decided = replace(
            pattern,
            status=CrisisStatus.CONFIRMED if confirm else CrisisStatus.REJECTED,
            plan=plan if confirm else pattern.plan,
            decided_by=actor.id,
            decided_at=engine.clock(),
            decided_reason=reason,
        )
        await work.crises.replace_pattern(decided)
        return decided
