"""Damaged protocols: more than two hundred made from all shipped files, and none accepted that breaks a promise.

Whether a damaged file really breaks one is found out by walking it (`tests.strategies.mutants.oracle`), by code that
shares nothing with the validator. `python -m tests.strategies.mutants` prints the table.
"""

import pytest

from strategies.graph.library import Library
from tests.strategies.mutants.damage_more import operators
from tests.strategies.mutants.oracle import broken
from tests.strategies.mutants.tally import Mutant, Verdict, mutants, shipped, table
from tests.strategies.mutants.world import Cache, Promise

MOST = 5


@pytest.fixture(scope="module")
def judged() -> list[Mutant]:
    """The mutants; of those that were refused, one in ten put to the oracle too."""
    return list(mutants(most=MOST, ask_every=10))


def test_more_than_two_hundred_mutants_are_made_from_every_shipped_file(judged: list[Mutant]) -> None:
    assert len(judged) >= 200
    assert len({each.protocol for each in judged}) >= 0.85 * len(Library.shipped())
    assert {each.operator for each in judged} == {each.name for each in operators()}


def test_no_mutant_is_accepted_that_breaks_a_promise(judged: list[Mutant]) -> None:
    """Every accepted one was put to the oracle."""
    assert all(each.breaks is not None for each in judged if each.verdict is not Verdict.REFUSED)
    assert [each for each in judged if each.missed] == []


def test_most_of_what_is_refused_breaks_a_promise(judged: list[Mutant]) -> None:
    """The validator refuses little that is sound: otherwise refusing everything would pass the test above."""
    asked = [each for each in judged if each.verdict is Verdict.REFUSED and each.breaks is not None]
    assert len(asked) >= 12
    assert sum(bool(each.breaks) for each in asked) >= 0.9 * len(asked)
    assert sum(each.verdict is Verdict.REFUSED for each in judged) >= 0.6 * len(judged)


def test_the_shipped_files_keep_every_promise() -> None:
    files = shipped()
    trees = {name: tree for name, (tree, _) in files.items()}
    library, cache = Library.shipped(), Cache()
    chosen = ("cbt.depression.session", "panic.course", "safety_screen", "thought.record")
    assert {
        name: broken(trees[name], before=trees[name], others=library, trees=trees, cache=cache) for name in chosen
    } == dict.fromkeys(chosen, frozenset[Promise]())


def test_the_table_has_a_line_for_every_kind_of_damage_and_one_for_all() -> None:
    one = Mutant(
        protocol="x",
        operator=operators()[0].name,
        where="a>b",
        verdict=Verdict.ACCEPTED,
        codes=(),
        breaks=frozenset({Promise.ENDS}),
    )
    lines = table([one]).splitlines()
    assert len(lines) == len(operators()) + 2
    assert lines[-1].split() == ["all", "1", "1", "0", "1", "0", "0"]
    assert one.missed
