"""Nothing of one patient is found, changed or kept through the scope of another."""

import dataclasses
import inspect
from collections.abc import Awaitable, Callable
from datetime import timedelta

import pytest

from memory.record import tables
from memory.record.identity import ConsentScope, Scope
from memory.record.session import CallKind
from memory.record.state import JournalKind
from memory.state.journal import Act, Move
from memory.store.errors import LeaseLost, MemoryStoreError, NotFound, OutOfScope
from memory.store.store import Store, Work
from memory.store.turns import TURNS
from tests.memory.samples import AT, OURS, Samples, keep_everything

OUR = Samples()
OTHERS = [Scope(tenant="other-clinic", patient="p-1"), Scope(tenant="clinic", patient="p-2")]
EVER = AT + timedelta(days=999)

Ask = Callable[[Work], Awaitable[object]]

READS: dict[str, Ask] = {
    "patient.find": lambda work: work.patient.find(),
    "patient.get": lambda work: work.patient.get(),
    "patient.lock": lambda work: work.patient.lock(),
    "consents.get": lambda work: work.consents.get("consent-1"),
    "consents.all": lambda work: work.consents.all(),
    "consents.standing": lambda work: work.consents.standing(ConsentScope.SESSION_RECORD),
    "episodes.get": lambda work: work.episodes.get("episode-1"),
    "episodes.all": lambda work: work.episodes.all(),
    "episodes.last": lambda work: work.episodes.last(),
    "plans.get": lambda work: work.plans.get("plan1-1"),
    "plans.latest": lambda work: work.plans.latest("episode-1"),
    "plans.all": lambda work: work.plans.all("episode-1"),
    "sessions.get": lambda work: work.sessions.get("session-1"),
    "sessions.lock": lambda work: work.sessions.lock("session-1"),
    "sessions.all": lambda work: work.sessions.all(),
    "sessions.of_episode": lambda work: work.sessions.of_episode("episode-1"),
    "sessions.last": lambda work: work.sessions.last(),
    "sessions.count": lambda work: work.sessions.count(),
    "sessions.stack": lambda work: work.sessions.stack("session-1"),
    "sessions.stacks": lambda work: work.sessions.stacks("session-1"),
    "turns.get": lambda work: work.turns.get("session-1", 1),
    "turns.of_session": lambda work: work.turns.of_session("session-1"),
    "whole.rows": lambda work: work.whole.rows(tables.turns),
    "turns.last": lambda work: work.turns.last("session-1"),
    "turns.last_n": lambda work: work.turns.last_n("session-1"),
    "turns.before": lambda work: work.turns.before(EVER),
    "turns.withheld_words": lambda work: work.turns.withheld_words(),
    "turns.withheld_in": lambda work: work.turns.withheld_in(()),
    "turns.without_withheld": lambda work: work.turns.without_withheld(()),
    "slots.of_session": lambda work: work.slots.of_session("session-1"),
    "slots.latest": lambda work: work.slots.latest("session-1"),
    "slots.latest_of_patient": lambda work: work.slots.latest_of_patient(["mood"]),
    "lasting.before": lambda work: work.lasting.before(9, ["mood"]),
    "gates.get": lambda work: work.gates.get("gate-1"),
    "gates.of_episode": lambda work: work.gates.of_episode("episode-1"),
    "moves.of_episode": lambda work: work.moves.of_episode("episode-1"),
    "decisions.of_turn": lambda work: work.decisions.of_turn("session-1", 2),
    "decisions.of_session": lambda work: work.decisions.of_session("session-1"),
    "calls.get": lambda work: work.calls.get("call-1"),
    "calls.of_turn": lambda work: work.calls.of_turn("session-1", 2),
    "calls.of_session": lambda work: work.calls.of_session("session-1"),
    "events.after": lambda work: work.events.after("session-1", 0),
    "requests.find": lambda work: work.requests.find("session-1", "key-1"),
    "requests.standing": lambda work: work.requests.standing("session-1", "key-1"),
    "requests.open_of": lambda work: work.requests.open_of("session-1"),
    "drafts.get": lambda work: work.drafts.get("session-1", 3),
    "drafts.waiting": lambda work: work.drafts.waiting("session-1"),
    "drafts.of_session": lambda work: work.drafts.of_session("session-1"),
    "facts.get": lambda work: work.facts.get("fact-1"),
    "facts.active": lambda work: work.facts.active(),
    "facts.all": lambda work: work.facts.all(),
    "facts.journal": lambda work: work.facts.journal(),
    "facts.erasures": lambda work: work.facts.erasures(),
    "facts.resting": lambda work: work.facts.resting(),
    "facts.kept_back": lambda work: work.facts.kept_back(),
    "facts.withheld": lambda work: work.facts.withheld(),
    "targets.get": lambda work: work.targets.get("target-1"),
    "targets.all": lambda work: work.targets.all(),
    "targets.evidence": lambda work: work.targets.evidence(),
    "targets.evidence_of": lambda work: work.targets.evidence_of("target-1"),
    "homework.get": lambda work: work.homework.get("homework-1"),
    "homework.all": lambda work: work.homework.all(),
    "homework.unreported": lambda work: work.homework.unreported(),
    "homework.of_session": lambda work: work.homework.of_session("session-1"),
    "measures.get": lambda work: work.measures.get("measure-1"),
    "measures.all": lambda work: work.measures.all(),
    "notes.get": lambda work: work.notes.get("note1-1"),
    "notes.all": lambda work: work.notes.all(),
    "notes.latest": lambda work: work.notes.latest("session-1"),
    "notes.of_session": lambda work: work.notes.of_session("session-1"),
    "risk.event": lambda work: work.risk.event("risk-1"),
    "risk.events": lambda work: work.risk.events(),
    "risk.events_of": lambda work: work.risk.events_of("session-1"),
    "risk.open_events": lambda work: work.risk.open_events(),
    "risk.changes": lambda work: work.risk.changes(),
    "risk.escalation": lambda work: work.risk.escalation("escalation-1"),
    "risk.escalations": lambda work: work.risk.escalations(),
    "risk.escalations_of": lambda work: work.risk.escalations_of("risk-1"),
    "presentations.get": lambda work: work.presentations.get("presentation1-1"),
    "presentations.all": lambda work: work.presentations.all(),
    "presentations.current": lambda work: work.presentations.current(),
    "eligibility.of_episode": lambda work: work.eligibility.of_episode("episode-1"),
    "safety_plans.latest": lambda work: work.safety_plans.latest(),
    "safety_plans.all": lambda work: work.safety_plans.all(),
    "formulation.node": lambda work: work.formulation.node("node-1"),
    "formulation.nodes": lambda work: work.formulation.nodes(),
    "formulation.edge": lambda work: work.formulation.edge("edge-1"),
    "formulation.edges": lambda work: work.formulation.edges(),
    "formulation.changes": lambda work: work.formulation.changes(),
    "goals.scales": lambda work: work.goals.scales(),
    "goals.ratings": lambda work: work.goals.ratings(),
    "crises.get": lambda work: work.crises.get("crisis-1"),
    "crises.all": lambda work: work.crises.all(),
    "crises.pattern": lambda work: work.crises.pattern("pattern-1"),
    "crises.patterns": lambda work: work.crises.patterns(),
    "crises.standing": lambda work: work.crises.standing(),
    "reviews.get": lambda work: work.reviews.get("review-1"),
    "reviews.all": lambda work: work.reviews.all(),
    "reviews.latest_signed": lambda work: work.reviews.latest_signed("session-1"),
    "reviews.of_session": lambda work: work.reviews.of_session("session-1"),
}
"""Every way to read, asked for what `keep_everything` keeps."""

WRITES: dict[str, Ask] = {
    "patient.add": lambda work: work.patient.add(OUR.patient()),
    "patient.replace": lambda work: work.patient.replace(OUR.patient()),
    "patient.raise_level": lambda work: work.patient.raise_level(6),
    "patient.set_level": lambda work: work.patient.set_level(0),
    "consents.add": lambda work: work.consents.add(OUR.consent()),
    "consents.replace": lambda work: work.consents.replace(OUR.consent()),
    "episodes.add": lambda work: work.episodes.add(OUR.episode()),
    "episodes.replace": lambda work: work.episodes.replace(OUR.episode()),
    "plans.add": lambda work: work.plans.add(OUR.plan(n=2)),
    "sessions.add": lambda work: work.sessions.add(OUR.session(n=2)),
    "sessions.replace": lambda work: work.sessions.replace(OUR.session()),
    "sessions.keep_version": lambda work: work.sessions.keep_version("session-1", 3, touched_at=AT),
    "sessions.go_on": lambda work: work.sessions.go_on("session-1", 3, touched_at=AT),
    "sessions.push_stack": lambda work: work.sessions.push_stack(OUR.stack(turn=2)),
    "turns.add": lambda work: work.turns.add(OUR.turn(n=2)),
    "turns.add_all": lambda work: work.turns.add_all([OUR.turn(n=2)]),
    "slots.add_all": lambda work: work.slots.add_all([OUR.slot(key="other")]),
    "gates.add": lambda work: work.gates.add(OUR.gate(key="other")),
    "gates.replace": lambda work: work.gates.replace(OUR.gate()),
    "moves.add": lambda work: work.moves.add(OUR.move(key="other")),
    "decisions.add_all": lambda work: work.decisions.add_all([OUR.decision(step=1)]),
    "calls.add": lambda work: work.calls.add(OUR.call(key="other")),
    "calls.add_all": lambda work: work.calls.add_all([OUR.call(key="other")]),
    "events.append": lambda work: work.events.append(OUR.event()),
    "requests.claim": lambda work: work.requests.claim(OUR.request(key="key-2")),
    "requests.replace": lambda work: work.requests.replace(OUR.request(), expecting_lease="lease-1"),
    "drafts.add": lambda work: work.drafts.add(OUR.draft(n=5)),
    "drafts.replace": lambda work: work.drafts.replace(OUR.draft()),
    "facts.add": lambda work: work.facts.add(OUR.fact(key="other")),
    "facts.record": lambda work: work.facts.record(
        Act(id="act-1", at=AT, moves=(Move(kind=JournalKind.CONFIRM, fact=OUR.fact()),))
    ),
    "targets.add": lambda work: work.targets.add(OUR.target()),
    "targets.replace": lambda work: work.targets.replace(OUR.target()),
    "targets.add_evidence": lambda work: work.targets.add_evidence(OUR.evidence()),
    "homework.add": lambda work: work.homework.add(OUR.homework()),
    "homework.replace": lambda work: work.homework.replace(OUR.homework()),
    "measures.add": lambda work: work.measures.add(OUR.measure()),
    "notes.add": lambda work: work.notes.add(OUR.note(version=2)),
    "notes.replace": lambda work: work.notes.replace(OUR.note()),
    "risk.add_event": lambda work: work.risk.add_event(OUR.risk_event()),
    "risk.replace_event": lambda work: work.risk.replace_event(OUR.risk_event()),
    "risk.add_change": lambda work: work.risk.add_change(OUR.level_change()),
    "risk.add_escalation": lambda work: work.risk.add_escalation(OUR.escalation()),
    "risk.acknowledge_escalation": lambda work: work.risk.acknowledge_escalation("escalation-1", actor="x", at=AT),
    "presentations.add": lambda work: work.presentations.add(OUR.presentation(n=2)),
    "presentations.replace": lambda work: work.presentations.replace(OUR.presentation()),
    "eligibility.add": lambda work: work.eligibility.add(OUR.eligibility()),
    "safety_plans.add": lambda work: work.safety_plans.add(OUR.safety_plan(n=2)),
    "safety_plans.replace": lambda work: work.safety_plans.replace(OUR.safety_plan()),
    "formulation.add_node": lambda work: work.formulation.add_node(OUR.node(key="other")),
    "formulation.replace_node": lambda work: work.formulation.replace_node(OUR.node()),
    "formulation.add_edge": lambda work: work.formulation.add_edge(OUR.edge(key="other")),
    "formulation.replace_edge": lambda work: work.formulation.replace_edge(OUR.edge()),
    "formulation.add_change": lambda work: work.formulation.add_change(OUR.formulation_change(key="other")),
    "goals.add": lambda work: work.goals.add(OUR.goal_scale(key="other")),
    "goals.add_rating": lambda work: work.goals.add_rating(OUR.goal_rating(key="other")),
    "crises.add": lambda work: work.crises.add(OUR.crisis(key="other")),
    "crises.replace": lambda work: work.crises.replace(OUR.crisis()),
    "crises.add_pattern": lambda work: work.crises.add_pattern(OUR.pattern(key="other")),
    "crises.replace_pattern": lambda work: work.crises.replace_pattern(OUR.pattern()),
    "reviews.add": lambda work: work.reviews.add(OUR.review(key="other")),
    "whole.hold": lambda work: work.whole.hold(),
    "whole.replace": lambda work: work.whole.replace(tables.turns, [TURNS.row(OUR.turn(n=1))]),
    "whole.put": lambda work: work.whole.put(tables.turns, [TURNS.row(OUR.turn(n=2))]),
    "reviews.replace": lambda work: work.reviews.replace(OUR.review()),
}
"""Every way to write, tried with the records of `OUR` patient."""

UNSCOPED = {"jobs", "outbox", "deliveries", "releases", "erasures"}
APART = {"whole.clear"}
"""Tried in a test of its own: it refuses nobody and finds nothing to take away."""
NOTHING: tuple[object, ...] = (None, [], (), {}, 0, (None, None))


async def _snapshot(work: Work) -> dict[str, object]:
    return {name: await ask(work) for name, ask in READS.items()}


async def _told(ask: Ask, work: Work) -> object:
    """What the question gives, or the refusal it meets."""
    try:
        return await ask(work)
    except MemoryStoreError as refusal:
        return type(refusal)


async def test_every_method_of_every_scoped_store_is_tried_here(sqlite_store: Store) -> None:
    async with sqlite_store.read(OURS) as work:
        stores = {
            name: getattr(work, name)
            for name in dir(work)
            if not name.startswith("_") and name not in UNSCOPED | {"scope"}
        }
    methods = {
        f"{name}.{method}"
        for name, store in stores.items()
        for method, _ in inspect.getmembers(store, inspect.iscoroutinefunction)
        if not method.startswith("_")
    }
    assert methods == set(READS) | set(WRITES) | APART


@pytest.mark.parametrize("scope", OTHERS, ids=["another tenant", "another patient"])
async def test_a_foreign_scope_takes_nothing_away(store: Store, scope: Scope) -> None:
    async with store.write(OURS) as work:
        await keep_everything(work, OUR)
        before = await _snapshot(work)
    async with store.write(scope) as work:
        assert set((await work.whole.clear()).values()) == {0}
    async with store.write(OURS) as work:
        assert await _snapshot(work) == before


async def test_the_owner_finds_something_with_every_question(store: Store) -> None:
    async with store.write(OURS) as work:
        await keep_everything(work, OUR)
        found = await _snapshot(work)
    # The sample's consent was withdrawn, its homework reported, no fact withdrawn: these have an empty answer.
    assert {name for name, answer in found.items() if answer in NOTHING} == {
        "consents.standing",
        "facts.erasures",
        "facts.kept_back",
        "facts.withheld",
        "turns.withheld_words",
        "turns.withheld_in",
        "turns.without_withheld",
        "homework.unreported",
    }


@pytest.mark.parametrize("scope", OTHERS, ids=["another tenant", "another patient"])
async def test_a_foreign_scope_finds_nothing_with_any_question(store: Store, scope: Scope) -> None:
    async with store.write(OURS) as work:
        await keep_everything(work, OUR)
    async with store.write(scope) as work:
        answers = {name: await _told(ask, work) for name, ask in READS.items()}
    assert {name: answer for name, answer in answers.items() if answer is not NotFound and answer not in NOTHING} == {}


@pytest.mark.parametrize("scope", OTHERS, ids=["another tenant", "another patient"])
async def test_a_foreign_scope_keeps_and_changes_nothing_with_any_method(store: Store, scope: Scope) -> None:
    async with store.write(OURS) as work:
        await keep_everything(work, OUR)
        before = await _snapshot(work)
    for name, ask in WRITES.items():
        async with store.write(scope) as work:
            assert await _told(ask, work) in {OutOfScope, NotFound, False}, name
    async with store.write(OURS) as work:
        assert await _snapshot(work) == before


@pytest.mark.parametrize("scope", OTHERS, ids=["another tenant", "another patient"])
async def test_no_row_can_be_hung_on_another_patients_session(store: Store, scope: Scope) -> None:
    theirs = Samples(scope=scope, tail="theirs")
    stranger = dataclasses.replace(theirs.turn(), session=OUR.id("session"))
    async with store.write(OURS) as work:
        await keep_everything(work, OUR)
    async with store.write(scope) as work:
        await keep_everything(work, theirs)
    with pytest.raises(NotFound) as refusal:
        async with store.write(scope) as work:
            await work.turns.add(stranger)
    assert (refusal.value.kind, refusal.value.id) == ("turn", "session-1/1")


async def test_a_prompt_never_leans_on_another_patients_prompt(store: Store) -> None:
    same = ("the same long words again and again",) * 3
    for scope in (OURS, *OTHERS):
        samples = Samples(scope=scope, tail=f"{scope.tenant}-{scope.patient}")
        async with store.write(scope) as work:
            await keep_everything(work, samples)
            await work.calls.add(samples.call(key="late", turn=4, kind=CallKind.READ, messages=same))
            late = await work.calls.get(samples.id("late"))
        assert late == samples.call(key="late", turn=4, kind=CallKind.READ, messages=same)


async def test_the_queues_of_another_tenant_answer_not_found(store: Store) -> None:
    async with store.write(OURS) as work:
        await keep_everything(work, OUR)
    async with store.read_catalogue() as catalogue:
        with pytest.raises(NotFound):
            await catalogue.jobs.get("other-clinic", "job-1")
        with pytest.raises(NotFound):
            await catalogue.outbox.get("other-clinic", "message-1")
        with pytest.raises(NotFound):
            await catalogue.locate.patient_of("session", "other-clinic", "session-1")
        assert await catalogue.jobs.of_session("other-clinic", "session-1") == []


async def test_a_lease_is_no_use_to_who_does_not_hold_it(store: Store) -> None:
    async with store.write(OURS) as work:
        await keep_everything(work, OUR)
    with pytest.raises(LeaseLost):
        async with store.write(OURS) as work:
            await work.requests.replace(OUR.request(), expecting_lease="another's")
