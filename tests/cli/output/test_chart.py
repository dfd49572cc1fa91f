"""Bars as long as their part of the largest."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from reader.cli.output.chart import bar, bar_lines
from reader.text.width import cell_width


def test_lines() -> None:
    lines = list(bar_lines([("Coastal", 1200), ("海", 1), ("none", 0)], width=40, unicode=True))
    assert lines == [
        "  Coastal  1,200  ██████████████████████",
        "  海           1  ▏",
        "  none         0",
    ]


def test_without_block_characters() -> None:
    assert list(bar_lines([("a", 4), ("b", 1)], width=20, unicode=False)) == [
        "  a  4  ############",
        "  b  1  ###",
    ]


def test_nothing_to_count() -> None:
    assert list(bar_lines([], width=20, unicode=True)) == []


@given(st.integers(0, 10**9), st.integers(1, 10**9), st.integers(1, 60), st.booleans())
def test_a_bar_is_never_longer_than_its_room(value: int, more: int, cells: int, unicode: bool) -> None:
    drawn = bar(value, value + more, cells, unicode=unicode)
    assert len(drawn) <= cells
    assert bool(drawn) == (value > 0)


@given(st.lists(st.tuples(st.text(max_size=40), st.integers(0, 10**6)), max_size=5), st.integers(30, 120))
def test_no_line_is_wider_than_the_terminal(counts: list[tuple[str, int]], width: int) -> None:
    clean = [("".join(name.split()) or "x", number) for name, number in counts]
    for line in bar_lines(clean, width=width, unicode=True):
        assert cell_width(line) <= width
