"""Danger as clinicians write of it, in the third person: what is told, and whether it is the client's and present.

The lexicon of `strategies.risk` is for a client's own words; here those words are read through it with the persons
exchanged, and the nouns of reports are added ("passive ideation", 自杀意念). A phrase that is denied, another person's,
long past, a figure of speech or dealt with already is kept with that state and warrants nothing by itself.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from memory.record.risk import RiskKind
from memory.state.sufficiency import RiskSeen
from strategies.planning.risk_nouns import (
    ANOTHER,
    BESIDE,
    DENIED_AFTER,
    DENIED_BEFORE,
    FIGURES,
    HANDLED,
    INFORMANT,
    MADE_UP,
    NEWLY,
    NOUNS,
    OF_ANOTHER,
    PAST,
)
from strategies.planning.sentences import clauses, sentences
from strategies.risk.reading import RiskFeature, RiskSpan
from strategies.risk.rules import scan

_NOT_ABOUT_SAFETY = frozenset({RiskKind.MEDICAL_EMERGENCY})


class DangerState(StrEnum):
    """Whether a phrase of danger warrants anything."""

    PRESENT = "present"
    DENIED = "denied"
    ANOTHER = "another"
    PAST = "past"
    FIGURE = "figure"
    HANDLED = "handled"


@dataclass(frozen=True, slots=True, kw_only=True)
class Danger:
    """One phrase in its sentence. `level` 1 to 6 as of decision 19, before `state` is weighed."""

    quote: str
    sentence: str
    level: int
    kind: RiskKind
    state: DangerState


_DEALT_WITH = re.compile(
    rf"(?:{HANDLED.pattern})(?:\s+again)?(?:\W+(?:on\s+\w+day|today|yesterday|last\s+\w+|this\s+\w+))?", re.IGNORECASE
)
"""With when it was dealt with: that is no news of danger."""


def dangers(text: str) -> tuple[Danger, ...]:
    """Every phrase of danger in a report or a case file's wording, with its state."""
    handled = _handled(text)
    found: list[Danger] = []
    for sentence in sentences(text):
        own = [*_nouns(sentence), *_client_words(sentence)]
        found += [
            Danger(
                quote=each.quote,
                sentence=sentence,
                level=each.level,
                kind=each.kind,
                state=DangerState.HANDLED if handled and each.state is DangerState.PRESENT else each.state,
            )
            for each in own
        ]
    return tuple(found)


def _handled(text: str) -> bool:
    """Whether a report says of danger itself that it was dealt with: a word about something else does not count."""
    if NEWLY.search(_DEALT_WITH.sub(" ", text)):
        return False
    return any(
        _ABOUT_DANGER.search(clause) or _bare(clause[: match.start()].strip())
        for sentence in sentences(text)
        for clause in clauses(sentence)
        for match in HANDLED.finditer(clause)
    )


def _bare(before: str) -> bool:
    """Whether the words before one of dealing with it are too short to name anything else."""
    return len(before) <= (4 if before.isascii() else 1)


_ABOUT_DANGER = re.compile(
    r"\b(?:risks?|safety|suicid\w*|self-?harm\w*|harm\w*|thoughts?|ideation|urges?|attempts?|incidents?|crisis|"
    r"danger|alarms?|"
    r"overdos\w*|cut(?:s|ting)?|events?|episodes?|passive|screen\w*|assess\w*|it|this|these|those|that|they|"
    r"which|all)\b|"
    r"风险|安全|念头|想法|自杀|自伤|自残|冲动|危机|筛查|评估|这|那|此|警报|复查|轻生|割",
    re.IGNORECASE,
)


def present_danger(text: str) -> Danger | None:
    """The gravest phrase that is the client's and present; none when there is none."""
    present = [each for each in dangers(text) if each.state is DangerState.PRESENT]
    return max(present, key=lambda each: each.level, default=None)


def risk_told(texts: list[tuple[str, str]]) -> tuple[RiskSeen, ...]:
    """For the verdict on targets: (id, wording) pairs in; those whose wording tells of danger out.

    An alarm that was answered is danger still, and so is an earlier attempt of the client's, unless the same text says
    that there has been nothing since; bodily emergencies are not.
    """
    seen: list[RiskSeen] = []
    for id_, text in texts:
        counting = [
            each
            for each in dangers(text)
            if each.kind not in _NOT_ABOUT_SAFETY
            and (
                each.state in (DangerState.PRESENT, DangerState.HANDLED)
                or (each.state is DangerState.PAST and not DENIED_BEFORE.search(text) and not DENIED_AFTER.search(text))
            )
        ]
        if counting:
            gravest = max(counting, key=lambda each: each.level)
            seen.append(RiskSeen(id=id_, quote=gravest.quote))
    return tuple(seen)


def _nouns(sentence: str) -> Iterator[Danger]:
    """Phrases of reports. Their clause says whether they are denied; their sentence whose and when."""
    plain = FIGURES.sub(lambda match: " " * len(match.group()), sentence)
    passive = [match.span() for match in NOUNS[0][0].finditer(plain)]
    for pattern, level, kind in NOUNS:
        for match in pattern.finditer(plain):
            if level == 2 and any(start <= match.start() and match.end() <= end for start, end in passive):
                continue
            yield Danger(
                quote=sentence[match.start() : match.end()],
                sentence=sentence,
                level=level,
                kind=kind,
                state=_state(plain, match.start(), match.end()),
            )


def _state(sentence: str, start: int, end: int) -> DangerState:
    before, after = sentence[:start], sentence[end:]
    if DENIED_BEFORE.search(_last_clause(before)) or DENIED_AFTER.match(after):
        return DangerState.DENIED
    if _of_another(before, after):
        return DangerState.ANOTHER
    if PAST.search(sentence) and not NEWLY.search(sentence):
        return DangerState.PAST
    return DangerState.PRESENT


def _last_clause(before: str) -> str:
    """The clause that the phrase stands in, up to the phrase."""
    if before.rstrip().endswith((",", "，", "、")):
        return ""
    found = clauses(before)
    return found[-1] if found else ""


def _of_another(before: str, after: str) -> bool:
    """Whether the phrase is another person's: the last one named before it, unless the client comes in again."""
    if OF_ANOTHER.match(after) or MADE_UP.search(before) or MADE_UP.search(after):
        return True
    if INFORMANT.search(before):
        return False
    if _POSSESSED.search(before):
        return True
    others = [match for match in ANOTHER.finditer(before) if not BESIDE.search(before[: match.start()])]
    if not others:
        return False
    rest = before[others[-1].end() :]
    return not (_CLIENT_AGAIN.search(rest) or _CLIENT_NAMED.search(rest))


_CLIENT = re.compile(r"\b(?:client|patient|she|he|they)\b|来访者|患者|当事人|她|他", re.IGNORECASE)
_CLIENT_NAMED = re.compile(r"\b(?:client|patient)\b|来访者|患者|当事人|自己", re.IGNORECASE)
_CLIENT_AGAIN = re.compile(
    r"[,，;；].*(?:\b(?:she|he|they|i)\b|她|他|我)|(?:后|时|因此|就|让|使|令)(?:她|他|我)|\b(?:and|but|so|"
    r"then)\s+(?:\w+\s+){0,2}?(?:she|he|they|i)\b",
    re.IGNORECASE,
)
_POSSESSED = re.compile(
    r"\b[a-z]+'s\s+(?:\w+\s+)?$|(?:朋友|弟弟|哥哥|姐姐|妹妹|母亲|父亲|妈妈|爸爸|同学|同事|邻居|丈夫|妻子)的$",
    re.IGNORECASE,
)


_FIRST_PERSON: tuple[tuple[re.Pattern[str], str], ...] = (
    (re.compile(r"\b(?:him|her|them)sel(?:f|ves)\b", re.IGNORECASE), "myself"),
    (re.compile(r"\b(?:(?:the|this|our)\s+)?(?:client|patient|pt)\b|\b(?:she|he|they)\b", re.IGNORECASE), "I"),
    (re.compile(r"\b(?:his|her|their)\b", re.IGNORECASE), "my"),
    (
        re.compile(
            r"来访者?|患者|当事人|案主|求助者|她(?!们|的?[爸妈父母姐妹哥弟朋同老丈儿女男])|他(?!们|人|"
            r"的?[爸妈父母姐妹哥弟朋同老妻儿女男])"
        ),
        "我",
    ),
)


def _client_words(sentence: str) -> Iterator[Danger]:
    said = FIGURES.sub(lambda match: " " * len(match.group()), sentence)
    for pattern, person in _FIRST_PERSON:
        said = pattern.sub(person, said)
    for span in scan(said).spans:
        if span.level < 1:
            continue
        yield Danger(
            quote=sentence if len(sentence) <= 160 else span.quote,
            sentence=sentence,
            level=span.level,
            kind=span.kind,
            state=_scanned(span, sentence, said[: span.start]),
        )


def _scanned(span: RiskSpan, sentence: str, before: str) -> DangerState:
    features = span.features
    if RiskFeature.IDIOM in features:
        return DangerState.FIGURE
    if RiskFeature.NEGATED in features or DENIED_BEFORE.search(_last_clause(before)):
        return DangerState.DENIED
    done_to_them = span.kind is RiskKind.HARM_FROM_OTHERS  # by another, who stands before it
    if RiskFeature.QUOTED in features or (not done_to_them and _of_another(before, "")):
        return DangerState.ANOTHER
    if RiskFeature.SOMEONE_ELSE in features and not _CLIENT.search(sentence):
        return DangerState.ANOTHER
    if RiskFeature.PAST in features or (PAST.search(sentence) and not NEWLY.search(sentence)):
        return DangerState.PAST
    return DangerState.PRESENT if span.after else DangerState.FIGURE
