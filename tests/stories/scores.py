"""How well articles were put together: precision and recall over pairs of articles."""

from __future__ import annotations

from collections import Counter
from collections.abc import Hashable, Iterable, Sequence
from typing import NamedTuple


class Scores(NamedTuple):
    """Of the pairs put together, the share that belongs together; of those that belong together, the share put so."""

    precision: float
    recall: float
    largest: int


def scores(found: Sequence[Hashable], truth: Sequence[Hashable]) -> Scores:
    """Return the scores of the groups found, each article named by the group that it is in and that it belongs to."""
    together = _pairs(zip(found, truth, strict=True))
    return Scores(
        together / max(1, _pairs(found)),
        together / max(1, _pairs(truth)),
        max(Counter(found).values(), default=0),
    )


def _pairs(groups: Iterable[Hashable]) -> int:
    return sum(count * (count - 1) // 2 for count in Counter(groups).values())
