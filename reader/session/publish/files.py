"""One file of the corpus: read whole, and swapped for one that differs in a few bytes, with nothing lost on the way."""

from __future__ import annotations

import errno
import hashlib
import os
import stat
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from reader.corpus.edit.source_map import Splice
from reader.corpus.front_matter.split import MAX_FILE
from reader.errors import EditError
from reader.marks.file.journal_file import sync_folder

_CHANGED = "it has changed since it was looked at"
_REASONS = {
    errno.ENOSPC: "the disk is full",
    errno.EDQUOT: "your share of the disk is used up",
    errno.EROFS: "it is on a disk that is closed to writing",
    errno.EACCES: "it may not be written",
    errno.EPERM: "it may not be replaced",
    errno.ENOENT: "it is no longer there",
    errno.ENOTDIR: "it is no longer there",
    errno.ELOOP: "it is a symbolic link now",
}


def digest(data: bytes) -> str:
    """Return by what the bytes of a file are known again."""
    return hashlib.sha256(data).hexdigest()


def read_whole(file: Path) -> tuple[bytes, os.stat_result]:
    """Return the bytes of a regular file, and its status. Raises `OSError`, and `EditError` for anything else."""
    # Without O_NONBLOCK a pipe that has taken the place of the file would block for good.
    descriptor = os.open(file, os.O_RDONLY | os.O_NONBLOCK | os.O_NOFOLLOW | os.O_CLOEXEC)
    with open(descriptor, "rb", buffering=0) as stream:
        status = os.fstat(descriptor)
        if not stat.S_ISREG(status.st_mode):
            raise EditError("it is no regular file now")
        if status.st_size > MAX_FILE:
            raise EditError(_CHANGED)
        return stream.read(MAX_FILE + 1), status


def obstacle(file: Path, status: os.stat_result) -> str:
    """Return why a file cannot be swapped for a new one, as a sentence; "" where it can.

    The superuser may write anywhere; what has no write bit at all is nevertheless meant to stay.
    """
    if status.st_nlink > 1:
        return f"it has {status.st_nlink} names (hard links), of which only one would be changed"
    if not status.st_mode & 0o222:
        return "it is read-only"
    if not os.access(file, os.W_OK):
        return "it may not be written"
    folder = file.parent
    if not folder.stat().st_mode & 0o222 or not os.access(folder, os.W_OK | os.X_OK):
        return "its folder may not be written"
    return ""


@contextmanager
def explained() -> Iterator[None]:
    """Turn what the system complains of into an `EditError`, one sentence about the file."""
    try:
        yield
    except OSError as error:
        reason = _REASONS.get(error.errno or 0) or f"it cannot be changed ({error.strerror or error})"
        raise EditError(reason) from error


def swap(file: Path, new: Path, splice: Splice, expected: str) -> None:
    """Put a changed copy of `file`, written as `new` beside it, in its place, with its mode, owner and attributes.

    At every moment the file is whole, the old or the new one. `expected` is the digest of what it must hold, now and
    again right before the swap. Raises `EditError`; the file is then as it was, and `new` gone.
    """
    with explained():
        data, before = read_whole(file)
        if digest(data) != expected:
            raise EditError(_CHANGED)
        if reason := obstacle(file, before):
            raise EditError(reason)
        try:
            _write(new, splice.applied(data), file, before)
            again, now = read_whole(file)
            if again != data or _moment(now) != _moment(before):
                raise EditError(_CHANGED)
            new.replace(file)
        finally:
            new.unlink(missing_ok=True)
        sync_folder(file.parent)


def _moment(status: os.stat_result) -> tuple[int, ...]:
    return status.st_dev, status.st_ino, status.st_size, status.st_mtime_ns, status.st_ctime_ns


def _write(new: Path, data: bytes, model: Path, status: os.stat_result) -> None:
    descriptor = os.open(new, os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_NOFOLLOW | os.O_CLOEXEC, 0o600)
    with open(descriptor, "wb") as stream:
        made = os.fstat(descriptor)
        if (made.st_uid, made.st_gid) != (status.st_uid, status.st_gid):
            try:
                os.fchown(descriptor, status.st_uid, status.st_gid)
            except PermissionError:
                raise EditError("it belongs to another user or group and would be theirs no more") from None
        _copy_attributes(model, descriptor)
        os.fchmod(descriptor, stat.S_IMODE(status.st_mode))
        stream.write(data)
        stream.flush()
        os.fsync(descriptor)


def _copy_attributes(model: Path, descriptor: int) -> None:
    """Copy extended attributes, as far as the file system and the rights of this user go."""
    if not hasattr(os, "listxattr"):  # no Linux
        return
    with suppress(OSError):
        for name in os.listxattr(model, follow_symlinks=False):
            with suppress(OSError):  # one that only the superuser may set
                os.setxattr(descriptor, name, os.getxattr(model, name, follow_symlinks=False))
