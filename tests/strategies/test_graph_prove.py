"""Proofs: truth tables and z3 answer alike, their examples hold in CEL, and what they exclude never comes."""

import importlib.util
from pathlib import Path
from typing import cast

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from memory.record.session import SlotValue
from strategies.graph import prove_z3
from strategies.graph.check import check, check_file, proofs_of
from strategies.graph.errors import GuardRefused
from strategies.graph.guard_types import compile_guard, type_guard
from strategies.graph.guards import Guard
from strategies.graph.load import load_protocol
from strategies.graph.protocol import Slot, SlotType
from strategies.graph.prove_cells import domains_of
from strategies.graph.prove_table import TooManyCases, table_of
from strategies.graph.prove_z3 import Z3
from tests.strategies.mutants.little import SHIPPED, node, protocol, said_of, slot

SLOTS = {
    "low": Slot(type=SlotType.INT, range=(0, 4)),
    "any": Slot(type=SlotType.INT),
    "part": Slot(type=SlotType.FLOAT, range=(0, 3)),
    "real": Slot(type=SlotType.FLOAT),
    "one": Slot(type=SlotType.ENUM, values=("x", "y")),
    "two": Slot(type=SlotType.ENUM, values=("y", "z")),
    "said": Slot(type=SlotType.TEXT),
    "told": Slot(type=SlotType.TEXT),
    "day": Slot(type=SlotType.DATE),
    "then": Slot(type=SlotType.DATE),
    "yes": Slot(type=SlotType.BOOL),
    "no": Slot(type=SlotType.BOOL),
}
NUMBERS, DAYS = ("low", "any", "part", "real"), ("day", "then")
ORDER = st.sampled_from(["<", "<=", ">", ">=", "==", "!="])
EQUAL = st.sampled_from(["==", "!="])


def pairs(names: tuple[str, ...], operator: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    """Two names of a kind, compared where both are set."""
    both = st.tuples(st.sampled_from(names), operator, st.sampled_from(names))
    return both.map(lambda each: f"({each[0]} != null && {each[2]} != null && {each[0]} {each[1]} {each[2]})")


def constants(
    names: tuple[str, ...], values: tuple[str, ...], operator: st.SearchStrategy[str]
) -> st.SearchStrategy[str]:
    """A name compared with a constant, where it is set."""
    both = st.tuples(st.sampled_from(names), operator, st.sampled_from(values))
    return both.map(lambda each: f"({each[0]} != null && {each[0]} {each[1]} {each[2]})")


ATOMS = st.one_of(
    st.tuples(st.sampled_from(sorted(SLOTS)), EQUAL).map(lambda each: f"{each[0]} {each[1]} null"),
    constants(NUMBERS, ("0", "1", "2", "1.5", "2.5", "-1", "7"), ORDER),
    pairs(NUMBERS, ORDER),
    constants(("one",), ("'x'", "'y'"), EQUAL),
    pairs(("one", "two"), EQUAL),
    constants(("said", "told"), ("'p'", "'o'"), EQUAL),
    pairs(("said", "told"), EQUAL),
    constants(DAYS, ("'2026-01-01'", "'2026-02-01'"), ORDER),
    pairs(DAYS, ORDER),
    st.sampled_from(["(yes != null && yes)", "(no != null && yes != null && no == yes)", "(yes == null || !yes)"]),
    st.sampled_from(["risk.unscreened_event", "risk.level >= 3", "risk.level in [1, 2]", "frame.turns < risk.level"]),
    st.sampled_from(["(any != null && any in [1, 3])", "(real != null && real in [0.5, 2])"]),
)
GUARDS = st.recursive(
    ATOMS,
    lambda inner: st.one_of(
        st.tuples(inner, st.sampled_from(["&&", "||"]), inner).map(lambda each: f"({each[0]} {each[1]} {each[2]})"),
        inner.map(lambda each: f"!({each})"),
    ),
    max_leaves=6,
)
TEXT = st.none() | st.sampled_from(["p", "o", "w", "v"])
DAY = st.none() | st.sampled_from(["2025-06-01", "2026-01-01", "2026-01-15", "2026-02-01", "2026-03-01"])
VALUES = st.fixed_dictionaries(
    {
        "low": st.none() | st.integers(0, 4),
        "any": st.none() | st.integers(-3, 9),
        "part": st.none() | st.floats(0, 3),
        "real": st.none() | st.floats(-9, 9),
        "one": st.none() | st.sampled_from(["x", "y"]),
        "two": st.none() | st.sampled_from(["y", "z"]),
        "said": TEXT,
        "told": TEXT,
        "day": DAY,
        "then": DAY,
        "yes": st.none() | st.booleans(),
        "no": st.none() | st.booleans(),
        "risk.level": st.integers(0, 6),
        "risk.unscreened_event": st.booleans(),
        "frame.turns": st.integers(0, 20),
    }
)


def typed(source: str) -> Guard | None:
    """The guard, if it types."""
    try:
        return compile_guard(source, slots=SLOTS)
    except GuardRefused:
        return None


@settings(max_examples=150, deadline=None)
@given(source=GUARDS, values=VALUES)
def test_tables_and_z3_agree_their_examples_hold_in_cel_and_nothing_else_does(
    source: str, values: dict[str, SlotValue]
) -> None:
    guard = typed(source)
    if guard is None:
        return
    domains = domains_of([[guard]], SLOTS)
    model = Z3(domains).example(guard.tree, {})
    if model is None:
        assert not guard.holds(values)
    elif not any(cell.open for cell in model.values()):
        assert guard.holds({name: cell.value for name, cell in model.items()})
    try:
        table = table_of(guard.names, domains)
    except TooManyCases:
        return
    cases = table.truth(guard.tree)
    assert bool(cases) is (model is not None)
    if cases:
        free = {name: domains[name].cells[0].value for name in guard.names}
        named = {name: cell.value for name, cell in table.plainest(cases).items()}
        assert guard.holds({**free, **named})


NOTHING: dict[str, SlotValue] = {"risk.level": 0, "risk.unscreened_event": False, "frame.turns": 1}


@settings(max_examples=300, deadline=None)
@given(source=GUARDS)
def test_what_types_is_always_cel_and_holds_or_not(source: str) -> None:
    try:
        type_guard(source, slots=SLOTS)
    except GuardRefused as refused:
        assert refused.code in ("guard_null", "guard_syntax")  # noqa: PT017 - refused for a null or its depth
        return
    assert compile_guard(source, slots=SLOTS).holds(NOTHING) in (True, False)


MANY = tuple(slot(f"s{i}", "type: int", "range: [0, 99]") for i in range(6))
SUM = " && ".join(f"s{i} != null" for i in range(6))


def wide(*guards: str) -> str:
    """A node whose guards read six numbers with many cut-offs: more cases than a table holds."""
    cuts = " || ".join(f"s{i} in [1, 3, 5, 7, 9, 11, 13]" for i in range(6))
    edges = ", ".join(f"{{to: end, priority: {9 - i}, when: '{SUM} && {each}'}}" for i, each in enumerate(guards))
    lines = (f"collects: [{', '.join(f's{i}' for i in range(6))}]", f"edges: [{edges}, {{to: end, after: exhausted}}]")
    return protocol(node("first", *lines), slots=MANY).replace("CUTS", cuts)


def test_z3_proves_what_has_too_many_cases_to_be_counted() -> None:
    whole = wide("(CUTS)", "!(CUTS)")
    assert said_of(whole) == []
    assert [each[0] for each in said_of(wide("(CUTS)", "!(CUTS) && s0 != 50"))] == ["guard_gap"]
    assert "s0 = 50" in str(said_of(wide("(CUTS)", "!(CUTS) && s0 != 50"))[0][2])


def test_without_z3_the_report_says_what_was_not_proved(tmp_path: Path) -> None:
    path = tmp_path / "little.yaml"
    path.write_text(wide("(CUTS)", "!(CUTS)"), encoding="utf-8")
    with_z3, without = check_file(path), check_file(path, solve=False)
    assert with_z3.proofs is not None
    assert without.proofs is not None
    assert with_z3.proofs.solver == Z3({}).name
    assert (with_z3.proofs.made, with_z3.proofs.open) == (4, ())
    assert (without.proofs.solver, without.proofs.made) == (None, 0)
    assert without.proofs.open[0] == (
        "first: can_hold first>end: more cases than can be counted, and z3 is not installed"
    )
    assert without.ok


def test_a_machine_without_z3_gives_the_same_findings(monkeypatch: pytest.MonkeyPatch) -> None:
    loaded = load_protocol(
        protocol(
            node(
                "first",
                "collects: [mood]",
                "edges: [{to: end, when: 'mood != null && mood > 3'}, {to: end, after: exhausted}]",
            ),
            slots=(slot("mood", "type: int", "range: [0, 10]"),),
        ),
        file="little.yaml",
    )
    found = check(loaded, library=SHIPPED)
    assert [each.counterexample for each in found] == ["mood = 0"]

    def nothing(_: str) -> None:
        return None

    monkeypatch.setattr(prove_z3, "find_spec", nothing)
    assert check(loaded, library=SHIPPED) == found


def test_the_proofs_of_a_protocol_are_plain_data_for_its_release() -> None:
    assert importlib.util.find_spec("z3") is not None
    proofs = proofs_of(SHIPPED["safety_screen"].protocol, library=SHIPPED)
    assert proofs["solver"] == Z3({}).name
    listed = cast("list[dict[str, object]]", proofs["proofs"])
    assert {
        "node": "behavior",
        "claim": "can_be_taken",
        "edges": ["behavior>all_no", "behavior>recall", "behavior>signs"],
        "holds": True,
        "by": f"all 800 cases, {Z3({}).name}",
        "example": None,
    } in listed
    assert all(each["holds"] is True for each in listed)


def test_nodes_of_one_shape_are_proved_once_and_named_each_for_itself() -> None:
    def asks(name: str, of: str, to: str) -> str:
        edge = f"{{to: {to}, when: '{of} != null && {of} > 3'}}"
        return node(name, f"collects: [{of}]", f"edges: [{edge}, {{to: {to}, after: exhausted}}]")

    slots = (slot("mood", "type: int", "range: [0, 10]"), slot("sleep", "type: int", "range: [0, 10]"))
    assert said_of(protocol(asks("first", "mood", "second"), asks("second", "sleep", "end"), slots=slots)) == [
        ("guard_gap", "nodes.first", "mood = 0"),
        ("guard_gap", "nodes.second", "sleep = 0"),
    ]


def test_what_z3_cannot_tell_in_time_stays_open(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "little.yaml"
    path.write_text(wide("(CUTS)", "!(CUTS)"), encoding="utf-8")
    monkeypatch.setattr(prove_z3, "MAX_WORK", 1)
    report = check_file(path)
    assert report.proofs is not None
    assert (report.ok, report.proofs.made, len(report.proofs.open)) == (True, 0, 4)
    assert "z3 cannot tell" in report.proofs.open[0]
