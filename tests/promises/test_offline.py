"""No outbound traffic: the guard of the whole run bites, and lets this machine speak with itself."""

import asyncio
import os
import socket

import pytest

from tests.conftest import POSTGRES_VARIABLE
from tests.offline import Outbound, is_here

pytestmark = pytest.mark.skipif(bool(os.environ.get(POSTGRES_VARIABLE)), reason="a PostgreSQL elsewhere is allowed")


def test_a_connection_to_another_machine_is_refused_before_it_leaves() -> None:
    with socket.socket() as out, pytest.raises(Outbound, match=r"192\.0\.2\.1"):
        out.connect(("192.0.2.1", 80))
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as out, pytest.raises(Outbound):
        out.sendto(b"x", ("192.0.2.1", 53))
    with socket.socket(socket.AF_INET6) as out, pytest.raises(Outbound):
        out.connect(("2001:db8::1", 80))


def test_a_name_of_another_machine_is_not_even_asked_for() -> None:
    with pytest.raises(Outbound, match=r"example\.org"):
        socket.getaddrinfo("example.org", 80)


async def test_an_event_loop_is_watched_too() -> None:
    with pytest.raises(Outbound):
        await asyncio.open_connection("192.0.2.1", 80)


def test_this_machine_may_speak_with_itself() -> None:
    with socket.create_server(("127.0.0.1", 0)) as server, socket.create_connection(server.getsockname()):
        pass


@pytest.mark.parametrize("address", ["/run/x.sock", ("127.0.0.1", 1), ("::1", 1, 0, 0), ("localhost", 1)])
def test_addresses_of_this_machine(address: object) -> None:
    assert is_here(address)
