"""What is said after an alarm: fixed lines in both languages, several for each path and tier, chosen by code alone.

No clinician has reviewed them yet (`CLINICAL_REVIEW`). Nothing says that anybody was told, but for one line that may be
said once a named person has acknowledged the call. What was said before, in whatever session, is not said again word
for word as long as there are other words; where help is, is then said in fewer.
"""

from collections.abc import Mapping, Sequence

from memory.record.crisis import SafetyPlan
from memory.record.identity import Language
from strategies.risk import lines_en, lines_zh
from strategies.risk.errors import TierOutOfRange
from strategies.risk.lines import Line, Lines
from strategies.risk.paths import Path
from strategies.risk.regions import pick, resources

CLINICAL_REVIEW = "none"

_LINES: Mapping[Language, Lines] = {Language.EN: lines_en.LINES, Language.ZH: lines_zh.LINES}
_AFTER: Mapping[Language, Lines] = {Language.EN: lines_en.AFTER, Language.ZH: lines_zh.AFTER}
_SEEN: Mapping[Language, Sequence[str]] = {Language.EN: lines_en.SEEN, Language.ZH: lines_zh.SEEN}
_PLAN: Mapping[Language, Mapping[str, str]] = {Language.EN: lines_en.PLAN, Language.ZH: lines_zh.PLAN}
_PLAN_LEAD: Mapping[Language, str] = {Language.EN: lines_en.PLAN_LEAD, Language.ZH: lines_zh.PLAN_LEAD}
_STEP_CHARS = 90


def variants(language: Language, tier: int, path: Path = Path.SUICIDE) -> int:
    """How many different replies a path has at a tier; a tier without words of its own has those of suicide.

    Raises:
        TierOutOfRange: when there are none for it.
    """
    return len(_lines(_LINES[language], path, tier))


def _lines(lines: Lines, path: Path, tier: int) -> Sequence[Line]:
    found = lines.get((path, tier)) or lines.get((Path.SUICIDE, tier))
    if found is None:
        raise TierOutOfRange(tier)
    return found


def crisis_reply(
    language: Language,
    tier: int,
    *,
    region: str | None,
    path: Path = Path.SUICIDE,
    said: Sequence[str] = (),
    ask: bool = True,
    seen: bool = False,
) -> str:
    """The reply to an alarm of a tier, 1 to 3. `said` are the crisis replies before it, of all sessions, oldest first.

    Tiers 2 and 3 say where help is and what can be done now; at a medical emergency that comes before all else.
    `ask=False` leaves the question out, for when a protocol's own first question follows. `seen`: a named person has
    acknowledged the call.

    Raises:
        TierOutOfRange: when `tier` is not 1, 2 or 3.
    """
    options = _lines(_LINES[language], path, tier)
    line = _unsaid(options, said)
    help_ = resources(region, language, path=path, urgent=tier > 2, said=said) if tier > 1 else ""
    known = pick(_SEEN[language], said) if seen else ""
    first = [help_, line.opening, known] if path is Path.MEDICAL else [line.opening, known, help_]
    return _joined(language, [*first, line.do, line.ask if ask else ""])


def after_reply(language: Language, tier: int, *, region: str | None, said: Sequence[str] = ()) -> str:
    """What is said when the screen has ended and its answers reached tier 2 or 3, or one was refused.

    Raises:
        TierOutOfRange: when `tier` is not 2 or 3.
    """
    line = _unsaid(_lines(_AFTER[language], Path.SUICIDE, tier), said)
    return _joined(language, [line.opening, resources(region, language, urgent=tier > 2, said=said), line.do, line.ask])


def seen_lines(language: Language) -> Sequence[str]:
    """The lines that say that a clinician has seen it."""
    return _SEEN[language]


def plan_recalled(plan: SafetyPlan, language: Language) -> str:
    """The steps of a safety plan in the person's own words, a line a part, the newest step of each; "" without any."""
    newest = {step.part.value: step.text for step in plan.steps if step.worked is not False and step.text.strip()}
    named = _PLAN[language]
    quoted = [(named[part], _quoted(newest[part], language)) for part in named if part in newest]
    if not quoted:
        return ""
    colon = "：" if language is Language.ZH else ": "
    return "\n".join([_PLAN_LEAD[language], *(f"{name}{colon}{words}" for name, words in quoted)])


def _quoted(text: str, language: Language) -> str:
    words = " ".join(text.split())
    cut = words if len(words) <= _STEP_CHARS else f"{words[:_STEP_CHARS].rstrip()}…"
    bare = cut.rstrip(".。!！;；,，")
    return f"“{bare}”" if language is Language.ZH else f"“{bare}.”"


def _unsaid(options: Sequence[Line], said: Sequence[str]) -> Line:
    opening = pick([line.opening for line in options], said)
    return next(line for line in options if line.opening == opening)


def _joined(language: Language, parts: Sequence[str]) -> str:
    return ("" if language is Language.ZH else " ").join(filter(None, parts))
