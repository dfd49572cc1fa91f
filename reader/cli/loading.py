"""A session for one command: opened from the warm index, brought up to date, and closed."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from reader.cli.output.progress import ProgressLine

if TYPE_CHECKING:
    from reader.cli.output.console import Console
    from reader.session.session import Session


@contextmanager
def loaded(
    roots: Sequence[Path],
    console: Console,
    *,
    state: Path | None = None,
    new_state: bool = False,
    patience: float = 0.5,
) -> Iterator[Session]:
    """Yield a session over the corpora as they are on disk now.

    `state` is a file of marks instead of the user's own, which must exist unless `new_state` is set; none is made.
    Progress is shown after `patience` seconds. Raises `ReaderError` for a corpus or file of marks that cannot be read.
    """
    from reader.session.opening import (
        existing,
        opened,
    )  # most of the program: help and mistakes do without it

    if state is not None and not new_state:
        existing(state)
    with opened(roots, state=state, writing=False) as session:
        if session.journal.notice:
            console.say(f"reader: {session.journal.notice}")
        with ProgressLine(console, patience=patience) as progress:
            session.adopt(session.load(on_progress=progress.show))
        if session.notice:
            console.say(f"reader: {session.notice}")
        yield session
