"""A corpus on disk: opened from its index at once, refreshed from its files at leisure."""

from __future__ import annotations

import sqlite3
import time
from collections.abc import Callable, Collection, Mapping, Sequence
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

from reader.corpus.columns.article_columns import no_columns
from reader.corpus.files.homes import NO_HOMES, Homes
from reader.corpus.front_matter.field_names import DEFAULT_NAMES, FieldNames
from reader.corpus.index.connections import Connections, is_damage
from reader.corpus.index.index_file import index_path, open_index
from reader.corpus.index.index_reader import IndexReader
from reader.corpus.index.last_seen import note_visit
from reader.corpus.index.sql_schema import fingerprint
from reader.corpus.refresh.lock import RefreshLock
from reader.corpus.snapshot.snapshot import Snapshot
from reader.errors import IndexFaultError

if TYPE_CHECKING:
    from reader.corpus.files.scan import Folder
    from reader.corpus.refresh.progress import Progress, Watcher
    from reader.corpus.refresh.refresh import Elsewhere
    from reader.corpus.review import Review

__all__ = ["Library", "Snapshot"]

_WAIT_SECONDS = 0.1
_ATTEMPTS = 4


class Library:
    """The folders or files of one corpus, and the index they are opened from.

    `cache` is the folder for the index; without one, or where it cannot be used, the index lives for this run only.
    `open` and `refresh` may be called from any thread, one at a time; their snapshots are good for all threads
    until `close`. `names` says how fields are read.
    """

    def __init__(
        self,
        roots: Sequence[Path],
        *,
        cache: Path | None,
        names: FieldNames = DEFAULT_NAMES,
        homes: Homes = NO_HOMES,
    ) -> None:
        self.roots = tuple(roots)
        self.homes = homes
        self.names = names
        self._mark = fingerprint(names, homes)
        self._path = None if cache is None else index_path(cache, self.roots)
        self._opened: list[Connections] = []
        self._connections: Connections | None = None
        self._corpus: Snapshot | None = None
        self._folders: dict[str, Folder] | None = None
        self._rebuilt = False
        self._since: int | None = None

    def open(self) -> Snapshot:
        """Return what the index holds now, without looking at the files: empty at first.

        About 10 ms for 100,000 articles, 40 after a refresh that was killed; 0.8 s where that had read thousands.
        Raises `IndexFaultError` when there is no memory for an index.
        """
        return self._repeated(self._load)

    def open_first(self) -> Snapshot:
        """Return the newest articles of what the index holds now, for a first screen.

        2 ms for any number of articles, 60 at 100,000 after a refresh that was killed. Raises as `open` does.
        """
        return self._repeated(self._load_first)

    def refresh(
        self,
        *,
        on_progress: Callable[[Progress], object] = lambda _progress: None,
        on_corpus: Callable[[Snapshot], object] | None = None,
        cancelled: Callable[[], bool] = lambda: False,
        on_folder: Callable[[str], object] = lambda _folder: None,
        changed: Mapping[str, Collection[str]] | None = None,
        pause: Callable[[], object] = lambda: None,
        apart: bool = False,
    ) -> Snapshot:
        """Compare the files with the index, read what differs, and return the new snapshot.

        Blocks; meant for a thread of its own, on which the callbacks run. `on_corpus` gets every new snapshot, the
        first as soon as some 100 files are read, the last one too. When nothing differs, none is handed out and the
        present one returned. While another program refreshes the same corpus, its snapshots are handed out and the
        files compared when it is done. `on_folder` is told of every folder before its files are compared. Where all
        files have been compared before, `changed` may name all that can have changed since (names by folder): then no
        more than that is looked at. `pause` is called every few milliseconds, and may wait. With `apart` another
        process does the work where there is much of it, and takes neither time nor memory here. Cancelled, it returns
        the last snapshot; what has been read is kept. Raises `CorpusError` when a root cannot be read.
        """
        # Reading files takes YAML and a dozen modules, which the first screen of a warm start does without.
        from reader.corpus.refresh.progress import Watcher

        watcher = Watcher(on_progress, on_corpus, cancelled, on_folder, pause)
        return self._repeated(lambda: self._refresh(watcher, changed, apart=apart))

    @property
    def since(self) -> int:
        """Until when (seconds since 1970 UTC) the corpus had been seen when it was opened."""
        return self._since or 0

    def visit(self) -> None:
        """Note that a person looks at the corpus, at the beginning and at the end of a visit.

        An index that cannot be written just does not remember it.
        """
        if self._connections is not None:
            with suppress(sqlite3.Error), self._connections.transaction() as connection:
                note_visit(connection)

    def review(self, now: int) -> Review:
        """Return which files the last refresh left out, and hints; `now` is in seconds since 1970 UTC."""
        from reader.corpus.review import review  # one command asks

        index = self._index()
        with index.explained(), index.connections.borrow() as connection:
            return review(connection, (self._folders or {}).values(), self.names, now)

    def close(self) -> None:
        """Close the index; snapshots cannot read from it any more."""
        for connections in self._opened:
            connections.close()
        self._opened.clear()
        self._connections = self._corpus = None

    def _load(self) -> Snapshot:
        """Return the snapshot of the index as it is now: the present one, if that is up to date."""
        index = self._current_shelf()
        if self._corpus is None or self._corpus.generation != index.generation():
            columns, generation = index.load()
            before = Snapshot(no_columns(), index, 0, 0) if self._corpus is None else self._corpus
            self._corpus = before.successor(columns, generation, index.problem_count())
        return self._corpus

    def _load_first(self) -> Snapshot:
        index = self._current_shelf()
        columns, total, generation = index.load_first()
        return Snapshot(columns, index, generation, index.problem_count(), total=total)

    def _refresh(
        self, watcher: Watcher, changed: Mapping[str, Collection[str]] | None, *, apart: bool
    ) -> Snapshot:
        from reader.corpus.index.index_writer import IndexWriter
        from reader.corpus.refresh.progress import Progress
        from reader.corpus.refresh.refresh import Refresh

        corpus = self._load()
        connections = self._opened[-1]
        with RefreshLock(None if connections.private else self._path) as lock:
            while not lock.acquire():
                watcher.on_progress(Progress("waiting"))
                if watcher.cancelled():
                    return corpus
                corpus = self._look_on(corpus, watcher)
            corpus = self._load()
            elsewhere = self._elsewhere(connections.place) if apart and not connections.private else None
            refresh = Refresh(
                IndexWriter(connections, corpus.generation, self.homes),
                self._index(),
                corpus,
                watcher,
                elsewhere,
            )
            known, places = self._folders, self._places(changed)
            # Whatever ends it early, the next one looks at all files.
            self._folders = None
            try:
                done = refresh.run_on(places, self.names) if places is not None else None
                if done is None:
                    known, done = None, refresh.run(self.roots, self.names)
                if not watcher.cancelled():
                    self._folders = {**(known or {}), **refresh.folders}
                return done
            finally:
                self._corpus = refresh.corpus

    def _elsewhere(self, place: str) -> Elsewhere:
        """Return what has the index at a place built by another process."""

        def build(on_progress: Callable[[Progress], object], cancelled: Callable[[], bool]) -> bool:
            # What starts processes, once the first rows are there.
            from reader.corpus.refresh.builder import Builder

            return Builder(place, self.roots, self.names, self.homes)(on_progress, cancelled)

        return build

    def _places(self, changed: Mapping[str, Collection[str]] | None) -> dict[Folder, Collection[str]] | None:
        """Return the folders that have been looked into under these paths; None where that is not known of one."""
        known = self._folders
        if changed is None or known is None:
            return None
        if not all(path in known for path in changed) or not all(folder.inside for folder in known.values()):
            return None
        return {known[path]: names for path, names in changed.items()}

    def _look_on(self, corpus: Snapshot, watcher: Watcher) -> Snapshot:
        """Return what another program's refresh has come to, spending a tenth of the time on looking."""
        begun = time.monotonic()
        index = self._current_shelf()
        if (kept := index.load_kept(corpus.generation)) is not None:
            corpus = self._corpus = corpus.successor(*kept, index.problem_count())
            if watcher.on_corpus is not None:
                watcher.on_corpus(corpus)
        time.sleep(max(_WAIT_SECONDS, 10 * (time.monotonic() - begun)))
        return corpus

    def _repeated(self, work: Callable[[], Snapshot]) -> Snapshot:
        """Return what `work` does, done again with another database where one fails."""
        for _attempt in range(_ATTEMPTS):
            try:
                return work()
            except sqlite3.Error as error:
                self._replace(error)
        raise IndexFaultError("the index of the corpus cannot be used", hint="free some memory or disk space")

    def _replace(self, error: sqlite3.Error) -> None:
        """Go on with another database: a damaged file is built anew once, all else gives way to a private one."""
        failed = self._connections
        if failed is None or isinstance(error, sqlite3.ProgrammingError):
            raise IndexFaultError("the corpus has been closed") from error
        damaged = is_damage(error)
        if damaged and not self._rebuilt:
            self._rebuilt = True
            failed.condemn()
            self._use(open_index(self._path, self._mark))
            return
        self._use(open_index(None, self._mark, disk=not failed.private))
        if not damaged:
            # A full disk, say: what has been read need not be read again.
            with suppress(sqlite3.Error), failed.borrow() as source, self._opened[-1].borrow() as target:
                source.backup(target)

    def _use(self, connections: Connections) -> None:
        self._opened.append(connections)
        self._connections = connections
        self._corpus = self._folders = None

    def _current_shelf(self) -> IndexReader:
        """Return the index reader of the index that is at its place now."""
        if self._connections is None or not self._connections.is_current:
            self._use(open_index(self._path, self._mark))
        index = self._index()
        if self._since is None:
            self._since = index.last_visit()
        return index

    def _index(self) -> IndexReader:
        return IndexReader(self._opened[-1])
