"""One corpus, one person: the corpus in memory joined with the marks, asked in the one query language."""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from reader.corpus.library import Library
from reader.errors import NotFoundError
from reader.model import NO_MARK, Article, Mark
from reader.query import Clock, Query, evaluate, parse, sort_rows
from reader.session.listing import Listing, View
from reader.session.table import CorpusTable
from reader.text.clean import clean_line

if TYPE_CHECKING:
    from reader.config.settings import Settings
    from reader.corpus.library import Corpus
    from reader.corpus.refresh import Progress
    from reader.marks import Journal


class Session:
    """The door to a corpus for both front ends.

    `corpus` is the present immutable snapshot; it is replaced as a whole when more has been loaded, so a caller
    that works on rows keeps the snapshot those rows belong to.
    """

    def __init__(
        self,
        library: Library,
        journal: Journal,
        settings: Settings,
        *,
        clock: Callable[[], float] = time.time,
    ) -> None:
        self.library = library
        self.journal = journal
        self.settings = settings
        self._clock = clock
        self.corpus: Corpus = library.open()

    def load(
        self,
        *,
        on_progress: Callable[[Progress], None] = lambda _progress: None,
        on_corpus: Callable[[Corpus], None] = lambda _corpus: None,
        cancelled: Callable[[], bool] = lambda: False,
    ) -> Corpus:
        """Compare the corpus on disk with the index, read what differs, and return the new snapshot.

        Blocks; call it from a worker. The callbacks run on the calling thread. `on_corpus` gets every growing
        snapshot; taking one over is the caller's decision (see `adopt`).
        """
        return self.library.refresh(on_progress=on_progress, on_corpus=on_corpus, cancelled=cancelled)

    def adopt(self, corpus: Corpus) -> None:
        """Make a snapshot the present one."""
        self.corpus = corpus

    @property
    def roots(self) -> Sequence[Path]:
        """Return the folders and files the corpus is made of."""
        return self.library.roots

    @property
    def name(self) -> str:
        """Return what to call the corpus: the name of its folder, or of the first one and how many there are."""
        first = clean_line(self.roots[0].resolve().name or "/")
        return first if len(self.roots) == 1 else f"{first} and {len(self.roots) - 1} more"

    def clock(self) -> Clock:
        """Return the moment that relative dates count from: now, or the newest article (setting `now`)."""
        if self.settings.now == "corpus" and len(self.corpus):
            newest = self.corpus.dates[0]
            if newest is not None:
                return Clock(newest)
        return Clock(int(self._clock()))

    def table(self, corpus: Corpus | None = None) -> CorpusTable:
        """Return the snapshot and the marks as the table of fields that a query is evaluated on."""
        return CorpusTable(corpus or self.corpus, self.journal.marks)

    def listing(self, view: View, corpus: Corpus | None = None) -> Listing:
        """Return the rows that a view shows of a snapshot (the present one when None).

        Raises `QueryError` when the view's query cannot be understood.
        """
        chosen = corpus or self.corpus
        query = parse(view.full_query)
        rows: Sequence[int] = range(len(chosen))
        if query.tree is not None or query.order or query.limit is not None:
            rows = self._select(query, chosen)
        return Listing(chosen, rows, view)

    def select(self, query: str | Query) -> list[int]:
        """Return the rows of the present snapshot that match, in the query's order, cut to its limit.

        Raises `QueryError` when `query` is text that cannot be understood.
        """
        asked = parse(query) if isinstance(query, str) else query
        return self._select(asked, self.corpus)

    def _select(self, query: Query, corpus: Corpus) -> list[int]:
        table = self.table(corpus)
        rows = evaluate(query, table, range(len(corpus)), self.clock())
        rows = sort_rows(rows, query.order, table)
        return rows if query.limit is None else rows[: query.limit]

    def article(self, row: int) -> Article:
        """Return the whole article of a row, related coverage and body included."""
        return self.corpus.article(row)

    def file(self, path: str) -> Path:
        """Return where the file with a path of the corpus is on disk. Raises `NotFoundError` for one that is gone."""
        place = self.corpus.file(path)
        if place is None or not place.exists():
            raise NotFoundError("the file is no longer there", place=path)
        return place

    def articles(self, rows: Sequence[int]) -> Iterator[tuple[Article, Mark]]:
        """Yield the articles of many rows with their marks, in order, without holding them all."""
        for article in self.corpus.articles(rows):
            yield article, self.mark(article.id)

    def mark(self, article_id: str) -> Mark:
        """Return the marks of an article or ghost by its id."""
        return self.journal.marks.get(article_id, NO_MARK)

    def tag_counts(self) -> Counter[str]:
        """Return how many articles and ghosts have each tag."""
        return Counter(tag for mark in self.journal.marks.values() for tag in mark.tags)

    def find(self, prefix: str) -> int:
        """Return the row of the article whose id begins with `prefix`.

        Raises `NotFoundError` when there is none, or more than one (the hint then names some).
        """
        rows = self.corpus.rows_with_prefix(prefix.lower())
        if not rows:
            raise NotFoundError(
                f"no article has an id beginning with “{prefix}”",
                hint="`reader list CORPUS --format ids` prints the ids",
            )
        if len(rows) > 1:
            ids = ", ".join(self.corpus.ids[row] for row in rows[:5])
            raise NotFoundError(f"“{prefix}” is the beginning of {len(rows)} ids", hint=f"among them {ids}")
        return rows[0]
