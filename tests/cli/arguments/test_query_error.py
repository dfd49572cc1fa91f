"""The marked place of a mistake in a query."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.cli.arguments.query_error import mark_error
from reader.text.width import cell_width


@pytest.mark.parametrize(
    ("query", "start", "end", "shown"),
    [
        ("police tilte:x", 7, 12, "  police tilte:x\n         ^^^^^"),
        ("quality:", 8, 8, "  quality:\n          ^"),
        ("海 x:1", 2, 3, "  海 x:1\n     ^"),
        ("a\x1bb", 1, 2, "  a?b\n   ^"),
        ("x", 5, 9, "  x\n   ^"),
        ("a" * 100 + "!" + "b" * 100, 100, 101, "  …" + "a" * 30 + "!" + "b" * 30 + "…\n" + " " * 33 + "^"),
        ("!" * 100 + "b", 0, 100, "  " + "!" * 60 + "…\n  " + "^" * 61),
    ],
)
def test_the_place_is_marked(query: str, start: int, end: int, shown: str) -> None:
    assert mark_error(query, start, end) == shown


@given(st.text(), st.integers(0, 300), st.integers(0, 300))
def test_two_short_clean_lines_whatever_the_query(query: str, start: int, end: int) -> None:
    first, second = mark_error(query, start, end).split("\n")
    assert first.isprintable()
    assert set(second) <= {" ", "^"}
    assert "^" in second
    assert len(first) <= 130
    assert cell_width(second) <= 260
