"""Dates in the many forms that people, feeds and programs write, cut into tokens and put together again.

The parts may stand in any order (`Tue Jun 16 18:27:00 CEST 2020`, `5:03 PM, 16 juin 2020`), but every part has to be
understood and each may stand once: what is left over makes the text no date.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import NoReturn

from reader.text.date_words import fillers, months, weekdays, zone_offset
from reader.text.fold import fold

Clock = tuple[int, int, int]
"""Hours, minutes and seconds; 24:00:00 is the end of the day, a 60th second the one after the 59th."""

_LONGEST = 100
_TOKENS = tuple(
    (kind, re.compile(pattern, re.ASCII | re.I))
    for kind, pattern in (
        # JavaScript adds the name of the zone, Go how long its process has run.
        ("nothing", r"\([^()]*\)|m=[+-][\d.]+"),
        ("place", r"\[?([a-z_]+/[a-z_/+-]+)\]?"),
        ("stamp", r"(\d{4})(\d\d)(\d\d)(?:T?(\d\d)(\d\d)(\d\d)?(?:[.,]\d+)?)?(?![\d:])"),
        ("ymd", r"(\d{4})([-/.])(\d{1,2})\2(\d{1,2})(?:[T_](?=\d)|\.(?!\d)|(?=Z\b)|(?![\w:/.-]))"),
        ("year_first", r"(\d{4})\s*[年년]\s*(\d{1,2})\s*[月월]\s*(?:(\d{1,2})\s*[日号號일])?"),
        ("year_first", r"(\d{4})\.\s+(\d{1,2})\.\s+(\d{1,2})\.?"),
        ("week", r"(\d{4})-?W(\d\d)(?:-?([1-7]))?(?:T(?=\d)|(?![\w:-]))"),
        ("ordinal", r"(\d{4})-(\d{3})(?:T(?=\d)|(?![\w:-]))"),
        ("dmy", r"(\d{1,2})([-/.])(\d{1,2})\2(\d{4})(?![\d:])"),
        ("year_first", r"(\d{4})[-/.](\d{1,2})(?![\w:/.-])"),
        ("month_first", r"(\d{1,2})[-/.](\d{4})(?![\w:/.-])"),
        # Ruby writes the minutes with a fraction where there are no seconds.
        ("clock", r"(\d{1,2}):(\d\d)(?::(\d\d))?([.,]\d+)?(?![\d:])"),
        ("clock", r"(\d{1,2})\s*[時时시]\s*(?:(\d{1,2})\s*[分분]\s*)?(?:(\d{1,2})\s*[秒초])?()"),
        ("clock", r"(\d{1,2})h(\d\d)?(?!\w)()()"),
        ("clock", r"(\d{1,2})(?=\s*[ap]\.?m\b)()()()"),
        ("half", r"([ap])\.?m\b\.?|(上午|午前|오전)|(?:下午|午後|오후)"),
        ("zone", r"(?:GMT|UTC|UT|Z)?\s*([+-])(\d{1,2})(?::?(\d\d))?(?![\w:])"),
        ("year", r"(\d{4})(?![\d:])"),
        ("day", r"(\d{1,2})(?:st|nd|rd|th|er|[ºª.])?(?![\w:])"),
        (
            "nothing",
            r"[\s,;|·.]+|T(?=\d)|(?:星期|[周週])[一二三四五六日天]|[月火水木金土日]曜日?|[월화수목금토일]요일",
        ),
    )
)
_WORD = re.compile(r"[^\W\d_](?:[^\W\d_]|[-'’](?=[^\W\d_]))*\.?")
_SIGNS = str.maketrans("‐‑‒–—−\u00a0\u202f\u2009", "------   ", "\u200e\u200f\u061c\ufeff\u200b")
# `16-Jun-2020`; what stands before an offset (`GMT-0400`) is left as it is.
_JOINTS = re.compile(r"(?<=\d)[-/](?!W\d)(?=[^\W\d_])|(?<!GMT)(?<!UTC)(?<!UT)(?<=[^\W\d_])[-/](?=\d)")


@dataclass(slots=True)
class WrittenDate:
    """The parts of a date as they are written; `clock` is None where no time of day is.

    `offset` is in seconds east of UTC, None where no zone is written. `place` is a zone named as
    `Europe/Berlin`, which decides only where there is no offset.
    """

    year: int | None = None
    month: int | None = None
    day: int | None = None
    clock: Clock | None = None
    offset: int | None = None
    place: str = ""
    afternoon: bool | None = None
    day_first: bool = False
    weekday: bool = False

    def day_of_year(self) -> tuple[int, int, int]:
        """Return year, month and day; a month or a year alone means its first day."""
        if self.year is None or (self.day is not None and self.month is None):
            raise ValueError("no year" if self.year is None else "no month")
        if self.day is None and (
            self.clock is not None or self.offset is not None or self.place or self.weekday
        ):
            raise ValueError("no day of the month")
        return self.year, self.month or 1, self.day or 1

    def time_of_day(self) -> Clock:
        """Return the time on a clock of 24 hours, midnight where none is written."""
        hour, minute, second = self.clock or (0, 0, 0)
        if self.afternoon is not None:
            if self.clock is None or hour > (23 if self.afternoon else 12):
                raise ValueError("a.m. or p.m. belongs to an hour from 1 to 12")
            hour = hour % 12 + 12 * self.afternoon
        return hour, minute, second

    def seconds_east(self) -> int:
        """Return how many seconds the zone is east of UTC; a date without a zone is one in UTC."""
        if self.offset is not None or not self.place:
            return self.offset or 0
        from zoneinfo import ZoneInfo  # reads the system's files

        try:
            zone = ZoneInfo(self.place)
        except (KeyError, OSError, ValueError):
            raise ValueError(f"the time zone {self.place} is not known") from None
        offset = datetime(*self.day_of_year(), self.time_of_day()[0] % 24, tzinfo=zone).utcoffset()
        return int((offset or timedelta(0)).total_seconds())


def read_written_date(text: str) -> WrittenDate:
    """Return the parts of a date that people, feeds and programs write. Raises ValueError with the reason.

    Read are, with the parts in any order: names of months in seventeen languages (`date_words`), clocks of 12 and
    24 hours, offsets and the usual names of zones (RFC 2822), the forms of Unix `date`, Ruby, Go and JavaScript,
    ISO 8601 without signs, with weeks and with days of the year, Chinese, Japanese and Korean dates, a year or a
    month alone. `4/27/2023` and `27/4/2023` are read, since there is no month 27; `4/5/2023` is refused as
    ambiguous, `4.5.2023` is the fourth of May: with dots the day is first everywhere.
    """
    if len(text) > _LONGEST:
        _refuse("too long")
    rest = _JOINTS.sub(" ", text.translate(_SIGNS))
    written = WrittenDate()
    while rest:
        for kind, pattern in _TOKENS:
            if found := pattern.match(rest):
                _READ[kind](written, *found.groups(""))
                break
        else:
            found = _WORD.match(rest)
            if not found:
                _not_understood(rest[:20])
            _word(written, found[0])
        rest = rest[found.end() :]
    return written


def _refuse(reason: str) -> NoReturn:
    raise ValueError(reason)


def _not_understood(part: str) -> NoReturn:
    _refuse(f"“{part}” is not understood")


def _set_date(written: WrittenDate, year: int, month: int | None = None, day: int | None = None) -> None:
    if (written.year, written.month, written.day) != (None, None, None):
        _refuse("more than one date")
    written.year, written.month, written.day = year, month, day


def _set_clock(written: WrittenDate, hour: str, minute: str, second: str, fraction: str) -> None:
    if written.clock is not None:
        _refuse("more than one time")
    seconds = int(second) if second else int(float(f"0.{fraction[1:]}") * 60) if fraction else 0
    written.clock = int(hour), int(minute or 0), seconds


def _stamp(
    written: WrittenDate, year: str, month: str, day: str, hour: str, minute: str, second: str
) -> None:
    _set_date(written, int(year), int(month), int(day))
    if hour:
        _set_clock(written, hour, minute, second, "")


def _ymd(written: WrittenDate, year: str, _sign: str, month: str, day: str) -> None:
    _set_date(written, int(year), int(month), int(day))


def _year_first(written: WrittenDate, year: str, month: str, day: str = "") -> None:
    _set_date(written, int(year), int(month), int(day) if day else None)


def _week(written: WrittenDate, year: str, week: str, weekday: str) -> None:
    monday = date.fromisocalendar(int(year), int(week), int(weekday or 1))
    _set_date(written, monday.year, monday.month, monday.day)


def _ordinal(written: WrittenDate, year: str, day: str) -> None:
    counted = date(int(year), 1, 1) + timedelta(days=int(day) - 1)
    if counted.year != int(year):
        _refuse(f"a year has no day {day}")
    _set_date(written, counted.year, counted.month, counted.day)


def _dmy(written: WrittenDate, first: str, sign: str, second: str, year: str) -> None:
    day, month = int(first), int(second)
    if sign != "." and day != month:
        if day <= 12 and month <= 12:
            _refuse("day and month cannot be told apart; write it as 2020-06-16")
        if month > 12:
            day, month = month, day
    _set_date(written, int(year), month, day)


def _month_first(written: WrittenDate, month: str, year: str) -> None:
    if written.month is None:
        _set_date(written, int(year), int(month))
    else:  # `Jun-16-2020`
        _day(written, month)
        _year(written, year)


def _half(written: WrittenDate, letter: str, before_noon: str) -> None:
    if letter.lower() == "a" and written.clock is None:
        return  # `am 16. Juni`
    if written.afternoon is not None:
        _refuse("a.m. or p.m. twice")
    written.afternoon = not before_noon and letter.lower() != "a"


def _place(written: WrittenDate, place: str) -> None:
    written.place = place


def _zone(written: WrittenDate, sign: str, hours: str, minutes: str) -> None:
    if written.offset is not None:
        _refuse("more than one time zone")
    if int(hours) > 18 or int(minutes or 0) > 59:
        _refuse("no place is that far from UTC")
    seconds = int(hours) * 3600 + int(minutes or 0) * 60
    written.offset = -seconds if sign == "-" else seconds


def _year(written: WrittenDate, year: str) -> None:
    if written.year is not None:
        _refuse("more than one year")
    written.year = int(year)


def _day(written: WrittenDate, day: str) -> None:
    if written.day is None:
        written.day = int(day)
    elif written.year is None and written.day_first:
        # RFC 2822, section 4.3: years of two digits, in the order of mail.
        written.year = int(day) + (2000 if int(day) < 50 else 1900)
    else:
        _refuse("more than one day")


def _nothing(_written: WrittenDate, *_groups: str) -> None:
    """Pass over signs between the parts, and comments."""


_READ: dict[str, Callable[..., None]] = {
    "nothing": _nothing,
    "place": _place,
    "stamp": _stamp,
    "ymd": _ymd,
    "year_first": _year_first,
    "week": _week,
    "ordinal": _ordinal,
    "dmy": _dmy,
    "month_first": _month_first,
    "clock": _set_clock,
    "half": _half,
    "zone": _zone,
    "year": _year,
    "day": _day,
}


def _word(written: WrittenDate, word: str) -> None:
    name = fold(word).rstrip(".")
    month = months().get(name)
    if month is not None and written.month is None:
        written.month, written.day_first = month, written.day is not None
    elif (offset := zone_offset(name)) is not None:
        # Go writes the offset and then the name.
        written.offset = offset if written.offset is None else written.offset
    elif name in weekdays():
        written.weekday = True
    elif name not in fillers():
        if month is None:
            _not_understood(word)
        _refuse("more than one month")
