"""Which queries are known to narrow earlier ones."""

from __future__ import annotations

import pytest

from reader.query import Query, narrows, parse, remainder, to_text


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("", "fac"),
        ("sort:date", "fac"),
        ("fac", "faci"),
        ("fac", "faci sort:title limit:5"),
        ("facial", "facial r"),
        ("facial r", "recognition facial"),
        ("a OR b", "a"),
        ("a OR b", "ab OR bb"),
        ("a OR b c", "b c d"),
        ("-ab", "-a"),
        ("-(ab OR c)", "-(a OR c)"),
        ("title:po", "title:police"),
        ("po", "title:police"),
        ("po", "title:=police"),
        ("any:po", "police"),
        ("any:po", "related:police"),
        ("quality:>=6", "quality:>=60"),
        ("quality:>=60", "quality:>60"),
        ("quality:40..60", "quality:50..55"),
        ("date:2020", "date:2020-10"),
        ("date:>=2020", "date:2020-10..2021"),
        ("date:today", "date:today"),
        ("newer:7d", "newer:7d x"),
        ("id:a", "id:ab"),
        ("topic:ai", "topic:ai x"),
        ("related:{a}", "related:{ab quality:>5}"),
        ("/a/", "/a/ b"),
        ("https://a.org/b", "https://a.org/b c"),
    ],
)
def test_narrower(old: str, new: str) -> None:
    assert narrows(parse(old), parse(new))


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("a", ""),
        ("a limit:5", "ab"),
        ("ab", "a"),
        ("a", "a OR b"),
        ("-a", "-ab"),
        ("title:po", "police"),
        ("title:=po", "title:police"),
        ("topic:a", "topic:ai"),
        ("site:m", "site:com"),
        ("id:b", "id:ab"),
        ("quality:>=60", "heat:>=60"),
        ("quality:>60", "quality:>=60"),
        ("date:today", "date:yesterday"),
        ("date:2020", "date:today"),
        ("newer:7d", "newer:8d"),
        ("https", "https://a.org/b"),
        ("a", "quality:5"),
        ("a b", "a c"),
        ("is:read", "is:unread"),
    ],
)
def test_not_known_to_be_narrower(old: str, new: str) -> None:
    assert not narrows(parse(old), parse(new))


def test_deep_queries_are_compared_in_no_time() -> None:
    deep = "(a OR b (c OR d " * 20 + "e" + "))" * 20
    assert narrows(parse(deep), parse(deep + " f"))
    assert not narrows(parse(deep + " f"), parse(deep))


@pytest.mark.parametrize(
    ("old", "new", "left"),
    [
        ("storm", "storm harb", "harb"),
        ("storm harb", "storm harbour", "harbour"),
        ("storm", "storm ", ""),
        ("", "storm", "storm"),
        ("storm", "", ""),
        ("title:storm", "storm title:storm", ""),
        ("storm quality:>60", "storm quality:>60 ha", "quality:>60 ha"),
        ("newer:7d storm", "newer:7d storm ha", "newer:7d ha"),
        ("(a OR b)", "(a OR b) c", "(a OR b) c"),
        ("related:{a quality:>5}", "related:{a quality:>5} ha", "ha"),
        ("/a.b/", "/a.b/ ha", "ha"),
    ],
)
def test_of_rows_found_before_only_the_other_words_are_asked(old: str, new: str, left: str) -> None:
    tree = remainder(parse(old), parse(new))
    assert (to_text(Query(tree)) if tree else "") == to_text(parse(left))
