"""The bars of the compiler on gold graphs of our own writing: conformance, by rules alone."""

from pathlib import Path

import pytest

from benchmarks.sop_gold import Gold, MisplacedGold, gold_files, placed
from benchmarks.sop_whole import read_whole
from strategies.sop.score import NOTHING, Placed, PlacedEdge, PlacedNode, Score, score
from tests.strategies.sop_kit import compiled

GOLDS = gold_files()


def scored(gold: Gold) -> Score:
    return score(placed(compiled(gold.text).graph), gold.placed)


def summed(golds: list[Gold]) -> Score:
    whole = NOTHING
    for gold in golds:
        whole += scored(gold)
    return whole


def test_eight_procedures_stand_open_four_in_each_language() -> None:
    open_files = [gold.name for gold in GOLDS if gold.split == "open"]
    assert sorted(name.rsplit(".", 1)[1] for name in open_files) == ["en"] * 4 + ["zh"] * 4


def test_rules_alone_reach_the_bars_on_the_open_gold() -> None:
    found = summed([gold for gold in GOLDS if gold.split == "open"])
    assert found.edges.f1 >= 0.95
    assert found.gap <= 0.05


def test_rules_alone_reach_the_bar_over_all_gold() -> None:
    found = summed(GOLDS)
    assert found.edges.f1 >= 0.80


@pytest.mark.parametrize("gold", [each for each in GOLDS if each.split == "open"], ids=lambda gold: gold.name)
def test_a_procedure_begins_where_its_gold_begins(gold: Gold) -> None:
    graph = compiled(gold.text).graph
    spans = {node.id: node.span for node in gold.placed.nodes}
    start = graph.node(graph.start).span
    assert start[0] < spans[gold.graph.start][1]
    assert spans[gold.graph.start][0] < start[1]


NODES = tuple(PlacedNode(id=name, kind="ask", span=(10 * i, 10 * i + 8)) for i, name in enumerate("abc"))
CHAIN = Placed(
    nodes=NODES,
    edges=(
        PlacedEdge(source="a", to="b", type="sequence", bound=False),
        PlacedEdge(source="b", to="c", type="conditional", bound=True),
    ),
)


def test_a_graph_scores_one_against_itself() -> None:
    found = score(CHAIN, CHAIN)
    assert (found.nodes.f1, found.edges.f1, found.kinds.f1, found.typed.f1, found.gap) == (1.0, 1.0, 1.0, 1.0, 0.0)


def test_a_lost_condition_a_turned_edge_and_a_lost_node_cost() -> None:
    unbound = Placed(nodes=NODES, edges=(*CHAIN.edges[:1], PlacedEdge(source="b", to="c", type="loop", bound=False)))
    turned = Placed(nodes=NODES, edges=(PlacedEdge(source="b", to="a", type="sequence", bound=False), CHAIN.edges[1]))
    lost = Placed(nodes=NODES[:2], edges=CHAIN.edges[:1])
    assert [score(each, CHAIN).edges.f1 for each in (unbound, turned, lost)] == [0.5, 0.5, pytest.approx(2 / 3)]
    assert score(lost, CHAIN).nodes.f1 == pytest.approx(0.8)


def test_nodes_are_matched_by_place_whatever_their_names() -> None:
    shifted = tuple(PlacedNode(id=f"x{n.id}", kind="ask", span=(n.span[0] + 2, n.span[1] + 1)) for n in NODES)
    elsewhere = tuple(PlacedNode(id=n.id, kind="ask", span=(n.span[0] + 100, n.span[1] + 100)) for n in NODES)
    assert score(Placed(nodes=shifted, edges=()), CHAIN).nodes.hits == 3
    assert score(Placed(nodes=elsewhere, edges=()), CHAIN).nodes.hits == 0


def test_the_baseline_s_answer_is_read_leniently_and_its_failure_counted() -> None:
    source = "1. Ask about mood.\n2. Close."
    nodes = '{"id": 1, "text": "Ask about mood."}, {"id": 2, "text": "Clse."}'
    answer = f'Sure! {{"nodes": [{nodes}], "edges": [{{"from": 1, "to": 2, "guard": null}}'
    whole = read_whole(answer, source)
    assert [(node.id, source[slice(*node.span)]) for node in whole.graph.nodes] == [
        ("1", "Ask about mood."),
        ("2", " Close"),
    ]
    assert (whole.graph.edges, whole.failed) == ((PlacedEdge(source="1", to="2", type="", bound=False),), "")
    assert read_whole("I cannot.", source).failed == "no node could be read from the answer"


def test_gold_that_does_not_stand_in_its_source_is_refused(tmp_path: Path) -> None:
    (tmp_path / "x.md").write_text("1. Ask.", encoding="utf-8")
    nodes = '[{"id": "a", "kind": "ask", "text": "Nope"}]'
    gold = f'{{"split": "open", "start": "a", "ends": [], "nodes": {nodes}, "edges": []}}'
    (tmp_path / "x.gold.json").write_text(gold, encoding="utf-8")
    with pytest.raises(MisplacedGold, match="does not stand"):
        gold_files(tmp_path)
