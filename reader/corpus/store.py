"""Writing to the index: files come and go, and with them the articles they hold.

The rule for duplicates: of the files of one identity the one with the shortest path shows the article, of equally long
ones the first by name. What the index then holds depends on the files alone, not on the order of changes.
"""

from __future__ import annotations

import os
import sqlite3
import time
from collections.abc import Callable, Collection, Iterable, Sequence
from operator import attrgetter
from pathlib import Path

from reader.corpus.connections import Connections
from reader.corpus.lastlook import Look, last_look, note_look
from reader.corpus.rows import UNREADABLE, ArticleRow, FileRow
from reader.corpus.scan import FileStat, Folder, checksum
from reader.corpus.tables import TEXT_TABLES
from reader.corpus.visits import moment_of_adding, note_complete
from reader.model import Problem

RETIRED_SECONDS = 86_400
"""How long the rows of an article that has changed or gone are kept for snapshots made before."""

_CHUNK = 500
_PAUSE_AFTER = 8
_HEAD = ArticleRow._fields[: ArticleRow._fields.index("text")]
_INSERT_HEAD = f"INSERT INTO head ({', '.join(_HEAD)}, added) VALUES ({'?, ' * len(_HEAD)}?)"  # noqa: S608
_FILES = "SELECT path, size, mtime_ns, change FROM file"
_INSERT_LINK = "INSERT OR IGNORE INTO link VALUES (?, ?)"
_INSERT_FILE = "INSERT OR REPLACE INTO file VALUES (?, ?, ?, ?, ?, ?, ?)"


class Store:
    """The writing side of an index.

    `generation` is the number the index has after the last change made here, `touched` the slots whose articles came,
    went or changed, and `shared` is true once another program has been found to change the index meanwhile.
    """

    def __init__(self, connections: Connections, generation: int) -> None:
        self._connections = connections
        self.generation = generation
        self.touched: set[int] = set()
        self.shared = False
        self._changed: set[int] = set()
        self._beside: list[tuple[int, ArticleRow]] = []

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

    def last_look(self) -> Look:
        """Return the last look at all files that is noted in the index."""
        with self._connections.borrow() as connection:
            return last_look(connection)

    def put(self, rows: Iterable[FileRow], pause: Callable[[], object] = lambda: None) -> None:
        """Take over what some files hold now, calling `pause` every few milliseconds.

        Files left without their article are `orphans` until read again.
        """
        self._beside.clear()  # of one that was undone
        with self._connections.transaction() as connection:
            now = moment_of_adding(connection)
            for number, row in enumerate(rows):
                if not number % _PAUSE_AFTER:
                    pause()
                self._release(connection, row.path)
                slot, copy = self._place(connection, row.article, now) if row.article else (None, 0)
                connection.execute(_INSERT_FILE, (*row[: len(FileStat._fields)], slot, copy))
                if row.problems:
                    connection.executemany(
                        "INSERT OR IGNORE INTO problem VALUES (0, ?, ?, ?, ?)",
                        [(row.path, *problem) for problem in row.problems],
                    )
            self._write_beside(connection)
            self._count_up(connection)

    def remove(self, paths: Iterable[str]) -> None:
        """Take out files that are gone."""
        with self._connections.transaction() as connection:
            for path in paths:
                self._release(connection, path)
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
            note_look(connection, began_ns, folders)

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

    def _place(self, connection: sqlite3.Connection, article: ArticleRow, now: int) -> tuple[int, int]:
        """Return the slot that shows an article, and 1 when it shows it from another file, else 0."""
        # The slot that shows an identity is its latest one; a retired one still knows when that came.
        known = connection.execute(
            "SELECT slot, path, copies, added, retired FROM head WHERE id = ? AND key = ? ORDER BY slot DESC LIMIT 1",
            (article.id, article.key),
        ).fetchone()
        if known is None:
            return self._insert(connection, article, now), 0
        slot, path, copies, added, retired = known
        if retired is not None:
            return self._insert(connection, article, added), 0
        self._changed.add(slot)
        if _before(path, article.path):
            connection.execute("UPDATE head SET copies = copies + 1 WHERE slot = ?", (slot,))
            return slot, 1
        new = self._insert(connection, article, added)
        connection.execute("UPDATE file SET slot = ? WHERE slot = ? AND copy", (new, slot))
        connection.execute("UPDATE file SET slot = ?, copy = 1 WHERE path = ?", (new, path))
        connection.execute("UPDATE head SET copies = ? WHERE slot = ?", (copies + 1, new))
        self._retire(connection, slot)
        return new, 0

    def _insert(self, connection: sqlite3.Connection, article: ArticleRow, added: int) -> int:
        slot = connection.execute(_INSERT_HEAD, (*article[: len(_HEAD)], added)).lastrowid or 0
        self._beside.append((slot, article))
        self._changed.add(slot)
        return slot

    def _write_beside(self, connection: sqlite3.Connection) -> None:
        """Write the texts and links of what has been inserted: table by table, in a fifth less time."""
        added, self._beside = self._beside, []
        for table in TEXT_TABLES:
            value_of = attrgetter(table)
            texts = [(slot, value) for slot, article in added if (value := value_of(article))]
            connection.executemany(f"INSERT INTO {table} VALUES (?, ?)", texts)  # noqa: S608
        links = [(target, slot) for slot, article in added for target in article.links]
        connection.executemany(_INSERT_LINK, sorted(links))

    def _release(self, connection: sqlite3.Connection, path: str) -> None:
        """Undo what a file stands for: its problems, and its article or its part in one."""
        found = connection.execute("SELECT slot, copy FROM file WHERE path = ?", (path,)).fetchone()
        if found is None:
            return
        connection.execute("DELETE FROM problem WHERE scan = 0 AND path = ?", (path,))
        slot, copy = found
        if slot is None:
            return
        if copy:
            connection.execute("UPDATE head SET copies = copies - 1 WHERE slot = ?", (slot,))
            self._changed.add(slot)
            return
        self._retire(connection, slot)
        # Noted in the index itself: after a crash right here the next refresh reads them again.
        connection.execute(
            "UPDATE file SET slot = NULL, size = ? WHERE slot = ? AND copy", (UNREADABLE, slot)
        )

    def _retire(self, connection: sqlite3.Connection, slot: int) -> None:
        connection.execute("UPDATE head SET retired = ? WHERE slot = ?", (int(time.time()), slot))
        self._changed.add(slot)

    def _count_up(self, connection: sqlite3.Connection) -> None:
        """Note that the contents have changed, and what of them: columns saved before are out of date."""
        connection.executemany(
            "INSERT OR IGNORE INTO touched VALUES (?)", [(slot,) for slot in self._changed]
        )
        self.touched |= self._changed
        self._changed = set()
        (found,) = connection.execute("SELECT value FROM meta WHERE name = 'generation'").fetchone()
        self.shared = self.shared or found != self.generation
        self.generation = found + 1
        connection.execute("UPDATE meta SET value = ? WHERE name = 'generation'", (self.generation,))


def file_sign(path: str, size: int, mtime_ns: int, change: int) -> int:
    """Return what tells whether a file is as it was: 64 bits, good for the length of one run of the program."""
    return hash((path, size, mtime_ns, change))


def _before(path: str, other: str) -> bool:
    """Return whether `path` shows an article rather than `other`."""
    return (len(path), path) < (len(other), other)
