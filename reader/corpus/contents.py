"""What the files of a corpus hold, as far as marks and names for good are told by it. Reads the index."""

from __future__ import annotations

import json
import os
import sqlite3
from collections.abc import Collection

_CONTENTS = "SELECT key, content FROM head WHERE content <> '' AND retired IS NULL"


def contents(connection: sqlite3.Connection, keys: Collection[str] | None = None) -> dict[str, str]:
    """Return the sketches of the articles without an address, by key: of all, or of those that are asked for."""
    if keys is None:
        return dict(connection.execute(_CONTENTS).fetchall())
    among = f"{_CONTENTS} AND key IN (SELECT value FROM json_each(?))"  # noqa: S608
    return dict(connection.execute(among, (json.dumps(list(keys)),)).fetchall())


def some_files(connection: sqlite3.Connection, most: int) -> list[tuple[str, int]]:
    """Return path on disk and size in bytes of at most so many files, from all over the corpus."""
    (count,) = connection.execute("SELECT count(*) FROM file").fetchone()
    step = max(1, count // most)
    # Row by row: a list of a million paths is 200 MB.
    rows = connection.execute("SELECT absolute, size FROM file WHERE size >= 0 ORDER BY path")
    return [
        (os.fsdecode(absolute), size) for number, (absolute, size) in enumerate(rows) if not number % step
    ][:most]
