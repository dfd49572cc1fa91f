"""What SQLite and the system complain of, as one sentence for a person."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from reader.errors import StateError
from reader.text.clean import clean_line

BUSY_SECONDS = 5.0
"""How long a write waits for other sessions before it gives up."""

_DAMAGE = frozenset({sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB, sqlite3.SQLITE_MISMATCH})
_BUSY = frozenset({sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED})
_CLOSED_DOORS = frozenset(
    {sqlite3.SQLITE_READONLY, sqlite3.SQLITE_CANTOPEN, sqlite3.SQLITE_PERM, sqlite3.SQLITE_AUTH}
)


class DamagedError(StateError):
    """The bytes of the journal are not what they were written as."""


def shown(path: Path | None) -> str:
    """Return a path as it may be shown: without control characters. None is a journal in memory."""
    return "marks in memory" if path is None else clean_line(str(path))


def is_busy(error: sqlite3.Error) -> bool:
    """Tell whether another session is in the way, for now."""
    return _code(error) in _BUSY


@contextmanager
def explained(path: Path | None) -> Iterator[None]:
    """Turn what SQLite or the system raise inside into a `StateError` about the journal at `path`."""
    try:
        yield
    except sqlite3.Error as error:
        raise _state_error(error, shown(path)) from error
    except OSError as error:
        reason = error.strerror or str(error)
        raise StateError(
            f"the journal of marks cannot be used: {clean_line(reason)}",
            place=shown(path),
            hint="check that its folder is there and that you may write in it, or name another with --state",
        ) from error


def damaged(path: Path | None) -> DamagedError:
    """Return the error that says the journal is damaged."""
    return DamagedError(
        "the journal of marks is damaged, so nothing was recorded",
        place=shown(path),
        hint="quit and open again: what can be read is saved into a new one",
    )


def _code(error: sqlite3.Error) -> int:
    # Errors of the Python module itself (text that is not UTF-8, say) carry no code.
    return getattr(error, "sqlite_errorcode", 0) & 0xFF


def _state_error(error: sqlite3.Error, place: str) -> StateError:
    code = _code(error)
    if code in _DAMAGE or "decode" in str(error):
        return damaged(Path(place))
    if code in _BUSY:
        return StateError(
            f"another program has kept the journal of marks busy for {BUSY_SECONDS:.0f} seconds, "
            "so nothing was recorded",
            place=place,
            hint="do it again, or find the program that holds the file",
        )
    if code == sqlite3.SQLITE_FULL:
        return StateError(
            "the disk is full, so nothing was recorded", place=place, hint="make room and do it again"
        )
    if code in _CLOSED_DOORS:
        return StateError(
            "the journal of marks cannot be opened or written, so nothing was recorded",
            place=place,
            hint="make the file and its folder writable for you, or name another with --state",
        )
    return StateError(
        f"nothing was recorded: the journal of marks failed ({clean_line(str(error))})",
        place=place,
        hint="check the disk and do it again",
    )
