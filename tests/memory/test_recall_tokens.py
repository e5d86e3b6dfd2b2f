"""What texts are matched by, in both languages."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from memory.recall.tokens import STOP_CHARACTERS, fold, normal, pieces, tokens


@pytest.mark.parametrize(
    ("forms", "folded"),
    [
        ("worry worries worried worrying", "worry"),
        ("plan plans planned planning", "plan"),
        ("cry cries cried crying", "cry"),
        ("make makes making", "mak"),
        ("exam exams exam's exams'", "exam"),
        ("box boxes", "box"),
        ("class classes", "class"),
        ("sleep sleeps sleeping", "sleep"),
        ("Mother mother's MOTHERS", "mother"),
    ],
)
def test_the_forms_of_a_word_fall_to_one(forms: str, folded: str) -> None:
    assert tokens(forms) == [folded] * len(forms.split())


def test_english_stop_words_match_nothing() -> None:
    assert tokens("I don't know what it's about") == ["know"]


def test_chinese_gives_bigrams_then_characters_without_stop_characters() -> None:
    assert tokens("我睡不好") == ["我睡", "睡不", "不好", "睡", "好"]


def test_a_chinese_bigram_does_not_reach_over_a_comma() -> None:
    assert tokens("失眠，头痛") == ["失眠", "失", "眠", "头痛", "头", "痛"]


def test_full_width_letters_and_curly_apostrophes_match_plain_ones() -> None:
    assert tokens("ＰＨＱ９ Mum\u2019s") == ["phq9", "mum"]


def test_a_text_in_both_languages_gives_both() -> None:
    assert tokens("PHQ-9 得分 12") == ["phq", "9", "得分", "得", "分", "12"]


@given(st.text(alphabet="ab 's-._\x01睡眠不好，的Ａ\u2019é1", max_size=40))
def test_single_pieces_are_the_tokens_without_the_bigrams(text: str) -> None:
    single = [folded for piece in pieces(normal(text)) if (folded := fold(piece))]
    bigrams = [token for token in tokens(text) if len(token) == 2 and token[0] >= "\u3400"]
    assert sorted(tokens(text)) == sorted(single + bigrams)


@given(st.text(max_size=60))
def test_no_token_is_empty_or_a_stop_character(text: str) -> None:
    assert not {"", *STOP_CHARACTERS}.intersection(tokens(text))
