"""Looking through all objects: when keys have come and then none for a while, never in between."""

from __future__ import annotations

import asyncio
import gc
import time

import pytest

from reader.tui.events import gc_schedule
from reader.tui.events.gc_schedule import GcSchedule


@pytest.fixture
def collected(monkeypatch: pytest.MonkeyPatch) -> list[float]:
    """Note when all objects are looked through, whatever has happened since the last time."""
    times: list[float] = []
    monkeypatch.setattr(gc_schedule, "REST", 0.1)
    monkeypatch.setattr(gc_schedule, "_WORTH", 0)
    monkeypatch.setattr(gc, "collect", lambda: times.append(time.monotonic()))
    return times


async def test_once_after_the_last_of_some_keys(collected: list[float]) -> None:
    pressed = 0.0
    tidy = GcSchedule(lambda: pressed)
    for _key in range(5):
        pressed = time.monotonic()
        tidy.key()
        await asyncio.sleep(0.04)
    assert not collected
    await asyncio.sleep(0.4)
    assert len(collected) == 1
    assert collected[0] >= pressed + 0.1
    pressed = time.monotonic()
    tidy.key()
    await asyncio.sleep(0.4)
    assert len(collected) == 2


async def test_not_after_a_key_that_left_nothing(
    collected: list[float], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(gc_schedule, "_WORTH", 1_000_000)
    GcSchedule(time.monotonic).key()
    GcSchedule(lambda: 0.0).key()
    await asyncio.sleep(0.3)
    assert not collected


def test_collecting_begins_with_the_first_screen() -> None:
    gc.disable()
    before = gc.get_threshold()
    GcSchedule(lambda: 0.0).begin()
    assert gc.isenabled()
    assert gc.get_freeze_count() > 1000
    assert gc.get_threshold()[:2] == before[:2]
    assert gc.get_threshold()[2] > before[2]
