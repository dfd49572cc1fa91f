"""Visits: until when a person has seen a corpus, kept in its index, so that what came since can be told.

Moments only ever go forward, whatever the clock does: what is added after a visit counts as later than it.
"""

from __future__ import annotations

import sqlite3
import time


def last_visit(connection: sqlite3.Connection) -> int:
    """Return the moment (seconds since 1970 UTC) up to which the corpus has been seen; 0 before the first visit."""
    row = connection.execute("SELECT value FROM meta WHERE name = 'visit'").fetchone()
    return row[0] if row and isinstance(row[0], int) else 0


def note_visit(connection: sqlite3.Connection) -> None:
    """Note that all there is now has been seen, inside the transaction that is open."""
    (newest,) = connection.execute("SELECT max(added) FROM head WHERE retired IS NULL").fetchone()
    seen = max(int(time.time()), last_visit(connection), newest or 0)
    connection.execute("INSERT OR REPLACE INTO meta VALUES ('visit', ?)", (seen,))


def moment_of_adding(connection: sqlite3.Connection) -> int:
    """Return what is noted for articles that come now; 0 while the index is built for the first time."""
    if connection.execute("SELECT 1 FROM meta WHERE name = 'complete'").fetchone() is None:
        return 0
    return max(int(time.time()), last_visit(connection) + 1)


def note_complete(connection: sqlite3.Connection) -> None:
    """Note that all files have been read once: what comes from now on is new."""
    connection.execute("INSERT OR IGNORE INTO meta VALUES ('complete', 1)")
