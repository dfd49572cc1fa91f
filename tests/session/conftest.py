from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from reader.session.session import Session
from tests.session.corpus import session_over, write_corpus


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """Return a folder with the small corpus."""
    return write_corpus(tmp_path / "corpus")


@pytest.fixture
def session(root: Path) -> Iterator[Session]:
    """Yield a session over the small corpus, loaded, with no marks."""
    with session_over(root) as opened:
        yield opened
