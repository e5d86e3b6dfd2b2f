"""Names that stand twice in one object of a JSON text: readers keep the last one and lose the other without a word."""

import json


def repeated_name(text: bytes) -> str | None:
    """The first name that an object has twice; None where each is there once.

    Raises: json.JSONDecodeError, RecursionError (some thousand levels deep).
    """
    found: list[str] = []

    def look(pairs: list[tuple[str, object]]) -> None:
        seen: set[str] = set()
        for name, _ in pairs:
            if name in seen:
                found.append(name)
            seen.add(name)

    json.loads(text.decode("utf-8-sig"), object_pairs_hook=look)
    return found[0] if found else None
