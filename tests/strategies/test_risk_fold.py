"""How what was typed is folded, sign by sign, and that a stretch of the fold is found again in what was typed."""

import re

import pytest

from strategies.risk.normalise import Plain, normalise


@pytest.mark.parametrize(
    ("typed", "folded"),
    [
        ("k1ll", "kill"),
        ("d!e", "die"),
        ("g0ne", "gone"),
        ("d3ad", "dead"),
        ("de@d", "dead"),
        ("de4d", "dead"),
        ("kni$es", "knises"),
        ("la5t", "last"),
        ("cu7s", "cuts"),
        ("su1c1d3x", "suicidex"),
        ("h0pe l1ne", "hope line"),
    ],
)
def test_a_sign_between_letters_is_the_letter_that_it_looks_like(typed: str, folded: str) -> None:
    assert normalise(typed).text == folded


@pytest.mark.parametrize("text", ["1a", "a1", "at 3 am", "a 5b", "b12c", "die!", "1", "", "a9b", "see", "ab cd", "a b"])
def test_what_is_no_disguise_stays_as_it_is(text: str) -> None:
    assert normalise(text) == Plain(text, tuple(range(len(text) + 1)))


@pytest.mark.parametrize(
    ("typed", "folded"),
    [
        ("KILL", "kill"),
        ("k i l l me", "kill me"),
        ("k.i.l.l", "kill"),
        ("k-i--l_l", "kill"),
        ("now k*i*l*l*i*n*g", "now killing"),
        ("a b c", "abc"),
        ("don't a b c'd", "don't a b c'd"),
        ("diiie", "die"),
        ("dieee nooow", "die now"),
        ("ki**ll", "ki**ll"),
        ("k*ll", "kll"),
        ("ｋｉｌｌ", "kill"),
        ("ki\u200bll", "kill"),
        ("ki\u0301ll", "kill"),
        ("ki\u20ddll", "kill"),
        ("кill", "kill"),
        ("I’m", "i'm"),
        ("ﬁne", "fine"),
        ("自殺", "自杀"),
        ("自 杀", "自杀"),
        ("自*-_杀", "自杀"),
        ("自    杀", "自    杀"),
        ("a 杀", "a 杀"),
        ("想 死 了", "想死了"),
        ("想，死。", "想,死."),
    ],
)
def test_each_disguise_folds_to_plain_words(typed: str, folded: str) -> None:
    assert normalise(typed).text == folded


@pytest.mark.parametrize(
    ("typed", "phrase", "found"),
    [
        ("I will k i l l it", "kill", "k i l l"),
        ("oh diiie now", "die", "diiie"),
        ("so ki\u200bll it", "kill", "ki\u200bll"),
        ("we 自 杀 ok", "自杀", "自 杀"),
        ("the ﬁne", "fine", "ﬁne"),
        ("k1ll", "kill", "k1ll"),
        ("nooo, d i e", "die", "d i e"),
    ],
)
def test_a_stretch_of_the_fold_leads_back_to_what_was_typed(typed: str, phrase: str, found: str) -> None:
    plain = normalise(typed)
    at = plain.text.index(phrase)
    start, end = plain.span(at, at + len(phrase))
    assert typed[start:end].startswith(found[:2])
    assert (typed.index(found), found[0]) == (start, typed[start])
    assert plain.origin[-1] == len(typed)
    assert len(plain.origin) == len(plain.text) + 1
    if phrase != "die" or found == "d i e":
        assert typed[start:end] == found


@pytest.mark.parametrize(
    ("typed", "folded"),
    [
        ("i w i s h i w a s d e a d", "i wish i was dead"),
        ("#IDontWantToBeHere", "#i dont want to be here"),
        ("imgonnakillmyself", "im gonna kill myself"),
        ("killmyself", "kill myself"),
        ("i.want.to.end_my_life", "i want to end my life"),
        ("Dnt want 2 live dis life, wiv u", "don't want to live this life, with u"),
        ("wanna b ded 2nite rn", "wanna be dead tonight right now"),
        ("i tryed to jump of da bridge", "i tried to jump of the bridge"),
        ("Ah'm thinkin bout daein masel in", "i'm thinking about doing myself in"),
        ("ah wis want too die", "i was want to die"),
        ("“ded” — agen", '"dead" — again'),
    ],
)
def test_words_run_together_or_spelt_as_they_are_texted_fold_to_plain_words(typed: str, folded: str) -> None:
    assert normalise(typed).text == folded


@pytest.mark.parametrize(
    "text",
    [
        "together somewhere weekend understanding",
        "killjoy livewire",
        "room 2 b",
        "me too",
        "my da had it",
        "a bout of flu",
        "ah well",
        "see www.example.org",
        "the sharpened end",
        "idiedied" * 20,
        "ourselves",
    ],
)
def test_plain_words_are_neither_parted_nor_respelt(text: str) -> None:
    assert normalise(text).text == re.sub("w{3}", "w", text)


@pytest.mark.parametrize(
    ("typed", "phrase", "found"),
    [
        ("so iwanttodie now", "want to die", "wanttodie"),
        ("do it 2nite ok", "tonight", "2nite"),
        ("do it rn ok", "right now", "rn"),
        ("i w a n t t o d i e", "die", "d i e"),
        ("end.my.life.now x", "my life", "my.life"),
    ],
)
def test_respelt_words_lead_back_to_what_was_typed(typed: str, phrase: str, found: str) -> None:
    plain = normalise(typed)
    at = plain.text.index(phrase)
    start, end = plain.span(at, at + len(phrase))
    assert typed[start:end] == found
    assert len(plain.origin) == len(plain.text) + 1
    assert list(plain.origin) == sorted(plain.origin)
    assert plain.origin[-1] == len(typed)
