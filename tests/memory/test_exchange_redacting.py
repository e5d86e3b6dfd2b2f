"""Words of erased facts are blotted out of a bundle, and the bundle of what comes back has the same bytes."""

import zlib
from typing import cast

import pytest

from memory.exchange.redacting import BLOCK, Rows, redacted
from memory.record.codec import Cell
from memory.record.prompts import digest, pack, unpack

WORDS = "I live with my falconer"
SAID = f"About a 4. {WORDS}, “really”."
PROMPT = '[{"content":"She said: I live with my falconer, still.","role":"user"}]'


def rows(text: str = SAID, prompts: tuple[str, ...] = (PROMPT, PROMPT.replace("still", "yes"))) -> Rows:
    first, second = (each.encode() for each in prompts)
    call: dict[str, Cell] = {"answer": f"So {WORDS}?", "turn": 2}
    return {
        "turns": [
            {"session": "s1", "n": 2, "text": text},
            {"session": "s2", "n": 4, "text": f"As I said: {WORDS}. My falcon is well."},
        ],
        "slots": [{"session": "s2", "value": f'"{WORDS}"', "turn": 4}],
        "calls": [
            {**call, "id": "b", "base": "a", "depth": 1, "packed": pack(second, base=first), "prompt_sha256": "x"},
            {**call, "id": "a", "base": None, "depth": 0, "packed": pack(first, base=None), "prompt_sha256": "y"},
        ],
    }


PLACE = ("s1", 2, SAID.index(WORDS), SAID.index(WORDS) + len(WORDS))


def test_nothing_erased_leaves_the_rows_as_they_are() -> None:
    given = rows()
    assert redacted(given, []) is given


def test_the_words_are_blocks_wherever_they_stand_and_every_offset_stays() -> None:
    given = rows()
    found = redacted(given, [PLACE])
    for name in ("turns", "slots", "calls"):
        assert WORDS not in repr(found[name])
    told = str(found["turns"][0]["text"])
    assert (len(told), told.startswith("About a 4. "), told.endswith(", “really”.")) == (len(SAID), True, True)
    assert told.count(BLOCK) == len(WORDS)
    assert "My falcon is well." in str(found["turns"][1]["text"])
    assert given == rows(), "the rows given are not changed"


def test_prompts_are_packed_anew_each_on_its_own_base() -> None:
    second, first = redacted(rows(), [PLACE])["calls"]
    plain = unpack(cast("bytes", first["packed"]), base=None)
    after = unpack(cast("bytes", second["packed"]), base=plain)
    assert plain.decode() == PROMPT.replace(WORDS, BLOCK * len(WORDS))
    assert b"falconer" not in after
    assert b"yes" in after
    assert (first["prompt_sha256"], second["prompt_sha256"]) == (digest(plain), digest(after))


def test_what_is_blotted_out_stays_the_same_bytes_the_next_time() -> None:
    once = redacted(rows(), [PLACE])
    assert redacted(once, [PLACE]) == once


def test_a_short_answer_is_blotted_out_where_it_was_said_and_nowhere_else() -> None:
    given = rows("No. About a 4.")
    found = redacted(given, [("s1", 2, 0, 2)])
    assert found["turns"][0]["text"] == "██. About a 4."
    assert (found["turns"][1], found["calls"]) == (given["turns"][1], given["calls"])


def test_chinese_words_need_only_be_three() -> None:
    given = rows("我养了一只金丝雀。", ("[]", '[{"content":"她的金丝雀叫豆豆"}]'))
    found = redacted(given, [("s1", 2, 5, 8)])
    assert "金丝雀" not in repr(found["turns"])
    assert "金丝雀".encode() not in unpack(cast("bytes", found["calls"][0]["packed"]), base=b"[]")


def test_a_damaged_prompt_is_told() -> None:
    given = rows()
    given["calls"][1]["packed"] = b"no zlib"
    with pytest.raises(zlib.error):
        redacted(given, [PLACE])
