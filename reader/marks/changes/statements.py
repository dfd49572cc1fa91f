"""The statements on the tables of changes, cells and marks. Every function runs inside the caller's transaction."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Collection, Iterable, Mapping, Sequence
from functools import lru_cache
from typing import NamedTuple

from reader.marks.changes.change import Change, Value
from reader.marks.changes.state import with_value
from reader.model.mark import NO_MARK, Mark
from reader.text.identity import short_id

MarkRow = tuple[str, int, int, str, str, str, int, str]
"""Article, read, starred, verdict, tags (parted by commas), note, decided_at, decided_by."""

_CHANGE = "step, n, time, user, key, article, field, old, old_by, old_at, new, new_by, new_at"
_MARK = "article, read, starred, verdict, tags, note, decided_at, decided_by"
_SAYS = "read OR starred OR verdict <> '' OR tags <> '' OR note <> ''"


class Held(NamedTuple):
    """The change that stands in a cell, as much of it as is needed to decide against another."""

    text: str
    by: str
    at: int
    time: int
    step: str
    n: int

    @property
    def value(self) -> Value:
        """Return the value that stands."""
        return Value(self.text, self.by, self.at)

    @property
    def rank(self) -> tuple[int, str, int]:
        """Return what a change must exceed in order to stand instead."""
        return self.time, self.step, self.n


UNTOUCHED = Held("", "", 0, -1, "", 0)
Cells = dict[tuple[str, str], Held]
"""By article id and field."""


def held(connection: sqlite3.Connection, articles: Collection[str], fields: Collection[str]) -> Cells:
    """Return what stands in these fields of these articles, where there is anything."""
    # CROSS JOIN keeps SQLite to this order: from the few articles asked for to their rows.
    rows = connection.execute(
        "SELECT m.article, c.field, h.new, h.new_by, h.new_at, h.time, h.step, h.n FROM json_each(?) AS a "
        "CROSS JOIN mark AS m ON m.article = a.value CROSS JOIN cell AS c ON c.article = m.no "
        "CROSS JOIN change AS h ON h.seq = c.seq WHERE c.field IN (SELECT value FROM json_each(?))",
        (json.dumps(list(articles)), json.dumps(list(fields))),
    )
    return {row[:2]: Held._make(row[2:]) for row in rows}


def filled(connection: sqlite3.Connection) -> list[tuple[str, str]]:
    """Return key and field of every decision that stands."""
    return connection.execute(
        "SELECT h.key, c.field FROM cell AS c JOIN change AS h ON h.seq = c.seq "
        "WHERE h.new <> '' AND c.field <> 'content'"
    ).fetchall()


def contents(connection: sqlite3.Connection) -> dict[str, str]:
    """Return the sketches of what is marked, by key."""
    rows = connection.execute(
        "SELECT h.key, h.new FROM cell AS c JOIN change AS h ON h.seq = c.seq JOIN mark AS m ON m.no = c.article "  # noqa: S608
        f"WHERE c.field = 'content' AND h.new <> '' AND ({_SAYS})"
    )
    return dict(rows.fetchall())


def left_since(connection: sqlite3.Connection, step: str) -> set[str]:
    """Return the ids of the articles whose marks have gone over to another file since a step."""
    rows = connection.execute(
        "SELECT DISTINCT article FROM change WHERE seq > (SELECT max(seq) FROM change WHERE step = ?) "
        "AND field = 'content' AND new = ''",
        (step,),
    )
    return {row[0] for row in rows}


def values_of(connection: sqlite3.Connection, keys: Iterable[str]) -> dict[tuple[str, str], Value]:
    """Return what stands in the fields of some identities, where there is anything."""
    rows = connection.execute(
        "SELECT h.key, c.field, h.new, h.new_by, h.new_at FROM json_each(?) AS a "
        "CROSS JOIN mark AS m ON m.article = a.value CROSS JOIN cell AS c ON c.article = m.no "
        "CROSS JOIN change AS h ON h.seq = c.seq WHERE h.new <> ''",
        (json.dumps([short_id(key) for key in keys]),),
    )
    return {(key, field): Value(*value) for key, field, *value in rows}


def add(
    connection: sqlite3.Connection, changes: Sequence[Change], cells: Cells, present: Mapping[str, Mark]
) -> dict[str, Mark]:
    """Append changes, none of which is there yet, and bring what is derived up to date.

    `cells` is what stands in the cells of the changes before, `present` the marks before. Returns the new marks of the
    articles whose state is another now.
    """
    last = last_seq(connection)
    standing: dict[tuple[str, str], tuple[int, Change]] = {}
    for seq, change in enumerate(changes, last + 1):
        cell = change.article, change.field
        stands = standing[cell][1].rank if cell in standing else cells.get(cell, UNTOUCHED).rank
        if change.rank > stands:
            standing[cell] = seq, change
    connection.executemany(
        f"INSERT INTO change ({_CHANGE}) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",  # noqa: S608
        changes,
    )
    marks: dict[str, Mark] = {}
    for (article, field), (_seq, change) in standing.items():
        mark = marks.get(article) or present.get(article, NO_MARK)
        marks[article] = with_value(mark, field, change.after)
    numbers = _write_marks(connection, marks)
    connection.executemany(
        "INSERT INTO cell VALUES (?, ?, ?) ON CONFLICT (article, field) DO UPDATE SET seq = excluded.seq",
        ((numbers[article], field, seq) for (article, field), (seq, _change) in standing.items()),
    )
    return marks


def last_seq(connection: sqlite3.Connection) -> int:
    """Return the number of the last change; 0 in an empty journal."""
    return int(connection.execute("SELECT coalesce(max(seq), 0) FROM change").fetchone()[0])


def changed_since(connection: sqlite3.Connection, seq: int) -> list[MarkRow]:
    """Return the present marks of all articles that changes after `seq` are about."""
    return connection.execute(
        f"SELECT {_MARK} FROM mark WHERE article IN (SELECT article FROM change WHERE seq > ?)",  # noqa: S608
        (seq,),
    ).fetchall()


def all_marks(connection: sqlite3.Connection) -> list[MarkRow]:
    """Return the marks of all articles of which something is said."""
    return connection.execute(
        f"SELECT {_MARK} FROM mark WHERE {_SAYS}"  # noqa: S608
    ).fetchall()


def mark_of(row: MarkRow) -> Mark:
    """Return the mark that a row of the table of marks holds."""
    _article, read, starred, verdict, tags, note, decided_at, decided_by = row
    kept = frozenset(tags.split(",")) if tags else frozenset()
    return Mark(bool(read), bool(starred), verdict, kept, note, decided_at, decided_by)  # type: ignore[arg-type]


def size_of(connection: sqlite3.Connection, step: str) -> int:
    """Return how many changes a step has; 0 for none of that id."""
    return int(connection.execute("SELECT count(*) FROM change WHERE step = ?", (step,)).fetchone()[0])


def of_step(connection: sqlite3.Connection, step: str) -> list[Change]:
    """Return the changes of a step, in order."""
    rows = connection.execute(f"SELECT {_CHANGE} FROM change WHERE step = ? ORDER BY n", (step,))  # noqa: S608
    return [Change._make(row) for row in rows]


def key_of(connection: sqlite3.Connection, article: str) -> str | None:
    """Return the identity behind a short id, if the article has ever been marked."""
    row = connection.execute(
        "SELECT h.key FROM mark AS m JOIN cell AS c ON c.article = m.no JOIN change AS h ON h.seq = c.seq "
        "WHERE m.article = ? LIMIT 1",
        (article,),
    ).fetchone()
    return None if row is None else str(row[0])


def unknown(connection: sqlite3.Connection, changes: Iterable[Change]) -> list[Change]:
    """Return the changes that are not in the journal yet, each once."""
    wanted = {(change.step, change.n): change for change in changes}
    steps = json.dumps(sorted({step for step, _n in wanted}))
    rows = connection.execute(
        "SELECT h.step, h.n FROM json_each(?) AS s CROSS JOIN change AS h ON h.step = s.value", (steps,)
    )
    for step, n in rows:
        wanted.pop((step, n), None)
    return list(wanted.values())


def history(connection: sqlite3.Connection) -> Iterable[tuple[Change, str]]:
    """Yield every change with the label of its step, in the order that decides which stands."""
    rows = connection.execute(
        f"SELECT coalesce(step.label, ''), {_CHANGE.replace('time, user', 'change.time, change.user')} "  # noqa: S608
        "FROM change LEFT JOIN step ON step.id = change.step ORDER BY change.time, change.step, n"
    )
    return ((Change(*rest), label) for label, *rest in rows)


def _write_marks(connection: sqlite3.Connection, marks: Mapping[str, Mark]) -> dict[str, int]:
    """Write the marks of articles, known or new, and return the numbers of these in the table."""
    rows = connection.execute(
        "SELECT article, no FROM json_each(?) AS a CROSS JOIN mark ON mark.article = a.value",
        (json.dumps(list(marks)),),
    )
    known: dict[str, int] = dict(rows.fetchall())
    # By number, so that the index over the ids, which stay, is not looked at.
    connection.executemany(
        "UPDATE mark SET read = ?, starred = ?, verdict = ?, tags = ?, note = ?, decided_at = ?, decided_by = ? "
        "WHERE no = ?",
        [(*_columns(marks[article]), no) for article, no in known.items()],
    )
    last = connection.execute("SELECT coalesce(max(no), 0) FROM mark").fetchone()[0]
    new = {article: no for no, article in enumerate((a for a in marks if a not in known), last + 1)}
    connection.executemany(
        f"INSERT INTO mark (no, {_MARK}) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",  # noqa: S608
        [(no, article, *_columns(marks[article])) for article, no in new.items()],
    )
    return known | new


# A bulk writes the same few marks ten thousand times.
@lru_cache(maxsize=64)
def _columns(mark: Mark) -> tuple[bool, bool, str, str, str, int, str]:
    tags = ",".join(sorted(mark.tags))
    return mark.read, mark.starred, mark.verdict, tags, mark.note, mark.decided_at, mark.decided_by
