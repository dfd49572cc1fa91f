"""A corpus in memory: an immutable snapshot, newest article first, that any number of threads may read."""

from __future__ import annotations

import sqlite3
from bisect import bisect_left
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import replace
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple, TypeVar

from reader.corpus.columns.article_columns import Columns
from reader.corpus.columns.flag_bits import DUPLICATE, NO_DATE
from reader.corpus.index.index_reader import IndexReader
from reader.corpus.snapshot.derived_columns import DerivedColumns
from reader.errors import NotFoundError
from reader.text.identity import short_id

if TYPE_CHECKING:
    from reader.corpus.columns.related_entries import Entries
    from reader.corpus.files.scan import FileStat
    from reader.corpus.snapshot.link_graph import Graph
    from reader.model import Article, Problem

T = TypeVar("T")
_BULK = 256


class Headline(NamedTuple):
    """A row of the list. `date` is in seconds since 1970 UTC; it and the scores are None where there is none."""

    id: str
    title: str
    provider: str
    date: int | None
    quality: float | None
    heat: float | None


class Snapshot:
    """The articles of a corpus as rows 0 to `len() - 1`: date descending, undated last, then title, then path.

    What the list shows and the filter needs is in memory, built when first asked for; long texts and full articles
    come from the index, which may change meanwhile without the snapshot noticing. `generation` is the index's, `total`
    the number of articles in all: the snapshot of a first screen holds only the newest of them. `departed` are the rows
    of articles that have left the corpus and are held because they were listed (see `with_departed`); `live` is the
    snapshot without them, `live_rows` are the other rows.
    Whatever reads the index raises `IndexFaultError` when that has become unreadable.
    """

    def __init__(
        self, columns: Columns, index: IndexReader, generation: int, problems: int, total: int | None = None
    ) -> None:
        self.columns = columns
        self.total = len(columns) if total is None else total
        self.generation = generation
        self.problem_count = problems
        self._index = index
        self._derived = DerivedColumns(columns, index)
        self._graph: Graph | None = None
        self.departed: frozenset[int] = frozenset()
        self.live_rows: Sequence[int] = range(len(columns))
        self._live: Snapshot | None = None

    def successor(self, columns: Columns, generation: int, problem_count: int) -> Snapshot:
        """Return the snapshot that follows this one; folded texts in memory already are not read again."""
        corpus = Snapshot(columns, self._index, generation, problem_count)
        corpus._derived.take_texts(self._derived)
        return corpus

    def with_departed(self, before: Snapshot) -> Snapshot:
        """Return the snapshot with the articles of an earlier one that have left the corpus since, where they stood.

        The index keeps their texts for a day. Of an index that was built anew meanwhile they are not known any more.
        """
        from reader.corpus.snapshot.difference import difference  # only where files change meanwhile

        gone = difference(before.columns, self.columns).gone if self.shares_index(before) else ()
        if not gone:
            return self
        columns = self.columns.merged((), map(before.columns.head, gone), self._index.tie_break)
        corpus = Snapshot(columns, self._index, self.generation, self.problem_count, total=self.total)
        corpus._derived.take_texts(self._derived)
        slots = {before.columns.slots[row] for row in gone}
        corpus.departed = frozenset(row for row, slot in enumerate(columns.slots) if slot in slots)
        corpus.live_rows = [row for row in range(len(corpus)) if row not in corpus.departed]
        corpus._live = self
        return corpus

    def shares_index(self, other: Snapshot) -> bool:
        """Tell whether both are of one index: one that is built anew meanwhile begins with no articles."""
        return self._index.connections is other._index.connections

    def __len__(self) -> int:
        return len(self.columns)

    @property
    def is_whole(self) -> bool:
        """Whether the snapshot holds all articles there are."""
        return len(self.live) == self.total

    @property
    def live(self) -> Snapshot:
        """The snapshot without the articles that have left the corpus: itself where it holds none."""
        return self._live or self

    @property
    def ids(self) -> Sequence[str]:
        """The ids of the articles, by row."""
        return self._derived.column("id")

    @property
    def dates(self) -> Sequence[int | None]:
        """Seconds since 1970 UTC, by row."""
        return self._derived.column("date")

    @property
    def titles(self) -> Sequence[str]:
        """The titles as shown, by row; read from the index in blocks."""
        return self._derived.column("shown title")

    @property
    def paths(self) -> Sequence[str]:
        """The paths in the corpus, by row; read from the index in blocks."""
        return self._derived.column("shown path")

    @property
    def keys(self) -> Sequence[str]:
        """The identities, by row; read from the index in blocks."""
        return self._derived.column("key")

    @property
    def urls(self) -> Sequence[str]:
        """The canonical addresses, "" where there is none, by row; read from the index in blocks."""
        return self._derived.column("address")

    def keys_of(self, rows: Sequence[int]) -> list[str]:
        """Return the identities of many rows at once: `keys` reads whole blocks, of which they may be few each."""
        return self._strings("key", rows)

    def sketches_of(self, rows: Sequence[int]) -> list[str]:
        """Return the sketches of what many rows show, "" for those of articles with an address."""
        return self._strings("content", rows)

    def _strings(self, field: str, rows: Sequence[int]) -> list[str]:
        with self._index.explained():
            return self._index.strings(field, [self.columns.slots[row] for row in rows])

    @property
    def providers(self) -> Sequence[str]:
        """The names of the outlets as shown, by row."""
        return self._derived.column("shown provider")

    @property
    def domains(self) -> Sequence[str]:
        """The outlets' domains, or else the hosts of the URLs, by row."""
        return self._derived.column("shown domain")

    @property
    def categories(self) -> Sequence[str]:
        """The categories as shown, by row."""
        return self._derived.column("shown category")

    @property
    def types(self) -> Sequence[str]:
        """The types as shown, by row."""
        return self._derived.column("shown type")

    @property
    def topics(self) -> Sequence[tuple[str, ...]]:
        """The topics as shown, by row."""
        return self._derived.column("shown topics")

    def headline(self, row: int) -> Headline:
        """Return what the list shows of a row, without building a whole column for it."""
        columns = self.columns
        date = columns.dates[row]
        return Headline(
            columns.id_at(row),
            self.titles[row],
            columns.coded["provider"][row],
            None if date == NO_DATE else date,
            columns.coded["quality"][row],
            columns.coded["heat"][row],
        )

    def id_at(self, row: int) -> str:
        """Return the id of a row."""
        return self.columns.id_at(row)

    def column(self, name: str) -> Sequence[Any]:
        """Return a column of the query's table by its name. Raises KeyError for those of marks and stories."""
        return self._derived.column(name)

    @property
    def entries(self) -> Entries:
        """The related entries of all rows as columns, read from the index when first asked for."""
        return self._derived.entries()

    def article(self, row: int) -> Article:
        """Return the whole article of a row. Raises `NotFoundError` when it left the corpus over a day ago."""
        return next(self.articles([row]))

    def articles(self, rows: Sequence[int]) -> Iterator[Article]:
        """Yield the whole articles of some rows, in the order of the rows; see `article`."""
        from reader.corpus.index.records import from_json  # a first screen shows titles alone

        for start in range(0, len(rows), _BULK):
            chunk = rows[start : start + _BULK]
            slots, flags = [self.columns.slots[row] for row in chunk], self.columns.flags
            double = [slot for slot, row in zip(slots, chunk, strict=True) if flags[row] & DUPLICATE]
            with self._index.explained():
                records, keys = (self._index.strings(name, slots) for name in ("record", "key"))
                copies = self._index.copies(double)
                articles = [from_json(record) if record else None for record in records]
                paths = [article.path for article in articles if article]
                files = self._index.files([*paths, *chain.from_iterable(copies.values())])
            for slot, key, article in zip(slots, keys, articles, strict=True):
                if article is None:
                    raise NotFoundError("the article is no longer in the corpus", hint="refresh the view")
                if article.key != key:  # a record is written before it is known what else has its address
                    article = replace(article, key=key, id=short_id(key))
                yield _with_files(article, copies.get(slot, []), files)

    def row_of(self, article_id: str) -> int | None:
        """Return the row of an id, or None when no article has it."""
        return next(self.columns.rows_of(article_id), None)

    def rows_with(self, ids: Collection[str]) -> list[int]:
        """Return the rows that have one of some ids."""
        return self.columns.rows_with(ids)

    def present(self, ids: Iterable[str]) -> set[str]:
        """Return those of some ids that articles have: of many, much sooner than `row_of` does."""
        wanted = list(ids)
        with suppress(sqlite3.Error):  # an index that cannot be read: the ids are in memory too
            wanted = self._index.present(wanted)
        return {article_id for article_id in wanted if self.row_of(article_id) is not None}

    def row_of_key(self, key: str) -> int | None:
        """Return the row of an identity, or None when no article has it."""
        rows = list(self.columns.rows_of(short_id(key)))
        # Two identities with one hash are made on purpose, and are then both in the corpus.
        if len(rows) > 1:
            rows = [row for row in rows if self.keys[row] == key]
        return rows[0] if rows else None

    @property
    def graph(self) -> Graph:
        """The related links and the stories that the index keeps, as seen from the rows of this snapshot."""
        from reader.corpus.snapshot.link_graph import Graph  # the first screen does without

        if self._graph is None:
            self._graph = Graph(self._index, self.columns)
        return self._graph

    def from_index(self, read: Callable[[sqlite3.Connection], T]) -> T:
        """Return what a function reads from the index as it is now."""
        with self._index.explained(), self._index.connections.borrow() as connection:
            return read(connection)

    def problems(self) -> list[Problem]:
        """Return what is wrong with the files of the corpus as it is now, by path and line."""
        with self._index.explained():
            return self._index.problems()

    def file(self, path: str) -> Path | None:
        """Return where the file with a path of the corpus is on disk, or None when the corpus has none."""
        return next(map(Path, self.files_of([path]).values()), None)

    def files_of(self, paths: Sequence[str]) -> dict[str, str]:
        """Return where the files with some paths of the corpus are on disk, by path, as far as it knows them."""
        with self._index.explained():
            return self._index.files(paths)

    def known(self, path: str) -> FileStat | None:
        """Return the file with a path of the corpus as it was when it was read, or None when the index has none."""
        with self._index.explained():
            return self._index.known(path)

    def quality_rank(self, quality: float) -> tuple[int, int]:
        """Return the rank of a quality (1: none is higher) and the number of articles that have one."""
        return self._rank("quality", quality)

    def heat_rank(self, heat: float) -> tuple[int, int]:
        """Return the rank of a heat (1: none is higher) and the number of articles that have one."""
        return self._rank("heat", heat)

    def _rank(self, name: str, value: float) -> tuple[int, int]:
        scores, better = self._derived.column(f"ranks of {name}")
        return better[bisect_left(scores, -value)] + 1, better[-1]


def _with_files(article: Article, copies: Sequence[str], files: Mapping[str, str]) -> Article:
    """Return the article with all its files, which its record does not know; one that has just gone is its label."""
    paths = (article.path, *copies)
    broken = article.broken | {"dup"} if copies else article.broken
    return replace(article, paths=paths, files=tuple(files.get(path, path) for path in paths), broken=broken)
