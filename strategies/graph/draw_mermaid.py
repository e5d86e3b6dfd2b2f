"""A drawing as Mermaid text, for pages that render it themselves; and as JSON, with every place in px."""

import json
from collections.abc import Mapping
from dataclasses import asdict
from typing import Final

from strategies.graph.draw import Drawing, Line, Step, Way
from strategies.graph.draw_layout import Laid, lay_out
from strategies.graph.draw_words import kind_said, said
from strategies.graph.protocol import NodeKind

_SHAPES: Final[Mapping[NodeKind, tuple[str, str]]] = {
    NodeKind.ASSESS: ("[", "]"),
    NodeKind.ASK: ("(", ")"),
    NodeKind.PSYCHOEDUCATE: ("[/", "/]"),
    NodeKind.INTERVENE: ("[[", "]]"),
    NodeKind.HOMEWORK: (">", "]"),
    NodeKind.SUMMARISE: ("[\\", "\\]"),
    NodeKind.SAFETY: ("{{", "}}"),
    NodeKind.GATE: ("{", "}"),
    NodeKind.CALL: ("[(", ")]"),
    NodeKind.END: ("([", "])"),
}
_ARROWS: Final = {Line.RULE: "-->", Line.ASK: "-.->", Line.EXHAUSTED: "-.->"}
_ESCAPES: Final = {"#": "#35;", '"': "#quot;", "<": "#lt;", ">": "#gt;", "&": "#amp;", "`": "#96;", "\\": "#92;"}


def mermaid_of(drawing: Drawing) -> str:
    """The drawing as a Mermaid flowchart. Words from the file are escaped, and nodes numbered: none is a keyword."""
    names = {step.id: f"n{i}" for i, step in enumerate(drawing.steps)}
    walk = drawing.walk
    lines = [
        "flowchart TD",
        f"  accTitle: {_plain(drawing.title)}",
        f"  accDescr: {_plain(_summary(drawing))}",
        *(_node(step, names[step.id], drawing) for step in drawing.steps),
        *(_way(way, names, drawing) for way in drawing.ways),
    ]
    for i, note in enumerate(drawing.notes):
        taken = ""
        if walk is not None:
            key = "taken_in" if walk.cohort else "taken"
            taken = f" ({said(key, drawing.language, n=note.taken, all=walk.sessions)})"
        lines.append(f'  note{i}["{_escaped(note.text + taken)}"]:::note')
    lines += [
        "  classDef note stroke-dasharray:4 3,fill:#ffffff",
        "  classDef visited stroke-width:3px",
        "  classDef faulty stroke-width:3px,stroke-dasharray:2 2",
    ]
    for name, ids in (
        ("visited", [names[step.id] for step in drawing.steps if step.visited]),
        ("faulty", [names[step.id] for step in drawing.steps if step.findings or step.missing]),
    ):
        if ids:
            lines.append(f"  class {','.join(ids)} {name}")
    return "\n".join(lines) + "\n"


def _summary(drawing: Drawing) -> str:
    return said(
        "describes",
        drawing.language,
        nodes=len(drawing.steps),
        ways=len(drawing.ways),
        start=drawing.start,
        ends=", ".join(drawing.ends) or "?",
    )


def _node(step: Step, name: str, drawing: Drawing) -> str:
    before, behind = _SHAPES[step.kind]
    walk = drawing.walk
    words = [f"{step.id} ({kind_said(step.kind, drawing.language)})", step.purpose]
    if walk is not None and step.visited and step.passed:
        key = "sessions_here" if walk.cohort else "turns_here"
        words.append(said(key, drawing.language, n=step.passed, all=walk.sessions))
    if step.stands:
        words.append(said("stands", drawing.language))
    found = {mark.n: mark for mark in drawing.marks}
    words += [f"{n}: {found[n].code}" for n in step.findings]
    text = "<br/>".join(_escaped(word) for word in words if word)
    return f'  {name}{before}"{text}"{behind}'


def _way(way: Way, names: Mapping[str, str], drawing: Drawing) -> str:
    walk = drawing.walk
    words = list(way.texts(drawing.language))
    if walk is not None and way.taken:
        key = "sessions_here" if walk.cohort else "times"
        words.append(said(key, drawing.language, n=way.taken, all=walk.sessions))
    arrow = "==>" if way.taken else _ARROWS[way.line]
    text = "<br/>".join(_escaped(word) for word in words)
    return f'  {names[way.source]} {arrow}|"{text}"| {names[way.to]}'


def _escaped(text: str) -> str:
    return "".join(_ESCAPES.get(letter, letter) for letter in " ".join(text.split()))


def _plain(text: str) -> str:
    """A line without what would end it, or be markup in a page; accessible texts know no escapes."""
    return " ".join(text.split()).replace("%%", "%").translate(str.maketrans(";{}<>", ",()()"))


def json_of(drawing: Drawing) -> str:
    """The drawing as JSON: the steps, ways, notes and findings with their places in px from the upper left corner."""
    laid = lay_out(drawing, around=0)
    return json.dumps(_told(drawing, laid), ensure_ascii=False, indent=2) + "\n"


def _told(drawing: Drawing, laid: Laid) -> dict[str, object]:
    walk = drawing.walk
    return {
        "format": 1,
        "protocol": drawing.protocol,
        "version": drawing.version,
        "release": drawing.release,
        "level": drawing.level,
        "title": drawing.title,
        "language": drawing.language,
        "clinical_review": drawing.clinical_review,
        "max_turns": drawing.max_turns,
        "max_sessions": drawing.max_sessions,
        "start": drawing.start,
        "ends": list(drawing.ends),
        "size": {"width": round(laid.width, 1), "height": round(laid.height, 1)},
        "steps": [
            {
                **asdict(box.step),
                "at": {
                    "x": round(box.x - box.width / 2, 1),
                    "y": round(box.y - box.height / 2, 1),
                    "width": round(box.width, 1),
                    "height": round(box.height, 1),
                },
            }
            for box in laid.boxes
        ],
        "ways": [
            {
                **asdict(arrow.way),
                "line": arrow.way.line,
                "points": [[round(x, 1), round(y, 1)] for leg in arrow.legs for x, y in leg],
            }
            for arrow in laid.arrows
        ],
        "notes": [asdict(note) for note in drawing.notes],
        "findings": [asdict(mark) for mark in drawing.marks],
        "walk": None
        if walk is None
        else {
            "sessions": walk.sessions,
            "cohort": walk.cohort,
            "elsewhere": walk.elsewhere,
            "stands": walk.stands,
            "subject": drawing.subject,
        },
    }
