"""What Linux tells of a process and its children: memory, processor time, and time spent waiting for a processor."""

from __future__ import annotations

import os
import signal
from collections import defaultdict
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

_PROC = Path("/proc")


def family(pid: int) -> list[int]:
    """Return a process and all it has started that still run."""
    children: dict[int, list[int]] = defaultdict(list)
    for folder in _PROC.iterdir():
        if folder.name.isdigit():
            with suppress(OSError):
                # The name stands in brackets and may hold any character.
                parent = (folder / "stat").read_text().rpartition(")")[2].split()[1]
                children[int(parent)].append(int(folder.name))
    found = [pid]
    for each in found:
        found += children[each]
    return found


def resident(pid: int) -> int:
    """Return the bytes of memory that a process and its children have resident."""
    page = os.sysconf("SC_PAGE_SIZE")
    total = 0
    for each in family(pid):
        with suppress(OSError):
            total += int((_PROC / str(each) / "statm").read_text().split()[1]) * page
    return total


def is_helped(pid: int) -> bool:
    """Tell whether a process has other processes at work, such as the one that makes the stories of a new index."""
    for each in family(pid)[1:]:
        with suppress(OSError):
            if b"spawn_main" in (_PROC / str(each) / "cmdline").read_bytes():
                return True
    return False


def busy(pid: int) -> float:
    """Return the seconds of processor time that the threads of a process have used."""
    return sum(used for used, _ in _schedule(pid))


def delay(pid: int) -> float:
    """Return the seconds that the threads of a process could have run, had a processor been free."""
    return sum(waited for _, waited in _schedule(pid))


def keep_priority() -> None:
    """Give this process's new session the niceness that the process has inherited.

    Linux schedules by session (autogroup): niceness counts only inside one, and a new terminal is a new session.
    """
    with suppress(OSError):
        (_PROC / "self" / "autogroup").write_text(str(os.getpriority(os.PRIO_PROCESS, 0)))


def end(pid: int, number: int = signal.SIGTERM) -> None:
    """Send a signal to a child process of ours and its children, and wait for the child."""
    for each in reversed(family(pid)):
        with suppress(OSError):
            os.kill(each, number)
    with suppress(OSError):
        os.waitpid(pid, 0)


def _schedule(pid: int) -> Iterator[tuple[float, float]]:
    """Yield for each thread the seconds it ran and the seconds it waited to run."""
    with suppress(OSError):
        for thread in (_PROC / str(pid) / "task").iterdir():
            with suppress(OSError):
                ran, waited = (thread / "schedstat").read_text().split()[:2]
                yield int(ran) / 1e9, int(waited) / 1e9
