"""Opening the file of a journal: made when missing, refused when foreign or newer, rescued when damaged."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import NamedTuple

from reader.errors import StateError
from reader.marks import ledger, place, schema
from reader.marks.faults import DamagedError, explained


class Opened(NamedTuple):
    """A connection that is ready, the rows of all marks, the last change seen, and what the user must be told."""

    connection: sqlite3.Connection
    rows: list[ledger.MarkRow]
    seq: int
    notice: str


def open_file(path: Path, clock: Callable[[], float]) -> Opened:
    """Open the journal at `path`. Raises `StateError`; a damaged file is replaced (see `rescue`), not refused."""
    with explained(path):
        place.make_ready(path)
    try:
        return _open(path)
    except DamagedError:
        with explained(path):
            return _replace(path, clock)


def open_memory(source: Path | None) -> Opened:
    """Open a journal that is not kept, beginning with a copy of the one at `source`, which is only read."""
    connection = schema.connect(":memory:")
    try:
        with explained(source):
            if source is not None:
                # Absolute because a relative name cannot be a file: URI, which read-only access needs.
                uri = source.absolute().as_uri() + "?mode=ro"
                with closing(schema.connect(uri, uri=True)) as original:
                    original.backup(connection)
            return _ready(connection, source)
    except StateError:
        connection.close()
        raise


def _open(path: Path, notice: str = "") -> Opened:
    with explained(path):
        connection = schema.connect(path)
        try:
            opened = _ready(connection, path)
        except (sqlite3.Error, StateError, OSError):
            connection.close()
            raise
    schema.suspicion(path).unlink(missing_ok=True)
    return opened._replace(notice=notice)


def _ready(connection: sqlite3.Connection, path: Path | None) -> Opened:
    schema.prepare(connection, path)
    schema.check(connection, path)
    # The number first: what another session adds in between is then seen twice rather than never.
    seq = ledger.last_seq(connection)
    return Opened(connection, ledger.all_marks(connection), seq, "")


def _replace(path: Path, clock: Callable[[], float]) -> Opened:
    """Rescue the damaged journal, unless another session has just done so while this one waited."""
    from reader.marks.rescue import rescue  # only needed on a bad day

    real = Path(os.path.realpath(path))  # set aside what is damaged, not a link to it
    with place.folder_lock(real.parent):
        try:
            return _open(path)
        except DamagedError:
            return _open(path, rescue(real, clock()))
