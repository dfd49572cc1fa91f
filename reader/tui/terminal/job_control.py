"""Whether somebody could continue the program once it is stopped."""

from __future__ import annotations

import os
import signal
import subprocess
from contextlib import suppress


def can_be_continued() -> bool:
    """Tell whether a stopped program would be noticed: whether a shell with job control is somewhere above it.

    The kernel knows: it lets no signal of the terminal stop a process group in whose session nobody is left to
    continue it (an orphaned one), as under `ssh host reader`, as the command of a window of tmux, or in a container.
    So a process that does nothing else is asked to stop. Takes some milliseconds.
    """
    try:
        probe = subprocess.Popen(
            ["/bin/sh", "-c", "kill -TSTP $$"],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
    except OSError:
        return False
    with suppress(ChildProcessError):
        _pid, status = os.waitpid(probe.pid, os.WUNTRACED)
        if os.WIFSTOPPED(status):
            probe.kill()
            probe.wait()
            return True
        probe.returncode = os.waitstatus_to_exitcode(status)
    return False


def stop() -> None:
    """Stop the process group as Ctrl+Z of the terminal does: also what has started the program and waits for it.

    Returns once the program is continued, or shortly before it is stopped.
    """
    before = signal.signal(signal.SIGTSTP, signal.SIG_IGN)
    os.kill(0, signal.SIGTSTP)
    os.kill(os.getpid(), signal.SIGSTOP)
    signal.signal(signal.SIGTSTP, before)
