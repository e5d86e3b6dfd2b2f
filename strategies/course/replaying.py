"""Stored sessions routed again: the record proved turn by turn, or a new release tried on what was really said."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from memory.record.identity import Scope
from memory.record.session import Answer, Author, EdgeDecision, FrameStack, RouteInputs, Session, SlotClaim, SlotValue
from memory.store.store import Store, Work
from strategies.course.jurisdiction import held_turns
from strategies.course.known import LastingValues, claimed, filled, said_so_far
from strategies.course.opening import days_between, last_of, left_standing
from strategies.course.releases import Releases
from strategies.course.standing import lasting_of
from strategies.graph.library import Library
from strategies.graph.reentry import reenter
from strategies.graph.replay import Difference, PastTurn, Shadow, as_before, compared, differences, shadow
from strategies.graph.route import begin
from strategies.graph.routed import RiskView, Step


@dataclass(frozen=True, slots=True, kw_only=True)
class Replayed:
    """One session routed again: how many turns, and what does not agree (nothing, in a whole record).

    `whole`: every routing was kept with its inputs; else the turns of an older record were routed on what can be read
    out of its candidates, by the rules of then.
    """

    session: str
    turns: int
    whole: bool
    differences: tuple[Difference, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Shadowed:
    """One session under other releases: how many turns, and where it would have gone another way."""

    session: str
    turns: int
    differs: tuple[Shadow, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Kept:
    """A session as the record has it."""

    session: Session
    library: Library
    stacks: tuple[FrameStack, ...]
    decisions: tuple[EdgeDecision, ...]
    claims: tuple[SlotClaim, ...]
    said_at: dict[int, datetime]
    lasting: LastingValues


async def replay_session(session_id: str, *, scope: Scope, store: Store, releases: Releases) -> Replayed:
    """Recomputes every decision of a session from stored claims, answers and frames. Raises: NotFound."""
    _, library = await releases.of_session(session_id, scope)
    async with store.read(scope) as work:
        kept = await _kept(work, session_id, library)
        found = list(await _opening(work, kept)) if _opened_by_routing(kept) else []
    past = past_turns(kept)
    whole = all(_inputs(kept, turn.turn) is not None for turn in past)
    for turn in past:
        rules = kept.library if _inputs(kept, turn.turn) is not None else as_before(kept.library)
        found.extend(differences(rules, turn))
    return Replayed(session=session_id, turns=len(past), whole=whole, differences=tuple(found))


async def shadow_session(
    session_id: str, other: Library, *, scope: Scope, store: Store, releases: Releases
) -> Shadowed:
    """Where each turn would have gone by the releases of `other`, the session's own for the rest. Raises: NotFound."""
    _, library = await releases.of_session(session_id, scope)
    async with store.read(scope) as work:
        kept = await _kept(work, session_id, library)
    past = past_turns(kept)
    tried = library.overlaid(other)
    differs = tuple(each for turn in past if (each := shadow(tried, turn)) is not None)
    return Shadowed(session=session_id, turns=len(past), differs=differs)


async def sessions_of(protocol: str, *, scope: Scope, store: Store) -> tuple[str, ...]:
    """The patient's sessions, trials too, in which that protocol was on the stack, first to last."""
    found: list[str] = []
    async with store.read(scope) as work:
        for session in await work.sessions.all():
            stacks = await work.sessions.stacks(session.id)
            if any(frame.protocol == protocol for stack in stacks for frame in stack.frames):
                found.append(session.id)
    return tuple(found)


async def _kept(work: Work, session_id: str, library: Library) -> _Kept:
    session = await work.sessions.get(session_id)
    turns = await work.turns.of_session(session_id)
    held = held_turns(turns)
    return _Kept(
        session=session,
        library=library,
        stacks=tuple(await work.sessions.stacks(session_id)),
        decisions=tuple(await work.decisions.of_session(session_id)),
        claims=tuple(await work.slots.of_session(session_id)),
        said_at={turn.n: turn.at for turn in turns if turn.author is Author.CLIENT and turn.n not in held},
        lasting=await lasting_of(work, session, library),
    )


def past_turns(kept: _Kept) -> list[PastTurn]:
    """The client turns that were routed in this session, in order; those copied into a trial are the old one's."""
    past: list[PastTurn] = []
    for before, after in zip(kept.stacks, kept.stacks[1:], strict=False):
        turn = after.turn - 1
        if turn not in kept.said_at:
            continue
        frames = filled(before.frames, _until(kept, turn), library=kept.library)
        top = frames[-1].protocol if frames else ""
        new = [claim for claim in kept.claims if claim.turn == turn]
        past.append(
            PastTurn(
                turn=turn,
                before=frames,
                slots=claimed(new, protocol=top),
                lasting=said_so_far(kept.library, kept.lasting.values, _until(kept, turn)),
                inputs=_inputs(kept, turn) or _read_out(kept, turn),
                steps=_steps(kept, turn),
                after=filled(after.frames, _until(kept, after.turn), library=kept.library),
            )
        )
    return past


def _until(kept: _Kept, turn: int) -> list[SlotClaim]:
    """The claims that were on record when client turn `turn` was routed.

    One that a called protocol returned rests on an earlier turn's words, and was kept later than they were said.
    """
    now = kept.said_at.get(turn)
    return [
        claim
        for claim in kept.claims
        if claim.turn < turn and (claim.at == kept.said_at.get(claim.turn) or now is None or claim.at < now)
    ]


def _steps(kept: _Kept, turn: int) -> tuple[Step, ...]:
    return tuple(
        Step(protocol=each.protocol, node=each.node, to=each.to, taken=each.taken, candidates=each.candidates)
        for each in kept.decisions
        if each.turn == turn
    )


def _inputs(kept: _Kept, turn: int) -> RouteInputs | None:
    found = next((each for each in kept.decisions if each.turn == turn), None)
    return found.inputs if found is not None else RouteInputs()


def _read_out(kept: _Kept, turn: int) -> RouteInputs:
    """What an older record lets one read of a routing's inputs, out of its candidates."""
    candidates = [each for decision in kept.decisions if decision.turn == turn for each in decision.candidates]
    seen: dict[str, SlotValue] = {}
    answers: dict[str, Answer] = {}
    for each in candidates:
        seen |= {name: value for name, value in each.inputs.items() if name.startswith("risk.")}
        question, _, wanted = (each.guard or "").partition(" is ")
        if each.kind == "semantic" and (each.p is not None or each.verdict in ("taken", "not_met", "gated")):
            said = each.why.removeprefix("the answer is ").partition(",")[0]
            old = answers.get(question)
            shares = {**((old.probabilities if old else None) or {}), wanted: each.p or 0.0}
            choice = wanted if each.verdict in ("taken", "gated") or not said.isidentifier() else said
            answers[question] = Answer(
                question=question, choice=choice, p=shares.get(choice), probabilities=shares, mass=each.mass
            )
        elif each.kind == "semantic" and each.why == "the decider gave no answer":
            answers[question] = Answer(question=question, choice=None)
    for question, answer in answers.items():
        shares = answer.probabilities or {}
        rest = max(0.0, 1.0 - sum(shares.values()))
        missing = answer.choice if answer.choice is not None and answer.choice not in shares else "other"
        answers[question] = replace(answer, probabilities={**shares, missing: rest} if shares else None)
    level = seen.get("risk.level")
    return RouteInputs(
        unscreened=seen.get("risk.unscreened_event") is True,
        level=level if isinstance(level, int) else 0,
        answers=tuple(answers[name] for name in sorted(answers)),
    )


def _opened_by_routing(kept: _Kept) -> bool:
    """Whether its opening can be routed again: no trial, and no record from before openings were kept."""
    own = kept.session.forked_from is None and bool(kept.stacks) and kept.stacks[0].turn == 1
    return own and all(each.inputs is not None for each in kept.decisions if each.step == 0)


async def _opening(work: Work, kept: _Kept) -> Sequence[Difference]:
    """Whether the session opens today where it opened then."""
    steps, inputs = _steps(kept, 1), _inputs(kept, 1) or RouteInputs()
    episode = await work.episodes.get(kept.session.episode)
    last = last_of(await work.sessions.all(), episode, before=kept.session.n)
    risk = RiskView(unscreened_event=inputs.unscreened, level=inputs.level, flags=inputs.flags)
    if last is None:
        routed = begin(
            kept.library, kept.stacks[0].frames[0].protocol, lasting=kept.lasting.values, gates=inputs.gates, risk=risk
        )
    else:
        moves = [move for move in await work.moves.of_episode(episode.id) if move.after_session < kept.session.n]
        routed = reenter(
            kept.library,
            await left_standing(work, last, kept.library, moves),
            days=days_between(last, kept.session.opened_at.date()),
            lasting=kept.lasting.values,
            gates=inputs.gates,
            risk=risk,
            turn=0,
        ).routed
    return compared(1, steps, kept.stacks[0].frames, routed.steps, routed.stack)
