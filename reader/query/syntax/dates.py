"""Dates as they are written in a query: `2020`, `2020-10`, `2020-10-13`, `today`, `yesterday`; all UTC."""

from __future__ import annotations

import re
from calendar import monthrange
from datetime import UTC, date, datetime, timedelta

DAY = 86_400
"""Seconds."""

RELATIVE = ("today", "yesterday")
"""The days that depend on the clock."""

UNITS = {"h": "hours", "d": "days", "w": "weeks", "m": "months", "y": "years"}
"""The units of a duration."""

_SECONDS = {"h": 3_600, "d": DAY, "w": 7 * DAY}
_EPOCH = date(1970, 1, 1).toordinal()
_WRITTEN = re.compile(r"(\d{4})(?:([-/])(\d\d)(?:\2(\d\d))?)?", re.ASCII)
_UNFINISHED = re.compile(r"\d{0,3}|\d{4}([-/])(?:\d?|\d\d\1\d?)", re.ASCII)


def canonical_date(text: str) -> str | None:
    """Return the notation under which a date is kept, or None when `text` is none.

    Accepted are a year, a month, a day, with `-` or `/`, and `today` and `yesterday`. The calendar is
    checked: there is no `2020-13`.
    """
    if text.lower() in RELATIVE:
        return text.lower()
    found = _WRITTEN.fullmatch(text)
    if found is None:
        return None
    year, _, month, day = found.groups()
    try:
        date(int(year), int(month or 1), int(day or 1))
    except ValueError:
        return None
    return "-".join(part for part in (year, month, day) if part)


def is_unfinished_date(text: str) -> bool:
    """Tell whether more typing can make a date of what is none yet."""
    return bool(_UNFINISHED.fullmatch(text)) or any(word.startswith(text.lower()) for word in RELATIVE)


def first_second(written: str, now: int) -> int:
    """Return the first second of a date in canonical notation."""
    return _days(written, now)[0] * DAY


def last_second(written: str, now: int) -> int:
    """Return the last second of a date in canonical notation: the end of that year, month or day."""
    return _days(written, now)[1] * DAY + DAY - 1


def _days(written: str, now: int) -> tuple[int, int]:
    """Return the first and the last day of a date, counted from 1970-01-01."""
    if written in RELATIVE:
        day = now // DAY - RELATIVE.index(written)
        return day, day
    year, month, day_of_month = [*map(int, written.split("-")), 0, 0][:3]
    first = date(year, month or 1, day_of_month or 1)
    last = date(year, month or 12, day_of_month or monthrange(year, month or 12)[1])
    return first.toordinal() - _EPOCH, last.toordinal() - _EPOCH


def seconds_ago(count: int, unit: str, now: int) -> float:
    """Return the moment `count` units (`UNITS`) before `now`; minus infinity before the year 1.

    Months and years are those of the calendar: a month before 31 March is the last of February.
    """
    if unit in _SECONDS:
        return now - count * _SECONDS[unit]
    then = datetime(1970, 1, 1, tzinfo=UTC) + timedelta(seconds=now)
    months = then.year * 12 + then.month - 1 - count * (12 if unit == "y" else 1)
    year, month = months // 12, months % 12 + 1
    if year < 1:
        return float("-inf")
    day = min(then.day, monthrange(year, month)[1])
    return (date(year, month, day).toordinal() - _EPOCH) * DAY + now % DAY
