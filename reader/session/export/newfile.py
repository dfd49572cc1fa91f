"""A new file for what a command makes: there whole or not at all, and never in the place of another unasked."""

from __future__ import annotations

import os
import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TextIO

from reader.errors import UsageError


class TakenError(UsageError):
    """There is a file of that name already, and nobody has said that it may be replaced."""


def check_free(file: Path, *, force: bool) -> None:
    """Raise `UsageError` where `file` cannot be made: a folder, or in none; `TakenError` where it is there already."""
    if file.is_dir():
        raise UsageError("this is a folder", place=str(file), hint="name a file")
    if not file.parent.is_dir():
        raise UsageError("there is no such folder", place=str(file.parent))
    if os.path.lexists(file) and not force and not _is_channel(file):
        raise _taken(file)


@contextmanager
def new_file(file: Path, *, force: bool) -> Iterator[TextIO]:
    """Yield where to write; at the end the file stands under its name, with the mode that the umask gives.

    With `force` it replaces the one that is there (behind a symbolic link, the one the link leads to). Without,
    one that has appeared meanwhile stays. A pipe or a device is written to and never replaced. Raises
    `UsageError` as `check_free`.
    """
    check_free(file, force=force)
    if _is_channel(file):
        with open(file, "w", encoding="utf-8", errors="backslashreplace") as out:
            yield out
        return
    target = Path(os.path.realpath(file)) if force else file
    new = target.with_name(f".reader-{secrets.token_hex(6)}.new")
    descriptor = os.open(new, os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_CLOEXEC, 0o666)
    try:
        # A path in a record can hold bytes that are no UTF-8; they are written as on standard output.
        with open(descriptor, "w", encoding="utf-8", errors="backslashreplace", newline="\n") as out:
            yield out
            out.flush()
            os.fsync(out.fileno())
        if force:
            new.replace(target)
        else:
            _move_to_free_name(new, target)
    finally:
        new.unlink(missing_ok=True)


def _move_to_free_name(new: Path, target: Path) -> None:
    try:
        os.link(new, target)
    except FileExistsError:
        raise _taken(target) from None
    except OSError:  # a file system without links: the name is claimed first, then taken
        try:
            os.close(os.open(target, os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_CLOEXEC, 0o666))
        except FileExistsError:
            raise _taken(target) from None
        new.replace(target)


def _is_channel(file: Path) -> bool:
    return file.exists() and not file.is_file()


def _taken(file: Path) -> TakenError:
    return TakenError("there is such a file already", place=str(file))
