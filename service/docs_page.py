"""The documentation page: every route from the OpenAPI description, rendered here, readable without a network."""

import base64
import hashlib
import json
from collections.abc import Iterator, Mapping, Sequence
from html import escape
from typing import cast

from memory.record.identity import Language
from service.docs_words import SUMMARIES_ZH, WORDS, Words
from service.problems import all_rows

Schema = Mapping[str, object]
METHODS = ("get", "post", "put", "patch", "delete")
DEEPEST = 6
TEXTS = {"date-time": "2026-03-02T09:00:00Z", "date": "2026-03-02"}
SCALARS: Mapping[str, object] = {"integer": 1, "number": 0.5, "boolean": True}
STYLE = """
:root{color-scheme:light dark;--ink:light-dark(#1c2430,#e6e9ee);--paper:light-dark(#fbfbf9,#14181e);
--dim:light-dark(#596273,#9aa5b5);--line:light-dark(#dcdfe4,#2c343f);--box:light-dark(#f1f2ee,#1c222a);
--mark:light-dark(#0b5c63,#7fd0d6)}
*{box-sizing:border-box}body{margin:0 auto;padding:2rem 1.25rem 6rem;max-width:62rem;color:var(--ink);
background:var(--paper);font:16px/1.6 system-ui,"Noto Sans CJK SC","PingFang SC","Microsoft YaHei",sans-serif}
a{color:var(--mark)}h1{font-size:1.7rem;margin:.2rem 0}h2{margin:2.5rem 0 .5rem;border-bottom:1px solid var(--line)}
h4{margin:.8rem 0 .2rem;font-size:.95rem;color:var(--dim)}nav{float:right}p.dim,.dim{color:var(--dim)}
details{border:1px solid var(--line);border-radius:.4rem;margin:.5rem 0;padding:.45rem .8rem;background:var(--box)}
summary{cursor:pointer}summary:focus-visible,a:focus-visible{outline:2px solid var(--mark);outline-offset:2px}
code,pre{font:.88rem/1.5 ui-monospace,"SFMono-Regular",Consolas,monospace}pre{overflow:auto;margin:.3rem 0;
padding:.6rem .8rem;border:1px solid var(--line);border-radius:.3rem;background:var(--paper)}
table{border-collapse:collapse;width:100%}th,td{text-align:left;padding:.25rem .8rem .25rem 0;vertical-align:top;
border-bottom:1px solid var(--line)}th{color:var(--dim);font-weight:600;font-size:.9rem}
.method{display:inline-block;min-width:4.2rem;font-weight:700;color:var(--mark)}
"""
STYLE_HASH = base64.b64encode(hashlib.sha256(STYLE.encode()).digest()).decode()
POLICY = f"default-src 'none'; style-src 'sha256-{STYLE_HASH}'; base-uri 'none'; form-action 'none'"
"""Content-Security-Policy of the page: its own style and nothing else, from nowhere else."""


def render(description: Schema, *, language: Language, base: str) -> str:
    """The page. `base` is the address that the examples call."""
    words = WORDS[language]
    other = Language.EN if language is Language.ZH else Language.ZH
    sections = "".join(
        f"<section><h2>{escape(words.tags.get(tag, tag))}</h2>{''.join(items)}</section>"
        for tag, items in _by_tag(description, words=words, language=language, base=base).items()
    )
    return (
        f'<!doctype html><html lang="{language.value}"><head><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width,initial-scale=1">'
        f"<title>{escape(words.title)}</title><style>{STYLE}</style></head><body>"
        f'<nav><a href="/docs?lang={other.value}" lang="{other.value}">{escape(WORDS[other].own_name)}</a></nav>'
        f"<main><h1>{escape(words.title)}</h1><p>{escape(words.intro)}</p>"
        f'<p><a href="/openapi.json">OpenAPI</a></p>{sections}{_problems(words)}</main></body></html>'
    )


def operations(description: Schema) -> Iterator[tuple[str, str, Schema]]:
    """Path, method and operation of every route."""
    for path, methods in _mapping(description.get("paths")).items():
        for method in METHODS:
            if method in _mapping(methods):
                yield path, method, _mapping(_mapping(methods)[method])


def example(schema: Schema, components: Schema, *, depth: int = 0) -> object:
    """A value that fits `schema`, as a reader would expect it."""
    if "$ref" in schema:
        schema = _mapping(components.get(str(schema["$ref"]).rpartition("/")[2]))
    given = _given_example(schema)
    if given is not None:
        return given
    variants = next((_sequence(schema[name]) for name in ("anyOf", "oneOf", "allOf") if schema.get(name)), ())
    if variants:
        return example(_mapping(variants[0]), components, depth=depth)
    match schema.get("type"):
        case "object" if depth < DEEPEST:
            members = _mapping(schema.get("properties"))
            return {name: example(_mapping(member), components, depth=depth + 1) for name, member in members.items()}
        case "array" if depth < DEEPEST:
            return [example(_mapping(schema.get("items")), components, depth=depth + 1)]
        case "array":
            return []
        case "string":
            return TEXTS.get(str(schema.get("format")), "...")
        case kind:
            return schema.get("minimum", SCALARS.get(str(kind), {}))


def _given_example(schema: Schema) -> object:
    for name in ("const", "default"):
        if schema.get(name) is not None:
            return schema[name]
    return next((_sequence(schema[name])[0] for name in ("examples", "enum") if schema.get(name)), None)


def _by_tag(description: Schema, *, words: Words, language: Language, base: str) -> dict[str, list[str]]:
    components = _mapping(_mapping(description.get("components")).get("schemas"))
    found: dict[str, list[str]] = {}
    for path, method, operation in operations(description):
        tag = str((*_sequence(operation.get("tags")), "other")[0])
        item = _route(path, method, operation, components, words=words, language=language, base=base)
        found.setdefault(tag, []).append(item)
    return found


def _route(
    path: str,
    method: str,
    operation: Schema,
    components: Schema,
    *,
    words: Words,
    language: Language,
    base: str,
) -> str:
    name = str(operation.get("operationId", ""))
    summary = str(operation.get("summary", name))
    shown = SUMMARIES_ZH.get(name, summary) if language is Language.ZH else summary
    said = str(operation.get("description", ""))
    body = _body_schema(operation)
    filled = None if body is None else json.dumps(example(body, components), ensure_ascii=False, indent=2)
    parts = [
        f'<details id="{escape(name)}"><summary><span class="method">{method.upper()}</span>',
        f" <code>{escape(path)}</code> <span>{escape(shown)}</span></summary>",
        f"<p>{escape(said)}</p>" if said else "",
        _parameters(_sequence(operation.get("parameters")), words=words),
        "" if filled is None else f"<h4>{escape(words.body)}</h4><pre>{escape(filled)}</pre>",
        _answers(operation, components, words=words),
        f"<h4>{escape(words.try_it)}</h4><pre>{escape(_curl(path, method, operation, filled, base=base))}</pre>",
        "</details>",
    ]
    return "".join(parts)


def _parameters(parameters: Sequence[object], *, words: Words) -> str:
    if not parameters:
        return ""
    rows = ""
    for parameter in map(_mapping, parameters):
        need = words.required if parameter.get("required") else words.optional
        schema = _mapping(parameter.get("schema"))
        about = str(parameter.get("description", schema.get("description", "")))
        cells = (str(parameter["name"]), str(parameter["in"]), need, about)
        rows += "<tr>" + "".join(f"<td>{escape(cell)}</td>" for cell in cells) + "</tr>"
    heads = "".join(f"<th>{escape(head)}</th>" for head in (words.name, words.place, words.needed, words.meaning))
    return f"<h4>{escape(words.parameters)}</h4><table><tr>{heads}</tr>{rows}</table>"


def _answers(operation: Schema, components: Schema, *, words: Words) -> str:
    shown = ""
    for status, answer in _mapping(operation.get("responses")).items():
        if not status.startswith("2"):
            continue
        content = _mapping(_mapping(answer).get("content"))
        for kind, media in content.items():
            schema = _mapping(_mapping(media).get("schema"))
            text = json.dumps(example(schema, components), ensure_ascii=False, indent=2) if schema else ""
            shown += f"<h4>{escape(words.answer)} {status} <code>{escape(kind)}</code></h4>"
            shown += f"<pre>{escape(text)}</pre>" if text else ""
    return shown


def _body_schema(operation: Schema) -> Schema | None:
    content = _mapping(_mapping(operation.get("requestBody")).get("content"))
    media = content.get("application/json")
    return None if media is None else _mapping(_mapping(media).get("schema"))


def _curl(path: str, method: str, operation: Schema, body: str | None, *, base: str) -> str:
    lines = ["curl -sS" if method == "get" else f"curl -sS -X {method.upper()}"]
    lines += [
        f"-H '{parameter['name']}: ...'"
        for parameter in map(_mapping, _sequence(operation.get("parameters")))
        if parameter.get("in") == "header" and parameter.get("required")
    ]
    if operation.get("security"):
        lines.append('-H "Authorization: Bearer $THROUGHLINE_KEY"')
    if body is not None:
        compact = json.dumps(json.loads(body), ensure_ascii=False).replace("'", "'\\''")
        lines += ["-H 'Content-Type: application/json'", f"-d '{compact}'"]
    return " \\\n  ".join([*lines, f"'{base}{path}'"])


def _problems(words: Words) -> str:
    rows = "".join(
        f'<tr id="problem-{row.slug}"><td>{row.status.value}</td><td><code>/problems/{row.slug}</code></td>'
        f"<td>{escape(row.title)}</td></tr>"
        for row in all_rows()
    )
    heading = f"<h2>{escape(words.problems)}</h2><p>{escape(words.problems_intro)}</p>"
    return f"<section>{heading}<table>{rows}</table></section>"


def _mapping(value: object) -> Schema:
    return cast("Schema", value) if isinstance(value, dict) else {}


def _sequence(value: object) -> Sequence[object]:
    return cast("Sequence[object]", value) if isinstance(value, list | tuple) else ()
