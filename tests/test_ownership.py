"""`docs/ownership.md` holds one line a module, no more and no less."""

from tests.ownership_page import LINE, PAGE, modules


def test_every_module_has_its_line_and_every_line_its_module() -> None:
    lines = PAGE.read_text(encoding="utf-8").splitlines()
    named = [found[1] for line in lines if (found := LINE.match(line))]
    there = {name for package in modules().values() for name in package}
    assert sorted(there - set(named)) == [], "modules without a line; run: python -m tests.ownership_page"
    assert sorted(set(named) - there) == [], "lines without a module; run: python -m tests.ownership_page"
    assert len(named) == len(set(named)), "a module with two lines"


def test_no_two_modules_of_a_folder_say_they_hold_the_same() -> None:
    lines = PAGE.read_text(encoding="utf-8").splitlines()
    said = [(found[1].rpartition("/")[0], found[2]) for line in lines if (found := LINE.match(line))]
    assert [line for line in said if said.count(line) > 1] == []
