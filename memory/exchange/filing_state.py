"""What a history says beside the words (facts, targets, homework, measures, consents), against what is there. Pure."""

from collections import Counter
from dataclasses import replace
from datetime import UTC, date, datetime, time

from memory.exchange.checks import OUTCOMES, Placed, check_words
from memory.exchange.errors import Faults
from memory.exchange.filing import Filing, There, Words, named, opening
from memory.exchange.form import ConsentPart, FactPart, HomeworkPart, MeasurePart, TargetPart
from memory.exchange.reading import History
from memory.record.course import Origin, Source
from memory.record.identity import Consent, Patient, Scope
from memory.record.session import Author
from memory.record.state import (
    Authority,
    Direction,
    Fact,
    FactStatus,
    Homework,
    JournalKind,
    Measure,
    Provenance,
    Speaker,
    Target,
    TargetStatus,
)
from memory.state.errors import StateError
from memory.state.instruments import instrument_of
from memory.state.journal import CLOSED, Act, Move
from memory.state.measures import score

_STATUS = {each.value: each for each in FactStatus}
_PROVENANCE = {each.value: each for each in Provenance}
_CLOSING = {
    FactStatus.SUPERSEDED: JournalKind.SUPERSEDE,
    FactStatus.RETRACTED: JournalKind.RETRACT,
    FactStatus.SUPPRESSED: JournalKind.SUPPRESS,
}


def file_patient(
    history: History, there: There, filing: Filing, *, scope: Scope, now: datetime, faults: Faults
) -> None:
    """A new patient, or the one who is there, if it is the same."""
    part, known = history.patient, there.patient
    if known is None:
        filing.patient = Patient(
            tenant=scope.tenant,
            id=part.id,
            locale=part.locale,
            simulated=part.simulated,
            created_at=now,
            label=part.label,
            region=part.region,
        )
        return
    if known.locale is not part.locale:
        faults.add("patient.locale", f"the patient is there with {known.locale.value}", "changed_patient")
    if known.simulated is not part.simulated:
        faults.add("patient.simulated", "the patient is there, and is not the same in this", "changed_patient")
    for name in ("label", "region"):
        if getattr(part, name) and getattr(part, name) != getattr(known, name):
            filing.kept.append(f"patient.{name}")


def file_facts(
    history: History, there: There, filing: Filing, words: Words, *, scope: Scope, now: datetime, faults: Faults
) -> None:
    """Facts with their own past. One that is there is closed where the file closes it, if nobody here touched it."""
    journal_of: dict[str, list[str]] = {}
    for entry in there.journal:
        journal_of.setdefault(entry.fact, []).append(entry.act)
    made: dict[str, str] = {}
    for placed in history.facts:
        fact = _fact(placed, words, scope=scope, now=now, faults=faults)
        if fact is None:
            continue
        if fact.id in made:
            faults.add(placed.path, f"says the same as {made[fact.id]}", "duplicate_fact")
            continue
        made[fact.id] = placed.path
        if fact.id not in journal_of:
            filing.facts.append(fact)
            continue
        known = there.facts.get(fact.id)
        if known is None:  # erased here
            filing.kept.append(placed.path)
        elif _statement(known) != _statement(fact):
            faults.add(placed.path, f"fact {fact.id} says something else here", "changed_fact")
        else:
            _file_standing(placed, fact, known, journal_of[fact.id], filing, scope=scope, now=now)
    _unfold(filing)
    ids = made.keys() | there.facts.keys()
    for placed in history.facts:
        for name in ("supersedes", "disputes"):
            other: str | None = getattr(placed.part, name)
            if other is not None and other not in ids:
                faults.add(f"{placed.path}.{name}", "names a fact that is neither in the file nor here", "no_such_fact")


def _unfold(filing: Filing) -> None:
    """A superseded fact was believed until the one that took its place was recorded: so it stood in between.

    Its successor is the one that names it, else the next that was recorded of the same subject and predicate.
    """
    for k, fact in enumerate(filing.facts):
        if fact.status is not FactStatus.SUPERSEDED:
            continue
        since = sorted((each for each in filing.facts if each.recorded_at >= fact.recorded_at), key=_recorded)
        named_it = [each for each in since if each.supersedes == fact.id]
        slot = (fact.subject, fact.predicate)
        alike = [each for each in since if (each.subject, each.predicate) == slot]
        later = [each for each in alike if each.recorded_at > fact.recorded_at]
        if not (named_it or later):
            continue
        after = (named_it or later)[0]
        filing.facts[k] = replace(fact, status=FactStatus.ACTIVE, valid_to=None, reason=None)
        move = Move(kind=JournalKind.SUPERSEDE, fact=fact, other=after.id)
        filing.closings.append(Act(id=f"{fact.id}-closed", at=after.recorded_at, moves=(move,), reason=fact.reason))


def _recorded(fact: Fact) -> datetime:
    return fact.recorded_at


def _statement(fact: Fact) -> tuple[object, ...]:
    source = fact.source
    place = None if source is None else (source.session, source.turn, source.quote)
    return (fact.subject, fact.predicate, fact.object, fact.negated, place)


def _file_standing(
    placed: Placed[FactPart], fact: Fact, known: Fact, acts: list[str], filing: Filing, *, scope: Scope, now: datetime
) -> None:
    same = (known.status, known.valid_from, known.valid_to) == (fact.status, fact.valid_from, fact.valid_to)
    if same:
        return
    by_import = all(act in {fact.id, f"{fact.id}-closed"} or act.startswith("import-") for act in acts)
    closes = known.status not in CLOSED and (
        fact.status in CLOSED or (known.valid_to is None and fact.valid_to is not None)
    )
    if not (by_import and closes):
        filing.kept.append(placed.path)
        return
    closed = replace(
        known,
        status=fact.status,
        valid_to=fact.valid_to,
        retracted_at=(fact.retracted_at or now) if fact.status is FactStatus.RETRACTED else known.retracted_at,
        reason=fact.reason or known.reason,
    )
    act = named(scope, "act", fact.id, fact.status.value, fact.valid_to, len(acts))
    kind = _CLOSING.get(fact.status, JournalKind.SUPERSEDE)
    filing.acts.append(Act(id=f"import-{act}", at=now, moves=(Move(kind=kind, fact=closed),), reason=fact.reason))


def _fact(placed: Placed[FactPart], words: Words, *, scope: Scope, now: datetime, faults: Faults) -> Fact | None:
    part, path = placed.part, placed.path
    source, speaker, recorded = None, part.speaker, part.recorded_at
    if part.evidence is not None:
        turn = words.turns.get((part.evidence.session, part.evidence.turn))
        if turn is None:
            faults.add(f"{path}.evidence.turn", "names a turn that is neither in the file nor here", "no_such_turn")
            return None
        check_words(part.evidence, turn.text, path, faults)
        quote, start = part.evidence.quote, part.evidence.start
        start = max(turn.text.find(quote), 0) if start is None else start
        source = Source(session=turn.session, turn=turn.n, start=start, end=start + len(quote), quote=quote)
        recorded = recorded or turn.at
        if "speaker" not in part.model_fields_set:
            speaker = Speaker.CLIENT if turn.author is Author.CLIENT else Speaker.THERAPIST
    recorded = (recorded or now).astimezone(UTC)
    status = _status(part)
    retracted = part.retracted_at.astimezone(UTC) if part.retracted_at is not None else None
    if status is FactStatus.RETRACTED and retracted is None:
        retracted = now
    if retracted is not None and retracted < recorded:
        faults.add(f"{path}.retracted_at", "is before it was recorded", "out_of_order")
    place = None if source is None else (source.session, source.turn, source.start, source.quote)
    statement = (part.subject, part.predicate, part.object, part.negated, part.valid_from, place)
    return Fact(
        tenant=scope.tenant,
        patient=scope.patient,
        id=part.id or named(scope, "fact", *statement),
        subject=part.subject,
        predicate=part.predicate,
        object=part.object,
        status=status,
        authority=_authority(part),
        provenance=part.provenance or _PROVENANCE.get(part.status, Provenance.REPORTED),
        kind=part.kind,
        origin=Origin.IMPORT,
        confidence=float(part.confidence),
        recorded_at=recorded,
        source=source,
        negated=part.negated,
        valid_from=part.valid_from,
        valid_to=part.valid_to,
        retracted_at=retracted,
        supersedes=part.supersedes,
        disputes=part.disputes,
        reason=part.reason,
        speaker=speaker,
    )


def _status(part: FactPart) -> FactStatus:
    """The words that say how it came to be known say that it is believed."""
    return _STATUS.get(part.status, FactStatus.ACTIVE)


def _authority(part: FactPart) -> Authority:
    if part.authority is not None:
        return part.authority
    if part.clinician_confirmed or part.status == "clinician_confirmed":
        return Authority.CLINICIAN_SIGNED
    inferred = Provenance.INFERRED in {part.provenance, _PROVENANCE.get(part.status)}
    return Authority.MODEL_INFERRED if inferred else Authority.CLIENT_STATED


def file_homework(
    history: History, there: There, filing: Filing, words: Words, *, scope: Scope, faults: Faults
) -> None:
    """Tasks; what came of one is added, and never changed."""
    alike: Counter[tuple[int, str]] = Counter()
    for placed in history.homework:
        part = placed.part
        alike[part.session, part.text] += 1
        task = _task(placed, words, alike[part.session, part.text], scope=scope, faults=faults)
        if task is None:
            continue
        known = there.homework.get(task.id)
        if known is None:
            filing.homework.append(task)
        elif known.text != task.text or known.session != task.session:
            faults.add(f"{placed.path}.text", f"task {task.id} reads otherwise here", "changed_text")
        elif task.outcome is not None and known.outcome is None:
            asked = known.asked_session or task.asked_session
            filing.reported.append(
                replace(known, outcome=task.outcome, outcome_session=task.outcome_session, asked_session=asked)
            )
        elif task.outcome is not None and task.outcome is not known.outcome:
            filing.kept.append(placed.path)


def _task(placed: Placed[HomeworkPart], words: Words, count: int, *, scope: Scope, faults: Faults) -> Homework | None:
    part = placed.part
    session = words.sessions.get(part.session)
    told = None if part.outcome_session is None else words.sessions.get(part.outcome_session)
    if session is None:
        faults.add(f"{placed.path}.session", "names a session that is neither in the file nor here", "no_such_session")
    if part.outcome_session is not None and told is None:
        text = "names a session that is neither in the file nor here"
        faults.add(f"{placed.path}.outcome_session", text, "no_such_session")
    if session is None:
        return None
    return Homework(
        tenant=scope.tenant,
        patient=scope.patient,
        id=part.id or named(scope, "homework", part.session, part.text, count),
        session=session,
        text=part.text,
        assigned_at=words.days[part.session],
        origin=Origin.IMPORT,
        due=part.due,
        outcome=OUTCOMES[part.status or "open"],
        outcome_session=told,
        asked_session=told,
    )


def file_measures(
    history: History, there: There, filing: Filing, words: Words, *, scope: Scope, now: datetime, faults: Faults
) -> None:
    """Responses under their own days, each scored as the instrument says."""
    alike: Counter[tuple[str, date]] = Counter()
    for placed in history.measures:
        part = placed.part
        alike[part.instrument, part.date] += 1
        measure = _measure(placed, words, alike[part.instrument, part.date], scope=scope, now=now, faults=faults)
        known = there.measures.get(measure.id)
        if known is None:
            filing.measures.append(measure)
        elif (known.total, known.items) != (measure.total, measure.items):
            faults.add(placed.path, f"{part.instrument} of {part.date} has another score here", "changed_measure")


def _measure(
    placed: Placed[MeasurePart], words: Words, count: int, *, scope: Scope, now: datetime, faults: Faults
) -> Measure:
    part = placed.part
    scored = score(part.instrument, items=part.items, total=part.total)
    session = words.sessions.get(part.session) if part.session is not None else _of_day(part.date, words)
    if part.session is not None and session is None:
        faults.add(f"{placed.path}.session", "names a session that is neither in the file nor here", "no_such_session")
    return Measure(
        tenant=scope.tenant,
        patient=scope.patient,
        id=part.id or named(scope, "measure", scored.instrument, part.date, count),
        instrument=scored.instrument,
        taken_on=part.date,
        total=float(scored.total),
        recorded_at=opening(part.date, None, now=now),
        origin=Origin.IMPORT,
        items=None if part.items is None else tuple(part.items),
        session=session,
    )


def _of_day(day: date, words: Words) -> str | None:
    """The first session of that day."""
    return next((words.sessions[n] for n in sorted(words.days) if words.days[n].date() == day), None)


def file_targets(
    history: History, there: There, filing: Filing, *, scope: Scope, now: datetime, actor: str, faults: Faults
) -> None:
    """Targets; one that is there keeps its status, its figures and what is done for it."""
    made_at = opening(history.sessions[0].day, None, now=now) if history.sessions else now
    for placed in history.targets:
        part = placed.part
        known = there.targets.get(part.id)
        if known is None:
            filing.targets.append(_target(part, scope=scope, at=made_at, actor=actor))
            continue
        for name in ("label", "problem", "mechanism", "measure"):
            if getattr(part, name) != getattr(known, name):
                faults.add(f"{placed.path}.{name}", f"target {part.id} has another {name} here", "changed_target")
        given = part.model_fields_set & {"baseline", "goal", "status", "direction", "mcid", "current", "interventions"}
        if any(getattr(part, name) is not None and getattr(part, name) != getattr(known, name) for name in given):
            filing.kept.append(placed.path)


def _target(part: TargetPart, *, scope: Scope, at: datetime, actor: str) -> Target:
    return Target(
        tenant=scope.tenant,
        patient=scope.patient,
        id=part.id,
        label=part.label,
        problem=part.problem,
        mechanism=part.mechanism,
        measure=part.measure,
        direction=_direction(part),
        status=part.status,
        created_at=at,
        origin=Origin.IMPORT,
        interventions=part.interventions,
        baseline=_points(part.baseline),
        current=_points(part.current if part.current is not None else part.baseline),
        goal=_points(part.goal),
        mcid=_points(part.mcid),
        protocol_target=part.protocol_target,
        agreed_by=None if part.status is TargetStatus.PROPOSED else actor,
    )


def _points(value: float | None) -> float | None:
    return None if value is None else float(value)


def _direction(part: TargetPart) -> Direction:
    if part.direction is not None:
        return part.direction
    if part.baseline is not None and part.goal is not None and part.baseline != part.goal:
        return Direction.UP if part.goal > part.baseline else Direction.DOWN
    try:
        return instrument_of(part.measure or "").better
    except StateError:
        return Direction.DOWN


def file_consents(
    history: History, there: There, filing: Filing, *, scope: Scope, now: datetime, actor: str, faults: Faults
) -> None:
    """Consents, given and withdrawn."""
    made: set[str] = set()
    for placed in history.consents:
        consent = _consent(placed.part, scope=scope, now=now, actor=actor)
        if consent.id in made:
            faults.add(placed.path, "stands twice", "duplicate_consent")
            continue
        made.add(consent.id)
        if consent.given_at > now or (consent.withdrawn_at is not None and consent.withdrawn_at > now):
            faults.add(placed.path, "lies in the future", "future_date")
        if consent.withdrawn_at is not None and consent.withdrawn_at < consent.given_at:
            faults.add(f"{placed.path}.withdrawn_at", "is before it was given", "out_of_order")
        known = there.consents.get(consent.id)
        if known is None:
            filing.consents.append(consent)
        elif consent.withdrawn_at is not None and known.withdrawn_at is None:
            filing.withdrawn.append(replace(known, withdrawn_at=consent.withdrawn_at, withdrawn_by=actor))


def _consent(part: ConsentPart, *, scope: Scope, now: datetime, actor: str) -> Consent:
    withdrawn = None if part.withdrawn_at is None else _at(part.withdrawn_at)
    return Consent(
        tenant=scope.tenant,
        patient=scope.patient,
        id=named(scope, "consent", part.scope.value, part.given_at),
        scope=part.scope,
        given_at=now if part.given_at is None else _at(part.given_at),
        given_by=part.given_by or actor,
        withdrawn_at=withdrawn,
        withdrawn_by=None if withdrawn is None else actor,
    )


def _at(given: datetime | date) -> datetime:
    return given.astimezone(UTC) if isinstance(given, datetime) else datetime.combine(given, time.min, tzinfo=UTC)
