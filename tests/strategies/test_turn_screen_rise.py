"""An answer to the screen that reaches tier 2 or 3 is answered with help and escalated before the screen ends."""

import pytest

from memory.record.identity import Language
from memory.record.risk import RiskEventState
from memory.record.session import TurnOrigin
from memory.store.store import Store
from strategies.risk.templates import crisis_reply
from tests.conftest import CountedIds, FixedClock
from tests.strategies.course_kit import SCOPE, MustNotSpeak, begin, exchange_of, line_of, voices_of

SCREEN = "safety_screen"
ANSWERS = [
    (Language.EN, ("Sometimes I wish I would not wake up.", "Yes.", "Yes, I have.", "Yes."), "Yes, I do.", "No."),
    (Language.ZH, ("有时候我希望自己再也不要醒来。", "有。", "有，想过。", "有。"), "有。", "没有。"),
]


@pytest.mark.parametrize(("language", "before", "intent", "no"), ANSWERS)
async def test_a_yes_that_reaches_a_higher_tier_names_help_and_escalates_before_the_screen_ends(
    sqlite_store: Store,
    clock: FixedClock,
    ids: CountedIds,
    language: Language,
    before: tuple[str, ...],
    intent: str,
    no: str,
) -> None:
    silent = MustNotSpeak()
    course = await begin(sqlite_store, clock, ids, voices_of(silent, read=silent, decide=silent), language=language)
    heard = [exchange_of(await course.take(words, key=f"k{n}")) for n, words in enumerate(before)]

    method = heard[-1]
    assert (method.risk_tier, method.reply.origin) == (2, TurnOrigin.CRISIS)
    assert method.risk_level == 3
    assert method.reply.text.endswith(line_of("intent", language, protocol=SCREEN))
    assert method.reply.text != line_of("intent", language, protocol=SCREEN)

    same_tier = exchange_of(await course.take(intent, key="intent"))
    plan = exchange_of(await course.take(intent, key="plan"))
    assert same_tier.reply.text == line_of("plan", language, protocol=SCREEN)
    said = [turn.text for turn in await course.turns() if turn.origin is TurnOrigin.CRISIS][:-1]
    help_named = crisis_reply(language, 3, region=None, said=said, ask=False)
    assert plan.reply.text == f"{help_named}\n\n{line_of('behavior', language, protocol=SCREEN)}"
    assert plan.risk_level == 5

    await course.take(no, key="behavior")
    async with sqlite_store.read(SCOPE) as work:
        events = await work.risk.events()
        escalations = await work.risk.escalations()
    assert [(event.tier, event.level, event.layers, event.state) for event in events] == [
        (1, 1, ("lexicon",), RiskEventState.OPEN),
        (2, 3, ("screener",), RiskEventState.OPEN),
        (3, 5, ("screener",), RiskEventState.OPEN),
    ]
    assert [escalation.tier for escalation in escalations] == [1, 2, 3]


async def test_a_screen_that_the_session_broke_off_goes_to_a_clinician_and_meets_the_next_session(
    sqlite_store: Store, clock: FixedClock, ids: CountedIds
) -> None:
    silent = MustNotSpeak()
    course = await begin(sqlite_store, clock, ids, voices_of(silent, read=silent, decide=silent))
    await course.take("Sometimes I wish I would not wake up.", key="k1")
    await course.take("Yes.", key="k2")

    await course.close()

    async with sqlite_store.read(SCOPE) as work:
        broken = (await work.risk.open_events())[-1]
        escalated = [each.event for each in await work.risk.escalations()]
    assert (broken.tier, broken.level, broken.layers) == (2, 1, ("screener",))
    assert broken.why == "the session ended before the screen did; the answers so far reach level 1"
    assert broken.id in escalated
    await course.open()
    met = exchange_of(await course.take("Hello again, about a 5.", key="k3"))
    assert (met.protocol, met.node) == (SCREEN, "wish")
