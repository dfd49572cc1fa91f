"""The collector of cyclic garbage, kept away from the keys: what takes it long is done while nobody waits.

Looking through all objects takes 15 ms after a start and 50 after some minutes of use, in the middle of whatever key
happens to make the last object that was missing: every fiftieth.
"""

from __future__ import annotations

import asyncio
import gc
import time
from collections.abc import Callable

REST = 1.0
"""Seconds after the last key in which nobody is taken to be waiting for the next one."""

_WORTH = 5
_SELDOM = 500


class GcSchedule:
    """Has all objects looked through when keys have come and then none for a while.

    `pressed` answers when (by the monotonic clock, in seconds) the last key came.
    """

    def __init__(self, pressed: Callable[[], float]) -> None:
        self._pressed = pressed
        self._waiting = False

    def begin(self) -> None:
        """Start collecting: it is off until the first screen is painted, a tenth of the start-up time.

        What is there by then stays for good and need not be looked at again.
        """
        gc.enable()
        gc.freeze()
        young, middle, _old = gc.get_threshold()
        # Where no key ever comes, files that keep changing still do not fill the memory.
        gc.set_threshold(young, middle, _SELDOM)

    def key(self) -> None:
        """Take note that a key has come."""
        if not self._waiting:
            self._waiting = True
            self._wait(REST)

    def _wait(self, seconds: float) -> None:
        asyncio.get_running_loop().call_later(seconds, self._look)

    def _look(self) -> None:
        left = self._pressed() + REST - time.monotonic()
        if left > 0:
            self._wait(left)
            return
        self._waiting = False
        # How often what is younger has been looked through since.
        if gc.get_count()[2] >= _WORTH:
            gc.collect()
