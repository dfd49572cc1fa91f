"""Dates as the screen shows them: always UTC, in English, independent of the locale."""

from __future__ import annotations

from datetime import UTC, datetime

_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")

# The width in cells of `short_date`.
SHORT = 9


def full_date(epoch: int) -> str:
    """Return `13 Oct 2020, 17:40 UTC`, without the time where it is midnight (most often: not known)."""
    when = datetime.fromtimestamp(epoch, UTC)
    date = f"{when.day} {_MONTHS[when.month - 1]} {when.year}"
    return date if when.hour == when.minute == when.second == 0 else f"{date}, {when:%H:%M} UTC"


def short_date(epoch: int | None, now: int) -> str:
    """Return the date for a column of `SHORT` cells: `17:40` today, `13 Oct` this year, else `13 Oct 20`."""
    if epoch is None:
        return "no date".rjust(SHORT)
    when, today = datetime.fromtimestamp(epoch, UTC), datetime.fromtimestamp(now, UTC)
    date = f"{when.day} {_MONTHS[when.month - 1]}"
    if when.date() == today.date():
        return f"{when:%H:%M}".rjust(SHORT)
    if when.year == today.year:
        return date.rjust(SHORT)
    return f"{date} {when.year % 100:02}".rjust(SHORT)
