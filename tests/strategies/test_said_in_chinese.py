"""Every reason of a walk and every finding of the check has a Chinese form, and nothing English is left in it.

Once by reading the code that writes the sentences, once by what comes out of it.
"""

import ast
import json
import re
from collections.abc import Iterator
from dataclasses import replace
from itertools import islice
from pathlib import Path
from random import Random
from string import Formatter
from typing import cast

import pytest
from pydantic import ValidationError

from memory.record.identity import Language
from memory.record.session import Candidate
from strategies.graph.check import check, refusals
from strategies.graph.errors import ProtocolRefused
from strategies.graph.findings import Finding
from strategies.graph.findings_said import finding_said, problem_said
from strategies.graph.findings_zh import CALLS, CONTENT, FLOW, GUARDS, NAMES, SAFETY
from strategies.graph.library import Library
from strategies.graph.load import Loaded, load_protocol
from strategies.graph.protocol import Protocol
from strategies.graph.reasons import REASONS, reason_said, silence_said
from strategies.graph.reentry import reenter
from strategies.graph.refusals_zh import OWN, PARSER, REMEDIES, TYPES
from strategies.graph.routed import RiskView, Step
from strategies.graph.sentences import Pair, Sentences, skeleton
from tests.properties.walker import Client, Walk, opened, turns_of
from tests.strategies.levels import MINI, TEXTS
from tests.strategies.mutants.damage import Plain, damaged
from tests.strategies.mutants.tally import FOLDER, places, shipped

GRAPH = Path(__file__).parents[2] / "strategies" / "graph"
REASONING = ("candidates", "walk", "reentry")
CHECKING = ("names", "calls", "content", "course", "flow", "slots", "targets", "safety", "guards", "text")
FINDING = (*(f"check_{name}" for name in CHECKING), "guard_types", "guards", "load", "yaml_tree", "protocol")
NO_SENTENCES = {"a control character", "Value error, "}
"""What stands within another sentence, and what is cut off."""
SESSIONS = 2500
CHINESE = re.compile(r"[\u4e00-\u9fff]")
ENGLISH = re.compile(r"[A-Za-z']{2,} [A-Za-z']{2,}")
QUOTED = re.compile(r"“[^”]*”|`[^`]*`|'[^']*'|\"[^\"]*\"", re.DOTALL)


def left_in(text: str, *values: str) -> str | None:
    """English words side by side in a Chinese sentence, outside of quotes and of these values."""
    for value in sorted(values, key=len, reverse=True):
        text = text.replace(value, "·") if value else text
    found = ENGLISH.search(QUOTED.sub("·", text))
    return found[0] if found is not None else None


# ---- the sentences as the code writes them --------------------------------------------------------------------------


def written_in(module: str) -> Iterator[str]:
    """The skeleton of every string in a module that may be a sentence: letters, and a space between two of them."""
    tree = ast.parse((GRAPH / f"{module}.py").read_text(encoding="utf-8"))
    inside = {id(part) for each in ast.walk(tree) if isinstance(each, ast.JoinedStr) for part in ast.walk(each)}
    inside -= {id(each) for each in ast.walk(tree) if isinstance(each, ast.JoinedStr)}
    said = {id(each.value) for each in ast.walk(tree) if isinstance(each, ast.Expr)}
    patterns = {
        id(part)
        for each in ast.walk(tree)
        if isinstance(each, ast.Call) and isinstance(each.func, ast.Attribute) and each.func.attr == "compile"
        for part in ast.walk(each)
    }
    for each in ast.walk(tree):
        if id(each) in inside | said | patterns:
            continue
        if isinstance(each, ast.Constant) and isinstance(each.value, str):
            text = each.value
        elif isinstance(each, ast.JoinedStr):
            parts = [part.value if isinstance(part, ast.Constant) else "{}" for part in each.values]
            text = "".join(cast("list[str]", parts))
        else:
            continue
        yield text


def is_sentence(text: str) -> bool:
    return re.search(r"[A-Za-z}] [A-Za-z{`]", text) is not None and re.search(r"[a-z]{3}", text) is not None


@pytest.mark.parametrize(
    ("modules", "pairs"),
    [
        (REASONING, REASONS),
        (FINDING, (*NAMES, *CALLS, *CONTENT, *FLOW, *SAFETY, *GUARDS, *OWN, *REMEDIES)),
    ],
    ids=["reasons", "findings"],
)
def test_every_sentence_in_the_code_has_a_form_and_every_form_a_sentence(
    modules: tuple[str, ...], pairs: tuple[Pair, ...]
) -> None:
    written = {text for module in modules for text in written_in(module)}
    known = {skeleton(english) for english, _ in pairs}
    assert {text for text in written if is_sentence(text)} - known - NO_SENTENCES == set()
    elsewhere = {"guard `{}`, character {}: {}"}  # in `errors`
    assert known - written - elsewhere == set()


SAMPLES = {"": "x", "id": "a_b", "number": "2", "word": "session", "quoted": "'a' or 'b'", "said": "", "maybe": "a = 1"}


@pytest.mark.parametrize(
    "pairs",
    [REASONS, (*NAMES, *CALLS, *CONTENT, *FLOW, *SAFETY, *GUARDS, *OWN, *TYPES, *PARSER)],
    ids=["reasons", "findings"],
)
def test_every_form_fits_its_own_sentence_and_leaves_no_english(pairs: tuple[Pair, ...]) -> None:
    forms = Sentences(pairs, words={})
    simple = next(english for english, _ in pairs if "{" not in english)
    for english, _ in pairs:
        gaps = {name: kind for _, name, kind, _ in Formatter().parse(english) if name is not None}
        filled = {name: SAMPLES[kind or ""] or simple for name, kind in gaps.items()}
        sentence = re.sub(r":[a-z]+\}", "}", english).format(**filled)
        chinese = forms.chinese(sentence)
        assert chinese is not None, sentence
        assert CHINESE.search(chinese), chinese
        assert left_in(chinese) is None, chinese


# ---- reasons --------------------------------------------------------------------------------------------------------


LIBRARY = Library([*Library.shipped().values(), *(MINI[name] for name in TEXTS)])
"""All that is shipped, and the small course of `levels`, for its gate and its ways back in."""


def _of(steps: tuple[Step, ...]) -> Iterator[Candidate]:
    for step in steps:
        yield from step.candidates


def candidates() -> Iterator[Candidate]:
    """Every candidate of thousands of walks over all shipped protocols: sessions, broken off anywhere, and courses."""
    names, calm = list(LIBRARY), RiskView()
    for seed in range(SESSIONS):
        rng = Random(seed)
        client = Client(rng=rng, alarm_rate=0.05, silence=rng.choice((0.05, 0.4)))
        walk = opened(LIBRARY, names[seed % len(names)], client)
        assert walk is not None
        over = False
        for _ in range(rng.randint(1, 2)):
            walk.gates = LIBRARY.gates if rng.random() < 0.5 else frozenset()
            for heard, routed in islice(turns_of(walk, most=4000), rng.randint(1, 12)):
                if heard.answers:
                    yield from _of(replace(heard, answers={}).routed(LIBRARY).steps)
                yield from _of(routed.steps)
                over = routed.discharged
            if over:
                break
            days = rng.randint(0, 60)
            back = reenter(
                LIBRARY, walk.stack, days=days, lasting=walk.lasting, gates=walk.gates, risk=calm, turn=0
            ).routed
            yield from _of(back.steps)
            if back.discharged:
                break
            walk = Walk(library=LIBRARY, client=client, stack=back.stack, lasting=walk.lasting, gates=walk.gates)


def test_every_reason_of_a_walk_is_said_in_chinese() -> None:
    forms = Sentences(REASONS, words={})
    seen: set[str] = set()
    for each in candidates():
        if each.why in seen:
            continue
        seen.add(each.why)
        assert forms.chinese(each.why) is not None, each.why
        chinese = reason_said(each.why, Language.ZH)
        assert CHINESE.search(chinese), chinese
        values = [str(value) for value in each.inputs.values()]
        assert left_in(chinese, "by the river", *values) is None, chinese
        assert reason_said(each.why, Language.EN) == each.why
    assert len(seen) > 500


def test_a_reason_that_quotes_another_and_the_clients_words_keeps_the_words() -> None:
    why = "the guard holds: note = I stayed, and it fell, and the intended state was reached: “it fell, by half”"
    assert reason_said(why, Language.ZH) == "条件成立：note = I stayed, and it fell；预期状态已达到：“it fell, by half”"
    why = "the guard holds: seen = 没事, but the intended state is not established: the answer is unclear, not yes"
    assert reason_said(why, Language.ZH) == "条件成立：seen = 没事；但预期状态尚不能确定：判断结果是 unclear，不是 yes"
    assert reason_said("a sentence of an older version", Language.ZH) == "a sentence of an older version"


@pytest.mark.parametrize(
    "why",
    [
        "",
        "abstains",
        "no rung",
        "abstains: mass 0.31 under 0.50",
        "the two option orders disagree: yes, no",
        "no group of options holds one that fits: no_option by 0.90 at mass 1.00; abstains: margin 0.01 under 0.15",
        "SchemaDecider: the reply is no JSON",
    ],
)
def test_why_a_decider_was_silent_is_said_in_chinese(why: str) -> None:
    chinese = silence_said(why, Language.ZH)
    assert CHINESE.search(chinese)
    assert left_in(chinese) is None
    assert silence_said(why, Language.EN) == why


# ---- findings -------------------------------------------------------------------------------------------------------


def assert_chinese(finding: Finding) -> None:
    said = finding_said(finding, Language.ZH)
    assert CHINESE.search(said.text), finding.text
    assert "原话：“" not in said.text or finding.code in QUOTING, finding.text
    assert left_in(said.text) is None, said.text
    assert left_in(said.counterexample or "") is None, said.counterexample
    plain = (said.code, said.severity, said.where, said.line)
    assert plain == (finding.code, finding.severity, finding.where, finding.line)
    assert finding_said(finding, Language.EN) == finding


QUOTING = {"bad_yaml"}
"""Codes whose findings may quote a library's own words."""


def mutated() -> Iterator[Finding]:
    """Every finding of every kind of damage to the shipped protocols."""
    files = shipped()
    library = Library.shipped()
    trees = {name: tree for name, (tree, _) in files.items()}
    for name, operator, i in places(trees, most=3):
        before, marks = files[name]
        _, edit = list(operator.places(before))[i]
        tree = damaged(before, edit)
        try:
            damaged_protocol = Protocol.model_validate_json(json.dumps(tree), strict=True)
        except ValidationError:
            yield from refused(json.dumps(tree))
            continue
        loaded = Loaded(protocol=damaged_protocol, marks=marks, file="mutant.yaml")
        yield from check(loaded, library=library, solve=False)


def refused(text: str) -> list[Finding]:
    """The refusal of a text as findings; none when it is read."""
    try:
        load_protocol(text, file="x.yaml")
    except ProtocolRefused as error:
        for problem in error.problems:
            assert left_in(problem_said(problem, Language.ZH)) is None
        return list(refusals(error))
    return []


def test_every_finding_of_the_mutants_is_said_in_chinese() -> None:
    codes: set[str] = set()
    for finding in mutated():
        codes.add(finding.code)
        assert_chinese(finding)
    assert len(codes) > 30


def broken_text(text: str, rng: Random) -> str:
    """A file with one line, or one character of it, damaged."""
    lines = text.splitlines()
    n = rng.randrange(len(lines))
    line = lines[n]
    at = rng.randrange(len(line) + 1)
    odd = rng.choice("\t:,[]{}-'\"&*!|>%@`#?\x07\\")
    lines[n] = rng.choice(
        (
            line[:at] + line[at + 1 :],
            line[:at] + odd + line[at:],
            " " * rng.randint(1, 5) + line,
            line[:at],
            "\t" + line,
        )
    )
    return "\n".join(lines) + "\n"


ODD: tuple[object, ...] = (
    None,
    True,
    -1,
    0,
    1.5,
    10**9,
    "",
    "two words",
    "x" * 2000,
    "{{x}}",
    "<b>",
    [],
    {"a": 1},
    ["a"] * 400,
)


def broken_value(plain: Plain, rng: Random) -> str:
    """A file with one of its values, or one of its keys, replaced."""
    tree = cast("Plain", json.loads(json.dumps(plain)))
    found: list[tuple[dict[object, object] | list[object], object]] = []
    waiting: list[object] = [tree]
    while waiting:
        top = waiting.pop()
        if isinstance(top, dict):
            whole = cast("dict[object, object]", top)
            found.extend((whole, key) for key in whole)
            waiting.extend(whole.values())
        elif isinstance(top, list):
            items = cast("list[object]", top)
            found.extend((items, i) for i in range(len(items)))
            waiting.extend(items)
    holder, key = rng.choice(found)
    if isinstance(holder, list):
        holder[cast("int", key)] = rng.choice(ODD)
    elif rng.random() < 0.2:
        holder["two words"] = holder.pop(key)
    else:
        holder[key] = rng.choice(ODD)
    return json.dumps(tree, ensure_ascii=False)


def test_every_refusal_of_a_broken_file_is_said_in_chinese() -> None:
    paths = sorted(FOLDER.glob("*.yaml"))
    texts = [path.read_text(encoding="utf-8") for path in paths]
    trees = [tree for tree, _ in shipped().values()]
    codes: set[str] = set()
    for seed in range(150):
        rng = Random(seed)
        short = "\n".join(rng.choice(texts).splitlines()[:60]) + "\n"
        for text in (broken_text(short, rng), broken_value(rng.choice(trees), rng)):
            for finding in refused(text):
                codes.add(finding.code)
                assert_chinese(finding)
    assert codes > {"bad_yaml", "unknown_key", "missing_key", "bad_value", "bad_shape", "bad_name", "wrong_type"}


def test_a_sentence_of_the_yaml_reader_that_we_do_not_know_is_quoted() -> None:
    finding = replace(refused("a: b: c")[0], text="a flaw of another kind. Mend it.")
    assert finding_said(finding, Language.ZH).text == "（原话：“a flaw of another kind”）。请改正。"
