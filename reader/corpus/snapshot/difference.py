"""What differs between two snapshots of one corpus: which articles have come, and which have gone. Pure."""

from __future__ import annotations

from array import array
from collections.abc import Sequence
from typing import NamedTuple

from reader.corpus.columns.article_columns import Columns

# Rows compared, and taken into a set, in one go: other threads get their turn in between.
_AT_ONCE = 16_384


class SnapshotDifference(NamedTuple):
    """How many articles have come, the rows (of the snapshot before) of those that have gone, and the changed ones.

    An article whose file was changed, moved or copied is the same article: it has neither come nor gone. Its id is
    among the `changed` where anything that the index knows of it may be other than before.
    """

    came: int = 0
    gone: Sequence[int] = ()
    changed: frozenset[str] = frozenset()


def difference(before: Columns, after: Columns) -> SnapshotDifference:
    """Return what has come and gone between two snapshots; 0.2 ms at 100,000 articles where only new ones came."""
    old, new = before.slots, after.slots
    head = _alike(old, new)
    tail = _alike(old[head:][::-1], new[head:][::-1]) if head < min(len(old), len(new)) else 0
    lost = _without(old, new, head, tail)
    added = _without(new, old, head, tail)
    lost_ids = {before.id_at(row) for row in lost}
    added_ids = {after.id_at(row) for row in added}
    gone = [row for row in lost if before.id_at(row) not in added_ids]
    return SnapshotDifference(len(added_ids - lost_ids), gone, frozenset(lost_ids & added_ids))


def _alike(one: array[int], other: array[int]) -> int:
    """Return how many slots both begin with, counted in pieces."""
    start = 0
    while (piece := one[start : start + _AT_ONCE]) and piece == other[start : start + _AT_ONCE]:
        start += len(piece)
    return start


def _without(one: array[int], other: array[int], head: int, tail: int) -> list[int]:
    """Return the rows of `one` whose slots `other` has not, given how many both begin and end with."""
    there: set[int] = set()
    for start in range(head, len(other) - tail, _AT_ONCE):
        there.update(other[start : min(start + _AT_ONCE, len(other) - tail)])
    return [row for row in range(head, len(one) - tail) if one[row] not in there]
