"""A line on standard error that says how far a load is, where someone is watching and it takes long."""

from __future__ import annotations

import contextlib
import time
from types import TracebackType
from typing import TYPE_CHECKING

from reader.text.dates import duration

if TYPE_CHECKING:
    from reader.cli.output.console import Console
    from reader.corpus.refresh.progress import Progress

_BAR = 24
_CLEAR = "\r\x1b[K"


class ProgressLine:
    """Shows progress after `patience` seconds, and leaves nothing behind."""

    def __init__(self, console: Console, *, patience: float) -> None:
        self._console = console
        self._opened = time.monotonic()
        self._begin = self._opened + patience
        self._shown = False

    def __enter__(self) -> ProgressLine:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._shown:
            self._write(_CLEAR)

    def show(self, progress: Progress) -> None:
        """Show how far the load is, where somebody sees it and has waited long enough."""
        if self._console.talks and time.monotonic() >= self._begin:
            self._shown = True
            self._write(_CLEAR + progress_text(progress, unicode=self._console.unicode))

    def count(self, done: int, total: int) -> None:
        """Show how many of the files are done, as `show` does."""
        from reader.corpus.refresh.progress import Progress  # there already where files are worked on

        seconds = max(time.monotonic() - self._opened, 0.001)
        self.show(Progress("reading", done, total, done / seconds))

    def _write(self, text: str) -> None:
        with contextlib.suppress(OSError):
            self._console.err.write(text)
            self._console.err.flush()


def progress_text(progress: Progress, *, unicode: bool) -> str:
    """Return one line about a load: a bar where it is known how much there is to do."""
    if progress.phase == "waiting":
        return "another program is reading this corpus; waiting for it"
    if not progress.total:
        return f"looking for files: {progress.done:,}"
    filled = _BAR * progress.done // progress.total
    full, empty = ("█", "░") if unicode else ("#", "-")
    bar = full * filled + empty * (_BAR - filled)
    text = f"{bar} {progress.done:,} of {progress.total:,} files, {progress.rate:,.0f} a second"
    if progress.rate > 0:
        text += f", {duration((progress.total - progress.done) / progress.rate)} left"
    return text
