"""Reading from the index: by slot, so that a snapshot gets what it was made from however the index has changed since.

Every function borrows a connection for one statement and fetches all of it: an open cursor would keep writers waiting.
"""

from __future__ import annotations

import json
import os
import sqlite3
from collections.abc import Collection, Iterable, Iterator, Sequence
from contextlib import contextmanager
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from reader.corpus.columns.article_columns import Columns, Head, no_columns
from reader.corpus.columns.flag_bits import DUPLICATE
from reader.corpus.index.column_cache import (
    FIRST_ROWS,
    CachedColumns,
    blobs_of,
    cached_columns,
    cached_generation,
    generation_of,
    is_cached,
    keep,
)
from reader.corpus.index.connections import Connections, is_damage
from reader.corpus.index.last_seen import last_visit
from reader.corpus.index.sql_schema import PROBLEM_COUNT, TEXT_TABLES
from reader.errors import IndexFaultError
from reader.text.fold import fold

if TYPE_CHECKING:
    from reader.corpus.files.scan import FileStat
    from reader.model import Problem

_HEADS = (
    "SELECT slot, id, date, words, relcount, flags, added, quality, heat, provider, domain, category, type, topics, "
    "broken, copies FROM head WHERE retired IS NULL"
)
_TOUCHED_HEADS = f"{_HEADS} AND slot IN (SELECT slot FROM touched)"  # noqa: S608
# An index answers both counts; whether a row is retired stands in the row.
_COUNT = "SELECT (SELECT count(*) FROM head) - (SELECT count(*) FROM head WHERE retired IS NOT NULL)"
# Slots up to which columns are brought up to date: all of them, and the first, of which at least half must then remain.
_MOST_TOUCHED, _MOST_TOUCHED_FIRST = 5_000, FIRST_ROWS // 2
# The canonical address: the identity where that is one.
_ADDRESS = "iif(key GLOB 'https:*', key, address)"
_STRINGS = {field: ("head", field) for field in ("title", "path", "key", "content")}
_STRINGS["address"] = ("head", _ADDRESS)
_STRINGS |= {table: (table, "value") for table in TEXT_TABLES}
_CHUNK = 500
_AT_ONCE = 10_000
# Texts for each one wanted, up to which reading through all between the first and the last is faster than asking.
_SPARSE = 3
_DAMAGED_ROW = (ValueError, TypeError, KeyError)


class IndexReader:
    """The reading side of an index. Safe to use from several threads."""

    def __init__(self, connections: Connections) -> None:
        self._connections = connections

    @property
    def connections(self) -> Connections:
        """The connections to the index that is read from."""
        return self._connections

    def generation(self) -> int:
        """Return the number that every change of the index counts up."""
        with self._connections.borrow() as connection:
            return generation_of(connection)

    def last_visit(self) -> int:
        """Return until when the corpus has been seen, in seconds since 1970 UTC."""
        with self._connections.borrow() as connection:
            return last_visit(connection)

    def load(self) -> tuple[Columns, int]:
        """Return the columns of all articles, and the generation they are of.

        Those that were kept, brought up to date where a refresh was killed before it could keep them, else those of the
        rows. Raises `sqlite3.Error`; `sqlite3.DatabaseError` also for contents that no index of ours has.
        """
        with self._connections.borrow() as connection:
            # One transaction: between two statements another program might save other columns.
            connection.execute("BEGIN")
            generation = generation_of(connection)
            saved = cached_columns(connection, "all")
            if saved is not None and saved.generation == generation:
                return saved.columns, generation
            touched = _touched(connection, _MOST_TOUCHED) if saved is not None else None
            if saved is None or touched is None:
                saved, touched = CachedColumns(no_columns(), 0, 0), set()
                rows = connection.execute(_HEADS).fetchall()
            else:
                rows = connection.execute(_TOUCHED_HEADS).fetchall()
        return saved.columns.merged(touched, [_head(row) for row in rows], self.tie_break), generation

    def load_kept(self, since: int) -> tuple[Columns, int] | None:
        """Return the columns that were kept last and the generation they are of, where that is later than `since`.

        20 ms at 100,000, however much the index has changed after them. Raises as `load` does.
        """
        with self._connections.borrow() as connection:
            connection.execute("BEGIN")
            newer = cached_generation(connection, "all") > since
            saved = cached_columns(connection, "all") if newer else None
        return None if saved is None else (saved.columns, saved.generation)

    def load_first(self) -> tuple[Columns, int, int]:
        """Return the columns of the newest articles, the number of all, and the generation both are of.

        Where nothing up to date was saved they are looked for: 60 ms at 100,000. Raises as `load` does.
        """
        with self._connections.borrow() as connection:
            connection.execute("BEGIN")
            generation = generation_of(connection)
            found = cached_columns(connection, "first")
            if found is not None and found.generation == generation:
                return found.columns, found.total, generation
            (count,) = connection.execute(_COUNT).fetchone()
            touched = _touched(connection, _MOST_TOUCHED_FIRST) if found is not None else None
            if found is not None and touched is not None:
                rows = connection.execute(_TOUCHED_HEADS).fetchall()
            else:
                rows = connection.execute(f"{_HEADS} ORDER BY date DESC LIMIT ?", (FIRST_ROWS,)).fetchall()
        heads = [_head(row) for row in rows]
        if found is None or touched is None:
            # Of the articles that share the last date some may be missing, whichever come first among them.
            sure = [head for head in heads if head.date != heads[-1].date] if len(heads) < count else heads
            return no_columns().merged((), sure or heads, self.tie_break), count, generation
        return self._first_of(found, touched, heads), count, generation

    def _first_of(self, kept: CachedColumns, touched: set[int], heads: Sequence[Head]) -> Columns:
        """Return the first rows brought up to date: down to the last of those kept, below which others are missing."""
        merged = kept.columns.merged(touched, heads, self.tie_break)
        if len(kept.columns) == kept.total:
            return merged.first(FIRST_ROWS)
        before = set(kept.columns.slots)
        last = max(row for row, slot in enumerate(merged.slots) if slot in before)
        return merged.first(min(last + 1, FIRST_ROWS))

    def save(self, columns: Columns, generation: int) -> None:
        """Keep the columns for the next start, unless the index has changed since they were made."""
        with self._connections.borrow() as connection:
            if is_cached(connection, generation):
                return
        blobs = blobs_of(columns)
        with self._connections.transaction() as connection:
            if generation_of(connection) == generation:
                keep(connection, blobs, generation, len(columns))

    def heads(self, slots: Iterable[int]) -> Iterator[Head]:
        """Yield the heads of those of the slots that show an article."""
        wanted = list(slots)
        for start in range(0, len(wanted), _CHUNK):
            yield from map(_head, self._of_slots(f"{_HEADS} AND", wanted[start : start + _CHUNK]))

    def tie_break(self, slots: Sequence[int]) -> dict[int, tuple[str, str]]:
        """Return what articles of one date are ordered by: title and path."""
        rows = self._of_slots("SELECT slot, title, path FROM head WHERE", slots)
        return {slot: (fold(title), path) for slot, title, path in rows}

    def strings(self, field: str, slots: Sequence[int]) -> list[str]:
        """Return one text of each slot: `title path key content address`, or one of `TEXT_TABLES`; "" for none."""
        table, column = _STRINGS[field]
        found = dict(self._of_slots(f"SELECT slot, {column} FROM {table} WHERE", slots))  # noqa: S608
        return [found.get(slot, "") for slot in slots]

    def addresses(self) -> Iterator[tuple[int, str]]:
        """Yield the canonical addresses of all slots, read in pieces: the texts of a million would be 100 MB."""
        statement = f"SELECT slot, {_ADDRESS} FROM head WHERE slot > ? ORDER BY slot LIMIT ?"  # noqa: S608
        last = 0
        while rows := self._rows(statement, (last, _AT_ONCE)):
            yield from rows
            last = rows[-1][0]

    def shared(self) -> dict[int, str]:
        """Return the ids of the addresses of those slots that are known by something else."""
        return dict(self._rows("SELECT slot, shared FROM head WHERE shared <> ''"))

    def texts(self, slots: Sequence[int]) -> dict[int, str]:
        """Return the folded texts of many slots, given in ascending order."""
        if slots[-1] - slots[0] > 4 * len(slots):
            return dict(zip(slots, self.strings("text", slots), strict=True))
        # Nearly all rows between the first and the last are wanted: reading through takes two thirds of the time.
        return dict(
            self._rows("SELECT slot, value FROM text WHERE slot BETWEEN ? AND ?", (slots[0], slots[-1]))
        )

    def containing(
        self, table: str, needle: str, slots: Collection[int], *, share: float = 1.0
    ) -> list[tuple[int, str]]:
        """Return those of some slots, in any order, whose text in one of `TEXT_TABLES` contains `needle`, each with it.

        `share` is that of all slots that have such a text. The texts come here to be looked through: SQLite's own
        `instr` goes byte by byte, and takes twice as long as handing them out.
        """
        if not slots:
            return []
        first, last = min(slots), max(slots)
        # As bytes: only those that are found are decoded. What no text can hold is in none.
        select = f"SELECT slot, CAST(value AS BLOB) FROM {table} WHERE"  # noqa: S608
        sought = needle.encode(errors="surrogatepass")
        if (last - first) * share > _SPARSE * len(slots):
            rows = self._of_slots(select, slots)
        else:
            rows = self._rows(f"{select} slot BETWEEN ? AND ?", (first, last))
        return [(slot, value.decode()) for slot, value in rows if sought in value and slot in slots]

    def present(self, ids: Sequence[str]) -> list[str]:
        """Return those of some ids that articles have or, where these are retired, have had."""
        return [row[0] for row in self._among("SELECT DISTINCT id FROM head WHERE id", ids)]

    def copies(self, slots: Iterable[int]) -> dict[int, list[str]]:
        """Return the paths, in order, of the files that hold the same articles as the ones shown from elsewhere."""
        found: dict[int, list[str]] = {}
        for slot, path in self._of_slots("SELECT slot, path FROM file WHERE copy AND", slots):
            found.setdefault(slot, []).append(path)
        return {slot: sorted(paths, key=lambda path: (len(path), path)) for slot, paths in found.items()}

    def problems(self) -> list[Problem]:
        """Return all problems, by path and line."""
        from reader.corpus.index.problems import all_problems  # seldom asked for

        with self._connections.borrow() as connection:
            return all_problems(connection)

    def problem_count(self) -> int:
        """Return how many problems there are."""
        count: int = self._rows(PROBLEM_COUNT)[0][0]
        return count

    def files(self, paths: Sequence[str]) -> dict[str, str]:
        """Return where the files with some paths of the corpus are on disk, by path, as far as the index knows them."""
        rows = self._among("SELECT path, absolute FROM file WHERE path", paths)
        return {path: os.fsdecode(absolute) for path, absolute in rows}

    def known(self, path: str) -> FileStat | None:
        """Return the file with a path of the corpus as it was when it was read, or None when the index has none."""
        from reader.corpus.files.scan import FileStat  # reading the index does without the walk

        rows = self._rows("SELECT absolute, size, mtime_ns, change FROM file WHERE path = ?", (path,))
        return FileStat(path, os.fsdecode(rows[0][0]), *rows[0][1:]) if rows else None

    @contextmanager
    def explained(self) -> Iterator[None]:
        """Turn what SQLite and damaged contents raise into the error a person can read; drop a damaged index."""
        try:
            yield
        except (sqlite3.Error, *_DAMAGED_ROW) as error:
            if not isinstance(error, sqlite3.Error) or is_damage(error):
                self._connections.condemn()
            raise IndexFaultError(
                "the index of the corpus cannot be read", hint="refresh or start again to have it built anew"
            ) from error

    def _of_slots(self, select: str, slots: Iterable[int]) -> list[Any]:
        """Return the rows that a statement ending in its condition gives for some slots, in no order."""
        return self._among(f"{select} slot", list(slots))

    def _among(self, select: str, wanted: Sequence[int | str]) -> list[Any]:
        """Return the rows that a statement ending in a column gives for those values of it, in no order."""
        rows: list[Any] = []
        for start in range(0, len(wanted), _CHUNK):
            chunk = wanted[start : start + _CHUNK]
            rows += self._rows(f"{select} IN ({','.join('?' * len(chunk))})", chunk)
        return rows

    def _rows(self, statement: str, values: Sequence[int | str] = ()) -> list[Any]:
        with self._connections.borrow() as connection:
            return connection.execute(statement, values).fetchall()


def _touched(connection: sqlite3.Connection, most: int) -> set[int] | None:
    """Return the slots that have come, gone or got copies since columns were kept; None for more than `most`."""
    rows = connection.execute("SELECT slot FROM touched LIMIT ?", (most + 1,)).fetchall()
    return None if len(rows) > most else {slot for (slot,) in rows}


@lru_cache(maxsize=4096)
def _list(written: str) -> tuple[str, ...]:
    """Return the strings of a list in JSON; few lists recur in many rows."""
    return tuple(json.loads(written))


def _head(row: tuple[Any, ...]) -> Head:
    """Return a head from its row. Raises `sqlite3.DatabaseError` when the row holds what no index of ours does."""
    *values, topics, broken, copies = row
    try:
        head = Head._make((*values, _list(topics), _list(broken)))
        if copies == 1:
            return head
        return head._replace(flags=head.flags | DUPLICATE, broken=tuple(sorted({*head.broken, "dup"})))
    except _DAMAGED_ROW as error:
        raise sqlite3.DatabaseError("a row of the index is damaged") from error
