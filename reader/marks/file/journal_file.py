"""Where the journal's file is: made for its owner alone, known by its number, never replaced in passing."""

from __future__ import annotations

import fcntl
import os
import stat
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from reader.errors import StateError
from reader.marks.file.faults import shown

FILE_MODE = 0o600
FOLDER_MODE = 0o700


def make_ready(path: Path) -> None:
    """Make the file and the folders above it where they are missing; see that the file can be written.

    What is there already keeps its permissions, for a journal may be shared on purpose. Raises `OSError` when
    something cannot be made and `StateError` when the file is none or cannot be written.
    """
    _make_folder(path.parent)
    # The file is never opened here when it exists: closing it would drop the locks that another
    # connection of this process holds on it (a rule of POSIX, not of SQLite).
    with suppress(FileExistsError):
        make_private(path)
    if not stat.S_ISREG(path.stat().st_mode):
        raise StateError("this is no file, so marks cannot be kept in it", place=shown(path))
    if not (_can_be_written(journal_file(path)) and os.access(path, os.R_OK | os.W_OK)):
        raise StateError(
            "the journal of marks cannot be written, so nothing would be saved",
            place=shown(path),
            hint="make the file and its folder writable for you, or name another with --state",
        )


def _can_be_written(companion: Path) -> bool:
    """Tell whether SQLite's rollback journal can be written, or made where there is none."""
    if os.access(companion, os.W_OK):
        return True
    if not companion.exists():
        return os.access(companion.parent, os.W_OK)
    # Another session may have made it since the first look.
    return os.access(companion, os.W_OK)


def make_private(path: Path) -> None:
    """Make an empty file that its owner alone can read, under any umask. Raises `FileExistsError`."""
    descriptor = os.open(path, os.O_CREAT | os.O_EXCL | os.O_WRONLY | os.O_CLOEXEC, FILE_MODE)
    try:
        os.fchmod(descriptor, FILE_MODE)
    finally:
        os.close(descriptor)


def number_of(path: Path) -> tuple[int, int]:
    """Return device and number of the file that has this name now; (0, 0) when there is none."""
    try:
        status = path.stat()
    except OSError:
        return 0, 0
    return status.st_dev, status.st_ino


def journal_file(path: Path) -> Path:
    """Return the name of SQLite's rollback journal."""
    return path.with_name(path.name + "-journal")


@contextmanager
def folder_lock(folder: Path) -> Iterator[None]:
    """Keep all other sessions out of what only one may do to the files of a folder. Waits for its turn."""
    descriptor = os.open(folder, os.O_RDONLY | os.O_CLOEXEC)
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX)
        yield
    finally:
        os.close(descriptor)


def sync_folder(folder: Path) -> None:
    """Make the names in a folder durable."""
    descriptor = os.open(folder, os.O_RDONLY | os.O_CLOEXEC)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def _make_folder(folder: Path) -> None:
    if folder.is_dir():
        return
    _make_folder(folder.parent)
    with suppress(FileExistsError):
        folder.mkdir(FOLDER_MODE)
        folder.chmod(FOLDER_MODE)
