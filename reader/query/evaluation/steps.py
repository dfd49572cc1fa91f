"""What evaluation is made of: a step keeps those of many rows that answer to one term.

A step looks at one column after the other in a plain list comprehension, because that is the fastest form in
which Python goes through 100,000 rows.
"""

from __future__ import annotations

from collections.abc import Callable, Container, Hashable, Iterable, Sequence, Set
from itertools import chain
from typing import TypeAlias, TypeVar

from reader.query.evaluation.table import Column, Table

Step: TypeAlias = Callable[[Table, Sequence[int]], list[int]]
"""Returns those of the rows that answer, in their order."""

V = TypeVar("V", bound=Hashable)


class Verdicts(dict[V, object]):
    """Remembers what a test said of a value: providers and topics are few, articles are many."""

    def __init__(self, test: Callable[[V], object]) -> None:
        super().__init__()
        self._test = test

    def __missing__(self, value: V) -> object:
        verdict = self[value] = self._test(value)
        return verdict


def union(rows: Sequence[int], steps: Sequence[Callable[[Sequence[int]], list[int]]]) -> list[int]:
    """Return the rows that any step keeps; a step is asked only about what those before it did not keep."""
    kept: list[list[int]] = []
    rest = rows
    for step in steps:
        some = step(rest)
        if not some:
            continue
        kept.append(some)
        known = set(some)
        rest = [row for row in rest if row not in known]
        if not rest:
            break
    if len(kept) < 2:
        return kept[0] if kept else []
    return among(rows, set(chain.from_iterable(kept)))


def among(rows: Sequence[int], found: Container[int]) -> list[int]:
    """Return those of the rows that are among what was found, in their order."""
    if isinstance(rows, range) and rows.step == 1 and isinstance(found, Set):
        return sorted(row for row in found if row in rows)
    return [row for row in rows if row in found]


def present(table: Table, names: Iterable[str]) -> list[Column]:
    """Return those of the columns that are not empty in every row."""
    return [column for name in names if (column := table.column(name)) is not None]
