"""What lasts of a patient beyond a session, and what of it is withheld."""

from datetime import UTC, date, datetime

import pytest

from memory.record.course import Origin
from memory.record.session import SlotClaim, SlotValue
from memory.record.state import Place
from memory.state.withheld import GAP
from memory.store.lasting import Lasting
from memory.store.store import Store
from strategies.course.facts.fact_corrections import erase_facts, retract_fact
from strategies.course.known import LastingValues, lasting_values
from strategies.graph.library import Library
from strategies.speech.scripted_chat import ScriptedChat
from tests.conftest import CountedIds, FixedClock
from tests.strategies.course_kit import CLINICIAN, SCOPE, begin, distinct_replies, voices_of

HELD = datetime(2026, 3, 2, 9, tzinfo=UTC)
SHIPPED = Library.shipped()


def claim(protocol: str, slot: str, value: SlotValue, quote: str, start: int = 10) -> Lasting:
    return Lasting(
        claim=SlotClaim(
            tenant="t",
            patient="p",
            id=f"{protocol}/{slot}",
            session="s1",
            turn=4,
            slot=slot,
            value=value,
            start=start,
            end=start + len(quote),
            quote=quote,
            origin=Origin.RULE,
            confidence=1.0,
            at=HELD,
            protocol=protocol,
        ),
        held_at=HELD,
    )


HELP = claim("safety.plan", "plan_help", "my sister Ottilie", "my sister Ottilie")
CONSENT = claim("panic.course", "consent_said", "yes", "yes, gladly", start=40)


def of(*places: Place) -> LastingValues:
    return lasting_values(SHIPPED, [HELP, CONSENT], on=date(2026, 3, 9), withheld=places)


def test_words_that_are_withheld_are_a_gap_and_that_something_was_said_stays_known() -> None:
    known = of(Place(session="s1", turn=4, start=13, end=20))
    assert known.values == {"plan_help": GAP, "consent_said": "yes"}
    assert [(each.value, each.claim.quote) for each in known.remembered if each.slot == "plan_help"] == [(GAP, GAP)]
    assert "Ottilie" not in repr(known)


def test_a_coded_value_stays_what_guards_read_and_loses_only_its_quote() -> None:
    known = of(Place(session="s1", turn=4, start=40, end=43))
    assert known.values == {"plan_help": "my sister Ottilie", "consent_said": "yes"}
    assert "gladly" not in repr(known)


@pytest.mark.parametrize(
    "place", [Place(session="s1", turn=6, start=10, end=20), Place(session="s1", turn=4, start=0, end=10)]
)
def test_words_withheld_elsewhere_take_nothing_away(place: Place) -> None:
    assert of(place) == of()


async def test_what_is_held_in_memory_of_an_open_session_is_dropped_when_a_fact_is_withdrawn(
    sqlite_store: Store, clock: FixedClock, ids: CountedIds
) -> None:
    course = await begin(sqlite_store, clock, ids, voices_of(ScriptedChat(distinct_replies())))
    await course.say("About a 4. I work as a falconer. I have two sons.")
    await course.close()
    await course.open()
    engine, key = course.engine, (SCOPE.tenant, SCOPE.patient, "open")
    async with sqlite_store.read(SCOPE) as work:
        one, other = [fact.id for fact in await work.facts.active()][:2]
    engine.lasting.keep(*key, of())
    await retract_fact(one, reason="misheard", actor=CLINICIAN, scope=SCOPE, engine=engine)
    assert engine.lasting.find(*key) is None
    engine.lasting.keep(*key, of())
    await erase_facts([other], reason="asked", actor=CLINICIAN, scope=SCOPE, engine=engine)
    assert engine.lasting.find(*key) is None
