"""Where the steps and ways of a drawing stand: one layout engine behind one function, fitted to a printed page.

The engine (graphlay: layers after Sugiyama, orthogonal ways, labels with room of their own) gives the same numbers on
every machine. Lengths are in px of the drawing; a page is A4 within its margins.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

import graphlay
from pydantic import BaseModel, TypeAdapter

from memory.record.identity import Language
from strategies.graph.draw import Drawing, Step, Way
from strategies.graph.draw_text import even_lines, lines_of, width_of
from strategies.graph.draw_words import kind_said, said
from strategies.graph.protocol import NodeKind

MM: Final = 96 / 25.4
"""px in a millimetre, at the scale 1."""

PAGE: Final = (190 * MM, 277 * MM)
"""The shorter and the longer side of A4 less 10 mm of margin on each side."""

KIND_SIZE: Final = 8.5
NAME_SIZE: Final = 12.0
PURPOSE_SIZE: Final = 10.0
LABEL_SIZE: Final = 9.5
LEADING: Final = 1.25
PADDING: Final = 8.0
DENSE_PADDING: Final = 5.0
READABLE: Final = 0.78
"""A scale at which names still print with 7 points and purposes with nearly 6."""

MANY: Final = 60
"""So many steps and more are laid out in the densest manner, and no better one is looked for."""

_LABEL_WIDTH: Final = 118.0
_DENSE_WIDTH: Final = 150.0
_LABEL_LINES: Final = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class Box:
    """A step in its place: its centre and size, and its lines."""

    step: Step
    x: float
    y: float
    width: float
    height: float
    head: str
    name: tuple[str, ...]
    purpose: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Arrow:
    """A way in its place: its corner points, in two legs before and behind the label around `label_at`, if any."""

    way: Way
    legs: tuple[tuple[tuple[float, float], ...], ...]
    label: tuple[str, ...]
    label_at: tuple[float, float] | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Laid:
    """A drawing laid out; its upper left corner is (0, 0). `wordless`: plain ways stand without their conditions."""

    boxes: tuple[Box, ...]
    arrows: tuple[Arrow, ...]
    width: float
    height: float
    wordless: bool = False


class _Point(BaseModel):
    x: float
    y: float


class _Node(BaseModel):
    center: _Point


class _Edge(BaseModel):
    points: tuple[_Point, ...]


class _Bounds(BaseModel):
    min: _Point
    max: _Point


class _Answer(BaseModel):
    """What the engine answers, as far as we read it."""

    nodes: tuple[_Node, ...]
    edges: tuple[_Edge, ...]
    bounds: _Bounds


_ANSWER: Final = TypeAdapter(_Answer)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Manner:
    """One way to lay a drawing out: width of a box, lines for the purpose, and whether long chains are folded.

    `aspect` is the width of the whole over its height that folding aims at; 0 folds nothing. `dense`: the conditions of
    a way follow each other on a line, and the gaps are smaller.
    """

    width: float
    lines: int
    dense: bool
    aspect: float
    cycles: str = "minimum_reversal"


_UPRIGHT: Final = PAGE[0] / PAGE[1]
_FOLDS: Final = (0.0, _UPRIGHT, 1 / _UPRIGHT)
_MANNERS: Final = (
    *(_Manner(width=width, lines=3, dense=False, aspect=aspect) for width in (178.0, 150.0) for aspect in _FOLDS),
    *(
        _Manner(width=width, lines=lines, dense=True, aspect=aspect, cycles=cycles)
        for width, lines in ((150.0, 2), (132.0, 2), (132.0, 1))
        for cycles in ("minimum_reversal", "follow_flow")
        for aspect in _FOLDS
    ),
)
_DENSEST: Final = _Manner(width=132.0, lines=1, dense=True, aspect=_UPRIGHT)
_LINE_WORTH: Final = 0.04
"""How much smaller a drawing may print for one more line of every purpose."""


def fit(width: float, height: float) -> float:
    """The scale at which something fits a page, upright or across; at most 1."""
    upright = min(PAGE[0] / width, PAGE[1] / height)
    across = min(PAGE[1] / width, PAGE[0] / height)
    return min(1.0, max(upright, across))


def lay_out(drawing: Drawing, *, around: float) -> Laid:
    """The drawing in the manner that prints best; `around` px of height are needed for what stands above and below.

    The first manner that is readable on one page is taken, in the order of what they show; else the one with the
    largest print.
    """
    if len(drawing.steps) >= MANY:
        return _laid(drawing, _DENSEST)
    found: list[tuple[float, int]] = []
    for i, manner in enumerate(_MANNERS):
        laid = _laid(drawing, manner)
        scale = fit(laid.width, laid.height + around)
        if scale >= READABLE:
            return laid
        found.append((round(scale + _LINE_WORTH * manner.lines, 2), -i))
    return _laid(drawing, _MANNERS[-max(found)[1]])


def _laid(drawing: Drawing, manner: _Manner) -> Laid:
    """The drawing laid out. A label is a small node in the middle of its way, so that it has room of its own."""
    texts = [_texts(step, drawing, manner) for step in drawing.steps]
    labels = [_label(way, drawing, dense=manner.dense) for way in drawing.ways]
    place = {step.id: i for i, step in enumerate(drawing.steps)}
    heights = [_height(step, text) for step, text in zip(drawing.steps, texts, strict=True)]
    sizes = [(manner.width, height) for height in heights]
    legs: list[tuple[int, int]] = []
    middles: list[int | None] = []
    for way, label in zip(drawing.ways, labels, strict=True):
        source, to = place[way.source], place[way.to]
        middles.append(len(sizes) if label else None)
        legs += [(source, len(sizes)), (len(sizes), to)] if label else [(source, to)]
        sizes += [label_box(label)] if label else []
    answer = _asked(sizes, legs, manner)
    left, top = answer.bounds.min.x, answer.bounds.min.y
    centres = [(node.center.x - left, node.center.y - top) for node in answer.nodes]
    routes = [tuple((point.x - left, point.y - top) for point in edge.points) for edge in answer.edges]
    boxes = tuple(
        Box(
            step=step,
            x=x,
            y=y,
            width=manner.width,
            height=height,
            head=text.head,
            name=text.name,
            purpose=text.purpose,
        )
        for step, (x, y), height, text in zip(drawing.steps, centres, heights, texts, strict=False)
    )
    arrows: list[Arrow] = []
    for way, label, middle in zip(drawing.ways, labels, middles, strict=True):
        drawn = 1 if middle is None else 2
        at = None if middle is None else centres[middle]
        arrows.append(Arrow(way=way, legs=tuple(routes[:drawn]), label=label, label_at=at))
        del routes[:drawn]
    width, height = answer.bounds.max.x - left, answer.bounds.max.y - top
    wordless = manner.dense and any(arrow.way.plain for arrow in arrows)
    return Laid(boxes=boxes, arrows=tuple(arrows), width=width, height=height, wordless=wordless)


def _asked(sizes: Sequence[tuple[float, float]], legs: Sequence[tuple[int, int]], manner: _Manner) -> _Answer:
    """What the engine makes of nodes of these sizes and the edges between them."""
    nodes = [{"size": {"width": width, "height": height}} for width, height in sizes]
    edges = [{"source": source, "target": target} for source, target in legs]
    return _ANSWER.validate_json(graphlay.layout({"nodes": nodes, "edges": edges}, options=_options(manner)).to_json())


def _options(manner: _Manner) -> Mapping[str, object]:
    options: dict[str, object] = {
        "direction": "topbottom",
        "spacing": _gaps(manner),
        "cycles": {"strategy": manner.cycles},
    }
    if manner.aspect:
        options["wrap"] = {"viewport_aspect": manner.aspect}
        options["tuning"] = {"wrap": {"max_rows": 6, "min_gain": 1.02, "max_cut_edges": 12}}
    return options


def _gaps(manner: _Manner) -> dict[str, float]:
    if manner.dense:
        return {"layer_gap": 13.0, "node_gap": 12.0, "dummy_gap": 14.0, "port_gap": 12.0}
    return {"layer_gap": 15.0, "node_gap": 16.0}


@dataclass(frozen=True, slots=True, kw_only=True)
class _Texts:
    head: str
    name: tuple[str, ...]
    purpose: tuple[str, ...]


def _texts(step: Step, drawing: Drawing, manner: _Manner) -> _Texts:
    room = manner.width - 2 * PADDING
    head = "" if manner.dense else head_of(step, drawing.language)
    return _Texts(
        head="".join(lines_of(head, width=room / KIND_SIZE, most=1)),
        name=lines_of(step.id, width=room / NAME_SIZE, most=2, bold=True),
        purpose=even_lines(step.purpose, width=room / PURPOSE_SIZE, most=manner.lines),
    )


def head_of(step: Step, language: Language) -> str:
    """The small first line of a box: what the step is, and its budget."""
    if step.missing:
        return "?"
    parts = [kind_said(step.kind, language)]
    if step.exposure:
        parts.append(said("exposure", language))
    if step.calls is not None:
        parts = [said("calls", language, protocol=step.calls)]
    elif step.most_turns is not None:
        parts.append(said("turns", language, n=step.most_turns))
    if step.start:
        parts.insert(0, said("start", language))
    return " · ".join(parts)


def _height(step: Step, texts: _Texts) -> float:
    head = KIND_SIZE if texts.head else 0
    lines = len(texts.name) * NAME_SIZE + len(texts.purpose) * PURPOSE_SIZE + head
    wave = 6 if step.kind is NodeKind.SUMMARISE else 0
    return round(lines * LEADING + 2 * padding(texts.head) + wave, 1)


def padding(head: str) -> float:
    """The room above and below the words of a box; a dense one has no head, and less of it."""
    return PADDING if head else DENSE_PADDING


def _label(way: Way, drawing: Drawing, *, dense: bool) -> tuple[str, ...]:
    """The conditions of a way, on lines of their own unless it is `dense`, and how often it was taken.

    A dense drawing leaves out the words of plain ways; a single pass of a session is not counted out.
    """
    first, *others = way.texts(drawing.language)
    texts = [first, *(said("or_line", drawing.language, text=other) for other in others)]
    if dense:
        texts = [] if way.plain else [said("or_joined", drawing.language).join((first, *others))]
    width = (_DENSE_WIDTH if dense else _LABEL_WIDTH) / LABEL_SIZE
    lines = [line for text in texts for line in even_lines(text, width=width, most=_LABEL_LINES)]
    walk = drawing.walk
    if walk is not None and way.taken and (walk.cohort or way.taken > 1):
        key = "sessions_here" if walk.cohort else "times"
        lines.append(said(key, drawing.language, n=way.taken, all=walk.sessions))
    return tuple(lines)


def label_box(label: Sequence[str]) -> tuple[float, float]:
    """Width and height of a label, in px, with a little air."""
    width = max(width_of(line) for line in label) * LABEL_SIZE
    return round(width + 6, 1), round(len(label) * LABEL_SIZE * LEADING + 3, 1)
