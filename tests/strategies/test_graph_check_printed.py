"""`throughline protocol check`: what a person reads, and what a program does."""

import json
from pathlib import Path
from typing import cast

import pytest

from service.cli.exits import ExitCode
from service.cli.main import main
from strategies.graph import prove_z3
from strategies.graph.prove_z3 import Z3
from tests.strategies.mutants.little import node, protocol, slot

SHIPPED = Path(__file__).parents[2] / "strategies" / "protocols" / "cbt.depression.session.yaml"
GAP = protocol(
    node(
        "first", "collects: [mood]", "edges: [{to: end, when: 'mood != null && mood > 3'}, {to: end, after: exhausted}]"
    ),
    node("never", "edges: [{to: end, after: exhausted}]", turns=1),
    slots=(slot("mood", "type: int", "range: [0, 10]"),),
)


def check(*arguments: str) -> int:
    with pytest.raises(SystemExit) as ended:
        main(("protocol", "check", *arguments))
    return int(ended.value.code or 0)


def test_a_clean_file_is_ok_with_its_longest_session_and_its_proofs(capsys: pytest.CaptureFixture[str]) -> None:
    assert check(str(SHIPPED)) == ExitCode.OK
    assert capsys.readouterr().out.splitlines() == [
        "Longest session: at most 69 client turns.",
        "  Each time the interrupt risk comes: at most 23 more.",
        "At most 7 protocols stand on one another.",
        f"Proofs: 41 made by truth tables and {Z3({}).name}, 0 failed, 0 open.",
        f"{SHIPPED}: ok.",
    ]


def test_findings_are_grouped_with_line_place_and_example(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "little.yaml"
    path.write_text(GAP, encoding="utf-8")
    assert check(str(path)) == ExitCode.FAILED
    lines = capsys.readouterr().out.splitlines()
    at = GAP[: GAP.index("  first:")].count("\n") + 1
    assert lines[0] == "Errors (2)"
    assert f"  {path}:{at}: guard_gap at nodes.first" in lines
    assert "      for example: mood = 0" in lines
    assert lines[-1] == f"{path}: not ok, 2 errors."


def test_a_chinese_clinician_reads_it_in_chinese(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "little.yaml"
    path.write_text(GAP, encoding="utf-8")
    assert check(str(path), "--lang", "zh") == ExitCode.FAILED
    at, never = (GAP[: GAP.index(f"  {name}:")].count("\n") + 1 for name in ("first", "never"))
    assert capsys.readouterr().out.splitlines() == [
        "错误（2）",
        f"  {path} 第 {at} 行：guard_gap，位于 nodes.first",
        "      来访者在此说的话可能哪里也到不了，只能等轮数用完：没有一条路接住它",
        "      例如：mood = 0",
        f"  {path} 第 {never} 行：unreachable，位于 nodes.never",
        "      从 first 没有路通到这里",
        "最长会谈：来访者至多 3 轮。",
        "  每次出现打断 risk：至多再加 23 轮。",
        "方案至多叠至 6 层。",
        f"证明：用真值表和 {Z3({}).name} 作出 2 个，不成立 1 个，未决 0 个。",
        f"{path}：未通过，有 2 处错误。",
    ]
    assert check(str(path), "--json", "--lang", "zh") == ExitCode.FAILED
    told = cast("dict[str, list[dict[str, str]]]", json.loads(capsys.readouterr().out))
    assert [each["text"] for each in told["findings"]] == [
        "来访者在此说的话可能哪里也到不了，只能等轮数用完：没有一条路接住它",
        "从 first 没有路通到这里",
    ]
    assert check(str(path), "--lang", "fr") == ExitCode.USAGE


def test_the_json_holds_findings_bounds_and_proofs(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "little.yaml"
    path.write_text(GAP, encoding="utf-8")
    assert check(str(path), "--json") == ExitCode.FAILED
    told = cast("dict[str, object]", json.loads(capsys.readouterr().out))
    assert list(told) == ["ok", "findings", "bounds", "proofs"]
    findings = cast("list[dict[str, object]]", told["findings"])
    assert [list(each) for each in findings] == [["code", "severity", "where", "line", "text", "counterexample"]] * 2
    assert told["bounds"] == {
        "max_turns": 3,
        "max_interrupt_turns": {"risk": 23},
        "max_sessions": None,
        "call_depth": 6,
    }


def test_without_z3_the_report_says_so(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    def nothing(_: str) -> None:
        return None

    monkeypatch.setattr(prove_z3, "find_spec", nothing)
    assert check(str(SHIPPED)) == ExitCode.OK
    assert (
        "Proofs: 41 made by truth tables alone, 0 failed, 0 open; z3 is not installed (pip install 'throughline[prove]')."
        in capsys.readouterr().out.splitlines()
    )


def test_a_file_that_is_not_there_is_a_usage_error(tmp_path: Path) -> None:
    assert check(str(tmp_path / "nothing.yaml")) == ExitCode.USAGE
