"""The documentation page names every route, in both languages, and loads nothing."""

import re
from html import unescape

import pytest

from memory.record.identity import Language
from service.docs_page import POLICY, STYLE_HASH, example, operations, render
from service.problems import all_rows
from tests.service.edge_app import BASE, Small


@pytest.fixture
def description() -> dict[str, object]:
    """The description of a small application."""
    return Small().app.openapi()


@pytest.mark.parametrize("language", list(Language))
def test_every_route_has_its_place_its_parameters_and_a_call_to_try(
    description: dict[str, object], language: Language
) -> None:
    page = unescape(render(description, language=language, base=BASE))
    for path, method, operation in operations(description):
        assert f'<details id="{operation["operationId"]}">' in page
        assert f'<span class="method">{method.upper()}</span> <code>{path}</code>' in page
        assert f"'{BASE}{path}'" in page
    assert "<td>thing</td><td>path</td>" in page
    assert '-d \'{"text": "...", "ratings": {}, "inner": []}\'' in page


def test_both_languages_are_whole_and_lead_to_each_other(description: dict[str, object]) -> None:
    english = render(description, language=Language.EN, base=BASE)
    chinese = render(description, language=Language.ZH, base=BASE)
    assert '<html lang="en">' in english
    assert 'href="/docs?lang=zh-CN"' in english
    assert '<html lang="zh-CN">' in chinese
    assert 'href="/docs?lang=en"' in chinese
    assert "参数" in chinese
    assert "Parameters" not in chinese


def test_the_page_loads_nothing_and_its_policy_allows_only_its_own_style(description: dict[str, object]) -> None:
    page = render(description, language=Language.EN, base=BASE)
    assert re.findall(r"<(script|link|img|iframe|object)\b", page) == []
    assert re.findall(r'(?:src|href)="(?!/|#)', page) == []
    assert re.findall(r"url\(|@import", page) == []
    assert f"default-src 'none'; style-src 'sha256-{STYLE_HASH}'" in POLICY
    assert "light-dark(" in page


def test_every_kind_of_problem_is_listed(description: dict[str, object]) -> None:
    page = render(description, language=Language.EN, base=BASE)
    for row in all_rows():
        assert f'id="problem-{row.slug}"' in page


def test_what_a_description_says_is_text_and_never_markup() -> None:
    route = {"operationId": "x", "summary": "<script>alert(1)</script>", "tags": ["<b>"], "description": "<img>"}
    page = render({"paths": {"/<x>": {"get": route}}}, language=Language.EN, base=BASE)
    assert "<script>" not in page
    assert "<img>" not in page
    assert "&lt;script&gt;" in page


NOTHING: dict[str, object] = {}
EMPTY: list[object] = []
SCHEMAS: list[tuple[dict[str, object], object]] = [
    ({"type": "string", "enum": ["b", "a"]}, "b"),
    ({"type": "string", "format": "date"}, "2026-03-02"),
    ({"anyOf": [{"type": "integer", "minimum": 3}, {"type": "null"}]}, 3),
    ({"$ref": "#/components/schemas/A"}, {"items": [{"items": EMPTY}]}),
    ({"type": "boolean", "default": False}, False),
    (NOTHING, NOTHING),
]


@pytest.mark.parametrize(("schema", "expected"), SCHEMAS)
def test_examples_fit_their_schema(schema: dict[str, object], expected: object) -> None:
    inner: dict[str, object] = {
        "type": "object",
        "properties": {"items": {"type": "array", "items": {"type": "string"}, "default": EMPTY}},
    }
    outer: dict[str, object] = {"type": "object", "properties": {"items": {"type": "array", "items": inner}}}
    assert example(schema, {"A": outer}) == expected


def test_a_schema_that_holds_itself_ends() -> None:
    node = {"type": "object", "properties": {"next": {"$ref": "#/components/schemas/Node"}}}
    assert str(example(node, {"Node": node})).count("next") == 6
