"""A webhook: one POST of the stored payload. Taken when the receiver answers 2xx within five seconds.

Headers: `Idempotency-Key` is the message's id, the same at every try; `X-Throughline-Kind`, `X-Throughline-Audience`.
With a secret also `X-Throughline-Timestamp` (seconds since 1970) and `X-Throughline-Signature`: `v1=` and the
HMAC-SHA256 (RFC 2104, hex) under the secret of `<id>.<timestamp>.<body>`. Redirects are not followed, and the answer's
body is not read.
"""

import asyncio
import hashlib
import hmac

import httpx2

from memory.record.clock import Clock
from memory.record.risk import Audience
from service.channels.port import Notice, NotTaken, fingerprint_of

SEND_SECONDS = 5.0


class Webhook:
    """A receiver at a URL."""

    def __init__(
        self,
        url: str,
        *,
        name: str,
        audience: Audience,
        http: httpx2.AsyncClient,
        clock: Clock,
        secret: str | None = None,
        seconds: float = SEND_SECONDS,
    ) -> None:
        self._url = url
        self._http = http
        self._clock = clock
        self._secret = secret
        self._seconds = seconds
        self.name = name
        self.audience = audience
        self.fingerprint = fingerprint_of("webhook", url, secret or "")

    async def send(self, notice: Notice) -> None:
        """Posts the notice. Raises: NotTaken."""
        body = notice.payload.encode()
        headers = {
            "Content-Type": "application/json",
            "Idempotency-Key": notice.id,
            "X-Throughline-Kind": notice.kind,
            "X-Throughline-Audience": notice.audience.value,
            **self._signed(notice.id, body),
        }
        try:
            async with (
                asyncio.timeout(self._seconds),
                self._http.stream(
                    "POST", self._url, content=body, headers=headers, timeout=self._seconds, follow_redirects=False
                ) as answer,
            ):
                status = answer.status_code
        except TimeoutError:
            raise NotTaken(f"no answer within {self._seconds:g} s") from None
        except (httpx2.HTTPError, httpx2.InvalidURL) as error:
            raise NotTaken(type(error).__name__) from None
        if not 200 <= status < 300:
            raise NotTaken(f"HTTP {status}")

    def _signed(self, message: str, body: bytes) -> dict[str, str]:
        if self._secret is None:
            return {}
        timestamp = str(int(self._clock().timestamp()))
        signature = sign(self._secret, message=message, timestamp=timestamp, body=body)
        return {"X-Throughline-Timestamp": timestamp, "X-Throughline-Signature": signature}


def sign(secret: str, *, message: str, timestamp: str, body: bytes) -> str:
    """`v1=` and the HMAC of `<message>.<timestamp>.<body>`, as a receiver computes it to compare."""
    signed = b".".join((message.encode(), timestamp.encode(), body))
    return f"v1={hmac.new(secret.encode(), signed, hashlib.sha256).hexdigest()}"
