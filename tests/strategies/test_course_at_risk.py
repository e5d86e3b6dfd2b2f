"""A person at risk goes through a whole course: the screen closes the event, the latch stands, treatment goes on."""

from memory.record.course import GateOpening
from memory.record.identity import Language
from memory.record.risk import RiskEventState
from memory.store.store import Store
from strategies.course.corrections import lower_risk
from strategies.graph.protocol import NodeKind
from strategies.risk.paths import SCREEN
from strategies.speech.scripted_chat import ScriptedChat
from tests.conftest import CountedIds, FixedClock
from tests.strategies.answering_kit import Answering, patient_say, standing
from tests.strategies.course_kit import CLINICIAN, SCOPE, SHIPPED, Course, begin, distinct_replies, line_of, voices_of

COURSE = "cbt.depression.course"
METHOD = "I want to hang myself."
MOST_TURNS = 90
CLIENT = Answering(
    language=Language.EN,
    says={
        "consent_treatment": "1",
        "mood": "A 9 today.",
        "progress": "A 5.",
        "sr_wish": "Yes.",
        "sr_thoughts": "Yes.",
        "sr_method": "Yes.",
        **dict.fromkeys(("sr_intent", "sr_plan", "sr_behavior"), "No."),
        **dict.fromkeys(("heart_condition", "asthma", "epilepsy", "pregnancy", "other_illness"), "No."),
    },
)


async def open_gate(course: Course) -> None:
    gate = GateOpening(
        tenant=SCOPE.tenant,
        patient=SCOPE.patient,
        id=course.ids(),
        episode=course.episode.id,
        protocol=COURSE,
        edge="start_gate>early",
        actor=CLINICIAN.id,
        reason="seen in person; the plan holds",
        at=course.clock(),
    )
    async with course.store.write(SCOPE) as work:
        await work.gates.add(gate)


async def hold(course: Course, *, n: int, says: str | None) -> tuple[list[str], set[NodeKind]]:
    """One session to its end; `says` once, when the session first asks about safety. The protocols and kinds met."""
    protocols: list[str] = []
    kinds: set[NodeKind] = set()
    for turn in range(MOST_TURNS):
        protocol, node = await standing(course)
        protocols += [protocol] if protocol not in protocols else []
        kinds.add(SHIPPED[protocol].node(node).kind)
        words = CLIENT.words(protocol, node)
        if says is not None and node == "presenting":
            words, says = says, None
        if (await patient_say(course, words, key=f"s{n}t{turn}")).ended:
            return protocols, kinds
    raise AssertionError(f"session {n} has no end: {protocols}")


async def test_a_person_latched_at_level_3_goes_through_a_whole_course(
    sqlite_store: Store, clock: FixedClock, ids: CountedIds
) -> None:
    course = await begin(sqlite_store, clock, ids, voices_of(ScriptedChat(distinct_replies())), protocol=COURSE)
    held: list[str] = []
    worked = 0
    for n in range(1, 20):
        own = (await course.stack())[1][0]
        held.append(own)
        protocols, kinds = await hold(course, n=n, says=METHOD if n == 1 else None)
        assert (SCREEN in protocols) is (n == 1), (n, protocols)
        texts = [turn.text for turn in await course.turns()]
        assert any(line_of("safety_check", protocol=own) in text for text in texts), own
        worked += NodeKind.INTERVENE in kinds
        await course.close()
        if n == 2:
            await open_gate(course)
        async with sqlite_store.read(SCOPE) as work:
            assert (await work.patient.get()).risk_level == 3
            assert {event.state for event in await work.risk.events()} == {RiskEventState.SCREENED}
            if (await work.episodes.get(course.episode.id)).ended_at is not None:
                break
        await course.open()
        assert "Safety: high risk" in course.session.brief
    assert held[:3] == ["intake.session", "formulation.session", "cbt.depression.session"]
    assert (held[-1], len(held) >= 8, worked >= 4) == ("closing.session", True, True)
    async with sqlite_store.read(SCOPE) as work:
        assert [(each.before, each.after, each.actor) for each in await work.risk.changes()] == [(0, 3, None)]
        assert all(each.acknowledged_by is None for each in await work.risk.escalations())
    change = await lower_risk(1, reason="seen in person", actor=CLINICIAN, scope=SCOPE, engine=course.engine)
    assert (change.before, change.after, change.actor) == (3, 1, CLINICIAN.id)
