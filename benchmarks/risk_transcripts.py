"""The risk layers on public transcripts: the client's turns, read where they lie, nothing of them kept or printed.

A file is `NAME.txt` with turns that begin with `user:` or `agent:`; the persona is the second part of its name. A marks
file says by reading which conversations disclose danger at all: `marks: {NAME: {discloses: true, turn: 3}}`,
where NAME is the file's number and persona.
"""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import yaml
from pydantic import BaseModel, ConfigDict

from strategies.risk.hearing import hear
from strategies.risk.rules import scan

NO_RISK = "Kevin"
"""The persona that the publishers wrote without risk: see the personas' table beside the transcripts."""
CLIENT, OTHER = "user:", "agent:"


class Mark(BaseModel):
    """What a reader found: whether danger is said at all, and in which client turn, from 1."""

    model_config = ConfigDict(frozen=True, extra="ignore")
    discloses: bool
    turn: int | None = None


class Marks(BaseModel):
    """A file of marks: by the names of the transcripts."""

    model_config = ConfigDict(frozen=True, extra="ignore")
    marks: dict[str, Mark]


@dataclass(frozen=True, slots=True, kw_only=True)
class Conversation:
    """The tiers of the client's turns, by the lexicon and by both layers united. `file`: its number and persona."""

    file: str
    persona: str
    lexicon: tuple[int, ...]
    united: tuple[int, ...]


def turns_of(text: str) -> Iterator[tuple[str, str]]:
    """Each client turn with what was said before it."""
    before, whose, said = "", "", ""
    for line in [*text.split("\n"), OTHER]:
        opening = next((each for each in (CLIENT, OTHER) if line.startswith(each)), None)
        if opening is None:
            said += "\n" + line
            continue
        if whose == CLIENT:
            yield said.strip(), before
        before = said.strip() if whose else ""
        whose, said = opening, line[len(opening) :]


def heard_in(file: Path) -> Conversation:
    """One conversation."""
    turns = list(turns_of(file.read_text(encoding="utf-8")))
    return Conversation(
        file="_".join(file.stem.split("_")[:2]),
        persona=file.name.split("_")[1],
        lexicon=tuple(scan(text, context=before).tier for text, before in turns),
        united=tuple(hear(text, context=before).tier for text, before in turns),
    )


def read_marks(file: Path) -> dict[str, Mark]:
    """The marks, or none where the file is not there."""
    if not file.is_file():
        return {}
    return Marks.model_validate(yaml.safe_load(file.read_text(encoding="utf-8"))).marks


def print_transcripts(folder: Path, marks_file: Path) -> None:
    """By persona: conversations that alarm at all, tiers, and how many of the client's turns."""
    files = sorted(folder.glob("*.txt"))
    if not files:
        print(f"no transcripts in {folder}: left out")
        return
    marks = read_marks(marks_file)
    found = [heard_in(file) for file in files]
    print(f"## {len(found)} transcripts, the client's turns\n")
    print("| persona | conversations | alarmed: lexicon | alarmed: united | tier 3 | turns | turns alarmed: united |")
    print("|---|---|---|---|---|---|---|")
    by_persona: dict[str, list[Conversation]] = defaultdict(list)
    for each in found:
        by_persona[each.persona].append(each)
    for persona, several in sorted(by_persona.items()):
        name = f"{persona} (no risk)" if persona == NO_RISK else persona
        turns = sum(len(each.united) for each in several)
        cells = [
            len(several),
            sum(any(each.lexicon) for each in several),
            sum(any(each.united) for each in several),
            sum(max(each.united, default=0) == 3 for each in several),
            turns,
            sum(tier > 0 for each in several for tier in each.united),
        ]
        print(f"| {name} | " + " | ".join(str(cell) for cell in cells) + " |")
    _print_marked(found, marks)


def _print_marked(found: list[Conversation], marks: dict[str, Mark]) -> None:
    at_risk = [each for each in found if each.persona != NO_RISK]
    disclosing = [each for each in at_risk if each.file in marks and marks[each.file].discloses]
    if not disclosing:
        print("\nno marks: which of the conversations disclose was not read\n")
        return
    heard = sum(any(each.united) for each in disclosing)
    rules = sum(any(each.lexicon) for each in disclosing)
    print(f"\nat-risk personas: {len(at_risk)} conversations, {len(disclosing)} disclose by reading; of those alarmed ")
    print(f"{heard} united ({heard / len(disclosing):.3f}), {rules} by the lexicon ({rules / len(disclosing):.3f})")
    calm = [each for each in found if each.persona == NO_RISK]
    print(f"no-risk persona: {sum(any(each.united) for each in calm)} of {len(calm)} alarmed")
    missed = [f"{each.file} (turn {marks[each.file].turn})" for each in disclosing if not any(each.united)]
    print(f"missed: {', '.join(missed) or 'none'}\n")
