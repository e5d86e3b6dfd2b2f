"""Servers that live as long as the tests of this folder."""

import os
from collections.abc import Iterator

import pytest

from tests.contracts.servers import embedded_server, scripted_server


@pytest.fixture(scope="session")
def scripted_url() -> Iterator[str]:
    with scripted_server() as url:
        yield url


@pytest.fixture(scope="session")
def embedded_url() -> Iterator[str]:
    with embedded_server() as url:
        yield url


@pytest.fixture(scope="session")
def vllm_url() -> str:
    url = os.environ.get("THROUGHLINE_TEST_VLLM_URL")
    if not url:
        pytest.skip("THROUGHLINE_TEST_VLLM_URL names no server: run make test-vllm")
    return url
