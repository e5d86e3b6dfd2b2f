"""Words of erased facts are blotted out of a bundle, and the bundle of what comes back has the same bytes."""

import re
import zlib
from datetime import UTC, datetime, timedelta
from typing import cast

import orjson
import pytest

from memory.exchange.redacting import FREE_TEXT, Rows, redacted
from memory.record import packing
from memory.record.codec import Cell
from memory.record.prompts import digest, pack, unpack
from memory.record.state import Place
from memory.state.withheld import BLOCK
from memory.store.whole import PATIENT_TABLES

WORDS = "I live with my falconer"
SAID = f"About a 4. {WORDS}, “really”."
PROMPT = '[{"content":"She said: I live with my falconer, still.","role":"user"}]'
ERASED_AT = datetime(2026, 3, 2, 9, tzinfo=UTC)
BEFORE, LATER = ERASED_AT - timedelta(days=1), ERASED_AT + timedelta(days=1)

IDS = frozenset({"tenant", "patient", "id", "session", "origin", "actor"})
LEFT_ALONE: dict[str, frozenset[str]] = {
    "calls": frozenset({"kind", "endpoint", "model", "prompt_sha256", "template", "finish", "base"}),
    "consents": frozenset({"scope", "given_by", "withdrawn_by"}),
    "crisis_episodes": frozenset({"status", "event", "decided_by"}),
    "crisis_patterns": frozenset({"status", "shared", "occurrences", "decided_by"}),
    "decisions": frozenset({"protocol", "node", "to", "taken"}),
    "drafts": frozenset({"node", "call", "model", "state", "released_by", "blocked"}),
    "eligibility_checks": frozenset({"episode", "protocol", "presentation"}),
    "episodes": frozenset({"protocol", "releases"}),
    "escalations": frozenset({"event", "acknowledged_by"}),
    "events": frozenset({"type", "cuts"}),
    "fact_journal": frozenset({"act", "kind", "fact", "other", "undoes", "place"}),
    "facts": frozenset(
        {
            *("predicate", "status", "authority", "provenance", "kind", "supersedes", "disputes", "speaker"),
            "derived_from",
        }
    ),
    "formulation_changes": frozenset({"item", "kind"}),
    "formulation_edges": frozenset({"source_node", "target_node", "kind", "status"}),
    "formulation_nodes": frozenset({"kind", "status", "place"}),
    "gates": frozenset({"episode", "protocol", "edge", "withdrawn_by"}),
    "goal_ratings": frozenset({"scale", "rated_by"}),
    "goal_scales": frozenset({"target", "agreed_by"}),
    "homework": frozenset({"outcome", "outcome_session", "carried_from", "asked_session"}),
    "jobs": frozenset({"kind", "state", "lease"}),
    "level_changes": frozenset({"event"}),
    "measures": frozenset({"instrument", "items"}),
    "notes": frozenset({"signed_by"}),
    "patients": frozenset({"locale", "region", "profile"}),
    "plans": frozenset({"episode", "focus", "target_actions", "after_session"}),
    "presentations": frozenset({"status", "severity", "age_band", "from_proposal", "decided_by"}),
    "release_moves": frozenset({"episode", "before", "after", "nodes"}),
    "requests": frozenset({"key", "body_sha256", "state", "lease"}),
    "reviews": frozenset({"reviewer", "reviewer_kind", "content_sha256", "rubric", "signature"}),
    "risk_events": frozenset({"kinds", "layers", "state", "acknowledged_by"}),
    "safety_plans": frozenset({"reviewed_by"}),
    "sessions": frozenset({"episode", "mode", "state", "language", "plan", "forked_from"}),
    "slots": frozenset({"slot", "protocol"}),
    "target_evidence": frozenset({"target", "moved_from", "moved_to"}),
    "targets": frozenset({"direction", "status", "protocol_target", "agreed_by"}),
    "turns": frozenset({"author", "node", "model", "call", "blocked"}),
}
"""Columns of text or bytes without free text: ids, codes, enum values, hashes, names of actors."""


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


def place(session: str, turn: int, start: int, end: int) -> Place:
    return Place(session=session, turn=turn, start=start, end=end)


def place_of(words: str, text: str, turn: int = 1) -> Place:
    return place("s1", turn, text.index(words), text.index(words) + len(words))


def without(given: Rows, *places: Place, resting: tuple[Place, ...] = ()) -> Rows:
    return redacted(given, [(each, ERASED_AT) for each in places], resting)


def turn(n: int, text: str, at: datetime | None = BEFORE) -> dict[str, Cell]:
    return {"session": "s1", "n": n, "author": "client", "text": text, "at": at}


def texts(found: Rows) -> list[object]:
    return [row["text"] for row in found["turns"]]


PLACE = place("s1", 2, SAID.index(WORDS), SAID.index(WORDS) + len(WORDS))


def test_every_column_of_a_patient_is_free_text_or_left_alone_by_name() -> None:
    """A column that is added must be decided about: here, or in `FREE_TEXT`."""
    for table in PATIENT_TABLES:
        held = {str(column.name) for column in table.columns if column.type.python_type in (str, bytes)}
        free, alone = FREE_TEXT.get(table.name, frozenset[str]()), LEFT_ALONE.get(table.name, frozenset[str]()) | IDS
        assert free | alone >= held, f"{table.name}: {sorted(held - free - alone)}"
        assert not free & alone, table.name
        assert held | IDS >= free | alone, f"{table.name}: {sorted((free | alone) - held - IDS)}"
    assert {table.name for table in PATIENT_TABLES} >= {*FREE_TEXT, *LEFT_ALONE}


def test_nothing_erased_leaves_the_rows_as_they_are() -> None:
    given = rows()
    assert without(given) is given


def test_the_words_are_blocks_wherever_they_stand_and_every_offset_stays() -> None:
    given = rows()
    found = without(given, PLACE)
    for name in ("turns", "slots", "calls"):
        assert WORDS not in repr(found[name])
    told = str(found["turns"][0]["text"])
    assert (len(told), told.startswith("About a 4. "), told.endswith(", “really”.")) == (len(SAID), True, True)
    assert told.count(BLOCK) == len(WORDS)
    assert "My falcon is well." in str(found["turns"][1]["text"])
    assert given == rows(), "the rows given are not changed"


def test_prompts_are_packed_anew_each_on_its_own_base() -> None:
    second, first = without(rows(), PLACE)["calls"]
    plain = unpack(cast("bytes", first["packed"]), base=None)
    after = unpack(cast("bytes", second["packed"]), base=plain)
    assert plain.decode() == PROMPT.replace(WORDS, BLOCK * len(WORDS))
    assert b"falconer" not in after
    assert b"yes" in after
    assert (first["prompt_sha256"], second["prompt_sha256"]) == (digest(plain), digest(after))


def test_what_is_blotted_out_stays_the_same_bytes_the_next_time() -> None:
    once = without(rows(), PLACE)
    assert without(once, PLACE) == once


def test_a_short_answer_is_blotted_out_where_it_was_said_and_nowhere_else() -> None:
    given = rows("No. About a 4.")
    found = without(given, place("s1", 2, 0, 2))
    assert found["turns"][0]["text"] == "██. About a 4."
    assert (found["turns"][1], found["calls"]) == (given["turns"][1], given["calls"])


def test_chinese_words_need_only_be_three() -> None:
    given = rows("我养了一只金丝雀。", ("[]", '[{"content":"她的金丝雀叫豆豆"}]'))
    found = without(given, place("s1", 2, 5, 8))
    assert "金丝雀" not in repr(found["turns"])
    assert "金丝雀".encode() not in unpack(cast("bytes", found["calls"][0]["packed"]), base=b"[]")


def test_a_damaged_prompt_is_told() -> None:
    given = rows()
    given["calls"][1]["packed"] = b"no zlib"
    with pytest.raises(zlib.error):
        without(given, PLACE)


def test_an_enum_value_a_key_and_an_id_are_never_blotted() -> None:
    said = "I am a client of the bank."
    frames = '[{"protocol":"client","slots":{"role":"client","told":"a client of it"}}]'
    prompt = b'[{"content":"the client said","role":"client"}]'
    call: dict[str, Cell] = {"id": "client", "base": None, "depth": 0, "kind": "client", "answer": "client"}
    given: Rows = {
        "turns": [turn(1, said)],
        "facts": [{"id": "f", "subject": "client", "object": "client", "speaker": "client", "status": "superseded"}],
        "stacks": [{"session": "s1", "turn": 1, "frames": packing.pack(frames.encode())}],
        "slots": [{"session": "s1", "turn": 1, "slot": "client", "value": '"client"', "quote": "client"}],
        "calls": [{**call, "packed": pack(prompt, base=None), "prompt_sha256": digest(prompt)}],
    }
    found = without(given, place_of("client", said))
    assert found["turns"] == [turn(1, "I am a ██████ of the bank.")]
    assert found["facts"] == [{**given["facts"][0], "object": "██████"}]
    assert packing.unpack(cast("bytes", found["stacks"][0]["frames"])).decode() == frames.replace(
        "a client of it", "a ██████ of it"
    )
    assert found["slots"] == [{**given["slots"][0], "quote": "██████"}]
    shown = '[{"content":"the ██████ said","role":"client"}]'.encode()
    packed = {"packed": pack(shown, base=None), "prompt_sha256": digest(shown), "answer": "██████"}
    assert found["calls"] == [{**call, **packed}]


def test_words_in_packed_events_are_blotted_and_its_codes_are_not() -> None:
    said = "I am a client of the bank."
    data = orjson.dumps({"author": "client", "reply": {"node": "client", "text": "A client, then."}})
    given: Rows = {
        "turns": [turn(1, said)],
        "events": [{"session": "s1", "turn": 1, "type": "exchange", "data": packing.pack(data), "cuts": "[15]"}],
    }
    (event,) = without(given, place_of("client", said))["events"]
    assert orjson.loads(packing.unpack(cast("bytes", event["data"]))) == {
        "author": "client",
        "reply": {"node": "client", "text": "A ██████, then."},
    }


def test_places_that_overlap_leave_nothing_between_them() -> None:
    said = "my brother Tom has cancer"
    prompt = orjson.dumps([{"content": f"She said {said}.", "role": "user"}])
    given: Rows = {
        "turns": [turn(1, said), turn(3, said)],
        "calls": [{"id": "a", "base": None, "depth": 0, "packed": pack(prompt, base=None), "answer": said}],
    }
    found = without(given, place("s1", 1, 0, 14), place("s1", 3, 11, 25))
    assert texts(found) == [BLOCK * 25] * 2
    assert found["calls"][0]["answer"] == BLOCK * 25
    shown = orjson.loads(unpack(cast("bytes", found["calls"][0]["packed"]), base=None))
    assert shown == [{"content": f"She said {BLOCK * 25}.", "role": "user"}]
    assert without(found, place("s1", 1, 0, 14), place("s1", 3, 11, 25)) == found


def test_places_that_overlap_in_one_turn_are_found_whole_in_another() -> None:
    said = "my brother Tom has cancer"
    given: Rows = {"turns": [turn(1, said), turn(3, f"Yes: {said[11:]}, and {said[:14]}.")]}
    found = without(given, place("s1", 1, 0, 14), place("s1", 1, 11, 25))
    assert texts(found) == [BLOCK * 25, f"Yes: {BLOCK * 14}, and {BLOCK * 14}."]


def test_what_is_said_again_after_it_was_erased_stays_and_what_was_said_before_does_not() -> None:
    said = f"As I said: {WORDS}."
    prompt = orjson.dumps([{"content": said, "role": "user"}])
    call: dict[str, Cell] = {"base": None, "depth": 0, "packed": pack(prompt, base=None), "answer": said}
    event: dict[str, Cell] = {"session": "s1", "data": packing.pack(orjson.dumps({"text": said})), "cuts": "[]"}
    given: Rows = {
        "turns": [turn(1, said), turn(3, said, at=None), turn(5, said, at=ERASED_AT), turn(7, said, at=LATER)],
        "calls": [{**call, "id": "a", "at": BEFORE}, {**call, "id": "b", "at": LATER}, {**call, "id": "c"}],
        "events": [{**event, "turn": n} for n in (1, 3, 7)],
    }
    found = without(given, place_of(WORDS, said))
    gone = f"As I said: {BLOCK * len(WORDS)}."
    assert texts(found) == [gone, gone, gone, said]
    assert [call["answer"] for call in found["calls"]] == [gone, said, gone]
    prompts = [orjson.loads(unpack(cast("bytes", each["packed"]), base=None)) for each in found["calls"]]
    assert [messages[0]["content"] for messages in prompts] == [gone, said, gone]
    told = [orjson.loads(packing.unpack(cast("bytes", each["data"])))["text"] for each in found["events"]]
    assert told == [gone, gone, said]


def test_words_erased_twice_are_gone_up_to_the_last_time() -> None:
    given: Rows = {"turns": [turn(1, WORDS), turn(3, WORDS, at=LATER), turn(5, WORDS, at=LATER + timedelta(days=2))]}
    places = [(place("s1", n, 0, len(WORDS)), at) for n, at in ((1, ERASED_AT), (3, LATER + timedelta(days=1)))]
    assert texts(redacted(given, places, [])) == [BLOCK * len(WORDS), BLOCK * len(WORDS), WORDS]


def test_words_on_which_a_believed_fact_rests_stay() -> None:
    said = f"{WORDS}. Yes, {WORDS}."
    given: Rows = {"turns": [turn(1, said), turn(3, f"{WORDS}."), turn(5, f"{WORDS}.")]}
    whole = place("s1", 3, 0, len(WORDS))
    found = without(given, place("s1", 1, 0, len(WORDS)), resting=(whole,))
    gone = BLOCK * len(WORDS)
    assert texts(found) == [f"{gone}. Yes, {gone}.", f"{WORDS}.", f"{gone}."]
    first = place("s1", 1, 0, len(WORDS))
    assert without(given, first, resting=(place("s1", 1, 7, 40),)) is given, "the erased place itself is rested on"


def test_words_within_the_words_of_a_believed_fact_stay_everywhere_in_its_turn() -> None:
    said = "I am a client of the bank."
    told = "A client. I am a client of the bank."
    source = orjson.dumps({"session": "s1", "turn": 3, "start": 10, "end": 35, "quote": told[10:35]}).decode()
    fact: dict[str, Cell] = {"object": "client of a bank", "source": source, "recorded_at": BEFORE}
    given: Rows = {
        "turns": [turn(1, said), turn(3, told)],
        "facts": [{**fact, "id": "a", "status": "disputed", "reason": "the client said"}],
        "fact_journal": [
            {"fact": "a", "at": LATER, "added": '{"object":"client of a bank"}', "reason": "the client said"}
        ],
    }
    found = without(given, place_of("client", said), resting=(place("s1", 3, 10, 35),))
    assert texts(found) == ["I am a ██████ of the bank.", told]
    assert found["facts"] == [{**given["facts"][0], "reason": "the ██████ said"}]
    assert found["fact_journal"] == [{**given["fact_journal"][0], "reason": "the ██████ said"}]


def test_a_source_quotes_its_turn_as_it_goes_out() -> None:
    """Also where only a part of what it quotes was erased, and where the words are too short to be looked for."""
    said = "I am a client of the bank."
    quoted: dict[str, Cell] = {"session": "s1", "turn": 1, "start": 7, "end": 25, "quote": said[7:25]}
    given: Rows = {
        "turns": [turn(1, said)],
        "slots": [{**quoted, "value": '"client"'}],
        "homework": [{"source": orjson.dumps(quoted).decode()}],
    }
    found = without(given, place("s1", 1, 0, 13))
    gone = "██████ of the bank"
    assert texts(found) == [f"█████████████{said[13:]}"]
    assert found["slots"] == [{**given["slots"][0], "quote": gone, "value": '"██████"'}]
    assert orjson.loads(str(found["homework"][0]["source"])) == {**quoted, "quote": gone}
    assert without(found, place("s1", 1, 0, 13)) == found


@pytest.mark.parametrize(
    ("said", "word", "value", "left"),
    [
        ("I said three.", "three", "three", "█████"),
        ("I said three.", "I said three", "three", "█████"),
        ("Three.", "Three", "three", "█████"),
        ("I see 3 of them.", "3", 3, None),
        ("I see three of them.", "three", 3, None),
        ("3", "3", "3", "█"),
        ("She is my falconer.", "falconer", "falconer", "████████"),
        ("我说三个。", "三个", "三个", "██"),
        ("三", "三", 3, None),
        ("我有3个。", "3", 3, None),
        ("我养金丝雀。", "金丝雀", "金丝雀", "███"),
    ],
)
def test_a_value_of_one_word_goes_with_the_words_and_in_every_copy_that_routing_kept(
    said: str, word: str, value: str | int, left: str | None
) -> None:
    start, shown = said.index(word), orjson.dumps(value).decode()
    claim: dict[str, Cell] = {"session": "s1", "turn": 1, "start": start, "end": start + len(word), "quote": word}
    frames = [{"protocol": "p", "slots": {"kin": value, "other": "3"}}]
    seen = [{"edge": "e", "why": "kin", "inputs": {"kin": value}}]
    sentences = [
        {"text": f"Client on kin: “{word}”", "turns": [1]},
        {"text": "Three times a day, 三次。", "turns": [3]},
    ]
    prompt = orjson.dumps([{"content": f"Task, three lines, 三行, 3.\n{said}", "role": "user"}])
    node: dict[str, Cell] = {"id": "n", "text": word, "sources": orjson.dumps([claim]).decode()}
    given: Rows = {
        "turns": [turn(1, said), turn(3, "We were three at 3, 三点.")],
        "slots": [
            {**claim, "slot": "kin", "value": shown},
            {"session": "s1", "turn": 3, "slot": "hour", "start": 8, "end": 13, "quote": "three", "value": "3"},
        ],
        "stacks": [{"session": "s1", "turn": 1, "frames": packing.pack(orjson.dumps(frames))}],
        "decisions": [{"session": "s1", "turn": 1, "candidates": orjson.dumps(seen).decode()}],
        "notes": [{"session": "s1", "sentences": orjson.dumps(sentences).decode()}],
        "formulation_nodes": [node],
        "formulation_changes": [{"item": "n", "after": f"trigger: {word}"}],
        "calls": [{"id": "a", "base": None, "depth": 0, "packed": pack(prompt, base=None), "answer": "Three? 三？"}],
    }
    found = without(given, place_of(word, said))
    gone = BLOCK * len(word)
    assert found["turns"] == [turn(1, said.replace(word, gone)), given["turns"][1]]
    assert found["slots"] == [
        {**given["slots"][0], "quote": gone, "value": orjson.dumps(left).decode()},
        given["slots"][1],
    ]
    kept = packing.unpack(cast("bytes", found["stacks"][0]["frames"]))
    assert orjson.loads(kept) == [{"protocol": "p", "slots": {"kin": left, "other": "3"}}]
    assert orjson.loads(str(found["decisions"][0]["candidates"])) == [{**seen[0], "inputs": {"kin": left}}]
    told = orjson.loads(str(found["notes"][0]["sentences"]))
    assert told == [{**sentences[0], "text": f"Client on kin: “{gone}”"}, sentences[1]]
    assert (found["formulation_nodes"][0]["text"], found["formulation_changes"][0]["after"]) == (
        gone,
        f"trigger: {gone}",
    )
    content = orjson.loads(unpack(cast("bytes", found["calls"][0]["packed"]), base=None))[0]["content"]
    task, own = content.split("\n")
    assert own == said.replace(word, gone)
    assert task == "Task, three lines, 三行, 3."
    assert found["calls"][0]["answer"] == BLOCK * len("Three? 三？"), "an answer that nobody spoke"
    assert without(found, place_of(word, said)) == found


def test_a_code_and_a_number_that_other_words_still_say_stay() -> None:
    said = "About a 4. I did part of it."
    claim: dict[str, Cell] = {"session": "s1", "turn": 1, "start": 0, "end": len(said), "quote": said}
    values = ("4", '"partial"', "true")
    given: Rows = {
        "turns": [turn(1, said)],
        "slots": [{**claim, "slot": str(n), "value": v} for n, v in enumerate(values)],
    }
    found = without(given, place_of("I did part of it", said))
    assert [row["value"] for row in found["slots"]] == list(values)


def test_a_value_that_a_claim_of_other_words_gave_the_slot_too_stays_where_routing_kept_it() -> None:
    claims = [{"session": "s1", "turn": n, "slot": "k", "start": 0, "end": 5, "quote": "three"} for n in (1, 3)]
    frames = packing.pack(b'[{"slots":{"k":"three"}}]')
    given: Rows = {
        "turns": [turn(1, "three of them"), turn(3, "three again")],
        "slots": [{**cast("dict[str, Cell]", claim), "value": '"three"'} for claim in claims],
        "stacks": [{"session": "s1", "turn": 3, "frames": frames}],
    }
    found = without(given, place("s1", 1, 0, 5))
    assert [row["value"] for row in found["slots"]] == ['"█████"', '"three"']
    assert found["stacks"] == given["stacks"]


def test_a_line_of_a_prompt_that_names_the_turn_as_its_source_goes() -> None:
    brief = "Known:\n- “job: keeper” (signed) [S01 T001 2026-03-02]\n- “age: 9” [S02 T001 2026-03-09]"
    prompt = orjson.dumps([{"content": brief, "role": "user"}])
    given: Rows = {
        "sessions": [{"id": "s1", "n": 1}, {"id": "s2", "n": 2}],
        "turns": [turn(1, "They call me keeper of birds.")],
        "calls": [
            {"id": "a", "base": None, "depth": 0, "packed": pack(prompt, base=None), "answer": "", "kind": "speak"}
        ],
    }
    found = without(given, place_of("They call me keeper of birds", "They call me keeper of birds."))
    content = orjson.loads(unpack(cast("bytes", found["calls"][0]["packed"]), base=None))[0]["content"]
    assert content == brief.replace("job: keeper” (signed)", "███: ██████” (██████)")


FOLDED = "In der Straße sagt BEA: ﬁnken. İ, bea."
MARKED = "[S01 T001 2026-03-02]"


def test_a_letter_that_folds_to_two_moves_no_block() -> None:
    """Words that rest on an erased one are looked for in capitals and small letters: a row's, and a value's quote."""
    source = orjson.dumps({"session": "s1", "turn": 1, "start": 0, "end": 3, "quote": "Bea"}).decode()
    quote = FOLDED.partition(" İ")[0]
    claim: dict[str, Cell] = {"session": "s1", "turn": 3, "start": 0, "end": len(quote), "quote": quote}
    given: Rows = {
        "turns": [turn(1, "Bea."), turn(3, FOLDED)],
        "homework": [{"text": FOLDED, "source": source}],
        "slots": [{**claim, "slot": "kin", "value": '"Bea"'}],
    }
    found = without(given, place("s1", 1, 0, 3), place_of("BEA", FOLDED, turn=3))
    assert found["homework"][0]["text"] == "In der Straße sagt ███: ﬁnken. İ, ███."
    assert found["slots"][0]["value"] == '"███"'


def _standing(predicate: str, value: str, quote: str, **more: Cell) -> dict[str, Cell]:
    source = orjson.dumps({"session": "s1", "turn": 1, "start": 0, "end": len(quote), "quote": quote}).decode()
    own: dict[str, Cell] = {"id": value, "subject": "client", "predicate": predicate, "object": value}
    return {**own, "source": source, "status": "active", "recorded_at": BEFORE, **more}


def _prompted(line: str, *, at: datetime | None = BEFORE) -> tuple[str, object]:
    """A line of a brief, and the answer to it, once one of the facts of turn 1 was erased."""
    prompt = orjson.dumps([{"content": line, "role": "user"}])
    call: dict[str, Cell] = {"id": "a", "base": None, "depth": 0, "packed": pack(prompt, base=None), "kind": "speak"}
    said = "My town is York. They call me keeper of birds. I do not smoke."
    facts = [
        _standing("lives_in", "York", "My town is York"),
        _standing("smokes", "daily", "I do not smoke", negated=True),
        _standing("job", "baker", "", subject="sister", status="disputed"),
        _standing("age", "9", "", status="superseded"),
    ]
    held = {"sessions": [{"id": "s1", "n": 1}], "turns": [turn(1, said)], "facts": facts}
    given = cast("Rows", {**held, "calls": [{**call, "answer": "Fine.", "at": at}]})
    (found,) = without(given, place_of("They call me keeper of birds", said))["calls"]
    return orjson.loads(unpack(cast("bytes", found["packed"]), base=None))[0]["content"], found["answer"]


def test_a_line_that_a_standing_fact_of_the_turn_still_says_stays_and_so_does_the_answer() -> None:
    told = ("lives in: York", "lives in：York", "smokes: not daily", "smokes：不是daily", "sister job: baker")
    lines = [f"- “{each}” (signed) {MARKED}" for each in told]
    two = f"- “My town is York” {MARKED} / “I do not smoke” {MARKED}"
    for line in (*lines, two, "- “job: keeper” [S01 T002 2026-03-02]"):
        assert _prompted(line) == (line, "Fine.")


def test_a_line_of_the_turn_that_says_anything_else_goes_and_so_does_the_answer() -> None:
    told = ("“job: keeper”", "“job: baker”", "“smokes: daily”", "“age: 9”", "“My town is York, keeper”", "keeper")
    two = f"- “keeper” {MARKED} / “job: smith” [S02 T001 2026-03-09]"
    for line in (*(f"- {each} (job) {MARKED}" for each in told), f"- “My town is York” {MARKED} / “job” {MARKED}", two):
        for at in (BEFORE, ERASED_AT, None):
            content, answer = _prompted(line, at=at)
            assert (len(content), content.count(MARKED), answer) == (len(line), line.count(MARKED), "█████"), line
            assert not {"keeper", "baker", "daily", "age", "York", "job"} & set(re.findall(r"\w+", content)), line


def test_a_line_of_a_prompt_made_after_the_erasure_stays() -> None:
    line = f"- “job: keeper” {MARKED}"
    assert _prompted(line, at=LATER) == (line, "Fine.")
