"""Courses, gates, exposure and calls: what one protocol may do to another, and what must stand before what."""

import pytest

from strategies.graph.check import bounds_of, check_file
from strategies.graph.findings import Severity
from strategies.graph.load import load_protocol
from tests.strategies.mutants.little import END, SHIPPED, WORDS, errors_in, found_in, node, protocol, said_of, slot

MOVE = "targets: [{id: tgt.fear, role: measure}, {id: tgt.fear, role: move}]"
REACHED = f"state_reached: {{question: {WORDS}}}"
TARGET = "targets:\n  tgt.fear: {kind: symptom, measure: suds, direction: down}"
WORK = node("work", MOVE, REACHED, "exposure: true", "edges: [{to: end, after: exhausted}]", kind="intervene")
OPEN = "{to: work, when: 'true', gate: clinician}"


def gated(*edges: str, first: str = "edges: [{to: gate, after: exhausted}]", head: str = "") -> str:
    """A first node, a gate with these edges, and exposure."""
    gate = node("gate", f"edges: [{', '.join(edges)}]", kind="gate")
    return protocol(node("first", first), gate, WORK, more=TARGET, head=head)


def test_exposure_behind_a_gate_is_fit() -> None:
    assert said_of(gated(OPEN, "{to: end, after: exhausted}")) == []


@pytest.mark.parametrize(
    ("text", "found"),
    [
        (
            gated(OPEN, "{to: work, after: exhausted}"),
            {("exposure_ungated", "first > gate > work"), ("gate_open", None)},
        ),
        (
            gated("{to: work, when: 'true'}", "{to: end, after: exhausted}"),
            {("exposure_ungated", "first > gate > work"), ("gate_open", None)},
        ),
        (
            gated(OPEN, "{to: end, after: exhausted}", first="edges: [{to: work, when: 'risk.level > 2'}, {to: gate, after: exhausted}]"),
            {("exposure_ungated", "first > work")},
        ),
        (gated("{to: end, after: exhausted}"), {("unreachable", None), ("gate_open", None)}),
    ],
)  # fmt: skip
def test_a_way_to_exposure_past_the_clinician_is_found(text: str, found: set[tuple[str, str | None]]) -> None:
    assert {(code, example) for code, _, example in said_of(text)} == found


def test_an_edge_that_waits_at_a_node_that_is_no_gate_does_not_clear_exposure() -> None:
    first = node("first", f"edges: [{OPEN}, {{to: end, after: exhausted}}]")
    assert errors_in(protocol(first, WORK, more=TARGET)) == {"exposure_ungated"}


def skill(head: str = "") -> str:
    """A skill that holds exposure and no gate."""
    first = WORK.replace("  work:", "  first:", 1)
    return protocol(first, more=TARGET, head=f", level: skill{head}").replace("id: little", "id: fear", 1)


CALL = node("call", "call: {protocol: fear}", "edges: [{to: end, after: exhausted}]", kind="call")
PAST = gated("{to: call, when: 'true', gate: clinician}", "{to: end, after: exhausted}").replace(WORK, CALL, 1)
STRAIGHT = protocol(node("first", "edges: [{to: call, after: exhausted}]"), CALL, more=TARGET)


def test_a_skill_with_exposure_needs_a_gate_or_says_that_its_callers_do() -> None:
    assert errors_in(skill()) == {"exposure_ungated"}
    assert errors_in(skill(", requires_gate: true")) == set()


def test_who_calls_what_requires_a_gate_has_one_or_passes_the_duty_on() -> None:
    fear = skill(", requires_gate: true")
    assert errors_in(PAST, fear=fear) == set()
    assert [each[0:3:2] for each in said_of(STRAIGHT, fear=fear)] == [("exposure_ungated", "first > call")]
    assert errors_in(STRAIGHT.replace("version: 1.0.0", "version: 1.0.0, requires_gate: true", 1), fear=fear) == set()


def test_an_interrupt_leads_to_nothing_that_requires_a_gate() -> None:
    text = PAST.replace("interrupts:\n", "interrupts:\n  - {id: f, when: 'risk.level > 5', to: 'protocol:fear'}\n", 1)
    assert errors_in(text, fear=skill(", requires_gate: true")) == {"exposure_ungated"}


def course(nodes: str = "", *, facts: str = "", slots: str = "", gate: bool = True) -> str:
    """A course of up to six sessions, with a gate between the two halves."""
    waits = "{to: second, when: 'true', gate: clinician}, " if gate else ""
    return f"""
protocol: {{id: little.course, version: 1.0.0, level: course}}
start: first
targets:
  tgt.mood: {{kind: symptom, measure: phq9, direction: down}}
course:
  indications: [{WORDS}]
  exclusions: [{WORDS}]
  dose: {{sessions: [2, 6]}}
  expected: [{{by_session: 4, target: tgt.mood, change: 5}}]
  step_up: {{after_session: 6, target: tgt.mood, change_below: 5, to: {WORDS}}}
{facts}
{slots}
nodes:
  first:
    kind: call
    purpose: {WORDS}
    call: {{protocol: cbt.depression.session}}
    visits: {{max: 3}}
    edges:
      - {{to: first, when: 'frame.turns > 90'}}
      - {{to: gate, after: exhausted}}
  gate:
    kind: gate
    purpose: {WORDS}
    edges: [{waits}{{to: end, after: exhausted}}]
  second:
    kind: call
    purpose: {WORDS}
    call: {{protocol: cbt.depression.session}}
    edges: [{{to: end, after: exhausted}}]
{nodes}{END}"""


def test_a_course_needs_no_turns_no_lines_and_no_interrupts() -> None:
    text = (
        course().replace("      - {to: first, when: 'frame.turns > 90'}\n", "", 1).replace("    visits: {max: 3}\n", "")
    )
    assert said_of(text) == []
    assert errors_in(course()) == {"guard_never"}  # no client speaks to a course, so it has no turns


@pytest.mark.parametrize(
    ("old", "new", "code", "where"),
    [
        ("kind: gate\n", "kind: ask\n", "course_node", "nodes.gate.kind"),
        ("kind: gate\n", "kind: gate\n    collects: [x]\n", "course_node", "nodes.gate.collects"),
        ("gate: clinician}", "gate: clinician}, {to: end, ask: {question: q, is: a}}", "course_node", "nodes.gate.edges.1.ask"),
        ("expected: [{by_session: 4, target: tgt.mood", "expected: [{by_session: 4, target: tgt.x", "unknown_target", "course.expected.0.target"),
        ("step_up: {after_session: 6, target: tgt.mood", "step_up: {after_session: 6, target: tgt.x", "unknown_target", "course.step_up.target"),
        ("sessions: [2, 6]", "sessions: [2, 3]", "course_dose", "course.dose.sessions"),
        ("sessions: [2, 6]", "sessions: [9, 20]", "course_dose", "course.dose.sessions"),
        ("by_session: 4", "by_session: 7", "course_dose", "course.expected.0.by_session"),
        ("after_session: 6", "after_session: 7", "course_dose", "course.step_up.after_session"),
        ("  exclusions", "  ages: [65, 18]\n  exclusions", "bad_shape", "course.ages"),
        ("level: course}", "level: course, requires_gate: true}", "exposure_ungated", "protocol.requires_gate"),
        ("protocol: cbt.depression.session}", "protocol: safety_screen}", "call_level", "nodes.first.call.protocol"),
        ("protocol: cbt.depression.session}\n    visits: {max: 3}", "protocol: cbt.depression.session}", "unbounded", "nodes.first"),
        ("    edges: [{to: second", "    edges: [{to: gate, when: 'risk.level > 3'}, {to: second", "unbounded", "nodes.gate"),
        ("gate: clinician}, {to: end, after: exhausted}]", "gate: clinician}, {to: first, after: exhausted}]", "unbounded", "nodes.first.edges"),
        ("tgt.mood: {", "tgt.rest: {kind: symptom, direction: up}\n  tgt.mood: {", "target_never_measured", "targets.tgt.rest"),
    ],
)  # fmt: skip
def test_a_damaged_course_gives_its_code_at_its_place(old: str, new: str, code: str, where: str) -> None:
    text = course().replace(
        "      - {to: first, when: 'frame.turns > 90'}\n", "      - {to: first, when: 'risk.level > 4'}\n"
    )
    assert said_of(text) == []
    assert old in text
    assert (code, where) in {each[:2] for each in said_of(text.replace(old, new, 1))}


def test_the_bounds_of_a_course_are_its_sessions_and_the_longest_of_them(
    tmp_path_factory: pytest.TempPathFactory,
) -> None:
    path = tmp_path_factory.mktemp("course") / "little.course.yaml"
    path.write_text(course(), encoding="utf-8")
    bounds = check_file(path).bounds
    session = bounds_of(SHIPPED["cbt.depression.session"].protocol, library=SHIPPED).max_turns
    assert (bounds.max_sessions, bounds.max_turns, bounds.call_depth) == (4, session, 8)


RATING = slot("rating", "type: int", "range: [0, 10]")
CALLED = protocol(
    node("first", "collects: [rating]", "edges: [{to: end, when: 'rating != null'}, {to: end, after: exhausted}]"),
    slots=(RATING, slot("word", "type: enum", "values: [a, b]"), slot("kept", "type: int", "scope: patient")),
    head=", level: skill",
).replace("id: little", "id: called", 1)


def calls(call: str, *ours: str, level: str = "") -> str:
    """A session that collects `before`, calls, and reads `mine`."""
    first = node(
        "first", "collects: [before]", "edges: [{to: call, when: 'before != null'}, {to: call, after: exhausted}]"
    )
    reads = "edges: [{to: end, when: 'mine != null'}, {to: end, after: exhausted}]"
    made = node("call", f"call: {{protocol: called, {call}}}", reads, kind="call")
    return protocol(first, made, slots=ours, head=level)


BEFORE, MINE = slot("before", "type: int", "range: [0, 10]"), slot("mine", "type: int", "range: [0, 10]")
RETURNS = "returns: {mine: rating}"


@pytest.mark.parametrize(
    ("call", "ours", "found"),
    [
        (RETURNS, (BEFORE, MINE), []),
        ("with: {rating: before}, returns: {mine: rating}", (BEFORE, MINE), []),
        ("with: {ratng: before}, returns: {mine: rating}", (BEFORE, MINE), [("unknown_slot", None)]),
        ("with: {rating: befor}, returns: {mine: rating}", (BEFORE, MINE), [("unknown_slot", None)]),
        ("with: {rating: mine}, returns: {mine: rating}", (BEFORE, MINE), [("slot_unwritten", "first > call: mine = null")]),
        ("with: {word: before}, returns: {mine: rating}", (BEFORE, MINE), [("call_type", None)]),
        ("with: {kept: before}, returns: {mine: rating}", (BEFORE, MINE), [("call_type", None)]),
        ("returns: {mine: word}", (BEFORE, slot("mine", "type: enum", "values: [a, b]")), [("slot_unwritten", None)]),
        (RETURNS, (BEFORE, slot("mine", "type: int", "range: [0, 9]")), [("call_type", "called.rating = 10")]),
        ("with: {rating: before}, returns: {mine: rating}", (slot("before", "type: int", "range: [-1, 10]"), MINE), [("call_type", "before = -1")]),
        (RETURNS, (BEFORE, slot("mine", "type: float", "range: [0, 10]")), []),
        (RETURNS, (BEFORE, slot("mine", "type: text")), [("call_type", None)]),
    ],
)  # fmt: skip
def test_what_is_handed_in_and_back_fits_on_both_sides(
    call: str, ours: tuple[str, ...], found: list[tuple[str, str]]
) -> None:
    assert [(each[0], each[2]) for each in said_of(calls(call, *ours), called=CALLED)] == found


def test_a_slot_that_a_caller_hands_in_may_be_read_at_once() -> None:
    reads = protocol(
        node("first", "edges: [{to: end, when: 'rating != null && rating > 3'}, {to: end, after: exhausted}]"),
        slots=(RATING,),
        head=", level: skill",
    ).replace("id: little", "id: called", 1)
    caller = calls("with: {rating: before}", BEFORE, MINE).replace("mine != null", "before != null")
    assert {each.severity for each in found_in(reads)} == {Severity.WARNING}
    assert "slot_unwritten" not in {each.code for each in found_in(reads, caller=caller)}
    session = reads.replace(", level: skill", "", 1)
    assert "slot_unwritten" in errors_in(session)


def test_a_session_calls_skills_and_no_sessions() -> None:
    session = CALLED.replace(", level: skill", "", 1)
    assert errors_in(calls(RETURNS, BEFORE, MINE), called=session) == {"call_level"}


def test_protocols_that_would_stand_too_deep_are_refused() -> None:
    others: dict[str, str] = {}
    for i in range(17):
        call = node("first", f"call: {{protocol: s{i + 1}}}", "edges: [{to: end, after: exhausted}]", kind="call")
        others[f"s{i}"] = protocol(call, head=", level: skill").replace("id: little", f"id: s{i}", 1)
    others["s17"] = CALLED.replace("id: called", "id: s17", 1)
    assert "call_depth" in errors_in(others["s0"], **others)
    assert "call_depth" not in errors_in(others["s9"], **others)


SENSITIVE = slot("harm_thoughts", "type: int", "range: [0, 10]", "sensitive: true")


@pytest.mark.parametrize(
    ("text", "where"),
    [
        (protocol(node("first", "collects: [harm_thoughts]", "edges: [{to: end, when: 'harm_thoughts != null'}, {to: end, after: exhausted}]"), slots=(SENSITIVE,)), "nodes.first.collects.0"),
        (protocol(node("first", "must: [{en: \"ask for harm_thoughts\", zh-CN: \"话\"}]", "edges: [{to: end, after: exhausted}]"), slots=(SENSITIVE,)), "nodes.first.must.0"),
        (calls("returns: {mine: rating}", BEFORE, MINE), "nodes.call.call.returns.mine"),
        (calls("with: {rating: before}, returns: {mine: rating}", slot("before", "type: int", "range: [0, 10]", "sensitive: true"), MINE), "nodes.call.call.with.rating"),
    ],
)  # fmt: skip
def test_a_sensitive_slot_stays_out_of_prompts(text: str, where: str) -> None:
    called = CALLED if ".with." in where else CALLED.replace("range: [0, 10]}", "range: [0, 10], sensitive: true}", 1)
    assert ("sensitive_in_prompt", where) in {each[:2] for each in said_of(text, called=called)}


def test_a_sensitive_slot_may_be_asked_for_in_reviewed_words() -> None:
    lines = (
        "collects: [harm_thoughts]",
        "edges: [{to: end, when: 'harm_thoughts != null'}, {to: end, after: exhausted}]",
    )
    assert said_of(protocol(node("first", "verbatim: true", *lines), slots=(SENSITIVE,))) == []
    assert said_of(protocol(node("first", *lines, kind="safety"), slots=(SENSITIVE,))) == []


RISK = '  - {id: risk, priority: 1000, when: risk.unscreened_event, to: "protocol:safety_screen"}'
ASK = node("first", "collects: [mood]", "edges: [{to: end, when: 'mood != null'}, {to: end, after: exhausted}]")
SAFE = protocol(ASK, slots=(slot("mood", "type: int", "range: [0, 10]"),))


@pytest.mark.parametrize(
    ("guard", "example"),
    [
        ("risk.unscreened_event", None),
        ("risk.unscreened_event || mood == null", None),
        ("risk.level >= 0", None),
        ("risk.unscreened_event && risk.level >= 3", "risk.unscreened_event = true, risk.level = 0"),
        ("risk.unscreened_event && (mood == null || mood > 3)", "mood = 0, risk.unscreened_event = true"),
        ("!risk.unscreened_event", "risk.unscreened_event = true"),
        ("risk.unscreened_event && frame.turns < 9", "risk.unscreened_event = true, frame.turns = 9"),
    ],
)
def test_an_alarm_leads_to_the_screen_whatever_else_is_known(guard: str, example: str | None) -> None:
    text = SAFE.replace("when: risk.unscreened_event,", f"when: '{guard}',", 1)
    found = [each for each in said_of(text) if each[0].startswith("safety")]
    if example is None:
        assert found == []
        return
    [(code, where, said)] = found
    assert (code, where) == ("safety_unreachable", "interrupts")
    assert set(str(said).split(", ")) == set(example.split(", "))


def test_no_other_interrupt_comes_before_the_screen() -> None:
    other = "  - {id: other, priority: PLACE, when: 'mood != null', to: 'protocol:rupture.repair'}"
    text = SAFE.replace(RISK, f"{RISK}\n{other}", 1).replace("priority: 1000", "priority: 900", 1)
    assert errors_in(text.replace("PLACE", "899")) == set()
    assert errors_in(text.replace("PLACE", "901")) == {"safety_outranked"}
    never = text.replace("PLACE", "901").replace("'mood != null'", "'mood != null && !risk.unscreened_event'")
    assert errors_in(never) == set()


def test_an_interrupt_to_something_that_does_not_begin_with_safety_is_no_screen() -> None:
    assert errors_in(SAFE.replace("protocol:safety_screen", "protocol:rupture.repair", 1)) == {"safety_unreachable"}


def test_a_promise_about_a_node_that_is_not_there_is_an_error() -> None:
    text = SAFE + "invariants: [{dominates: [frist, 'kind:intervene']}]\n"
    assert errors_in(text) == {"unknown_node"}
    load_protocol(text, file="x.yaml")
