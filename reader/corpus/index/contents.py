"""What the files of a corpus hold, as far as marks and names for good are told by it. Reads the index."""

from __future__ import annotations

import json
import os
import sqlite3
from collections.abc import Collection

from reader.text.identity import FILE, short_id

_LIVE = "FROM head WHERE retired IS NULL AND"
_TEXTS = (
    "SELECT head.key, title, head.path, coalesce(body.value, ''), coalesce(text.value, '') FROM json_each(?) AS asked "
    "CROSS JOIN head ON head.id = asked.value LEFT JOIN body USING (slot) LEFT JOIN text USING (slot) "
    "WHERE retired IS NULL"
)
# Asked with every decision: two indexes answer it, where one condition would look at all rows.
SHARED_KEYS = (
    f"SELECT key {_LIVE} shared <> '' UNION SELECT key {_LIVE} id IN (SELECT shared {_LIVE} shared <> '')"
)


def contents(connection: sqlite3.Connection) -> dict[str, str]:
    """Return the sketches of all articles without an address of their own, by key."""
    return dict(connection.execute(f"SELECT key, content {_LIVE} content <> ''").fetchall())


def contents_of(connection: sqlite3.Connection, keys: Collection[str]) -> dict[str, str]:
    """Return the sketches of some articles by key, also of those that have an address."""
    from reader.corpus.index.rows import content_of  # where there are such

    known = f"SELECT key, content {_LIVE} content <> '' AND key IN (SELECT value FROM json_each(?))"  # noqa: S608
    found = dict(connection.execute(known, (json.dumps([*keys]),)).fetchall())
    others = [key for key in keys if key not in found and not key.startswith(FILE)]
    rows = connection.execute(_TEXTS, (json.dumps([*map(short_id, others)]),)) if others else ()
    return found | {key: content_of(*texts) for key, *texts in rows if key in keys}


def shared_keys(connection: sqlite3.Connection) -> set[str]:
    """Return the keys of the articles whose address others of this corpus have as well."""
    return {row[0] for row in connection.execute(SHARED_KEYS)}


def key_at(connection: sqlite3.Connection, path: str) -> str | None:
    """Return the key of the article that the file with a path of the corpus shows."""
    row = connection.execute(
        "SELECT key FROM file JOIN head USING (slot) WHERE file.path = ?", (path,)
    ).fetchone()
    return None if row is None else str(row[0])


def some_files(connection: sqlite3.Connection, most: int) -> list[tuple[str, int]]:
    """Return path on disk and size in bytes of at most so many files, from all over the corpus."""
    (count,) = connection.execute("SELECT count(*) FROM file").fetchone()
    step = max(1, count // most)
    # Row by row: a list of a million paths is 200 MB.
    rows = connection.execute("SELECT absolute, size FROM file WHERE size >= 0 ORDER BY path")
    return [
        (os.fsdecode(absolute), size) for number, (absolute, size) in enumerate(rows) if not number % step
    ][:most]
