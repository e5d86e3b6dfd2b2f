"""Random walks through the shipped session: always along declared ways, always to an end, always within the bound."""

from hypothesis import given, settings
from hypothesis import strategies as st

from memory.record.session import Answer, SlotValue
from strategies.graph.check import bounds_of
from strategies.graph.library import Library
from strategies.graph.protocol import NodeKind, Slot, SlotType
from strategies.graph.route import enter, route
from strategies.graph.routed import RiskView, SemanticQuestion, Step

LIBRARY = Library.shipped()
SESSION = "cbt.depression.session"
BOUNDS = bounds_of(LIBRARY[SESSION].protocol, library=LIBRARY)


def values(slot: Slot) -> st.SearchStrategy[SlotValue]:
    known: st.SearchStrategy[SlotValue]
    match slot.type:
        case SlotType.ENUM:
            known = st.sampled_from(slot.values)
        case SlotType.INT:
            known = st.integers(-1, 11)
        case _:
            known = st.sampled_from(["something", ""])
    return st.none() | known


def answer(question: SemanticQuestion, p: float, choice: str, mass: float, quote: str) -> Answer:
    rest = (1 - p) / (len(question.options) - 1)
    shares = {option: p if option == choice else rest for option in question.options}
    return Answer(question=question.id, choice=choice, probabilities=shares, mass=mass, quote=quote)


def answers(question: SemanticQuestion) -> st.SearchStrategy[Answer]:
    return st.builds(
        answer,
        st.just(question),
        st.floats(0.34, 1),
        st.sampled_from(sorted(question.options)),
        st.floats(0, 1),
        st.sampled_from(["", "their words"]),
    )


def declared(step: Step) -> bool:
    """Whether a step is an edge, an interrupt or a stay of its protocol's file."""
    protocol = LIBRARY[step.protocol].protocol
    if step.taken == "stay":
        return step.to == step.node
    if step.taken.startswith("interrupt:"):
        return any(
            step.taken == f"interrupt:{each.id}" and step.to == each.to
            for file in LIBRARY.values()
            for each in file.protocol.interrupts
        )
    return step.taken.split(".")[0] == f"{step.node}>{step.to}" and step.to in {
        edge.to for edge in protocol.nodes[step.node].edges
    }


@settings(max_examples=60, deadline=None)
@given(data=st.data())
def test_every_walk_ends_within_the_bound_along_declared_ways(data: st.DataObject) -> None:
    assert BOUNDS.max_turns is not None
    screen = BOUNDS.max_interrupt_turns["risk"]
    assert screen is not None
    alarms = data.draw(st.lists(st.integers(1, 40), max_size=3, unique=True))
    stack = enter(LIBRARY, SESSION, turn=0)
    known: dict[str, SlotValue] = {}
    turn = fired = 0
    while True:
        turn += 1
        assert turn <= BOUNDS.max_turns + fired * screen + 1
        top = stack[-1]
        compiled = LIBRARY[top.protocol]
        for name in compiled.node(top.node).collects:
            known[name] = data.draw(values(compiled.protocol.slots[name]), label=name)
        risk = RiskView(unscreened_event=turn in alarms, level=data.draw(st.integers(0, 6)))
        routed = route(LIBRARY, stack, slots=known, answers={}, risk=risk, turn=turn)
        if routed.needs is not None:
            given_answer = {routed.needs.id: data.draw(answers(routed.needs))}
            routed = route(LIBRARY, stack, slots=known, answers=given_answer, risk=risk, turn=turn)
        assert routed.needs is None
        assert routed.steps
        assert all(declared(step) for step in routed.steps)
        assert all(sum(each.verdict == "taken" for each in step.candidates) == 1 for step in routed.steps)
        fired += any(step.taken == "interrupt:risk" for step in routed.steps)
        for frame in routed.stack:
            nodes = LIBRARY[frame.protocol].protocol.nodes
            for name, count in frame.visits.items():
                visits = nodes[name].visits
                assert visits is None or count <= visits.max
        stack = routed.stack
        if routed.ended:
            break
    assert turn <= BOUNDS.max_turns + fired * screen
    assert LIBRARY[SESSION].node(stack[-1].node).kind is NodeKind.END
    assert len(stack) == 1


def test_a_client_of_whom_nothing_is_ever_known_comes_to_the_end_by_way_of_the_screen() -> None:
    stack = enter(LIBRARY, SESSION, turn=0)
    seen: list[str] = []
    turn = 0
    while True:
        turn += 1
        routed = route(LIBRARY, stack, slots={}, answers={}, risk=RiskView(), turn=turn)
        stack = routed.stack
        seen.extend(routed.completed)
        if routed.ended:
            break
    assert seen == ["safety_screen", SESSION]
    assert turn == 45


def test_the_same_values_always_give_the_same_route() -> None:
    stack = enter(LIBRARY, SESSION, turn=0)
    slots: dict[str, SlotValue] = {"mood": 3, "hw_status": "none"}
    first = route(LIBRARY, stack, slots=slots, answers={}, risk=RiskView(), turn=2)
    again = route(LIBRARY, stack, slots=dict(reversed(slots.items())), answers={}, risk=RiskView(), turn=2)
    assert first == again
    assert first.stack[-1].node == "safety_check"
