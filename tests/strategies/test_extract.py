"""Candidate facts, their ground in the words, and what becomes of them beside what is known."""

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from memory.record.course import Origin
from memory.record.session import Author, Turn, TurnOrigin
from memory.record.state import Authority, Fact, FactKind, FactStatus, Provenance
from strategies.course.extract import Modality, check_candidate, extract_facts, fact_of, grounded
from strategies.course.reconcile import AddFact, Reconciled, Relation, ReplaceFact, reconcile

TODAY = date(2026, 3, 4)
NOW = datetime(2026, 3, 4, 10, tzinfo=UTC)


def turn(text: str, author: Author = Author.CLIENT) -> Turn:
    return Turn(tenant="t", patient="p", session="s", n=2, author=author, origin=TurnOrigin.SPOKEN, text=text, at=NOW)


def stated(text: str) -> list[tuple[str, str, str, bool]]:
    return [(c.subject, c.predicate, c.object, c.negated) for c in extract_facts([turn(text)], today=TODAY)]


@pytest.mark.parametrize(
    ("text", "facts"),
    [
        ("I live with my sister now.", [("client", "lives_with", "sister", False)]),
        ("I don't live with my parents anymore.", [("client", "lives_with", "parents", True)]),
        ("My mother has cancer.", [("mother", "family", "has cancer", False)]),
        ("I work as a nurse.", [("client", "job", "nurse", False)]),
        ("I started sertraline.", [("client", "medication", "started sertraline", False)]),
        ("I sleep about five hours a night.", [("client", "sleep", "five hours", False)]),
        ("I'm afraid of losing my job.", [("client", "fear", "losing my job", False)]),
        ("I moved to Leeds last month.", [("client", "moved_to", "Leeds", False)]),
        ("I was diagnosed with asthma.", [("client", "illness", "asthma", False)]),
        ("My grandmother died in March.", [("client", "loss", "grandmother", False)]),
        ("Walking helps.", [("client", "helps", "Walking", False)]),
        ("Whenever my phone rings, I panic.", [("client", "trigger", "phone rings", False)]),
        ("我现在和妹妹一起住。", [("client", "lives_with", "妹妹", False)]),
        ("我不和父母住了。", [("client", "lives_with", "父母", True)]),
        ("我上周辞职了。", [("client", "job_change", "辞职", False)]),
        ("我在读心理学。", [("client", "studies", "心理学", False)]),
        ("我开始吃舍曲林了。", [("client", "medication", "开始吃舍曲林", False)]),
        ("我每天只睡四个小时。", [("client", "sleep", "四个小时", False)]),
        ("我上个月搬到上海了。", [("client", "moved_to", "上海", False)]),
        ("我奶奶去年去世了。", [("client", "loss", "奶奶", False)]),
        ("散步有帮助。", [("client", "helps", "散步", False)]),
        ("It was a normal week.", []),
        ("今天天气不错。", []),
        ("I want to die.", []),
        ("我想死。", []),
        ("Do I live with my sister?", []),
    ],
)
def test_statements_become_candidates_of_the_closed_list(text: str, facts: list[tuple[str, str, str, bool]]) -> None:
    assert stated(text) == facts


@pytest.mark.parametrize(
    "text",
    ["I'm convinced my colleagues are laughing at me.", "I am worthless.", "我坚信同事都在议论我。", "我一无是处。"],
)
def test_a_belief_is_stored_as_a_belief(text: str) -> None:
    assert [c.kind for c in extract_facts([turn(text)], today=TODAY)] == [FactKind.BELIEF]


def test_only_the_client_s_words_give_candidates_and_quotes_stand_in_them() -> None:
    text = "Well… I live with my sister. 我上周辞职了。"
    found = extract_facts([turn("I live with my cat.", Author.MODEL), turn(text)], today=TODAY)
    assert [text[c.source.start : c.source.end] for c in found] == [c.source.quote for c in found]
    assert [(c.predicate, c.valid_from) for c in found] == [("lives_with", None), ("job_change", date(2026, 2, 25))]


def test_what_is_supposed_or_reported_is_no_statement() -> None:
    for text, modality in (
        ("If I moved to Paris.", Modality.HYPOTHETICAL),
        ("My doctor says I have diabetes.", Modality.REPORTED),
    ):
        (candidate,) = extract_facts([turn(text)], today=TODAY)
        assert (candidate.modality, candidate.states) == (modality, False)


def test_a_correction_is_told_from_a_change() -> None:
    (wrong,) = extract_facts([turn("Sorry, I meant I live with my brother.")], today=TODAY)
    (plain,) = extract_facts([turn("I live with my brother.")], today=TODAY)
    assert (wrong.corrects, plain.corrects) == (True, False)


def test_a_quote_is_found_or_refused() -> None:
    assert grounded("my sister", "I live with my sister.") == (12, 21)
    assert grounded("“My  Sister”", "I live with my sister.") == (12, 21)
    assert grounded("和妹妹", "我和妹妹住") == (1, 4)
    assert grounded("my brother", "I live with my sister.") is None
    assert grounded("  ", "I live with my sister.") is None


def test_a_candidate_from_elsewhere_passes_only_with_its_words_in_a_client_turn() -> None:
    said = turn("I live with my sister.")
    (good,) = extract_facts([said], today=TODAY)
    shifted = replace(good, source=replace(good.source, start=0, end=3))
    assert check_candidate(shifted, [said]) == good
    assert check_candidate(replace(good, source=replace(good.source, quote="my brother")), [said]) is None
    assert check_candidate(replace(good, predicate="shoe_size"), [said]) is None
    assert check_candidate(good, [turn("I live with my sister.", Author.MODEL)]) is None


def fact(
    text: str = "sister",
    *,
    id: str = "f1",  # noqa: A002 - the record's own word
    predicate: str = "lives_with",
    authority: Authority = Authority.CLIENT_STATED,
    negated: bool = False,
    valid_from: date | None = None,
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
    )


def test_a_fact_of_a_candidate_is_the_client_s_statement() -> None:
    (candidate,) = extract_facts([turn("I live with my sister.")], today=TODAY)
    made = fact_of(candidate, tenant="t", patient="p", id="f1", recorded_at=NOW)
    assert made == replace(fact(), source=candidate.source)


def test_the_same_again_changes_nothing() -> None:
    assert reconcile([fact()], fact("Sister", id="f2")) == Reconciled(relation=Relation.SAME, changes=())


def test_the_same_by_a_higher_authority_confirms_but_never_a_belief() -> None:
    signed = fact(id="f2", authority=Authority.CLINICIAN_SIGNED)
    assert reconcile([fact()], signed).changes == (
        ReplaceFact(
            fact=fact(authority=Authority.CLINICIAN_SIGNED),
            before=FactStatus.ACTIVE,
            why="confirmed with authority clinician_signed",
        ),
    )
    belief = fact("worthless", predicate="belief", kind=FactKind.BELIEF)
    assert reconcile([belief], replace(belief, id="f2", authority=Authority.CLIENT_CONFIRMED)).changes == ()


def test_another_value_of_a_single_slot_is_a_change_of_the_world() -> None:
    new = fact("brother", id="f2", valid_from=date(2026, 3, 1))
    closed = replace(fact(), status=FactStatus.SUPERSEDED, valid_to=date(2026, 3, 1))
    assert reconcile([fact()], new) == Reconciled(
        relation=Relation.WORLD_CHANGED,
        changes=(
            ReplaceFact(fact=closed, before=FactStatus.ACTIVE, why="the world changed: f2"),
            AddFact(fact=replace(new, supersedes="f1")),
        ),
    )


def test_a_correction_retracts_in_the_record() -> None:
    new = fact("brother", id="f2")
    gone = replace(fact(), status=FactStatus.RETRACTED, retracted_at=NOW, reason="corrected")
    assert reconcile([fact()], new, corrects=True) == Reconciled(
        relation=Relation.CORRECTION,
        changes=(
            ReplaceFact(fact=gone, before=FactStatus.ACTIVE, why="corrected by f2"),
            AddFact(fact=replace(new, supersedes="f1")),
        ),
    )


@pytest.mark.parametrize("corrects", [False, True])
def test_a_lower_authority_never_closes_a_higher_one(*, corrects: bool) -> None:
    for old in Authority:
        for new in Authority:
            found = reconcile([fact(authority=old)], fact("brother", id="f2", authority=new), corrects=corrects)
            lower = list(Authority).index(new) < list(Authority).index(old)
            assert (found.relation is Relation.DISPUTE) is lower
            if lower:
                disputed = replace(fact("brother", id="f2", authority=new), status=FactStatus.DISPUTED, disputes="f1")
                assert found.changes == (AddFact(fact=disputed),)


def test_multi_valued_slots_add_and_only_denial_of_the_same_value_closes() -> None:
    fear = fact("dogs", predicate="fear")
    assert reconcile([fear], fact("heights", id="f2", predicate="fear")).relation is Relation.ADD
    assert reconcile([fear], fact("dogs", id="f2", predicate="fear", negated=True)).relation is Relation.WORLD_CHANGED


def test_what_a_client_fears_is_the_client_s_own_but_no_model_s() -> None:
    signed = fact("dogs", predicate="fear", authority=Authority.CLINICIAN_SIGNED)
    denied = fact("dogs", id="f2", predicate="fear", negated=True)
    assert reconcile([signed], denied).relation is Relation.WORLD_CHANGED
    inferred = replace(denied, authority=Authority.MODEL_INFERRED)
    assert reconcile([signed], inferred).relation is Relation.DISPUTE


def test_a_statement_about_an_earlier_time_is_kept_as_history() -> None:
    now = fact(valid_from=date(2026, 1, 1))
    before = fact("parents", id="f2", valid_from=date(2025, 1, 1))
    history = replace(before, status=FactStatus.SUPERSEDED, valid_to=date(2026, 1, 1))
    assert reconcile([now], before) == Reconciled(relation=Relation.ADD, changes=(AddFact(fact=history),))
