"""Copilot sessions open only when every channel to the clinic has passed a test as it is configured now."""

import pytest
from pydantic import SecretStr

from service.channels.trying import try_channels
from tests.contracts.receivers import Behaviour
from tests.service.clinic import Clinic, Service, rows_of, text_of
from tests.service.escalating_kit import ends, mail_to


async def tried(clinic: Clinic) -> list[bool]:
    parts = clinic.parts
    tests = await try_channels(
        parts.channels, store=parts.store, tenant="local", actor="local", clock=parts.clock, ids=parts.ids
    )
    return [test.passed for test in tests]


async def refusal(clinic: Clinic, episode: str) -> tuple[str, object]:
    """The problem that opening meets, and which channels it names."""
    answer = await clinic.post(f"/v1/episodes/{episode}/sessions", {"mode": "copilot"}, status=409)
    return text_of(answer, "type"), answer.get("channels", answer["detail"])


async def test_no_session_opens_before_a_test_after_a_failed_one_or_when_it_has_grown_old(both: Service) -> None:
    async with ends() as four, both.running(**four.settings) as clinic:
        await clinic.admit()
        episode = await clinic.begin()
        untested = await refusal(clinic, episode)
        four.mail.behaviour = Behaviour.REFUSE
        first = await tried(clinic)
        failed = await refusal(clinic, episode)
        four.mail.behaviour = Behaviour.TAKE
        both.clock.advance(minutes=1)
        second = await tried(clinic)
        both.clock.advance(days=31)
        old = await refusal(clinic, episode)
        both.clock.advance(days=-1)
        await clinic.open(episode, mode="copilot")
    slug = "/problems/channels-untested"
    assert untested == (slug, ["webhook: never tested", "email: never tested"])
    assert (first, failed) == ([True, False, True], (slug, ["email: test failed 2026-03-02 09:00 UTC (SMTP 451)"]))
    told = [
        "webhook: last test is too old (2026-03-02 09:01 UTC)",
        "email: last test is too old (2026-03-02 09:01 UTC)",
    ]
    assert (second, old) == ([True, True, True], (slug, told))
    assert [each.kind for each in four.hook.arrivals] == ["test", "test"]
    assert four.above.ids != []


@pytest.mark.parametrize("change", ["url", "to", "secret", "another channel"])
async def test_what_is_configured_anew_has_to_be_tested_anew(deployment: Service, change: str) -> None:
    async with ends() as four:
        settings: dict[str, object] = {
            "escalation_url": four.hook.url,
            "escalation_email": mail_to(four.mail),
        }
        changes: dict[str, dict[str, object]] = {
            "url": {"escalation_url": four.above.url},
            "to": {"escalation_email": mail_to(four.mail, to="c@clinic.invalid")},
            "secret": {"escalation_secret": SecretStr("a secret of the receiver")},
            "another channel": {},
        }
        before = {"escalation_url": four.hook.url} if change == "another channel" else settings
        async with deployment.running(**before) as clinic:
            await clinic.admit()
            episode = await clinic.begin()
            assert all(await tried(clinic))
        async with deployment.running(**{**settings, **changes[change]}) as clinic:
            slug, told = await refusal(clinic, episode)
        async with deployment.running(**before) as clinic:
            await clinic.open(episode, mode="copilot")
    assert slug == "/problems/channels-untested"
    assert (
        told
        == {
            "url": ["webhook: configured anew since its test (2026-03-02 09:00 UTC)"],
            "to": ["email: configured anew since its test (2026-03-02 09:00 UTC)"],
            "secret": ["webhook: configured anew since its test (2026-03-02 09:00 UTC)"],
            "another channel": ["email: never tested"],
        }[change]
    )


async def test_a_supervisors_channel_alone_opens_nothing(deployment: Service) -> None:
    async with ends() as four, deployment.running(escalation_supervisor_url=four.above.url) as clinic:
        await clinic.admit()
        episode = await clinic.begin()
        assert await tried(clinic) == [True]
        slug, told = await refusal(clinic, episode)
    assert slug == "/problems/mode-refused"
    assert "escalation_email" in str(told)


async def test_every_other_mode_opens_without_any_channel(deployment: Service) -> None:
    async with deployment.running() as clinic:
        await clinic.admit()
        await clinic.open(await clinic.begin(), mode="simulated")
        assert rows_of(await clinic.get("/v1/patients/p-1/sessions"))[0]["mode"] == "simulated"
