"""Connections to one index, lent to whichever thread asks."""

from __future__ import annotations

import sqlite3
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

BUSY_SECONDS = 10.0
"""How long a statement waits for another program's transaction; those are far below a second."""

_SETTINGS = (
    # The index can be built anew: a crash of the program leaves it whole, only a power cut may not.
    "PRAGMA synchronous = OFF",
    # A write-ahead log is not safe with two writing programs on the SQLite of today's systems (WAL-reset bug).
    "PRAGMA journal_mode = TRUNCATE",
    # A transaction that outgrows the page cache would lock the readers out before its commit.
    "PRAGMA cache_spill = OFF",
    "PRAGMA temp_store = MEMORY",
    "PRAGMA trusted_schema = OFF",
)


_DAMAGED = frozenset(
    {sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB, sqlite3.SQLITE_ERROR, sqlite3.SQLITE_MISMATCH}
)
_BESIDE = ("", "-journal", "-wal", "-shm")


class Connections:
    """The connections to one database: borrowed, used by one thread at a time, given back.

    `place` is the path of the index, or `""` (a private temporary database that SQLite keeps in memory and, when it
    grows, in a nameless file) or `":memory:"`. A private database has one connection, which the threads share in turn.
    A file has as many as are in use at once, until it is removed or replaced: from then on those that are open serve.
    Raises `sqlite3.Error` when the database cannot be opened.
    """

    def __init__(self, place: str) -> None:
        self.place = place
        self.private = place in ("", ":memory:")
        self._changed = threading.Condition()
        self._closed = False
        self._idle = [_connect(place, private=self.private)]
        self._file = None if self.private else _identity(place)

    @contextmanager
    def borrow(self) -> Iterator[sqlite3.Connection]:
        """Lend a connection for the length of a `with` block."""
        connection = self._take()
        try:
            yield connection
        finally:
            if connection.in_transaction:
                with suppress(sqlite3.Error):
                    connection.rollback()
            self._give_back(connection)

    @contextmanager
    def transaction(self) -> Iterator[sqlite3.Connection]:
        """Lend a connection inside a writing transaction, committed at the end, undone by an exception."""
        with self.borrow() as connection:
            connection.execute("BEGIN IMMEDIATE")
            yield connection
            connection.execute("COMMIT")

    @property
    def is_current(self) -> bool:
        """Whether the database is still the one that opening its place would give."""
        return self.private or _identity(self.place) == self._file

    def condemn(self) -> None:
        """Remove a damaged index, so that the next to open it builds it anew; connections that are open serve on."""
        if not self.private and self.is_current:
            remove_index(self.place)

    def close(self) -> None:
        """Close all connections: those not in use at once, the others when they are given back."""
        with self._changed:
            self._closed = True
            for connection in self._idle:
                connection.close()
            self._idle.clear()
            self._changed.notify_all()

    def _take(self) -> sqlite3.Connection:
        with self._changed:
            while not self._closed:
                if self._idle:
                    return self._idle.pop()
                if another := self._another():
                    return another
                self._changed.wait()
        raise sqlite3.ProgrammingError("the index is closed")

    def _give_back(self, connection: sqlite3.Connection) -> None:
        with self._changed:
            if self._closed:
                connection.close()
            else:
                self._idle.append(connection)
                self._changed.notify()

    def _another(self) -> sqlite3.Connection | None:
        """Return a further connection, or None when the file is no longer the one that was opened first."""
        if self.private or not self.is_current:
            return None
        try:
            connection = _connect(self.place, private=False)
        except sqlite3.Error:
            return None
        if self.is_current:
            return connection
        connection.close()
        return None


def is_damage(error: sqlite3.Error) -> bool:
    """Return whether an error means that the index itself is unfit, rather than that it cannot be reached now."""
    if isinstance(error, sqlite3.ProgrammingError) or not isinstance(error, sqlite3.DatabaseError):
        return False
    code: int | None = getattr(error, "sqlite_errorcode", None)
    return code is None or code & 0xFF in _DAMAGED


def remove_index(place: str) -> None:
    """Remove an index and the files SQLite keeps beside it; what cannot be removed stays."""
    for suffix in _BESIDE:
        with suppress(OSError):
            Path(place + suffix).unlink()


def _connect(place: str, *, private: bool) -> sqlite3.Connection:
    # mode=rw: opening must not create a file with the permissions of the umask.
    target = place if private else f"{Path(place).absolute().as_uri()}?mode=rw"
    connection = sqlite3.connect(
        target, uri=not private, timeout=BUSY_SECONDS, isolation_level=None, check_same_thread=False
    )
    try:
        for setting in _SETTINGS:
            connection.execute(setting).close()
    except sqlite3.Error:
        connection.close()
        raise
    return connection


def _identity(place: str) -> tuple[int, int] | None:
    """Return what tells a file from another one of the same name, or None without a file."""
    try:
        status = Path(place).stat()
    except OSError:
        return None
    return status.st_dev, status.st_ino
