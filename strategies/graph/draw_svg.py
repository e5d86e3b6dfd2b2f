"""A drawing as SVG: one page of A4 where it fits, readable in black and white, with its words for those who cannot see.

The same drawing gives the same bytes. Nothing is loaded, no script runs, every word from the file is escaped.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final
from xml.sax.saxutils import escape, quoteattr

from strategies.graph.draw import Drawing, Line, Mark
from strategies.graph.draw_layout import LEADING, MM, fit, lay_out
from strategies.graph.draw_parts import DASHES, INK, arrowheads, drawn, passed_words, text_line
from strategies.graph.draw_shapes import FILLS, inner_lines, number, outline
from strategies.graph.draw_text import lines_of, width_of
from strategies.graph.draw_words import kind_said, said
from strategies.graph.findings import Severity
from strategies.graph.protocol import NodeKind

FONTS: Final = (
    "Helvetica, Arial, 'Liberation Sans', 'PingFang SC', 'Microsoft YaHei', 'Noto Sans CJK SC', 'Noto Sans SC', "
    "'WenQuanYi Micro Hei', sans-serif"
)
SMALLEST: Final = 0.62
"""Below this scale a drawing rather runs over one page than becomes too small."""

_MARGIN: Final = 12.0
_TITLE_SIZE: Final = 15.0
_NOTE_SIZE: Final = 9.5
_LEAST_WIDTH: Final = 430.0
_SWATCH: Final = (22.0, 13.0)
_SHRUNK: Final = 2.5


@dataclass(frozen=True, slots=True, kw_only=True)
class _Line:
    """One line of the text beside the drawing."""

    text: str
    size: float
    bold: bool = False
    tint: str = INK


def svg_of(drawing: Drawing) -> str:
    """The drawing as one SVG document."""
    laid = lay_out(drawing, around=_around(drawing, _LEAST_WIDTH))
    width = max(laid.width, _LEAST_WIDTH)
    head, foot = _head(drawing, width), _foot(drawing, width)
    top = _height(head) + 10
    legend = _legend(drawing, width, wordless=laid.wordless)
    below = top + laid.height + 14
    height = below + legend.height + _height(foot)
    whole_width, whole_height = width + 2 * _MARGIN, height + 2 * _MARGIN
    scale = max(fit(width, height), SMALLEST)
    shift = _MARGIN + (width - laid.width) / 2
    opening = (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{number(whole_width / MM * scale)}mm" '
        f'height="{number(whole_height / MM * scale)}mm" '
        f'viewBox="0 0 {number(whole_width)} {number(whole_height)}" role="img" lang="{drawing.language}" '
        f'aria-labelledby="title-{drawing.release} words-{drawing.release}" '
        f"font-family={quoteattr(FONTS)} fill={quoteattr(INK)}>"
    )
    parts = [
        opening,
        f'<title id="title-{drawing.release}">{escape(drawing.title)}</title>',
        f'<desc id="words-{drawing.release}">{escape(in_words(drawing))}</desc>',
        arrowheads(drawing),
        f'<rect width="{number(whole_width)}" height="{number(whole_height)}" fill="#ffffff"/>',
        *_lines(head, _MARGIN, _MARGIN),
        f'<g transform="translate({number(shift)} {number(_MARGIN + top)})">',
        *drawn(drawing, laid),
        "</g>",
        *legend.at(_MARGIN, _MARGIN + below),
        *_lines(foot, _MARGIN, _MARGIN + below + legend.height),
        "</svg>",
        "",
    ]
    return "\n".join(parts)


def in_words(drawing: Drawing) -> str:
    """What the drawing shows, as text: every step with its purpose, every way with its conditions, every note."""
    language = drawing.language
    lines = [
        said(
            "describes",
            language,
            nodes=len(drawing.steps),
            ways=len(drawing.ways),
            start=drawing.start,
            ends=", ".join(drawing.ends) or "?",
        ),
        drawing.subject,
    ]
    for step in drawing.steps:
        text = said("step", language, kind=kind_said(step.kind, language), node=step.id, purpose=step.purpose)
        lines.append(f"{text} {passed_words(step, drawing)}".strip())
    for way in drawing.ways:
        conditions = said("joined", language).join(condition.text for condition in way.conditions)
        lines.append(said("way", language, source=way.source, to=way.to, conditions=conditions))
    lines += [note.text for note in drawing.notes]
    lines += [_finding(mark, drawing) for mark in drawing.marks]
    return "\n".join(line for line in lines if line)


def _head(drawing: Drawing, width: float) -> list[_Line]:
    language = drawing.language
    unread = drawing.clinical_review == "none"
    bounds = [("longest_course", drawing.max_sessions), ("longest", drawing.max_turns)]
    bounded = [said(key, language, n=bound) for key, bound in bounds if bound is not None]
    facts = [
        f"{drawing.protocol} {drawing.version}",
        said("release", language, release=drawing.release),
        *(bounded or [said("unbounded", language)]),
        said("unreviewed", language) if unread else said("review", language, who=drawing.clinical_review),
    ]
    lines = [_Line(text=drawing.title, size=_TITLE_SIZE, bold=True), _Line(text=" · ".join(facts), size=_NOTE_SIZE)]
    if drawing.subject:
        lines.append(_Line(text=drawing.subject, size=_NOTE_SIZE, bold=True))
    return _wrapped(lines, width)


def _foot(drawing: Drawing, width: float) -> list[_Line]:
    walk, language = drawing.walk, drawing.language
    lines: list[_Line] = []
    for note in drawing.notes:
        taken = ""
        if walk is not None:
            key = "taken_in" if walk.cohort else "taken"
            taken = f" ({said(key, language, n=note.taken, all=walk.sessions)})"
        lines.append(_Line(text=f"→ {note.text}{taken}", size=_NOTE_SIZE))
    if walk is not None and walk.elsewhere:
        lines.append(_Line(text=said("elsewhere", language, n=walk.elsewhere), size=_NOTE_SIZE))
    lines += [
        _Line(text=_finding(mark, drawing), size=_NOTE_SIZE, bold=mark.severity is Severity.ERROR)
        for mark in drawing.marks
    ]
    return _wrapped(lines, width)


def _finding(mark: Mark, drawing: Drawing) -> str:
    severity = said(str(mark.severity), drawing.language)
    where = f"{mark.node}: " if mark.node is not None else ""
    example = "" if mark.counterexample is None else f" [{mark.counterexample}]"
    line = said("line", drawing.language, n=mark.line)
    return f"▲ {mark.n} {severity} {mark.code}, {line}: {where}{mark.text}{example}"


def _wrapped(lines: Sequence[_Line], width: float) -> list[_Line]:
    return [
        _Line(text=part, size=line.size, bold=line.bold, tint=line.tint)
        for line in lines
        for part in lines_of(line.text, width=width / line.size, most=6, bold=line.bold)
    ]


def _height(lines: Sequence[_Line]) -> float:
    return sum(line.size * LEADING for line in lines)


def _lines(lines: Sequence[_Line], x: float, y: float) -> list[str]:
    drawn: list[str] = []
    for line in lines:
        y += line.size * LEADING
        drawn.append(text_line(line.text, x, y - line.size * (LEADING - 1), line.size, bold=line.bold, tint=line.tint))
    return drawn


@dataclass(frozen=True, slots=True, kw_only=True)
class _Legend:
    """Swatches with their words, in rows."""

    rows: tuple[tuple[tuple[float, str, str], ...], ...]
    height: float

    def at(self, x: float, y: float) -> list[str]:
        drawn: list[str] = []
        for i, row in enumerate(self.rows):
            top = y + i * 19
            for place, swatch, text in row:
                drawn.append(f'<g transform="translate({number(x + place)} {number(top)})">{swatch}</g>')
                drawn.append(text_line(text, x + place + _SWATCH[0] + 5, top + 10, _NOTE_SIZE))
        return drawn


def _legend(drawing: Drawing, width: float, *, wordless: bool) -> _Legend:
    """The shapes and lines that occur, each with its name."""
    language = drawing.language
    kinds = [kind for kind in NodeKind if any(step.kind is kind and not step.missing for step in drawing.steps)]
    items = [(_swatch_of(kind), kind_said(kind, language)) for kind in kinds]
    lines = [line for line in Line if any(way.line is line for way in drawing.ways)]
    items += [(_stroke(DASHES[line], 1.2), said(f"line_{line}", language)) for line in lines]
    if wordless:
        items.append((_stroke("", 1.2), said("line_plain", language)))
    if drawing.walk is not None:
        items.append((_stroke("", 2.8), said("walked_line", language)))
    rows: list[list[tuple[float, str, str]]] = [[]]
    place = 0.0
    for swatch, text in items:
        needed = _SWATCH[0] + 5 + width_of(text) * _NOTE_SIZE + 14
        if rows[-1] and place + needed > width:
            rows.append([])
            place = 0.0
        rows[-1].append((place, swatch, text))
        place += needed
    return _Legend(rows=tuple(tuple(row) for row in rows), height=len(rows) * 19.0 + 4)


def _swatch_of(kind: NodeKind) -> str:
    """The shape of a kind, drawn large and scaled down."""
    width, height = _SWATCH[0] * _SHRUNK, _SWATCH[1] * _SHRUNK
    inner = "".join(
        f'<path d="{path}" fill="none" stroke="{INK}" stroke-width="{_SHRUNK * 0.6}"/>'
        for path in inner_lines(kind, 0, 0, width, height)
    )
    return (
        f'<g transform="scale({1 / _SHRUNK:g})"><path d="{outline(kind, 0, 0, width, height)}" fill="{FILLS[kind]}" '
        f'stroke="{INK}" stroke-width="{_SHRUNK}"/>{inner}</g>'
    )


def _stroke(dashes: str, thick: float) -> str:
    dashed = f' stroke-dasharray="{dashes}"' if dashes else ""
    return f'<path d="M0 6.5H{number(_SWATCH[0])}" stroke="{INK}" stroke-width="{thick}"{dashed}/>'


def _around(drawing: Drawing, width: float) -> float:
    """The height that header, legend and notes will need."""
    return (
        _height(_head(drawing, width))
        + _legend(drawing, width, wordless=True).height
        + _height(_foot(drawing, width))
        + 24
    )
