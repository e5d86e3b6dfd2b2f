"""Whether a node's intended state was reached: the closed question that every intervention asks before it leads on."""

from typing import Final

from memory.record.identity import Language
from strategies.graph.protocol import Text

REACHED: Final = "yes"

STATE_OPTIONS: Final[dict[str, Text]] = {
    REACHED: {Language.EN: "Yes, their own words show it", Language.ZH: "是，对方自己的话能说明"},
    "no": {Language.EN: "No", Language.ZH: "否"},
    "unclear": {Language.EN: "It is not clear from these words", Language.ZH: "从这些话里看不清楚"},
}
"""The three answers; only `yes` leads on."""


def state_question(node: str) -> str:
    """The id of the question: no question of a file can have it, for those hold no colon."""
    return f"state:{node}"
