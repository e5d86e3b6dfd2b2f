"""The forms in which a drawing leaves: SVG, Mermaid, JSON."""

from enum import StrEnum
from typing import assert_never

from strategies.graph.draw import Drawing
from strategies.graph.draw_mermaid import json_of, mermaid_of
from strategies.graph.draw_svg import svg_of


class Form(StrEnum):
    """How a drawing is written."""

    SVG = "svg"
    MERMAID = "mermaid"
    JSON = "json"

    @property
    def media_type(self) -> str:
        """Its media type over HTTP."""
        return {Form.SVG: "image/svg+xml", Form.MERMAID: "text/vnd.mermaid", Form.JSON: "application/json"}[self]


def written(drawing: Drawing, form: Form) -> str:
    """The drawing as text. The same drawing gives the same bytes."""
    match form:
        case Form.SVG:
            return svg_of(drawing)
        case Form.MERMAID:
            return mermaid_of(drawing)
        case Form.JSON:
            return json_of(drawing)
        case _:
            assert_never(form)
