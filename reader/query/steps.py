"""What evaluation is made of: a step keeps those of many rows that answer to one term.

A step looks at one column after the other in a plain list comprehension, because that is the fastest form in
which Python goes through 100,000 rows.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Sequence
from typing import TypeAlias, TypeVar

from reader.query.table import Column, Table

Step: TypeAlias = Callable[[Table, Sequence[int]], list[int]]
"""Returns those of the rows that answer, in their order."""

V = TypeVar("V", bound=Hashable)


class Verdicts(dict[V, bool]):
    """Remembers what a test said of a value: providers and topics are few, articles are many."""

    def __init__(self, test: Callable[[V], bool]) -> None:
        super().__init__()
        self._test = test

    def __missing__(self, value: V) -> bool:
        verdict = self[value] = self._test(value)
        return verdict


def union(rows: Sequence[int], steps: Sequence[Callable[[Sequence[int]], list[int]]]) -> list[int]:
    """Return the rows that any step keeps; a step is asked only about what those before it did not keep."""
    found: set[int] = set()
    rest = rows
    for step in steps:
        found.update(step(rest))
        rest = [row for row in rows if row not in found]
        if not rest:
            break
    return [row for row in rows if row in found]


def present(table: Table, names: Iterable[str]) -> list[Column]:
    """Return those of the columns that are not empty in every row."""
    return [column for name in names if (column := table.column(name)) is not None]
