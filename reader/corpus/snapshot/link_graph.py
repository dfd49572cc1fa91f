"""The related links that the index keeps, and the stories that were last made of them.

Links stand in the index from the moment their article does. What stories are is not known here: they are columns by
row, kept with the slots they were made for.
"""

from __future__ import annotations

import sqlite3
import zlib
from array import array
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from operator import neg
from typing import NamedTuple

from reader.corpus.columns.article_columns import Columns
from reader.corpus.columns.dictionary_column import from_bytes
from reader.corpus.columns.flag_bits import NO_DATE
from reader.corpus.index.connections import Connections
from reader.corpus.index.index_reader import IndexReader
from reader.corpus.index.records import outline
from reader.text.identity import ID_LENGTH, id_number

_AT_ONCE = 500
_LINKS_AT_ONCE = 10_000
_ROW_BITS = 32
_ROW_MASK = (1 << _ROW_BITS) - 1
_SEAL, _SLOTS = "seal", "slots"


class Outline(NamedTuple):
    """What stories are made of: one article, and of its related entries the id, the outlet and the quality."""

    title: str
    excerpt: str
    date: int | None
    outlet: str
    quality: float | None
    related: Sequence[tuple[str, str, float | None]]


class Graph:
    """Links and stories as seen from the rows of one snapshot. Safe to use from several threads.

    Whatever reads the index raises `IndexFaultError` when that has become unreadable.
    """

    def __init__(self, index: IndexReader, columns: Columns) -> None:
        self._index = index
        self._columns = columns
        self._rows: dict[int, int] | None = None
        self._ids: array[int] | None = None
        self._ids_rows = array("I")

    @property
    def place(self) -> str:
        """Return where the index is, "" where it is this run's own and no other process can read it."""
        connections = self._index.connections
        return "" if connections.private or not connections.is_current else connections.place

    def __len__(self) -> int:
        return len(self._columns)

    def naming(self, first: int, last: int | None = None) -> list[int]:
        """Return the rows of the articles whose related coverage names an id of a range, ascending.

        Ids are numbers (`reader.text.identity.id_number`); without `last` the range is the one id.
        """
        bounds = (first, first if last is None else last)
        with self._index.explained(), self._index.connections.borrow() as connection:
            found = connection.execute(
                "SELECT DISTINCT slot FROM link WHERE target BETWEEN ? AND ?", bounds
            ).fetchall()
        rows = self._row_of_slot()
        # Slots of articles that have changed or gone are in no snapshot.
        return sorted(row for (slot,) in found if (row := rows.get(slot)) is not None)

    def links(self) -> Iterator[tuple[int, int]]:
        """Yield all links as (number of the id that is named, row of the article that names it), by the first."""
        rows = self._row_of_slot()
        after = (-1, -1)
        while True:
            with self._index.explained(), self._index.connections.borrow() as connection:
                found = connection.execute(
                    "SELECT target, slot FROM link WHERE (target, slot) > (?, ?) ORDER BY target, slot LIMIT ?",
                    (*after, _LINKS_AT_ONCE),
                ).fetchall()
            for target, slot in found:
                row = rows.get(slot)
                if row is not None:
                    yield target, row
            if len(found) < _LINKS_AT_ONCE:
                return
            after = found[-1]

    def row_of(self, number: int) -> int | None:
        """Return the row of the article with an id, given as a number, or None.

        The first call takes 50 ms at 100,000 articles, those after it a microsecond: for looking up every link.
        """
        if self._ids is None:
            ids = self._columns.ids
            pairs = sorted(
                id_number(ids[start : start + ID_LENGTH]) << _ROW_BITS | start // ID_LENGTH
                for start in range(0, len(ids), ID_LENGTH)
            )
            rows = array("I", [pair & _ROW_MASK for pair in pairs])
            self._ids_rows = rows
            self._ids = array("Q", [pair >> _ROW_BITS for pair in pairs])
        place = bisect_left(self._ids, number)
        if place < len(self._ids) and self._ids[place] == number:
            return self._ids_rows[place]
        return None

    def around(self, rows: Iterable[int], seconds: int) -> list[int]:
        """Return some rows and those of all articles dated no further than `seconds` from one of them, ascending."""
        dates = self._columns.dates
        found: set[int] = set()
        for row in rows:
            found.add(row)
            if dates[row] != NO_DATE:
                first = bisect_left(dates, -(dates[row] + seconds), key=neg)
                last = bisect_right(dates, -(dates[row] - seconds), key=neg)
                found.update(range(first, last))
        return sorted(found)

    def outlines(self, wanted: Sequence[int]) -> Iterator[Outline]:
        """Yield what stories are made of for some rows, in their order."""
        columns = self._columns
        dates, coded = columns.dates, columns.coded
        names, domains, qualities = coded["provider"], coded["domain"], coded["quality"]
        for start in range(0, len(wanted), _AT_ONCE):
            rows = wanted[start : start + _AT_ONCE]
            with self._index.explained():
                records = self._index.strings("record", [columns.slots[row] for row in rows])
                outlines = [outline(record) if record else ("", "", []) for record in records]
            for row, (title, excerpt, related) in zip(rows, outlines, strict=True):
                date = dates[row]
                yield Outline(
                    title,
                    excerpt,
                    None if date == NO_DATE else date,
                    names[row] or domains[row],
                    qualities[row],
                    related,
                )

    def stories(self) -> tuple[Sequence[int], Mapping[str, bytes]] | None:
        """Return the columns last kept and, for each of their rows, the row it is now (-1: none); None without any.

        Where the rows are the same, they are given as a range, so that nothing need be moved.
        """
        try:
            with self._index.connections.borrow() as connection:
                blobs: dict[str, bytes] = dict(connection.execute("SELECT name, data FROM story").fetchall())
        except sqlite3.Error:
            return None
        if blobs.pop(_SEAL, b"") != _seal(blobs):
            return None
        slots = from_bytes("Q", blobs.pop(_SLOTS, b""))
        if slots == self._columns.slots:
            return range(len(slots)), blobs
        rows = self._row_of_slot()
        return array("q", [rows.get(slot, -1) for slot in slots]), blobs

    def keep_stories(self, blobs: Mapping[str, bytes]) -> None:
        """Keep columns of stories for the rows of this snapshot, in the place of any before. Raises `sqlite3.Error`."""
        kept = {**blobs, _SLOTS: self._columns.slots.tobytes()}
        kept[_SEAL] = _seal(kept)
        with self._index.connections.transaction() as connection:
            connection.execute("DELETE FROM story")
            connection.executemany("INSERT INTO story VALUES (?, ?)", kept.items())

    def _row_of_slot(self) -> dict[int, int]:
        if self._rows is None:
            self._rows = {slot: row for row, slot in enumerate(self._columns.slots)}
        return self._rows


def open_graph(place: str) -> Graph:
    """Return the graph of the index at `place`, as it is now. Raises `sqlite3.Error` when it cannot be read."""
    index = IndexReader(Connections(place))
    return Graph(index, index.load()[0])


def _seal(blobs: Mapping[str, bytes]) -> bytes:
    """Return what tells that kept columns are whole."""
    check = 0
    for name in sorted(blobs):
        check = zlib.crc32(blobs[name], zlib.crc32(name.encode(), check))
    return str(check).encode()
