"""Corpus and marks as one table of fields: what the query language is evaluated on."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from itertools import repeat
from operator import attrgetter
from typing import TYPE_CHECKING, Any

from reader.model.mark import NO_MARK, Mark
from reader.text.fold import fold

if TYPE_CHECKING:
    from reader.corpus.library import Snapshot
    from reader.query.evaluation.table import Column, RelatedRows
    from reader.session.stories.story_table import TableStories

# The value of a field in a mark, false where it is not set, and what is made of it where it is.
_OF_MARK: Mapping[str, tuple[Callable[[Mark], Any], Callable[[Any], Any] | None]] = {
    "read": (attrgetter("read"), None),
    "starred": (attrgetter("starred"), None),
    "verdict": (attrgetter("verdict"), None),
    "tags": (attrgetter("tags"), lambda tags: tuple(fold(tag) for tag in tags)),
    "note": (attrgetter("note"), fold),
    "decided_at": (attrgetter("decided_at"), None),
}
# What a field has where it is not set.
_UNSET: Mapping[str, Any] = {
    "read": False,
    "starred": False,
    "verdict": "",
    "tags": (),
    "note": "",
    "decided_at": None,
}


_OF_STORIES = frozenset({"story", "storysize", "dup"})


class CorpusTable:
    """One snapshot of the corpus with the marks of its articles; what was added after `since` is new."""

    def __init__(
        self,
        corpus: Snapshot,
        marks: Mapping[str, Mark],
        stories: Callable[[Snapshot], TableStories],
        *,
        since: int = 0,
    ) -> None:
        self._corpus = corpus
        self._marks = marks
        self._stories_of = stories
        self._stories: TableStories | None = None
        self._since = since
        self._made: dict[str, Sequence[Any] | None] = {}
        self._related: RelatedRows | None = None

    def column(self, name: str) -> Column | None:
        """Return the column of a field, None when it is empty in every row (names and types:
        `reader.query.evaluation.table`).

        Rows are asked in slices, so what is computed for all of them is kept for the next.
        """
        if name in _OF_STORIES:
            return self._known_stories().column(name)
        if name == "ghost":
            return None  # rows of a corpus are files that are there
        if name != "new" and name not in _OF_MARK:
            return self._corpus.column(name)
        if name not in self._made:
            self._made[name] = self._news() if name == "new" else self._of_marks(name)
        return self._made[name]

    def _news(self) -> Sequence[bool]:
        since = self._since
        return [added > since for added in self._corpus.column("added")]

    def _of_marks(self, name: str) -> Sequence[Any] | None:
        found = self._known(name)
        if found is None:
            return None
        known, unset = found
        return list(map(known.get, self._corpus.column("id"), repeat(unset)))

    def _known(self, name: str) -> tuple[Mapping[str, Any], Any] | None:
        """Return the values of a field of marks by id, and the unset one; None where no mark has the field."""
        get, shape = _OF_MARK[name]
        known = {article_id: value for article_id, mark in self._marks.items() if (value := get(mark))}
        if shape is not None:
            known = {article_id: shape(value) for article_id, value in known.items()}
        return (known, _UNSET[name]) if known else None

    def related(self) -> RelatedRows | None:
        """Return the related entries of all rows as a table of their own, None where there are none."""
        if self._related is None:
            from reader.query.evaluation.table import RelatedRows
            from reader.session.table.entry_table import EntryTable  # only for a query over related entries

            entries = self._corpus.entries
            self._related = RelatedRows(
                EntryTable(self._corpus, self._known, self._mark), entries.starts, entries.owners
            )
        return self._related if len(self._related.owners) else None

    def written(self, rows: Sequence[int], needle: str) -> Iterator[tuple[int, Mapping[str, Sequence[str]]]]:
        """Yield rows with their texts as they are written; rows without `needle` in any text may be left out."""
        from reader.session.table.written_texts import written  # only for capitals

        if needle:
            # Tags and notes do not stand in the records of articles.
            marked = set(self._corpus.rows_with(self._marks.keys()))
            found = marked.union(self._corpus.column("record").containing(needle, rows))  # type: ignore[attr-defined]
            rows = [row for row in rows if row in found]
        for row, article in zip(rows, self._corpus.articles(rows), strict=True):
            yield row, written(article, self._mark(article.id))

    def _mark(self, article_id: str) -> Mark:
        return self._marks.get(article_id, NO_MARK)

    def _known_stories(self) -> TableStories:
        if self._stories is None:
            self._stories = self._stories_of(self._corpus)
        return self._stories
