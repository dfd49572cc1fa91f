"""Writing to the index: files come and go, and with them the articles they hold."""

from __future__ import annotations

import os
import sqlite3
import time
from collections.abc import Callable, Collection, Iterable, Sequence
from pathlib import Path

from reader.corpus.files.homes import NO_HOMES, Homes
from reader.corpus.files.scan import FileStat, Folder, checksum
from reader.corpus.index.article_slots import ArticleSlots
from reader.corpus.index.connections import Connections
from reader.corpus.index.last_seen import moment_of_adding, note_complete
from reader.corpus.index.rows import FileRow
from reader.corpus.index.scan_record import ScanRecord, read_scan_record, write_scan_record
from reader.corpus.index.sql_schema import TEXT_TABLES
from reader.model import Problem

RETIRED_SECONDS = 86_400
"""How long the rows of an article that has changed or gone are kept for snapshots made before."""

_CHUNK = 500
_PAUSE_AFTER = 8
_FILES = "SELECT path, size, mtime_ns, change FROM file"
_INSERT_FILE = "INSERT OR REPLACE INTO file VALUES (?, ?, ?, ?, ?, ?, ?)"


class IndexWriter:
    """The writing side of an index.

    `generation` is the number the index has after the last change made here, `touched` the slots whose articles came,
    went or changed, and `shared` is true once another program has been found to change the index meanwhile.
    """

    def __init__(self, connections: Connections, generation: int, homes: Homes = NO_HOMES) -> None:
        self._connections = connections
        self.generation = generation
        self.touched: set[int] = set()
        self.shared = False
        self._slots = ArticleSlots(homes)

    def take_touched(self) -> set[int]:
        """Return the slots touched since the last call."""
        taken, self.touched = self.touched, set()
        return taken

    def go_on_from(self, generation: int) -> None:
        """Take what another program has made of the index, up to a generation, as known."""
        self.generation = generation
        self.touched.clear()
        self.shared = False

    def known_files(self) -> set[int]:
        """Return the signs of all files in the index, as `file_sign` makes them."""
        with self._connections.borrow() as connection:
            # Not all rows at once: paths of a million files are 300 MB, their signs a quarter of that.
            return {file_sign(*row) for row in connection.execute(_FILES)}

    def paths_of(self, signs: Collection[int]) -> set[str]:
        """Return the paths of the files in the index that have one of the signs."""
        with self._connections.borrow() as connection:
            return {row[0] for row in connection.execute(_FILES) if file_sign(*row) in signs}

    def known_of(self, paths: Sequence[str]) -> dict[str, int]:
        """Return the signs of those of some files that are in the index, by path."""
        found: dict[str, int] = {}
        with self._connections.borrow() as connection:
            for start in range(0, len(paths), _CHUNK):
                chunk = paths[start : start + _CHUNK]
                rows = connection.execute(f"{_FILES} WHERE path IN ({','.join('?' * len(chunk))})", chunk)
                found.update((row[0], file_sign(*row)) for row in rows)
        return found

    def paths_in(self, label: str) -> set[str]:
        """Return the paths of the files directly in the folder with a label."""
        prefix = f"{label}/" if label else ""
        with self._connections.borrow() as connection:
            rows = connection.execute(
                "SELECT path FROM file WHERE path >= ? AND (path < ? OR ? = '') AND instr(substr(path, ?), '/') = 0",
                (prefix, f"{label}0", label, len(prefix) + 1),
            )
            return {row[0] for row in rows}

    def last_look(self) -> ScanRecord:
        """Return the last look at all files that is noted in the index."""
        with self._connections.borrow() as connection:
            return read_scan_record(connection)

    def put(self, rows: Iterable[FileRow], pause: Callable[[], object] = lambda: None) -> None:
        """Take over what some files hold now, calling `pause` every few milliseconds.

        Files left without their article are `orphans` until read again.
        """
        self._slots.begin()
        with self._connections.transaction() as connection:
            now = moment_of_adding(connection)
            rows = list(rows)
            # All of them first: an address that one file has lost may be another's now.
            before = [self._slots.release(connection, row.path) for row in rows]
            for number, row in enumerate(rows):
                if not number % _PAUSE_AFTER:
                    pause()
                slot, copy = (
                    self._slots.place(connection, row, row.article, before[number], now)
                    if row.article
                    else (None, 0)
                )
                connection.execute(_INSERT_FILE, (*row[: len(FileStat._fields)], slot, copy))
                if row.problems:
                    connection.executemany(
                        "INSERT OR IGNORE INTO problem VALUES (0, ?, ?, ?, ?)",
                        [(row.path, *problem) for problem in row.problems],
                    )
            self._slots.write_beside(connection)
            self._count_up(connection)

    def remove(self, paths: Iterable[str]) -> None:
        """Take out files that are gone."""
        with self._connections.transaction() as connection:
            for path in paths:
                self._slots.release(connection, path)
                connection.execute("DELETE FROM file WHERE path = ?", (path,))
            self._count_up(connection)

    def orphans(self) -> list[FileStat]:
        """Return the files whose identity lost the file that showed it: they must be read again."""
        with self._connections.borrow() as connection:
            rows = connection.execute(
                "SELECT path, absolute FROM file WHERE slot IS NULL AND copy"
            ).fetchall()
        found: list[FileStat] = []
        for path, absolute in rows:
            try:
                status = Path(os.fsdecode(absolute)).stat()
            except OSError:
                continue
            place = os.fsdecode(absolute)
            found.append(FileStat.of(path, place, status, checksum(str(Path(place).parent))))
        return found

    def scan_problems(self) -> set[str]:
        """Return the paths that the last look at all files could not read."""
        with self._connections.borrow() as connection:
            return {row[0] for row in connection.execute("SELECT path FROM problem WHERE scan = 1")}

    def put_scan_problems(self, problems: Iterable[Problem]) -> None:
        """Take over what the last scan could not read, instead of what the one before could not."""
        new = {(problem.path, problem.line, problem.field, problem.message) for problem in problems}
        with self._connections.borrow() as connection:
            old = set(connection.execute("SELECT path, line, field, message FROM problem WHERE scan = 1"))
        if new == old:
            return
        with self._connections.transaction() as connection:
            connection.execute("DELETE FROM problem WHERE scan = 1")
            connection.executemany("INSERT INTO problem VALUES (1, ?, ?, ?, ?)", sorted(new))
            self._count_up(connection)

    def complete(self, began_ns: int, folders: Iterable[Folder]) -> None:
        """Note that all files of the corpus have been read, by a look at these folders."""
        with self._connections.transaction() as connection:
            note_complete(connection)
            write_scan_record(connection, began_ns, folders)

    def purge(self) -> None:
        """Delete what was retired more than a day ago."""
        before = int(time.time()) - RETIRED_SECONDS
        with self._connections.borrow() as connection:
            rows = connection.execute(
                "SELECT slot FROM head WHERE retired < ? AND retired IS NOT NULL", (before,)
            ).fetchall()
        if not rows:
            return
        with self._connections.transaction() as connection:
            connection.execute(
                "DELETE FROM link WHERE slot IN (SELECT slot FROM head WHERE retired < ?)", (before,)
            )
            for table in ("head", *TEXT_TABLES):
                connection.executemany(f"DELETE FROM {table} WHERE slot = ?", rows)  # noqa: S608

    def _count_up(self, connection: sqlite3.Connection) -> None:
        """Note that the contents have changed, and what of them: columns saved before are out of date."""
        connection.executemany(
            "INSERT OR IGNORE INTO touched VALUES (?)", [(slot,) for slot in self._slots.changed]
        )
        self.touched |= self._slots.changed
        self._slots.changed = set()
        (found,) = connection.execute("SELECT value FROM meta WHERE name = 'generation'").fetchone()
        self.shared = self.shared or found != self.generation
        self.generation = found + 1
        connection.execute("UPDATE meta SET value = ? WHERE name = 'generation'", (self.generation,))


def file_sign(path: str, size: int, mtime_ns: int, change: int) -> int:
    """Return what tells whether a file is as it was: 64 bits, good for the length of one run of the program."""
    return hash((path, size, mtime_ns, change))
