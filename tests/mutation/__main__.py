"""`python -m tests.mutation [--module NAME] [--tests GLOB]`: a table, the faults unseen; exit 1 below 95 % seen."""

import argparse
import os
import sys
import tempfile
from collections import Counter
from collections.abc import Iterable, Sequence
from pathlib import Path

os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")  # read when numpy is imported; a fork carries no threads over

import pytest

from tests.mutation.operators import Mutant
from tests.mutation.running import End, Run
from tests.mutation.targets import EQUIVALENT, LEAST, LEFT_OUT, ROOT, TARGETS, TESTS

Key = tuple[str, str, str, str]


def equivalents(path: Path = EQUIVALENT) -> dict[Key, str]:
    """The faults that change nothing anybody can see, with the reason.

    Five lines each: `module function`, `- before`, `+ after`, `= reason`, and an empty one.
    """
    found: dict[Key, str] = {}
    for block in path.read_text(encoding="utf-8").split("\n\n"):
        lines = [line for line in block.splitlines() if line and not line.startswith("#")]
        if lines:
            where, before, after, reason = lines
            module, _, function = where.partition(" ")
            found[module, function, before[2:], after[2:]] = reason[2:]
    return found


def main(arguments: Sequence[str] | None = None) -> int:
    """Runs, prints, and says by its exit whether enough of the faults were seen."""
    asked = argparse.ArgumentParser(prog="python -m tests.mutation", description=__doc__)
    asked.add_argument("--module", action="append", help="one module (may be given again); all without it")
    asked.add_argument("--tests", action="append", help="test files, a glob from the root; the usual ones without it")
    asked.add_argument("--jobs", type=int, default=os.cpu_count() or 1)
    asked.add_argument("--least", type=float, default=LEAST, help="percent that has to be seen")
    asked.add_argument("--watch", action="store_true", help="tells of each fault that goes unseen at once")
    given = asked.parse_args(arguments)
    targets = [each for each in TARGETS if not given.module or each.module in given.module]
    files = [str(path) for each in given.tests or TESTS for path in _files(each)]
    if not targets or not files:
        asked.error("nothing to run: no such module or no such tests")
    run = Run(targets=targets, jobs=given.jobs, watch=_tell if given.watch else lambda _, __: None)
    with tempfile.TemporaryDirectory(prefix="throughline-faults-") as folder:
        options = ["-qq", "--no-header", "--no-summary", "-s", f"--basetemp={folder}/t", f"--rootdir={ROOT}"]
        code = pytest.main([*options, "-o", "tmp_path_retention_policy=failed", *files], plugins=[run])
    if code != pytest.ExitCode.OK or not run.items:
        sys.stdout.write(f"the tests could not be run: {code!r}, {len(run.items)} of them usable\n{_list(run.broken)}")
        return 2
    return report(run, known=equivalents(), least=given.least)


def _tell(mutant: Mutant, end: End) -> None:
    if end is not End.KILLED:
        sys.stderr.write(f"{_shown(mutant)}    {end.value}\n")
        sys.stderr.flush()


def _files(glob: str) -> list[Path]:
    if "::" in glob:  # one test of a file
        return [ROOT / glob]
    return [Path(glob)] if Path(glob).is_absolute() else sorted(ROOT.glob(glob))


def report(run: Run, *, known: dict[Key, str], least: float) -> int:
    """Prints everything; 1 where too few of the faults were seen."""
    counts: dict[str, Counter[End]] = {each.module: Counter() for each in run.targets}
    same: Counter[str] = Counter()
    survivors: list[tuple[Mutant, End]] = []
    reasons: list[str] = []
    wrong: list[str] = []
    for mutant, end in run.results():
        reason = known.get(mutant.key)
        counts[mutant.module][end] += 1
        if end in {End.SURVIVED, End.UNSEEN}:
            if reason is None:
                survivors.append((mutant, end))
            else:
                same[mutant.module] += 1
                reasons.append(f"{_shown(mutant)}    = {reason}\n")
        elif reason is not None:
            wrong.append(_shown(mutant))
    total, equal = sum((each for each in counts.values()), Counter[End]()), same.total()
    write = sys.stdout.write
    write(
        f"{'module':34}{'faults':>8}{'killed':>8}{'timed':>7}{'survived':>10}{'equal':>7}{'share':>8}{'without':>9}\n"
    )
    for module, each in [*counts.items(), ("all", total)]:
        write(_row(module, each, equal if module == "all" else same[module]))
    write(f"\n{len(run.items)} tests, {run.seconds:.0f} s on {run.jobs} processes\n")
    for title, lines in (
        ("Left out", [f"{line}\n" for line in LEFT_OUT]),
        ("Tests that fail without any fault, not used", [f"{line}\n" for line in run.broken]),
        ("Tests too slow to be shown faults", [f"{line}\n" for line in run.slow]),
        ("Equal by reading, with the reason", reasons),
        ("Listed as equal but seen by a test", wrong),
        ("Survivors", [f"{_shown(mutant)}    {end.value}\n" for mutant, end in survivors]),
    ):
        if lines:
            write(f"\n{title} ({len(lines)}):\n{''.join(f'  {line}' for line in lines)}")
    share = _share(total, equal)
    write(f"\nkilled: {_share(total, 0):.1f} % of all, {share:.1f} % without the equal ones; least {least:g} %\n")
    return int(share < least)


def _row(module: str, count: Counter[End], equal: int) -> str:
    seen, lost = count[End.KILLED], count[End.SURVIVED] + count[End.UNSEEN] - equal
    return (
        f"{module:34}{count.total():8}{seen:8}{count[End.TIMED_OUT]:7}{lost:10}{equal:7}"
        f"{_share(count, 0):8.1f}{_share(count, equal):9.1f}\n"
    )


def _share(count: Counter[End], equal: int) -> float:
    """Percent killed; a fault that never ends was seen."""
    of = count.total() - equal
    return 100 * (count[End.KILLED] + count[End.TIMED_OUT]) / of if of else 100.0


def _shown(mutant: Mutant) -> str:
    place = " ".join(filter(None, (mutant.module, ".".join(mutant.path))))
    before, after = _around(mutant.before, mutant.after)
    return f"{place}, line {mutant.line}\n    - {before}\n    + {after}\n"


def _around(before: str, after: str) -> tuple[str, str]:
    """Two long lines, cut to what differs and eighty characters on both sides."""
    same = _alike(before, after)
    alike = _alike(before[same:][::-1], after[same:][::-1])
    start = max(0, same - 80)
    ends = [max(len(line) - alike + 80, 0) for line in (before, after)]
    first, second = (
        f"{'...' if start else ''}{line[start:end]}{'...' if end < len(line) else ''}"
        for line, end in zip((before, after), ends, strict=True)
    )
    return first, second


def _alike(one: str, other: str) -> int:
    """How many characters both begin with."""
    return next((at for at, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), min(len(one), len(other)))


def _list(lines: Iterable[str]) -> str:
    return "".join(f"  {line}\n" for line in lines)


if __name__ == "__main__":
    sys.exit(main())
