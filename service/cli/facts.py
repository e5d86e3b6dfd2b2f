"""`throughline memory facts`, `history` and what a clinician may do to a fact, straight on the database."""

from collections.abc import AsyncGenerator, Callable, Coroutine
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import UTC, date, datetime
from datetime import time as clock_time
from functools import partial
from typing import Annotated, Protocol, TypeVar, cast

import typer

from memory import database
from memory.recall.cache import RecallCache
from memory.record.clock import Clock, Ids, new_id, system_clock
from memory.record.identity import Actor, Role, Scope
from memory.record.state import Fact, JournalEntry
from memory.state.errors import UndoRefused
from memory.store.store import Store, Work
from service.cli.exits import ExitCode, Stop
from service.cli.output import AsJson, Dsn, Tenant, print_json, print_table, run, say
from service.cli.stored import acting
from service.routing import in_utc
from service.settings import Settings, load_settings
from strategies.course.errors import FactNotCurrent
from strategies.course.facts.fact_acts import Correction
from strategies.course.facts.fact_corrections import (
    confirm_fact,
    correct_fact,
    end_fact,
    erase_facts,
    retract_fact,
    suppress_fact,
    undo_act,
)
from strategies.course.known import LastingCache

PatientOption = Annotated[str, typer.Option("--patient", help="Whose memory.")]
FactId = Annotated[str, typer.Argument(help="The fact's id, as `memory facts` shows it.")]
ReasonOption = Annotated[str, typer.Option("--reason", help="Why; it is kept.")]
ActorOption = Annotated[str | None, typer.Option("--actor", help="In whose name; else the clinician of the settings.")]

Row = dict[str, object]
T = TypeVar("T")
T_co = TypeVar("T_co", covariant=True)


@dataclass(frozen=True, slots=True, kw_only=True)
class Hands:
    """What the corrections need, without the rest of an engine."""

    store: Store
    recall: RecallCache
    lasting: LastingCache
    clock: Clock
    ids: Ids


class Acting(Protocol[T_co]):
    """What a clinician does to facts, but for who, whose and on what."""

    def __call__(self, *, actor: Actor, scope: Scope, engine: Hands) -> Coroutine[object, object, T_co]:
        """Does it."""
        ...


def facts(
    patient: PatientOption,
    as_of: Annotated[
        str | None, typer.Option(help="The record as it stood at the end of this day, or at this moment (RFC 3339).")
    ] = None,
    dsn: Dsn = None,
    tenant: Tenant = None,
    as_json: AsJson = False,
) -> None:
    """Every fact with the words that it rests on; with --as-of what the record held then, as it stood then."""
    moment = None if as_of is None else _moment(as_of)
    found = run(_facts(load_settings(dsn=dsn, tenant=tenant), patient, moment))
    if as_json:
        print_json({"facts": found})
        return
    columns = ("id", "subject", "predicate", "object", "negated", "valid_from", "valid_to", "status", "authority")
    print_table(columns, [[_cell(fact[column]) for column in columns] for fact in found])


def history(
    patient: PatientOption,
    fact: Annotated[str | None, typer.Option("--fact", help="Only the lines of this fact.")] = None,
    dsn: Dsn = None,
    tenant: Tenant = None,
    as_json: AsJson = False,
) -> None:
    """The journal of facts: what was added, closed, disputed and taken back, when, by whom and why."""
    entries = run(_history(load_settings(dsn=dsn, tenant=tenant), patient, fact))
    if as_json:
        print_json({"entries": entries})
        return
    columns = ("n", "at", "act", "kind", "fact", "other", "object", "status", "actor", "reason")
    print_table(columns, [[_cell(entry[column]) for column in columns] for entry in entries])


def correct(
    fact: FactId,
    patient: PatientOption,
    to: Annotated[str, typer.Option("--to", help="What the fact should say.")],
    reason: ReasonOption,
    since: Annotated[str | None, typer.Option(help="Since when it holds (2026-01-31).")] = None,
    actor: ActorOption = None,
    dsn: Dsn = None,
    tenant: Tenant = None,
    as_json: AsJson = False,
) -> None:
    """Puts a clinician's value in the place of a fact ("we were wrong"); the old one stays readable."""
    value = Correction(object=to, valid_from=None if since is None else _day(since))

    _say_fact(_done(partial(correct_fact, fact, value, reason=reason), patient, actor, dsn, tenant), as_json=as_json)


def retract(
    fact: FactId,
    patient: PatientOption,
    reason: ReasonOption,
    actor: ActorOption = None,
    dsn: Dsn = None,
    tenant: Tenant = None,
    as_json: AsJson = False,
) -> None:
    """Takes a fact that was wrong out of the record; it reaches no prompt, recall, plan or export any more."""
    _say_fact(_done(partial(retract_fact, fact, reason=reason), patient, actor, dsn, tenant), as_json=as_json)


def suppress(
    fact: FactId,
    patient: PatientOption,
    reason: ReasonOption,
    actor: ActorOption = None,
    dsn: Dsn = None,
    tenant: Tenant = None,
    as_json: AsJson = False,
) -> None:
    """Keeps a fact back though it may be right: it stays in the record and reaches nobody."""
    _say_fact(_done(partial(suppress_fact, fact, reason=reason), patient, actor, dsn, tenant), as_json=as_json)


def confirm(
    fact: FactId,
    patient: PatientOption,
    reason: ReasonOption,
    actor: ActorOption = None,
    dsn: Dsn = None,
    tenant: Tenant = None,
    as_json: AsJson = False,
) -> None:
    """Signs a fact in a clinician's name; a dispute about it is settled for it."""
    _say_fact(_done(partial(confirm_fact, fact, reason=reason), patient, actor, dsn, tenant), as_json=as_json)


def end(
    fact: FactId,
    patient: PatientOption,
    on: Annotated[str, typer.Option("--on", help="The last day on which it held (2026-01-31).")],
    reason: ReasonOption,
    actor: ActorOption = None,
    dsn: Dsn = None,
    tenant: Tenant = None,
    as_json: AsJson = False,
) -> None:
    """Closes a fact in life ("the world changed"): it held until that day."""
    day = _day(on)

    _say_fact(_done(partial(end_fact, fact, day, reason=reason), patient, actor, dsn, tenant), as_json=as_json)


def undo(
    act: Annotated[str, typer.Argument(help="The act, as `memory history` shows it.")],
    patient: PatientOption,
    reason: ReasonOption,
    actor: ActorOption = None,
    dsn: Dsn = None,
    tenant: Tenant = None,
    as_json: AsJson = False,
) -> None:
    """Takes an act of the journal back: every fact that it touched stands as before it."""
    touched = _done(partial(undo_act, act, reason=reason), patient, actor, dsn, tenant)
    if as_json:
        print_json({"facts": [fact_row(each, {}) for each in touched]})
        return
    for each in touched:
        say(f"{each.id} is {each.status.value}")


def erase(
    fact_ids: Annotated[list[str], typer.Argument(help="The facts' ids.")],
    patient: PatientOption,
    reason: ReasonOption,
    actor: ActorOption = None,
    dsn: Dsn = None,
    tenant: Tenant = None,
    as_json: AsJson = False,
) -> None:
    """Takes facts out of the record for good, with all that was inferred from them. Nothing brings them back."""
    done = _done(partial(erase_facts, fact_ids, reason=reason), patient, actor, dsn, tenant)
    row: Row = {
        "act": done.act,
        "erased": list(done.erased),
        "reopened": list(done.reopened),
        "sharing_words": list(done.sharing),
        "notes_to_sign": list(done.notes),
        "blotted": list(done.blotted),
        "plans_that_hold_it": list(done.plans),
        "calls_that_hold_it": list(done.calls),
    }
    if as_json:
        print_json(row)
        return
    for name, value in row.items():
        say(f"{name.replace('_', ' ')}: {_cell(value)}")


COMMANDS: tuple[Callable[..., None], ...] = (facts, history, correct, retract, suppress, confirm, end, undo, erase)
"""What `throughline memory` offers of facts."""


def fact_row(fact: Fact, numbers: dict[str, int]) -> Row:
    """A fact as JSON; `numbers` are the sessions' by id."""
    source = fact.source
    return {
        "id": fact.id,
        "subject": fact.subject,
        "predicate": fact.predicate,
        "object": fact.object,
        "negated": fact.negated,
        "valid_from": fact.valid_from.isoformat() if fact.valid_from else None,
        "valid_to": fact.valid_to.isoformat() if fact.valid_to else None,
        "recorded_at": fact.recorded_at.isoformat(),
        "retracted_at": fact.retracted_at.isoformat() if fact.retracted_at else None,
        "status": fact.status.value,
        "authority": fact.authority.value,
        "clinician_confirmed": fact.clinician_confirmed,
        "provenance": fact.provenance.value,
        "kind": fact.kind.value,
        "speaker": fact.speaker.value,
        "confidence": fact.confidence,
        "supersedes": fact.supersedes,
        "disputes": fact.disputes,
        "reason": fact.reason,
        "evidence": None
        if source is None
        else {"session": numbers.get(source.session), "turn": source.turn, "quote": source.quote},
    }


def _entry_row(entry: JournalEntry) -> Row:
    standing = entry.added.standing if entry.added is not None else entry.standing
    return {
        "n": entry.n,
        "at": entry.at.isoformat(),
        "act": entry.act,
        "kind": entry.kind.value,
        "fact": entry.fact,
        "other": entry.other,
        "undoes": entry.undoes,
        "object": entry.added.object if entry.added is not None else None,
        "status": standing.status.value if standing is not None else None,
        "actor": entry.actor,
        "reason": entry.reason,
    }


def _cell(value: object) -> str:
    if isinstance(value, list):
        return ", ".join(str(each) for each in cast("list[object]", value)) or "none"
    return "" if value is None else str(value)


def _moment(text: str) -> datetime:
    try:
        if len(text) == len("2026-01-31"):
            return datetime.combine(date.fromisoformat(text), clock_time.max, tzinfo=UTC)
        moment = datetime.fromisoformat(text)
        if moment.tzinfo is not None:
            return in_utc(moment)
    except ValueError:
        pass
    raise Stop(ExitCode.USAGE, "--as-of takes a date (2026-01-31) or a moment with its offset (2026-01-31T09:00:00Z)")


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise Stop(ExitCode.USAGE, f"{text!r} is no date; write it as 2026-01-31") from None


async def _facts(settings: Settings, patient: str, as_of: datetime | None) -> list[Row]:
    async with memory_of(settings, patient) as work:
        numbers = {session.id: session.n for session in await work.sessions.all()}
        return [fact_row(fact, numbers) for fact in await work.facts.all(as_of=as_of)]


async def _history(settings: Settings, patient: str, fact: str | None) -> list[Row]:
    async with memory_of(settings, patient) as work:
        return [_entry_row(entry) for entry in await work.facts.journal(fact)]


@asynccontextmanager
async def memory_of(settings: Settings, patient: str) -> AsyncGenerator[Work]:
    """A reading transaction over one patient. Raises: NotFound."""
    store = Store(database.open_engine(settings.dsn))
    try:
        async with store.read(Scope(tenant=settings.tenant, patient=patient)) as work:
            await work.patient.get()
            yield work
    finally:
        await store.close()


def _done(act: Acting[T], patient: str, actor: str | None, dsn: str | None, tenant: str | None) -> T:
    """Runs an act in a clinician's name. Raises: Stop."""
    settings = load_settings(dsn=dsn, tenant=tenant)
    try:
        return run(_within(settings, patient, actor, act))
    except (FactNotCurrent, UndoRefused) as refused:
        raise Stop(ExitCode.FAILED, str(refused)) from None


async def _within(settings: Settings, patient: str, actor: str | None, act: Acting[T]) -> T:
    store = Store(database.open_engine(settings.dsn))
    try:
        who = await acting(store, settings, actor, frozenset({Role.CLINICIAN}))
        hands = Hands(store=store, recall=RecallCache(), lasting=LastingCache(), clock=system_clock, ids=new_id)
        return await act(actor=who, scope=Scope(tenant=settings.tenant, patient=patient), engine=hands)
    finally:
        await store.close()


def _say_fact(fact: Fact, *, as_json: bool) -> None:
    if as_json:
        print_json(fact_row(fact, {}))
        return
    no = "not " if fact.negated else ""
    say(f"{fact.id}: {fact.subject} {fact.predicate} {no}{fact.object} is {fact.status.value} ({fact.authority.value})")
