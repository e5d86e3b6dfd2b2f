"""Search in one patient's past. The small courses here are our own writing: conformance, not accuracy."""

from datetime import date

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from memory.recall.dense import SIDE, Dense
from memory.recall.embedding import Floats, HashingEmbedder, unit
from memory.recall.index import ABSTAIN_BELOW, Index, abstains
from memory.recall.utterance import Recalled, Stated, Utterance, mark
from memory.record.session import Author

ENGLISH = (
    (
        date(2026, 2, 2),
        (
            "Hello, what brings you here?",
            "Since my promotion I lie awake until three, going through every email again.",
            "That sounds tiring. Who do you live with?",
            "With my sister Ruth and her old dog, a greyhound.",
            "And when did you last feel rested?",
            "In the summer, when I went swimming in the lake most mornings.",
        ),
    ),
    (
        date(2026, 3, 2),
        (
            "How was the week with the sleep diary?",
            "I filled it in for four nights. On Thursday my manager cancelled the review and I panicked.",
            "What went through your mind?",
            "That I am about to be found out, that they will see I am a fraud.",
            "Did anything help?",
            "Ruth made tea and we walked the dog. After that I could breathe.",
        ),
    ),
    (
        date(2026, 4, 6),
        (
            "Shall we look at your plan to swim again?",
            "I went twice. The pool is loud, but my shoulders let go a little.",
            "What would make a third time likely?",
            "If I pack my bag the evening before. Mornings I argue with myself.",
        ),
    ),
)

CHINESE = (
    (
        date(2026, 2, 2),
        (
            "你好，今天想谈些什么？",
            "升职以后我常常失眠，半夜三点还在想工作邮件。",
            "听起来很累。你和谁一起住？",
            "和姐姐一起住，她养了一只老猫。",
            "上一次觉得休息好是什么时候？",
            "去年夏天，那时候几乎每天早上去湖边游泳。",
        ),
    ),
    (
        date(2026, 3, 2),
        (
            "这周的睡眠日记写得怎么样？",
            "写了四个晚上。星期四经理取消了面谈，我突然心慌。",
            "当时脑子里想到了什么？",
            "觉得他们迟早会发现我根本没有能力。",
            "后来有什么帮到你吗？",
            "姐姐泡了茶，陪我坐了一会儿，我才喘过气来。",
        ),
    ),
)

Course = tuple[tuple[date, tuple[str, ...]], ...]


def said(course: Course) -> list[Utterance]:
    return [
        Utterance(
            session=f"s-{n}",
            session_n=n,
            turn=i,
            date=day,
            author=Author.CLIENT if i % 2 == 0 else Author.MODEL,
            text=text,
        )
        for n, (day, texts) in enumerate(course, start=1)
        for i, text in enumerate(texts, start=1)
    ]


def one(text: str, *, turn: int, author: Author = Author.CLIENT, session: int = 1, day: int = 1) -> Utterance:
    return Utterance(
        session=f"s-{session}", session_n=session, turn=turn, date=date(2026, 1, day), author=author, text=text
    )


@pytest.mark.parametrize(
    ("course", "query", "place"),
    [
        (ENGLISH, "living with her sister", (1, 4)),
        (ENGLISH, "my sister's dog", (1, 4)),
        (ENGLISH, "awake at night because of emails", (1, 2)),
        (ENGLISH, "What happened when the manager cancelled?", (2, 2)),
        (ENGLISH, "feeling like a fraud", (2, 4)),
        (ENGLISH, "packing the bag for swimming", (3, 4)),
        (CHINESE, "和谁住在一起", (1, 4)),
        (CHINESE, "失眠的原因", (1, 2)),
        (CHINESE, "经理取消面谈", (2, 2)),
        (CHINESE, "觉得自己没有能力", (2, 4)),
        (CHINESE, "夏天游泳", (1, 6)),
    ],
)
def test_the_turn_that_states_it_comes_first(course: Course, query: str, place: tuple[int, int]) -> None:
    found = Index.build(said(course)).search(query, 3)
    assert (found[0].session_n, found[0].turn) == place


@pytest.mark.parametrize(
    ("course", "query"),
    [
        (ENGLISH, "allergic reaction to penicillin in childhood"),
        (ENGLISH, "the of and"),
        (ENGLISH, ""),
        (CHINESE, "青霉素过敏史"),
        (CHINESE, "的了吗"),
    ],
)
def test_search_abstains_from_what_was_never_said(course: Course, query: str) -> None:
    index = Index.build(said(course))
    assert index.search(query, 5) == []
    looked = index.look(query, 5)
    assert looked.abstain
    assert looked.coverage < ABSTAIN_BELOW


def test_a_look_gives_the_nearest_even_where_it_abstains() -> None:
    looked = Index.build(said(ENGLISH)).look("penicillin amoxicillin ibuprofen aspirin allergy dog", 1)
    assert (looked.abstain, [(item.session_n, item.turn) for item in looked.items]) == (True, [(2, 6)])


def test_what_is_found_carries_its_place_and_channels() -> None:
    found = Index.build(
        [one("My dog died.", turn=1), one("I am so sorry.", turn=2, author=Author.MODEL), one("Yes.", turn=3)]
    ).search("dog", 5)
    assert found == [
        Recalled(
            session_n=1,
            session="s-1",
            turn=1,
            date=date(2026, 1, 1),
            author=Author.CLIENT,
            text="My dog died.",
            score=1.0,
            channels=("turn", "window"),
        ),
        Recalled(
            session_n=1,
            session="s-1",
            turn=2,
            date=date(2026, 1, 1),
            author=Author.MODEL,
            text="I am so sorry.",
            score=11 / 12 / 2,
            channels=("window",),
        ),
    ]


def test_a_window_does_not_reach_into_another_session() -> None:
    index = Index.build(
        [one("goodbye then", turn=1), one("the wedding", turn=1, session=2), one("good morning", turn=2)]
    )
    assert [(item.session_n, item.turn) for item in index.look("wedding", 5).items] == [(2, 1)]


def test_the_clients_words_come_before_the_therapists_same_words() -> None:
    client = one("the garden", turn=1, session=1)
    therapist = one("the garden", turn=1, session=2, author=Author.MODEL)
    assert [item.session_n for item in Index.build([client, therapist]).look("garden", 2).items] == [1, 2]


def test_of_equal_turns_the_later_comes_first() -> None:
    index = Index.build([one("the garden", turn=1, session=n) for n in (1, 2, 3)])
    assert [item.session_n for item in index.look("garden", 3).items] == [3, 2, 1]


@pytest.mark.parametrize(("query", "session"), [("the garden in January", 1), ("2月的 the garden", 2)])
def test_a_date_in_the_question_brings_that_days_turns_forward(query: str, session: int) -> None:
    january = Utterance(
        session="a", session_n=1, turn=1, date=date(2026, 1, 9), author=Author.CLIENT, text="the garden"
    )
    february = Utterance(
        session="b", session_n=2, turn=1, date=date(2026, 2, 9), author=Author.CLIENT, text="the garden"
    )
    assert Index.build([january, february]).look(query, 2).items[0].session_n == session


def test_a_session_can_be_left_out() -> None:
    index = Index.build(said(ENGLISH))
    found = index.look("swimming with the dog", 10, exclude_session="s-1").items
    assert {item.session for item in found} == {"s-2", "s-3"}


def test_an_excluded_session_lends_no_coverage() -> None:
    index = Index.build([one("the wedding cake", turn=1), one("something else entirely", turn=1, session=2)])
    assert index.look("wedding cake", 5, exclude_session="s-1").coverage == 0.0


def test_an_empty_past_gives_nothing() -> None:
    index = Index.build([])
    assert (len(index), index.search("anything", 5)) == (0, [])


def test_a_mark_names_session_turn_and_day() -> None:
    found = Recalled(
        session_n=7,
        session="x",
        turn=14,
        date=date(2026, 3, 2),
        author=Author.CLIENT,
        text="",
        score=1.0,
        channels=("turn",),
    )
    assert mark(found) == "[S07 T014 2026-03-02]"


WORDS = st.lists(st.sampled_from(["dog", "dogs", "lake", "work", "失眠", "工作", "压力", "the", "的"]), max_size=6).map(
    " ".join
)


@given(st.lists(WORDS, max_size=12), WORDS, st.integers(1, 5))
def test_results_are_bounded_ordered_distinct_and_true_to_the_turns(texts: list[str], query: str, k: int) -> None:
    utterances = [one(text, turn=i, session=1 + i // 4) for i, text in enumerate(texts)]
    looked = Index.build(utterances).look(query, k)
    scores = [item.score for item in looked.items]
    assert len(scores) <= k
    assert scores == sorted(scores, reverse=True)
    assert all(0 < score <= 1 for score in scores)
    assert 0 <= looked.coverage <= 1
    assert len({item.turn for item in looked.items}) == len(scores)
    assert all(item.text == texts[item.turn] for item in looked.items)


@given(st.lists(WORDS, min_size=1, max_size=12), WORDS)
def test_the_same_past_gives_the_same_answer(texts: list[str], query: str) -> None:
    utterances = [one(text, turn=i) for i, text in enumerate(texts)]
    assert Index.build(utterances).look(query, 5) == Index.build(utterances).look(query, 5)


def test_a_long_question_about_a_long_past_still_finds_the_rare_word() -> None:
    common = "I went to work and then home and slept badly and felt tired again"
    utterances = [one(f"{common} {i}", turn=i) for i in range(3_000)]
    utterances[1_234] = one("My cello teacher moved to Lisbon.", turn=1_234)
    query = f"{common}. {'On work days I feel tired at home. ' * 5} My old cello teacher wrote."
    assert Index.build(utterances).look(query, 1).items[0].turn == 1_234


def test_a_fact_leads_to_the_turn_that_states_it() -> None:
    utterances = [one(f"word{n} filler", turn=n) for n in range(1, 6)]
    fact = Stated(session="s-1", turn=4, text="client takes sertraline")
    looked = Index.build(utterances, [fact]).look("sertraline", 3)
    assert [(item.turn, item.channels) for item in looked.items] == [(4, ("fact",))]
    assert not looked.abstain


def test_a_fact_of_a_turn_that_is_not_there_is_left_out() -> None:
    fact = Stated(session="s-9", turn=1, text="client takes sertraline")
    assert Index.build([one("the garden", turn=1)], [fact]).look("sertraline", 3).items == ()


async def vectors_of(index: Index) -> dict[str, Floats]:
    return dict(zip(index.texts, await HashingEmbedder().embed(index.texts), strict=True))


async def test_vectors_find_what_shares_no_word() -> None:
    utterances = [one("swimming", turn=1), one("swim", turn=1, session=2), one("garden", turn=1, session=3)]
    index = Index.build(utterances, [Stated(session="s-2", turn=1, text="swimmer")])
    assert index.look("unswimmable", 3).items == ()
    asked = (await HashingEmbedder().embed(["unswimmable"], as_query=True))[0]
    looked = index.with_vectors(await vectors_of(index)).look("unswimmable", 3, asked=asked)
    assert {item.session_n for item in looked.items[:2]} == {1, 2}
    channels = {channel for item in looked.items for channel in item.channels}
    assert channels <= {"dense_turn", "dense_window", "dense_fact"}
    assert looked.nearness is not None


async def test_all_six_channels_agree_on_the_turn_that_says_it() -> None:
    utterances = said(ENGLISH)
    index = Index.build(utterances, [Stated(session="s-1", turn=4, text="client lives with sister Ruth")])
    asked = (await HashingEmbedder().embed(["sister Ruth's old dog"], as_query=True))[0]
    first = index.with_vectors(await vectors_of(index)).look("sister Ruth's old dog", 1, asked=asked).items[0]
    assert (first.session_n, first.turn) == (1, 4)
    assert first.channels == ("turn", "window", "fact", "dense_turn", "dense_window", "dense_fact")
    assert first.score <= 1


async def test_turns_without_a_vector_yet_are_near_to_nothing() -> None:
    index = Index.build(said(ENGLISH))
    first = index.texts[0]
    some = {first: (await vectors_of(index))[first]}
    asked = (await HashingEmbedder().embed([first], as_query=True))[0]
    looked = index.with_vectors(some).look(first, 20, asked=asked)
    assert all("dense_turn" not in item.channels for item in looked.items if item.text != first)


def test_without_vectors_a_questions_vector_changes_nothing() -> None:
    index = Index.build(said(ENGLISH))
    asked = np.ones(8, dtype=np.float32)
    assert index.look("the old dog", 5, asked=asked) == index.look("the old dog", 5)


def test_a_windows_nearness_is_that_of_the_mean_of_its_vectors() -> None:
    chance = np.random.default_rng(2)
    rows = unit(chance.normal(size=(6, 16)).astype(np.float32))
    before, after = np.asarray([0, 1, 1, 0, 1, 1]), np.asarray([1, 1, 0, 1, 1, 0])
    asked = unit(chance.normal(size=16).astype(np.float32))
    found = Dense(turns=rows, before=before, after=after, facts=rows[:0]).turns(asked)[1]
    windows = rows.copy()
    for n in range(6):
        windows[n] += SIDE * (rows[n - 1] * before[n] + (rows[n + 1] * after[n] if n < 5 else 0))
    near = unit(windows) @ asked
    assert np.allclose(found, (near - near.mean()).clip(min=0), atol=1e-5)


@pytest.mark.parametrize(
    ("coverage", "near", "silent"),
    [(0.12, None, True), (0.13, None, False), (0.0, 3.4, True), (0.0, 3.6, False), (0.2, 1.4, True), (0.2, 1.6, False)],
)
def test_abstention_weighs_words_and_vectors(coverage: float, near: float | None, silent: bool) -> None:
    assert abstains(coverage, near) is silent
