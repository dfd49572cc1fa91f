"""Looking through all objects: when keys have come and then none for a while, never in between."""

from __future__ import annotations

import gc
from collections.abc import Callable

import pytest

from reader.tui.events import gc_schedule
from reader.tui.events.gc_schedule import REST, GcSchedule


class Clock:
    """A clock that is set by hand, and an event loop that calls what is due by it."""

    def __init__(self) -> None:
        self.now = 100.0
        self.collected: list[float] = []
        self._due: list[tuple[float, Callable[[], object]]] = []

    def call_later(self, seconds: float, then: Callable[[], object]) -> None:
        """Have something called when the clock has gone on by so many seconds."""
        self._due.append((self.now + seconds, then))

    def go_on(self, seconds: float) -> None:
        """Let time pass."""
        until = self.now + seconds
        while (due := min(self._due, default=None, key=lambda one: one[0])) is not None and due[0] <= until:
            self._due.remove(due)
            self.now = due[0]
            due[1]()
        self.now = until


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Clock:
    """Note when all objects are looked through, whatever has happened since the last time."""
    clock = Clock()
    monkeypatch.setattr(gc_schedule, "_WORTH", 0)
    monkeypatch.setattr("reader.tui.events.gc_schedule.time.monotonic", lambda: clock.now)
    monkeypatch.setattr("reader.tui.events.gc_schedule.asyncio.get_running_loop", lambda: clock)
    monkeypatch.setattr(gc, "collect", lambda: clock.collected.append(clock.now))
    return clock


def test_once_after_the_last_of_some_keys(clock: Clock) -> None:
    pressed = 0.0
    schedule = GcSchedule(lambda: pressed)
    for _key in range(5):
        pressed = clock.now
        schedule.key()
        clock.go_on(0.9 * REST)
    assert not clock.collected
    clock.go_on(10 * REST)
    assert clock.collected == [pytest.approx(pressed + REST)]
    pressed = clock.now
    schedule.key()
    clock.go_on(10 * REST)
    assert clock.collected[1:] == [pytest.approx(pressed + REST)]


def test_not_after_a_key_that_left_nothing(clock: Clock, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(gc_schedule, "_WORTH", 1_000_000)
    GcSchedule(lambda: 0.0).key()
    clock.go_on(10 * REST)
    assert not clock.collected


def test_collecting_begins_with_the_first_screen() -> None:
    gc.disable()
    before = gc.get_threshold()
    GcSchedule(lambda: 0.0).begin()
    assert gc.isenabled()
    assert gc.get_freeze_count() > 1000
    assert gc.get_threshold()[:2] == before[:2]
    assert gc.get_threshold()[2] > before[2]
