"""The pages in docs/ point at what is there, and the format page's example is a protocol."""

import re
from pathlib import Path

import pytest

from strategies.graph.check import check
from strategies.graph.library import Library
from strategies.graph.load import load_protocol
from tests.readme.commands import blocks

ROOT = Path(__file__).parents[2]
PAGES = [ROOT / "README.md", *sorted((ROOT / "docs").rglob("*.md"))]
LINK = re.compile(r"\]\((?!https?:|#)([^)#]+)(?:#[^)]*)?\)")
CODE = re.compile(r"\"([a-z0-9]+(?:_[a-z0-9]+)+|unreachable|trap|unbounded|recursion|tag)\"")


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.relative_to(ROOT).as_posix())
def test_every_link_of_a_page_leads_somewhere(page: Path) -> None:
    links = LINK.findall(page.read_text(encoding="utf-8"))
    assert [link for link in links if not (page.parent / link).exists()] == []


def test_the_example_of_the_format_page_is_a_protocol_without_findings() -> None:
    page = (ROOT / "docs" / "protocol-format.md").read_text(encoding="utf-8")
    (example,) = (block.text for block in blocks(page) if block.info == "yaml")
    loaded = load_protocol(example, file="example.yaml")
    assert check(loaded, library=Library.shipped()) == []


def test_the_format_page_names_every_finding_of_the_checks() -> None:
    page = (ROOT / "docs" / "protocol-format.md").read_text(encoding="utf-8")
    emitted: set[str] = set()
    for file in sorted((ROOT / "strategies" / "graph").glob("check_*.py")):
        for call in re.findall(
            r"(?:error|_?warning)\(\s*loaded,(.*?)\)$", file.read_text(encoding="utf-8"), re.DOTALL | re.MULTILINE
        ):
            emitted |= set(CODE.findall(call))
    named = set(re.findall(r"`([a-z0-9_]+)`", page))
    assert sorted(emitted - named) == []
    assert len(emitted) > 15
