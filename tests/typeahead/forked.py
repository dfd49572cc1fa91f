"""The real program on a terminal of its own, forked from a process that has imported it: a start takes 0.1 s."""

from __future__ import annotations

import fcntl
import gc
import os
import pty
import signal
import sys
import termios
import time
import traceback
from collections.abc import Sequence
from importlib import import_module
from pathlib import Path

from tests.terminals.program import PATIENCE, Program

_IMPORTED = (
    *(
        "reader.cli.main",
        "reader.tui.launch",
        "reader.tui.app",
        "reader.tui.actions",
        "reader.tui.prompts.filter_and_find",
    ),
    *("reader.tui.screens.note", "reader.tui.screens.story", "textual.widgets._text_area"),
)


class _Child:
    """What `Program` wants of a process: its number, and its end."""

    def __init__(self, pid: int) -> None:
        self.pid = pid
        self.returncode: int | None = None

    def poll(self) -> int | None:
        """Return the exit code, None while it runs."""
        if self.returncode is None:
            pid, status = os.waitpid(self.pid, os.WNOHANG)
            if pid:
                self.returncode = os.waitstatus_to_exitcode(status)
        return self.returncode

    def wait(self) -> int:
        """Wait for its end and return the exit code."""
        end = time.monotonic() + PATIENCE
        while (code := self.poll()) is None and time.monotonic() < end:
            time.sleep(0.005)
        return -1 if code is None else code


class Forked(Program):
    """The reader of this checkout, run by a fork of this process."""

    def __init__(self, words: Sequence[str], *, home: Path, size: tuple[int, int] = (80, 24)) -> None:
        ours, theirs = pty.openpty()
        self._open_screen(ours, size)
        pid = os.fork()
        if not pid:
            _run(words, home, theirs)
        self.process = _Child(pid)  # type: ignore[assignment]
        os.close(theirs)


def load() -> None:
    """Import what the program imports, before the first fork."""
    for name in _IMPORTED:
        import_module(name)
    gc.collect()
    gc.freeze()


def _run(words: Sequence[str], home: Path, terminal: int) -> None:
    """Be the program, in the child: never returns."""
    code = 70
    try:
        os.setsid()
        fcntl.ioctl(terminal, termios.TIOCSCTTY, 0)
        for number in (0, 1, 2):
            os.dup2(terminal, number)
        os.closerange(3, 256)
        for name, number, mode in (("stdin", 0, "r"), ("stdout", 1, "w"), ("stderr", 2, "w")):
            stream = open(number, mode, encoding="utf-8", closefd=False)  # noqa: SIM115
            setattr(sys, name, stream)
            setattr(sys, f"__{name}__", stream)
        for number in (signal.SIGINT, signal.SIGHUP, signal.SIGTERM):
            signal.signal(number, signal.SIG_DFL)
        os.chdir(home)
        os.environ.update(_environment(home))
        from reader.__main__ import main

        code = main(list(words))
    except BaseException:  # noqa: BLE001 - told to whoever started it
        Path(home / "died.txt").write_text(traceback.format_exc(), "utf-8")
    finally:
        sys.stdout.flush()
        os._exit(code)


def _environment(home: Path) -> dict[str, str]:
    folders = {"CONFIG": ".config", "DATA": ".local/share", "STATE": ".local/state", "CACHE": ".cache"}
    return {
        "HOME": str(home),
        "TERM": "xterm-256color",
        "COLORTERM": "truecolor",
        "LANG": "C.UTF-8",
        "BROWSER": "true",
        "EDITOR": "true",
        **{f"XDG_{name}_HOME": str(home / place) for name, place in folders.items()},
    }
