"""The real program on a terminal of its own: every byte it writes is kept, every byte it reads is ours."""

from __future__ import annotations

import fcntl
import os
import pty
import re
import select
import signal
import struct
import subprocess
import sys
import termios
import time
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Self

import pyte

from tests.bench.process import family

PATIENCE = 30.0
"""Seconds after which something that has not come will not come."""

# What the emulator would print instead of passing it over: strings for the terminal, private sequences.
_UNKNOWN = re.compile(rb"\x1b(?:\[(?:[<=>][0-9;]*[a-zA-Z]|\?[0-9;]*\$p)|P[^\x1b]*\x1b\\)")


class Program:
    """A program on a pseudo-terminal, and what it has written so far."""

    def __init__(
        self,
        words: Sequence[str | Path],
        *,
        size: tuple[int, int] = (80, 24),
        environment: Mapping[str, str] | None = None,
    ) -> None:
        ours, theirs = pty.openpty()
        self._open_screen(ours, size)
        self.process = subprocess.Popen(
            [str(word) for word in words],
            stdin=theirs,
            stdout=theirs,
            stderr=theirs,
            env={**os.environ, **(environment or {})},
            preexec_fn=_take_terminal,
        )
        os.close(theirs)

    def _open_screen(self, terminal: int, size: tuple[int, int]) -> None:
        """Take our end of the terminal, with a screen that has taken nothing yet."""
        self._terminal = terminal
        self._screen = pyte.Screen(size[0] or 80, size[1] or 24)
        self._stream = pyte.ByteStream(self._screen)
        self.written = bytearray()
        self._parsed = 0
        self.resize(*size, tell=False)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        for pid in reversed(family(self.process.pid)):
            try:
                os.kill(pid, signal.SIGKILL)
            except ProcessLookupError:
                continue
        self.process.wait()
        self.hang_up()

    @property
    def text(self) -> str:
        """Return what is on the screen."""
        return "\n".join(self.lines)

    @property
    def lines(self) -> list[str]:
        """Return the lines of the screen."""
        data = bytes(self.written[self._parsed :])
        # The last sequence may be there in part only.
        if begun := re.search(rb"\x1b[^\x1b]{0,60}\Z", data):
            data = data[: begun.start()] if not re.search(rb"[a-zA-Z\\\x07]\Z", data) else data
        self._parsed += len(data)
        self._stream.feed(_UNKNOWN.sub(b"", data))
        return list(self._screen.display)

    def read(self, seconds: float) -> bool:
        """Read what comes within some seconds; tell whether something came."""
        if self._terminal < 0 or not select.select([self._terminal], [], [], seconds)[0]:
            return False
        try:
            data = os.read(self._terminal, 1 << 16)
        except OSError:  # Linux says so when the other end is closed
            return False
        self.written += data
        return bool(data)

    def until(self, seen: str | Callable[[str], bool], *, seconds: float = PATIENCE) -> Self:
        """Wait until a text stands on the screen, or the screen is as wanted."""
        wanted = seen if callable(seen) else lambda text: seen in text
        end = time.monotonic() + seconds
        while not wanted(self.text):
            assert time.monotonic() < end, f"not shown: {seen}; the screen was:\n{self.text}"
            self.read(0.05)
        return self

    def rest(self, quiet: float = 0.4) -> Self:
        """Wait until nothing has come for some seconds."""
        while self.read(quiet):
            pass
        return self

    def send(self, keys: str | bytes, *, quiet: float = 0.0) -> Self:
        """Press keys, and where `quiet` is given wait until the program has been silent for so long."""
        data = keys.encode() if isinstance(keys, str) else keys
        while data:
            # A program that does not read fills the terminal's queue; what it writes must be read meanwhile.
            if select.select([], [self._terminal], [], 0.05)[1]:
                data = data[os.write(self._terminal, data[:1024]) :]
            self.read(0)
        return self.rest(quiet) if quiet else self

    def resize(self, columns: int, rows: int, *, tell: bool = True) -> None:
        """Give the terminal another size, which the kernel tells the program."""
        fcntl.ioctl(self._terminal, termios.TIOCSWINSZ, struct.pack("HHHH", rows, columns, 0, 0))
        if tell:
            _ = self.lines
            self._screen.resize(rows or 24, columns or 80)

    def hang_up(self) -> None:
        """Close the terminal, as a line that drops or a window that is closed does."""
        if self._terminal >= 0:
            os.close(self._terminal)
            self._terminal = -1

    def wait(self, seconds: float = PATIENCE) -> int:
        """Wait until the program has ended, reading what it still says; return its exit code."""
        end = time.monotonic() + seconds
        while self.process.poll() is None:
            assert time.monotonic() < end, f"still running; the screen was:\n{self.text}"
            if not self.read(0.05):
                time.sleep(0.02)
        while self.read(0):
            pass
        return self.process.returncode


def _take_terminal() -> None:
    """Make standard input the terminal of a session of the program's own, whose signals it then gets."""
    os.setsid()
    fcntl.ioctl(0, termios.TIOCSCTTY, 0)


def reader(*words: str | Path) -> list[str]:
    """Return the command that runs the reader of this checkout."""
    return [sys.executable, "-m", "reader", *map(str, words)]
