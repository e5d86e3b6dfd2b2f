"""Output checks on replies of our own writing: recall per family and language, false blocks, speed; a control beside.

    python -m benchmarks.output_checks               # both halves, the lines that ship, speed
    python -m benchmarks.output_checks --misses      # what the tuned half shows wrong; the held half shows figures only
    python -m benchmarks.output_checks --nevers      # every `never` sentence that ships, and what checks it

`held.jsonl` was written before the rules, `tune.jsonl` is what the rules were written with; they share no situation.
The later kinds (pushes to harm and what stands near them, the client's or the instructions' sentences, names, signs
that are no text) stand in both halves with figures of their own.
The control blocks a reply that holds a word of a list that a careful person would write in an hour.
"""

import argparse
import platform
import re
import time
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import product
from pathlib import Path as File
from typing import Literal, get_args

from pydantic import BaseModel, ConfigDict

from memory.record.identity import Language
from strategies.graph.library import Library
from strategies.graph.protocol import words_in
from strategies.risk.paths import Path
from strategies.risk.templates import crisis_reply, variants
from strategies.speech.chat import ChatNonsense, ChatReply
from strategies.speech.checks import check_reply
from strategies.speech.output.check import check_output, findings
from strategies.speech.output.family import AT_NODES, Family
from strategies.speech.output.nevers import families_of

CASES = File(__file__).parent / "output_cases"
HALVES = ("tune", "held")
GOOD = "none"
NODE_NEVERS: dict[Language, dict[Family, str]] = {
    Language.EN: {
        Family.ADVICE: "give advice",
        Family.CHEER: "cheer them on",
        Family.NUMBER: "talk the number up",
        Family.PLAYED_DOWN: "play it down",
        Family.JUDGED: "call the thought wrong",
        Family.ITSELF: "take credit for the therapy",
    },
    Language.ZH: {
        Family.ADVICE: "给建议",
        Family.CHEER: "喊加油",
        Family.NUMBER: "劝对方把分数说高",
        Family.PLAYED_DOWN: "轻描淡写",
        Family.JUDGED: "说想法是错的",
        Family.ITSELF: "把功劳归给治疗",
    },
}
"""What the node of a case of such a family forbids."""

NO_TEXT = "no_text"
"""What is wrong with a reply of which a server's answer cannot be made: a control, a bidirectional control."""

Wrong = Family | Literal["prompt_echo", "no_text"]
Kind = Literal["urging", "client_echo", "claimed_name", "prompt_echo", "no_text"]

_NAIVE = {
    Language.EN: (
        r"\b(?:mg|tablets?|pills?|dose|lithium|wine)\b|\byou have (?:bipolar|depression|ocd|adhd)|\bpromise\b|"
        r"\bsecret\b|"
        r"\bi love\b|\bambulance\b|\bpolice\b|\balways here\b|\bas an ai\b|\blanguage model\b|\bkill\b|"
        r"\bsuicide\b|\brope\b|"
        r"\bknife\b|\brazor\b|\bcalories\b|\bconfront\b|\bhit\b|\blazy\b|\bashamed\b|\bpoisoning\b|\bwatching you\b|"
        r"\bno point\b|\bworthless\b|\bguarantee\b|\bcured\b|\bshould\b|\bproud\b"
    ),
    Language.ZH: (
        "毫克|片|停药|剂量|你有.{0,4}症|保证|秘密|"
        "爱你|救护车|警察|一直都在|人工智能|语言模型|自杀|绳|刀|大卡|对质|打他|懒|丢人|"
        "下毒|监视|没有意义|没用|治好|应该|加油|骄傲"
    ),
}


class Case(BaseModel):
    """One reply, after the client's last words (most have none), and what is wrong with it, or nothing.

    `kind`: of the later kinds, whether it is wrong or a good reply that stands near; `orders`: what the model was told.
    `at`: said at a node that forbids this family, whether it is of it or not.
    """

    model_config = ConfigDict(extra="forbid", frozen=True)

    id: str
    group: str
    lang: Language
    family: Wrong | None
    kind: Kind | None = None
    client: str
    text: str
    orders: str = ""
    at: Family | None = None

    @property
    def nevers(self) -> tuple[str, ...]:
        """What its node forbids."""
        family = self.at or (self.family if isinstance(self.family, Family) else None)
        return (NODE_NEVERS[self.lang][family],) if family is not None and family in AT_NODES else ()


def cases_of(half: str) -> tuple[Case, ...]:
    """The replies of one half."""
    lines = (CASES / f"{half}.jsonl").read_text("utf-8").splitlines()
    return tuple(Case.model_validate_json(line) for line in lines)


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """A reviewed line that ships: where, in which language, and what its node forbids."""

    where: str
    lang: Language
    text: str
    nevers: tuple[str, ...] = ()


def shipped_lines() -> tuple[Line, ...]:
    """Every fallback, other wording and example of the protocols that ship, and every crisis template."""
    found: list[Line] = []
    for compiled in Library.shipped().values():
        for name, node in compiled.protocol.nodes.items():
            for lang, (kind, text) in product(
                Language, (("line", node.fallback), ("again", node.fallback_again), ("example", node.example))
            ):
                if text:
                    nevers = tuple(words_in(each, lang) for each in node.never)
                    found.append(
                        Line(where=f"{compiled.id}.{name}.{kind}", lang=lang, text=words_in(text, lang), nevers=nevers)
                    )
    for lang, path, tier in product(Language, Path, (1, 2, 3)):
        said: list[str] = []
        for _ in range(variants(lang, tier, path)):
            said.append(crisis_reply(lang, tier, region=None, path=path, said=said))
        found += (Line(where=f"template.{path}.{tier}", lang=lang, text=text) for text in said)
    return tuple(found)


@dataclass(frozen=True, slots=True, kw_only=True)
class Tally:
    """Of one family in one language: how many, how many blocked at all, how many for that family among others."""

    cases: int
    blocked: int
    named: int


def reasons(case: Case) -> frozenset[str]:
    """Every reason for which a reply is refused."""
    try:
        text = ChatReply(text=case.text, model="m", finish="stop").text
    except ChatNonsense:
        return frozenset({NO_TEXT})
    found = {each.family for each in findings(text, language=case.lang, client=case.client, nevers=case.nevers)}
    told = check_reply(text, language=case.lang, instructions=(case.orders,)) if case.orders else None
    return frozenset(found if told is None else {*found, told})


def tallies(cases: Sequence[Case]) -> dict[tuple[Language, str], Tally]:
    """By language and family; under `none` the good replies, of which none should be blocked."""
    counts: Counter[tuple[Language, str, str]] = Counter()
    for case in cases:
        found = reasons(case)
        key = (case.lang, case.family or GOOD)
        counts[*key, "cases"] += 1
        counts[*key, "blocked"] += bool(found)
        counts[*key, "named"] += case.family in found
    return {
        key: Tally(cases=counts[*key, "cases"], blocked=counts[*key, "blocked"], named=counts[*key, "named"])
        for key in sorted({(lang, family) for lang, family, _ in counts})
    }


def blocked_share(cases: Sequence[Case], *, good: bool, blocks: Callable[[Case], bool]) -> tuple[int, int]:
    """How many of the good (or bad) replies are blocked, of how many."""
    chosen = [case for case in cases if (case.family is None) is good]
    return sum(map(blocks, chosen)), len(chosen)


def by_rules(case: Case) -> bool:
    """Whether our rules block it."""
    return bool(reasons(case))


def by_words(case: Case) -> bool:
    """Whether the control, a list of words, blocks it."""
    return re.search(_NAIVE[case.lang], case.text.lower()) is not None


def milliseconds(lines: Sequence[Line], *, rounds: int = 3) -> dict[Language, float]:
    """Milliseconds of processor a reply, by language; a first round goes unmeasured."""
    spent: dict[Language, float] = {}
    for lang in Language:
        own = [line for line in lines if line.lang is lang]
        for measured in range(rounds + 1):
            if measured == 1:
                spent[lang] = -time.process_time()
            for line in own:
                check_output(line.text, language=lang, client="I feel watched. 我觉得被监视。", nevers=line.nevers)
        spent[lang] = 1000 * (spent[lang] + time.process_time()) / (rounds * len(own))
    return spent


def show_nevers() -> None:
    """Prints each `never` sentence that ships with the families whose rules check it."""
    said = {
        (words_in(each, Language.EN), words_in(each, Language.ZH))
        for compiled in Library.shipped().values()
        for node in compiled.protocol.nodes.values()
        for each in node.never
    }
    checked = 0
    for english, chinese in sorted(said):
        families = ", ".join(families_of(english)) or "no rule"
        checked += families != "no rule"
        print(f"{english} / {chinese}: {families}")
    print(f"{checked} of {len(said)} are checked by a rule")


def show_half(half: str, *, misses: bool) -> None:
    """Prints one half's figures."""
    cases = cases_of(half)
    print(f"\n{half}: {len(cases)} replies in {len({case.group for case in cases})} groups")
    print(f"{'family':<14}{'en':>22}{'zh-CN':>22}   (blocked, and named right, of all)")
    table = tallies(cases)
    for family in (*Family, GOOD):
        cells = (table.get((lang, family), Tally(cases=0, blocked=0, named=0)) for lang in Language)
        print(f"{family:<14}" + "".join(f"{f'{t.blocked} ({t.named}) of {t.cases}':>22}" for t in cells))
    for kind, lang in product((None, *get_args(Kind)), Language):
        own = [case for case in cases if case.lang is lang and case.kind == kind]
        for name, blocks in (("rules", by_rules), ("control", by_words)):
            (hit, bad), (false, good) = (blocked_share(own, good=wrong, blocks=blocks) for wrong in (False, True))
            print(
                f"{kind or 'families':<13}{lang:<6} {name:<8} recall {hit / bad:.3f} ({hit}/{bad}), "
                f"false {false / good:.3f} ({false}/{good})"
            )
    if misses and half != "held":
        for case in cases:
            if by_rules(case) is (case.family is None):
                print(f"  {case.id} {case.family or GOOD}: {case.client} >> {case.text}")


def main() -> None:
    """Prints the figures with the machine."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--misses", action="store_true")
    parser.add_argument("--nevers", action="store_true")
    given = parser.parse_args()
    if given.nevers:
        show_nevers()
        return
    print(f"Python {platform.python_version()}, {platform.machine()}")
    for half in HALVES:
        show_half(half, misses=given.misses)
    lines = shipped_lines()
    wrong = [
        (line.where, found)
        for line in lines
        if (found := check_output(line.text, language=line.lang, nevers=line.nevers)) is not None
    ]
    print(f"\nlines that ship: {len(wrong)} of {len(lines)} blocked")
    for where, found in wrong:
        print(f"  {where}: {found.family}: {found.words}")
    for lang, spent in milliseconds(lines).items():
        print(f"{lang}: {spent:.3f} ms of processor a reply")


if __name__ == "__main__":
    main()
