"""Every way through the safety screen and through each path's own questions: as code and as the shipped protocol.

The 54 ways of the screener: 2 answers to the wish x (3 answers to behaviour where thoughts are denied, or 2 x 2 x 2
answers to method, intent and plan x 3 to behaviour where they are not) = 2 x 27. Behaviour has three answers, for what
was done long ago is one of its own. With a refusal as one more answer to every question there are 3 x (2 x 4 + 27 x 4)
= 348 ways, and with an answer that stays unclear twice 4 x (3 x 5 + 64 x 5) = 1,340.
"""

from collections.abc import Iterator, Mapping
from functools import cache
from itertools import product

import pytest

from memory.record.session import Frame, SlotValue
from strategies.graph.library import Library
from strategies.graph.route import enter, route
from strategies.graph.routed import RiskView
from strategies.risk.paths import OWN, SCREEN, final_outcome, outcome_of
from strategies.risk.screen import BEHAVIOR, SLOT_LEVELS, THOUGHTS, WISH, outcome

LIBRARY = Library.shipped()
DEEPER = ("sr_method", "sr_intent", "sr_plan")
QUESTIONS = {WISH: ("wish",), THOUGHTS: ("thoughts", "thoughts_after_yes"), BEHAVIOR: ("behavior",)}
Said = Mapping[str, SlotValue]


def ways(choices: tuple[SlotValue, ...], last: tuple[SlotValue, ...]) -> Iterator[Said]:
    """The ways through the screener; the deeper questions belong to a yes to thoughts."""
    for wish, thoughts, behavior in product(choices, choices, last):
        said = {WISH: wish, THOUGHTS: thoughts, BEHAVIOR: behavior}
        if thoughts != "yes":
            yield said
            continue
        for deeper in product(choices, repeat=3):
            yield {**said, **dict(zip(DEEPER, deeper, strict=True))}


PLAIN = list(ways(("yes", "no"), ("yes", "no", "past")))
REFUSED = list(ways(("yes", "no", "refused"), ("yes", "no", "past", "refused")))
UNCLEAR = list(ways(("yes", "no", "refused", None), ("yes", "no", "past", "refused", None)))


def walked(protocol: str, said: Said, *, planned: bool = False) -> tuple[list[str], Said]:
    """The nodes that were spoken to, and what the protocol knew at its end; None is an answer that stays unclear."""
    return _walked(protocol, tuple(said.items()), planned)


@cache
def _walked(protocol: str, answers: tuple[tuple[str, SlotValue], ...], planned: bool) -> tuple[list[str], Said]:
    said = dict(answers)
    stack: tuple[Frame, ...] = enter(LIBRARY, protocol, turn=0)
    nodes: list[str] = []
    while True:
        top = stack[-1]
        nodes.append(top.node)
        heard = {name: said.get(name, "said") for name in LIBRARY[protocol].node(top.node).collects}
        view = RiskView(flags=("planned",) if planned else ())
        routed = route(LIBRARY, stack, slots=heard, answers={}, risk=view, turn=len(nodes))
        stack = routed.stack
        if routed.ended:
            return nodes, routed.left[protocol]


def asked(nodes: list[str], protocol: str) -> list[str]:
    """The closed questions among the nodes, by slot, each once, in order."""
    slots = LIBRARY[protocol].protocol.slots
    found = [name for node in nodes for name in LIBRARY[protocol].node(node).collects if slots[name].values]
    return list(dict.fromkeys(found))


def test_the_ways_are_counted_as_they_are_said_to_be() -> None:
    assert (len(PLAIN), len(REFUSED), len(UNCLEAR)) == (54, 348, 1340)
    assert len({tuple(sorted(each.items())) for each in PLAIN}) == 54


@pytest.mark.parametrize("ways_", [PLAIN, REFUSED, UNCLEAR], ids=["54 plain", "348 with refusals", "1340 with unclear"])
def test_the_protocol_asks_what_the_code_says_is_due_and_both_come_to_the_same(ways_: list[Said]) -> None:
    for said in ways_:
        nodes, known = walked(SCREEN, said)
        due = [slot for slot, _ in SLOT_LEVELS if slot in said]
        assert [slot for slot in asked(nodes, SCREEN) if slot.startswith("sr_")] == due, said
        code, protocol = outcome(said), outcome({slot: known[slot] for slot, _ in SLOT_LEVELS})
        assert code == protocol, said
        assert code.level == max(
            [level for slot, level in SLOT_LEVELS if said.get(slot) == "yes"] + [3 if said[BEHAVIOR] == "past" else 0]
        )
        assert ("all_no" in nodes) is ({said[WISH], said[THOUGHTS], said[BEHAVIOR]} == {"no"}), (
            "a plan is made unless every answer is a clear no"
        )


def test_after_each_answer_the_code_names_the_question_that_the_protocol_asks_next() -> None:
    for said in REFUSED:
        nodes, _ = walked(SCREEN, said)
        order = [slot for slot in asked(nodes, SCREEN) if slot.startswith("sr_")]
        for n in range(len(order) + 1):
            so_far = {slot: said[slot] for slot in order[:n]}
            assert outcome(so_far).next == (order[n] if n < len(order) else None)


def test_no_way_that_holds_a_refusal_or_an_unclear_answer_comes_to_low() -> None:
    for said in UNCLEAR:
        if {None, "refused"} & set(said.values()):
            assert final_outcome(SCREEN, said).clinician, said


def test_a_plan_that_is_there_is_recalled_and_never_made_anew() -> None:
    for said in REFUSED:
        nodes, _ = walked(SCREEN, {**said, "sp_fits": "yes", "sp_agreed": "yes"}, planned=True)
        if "all_no" in nodes:
            continue
        assert "signs" not in nodes, said
        assert nodes[nodes.index("recall") :] == ["recall", "agree"], said


@pytest.mark.parametrize("answer", ["no", "unsure", "refused", None])
def test_a_plan_that_may_not_fit_is_amended_and_company_is_asked_for(answer: str | None) -> None:
    nodes, _ = walked(SCREEN, {**PLAIN[0], "sp_fits": answer, "sp_agreed": "yes"}, planned=True)
    rest = nodes[nodes.index("recall") :]
    assert list(dict.fromkeys(rest)) == ["recall", "amend", "person", "place", "agree"]


# ---- the paths' own questions ---------------------------------------------------------------------------------------

CLOSED = {name: [slot for slot, each in LIBRARY[name].protocol.slots.items() if each.values] for name in sorted(OWN)}


@pytest.mark.parametrize("protocol", sorted(OWN))
def test_a_paths_protocol_asks_what_its_code_says_is_due_whatever_is_answered(protocol: str) -> None:
    slots = CLOSED[protocol]
    for values in product(("yes", "no", "refused", None), repeat=len(slots)):
        said = dict(zip(slots, values, strict=True))
        nodes, known = walked(protocol, said)
        came = asked(nodes, protocol)
        found = outcome_of(protocol, known)
        missing = [slot for slot in came if said[slot] is None]
        assert found.refused is any(said[slot] == "refused" for slot in came), said
        ended_early = nodes[-1] == "careful"
        assert found.complete is (not missing and not ended_early), said
        assert found.level == outcome_of(protocol, {slot: said[slot] for slot in came}).level
        if missing or ended_early or found.refused:
            assert final_outcome(protocol, known).clinician, said


@pytest.mark.parametrize(
    ("protocol", "said", "level"),
    [
        ("safety_medical", {"md_called": "yes", "md_near": "yes"}, 0),
        ("safety_medical", {"md_called": "no", "md_can": "yes", "md_near": "no"}, 0),
        ("safety_medical", {"md_called": "no", "md_can": "no", "md_near": "no"}, 6),
        ("safety_voices", {"vo_harm": "no", "vo_obey": "no", "vo_company": "yes"}, 0),
        ("safety_voices", {"vo_harm": "yes", "vo_obey": "no", "vo_company": "yes"}, 5),
        ("safety_voices", {"vo_harm": "no", "vo_obey": "yes", "vo_company": "yes"}, 6),
        ("safety_others", dict.fromkeys(CLOSED["safety_others"], "no") | {"ho_distance": "yes"}, 0),
        ("safety_others", dict.fromkeys(CLOSED["safety_others"], "no") | {"ho_person": "yes"}, 3),
        ("safety_others", dict.fromkeys(CLOSED["safety_others"], "no") | {"ho_means": "yes"}, 4),
        ("safety_others", dict.fromkeys(CLOSED["safety_others"], "no") | {"ho_plan": "yes", "ho_distance": "yes"}, 5),
        ("safety_others", dict.fromkeys(CLOSED["safety_others"], "no") | {"ho_intent": "yes", "ho_distance": "yes"}, 5),
        ("safety_others", dict.fromkeys(CLOSED["safety_others"], "no") | {"ho_intent": "yes"}, 6),
        ("safety_others", dict.fromkeys(CLOSED["safety_others"], "yes"), 6),
        ("safety_violence", {"hv_safe": "yes", "hv_seen": "no", "hv_children": "no", "hv_severe": "no"}, 0),
        ("safety_violence", {"hv_safe": "yes", "hv_seen": "no", "hv_children": "yes", "hv_severe": "no"}, 4),
        ("safety_violence", {"hv_safe": "yes", "hv_seen": "no", "hv_children": "no", "hv_severe": "yes"}, 5),
        ("safety_violence", {"hv_safe": "no", "hv_reach": "yes", "hv_seen": "no", "hv_children": "no"}, 6),
    ],
)
def test_answers_on_a_path_come_to_a_level(protocol: str, said: Said, level: int) -> None:
    assert outcome_of(protocol, said).level == level


@pytest.mark.parametrize("protocol", sorted(OWN))
def test_a_yes_to_danger_never_lowers_what_a_path_comes_to(protocol: str) -> None:
    danger = {"safety_medical": (), "safety_voices": ("vo_harm", "vo_obey")}
    worse = danger.get(protocol, tuple(CLOSED[protocol]))
    kind = {"hv_safe": "no", "hv_reach": None, "hv_seen": None, "hv_go": None, "ho_distance": "no"}
    for values in product(("yes", "no"), repeat=len(CLOSED[protocol])):
        said = dict(zip(CLOSED[protocol], values, strict=True))
        for slot in worse:
            answer = kind.get(slot, "yes")
            if answer is not None:
                assert outcome_of(protocol, {**said, slot: answer}).level >= outcome_of(protocol, said).level
