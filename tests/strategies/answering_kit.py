"""A client who answers what is asked, by the slots of the step, and a session held with them turn by turn."""

from collections.abc import Mapping
from dataclasses import dataclass

from memory.record.identity import Language
from strategies.course.errors import ModelAway
from strategies.course.exchange import Exchange
from strategies.graph.protocol import Reader, Slot, SlotType
from tests.strategies.course_kit import SCOPE, SHIPPED, Course, exchange_of

PLAIN: Mapping[Language, Mapping[Reader | None, str]] = {
    Language.EN: {
        Reader.YES_NO: "Yes.",
        Reader.RATING: "About a 5.",
        Reader.NUMBER: "1",
        Reader.HOMEWORK_STATUS: "I did it.",
        Reader.DATE: "On Tuesday.",
        Reader.SENTENCE: "I water the tomatoes with my neighbour on Tuesday.",
        None: "All right, let us go on.",
    },
    Language.ZH: {
        Reader.YES_NO: "是的。",
        Reader.RATING: "大概5分。",
        Reader.NUMBER: "1",
        Reader.HOMEWORK_STATUS: "我做了。",
        Reader.DATE: "星期二。",
        Reader.SENTENCE: "我星期二和邻居一起给番茄浇水。",
        None: "好的，我们接着谈。",
    },
}


@dataclass(frozen=True, kw_only=True)
class Answering:
    """Says `says` (slot -> words) where it is asked, else what the slot's reader can read."""

    language: Language
    says: Mapping[str, str]

    def words(self, protocol: str, node: str) -> str:
        """What is said at a step."""
        slots = SHIPPED[protocol].protocol.slots
        asked = [(name, slots[name]) for name in SHIPPED[protocol].node(node).collects]
        own = [self.says[name] for name, _ in asked if name in self.says]
        if own:
            return own[0]
        return " ".join(dict.fromkeys(self._plain(slot) for _, slot in asked)) or PLAIN[self.language][None]

    def _plain(self, slot: Slot) -> str:
        reader = slot.reader
        if reader is Reader.RATING and slot.range is not None and slot.range[1] > 10:
            return PLAIN[self.language][reader].replace("5", str(int(slot.range[1] // 2)))
        if reader is None and slot.type is SlotType.TEXT:
            return PLAIN[self.language][Reader.SENTENCE]
        return PLAIN[self.language][reader]


async def patient_say(course: Course, text: str, *, key: str) -> Exchange:
    """Says it; where the model is away, the same words again under the same key, as a client's program does."""
    try:
        return exchange_of(await course.take(text, key=key))
    except ModelAway:
        return exchange_of(await course.take(text, key=key))


async def standing(course: Course) -> tuple[str, str]:
    """Protocol and node on top."""
    async with course.store.read(SCOPE) as work:
        top = (await work.sessions.stack(course.session.id)).frames[-1]
    return top.protocol, top.node
