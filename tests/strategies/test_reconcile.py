"""What becomes of a new statement beside what is known: whose word closes whose, what is history, what stays out."""

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from memory.record.course import Origin, Source
from memory.record.session import Session, SessionMode, SessionState
from memory.record.state import Authority, Fact, FactKind, FactStatus, JournalKind, Place, Provenance
from memory.state.authority import CLIENTS_WORD, rank
from memory.state.journal import Move
from memory.state.relations import names_the_same
from strategies.course.facts.extract import Candidate, Modality, fact_of
from strategies.course.facts.fact_changes import settle_facts
from strategies.course.facts.reconcile import Reconciled, Relation, reconcile
from tests.conftest import CountedIds

NOW = datetime(2026, 3, 4, 10, tzinfo=UTC)


def fact(
    text: str = "sister",
    *,
    id: str = "f1",  # noqa: A002 - the record's own word
    predicate: str = "lives_with",
    authority: Authority = Authority.CLIENT_STATED,
    negated: bool = False,
    valid_from: date | None = None,
    valid_to: date | None = None,
    kind: FactKind = FactKind.FACT,
) -> Fact:
    return Fact(
        tenant="t",
        patient="p",
        id=id,
        subject="client",
        predicate=predicate,
        object=text,
        status=FactStatus.ACTIVE,
        authority=authority,
        provenance=Provenance.REPORTED,
        kind=kind,
        origin=Origin.RULE,
        confidence=0.8,
        recorded_at=NOW,
        negated=negated,
        valid_from=valid_from,
        valid_to=valid_to,
    )


def test_the_same_again_changes_nothing() -> None:
    known = fact()
    assert reconcile([known], fact("my  Sister", id="f2")) == Reconciled(relation=Relation.SAME, moves=(), to=(known,))


def test_what_is_said_more_exactly_takes_the_place_and_the_days_of_what_was_said_before() -> None:
    rough, exact = fact("cousin", valid_from=date(2026, 1, 1)), fact("cousin Marisol", id="f2")
    merged = replace(rough, status=FactStatus.SUPERSEDED, reason="said more exactly")
    kept = replace(exact, valid_from=date(2026, 1, 1), supersedes="f1")
    assert reconcile([rough], exact).moves == (
        Move(kind=JournalKind.SUPERSEDE, fact=merged, other="f2"),
        Move(kind=JournalKind.ADD, fact=kept, new=True, other="f1"),
    )


def test_the_same_by_a_higher_authority_confirms_but_never_a_belief() -> None:
    signed = fact(id="f2", authority=Authority.CLINICIAN_SIGNED)
    confirmed = fact(authority=Authority.CLINICIAN_SIGNED)
    assert reconcile([fact()], signed).moves == (Move(kind=JournalKind.CONFIRM, fact=confirmed),)
    belief = fact("worthless", predicate="belief", kind=FactKind.BELIEF)
    assert reconcile([belief], replace(belief, id="f2", authority=Authority.CLIENT_CONFIRMED)).moves == ()


def test_another_value_of_a_single_slot_is_a_change_of_the_world() -> None:
    new = fact("brother", id="f2", valid_from=date(2026, 3, 1))
    closed = replace(fact(), status=FactStatus.SUPERSEDED, valid_to=date(2026, 3, 1))
    assert reconcile([fact()], new).moves == (
        Move(kind=JournalKind.SUPERSEDE, fact=closed, other="f2"),
        Move(kind=JournalKind.ADD, fact=replace(new, supersedes="f1"), new=True, other="f1"),
    )


def test_a_correction_retracts_in_the_record() -> None:
    new = fact("brother", id="f2")
    gone = replace(fact(), status=FactStatus.RETRACTED, retracted_at=NOW, reason="corrected")
    assert reconcile([fact()], new, corrects=True).moves == (
        Move(kind=JournalKind.CORRECT, fact=gone, other="f2"),
        Move(kind=JournalKind.ADD, fact=replace(new, supersedes="f1"), new=True, other="f1"),
    )


@pytest.mark.parametrize("corrects", [False, True])
def test_a_lower_authority_never_closes_a_higher_one(*, corrects: bool) -> None:
    for old in Authority:
        for new in Authority:
            found = reconcile([fact(authority=old)], fact("brother", id="f2", authority=new), corrects=corrects)
            lower = rank(new) < rank(old)
            assert (found.relation is Relation.DISPUTE) is lower
            if lower:
                disputed = replace(fact("brother", id="f2", authority=new), status=FactStatus.DISPUTED, disputes="f1")
                assert found.moves == (Move(kind=JournalKind.DISPUTE, fact=disputed, new=True, other="f1"),)


@pytest.mark.parametrize("predicate", ["name", "pronouns", "goal", "fear", "helps", "preference"])
def test_what_only_the_client_can_know_is_closed_by_the_client_and_by_nobody_else(predicate: str) -> None:
    for authority in Authority:
        theirs = fact("x", predicate=predicate, authority=authority)
        denied = fact("x", id="f2", predicate=predicate, negated=True)
        assert reconcile([theirs], denied).relation is Relation.WORLD_CHANGED
        if authority in CLIENTS_WORD:
            for other in set(Authority) - CLIENTS_WORD:
                assert reconcile([theirs], replace(denied, authority=other)).relation is Relation.DISPUTE


def test_many_values_stand_beside_one_another_and_only_denial_of_the_same_closes() -> None:
    fear = fact("dogs", predicate="fear")
    assert reconcile([fear], fact("heights", id="f2", predicate="fear")).relation is Relation.ADD
    assert reconcile([fear], fact("dogs", id="f2", predicate="fear", negated=True)).relation is Relation.WORLD_CHANGED


def test_who_says_no_to_drinking_denies_all_of_it() -> None:
    for text in ("drink a bottle of wine", "喝半瓶白酒"):
        known = fact(text, predicate="alcohol")
        assert reconcile([known], fact("喝酒", id="f2", predicate="alcohol", negated=True)).to == (known,)


def test_who_lost_the_job_works_there_no_more_and_the_event_stays() -> None:
    known = fact("nurse", predicate="job")
    lost = fact("was fired", id="f2", predicate="job_change", valid_from=date(2026, 2, 1))
    moves = reconcile([known], lost).moves
    assert [(move.kind, move.fact.id, move.fact.valid_to) for move in moves] == [
        (JournalKind.SUPERSEDE, "f1", date(2026, 2, 1)),
        (JournalKind.ADD, "f2", None),
    ]
    assert reconcile([known], replace(lost, object="got promoted")).relation is Relation.ADD
    assert reconcile([replace(known, authority=Authority.CLINICIAN_SIGNED)], lost).relation is Relation.DISPUTE


def test_a_statement_about_an_earlier_time_is_kept_as_history() -> None:
    now = fact(valid_from=date(2026, 1, 1))
    before = fact("parents", id="f2", valid_from=date(2025, 1, 1))
    history = replace(before, status=FactStatus.SUPERSEDED, valid_to=date(2026, 1, 1))
    assert reconcile([now], before).moves == (Move(kind=JournalKind.ADD, fact=history, new=True),)


def test_what_is_said_to_be_over_ends_what_is_known_or_is_history_and_never_believed() -> None:
    over = fact("cousin", id="f2", valid_to=date(2026, 3, 4))
    (move,) = reconcile([fact()], over).moves
    assert (move.kind, move.fact.status) == (JournalKind.ADD, FactStatus.SUPERSEDED)
    (move,) = reconcile([fact("cousin")], over).moves
    assert (move.kind, move.fact.id, move.fact.valid_to) == (JournalKind.SUPERSEDE, "f1", date(2026, 3, 4))
    signed = fact("cousin", authority=Authority.CLINICIAN_SIGNED)
    (move,) = reconcile([signed], over).moves
    assert move.fact.id == "f2"


def test_mum_and_mother_are_one_subject() -> None:
    mum = replace(fact("cancer", predicate="illness"), subject="mum")
    assert reconcile([mum], replace(mum, id="f2", subject="mother")).relation is Relation.SAME


@pytest.mark.parametrize("status", [FactStatus.RETRACTED, FactStatus.SUPPRESSED])
def test_what_a_person_withdrew_is_not_brought_back_by_extraction(status: FactStatus) -> None:
    withdrawn = replace(fact(), status=status, actor="dr")
    again = reconcile([withdrawn], fact(id="f2"))
    assert (again.relation, [move.fact.status for move in again.moves]) == (Relation.WITHHELD, [FactStatus.SUPPRESSED])
    by_rule = replace(withdrawn, actor=None)
    assert reconcile([by_rule], fact(id="f2")).relation is Relation.ADD
    clinicians = fact(id="f2", authority=Authority.CLINICIAN_EDITED)
    assert reconcile([withdrawn], clinicians).relation is Relation.ADD


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("Bea", "sister Bea", True),
        ("妹妹", "我妹妹", True),
        ("sister", "brother", False),
        ("妹妹", "哥哥", False),
        ("my sister", "the sister", True),
    ],
)
def test_values_name_one_thing_in_more_or_fewer_words(one: str, other: str, *, same: bool) -> None:
    assert names_the_same(one, other) is same


def candidate(text: str, *, start: int = 0) -> Candidate:
    return Candidate(
        subject="client",
        predicate="lives_with",
        object=text,
        negated=False,
        modality=Modality.ASSERTED,
        kind=FactKind.FACT,
        source=Source(session="s-2", turn=2, start=start, end=start + 4, quote=text),
        confidence=0.8,
    )


def test_candidates_whose_words_are_withheld_are_counted_and_not_kept(ids: CountedIds) -> None:
    session = Session(
        tenant="t",
        patient="p",
        id="s-2",
        episode="e",
        n=2,
        mode=SessionMode.SIMULATED,
        state=SessionState.CLOSING,
        language="en",
        opened_at=NOW,
        touched_at=NOW,
        version=1,
        plan=None,
        brief="",
        closed_at=None,
    )
    said = [(candidate("sister"), Origin.RULE), (candidate("Bea", start=9), Origin.RULE)]
    places = [Place(session="s-2", turn=2, start=2, end=6)]
    changes = settle_facts([], said, session=session, now=NOW, ids=ids, withheld=places)
    assert ([fact.object for fact in changes.added], changes.withheld) == (["Bea"], 1)
    assert [act.id for act in changes.acts] == [fact.id for fact in changes.added]


def test_a_fact_of_a_candidate_is_the_client_s_statement() -> None:
    made = fact_of(candidate("sister"), tenant="t", patient="p", id="f1", recorded_at=NOW)
    assert made == replace(fact(), source=candidate("sister").source)
