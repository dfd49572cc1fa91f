"""Decoders in a process of their own, with bounded time, and bounded memory where the system can bound it."""

from __future__ import annotations

import signal
import subprocess
import sys
from contextlib import suppress

from reader.fetch.errors import FetchError


def run_module(
    module: str, data: bytes, *arguments: str, seconds: int, what: str, url: str
) -> subprocess.CompletedProcess[bytes]:
    """Run a module on `data` as its standard input and return what it did.

    `what` and `url` name the work in errors. Raises `FetchError` where the process cannot be started, takes longer
    than `seconds`, or is ended by a signal.
    """
    command = [sys.executable, "-P", "-m", module, *arguments]
    try:
        done = subprocess.run(command, input=data, capture_output=True, timeout=seconds, check=False)
    except subprocess.TimeoutExpired as error:
        raise FetchError(f"reading the {what} took longer than {seconds} seconds", place=url) from error
    except OSError as error:
        reason = error.strerror or str(error)
        raise FetchError(f"no process could be started to read the {what} ({reason})", place=url) from error
    if done.returncode < 0:
        number = -done.returncode
        name = signal.strsignal(number) or f"signal {number}"
        raise FetchError(f"the process that read the {what} was ended ({name})", place=url)
    return done


def limit_memory(size: int) -> None:
    """Bound the address space of this process to `size` bytes, or to less where a lower limit holds already.

    Without effect where the system has no such limit or refuses to set it (macOS, some containers): what the
    process decodes is bounded by other means too, so it goes on.
    """
    try:
        import resource
    except ImportError:
        return
    with suppress(AttributeError, OSError, ValueError):
        limits = resource.getrlimit(resource.RLIMIT_AS)
        bound = min([size, *(limit for limit in limits if limit != resource.RLIM_INFINITY)])
        resource.setrlimit(resource.RLIMIT_AS, (bound, bound))
