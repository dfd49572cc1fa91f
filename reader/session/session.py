"""One corpus, one person: the corpus in memory joined with the marks, asked in the one query language."""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any, Unpack

from reader.corpus.index.index_file import index_path
from reader.corpus.library import Library
from reader.errors import ConfigError, NotFoundError
from reader.model.mark import NO_MARK, Mark
from reader.query.evaluation.table import Clock
from reader.session.listing.listing import Listing
from reader.session.listing.search import search
from reader.session.listing.view import View
from reader.session.stories.story_queries import StoryQueries
from reader.session.table.corpus_table import CorpusTable
from reader.text.clean import clean_line

if TYPE_CHECKING:
    from reader.config.paths import Paths
    from reader.config.settings import SavedView, Settings
    from reader.corpus.library import Snapshot
    from reader.corpus.refresh.progress import Refreshing
    from reader.fetch.text_cache import FullText, TextCache
    from reader.marks import Journal
    from reader.model import Article, Coverage
    from reader.query import Query
    from reader.session.state.known_corpora import Corpora


class Session(StoryQueries):
    """The door to a corpus for both front ends.

    `corpus` is the present immutable snapshot; it is replaced as a whole when more has been loaded, so a caller
    that works on rows keeps the snapshot those rows belong to. With `first` it holds only the newest articles to
    begin with: what a first screen shows. `notice` is what a load had to say about marks, "" as a rule.
    """

    def __init__(
        self,
        library: Library,
        journal: Journal,
        settings: Settings,
        *,
        paths: Paths | None = None,
        corpora: Corpora | None = None,
        clock: Callable[[], float] = time.time,
        first: bool = False,
    ) -> None:
        self.library = library
        self.journal = journal
        self.settings = settings
        self.views = settings.views
        self.paths = paths
        self.notice = ""
        self.corpora = corpora
        self._clock = clock
        self.corpus: Snapshot = library.open_first() if first else library.open()

    def load(
        self, *, on_corpus: Callable[[Snapshot], object] | None = None, **how: Unpack[Refreshing]
    ) -> Snapshot:
        """Compare the corpus on disk with the index, read what differs, and return the new snapshot.

        Blocks; call it from a worker. The callbacks run on the calling thread. `on_corpus` gets every growing snapshot,
        the first of them what the index holds; taking one over is the caller's decision (see `adopt`). The other
        options are those of `Library.refresh`. What was left by a killed publishing is cleared up before.
        """
        if self.publish_folder is not None and any(self.publish_folder.glob("*.open")):
            from reader.session.publish.runs import clear_up  # as a rule there is nothing to clear up

            clear_up(self.publish_folder)
        if not self.corpus.is_whole and on_corpus is not None:
            on_corpus(self.library.open())
        corpus = self.library.refresh(on_corpus=on_corpus, **how)
        if self.corpora is not None and self.journal.path is not None:
            self.notice = self.corpora.settle(corpus, self.library.homes, self.journal, self.roots)
        return corpus

    def adopt(self, corpus: Snapshot) -> None:
        """Make a snapshot the present one."""
        self.corpus = corpus

    def visit(self) -> None:
        """Note that a person looks at the corpus: what comes after a visit has ended is new at the next."""
        self.library.visit()

    @property
    def roots(self) -> Sequence[Path]:
        """Return the folders and files the corpus is made of."""
        return self.library.roots

    @cached_property
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

    @property
    def history_file(self) -> Path | None:
        """Return where the earlier filters are kept, None where nothing is."""
        return None if self.paths is None else self.paths.state / "filters.json"

    @property
    def place_file(self) -> Path | None:
        """Return where it is noted how far one has come in this corpus, None where nothing is kept."""
        return None if self.paths is None else index_path(self.paths.places, self.roots, ".json")

    @property
    def commands_file(self) -> Path | None:
        """Return where the commands are kept that articles were sent to, None where nothing is."""
        return None if self.paths is None else self.paths.state / "commands.json"

    @property
    def crash_folder(self) -> Path | None:
        """Return where reports of crashes go, None where nothing is kept."""
        return None if self.paths is None else self.paths.crashes

    @property
    def publish_folder(self) -> Path | None:
        """Return where it is noted what was written into the files of corpora, None where nothing is."""
        return None if self.paths is None else self.paths.publishing

    @property
    def themes_folder(self) -> Path | None:
        """Return where the user's own themes are, None where nothing is kept."""
        return None if self.paths is None else self.paths.themes

    def full_text(self, article_id: str) -> FullText | None:
        """Return the whole text of an article or ghost where it was fetched once, else None."""
        if self.paths is None or not (self.paths.texts / f"{article_id}.json").exists():
            return None
        # Few articles have one, and the first screen rarely shows such.
        from reader.fetch.text_cache import TextCache

        return TextCache(self.paths.texts).get(article_id)

    def texts(self) -> TextCache:
        """Return where whole texts are kept. Raises `ConfigError` where nothing is kept."""
        from reader.fetch.text_cache import TextCache  # as above

        if self.paths is None:
            raise ConfigError("this session has no folder to keep texts in")
        return TextCache(self.paths.texts)

    def save_theme(self, name: str) -> Path:
        """Write the theme into the user's settings; return the file. Raises `ConfigError`."""
        from reader.config.save import save_setting  # as below

        if self.paths is None:
            raise ConfigError("this session has no settings file to save the theme in")
        save_setting(self.paths.settings_file, "theme", name)
        return self.paths.settings_file

    def save_view(self, view: SavedView) -> Path:
        """Write a view into the user's settings and know it from now on; return the file. Raises `ConfigError`."""
        # Settings are written once in a while, and the parser for that is not needed to read a corpus.
        from reader.config.save import save_view

        if self.paths is None:
            raise ConfigError("this session has no settings file to save the view in")
        save_view(self.paths.settings_file, view)
        self.views = (*(other for other in self.views if other.name != view.name), view)
        return self.paths.settings_file

    def count(self, query: str) -> int:
        """Return how many articles of the present snapshot match. Raises `QueryError`."""
        from reader.query import evaluate, parse

        asked = parse(query)
        rows = self.corpus.live_rows
        if asked.tree is not None:
            rows = evaluate(asked, self.table(), rows, self.clock())
        return len(rows) if asked.limit is None else min(len(rows), asked.limit)

    def table(
        self,
        corpus: Snapshot | None = None,
        *,
        fresh: bool = False,
        cancelled: Callable[[], bool] = lambda: False,
    ) -> CorpusTable:
        """Return the snapshot and the marks as the table of fields that a query is evaluated on.

        Stories that were made for an earlier snapshot will do, unless they are to be `fresh`; where there are none
        yet, a query that asks for them waits, until `cancelled` says so.
        """
        stories = self._stories_for_tables(fresh=fresh, cancelled=cancelled)
        corpus = self.corpus if corpus is None else corpus
        return CorpusTable(corpus, self.journal.marks, stories, since=self.library.since)

    def warm(self) -> None:
        """Bring into memory what a filter looks at first, so that its first letter costs what the others do.

        0.1 s at 100,000 articles, on the thread that has just loaded them.
        """
        self.corpus.column("text")
        self.corpus.column("id")

    def listing(
        self,
        view: View,
        corpus: Snapshot | None = None,
        *,
        earlier: Sequence[Listing] = (),
        cancelled: Callable[[], bool] = lambda: False,
        on_first: Callable[[Listing], object] = lambda _listing: None,
    ) -> Listing | None:
        """Return the rows that a view shows of a snapshot (the present one when None); see `search`.

        Raises `QueryError` when a query of the view cannot be understood.
        """
        chosen = self.corpus if corpus is None else corpus
        return search(
            view,
            chosen,
            self.table(chosen, cancelled=cancelled),
            self.clock(),
            earlier=earlier,
            cancelled=cancelled,
            on_first=on_first,
        )

    def select(self, query: str | Query) -> list[int]:
        """Return the rows of the present snapshot that match, in the query's order, cut to its limit.

        Raises `QueryError` when `query` is text that cannot be understood.
        """
        from reader.query import parse, select  # the first screen does without

        asked = parse(query) if isinstance(query, str) else query
        return select(asked, self.table(fresh=True), self.corpus.live_rows, self.clock())

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

    def decided_by_another(self, article_id: str) -> str:
        """Return who decided on an article where that was another person than this session's, else ""."""
        by = self.mark(article_id).decided_by
        return "" if by == self.journal.user else by

    def record(self, coverage: Coverage) -> dict[str, Any]:
        """Return an article or a ghost as the record that scripts read."""
        from reader.model import Article
        from reader.session.record import entry_record, record

        if isinstance(coverage, Article):
            row = self.corpus.row_of(coverage.id)
            story = None if row is None else self.story_of(row)
            return record(coverage, self.mark(coverage.id), story)
        return entry_record(coverage)

    def find(self, prefix: str) -> int:
        """Return the row of the article whose id begins with `prefix`.

        Raises `NotFoundError` when there is none, or more than one (the hint then names some).
        """
        rows = self.corpus.columns.rows_with_prefix(prefix.lower())
        if not rows:
            hint = "`reader list CORPUS --format ids` prints the ids"
            raise NotFoundError(f"no article has an id beginning with “{prefix}”", hint=hint)
        if len(rows) > 1:
            ids = ", ".join(self.corpus.ids[row] for row in rows[:5])
            raise NotFoundError(f"“{prefix}” is the beginning of {len(rows)} ids", hint=f"among them {ids}")
        return rows[0]
