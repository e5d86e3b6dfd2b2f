"""Sentences of a reply, English and Chinese."""

import re

_BOUNDARY = re.compile(r"(?<=[.!?…]\s)|(?<=[。！？\n])")


def sentences(text: str) -> list[str]:
    """Cuts a text into sentences; joined again they are the text, character for character."""
    return [piece for piece in _BOUNDARY.split(text) if piece]
