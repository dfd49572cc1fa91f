"""Temporary files beside the file they are to replace: locked while in use, so that abandoned ones can be removed."""

from __future__ import annotations

import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

_START, _END = ".reader-", ".tmp"


@contextmanager
def temporary_file(folder: Path, mode: int = 0o600) -> Iterator[tuple[Path, int]]:
    """Yield a new file in `folder` and its open descriptor; what has not been moved elsewhere by the end is removed.

    First removes those that a killed program has left there. Raises `OSError`.
    """
    remove_abandoned(folder)
    new, descriptor = _created(folder, mode)
    try:
        yield new, descriptor
    finally:
        new.unlink(missing_ok=True)
        os.close(descriptor)


def remove_abandoned(folder: Path) -> None:
    """Remove the temporary files in `folder` whose program has ended; none where locks are not supported."""
    with suppress(OSError), os.scandir(folder) as entries:
        for entry in entries:
            if entry.name.startswith(_START) and entry.name.endswith(_END):
                _remove_unless_locked(folder / entry.name)


def _remove_unless_locked(path: Path) -> None:
    with suppress(OSError):
        descriptor = os.open(path, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK | os.O_CLOEXEC)
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
            path.unlink()
        finally:
            os.close(descriptor)


def _created(folder: Path, mode: int) -> tuple[Path, int]:
    while True:
        new = folder / f"{_START}{os.urandom(6).hex()}{_END}"
        descriptor = os.open(new, os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_CLOEXEC, mode)
        with suppress(OSError):
            fcntl.flock(descriptor, fcntl.LOCK_EX)
        if os.fstat(descriptor).st_nlink:
            return new, descriptor
        os.close(descriptor)  # taken for an abandoned one before it was locked
