"""How Chinese names a time: (去年, 2019年) (三月, 夏天) (初, 中旬, 底), 上上个月, 三年半前, 这半年."""

import re
from collections.abc import Callable
from datetime import date, timedelta

from memory.record.calendar import made_day, one_of
from strategies.course.facts.periods import (
    SCHOOL_AGES,
    Form,
    Part,
    Period,
    Told,
    Unit,
    day_of_month,
    distance_back,
    feast_of,
    form,
    month_of,
    months_back,
    no_day,
    season_of,
    weekend_back,
    weeks_back,
    year_of,
    years_back,
)
from strategies.course.readers_number import chinese_number

_DIGITS = "一二三四五六七八九十"
_N = rf"(?:\d{{1,3}}|[{_DIGITS}两]{{1,3}})"
_COUNT = rf"(?:大概|大约|差不多|快|将近|整整|足足|已经|也)*(?<![\d〇零{_DIGITS}两])(?P<count>半|{_N})"
_UNIT = r"(?P<unit>天|个?星期|个?礼拜|周|个?月|个?季度|年)"
_COUNTED = rf"{_COUNT}个?(?P<half>半(?=[年月]|个))?{_UNIT}(?P<half2>半)?多?"
_UNITS = {"天": Unit.DAY, "周": Unit.WEEK, "星期": Unit.WEEK, "礼拜": Unit.WEEK, "月": Unit.MONTH, "季度": Unit.SEASON}
_YEARS = (
    r"(?:(?:(?P<year>(?:19|20)\d\d)|(?P<written>[一二][〇零九][〇零一二三四五六七八九]{2})|"
    r"(?<!\d)(?P<short>[012]\d))年|"
    r"(?P<back>大前年|前年|去年|今年))"
)
_YEAR = rf"{_YEARS}?的?"
_BACK = {"大前年": 3, "前年": 2, "去年": 1, "今年": 0}
_MONTH_PART = r"(?P<part>上旬|中旬|下旬|初|中(?![国午学秋考间风毒奖])|底|末|尾)?"
_PARTS = {
    "上旬": Part.START,
    "初": Part.START,
    "中旬": Part.SECOND_THIRD,
    "中": Part.MIDDLE,
    "下旬": Part.LATE,
    "底": Part.END,
    "末": Part.END,
    "尾": Part.END,
    "上半年": Part.START,
    "下半年": Part.SECOND_HALF,
}
_SEASONS = {"春": 3, "夏": 6, "秋": 9, "冬": 12}
_SEASON_PARTS = {
    "初": Part.START,
    "入": Part.START,
    "开": Part.START,
    "立": Part.START,
    "深": Part.LATE,
    "暮": Part.LATE,
}
_FEASTS = {
    "国庆": "national day",
    "十一黄金周": "national day",
    "元旦": "new year",
    "跨年": "new year's eve",
    "圣诞": "christmas",
    "平安夜": "christmas eve",
    "五一": "labour day",
    "劳动节": "labour day",
    "六一": "children's day",
    "儿童节": "children's day",
    "三八节": "women's day",
    "妇女节": "women's day",
    "教师节": "teachers' day",
    "清明": "qingming",
    "万圣节": "halloween",
    "情人节": "valentine",
    "春节": "spring festival",
    "过年": "spring festival",
    "大年初一": "spring festival",
    "除夕": "spring festival eve",
    "大年三十": "spring festival eve",
    "元宵": "lantern festival",
    "中秋": "mid-autumn",
    "端午": "dragon boat",
}
_WEEKDAYS = {day: number for number, day in enumerate("一二三四五六日")} | {"天": 6}
_WEEK = r"(?:周|星期|礼拜)"
_FROM = r"(?:打从|自从|从|自|打|到了?|在|于|就在|大概|大约|差不多|好像是?|是)?"
_ON = (
    r"(?:份|期间|前后|左右|那(?:天|会儿?|时候?|阵子|年|个?月)|的时候|的那(?:天|个?月|年)|以后|之后|后(?!来|悔|天)|"
    r"起|开始|以来|的某一?天|晚上|夜里|早上|上午|中午|下午|凌晨|晚|夜)*"
)
"""What may follow a time and belongs to it."""


def _year(match: re.Match[str], told: Told) -> int | None:
    if match["year"]:
        return int(match["year"])
    if match["written"]:
        return int(
            "".join("0" if each in "〇零" else str("〇一二三四五六七八九".index(each)) for each in match["written"])
        )
    if match["short"]:
        return 2000 + int(match["short"])
    return told.today.year - _BACK[match["back"]] if match["back"] else None


def _number(text: str) -> float | None:
    return float(text) if text.isdigit() else 0.5 if text == "半" else chinese_number(text)


def _at(period: Period | None, part: str | None) -> date | None:
    return None if period is None else period.at(_PARTS[part] if part else None)


def _of_month(match: re.Match[str], told: Told) -> date | None:
    month, year = _number(match["month"]), _year(match, told)
    return None if month is None else _at(month_of(int(month), year, told.today), match["part"])


def _day_of(match: re.Match[str], told: Told) -> date | None:
    month, day, year = _number(match["month"]), _number(match["day"]), _year(match, told)
    if month is None or day is None:
        return None
    made = made_day(year or told.today.year, int(month), int(day))
    return made if year or made is None or made <= told.today else made_day(made.year - 1, made.month, made.day)


def _of_season(match: re.Match[str], told: Told) -> date:
    period = season_of(_SEASONS[match["season"]], _year(match, told), told.today, last=bool(match["last"]))
    return period.at(_SEASON_PARTS[match["part"]] if match["part"] else _PARTS[match["end"]] if match["end"] else None)


def _of_year(match: re.Match[str], told: Told) -> date:
    year = _year(match, told)
    period = year_of(year) if match["back"] is None and year else years_back(told.today, _BACK[match["back"] or "今年"])
    day = period.at(_PARTS[match["part"]] if match["part"] else None)
    if day > told.today and year is None:
        day = day.replace(year=day.year - 1)
    return day


def _bare_year_part(match: re.Match[str], told: Told) -> date:
    part = _PARTS[match["part"] or match["half"]]
    day = years_back(told.today, 0).at(part)
    return day if day <= told.today else years_back(told.today, 1).at(part)


def _of_month_back(match: re.Match[str], told: Told) -> date | None:
    back = match["side"].count("上")
    if match["day"]:
        day = _number(match["day"])
        return None if day is None else day_of_month(int(day), back, told.today)
    return _at(months_back(told.today, back), match["part"])


def _bare_month_part(match: re.Match[str], told: Told) -> date:
    day = months_back(told.today, 0).at(_PARTS[match["part"]])
    return day if day <= told.today else months_back(told.today, 1).at(_PARTS[match["part"]])


def _bare_day(match: re.Match[str], told: Told) -> date | None:
    day = _number(match["day"])
    return None if day is None else day_of_month(int(day), None, told.today)


def _of_week(match: re.Match[str], told: Told) -> date:
    back = match["side"].count("上")
    if match["weekday"]:
        monday = told.today - timedelta(days=told.today.weekday() + 7 * back)
        return monday + timedelta(days=_WEEKDAYS[match["weekday"]])
    if match["end"]:
        return weekend_back(told.today, max(back, 1))
    return weeks_back(told.today, back).at(Part.START if match["start"] else None)


def _of_feast(match: re.Match[str], told: Told) -> date | None:
    return feast_of(_FEASTS[match["feast"]], _year(match, told), told.today)


def _distance(match: re.Match[str], told: Told) -> date | None:
    count = _number(match["count"])
    if count is None:
        return None
    half = 0.5 if match["half"] or match["half2"] else 0.0
    return distance_back(told.today, count + half, _UNITS.get(match["unit"].removeprefix("个"), Unit.YEAR))


def _days_ago(match: re.Match[str], told: Told) -> date:
    return told.today - timedelta(days={"前": 2, "大前": 3}[match["side"]])


def _age(match: re.Match[str], told: Told) -> date | None:
    age = _number(match["age"])
    return None if told.born is None or age is None else made_day(told.born + int(age), 1, 1)


def _school(match: re.Match[str], told: Told) -> date | None:
    name = {"小学": "primary", "初中": "secondary", "高中": "sixth", "大学": "university"}[match["school"]]
    return None if told.born is None else made_day(told.born + SCHOOL_AGES[name], 1, 1)


_M = rf"(?P<month>1[0-2]|0?[1-9]|十[一二]?|[{_DIGITS[:9]}])"
_D = rf"(?P<day>[12]\d|3[01]|0?[1-9]|[二三]?十[{_DIGITS[:9]}]?|[{_DIGITS[:9]}])"
_NOT_COUNTED = rf"(?<![个\d{_DIGITS}两半])"
_MIDDLE = r"中(?![国午学秋考间风毒奖])"
_FORMS: tuple[tuple[str, Callable[[re.Match[str], Told], date | None]], ...] = (
    (rf"{_YEAR}{_NOT_COUNTED}{_M}月{_D}[日号]", _day_of),
    (rf"{_YEAR}{_NOT_COUNTED}{_M}月份?{_MONTH_PART}(?![\d{_DIGITS}]+[日号]|[子亮饼经薪租供])", _of_month),
    (rf"{_YEAR}(?P<last>上个)?(?P<part>[初深暮])?(?P<season>[春夏秋冬])[天季](?P<end>初|中|末|底|尾)?", _of_season),
    (rf"{_YEAR}(?P<last>(?!))?(?P<part>[入开立])(?P<season>[春夏秋冬])(?P<end>(?!))?", _of_season),
    (rf"{_YEARS}的?年?(?P<part>初|{_MIDDLE}|底|末|尾|上半年|下半年)", _of_year),
    (
        (
            rf"(?!\d\d年){_YEARS}(?P<part>(?!))?(?![级纪龄轻薪假夜货底])(?!(?:都|已经|刚|快|满|虚岁|"
            rf"周岁)*[\d{_DIGITS}]{{1,3}}(?:岁|了?[,，。]|了?$))"
        ),
        _of_year,
    ),
    (rf"(?<![去今前\d{_DIGITS}个])(?:年(?P<part>初|{_MIDDLE}|底|末|尾)|(?P<half>[上下]半年))", _bare_year_part),
    (rf"(?P<side>上+个?|这个?|本)月份?{_MONTH_PART}(?:的?{_D}[日号])?", _of_month_back),
    (rf"(?<![个份{_DIGITS}\d年上这本])月(?P<part>初|底|末)", _bare_month_part),
    (rf"(?<![月\d{_DIGITS}第]){_D}号(?![线楼院码房床病店字人])", _bare_day),
    (
        (
            rf"(?P<side>上+|这|本)一?个?{_WEEK}(?:(?P<weekday>[一二三四五六日天])|(?P<end>末)|"
            rf"(?P<start>初))?(?![刊边围期])"
        ),
        _of_week,
    ),
    (rf"{_YEAR}(?P<feast>{one_of(tuple(_FEASTS))})节?(?:放?假|长假|黄金周)?(?:前(?![夫妻任男女台后]))?", _of_feast),
    (r"(?P<side>大前|前)[天晚夜]", _days_ago),
    (rf"[我他她]?(?P<age>\d{{1,2}}|[{_DIGITS}]{{1,3}})岁(?=那|时|的时候|起|开始|就|以后|之后|后|以来)", _age),
    (r"(?<=[从自打])上?(?P<school>小学|初中|高中|大学)(?=的时候|起|开始|以来|就)", _school),
)
_DISTANCES: tuple[str, ...] = (
    rf"{_COUNTED}(?:以前|之前|前)(?![半面后])",
    rf"(?:这|近|最近|过去)的?{_COUNTED}(?:以来|来|里|间|时间)?",
    rf"{_COUNTED}(?:以来|来(?=[，,一我都总老]))",
    rf"{_COUNTED}了(?=[,.;!?，。；！？、\s]|吧|$)",
    rf"(?<![每第前])有?{_COUNTED}都?(?=没|不(?!到))",
)
_RECURRING: tuple[str, ...] = (
    r"每(?:个|一)?(?:天|周|星期|礼拜|月|年)[一二三四五六日天末底初]?|周末(?=都|总|常|会|才)",
    rf"{_WEEK}[一二三四五六日天](?:到|至|和|、){_WEEK}?[一二三四五六日天]",
    r"(?:下+个?|下一个?)(?:周|星期|礼拜|月|年)(?:[一二三四五六日天末]|初|底)?|明年(?:\w月|[春夏秋冬]天)?|[明后]天",
    rf"{_COUNTED}(?:以后|之后|后|内)",
)
_VAGUE: tuple[str, ...] = (
    r"(?:好几|十几|几十|几|若干)个?(?:天|星期|礼拜|周|月|年)多?(?:以前|之前|前|以来|来|了)?",
    r"前[几两]个?(?:天|月|周|年)|前阵子|前段时间|[那这]几个?[年天月]|这两天",
)
CHINESE_TIMES: tuple[Form, ...] = (
    *(form(rf"{_FROM}(?P<core>{regex}){_ON}", value, vague=value in {_age, _school}) for regex, value in _FORMS),
    *(form(regex, _distance, distance=True) for regex in _DISTANCES),
    *(form(regex, no_day, recurs=True) for regex in _RECURRING),
    *(form(regex, no_day, vague=True) for regex in _VAGUE),
)
