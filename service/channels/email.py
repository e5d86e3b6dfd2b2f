"""E-mail over SMTP: ids, tier, kind and a path, in English and Chinese. Taken when the server accepts the message.

Mail is not private: no name, no word and no id of a patient stands in it. The id of the call leads who may look to it.
`Message-ID` carries the message's id, the same at every try, so that a mailbox can tell a repetition.
"""

import asyncio
import ssl
from contextlib import suppress
from dataclasses import dataclass
from email.message import EmailMessage
from email.utils import format_datetime

import aiosmtplib

from memory.record.clock import Clock
from memory.record.risk import Audience
from service.channels.port import TEST, Notice, NotTaken, fingerprint_of

SEND_SECONDS = 15.0
QUIT_SECONDS = 1.0

KINDS = {
    "review_flag": ("for review", "待审阅"),
    "notify_clinician": ("a clinician is asked for", "请临床工作者查看"),
    "page": ("urgent call for a clinician", "紧急呼叫临床工作者"),
    "again": ("repeated: nobody has acknowledged the call", "再次呼叫：尚无人确认"),
    "supervisor": ("for the supervisor: nobody has acknowledged the call", "呼叫督导：尚无人确认"),
    TEST: ("test of this channel, no call", "渠道测试，并非呼叫"),
}
"""Kind -> what it means, in English and Chinese."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Mailbox:
    """Where mail goes and how: the server, its sender, the recipient, who logs in."""

    host: str
    port: int
    sender: str
    to: str
    starttls: bool
    username: str | None = None
    password: str | None = None


class Email:
    """A mailbox behind an SMTP server (RFC 5321), with STARTTLS (RFC 3207) or without."""

    def __init__(
        self,
        mailbox: Mailbox,
        *,
        name: str,
        audience: Audience,
        clock: Clock,
        tls: ssl.SSLContext | None = None,
        seconds: float = SEND_SECONDS,
    ) -> None:
        self._mailbox = mailbox
        self._clock = clock
        self._tls = tls
        self._seconds = seconds
        self.name = name
        self.audience = audience
        self.fingerprint = fingerprint_of(
            "email",
            mailbox.host,
            str(mailbox.port),
            mailbox.sender,
            mailbox.to,
            str(mailbox.starttls),
            mailbox.username or "",
            mailbox.password or "",
        )

    async def send(self, notice: Notice) -> None:
        """Hands the notice to the server. Raises: NotTaken."""
        box = self._mailbox
        client = aiosmtplib.SMTP(
            hostname=box.host,
            port=box.port,
            username=box.username,
            password=box.password,
            local_hostname="throughline.invalid",
            start_tls=box.starttls,
            tls_context=self._tls,
            timeout=self._seconds,
        )
        try:
            async with asyncio.timeout(self._seconds):
                await client.connect()
                refused, _ = await client.send_message(letter(notice, box, clock=self._clock))
                with suppress(TimeoutError, aiosmtplib.SMTPException, OSError):  # taken: what comes now changes nothing
                    await client.quit(timeout=QUIT_SECONDS)
        except TimeoutError:
            raise NotTaken(f"no answer within {self._seconds:g} s") from None
        except aiosmtplib.SMTPResponseException as error:
            raise NotTaken(f"SMTP {error.code}") from None
        except (aiosmtplib.SMTPException, OSError, ValueError) as error:
            raise NotTaken(type(error).__name__) from None
        finally:
            client.close()
        if refused:
            raise NotTaken("the recipient was refused")


def letter(notice: Notice, mailbox: Mailbox, *, clock: Clock) -> EmailMessage:
    """The mail about a notice."""
    english, chinese = KINDS.get(notice.kind, (notice.kind, notice.kind))
    mail = EmailMessage()
    mail["From"] = mailbox.sender
    mail["To"] = mailbox.to
    mail["Subject"] = f"Throughline: {english} / {chinese} (tier / 级别 {notice.tier})"
    mail["Date"] = format_datetime(clock())
    mail["Message-ID"] = f"<{notice.id}@throughline.invalid>"
    mail["Auto-Submitted"] = "auto-generated"
    mail["X-Throughline-Kind"] = notice.kind
    mail.set_content("\n".join((*_lines(notice, english, _ENGLISH), "", *_lines(notice, chinese, _CHINESE), "")))
    return mail


@dataclass(frozen=True, slots=True, kw_only=True)
class _Words:
    kind: str
    tier: str
    call: str
    session: str
    look: str
    test: str
    open: str


_ENGLISH = _Words(
    kind="Kind",
    tier="Tier",
    call="Call",
    session="Session",
    look="Look and acknowledge",
    test="This message only tests the channel. There is nothing to do.",
    open="The call stays open until a clinician acknowledges it. This message proves nothing about who has read it.",
)
_CHINESE = _Words(
    kind="类型",
    tier="级别",
    call="呼叫编号",
    session="会谈编号",
    look="查看并确认",
    test="本邮件仅用于测试渠道，无需处理。",
    open="在临床工作者确认之前，呼叫一直有效。本邮件不代表已有人阅读。",
)


def _lines(notice: Notice, kind: str, words: _Words) -> list[str]:
    mark = "：" if words is _CHINESE else ": "
    lines = [f"{words.kind}{mark}{kind}"]
    if notice.kind == TEST:
        return [*lines, words.test]
    lines.append(f"{words.tier}{mark}{notice.tier}")
    if notice.escalation is not None:
        lines.append(f"{words.call}{mark}{notice.escalation}")
    if notice.session is not None:
        lines.append(f"{words.session}{mark}{notice.session}")
    if notice.escalation is not None:
        lines.append(f"{words.look}{mark}/v1/escalations/{notice.escalation}")
    return [*lines, words.open]
