"""Reading slots: values stand only on words that were said."""

import json

import pytest

from strategies.speech.chat import ChatNonsense, JsonSchema
from strategies.speech.profile import AGENTLM
from strategies.speech.reading import SlotAsk, SlotFound, parse_reading, reading_request, slot_value

MOOD = SlotAsk(id="mood", type="int", text="how good the mood was", low=0, high=10)
STATUS = SlotAsk(id="hw_status", type="enum", text="what became of the homework", values=("done", "partial", "none"))
WORDS = "My mood is a four. I did half of the homework."


def answer(**slots: object) -> str:
    return json.dumps(slots, ensure_ascii=False)


def test_the_request_binds_the_answer_to_quote_then_value_for_each_slot() -> None:
    request = reading_request([MOOD, STATUS], words=WORDS, context="How was the week?", language="en", profile=AGENTLM)
    assert isinstance(request.constraint, JsonSchema)
    schema = json.loads(request.constraint.schema_json)
    assert schema["required"] == ["mood", "hw_status"]
    assert list(schema["properties"]["mood"]["properties"]) == ["quote", "value"]
    assert schema["properties"]["mood"]["properties"]["value"] == {
        "anyOf": [{"type": "integer", "minimum": 0, "maximum": 10}, {"type": "null"}]
    }
    assert (request.max_tokens, request.role) == (200, "read")
    text = request.messages[1].content
    assert (
        "- mood: how good the mood was (0-10)\n- hw_status: what became of the homework (done | partial | none)" in text
    )
    assert WORDS in text


def test_a_value_comes_with_the_place_of_its_words() -> None:
    text = answer(mood={"quote": "a four", "value": 4}, hw_status={"quote": "half of the homework", "value": "partial"})
    assert parse_reading(text, [MOOD, STATUS], words=WORDS) == (
        SlotFound(slot="mood", value=4, start=11, end=17, quote="a four"),
        SlotFound(slot="hw_status", value="partial", start=25, end=45, quote="half of the homework"),
    )


@pytest.mark.parametrize(
    "mood",
    [
        {"quote": None, "value": None},
        {"quote": "a five", "value": 5},
        {"quote": "", "value": 4},
        {"quote": "a four", "value": 11},
        {"quote": "a four", "value": "4"},
        {"quote": "a four", "value": True},
        {"value": 4},
    ],
)
def test_a_value_without_its_words_or_out_of_bounds_is_dropped(mood: object) -> None:
    assert parse_reading(answer(mood=mood), [MOOD], words=WORDS) == ()


@pytest.mark.parametrize("text", ["", "{", "[]", "{}", '{"mood": 4}'])
def test_an_answer_that_is_not_the_json_asked_for_is_nonsense(text: str) -> None:
    with pytest.raises(ChatNonsense) as refused:
        parse_reading(text, [MOOD], words=WORDS)
    assert refused.value.raw == text


@pytest.mark.parametrize(
    ("ask", "value", "wanted"),
    [
        (SlotAsk(id="s", type="float", text="hours slept", low=0, high=24), 6, 6.0),
        (SlotAsk(id="s", type="float", text="hours slept", low=0, high=24), 25, None),
        (SlotAsk(id="s", type="bool", text="went out"), False, False),
        (SlotAsk(id="s", type="bool", text="went out"), 0, None),
        (SlotAsk(id="s", type="enum", text="which", values=("a",)), "b", None),
        (SlotAsk(id="s", type="text", text="what"), "  words ", "words"),
        (SlotAsk(id="s", type="text", text="what"), " ", None),
        (SlotAsk(id="s", type="date", text="when"), "2026-11-22", "2026-11-22"),
        (SlotAsk(id="s", type="date", text="when"), "2026-13-22", None),
    ],
)
def test_values_are_of_the_slots_type(ask: SlotAsk, value: object, wanted: object) -> None:
    assert slot_value(ask, value) == wanted
