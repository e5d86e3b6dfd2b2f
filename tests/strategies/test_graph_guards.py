"""Guards: what parses, what types, and what they say of values."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from memory.record.session import SlotValue
from strategies.graph.errors import GuardRefused
from strategies.graph.guard_types import compile_guard
from strategies.graph.guards import DOTTED
from strategies.graph.protocol import Slot, SlotType

SLOTS = {
    "mood": Slot(type=SlotType.INT, range=(0, 10)),
    "after": Slot(type=SlotType.FLOAT),
    "safe": Slot(type=SlotType.ENUM, values=("yes", "no", "unsure")),
    "ready": Slot(type=SlotType.BOOL),
    "topic": Slot(type=SlotType.TEXT),
    "day": Slot(type=SlotType.DATE),
}


@pytest.mark.parametrize(
    ("source", "values", "holds"),
    [
        ("mood != null", {"mood": 3}, True),
        ("mood != null", {}, False),
        ("mood == null", {"mood": None}, True),
        ("mood != null && mood >= 7", {"mood": 7}, True),
        ("mood != null && mood >= 7", {}, False),
        ("mood == null || mood < 3", {}, True),
        ("mood == null || mood < 3", {"mood": 5}, False),
        ("!(mood == null) && mood == 0", {"mood": 0}, True),
        ("!(mood == null || safe == null) && mood > 1 && safe == 'yes'", {"mood": 2, "safe": "yes"}, True),
        ("safe != null && safe in ['no', \"unsure\"]", {"safe": "unsure"}, True),
        ("safe != null && !(safe in ['no'])", {"safe": "yes"}, True),
        ("after != null && mood != null && after > mood", {"mood": 2, "after": 2.5}, True),
        ("mood != null && 5.5 < mood", {"mood": 6}, True),
        ("ready != null && ready", {"ready": True}, True),
        ("ready != null && !ready", {"ready": True}, False),
        ("topic != null && topic == '睡眠'", {"topic": "睡眠"}, True),
        ("day != null && day >= '2026-01-01'", {"day": "2026-02-01"}, True),
        ("risk.unscreened_event", {"risk.unscreened_event": True}, True),
        ("risk.level >= 3 && frame.turns > 1", {"risk.level": 3, "frame.turns": 2}, True),
        ("risk.level in [1, 2]", {"risk.level": 3}, False),
        ("true", {}, True),
        ("mood != null && mood > -1", {"mood": 0}, True),
    ],
)
def test_a_guard_says_of_values(source: str, values: dict[str, SlotValue], *, holds: bool) -> None:
    assert compile_guard(source, slots=SLOTS).holds(values) is holds


@pytest.mark.parametrize(
    ("source", "code", "place"),
    [
        ("mood > 3", "guard_null", 0),
        ("mood == 3", "guard_null", 0),
        ("mood != null || mood > 3", "guard_null", 16),
        ("mood > 3 && mood != null", "guard_null", 0),
        ("!(mood != null) && mood > 3", "guard_null", 19),
        ("safe in ['no']", "guard_null", 0),
        ("ready", "guard_null", 0),
        ("mood != null && mood == after", "guard_null", 24),
        ("sleep != null", "unknown_slot", 0),
        ("risk.kind == 1", "unknown_slot", 0),
        ("mood != null && mood == 'high'", "guard_type", 24),
        ("safe != null && safe == 'maybe'", "guard_type", 24),
        ("safe != null && safe > 'no'", "guard_type", 21),
        ("mood != null && mood in [1, 'x']", "guard_type", 28),
        ("topic != null && mood != null && topic == mood", "guard_type", 39),
        ("mood", "guard_type", 0),
        ("1 == 1", "guard_type", 2),
        ("null == null", "guard_type", 5),
        ("mood < null", "guard_type", 5),
        ("risk.level != null", "guard_type", 11),
        ("3", "guard_type", 0),
        ("", "guard_syntax", 0),
        ("mood !=", "guard_syntax", 7),
        ("(mood != null", "guard_syntax", 13),
        ("mood != null)", "guard_syntax", 12),
        ("mood != null & ready", "guard_syntax", 13),
        ("size(topic) > 3", "guard_syntax", 4),
        ("mood + 1 > 3", "guard_syntax", 5),
        ("safe in []", "guard_syntax", 9),
        ("1 in [1]", "guard_syntax", 5),
        ("(" * 40 + "mood == null" + ")" * 40, "guard_syntax", 20),
    ],
)
def test_a_guard_is_refused_at_its_place(source: str, code: str, place: int) -> None:
    with pytest.raises(GuardRefused) as refused:
        compile_guard(source, slots=SLOTS)
    assert (refused.value.code, refused.value.place) == (code, place)


def test_a_null_refusal_names_the_value_for_which_it_would_fail() -> None:
    with pytest.raises(GuardRefused) as refused:
        compile_guard("mood > 3", slots=SLOTS)
    assert refused.value.counterexample == "mood = null"


def test_a_guard_shows_the_inputs_it_read() -> None:
    guard = compile_guard("safe != null && safe == 'no' || risk.level > 2", slots=SLOTS)
    assert guard.inputs({"safe": "no", "mood": 3}) == {"risk.level": None, "safe": "no"}


SET_OR_NOT = ("mood != null", "mood == null", "safe != null", "ready != null", "after != null")
USED = ("mood > 3", "safe == 'no'", "safe in ['yes']", "ready", "mood == after", "risk.level > 2", "true")
ATOMS = st.sampled_from((*SET_OR_NOT, *USED, "risk.unscreened_event"))
GUARDS = st.recursive(
    ATOMS,
    lambda inner: st.one_of(
        st.tuples(inner, st.sampled_from(["&&", "||"]), inner).map(lambda each: f"({each[0]} {each[1]} {each[2]})"),
        inner.map(lambda each: f"!({each})"),
    ),
    max_leaves=8,
)
VALUES = st.fixed_dictionaries(
    {
        "mood": st.none() | st.integers(0, 10),
        "after": st.none() | st.floats(0, 10),
        "safe": st.none() | st.sampled_from(["yes", "no", "unsure"]),
        "ready": st.none() | st.booleans(),
        "risk.level": st.integers(0, 6),
        "risk.unscreened_event": st.booleans(),
    }
)


@given(source=GUARDS, values=VALUES)
def test_a_guard_that_types_never_fails_on_any_values(source: str, values: dict[str, SlotValue]) -> None:
    try:
        guard = compile_guard(source, slots=SLOTS)
    except GuardRefused as refused:
        assert refused.code == "guard_null"  # noqa: PT017 - either refused for a null or sound, both are right
        return
    assert guard.holds(values) in (True, False)
    assert set(guard.names) <= SLOTS.keys() | DOTTED.keys()
