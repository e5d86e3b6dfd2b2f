"""The channels that the settings name, and which of them reach an audience."""

import ssl
from collections.abc import Mapping, Sequence

import httpx2

from memory.record.clock import Clock
from memory.record.risk import Audience
from service.channels.email import Email, Mailbox
from service.channels.port import Channel
from service.channels.webhook import Webhook
from service.errors import SettingsInvalid
from service.settings import EmailSettings, Settings
from strategies.course.paging import Timers, Waits


def channels_of(settings: Settings, *, http: httpx2.AsyncClient, clock: Clock) -> tuple[Channel, ...]:
    """Every configured channel, those of the clinic first. Raises: SettingsInvalid for certificates that are none."""
    made: list[Channel] = []
    secret = None if settings.escalation_secret is None else settings.escalation_secret.get_secret_value()
    for audience, prefix, url in (
        (Audience.CLINIC, "", settings.escalation_url),
        (Audience.SUPERVISOR, "supervisor_", settings.escalation_supervisor_url),
    ):
        if url is not None:
            made.append(Webhook(url, name=f"{prefix}webhook", audience=audience, http=http, clock=clock, secret=secret))
        mail = settings.escalation_email
        to = None if mail is None else mail.to if audience is Audience.CLINIC else mail.supervisor_to
        if mail is not None and to is not None:
            made.append(
                Email(_mailbox(mail, to), name=f"{prefix}email", audience=audience, clock=clock, tls=_trusted(mail))
            )
    return tuple(made)


def reached(channels: Sequence[Channel]) -> Mapping[Audience, tuple[Channel, ...]]:
    """Audience -> the channels that a message to it leaves by.

    Where no supervisor can be reached, what is meant for one goes to the clinic: a repetition is better than silence.
    """
    clinic = tuple(channel for channel in channels if channel.audience is Audience.CLINIC)
    supervisor = tuple(channel for channel in channels if channel.audience is Audience.SUPERVISOR)
    return {Audience.CLINIC: clinic, Audience.SUPERVISOR: supervisor or clinic}


def timers_of(settings: Settings) -> Timers:
    """When calls that nobody acknowledges are repeated."""
    return Timers(
        page=Waits(again=settings.escalation_again_seconds, supervisor=settings.escalation_supervisor_seconds),
        notify=Waits(
            again=settings.escalation_notify_again_seconds, supervisor=settings.escalation_notify_supervisor_seconds
        ),
    )


def _mailbox(mail: EmailSettings, to: str) -> Mailbox:
    return Mailbox(
        host=mail.host,
        port=mail.port,
        sender=mail.sender,
        to=to,
        starttls=mail.starttls,
        username=mail.username,
        password=None if mail.password is None else mail.password.get_secret_value(),
    )


def _trusted(mail: EmailSettings) -> ssl.SSLContext | None:
    if not mail.starttls:
        return None
    try:
        return ssl.create_default_context(cafile=mail.ca_file)
    except (OSError, ssl.SSLError):
        raise SettingsInvalid(f"escalation_email.ca_file: {mail.ca_file} holds no certificates (PEM)") from None
