"""The canonical row: one trained turn, its prompt exactly as it was served, and the reply.

Every format is a view of these rows. Authorship decides what may be one: words that the model did not speak (a
template's, a clinician's) are never trained as if it had. A corrected reply is a row of its own, the correction after
the prompt that was served, with the pair of both texts. The replies after it answered words that the corrected reply
would not have drawn: they stay context.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from memory.record.review import Review, ReviewerKind, TurnVerdict, Verdict
from memory.record.session import Author, CallKind, ModelCall, PromptMessage, Turn, TurnOrigin
from strategies.graph.task import NodeTask, task_json
from strategies.speech.profile import AGENTLM, PROFILES, NotAlternating
from tuning_data.export.bundle import SessionBundle

FIXED_SYSTEM_PROMPTS = frozenset(profile.system for profile in PROFILES.values())
"""System prompts that belong to a model's template and never change: a view may leave them out."""

WEIGHTS = {Verdict.ACCEPT: 1.0, Verdict.EDIT: 1.0}
"""The loss weight of a trained turn by its verdict; the session's reward stands beside it, not in it."""


class NotTrained(StrEnum):
    """Why a therapist's turn is no row."""

    CRISIS = "crisis"
    TEMPLATE = "template"
    CLINICIAN = "clinician"
    NOT_JUDGED = "not_judged"
    REJECTED = "rejected"
    AFTER_EDIT = "after_edit"
    NO_PROMPT = "no_prompt"
    SYSTEM_PROMPT = "system_prompt"
    ALTERNATION = "alternation"
    EMPTY = "empty"
    NO_THOUGHT = "no_thought"
    THOUGHT_WRITTEN_AFTER = "thought_written_after"
    WITHHELD = "withheld"


class Thoughts(StrEnum):
    """Whether rows carry the thought before the reply.

    LEFT_OUT: replies only, every trained turn. SERVED: only turns whose thought stood in the model's own answer.
    WRITTEN_TOO: also turns whose thought was written afterwards, marked so. A correction has no thought of its own.
    """

    LEFT_OUT = "left_out"
    SERVED = "served"
    WRITTEN_TOO = "written_too"


class ThoughtOrigin(StrEnum):
    """Where a row's thought comes from."""

    SERVED = "served"
    WRITTEN_AFTER = "written_after"


@dataclass(frozen=True, slots=True, kw_only=True)
class Preference:
    """What a correction teaches: both replies to one prompt."""

    chosen: str
    rejected: str


@dataclass(frozen=True, slots=True, kw_only=True)
class TrainedTurn:
    """One row. `messages` is the prompt as served, its system message among them; `reply` is what is trained.

    `reward` is the session's r in [0, 1], `weight` the turn's loss weight. `prompt_sha256` and `template` name the
    prompt. `preference` is set exactly when the verdict is edit. `task` is what the node asked of the turn.
    """

    id: str
    tenant: str
    patient: str
    session: str
    turn: int
    node: str
    model: str | None
    author: Author
    origin: TurnOrigin
    verdict: Verdict
    review: str
    reviewer_kind: ReviewerKind
    reward: float
    weight: float
    messages: tuple[PromptMessage, ...]
    prompt_sha256: str
    template: str
    reply: str
    thought: str | None = None
    thought_origin: ThoughtOrigin | None = None
    preference: Preference | None = None
    task: NodeTask | None = None

    @property
    def value(self) -> str:
        """The text trained: the reply, after its thought where the row carries one."""
        return self.reply if self.thought is None else f"Thought: {self.thought}\n\n{self.reply}"

    @property
    def system(self) -> str | None:
        """The system message as served."""
        return self.messages[0].content if self.messages[0].role == "system" else None

    @property
    def spoken(self) -> tuple[PromptMessage, ...]:
        """The prompt without its system message."""
        return self.messages if self.system is None else self.messages[1:]


@dataclass(frozen=True, slots=True, kw_only=True)
class Judged:
    """The rows of a session, and why each other turn of a therapist is none (turn -> reason), both in order."""

    trained: tuple[TrainedTurn, ...]
    left_out: dict[int, NotTrained]


def rows(bundle: SessionBundle, *, thoughts: Thoughts = Thoughts.LEFT_OUT) -> list[TrainedTurn]:
    """The trained turns of a session, in order; none where it has no review. The gates are not asked here."""
    return list(judge(bundle, thoughts=thoughts).trained)


def judge(bundle: SessionBundle, *, thoughts: Thoughts = Thoughts.LEFT_OUT) -> Judged:
    """Every turn of a therapist either as a row or with the reason why it is none."""
    calls = {call.id: call for call in bundle.calls}
    review = bundle.review
    verdicts = {one.turn: one for one in review.verdicts} if review else {}
    first_edit = min((n for n, one in verdicts.items() if one.verdict is Verdict.EDIT), default=None)
    trained: list[TrainedTurn] = []
    left_out: dict[int, NotTrained] = {}
    for turn in sorted(bundle.turns, key=lambda turn: turn.n):
        if turn.author is Author.CLIENT:
            continue
        judged = _row(
            turn,
            review,
            verdicts.get(turn.n),
            first_edit=first_edit,
            calls=calls,
            thoughts=thoughts,
            task=bundle.tasks.get(turn.n),
        )
        if isinstance(judged, NotTrained):
            left_out[turn.n] = judged
        elif _carries(judged, bundle.withheld):
            left_out[turn.n] = NotTrained.WITHHELD
        else:
            trained.append(judged)
    return Judged(trained=tuple(trained), left_out=left_out)


def _carries(row: TrainedTurn, words: Sequence[str]) -> bool:
    """Whether anything that would leave with the row holds one of these words."""
    if not words:
        return False
    rejected = row.preference.rejected if row.preference is not None else ""
    task = task_json(row.task) if row.task is not None else ""
    texts = (*(message.content for message in row.messages), row.value, rejected, task)
    return any(word in text for word in words for text in texts)


def _row(
    turn: Turn,
    review: Review | None,
    verdict: TurnVerdict | None,
    *,
    first_edit: int | None,
    calls: Mapping[str, ModelCall],
    thoughts: Thoughts,
    task: NodeTask | None,
) -> TrainedTurn | NotTrained:
    if review is None or verdict is None:
        return NotTrained.NOT_JUDGED
    call = calls.get(turn.call or "")
    if (left_out := _kept_by_words(turn, verdict, first_edit)) is not None:
        return left_out
    if call is None:
        return NotTrained.NO_PROMPT
    if (left_out := _kept_by_prompt(call)) is not None:
        return left_out
    edited = verdict.verdict is Verdict.EDIT
    thought, thought_origin = _thought(turn, call, edited=edited, thoughts=thoughts)
    if thoughts is not Thoughts.LEFT_OUT and thought_origin is None:
        return NotTrained.NO_THOUGHT
    if thoughts is Thoughts.SERVED and thought_origin is ThoughtOrigin.WRITTEN_AFTER:
        return NotTrained.THOUGHT_WRITTEN_AFTER
    reply = verdict.correction if edited and verdict.correction else turn.text
    return TrainedTurn(
        id=f"{turn.session}.t{turn.n}",
        tenant=turn.tenant,
        patient=turn.patient,
        session=turn.session,
        turn=turn.n,
        node=turn.node,
        model=turn.model,
        author=turn.author,
        origin=turn.origin,
        verdict=verdict.verdict,
        review=review.id,
        reviewer_kind=review.reviewer_kind,
        reward=review.reward,
        weight=WEIGHTS[verdict.verdict],
        messages=call.messages,
        prompt_sha256=call.prompt_sha256,
        template=call.template,
        reply=reply,
        thought=thought,
        thought_origin=thought_origin,
        preference=Preference(chosen=reply, rejected=turn.text) if edited else None,
        task=task,
    )


def _kept_by_words(turn: Turn, verdict: TurnVerdict, first_edit: int | None) -> NotTrained | None:
    """Why the words of this turn may not be trained."""
    if turn.origin is TurnOrigin.CRISIS:
        return NotTrained.CRISIS
    if turn.author is not Author.MODEL:
        return NotTrained.TEMPLATE if turn.author is Author.TEMPLATE else NotTrained.CLINICIAN
    if verdict.verdict is Verdict.REJECT:
        return NotTrained.REJECTED
    if verdict.verdict is Verdict.ACCEPT and first_edit is not None and turn.n > first_edit:
        return NotTrained.AFTER_EDIT
    return None if turn.text.strip() else NotTrained.EMPTY


def _kept_by_prompt(call: ModelCall) -> NotTrained | None:
    """Why nothing may be trained on this prompt."""
    if call.kind is not CallKind.SPEAK or not call.messages:
        return NotTrained.NO_PROMPT
    try:
        AGENTLM.check(call.messages)
    except NotAlternating:
        return NotTrained.ALTERNATION
    first = call.messages[0]
    return NotTrained.SYSTEM_PROMPT if first.role == "system" and first.content not in FIXED_SYSTEM_PROMPTS else None


def _thought(
    turn: Turn, call: ModelCall, *, edited: bool, thoughts: Thoughts
) -> tuple[str, ThoughtOrigin] | tuple[None, None]:
    if thoughts is Thoughts.LEFT_OUT or edited or turn.rationale is None or not turn.rationale.strip():
        return None, None
    served = turn.rationale.strip() in call.answer
    return turn.rationale.strip(), ThoughtOrigin.SERVED if served else ThoughtOrigin.WRITTEN_AFTER
