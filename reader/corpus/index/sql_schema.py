"""The tables of the index, and what makes an index one of this program's.

An article is a row of `head` and, under the same `slot`, of the tables beside it. Such a row is never changed but for
its number of copies: when its file changes it is *retired* and a new slot takes its place. So a snapshot that knows
slots goes on reading what it was made from; retired rows are deleted a day later. Slots are never used twice.

`snapshot` holds the columns of a moment, and `touched` the slots that have come, gone or got copies since.

`added` is when the identity first came into the index (seconds since 1970 UTC), whichever file shows it now; 0 for
those that were there when the index was built.

`content` is the sketch of an article without an address of its own (`reader.text.sketch`), by which marks know it; ""
for others.

`shared` is the id of the canonical address of an article whose `key` is another, because its address was that of an
article with another title and text; `address` is that address where `key` is none. Both are "" as a rule.
"""

from __future__ import annotations

import sqlite3
import sys

from reader.corpus.files.homes import Homes
from reader.corpus.front_matter.field_names import FieldNames

APPLICATION_ID = 0x52445231
"""What `PRAGMA application_id` holds in an index: `RDR1`."""

VERSION = 13
"""What `PRAGMA user_version` holds; raised when the meaning of a table or of what is parsed changes.

Also when a noun gets another field: records hold the values of fields without their names (held by a test).
"""

TABLES = """
CREATE TABLE meta (name TEXT PRIMARY KEY, value ANY) WITHOUT ROWID;
CREATE TABLE file (
    path TEXT PRIMARY KEY, absolute BLOB NOT NULL, size INTEGER NOT NULL, mtime_ns INTEGER NOT NULL,
    change INTEGER NOT NULL, slot INTEGER, copy INTEGER NOT NULL
) WITHOUT ROWID;
CREATE INDEX file_copy ON file (slot) WHERE copy;
CREATE TABLE problem (
    scan INTEGER, path TEXT, line INTEGER, field TEXT, message TEXT,
    PRIMARY KEY (scan, path, line, field, message)
) WITHOUT ROWID;
CREATE TABLE head (
    slot INTEGER PRIMARY KEY AUTOINCREMENT, id TEXT NOT NULL, key TEXT NOT NULL, path TEXT NOT NULL,
    title TEXT NOT NULL, date INTEGER, quality REAL, heat REAL, words INTEGER NOT NULL, relcount INTEGER NOT NULL,
    flags INTEGER NOT NULL, provider TEXT NOT NULL, domain TEXT NOT NULL, category TEXT NOT NULL,
    type TEXT NOT NULL, topics TEXT NOT NULL, broken TEXT NOT NULL, copies INTEGER NOT NULL DEFAULT 1, retired INTEGER,
    added INTEGER NOT NULL, content TEXT NOT NULL, shared TEXT NOT NULL DEFAULT '', address TEXT NOT NULL DEFAULT ''
);
CREATE INDEX head_id ON head (id);
CREATE INDEX head_shared ON head (shared) WHERE shared <> '';
CREATE INDEX head_content ON head (key, content) WHERE content <> '' AND retired IS NULL;
CREATE INDEX head_retired ON head (retired) WHERE retired IS NOT NULL;
CREATE TABLE text (slot INTEGER PRIMARY KEY, value TEXT NOT NULL);
CREATE TABLE record (slot INTEGER PRIMARY KEY, value TEXT NOT NULL);
CREATE TABLE body (slot INTEGER PRIMARY KEY, value TEXT NOT NULL);
CREATE TABLE related (slot INTEGER PRIMARY KEY, value TEXT NOT NULL);
CREATE TABLE entries (slot INTEGER PRIMARY KEY, value TEXT NOT NULL);
CREATE TABLE link (target INTEGER, slot INTEGER, PRIMARY KEY (target, slot)) WITHOUT ROWID;
CREATE TABLE story (name TEXT PRIMARY KEY, data BLOB NOT NULL);
CREATE TABLE snapshot (name TEXT PRIMARY KEY, data BLOB NOT NULL);
CREATE TABLE touched (slot INTEGER PRIMARY KEY);
"""

TEXT_TABLES = ("text", "record", "body", "related", "entries")
"""The tables that hold one text of an article each."""


SHARED = (
    "SELECT mine.path, other.path FROM head AS mine CROSS JOIN head AS other ON other.id = mine.shared "
    "WHERE mine.shared <> '' AND mine.retired IS NULL AND other.retired IS NULL"
)
"""The paths of the articles that have the address of another one of this corpus, and the path of that."""

PROBLEM_COUNT = f"SELECT (SELECT count(*) FROM problem) + count(*) FROM ({SHARED})"  # noqa: S608
"""How many problems there are."""


def fingerprint(names: FieldNames, homes: Homes) -> str:
    """Return all that the contents of an index depend on but the files: where it changes, it is built anew.

    As it is, not as a hash: loading a library of hashes takes 1 % of the time to the first screen.
    """
    return "\0".join(
        (TABLES, sys.byteorder, repr(sorted(names.written.items())), repr(names.heading_titles), repr(homes))
    )


def is_empty(connection: sqlite3.Connection) -> bool:
    """Return whether a database is as new: nothing in it, no mark of any program on it."""
    marks = (_pragma(connection, "application_id"), _pragma(connection, "user_version"))
    return marks == (0, 0) and connection.execute("SELECT count(*) FROM sqlite_master").fetchone() == (0,)


def is_ours(connection: sqlite3.Connection, mark: str) -> bool:
    """Return whether a database is an index of this version of the program with the fingerprint `mark`.

    Raises `sqlite3.DatabaseError` when it is no database.
    """
    marks = (_pragma(connection, "application_id"), _pragma(connection, "user_version"))
    if marks != (APPLICATION_ID, VERSION):
        return False
    found: tuple[object, ...] | None = connection.execute(
        "SELECT value FROM meta WHERE name = 'fingerprint'"
    ).fetchone()
    return found == (mark,)


def create_tables(connection: sqlite3.Connection, mark: str) -> None:
    """Make an empty database an index with the fingerprint `mark`, inside the transaction that is open."""
    for statement in TABLES.split(";"):
        connection.execute(statement)
    connection.executemany("INSERT INTO meta VALUES (?, ?)", [("fingerprint", mark), ("generation", 0)])
    connection.execute(f"PRAGMA application_id = {APPLICATION_ID}")
    connection.execute(f"PRAGMA user_version = {VERSION}")


def _pragma(connection: sqlite3.Connection, name: str) -> int:
    value: int = connection.execute(f"PRAGMA {name}").fetchone()[0]
    return value
