"""Opening the file of a journal: made when missing, refused when foreign or newer, rescued when damaged."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import NamedTuple

from reader.errors import StateError
from reader.marks.changes import statements
from reader.marks.file import journal_file, sql_schema
from reader.marks.file.faults import DamagedError, explained


class OpenedJournal(NamedTuple):
    """A connection that is ready, the rows of all marks, the last change seen, and what the user must be told."""

    connection: sqlite3.Connection
    rows: list[statements.MarkRow]
    seq: int
    notice: str


def open_file(path: Path, clock: Callable[[], float]) -> OpenedJournal:
    """Open the journal at `path`. Raises `StateError`; a damaged file is replaced (see `rescue`), not refused."""
    with explained(path):
        journal_file.make_ready(path)
    try:
        return _open(path)
    except DamagedError:
        with explained(path):
            return _replace(path, clock)


def open_memory(source: Path | None) -> OpenedJournal:
    """Open a journal that is not kept, beginning with a copy of the one at `source`, which is only read."""
    connection = sql_schema.connect(":memory:")
    try:
        with explained(source):
            if source is not None:
                # Absolute because a relative name cannot be a file: URI, which read-only access needs.
                uri = source.absolute().as_uri() + "?mode=ro"
                with closing(sql_schema.connect(uri, uri=True)) as original:
                    original.backup(connection)
            return _ready(connection, source)
    except StateError:
        connection.close()
        raise


def _open(path: Path, notice: str = "") -> OpenedJournal:
    with explained(path):
        connection = sql_schema.connect(path)
        try:
            opened = _ready(connection, path)
        except (sqlite3.Error, StateError, OSError):
            connection.close()
            raise
    sql_schema.suspicion(path).unlink(missing_ok=True)
    return opened._replace(notice=notice)


def _ready(connection: sqlite3.Connection, path: Path | None) -> OpenedJournal:
    sql_schema.prepare(connection, path)
    sql_schema.check(connection, path)
    # The number first: what another session adds in between is then seen twice rather than never.
    seq = statements.last_seq(connection)
    return OpenedJournal(connection, statements.all_marks(connection), seq, "")


def _replace(path: Path, clock: Callable[[], float]) -> OpenedJournal:
    """Rescue the damaged journal, unless another session has just done so while this one waited."""
    from reader.marks.file.rescue import rescue  # only needed on a bad day

    real = Path(os.path.realpath(path))  # set aside what is damaged, not a link to it
    with journal_file.folder_lock(real.parent):
        try:
            return _open(path)
        except DamagedError:
            return _open(path, rescue(real, clock()))
