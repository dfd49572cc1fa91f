"""Instants read and said."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reader.text.dates import DAY, ago, day, iso, lag, parse_instant

SUMMER = 1592332020
"""2020-06-16T18:27:00Z."""


@pytest.mark.parametrize(
    "text",
    [
        "2020-06-16T18:27:00Z",
        "2020-06-16T18:27Z",
        "2020-06-16T18:27",
        "2020-06-16 18:27:00",
        "2020-06-16 18:27:00 UTC",
        "2020-06-16T18:27:00.999Z",
        "2020-06-16T18:27:00,5+00:00",
        "2020-06-16 20:27:00 +0200",
        "2020-06-16T20:27:00+02",
        "2020-06-16T13:57:00-04:30",
        "2020/06/16 18:27",
        "2020.6.16 18:27",
        "  2020-06-16T18:26:60Z ",
        "2020-06-16T18:26:60+00:00",
        "Tue, 16 Jun 2020 18:27:00 GMT",
        "Tue, 16 Jun 2020 20:27:00 +0200",
        "16 Jun 2020 18:26:60 GMT",
        "1592332020",
        "1592332020000",
    ],
)
def test_one_instant_in_many_spellings(text: str) -> None:
    assert parse_instant(text) == SUMMER


@pytest.mark.parametrize(
    ("text", "epoch"),
    [
        ("1970-01-01", 0),
        ("1970/01/02", DAY),
        ("Thu, 01 Jan 1970 00:00:00 -0100", 3600),
        ("1 Jan 1970", 0),
        ("January 2, 1970", DAY),
        ("0001-01-01", -62_135_596_800),
        ("9999-12-31T23:59:59Z", 253_402_300_799),
        ("-100000000", -100_000_000),
        ("-100000000.75", -100_000_000),
    ],
)
def test_dates_and_edges(text: str, epoch: int) -> None:
    assert parse_instant(text) == epoch


@pytest.mark.parametrize(
    "text",
    [
        "",
        "soon",
        "2020-13-45",
        "2020-02-30T00:00:00Z",
        "0000-01-01",
        "2020-06-16T25:00:00Z",
        "2020-06-16T18:27:61Z",
        "2020-06-16T18:27:00+99:00",
        "2020-06-16T18:27:00+02:75",
        "2020-06/16",
        "0001-01-01T00:00:00+02:00",
        "9999-12-31T23:59:60Z",
        "99999999999999999999",
        "Tue, 16 Foo 2020 18:27:00 GMT",
        "16 Jun 2020 18:27:99 GMT",
        "16 Jun 2020 a:b",
        "16 Jun 2020 18:27:00 +9999",
        "1 Jan 0000 00:00:00 GMT",
        "２０２０-06-16",
    ],
)
def test_what_is_no_date_says_so(text: str) -> None:
    with pytest.raises(ValueError, match="is not a date"):
        parse_instant(text)


@settings(deadline=None, derandomize=True)
@given(st.datetimes(min_value=datetime(1, 1, 2), max_value=datetime(9999, 12, 30)), st.integers(-720, 720))
def test_iso_and_back(moment: datetime, minutes: int) -> None:
    moment = moment.replace(microsecond=0)
    epoch = parse_instant(moment.isoformat())
    assert iso(epoch) == moment.isoformat() + "Z"
    assert day(epoch) == moment.date().isoformat()
    assert parse_instant(iso(epoch)) == epoch
    sign = "-" if minutes < 0 else "+"
    zone = f"{sign}{abs(minutes) // 60:02}:{abs(minutes) % 60:02}"
    assert parse_instant(moment.isoformat() + zone) == epoch - minutes * 60


@settings(deadline=None, derandomize=True)
@given(st.text(st.sampled_from("0123456789-/:.TZ+ JunTue,"), max_size=30))
def test_any_text_is_a_date_or_a_value_error(text: str) -> None:
    try:
        epoch = parse_instant(text)
    except ValueError:
        return
    assert parse_instant(iso(epoch)) == epoch


def test_instants_beyond_the_calendar_are_held() -> None:
    assert iso(10**15) == "9999-12-31T23:59:59Z"
    assert day(-(10**15)) == "0001-01-01"


@pytest.mark.parametrize(
    ("before", "text"),
    [
        (0, "just now"),
        (59, "just now"),
        (60, "1 minute ago"),
        (7200, "2 hours ago"),
        (DAY, "1 day ago"),
        (21 * DAY, "3 weeks ago"),
        (60 * DAY, "2 months ago"),
        (800 * DAY, "2 years ago"),
        (-2 * DAY, "in 2 days"),
        (-3600, "in 1 hour"),
    ],
)
def test_how_long_ago(before: int, text: str) -> None:
    now = int(datetime(2024, 1, 1, tzinfo=UTC).timestamp())
    assert ago(now - before, now) == text


@pytest.mark.parametrize(
    ("seconds", "text"),
    [
        (0, "same time"),
        (-59, "same time"),
        (90, "1 min later"),
        (7200, "2 h later"),
        (-3 * DAY, "3 days earlier"),
        (DAY, "1 day later"),
    ],
)
def test_how_much_later(seconds: int, text: str) -> None:
    assert lag(seconds) == text
