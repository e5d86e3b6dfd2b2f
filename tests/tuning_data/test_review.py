"""Signing a review, and what a signature holds."""

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from memory.record.review import Review, ReviewerKind, TurnVerdict, Verdict
from memory.record.session import Author, CallKind, PromptMessage
from tests.tuning_data.reviewed import (
    CHINESE,
    KEY,
    NOW,
    bundle,
    clock,
    ids,
    session,
    submission,
    turns_and_calls,
)
from tuning_data.errors import (
    ContentChanged,
    CorrectionInOtherLanguage,
    CorrectionMissing,
    CorrectionUncalledFor,
    ForeignRecord,
    KeyTooShort,
    NothingToReview,
    OutOfRange,
    PromptMissing,
    ReviewRefused,
    RewardAgainstSafety,
    SignatureWrong,
    UnknownDimension,
    Unsigned,
    VerdictOnNoTherapistTurn,
    VerdictTwice,
)
from tuning_data.export.bundle import SessionBundle
from tuning_data.review.content import content_sha256
from tuning_data.review.sign import DIMENSIONS, Submission, reward_of, sign_review, verify


def sign(given: Submission, *, language: str = "en") -> Review:
    turns, calls = turns_and_calls(CHINESE if language == "zh-CN" else turns_of_english())
    return sign_review(
        given, session=session(language=language), turns=turns, calls=calls, key=KEY, ids=ids, clock=clock
    )


def turns_of_english() -> tuple[str, ...]:
    return tuple(turn.text for turn in turns_and_calls()[0])


def accept(turn: int) -> TurnVerdict:
    return TurnVerdict(turn=turn, verdict=Verdict.ACCEPT)


def edit(turn: int, correction: str | None = "What is it that keeps you up?") -> TurnVerdict:
    return TurnVerdict(turn=turn, verdict=Verdict.EDIT, correction=correction)


def reject(turn: int) -> TurnVerdict:
    return TurnVerdict(turn=turn, verdict=Verdict.REJECT, reason="too blunt")


def digest(held: SessionBundle) -> str:
    return content_sha256(held.session, held.turns, held.calls)


def test_turns_without_a_verdict_are_accepted_and_the_reward_is_one() -> None:
    turns, calls = turns_and_calls()
    review = sign(submission())
    assert review == Review(
        tenant="clinic",
        patient="p-1",
        id="review-1",
        session="s-1",
        reviewer="dr-lin",
        reviewer_kind=ReviewerKind.HUMAN,
        verdicts=(accept(1), accept(3), accept(5), accept(7)),
        reward=1.0,
        content_sha256=content_sha256(session(), turns, calls),
        created_at=NOW,
        signed_at=NOW,
        signature=review.signature,
    )
    verify(review, KEY, review.content_sha256)


def test_verdicts_are_kept_in_the_order_of_the_turns() -> None:
    assert sign(submission(reject(7), edit(3))).verdicts == (accept(1), edit(3), accept(5), reject(7))


@pytest.mark.parametrize(
    ("verdict", "refusal"),
    [
        (accept(2), VerdictOnNoTherapistTurn),
        (accept(8), VerdictOnNoTherapistTurn),
        (edit(3, None), CorrectionMissing),
        (edit(3, "  "), CorrectionMissing),
        (edit(3, "..."), CorrectionMissing),
        (edit(3, "是什么让你睡不着？"), CorrectionInOtherLanguage),
        (TurnVerdict(turn=3, verdict=Verdict.ACCEPT, correction="Fine."), CorrectionUncalledFor),
        (TurnVerdict(turn=3, verdict=Verdict.REJECT, correction="No."), CorrectionUncalledFor),
    ],
)
def test_a_verdict_that_does_not_fit_is_refused(verdict: TurnVerdict, refusal: type[ReviewRefused]) -> None:
    with pytest.raises(refusal, match=f"session s-1 turn {verdict.turn}"):
        sign(submission(verdict))


def test_two_verdicts_on_one_turn_are_refused() -> None:
    with pytest.raises(VerdictTwice):
        sign(submission(accept(3), reject(3)))


def test_a_chinese_session_takes_a_chinese_correction_and_no_english_one() -> None:
    correction = edit(3, "只睡四个小时，PHQ 这一项要再问一次。")
    assert sign(submission(correction), language="zh-CN").verdicts[1] == correction
    with pytest.raises(CorrectionInOtherLanguage, match="zh-CN"):
        sign(submission(edit(3)), language="zh-CN")


def test_a_session_without_a_therapists_turn_cannot_be_reviewed() -> None:
    turns, calls = turns_and_calls()
    only_client = tuple(turn for turn in turns if turn.author is Author.CLIENT)
    with pytest.raises(NothingToReview):
        sign_review(submission(), session=session(), turns=only_client, calls=calls, key=KEY, ids=ids, clock=clock)


@pytest.mark.parametrize(
    ("given_reward", "rubric", "refusal"),
    [
        (None, {"warmth": 1.0}, UnknownDimension),
        (None, {"safety": 1.01}, OutOfRange),
        (None, {"style": -0.1}, OutOfRange),
        (None, {"style": float("nan")}, OutOfRange),
        (1.5, {}, OutOfRange),
        (float("nan"), {}, OutOfRange),
        (0.5, {"safety": 0.0}, RewardAgainstSafety),
    ],
)
def test_a_rubric_or_reward_that_does_not_fit_is_refused(
    given_reward: float | None, rubric: dict[str, float], refusal: type[ReviewRefused]
) -> None:
    with pytest.raises(refusal):
        sign(replace(submission(), reward=given_reward, rubric=rubric))


def test_a_reward_that_the_reviewer_set_stands() -> None:
    assert sign(replace(submission(reject(3)), reward=0.9, rubric={"safety": 1.0})).reward == 0.9


@pytest.mark.parametrize(
    ("verdicts", "rubric", "reward"),
    [
        ((accept(1), accept(3)), {}, 1.0),
        ((accept(1), accept(3)), {"style": 0.2}, 1.0),
        ((accept(1), accept(3)), {"safety": 0.0, "style": 1.0}, 0.0),
        ((accept(1), edit(3)), {}, 1.0),
        ((accept(1), reject(3)), {}, 0.5),
        ((accept(1), accept(3), reject(5)), {"safety": 1.0, "alliance": 0.5}, 0.5),
        ((reject(1),), {"safety": 1.0}, 0.0),
    ],
)
def test_the_reward_follows_the_stated_rule(
    verdicts: tuple[TurnVerdict, ...], rubric: dict[str, float], reward: float
) -> None:
    assert reward_of(verdicts, rubric) == reward


@given(
    st.lists(st.sampled_from(Verdict), min_size=1, max_size=8),
    st.dictionaries(st.sampled_from(DIMENSIONS), st.floats(0, 1)),
)
def test_the_reward_stays_between_zero_and_one(verdicts: list[Verdict], rubric: dict[str, float]) -> None:
    judged = [TurnVerdict(turn=n, verdict=verdict) for n, verdict in enumerate(verdicts)]
    assert 0 <= reward_of(judged, rubric) <= 1


CHANGES: dict[str, Callable[[Review], Review]] = {
    "tenant": lambda review: replace(review, tenant="other"),
    "patient": lambda review: replace(review, patient="p-2"),
    "id": lambda review: replace(review, id="review-2"),
    "session": lambda review: replace(review, session="s-2"),
    "reviewer": lambda review: replace(review, reviewer="dr-ma"),
    "reviewer kind": lambda review: replace(review, reviewer_kind=ReviewerKind.SYNTHETIC),
    "verdict": lambda review: replace(review, verdicts=(*review.verdicts[:-1], reject(7))),
    "correction": lambda review: replace(review, verdicts=(accept(1), edit(3, "Why?"), *review.verdicts[2:])),
    "reason": lambda review: replace(review, verdicts=(replace(accept(1), reason="good"), *review.verdicts[1:])),
    "rubric": lambda review: replace(review, rubric={"safety": 0.5}),
    "reward": lambda review: replace(review, reward=0.5),
    "comment": lambda review: replace(review, comment="fine"),
    "content": lambda review: replace(review, content_sha256="0" * 64),
    "moment": lambda review: replace(review, signed_at=NOW + timedelta(microseconds=1)),
    "signature": lambda review: replace(review, signature="0" * 64),
}


@pytest.mark.parametrize("change", CHANGES.values(), ids=CHANGES)
def test_no_part_of_a_signed_review_can_be_changed(change: Callable[[Review], Review]) -> None:
    changed = change(sign(submission(edit(3))))
    with pytest.raises(SignatureWrong, match=changed.id):
        verify(changed, KEY, changed.content_sha256)


def test_a_review_signed_with_another_key_is_refused() -> None:
    review = sign(submission())
    with pytest.raises(SignatureWrong):
        verify(review, KEY + b"!", review.content_sha256)


def test_a_review_of_other_content_is_refused() -> None:
    with pytest.raises(ContentChanged):
        verify(sign(submission()), KEY, "0" * 64)


def test_a_review_without_a_signature_is_refused() -> None:
    review = sign(submission())
    with pytest.raises(Unsigned):
        verify(replace(review, signature=None), KEY, review.content_sha256)


def test_the_signature_holds_in_another_time_zone_and_with_whole_numbers() -> None:
    review = sign(replace(submission(), rubric={"safety": 1}))
    elsewhere = NOW.astimezone(timezone(timedelta(hours=8)))
    verify(replace(review, signed_at=elsewhere, rubric={"safety": 1.0}, reward=1), KEY, review.content_sha256)


def test_a_short_key_is_refused() -> None:
    turns, calls = turns_and_calls()
    with pytest.raises(KeyTooShort, match="15"):
        sign_review(submission(), session=session(), turns=turns, calls=calls, key=b"x" * 15, ids=ids, clock=clock)


def change_turn(held: SessionBundle, **changes: object) -> SessionBundle:
    turns = list(held.turns)
    turns[2] = replace(turns[2], **changes)  # type: ignore[arg-type]  # the table below names fields and values
    return replace(held, turns=tuple(turns))


@pytest.mark.parametrize(
    "changes",
    [
        {"text": "Other words."},
        {"author": Author.CLINICIAN},
        {"node": "work"},
        {"rationale": "because"},
        {"draft_text": "draft"},
        {"call": None},
        {"call": "call-5"},
    ],
)
def test_the_content_hash_changes_with_every_part_of_a_turn(changes: dict[str, object]) -> None:
    held = bundle()
    assert digest(change_turn(held, **changes)) != digest(held)


def test_the_content_hash_changes_with_a_prompt_an_answer_and_the_brief() -> None:
    held = bundle()
    first = held.calls[0]
    longer = replace(first, messages=(*first.messages, PromptMessage(role="assistant", content="x")))
    others = [
        replace(held, calls=(longer, *held.calls[1:])),
        replace(held, calls=(replace(first, answer="x"), *held.calls[1:])),
        replace(held, session=replace(held.session, brief="x")),
        replace(held, turns=held.turns[:-1]),
    ]
    assert len({digest(held), *map(digest, others)}) == 5


def test_the_content_hash_does_not_change_with_what_came_after_the_review() -> None:
    held = bundle()
    later = replace(held.calls[0], id="call-close", kind=CallKind.CLOSE, answer="a note")
    touched = replace(held.session, version=9, touched_at=NOW + timedelta(days=1))
    after = replace(held, session=touched, calls=(later, *reversed(held.calls)), turns=tuple(reversed(held.turns)))
    assert digest(after) == digest(held)


def test_content_whose_prompt_is_missing_has_no_hash() -> None:
    held = bundle()
    with pytest.raises(PromptMissing, match="call-3"):
        content_sha256(held.session, held.turns, held.calls[1:])


def test_a_turn_of_another_session_has_no_place_in_the_hash() -> None:
    held = bundle()
    with pytest.raises(ForeignRecord, match="turn 1"):
        content_sha256(session("s-2"), held.turns, held.calls)
