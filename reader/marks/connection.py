"""One session's hold on the file: its connection, its marks in memory, its lock, and its view of other sessions."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from threading import RLock

from reader.errors import StateError
from reader.marks.changes import statements
from reader.marks.changes.write_batch import Batch
from reader.marks.file import sql_schema
from reader.marks.file.faults import BUSY_SECONDS, DamagedError, explained, is_busy, shown
from reader.marks.file.journal_file import number_of
from reader.marks.file.opening import OpenedJournal
from reader.marks.mark_cache import MarkCache

POLL_SECONDS = 0.02
"""How long a look at other sessions' changes waits for one that is just writing."""


class JournalConnection:
    """The open file of a journal, or one in memory when `path` is None.

    The one connection may be used by any thread that holds the lock; `reading` and `writing` take it.
    """

    def __init__(self, opened: OpenedJournal, path: Path | None) -> None:
        self.path = path
        self.live = MarkCache(opened.rows)
        self.connection = opened.connection
        self._number = number_of(path) if path else (0, 0)
        self._seq = opened.seq
        self._version = -1
        self._others: set[str] = set()
        self._lock = RLock()
        self.fault: StateError | None = None

    @contextmanager
    def explained(self) -> Iterator[None]:
        """Turn what goes wrong inside into a `StateError`, and remember damage for the next opening."""
        try:
            with explained(self.path):
                yield
        except DamagedError:
            # The next opening checks a large file whole only when it is told to.
            if self.path is not None:
                with suppress(OSError):
                    sql_schema.suspicion(self.path).touch(0o600)
            raise

    @contextmanager
    def reading(self) -> Iterator[sqlite3.Connection]:
        """Give the connection to one thread; what goes wrong is a `StateError`."""
        with self._lock, self.explained():
            yield self.connection

    @contextmanager
    def writing(self) -> Iterator[Batch]:
        """Give the connection inside one write transaction, up to date with all other sessions.

        The new marks are in `live` once they are on the disk, and never when something went wrong: that is in `fault`
        until something is recorded again.
        """
        try:
            with self.reading() as connection:
                self._check_number()
                with sql_schema.transaction(connection):
                    self._catch_up()
                    batch = Batch(connection, self.live)
                    yield batch
                    seq = statements.last_seq(connection)
                self.live.change(batch.fresh)
                self._seq = seq
        except StateError as error:
            self.fault = error
            raise
        self.fault = None

    def poll(self) -> frozenset[str]:
        """Take over what others have written; return the ids. Hardly waits when somebody is writing."""
        if not self._lock.acquire(blocking=False):
            return frozenset()
        try:
            with self.explained():
                self._check_number()
                self._look()
            found = frozenset(self._others)
            self._others.clear()
            return found
        finally:
            self._lock.release()

    def close(self) -> None:
        """Close the connection."""
        with self._lock:
            self.connection.close()

    def _look(self) -> None:
        sql_schema.set_patience(self.connection, POLL_SECONDS)
        try:
            version = self.connection.execute("PRAGMA data_version").fetchone()[0]
            if version != self._version:
                self._catch_up()
                self._version = version
        except sqlite3.OperationalError as error:
            if not is_busy(error):
                raise
        finally:
            sql_schema.set_patience(self.connection, BUSY_SECONDS)

    def _catch_up(self) -> None:
        """Take over the changes after the last one seen; it costs one look at the last number when there are none."""
        seq = statements.last_seq(self.connection)
        if seq > self._seq:
            rows = statements.changed_since(self.connection, self._seq)
            self.live.load(rows)
            self._others.update(row[0] for row in rows)
            self._seq = seq

    def _check_number(self) -> None:
        """Raise unless the name still stands for the open file: what is written to a file without a name is lost."""
        if self.path is not None and number_of(self.path) != self._number:
            raise StateError(
                "the file of marks is gone or replaced: nothing is recorded",
                place=shown(self.path),
                hint="quit and open again",
            )
