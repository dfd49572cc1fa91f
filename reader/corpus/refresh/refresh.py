"""Bringing the index up to date: which files differ, read them newest first, hand out growing snapshots.

What is written is written: a refresh that is cancelled or killed is taken up where it stopped.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Collection, Mapping, Sequence
from contextlib import suppress
from pathlib import Path

from reader.corpus.columns.article_columns import Columns
from reader.corpus.files.quick_scan import changed_since, come_and_gone, newest
from reader.corpus.files.scan import FileStat, Folder, look_again, scan
from reader.corpus.front_matter.field_names import FieldNames
from reader.corpus.index.index_reader import IndexReader
from reader.corpus.index.index_writer import IndexWriter, file_sign
from reader.corpus.index.rows import FileRow
from reader.corpus.refresh.pending_files import PendingFiles
from reader.corpus.refresh.progress import Progress, Watcher
from reader.corpus.refresh.workers import PARALLEL_FROM, is_much, read_files
from reader.corpus.snapshot.snapshot import Snapshot
from reader.io.malloc_trim import release_memory
from reader.model import Problem

Elsewhere = Callable[[Callable[[Progress], object], Callable[[], bool]], bool]

FIRST_ROWS = 100
"""Articles after which a snapshot is handed out, the first time: more than a terminal has rows."""

FIRST_FILES = 500
"""Files that are read before all are looked at, where there is no index yet: what is paged through meanwhile."""

_REMOVED_AT_ONCE = 1000
# What is put into the index together where nobody looks on: each time, most pages of its tables are written. A screen
# would wait for that to end whenever it reads.
_PUT_ROWS, _PUT_SECONDS = 2_000, 0.5
_REPORT_SECONDS = 0.1
_LEAST_SECONDS, _LEAST_UNSEEN = 0.3, 2.0
_SHARE, _SHARE_UNSEEN = 20, 100


class Refresh:
    """One refresh of one index.

    `corpus` is the snapshot last handed out, of the index as it was found at first; `folders` are those looked into, by
    path. Many files are read by `elsewhere`, where there is one: it is told whom to tell of its progress and whom to
    ask, often, whether it is cancelled, and returns whether it has brought the index up to date.
    """

    def __init__(
        self,
        writer: IndexWriter,
        index: IndexReader,
        corpus: Snapshot,
        watcher: Watcher,
        elsewhere: Elsewhere | None = None,
    ) -> None:
        self.corpus = corpus
        self.folders: dict[str, Folder] = {}
        self._writer = writer
        self._index = index
        self._watcher = watcher
        self._elsewhere = elsewhere
        self._reported = 0.0
        self._next_snapshot = 0.0
        self._new_rows = 0
        self._large = False

    def run(self, roots: Sequence[Path], names: FieldNames) -> Snapshot:
        """Bring the index up to date and return its snapshot. Raises `CorpusError` and `sqlite3.Error`."""
        self._writer.purge()
        if self._begin(roots, names) >= PARALLEL_FROM:
            self._read_elsewhere()
        began_ns = time.time_ns()
        compared = self._compare(roots)
        if compared is not None:
            if not is_much(compared[0], PARALLEL_FROM) or not self._read_elsewhere():
                self._take_over(*compared, names)
            if not self._watcher.cancelled():
                self._writer.complete(began_ns, self.folders.values())
        return self._finish()

    def run_on(self, places: Mapping[Folder, Collection[str]], names: FieldNames) -> Snapshot | None:
        """Do so where only some names in some folders can have changed; None when all files must be looked at."""
        return self._finish() if self._glance(places, names) else None

    def _begin(self, roots: Sequence[Path], names: FieldNames) -> int:
        """Take over what can be had sooner than by looking at all files; return how many are known to be left.

        That is the top of the list the first time, later what has come to and gone from folders.
        """
        left = 0
        if not self.corpus.generation:
            if self._watcher.on_corpus is None:
                return 0
            first, count = newest(roots, FIRST_FILES)
            self._read(first, names, report=False)
            left = count - len(first)
        else:
            began_ns, folders = self._writer.last_look()
            inner = {folder.label for folder in folders}
            places: dict[Folder, Collection[str]] = {}
            for folder in changed_since(folders, began_ns):
                if self._watcher.cancelled():
                    return 0
                with suppress(OSError):
                    places[folder] = come_and_gone(folder, self._writer.paths_in(folder.label), inner)
            self._glance(places, names)
        if self._writer.generation != self.corpus.generation and not self._writer.shared:
            self._hand_out()
        return left

    def _read_elsewhere(self) -> bool:
        """Have many files read without taking the interpreter from the screen, handing out what it comes to meanwhile.

        Return whether that has brought the index up to date; if not, what is left is to be read here.
        """
        if self._elsewhere is None or self._watcher.cancelled():
            return False
        self._large = True
        done = self._elsewhere(self._watcher.on_progress, self._looked_on)
        if self._watcher.cancelled():
            return False
        begun = time.monotonic()
        columns, generation = self._index.load()
        if generation != self.corpus.generation:
            self._show(columns, generation, begun)
        self._writer.go_on_from(generation)
        return done

    def _looked_on(self) -> bool:
        """Hand out what the index has come to, when it is time; tell whether the refresh is cancelled."""
        begun = time.monotonic()
        if (
            begun >= self._next_snapshot
            and (kept := self._index.load_kept(self.corpus.generation)) is not None
        ):
            self._show(*kept, begun)
        return self._watcher.cancelled()

    def _glance(self, places: Mapping[Folder, Collection[str]], names: FieldNames) -> bool:
        """Take over what has changed under some names in some folders; tell whether it is all that can have changed."""
        problems: list[Problem] = []
        found: list[FileStat] = []
        try:
            for folder, inside in places.items():
                found += look_again(folder, inside, problems.append, self._enter)
        except OSError:
            return False
        looked_for = {folder.label_of(name) for folder, inside in places.items() for name in inside}
        if problems or not looked_for.isdisjoint(self._writer.scan_problems()):
            return False
        there = {stat.path: file_sign(stat.path, *stat[2:]) for stat in found}
        known = self._writer.known_of([*looked_for, *(there.keys() - looked_for)])
        changed = [stat for stat in found if known.get(stat.path) != there[stat.path]]
        if self._elsewhere is not None and is_much(changed, PARALLEL_FROM):
            return False
        self._take_over(changed, sorted(known.keys() - there.keys()), names)
        return True

    def _enter(self, folder: Folder) -> None:
        # What is around a single file stays that, also where another root is searched there.
        if (known := self.folders.get(folder.path)) is None or known.inside:
            self.folders[folder.path] = folder
        self._watcher.on_folder(folder.path)

    def _take_over(self, changed: Sequence[FileStat], gone: Sequence[str], names: FieldNames) -> None:
        """Take the files that are gone out of the index, and read those that have changed."""
        self._large = self._large or is_much(changed, PARALLEL_FROM)
        for start in range(0, len(gone), _REMOVED_AT_ONCE):
            self._writer.remove(gone[start : start + _REMOVED_AT_ONCE])
        self._read(changed, names)
        self._read(self._writer.orphans(), names)

    def _compare(self, roots: Sequence[Path]) -> tuple[Sequence[FileStat], list[str]] | None:
        """Return the files to read, newest first by name, and the paths that are gone; None when cancelled."""
        if self._watcher.cancelled():
            return None
        known = self._writer.known_files()
        problems: list[Problem] = []
        changed = PendingFiles()
        self.folders.clear()
        for number, stat in enumerate(scan(roots, problems.append, enter=self._enter)):
            sign = file_sign(stat.path, stat.size, stat.mtime_ns, stat.change)
            if sign in known:
                known.discard(sign)
            else:
                changed.add(stat)
            if not number % 256:
                self._watcher.pause()
            if not number % 1024:
                self._report(Progress("scanning", number))
                if self._watcher.cancelled():
                    return None
        self._writer.put_scan_problems(problems)
        # Generators begin file names with the date: what is read first is what is on top of the list.
        changed.sort()
        return changed, sorted(self._writer.paths_of(known) - changed.paths) if known else []

    def _read(self, stats: Sequence[FileStat], names: FieldNames, *, report: bool = True) -> None:
        """Read files and put them into the index, until done or cancelled."""
        begun = put = time.monotonic()
        done = 0
        rows: list[FileRow] = []
        together = self._watcher.on_corpus is None
        batches = read_files(stats, names)
        try:
            while not self._watcher.cancelled():
                batch = next(batches, None)
                rows += batch or ()
                now = time.monotonic()
                more = together and batch is not None and len(rows) < _PUT_ROWS and now - put < _PUT_SECONDS
                if rows and not more:
                    self._writer.put(rows, self._watcher.pause)
                    self._new_rows += len(rows)
                    rows, put = [], now
                if batch is None:
                    break
                done += len(batch)
                if report:
                    rate = done / max(now - begun, 0.001)
                    self._report(Progress("reading", done, len(stats), rate))
                if self._new_rows >= FIRST_ROWS and now >= self._next_snapshot:
                    self._hand_out()
            if rows:
                self._writer.put(rows)
        finally:
            batches.close()

    def _hand_out(self) -> None:
        """Make a snapshot of what the index holds now; the next not before twenty times the time this one took.

        Its columns are kept: for who looks on, and for the start after a kill. For these alone it is made less often.
        """
        begun = time.monotonic()
        touched = self._writer.take_touched()
        columns = self.corpus.columns.merged(touched, self._index.heads(touched), self._index.tie_break)
        self._new_rows = 0
        self._show(columns, self._writer.generation, begun)
        self._index.save(columns, self._writer.generation)

    def _show(self, columns: Columns, generation: int, begun: float) -> None:
        self.corpus = self.corpus.successor(columns, generation, self._index.problem_count())
        self._tell()
        now = time.monotonic()
        share, least = (_SHARE, _LEAST_SECONDS) if self._watcher.on_corpus else (_SHARE_UNSEEN, _LEAST_UNSEEN)
        self._next_snapshot = now + max(share * (now - begun), least)

    def _tell(self) -> None:
        if self._watcher.on_corpus is not None:
            self._watcher.on_corpus(self.corpus)

    def _finish(self) -> Snapshot:
        """Make the last snapshot, keep its columns for the next start, and return it."""
        behind = self._writer.shared or self._index.generation() != self._writer.generation
        if behind and not self._watcher.cancelled():
            # Another program wrote between our transactions (its lock does not reach us): trust the rows alone.
            columns, generation = self._index.load()
            self.corpus = self.corpus.successor(columns, generation, self._index.problem_count())
            self._tell()
        elif not behind and self._writer.generation != self.corpus.generation:
            self._hand_out()
        self._index.save(self.corpus.columns, self.corpus.generation)
        if self._large:
            release_memory()
        self._report(Progress("done"), at_once=True)
        return self.corpus

    def _report(self, progress: Progress, *, at_once: bool = False) -> None:
        now = time.monotonic()
        if at_once or now - self._reported >= _REPORT_SECONDS:
            self._reported = now
            self._watcher.on_progress(progress)
