"""Both channels keep one contract: taken once or refused in a word, in time; ids and numbers only, no secret told."""

import asyncio
import ssl
from collections.abc import AsyncGenerator
from dataclasses import dataclass
from datetime import UTC, datetime

import httpx2
import orjson
import pytest
import trustme

from memory.record.risk import Audience
from service.channels.email import Email, Mailbox
from service.channels.port import TEST, Channel, Notice, NotTaken
from service.channels.webhook import Webhook, sign
from strategies.course.paging import AGAIN, FIRST, SUPERVISOR
from tests.contracts.receivers import Behaviour, HttpReceiver, SmtpReceiver, listening

NOW = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)
SECONDS = 0.5
SECRET = "a secret of the receiver"
PAYLOAD = {"escalation": "esc-1", "event": "ev-1", "patient": "Li-Hua", "session": "ses-1", "tier": 3}
NOTICE = Notice(
    id="m-1",
    kind="page",
    tier=3,
    audience=Audience.CLINIC,
    payload=orjson.dumps(PAYLOAD).decode(),
    escalation="esc-1",
    session="ses-1",
)


@dataclass(frozen=True)
class Pair:
    """A channel and the real receiver at its end."""

    channel: Channel
    receiver: HttpReceiver | SmtpReceiver


def webhook(receiver: HttpReceiver, http: httpx2.AsyncClient, secret: str | None = SECRET) -> Webhook:
    return Webhook(
        f"{receiver.url}?token=hidden",
        name="webhook",
        audience=Audience.CLINIC,
        http=http,
        clock=lambda: NOW,
        secret=secret,
        seconds=SECONDS,
    )


def email(receiver: SmtpReceiver, tls: ssl.SSLContext | None = None, host: str = "127.0.0.1") -> Email:
    box = Mailbox(
        host=host, port=receiver.port, sender="from@clinic.invalid", to="to@clinic.invalid", starttls=tls is not None
    )
    return Email(box, name="email", audience=Audience.CLINIC, clock=lambda: NOW, tls=tls, seconds=SECONDS)


@pytest.fixture(params=["webhook", "email"])
async def pair(request: pytest.FixtureRequest) -> AsyncGenerator[Pair]:
    if request.param == "email":
        smtp = SmtpReceiver()
        async with listening(smtp):
            yield Pair(email(smtp), smtp)
        return
    receiver = HttpReceiver()
    async with listening(receiver), httpx2.AsyncClient(trust_env=False) as http:
        yield Pair(webhook(receiver, http), receiver)


async def test_what_is_taken_arrives_with_its_id_and_kind(pair: Pair) -> None:
    await pair.channel.send(NOTICE)
    assert [(each.id, each.kind) for each in pair.receiver.arrivals] == [("m-1", "page")]
    assert "esc-1" in pair.receiver.arrivals[0].text


async def test_a_repetition_carries_the_same_id(pair: Pair) -> None:
    for _ in range(2):
        await pair.channel.send(NOTICE)
    assert pair.receiver.ids == ["m-1", "m-1"]


@pytest.mark.parametrize("behaviour", [each for each in Behaviour if each is not Behaviour.TAKE])
async def test_whatever_a_receiver_does_instead_it_is_not_taken_in_time_and_said_in_a_word(
    pair: Pair, behaviour: Behaviour
) -> None:
    pair.receiver.behaviour = behaviour
    begun = asyncio.get_running_loop().time()
    with pytest.raises(NotTaken) as refusal:
        await pair.channel.send(NOTICE)
    assert asyncio.get_running_loop().time() - begun < SECONDS + 1.5
    assert pair.receiver.arrivals == []
    told = str(refusal.value)
    assert 0 < len(told) <= 40
    assert not [word for word in ("127.0.0.1", "hidden", SECRET, "clinic.invalid", "Li-Hua") if word in told]


async def test_a_receiver_that_is_away_has_not_taken_it() -> None:
    gone = HttpReceiver()
    async with listening(gone):
        pass
    smtp = SmtpReceiver(port=gone.port)
    async with httpx2.AsyncClient(trust_env=False) as http:
        for channel in (webhook(gone, http), email(smtp)):
            with pytest.raises(NotTaken):
                await channel.send(NOTICE)


async def test_after_a_fault_the_same_channel_carries_again(pair: Pair) -> None:
    pair.receiver.behaviour = Behaviour.CUT
    with pytest.raises(NotTaken):
        await pair.channel.send(NOTICE)
    pair.receiver.behaviour = Behaviour.TAKE
    await pair.channel.send(NOTICE)
    assert pair.receiver.ids == ["m-1"]


async def test_fingerprints_tell_places_and_secrets_apart_and_give_neither_away() -> None:
    async with httpx2.AsyncClient(trust_env=False) as http:
        here, there = HttpReceiver(port=1), HttpReceiver(port=2)
        prints = [
            webhook(here, http).fingerprint,
            webhook(there, http).fingerprint,
            webhook(here, http, secret="another secret of it").fingerprint,
            email(SmtpReceiver(port=1)).fingerprint,
            email(SmtpReceiver(port=2)).fingerprint,
        ]
        assert webhook(here, http).fingerprint == prints[0]
    assert len(set(prints)) == 5
    assert {len(each) for each in prints} == {64}


async def test_a_webhook_posts_the_stored_payload_signed_over_id_time_and_body() -> None:
    receiver = HttpReceiver()
    async with listening(receiver), httpx2.AsyncClient(trust_env=False) as http:
        await webhook(receiver, http).send(NOTICE)
        await webhook(receiver, http, secret=None).send(NOTICE)
    signed, plain = receiver.arrivals
    assert signed.text == NOTICE.payload
    body, timestamp = signed.text.encode(), str(int(NOW.timestamp()))
    assert signed.headers["x-throughline-timestamp"] == timestamp
    right = sign(SECRET, message="m-1", timestamp=timestamp, body=body)
    assert signed.headers["x-throughline-signature"] == right
    others = [
        sign(SECRET, message="m-2", timestamp=timestamp, body=body),
        sign(SECRET, message="m-1", timestamp="0", body=body),
        sign(SECRET, message="m-1", timestamp=timestamp, body=body + b" "),
        sign("some other secret here", message="m-1", timestamp=timestamp, body=body),
    ]
    assert right not in others
    assert not [name for name in plain.headers if name in {"x-throughline-signature", "x-throughline-timestamp"}]


def test_the_signature_is_the_published_hmac() -> None:
    # HMAC-SHA256 with the key "key-key-key-key-key" of b"m-1.1772442000.{}", computed with another implementation.
    assert sign("key-key-key-key-key", message="m-1", timestamp="1772442000", body=b"{}") == f"v1={KNOWN}"


KNOWN = "14abd847a0684b8d7e59966218be590815455822ac309f2c5bdbdd453be8659c"


@pytest.mark.parametrize("kind", [*FIRST.values(), AGAIN, SUPERVISOR, TEST])
async def test_mail_speaks_both_languages_and_names_ids_only(kind: str) -> None:
    receiver = SmtpReceiver()
    notice = Notice(
        id="m-9",
        kind=kind,
        tier=3,
        audience=Audience.CLINIC,
        payload=NOTICE.payload,
        escalation=None if kind == TEST else "esc-1",
        session=None if kind == TEST else "ses-1",
    )
    async with listening(receiver):
        await email(receiver).send(notice)
    (mail,) = receiver.arrivals
    subject, _, body = mail.text.partition("\n")
    assert subject.startswith("Throughline: ")
    assert [part for part in (subject, body) if not any("一" <= letter <= "鿿" for letter in part)] == []
    assert "Kind: " in body
    assert "Li-Hua" not in mail.text
    assert "ev-1" not in mail.text
    assert ("/v1/escalations/esc-1" in body) is (kind != TEST)
    assert not [word for word in ("was told", "has been told", "notified", "informed", "已通知") if word in mail.text]
    assert mail.headers["auto-submitted"] == "auto-generated"


@pytest.fixture(scope="module")
def authority() -> trustme.CA:
    return trustme.CA()


async def test_mail_goes_over_starttls_to_a_server_whose_certificate_is_trusted(authority: trustme.CA) -> None:
    served = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    authority.issue_cert("localhost").configure_cert(served)  # pyright: ignore[reportUnknownMemberType] - half typed
    trusting = ssl.create_default_context()
    authority.configure_trust(trusting)  # pyright: ignore[reportUnknownMemberType] - half typed
    receiver = SmtpReceiver(tls=served)
    async with listening(receiver):
        await email(receiver, trusting, host="localhost").send(NOTICE)
        with pytest.raises(NotTaken):  # the certificate is of nobody that the system trusts
            await email(receiver, ssl.create_default_context(), host="localhost").send(NOTICE)
    assert [each.encrypted for each in receiver.arrivals] == [True]


async def test_mail_is_not_sent_in_the_open_where_starttls_is_asked_for() -> None:
    receiver = SmtpReceiver()
    async with listening(receiver):
        with pytest.raises(NotTaken):
            await email(receiver, ssl.create_default_context()).send(NOTICE)
    assert receiver.arrivals == []
