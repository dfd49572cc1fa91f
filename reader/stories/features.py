"""What counts of each article when stories are made, and of every ghost it names: 24 bytes and 16."""

from __future__ import annotations

from array import array
from collections.abc import Callable, Sequence
from typing import NamedTuple

DAY = 86_400
LINK_DAYS = 21
"""Linked articles further apart than this are background to each other."""

USUAL = 12
"""Entries of related coverage from which each counts the less: a list of everything is no list of one event."""

NO_DATE = -(1 << 62)
NOT_SCORED = -1.0


class EntryFeatures(NamedTuple):
    """What counts of a related entry: its id as a number, its outlet, its quality."""

    id: int
    outlet: str
    quality: float | None


class ArticleFeatures(NamedTuple):
    """What counts of an article; `date` is in seconds. Dates and qualities that there are none of are None."""

    title: str
    excerpt: str
    date: int | None
    outlet: str
    quality: float | None
    related: Sequence[EntryFeatures] = ()


class FeatureStore:
    """What is remembered of the articles taken, by their number in the order in which they come."""

    def __init__(self) -> None:
        self.dates, self.outlets, self.qualities = array("q"), array("I"), array("f")
        self.usual = array("f")
        self.ghosts, self.ghost_outlets, self.ghost_qualities = array("Q"), array("I"), array("f")
        self.ghosts_from = array("I", [0])
        self._codes: dict[str, int] = {"": 0}

    def __len__(self) -> int:
        return len(self.dates)

    def take(self, piece: ArticleFeatures, is_article: Callable[[int], bool]) -> None:
        """Take the next article; what `is_article` does not know among its related entries is a ghost."""
        self.dates.append(NO_DATE if piece.date is None else piece.date)
        self.outlets.append(self._code(piece.outlet))
        self.qualities.append(NOT_SCORED if piece.quality is None else piece.quality)
        self.usual.append(min(1.0, USUAL / max(1, len(piece.related))))
        for entry in piece.related:
            if not is_article(entry.id):
                self.ghosts.append(entry.id)
                self.ghost_outlets.append(self._code(entry.outlet))
                self.ghost_qualities.append(NOT_SCORED if entry.quality is None else entry.quality)
        self.ghosts_from.append(len(self.ghosts))

    def _code(self, outlet: str) -> int:
        return self._codes.setdefault(outlet, len(self._codes))

    def near(self, one: int, other: int) -> bool:
        """Tell whether a link between two articles means something, by their dates; without dates it does."""
        dates = self.dates[one], self.dates[other]
        return NO_DATE in dates or abs(dates[0] - dates[1]) <= LINK_DAYS * DAY
