"""The columns of a corpus as the index keeps them between starts: blobs under a seal.

They are kept twice: `all` of them, 74 bytes an article, and those of the `first` rows, so that a first screen costs
the same for a million articles as for a thousand (0.5 ms; all columns take 15 ms at 100,000 and 150 at 1,000,000).
A seal tells the generation its blobs are of. Once the contents have changed they are out of date; what has changed is
noted in the index, so that they can be brought up to date where a program was killed before it could keep them anew.
"""

from __future__ import annotations

import sqlite3
import zlib
from collections.abc import Mapping
from typing import NamedTuple

from reader.corpus.columns.article_columns import Columns, load_columns

FIRST_ROWS = 256
"""Rows kept apart for the first screen; no terminal shows more."""

_DAMAGED = (ValueError, TypeError, KeyError)


def generation_of(connection: sqlite3.Connection) -> int:
    """Return the number that every change of the index counts up. Raises `sqlite3.DatabaseError` without one."""
    row = connection.execute("SELECT value FROM meta WHERE name = 'generation'").fetchone()
    if row is None or not isinstance(row[0], int):
        raise sqlite3.DatabaseError("the index has no generation")
    return row[0]


class CachedColumns(NamedTuple):
    """Columns as they were kept: of how many rows in all they are some or all, and of which generation."""

    columns: Columns
    total: int
    generation: int


def cached_columns(connection: sqlite3.Connection, part: str) -> CachedColumns | None:
    """Return the columns of `all` or of the `first` rows as last kept, or None when none are.

    Raises `sqlite3.DatabaseError` when they are damaged: after a power cut the rest of the file is no better.
    """
    seal = _seal_of(connection, part)
    if not seal:
        return None
    # A range of names is found by the key of the table; `/` is the character behind `.`.
    rows = connection.execute(
        "SELECT name, data FROM snapshot WHERE name > ? AND name < ?", (f"{part}.", f"{part}/")
    )
    try:
        blobs = {name[len(part) + 1 :]: data for name, data in rows.fetchall()}
        generation, count = map(int, seal.split(" ")[:2])
        if _seal(blobs, generation, count) == seal:
            return CachedColumns(load_columns(blobs), count, generation)
    except (*_DAMAGED, IndexError) as error:
        raise sqlite3.DatabaseError("the saved columns do not fit") from error
    raise sqlite3.DatabaseError("the saved columns are damaged")


def cached_generation(connection: sqlite3.Connection, part: str) -> int:
    """Return of which generation the columns of `all` or of the `first` rows are that were kept last, 0 without any.

    Raises `sqlite3.DatabaseError` when their seal is damaged.
    """
    try:
        return int((_seal_of(connection, part) or "0").split(" ")[0])
    except ValueError as error:
        raise sqlite3.DatabaseError("the saved columns have no seal") from error


def is_cached(connection: sqlite3.Connection, generation: int) -> bool:
    """Tell whether the columns of a generation are there."""
    return all(cached_generation(connection, part) == generation for part in ("all", "first"))


def blobs_of(columns: Columns) -> Mapping[str, Mapping[str, bytes]]:
    """Return what is kept of some columns; made before the transaction that keeps it, which is then a short one."""
    return {"all": columns.dumped(), "first": columns.first(FIRST_ROWS).dumped()}


def keep(
    connection: sqlite3.Connection, blobs: Mapping[str, Mapping[str, bytes]], generation: int, count: int
) -> None:
    """Keep the blobs of `count` rows, inside the transaction that is open."""
    for part, data in blobs.items():
        named = ((f"{part}.{name}", blob) for name, blob in data.items())
        connection.executemany("INSERT OR REPLACE INTO snapshot VALUES (?, ?)", named)
        connection.execute(
            "INSERT OR REPLACE INTO meta VALUES (?, ?)", (f"kept {part}", _seal(data, generation, count))
        )
    connection.execute("DELETE FROM touched")


def _seal_of(connection: sqlite3.Connection, part: str) -> str:
    """Return the seal of what is kept, "" where nothing is."""
    row = connection.execute("SELECT value FROM meta WHERE name = ?", (f"kept {part}",)).fetchone()
    return str(row[0]) if row else ""


def _seal(blobs: Mapping[str, bytes], generation: int, count: int) -> str:
    """Return what tells that blobs are whole, of which generation, and how many rows there are in all."""
    check = 0
    for name in sorted(blobs):
        check = zlib.crc32(blobs[name], check)
    return f"{generation} {count} {check}"
