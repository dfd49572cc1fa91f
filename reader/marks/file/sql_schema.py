"""The journal's file: its tables, its version, and how it is opened.

Rollback journal, not WAL: several sessions write one file, and SQLite before 3.51.3 can corrupt a database when two
do so under WAL. TRUNCATE, not DELETE: with `synchronous=FULL` the end of a transaction is then itself synced,
where the removal of a file would need a sync of the folder that FULL does not make.
"""

from __future__ import annotations

import random
import sqlite3
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from reader.errors import StateError
from reader.marks.file.faults import BUSY_SECONDS, damaged, is_busy, shown

APPLICATION_ID = 0x72646D6B
"""Bytes 68 to 71 of the file: tells a journal from any other SQLite database."""
VERSION = 2
PAGE_SIZE = 4096
CHECKED_BYTES = 8 * 1024 * 1024
"""A file up to this size is checked whole when opened (about 10 ms); a larger one only when under suspicion."""

# SQLite does not hold a column to its type; the checks do, and `quick_check` tries them against damage.
_TABLES = """
PRAGMA page_size = 4096;
BEGIN IMMEDIATE;
CREATE TABLE change (
    seq INTEGER PRIMARY KEY,
    step TEXT NOT NULL CHECK (typeof(step) = 'text'), n INTEGER NOT NULL CHECK (typeof(n) = 'integer'),
    time INTEGER NOT NULL CHECK (typeof(time) = 'integer'), user TEXT NOT NULL CHECK (typeof(user) = 'text'),
    key TEXT NOT NULL CHECK (typeof(key) = 'text'), article TEXT NOT NULL CHECK (typeof(article) = 'text'),
    field TEXT NOT NULL CHECK (typeof(field) = 'text'),
    old TEXT NOT NULL CHECK (typeof(old) = 'text'), old_by TEXT NOT NULL CHECK (typeof(old_by) = 'text'),
    old_at INTEGER NOT NULL CHECK (typeof(old_at) = 'integer'),
    new TEXT NOT NULL CHECK (typeof(new) = 'text'), new_by TEXT NOT NULL CHECK (typeof(new_by) = 'text'),
    new_at INTEGER NOT NULL CHECK (typeof(new_at) = 'integer'),
    UNIQUE (step, n)
);
CREATE TABLE step (
    no INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE CHECK (typeof(id) = 'text'),
    kind TEXT NOT NULL CHECK (kind IN ('do', 'auto', 'undo', 'redo', 'merged')),
    time INTEGER NOT NULL CHECK (typeof(time) = 'integer'), user TEXT NOT NULL CHECK (typeof(user) = 'text'),
    session TEXT NOT NULL CHECK (typeof(session) = 'text'), label TEXT NOT NULL CHECK (typeof(label) = 'text'),
    view TEXT NOT NULL CHECK (typeof(view) = 'text'), cursor TEXT NOT NULL CHECK (typeof(cursor) = 'text'),
    origin TEXT NOT NULL CHECK (typeof(origin) = 'text'), below TEXT NOT NULL CHECK (typeof(below) = 'text'),
    undo_top TEXT CHECK (typeof(undo_top) IN ('text', 'null')),
    redo_top TEXT CHECK (typeof(redo_top) IN ('text', 'null')),
    corpus TEXT NOT NULL DEFAULT '' CHECK (typeof(corpus) = 'text')
);
CREATE INDEX stack ON step (user, corpus, no) WHERE undo_top IS NOT NULL;
CREATE TRIGGER change_stays BEFORE UPDATE ON change BEGIN SELECT RAISE(ABORT, 'append-only'); END;
CREATE TRIGGER change_is_kept BEFORE DELETE ON change BEGIN SELECT RAISE(ABORT, 'append-only'); END;
CREATE TRIGGER step_stays BEFORE UPDATE ON step BEGIN SELECT RAISE(ABORT, 'append-only'); END;
CREATE TRIGGER step_is_kept BEFORE DELETE ON step BEGIN SELECT RAISE(ABORT, 'append-only'); END;
-- Derived from the changes, in the same transactions: the present marks of an article,
-- and for each of its fields the change that stands.
CREATE TABLE mark (
    no INTEGER PRIMARY KEY, article TEXT NOT NULL UNIQUE CHECK (typeof(article) = 'text'),
    read INTEGER NOT NULL CHECK (read IN (0, 1)), starred INTEGER NOT NULL CHECK (starred IN (0, 1)),
    verdict TEXT NOT NULL CHECK (verdict IN ('', 'later', 'dismissed', 'approved')),
    tags TEXT NOT NULL CHECK (typeof(tags) = 'text'), note TEXT NOT NULL CHECK (typeof(note) = 'text'),
    decided_at INTEGER NOT NULL CHECK (typeof(decided_at) = 'integer'),
    decided_by TEXT NOT NULL CHECK (typeof(decided_by) = 'text')
);
CREATE TABLE cell (
    article INTEGER NOT NULL, field TEXT NOT NULL, seq INTEGER NOT NULL, PRIMARY KEY (article, field)
) WITHOUT ROWID;
PRAGMA application_id = 1919184235;
PRAGMA user_version = 2;
COMMIT;
"""
# Version 1 had one stack a user, whatever corpus was open.
_FROM_1 = (
    "ALTER TABLE step ADD COLUMN corpus TEXT NOT NULL DEFAULT '' CHECK (typeof(corpus) = 'text')",
    "DROP INDEX stack",
    "CREATE INDEX stack ON step (user, corpus, no) WHERE undo_top IS NOT NULL",
    "PRAGMA user_version = 2",
)
_NAMES = {"change", "step", "mark", "cell"}


def connect(database: Path | str, *, uri: bool = False) -> sqlite3.Connection:
    """Return a connection with the journal's rules; transactions are begun by hand."""
    connection = sqlite3.connect(
        database, timeout=BUSY_SECONDS, isolation_level=None, check_same_thread=False, uri=uri
    )
    connection.execute("PRAGMA synchronous = FULL")
    connection.execute("PRAGMA fullfsync = ON")  # macOS: without it a sync stops at the drive's cache
    connection.execute("PRAGMA cell_size_check = ON")
    connection.execute("PRAGMA trusted_schema = OFF")
    return connection


@contextmanager
def transaction(connection: sqlite3.Connection) -> Iterator[None]:
    """Run what is inside as one short write transaction; whatever goes wrong undoes it whole."""
    _begin(connection)
    try:
        yield
        connection.execute("COMMIT")
    finally:
        if connection.in_transaction:
            connection.execute("ROLLBACK")


def prepare(connection: sqlite3.Connection, path: Path | None) -> None:
    """Make the tables in an empty file; bring a journal of an earlier version up to this one.

    Raises `StateError` for another program's database or a newer journal, neither of which is touched, and
    `DamagedError` when the file is ours but not whole.
    """
    connection.execute("PRAGMA cache_size = -16384")
    identity, version = _pragma(connection, "application_id"), _pragma(connection, "user_version")
    tables = _table_names(connection)
    if not tables and not identity and not version:
        _create(connection)
    elif identity != APPLICATION_ID:
        if _NAMES & tables:
            raise damaged(path)
        raise StateError(
            "this is a database of another program, not a journal of marks",
            place=shown(path),
            hint="name another file with --state",
        )
    elif version > VERSION:
        raise StateError(
            f"the journal of marks was made by a newer version of reader (format {version}, "
            f"this one knows {VERSION}) and was left as it is",
            place=shown(path),
            hint="use the newer reader, or name another file with --state",
        )
    elif version not in (1, VERSION) or tables != _NAMES:
        raise damaged(path)
    elif version == 1:
        _upgrade(connection)
    connection.execute("PRAGMA journal_mode = TRUNCATE")


def check(connection: sqlite3.Connection, path: Path | None) -> None:
    """Raise `DamagedError` unless the file hangs together.

    A small file is looked through each time it is opened (about 1 ms a megabyte), a large one only under suspicion,
    and under suspicion also whether its indexes hold what its tables do.
    """
    suspect = path is not None and suspicion(path).exists()
    if not suspect and path is not None and path.stat().st_size > CHECKED_BYTES:
        return
    kind = "integrity_check" if suspect else "quick_check"
    if connection.execute(f"PRAGMA {kind}(1)").fetchone()[0] != "ok":
        raise damaged(path)


def suspicion(path: Path) -> Path:
    """Return the name of the empty file whose presence says: check this journal whole when it is opened."""
    return path.with_name(path.name + ".suspect")


def set_patience(connection: sqlite3.Connection, seconds: float) -> None:
    """Set how long SQLite itself waits for other sessions."""
    connection.execute(f"PRAGMA busy_timeout = {seconds * 1000:.0f}")


def _begin(connection: sqlite3.Connection) -> None:
    """Begin a write transaction as soon as no other session is in one.

    SQLite looks again every 100 ms, and between sessions that write without a pause it then waits for seconds; a
    look every millisecond finds the gaps.
    """
    until = time.monotonic() + BUSY_SECONDS
    set_patience(connection, 0)
    try:
        while True:
            try:
                connection.execute("BEGIN IMMEDIATE")
            except sqlite3.OperationalError as error:
                if not is_busy(error) or time.monotonic() > until:
                    raise
            else:
                return
            time.sleep(random.uniform(0.0005, 0.0015))  # noqa: S311 - two waiters must not keep step
    finally:
        set_patience(connection, BUSY_SECONDS)


def _create(connection: sqlite3.Connection) -> None:
    """Make the tables. When another session has just done so, SQLite says that they are there: look again."""
    try:
        connection.executescript(_TABLES)
    except sqlite3.OperationalError:
        if connection.in_transaction:
            connection.execute("ROLLBACK")
        if _table_names(connection) != _NAMES:
            raise


def _upgrade(connection: sqlite3.Connection) -> None:
    """Bring a journal of version 1 up to this one, unless another session has just done so."""
    with transaction(connection):
        if _pragma(connection, "user_version") == 1:
            for statement in _FROM_1:
                connection.execute(statement)


def _pragma(connection: sqlite3.Connection, name: str) -> int:
    return int(connection.execute(f"PRAGMA {name}").fetchone()[0])


def _table_names(connection: sqlite3.Connection) -> set[str]:
    rows = connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")
    return {row[0] for row in rows}
