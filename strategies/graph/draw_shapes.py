"""The outlines of a drawing's boxes: a kind is known by its shape, in black and white too. All are paths in px."""

import math
from typing import Final, assert_never

from strategies.graph.protocol import NodeKind

FILLS: Final = {
    NodeKind.ASSESS: "#eef4fb",
    NodeKind.ASK: "#ffffff",
    NodeKind.PSYCHOEDUCATE: "#f3f0fa",
    NodeKind.INTERVENE: "#e6f3e8",
    NodeKind.HOMEWORK: "#fdf3dd",
    NodeKind.SUMMARISE: "#eef4fb",
    NodeKind.SAFETY: "#fde8e4",
    NodeKind.GATE: "#fbe9c8",
    NodeKind.CALL: "#f2f2f2",
    NodeKind.END: "#e4e4e4",
}
"""Tints that print as nearly white."""

_CUT: Final = 7.0


def number(value: float) -> str:
    """A length with at most one digit after the point."""
    text = f"{value:.1f}"
    return text.removesuffix(".0") if text != "-0.0" else "0"


def _points(*points: tuple[float, float]) -> str:
    return "M" + "L".join(f"{number(x)} {number(y)}" for x, y in points) + "Z"


def outline(kind: NodeKind, x: float, y: float, width: float, height: float) -> str:
    """The border of a box whose upper left corner is (x, y), as the `d` of a path."""
    right, bottom = x + width, y + height
    match kind:
        case NodeKind.ASK:
            return _rounded(x, y, width, height, 9.0)
        case NodeKind.END:
            return _rounded(x, y, width, height, min(height / 2, 22.0))
        case NodeKind.SAFETY:
            cut = _CUT + 4
            return _points(
                (x + cut, y), (right - cut, y), (right, y + cut), (right, bottom - cut), (right - cut, bottom),
                (x + cut, bottom), (x, bottom - cut), (x, y + cut),
            )  # fmt: skip
        case NodeKind.GATE:
            middle = y + height / 2
            return _points(
                (x, middle),
                (x + _CUT, y),
                (right - _CUT, y),
                (right, middle),
                (right - _CUT, bottom),
                (x + _CUT, bottom),
            )
        case NodeKind.PSYCHOEDUCATE:
            cut = _CUT + 4
            return _points((x, y), (right - cut, y), (right, y + cut), (right, bottom), (x, bottom))
        case NodeKind.HOMEWORK:
            cut = _CUT + 4
            return _points((x + cut, y), (right, y), (right, bottom), (x, bottom), (x, y + cut))
        case NodeKind.SUMMARISE:
            dip, half = 5.0, x + width / 2
            return (
                f"M{number(x)} {number(y)}L{number(right)} {number(y)}L{number(right)} {number(bottom - dip)}"
                f"Q{number(half + width / 4)} {number(bottom - 3 * dip)} {number(half)} {number(bottom - dip)}"
                f"T{number(x)} {number(bottom - dip)}Z"
            )
        case NodeKind.ASSESS | NodeKind.INTERVENE | NodeKind.CALL:
            return _points((x, y), (right, y), (right, bottom), (x, bottom))
        case _:
            assert_never(kind)


def inset(kind: NodeKind, place: float, width: float, height: float) -> float:
    """How far the border lies within the upper and lower edge of its box, `place` px from the left edge."""
    corner = min(place, width - place)
    match kind:
        case NodeKind.ASK | NodeKind.END:
            radius = 9.0 if kind is NodeKind.ASK else min(height / 2, 22.0)
            return radius - math.sqrt(radius**2 - max(radius - corner, 0.0) ** 2)
        case NodeKind.SAFETY:
            return max(0.0, _CUT + 4 - corner)
        case NodeKind.GATE:
            return max(0.0, 1 - corner / _CUT) * height / 2
        case _:
            return 0.0


def inner_lines(kind: NodeKind, x: float, y: float, width: float, height: float) -> tuple[str, ...]:
    """Further lines within the border: a second border, side bars, a folded corner."""
    right, bottom = x + width, y + height
    match kind:
        case NodeKind.INTERVENE:
            gap = 2.6
            return (
                _points(
                    (x + gap, y + gap), (right - gap, y + gap), (right - gap, bottom - gap), (x + gap, bottom - gap)
                ),
            )
        case NodeKind.CALL:
            return tuple(f"M{number(at)} {number(y)}V{number(bottom)}" for at in (x + 5, right - 5))
        case NodeKind.PSYCHOEDUCATE:
            cut = _CUT + 4
            return (f"M{number(right - cut)} {number(y)}V{number(y + cut)}H{number(right)}",)
        case NodeKind.ASSESS:
            return (f"M{number(x)} {number(y + 3)}H{number(right)}",)
        case _:
            return ()


def _rounded(x: float, y: float, width: float, height: float, radius: float) -> str:
    r, right, bottom = number(radius), x + width, y + height
    return (
        f"M{number(x + radius)} {number(y)}H{number(right - radius)}A{r} {r} 0 0 1 {number(right)} {number(y + radius)}"
        f"V{number(bottom - radius)}A{r} {r} 0 0 1 {number(right - radius)} {number(bottom)}"
        f"H{number(x + radius)}A{r} {r} 0 0 1 {number(x)} {number(bottom - radius)}"
        f"V{number(y + radius)}A{r} {r} 0 0 1 {number(x + radius)} {number(y)}Z"
    )
