"""Whether a patient's targets reach their problems: the same verdict as for a file, on what the store holds."""

from collections.abc import Mapping, Sequence

from memory.record.course import Episode
from memory.record.crisis import CrisisPattern
from memory.record.identity import Language, Patient
from memory.record.session import Session
from memory.record.state import Direction, Measure, Target, TargetStatus
from memory.state.explained import CourseSoFar, Delivered, Point, Series
from memory.state.formulation import problems_and_mechanisms
from memory.state.sufficiency import Mechanism, PlannedTarget, Problem, RiskSeen, Verdict, sufficiency
from memory.store.store import Work
from strategies.graph.library import Library
from strategies.graph.protocol import TargetRole
from strategies.planning.inputs import TargetGap
from strategies.planning.reliable import least_change
from strategies.planning.risk_wording import risk_told
from strategies.planning.text import Words, words

COUNTED = frozenset({TargetStatus.AGREED, TargetStatus.ACTIVE, TargetStatus.IMPROVING, TargetStatus.ACHIEVED})
"""A proposed target waits for a clinician; paused and dropped ones reach nothing."""

MOST_LINES = 4
"""A brief names the first gaps; the interface has them all."""

_TEXTS: Words = {"latch": ("the risk level stands at {level}", "风险等级为 {level}")}


async def stored_verdict(work: Work, patient: Patient, episode: Episode, library: Library) -> Verdict:
    """The verdict on the targets as they stand, with what the episode so far does not explain."""
    targets = [each for each in await work.targets.all() if each.status in COUNTED]
    known = problems_and_mechanisms(await work.formulation.nodes(), await work.formulation.edges())
    problems = _problems(known.problems, targets, await work.crises.standing())
    mechanisms = known.mechanisms or _mechanisms(targets)
    sessions = [each for each in await work.sessions.all() if each.episode == episode.id and each.forked_from is None]
    told = [(each.id, each.text) for each in problems] + [(each.id, each.text) for each in mechanisms]
    risk = list(risk_told(told))
    if patient.risk_level > 0:
        risk.append(RiskSeen(id="risk", quote=words(_TEXTS, "latch", patient.locale, level=patient.risk_level)))
    return sufficiency(
        problems,
        mechanisms,
        [_planned(each, library, problems, mechanisms, patient.locale) for each in targets],
        risk=risk,
        course=_course(
            targets,
            await work.measures.all(),
            await _delivered(work, sessions, targets, library),
            library,
            episode,
        ),
        language=patient.locale,
    )


async def stored_gaps(work: Work, patient: Patient, episode: Episode, library: Library) -> tuple[TargetGap, ...]:
    """The gaps of that verdict, in its order, each with its target's name; none while no target is agreed."""
    labels = {each.id: each.label for each in await work.targets.all() if each.status in COUNTED}
    if not labels:
        return ()
    verdict = await stored_verdict(work, patient, episode, library)
    return tuple(
        TargetGap(code=each.code, text=f"{labels[each.id]}: {each.why}" if each.id in labels else each.why)
        for each in verdict.details
    )


async def gap_lines(work: Work, patient: Patient, episode: Episode, library: Library) -> tuple[str, ...]:
    """The gaps as lines of a brief, at most `MOST_LINES`; nothing while no target is agreed."""
    return tuple(each.text for each in (await stored_gaps(work, patient, episode, library))[:MOST_LINES])


def _problems(
    formulated: Sequence[Problem], targets: Sequence[Target], patterns: Sequence[CrisisPattern]
) -> list[Problem]:
    """Those of the formulation; without one, those that targets name. A crisis pattern is a problem of its own."""
    named = [Problem(id=text, text=text) for text in dict.fromkeys(each.problem for each in targets) if text]
    return [*(formulated or named), *(Problem(id=pattern.id, text=pattern.text) for pattern in patterns)]


def _mechanisms(targets: Sequence[Target]) -> list[Mechanism]:
    """Those that targets name, while nothing is formulated."""
    return [
        Mechanism(
            id=text,
            text=text,
            maintains=tuple(each.problem for each in targets if each.mechanism == text and each.problem),
        )
        for text in dict.fromkeys(each.mechanism for each in targets)
        if text
    ]


def _planned(
    target: Target,
    library: Library,
    problems: Sequence[Problem],
    mechanisms: Sequence[Mechanism],
    language: Language,
) -> PlannedTarget:
    """A target; steps of the pinned protocols that move its protocol's target are interventions of it."""
    own = [
        node.purpose.get(language, name)
        for protocol in library.values()
        for name, node in protocol.protocol.nodes.items()
        if target.protocol_target is not None
        and any(link.id == target.protocol_target and link.role is TargetRole.MOVE for link in node.targets)
    ]
    return PlannedTarget(
        id=target.id,
        label=target.label,
        problem=_resolved(target.problem, {each.id: each.text for each in problems}),
        mechanism=_resolved(target.mechanism, {each.id: each.text for each in mechanisms}),
        measure=target.measure,
        interventions=(*target.interventions, *own),
    )


def _resolved(reference: str | None, known: Mapping[str, str]) -> str | None:
    """The id that a target's reference means: an id, or the words of what it stands for."""
    if reference is None or reference in known:
        return reference
    folded = reference.strip().casefold()
    return next((id_ for id_, text in known.items() if text.strip().casefold() == folded), reference)


async def _delivered(
    work: Work, sessions: Sequence[Session], targets: Sequence[Target], library: Library
) -> tuple[Delivered, ...]:
    """For each session the targets that a step moved which was walked; only for targets of a protocol."""
    by_link = {each.protocol_target: each.id for each in targets if each.protocol_target is not None}
    moves = {
        (protocol.id, name): [
            by_link[link.id] for link in node.targets if link.role is TargetRole.MOVE and link.id in by_link
        ]
        for protocol in library.values()
        for name, node in protocol.protocol.nodes.items()
    }
    if not by_link:
        return ()
    found: list[Delivered] = []
    for session in sessions:
        walked = {(each.protocol, each.node) for each in await work.decisions.of_session(session.id)}
        served = dict.fromkeys(target for step in sorted(walked) for target in moves.get(step, []))
        found += [Delivered(order=float(session.n), at=f"S{session.n:02d}", target=target) for target in served]
    return tuple(found)


def _course(
    targets: Sequence[Target],
    measures: Sequence[Measure],
    delivered: tuple[Delivered, ...],
    library: Library,
    episode: Episode,
) -> CourseSoFar:
    """The outcome is the first measure that the course expects to move, else the PHQ-9."""
    outcome = _outcome_of(library, episode)
    series = {
        target.id: Series(
            name=target.label,
            better=target.direction,
            least=target.mcid or least_change(target.measure, None),
            points=_points(measures, target.measure),
        )
        for target in targets
        if target.measure is not None and target.measure != outcome
    }
    return CourseSoFar(
        outcome=Series(
            name=outcome, better=Direction.DOWN, least=least_change(outcome), points=_points(measures, outcome)
        ),
        targets={id_: each for id_, each in series.items() if each.points},
        delivered=delivered,
    )


def _outcome_of(library: Library, episode: Episode) -> str:
    declared = library[episode.protocol].protocol
    if declared.course is None:
        return "phq9"
    measured = (declared.targets[each.target].measure for each in declared.course.expected)
    return next((each for each in measured if each is not None), "phq9")


def _points(measures: Sequence[Measure], instrument: str) -> tuple[Point, ...]:
    return tuple(
        Point(order=float(each.taken_on.toordinal()), at=each.taken_on.isoformat(), value=each.total)
        for each in sorted(measures, key=lambda each: (each.taken_on, each.recorded_at))
        if each.instrument == instrument
    )
