"""The parts of a drawing as SVG: boxes with their badges, arrows with their labels, single lines of text."""

import math
from collections.abc import Mapping
from typing import Final
from xml.sax.saxutils import escape

from strategies.graph.draw import Drawing, Line, Mark, Step
from strategies.graph.draw_layout import (
    KIND_SIZE,
    LABEL_SIZE,
    LEADING,
    NAME_SIZE,
    PURPOSE_SIZE,
    Arrow,
    Box,
    Laid,
    label_box,
    padding,
)
from strategies.graph.draw_shapes import FILLS, inner_lines, inset, number, outline
from strategies.graph.draw_text import width_of
from strategies.graph.draw_words import kind_said, said
from strategies.graph.findings import Severity
from strategies.graph.protocol import NodeKind

INK: Final = "#1a1a1a"
FAINT: Final = "#767676"
_BENEATH: Final = 12.0
"""So far a way begins within its box, which is drawn over it: under a wave or a cut corner no gap is left."""
DASHES: Final = {Line.RULE: "", Line.ASK: "6 3", Line.EXHAUSTED: "1.5 3"}


def drawn(drawing: Drawing, laid: Laid) -> list[str]:
    """Arrows, then their labels, then boxes; where a walk lies over it, what it took comes last and is thick."""
    faint = drawing.walk is not None
    arrows = sorted(laid.arrows, key=lambda arrow: arrow.way.taken > 0)
    at = {box.step.id: box for box in laid.boxes}
    return [
        *(_arrow(arrow, drawing, at, faint=faint) for arrow in arrows),
        *(_label(arrow, arrow.label_at, drawing, faint=faint) for arrow in arrows if arrow.label_at is not None),
        *(_box(box, drawing, faint=faint) for box in laid.boxes),
    ]


def arrowheads(drawing: Drawing) -> str:
    """The definitions of the arrowheads."""
    heads = [("", INK, 7.0)] if drawing.walk is None else [("-faint", FAINT, 7.0), ("-heavy", INK, 11.0)]
    markers = [
        f'<marker id="head-{drawing.release}{name}" viewBox="0 0 10 10" refX="9" refY="5" '
        f'markerWidth="{number(size)}" markerHeight="{number(size)}" markerUnits="userSpaceOnUse" orient="auto">'
        f'<path d="M0 0.5L10 5L0 9.5Z" fill="{tint}"/></marker>'
        for name, tint, size in heads
    ]
    return f"<defs>{''.join(markers)}</defs>"


def _arrow(arrow: Arrow, drawing: Drawing, at: Mapping[str, Box], *, faint: bool) -> str:
    way = arrow.way
    walked = way.taken > 0
    tint = FAINT if faint and not walked else INK
    head = f"head-{drawing.release}" + ("-heavy" if walked else "-faint" if faint else "")
    path = "".join("M" + "L".join(f"{number(x)} {number(y)}" for x, y in leg) for leg in _met(arrow, at))
    dashes = DASHES[way.line]
    dashed = f' stroke-dasharray="{dashes}"' if dashes else ""
    thick = 2.8 if walked else 0.9 if faint else 1.2
    title = said(
        "way",
        drawing.language,
        source=way.source,
        to=way.to,
        conditions=said("joined", drawing.language).join(condition.text for condition in way.conditions),
    )
    return (
        f'<g><title>{escape(title)}</title><path d="{path}" fill="none" stroke="{tint}" stroke-width="{thick}"'
        f'{dashed} stroke-linejoin="round" marker-end="url(#{head})"/></g>'
    )


def _met(arrow: Arrow, at: Mapping[str, Box]) -> list[tuple[tuple[float, float], ...]]:
    """The legs, begun beneath the box they leave and ended on the border that they come to, however it is shaped."""
    legs = list(arrow.legs)
    (x, y), source = legs[0][0], at[arrow.way.source]
    if abs(x - legs[0][1][0]) < 0.05:  # it leaves upwards or downwards
        legs[0] = ((x, y + math.copysign(_BENEATH, source.y - y)), *legs[0][1:])
    (x, y), to = legs[-1][-1], at[arrow.way.to]
    if abs(x - legs[-1][-2][0]) < 0.05:
        within = inset(to.step.kind, x - to.x + to.width / 2, to.width, to.height)
        legs[-1] = (*legs[-1][:-1], (x, y + math.copysign(within, to.y - y)))
    return legs


def _label(arrow: Arrow, at: tuple[float, float], drawing: Drawing, *, faint: bool) -> str:
    x, y = at
    width, height = label_box(arrow.label)
    walked = arrow.way.taken > 0
    tint = FAINT if faint and not walked else INK
    counted = walked and drawing.walk is not None
    ground = (
        f'<rect x="{number(x - width / 2)}" y="{number(y - height / 2)}" width="{number(width)}" '
        f'height="{number(height)}" fill="#ffffff" fill-opacity="0.92"/>'
    )
    parts = [ground]
    for i, line in enumerate(arrow.label):
        bold = arrow.way.gated or (counted and i == len(arrow.label) - 1)
        below = y - height / 2 + 1.5 + (i + 0.8) * LABEL_SIZE * LEADING
        parts.append(text_line(line, x, below, LABEL_SIZE, anchor="middle", tint=tint, bold=bold))
    return "".join(parts)


def _box(box: Box, drawing: Drawing, *, faint: bool) -> str:
    step = box.step
    left, top = box.x - box.width / 2, box.y - box.height / 2
    tint = FAINT if faint and not step.visited else INK
    thick = 2.8 if step.visited else 2.0 if step.kind is NodeKind.SAFETY and not faint else 1.1
    fill = "#ffffff" if faint and not step.visited else FILLS[step.kind]
    dashed = ' stroke-dasharray="4 3"' if step.missing else ""
    kind = step.kind
    title = (
        f"{said('step', drawing.language, kind=kind_said(kind, drawing.language), node=step.id, purpose=step.purpose)}"
    )
    border = (
        f'<path d="{outline(kind, left, top, box.width, box.height)}" fill="{fill}" stroke="{tint}" '
        f'stroke-width="{thick}"{dashed} stroke-linejoin="round"/>'
    )
    parts = [
        f"<g><title>{escape(title)}</title>",
        border,
        *(
            f'<path d="{path}" fill="none" stroke="{tint}" stroke-width="0.9"/>'
            for path in inner_lines(kind, left, top, box.width, box.height)
        ),
    ]
    below = top + padding(box.head) - 1
    for line, size, bold, shade in (
        *(((box.head, KIND_SIZE, False, FAINT if faint and not step.visited else "#4a4a4a"),) if box.head else ()),
        *((line, NAME_SIZE, True, tint) for line in box.name),
        *((line, PURPOSE_SIZE, False, tint) for line in box.purpose),
    ):
        below += size * LEADING
        parts.append(text_line(line, box.x, below - size * (LEADING - 1), size, anchor="middle", tint=shade, bold=bold))
    parts.append(_badges(box, drawing))
    parts.append("</g>")
    return "".join(parts)


def _badges(box: Box, drawing: Drawing) -> str:
    """How often it was passed (a flag on the upper right), findings (triangles on the upper left)."""
    parts: list[str] = []
    passed = passed_words(box.step, drawing)
    if passed:
        width = width_of(passed, bold=True) * LABEL_SIZE + 10
        right, top = box.x + box.width / 2 + 6, box.y - box.height / 2 - 7
        parts.append(
            f'<rect x="{number(right - width)}" y="{number(top)}" width="{number(width)}" height="14" rx="7" '
            f'fill="{INK}"/>'
        )
        parts.append(
            text_line(passed, right - width / 2, top + 10.4, LABEL_SIZE, anchor="middle", tint="#ffffff", bold=True)
        )
    found = {mark.n: mark for mark in drawing.marks}
    for i, n in enumerate(box.step.findings[:4]):
        x, y = box.x - box.width / 2 - 7 + i * 17, box.y - box.height / 2 - 9
        parts.append(_triangle(found[n], x, y))
    return "".join(parts)


def _triangle(mark: Mark, x: float, y: float) -> str:
    """An error is a black triangle with its number in white, a warning a white one."""
    black = mark.severity is Severity.ERROR
    path = f"M{number(x)} {number(y + 15)}L{number(x + 8.5)} {number(y)}L{number(x + 17)} {number(y + 15)}Z"
    return f'<path d="{path}" fill="{INK if black else "#ffffff"}" stroke="{INK}" stroke-width="1.1"/>' + text_line(
        str(mark.n), x + 8.5, y + 13, 8, anchor="middle", tint="#ffffff" if black else INK, bold=True
    )


def passed_words(step: Step, drawing: Drawing) -> str:
    """How often a step was passed, in words; "" when it was not."""
    walk, language = drawing.walk, drawing.language
    if walk is None or not step.visited:
        return ""
    if walk.cohort:
        return said("sessions_here", language, n=step.passed, all=walk.sessions)
    parts = [said("turns_here", language, n=step.passed)] if step.passed else []
    if step.stands:
        parts.append(said("stands", language))
    return " · ".join(parts)


def text_line(
    text: str, x: float, y: float, size: float, *, anchor: str = "", tint: str = INK, bold: bool = False
) -> str:
    """One line of text, held to the width that it was measured with."""
    placed = f' text-anchor="{anchor}"' if anchor else ""
    weight = ' font-weight="bold"' if bold else ""
    colour = f' fill="{tint}"' if tint != INK else ""
    measured = number(width_of(text, bold=bold) * size)
    return (
        f'<text x="{number(x)}" y="{number(y)}" font-size="{number(size)}"{placed}{weight}{colour} '
        f'textLength="{measured}" lengthAdjust="spacingAndGlyphs">{escape(text)}</text>'
    )
