"""`python -m tests.strategies.mutants [--most N | --all] [--harmless]`: counts, and every mutant missed."""

import argparse
import sys
import time

from tests.strategies.mutants.tally import Verdict, mutants, table

MOST = 8


def main() -> int:
    """Prints; 1 when a mutant that breaks a promise was accepted."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--most", type=int, default=MOST, help="of each kind of damage, so many places")
    parser.add_argument("--all", action="store_true", help="every kind of damage in every place")
    parser.add_argument("--harmless", action="store_true", help="list what was refused and breaks nothing")
    chosen = parser.parse_args()
    begun = time.perf_counter()
    found = list(mutants(most=None if chosen.all else chosen.most))
    lines = [table(found), f"{time.perf_counter() - begun:.1f} s"]
    lines += [
        f"missed: {each.protocol}: {each.operator}: {each.where}: breaks {', '.join(sorted(each.breaks))};"
        f" found {', '.join(each.codes) or 'nothing'}"
        for each in found
        if each.breaks and each.missed
    ]
    if chosen.harmless:
        lines += [
            f"harmless: {each.protocol}: {each.operator}: {each.where}: {', '.join(each.codes)}"
            for each in found
            if not each.breaks and each.verdict is Verdict.REFUSED
        ]
    sys.stdout.write("\n".join(lines) + "\n")
    return int(any(each.breaks and each.missed for each in found))


if __name__ == "__main__":
    sys.exit(main())
