"""A program on a pseudo-terminal: press a key, and know when the last read came that changed the screen.

Every read is stamped before anything is made of it, and parsed only when the program has fallen silent, so that
the emulation costs the program nothing and enters no figure.
"""

from __future__ import annotations

import fcntl
import os
import pty
import re
import select
import signal
import struct
import termios
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Self

import pyte

from tests.bench import process

QUIET = 0.04
"""Seconds of silence that end a measurement."""

# Asks whether output can be synchronised, which most terminals of today can.
_SYNC_QUERY, _SYNC_ANSWER = b"\x1b[?2026$p", b"\x1b[?2026;2$y"
# What the emulator would print instead of passing it over: private sequences with `<`, `=`, `>` or `$`.
_UNKNOWN = re.compile(rb"\x1b\[(?:[<=>][0-9;]*[a-zA-Z]|\?[0-9;]*\$p)")
_BEGUN = re.compile(rb"\x1b(?:\[[0-?]*[ -/]*)?\Z")

Seen = Callable[["Terminal"], bool]


class StoppedError(Exception):
    """The program has ended, or has not shown in time what was waited for; the message holds the screen."""


@dataclass(frozen=True, slots=True)
class Reaction:
    """What a key, or a start, led to.

    `seconds` to the read after which the screen was as waited for or, where nothing was, last changed; None when
    it never changed. `size` is in bytes. `delay` is how long the program stood in the queue for a processor. `first`
    is to the first change, for when more goes on than what the key led to.
    """

    seconds: float | None
    size: int
    delay: float
    first: float | None = None


class Terminal:
    """A terminal of `columns` by `rows` with a program in it, started at once.

    `size` counts the bytes written so far; only changes in the `watched` columns count as such.
    """

    def __init__(
        self, words: Sequence[str], environment: Mapping[str, str], *, columns: int, rows: int
    ) -> None:
        self.columns, self.rows = columns, rows
        self.size = 0
        self.watched = range(columns)
        self._screen = pyte.Screen(columns, rows)
        self._stream = pyte.ByteStream(self._screen)
        self._read: list[tuple[float, bytes]] = []
        self._rest = b""
        self.started = time.perf_counter()
        self.pid, self._terminal = pty.fork()
        if not self.pid:
            _become(words, environment, columns, rows)
        # The child looks at the size only once Python has started; by then it is set.
        fcntl.ioctl(self._terminal, termios.TIOCSWINSZ, struct.pack("HHHH", rows, columns, 0, 0))
        self._poll = select.poll()
        self._poll.register(self._terminal, select.POLLIN)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    @property
    def lines(self) -> list[str]:
        """Return what is on the screen."""
        return list(self._screen.display)

    @property
    def text(self) -> str:
        """Return what is on the screen, line by line."""
        return "\n".join(self.lines)

    def until(self, seen: Seen, *, timeout: float = 30.0, since: float | None = None) -> Reaction:
        """Wait until the screen is as `seen` wants it, counting from `since` (the start when None)."""
        begun = self.started if since is None else since
        return self._react(begun, self.size, seen, quiet=QUIET, timeout=timeout)

    def press(
        self, keys: str, *, quiet: float = QUIET, seen: Seen | None = None, timeout: float = 10.0
    ) -> Reaction:
        """Send keys and wait until the program has been silent for `quiet` seconds (and `seen` holds, if given)."""
        while self._take(0):
            pass
        self._parse(lambda _when: None)
        size = self.size
        begun = time.perf_counter()
        os.write(self._terminal, keys.encode())
        return self._react(begun, size, seen, quiet=quiet, timeout=timeout)

    def rest(self, quiet: float, *, timeout: float = 60.0) -> None:
        """Wait until the program has been silent for `quiet` seconds."""
        end = time.perf_counter() + timeout
        while self._take(quiet) and time.perf_counter() < end:
            pass
        self._parse(lambda _when: None)

    def close(self) -> None:
        """End the program, however busy it is."""
        if self._terminal >= 0:
            process.end(self.pid, signal.SIGKILL)
            os.close(self._terminal)
            self._terminal = -1

    def _react(self, begun: float, size: int, seen: Seen | None, *, quiet: float, timeout: float) -> Reaction:
        waited = process.delay(self.pid)
        end = time.perf_counter() + timeout
        changed: list[float] = []

        def note(when: float) -> bool:
            if seen is None or seen(self):
                changed.append(when)
            return seen is not None and bool(changed)

        while True:
            if self._take(quiet) and time.perf_counter() < end:
                continue
            if self._parse(note) or (changed and seen is None) or time.perf_counter() >= end:
                break
        if seen is not None and not changed:
            raise StoppedError(f"not shown in {timeout:g} s; the screen was:\n{self.text}")
        when, first = (changed[-1] - begun, changed[0] - begun) if changed else (None, None)
        return Reaction(when, self.size - size, max(0.0, process.delay(self.pid) - waited), first)

    def _take(self, timeout: float) -> bool:
        """Read what comes within `timeout` seconds; tell whether something came."""
        if not self._poll.poll(timeout * 1000):
            return False
        try:
            data = os.read(self._terminal, 1 << 16)
        except OSError:  # the other end is closed
            data = b""
        if not data:
            self._parse(lambda _when: None)
            raise StoppedError(f"the program has ended; the screen was:\n{self.text}")
        self._read.append((time.perf_counter(), data))
        self.size += len(data)
        if _SYNC_QUERY in data:
            os.write(self._terminal, _SYNC_ANSWER)
        return True

    def _parse(self, note: Callable[[float], object]) -> bool:
        """Bring the screen up to date read by read, and `note` when each that changed it came.

        Returns early, and True, when `note` does; what came after is parsed the next time.
        """
        while self._read:
            when, data = self._read.pop(0)
            before = self._cells()
            data = self._rest + data
            begun = _BEGUN.search(data)
            cut = begun.start() if begun else len(data)
            data, self._rest = data[:cut], data[cut:]
            self._screen.dirty.clear()
            self._stream.feed(_UNKNOWN.sub(b"", data))
            if self._screen.dirty and self._cells() != before and note(when):
                return True
        return False

    def _cells(self) -> list[tuple[object, ...]]:
        """Return the cells with their colours: a cursor bar that moves changes nothing else."""
        buffer = self._screen.buffer
        return [tuple(buffer[row][column] for column in self.watched) for row in range(self.rows)]


def _become(words: Sequence[str], environment: Mapping[str, str], columns: int, rows: int) -> None:
    """Turn the forked child into the program."""
    try:
        fcntl.ioctl(0, termios.TIOCSWINSZ, struct.pack("HHHH", rows, columns, 0, 0))
        process.keep_priority()
        os.execvpe(words[0], list(words), dict(environment))  # noqa: S606 - no shell is wanted
    finally:
        os._exit(127)
