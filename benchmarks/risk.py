"""What the risk layers hear: `python -m benchmarks.risk [--bank FILE ...] [--transcripts FOLDER] [--marks FILE]`.

Both halves of our own bank (or the files given): recall by form, precision, languages, styles, tiers, false pages; the
lexicon alone, the classifier alone and both united side by side, and as a control a plain list of phrases. The lexicon
was mended and the classifier fitted by the training half, so only the held half says what is to be expected. Then the
client's turns of public transcripts and of public talk that is mostly calm, read where they lie, and the speed of a
scan.
"""

import argparse
import os
import platform
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from time import perf_counter

import numpy as np

from benchmarks.risk_talk import print_talk
from benchmarks.risk_transcripts import print_transcripts
from strategies.risk.bank_lines import CODED, EXPLICIT, PASSIVE, BankLine, held_files, read_bank, training_files
from strategies.risk.classifier import shipped
from strategies.risk.hearing import hear
from strategies.risk.normalise import normalise
from strategies.risk.paths import own_path, parts_of
from strategies.risk.rules import scan

DATA = Path("../shared/data")
TRANSCRIPTS = DATA / "vera_mh/conversations"
MARKS = Path(__file__).with_name("risk_marks.yaml")
NAIVE = (
    *("kill myself", "suicide", "suicidal", "want to die", "end my life", "end it all", "hurt myself", "cut myself"),
    *("self-harm", "overdose", "better off dead", "no reason to live", "自杀", "想死", "不想活", "轻生", "结束生命"),
    *("自残", "割腕", "跳楼", "活不下去", "伤害自己"),
)
PAGE = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class Arm:
    """One way of hearing: the tier that it gives to a line."""

    name: str
    tier: Callable[[BankLine], int]


def arms() -> list[Arm]:
    """The naive control, and each layer alone."""
    return [
        Arm(name="naive list", tier=lambda line: int(any(each in line.text.lower() for each in NAIVE))),
        Arm(name="lexicon", tier=lambda line: scan(line.text, context=line.context).tier),
        Arm(name="classifier", tier=_by_classifier),
    ]


def _by_classifier(line: BankLine) -> int:
    folded = normalise(line.text).text
    trained = shipped()
    return int(trained.probability(folded) >= trained.ask_from(folded, lowered=False))


def main() -> None:
    """Prints everything."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("--bank", type=Path, nargs="*", help="files of lines instead of our own two halves")
    parser.add_argument("--half", choices=("train", "held", "both"), default="both")
    parser.add_argument("--transcripts", type=Path, default=TRANSCRIPTS, help="folder of conversations")
    parser.add_argument("--talk", type=Path, default=DATA, help="folder of collections of public talk")
    parser.add_argument("--marks", type=Path, default=MARKS, help="which conversations disclose at all")
    given = parser.parse_args()
    print(f"{_machine()}; Python {platform.python_version()}, numpy {np.__version__}; {platform.platform()}")
    header = shipped().header
    print(f"classifier of bank {header.bank_sha256[:16]}\n")
    banks: dict[str, Sequence[Path]] = {"training half": training_files(), "held-out half": held_files()}
    if given.bank:
        banks = {"given": given.bank}
    elif given.half != "both":
        banks = {name: files for name, files in banks.items() if name.startswith(given.half)}
    lines: tuple[BankLine, ...] = ()
    for name, files in banks.items():
        lines = read_bank(files)
        print_bank(name, lines)
    print_speed(lines)
    print_transcripts(given.transcripts, given.marks)
    print_talk(given.talk)


def print_bank(name: str, lines: Sequence[BankLine]) -> None:
    """One half: its sizes, then every arm and both layers united on the same lines."""
    danger = sum(line.tier > 0 for line in lines)
    groups = len({line.group for line in lines})
    print(f"## {name}: {len(lines)} lines of {groups} groups, {danger} with danger, {len(lines) - danger} without\n")
    readings = [hear(line.text, context=line.context) for line in lines]
    heard = [(arm.name, [arm.tier(line) for line in lines]) for arm in arms()]
    heard.append(("united", [reading.tier for reading in readings]))
    print(
        "| layer | explicit | coded | passive | all danger | precision | asks / 1,000 ordinary | pages / 1,000 calm |"
    )
    print("|---|---|---|---|---|---|---|---|")
    for arm, tiers in heard:
        print(f"| {arm} | " + " | ".join(_figures(lines, tiers)) + " |")
    print()
    _by(lines, heard, "language", lambda line: line.lang.value)
    _by(lines, heard, "style", lambda line: line.style)
    _by(lines, heard, "tier", lambda line: str(line.tier))
    _by(lines, heard, "kind", lambda line: line.kind)
    _by([line for line in lines if not line.tier], _calm(lines, heard), "form without danger", lambda line: line.form)
    print("| layer | tier exact | too low | too high (danger lines that alarm) |\n|---|---|---|---|")
    for arm, tiers in heard:
        pairs = [(line.tier, tier) for line, tier in zip(lines, tiers, strict=True) if line.tier and tier]
        exact, low = sum(a == b for a, b in pairs), sum(b < a for a, b in pairs)
        print(f"| {arm} | {_share(exact, len(pairs))} | {_share(low, len(pairs))} | ", end="")
        print(f"{_share(len(pairs) - exact - low, len(pairs))} |")
    print()
    told = [(line, reading) for line, reading in zip(lines, readings, strict=True) if line.tier and reading.alarm]
    gone = [(line, {part.path for part in parts_of(reading)}) for line, reading in told]
    named = [own_path(line.kind) in paths for line, paths in gone]
    print(
        f"united: of {len(named)} lines of danger that alarm {_share(sum(named), len(named))} go the way of their kind"
    )
    print("(suicide and self-injury each a way, as strategies.risk.paths has it)\n")


def _figures(lines: Sequence[BankLine], tiers: Sequence[int]) -> list[str]:
    pairs = list(zip(lines, tiers, strict=True))

    def recall(wanted: Callable[[BankLine], bool]) -> str:
        at_risk = [tier for line, tier in pairs if line.tier and wanted(line)]
        return _share(sum(tier > 0 for tier in at_risk), len(at_risk))

    alarms = [line for line, tier in pairs if tier]
    ordinary = [tier for line, tier in pairs if line.form == "ordinary"]
    calm = [tier for line, tier in pairs if not line.tier]
    return [
        recall(lambda line: line.form == EXPLICIT),
        recall(lambda line: line.form == CODED),
        recall(lambda line: line.form == PASSIVE),
        recall(lambda _: True),
        _share(sum(line.tier > 0 for line in alarms), len(alarms)),
        _thousand(sum(tier > 0 for tier in ordinary), len(ordinary)),
        _thousand(sum(tier >= PAGE for tier in calm), len(calm)),
    ]


def _calm(lines: Sequence[BankLine], heard: Sequence[tuple[str, list[int]]]) -> list[tuple[str, list[int]]]:
    return [(arm, [tier for line, tier in zip(lines, tiers, strict=True) if not line.tier]) for arm, tiers in heard]


def _by(
    lines: Sequence[BankLine], heard: Sequence[tuple[str, list[int]]], name: str, part: Callable[[BankLine], str]
) -> None:
    """A table: for each part recall and false alarms of every arm."""
    print(f"| {name} | danger | " + " | ".join(f"{arm}: recall, false" for arm, _ in heard) + " |")
    print("|---|---|" + "---|" * len(heard))
    for each in sorted({part(line) for line in lines}):
        cells: list[str] = []
        chosen = [place for place, line in enumerate(lines) if part(line) == each]
        danger = sum(lines[place].tier > 0 for place in chosen)
        for _, tiers in heard:
            right = sum(tiers[place] > 0 and lines[place].tier > 0 for place in chosen)
            false = sum(tiers[place] > 0 and lines[place].tier == 0 for place in chosen)
            cells.append(f"{_share(right, danger)}, {false}/{len(chosen) - danger}")
        print(f"| {each} | {danger} | " + " | ".join(cells) + " |")
    print()


def print_speed(lines: Sequence[BankLine]) -> None:
    """Lines a second of one process, both layers: the median of five rounds."""
    rounds: list[float] = []
    for _ in range(5):
        began = perf_counter()
        for line in lines:
            hear(line.text, context=line.context)
        rounds.append(len(lines) / (perf_counter() - began))
    letters = sum(len(line.text) for line in lines) / max(len(lines), 1)
    print(f"scan: {sorted(rounds)[2]:,.0f} lines a second, one process, lines of {letters:.0f} characters\n")


def _machine() -> str:
    try:
        names = [row for row in Path("/proc/cpuinfo").read_text(encoding="utf-8").splitlines() if "model name" in row]
    except OSError:
        names = []
    return f"{os.cpu_count()} cores, {names[0].partition(':')[2].strip() if names else platform.machine()}"


def _share(part: int, whole: int) -> str:
    return f"{part / whole:.3f}" if whole else "-"


def _thousand(part: int, whole: int) -> str:
    return f"{1000 * part / whole:.1f}" if whole else "-"


if __name__ == "__main__":
    main()
