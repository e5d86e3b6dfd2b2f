"""A small protocol and the rows of sessions held under it, for drawings and adherence: written out, not run."""

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from functools import cache

from memory.record.course import Origin
from memory.record.review import Review, ReviewerKind
from memory.record.risk import RiskEvent, RiskEventState, RiskKind
from memory.record.session import (
    Author,
    Candidate,
    EdgeDecision,
    Frame,
    FrameStack,
    Session,
    SessionMode,
    SessionState,
    SlotClaim,
    SlotValue,
    Turn,
    TurnOrigin,
)
from strategies.adherence.record import Held, ReferenceLine
from strategies.graph.load import load_protocol
from strategies.graph.protocol import Protocol
from strategies.graph.release import CompiledProtocol, compile_release

START = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)
SESSION = "s-1"

SMALL = """
protocol:
  id: small
  version: 1.0.0
  title: {en: "A small session", zh-CN: "一次小会谈"}
start: ask_mood
targets:
  tgt.mood: {kind: symptom, measure: phq9, direction: down, mcid: 5, label: {en: "low mood", zh-CN: "情绪低落"}}
slots:
  mood: {type: int, range: [0, 10], reader: rating, text: {en: "mood this week, 0 to 10", zh-CN: "本周情绪，0 到 10"}}
  thought: {type: text, reader: sentence, text: {en: "the thought", zh-CN: "当时的想法"}}
questions:
  strain:
    text: {en: "How does the client take part?", zh-CN: "来访者怎样参与？"}
    options:
      engaged: {en: "takes part", zh-CN: "在参与"}
      withdrawal: {en: "pulls back: goes silent", zh-CN: "在退开：沉默"}
      confrontation: {en: "pushes back", zh-CN: "在对抗：抱怨"}
interrupts:
  - {id: risk, priority: 1000, when: "risk.unscreened_event", to: "protocol:screen", resume: after_screen}
nodes:
  ask_mood:
    kind: assess
    purpose: {en: "Know the mood.", zh-CN: "了解情绪。"}
    targets: [{id: tgt.mood, role: measure}]
    collects: [mood]
    must: [{en: "ask for a number", zh-CN: "请给出数字"}]
    never: [{en: "give advice", zh-CN: "给建议"}]
    fallback: {en: "How is your mood?", zh-CN: "你的情绪怎样？"}
    turns: {max: 2}
    visits: {max: 1}
    edges:
      - {to: work, when: "mood != null && mood <= 6"}
      - {to: done, when: "mood != null && mood > 6"}
      - {to: done, after: exhausted}
  work:
    kind: intervene
    purpose: {en: "Look at the thought.", zh-CN: "看一看这个想法。"}
    targets: [{id: tgt.mood, role: move}]
    collects: [thought]
    state_reached: {question: {en: "Did they see it as a thought?", zh-CN: "是否把它看作想法？"}, min_p: 0.7}
    fallback: {en: "What went through your mind?", zh-CN: "你想到了什么？"}
    turns: {max: 3}
    visits: {max: 2}
    edges:
      - {to: repair, ask: {question: strain, is: withdrawal, min_p: 0.75}, priority: 5}
      - {to: repair, ask: {question: strain, is: confrontation, min_p: 0.75}, priority: 5}
      - {to: takeaway, when: "thought != null"}
      - {to: takeaway, after: exhausted}
  repair:
    kind: ask
    purpose: {en: "Name the strain.", zh-CN: "说出不顺。"}
    fallback: {en: "What felt wrong?", zh-CN: "哪里不舒服？"}
    turns: {max: 1}
    visits: {max: 1}
    edges:
      - {to: work, after: exhausted}
  takeaway:
    kind: summarise
    purpose: {en: "Hear what stays.", zh-CN: "听听收获。"}
    fallback: {en: "What do you take away?", zh-CN: "你带走了什么？"}
    turns: {max: 1}
    visits: {max: 1}
    edges:
      - {to: done, after: exhausted}
  done:
    kind: end
    purpose: {en: "End.", zh-CN: "结束。"}
    fallback: {en: "Goodbye.", zh-CN: "再见。"}
"""

SCREEN = """
protocol: {id: screen, version: 1.0.0}
start: wish
slots:
  wish: {type: enum, values: ["yes", "no"], reader: yes_no, text: {en: "wish to be dead", zh-CN: "想死"}}
nodes:
  wish:
    kind: safety
    purpose: {en: "Ask.", zh-CN: "询问。"}
    collects: [wish]
    fallback: {en: "Do you wish to be dead?", zh-CN: "你想过死吗？"}
    turns: {max: 2}
    visits: {max: 1}
    edges:
      - {to: over, when: "wish != null"}
      - {to: over, after: exhausted}
  over: {kind: end, purpose: {en: "End.", zh-CN: "结束。"}, fallback: {en: "Thank you.", zh-CN: "谢谢。"}}
"""


@cache
def small() -> Protocol:
    """The session protocol."""
    return load_protocol(SMALL, file="small.yaml").protocol


@cache
def protocols() -> dict[str, CompiledProtocol]:
    """Both protocols, compiled."""
    return {
        "small": compile_release(small()),
        "screen": compile_release(load_protocol(SCREEN, file="screen.yaml").protocol),
    }


def decided(
    turn: int,
    node: str,
    taken: str,
    to: str,
    *,
    step: int = 0,
    protocol: str = "small",
    candidates: Sequence[Candidate] = (),
) -> EdgeDecision:
    """One decision."""
    return EdgeDecision(
        tenant="clinic",
        patient="p1",
        session=SESSION,
        turn=turn,
        step=step,
        protocol=protocol,
        node=node,
        to=to,
        taken=taken,
        candidates=tuple(candidates) or (candidate(taken, to),),
        at=START,
    )


def candidate(edge: str, to: str, *, kind: str = "deterministic", **inputs: SlotValue) -> Candidate:
    """One candidate that was taken."""
    return Candidate(
        edge=edge, kind="stay" if edge == "stay" else kind, to=to, verdict="taken", why="test", inputs=dict(inputs)
    )


def stack(turn: int, *frames: Frame) -> FrameStack:
    """Where the session stood after therapist turn `turn`."""
    return FrameStack(tenant="clinic", patient="p1", session=SESSION, turn=turn, frames=frames)


def frame(node: str, *, protocol: str = "small", entered: int = 0, **visits: int) -> Frame:
    """A frame at a node; `visits` are the entries counted so far, this node's among them."""
    return Frame(protocol=protocol, release="r", node=node, visits=visits or {node: 1}, entered_turn=entered)


def held(
    decisions: Sequence[EdgeDecision],
    stacks: Sequence[FrameStack],
    *,
    claims: Sequence[tuple[int, str]] = (),
    alarms: Sequence[int] = (),
    reward: float | None = None,
    reference: Sequence[ReferenceLine] = (),
) -> Held:
    """A session: client turns 2, 4, ... up to the last decision, therapist turns between."""
    last = max([2, *(decision.turn for decision in decisions)]) + 1
    return Held(
        session=Session(
            tenant="clinic",
            patient="p1",
            id=SESSION,
            episode="e-1",
            n=1,
            mode=SessionMode.SIMULATED,
            state=SessionState.CLOSED,
            language="en",
            opened_at=START,
            touched_at=START,
        ),
        decisions=tuple(decisions),
        stacks=tuple(stacks),
        turns=tuple(_turn(n) for n in range(1, last + 1)),
        protocols=protocols(),
        claims=tuple(_claim(turn, slot) for turn, slot in claims),
        events=tuple(_alarm(turn) for turn in alarms),
        review=None if reward is None else _review(reward),
        reference=tuple(reference),
    )


def _turn(n: int) -> Turn:
    return Turn(
        tenant="clinic",
        patient="p1",
        session=SESSION,
        n=n,
        author=Author.TEMPLATE if n % 2 else Author.CLIENT,
        origin=TurnOrigin.SCRIPTED if n % 2 else TurnOrigin.SPOKEN,
        text="words",
        at=START + timedelta(minutes=n),
    )


def _claim(turn: int, slot: str) -> SlotClaim:
    return SlotClaim(
        tenant="clinic",
        patient="p1",
        id=f"c-{turn}-{slot}",
        session=SESSION,
        turn=turn,
        slot=slot,
        value="x",
        start=0,
        end=1,
        quote="w",
        origin=Origin.RULE,
        confidence=1.0,
        at=START,
    )


def _alarm(turn: int) -> RiskEvent:
    return RiskEvent(
        tenant="clinic",
        patient="p1",
        id=f"a-{turn}",
        session=SESSION,
        turn=turn,
        tier=2,
        level=3,
        kinds=(RiskKind.ACTIVE_IDEATION,),
        layers=("lexicon",),
        why="test",
        state=RiskEventState.OPEN,
        at=START,
    )


def _review(reward: float) -> Review:
    return Review(
        tenant="clinic",
        patient="p1",
        id="r-1",
        session=SESSION,
        reviewer="dr-lin",
        reviewer_kind=ReviewerKind.HUMAN,
        verdicts=(),
        reward=reward,
        content_sha256="0" * 64,
        created_at=START,
        signed_at=START,
    )
