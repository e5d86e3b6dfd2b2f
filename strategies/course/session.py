"""Beginning a course, opening a session, asking for its close."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time

from memory.record.course import Episode, PlanVersion
from memory.record.identity import Patient, Scope
from memory.record.session import (
    Author,
    FrameStack,
    Session,
    SessionMode,
    SessionState,
    Turn,
    TurnOrigin,
)
from memory.record.work import Job, JobState
from memory.store.store import Work
from strategies.course.briefing import pinned_brief
from strategies.course.case.presenting import Override, check_fit
from strategies.course.consenting import NEEDED, in_force
from strategies.course.ending import queue_close
from strategies.course.engine import Engine
from strategies.course.errors import (
    ClosePending,
    ConsentMissing,
    DraftWaiting,
    EpisodeEnded,
    NotSimulated,
    SessionNotOpen,
    SessionStillOpen,
    TurnInFlight,
)
from strategies.course.escalating import call_clinician
from strategies.course.exchange import spoken_event
from strategies.course.jurisdiction import check_opening, opening_disclosure, plan_in_force
from strategies.course.opening import kept_steps, opening_of
from strategies.course.plan_signals import signals_at_opening
from strategies.course.recalling import warm
from strategies.graph.errors import UnknownProtocol
from strategies.graph.library import Library
from strategies.graph.task import node_task
from strategies.planning.inputs import PlanInputs
from strategies.planning.planner import plan_next, plan_version


@dataclass(frozen=True, slots=True, kw_only=True)
class Opened:
    """An open session and the opening line that was said."""

    session: Session
    turn: Turn


async def begin_episode(
    protocol: str,
    *,
    shipped: Library,
    scope: Scope,
    engine: Engine,
    releases: Mapping[str, str] | None = None,
    override: Override | None = None,
) -> Episode:
    """Begins a course of treatment: pins the releases of every protocol it may reach, and makes the first plan.

    `releases` (protocol id -> release id) names kept releases that take the place of the shipped ones. What the
    patient presents with is held against what the course is for; `override` is a clinician's word against a refusal.

    Raises: strategies.graph.errors.UnknownProtocol; strategies.course.case.case_errors.NotEligible;
    memory.store.errors.NotFound (no such patient, no such release).
    """
    now = engine.clock()
    chosen = await engine.releases.library(releases or {})
    for name in (releases or {}).keys() - chosen.keys():
        raise UnknownProtocol(name)
    library = shipped.overlaid(chosen)
    pinned = await engine.releases.pin(library.reach(protocol), now=now)
    async with engine.store.write(scope) as work:
        patient = await work.patient.get()
        episode = Episode(
            tenant=scope.tenant,
            patient=scope.patient,
            id=engine.ids(),
            protocol=protocol,
            releases=pinned,
            started_at=now,
        )
        fit = await check_fit(
            work, patient, protocol, library, episode=episode.id, override=override, engine=engine, now=now
        )
        await work.episodes.add(episode)
        if fit is not None:
            await work.eligibility.add(fit)
        inputs = PlanInputs(
            language=patient.locale,
            session_n=await work.sessions.count(),
            targets=tuple(await work.targets.all()),
            risk_level=patient.risk_level,
        )
        plan = plan_version(
            plan_next(inputs, None),
            scope=scope,
            id=engine.ids(),
            episode=episode.id,
            n=1,
            created_at=now,
            after_session=None,
        )
        await work.plans.add(plan)
        return episode


async def open_session(
    episode_id: str, mode: SessionMode, *, scope: Scope, engine: Engine, held_on: date | None = None
) -> Opened:
    """Opens the next session: pins plan and memory snapshot in its brief, enters its first node, says its opening line.

    Where it begins follows from where the last one left off: a course moves on, a session that was broken off is taken
    up as its node asks. `held_on` dates the session of a simulated patient, whose weeks pass in minutes; a real one is
    held when it is held.

    Raises: ConsentMissing, EpisodeEnded, SessionStillOpen, ClosePending, NotSimulated, ModeRefused; ProfileForbids of
    strategies.profiles.errors; memory.store.errors.NotFound.
    """
    opened: Opened | None = None
    while True:
        async with engine.store.read(scope) as work:
            episode = await work.episodes.get(episode_id)
        library = await engine.releases.of_episode(episode)
        async with engine.store.write(scope) as work:
            if (await work.episodes.get(episode_id)).releases != episode.releases:
                continue  # it moved to other releases just now
            opened = await _open(work, episode, library, mode, engine=engine, held_on=held_on)
        break
    if opened is None:
        raise EpisodeEnded(episode_id)
    await warm(opened.session, scope=scope, engine=engine)
    return opened


async def _open(
    work: Work, episode: Episode, library: Library, mode: SessionMode, *, engine: Engine, held_on: date | None
) -> Opened | None:
    """The session; none when the course turns out to be over, which is then on record."""
    now = engine.clock()
    patient = await work.patient.get()
    if held_on is not None and not patient.simulated:
        raise NotSimulated(patient.id)
    ruling = await check_opening(work, patient, mode, engine=engine)
    sessions = await work.sessions.all()
    await _check_open(work, episode, sessions, patient_id=patient.id)
    opened_at = now if held_on is None else datetime.combine(held_on, time(9), tzinfo=UTC)
    opening = await opening_of(work, episode, library, patient, sessions, opened_at=opened_at)
    stack = opening.entered.routed.stack
    if opening.entered.routed.ended:
        await work.episodes.replace(replace(episode, ended_at=now))
        return None
    plan = await _plan_before(work, patient, episode, library, opened_at=opened_at, engine=engine)
    plan = await plan_in_force(work, episode, plan, ruling)
    task = node_task(library, stack[-1], language=patient.locale)
    session = Session(
        tenant=episode.tenant,
        patient=patient.id,
        id=engine.ids(),
        episode=episode.id,
        n=len(sessions) + 1,
        mode=mode,
        state=SessionState.OPEN,
        language=patient.locale,
        opened_at=opened_at,
        touched_at=now,
        plan=plan.id if plan else None,
        brief=await pinned_brief(work, patient, episode, plan, library, opening, on=opened_at.date(), engine=engine),
    )
    turn = Turn(
        tenant=session.tenant,
        patient=patient.id,
        session=session.id,
        n=1,
        author=Author.TEMPLATE,
        origin=TurnOrigin.SCRIPTED,
        text=" ".join(
            filter(None, (opening_disclosure(ruling, patient.locale), opening.words(patient.locale), task.fallback))
        ),
        at=now,
        node=stack[-1].node,
    )
    await work.sessions.add(session)
    await work.turns.add(turn)
    await work.sessions.push_stack(
        FrameStack(tenant=session.tenant, patient=patient.id, session=session.id, turn=1, frames=stack)
    )
    await work.decisions.add_all(kept_steps(session, opening.entered.routed.steps, at=now))
    await work.events.append(spoken_event(turn))
    left = opening.entered.left
    if opening.entered.policy == "escalate" and left is not None:
        why = f"the last session broke off at {left.node} of {left.protocol}, and that step asks for a clinician"
        await call_clinician(work, session, why, engine=engine, now=now)
    return Opened(session=session, turn=turn)


async def _plan_before(
    work: Work, patient: Patient, episode: Episode, library: Library, *, opened_at: datetime, engine: Engine
) -> PlanVersion | None:
    """The plan that stands; a new version of it when something came since it was made, or weeks without contact."""
    plan = await work.plans.latest(episode.id)
    last = next((each for each in reversed(await work.sessions.all()) if each.forked_from is None), None)
    if plan is None or last is None:
        return plan
    days = (opened_at - last.opened_at).days
    inputs = await signals_at_opening(work, patient, episode, library, plan, days=days)
    draft = plan_next(inputs, plan)
    if not draft.replanned:
        return plan
    after = plan_version(
        draft,
        scope=Scope(tenant=patient.tenant, patient=patient.id),
        id=engine.ids(),
        episode=episode.id,
        n=plan.n + 1,
        created_at=engine.clock(),
        after_session=last.id,
    )
    await work.plans.add(after)
    return after


async def _check_open(work: Work, episode: Episode, sessions: Sequence[Session], *, patient_id: str) -> None:
    if episode.ended_at is not None:
        raise EpisodeEnded(episode.id)
    given = await in_force(work)
    for needed in NEEDED:
        if needed not in given:
            raise ConsentMissing(patient_id, needed)
    for session in sessions:
        if session.state is SessionState.OPEN:
            raise SessionStillOpen(session.id)
        if session.state is SessionState.CLOSING:
            raise ClosePending(session.id)


async def request_close(session_id: str, *, scope: Scope, engine: Engine, abandoned: bool = False) -> Job:
    """Stops the session's turns and queues its close; asked again, gives the same job, or a new one after it failed.

    Raises: TurnInFlight (a reply is being made), DraftWaiting, SessionNotOpen (imported); NotFound.
    """
    async with engine.store.write(scope) as work:
        session = await work.sessions.lock(session_id)
        now = engine.clock()
        jobs = await work.jobs.of_session(scope.tenant, session_id)
        failed = bool(jobs) and jobs[-1].state is JobState.FAILED and session.state is SessionState.CLOSING
        if session.state is not SessionState.OPEN and not failed:
            if jobs:
                return jobs[-1]
            raise SessionNotOpen(session_id, session.state)
        if not failed:
            await _check_quiet(work, session_id, now=now, abandoned=abandoned)
        return await queue_close(work, session, abandoned=abandoned, engine=engine, now=now)


async def _check_quiet(work: Work, session_id: str, *, now: datetime, abandoned: bool) -> None:
    """A pending turn does not keep a session open: its words are kept and read at the close. A running one does.

    A draft keeps it open until somebody releases it, unless everybody has left.
    """
    busy = await work.requests.open_of(session_id)
    if busy is not None and busy.lease_until > now:
        raise TurnInFlight(session_id, busy.key, retry_after=(busy.lease_until - now).total_seconds())
    draft = await work.drafts.waiting(session_id)
    if draft is not None and not abandoned:
        raise DraftWaiting(session_id, draft.n)
