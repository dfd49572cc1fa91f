from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest

from tests.session.many import write_many
from tests.terminals.program import Program, reader

Start = Callable[..., Program]


@pytest.fixture
def start(home: Path) -> Iterator[Start]:
    """Return what starts the reader on a terminal of its own; all that was started is gone at the end."""
    with ExitStack() as stack:

        def begin(*words: str | Path, size: tuple[int, int] = (80, 24), **environment: str) -> Program:
            return stack.enter_context(
                Program(reader(*words), size=size, environment={**os.environ, **environment})
            )

        yield begin


@pytest.fixture
def many(tmp_path: Path) -> Path:
    """Return a folder of 60 plain articles."""
    return write_many(tmp_path / "many", 60)
