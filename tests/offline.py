"""Nothing that the tests run may speak to anybody beyond this machine: an audit hook refuses the connection.

An audit hook cannot be taken away again and sees every socket of the process, whichever library opened it. Processes
that tests start are not seen; `make test-offline` runs everything where there is no other network at all.
"""

import ipaddress
import sys
from typing import cast


class Outbound(ConnectionError):
    """A test tried to reach another machine."""


def is_here(address: object) -> bool:
    """Whether a socket's address is of this machine: a Unix socket's, or a loopback or unspecified one."""
    if not isinstance(address, tuple) or not address:
        return True
    host = str(cast("tuple[object, ...]", address)[0]).partition("%")[0]
    if host in {"localhost", ""}:
        return True
    try:
        number = ipaddress.ip_address(host)
    except ValueError:
        return False
    return number.is_loopback or number.is_unspecified


def _watch(event: str, given: tuple[object, ...]) -> None:
    if event == "socket.connect" and not is_here(given[1]):
        raise Outbound(f"a test tried to connect to {given[1]!r}")
    if event == "socket.sendto" and not is_here(given[1]):
        raise Outbound(f"a test tried to send to {given[1]!r}")
    if event == "socket.getaddrinfo" and not is_here((given[0],)):
        raise Outbound(f"a test asked for the address of {given[0]!r}")


def refuse_outbound() -> None:
    """From now on, for as long as the process lives."""
    sys.addaudithook(_watch)
