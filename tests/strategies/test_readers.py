"""Deterministic readers in both languages: what the words say, where, or nothing."""

from datetime import date

import pytest

from memory.record.session import SlotValue
from strategies.course.readers import Read, UnknownReader, read_slot
from strategies.course.readers_answer import names_a_task

TODAY = date(2026, 3, 4)  # a Wednesday


def value(read: Read | None) -> SlotValue:
    return None if read is None else read.value


@pytest.mark.parametrize(
    ("text", "rating"),
    [
        ("7", 7),
        ("maybe a four", 4),
        ("6 out of 10", 6),
        ("6/10", 6),
        ("七分", 7),
        ("大概五分吧", 5),
        ("四", 4),
        ("10", 10),
        ("I'd say a six today", 6),
        ("I woke up at 7 and it's maybe a 3", 3),
        ("On a scale of 1 to 10, a 5", 5),
        ("Last week 3, but today 5", 5),
        ("昨天睡了6个小时，心情4分", 4),
        ("About a 4, low but better than last week", 4),
        ("四分，比上周好一点", 4),
        ("今天是3", 3),
        ("six or seven", 6),
        ("六七分", 6),
        ("slept 6 hours", None),
        ("on March 3rd", None),
        ("I have 3 kids", None),
        ("三点才睡", None),
        ("two weeks ago", None),
        ("一般", None),
        ("One of my friends came over", None),
        ("11", None),
        ("5.5", None),
        ("3 or maybe 8, 9", None),
    ],
)
def test_a_rating_is_read_and_hours_dates_and_counts_are_not(text: str, rating: int | None) -> None:
    assert value(read_slot("rating", text, type="int", range=(0, 10), today=TODAY)) == rating


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("about 5 hours", 5),
        ("五个小时", 5),
        ("六个半小时", 6.5),
        ("five and a half hours", 5.5),
        ("5 or 6 hours", 5.5),
        ("3", 3),
        ("I went to bed at 11 and slept 6 hours", 6),
        ("晚上11点睡，睡了四个小时", 4),
        ("三次", 3),
        ("half an hour", 0.5),
        ("not much", None),
    ],
)
def test_a_number_is_read_with_its_unit(text: str, number: float | None) -> None:
    assert value(read_slot("number", text, type="float", range=(0, 24), today=TODAY)) == number


@pytest.mark.parametrize(
    ("text", "answer"),
    [
        ("Yes", "yes"),
        ("yeah, sometimes", "yes"),
        ("I have, a few times", "yes"),
        ("Yes, I feel safe", "yes"),
        ("有", "yes"),
        ("有一点", "yes"),
        ("想过", "yes"),
        ("嗯", "yes"),
        ("是的", "yes"),
        ("有时候会", "yes"),
        ("会", "yes"),
        ("Not really", "no"),
        ("I don't think so", "no"),
        ("I don’t think so", "no"),
        ("Well, no, not lately", "no"),
        ("没有", "no"),
        ("不想", "no"),
        ("没想过", "no"),
        ("嗯，没有", "no"),
        ("不会", "no"),
        ("nothing like that", "no"),
        ("I'd rather not say", "refused"),
        ("不想说", "refused"),
        ("不想回答这个", "refused"),
        ("skip", "refused"),
        ("maybe", None),
        ("I don't know", None),
        ("也许吧", None),
        ("不知道", None),
        ("对不起", None),
        ("the weather is nice", None),
    ],
)
def test_yes_no_and_refusal_are_told_apart_and_unclear_reads_as_nothing(text: str, answer: str | None) -> None:
    assert value(read_slot("yes_no", text, type="enum", values=["yes", "no", "refused"], today=TODAY)) == answer


def test_a_refusal_is_nothing_where_the_slot_does_not_allow_it() -> None:
    assert read_slot("yes_no", "I'd rather not say", type="enum", values=["yes", "no"], today=TODAY) is None


def test_a_bool_slot_gets_a_bool() -> None:
    assert value(read_slot("yes_no", "没有", type="bool", today=TODAY)) is False


@pytest.mark.parametrize(
    ("text", "status"),
    [
        ("I did it every day", "done"),
        ("I wrote three entries", "done"),
        ("做了", "done"),
        ("每天都写了", "done"),
        ("都做完了", "done"),
        ("I did it twice", "partial"),
        ("I didn't finish it", "partial"),
        ("做了一半", "partial"),
        ("只做了两次", "partial"),
        ("没写完", "partial"),
        ("No, I forgot", "none"),
        ("I didn't get around to it", "none"),
        ("没做", "none"),
        ("忘了", "none"),
        ("没来得及写", "none"),
        ("You didn't set any homework", "not_set"),
        ("上次没有布置作业", "not_set"),
        ("the weather", None),
    ],
)
def test_what_became_of_homework_is_read(text: str, status: str | None) -> None:
    values = ["done", "partial", "none", "not_set"]
    assert value(read_slot("homework_status", text, type="enum", values=values, today=TODAY)) == status


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("tomorrow", "2026-03-05"),
        ("明天", "2026-03-05"),
        ("last Friday", "2026-02-27"),
        ("上周五", "2026-02-27"),
        ("下周一", "2026-03-09"),
        ("next Monday", "2026-03-09"),
        ("two weeks ago", "2026-02-18"),
        ("三天前", "2026-03-01"),
        ("March 3rd", "2026-03-03"),
        ("3月10号", "2026-03-10"),
        ("2025年12月1日", "2025-12-01"),
        ("两周后", "2026-03-18"),
        ("the day after tomorrow", "2026-03-06"),
        ("2026-02-11", "2026-02-11"),
        ("十二月二十五日", "2025-12-25"),
        ("I may go", None),
        ("2026-02-31", None),
    ],
)
def test_a_date_is_read_against_the_day_of_the_talk(text: str, day: str | None) -> None:
    assert value(read_slot("date", text, type="date", today=TODAY)) == day


def test_a_sentence_is_the_first_with_something_in_it() -> None:
    text = "Hi. Yes. I argued with my boss at 6.30 today! It was bad."
    assert read_slot("sentence", text, type="text", today=TODAY) == Read(
        value="I argued with my boss at 6.30 today!",
        start=9,
        end=45,
        quote="I argued with my boss at 6.30 today!",
        confidence=0.7,
    )
    assert (
        value(read_slot("sentence", "嗯。今天跟老板吵架了。很难受", type="text", today=TODAY)) == "今天跟老板吵架了。"
    )
    assert read_slot("sentence", "Yes.", type="text", today=TODAY) is None


def test_offsets_are_code_points_into_the_words_as_given() -> None:
    text = "😀 嗯…… maybe a four?"
    read = read_slot("rating", text, type="int", range=(0, 10), today=TODAY)
    assert read is not None
    assert (text[read.start : read.end], read.quote) == ("four", "four")


def test_a_slot_without_reader_reads_nothing_and_an_unknown_reader_is_refused() -> None:
    assert read_slot(None, "7", type="int", today=TODAY) is None
    with pytest.raises(UnknownReader):
        read_slot("mood_ring", "7", type="int", today=TODAY)


@pytest.mark.parametrize(
    ("words", "task"),
    [
        ("I could walk to the slipway after supper, ten minutes.", True),
        ("那我试试晚饭以后去河边走十分钟。", True),
        ("大概也是7分吧。", False),
        ("The sigh, and what she said about the room.", False),
    ],
)
def test_words_are_a_task_only_when_they_hold_an_intention_a_doing_or_a_time(words: str, task: bool) -> None:
    assert names_a_task(words) is task
