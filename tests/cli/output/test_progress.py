"""The line of progress: only for who watches, only when it takes long, and gone afterwards."""

from __future__ import annotations

import pytest

from reader.cli.output.console import Console
from reader.cli.output.progress import ProgressLine, progress_text
from reader.corpus.refresh.progress import Progress
from tests.cli.support import Screen, on_screen

HALF = Progress("reading", 500, 1000, 2345.6)


@pytest.mark.parametrize(
    ("progress", "unicode", "text"),
    [
        (HALF, True, "████████████░░░░░░░░░░░░ 500 of 1,000 files, 2,346 a second, 0 s left"),
        (HALF, False, "############------------ 500 of 1,000 files, 2,346 a second, 0 s left"),
        (
            Progress("reading", 0, 100_000, 0),
            False,
            "------------------------ 0 of 100,000 files, 0 a second",
        ),
        (
            Progress("reading", 500, 100_000, 100),
            False,
            "------------------------ 500 of 100,000 files, 100 a second, 17 min left",
        ),
        (Progress("scanning", 2048), True, "looking for files: 2,048"),
        (Progress("waiting"), True, "another program is reading this corpus; waiting for it"),
    ],
)
def test_text(progress: Progress, unicode: bool, text: str) -> None:
    assert progress_text(progress, unicode=unicode) == text


def test_a_short_wait_shows_nothing() -> None:
    console, _, err = on_screen()
    with ProgressLine(console, patience=60) as line:
        line.show(HALF)
    assert err.getvalue() == ""


def test_nobody_watching_shows_nothing() -> None:
    console = Console(out=Screen(), err=Screen())
    with ProgressLine(console, patience=0) as line:
        line.show(HALF)
    assert console.err.getvalue() == ""  # type: ignore[attr-defined]


def test_a_closed_terminal_stops_nothing() -> None:
    class Closed(Screen):
        def write(self, _text: str) -> int:
            raise BrokenPipeError

    with ProgressLine(Console(out=Screen(), err=Closed(), talks=True), patience=0) as line:
        line.show(HALF)


def test_files_are_counted() -> None:
    console, _, err = on_screen()
    with ProgressLine(console, patience=0) as line:
        line.count(3, 6)
    assert "3 of 6 files" in err.getvalue()
