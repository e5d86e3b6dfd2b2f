"""Alarms in a running clinic, real receivers at the ends of its channels, and the reading of what became of a call."""

from collections.abc import AsyncGenerator, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta

from memory.record.identity import Scope
from memory.record.risk import Escalation
from memory.record.session import SessionMode
from service.settings import EmailSettings
from service.worker import work_once
from strategies.course.escalating import escalate
from tests.contracts.receivers import HttpReceiver, SmtpReceiver, listening
from tests.service.clinic import ALARMING, Clinic, Json, Service, rows_of

METHOD = "I want to hang myself."


@dataclass(frozen=True)
class Ends:
    """Two receivers of the clinic, two of the supervisor."""

    hook: HttpReceiver
    mail: SmtpReceiver
    above: HttpReceiver
    above_mail: SmtpReceiver

    @property
    def settings(self) -> dict[str, object]:
        """The settings that lead to them."""
        return {
            "escalation_url": self.hook.url,
            "escalation_supervisor_url": self.above.url,
            "escalation_email": mail_to(self.mail),
        }

    @property
    def kinds(self) -> dict[str, list[str]]:
        """What came, by receiver and in order."""
        ends = {"hook": self.hook, "mail": self.mail, "above": self.above, "above_mail": self.above_mail}
        return {name: [each.kind for each in end.arrivals] for name, end in ends.items() if end.arrivals}


def mail_to(receiver: SmtpReceiver, **more: object) -> EmailSettings:
    """A mail server without encryption on loopback."""
    given = {"host": "127.0.0.1", "port": receiver.port, "from": "a@clinic.invalid", "to": "b@clinic.invalid"}
    return EmailSettings.model_validate({**given, "starttls": False, **more})


@asynccontextmanager
async def ends() -> AsyncGenerator[Ends]:
    """All four, listening."""
    four = Ends(HttpReceiver(), SmtpReceiver(), HttpReceiver(), SmtpReceiver())
    async with listening(four.hook), listening(four.mail), listening(four.above), listening(four.above_mail):
        yield four


@asynccontextmanager
async def alarmed(
    deployment: Service, settings: Mapping[str, object], *, words: str = ALARMING
) -> AsyncGenerator[Clinic]:
    """A clinic with a copilot session in which an alarm was raised."""
    async with deployment.running(**settings) as clinic:
        await clinic.trust_channels()
        session = await clinic.seated(mode="copilot")
        await clinic.say(session, words, key="k-1")
        yield clinic


async def worked(clinic: Clinic) -> None:
    """The worker until it has nothing to do at this moment."""
    while await work_once(clinic.parts):
        pass


async def the_call(clinic: Clinic, patient: str = "p-1") -> Json:
    """The one call about a patient."""
    (found,) = rows_of(await clinic.get(f"/v1/patients/{patient}/escalations"))
    return found


def states(call: Json) -> list[tuple[str, str, str]]:
    """Kind, audience and state of every message of a call."""
    return [(str(each["kind"]), str(each["audience"]), str(each["state"])) for each in rows_of(call["messages"])]


async def raise_calls(clinic: Clinic, session: str, tiers: list[int]) -> list[str]:
    """Calls straight from the course, made one after the other just now, without words; their ids."""
    parts = clinic.parts
    made: list[str] = []
    async with parts.store.write(Scope(tenant="local", patient="p-1")) as work:
        for n, tier in enumerate(tiers):
            now: datetime = parts.clock() - timedelta(milliseconds=len(tiers) - n)
            identity = parts.ids()
            call = Escalation(tenant="local", patient="p-1", id=identity, event=None, tier=tier, created_at=now)
            await escalate(work, call, session=session, mode=SessionMode.COPILOT, engine=parts.engine, now=now)
            made.append(identity)
    return made
