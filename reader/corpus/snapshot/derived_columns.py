"""The columns of a snapshot in the form that queries and the list want, each built when it is first asked for."""

from __future__ import annotations

import re
import threading
from collections.abc import Callable, Collection, Mapping, Sequence
from itertools import accumulate, compress
from sys import intern
from typing import TYPE_CHECKING, Any

from reader.corpus.columns.article_columns import Columns
from reader.corpus.columns.dictionary_column import spread
from reader.corpus.columns.flag_bits import (
    AMP,
    BODY,
    DRAFT,
    DUPLICATE,
    IMAGE,
    NO_DATE,
    PUBLISHED,
    SECURED,
    SEPARATOR,
)
from reader.corpus.columns.lazy_columns import ComputedColumn, LazyColumn, SearchedColumn
from reader.corpus.index.index_reader import IndexReader
from reader.io.malloc_trim import release_memory
from reader.text.fold import fold

if TYPE_CHECKING:
    from reader.corpus.columns.related_entries import Entries

IN_MEMORY = 250_000
"""Articles up to which folded texts and ids are kept in memory as lists: 120 MB.

Of more, SQLite looks through the texts where they are, and ids are cut from the string of them all: at a million that
leaves 300 MB resident instead of 700."""

_WEB = "https://"
# What stands behind the host of a canonical address begins with one of these.
_HOST_END = re.compile(r"[/?:]")
_ALL_FLAGS = range(1 << 7)
_TEXTS_AT_ONCE = 4096


class DerivedColumns:
    """The built columns of one snapshot, by name. Safe to use from several threads.

    Beside the names of the query language there are `key`, `address`, and `shown title` and the like for what the list
    shows. Lists of numbers and of values that recur cost 8 bytes a row; only `text` is large (42 MB at 100,000).
    """

    def __init__(self, columns: Columns, index: IndexReader) -> None:
        self._columns = columns
        self._index = index
        self._built: dict[str, Sequence[Any]] = {}
        self._entries: Entries | None = None
        self._lock = threading.RLock()

    def column(self, name: str) -> Sequence[Any]:
        """Return a column. Raises KeyError for a name that is none, `IndexFaultError` when the index is unreadable."""
        built = self._built.get(name)
        if built is None:
            build = _BUILDERS[name]
            with self._lock, self._index.explained():
                built = self._built.get(name)
                if built is None:
                    built = self._built[name] = build(self)
        return built

    def take_texts(self, previous: DerivedColumns) -> None:
        """Build the folded texts, if those of the snapshot before are in memory, from them as far as they go.

        Part of loading: raises `sqlite3.Error`.
        """
        texts = previous._built.get("text")
        if isinstance(texts, list) and not self._is_large:
            known = dict(zip(previous._columns.slots, texts, strict=True))
            self._built["text"] = self._texts(known)

    @property
    def _is_large(self) -> bool:
        return len(self._columns) > IN_MEMORY

    def _text(self) -> Sequence[str]:
        """Return the folded texts by row."""
        return (
            self._where("text", ComputedColumn(len(self._columns), lambda _row: True))
            if self._is_large
            else self._texts({})
        )

    def _ids(self) -> Sequence[str]:
        if self._is_large:
            return ComputedColumn(len(self._columns), self._columns.id_at)
        return self._columns.id_list()

    def _texts(self, known: Mapping[int, str]) -> list[str]:
        """Return the folded texts by row: those known by their slots, the others read from the index."""
        slots = self._columns.slots
        texts = [known.get(slot, "") for slot in slots]
        missing = [row for row, slot in enumerate(slots) if slot not in known]
        # In the order of the table, and in pieces that leave the other threads time to run.
        missing.sort(key=slots.__getitem__)
        for start in range(0, len(missing), _TEXTS_AT_ONCE):
            rows = missing[start : start + _TEXTS_AT_ONCE]
            found = self._index.texts([slots[row] for row in rows])
            for row in rows:
                texts[row] = found.get(slots[row], "")
        return texts

    def _fetched(self, field: str, of_text: Callable[[str], str] | None = None) -> Sequence[str]:
        """Return a text of each row, read from the index when it is looked at."""
        slots = self._columns.slots

        def fetch(rows: range) -> list[str]:
            with self._index.explained():
                texts = self._index.strings(field, slots[rows.start : rows.stop])
            return texts if of_text is None else [of_text(text) for text in texts]

        return LazyColumn(len(slots), fetch)

    def _where(self, table: str, there: Sequence[object]) -> Sequence[str]:
        """Return a text that only the rows with a true value in `there` have; the index is not asked for the others."""
        slots, index = self._columns.slots, self._index
        share = 1.0 if isinstance(there, ComputedColumn) else sum(map(bool, there)) / max(1, len(there))

        def containing(needle: str, rows: Sequence[int]) -> list[tuple[int, str]]:
            row_of = {slots[row]: row for row in compress(rows, map(there.__getitem__, rows))}
            with index.explained():
                found = index.containing(table, needle, row_of, share=share)
            return [(row_of[slot], text) for slot, text in found]

        return SearchedColumn(self._fetched(table), there, containing)

    def _hosts(self) -> Sequence[str]:
        """Return the hosts of the addresses by row: read from the index in one go, 0.1 s at 100,000 articles."""
        host_of: dict[int, str] = {}
        for slot, url in self._index.addresses():
            if url:
                # One string for all articles of a host.
                host_of[slot] = intern(_HOST_END.split(url[len(_WEB) :], 1)[0])
        return self._by_slot(host_of)

    def _by_slot(self, values: Mapping[int, str]) -> list[str]:
        return [values.get(slot, "") for slot in self._columns.slots]

    def entries(self) -> Entries:
        """Return the related entries of all rows. Raises `IndexFaultError` when the index is unreadable."""
        # Only for a query over related entries.
        from reader.corpus.columns.related_entries import read_entries

        slots, index = self._columns.slots, self._index
        with self._lock, index.explained():
            if self._entries is None:
                self._entries = read_entries(
                    self._columns.relcounts,
                    lambda rows: index.strings("entries", [slots[row] for row in rows]),
                )
                release_memory()  # what they were read from: 20 MB at 100,000 articles
            return self._entries

    def _part(self, number: int) -> Sequence[str]:
        """Return one part of the folded texts: 0 the title, 1 the excerpt."""
        texts: Sequence[str] = self.column("text")
        return ComputedColumn(len(texts), lambda row: texts[row].split(SEPARATOR, number + 1)[number])

    def _dates(self) -> Sequence[int | None]:
        return [None if date == NO_DATE else date for date in self._columns.dates]

    def _coded(self, name: str, of_value: Callable[[Any], Any] = lambda value: value) -> Sequence[Any]:
        return self._columns.coded[name].mapped(of_value)

    def _by_flags(self, of_flags: Callable[[int], Any]) -> Sequence[Any]:
        return spread([of_flags(flags) for flags in _ALL_FLAGS], self._columns.flags)

    def _bit(self, bit: int) -> Sequence[bool]:
        return self._by_flags(lambda flags: bool(flags & bit))

    def _ranks(self, name: str) -> Sequence[Sequence[float]]:
        """Return the different scores, negated, the best first; and how many articles have a better one than each.

        At the end of the latter stands how many have one at all.
        """
        coded = self._columns.coded[name]
        found = sorted((-value, count) for value, count in coded.counted() if value is not None)
        return [score for score, _count in found], [0, *accumulate(count for _score, count in found)]


def _published(flags: int) -> bool | None:
    if flags & PUBLISHED:
        return True
    return False if flags & DRAFT else None


def _folded_all(values: Collection[str]) -> tuple[str, ...]:
    return tuple(map(fold, values))


_BUILDERS: Mapping[str, Callable[[DerivedColumns], Sequence[Any]]] = {
    "text": lambda built: built._text(),
    "title": lambda built: built._part(0),
    "excerpt": lambda built: built._part(1),
    "body": lambda built: built._where("body", built._bit(BODY)),
    "related_text": lambda built: built._where("related", built._columns.relcounts),
    "record": lambda built: built._where("record", ComputedColumn(len(built._columns), lambda _row: True)),
    "path": lambda built: built._fetched("path", fold),
    "key": lambda built: built._fetched("key"),
    "address": lambda built: built._fetched("address"),
    "provider": lambda built: built._coded("provider", fold),
    "domain": lambda built: built._coded("domain", fold),
    "host": lambda built: built._hosts(),
    "shared": lambda built: built._by_slot(built._index.shared()),
    "category": lambda built: built._coded("category", fold),
    "type": lambda built: built._coded("type", fold),
    "topics": lambda built: built._coded("topics", _folded_all),
    "broken": lambda built: built._coded("broken", frozenset),
    "quality": lambda built: built._coded("quality"),
    "heat": lambda built: built._coded("heat"),
    "id": lambda built: built._ids(),
    "date": lambda built: built._dates(),
    "words": lambda built: built._columns.words,
    "relcount": lambda built: built._columns.relcounts,
    "added": lambda built: built._columns.added,
    "related_any": lambda built: list(map(bool, built._columns.relcounts)),
    "published": lambda built: built._by_flags(_published),
    "image": lambda built: built._bit(IMAGE),
    "amp": lambda built: built._bit(AMP),
    "secured": lambda built: built._bit(SECURED),
    "dup": lambda built: built._bit(DUPLICATE),
    "shown title": lambda built: built._fetched("title"),
    "shown path": lambda built: built._fetched("path"),
    "shown provider": lambda built: built._coded("provider"),
    "shown domain": lambda built: built._coded("domain"),
    "shown category": lambda built: built._coded("category"),
    "shown type": lambda built: built._coded("type"),
    "shown topics": lambda built: built._coded("topics"),
    "ranks of quality": lambda built: built._ranks("quality"),
    "ranks of heat": lambda built: built._ranks("heat"),
}
