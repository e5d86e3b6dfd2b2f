"""The check of protocols: each damage to a shipped file gives its code at its line."""

import json
import re
import time
from pathlib import Path

import pytest

from strategies.graph.check import bounds_of, check, check_file
from strategies.graph.findings import Severity
from strategies.graph.library import Library
from strategies.graph.load import load_protocol
from strategies.graph.prove_z3 import Z3
from strategies.graph.release import CompiledProtocol, compile_release

FOLDER = Path(__file__).parents[2] / "strategies" / "protocols"
SESSION = (FOLDER / "cbt.depression.session.yaml").read_text(encoding="utf-8")
LIBRARY = Library.shipped()
AGAIN = "    fallback_again:\n      en: One"


def node(name: str) -> str:
    """The text of a node of the session protocol."""
    found = re.search(rf"(?ms)^  {name}:\n.*?(?=^  \w+:\n|\Z)", SESSION[SESSION.index("\nnodes:") :])
    assert found is not None
    return found.group()


def cut(block: str, key: str) -> str:
    """A node's text without one of its keys."""
    without = re.sub(rf"(?m)^    {key}:.*\n(?:      .*\n)*", "", block)
    assert without != block
    return without


def findings(text: str) -> set[tuple[str, int]]:
    return {(each.code, each.line) for each in check(load_protocol(text, file="x.yaml"), library=LIBRARY)}


def line_of(text: str, marker: str) -> int:
    assert marker in text
    return text[: text.index(marker)].count("\n") + 1


@pytest.mark.parametrize(
    ("old", "new", "code", "marker"),
    [
        ("collects: [carried_over]", "collects: [carried_ovr]", "unknown_slot", "collects: [carried_ovr]"),
        ("tgt.activity, role: measure", "tgt.activty, role: measure", "unknown_target", "tgt.activty"),
        ("question: rupture_check, is: w", "question: rupture_chek, is: w", "unknown_question", "rupture_chek"),
        ("is: withdrawal", "is: withdrew", "unknown_option", "is: withdrew"),
        ("{to: agenda, after: exhausted}", "{to: agendaa, after: exhausted}", "unknown_node", "agendaa"),
        ("start: check_in", "start: chek_in", "unknown_node", "start: chek_in"),
        ("{protocol: safety_screen}", "{protocol: safety_scren}", "unknown_protocol", "safety_scren}"),
        ('to: "protocol:safety_screen"', 'to: "protocol:safety_scren"', "unknown_protocol", "safety_scren"),
        ("start: check_in", "start: homework_review", "unreachable", "  check_in:"),
        ("      - {to: close, after: exhausted}\n", "", "no_exhausted_edge", "  summary:"),
        (cut(node("check_in"), "turns"), None, "unbounded", "  check_in:"),
        (cut(node("agenda"), "visits"), None, "unbounded", "  agenda:"),
        ("{to: summary, after: exhausted}", "{to: homework, after: exhausted}", "unbounded", "{to: summary, when"),
        ('when: "risk.unscreened_event"', 'when: "risk.level >= 5"', "safety_unreachable", "interrupts:"),
        ("safe_today != null && safe_today ==", "safe_today ==", "guard_null", "when: 'safe_today =="),
        ('when: "mood != null"', 'when: "mood !! null"', "guard_syntax", "mood !! null"),
        ('when: "mood != null"', 'when: "moood != null"', "unknown_slot", "moood != null"),
        ('safe_today == "yes"', 'safe_today == "yess"', "guard_type", '"yess"'),
        ('      zh-CN: 一句话就够了。今天有什么是你想记住的？\n', "", "missing_language", AGAIN),
        ('{en: "low mood", zh-CN: "情绪低落"}', '{zh-CN: "情绪低落"}', "missing_language", '{zh-CN: "情绪低落"}'),
        (cut(node("evidence_for"), "targets"), None, "intervene_without_target", "  evidence_for:\n    kind"),
        (cut(node("balanced"), "state_reached"), None, "intervene_without_state_reached", "  balanced:\n"),
        (cut(node("rupture"), "fallback"), None, "no_fallback", "  rupture:\n"),
        ("collects: [safe_today]", "skippable: true", "safety_skippable", "skippable: true\n    fallback"),
        ("{protocol: safety_screen}", "{protocol: cbt.depression.session}", "recursion", "call: {protocol: cbt."),
        ("{to: safety_check, when", "{to: bridge, when", "dominance_broken", "{dominates:"),
        ("max_session_turns: 90", "max_session_turns: 20", "session_too_long", "{max_session_turns"),
        ("  strain:\n", "  frame:\n", "reserved_name", "  frame:\n"),
    ],
)  # fmt: skip
def test_a_damaged_protocol_gives_its_code_at_its_line(old: str, new: str | None, code: str, marker: str) -> None:
    if new is None:
        name = old.split(":", 1)[0].strip()
        text = SESSION.replace(node(name), old, 1)
        marker_at = marker
    else:
        text, marker_at = SESSION.replace(old, new, 1), marker
    assert text != SESSION
    expected = (code, line_of(text, marker_at))
    if marker.startswith("{to: summary, when"):
        expected = (code, expected[1] - 1)  # the circle is reported at the node's `edges`
    assert expected in findings(text)
    assert not check_text(text)


def check_text(text: str) -> bool:
    """Whether the file would pass."""
    found = check(load_protocol(text, file="x.yaml"), library=LIBRARY)
    return all(each.severity is Severity.WARNING for each in found)


def test_a_node_without_edges_is_a_dead_end_and_what_leads_only_there_a_trap() -> None:
    text = SESSION.replace(node("summary"), cut(node("summary"), "edges"), 1)
    found = findings(text)
    assert ("dead_end", line_of(text, "  summary:\n")) in found
    assert ("trap", line_of(text, "  homework:\n")) in found
    assert ("unreachable", line_of(text, "  close:\n")) in found


def test_more_than_five_musts_are_a_warning_and_do_not_keep_a_protocol_back() -> None:
    musts = "".join(f'      - {{en: "m{i}", zh-CN: "要{i}"}}\n' for i in range(6))
    text = SESSION.replace("    must:\n", "    must:\n" + musts, 1)
    assert findings(text) == {("too_many_musts", line_of(text, "    must:\n"))}
    assert check_text(text)


def test_a_collected_slot_without_words_is_a_warning() -> None:
    line = '    text: {en: "mood this week, 0 (worst) to 10 (best)", zh-CN: "本周情绪，0（最差）到 10（最好）"}\n'
    text = SESSION.replace(line, "", 1)
    assert findings(text) == {("slot_without_text", line_of(text, "  mood:\n"))}


def test_the_way_around_a_gate_is_printed() -> None:
    text = SESSION.replace("{to: safety_check, when", "{to: bridge, when", 1)
    [first, *_] = check(load_protocol(text, file="x.yaml"), library=LIBRARY)
    around = "check_in > homework_review > bridge > agenda > situation > thought > evidence_for > evidence_against"
    assert first.counterexample == f"{around} > balanced"


def test_a_recursion_through_another_protocol_is_found() -> None:
    outer = SESSION.replace("id: cbt.depression.session", "id: outer", 1)
    outer = outer.replace("{protocol: safety_screen}", "{protocol: cbt.depression.session}", 1)
    outer = outer.replace("version:", "level: skill\n  version:", 1)
    inner = SESSION.replace("{protocol: safety_screen}", "{protocol: outer}", 1)
    inner = inner.replace("version:", "level: skill\n  version:", 1)
    library = {**LIBRARY, "cbt.depression.session": compiled(inner)}
    found = check(load_protocol(outer, file="x.yaml"), library=library)
    assert [(each.code, each.counterexample) for each in found] == [
        ("recursion", "outer > cbt.depression.session > outer")
    ]
    assert bounds_of(load_protocol(outer, file="x.yaml").protocol, library=library).max_turns is None


def compiled(text: str) -> CompiledProtocol:
    return compile_release(load_protocol(text, file="x.yaml").protocol)


def test_the_report_of_a_shipped_file_is_clean_json() -> None:
    report = json.loads(check_file(FOLDER / "cbt.depression.session.yaml").to_json())
    bounds = {"max_turns": 69, "max_interrupt_turns": {"risk": 23}, "max_sessions": None, "call_depth": 7}
    proofs: dict[str, object] = {"solver": Z3({}).name, "made": 41, "failed": 0, "open": []}
    assert report == {"ok": True, "findings": [], "bounds": bounds, "proofs": proofs}


def test_the_report_names_each_finding_with_every_key(tmp_path: Path) -> None:
    path = tmp_path / "x.yaml"
    path.write_text(SESSION.replace('when: "mood != null"', 'when: "mood > 3"', 1), encoding="utf-8")
    report = json.loads(check_file(path).to_json())
    assert report["ok"] is False
    assert report["findings"] == [
        {
            "code": "guard_null",
            "severity": "error",
            "where": "nodes.check_in.edges.0.when",
            "line": line_of(SESSION, 'when: "mood != null"'),
            "text": "guard `mood > 3`, character 1: `mood` may be null here; write `mood != null && ...`",
            "counterexample": "mood = null",
        }
    ]


def test_a_protocol_beside_the_file_is_found_by_its_id(tmp_path: Path) -> None:
    other = (FOLDER / "safety_screen.yaml").read_text(encoding="utf-8").replace("id: safety_screen", "id: other", 1)
    (tmp_path / "other.yaml").write_text(other, encoding="utf-8")
    path = tmp_path / "x.yaml"
    path.write_text(SESSION.replace("{protocol: safety_screen}", "{protocol: other}", 1), encoding="utf-8")
    assert check_file(path).ok


def test_a_protocol_of_three_hundred_nodes_is_checked_within_a_second() -> None:
    chain = "".join(
        f"""
  n{i}:
    kind: ask
    purpose: {{en: "x", zh-CN: "x"}}
    fallback: {{en: "x?", zh-CN: "x？"}}
    turns: {{max: 2}}
    visits: {{max: 2}}
    edges:
      - {{to: n{max(0, i - 3)}, when: "risk.level > 3"}}
      - {{to: n{i + 1}, after: exhausted}}"""
        for i in range(300)
    )
    text = f"""
protocol: {{id: long, version: 1.0.0}}
start: n0
interrupts:
  - {{id: risk, priority: 1000, when: risk.unscreened_event, to: "protocol:safety_screen"}}
nodes:{chain}
  n300: {{kind: end, purpose: {{en: "x", zh-CN: "x"}}, fallback: {{en: "x", zh-CN: "x"}}}}
"""
    loaded = load_protocol(text, file="long.yaml")
    started = time.perf_counter()
    assert check(loaded, library=LIBRARY) == []
    assert time.perf_counter() - started < 1.0
