from __future__ import annotations

from collections.abc import Iterator

import pytest

from reader.fetch.client import Client, Limits
from tests.fetch.server import HOME, Server, serving


@pytest.fixture
def server() -> Iterator[Server]:
    with serving() as running:
        yield running


@pytest.fixture
def client() -> Client:
    """Return a client that may reach the server of the tests, and no other place."""
    return Client(Limits(seconds=20, size=200_000, redirects=5), may_reach=lambda address: address == HOME)
