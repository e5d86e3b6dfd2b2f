"""Which step a phrase means: by number, by the manner of counting, by title."""

import re
from dataclasses import dataclass
from typing import Final

from strategies.sop.blocks import BlockKind
from strategies.sop.conditions import is_chinese
from strategies.sop.cut import sentences
from strategies.sop.markers import MarkerKind
from strategies.sop.outline import Entry
from strategies.sop.piece import Piece
from strategies.sop.references import Go, GoKind
from strategies.sop.states import is_state

_STOP: Final = frozenset(
    (
        "the", "a", "an", "of", "to", "and", "or", "in", "on", "at", "for", "with", "from", "by", "is", "are", "be",
        "this", "that", "it", "its", "their", "your", "our", "client", "clients", "patient", "patients", "caller",
        "callers", "session", "step", "steps", "stage", "phase", "part", "section", "item", "point", "question",
        "again", "back", "then", "now", "out", "up", "off", "down", "if", "when", "into", "about",
    )
)  # fmt: skip
_HAN_STOP: Final = re.compile(
    "(?:来访者|患者|病人|当事人|来电者|求助者|对方|孩子|家长|治疗师|咨询师|步骤|环节|阶段|部分|"
    "进行|的|了|与|和|对|向|请|并|再|一下|一个|内容)"
)
_PARTS: Final = (MarkerKind.PART, MarkerKind.HAN, MarkerKind.HAN_PAREN)
_QUOTED: Final = re.compile("[“\"「『《‘']")
_QUOTE: Final = "“"
ENOUGH: Final = 0.67
"""A title is meant when so much of the phrase stands in it."""


_PLACES: Final = re.compile(
    r"\b(?:room|office|house|home|door|hospital|ward|desk|phone|toilet|car|clinic|seat|chair|bench|floor|street|bed|"
    r"kitchen|entrance|school|police|shop|window|building|unit|site|scene)\b",
    re.IGNORECASE,
)
"""`Go to the room` is done with the feet."""


@dataclass(frozen=True, slots=True)
class Found:
    """What a phrase means. One entry: that one. Several: it is open which. None: there is no such step."""

    entries: tuple[Entry, ...]

    @property
    def one(self) -> Entry | None:
        """The step, when it is clear."""
        return self.entries[0] if len(self.entries) == 1 else None


class Registry:
    """The steps of one outline."""

    def __init__(self, root: Entry) -> None:
        self.root = root
        self._lines = [(piece.span, tokens(piece.text)) for piece in _lines(root)]
        self.entries = [
            entry for entry in root.below() if entry.kind in (BlockKind.HEADING, BlockKind.ITEM) and entry.id
        ]

    def find(self, go: Go, at: Entry) -> Found:
        """The steps that the phrase, said in `at`, can mean."""
        if go.kind is GoKind.STEP:
            return Found(self._numbered(go, at))
        if go.kind is GoKind.TITLE:
            return Found(self._titled(go, at))
        return Found(())

    def speaks_of(self, go: Go, at: int) -> bool:
        """Whether any sentence but the one that holds place `at` names what the title names."""
        wanted = tokens(go.words)
        if not go.back and len(wanted) < 2 and _PLACES.search(go.words):
            return False
        return bool(wanted) and any(
            not start <= at < end and likeness(wanted, held) >= ENOUGH for (start, end), held in self._lines
        )

    def last_of(self, go: Go, at: Entry) -> Entry | None:
        """The last step of a range such as `steps 4 and 5`."""
        if not go.last:
            return None
        end = Go(kind=GoKind.STEP, start=0, end=0, number=go.last, unit=go.unit)
        return Found(self._numbered(end, at)).one

    def _numbered(self, go: Go, at: Entry) -> tuple[Entry, ...]:
        found = [entry for entry in self.entries if go.number in entry.numbers]
        if len(go.number) == 2 and not found:
            found = [entry for entry in self.entries if entry.counts and go.number in entry.numbers]
        if not found:
            return ()
        if len(go.number) == 1 and len(found) > 1:
            found = [entry for entry in found if not _is_arm(entry)] or found
        wanted = _rank(go)
        best = min(wanted(entry) for entry in found)
        found = [entry for entry in found if wanted(entry) == best]
        if len(found) > 1:
            own = [entry for entry in found if entry.marker is not None and entry.marker.number == go.number]
            found = own or found
        if len(found) > 1:
            depth = min(_depth(entry) for entry in found)
            shallow = [entry for entry in found if _depth(entry) == depth]
            near = _nearest(found, at)
            found = near if len(near) == 1 else shallow
        return tuple(_nearest(found, at))

    def _titled(self, go: Go, at: Entry) -> tuple[Entry, ...]:
        wanted = tokens(go.words)
        if not wanted:
            return ()
        scored: list[tuple[float, Entry]] = []
        plain = _plain(go.words)
        for entry in self.entries:
            if _names_all(entry):
                continue
            if entry is at and (not go.back or f"{_QUOTE}{go.words}" in _QUOTED.sub(_QUOTE, entry.block.words.text)):
                continue
            for text in {entry.block.label.text, entry.block.words.text} - {""}:
                held = tokens(text)
                share = likeness(wanted, held)
                whole = plain and plain in _plain(text)
                if share >= ENOUGH or whole:
                    exact = len(wanted & held) / len(wanted | held)
                    scored.append(((1.0 if whole else share) + exact + (0.3 if plain == _plain(text) else 0.0), entry))
        if not scored:
            return ()
        top = max(score for score, _ in scored)
        found = list(dict.fromkeys(entry for score, entry in scored if score >= top - 0.05))
        if len(found) > 1:
            side = [entry for entry in found if (entry.id <= at.id) == go.back]
            found = side or found
        return tuple(_nearest(found, at))


def _names_all(entry: Entry) -> bool:
    """Whether an entry is the heading over the whole procedure, and names no step of it."""
    alone = entry.parent is not None and not entry.parent.id and len(entry.parent.children) == 1
    return alone and entry.kind is BlockKind.HEADING and not entry.counts


def _is_arm(entry: Entry) -> bool:
    """Whether an item is an answer or a condition, and no step that one could be sent to."""
    label, words = entry.block.label.text, entry.block.words.text
    return (bool(label) and is_state(label)) or bool(re.match(r"(?:if|when)\b|如果|若", words, re.IGNORECASE))


def _lines(root: Entry) -> list[Piece]:
    pieces: list[Piece] = []
    for entry in root.below():
        for words in (entry.block.words, *(cell for row in entry.block.rows for cell in row)):
            pieces.extend(sentences(words))
    return pieces


def _rank(go: Go) -> "_Rank":
    return _Rank(go)


class _Rank:
    """How well an entry's manner of counting fits the words: `part two` a part, `（三）` a bracketed number."""

    def __init__(self, go: Go) -> None:
        self._go = go

    def __call__(self, entry: Entry) -> int:
        kind = entry.marker.kind if entry.marker is not None else MarkerKind.BULLET
        unit = self._go.unit
        if unit.startswith(("part", "section", "stage", "phase")) or unit in ("部分", "阶段", "节"):
            return 0 if kind in _PARTS or entry.kind is BlockKind.HEADING else 1
        if unit == "roman":
            return (0 if kind is MarkerKind.ROMAN else 2) * 10 + len([each for each in entry.above() if each.counts])
        if unit == "（":
            return 0 if kind in (MarkerKind.HAN_PAREN, MarkerKind.PAREN) else 1
        order = {
            MarkerKind.STEP: 0,
            MarkerKind.DIGIT: 1,
            MarkerKind.DECIMAL: 1,
            MarkerKind.PAREN: 1,
            MarkerKind.CIRCLED: 2,
        }
        return order.get(kind, 3)


def _depth(entry: Entry) -> int:
    return sum(each.counts for each in entry.above())


def _nearest(found: list[Entry], at: Entry) -> list[Entry]:
    """Of several, those that share the most of what they stand under with `at`."""
    if len(found) < 2:
        return found
    above = [at, *at.above()]
    depth = {id(entry): i for i, entry in enumerate(reversed(above))}
    shared = [max((depth.get(id(each), -1) for each in entry.above()), default=-1) for entry in found]
    best = max(shared)
    return [entry for entry, how in zip(found, shared, strict=True) if how == best]


def tokens(text: str) -> frozenset[str]:
    """The words that matter, roughly stemmed; Chinese as pairs of signs."""
    text = text.lower()
    if is_chinese(text):
        found: set[str] = set()
        for run in re.findall("[\u3400-\u9fff]+", _HAN_STOP.sub("　", text)):
            found |= {run[i : i + 2] for i in range(len(run) - 1)} if len(run) > 1 else {run}
        return frozenset(found)
    plain = re.sub(r"(?<=\w)['’]s\b", "", text)
    return frozenset(stem(word) for word in re.findall(r"[a-z0-9][a-z0-9-]*", plain) if word not in _STOP)


def likeness(wanted: frozenset[str], held: frozenset[str]) -> float:
    """The share, 0 to 1, of the wanted words that are held; words of one family count in part.

    `summary` and `summing` are one family, `entry` and `enter` distant kin; 查药 is near 先从药单查起, which holds both
    signs.
    """
    if not wanted:
        return 0.0
    signs = {sign for word in held for sign in word if "\u3400" <= sign <= "\u9fff"}
    return sum(_kin(word, held, signs) for word in wanted) / len(wanted)


def _kin(word: str, held: frozenset[str], signs: set[str]) -> float:
    if word in held:
        return 1.0
    if signs and "\u3400" <= word[0] <= "\u9fff":
        return 0.5 if len(word) > 1 and all(sign in signs for sign in word) else 0.0
    best = 0.0
    for other in held:
        short, long_ = sorted((word, other), key=len)
        common = next((i for i, (a, b) in enumerate(zip(short, long_, strict=False)) if a != b), len(short))
        if common >= 3 and common == len(short) and len(long_) - len(short) <= 4:
            best = max(best, 0.8)
        elif common >= 3 and common * 2 >= len(long_):
            best = max(best, 0.4)
    return best


def stem(word: str) -> str:
    """A word without its commonest endings."""
    for ending in ("als", "al", "ings", "ing", "ies", "ied", "ed", "es", "s", "ion", "ions"):
        if word.endswith(ending) and len(word) - len(ending) >= 3:
            cut = word[: -len(ending)]
            cut = cut + "y" if ending in ("ies", "ied") else cut
            if len(cut) > 3 and cut[-1] == cut[-2] and cut[-1] not in "ls":
                cut = cut[:-1]
            return cut.rstrip("e")
    return word.rstrip("e") if len(word) > 3 else word


def _plain(text: str) -> str:
    return re.sub(r"^(?:the|a|an|your)\s+|[^\w]+", " ", text.lower()).strip()
