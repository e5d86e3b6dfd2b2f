"""Where help is, by region: public numbers with the source that publishes them. To be checked again before any use.

`recorded` is the day the row was written down from public knowledge; `checked_by` names who called or looked it up
since, none when nobody has.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from memory.record.identity import Language

_RECORDED = date(2026, 11, 22)


@dataclass(frozen=True, slots=True, kw_only=True)
class Region:
    """One region's numbers. `line` is the crisis line's name in both languages; `police` where it is another number."""

    code: str
    name: Mapping[Language, str]
    emergency: str
    line: Mapping[Language, str]
    line_number: str
    source: str
    police: str | None = None
    recorded: date = _RECORDED
    checked_by: str | None = None


def _region(
    code: str,
    english: str,
    chinese: str,
    emergency: str,
    line: tuple[str, str],
    number: str,
    source: str,
    *,
    police: str | None = None,
) -> Region:
    return Region(
        code=code,
        name={Language.EN: english, Language.ZH: chinese},
        emergency=emergency,
        line={Language.EN: line[0], Language.ZH: line[1]},
        line_number=number,
        source=source,
        police=police,
    )


REGIONS: Mapping[str, Region] = {
    region.code: region
    for region in (
        _region(
            "US",
            "the United States",
            "美国",
            "911",
            ("988 Suicide & Crisis Lifeline", "988 自杀与危机生命线"),
            "988",
            "988lifeline.org",
        ),
        _region(
            "CA", "Canada", "加拿大", "911", ("9-8-8 Suicide Crisis Helpline", "9-8-8 自杀危机热线"), "988", "988.ca"
        ),
        _region(
            "GB",
            "the United Kingdom",
            "英国",
            "999",
            ("Samaritans", "撒玛利亚会（Samaritans）"),
            "116 123",
            "samaritans.org",
        ),
        _region(
            "IE",
            "Ireland",
            "爱尔兰",
            "112",
            ("Samaritans Ireland", "撒玛利亚会（Samaritans）"),
            "116 123",
            "samaritans.org",
        ),
        _region(
            "AU", "Australia", "澳大利亚", "000", ("Lifeline", "生命热线（Lifeline）"), "13 11 14", "lifeline.org.au"
        ),
        _region("NZ", "New Zealand", "新西兰", "111", ("1737, Need to talk?", "1737 倾谈热线"), "1737", "1737.org.nz"),
        _region(
            "SG",
            "Singapore",
            "新加坡",
            "995",
            ("Samaritans of Singapore", "新加坡援人协会"),
            "1767",
            "sos.org.sg",
            police="999",
        ),
        _region(
            "CN",
            "mainland China",
            "中国大陆",
            "120",
            ("national mental health support line", "全国统一心理援助热线"),
            "12356",
            "National Health Commission, notice of December 2024",
            police="110",
        ),
        _region(
            "HK",
            "Hong Kong",
            "香港",
            "999",
            ("Mental Health Support Hotline", "情绪通"),
            "18111",
            "Health Bureau, Hong Kong",
        ),
        _region(
            "TW",
            "Taiwan",
            "台湾",
            "119",
            ("1925 support line", "1925 安心专线"),
            "1925",
            "Ministry of Health and Welfare",
            police="110",
        ),
    )
}
_ALIASES = {"UK": "GB", "USA": "US", "CHN": "CN", "EIRE": "IE"}


def region_of(code: str | None) -> Region | None:
    """The row of a region code ("US", "uk", "GB-SCT", "US-IL"); none when it is not in the table."""
    if code is None:
        return None
    country = code.strip().upper().replace("_", "-").partition("-")[0]
    return REGIONS.get(_ALIASES.get(country, country))


def resources(region: str | None, language: Language) -> str:
    """Where to turn, in a sentence or two; for an unknown region the general rule, and that it is unknown."""
    known = region_of(region)
    if known is None:
        return _GENERAL[language]
    if language is Language.ZH:
        police = f"，报警电话{known.police}" if known.police else ""
        return (
            f"在{known.name[language]}，急救电话是{known.emergency}{police}；"
            f"{known.line[language]}{known.line_number}有人可以听你说。"
        )
    police = f" (police {known.police})" if known.police else ""
    return (
        f"In {known.name[language]}, the emergency number is {known.emergency}{police}, "
        f"and you can reach the {known.line[language]} on {known.line_number}."
    )


_GENERAL: Mapping[Language, str] = {
    Language.EN: (
        "I don't know which country you are in, so I can't name a number for sure. Your local emergency number works "
        "from any phone (112 in most of Europe and on many mobile networks), and any hospital emergency "
        "department can help."
    ),
    Language.ZH: (
        "我不知道你在哪个国家或地区，所以没法确定地给出号码。任何电话都能拨打当地的急救电话"
        "（欧洲大部分地区和很多手机网络是112），任何一家医院的急诊也可以帮助你。"
    ),
}
