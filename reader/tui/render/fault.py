"""An error as one sentence that fits a line: what happened first, then what to do, the path last."""

from __future__ import annotations

import os
import sqlite3

from reader.errors import ReaderError
from reader.text.clean import clean_line
from reader.text.width import cell_width, truncate
from reader.tui.render.lines import Line, Span, wrap

# Fewest cells of a path that still say which file is meant.
_PATH = 12


def sentence(error: Exception, room: int) -> str:
    """Return what to say of an error in at most `room` cells.

    A path that is too long loses its middle; where there is no room for one, or for what to do, they are left out.
    """
    message, hint, place = (clean_line(part) for part in _parts(error))
    advised = f"{message}; {hint}" if hint else message
    if place:
        home = os.environ.get("HOME") or os.sep
        place = f"~{place.removeprefix(home)}" if place.startswith(home + os.sep) else place
        for said in (advised, message):
            left = room - cell_width(said) - 3
            if left >= min(_PATH, cell_width(place)):
                return f"{said} · {_middle_cut(place, left)}"
    return advised if cell_width(advised) <= room else truncate(message, room)


def fault_lines(error: Exception, width: int) -> list[Line]:
    """Return all there is to say of an error, in the place of what could not be read."""
    message, hint, place = (clean_line(part) for part in _parts(error))
    said = f"{message}; {hint}" if hint else message
    where = [Span(f"\n{place}", "meta")] if place else []
    return wrap([Span(f"This cannot be shown: {said}", "hint"), *where], width)


def _parts(error: Exception) -> tuple[str, str, str]:
    """Return what happened, what to do about it, and where."""
    if isinstance(error, ReaderError):
        return error.message, error.hint, error.place
    if isinstance(error, OSError) and error.strerror:
        return error.strerror, "", os.fsdecode(error.filename) if _is_path(error.filename) else ""
    if isinstance(error, sqlite3.Error):
        return f"a database could not be read or written ({error})", "", ""
    return str(error) or type(error).__name__, "", ""


def _is_path(name: object) -> bool:
    return isinstance(name, (str, bytes, os.PathLike))


def _middle_cut(path: str, room: int) -> str:
    """Return a path in at most `room` cells: its beginning and its end, which name the disk and the file."""
    if cell_width(path) <= room:
        return path
    end = path
    while cell_width(end) > room * 2 // 3:
        end = end[1:]
    return truncate(path, room - cell_width(end)) + end
