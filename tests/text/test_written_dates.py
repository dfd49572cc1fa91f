"""Dates as people, feeds and programs write them."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.text.date_words import months, weekdays, zone_offset
from reader.text.dates import iso, parse_instant

MINUTE = "2020-06-16T18:27:00Z"
DAY = "2020-06-16T00:00:00Z"


@pytest.mark.parametrize(
    "text",
    [
        # Clocks of twelve hours.
        "June 16, 2020 6:27 PM",
        "June 16, 2020 at 6:27pm",
        "6:27 p.m., June 16th, 2020",
        "6/16/2020, 6:27:00 PM",
        "16 June 2020 18:27 PM",
        # JavaScript, Java, Go, Ruby, Unix `date`, C's `ctime`, the headers of mail and HTTP.
        "Tue Jun 16 2020 20:27:00 GMT+0200 (Central European Summer Time)",
        "Tue Jun 16 2020 20:27:00 GMT+0200 (CEST)",
        "2020-06-16T20:27+02:00[Europe/Berlin]",
        "2020-06-16T20:27[Europe/Berlin]",
        "2020-06-16 20:27 Europe/Berlin",
        "2020-06-16 20:27:00.123456 +0200 CEST m=+0.000123",
        "2020-06-16 18:27:00 +0000 UTC",
        "2020-06-16 18:27.000000000 Z",
        "2020-06-17 03:27.000000000 +09:00",
        "Tue Jun 16 20:27:00 CEST 2020",
        "Tue 16 Jun 2020 06:27:00 PM UTC",
        "Di 16. Jun 20:27:00 MESZ 2020",
        "Tue Jun 16 18:27:00 2020",
        "Tue, 16 Jun 2020 14:27:00 EDT",
        "Tuesday, 16-Jun-20 18:27:00 GMT",
        "16 Jun 20 18:27 UT",
        "18:27, 16 June 2020 (UTC)",
        # ISO 8601 without signs, with weeks, with days of the year.
        "20200616T182700Z",
        "20200616T1827Z",
        "20200616T182700.5+0000",
        "20200616182700",
        "202006161827",
        "20200616 18:27",
        "2020-W25-2T18:27",
        "2020W252 18:27",
        "2020-168T18:27Z",
        "2020-06-16, 18:27",
        "2020-06-16 at 18:27",
        "2020‑06‑16\u00a018:27",
        # Names of zones.
        "2020-06-16 13:27 EST",
        "2020-06-16 14:27 EDT",
        "2020-06-16 11:27 PDT",
        "2020-06-16 20:27 CEST",
        "2020-06-16 20:27 CEST (summer)",
        "2020-06-17 03:27 JST",
        "2020-06-16 14:57 UTC-03:30",
        # Other languages.
        "16. Juni 2020, 18:27 Uhr",
        "am 16. Juni 2020 um 18:27",
        "mardi 16 juin 2020 à 18h27",
        "16 de junho de 2020 às 18:27",
        "2020年6月16日 下午6:27",
        "2020年6月16日(火) 18時27分",
        "2020년 6월 16일 오후 6:27",
        "1592332020.25",
    ],
)
def test_one_minute_in_many_forms(text: str) -> None:
    assert iso(parse_instant(text)) == MINUTE


@pytest.mark.parametrize(
    "text",
    [
        "20200616",
        "2020-06-16Z",
        "2020. 6. 16.",
        "16.06.2020",
        "16.6.2020",
        "16/6/2020",
        "6/16/2020",
        "16-06-2020",
        "16-Jun-2020",
        "2020-Jun-16",
        "Jun-16-2020",
        "16 Jun 20",
        "the 16th of June, 2020",
        "Tuesday, June 16th 2020",
        "2020 June 16",
        "martes, 16 de junio de 2020",
        "16 giugno 2020",
        "16 juni 2020",
        "16 czerwca 2020",
        "16. června 2020",
        "16 июня 2020 г.",
        "16 червня 2020",
        "16 Haziran 2020 Salı",
        "16 يونيو 2020",
        "2020年6月16日 星期二",
        "2020-06-15T24:00:00Z",
        "2020-06-15 24:00",
        "2020-06-16 (updated)",
    ],
)
def test_one_day_in_many_forms(text: str) -> None:
    assert iso(parse_instant(text)) == DAY


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2014", "2014-01-01T00:00:00Z"),
        ("2014-05", "2014-05-01T00:00:00Z"),
        ("2014/5", "2014-05-01T00:00:00Z"),
        ("05/2014", "2014-05-01T00:00:00Z"),
        ("May 2014", "2014-05-01T00:00:00Z"),
        ("mai 2014", "2014-05-01T00:00:00Z"),
        ("2014年5月", "2014-05-01T00:00:00Z"),
        ("2020-W25", "2020-06-15T00:00:00Z"),
        ("Sept 7, 2018", "2018-09-07T00:00:00Z"),
        ("4.5.2023", "2023-05-04T00:00:00Z"),
        ("5/5/2023", "2023-05-05T00:00:00Z"),
        ("12:00 AM June 16 2020", "2020-06-16T00:00:00Z"),
        ("12:30 PM June 16 2020", "2020-06-16T12:30:00Z"),
        ("00:30 am 16 June 2020", "2020-06-16T00:30:00Z"),
        ("5 PM June 16 2020", "2020-06-16T17:00:00Z"),
        ("2020-06-16+02:00", "2020-06-15T22:00:00Z"),
        ("2020-06-16 18:27.5", "2020-06-16T18:27:30Z"),
        ("16 Jun 68", "1968-06-16T00:00:00Z"),
        ("2020-06-30T24:00:00Z", "2020-07-01T00:00:00Z"),
    ],
)
def test_what_a_form_means(text: str, expected: str) -> None:
    assert iso(parse_instant(text)) == expected


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("4/5/2023", "cannot be told apart"),
        ("4-5-2023 18:27", "cannot be told apart"),
        ("2020-03-01 09:05 XYZ", "“XYZ” is not understood"),
        ("2020-03-01 09:05 IST", "“IST” is not understood"),
        ("2020-03-01 09:05 BST", "“BST” is not understood"),
        ("2020-03-01 09:05 Mars/Olympus", "time zone Mars/Olympus is not known"),
        ("16 listopada 2020", "“listopada” is not understood"),
        ("June", "no year"),
        ("16 June", "no year"),
        ("2020 16", "no month"),
        ("Monday 2020", "no day"),
        ("June 2020 18:27", "no day"),
        ("2020 -06", "no day"),
        ("2020-16-06", "month must be"),
        ("2020-366-1", "not"),
        ("2021-366", "no day 366"),
        ("2020-06-16 24:01", "hour must be"),
        ("13:05 AM June 16 2020", "from 1 to 12"),
        ("PM June 16 2020", "from 1 to 12"),
        ("5 pm pm June 16 2020", "twice"),
        ("Jun 16 2020 Jul 17 2020", "more than one month"),
        ("2020-06-16 2020-06-17", "more than one date"),
        ("2020-06-16 18:27 19:27", "more than one time"),
        ("2020-06-16 18:27 +02 +03", "more than one time zone"),
        ("2020-06-16 18:27 +20:00", "that far from UTC"),
        ("2020-06-16 18:27 2021", "more than one year"),
        ("12 May 2020 12", "more than one day"),
        ("Jun 16 20", "more than one day"),
        ("2020-06-16" + " " * 100, "too long"),
        ("the second of April", "“second” is not understood"),
        ("juneteenth 2020", "“juneteenth” is not understood"),
    ],
)
def test_what_cannot_be_read_says_why(text: str, reason: str) -> None:
    with pytest.raises(ValueError, match="is not a date") as caught:
        parse_instant(text + ("x" if text.endswith(" ") else ""))
    assert reason in str(caught.value)


def test_no_word_has_two_meanings() -> None:
    words = [*months(), *weekdays()]
    assert len(words) == len({*words})
    assert not [word for word in words if zone_offset(word) is not None]


@given(
    st.dates(min_value=date(1000, 1, 1), max_value=date(9998, 12, 30)),
    st.sampled_from(sorted(months())),
    st.integers(0, 23),
    st.integers(0, 59),
    st.permutations(["{day} {month} {year}", "{hour}:{minute:02}", "UTC"]),
)
def test_the_parts_may_stand_in_any_order(
    day: date, word: str, hour: int, minute: int, order: list[str]
) -> None:
    day = day.replace(month=months()[word], day=min(day.day, 28))
    text = " ".join(order).format(day=day.day, month=word, year=f"{day.year:04}", hour=hour, minute=minute)
    assert iso(parse_instant(text)) == f"{day.isoformat()}T{hour:02}:{minute:02}:00Z"


@given(
    st.lists(
        st.sampled_from(
            [
                "16",
                "2020",
                "Jun",
                "mai",
                "18:27",
                "PM",
                "+02",
                "UTC",
                "-",
                "/",
                ".",
                ",",
                "年",
                "T",
                "W25",
                " ",
            ]
        ),
        max_size=9,
    )
)
def test_any_tokens_are_a_date_or_a_value_error(parts: list[str]) -> None:
    try:
        epoch = parse_instant("".join(parts))
    except ValueError:
        return
    assert parse_instant(iso(epoch)) == epoch
