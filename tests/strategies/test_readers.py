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


@pytest.mark.parametrize(
    ("text", "rating"),
    [
        ("80/100", 80),
        ("about 70 out of 100", 70),
        ("一百分里七十", 70),
        ("百分之八十", 80),
        ("eighty percent", 80),
        ("80%", 80),
        ("80 percent", 80),
        ("eighty five percent", 85),
        ("twenty-five out of a hundred", 25),
        ("seventy-five", 75),
        ("七十五", 75),
        ("满分一百，大概六十", 60),
        ("八十分", 80),
        ("maybe a 70", 70),
        ("100", 100),
        ("一百", 100),
        ("一百分", 100),
        ("0", 0),
        ("七成", 70),
        ("八成左右", 80),
        ("100分里70分", 70),
        ("one hundred percent", 100),
        ("百分百", 100),
        ("on a scale of 0 to 100, 60", 60),
        ("从0到100，大概60", 60),
        ("80 out of a hundred", 80),
        ("I'd say 65", 65),
        ("85％", 85),
        ("I believe it about 60%, maybe", 60),
        ("现在相信百分之四十", 40),
        ("out of 100, maybe 35", 35),
        ("on March 3rd 2025", None),
        ("at 7:30", None),
        ("I slept 6 hours", None),
        ("80 days ago", None),
        ("my sister would say 90", None),
        ("my boss said he was 100% sure", None),
        ("in 2019", None),
        ("I weigh 80 kilos", None),
        ("80块钱", None),
        ("三十岁", None),
        ("10/12", None),
        ("3/10", None),
        ("7/10", None),
        ("80% of my friends", None),
        ("百分之八十的人", None),
        ("room 80", None),
        ("我妈打90分", None),
        ("八点", None),
        ("between 20 and 90", None),
        ("not sure", None),
        ("my husband gives it 90 out of 100", None),
        ("90% sure", None),
        ("on a scale of 1 to 10, a 6", None),
        ("50% or maybe 80%", None),
        ("一百二十", None),
        ("八成是他", None),
    ],
)
def test_a_share_of_a_hundred_is_read_and_other_scales_and_other_peoples_are_not(text: str, rating: int | None) -> None:
    assert value(read_slot("rating", text, type="int", range=(0, 100), today=TODAY)) == rating


@pytest.mark.parametrize(
    ("text", "rating"),
    [
        ("7/10", 7),
        ("7 / 10", 7),
        ("7/100", None),
        ("70/100", None),
        ("十分里七分", 7),
        ("满分10分给6分", 6),
        ("7 out of ten", 7),
        ("7/10/2025", None),
        ("on 7/10", None),
        ("百分之七十", None),
        ("70%", None),
        ("3 out of 10 friends", None),
        ("my sister would say 9", None),
        ("我妈说有8分", None),
        ("6/10 today", 6),
        ("six out of ten", 6),
        ("他说我是8分，我觉得6分", 6),
        ("7/10那天", None),
        ("一百", None),
    ],
)
def test_a_rating_out_of_ten_is_no_date_no_share_and_not_somebody_elses(text: str, rating: int | None) -> None:
    assert value(read_slot("rating", text, type="int", range=(0, 10), today=TODAY)) == rating


@pytest.mark.parametrize(
    ("text", "answer"),
    [
        ("I agree", "yes"),
        ("agreed", "yes"),
        ("Agreed.", "yes"),
        ("sure, let's", "yes"),
        ("同意", "yes"),
        ("我同意", "yes"),
        ("可以", "yes"),
        ("好的，就这样", "yes"),
        ("就这样吧", "yes"),
        ("Sounds good", "yes"),
        ("that works for me", "yes"),
        ("let's do it", "yes"),
        ("fine by me", "yes"),
        ("I'm in", "yes"),
        ("go ahead", "yes"),
        ("why not", "yes"),
        ("没意见", "yes"),
        ("没有意见", "yes"),
        ("不反对", "yes"),
        ("我接受", "yes"),
        ("那就这么定了", "yes"),
        ("ok let's try", "yes"),
        ("I'd love to", "yes"),
        ("I'd rather not", "no"),
        ("I’d rather not.", "no"),
        ("I'd rather not do that one", "no"),
        ("不太想", "no"),
        ("算了", "no"),
        ("还是算了吧", "no"),
        ("Let's not", "no"),
        ("下次吧", "no"),
        ("拒绝", "no"),
        ("不同意", "no"),
        ("I don't agree", "no"),
        ("不可以", "no"),
        ("I'd prefer not to", "no"),
        ("再说吧", "no"),
        ("I'd rather not, to be honest", "no"),
        ("I'd rather not say", None),
        ("I'd rather not talk about it", None),
        ("I disagree", None),
        ("not sure", None),
        ("I'm not sure I agree", None),
        ("agreed to meet my boss", None),
        ("she agreed", None),
        ("he said sure", None),
        ("他同意了", None),
        ("可以不做吗", None),
        ("可以吗", None),
        ("同意吗？", None),
        ("你可以再说一次吗", None),
        ("算了一笔账", None),
        ("算了，还是做吧", None),
        ("ok but no", None),
        ("好，但是我不想做", None),
        ("I agree that I am worthless", None),
        ("I'd like to die", None),
        ("不太想说", None),
        ("算了算钱", None),
        ("I'd rather do it alone", None),
        ("why not ask him?", None),
        ("yes, but not often", "yes"),
        ("有，但不多", "yes"),
    ],
)
def test_agreeing_and_declining_are_read_and_others_words_and_taken_back_ones_are_not(
    text: str, answer: str | None
) -> None:
    assert value(read_slot("yes_no", text, type="enum", values=["yes", "no"], today=TODAY)) == answer


@pytest.mark.parametrize("text", ["算了", "I'd rather not", "下次吧", "Let's not.", "I'll pass"])
def test_declining_is_a_refusal_where_the_slot_knows_one(text: str) -> None:
    """A screen asks for facts: declining to answer is no "no" there."""
    read = read_slot("yes_no", text, type="enum", values=["yes", "no", "refused"], today=TODAY)
    assert value(read) == "refused"


@pytest.mark.parametrize(
    ("text", "number"),
    [("a hundred", 100), ("thirty five minutes", 35), ("一百二十分钟", 120), ("一百五十", 150), ("一百零五", 105)],
)
def test_larger_numbers_are_read_in_words(text: str, number: int) -> None:
    assert value(read_slot("number", text, type="float", range=(0, 200), today=TODAY)) == number


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
