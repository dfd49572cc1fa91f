from __future__ import annotations

import gc
from collections.abc import AsyncIterator, Iterator
from pathlib import Path

import pytest

from reader.config.settings import Settings
from reader.session.session import Session
from reader.tui.main import main_view
from tests.session.corpus import paths_in, session_over, write_corpus
from tests.session.many import write_many
from tests.tui.app import Driver, running


@pytest.fixture(autouse=True)
def impatient(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Let the article be shown as soon as the cursor rests, and keep no memory from one test to the next."""
    monkeypatch.setattr(main_view, "REST", 0.001)
    threshold = gc.get_threshold()
    yield
    gc.unfreeze()
    gc.set_threshold(*threshold)


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """Return a folder with the small corpus."""
    return write_corpus(tmp_path / "corpus")


@pytest.fixture
def session(root: Path, tmp_path: Path) -> Iterator[Session]:
    """Yield a session over the small corpus, as it is before the corpus is read."""
    with session_over(root, paths=paths_in(tmp_path), loaded=False) as opened:
        yield opened


@pytest.fixture
async def app(session: Session) -> AsyncIterator[Driver]:
    """Yield the app on the small corpus, 120 by 40."""
    async with running(session) as driver:
        yield driver


@pytest.fixture
async def many(tmp_path: Path) -> AsyncIterator[Driver]:
    """Yield the app on 60 plain articles, 120 by 20."""
    settings = Settings(read_after=0)  # two seconds are soon over on a busy machine
    with session_over(write_many(tmp_path / "many", 60), settings=settings, loaded=False) as session:
        async with running(session, (120, 20)) as driver:
            yield driver
