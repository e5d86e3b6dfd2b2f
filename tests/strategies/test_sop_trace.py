"""Traceability: no word of a source is lost, and what it became is named."""

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from benchmarks.sop_gold import gold_files
from strategies.sop.compile import compile_draft, read_draft
from strategies.sop.graph import ANYWHERE
from strategies.sop.source import source_of
from tests.strategies.sop_kit import EXAMPLES, compiled

UNSEEN = {gold.file.name for gold in gold_files() if gold.split in {"unseen", "held"}}
FILES = sorted(path for path in EXAMPLES.glob("*.md") if path.name not in UNSEEN)
LINES = sorted({line for file in FILES for line in file.read_text(encoding="utf-8").splitlines()})
LOOSE = st.text(alphabet="if then go to step 12.-*#|>→：；，。（）\n 若则否第步", max_size=60)
TEXTS = st.lists(st.sampled_from(LINES) | LOOSE, max_size=14).map("\n".join)


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_every_word_of_an_example_is_a_node_an_edge_a_guard_or_set_aside_with_a_reason(file: Path) -> None:
    text = file.read_text(encoding="utf-8")
    result = compiled(text)
    covered = {at for trace in result.trace for at in range(*trace.span)}
    assert [sign for at, sign in enumerate(text) if at not in covered and sign.isalnum()] == []
    assert [trace for trace in result.trace if trace.reason == "not read"] == []
    assert [trace for trace in result.trace if not trace.id and not trace.reason] == []


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_what_a_trace_names_is_in_the_graph(file: Path) -> None:
    result = compiled(file.read_text(encoding="utf-8"))
    names = {node.id for node in result.graph.nodes} | {edge.id for edge in result.graph.edges}
    assert {trace.id for trace in result.trace if trace.id} - names == set()


def test_a_sentence_s_parts_are_named_one_by_one() -> None:
    text = "1. Rate it. If it is low, explain why, then go to step 2.\n2. Close."
    found = [(text[slice(*t.span)], t.became.value, t.id) for t in compiled(text).trace if t.id]
    assert found == [
        ("Rate it.", "node", "s1"),
        ("it is low", "guard", "e1"),
        ("explain why", "node", "s1a"),
        ("go to step 2", "edge", "e3"),
        ("Close.", "node", "s2"),
    ]


@settings(max_examples=150, deadline=None)
@given(text=TEXTS)
def test_whatever_is_written_compiles_into_a_graph_that_holds_together(text: str) -> None:
    """Any lines in any order: no failure, edges between nodes that exist, spans inside the source, no word lost."""
    result = compile_draft(read_draft(source_of(text)), file="any.md")
    names = {node.id for node in result.graph.nodes}
    assert len(names) == len(result.graph.nodes)
    assert {edge.to for edge in result.graph.edges} <= names
    assert {edge.source for edge in result.graph.edges} <= names | {ANYWHERE}
    assert all(0 <= start < end <= len(text) for start, end in (node.span for node in result.graph.nodes))
    covered = {at for trace in result.trace for at in range(*trace.span)}
    assert [sign for at, sign in enumerate(text) if at not in covered and sign.isalnum()] == []
