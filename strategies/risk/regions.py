"""Where help is, in words: in full at first, in fewer when the numbers were named before; by region, or by a rule."""

from collections.abc import Mapping, Sequence
from datetime import date, timedelta

from memory.record.identity import Language
from strategies.risk.paths import Path
from strategies.risk.regions_table import ROWS, Region

REGIONS: Mapping[str, Region] = {row.code: row for row in ROWS}
_ALIASES = {"UK": "GB", "USA": "US", "CHN": "CN", "EIRE": "IE", "HKG": "HK", "MAC": "MO", "TWN": "TW"}

STALE_AFTER = timedelta(days=365)
"""A row that was recorded or checked longer ago than this is to be looked up again."""


def region_of(code: str | None) -> Region | None:
    """The row of a region code ("US", "uk", "GB-SCT", "US-IL"); none when it is not in the table."""
    if code is None:
        return None
    parts = code.strip().upper().replace("_", "-").split("-")
    if len(parts) > 1 and parts[0] == "CN" and parts[1] in ("HK", "MO", "TW"):
        return REGIONS[parts[1]]
    return REGIONS.get(_ALIASES.get(parts[0], parts[0]))


def stale_rows(today: date, rows: Sequence[Region] = ROWS) -> tuple[Region, ...]:
    """The rows that nobody has recorded or checked for more than 365 days."""
    return tuple(row for row in rows if today - row.as_of > STALE_AFTER)


def pick(options: Sequence[str], said: Sequence[str]) -> str:
    """The first of `options` that stands in none of `said` (oldest first); else the one that was said longest ago."""
    last = {option: max((at for at, text in enumerate(said) if option in text), default=-1) for option in options}
    return min(options, key=lambda option: last[option])


def resources(
    region: str | None,
    language: Language,
    *,
    path: Path = Path.SUICIDE,
    urgent: bool = False,
    said: Sequence[str] = (),
) -> str:
    """Where to turn, in a sentence or two; `urgent`: the emergency number comes first.

    What `said` (crisis replies before this, oldest first) has named already is pointed back to in other words. For an
    unknown region the general rule, and that it is unknown.
    """
    known = region_of(region)
    if known is None:
        full, short = _GENERAL[language][path is Path.MEDICAL]
        return pick(short, said) if any(each in text for each in full for text in said) else full[0]
    number = _first_number(known, path)
    named = any(number in text for text in said)
    forms = _forms(known, language, _kind(path, urgent=urgent), again=named)
    return pick(forms, said)


def _first_number(known: Region, path: Path) -> str:
    match path:
        case Path.MEDICAL:
            return known.emergency
        case Path.VIOLENCE:
            return known.police or known.emergency
        case _:
            return known.line.number


def _kind(path: Path, *, urgent: bool) -> str:
    match path:
        case Path.MEDICAL | Path.VIOLENCE | Path.OTHERS:
            return path.value
        case _:
            return "urgent" if urgent else "crisis"


def _forms(known: Region, language: Language, kind: str, *, again: bool) -> tuple[str, ...]:
    """The sentences for a region, filled; in full, or such as point back."""
    line = known.violence if kind == Path.VIOLENCE and known.violence is not None else known.line
    police = ""
    if known.police is not None:
        police = f"，报警打 {known.police}" if language is Language.ZH else f", or {known.police} for the police"
    filled = (
        form.format(
            country=known.name[language],
            emergency=known.emergency,
            urgent=known.police or known.emergency,
            police=police,
            line=line.name[language],
            number=line.number,
        )
        for form in _FORMS[language][kind, again]
    )
    return tuple(text[0].upper() + text[1:] for text in filled)


_FORMS: Mapping[Language, Mapping[tuple[str, bool], tuple[str, ...]]] = {
    Language.EN: {
        ("crisis", False): (
            "In {country}, you can talk to {line} on {number}. In an emergency, call {emergency}{police}.",
        ),
        ("crisis", True): (
            "The numbers from before still hold: {number} for {line}, {emergency} in an emergency.",
            "{number} is still there for you, and {emergency} if it can't wait.",
            "You have both numbers: {emergency} when it is urgent, {number} when you need someone to talk to.",
            "As I said, {line} is on {number}, and an emergency call is {emergency}.",
        ),
        ("urgent", False): (
            "The emergency number in {country} is {emergency}{police}. You can also talk to {line} on {number}.",
        ),
        ("urgent", True): (
            "The emergency number is still {emergency}, and {line} is on {number}.",
            "Again, it is {emergency}; and {number} if you need a voice while you wait.",
            "You have the numbers: {emergency} first, {number} to talk to someone.",
        ),
        ("medical", False): ("Please call {emergency} now.",),
        ("medical", True): (
            "Please don't wait with that call: {emergency}.",
            "The number is still {emergency}. Please call it first.",
            "Call {emergency} before anything else, please.",
        ),
        ("others", False): ("In {country}, you can talk to {line} on {number}. If it gets too strong, call {urgent}.",),
        ("others", True): (
            "The numbers are the same: {number} to talk, {urgent} if it gets too strong.",
            "{line} is still on {number}. When you can't hold it, it is {urgent}.",
            "You have both numbers, {number} to talk and {urgent} to stop it.",
        ),
        ("violence", False): (
            "If you are in danger, the number in {country} is {urgent}. You can also talk to {line} on {number}.",
        ),
        ("violence", True): (
            "The numbers from before still hold: {urgent} in danger, {number} to talk it over.",
            "{urgent} is still the number if it becomes dangerous, and {line} is still on {number}.",
            "You know both numbers, {urgent} and {number}. Use them when it is safe for you.",
        ),
    },
    Language.ZH: {
        ("crisis", False): (
            "在{country}，想找人说说，可以打{line} {number}；情况紧急，打 {emergency} 叫急救{police}。",
        ),
        ("crisis", True): (
            "之前说的电话还在：{line} {number}，紧急就打 {emergency}。",
            "还是那两个电话，想找人说话打 {number}，等不了就打 {emergency}。",
            "{number} 还可以打；撑不住的时候，打 {emergency}。",
            "电话你有了，{number} 那头有人听你说，{emergency} 是急救。",
        ),
        ("urgent", False): ("{country}的急救电话是 {emergency}{police}。也可以打{line} {number}，那头有人听你说。",),
        ("urgent", True): (
            "急救电话还是 {emergency}，{line}还是 {number}。",
            "再说一次，先打 {emergency}；想听到人的声音，打 {number}。",
            "电话你有了，先打 {emergency}，{number} 可以陪你说话。",
        ),
        ("medical", False): ("请现在就打 {emergency}。",),
        ("medical", True): (
            "别等了，请打 {emergency}。",
            "还是 {emergency} 这个电话，请先打。",
            "先打 {emergency}，别的都往后放。",
        ),
        ("others", False): ("在{country}，想找人说说，可以打{line} {number}；快压不住了，就打 {urgent}。",),
        ("others", True): (
            "电话还是那两个：想说话打 {number}，快压不住了打 {urgent}。",
            "{line}还是 {number}；实在忍不住的时候，打 {urgent}。",
            "两个号码你都有了，{number} 可以说话，{urgent} 能帮你停下来。",
        ),
        ("violence", False): ("在{country}，有危险就打 {urgent}；想找人商量，可以打{line} {number}。",),
        ("violence", True): (
            "之前说的电话还在：有危险打 {urgent}，想商量打 {number}。",
            "还是那两个号码，{urgent} 和 {number}，在你方便的时候打。",
            "要是危险了，还是打 {urgent}；{line} {number} 也还在。",
        ),
    },
}

_Rule = tuple[tuple[str, ...], tuple[str, ...]]
_GENERAL: Mapping[Language, Mapping[bool, _Rule]] = {
    Language.EN: {
        False: (
            (
                (
                    "I don't know which country you are in, so I can't be sure of a number. In most of Europe it is "
                    "112, and many mobile phones elsewhere understand 112 too. Any hospital emergency department can "
                    "help."
                ),
            ),
            (
                "Your local emergency number still holds, 112 in most of Europe, and so does the nearest hospital.",
                "As before: the emergency number where you are, or any hospital.",
                "You can still call the emergency number of the place you are in, or go to any hospital.",
            ),
        ),
        True: (
            (
                (
                    "Please call your local emergency number now. I don't know which country you are in: it is 112 in "
                    "most of Europe, 911 in North America, 120 in mainland China."
                ),
            ),
            (
                "Please don't wait with that call, whatever the emergency number is where you are.",
                "The emergency number where you are comes first. Please call it.",
                "Call your local emergency number before anything else, please.",
            ),
        ),
    },
    Language.ZH: {
        False: (
            (
                (
                    "我不知道你在哪个国家或地区，没法确定地说出号码。中国大陆的急救电话是 120，"
                    "欧洲大部分国家是 112，很多地方的手机也能打通 112。任何一家医院的急诊都可以帮你。"
                ),
            ),
            (
                "当地的急救电话，或者最近的医院，都还可以找。",
                "还是那句话：打当地的急救电话，或者去任何一家医院。",
                "你那里的急救电话还能打，医院的急诊也还能去。",
            ),
        ),
        True: (
            (
                (
                    "请现在就打当地的急救电话。我不知道你在哪个国家或地区：中国大陆是 120，"
                    "欧洲大部分国家是 112，北美是 911。"
                ),
            ),
            (
                "别等了，请打当地的急救电话。",
                "还是先打急救电话，你那里的号码就行。",
                "先打当地的急救电话，别的都往后放。",
            ),
        ),
    },
}
