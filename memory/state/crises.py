"""Whether crises are the same chain, which patterns they form, and when those came and may come again. Pure.

A pattern is the same chain recurring: a shared trigger, a shared feeling or act, and a similar appraisal, in crises of
different sessions and different days. The rules are the definition; nothing here was fitted to data.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from itertools import pairwise
from statistics import median

from memory.recall.tokens import tokens
from memory.record.clock import Ids
from memory.record.course import Origin
from memory.record.crisis import (
    ChainLink,
    CrisisEpisode,
    CrisisPattern,
    CrisisStatus,
    LinkTags,
    Occurrence,
)

WHO = "who_"
"""Tags of a trigger that begin so name a person, not an event."""
SIMILAR = 0.25
"""Appraisals without a shared tag are similar from this share of common words on (Jaccard)."""
SAME_CRISIS_DAYS = 1
"""Two accounts of the same chain within so many days of each other are one crisis, told twice."""
FURTHER = (ChainLink.APPRAISAL, ChainLink.AFFECT, ChainLink.BEHAVIOUR)
"""The links, one of which has to be heard beside the trigger before a chain is said to start again."""
ANNIVERSARY_DAYS = 7
"""Days about the day of the year on which a crisis comes round."""


def events_of(tags: Iterable[str]) -> frozenset[str]:
    """The tags of a trigger that name what happened."""
    return frozenset(tag for tag in tags if not tag.startswith(WHO))


def people_of(tags: Iterable[str]) -> frozenset[str]:
    """The tags of a trigger that name who was in it."""
    return frozenset(tag for tag in tags if tag.startswith(WHO))


def same_trigger(one: Iterable[str], other: Iterable[str]) -> bool:
    """The same event, with the same person where both name one."""
    first, second = frozenset(one), frozenset(other)
    people = people_of(first), people_of(second)
    return bool(events_of(first) & events_of(second)) and (not all(people) or bool(people[0] & people[1]))


def similar_appraisal(one: CrisisEpisode, other: CrisisEpisode) -> bool:
    """A shared tag; where one of them has none, enough common words."""
    tags = one.tags_of(ChainLink.APPRAISAL), other.tags_of(ChainLink.APPRAISAL)
    if all(tags):
        return bool(tags[0] & tags[1])
    words = [
        {token for piece in each.pieces_of(ChainLink.APPRAISAL) for token in tokens(piece.text)}
        for each in (one, other)
    ]
    union = words[0] | words[1]
    return bool(union) and len(words[0] & words[1]) / len(union) >= SIMILAR


def same_chain(one: CrisisEpisode, other: CrisisEpisode) -> bool:
    """Shared trigger, shared feeling or act, similar appraisal."""
    felt_or_done = (ChainLink.AFFECT, ChainLink.BEHAVIOUR)
    return (
        same_trigger(one.tags_of(ChainLink.TRIGGER), other.tags_of(ChainLink.TRIGGER))
        and any(one.tags_of(link) & other.tags_of(link) for link in felt_or_done)
        and similar_appraisal(one, other)
    )


def told_before(episode: CrisisEpisode, known: Sequence[CrisisEpisode]) -> CrisisEpisode | None:
    """The crisis that this one is another account of: the same trigger, about the same day."""
    return next(
        (
            each
            for each in known
            if abs((each.onset - episode.onset).days) <= SAME_CRISIS_DAYS
            and same_trigger(each.tags_of(ChainLink.TRIGGER), episode.tags_of(ChainLink.TRIGGER))
        ),
        None,
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class PatternsMoved:
    """Patterns that are new, those that have one more occurrence, and the one that the newest crisis belongs to."""

    added: tuple[CrisisPattern, ...] = ()
    replaced: tuple[CrisisPattern, ...] = ()

    @property
    def recurring(self) -> CrisisPattern | None:
        """The pattern that has just recurred; one that a clinician rejected is no pattern."""
        moved = [each for each in (*self.replaced, *self.added) if each.status is not CrisisStatus.REJECTED]
        return moved[0] if moved else None


def patterns_with(
    episode: CrisisEpisode,
    known: Sequence[CrisisEpisode],
    patterns: Sequence[CrisisPattern],
    *,
    labels: Mapping[str, str],
    ids: Ids,
    now: datetime,
) -> PatternsMoved:
    """What a new crisis makes of the patterns.

    It joins every pattern with a crisis of the same chain; where there is none, it and the earlier crises of the same
    chain, at least one in another session, become a proposed pattern. `labels` maps a tag to its words.
    """
    by_id = {each.id: each for each in known} | {episode.id: episode}
    joined: list[CrisisPattern] = []
    for pattern in patterns:
        members = [by_id[each.episode] for each in pattern.occurrences if each.episode in by_id]
        there = any(each.episode == episode.id for each in pattern.occurrences)
        if not there and any(same_chain(member, episode) for member in members):
            joined.append(_with_members(pattern, [*members, episode], labels))
    if joined:
        return PatternsMoved(replaced=tuple(joined))
    alike = [
        each
        for each in known
        if each.session != episode.session and each.status is not CrisisStatus.REJECTED and same_chain(each, episode)
    ]
    if not alike:
        return PatternsMoved()
    empty = CrisisPattern(
        tenant=episode.tenant,
        patient=episode.patient,
        id=ids(),
        status=CrisisStatus.PROPOSED,
        shared=(),
        occurrences=(),
        text="",
        found_at=now,
        origin=Origin.RULE,
    )
    return PatternsMoved(added=(_with_members(empty, [*alike, episode], labels),))


def without_episode(
    pattern: CrisisPattern, episode: str, known: Sequence[CrisisEpisode], *, labels: Mapping[str, str]
) -> CrisisPattern:
    """The pattern without a crisis that a clinician rejected; with fewer than two left it is rejected itself."""
    members = [
        each
        for each in known
        if each.id != episode and any(occurrence.episode == each.id for occurrence in pattern.occurrences)
    ]
    left = _with_members(pattern, members, labels)
    return left if len(members) > 1 else replace(left, status=CrisisStatus.REJECTED)


def _with_members(pattern: CrisisPattern, members: Sequence[CrisisEpisode], labels: Mapping[str, str]) -> CrisisPattern:
    """The pattern with these crises. What they share is put right as they come, until a clinician has confirmed it."""
    ordered = sorted(members, key=lambda each: (each.onset, each.recorded_at, each.id))
    shared = tuple(
        LinkTags(link=link, tags=tuple(sorted(tags)))
        for link in ChainLink
        if link is not ChainLink.HELPED and (tags := _shared_tags(link, ordered))
    )
    if pattern.status is CrisisStatus.CONFIRMED or not shared:
        shared = pattern.shared
    helped: dict[str, None] = {}
    for each in ordered:
        for piece in each.pieces_of(ChainLink.HELPED):
            helped[piece.text] = None
    return replace(
        pattern,
        shared=shared,
        occurrences=tuple(Occurrence(episode=each.id, session=each.session, on=each.onset) for each in ordered),
        text=chain_text(shared, labels),
        helped=tuple(helped),
    )


def _shared_tags(link: ChainLink, members: Sequence[CrisisEpisode]) -> frozenset[str]:
    """The tags that every one of these crises has in a link."""
    found = members[0].tags_of(link) if members else frozenset[str]()
    for each in members[1:]:
        found &= each.tags_of(link)
    return found


def chain_text(shared: Sequence[LinkTags], labels: Mapping[str, str]) -> str:
    """The chain in one line, by the words of its tags."""
    return " → ".join(" + ".join(labels.get(tag, tag) for tag in each.tags) for each in shared)


@dataclass(frozen=True, slots=True, kw_only=True)
class Rhythm:
    """When a pattern came: how often, how many days lay between, and which days of the year it came round on.

    `yearly`: two occurrences lie whole years apart, to a week. `coming`: the days, within the weeks ahead, that are a
    year or more after an occurrence.
    """

    count: int
    first: date | None
    last: date | None
    intervals: tuple[int, ...]
    typical_interval: int | None
    yearly: bool
    coming: tuple[date, ...]


def rhythm_of(pattern: CrisisPattern, *, today: date, ahead_days: int = 14) -> Rhythm:
    """The rhythm of a pattern as of `today`; the typical interval is the median in whole days."""
    days = sorted(each.on for each in pattern.occurrences)
    intervals = tuple((later - earlier).days for earlier, later in pairwise(days))
    middle = round(median(intervals)) if intervals else None
    coming = {
        day for each in days if (day := _next_anniversary(each, today)) is not None and (day - today).days <= ahead_days
    }
    return Rhythm(
        count=len(days),
        first=days[0] if days else None,
        last=days[-1] if days else None,
        intervals=intervals,
        typical_interval=middle,
        yearly=any(_years_apart(earlier, later) for i, earlier in enumerate(days) for later in days[i + 1 :]),
        coming=tuple(sorted(coming)),
    )


def _on(day: date, year: int) -> date:
    """The same day of another year; 29 February falls on the 28th."""
    try:
        return day.replace(year=year)
    except ValueError:
        return day.replace(year=year, day=28)


def _next_anniversary(day: date, today: date) -> date | None:
    """The next day that is a year or more after `day`."""
    coming = [_on(day, year) for year in (today.year, today.year + 1)]
    return next((each for each in coming if each >= today and each.year > day.year), None)


def _years_apart(earlier: date, later: date) -> bool:
    return any(
        abs((later - _on(earlier, year)) / timedelta(days=1)) <= ANNIVERSARY_DAYS
        for year in (later.year - 1, later.year, later.year + 1)
        if year > earlier.year
    )


def starting_again(
    patterns: Sequence[CrisisPattern], heard: Mapping[ChainLink, frozenset[str]]
) -> CrisisPattern | None:
    """The pattern whose chain what was just heard begins: its trigger, and a further link that its crises share.

    The one that came most often goes first.
    """
    found = [
        pattern
        for pattern in patterns
        if same_trigger(pattern.shared_of(ChainLink.TRIGGER), heard.get(ChainLink.TRIGGER, frozenset()))
        and any(pattern.shared_of(link) & heard.get(link, frozenset()) for link in FURTHER)
    ]
    return max(found, key=lambda each: (len(each.occurrences), each.id), default=None)
