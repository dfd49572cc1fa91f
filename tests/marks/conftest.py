"""A journal in a folder of its own, with a clock that the test moves."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest

from reader.marks import Journal

Open = Callable[..., Journal]


class Clock:
    """Seconds, one more at every look, so that no two steps of a test have one moment."""

    def __init__(self, now: float = 1_700_000_000.0) -> None:
        self.now = now

    def __call__(self) -> float:
        self.now += 1
        return self.now


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "data" / "marks.db"


@pytest.fixture
def open_journal(path: Path, clock: Clock) -> Iterator[Open]:
    with ExitStack() as stack:

        def open_one(user: str = "ann", at: Path = path) -> Journal:
            return stack.enter_context(Journal.open(at, user=user, clock=clock))

        yield open_one


@pytest.fixture
def journal(open_journal: Open) -> Journal:
    return open_journal()
