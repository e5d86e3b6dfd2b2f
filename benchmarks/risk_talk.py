"""How often the risk layers speak up in public talk that is mostly calm, read where it lies, nothing kept or printed.

Chinese counselling courses (PsychEval), Chinese counselling dialogues (CPsyCoun) and English talk among friends
(LoCoMo). Nobody marked them: a few turns do tell of danger, so a share is the most that can be false.
"""

import json
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, cast

from strategies.risk.hearing import hear

CLIENT = frozenset({"client", "user", "来访者"})
SEEKER = "求助者："
STEP = 3
"""Of LoCoMo's turns every so-manieth is read."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Talk:
    """A folder beside the others, and how turns are found in one of its files."""

    name: str
    folder: str
    turns: Callable[[Any], Iterator[str]]


def _by_role(value: Any) -> Iterator[str]:
    """Every `content` or `text` said in the role of a client, wherever in a file it stands."""
    if isinstance(value, dict):
        part = cast("dict[str, Any]", value)
        said = part.get("content") or part.get("text")
        if str(part.get("role", "")).lower() in CLIENT and isinstance(said, str):
            yield said
        for each in part.values():
            yield from _by_role(each)
    elif isinstance(value, list):
        for each in cast("list[dict[str, Any]]", value):
            yield from _by_role(each)


def _by_mark(value: Any) -> Iterator[str]:
    """The lines that the one who seeks help says."""
    for line in cast("list[str]", value):
        if line.startswith(SEEKER):
            yield line.removeprefix(SEEKER)


def _of_friends(value: Any) -> Iterator[str]:
    """Every third turn of whole conversations."""
    for talk in cast("list[dict[str, dict[str, Any]]]", value):
        turns: list[str] = []
        for part in talk["conversation"].values():
            if isinstance(part, list):
                turns += [str(each["text"]) for each in cast("list[dict[str, Any]]", part)]
        yield from turns[::STEP]


TALKS = (
    Talk(name="PsychEval, Chinese courses", folder="psycheval", turns=_by_role),
    Talk(name="CPsyCoun, Chinese dialogues", folder="cpsycoun", turns=_by_mark),
    Talk(name="LoCoMo, English friends", folder="locomo", turns=_of_friends),
)


def print_talk(data: Path) -> None:
    """A row a collection: turns, and of 1,000 of them asked about, screened, paged; by the lexicon alone beside it."""
    print("## public talk, unmarked: of 1,000 turns\n")
    print("| talk | turns | alarms | a question, by the classifier alone | screen | page |\n|---|---|---|---|---|---|")
    for talk in TALKS:
        turns = [
            text
            for file in sorted((data / talk.folder).rglob("*.json"))
            for text in talk.turns(json.loads(file.read_text(encoding="utf-8")))
        ]
        if not turns:
            print(f"| {talk.name} | not there | | | | |")
            continue
        heard = [hear(text) for text in turns]
        tiers = Counter(each.tier for each in heard)
        faint = sum(each.faint for each in heard)
        shares = [1000 * each / len(turns) for each in (len(turns) - tiers[0], faint, tiers[2], tiers[3])]
        print(f"| {talk.name} | {len(turns)} | " + " | ".join(f"{share:.1f}" for share in shares) + " |")
    print()
