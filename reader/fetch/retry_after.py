"""How long a server asks to be left alone."""

from __future__ import annotations

import time
from collections.abc import Callable
from email.utils import parsedate_to_datetime


def seconds_to_wait(header: str | None, *, clock: Callable[[], float] = time.time) -> float | None:
    """Return the seconds that a `Retry-After` header asks for, as a number or a date; None where it says nothing."""
    text = (header or "").strip()
    if text.isascii() and text.isdigit():
        return float(text[:9])
    try:
        return max(0.0, parsedate_to_datetime(text).timestamp() - clock())
    except (ValueError, TypeError, OverflowError):
        return None
