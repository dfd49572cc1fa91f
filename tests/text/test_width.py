"""Text measured in terminal cells."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reader.text.width import cell_width, fit, truncate

WIDE = st.text(st.sampled_from("ab 日本語é\u0301👩🚀\u200d🏽\ufe0f한ا"), max_size=30)


@pytest.mark.parametrize(
    ("text", "cells"), [("abc", 3), ("日本", 4), ("é", 1), ("e\u0301", 1), ("🚀", 2), ("", 0)]
)
def test_widths(text: str, cells: int) -> None:
    assert cell_width(text) == cells


@pytest.mark.parametrize(
    ("text", "cells", "short"),
    [
        ("abcdef", 6, "abcdef"),
        ("abcdef", 5, "abcd…"),
        ("abc def", 5, "abc…"),
        ("日本語", 6, "日本語"),
        ("日本語", 5, "日本…"),
        ("日本語", 4, "日…"),
        ("abc", 1, "…"),
        ("日本", 1, "…"),
        ("abc", 0, ""),
        ("abc", -3, ""),
        ("", 0, ""),
    ],
)
def test_cut_with_an_ellipsis(text: str, cells: int, short: str) -> None:
    assert truncate(text, cells) == short


def test_fitted_text_fills_its_cells() -> None:
    assert fit("ab", 4) == "ab  "
    assert fit("日本語", 4) == "日… "
    assert fit("", 2) == "  "


@settings(deadline=None, derandomize=True, max_examples=500)
@given(WIDE, st.integers(0, 40))
def test_a_cell_never_overflows(text: str, cells: int) -> None:
    assert cell_width(fit(text, cells)) == cells
    assert cell_width(truncate(text, cells)) <= max(cells, 0)


@settings(deadline=None, derandomize=True, max_examples=300)
@given(st.text(), st.integers(0, 20))
def test_any_text_fits(text: str, cells: int) -> None:
    assert cell_width(fit(text, cells)) == cells
