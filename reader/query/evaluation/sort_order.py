"""The order of rows."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from reader.query.evaluation.table import Table
from reader.query.syntax.tree import SortKey


def sort_rows(rows: Iterable[int], order: Sequence[SortKey], table: Table) -> list[int]:
    """Return the rows in the order asked for, the newest first among equals and where none is asked for.

    Rows that have no value in a column (no score, no date, no provider) come last in it in both directions.
    """
    found = sorted(rows)  # newest first, by the numbering of rows
    # From the last key to the first: each sort keeps the order of equals.
    for key in reversed(order):
        column = table.column(key.field)
        if column is None:
            continue
        having = [row for row in found if column[row] not in (None, "")]
        lacking = [row for row in found if column[row] in (None, "")]
        having.sort(key=column.__getitem__, reverse=key.descending)
        found = having + lacking
    return found
