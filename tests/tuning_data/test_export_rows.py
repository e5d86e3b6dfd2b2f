"""Which turns are rows, and what a row holds."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from memory.record import prompts
from memory.record.review import ReviewerKind, TurnVerdict, Verdict
from memory.record.session import Author, CallKind, PromptMessage, TurnOrigin
from tests.tuning_data.reviewed import ENGLISH, bundle, consent, served, session
from tuning_data.errors import ForeignRecord
from tuning_data.export.bundle import SessionBundle
from tuning_data.export.rows import NotTrained, Preference, ThoughtOrigin, Thoughts, TrainedTurn, judge, rows


def edit(turn: int, correction: str = "What is it that keeps you up?") -> TurnVerdict:
    return TurnVerdict(turn=turn, verdict=Verdict.EDIT, correction=correction)


def reject(turn: int) -> TurnVerdict:
    return TurnVerdict(turn=turn, verdict=Verdict.REJECT)


def with_turn(held: SessionBundle, n: int, **changes: object) -> SessionBundle:
    turns = tuple(replace(turn, **changes) if turn.n == n else turn for turn in held.turns)  # type: ignore[arg-type]  # fields by name
    return replace(held, turns=turns)


def with_messages(held: SessionBundle, n: int, messages: tuple[PromptMessage, ...]) -> SessionBundle:
    calls = tuple(replace(call, messages=messages) if call.turn == n else call for call in held.calls)
    return replace(held, calls=calls)


def test_a_row_is_the_prompt_as_served_and_the_reply() -> None:
    assert rows(bundle())[0] == TrainedTurn(
        id="s-1.t3",
        tenant="clinic",
        patient="p-1",
        session="s-1",
        turn=3,
        node="check_in",
        model="agentlm",
        author=Author.MODEL,
        origin=TurnOrigin.SPOKEN,
        verdict=Verdict.ACCEPT,
        review="review-1",
        reviewer_kind=ReviewerKind.HUMAN,
        reward=1.0,
        weight=1.0,
        messages=served(ENGLISH, 3),
        prompt_sha256=prompts.sha256(served(ENGLISH, 3)),
        template="speak@1",
        reply=ENGLISH[2],
    )


def test_every_accepted_turn_of_the_model_is_a_row_and_the_opening_line_is_none() -> None:
    judged = judge(bundle())
    assert [row.turn for row in judged.trained] == [3, 5, 7]
    assert judged.left_out == {1: NotTrained.TEMPLATE}


def test_a_correction_is_a_row_with_its_pair_and_later_turns_stay_context() -> None:
    judged = judge(bundle(edit(5, "Which one hurts most?")))
    assert [(row.turn, row.reply, row.preference) for row in judged.trained] == [
        (3, ENGLISH[2], None),
        (5, "Which one hurts most?", Preference(chosen="Which one hurts most?", rejected=ENGLISH[4])),
    ]
    assert judged.left_out == {1: NotTrained.TEMPLATE, 7: NotTrained.AFTER_EDIT}


def test_a_row_that_would_carry_withheld_words_is_none() -> None:
    judged = judge(replace(bundle(), withheld=("every mistake of the day",)))
    assert [row.turn for row in judged.trained] == [3]
    assert judged.left_out == {1: NotTrained.TEMPLATE, 5: NotTrained.WITHHELD, 7: NotTrained.WITHHELD}
    assert judge(replace(bundle(), withheld=("nobody said this",))) == judge(bundle())


def test_every_correction_is_a_row_even_after_another() -> None:
    assert [row.turn for row in rows(bundle(edit(3), edit(7)))] == [3, 7]


def test_a_rejected_turn_is_no_row_and_stops_no_later_one() -> None:
    judged = judge(bundle(reject(5)))
    assert [row.turn for row in judged.trained] == [3, 7]
    assert judged.left_out[5] is NotTrained.REJECTED


@pytest.mark.parametrize(
    ("changes", "reason"),
    [
        ({"author": Author.TEMPLATE}, NotTrained.TEMPLATE),
        ({"author": Author.TEMPLATE, "origin": TurnOrigin.FALLBACK}, NotTrained.TEMPLATE),
        ({"author": Author.CLINICIAN, "origin": TurnOrigin.RELEASED}, NotTrained.CLINICIAN),
        ({"author": Author.TEMPLATE, "origin": TurnOrigin.CRISIS}, NotTrained.CRISIS),
        ({"author": Author.MODEL, "origin": TurnOrigin.CRISIS}, NotTrained.CRISIS),
        ({"call": None}, NotTrained.NO_PROMPT),
        ({"call": "lost"}, NotTrained.NO_PROMPT),
        ({"text": "  "}, NotTrained.EMPTY),
    ],
)
@pytest.mark.parametrize("verdict", [(), (edit(3),)])
def test_only_words_that_the_model_spoke_from_a_prompt_are_trained(
    changes: dict[str, object], reason: NotTrained, verdict: tuple[TurnVerdict, ...]
) -> None:
    assert judge(with_turn(bundle(*verdict), 3, **changes)).left_out[3] is reason


@pytest.mark.parametrize(
    ("messages", "reason"),
    [
        ((), NotTrained.NO_PROMPT),
        (
            (PromptMessage(role="system", content="You are a pirate."), *served(ENGLISH, 3)[1:]),
            NotTrained.SYSTEM_PROMPT,
        ),
        ((*served(ENGLISH, 3), PromptMessage(role="user", content="again")), NotTrained.ALTERNATION),
        ((*served(ENGLISH, 3), PromptMessage(role="system", content="note")), NotTrained.ALTERNATION),
        (served(ENGLISH, 3)[:-1], NotTrained.ALTERNATION),
        (served(ENGLISH, 3)[2:], NotTrained.ALTERNATION),
    ],
)
def test_a_prompt_that_no_view_can_hold_gives_no_row(messages: tuple[PromptMessage, ...], reason: NotTrained) -> None:
    assert judge(with_messages(bundle(), 3, messages)).left_out[3] is reason


def test_a_prompt_for_another_task_than_speaking_gives_no_row() -> None:
    held = bundle()
    read = replace(held, calls=(replace(held.calls[0], kind=CallKind.READ), *held.calls[1:]))
    assert judge(read).left_out[3] is NotTrained.NO_PROMPT


def test_a_prompt_without_a_system_message_is_whole() -> None:
    row = rows(with_messages(bundle(), 3, served(ENGLISH, 3)[1:]))[0]
    assert (row.system, row.spoken) == (None, served(ENGLISH, 3)[1:])


def test_a_session_without_a_review_has_no_rows() -> None:
    judged = judge(replace(bundle(), review=None))
    assert judged.trained == ()
    assert judged.left_out == dict.fromkeys((1, 3, 5, 7), NotTrained.NOT_JUDGED)


def thinking() -> SessionBundle:
    """Turn 3 was served with its thought, turn 5 got one afterwards, turn 7 has none."""
    held = with_turn(with_turn(bundle(), 3, rationale="Sleep first."), 5, rationale="Stay with the worst one.")
    answer = f"Thought: Sleep first.\n\n{ENGLISH[2]}"
    return replace(held, calls=(replace(held.calls[0], answer=answer), *held.calls[1:]))


def test_thoughts_are_left_out_unless_asked_for() -> None:
    assert [row.value for row in rows(thinking())] == [ENGLISH[2], ENGLISH[4], ENGLISH[6]]


def test_only_thoughts_that_were_served_are_trained() -> None:
    judged = judge(thinking(), thoughts=Thoughts.SERVED)
    assert [(row.turn, row.value) for row in judged.trained] == [(3, f"Thought: Sleep first.\n\n{ENGLISH[2]}")]
    assert judged.left_out == {
        1: NotTrained.TEMPLATE,
        5: NotTrained.THOUGHT_WRITTEN_AFTER,
        7: NotTrained.NO_THOUGHT,
    }


def test_thoughts_written_afterwards_are_marked_when_asked_for() -> None:
    found = rows(thinking(), thoughts=Thoughts.WRITTEN_TOO)
    assert [(row.turn, row.thought_origin) for row in found] == [
        (3, ThoughtOrigin.SERVED),
        (5, ThoughtOrigin.WRITTEN_AFTER),
    ]


def test_a_correction_does_not_inherit_the_thought_behind_other_words() -> None:
    held = thinking()
    corrected = replace(held, review=bundle(edit(3)).review)
    assert judge(corrected, thoughts=Thoughts.WRITTEN_TOO).left_out[3] is NotTrained.NO_THOUGHT


@given(
    st.lists(st.sampled_from(Verdict), min_size=3, max_size=3),
    st.lists(st.sampled_from(Author), min_size=3, max_size=3),
)
def test_every_therapist_turn_is_either_a_row_or_has_a_reason(verdicts: list[Verdict], authors: list[Author]) -> None:
    given_verdicts = [
        TurnVerdict(turn=n, verdict=verdict, correction="Better words." if verdict is Verdict.EDIT else None)
        for n, verdict in zip((3, 5, 7), verdicts, strict=True)
    ]
    held = bundle(*given_verdicts)
    for n, author in zip((3, 5, 7), authors, strict=True):
        held = with_turn(held, n, author=author)
    judged = judge(held)
    trained = [row.turn for row in judged.trained]
    therapist = [turn.n for turn in held.turns if turn.author is not Author.CLIENT]
    assert sorted([*trained, *judged.left_out]) == therapist
    assert all(held.turns[n - 1].author is Author.MODEL for n in trained)
    assert all(Verdict.REJECT is not verdict for n, verdict in zip((3, 5, 7), verdicts, strict=True) if n in trained)
    edits = [n for n, verdict in zip((3, 5, 7), verdicts, strict=True) if verdict is Verdict.EDIT]
    assert all(row.verdict is Verdict.EDIT or not edits or row.turn < edits[0] for row in judged.trained)


def test_a_bundle_takes_no_record_of_another_session_or_patient() -> None:
    held = bundle()
    with pytest.raises(ForeignRecord, match="turn 1"):
        replace(held, session=session("s-2"))
    with pytest.raises(ForeignRecord, match="consent"):
        replace(held, consents=(replace(consent(), patient="p-2"),))
    with pytest.raises(ForeignRecord, match="call-3"):
        replace(held, calls=(replace(held.calls[0], tenant="other"),))
    assert held.review is not None
    with pytest.raises(ForeignRecord, match="review-1"):
        replace(held, review=replace(held.review, session="s-2"))
