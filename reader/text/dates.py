"""Instants as seconds since 1970-01-01 UTC: read from what generators write, and said to people.

No locale and no local time zone is used anywhere: an instant without a zone is one in UTC.
"""

from __future__ import annotations

import re
from contextlib import suppress
from datetime import UTC, datetime, timedelta, timezone

EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
DAY = 86_400

_INSTANT = re.compile(
    r"(\d{4})([-/.])(\d{1,2})\2(\d{1,2})"
    r"(?:(?:[Tt]|\s+)(\d{1,2}):(\d{2})(?::(\d{2})(?:[.,]\d+)?)?\s*"
    r"(Z|z|UTC|GMT|[+-]\d{1,2}(?::?\d{2})?)?)?",
    re.ASCII,
)
# The form that most generators write, and that the standard library reads five times as fast.
_PLAIN = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ", re.ASCII)
_ZONE = re.compile(r"([+-])(\d{1,2}):?(\d{2})?")
# `Date.now() / 1000` and Python's `time.time()` have a fraction.
_DIGITS = re.compile(r"(-?\d{9,13})(?:\.\d+)?", re.ASCII)
# Twelve digits that are a date to the minute, not milliseconds of the seventies.
_COMPACT = re.compile(r"(?:19|20)\d\d(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])(?:[01]\d|2[0-3])[0-5]\d")

# Seconds of today have ten digits; beyond eleven they are read as milliseconds (as JavaScript writes them).
_MILLIS = 100_000_000_000

_UNITS = (
    (365 * DAY, "year"),
    (30 * DAY, "month"),
    (7 * DAY, "week"),
    (DAY, "day"),
    (3600, "hour"),
    (60, "minute"),
)
_SHORT_UNITS = ((DAY, "day"), (3600, "h"), (60, "min"))


def parse_instant(text: str) -> int:
    """Return the instant that `text` names, in seconds since 1970-01-01 UTC.

    Understood are ISO 8601 dates with or without a time, seconds, a fraction (dropped) and a zone, with `T`
    or a space between, with `-`, `/` or `.` inside the date; Unix time in seconds or milliseconds; and what
    `read_written_date` reads. A 60th second is the second after the 59th, 24:00 the end of the day. Raises
    ValueError with one sentence otherwise.
    """
    text = text.strip()
    if _PLAIN.fullmatch(text):
        with suppress(ValueError):
            return int(datetime.fromisoformat(text).timestamp())
    if found := _INSTANT.fullmatch(text):
        year, _, month, day_, hour, minute, second, zone = found.groups()
        clock = (int(hour or 0), int(minute or 0), int(second or 0))
        return _instant(text, (int(year), int(month), int(day_)), clock, _offset(zone or "Z", text))
    if (found := _DIGITS.fullmatch(text)) and not _COMPACT.fullmatch(text):
        number = int(found[1])
        return _in_range(number // 1000 if abs(number) >= _MILLIS else number, text)
    from reader.text.written_dates import read_written_date  # most files do without

    try:
        written = read_written_date(text)
        parts = written.day_of_year(), written.time_of_day(), written.seconds_east()
    except (ValueError, OverflowError) as error:
        reason = "" if str(error).startswith(f"“{text}”") else f" ({error})"
        raise ValueError(f"'{text[:40]}' is not a date{reason}") from None
    return _instant(text, *parts)


def _instant(text: str, ymd: tuple[int, int, int], hms: tuple[int, int, int], offset: int) -> int:
    leap = int(hms[2] == 60)
    end_of_day = hms == (24, 0, 0)
    try:
        zone = timezone(timedelta(seconds=offset))
        moment = datetime(*ymd, 0 if end_of_day else hms[0], hms[1], hms[2] - leap, tzinfo=zone)
    except (ValueError, OverflowError) as error:
        raise ValueError(f"'{text[:40]}' is not a date ({error})") from None
    return _in_range((moment - EPOCH) // timedelta(seconds=1) + leap + DAY * end_of_day, text)


def _offset(zone: str, text: str) -> int:
    found = _ZONE.fullmatch(zone)
    if not found:
        return 0
    sign, hours, minutes = found.groups()
    if int(hours) > 18 or int(minutes or 0) > 59:
        raise ValueError(f"'{text[:40]}' is not a date (no place is that far from UTC)")
    seconds = int(hours) * 3600 + int(minutes or 0) * 60
    return -seconds if sign == "-" else seconds


_FIRST = -62_135_596_800
_LAST = 253_402_300_799


def _in_range(epoch: int, text: str) -> int:
    if not _FIRST <= epoch <= _LAST:
        raise ValueError(f"'{text[:40]}' is not a date (outside the years 1 to 9999)")
    return epoch


def moment(epoch: int) -> datetime:
    """Return the instant as a datetime in UTC, held inside the years 1 to 9999."""
    return EPOCH + timedelta(seconds=max(_FIRST, min(_LAST, epoch)))


def iso(epoch: int) -> str:
    """Return the instant as `2020-06-16T18:27:00Z`."""
    return moment(epoch).replace(tzinfo=None).isoformat() + "Z"


def day(epoch: int) -> str:
    """Return the day of the instant, in UTC, as `2020-06-16`."""
    return moment(epoch).date().isoformat()


def ago(then: int, now: int) -> str:
    """Return how long before `now` the instant `then` is: `3 weeks ago`, `in 2 days`, `just now`."""
    distance = abs(now - then)
    for size, name in _UNITS:
        count = distance // size
        if count:
            amount = f"{count} {name}{'s' if count > 1 else ''}"
            return f"{amount} ago" if then < now else f"in {amount}"
    return "just now"


def lag(seconds: int) -> str:
    """Return a distance between two publications: `2 h later`, `3 days earlier`; under a minute, `same time`."""
    distance = abs(seconds)
    for size, name in _SHORT_UNITS:
        count = distance // size
        if count:
            plural = "s" if name == "day" and count > 1 else ""
            return f"{count} {name}{plural} {'later' if seconds > 0 else 'earlier'}"
    return "same time"


def duration(seconds: float) -> str:
    """Return how long something takes, as much as one needs to know while waiting: `45 s`, `12 min`."""
    return f"{seconds:.0f} s" if seconds < 90 else f"{seconds / 60:.0f} min"
