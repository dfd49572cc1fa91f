"""One program at a time refreshes an index; the others wait, or do without the lock where there is none."""

from __future__ import annotations

import fcntl
import os
from pathlib import Path
from types import TracebackType


class RefreshLock:
    """A lock on a file beside the index; the system lets go of it when its holder ends, however that happens.

    Used in a `with` block around `acquire`. Without a path, or where the file system knows no locks, `acquire` always
    succeeds: two refreshes at once do the same work twice, and no harm.
    """

    def __init__(self, index: Path | None) -> None:
        self._descriptor: int | None = None
        self._path = None if index is None else f"{index}.lock"

    def acquire(self) -> bool:
        """Try to get the lock; return at once whether that went well."""
        if self._path is None:
            return True
        try:
            if self._descriptor is None:
                self._descriptor = os.open(
                    self._path, os.O_CREAT | os.O_RDWR | os.O_CLOEXEC | os.O_NOFOLLOW, 0o600
                )
            # Whatever the umask has left of the mode.
            os.fchmod(self._descriptor, 0o600)
            fcntl.flock(self._descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return False
        except OSError:
            return True
        return True

    def __enter__(self) -> RefreshLock:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._descriptor is not None:
            os.close(self._descriptor)
            self._descriptor = None
