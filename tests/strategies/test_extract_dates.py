"""When a statement says that something began or ended: one grammar over parts, periods, distances and roles."""

from datetime import date
from itertools import pairwise

import pytest

from strategies.course.facts.extract_dates import read_interval, times_in

TODAY = date(2026, 3, 4)  # a Wednesday


def day(text: str) -> date | None:
    return None if not text else date.fromisoformat(text)


@pytest.mark.parametrize(
    ("text", "since"),
    [
        ("I moved in early 2024", "2024-01-01"),
        ("it began in mid-2024", "2024-07-01"),
        ("in late 2024 we married", "2024-10-01"),
        ("at the end of last year", "2025-12-01"),
        ("since the start of this year", "2026-01-01"),
        ("at the beginning of last month", "2026-02-01"),
        ("towards the end of January", "2026-01-31"),
        ("in the middle of last month", "2026-02-15"),
        ("in late May", "2025-05-21"),
        ("early last week", "2026-02-23"),
        ("at the end of last week", "2026-02-27"),
        ("since last September", "2025-09-01"),
        ("in March last year", "2025-03-01"),
        ("in November of 2023", "2023-11-01"),
        ("the summer before last", "2024-06-01"),
        ("in the autumn of 2022", "2022-09-01"),
        ("the week before last", "2026-02-18"),
        ("the month before last", "2026-01-04"),
        ("the year before last", "2024-03-04"),
        ("the Friday before last", "2026-02-20"),
        ("on Tuesday last week", "2026-02-24"),
        ("the weekend before last", "2026-02-21"),
        ("the day before yesterday", "2026-03-02"),
        ("on the 3rd", "2026-03-03"),
        ("on the 15th", "2026-02-15"),
        ("two and a half years ago", "2023-09-04"),
        ("a year and a half ago", "2024-09-04"),
        ("about fifteen years ago", "2011-03-04"),
        ("twenty-three years back", "2003-03-04"),
        ("a decade ago", "2016-03-04"),
        ("a couple of months ago", "2026-01-04"),
        ("I've worked there for six years", "2020-03-04"),
        ("over the last six months", "2025-09-04"),
        ("these past two weeks", "2026-02-18"),
        ("six weeks now", "2026-01-21"),
        ("it's been two years since", "2024-03-04"),
        ("since Halloween", "2025-10-31"),
        ("over Easter", "2025-04-20"),
        ("on the 5th of June last year", "2025-06-05"),
        ("上个月底", "2026-02-28"),
        ("上个月初", "2026-02-01"),
        ("这个月初", "2026-03-01"),
        ("上上个月", "2026-01-04"),
        ("上个月15号", "2026-02-15"),
        ("十五号", "2026-02-15"),
        ("去年年底", "2025-12-01"),
        ("去年底", "2025-12-01"),
        ("今年年初", "2026-01-01"),
        ("年初", "2026-01-01"),
        ("2019年底", "2019-12-01"),
        ("二〇一九年", "2019-01-01"),
        ("去年下半年", "2025-07-01"),
        ("去年三月中旬", "2025-03-11"),
        ("去年九月初", "2025-09-01"),
        ("前年冬天", "2024-12-01"),
        ("入秋以来", "2025-09-01"),
        ("深秋", ""),
        ("大前年", "2023-03-04"),
        ("大前天", "2026-03-01"),
        ("前天晚上", "2026-03-02"),
        ("上上周三", "2026-02-18"),
        ("上上周末", "2026-02-21"),
        ("上周初", "2026-02-23"),
        ("三年半前", "2022-09-04"),
        ("两个半月前", "2025-12-20"),
        ("差不多十五年以前", "2011-03-04"),
        ("这半年", "2025-09-04"),
        ("最近三个月", "2025-12-04"),
        ("两周以来", "2026-02-18"),
        ("住了三年多了", "2023-03-04"),
        ("我三年没工作", "2023-03-04"),
        ("春节以后", "2026-02-17"),
        ("去年中秋", "2025-10-06"),
        ("五一那天", "2025-05-01"),
    ],
)
def test_a_time_is_read_from_its_parts(text: str, since: str) -> None:
    assert read_interval(text, TODAY).since == day(since)


@pytest.mark.parametrize(
    "text",
    [
        "I may march on",
        "a spring in my step",
        "on Mondays",
        "every Friday",
        "next Tuesday",
        "in two weeks' time",
        "a few weeks ago",
        "several months back",
        "five or six years ago",
        "the other day",
        "a two-year-old son",
        "since I was nine",
        "at the age of 12",
        "I slept five hours",
        "for a while now",
        "one night a week",
        "周一到周五",
        "每周三",
        "每个月初",
        "下周三",
        "明年春天",
        "几年前",
        "十几年前",
        "前几天",
        "三天以后",
        "两岁的女儿",
        "九岁那年",
        "从小学起",
        "干了20年",
        "坐10号线",
        "月饼",
        "中年",
    ],
)
def test_what_recurs_is_to_come_or_is_vague_is_no_day(text: str) -> None:
    found = read_interval(text, TODAY)
    assert (found.since, found.until) == (None, None)


@pytest.mark.parametrize(
    ("text", "since", "until"),
    [
        ("I lived in Leeds from 2015 to 2019", "2015-01-01", "2019-01-01"),
        ("between March 2020 and June 2021", "2020-03-01", "2021-06-01"),
        ("I worked there until the end of last year", "", "2025-12-01"),
        ("up until last spring", "", "2025-03-01"),
        ("I lived there until I was twelve", "", "2002-01-01"),
        ("2015年到2019年住在上海", "2015-01-01", "2019-01-01"),
        ("2019年以前", "", "2019-01-01"),
        ("直到去年", "", "2025-03-04"),
        ("去年九月之前", "", "2025-09-01"),
    ],
)
def test_what_ends_is_told_from_what_begins(text: str, since: str, until: str) -> None:
    found = read_interval(text, TODAY, born=1990)
    assert (found.since, found.until) == (day(since), day(until))


@pytest.mark.parametrize(
    ("text", "since"),
    [
        ("since I was nine", "1999-01-01"),
        ("when I was 20", "2010-01-01"),
        ("since the age of twelve", "2002-01-01"),
        ("at the age of 16", "2006-01-01"),
        ("since primary school", "1996-01-01"),
        ("ever since university", "2008-01-01"),
        ("九岁那年", "1999-01-01"),
        ("二十岁起", "2010-01-01"),
        ("我十二岁的时候", "2002-01-01"),
        ("从小学起", "1996-01-01"),
        ("从高中开始", "2005-01-01"),
    ],
)
def test_an_age_is_a_year_only_where_the_year_of_birth_is_known(text: str, since: str) -> None:
    assert read_interval(text, TODAY, born=1990).since == day(since)
    assert read_interval(text, TODAY).since is None


@pytest.mark.parametrize(
    "text", ["上个月底我搬到了合肥", "Since late May I have lived in Leeds", "2015年到2019年住在上海", ""]
)
def test_the_stretches_that_tell_a_time_never_overlap(text: str) -> None:
    found = times_in(text, TODAY)
    assert all(one.end <= two.core for one, two in pairwise(found))


def test_every_day_of_a_year_reads_the_same_words_to_a_day_that_is_over() -> None:
    words = (
        "at the end of the year",
        "上个月底",
        "月底",
        "年底",
        "last weekend",
        "on the 31st",
        "since last winter",
        "上周五",
    )
    for number in range(1, 366):
        today = date.fromordinal(date(2023, 12, 31).toordinal() + number)
        for text in words:
            since = read_interval(text, today).since
            assert since is not None, (text, today)
            assert since <= today, (text, today)


@pytest.mark.parametrize(
    ("text", "since"),
    [
        ("I moved out Saturday", "2026-02-28"),
        ("she left on Saturday", "2026-02-28"),
        ("last Saturday I packed my things", "2026-02-28"),
        ("I lost my job this past Saturday", "2026-02-28"),
        ("we split up this Saturday", "2026-02-28"),
        ("Sunday I had a panic attack", "2026-03-01"),
        ("they fired me Thursday afternoon", "2026-02-26"),
        ("I was going to call, and he hung up on Monday", "2026-03-02"),
        ("I'm taking sertraline since Sunday", "2026-03-01"),
        ("on Saturday", "2026-02-28"),
        ("周六搬出去的", "2026-02-28"),
        ("上周六我搬出去了", "2026-02-28"),
        ("她星期六走的", "2026-02-28"),
        ("刚过去的周六我们分手了", "2026-02-28"),
        ("从周一我就没上班", "2026-03-02"),
        ("周六", "2026-02-28"),
    ],
)
def test_a_weekday_of_what_happened_is_the_one_before(text: str, since: str) -> None:
    assert read_interval(text, TODAY).since == day(since)


@pytest.mark.parametrize(
    "text",
    [
        "I see her Saturday",
        "I'm moving out on Saturday",
        "she's moving in this Sunday",
        "I will start on Friday",
        "I'll see my dad Saturday",
        "I have an interview on Thursday",
        "my exam is on Friday",
        "we meet Friday",
        "我周六要搬走",
        "周六我会去看她",
        "我打算周五辞职",
        "这周六搬家",
        "星期五我约了医生",
        "周日去看我妈",
    ],
)
def test_a_weekday_of_what_is_planned_or_arranged_is_no_day_of_the_past(text: str) -> None:
    assert read_interval(text, TODAY).since is None
