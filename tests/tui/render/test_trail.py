from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.tui.render.lines import line_text, line_width
from reader.tui.render.trail import trail_line

LONG = "Storm closes the harbour for a third day"


def told(before: tuple[str, ...], ahead: tuple[str, ...] = (), width: int = 72) -> str:
    return "".join(line_text(line) for line in trail_line(before, ahead, width))


def test_no_trail_no_line() -> None:
    assert list(trail_line((), (), 72)) == []


def test_where_one_came_from_and_what_lies_ahead() -> None:
    assert told(("Harbour",), ("Ferries", "Bread")) == "Harbour › here › Ferries › 1"
    assert told((), ("Ferries",)) == "here › Ferries"


def test_the_nearest_places_are_named_and_the_others_counted() -> None:
    assert told(("A", "B", "C"), ("D", "E")) == "1 › B › C › here › 2"


@pytest.mark.parametrize("width", [20, 30, 40])
def test_a_narrow_window_still_says_here(width: int) -> None:
    line = told((LONG, LONG), (LONG,), width)
    assert "here" in line
    assert "…" in line


@given(st.lists(st.text(min_size=1)), st.lists(st.text(min_size=1)), st.integers(1, 120))
def test_it_is_never_wider_than_the_window(before: list[str], ahead: list[str], width: int) -> None:
    assert all(line_width(line) <= width for line in trail_line(before, ahead, width))
