"""Reading protocol files: what is refused, with file, line, field, code and remedy."""

from pathlib import Path

import pytest

from strategies.graph.check import check_file
from strategies.graph.errors import Problem, ProtocolRefused
from strategies.graph.findings import CheckReport
from strategies.graph.load import load_file, load_protocol
from strategies.graph.yaml_tree import read_yaml

SMALL = """\
protocol: {id: small, version: 1.0.0}
start: hello
nodes:
  hello:
    kind: ask
    purpose: {en: "greet", zh-CN: "问候"}
    fallback: {en: "Hello?", zh-CN: "你好？"}
    turns: {max: 1}
    edges:
      - {to: bye, after: exhausted}
  bye:
    kind: end
    purpose: {en: "end", zh-CN: "结束"}
    fallback: {en: "Bye.", zh-CN: "再见。"}
"""


def refusal(text: str) -> Problem:
    with pytest.raises(ProtocolRefused) as refused:
        load_protocol(text, file="small.yaml")
    return refused.value.problems[0]


def test_words_that_yaml_1_1_reads_as_booleans_stay_words() -> None:
    assert read_yaml("a: [yes, no, on, off, null, true, 3, 0o7, 1.5, -2, 'no', ~]")[0] == {
        "a": ["yes", "no", "on", "off", None, True, 3, "0o7", 1.5, -2, "no", None]
    }


def test_every_key_and_item_keeps_its_line() -> None:
    marks = read_yaml("a:\n  b: 1\n  c:\n    - 2\n    - {d: 3}\n")[1]
    assert dict(marks.lines) == {
        ("a",): 1,
        ("a", "b"): 2,
        ("a", "c"): 3,
        ("a", "c", 0): 4,
        ("a", "c", 1): 5,
        ("a", "c", 1, "d"): 5,
    }
    assert marks.line("a", "c", 1, "x", "y") == 5


def test_a_small_protocol_is_read() -> None:
    loaded = load_protocol(SMALL, file="small.yaml")
    assert (loaded.protocol.start, sorted(loaded.protocol.nodes)) == ("hello", ["bye", "hello"])


def test_a_duplicate_key_is_refused_with_both_lines() -> None:
    assert refusal(SMALL + "start: bye\n") == Problem(
        code="duplicate_key",
        file="small.yaml",
        line=15,
        field="start",
        text="key 'start' stands here and in line 2",
        remedy="Keep one of the two.",
    )


@pytest.mark.parametrize(
    ("old", "new", "code", "line", "field"),
    [
        ("start: hello\n", "start: hello\nfinish: bye\n", "unknown_key", 3, "finish"),
        ('    purpose: {en: "greet", zh-CN: "问候"}\n', "", "missing_key", 4, "nodes.hello.purpose"),
        ("kind: ask", "kind: chat", "bad_value", 5, "nodes.hello.kind"),
        ("turns: {max: 1}", "turns: {max: many}", "wrong_type", 8, "nodes.hello.turns.max"),
        ("turns: {max: 1}", "turns: {max: true}", "wrong_type", 8, "nodes.hello.turns.max"),
        ("turns: {max: 1}", "turns: {min: 3, max: 1}", "bad_shape", 8, "nodes.hello.turns"),
        ("{to: bye, after: exhausted}", "{to: bye}", "bad_shape", 10, "nodes.hello.edges.0"),
        ("after: exhausted}", "after: exhausted, gate: clinician}", "bad_shape", 10, "nodes.hello.edges.0"),
        ("  hello:\n", "  hel.lo:\n", "bad_name", 4, "nodes.hel.lo"),
        ('{en: "greet"', '{fr: "saluer"', "bad_value", 6, "nodes.hello.purpose.fr"),
        ("version: 1.0.0", "version: one", "bad_name", 1, "protocol.version"),
        ('"Bye."', '""', "wrong_type", 14, "nodes.bye.fallback.en"),
    ],
)
def test_a_damaged_file_is_refused_with_code_line_and_field(
    old: str, new: str, code: str, line: int, field: str
) -> None:
    assert old in SMALL
    problem = refusal(SMALL.replace(old, new, 1))
    assert (problem.code, problem.file, problem.line, problem.field) == (code, "small.yaml", line, field)
    assert problem.remedy


@pytest.mark.parametrize(
    ("text", "code", "line"),
    [
        ("a: [1, 2\nb: 3\n", "bad_yaml", 2),
        ("a: \x07", "bad_yaml", 1),
        ("a: !!python/name:os.system x\n", "tag", 1),
        ("a: 1\n---\nb: 2\n", "second_document", 2),
        ("- 1\n", "not_a_map", 1),
        ("", "not_a_map", 1),
        ("a: *nothing\n", "bad_alias", 1),
        ("a: &a [*a]\n", "bad_alias", 1),
        ("? [1, 2]\n: 3\n", "bad_key", 1),
        ("a: " + "[" * 30 + "]" * 30, "too_deep", 1),
        ("a: " + "[" * 200_000, "too_deep", 1),
        ("a: " + "x" * (1 << 20), "too_large", 1),
        ("a: " + "字" * 400_000, "too_large", 1),
        ("a: &a [x, x, x, x, x, x, x, x, x, x]\n", "unknown_key", 1),
    ],
)
def test_hostile_or_broken_yaml_is_refused(text: str, code: str, line: int) -> None:
    problems: list[Problem] = []
    with pytest.raises(ProtocolRefused) as refused:
        load_protocol(text, file="x.yaml")
    problems.extend(refused.value.problems)
    assert (code, line) in {(problem.code, problem.line) for problem in problems}


def test_an_alias_bomb_is_refused_before_it_unfolds() -> None:
    lines = ["a0: &a0 [x, x, x, x, x, x, x, x, x, x]"]
    lines += [f"a{i}: &a{i} [{', '.join([f'*a{i - 1}'] * 10)}]" for i in range(1, 12)]
    problem = refusal("\n".join(lines))
    assert (problem.code, problem.line) == ("too_many_values", 5)


def test_a_file_that_is_not_utf8_or_too_large_is_refused(tmp_path: Path) -> None:
    for raw, code in ((b"a: \xff\xfe", "not_utf8"), (b"#" * ((1 << 20) + 1), "too_large")):
        path = tmp_path / "x.yaml"
        path.write_bytes(raw)
        with pytest.raises(ProtocolRefused) as refused:
            load_file(path)
        assert [problem.code for problem in refused.value.problems] == [code]


def test_the_report_on_a_refused_file_holds_its_problems(tmp_path: Path) -> None:
    path = tmp_path / "small.yaml"
    path.write_text(SMALL + "start: bye\n", encoding="utf-8")
    found = check_file(path)
    assert isinstance(found, CheckReport)
    assert [(finding.code, finding.line) for finding in found.findings] == [("duplicate_key", 15)]
    assert (found.ok, found.bounds.max_turns) == (False, None)
