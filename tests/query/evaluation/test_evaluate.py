"""What single terms find; that evaluation asks for no more than it needs."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

import pytest

from reader.query import Clock, compile_query, evaluate, matches, parse, select
from reader.text.identity import short_id
from tests.query.tables import CLOCK, NOW, ListTable, Piece

DAY = 86_400
KEY = "https://example.org/2020/a"

PIECES = [
    Piece(
        title="Détroit won’t ban it",
        excerpt="The City Council",
        provider="al.com",
        domain="blog.al.com",
        topics=("Computer Vision", "R&D"),
        quality=60,
        date=NOW - DAY,
        id=short_id(KEY),
        published=False,
        related=(Piece(title="Bans elsewhere", provider="The Guardian", quality=70), Piece(quality=71)),
    ),
    Piece(title="Police", excerpt="x" * 90, provider="General", domain="general.com", quality=59, tags=("My List",)),
    Piece(title="Body", body="facial recognition", heat=0, date=NOW - 8 * DAY, verdict="later", read=True),
]  # fmt: skip


def found(text: str, clock: Clock = CLOCK) -> list[int]:
    return evaluate(parse(text), ListTable(PIECES), range(len(PIECES)), clock)


def test_an_address_finds_all_articles_that_have_it() -> None:
    pieces = [Piece(id=short_id(KEY)), Piece(id="b", shared=short_id(KEY)), Piece(id="c")]
    assert evaluate(parse(f"{KEY}?utm_source=x"), ListTable(pieces), range(3), CLOCK) == [0, 1]


@pytest.mark.parametrize(
    ("text", "rows"),
    [
        ("", [0, 1, 2]),
        ("detroit WON'T", [0]),
        ("“city council”", [0]),
        ('"it the"', []),
        ("FACIAL", [2]),
        ("list", [1]),
        ("tag:my-list", [1]),
        ("tag:list", []),
        ("label:=my-list", [1]),
        ("from:al.com", [0, 1]),
        ("from:blog.al", [0]),
        ("from:al", [0, 1]),
        ("from:=al.com", [0]),
        ("from:=general.com", [1]),
        ('from:=""', [2]),
        ("site:al.com", [0]),
        ("site:https://www.al.com/news", [0]),
        ("site:l.com", []),
        ("topic:computer-vision", [0]),
        ("topic:vision", []),
        ("#computer-vision", [0]),
        ("#r-d", [0]),
        ("topic:r-d", []),
        ("https://www.example.org/2020/a/?utm_source=x#top", [0]),
        ("https://example.org/", []),
        ("quality:>59", [0]),
        ("quality:<60", [1]),
        ("-quality:>59", [1, 2]),
        ("heat:0", [2]),
        ("has:heat", [2]),
        ("date:yesterday", [0]),
        ("date:today", []),
        ("newer:1d", [0]),
        ("newer:1m", [0, 2]),
        ("older:1w", [2]),
        ("older:9000y", []),
        ("newer:9000y", [0, 2]),
        ("is:open", [0, 1]),
        ("is:draft", [0]),
        ("is:published", []),
        ("is:unread", [0, 1]),
        ("has:related", [0]),
        ("related:bans", [0]),
        ("related:{bans quality:>70}", []),
        ("related:{quality:>70}", [0]),
        ("related:guardian", [0]),
        ("any:ban", [0]),
        ("any:guardian", [0]),
        ("guardian", []),
        ("/^the city/", [0]),
        ("/ban.*the/", []),
        ("/my l.st/", [1]),
        ("any:/guard..n/", [0]),
        ("ban OR police", [0, 1]),
        ("-(ban OR police)", [2]),
    ],
)
def test_finds(text: str, rows: list[int]) -> None:
    assert found(text) == rows


def test_months_and_years_are_those_of_the_calendar() -> None:
    end_of_march = 1_617_148_800 + 3_600  # 2021-03-31 01:00
    end_of_february = 1_614_470_400  # 2021-02-28 00:00
    table = ListTable([Piece(date=end_of_february), Piece(date=end_of_february + 3_600)])
    assert evaluate(parse("newer:1m"), table, range(2), Clock(end_of_march)) == [1]
    assert evaluate(parse("newer:13m"), table, range(2), Clock(end_of_march)) == [0, 1]
    assert evaluate(parse("older:1m"), table, range(2), Clock(end_of_march)) == [0]


def test_dates_reach_from_the_year_1_to_9999() -> None:
    table = ListTable([Piece(date=-62_135_596_800), Piece(date=253_402_300_799)])
    assert evaluate(parse("date:0001"), table, range(2), CLOCK) == [0]
    assert evaluate(parse("date:9999-12-31"), table, range(2), CLOCK) == [1]
    assert evaluate(parse("date:>9999"), table, range(2), CLOCK) == []


def test_matches_and_select() -> None:
    table = ListTable(PIECES)
    assert matches(parse("police"), table, 1, CLOCK)
    assert not matches(parse("police"), table, 0, CLOCK)
    assert select(parse("sort:-quality limit:2"), table, range(3), CLOCK) == [0, 1]
    assert select(parse("sort:quality"), table, iter(range(3)), CLOCK) == [1, 0, 2]
    assert compile_query(parse("ban").tree, CLOCK)(table, [0, 1]) == [0]


def test_cheap_terms_are_asked_first_and_dear_ones_only_of_what_is_left() -> None:
    table = ListTable(PIECES)
    assert (
        evaluate(parse("related:{a} /a/ body:x ban title:ban #ai quality:>999"), table, range(3), CLOCK) == []
    )
    assert table.asked == ["quality"]
    table = ListTable(PIECES)
    evaluate(parse("/x+/ excerpt:x OR -(x y) has:body"), table, range(3), CLOCK)
    assert "related_text" not in table.asked


class Rare(ListTable):
    """A table whose bodies cannot be had one by one, but searched."""

    def column(self, name: str) -> Any:
        return Bodies() if name == "body" else super().column(name)


class Bodies:
    def __getitem__(self, row: int) -> str:
        raise AssertionError("a searchable column is not read row by row")

    def containing(self, needle: str, rows: Sequence[int]) -> Iterable[int]:
        assert needle == "recognition"
        return {2, 1}.intersection(rows)


def test_a_column_that_can_search_is_asked_to() -> None:
    assert evaluate(parse("recognition"), Rare(PIECES), [2, 0, 1], CLOCK) == [2, 1]


def test_empty_columns_are_not_looked_at() -> None:
    table = ListTable([Piece(title="police"), Piece()], sparse=True)
    for text, rows in {
        "is:open": [0, 1],
        "is:unread": [0, 1],
        "is:starred": [],
        "is:published": [],
        "has:related": [],
        "related:{police}": [],
        "quality:<5": [],
        "story:a": [],
        "topic:x": [],
        'type:=""': [0, 1],
        "provider:x": [],
        "excerpt:police": [],
        "note:/x/": [],
        "police": [0],
    }.items():
        assert evaluate(parse(text), table, range(2), CLOCK) == rows
