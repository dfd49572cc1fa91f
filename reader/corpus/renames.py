"""Files and folders that have another name now: what an index tells of them, where no address says what they are."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Collection

# Articles without an address whose file is gone, the latest row of each.
_GONE = (
    "SELECT gone.id, gone.key, max(gone.slot), gone.title FROM head AS gone WHERE gone.retired IS NOT NULL "
    "AND gone.key LIKE 'file:%' AND NOT EXISTS "
    "(SELECT 1 FROM head AS live WHERE live.id = gone.id AND live.retired IS NULL) GROUP BY gone.id"
)
# Live ones that came later and have the same text.
_SAME_TEXT = (
    "SELECT head.key, head.title FROM head JOIN {table} AS mine USING (slot) WHERE head.slot > ? "
    "AND head.retired IS NULL AND head.key LIKE 'file:%' "
    "AND mine.value = (SELECT value FROM {table} WHERE slot = ?)"
)


def renamed(connection: sqlite3.Connection, ids: Collection[str]) -> list[tuple[str, str]]:
    """Return old and new identity of the files that are gone and whose text one other file has that came later.

    About articles without an address that have one of some ids, and are gone since a day at most: so long the index
    keeps their rows. Two files with the text leave open which one it is.
    """
    found: list[tuple[str, str]] = []
    for article_id, key, slot, title in connection.execute(_GONE).fetchall():
        if article_id not in ids:
            continue
        # With a body that is the text, else all that the list is searched by is.
        body = connection.execute("SELECT 1 FROM body WHERE slot = ?", (slot,)).fetchone()
        statement = _SAME_TEXT.format(table="body" if body else "text")
        keys = {new for new, other in connection.execute(statement, (slot, slot)) if body or other == title}
        if len(keys) == 1:
            found.append((key, keys.pop()))
    return found


def some_files(connection: sqlite3.Connection, most: int) -> list[tuple[str, int]]:
    """Return path on disk and size in bytes of at most so many files, from all over the corpus."""
    (count,) = connection.execute("SELECT count(*) FROM file").fetchone()
    step = max(1, count // most)
    # Row by row: a list of a million paths is 200 MB.
    rows = connection.execute("SELECT absolute, size FROM file WHERE size >= 0 ORDER BY path")
    return [
        (os.fsdecode(absolute), size) for number, (absolute, size) in enumerate(rows) if not number % step
    ][:most]
