"""The index: a disposable SQLite file beside no article, from which a corpus opens at once.

Whatever is damaged, foreign, or of another version of the program is removed and built anew, without a word:
the truth is in the articles. Where no file can be had, a private database does the same work for one run.
"""

from __future__ import annotations

import os
import sqlite3
import stat
import zlib
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path

from reader.config.paths import make_private
from reader.corpus.index.connections import Connections, is_damage, remove_index
from reader.corpus.index.sql_schema import create_tables, is_empty, is_ours
from reader.errors import IndexFaultError


def index_path(cache: Path, roots: Sequence[Path], suffix: str = ".index") -> Path:
    """Return where the index of the corpus at `roots` is kept in the cache folder: one file a set of roots.

    Two checksums of different kind: should both ever meet, two corpora would share
    a file and be read anew by turns.
    """
    resolved = b"\0".join(os.fsencode(os.path.realpath(root)) for root in roots)
    return cache / f"{len(resolved):x}-{zlib.crc32(resolved):08x}{zlib.adler32(resolved):08x}{suffix}"


def open_index(path: Path | None, mark: str, *, disk: bool = True) -> Connections:
    """Return connections to the index at `path`, made or made anew where needed, for the fingerprint `mark`.

    Without a path, or where its folder or file cannot be used, the database is private to this run: a temporary one,
    or with `disk` false one in memory alone. Raises `IndexFaultError` only when not even memory can be had.
    """
    for _attempt in range(2 if path else 0):
        if path is None or not _ensure_file(path):
            break
        try:
            return _ready(str(path), mark)
        except sqlite3.Error as error:
            if not is_damage(error):
                break
            remove_index(str(path))
    for place in ("", ":memory:") if disk else (":memory:",):
        with suppress(sqlite3.Error):
            return _ready(place, mark)
    raise IndexFaultError("there is no room for an index", hint="free some memory or disk space")


def _ready(place: str, mark: str) -> Connections:
    connections = Connections(place)
    try:
        _prepare(connections, mark)
    except sqlite3.Error:
        connections.close()
        raise
    return connections


def _ensure_file(path: Path) -> bool:
    """Make the folder (0700) and an empty file (0600) where there is none; return whether there is a file now."""
    try:
        if not path.parent.is_dir():
            make_private(path.parent)
        # Never opened and closed here when it exists: that would drop the locks of this process's connections.
        status = os.lstat(path)
    except FileNotFoundError:
        return _create_file(path)
    except OSError:
        return False
    if not stat.S_ISREG(status.st_mode):
        remove_index(str(path))
        return _create_file(path)
    with suppress(OSError):
        if status.st_mode & 0o077:
            path.chmod(0o600)
    return True


def _create_file(path: Path) -> bool:
    try:
        descriptor = os.open(path, os.O_CREAT | os.O_EXCL | os.O_RDWR | os.O_CLOEXEC, 0o600)
    except OSError:
        # Another program may have made it at this moment; a folder of that name is no file.
        return path.is_file()
    os.fchmod(descriptor, 0o600)
    os.close(descriptor)
    return True


def _prepare(connections: Connections, mark: str) -> None:
    """Make a new database an index. Raises `sqlite3.Error` for one that is neither new nor fit for use."""
    with connections.borrow() as connection:
        if not is_empty(connection) and is_ours(connection, mark):
            return
    with connections.transaction() as connection:
        # Asked again under the lock: another program may just have made it.
        if is_empty(connection):
            create_tables(connection, mark)
        elif not is_ours(connection, mark):
            raise sqlite3.DatabaseError("an index of another version or program")
