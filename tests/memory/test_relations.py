"""What an event brings to an end, and which values of one slot stand beside one another."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from memory.record.course import Origin, Source
from memory.record.state import Authority, Fact, FactKind, FactStatus, Provenance
from memory.state.relations import Related, Relation, relation_of

NOW = datetime(2026, 3, 4, 10, tzinfo=UTC)


def fact(predicate: str, text: str, *, id: str = "f1", session: str = "s1", subject: str = "client") -> Fact:  # noqa: A002 - the record's own word
    return Fact(
        tenant="t",
        patient="p",
        id=id,
        subject=subject,
        predicate=predicate,
        object=text,
        status=FactStatus.ACTIVE,
        authority=Authority.CLIENT_STATED,
        provenance=Provenance.REPORTED,
        kind=FactKind.FACT,
        origin=Origin.RULE,
        confidence=0.8,
        recorded_at=NOW,
        source=Source(session=session, turn=2, start=0, end=1, quote="x"),
    )


def relation(known: tuple[str, str], new: tuple[str, str], *, session: str = "s2") -> Relation:
    return relation_of([fact(*known)], fact(*new, id="f2", session=session)).relation


@pytest.mark.parametrize(
    ("known", "new"),
    [
        (("pet", "dog called Rex"), ("loss", "dog")),
        (("pet", "小狗，叫豆豆"), ("loss", "狗")),
        (("lives_with", "grandmother"), ("loss", "grandmother")),
        (("lives_with", "奶奶"), ("loss", "奶奶")),
        (("relationship_status", "married"), ("loss", "husband")),
        (("relationship_status", "结婚"), ("loss", "老婆")),
        (("job", "unemployed"), ("job_change", "started a new job")),
        (("job", "失业"), ("job_change", "找到了一份图书馆的工作")),
        (("job", "bakery"), ("job_change", "laid me off")),
        (("job", "nurse"), ("job_change", "fired me")),
        (("job", "书店"), ("job_change", "被炒")),
        (("job", "书店"), ("job_change", "换了新工作")),
        (("sleep", "five hours"), ("sleep", "seven hours")),
        (("sleep", "insomnia"), ("sleep", "sleep fine")),
        (("sleep", "睡不着"), ("sleep", "睡得挺好")),
        (("job", "nurse"), ("job", "hospital")),
    ],
)
def test_an_event_or_a_rival_value_changes_the_world(known: tuple[str, str], new: tuple[str, str]) -> None:
    assert relation(known, new) is Relation.WORLD_CHANGED


@pytest.mark.parametrize(
    ("known", "new"),
    [
        (("pet", "cat"), ("loss", "dog")),
        (("pet", "猫"), ("loss", "狗")),
        (("lives_with", "sister"), ("loss", "grandmother")),
        (("relationship_status", "married"), ("loss", "brother")),
        (("relationship_status", "divorced"), ("loss", "husband")),
        (("job", "nurse"), ("job_change", "got promoted")),
        (("job", "nurse"), ("job_change", "started a new job")),
        (("job", "书店"), ("job_change", "升职")),
        (("sleep", "five hours"), ("sleep", "nightmares")),
        (("sleep", "insomnia"), ("sleep", "nightmares")),
        (("sleep", "睡不着"), ("sleep", "做噩梦")),
        (("sleep", "can't sleep"), ("sleep", "haven't slept well")),
    ],
)
def test_what_says_another_thing_stands_beside(known: tuple[str, str], new: tuple[str, str]) -> None:
    assert relation(known, new) is Relation.ADD


def test_an_event_of_somebody_else_ends_nothing_of_the_client() -> None:
    lost = fact("job_change", "lost his job", id="f2", subject="brother")
    assert relation_of([fact("job", "nurse")], lost).relation is Relation.ADD


def test_a_calling_and_a_workplace_told_together_are_one_job() -> None:
    assert relation(("job", "nurse"), ("job", "county hospital"), session="s1") is Relation.ADD
    assert relation(("job", "护士"), ("job", "县医院"), session="s1") is Relation.ADD
    assert relation(("job", "nurse"), ("job", "teacher"), session="s1") is Relation.WORLD_CHANGED
    assert relation(("job", "hospital"), ("job", "unemployed"), session="s1") is Relation.WORLD_CHANGED


@pytest.mark.parametrize(
    ("known", "new"),
    [("cousin Marisol", "cousin"), ("cousin Marisol", "Marisol"), ("mother", "mum"), ("表姐小玲", "小玲")],
)
def test_a_value_said_in_other_or_fewer_words_is_the_same(known: str, new: str) -> None:
    assert relation(("lives_with", known), ("lives_with", new)) is Relation.SAME


def test_what_is_said_more_exactly_refines_and_a_lower_word_stands_beside() -> None:
    rough = fact("lives_with", "cousin")
    exact = fact("lives_with", "cousin Marisol", id="f2", session="s2")
    assert relation_of([rough], exact) == Related(relation=Relation.REFINES, to=(rough,))
    guessed = replace(exact, authority=Authority.MODEL_INFERRED)
    assert relation_of([rough], guessed).relation is Relation.ADD
    assert relation_of([guessed], replace(rough, id="f3")).relation is Relation.ADD
    assert relation_of([rough, exact], fact("lives_with", "brother", id="f3")).to == (rough, exact)


def test_who_moved_to_a_place_has_moved_however_it_was_named() -> None:
    assert relation(("lives_in", "Leeds"), ("moved_to", "flat in Leeds")) is Relation.WORLD_CHANGED


def test_what_is_over_ends_the_same_thing_in_other_words() -> None:
    over = replace(fact("lives_with", "cousin", id="f2"), valid_to=NOW.date())
    known = fact("lives_with", "cousin Marisol")
    assert relation_of([known], over) == Related(relation=Relation.WORLD_CHANGED, to=(known,))
