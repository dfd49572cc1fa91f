"""The order of rows."""

from __future__ import annotations

import pytest

from reader.query import parse, sort_rows
from tests.query.tables import ListTable, Piece

PIECES = [
    Piece(title="b", quality=1, date=30, provider="x", words=3),
    Piece(title="a", quality=2, date=20, words=3),
    Piece(title="c", date=10, provider="a", words=1),
    Piece(title="", quality=2, provider="b", story=("p", "q"), related=(Piece(),)),
]


@pytest.mark.parametrize(
    ("order", "rows"),
    [
        ("", [0, 1, 2, 3]),
        ("sort:date", [2, 1, 0, 3]),
        ("sort:-date", [0, 1, 2, 3]),
        ("sort:quality", [0, 1, 3, 2]),
        ("sort:-quality", [1, 3, 0, 2]),
        ("sort:-quality,title", [1, 3, 0, 2]),
        ("sort:quality,-date", [0, 1, 3, 2]),
        ("sort:title", [1, 0, 2, 3]),
        ("sort:-title", [2, 0, 1, 3]),
        ("sort:provider", [2, 3, 0, 1]),
        ("sort:words", [3, 2, 0, 1]),
        ("sort:-relcount", [3, 0, 1, 2]),
        ("sort:-storysize", [3, 0, 1, 2]),
        ("sort:heat", [0, 1, 2, 3]),
    ],
)
def test_order(order: str, rows: list[int]) -> None:
    for sparse in (False, True):
        assert sort_rows([3, 1, 2, 0], parse(order).order, ListTable(PIECES, sparse=sparse)) == rows
