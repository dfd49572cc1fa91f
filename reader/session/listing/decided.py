"""How many articles of a listing are decided, told at each line that says how many are left."""

from __future__ import annotations

from collections.abc import Collection
from typing import TYPE_CHECKING

from reader.model.mark import NO_MARK

if TYPE_CHECKING:
    from reader.corpus.library import Snapshot
    from reader.marks import Journal
    from reader.session.listing.listing import Listing

# Changed marks that are looked up one by one, a millisecond each at 100,000 articles.
_FEW = 5


class Decided:
    """The decided rows of one snapshot, looked up once for all its listings, and those of the listing asked about last.

    A million rows are not gone over for a handful of decisions, nor is anything for a letter of a filter.
    """

    def __init__(self, corpus: Snapshot, journal: Journal) -> None:
        self._corpus = corpus
        self._journal = journal
        self._all: set[int] | None = None
        self._listing: Listing | None = None
        self._inside: set[int] = set()

    def count(self, listing: Listing) -> int:
        """Return how many articles of a listing of the snapshot are decided."""
        if self._all is None:
            marks = self._journal.marks
            ids = {article_id for article_id, mark in marks.items() if mark.verdict}
            self._all, self._listing = set(self._corpus.rows_with(ids)), None
        if listing is not self._listing:
            rows = listing.rows
            known = rows if isinstance(rows, range) else self._all.intersection(rows)
            self._listing, self._inside = listing, {row for row in self._all if row in known}
        return len(self._inside)

    def marks_changed(self, ids: Collection[str]) -> None:
        """Take note of changed marks: a few are looked at one by one, after many all are looked up anew."""
        if self._all is None or self._listing is None or len(ids) > _FEW:
            self._all = None
            return
        for article_id in ids:
            decided = bool(self._journal.marks.get(article_id, NO_MARK).verdict)
            for row in self._corpus.rows_with([article_id]):
                for rows in (self._all, self._inside):
                    (rows.add if decided else rows.discard)(row)
                if row not in self._listing.rows:
                    self._inside.discard(row)
