"""Fact candidates of one session: by rules always, by a model when one is fit; every quote is checked in code."""

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from pydantic import BaseModel, ConfigDict, Field

from memory.record.course import Origin, Source
from memory.record.identity import Patient
from memory.record.session import ModelCall, Session, Turn
from memory.record.state import Fact, FactKind
from strategies.course.calls import with_refusals
from strategies.course.close_asking import ask_at_close
from strategies.course.engine import Engine
from strategies.course.facts.extract import Candidate, Modality, Predicate, Refusal, check_candidate, extract_facts

MODEL_CONFIDENCE = 0.5
MOST_TOKENS = 600


class ModelFact(BaseModel):
    """One fact as a model proposes it."""

    model_config = ConfigDict(extra="forbid")

    subject: str = Field(min_length=1, max_length=60)
    predicate: Predicate
    object: str = Field(min_length=1, max_length=200)
    negated: bool
    turn: int = Field(ge=1)
    quote: str = Field(min_length=1, max_length=300)


class ModelFacts(BaseModel):
    """A model's answer at closing."""

    model_config = ConfigDict(extra="forbid")

    facts: list[ModelFact] = Field(max_length=12)


@dataclass(frozen=True, slots=True, kw_only=True)
class Proposed:
    """Candidates in the order they are to be settled, with where each came from, and the call it took if any.

    `refused` says why of each that a model proposed and that goes no further, in the order proposed; the same stands
    in the ledger of its call, segment `refused`, where `tokens` counts them.
    """

    candidates: tuple[tuple[Candidate, Origin], ...]
    calls: tuple[ModelCall, ...] = ()
    refused: tuple[Refusal, ...] = ()


async def stated_facts(
    turns: Sequence[Turn], *, today: date, known: Sequence[Fact] = (), beliefs: bool = True
) -> list[Candidate]:
    """What rules find, in a thread: the first reading of a process compiles its lists, for a second.

    `known`: what the client may point back to. `beliefs`: what is stated as a belief too.
    """
    found = await asyncio.to_thread(extract_facts, turns, today=today, known=known)
    stated = [candidate for candidate in found if candidate.states]
    return [each for each in stated if beliefs or each.kind is not FactKind.BELIEF]


async def proposed_facts(
    session: Session,
    patient: Patient,
    turns: Sequence[Turn],
    stated: Sequence[Candidate],
    *,
    engine: Engine,
    may_ask: bool,
) -> Proposed:
    """What rules found, then what a fit model adds, if it may be asked (consent). One that is away adds nothing."""
    found = [(candidate, Origin.RULE) for candidate in stated]
    told = await ask_at_close(
        ModelFacts, "close", session, patient, turns, max_tokens=MOST_TOKENS, engine=engine, may_ask=may_ask
    )
    if told is None:
        return Proposed(candidates=tuple(found))
    if told.form is None:
        whole = (Refusal.SCHEMA,)
        return Proposed(candidates=tuple(found), calls=(with_refusals(told.call, whole),), refused=whole)
    known = {(candidate.predicate, candidate.object.casefold()) for candidate, _ in found}
    checked = [check_candidate(_candidate(fact, session), turns) for fact in told.form.facts]
    kept = [
        (candidate, Origin.MODEL)
        for candidate in checked
        if isinstance(candidate, Candidate) and (candidate.predicate, candidate.object.casefold()) not in known
    ]
    refused = tuple(each for each in checked if isinstance(each, Refusal))
    return Proposed(candidates=(*found, *kept), calls=(with_refusals(told.call, refused),), refused=refused)


def _candidate(fact: ModelFact, session: Session) -> Candidate:
    return Candidate(
        subject=fact.subject,
        predicate=fact.predicate.value,
        object=fact.object,
        negated=fact.negated,
        modality=Modality.DENIED if fact.negated else Modality.ASSERTED,
        kind=FactKind.FACT,
        source=Source(session=session.id, turn=fact.turn, start=0, end=len(fact.quote), quote=fact.quote),
        confidence=MODEL_CONFIDENCE,
    )
