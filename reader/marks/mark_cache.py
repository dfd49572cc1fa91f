"""The present marks by short id, in memory and always up to date."""

from __future__ import annotations

from collections.abc import ItemsView, Iterable, Iterator, Mapping
from threading import Lock

from reader.marks.changes.statements import MarkRow, mark_of
from reader.model.mark import NO_MARK, Mark


class MarkCache(Mapping[str, Mark]):
    """A mapping from short id to mark that holds only articles of which something is said.

    Rows become marks when they are asked for, because making 100,000 objects takes as long as the start of the
    program may. Any thread may read while another updates; iterating goes over a copy of that moment.
    """

    def __init__(self, rows: Iterable[MarkRow]) -> None:
        self._rows = {row[0]: row for row in rows}
        self._marks: dict[str, Mark] = {}
        self._lock = Lock()

    def load(self, rows: Iterable[MarkRow]) -> None:
        """Take over rows of the table of marks; one that says nothing removes the article."""
        with self._lock:
            for row in rows:
                self._marks.pop(row[0], None)
                self._rows.pop(row[0], None)
                if any(row[1:]):
                    self._rows[row[0]] = row

    def change(self, marks: Mapping[str, Mark]) -> None:
        """Take over new marks."""
        with self._lock:
            for article, mark in marks.items():
                self._rows.pop(article, None)
                if mark == NO_MARK:
                    self._marks.pop(article, None)
                else:
                    self._marks[article] = mark

    def __getitem__(self, article: str) -> Mark:
        found = self._marks.get(article)
        return self._made(article) if found is None else found

    def __contains__(self, article: object) -> bool:
        return article in self._marks or article in self._rows

    def __len__(self) -> int:
        return len(self._marks) + len(self._rows)

    def __iter__(self) -> Iterator[str]:
        return iter(self._all())

    def items(self) -> ItemsView[str, Mark]:
        """Return the pairs of this moment."""
        return self._all().items()

    def _made(self, article: str) -> Mark:
        with self._lock:
            if article in self._rows:
                self._marks[article] = mark_of(self._rows.pop(article))
            return self._marks[article]

    def _all(self) -> dict[str, Mark]:
        with self._lock:
            while self._rows:
                article, row = self._rows.popitem()
                self._marks[article] = mark_of(row)
            return self._marks.copy()
