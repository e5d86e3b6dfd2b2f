"""Grain and musts: what is merged and split, what must never change, and that the result passes the check and reads."""

import pytest

from memory.record.identity import Language
from strategies.graph.check import check
from strategies.graph.check_content import MAX_MUSTS
from strategies.graph.findings import Severity
from strategies.graph.flow import flow_of
from strategies.graph.grain import MUST_LEVELS, Built, Grain, GrainRefused, compile_grain
from strategies.graph.grain_steps import mergeable, merged, split, splittable
from strategies.graph.library import Library
from strategies.graph.load import load_protocol
from strategies.graph.protocol import NodeKind, Protocol, TargetRole
from strategies.graph.release import compile_release
from strategies.graph.yaml_text import yaml_of

LIBRARY = Library.shipped()
SHIPPED = ("cbt.depression.session", "intake.session")

ROWS = """
protocol: {id: rows, version: 1.2.0, title: {en: "Rows", zh-CN: "几步"}}
start: mood
targets:
  tgt.mood: {kind: symptom, measure: phq9, direction: down, mcid: 5, label: {en: "low mood", zh-CN: "情绪低落"}}
slots:
  mood: {type: int, range: [0, 10], reader: rating, text: {en: "mood", zh-CN: "情绪"}}
  sleep: {type: int, range: [0, 10], reader: rating, text: {en: "sleep", zh-CN: "睡眠"}}
  when: {type: text, reader: sentence, text: {en: "when", zh-CN: "什么时候"}}
  where: {type: text, reader: sentence, text: {en: "where", zh-CN: "在哪里"}}
  plan: {type: text, reader: sentence, text: {en: "the plan", zh-CN: "打算"}}
interrupts:
  - {id: risk, priority: 1000, when: "risk.unscreened_event", to: "protocol:safety_screen", resume: after_screen}
invariants: [{dominates: [sleep, "kind:intervene"]}, {max_session_turns: 40}]
nodes:
  mood:
    kind: assess
    purpose: {en: "Know the mood.", zh-CN: "了解情绪。"}
    targets: [{id: tgt.mood, role: measure}]
    collects: [mood]
    must: [{en: "ask for a number", zh-CN: "请给出数字"}]
    fallback: {en: "Mood?", zh-CN: "情绪？"}
    turns: {max: 2}
    edges:
      - {to: sleep, when: "mood != null"}
      - {to: sleep, after: exhausted}
  sleep:
    kind: assess
    purpose: {en: "Know the sleep.", zh-CN: "了解睡眠。"}
    collects: [sleep]
    must: [{en: "ask about this week", zh-CN: "问这一周"}]
    fallback: {en: "Sleep?", zh-CN: "睡眠？"}
    turns: {max: 2}
    edges:
      - {to: plan, when: "sleep != null"}
      - {to: plan, after: exhausted}
  plan:
    kind: intervene
    purpose: {en: "Plan one thing.", zh-CN: "计划一件事。"}
    interaction:
      what: {en: "one thing", zh-CN: "一件事"}
      how: {en: "let them choose", zh-CN: "让对方选"}
      state: {en: "has chosen", zh-CN: "已经选定"}
    targets: [{id: tgt.mood, role: move}]
    collects: [plan, when, where]
    must: [{en: "let them choose", zh-CN: "让对方选"}, {en: "ask when", zh-CN: "问什么时候"}]
    never: [{en: "choose for them", zh-CN: "替对方选"}]
    state_reached: {question: {en: "Chosen?", zh-CN: "选定了吗？"}, min_p: 0.7}
    fallback: {en: "What will you do?", zh-CN: "你打算做什么？"}
    fallback_again: {en: "What, when, where?", zh-CN: "做什么、何时、何地？"}
    turns: {max: 6}
    edges:
      - {to: mood_again, when: "plan != null && when != null && where != null"}
      - {to: mood_again, after: exhausted}
  mood_again:
    kind: assess
    purpose: {en: "Know the mood again.", zh-CN: "再了解情绪。"}
    targets: [{id: tgt.mood, role: measure}]
    collects: [mood]
    fallback: {en: "And now?", zh-CN: "现在呢？"}
    turns: {max: 1}
    edges:
      - {to: done, when: "mood != null"}
      - {to: done, after: exhausted}
  done:
    kind: end
    purpose: {en: "End.", zh-CN: "结束。"}
    fallback: {en: "Bye.", zh-CN: "再见。"}
"""


def rows() -> Protocol:
    return load_protocol(ROWS, file="rows.yaml").protocol


def built(grain: Grain, *, musts: int | None = None, protocol: Protocol | None = None) -> Built:
    return compile_grain(protocol or rows(), grain=grain, musts=musts, library=LIBRARY)


def errors_of(protocol: Protocol) -> set[str]:
    loaded = load_protocol(yaml_of(protocol), file="x.yaml")
    return {each.code for each in check(loaded, library=LIBRARY, solve=False) if each.severity is Severity.ERROR}


def test_coarse_merges_what_follows_straight_and_asks_alike() -> None:
    made = built(Grain.COARSE)
    assert made.done == ("mood + sleep",)
    node = made.protocol.nodes["mood"]
    assert node.collects == ("mood", "sleep")
    assert node.purpose[Language.EN] == "Know the mood. Know the sleep."
    assert node.purpose[Language.ZH] == "了解情绪。了解睡眠。"
    assert (node.fallback or {})[Language.EN] == "Mood? Sleep?"
    assert [must[Language.EN] for must in node.must] == ["ask for a number", "ask about this week"]
    assert (node.turns.max if node.turns else 0) == 4
    assert [(edge.to, edge.when) for edge in node.edges] == [
        ("plan", "(mood != null) && (sleep != null)"),
        ("plan", None),
    ]
    assert made.protocol.invariants[0].dominates == ("mood", "kind:intervene")


def test_coarse_never_crosses_into_an_intervention_nor_out_of_one() -> None:
    assert mergeable(rows()) == [("mood", "sleep")]


def test_fine_gives_each_slot_a_step_and_keeps_kind_and_question_at_the_last() -> None:
    made = built(Grain.FINE)
    assert made.done == ("plan / 3",)
    parts = [made.protocol.nodes[name] for name in ("plan", "plan_2", "plan_3")]
    assert [part.collects for part in parts] == [("plan",), ("when",), ("where",)]
    assert [part.kind for part in parts] == [NodeKind.ASK, NodeKind.ASK, NodeKind.INTERVENE]
    assert [part.state_reached is not None for part in parts] == [False, False, True]
    assert [[must[Language.EN] for must in part.must] for part in parts] == [["let them choose"], ["ask when"], []]
    assert [part.turns.max for part in parts if part.turns] == [2, 2, 2]
    assert [link.role for link in parts[0].targets] == [TargetRole.ELICIT]
    assert [link.role for link in parts[2].targets] == [TargetRole.MOVE]
    assert [(edge.to, edge.when) for edge in parts[0].edges] == [("plan_2", "plan != null"), ("plan_2", None)]
    assert [(edge.to, edge.when) for edge in parts[2].edges] == [("mood_again", "where != null"), ("mood_again", None)]
    assert parts[1].purpose[Language.ZH] == "计划一件事。什么时候"


BRANCHING = ROWS.replace(
    '      - {to: mood_again, when: "plan != null && when != null && where != null"}',
    '      - {to: done, when: "mood != null && mood >= 9", priority: 3}\n'
    '      - {to: mood_again, when: "where != null"}',
)


def test_a_rule_that_would_have_led_away_at_once_still_does_after_a_split() -> None:
    made = built(Grain.FINE, protocol=load_protocol(BRANCHING, file="x").protocol)
    assert made.done == ("plan / 3",)
    first = made.protocol.nodes["plan"].edges
    assert [(edge.to, edge.priority) for edge in first] == [("done", 3), ("plan_2", 2), ("plan_2", 0)]


def test_a_split_that_would_leave_an_answer_without_a_way_on_is_not_made() -> None:
    every = BRANCHING.replace('when: "where != null"', 'when: "plan != null && when != null && where != null"')
    source = load_protocol(every, file="x").protocol
    assert splittable(source) == ["plan"]
    assert "guard_gap" in errors_of(split(source, "plan"))
    assert built(Grain.FINE, protocol=source).done == ()


def test_no_session_grows_longer_by_a_finer_grain() -> None:
    tight = load_protocol(ROWS.replace("turns: {max: 6}", "turns: {max: 2}"), file="x").protocol
    made = built(Grain.FINE, protocol=tight)
    assert made.done == ("plan / 2",)
    assert [made.protocol.nodes[name].collects for name in ("plan", "plan_2")] == [("plan", "when"), ("where",)]


def test_what_a_change_would_break_is_not_changed() -> None:
    named = (
        ROWS.replace("dominates: [sleep,", "dominates: [mood,")
        .replace("start: mood", "start: sleep")
        .replace(
            '      - {to: plan, when: "sleep != null"}\n      - {to: plan, after',
            '      - {to: mood, when: "sleep != null"}\n      - {to: mood, after',
        )
        .replace(
            '      - {to: sleep, when: "mood != null"}\n      - {to: sleep, after',
            '      - {to: plan, when: "mood != null"}\n      - {to: plan, after',
        )
    )
    made = built(Grain.COARSE, protocol=load_protocol(named, file="x").protocol)
    assert made.done == ("sleep + mood",)
    assert made.protocol.invariants[0].dominates == ("sleep", "kind:intervene")
    counting = ROWS.replace('when: "mood != null"}\n      - {to: sleep', 'when: "frame.turns > 1"}\n      - {to: sleep')
    assert mergeable(load_protocol(counting, file="x").protocol) == []


@pytest.mark.parametrize("musts", MUST_LEVELS)
def test_musts_are_a_factor_apart_from_grain(musts: int) -> None:
    made = built(Grain.MEDIUM, musts=musts)
    assert list(made.protocol.nodes) == list(rows().nodes)
    counts = {name: len(node.must) for name, node in made.protocol.nodes.items() if node.kind is not NodeKind.END}
    # plan has 2 of its own (one is also its `how`), 3 slots, `what` and one never: 7 in all
    assert counts["plan"] == min(musts, 7)
    assert counts["mood"] == min(musts, 2)
    plan = [must[Language.EN] for must in made.protocol.nodes["plan"].must]
    assert (
        plan
        == [
            "let them choose",
            "ask when",
            "find out: the plan",
            "find out: when",
            "find out: where",
            "one thing",
            "do not choose for them",
        ][:musts]
    )
    assert ("too_many_musts" in {each.code for each in made.warnings}) == (min(musts, 7) > MAX_MUSTS)


def test_what_is_left_out_and_restated_is_counted() -> None:
    one = built(Grain.MEDIUM, musts=1)
    assert (one.left_out, one.added) == (1, 1)  # plan loses one of two; mood_again gets one
    assert built(Grain.MEDIUM).protocol.nodes == rows().nodes


def test_the_header_says_what_it_was_made_of_and_it_is_another_release() -> None:
    made = built(Grain.FINE, musts=3)
    header = made.protocol.protocol
    source = compile_release(rows()).release
    assert (header.id, header.version) == ("rows", "1.2.0")
    assert header.build is not None
    assert header.build.model_dump() == {"grain": "fine", "musts": 3, "of": source}
    assert compile_release(made.protocol).release != source


def test_the_same_input_gives_the_same_file_and_the_file_reads_as_what_was_made() -> None:
    made = built(Grain.COARSE, musts=3)
    text = yaml_of(made.protocol, comment="made\nby a test")
    assert text == yaml_of(built(Grain.COARSE, musts=3).protocol, comment="made\nby a test")
    assert text.startswith("# made\n# by a test\n")
    assert load_protocol(text, file="x").protocol == made.protocol


def test_a_protocol_with_errors_is_refused() -> None:
    broken = load_protocol(ROWS.replace("start: mood", "start: nowhere"), file="x").protocol
    with pytest.raises(GrainRefused, match="unknown_node"):
        built(Grain.COARSE, protocol=broken)


@pytest.mark.parametrize("name", [name for name in SHIPPED if name in LIBRARY])
@pytest.mark.parametrize("grain", [Grain.COARSE, Grain.FINE])
def test_shipped_protocols_keep_ends_safety_and_targets_at_every_grain(name: str, grain: Grain) -> None:
    source = LIBRARY[name].protocol
    made = compile_grain(source, grain=grain, musts=None, library=LIBRARY).protocol
    before, after = flow_of(source), flow_of(made)
    for kind in (NodeKind.END, NodeKind.SAFETY, NodeKind.GATE, NodeKind.CALL):
        kept = {each for each in before.reachable() if source.nodes[each].kind is kind}
        assert {each for each in after.reachable() if made.nodes[each].kind is kind} == kept
    assert made.interrupts == source.interrupts
    assert not errors_of(made)
    roles = {(link.id, link.role) for node in source.nodes.values() for link in node.targets}
    assert roles <= {(link.id, link.role) for node in made.nodes.values() for link in node.targets}


def test_merging_and_splitting_are_pure_and_leave_their_protocol_as_it_was() -> None:
    source = rows()
    merged(source, "mood", "sleep")
    split(source, "plan")
    assert source == rows()
    assert splittable(source) == ["plan"]
