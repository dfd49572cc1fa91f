"""Corpus and marks as one table of fields: what the query language is evaluated on."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from itertools import repeat
from operator import attrgetter
from typing import TYPE_CHECKING, Any

from reader.model.mark import NO_MARK, Mark
from reader.text.fold import fold

if TYPE_CHECKING:
    from reader.corpus.library import Corpus
    from reader.model import Coverage
    from reader.query.table import Column
    from reader.session.storytable import TableStories

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
        corpus: Corpus,
        marks: Mapping[str, Mark],
        stories: Callable[[Corpus], TableStories],
        *,
        since: int = 0,
    ) -> None:
        self._corpus = corpus
        self._marks = marks
        self._stories_of = stories
        self._stories: TableStories | None = None
        self._since = since
        self._made: dict[str, Sequence[Any] | None] = {}

    def column(self, name: str) -> Column | None:
        """Return the column of a field, None when it is empty in every row (names and types: `reader.query.table`).

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
        get, shape = _OF_MARK[name]
        known = {article_id: value for article_id, mark in self._marks.items() if (value := get(mark))}
        if not known:
            return None
        if shape is not None:
            known = {article_id: shape(value) for article_id, value in known.items()}
        return list(map(known.get, self._corpus.column("id"), repeat(_UNSET[name])))

    def entries(self, row: int) -> tuple[EntryTable, int]:
        """Return the related entries of a row as a table of their own, and how many there are."""
        related = self._corpus.article(row).related
        return EntryTable(related, self._marks, self._is_article), len(related)

    def _is_article(self, source_id: str) -> bool:
        return self._known_stories().is_article(source_id)

    def _known_stories(self) -> TableStories:
        if self._stories is None:
            self._stories = self._stories_of(self._corpus)
        return self._stories


class EntryTable:
    """Related entries (of one article) as a table of fields. Those whose id is that of no article are ghosts."""

    def __init__(
        self, entries: Sequence[Coverage], marks: Mapping[str, Mark], is_article: Callable[[str], bool]
    ) -> None:
        self._entries = entries
        self._marks = marks
        self._is_article = is_article

    def column(self, name: str) -> Sequence[Any]:
        """Return the column of a field; fields that a related entry cannot have are empty."""
        value = _OF_ENTRY.get(name)
        if value is not None:
            return [value(entry) for entry in self._entries]
        if name == "ghost":
            return [not self._is_article(entry.id) for entry in self._entries]
        if name == "dup":
            ids = [entry.id for entry in self._entries]
            return [ids.count(entry_id) > 1 for entry_id in ids]
        get, shape = _OF_MARK[name]
        values = [get(self._marks.get(entry.id, NO_MARK)) for entry in self._entries]
        return [(shape(value) if shape else value) if value else _UNSET[name] for value in values]

    def entries(self, row: int) -> tuple[EntryTable, int]:
        """Return an empty table: related entries carry no related entries of their own."""
        return EntryTable((), self._marks, self._is_article), 0


def _text(entry: Coverage) -> str:
    parts = (entry.title, entry.excerpt, entry.provider.name, entry.provider.domain)
    return "\x1f".join(fold(part) for part in parts)


def _domain(entry: Coverage) -> str:
    # Only where an entry says no domain: the expressions of that module take a millisecond of a start.
    from reader.text.urls import host_of

    return fold(entry.provider.domain or host_of(entry.url))


_OF_ENTRY: Mapping[str, Callable[[Coverage], Any]] = {
    "text": _text,
    "id": lambda entry: entry.id,
    "title": lambda entry: fold(entry.title),
    "excerpt": lambda entry: fold(entry.excerpt),
    "body": lambda entry: "",
    "provider": lambda entry: fold(entry.provider.name),
    "domain": _domain,
    "category": lambda entry: fold(entry.category),
    "type": lambda entry: fold(entry.type),
    "path": lambda entry: "",
    "topics": lambda entry: (),
    "quality": lambda entry: entry.quality,
    "heat": lambda entry: None,
    "relcount": lambda entry: 0,
    "words": lambda entry: len(entry.excerpt.split()),
    "storysize": lambda entry: 1,
    "date": lambda entry: entry.date,
    "published": lambda entry: None,
    "new": lambda entry: False,
    "image": lambda entry: bool(entry.images),
    "amp": lambda entry: bool(entry.amp_url or entry.cdn_amp_url),
    "secured": lambda entry: entry.secured,
    "related_any": lambda entry: False,
    "related_text": lambda entry: "",
    "broken": lambda entry: frozenset(),
    "story": lambda entry: (entry.id,),
}
