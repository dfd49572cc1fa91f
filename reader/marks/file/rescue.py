"""A damaged journal: set aside under another name, never changed, and read into a new one as far as it goes."""

from __future__ import annotations

import os
import re
import time
from collections.abc import Iterable
from contextlib import closing, suppress
from pathlib import Path
from typing import NamedTuple

from reader.errors import StateError
from reader.marks.changes import statements, undo
from reader.marks.changes.change import Change, StepRow
from reader.marks.changes.edit import check_key, is_kept_form
from reader.marks.file import carve, sql_schema
from reader.marks.file.faults import shown
from reader.marks.file.journal_file import journal_file, make_private, sync_folder
from reader.text.clean import clean_line
from reader.text.identity import short_id

_CHANGE_TYPES = (str, int, int, str, str, str, str, str, str, int, str, str, int)
_STEP_ID = re.compile("[0-9a-f]{26}")
_MOST_CHANGES = 10**9
"""More changes than a step can have: what a dump can name."""
_DUMP_START = b'{"format"'
# The header of an SQLite file: how it begins, and where it holds which program's it is.
_HEADER_BYTES, _SQLITE, _IDENTITY_AT = 100, b"SQLite format 3\0", 68
_MOMENTS = range(2**53)
"""What counts as a time in milliseconds, or as a number at all."""


class RescuedSteps(NamedTuple):
    """What could be read: changes and steps in their old order, and how many changes there had been at least."""

    changes: list[Change]
    steps: list[StepRow]
    written: int


def rescue(path: Path, now: float) -> str:
    """Put a new journal in the place of the damaged one at `path` and return a sentence about it.

    The damaged file becomes `NAME.damaged-YYYYMMDD-HHMMSS` (UTC), beside it; at every moment there is a file under
    the old name. Raises `StateError` for a file of something else, which is left as it is, and `OSError` or
    `sqlite3.Error` when the new one cannot be written; all is then as before.
    """
    data = path.read_bytes()
    if data.lstrip().startswith(_DUMP_START):
        raise StateError(
            "this is a dump of marks, not a journal",
            place=shown(path),
            hint="read it in with `reader state restore` or `reader state merge`",
        )
    found = read(data)
    if not (found.changes or found.steps or _begins_as_journal(data)):
        raise StateError(
            "this is no journal of marks, and was left as it is",
            place=shown(path),
            hint="name another file with --state, or move this one away",
        )
    fresh = path.with_name(path.name + ".rescued")
    with suppress(FileNotFoundError):
        fresh.unlink()  # what a rescue that was cut short had begun to write
    make_private(fresh)
    fresh.chmod(path.stat().st_mode & 0o777)
    write(fresh, found)
    aside = _set_aside(path, fresh, now)
    sql_schema.suspicion(path).unlink(missing_ok=True)
    return _sentence(path, aside, found)


def read(data: bytes) -> RescuedSteps:
    """Return the changes and steps that are still readable in the bytes of a journal."""
    changes: dict[tuple[str, int], tuple[int, Change]] = {}
    steps: dict[str, tuple[int, StepRow]] = {}
    for number, values in carve.rows(data, sql_schema.PAGE_SIZE):
        if (change := _change(values)) is not None:
            changes.setdefault((change.step, change.n), (number, change))
        elif (step := _step(values)) is not None:
            steps.setdefault(step.id, (number, step))
    ordered = sorted(changes.values())
    return RescuedSteps(
        [change for _number, change in ordered],
        [step for _number, step in sorted(steps.values(), key=lambda pair: pair[0])],
        ordered[-1][0] if ordered else 0,
    )


def _begins_as_journal(data: bytes) -> bool:
    """Tell whether a file has the header of a journal, or has lost what it held: a power cut can leave zeros."""
    header = data[:_HEADER_BYTES]
    identity = int.from_bytes(header[_IDENTITY_AT : _IDENTITY_AT + 4])
    return not any(header) or (header.startswith(_SQLITE) and identity == sql_schema.APPLICATION_ID)


def write(path: Path, found: RescuedSteps) -> None:
    """Write changes and steps into an empty file as a journal, and sync it."""
    with closing(sql_schema.connect(path)) as connection:
        sql_schema.prepare(connection, path)
        with sql_schema.transaction(connection):
            undo.write_steps(connection, found.steps)
            statements.add(connection, found.changes, {}, {})
    with suppress(FileNotFoundError):
        journal_file(path).unlink()


def _change(values: list[carve.SqlValue]) -> Change | None:
    """Return a row as a change if it is one and whole. The short id is a hash of the key, so it proves it."""
    if len(values) != 1 + len(_CHANGE_TYPES) or values[0] is not None:
        return None
    if any(type(value) is not kind for value, kind in zip(values[1:], _CHANGE_TYPES, strict=True)):
        return None
    change = Change(*values[1:])  # type: ignore[arg-type]
    numbers = (change.n, change.time, change.old_at, change.new_at)
    try:
        check_key(change.key)
        fits = is_kept_form(change.field, change.old) and is_kept_form(change.field, change.new)
    except ValueError:
        return None
    named = _STEP_ID.fullmatch(change.step) and change.n < _MOST_CHANGES
    if not (
        fits and named and short_id(change.key) == change.article and all(n in _MOMENTS for n in numbers)
    ):
        return None
    return change._replace(
        user=clean_line(change.user), old_by=clean_line(change.old_by), new_by=clean_line(change.new_by)
    )


def _step(values: list[carve.SqlValue]) -> StepRow | None:
    """Return a row as a step if it is one."""
    if len(values) == len(StepRow._fields):
        values = [*values, ""]  # written by version 1, or before the file was brought up to version 2
    if len(values) != 1 + len(StepRow._fields) or values[0] is not None or type(values[3]) is not int:
        return None
    texts: Iterable[object] = (*values[1:3], *values[4:11], *(text or "" for text in values[11:]))
    if values[3] not in _MOMENTS or not all(type(text) is str for text in texts):
        return None
    return StepRow(*values[1:])  # type: ignore[arg-type]


def _set_aside(path: Path, fresh: Path, now: float) -> Path:
    """Give the damaged file another name and its own to the new one."""
    stamp = time.strftime("%Y%m%d-%H%M%S", time.gmtime(now))
    aside = path.with_name(f"{path.name}.damaged-{stamp}")
    count = 1
    while aside.exists():
        count += 1
        aside = path.with_name(f"{path.name}.damaged-{stamp}-{count}")
    # A rollback journal belongs to the damaged file; beside the new one it would be rolled back into that.
    with suppress(FileNotFoundError):
        journal_file(path).rename(journal_file(aside))
    try:
        os.link(path, aside)
    except OSError:
        path.rename(aside)  # a file system without hard links
    fresh.replace(path)
    sync_folder(path.parent)
    return aside


def _sentence(path: Path, aside: Path, found: RescuedSteps) -> str:
    saved, lost = len(found.changes), found.written - len(found.changes)
    losses = f", at least {lost:,} could not be read" if lost else ""
    return (
        f"{shown(path)}: the journal of marks was damaged; {saved:,} changes were saved into a new one{losses}; "
        f"the damaged file is kept as {shown(aside)}"
    )
