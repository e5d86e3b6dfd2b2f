"""What a patient's jurisdiction changes on the roads of a course: what opens, what is spoken, what is read.

The ruling comes from `strategies.profiles`; here it is held against the record. A plan's acceptance and a session's
hand-back are kept as gates that a clinician opened, so they can be withdrawn like any other. Danger is heard and
answered the same under every profile: an alarm's words pass before anything here looks at them.
"""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import datetime, timedelta

from memory.record.course import Episode, GateOpening, PlanVersion
from memory.record.identity import Actor, Language, Patient, Scope
from memory.record.review import ReviewerKind
from memory.record.risk import RiskEvent, RiskKind
from memory.record.session import Author, Session, SessionMode, SessionState, Turn, TurnOrigin
from memory.store.errors import NotFound
from memory.store.store import Work
from strategies.course.engine import Engine, Voices
from strategies.course.errors import ModeRefused, NotHeld
from strategies.course.gating import keep_opening
from strategies.course.keep import Spoken
from strategies.course.received import Received
from strategies.profiles.feature import Feature
from strategies.profiles.policy import Ruling

PLAN = "profile.plan"
HAND_BACK = "profile.hand_back"
"""In the place of a protocol's name: what kind of gate was opened. The edge is the plan's, or the risk event's, id."""

TAKEN_OVER_FROM = 2
"""The tier from which on a suicide alarm is a person's affair where a profile says so."""
SUICIDE = frozenset(
    {
        RiskKind.PASSIVE_IDEATION,
        RiskKind.ACTIVE_IDEATION,
        RiskKind.PLAN_OR_INTENT,
        RiskKind.ATTEMPT_OR_BEHAVIOR,
        RiskKind.SELF_HARM_NONSUICIDAL,
    }
)
OVER = (SessionState.CLOSED, SessionState.ABANDONED)

DISCLOSURE: Mapping[Language, str] = {
    Language.EN: "Please note: I am a computer program, not a person.",
    Language.ZH: "请注意：我是计算机程序，不是真人。",
}
HOLDING: Mapping[Language, Sequence[str]] = {
    Language.EN: (
        (
            "Your words are kept. I am a program and do not go on with this alone: a person has to take over here. "
            "I cannot tell you when one will. If you are in danger now, call your local emergency number."
        ),
        (
            "I have kept that too. The next words here have to come from a person, and I do not know when that will "
            "be. If you are in danger, please do not wait for this screen: call your local emergency number now."
        ),
    ),
    Language.ZH: (
        (
            "你说的话已经保存。我是程序，不会独自继续这个话题：接下来需要由真人接手，我无法告诉你是什么时候。"
            "如果你现在有危险，请拨打当地的急救电话。"
        ),
        (
            "这些话也已保存。接下来要由真人来和你说，我不知道会是什么时候。如果有危险，请不要等在这里，"
            "马上拨打当地的急救电话。"
        ),
    ),
}
"""What is said while a session waits for a person. Nobody has reviewed the lines yet; none claims that one was told."""


# ---- opening --------------------------------------------------------------------------------------------------------


async def check_opening(
    work: Work, patient: Patient, mode: SessionMode, *, engine: Engine, trial: bool = False
) -> Ruling:
    """Whether a session of `mode` may open now, as far as deployment and profile go; the ruling that it opens under.

    `trial`: a fork, which is no session that a review could be waited for.

    Raises: ModeRefused (setting `allowed_modes`); ProfileForbids.
    """
    if mode not in engine.policy.modes:
        allowed = ", ".join(sorted(engine.policy.modes))
        raise ModeRefused(f"opening a session (setting allowed_modes holds {allowed})", mode)
    ruling = engine.policy.ruling(patient, mode)
    if mode is not SessionMode.COPILOT:
        ruling.check(Feature.THERAPEUTIC_REPLY, f"a session in mode {mode} with patient {patient.id}")
    most = ruling.review_after_sessions
    if most is not None and not trial:
        waiting = await _unreviewed(work, most=most)
        if len(waiting) >= most:
            ruling.check(
                Feature.SESSION_WITHOUT_REVIEW, f"{most} sessions without a review, the last is {waiting[0].id}"
            )
    return ruling


async def _unreviewed(work: Work, *, most: int) -> list[Session]:
    """The sessions held since a person last signed a review of one, the newest first; at most `most`, no trials."""
    found: list[Session] = []
    for session in reversed(await work.sessions.all()):
        if session.forked_from is not None or session.state not in OVER:
            continue
        reviews = await work.reviews.of_session(session.id)
        if any(each.signed_at is not None and each.reviewer_kind is ReviewerKind.HUMAN for each in reviews):
            break
        found.append(session)
        if len(found) == most:
            break
    return found


async def plan_in_force(work: Work, episode: Episode, plan: PlanVersion | None, ruling: Ruling) -> PlanVersion | None:
    """The plan that a session opens with: the newest, or, where plans need a clinician, the newest accepted one.

    Raises: ProfileForbids when none was accepted.
    """
    if plan is None or not ruling.forbids(Feature.UNREVIEWED_PLAN):
        return plan
    accepted = {gate.edge for gate in await _standing(work, episode.id, PLAN)}
    for each in reversed([*await work.plans.all(episode.id)]):
        if each.id in accepted:
            return each
    ruling.check(Feature.UNREVIEWED_PLAN, f"plan {plan.id} of episode {episode.id}")
    raise AssertionError("a feature that is off was let through")


async def accept_plan(
    episode_id: str, plan_id: str, *, reason: str, actor: Actor, scope: Scope, engine: Engine
) -> GateOpening:
    """A clinician has read the plan and puts it in force; a newer one waits for its own word.

    Raises: GateStandsOpen (accepted already); NotFound.
    """
    async with engine.store.write(scope) as work:
        plan = await work.plans.get(plan_id)
        if plan.episode != episode_id:
            raise NotFound("plan", plan_id)
        episode = await work.episodes.get(episode_id)
        return await keep_opening(work, episode, PLAN, plan_id, reason=reason, actor=actor, engine=engine)


async def accepted_plans(episode_id: str, *, scope: Scope, engine: Engine) -> list[GateOpening]:
    """The acceptances that stand, oldest first. Raises: NotFound."""
    async with engine.store.read(scope) as work:
        await work.episodes.get(episode_id)
        return await _standing(work, episode_id, PLAN)


# ---- a session that a person has to take over -----------------------------------------------------------------------


async def waits_for_clinician(work: Work, session: Session, ruling: Ruling) -> bool:
    """Whether a suicide alarm of this session has not been handed back, where a profile asks for that."""
    if not ruling.forbids(Feature.REPLY_AFTER_SUICIDE_ALARM):
        return False
    return bool(await _taken_over(work, session))


async def _taken_over(work: Work, session: Session) -> list[RiskEvent]:
    handed = {gate.edge for gate in await _standing(work, session.episode, HAND_BACK)}
    return [
        event
        for event in await work.risk.events()
        if event.session == session.id
        and event.tier >= TAKEN_OVER_FROM
        and not SUICIDE.isdisjoint(event.kinds)
        and event.id not in handed
    ]


async def hand_back(session_id: str, *, reason: str, actor: Actor, scope: Scope, engine: Engine) -> list[GateOpening]:
    """A clinician lets the session go on by itself after its suicide alarms; a new alarm asks for them anew.

    Raises: NotHeld; NotFound.
    """
    async with engine.store.write(scope) as work:
        session = await work.sessions.lock(session_id)
        patient = await work.patient.get()
        ruling = engine.policy.ruling(patient, session.mode)
        events = await _taken_over(work, session) if ruling.forbids(Feature.REPLY_AFTER_SUICIDE_ALARM) else []
        if not events:
            raise NotHeld(session_id)
        episode = await work.episodes.get(session.episode)
        return [
            await keep_opening(work, episode, HAND_BACK, event.id, reason=reason, actor=actor, engine=engine)
            for event in events
        ]


def holding_line(received: Received) -> Spoken:
    """What is said in the model's place; not the same words twice running."""
    language = received.patient.locale
    options = HOLDING[language]
    said = sum(_holds(turn) for turn in received.history)
    return Spoken(text=options[said % len(options)], author=Author.TEMPLATE, origin=TurnOrigin.CRISIS)


def held_turns(turns: Sequence[Turn]) -> frozenset[int]:
    """The client turns that were answered by a holding line: they were kept and routed nowhere."""
    return frozenset(turn.n - 1 for turn in turns if _holds(turn))


def _holds(turn: Turn) -> bool:
    return turn.author is Author.TEMPLATE and any(line in turn.text for options in HOLDING.values() for line in options)


# ---- turns ----------------------------------------------------------------------------------------------------------


async def ruled(work: Work, received: Received, *, safety: bool, engine: Engine) -> Received:
    """The same with its ruling. `safety`: the session asks about safety by plan, so the words are taken whatever else.

    Raises: ProfileForbids for ordinary words of a session in which the model may not speak; nothing is kept then.
    """
    session = received.session
    ruling = engine.policy.ruling(received.patient, session.mode)
    if session.mode is not SessionMode.COPILOT and not safety and not received.risk.alarm:
        ruling.check(Feature.THERAPEUTIC_REPLY, f"session {session.id} in mode {session.mode}")
    return replace(received, ruling=ruling, held=await waits_for_clinician(work, session, ruling))


def may_speak(received: Received) -> bool:
    """Whether a model may make the reply: where it may not, a clinician releases it or the reviewed line stands in."""
    copilot = received.session.mode is SessionMode.COPILOT
    return copilot or not received.ruling.forbids(Feature.THERAPEUTIC_REPLY)


def reads_state(ruling: Ruling) -> bool:
    """Whether words may be read for states of mind; reading them for danger is never off."""
    return not ruling.forbids(Feature.MENTAL_STATE_DETECTION)


def for_reading(voices: Voices, ruling: Ruling) -> Voices:
    """The endpoints that listen: without state reading the model's question about danger is all that is left."""
    return voices if reads_state(ruling) else replace(voices, read=None)


def for_deciding(voices: Voices, ruling: Ruling) -> Voices:
    """The endpoints that answer closed questions about the next step: none without state reading, edges abstain."""
    return voices if reads_state(ruling) else replace(voices, decide=None)


# ---- saying that a machine speaks -----------------------------------------------------------------------------------


def opening_disclosure(ruling: Ruling, language: Language) -> str:
    """What a session begins with, or ""."""
    return DISCLOSURE[language] if ruling.forbids(Feature.UNDISCLOSED_AI) else ""


def disclosed(received: Received, spoken: Spoken, *, now: datetime) -> Spoken:
    """The reply, with the disclosure before it when it is due again."""
    every = received.ruling.disclose_every_hours
    if every is None:
        return spoken
    line = DISCLOSURE[received.patient.locale]
    told = [turn.at for turn in received.history if turn.author is not Author.CLIENT and line in turn.text]
    if told and now - max(told) < timedelta(hours=every):
        return spoken
    return replace(spoken, text=f"{line}\n\n{spoken.text}")


# ---- what is kept ---------------------------------------------------------------------------------------------------


async def _standing(work: Work, episode: str, kind: str) -> list[GateOpening]:
    return [
        gate for gate in await work.gates.of_episode(episode) if gate.protocol == kind and gate.withdrawn_at is None
    ]
