"""The runner on one small module, beside tests that see nothing and must not pass."""

import ast
import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.mutation.__main__ import equivalents
from tests.mutation.operators import mutants_of
from tests.mutation.targets import ROOT, TARGETS

BLIND = """
from strategies.risk.latch import HIGHEST, lowered, raised, tier_of

def test_that_asserts_nothing() -> None:
    assert tier_of(3) is not None
    lowered(HIGHEST, raised(1, 2), actor="dr-lin", reason="seen")
"""


def gate(tests: str) -> tuple[int, str]:
    """Exit and output of the runner on the latch."""
    command = [sys.executable, "-m", "tests.mutation", "--module", "strategies.risk.latch", "--tests", tests]
    ran = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False, env={**os.environ})
    return ran.returncode, ran.stdout + ran.stderr


def test_the_tests_of_the_latch_see_its_faults_and_a_test_that_asserts_nothing_does_not(tmp_path: Path) -> None:
    code, said = gate("tests/strategies/test_risk_latch.py")
    assert code == 0, said
    blind = tmp_path / "test_blind.py"
    blind.write_text(BLIND, encoding="utf-8")
    code, said = gate(str(blind))
    assert code == 1, said
    assert "- if not actor.strip():" in said


@pytest.mark.parametrize(
    ("code", "faults"),
    [
        ("a <= 3", {"a < 3", "a > 3", "a <= 4", "a <= 2"}),
        ("a and not b", {"a or not b", "a and b"}),
        ("min(a, 1.5)", {"max(a, 1.5)", "min(a, 2.5)"}),
        ("a.strip() + 'x'", {"a + 'x'", "a.strip() - 'x'", "a.strip() + ''"}),
        ("b if a else True", {"b if not a else True", "b if a else False"}),
        ("[x for x in a if x is None]", {"[x for x in a if x is not None]"}),
        ("f'{a:3}'", set[str]()),
    ],
)
def test_the_faults_of_an_expression(code: str, faults: set[str]) -> None:
    tree = ast.parse(f"y = {code}")
    found = mutants_of(tree, "m", left_out=frozenset(), no_words=frozenset())
    assert {each.after.removeprefix("y = ") for each in found} == faults
    assert ast.dump(tree) == ast.dump(ast.parse(f"y = {code}"))


def test_statements_are_dropped_and_defaults_changed_in_functions_but_not_docstrings_or_data() -> None:
    source = '''
DATA = ("a", 1)
def f(x: int = 2) -> int:
    """Words."""
    g()
    raise KeyError(x)
'''
    found = mutants_of(ast.parse(source), "m", left_out=frozenset({"DATA"}), no_words=frozenset())
    assert sorted((each.after, each.path) for each in found) == [
        ("def f(x: int=1) -> int:", ("f",)),
        ("def f(x: int=3) -> int:", ("f",)),
        ("pass", ("f",)),
        ("pass", ("f",)),
    ]


def test_what_is_listed_as_equal_names_a_fault_that_there_is() -> None:
    there = {
        mutant.key
        for each in TARGETS
        for mutant in mutants_of(
            ast.parse(each.file.read_text(encoding="utf-8")), each.module, left_out=each.data, no_words=each.words
        )
    }
    assert [key for key in equivalents() if key not in there] == []
