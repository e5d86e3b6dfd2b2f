"""The literals a pattern cannot match without: each construct that the lexicons are written in, and what is refused."""

import re

import pytest

from strategies.risk.trigger import FEW, MOST_EXACT, Triggers, alternatives_of, literals_of


@pytest.mark.parametrize(
    ("pattern", "literals"),
    [
        ("", set[str]()),
        ("a", {"a"}),
        ("a|b", {"a", "b"}),
        ("a|b|cd", {"a", "b", "cd"}),
        ("(a|b)c", {"ac", "bc"}),
        ("a{2}", {"aa"}),
        ("a{0}b", {"b"}),
        ("a{2,}b", {"aa"}),
        ("qa{2,3}", {"aa"}),
        ("a{,2}qqq", {"qqq"}),
        ("a{1,2}", {"a"}),
        ("q+?e", {"q"}),
        ("ab??c", {"ac", "abc"}),
        ("zx*?y", {"z"}),
        ("z(?:xx)*y", {"z"}),
        (r"q\Bv", {"qv"}),
        (r"\Aq\Z", {"q"}),
        ("^q$", {"q"}),
        (r"q\nv", {"q\nv"}),
        (r"q\tv\rz", {"q\tv\rz"}),
        (r"a\.b\*", {"a.b*"}),
        (r"\dqq", {"qq"}),
        (r"\Dqq\W\s\S", {"qq"}),
        ("[abc]", {"a", "b", "c"}),
        ("[a-c]z", {"az", "bz", "cz"}),
        ("[a-]z", {"az", "-z"}),
        ("[]a]z", {"]z", "az"}),
        (r"[\]\.]z", {"]z", ".z"}),
        (r"[\w]z", {"z"}),
        ("[^ab]z", {"z"}),
        ("[一-龥]z", {"z"}),
        ("(?=ab)cd", {"cd"}),
        ("(?<!ab)cd", {"cd"}),
        ("x(?:|y)z", {"xz", "xyz"}),
        ("(?P<name>ab)cd", {"abcd"}),
        ("(?-i:AB)(?is:[C-D]e)", {"abce", "abde"}),
        ("(?:ab|cd.)qq", {"qq"}),
        ("(?:zzz.|qqq.)ee", {"zzz", "qqq"}),
        ("e.q", {"q"}),
        ("the.zqv.and", {"zqv"}),
    ],
)
def test_literals_of_a_construct(pattern: str, literals: set[str]) -> None:
    re.compile(pattern)
    assert literals_of(pattern) == literals


def test_spellings_are_written_out_up_to_a_bound() -> None:
    digits = "(?:0|1|2|3|4|5|6|7|8|9)"
    assert literals_of(f"{digits}[a-h]") == {f"{left}{right}" for left in range(10) for right in "abcdefgh"}
    assert literals_of(f"{digits}{digits}") == set("0123456789")
    letters = "".join(chr(0x4E00 + n) for n in range(MOST_EXACT))
    assert len(literals_of(f"[{letters}]")) == MOST_EXACT
    assert literals_of(f"[{letters}又]") == set()
    assert literals_of(f"[{letters}]q") == {f"{each}q" for each in letters}


@pytest.mark.parametrize(
    ("pattern", "said"),
    [
        ("(?P=a)", "an unknown group at 0"),
        ("ab(?#c)", "an unknown group at 2"),
        ("(ab", "a bracket is open at 3"),
        ("ab)c", "a bracket too many at 2"),
        (r"a\1", r"\\1 at 3"),
        (r"\pq", r"\\p at 2"),
    ],
)
def test_what_is_refused_is_named_with_its_place(pattern: str, said: str) -> None:
    with pytest.raises(ValueError, match=said) as refused:
        literals_of(pattern)
    assert repr(pattern) in str(refused.value)


def test_only_patterns_whose_rarest_piece_stands_in_the_text_are_tried() -> None:
    triggers = Triggers(["qqx", "我跳楼", "the zebra", "死", r"\d+"])
    assert triggers.possible("") == [4]
    assert triggers.possible("qqx") == [0, 4]
    assert triggers.possible("qq") == [4]
    assert triggers.possible("我跳下") == [4]
    assert triggers.possible("他跳楼") == [1, 4]
    assert triggers.possible("zebra") == [4]
    assert triggers.possible("a zebra") == [2, 4]
    assert triggers.possible("他死了") == [3, 4]
    assert triggers.possible("死qqx跳楼zebra the zebra我跳楼") == [0, 1, 2, 3, 4]


@pytest.mark.parametrize("text", ["zab", "abz", "xyzabq"])
def test_no_pattern_is_missed_at_either_end_of_a_text(text: str) -> None:
    patterns = ["zab", "ab", "xyzabq", "b", "abz", "yzab", "zabq"]
    matching = [number for number, pattern in enumerate(patterns) if re.search(pattern, text)]
    assert set(matching) <= set(Triggers(patterns).possible(text))


def test_many_short_pieces_are_found_as_few_are() -> None:
    words = [f"{left}{right}" for left in "abcdefgh" for right in "qvxzkjwy"]
    assert len(words) > FEW
    text = "aq by hw"
    assert Triggers(words).possible(text) == [number for number, word in enumerate(words) if word in text]
    assert Triggers(words[:8]).possible(text) == [0]


@pytest.mark.parametrize(
    ("pattern", "apart"),
    [
        ("a", ["a"]),
        ("a|b", ["a", "b"]),
        (r"[|]|\||(?:c|d)e", ["[|]", r"\|", "(?:c|d)e"]),
        (r"\b(?:a|b(?:c|d))\b", [r"\b(?:a)\b", r"\b(?:b(?:c|d))\b"]),
        (r"\b(?:a|b)", [r"\b(?:a)", r"\b(?:b)"]),
        (r"\b(?:a|b)c(?:d|e)\b", [r"\b(?:a|b)c(?:d|e)\b"]),
        ("(?:a|b)", ["(?:a|b)"]),
    ],
)
def test_an_alternation_is_taken_apart_at_its_outermost_level(pattern: str, apart: list[str]) -> None:
    assert alternatives_of(pattern) == apart


def test_a_bracket_too_many_is_no_alternation() -> None:
    with pytest.raises(ValueError, match="a bracket too many"):
        alternatives_of("a)|b")
