"""The classifier's card: what it was trained on, how, and its cross-validated figures. Pure."""

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from functools import partial

from memory.record.identity import Language
from memory.record.language import language_of
from strategies.risk.bank_lines import BankLine
from strategies.risk.choosing import PRECISION, QUIET, SUSPECT_QUIET, Marks
from strategies.risk.classifier import APART, CHARACTERS, MANY, STRETCH, STRETCH_CHINESE, Classifier
from strategies.risk.fitting import Floats
from strategies.risk.grade_training import is_for
from strategies.risk.grading import TIERS, Grader
from strategies.risk.normalise import normalise


def card(lines: Sequence[BankLine], chances: Floats, classifier: Classifier, *, strength: float, day: str) -> str:
    """The card as Markdown; `chances` are the cross-validated probabilities of `lines`."""
    header = classifier.header
    told = (
        f"# Classifier of danger, {day}",
        "",
        "Layer 3 of the risk layers (docs/safety.md): it raises to tier 1, a direct question, or as graded; it lowers",
        "nothing.",
        "",
        "* **Data**: lines of our own writing, no person's words: `strategies/risk/bank/train*.jsonl`.",
        f"  {_sizes(lines)} SHA-256 over groups, tiers and texts: `{header.bank_sha256[:16]}`.",
        "* **Split**: by hand-written groups (person, situation). `held*.jsonl` was read neither for fitting",
        "  nor for choosing anything here; its figures are printed by `python -m benchmarks.risk`.",
        f"* **Features**: of the folded text, character {CHARACTERS[0]}- to {CHARACTERS[-1]}-grams, Latin words, and",
        f"  pairs of words or Chinese characters up to {APART} places apart; present or not, length 1; hashed into",
        f"  {1 << header.bits} buckets.",
        f"* **Fit**: logistic regression, L2 (strength {strength:g}) over naive Bayes' log-count ratios, L-BFGS,",
        "  weights as signed bytes.",
        "  In each script danger weighs half. Cross-validated over the groups, five folds.",
        f"* **Asks from** p = {header.suspect_latin:.2f} (Latin) and {header.suspect_chinese:.2f} (Chinese) where",
        f"  a suspect word stands, {header.plain_latin:.2f} and {header.plain_chinese:.2f} where none does; at",
        f"  least {header.lowered:.2f} where the lexicon lowered a phrase to nothing: the lowest that keep a precision",
        f"  of {PRECISION:g} of the classifier alone and ask about at most {SUSPECT_QUIET:.0%} and {QUIET:.0%} of",
        "  plain session talk, cross-validated.",
        f"  A text of more than {MANY} stretches ({STRETCH} Latin or {STRETCH_CHINESE} Chinese characters) asks",
        f"  from {header.long:.2f}.",
        "* **Limits**: word pieces, no understanding. It does not read the question before. Half is danger:",
        "  among ordinary turns the share of false alarms is other than here. Nobody clinical has reviewed it.",
        "",
        "Cross-validated, the classifier alone, on the training half:",
        "",
        "| lines | n | danger | recall | precision | false alarms |",
        "|---|---|---|---|---|---|",
    )
    parts = list(told)
    alarmed = [chance >= _from(classifier, line) for line, chance in zip(lines, chances, strict=True)]
    for name, wanted in _slices(lines):
        parts.append(_row(name, [(line, up) for line, up in zip(lines, alarmed, strict=True) if wanted(line)]))
    return "\n".join(parts) + "\n"


def grade_card(lines: Sequence[BankLine], asked: Marks, graded: Mapping[str, Floats], grader: Grader) -> str:
    """What the heads that grade do with the lines that the classifier asks about, cross-validated, as Markdown."""
    calm = sum(line.tier == 0 for line in lines)
    parts = [
        "",
        "Graded, of what it asks about: where a head is sure, the answer is that of tier 2 or 3, or goes the way of",
        "the kind: the surest, that of suicide where none is sure. `right`: of those raised, share that deserves it;",
        "`calm`: raised without danger, of all such lines; kinds were fitted to lines of danger alone.",
        "",
        "| head | sure from (Latin, Chinese) | raised | right | of all it is for | calm |",
        "|---|---|---|---|---|---|",
    ]
    for head in grader.header.heads:
        sure = [head.sure(chinese=language_of(line.text) is Language.ZH) for line in lines]
        up = [a and chance >= least for a, chance, least in zip(asked, graded[head.name], sure, strict=True)]
        due = [is_for(head.name, line) for line in lines]
        raised, right = sum(up), sum(a and b for a, b in zip(up, due, strict=True))
        false = sum(a and not line.tier for a, line in zip(up, lines, strict=True))
        quiet = _share(false, calm) if head.name in TIERS else "-"
        parts.append(
            f"| {head.name} | {head.sure_latin:.2f}, {head.sure_chinese:.2f} | {raised} | {_share(right, raised)} "
            f"| {_share(right, sum(due))} | {quiet} |"
        )
    return "\n".join(parts) + "\n"


def _from(classifier: Classifier, line: BankLine) -> float:
    return classifier.ask_from(normalise(line.text).text, lowered=False)


def _sizes(lines: Sequence[BankLine]) -> str:
    counted = Counter(line.lang for line in lines)
    danger = sum(line.tier > 0 for line in lines)
    groups = len({line.group for line in lines})
    languages = ", ".join(f"{counted[each]} {each.value}" for each in Language)
    return f"{len(lines)} lines ({languages}) of {groups} groups, {danger} with danger."


def _slices(lines: Sequence[BankLine]) -> list[tuple[str, Callable[[BankLine], bool]]]:
    slices: list[tuple[str, Callable[[BankLine], bool]]] = [("all", lambda _: True)]
    slices += [(f"language {each.value}", partial(_is, name="lang", value=each)) for each in Language]
    slices += [(f"tier {each}", partial(_is, name="tier", value=each)) for each in range(4)]
    forms = sorted({line.form for line in lines if line.tier})
    slices += [(f"form {each}", partial(_is, name="form", value=each)) for each in forms]
    styles = sorted({line.style for line in lines})
    slices += [(f"style {each}", partial(_is, name="style", value=each)) for each in styles]
    return slices


def _is(line: BankLine, *, name: str, value: object) -> bool:
    return bool(getattr(line, name) == value)


def _row(name: str, read: Sequence[tuple[BankLine, bool]]) -> str:
    danger = sum(line.tier > 0 for line, _ in read)
    heard = sum(line.tier > 0 and up for line, up in read)
    alarms = sum(up for _, up in read)
    return f"| {name} | {len(read)} | {danger} | {_share(heard, danger)} | {_share(heard, alarms)} | {alarms - heard} |"


def _share(part: int, whole: int) -> str:
    return f"{part / whole:.3f}" if whole else "-"
