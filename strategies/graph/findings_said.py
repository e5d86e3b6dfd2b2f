"""What the check found, in the language of who reads it. Findings are made in English."""

import re
from dataclasses import replace
from typing import Final

from memory.record.identity import Language
from strategies.graph.errors import Problem
from strategies.graph.findings import CheckReport, Finding
from strategies.graph.findings_zh import CALLS, CONTENT, FLOW, GUARDS, NAMES, PROOFS, SAFETY, WORDS
from strategies.graph.refusals_zh import OWN, PARSER, REMEDIES, TYPES
from strategies.graph.sentences import Sentences

_UNKNOWN: Final = "（原话：“{text}”）"
"""Around the words of a library that we have no form for."""

_REFUSALS: Final = (*OWN, *TYPES, *PARSER)
_REFUSED: Final = (
    ("{file}:{line:number}: [{code:id}] at {field:id}: {why:said}", "{file} 第 {line} 行 {field} 处 [{code}]：{why}"),
    ("{file}:{line:number}: [{code:id}]: {why:said}", "{file} 第 {line} 行 [{code}]：{why}"),
)
"""A refusal as it is printed of a file beside the one that is checked."""

_WITH_REMEDY: Final = tuple((f"{{why:said}}. {english}", f"{{why}}。{chinese}") for english, chinese in REMEDIES)
_QUOTED: Final = tuple((f"{{text}}. {english}", f"（原话：“{{text}}”）。{chinese}") for english, chinese in REMEDIES)
_SENTENCES: Final = Sentences(
    (*_WITH_REMEDY, *_REFUSED, *NAMES, *CALLS, *CONTENT, *FLOW, *SAFETY, *GUARDS, *_REFUSALS, *_QUOTED), words=WORDS
)
_PROOFS: Final = Sentences(PROOFS, words=WORDS)

_VALUES: Final = (
    (re.compile(r"(?<== )any value(?=, |$)"), "任意值"),
    (re.compile(r"(?<== )some other words(?=, |$)"), "任何其他文字"),
    (re.compile(r"(?<== )a day before (\S+?)(?=, |$)"), r"\1 之前的一天"),
    (re.compile(r"(?<== )a day after (\S+?)(?=, |$)"), r"\1 之后的一天"),
    (re.compile(r"(?<== )a day between (\S+) and (\S+?)(?=, |$)"), r"\1 与 \2 之间的一天"),
    (re.compile(r"(^|, )the answer to (\S+) = "), r"\1对 \2 的回答 = "),
    (re.compile(r"^whatever is known$"), "无论已知什么"),
)
"""The words in a counterexample; all else in it are names and values."""


def finding_said(finding: Finding, language: Language) -> Finding:
    """The finding with its text and counterexample in that language."""
    if language is Language.EN:
        return finding
    example = finding.counterexample
    return replace(finding, text=_said(finding.text), counterexample=None if example is None else _example(example))


def report_said(report: CheckReport, language: Language) -> CheckReport:
    """The report with its findings, and what it could not prove, in that language."""
    if language is Language.EN:
        return report
    proofs = report.proofs
    return replace(
        report,
        findings=tuple(finding_said(each, language) for each in report.findings),
        proofs=None
        if proofs is None
        else replace(proofs, open=tuple(_PROOFS.chinese(each) or each for each in proofs.open)),
    )


def problem_said(problem: Problem, language: Language) -> str:
    """One reason to refuse a file, on a line."""
    return str(problem) if language is Language.EN else _said(str(problem))


def _said(text: str) -> str:
    return _SENTENCES.chinese(text) or _UNKNOWN.format(text=text)


def _example(text: str) -> str:
    for pattern, words in _VALUES:
        text = pattern.sub(words, text)
    return text
