"""Which crises are the same chain, what patterns they form, when those come round."""

from dataclasses import replace
from datetime import UTC, date, datetime

from memory.record.course import Origin
from memory.record.crisis import ChainLink, ChainPiece, CrisisEpisode, CrisisPattern, CrisisStatus
from memory.state.crises import (
    patterns_with,
    rhythm_of,
    same_chain,
    starting_again,
    told_before,
    without_episode,
)
from tests.conftest import CountedIds

AT = datetime(2026, 3, 2, 9, tzinfo=UTC)
LABELS = {"no_reply": "no reply", "unwanted": "not wanted", "panic": "panic", "drinking": "drinking"}


def _piece(link: ChainLink, *tags: str, text: str = "words") -> ChainPiece:
    return ChainPiece(link=link, text=text, tags=tags)


def _episode(n: int, onset: date, *pieces: ChainPiece) -> CrisisEpisode:
    return CrisisEpisode(
        tenant="t",
        patient="p",
        id=f"e{n}",
        session=f"s{n}",
        onset=onset,
        pieces=pieces
        or (
            _piece(ChainLink.TRIGGER, "no_reply", "who_partner"),
            _piece(ChainLink.APPRAISAL, "unwanted"),
            _piece(ChainLink.AFFECT, "panic"),
            _piece(ChainLink.HELPED, "walking", text=f"a walk {n}"),
        ),
        origin=Origin.RULE,
        status=CrisisStatus.PROPOSED,
        recorded_at=AT,
    )


ONE = _episode(1, date(2026, 1, 10))
TWO = _episode(2, date(2026, 2, 9))
THREE = _episode(3, date(2026, 3, 1))


def _pattern(*episodes: CrisisEpisode) -> CrisisPattern:
    *known, last = episodes
    [found] = patterns_with(last, known, (), labels=LABELS, ids=CountedIds(), now=AT).added
    return found


def test_the_same_chain_needs_trigger_feeling_or_act_and_appraisal() -> None:
    def without(link: ChainLink, *tags: str, text: str = "words") -> CrisisEpisode:
        kept = tuple(piece for piece in ONE.pieces if piece.link is not link)
        return replace(ONE, pieces=(*kept, _piece(link, *tags, text=text)))

    assert same_chain(ONE, TWO)
    assert not same_chain(ONE, without(ChainLink.TRIGGER, "quarrel", "who_partner"))
    assert not same_chain(ONE, without(ChainLink.TRIGGER, "no_reply", "who_boss"))
    assert same_chain(ONE, without(ChainLink.TRIGGER, "no_reply"))
    assert not same_chain(ONE, without(ChainLink.AFFECT, "anger"))
    assert not same_chain(ONE, without(ChainLink.APPRAISAL, "failure"))


def test_appraisals_without_a_tag_are_compared_by_their_words() -> None:
    def thinking(text: str) -> CrisisEpisode:
        kept = tuple(piece for piece in ONE.pieces if piece.link is not ChainLink.APPRAISAL)
        return replace(ONE, pieces=(*kept, _piece(ChainLink.APPRAISAL, text=text)))

    assert same_chain(thinking("the ferry sails without me again"), thinking("again the ferry sails without me"))
    assert not same_chain(thinking("the ferry sails without me again"), thinking("tomorrow is the harvest"))
    assert same_chain(thinking("渡船又不等我"), thinking("渡船总是不等我"))


def test_two_of_a_kind_become_a_proposed_pattern_and_a_third_joins_it() -> None:
    pattern = _pattern(ONE, TWO)
    assert (pattern.status, [each.episode for each in pattern.occurrences]) == (CrisisStatus.PROPOSED, ["e1", "e2"])
    assert (pattern.text, pattern.helped) == ("no reply + who_partner → not wanted → panic", ("a walk 1", "a walk 2"))
    moved = patterns_with(THREE, (ONE, TWO), (pattern,), labels=LABELS, ids=CountedIds(), now=AT)
    [joined] = moved.replaced
    assert (moved.added, [each.on for each in joined.occurrences]) == ((), [ONE.onset, TWO.onset, THREE.onset])
    assert moved.recurring == joined


def test_what_a_clinician_confirmed_keeps_its_chain_and_what_was_rejected_is_no_recurrence() -> None:
    other = replace(THREE, pieces=(*THREE.pieces[1:], _piece(ChainLink.TRIGGER, "no_reply")))
    confirmed = replace(_pattern(ONE, TWO), status=CrisisStatus.CONFIRMED)
    [joined] = patterns_with(other, (ONE, TWO), (confirmed,), labels=LABELS, ids=CountedIds(), now=AT).replaced
    assert (joined.shared, joined.text, len(joined.occurrences)) == (confirmed.shared, confirmed.text, 3)
    rejected = replace(confirmed, status=CrisisStatus.REJECTED)
    moved = patterns_with(THREE, (ONE, TWO), (rejected,), labels=LABELS, ids=CountedIds(), now=AT)
    assert (len(moved.replaced), moved.added, moved.recurring) == (1, (), None)


def test_one_session_or_rejected_crises_make_no_pattern() -> None:
    same_session = replace(TWO, session=ONE.session)
    none = patterns_with(same_session, (ONE,), (), labels=LABELS, ids=CountedIds(), now=AT)
    assert (none.added, none.replaced) == ((), ())
    rejected = replace(ONE, status=CrisisStatus.REJECTED)
    assert patterns_with(TWO, (rejected,), (), labels=LABELS, ids=CountedIds(), now=AT).added == ()


def test_the_same_crisis_told_again_is_known() -> None:
    again = replace(TWO, id="e9", onset=date(2026, 1, 11))
    assert told_before(again, (ONE,)) == ONE
    assert told_before(TWO, (ONE,)) is None
    assert told_before(replace(again, pieces=(_piece(ChainLink.TRIGGER, "money"),)), (ONE,)) is None


def test_a_rejected_crisis_leaves_its_pattern() -> None:
    three = _pattern(ONE, TWO, THREE)
    left = without_episode(three, "e1", (ONE, TWO, THREE), labels=LABELS)
    assert (left.status, [each.episode for each in left.occurrences]) == (CrisisStatus.PROPOSED, ["e2", "e3"])
    assert without_episode(left, "e2", (ONE, TWO, THREE), labels=LABELS).status is CrisisStatus.REJECTED


def test_the_rhythm_counts_days_and_names_what_comes_round() -> None:
    rhythm = rhythm_of(_pattern(ONE, TWO, THREE), today=date(2026, 12, 30))
    assert (rhythm.count, rhythm.first, rhythm.last) == (3, ONE.onset, THREE.onset)
    assert (rhythm.intervals, rhythm.typical_interval) == ((30, 20), 25)
    assert (rhythm.yearly, rhythm.coming) == (False, (date(2027, 1, 10),))
    assert rhythm_of(_pattern(ONE, TWO), today=date(2026, 1, 5)).coming == ()
    yearly = _pattern(ONE, _episode(4, date(2027, 1, 14)))
    assert rhythm_of(yearly, today=date(2027, 2, 1)).yearly
    leap = _pattern(_episode(5, date(2024, 2, 29)), TWO)
    assert date(2027, 2, 28) in rhythm_of(leap, today=date(2027, 2, 20)).coming


def test_a_chain_starts_again_with_its_trigger_and_one_further_link() -> None:
    pattern = _pattern(ONE, TWO)
    trigger = {ChainLink.TRIGGER: frozenset({"no_reply"})}
    assert starting_again((pattern,), trigger) is None
    assert starting_again((pattern,), {**trigger, ChainLink.AFFECT: frozenset({"panic"})}) == pattern
    assert starting_again((pattern,), {**trigger, ChainLink.AFFECT: frozenset({"anger"})}) is None
    boss = {ChainLink.TRIGGER: frozenset({"no_reply", "who_boss"}), ChainLink.AFFECT: frozenset({"panic"})}
    assert starting_again((pattern,), boss) is None
