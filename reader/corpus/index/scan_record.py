"""The last look at all files of a corpus, kept in its index: when it began, and which folders it came to."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from reader.corpus.files.scan import Folder

_NAME = "look"
# More are not worth it: looking whether any has changed would take as long as looking at the files.
_MOST_FOLDERS = 20_000


class ScanRecord(NamedTuple):
    """A look at all files: the moment it began, in nanoseconds since 1970 UTC, and the folders it came to."""

    began_ns: int
    folders: Sequence[Folder]


def read_scan_record(connection: sqlite3.Connection) -> ScanRecord:
    """Return the last look, one at no folders where there is none to go by."""
    row = connection.execute("SELECT value FROM meta WHERE name = ?", (_NAME,)).fetchone()
    try:
        began_ns, folders = json.loads(row[0])
        return ScanRecord(
            int(began_ns), [Folder(str(path), str(label), str(root)) for path, label, root in folders]
        )
    except (TypeError, ValueError):
        return ScanRecord(0, [])


def write_scan_record(connection: sqlite3.Connection, began_ns: int, folders: Iterable[Folder]) -> None:
    """Keep a look, inside the transaction that is open."""
    kept = list(folders)
    if len(kept) > _MOST_FOLDERS or not all(folder.inside for folder in kept):
        kept = []
    rows = [(folder.path, folder.label, folder.root) for folder in kept]
    connection.execute("INSERT OR REPLACE INTO meta VALUES (?, ?)", (_NAME, json.dumps([began_ns, rows])))
