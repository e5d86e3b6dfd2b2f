"""`throughline escalation`: list, acknowledge, test; and what the doctor and the start say of channels."""

import asyncio
import json
from collections.abc import AsyncGenerator
from dataclasses import dataclass
from typing import cast

import pytest
from typer.testing import CliRunner, Result

from memory.record.clock import system_clock
from service.cli.doctor import escalation_channels
from service.cli.main import command_line, exit_code
from service.cli.serve import notes
from service.settings import EmailSettings, Settings, load_settings
from tests.contracts.receivers import Behaviour, HttpReceiver, SmtpReceiver, listening
from tests.service.clinic import ALARMING, Json, Service, rows_of
from tests.service.escalating_kit import mail_to


@dataclass(frozen=True)
class Shell:
    """The command line with an environment that leads to two receivers."""

    environ: dict[str, str]
    hook: HttpReceiver
    mail: SmtpReceiver

    async def __call__(self, *arguments: str) -> Result:
        """Runs a command beside the receivers."""
        run = CliRunner(env=self.environ).invoke
        return await asyncio.to_thread(run, command_line("escalation"), ["escalation", *arguments])


@pytest.fixture
async def shell(deployment: Service, monkeypatch: pytest.MonkeyPatch) -> AsyncGenerator[Shell]:
    monkeypatch.chdir(deployment.settings.data_dir)
    hook, mail = HttpReceiver(), SmtpReceiver()
    async with listening(hook), listening(mail):
        environ = {
            "THROUGHLINE_DSN": deployment.settings.dsn,
            "THROUGHLINE_DATA_DIR": str(deployment.settings.data_dir),
            "THROUGHLINE_ESCALATION_URL": hook.url,
            "THROUGHLINE_ESCALATION_EMAIL__HOST": "127.0.0.1",
            "THROUGHLINE_ESCALATION_EMAIL__PORT": str(mail.port),
            "THROUGHLINE_ESCALATION_EMAIL__FROM": "a@clinic.invalid",
            "THROUGHLINE_ESCALATION_EMAIL__TO": "b@clinic.invalid",
            "THROUGHLINE_ESCALATION_EMAIL__STARTTLS": "false",
        }
        yield Shell(environ, hook, mail)


async def test_a_test_goes_through_every_channel_and_is_kept_so_that_copilot_opens(
    shell: Shell, deployment: Service
) -> None:
    shell.mail.behaviour = Behaviour.REFUSE
    failed = await shell("test")
    shell.mail.behaviour = Behaviour.TAKE
    passed = await shell("test", "--json")
    told = cast("Json", json.loads(passed.stdout))
    assert (failed.exit_code, failed.stdout.splitlines()) == (
        1,
        ["ok    webhook: the message was taken", "FAIL  email: SMTP 451"],
    )
    assert (passed.exit_code, told["ok"]) == (0, True)
    assert [(test["channel"], test["passed"]) for test in rows_of(told["tests"])] == [
        ("webhook", True),
        ("email", True),
    ]
    assert [each.kind for each in (*shell.hook.arrivals, *shell.mail.arrivals)] == ["test"] * 3
    settings = {"escalation_url": shell.hook.url, "escalation_email": mail_to(shell.mail)}
    deployment.clock.now = system_clock()  # the command used the real one
    async with deployment.running(**settings) as clinic:
        await clinic.seated(mode="copilot")


async def test_a_test_without_a_channel_says_what_to_set(shell: Shell) -> None:
    for name in [name for name in shell.environ if "ESCALATION" in name]:
        del shell.environ[name]
    done = await shell("test")
    assert exit_code(cast("Exception", done.exception)) == 2
    assert "escalation_url" in str(done.exception)


async def test_calls_are_listed_and_acknowledged(shell: Shell, deployment: Service) -> None:
    async with deployment.running() as clinic:
        await clinic.say(await clinic.seated(), ALARMING, key="k-1")
    listed = cast("Json", json.loads((await shell("list", "--json")).stdout))
    (call,) = rows_of(listed["items"])
    table = (await shell("list")).stdout
    seen = cast("Json", json.loads((await shell("acknowledge", str(call["id"]), "--json")).stdout))
    left = cast("Json", json.loads((await shell("list", "--json")).stdout))
    done = cast("Json", json.loads((await shell("list", "--acknowledged", "--json")).stdout))
    unknown = await shell("acknowledge", "nobody")
    assert (call["state"], call["audience"], call["tier"], listed["after"]) == ("queued", "sink", 3, None)
    assert str(call["id"]) in table
    assert (seen["state"], seen["acknowledged_by"]) == ("acknowledged", "local")
    assert (left["items"], [each["id"] for each in rows_of(done["items"])]) == ([], [call["id"]])
    assert exit_code(cast("Exception", unknown.exception)) == 2


async def test_the_doctor_shows_how_every_channel_stands(shell: Shell, monkeypatch: pytest.MonkeyPatch) -> None:
    for name, value in shell.environ.items():
        monkeypatch.setenv(name, value)
    before = await _finding(load_settings())
    await shell("test")
    after = await _finding(load_settings())
    none = await _finding(load_settings().model_copy(update={"escalation_url": None, "escalation_email": None}))
    assert (before[0], before[1].split(";")[:2]) == (False, ["webhook: never tested", " email: never tested"])
    assert (after[0], after[1].count("test passed")) == (True, 2)
    assert "no supervisor is configured" in after[1]
    assert none == (True, "none is configured: copilot sessions do not open")


async def _finding(settings: Settings) -> tuple[bool, str]:
    found = await escalation_channels(settings)
    return found.ok, found.text


def test_the_start_says_whether_copilot_can_open() -> None:
    box = EmailSettings.model_validate({"host": "smtp.clinic.invalid", "from": "a@b.invalid", "to": "c@d.invalid"})
    off, on = Settings(), Settings(escalation_email=box)
    assert [line for line in notes(off) if line.startswith("Copilot: off")] != []
    assert [line for line in notes(on) if "throughline escalation test" in line] != []


@pytest.mark.parametrize(
    ("given", "why"),
    [
        ({"host": "h", "from": "a@b"}, "names nobody"),
        ({"host": "h", "from": "a@b", "to": "c@d", "username": "u"}, "username and password"),
        (
            {"host": "h", "from": "a@b", "to": "c@d", "username": "u", "password": "p", "starttls": False},
            "in the open",
        ),
        ({"host": "h", "from": "a@b", "to": "c@d\nBcc: e@f"}, "pattern"),
    ],
)
def test_mail_settings_that_cannot_be_meant_are_refused(given: dict[str, object], why: str) -> None:
    with pytest.raises(ValueError, match=why):
        EmailSettings.model_validate(given)
