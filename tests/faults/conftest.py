"""A scripted model server for the whole module."""

from collections.abc import Generator

import pytest

from tests.contracts.servers import scripted_server


@pytest.fixture(scope="module")
def upstream() -> Generator[str]:
    """Its address, ending in `/v1`."""
    with scripted_server() as address:
        yield address
