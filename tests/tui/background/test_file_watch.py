"""The thread that waits for changes: how long it waits, and how long it rests after a look at the files."""

from __future__ import annotations

import queue
import threading
from typing import cast

import pytest

from reader.corpus.files.watch import Watch
from reader.errors import ReaderError
from reader.tui.background import file_watch
from reader.tui.background.file_watch import TOLD, TOLD_LEAST, UNTOLD, UNTOLD_LEAST, FileWatch

LONG = 20.0


class Told:
    """A watch that is told of a change whenever it is waited for, as often as it may be."""

    def __init__(self, times: int, *, is_told: bool = True) -> None:
        self.is_told = is_told
        self.closed = False
        self.waits: list[float] = []
        self.done = threading.Event()
        self._times = times

    def wait(self, seconds: float) -> bool:
        self.waits.append(seconds)
        if len(self.waits) >= self._times:
            self.closed = True
            self.done.set()
        return not self.closed

    def close(self) -> None:
        self.closed = True


def unexpected(error: ReaderError) -> None:
    raise AssertionError(str(error))


@pytest.mark.parametrize(("is_told", "waits"), [(True, [TOLD * 10.0] * 3), (False, [UNTOLD * 10.0] * 3)])
def test_the_pause_is_that_of_the_last_look_and_the_wait_that_of_the_last_whole_one(
    monkeypatch: pytest.MonkeyPatch, is_told: bool, waits: list[float]
) -> None:
    monkeypatch.setattr(file_watch, "LEAST_PAUSE", 0.0)
    watch = Told(3, is_told=is_told)
    seen: list[int] = []

    def changed() -> None:
        seen.append(len(watch.waits))
        kept.rest(0.001, whole=False)

    kept = FileWatch(cast("Watch", watch), changed, unexpected)
    kept.rest(10.0, whole=True)
    assert watch.done.wait(LONG), "a pause of four times ten seconds would be longer"
    assert watch.waits == waits
    assert seen == [1, 2]


@pytest.mark.parametrize(("is_told", "least"), [(True, TOLD_LEAST), (False, UNTOLD_LEAST)])
def test_a_wait_is_not_shorter_than_its_least(is_told: bool, least: float) -> None:
    watch = Told(1, is_told=is_told)
    FileWatch(cast("Watch", watch), lambda: None, unexpected).rest(0.0001, whole=True)
    assert watch.done.wait(LONG)
    assert watch.waits == [least]


def test_one_that_is_stopped_before_the_first_look_is_over_tells_nothing() -> None:
    watch = Told(1)
    kept = FileWatch(cast("Watch", watch), lambda: None, unexpected)
    kept.stop()
    assert not watch.done.wait(0.05)


@pytest.mark.parametrize("error", [OSError(9, "Bad file descriptor"), RuntimeError("odd")])
def test_a_watch_that_fails_is_said_to(error: Exception) -> None:
    watch, said = Told(9), queue.SimpleQueue[ReaderError]()

    def wait(_seconds: float) -> bool:
        raise error

    watch.wait = wait  # type: ignore[assignment, method-assign]
    FileWatch(cast("Watch", watch), lambda: None, said.put).rest(0.0, whole=True)
    told = str(said.get(timeout=LONG))
    assert told.startswith("changes of files are not noticed any more (")
    assert ("Bad file descriptor" in told) or ("odd" in told)


def test_what_fails_because_it_is_stopped_is_not_said() -> None:
    watch, said = Told(9), list[ReaderError]()

    def wait(_seconds: float) -> bool:
        watch.closed = True
        watch.done.set()
        raise OSError(9, "Bad file descriptor")

    watch.wait = wait  # type: ignore[assignment, method-assign]
    FileWatch(cast("Watch", watch), lambda: None, said.append).rest(0.0, whole=True)
    assert watch.done.wait(LONG)
    assert said == []
