"""How fast decisions are being made, for the line of progress. Pure."""

from __future__ import annotations

from typing import NamedTuple

WINDOW = 20
"""How many of the last decisions count."""
IDLE = 120.0
"""Seconds without a decision after which there is no pace to speak of."""
LEAST = 2.0
"""Seconds over which decisions must stretch to have a rate: keys typed ahead come within milliseconds."""


class TriageRate(NamedTuple):
    """The moments (seconds) of the last decisions since the last long pause."""

    times: tuple[float, ...] = ()

    def decided(self, now: float) -> TriageRate:
        """Return the pace after one more decision; a bulk is one. A pause or a clock set back starts anew."""
        if self.times and not 0 <= now - self.times[-1] <= IDLE:
            return TriageRate((now,))
        return TriageRate((*self.times, now)[-WINDOW:])

    def taken_back(self) -> TriageRate:
        """Return the pace without the last decision, which was undone."""
        return TriageRate(self.times[:-1])

    def is_on(self, now: float) -> bool:
        """Tell whether decisions are being made: several of them, and the last one not long ago."""
        return len(self.times) >= 2 and 0 <= now - self.times[-1] <= IDLE

    def per_minute(self, now: float) -> float | None:
        """Return decisions a minute; None while idle or when there are too few to tell."""
        span = self.times[-1] - self.times[0] if self.is_on(now) else 0.0
        return (len(self.times) - 1) * 60 / span if span >= LEAST else None

    def minutes_left(self, left: int, now: float) -> float | None:
        """Return how many minutes `left` more decisions take at this pace; None when there is no pace."""
        rate = self.per_minute(now)
        return None if rate is None else left / rate
