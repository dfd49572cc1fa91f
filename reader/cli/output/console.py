"""The process's own streams: data to standard output, talk to standard error, neither able to do harm."""

from __future__ import annotations

import contextlib
import io
import os
import sys
from typing import NamedTuple, TextIO

from reader.errors import ReaderError, UsageError

_SGR = {"bold": "\x1b[1m", "dim": "\x1b[2m"}
_RESET = "\x1b[0m"
_NO_CURSOR = ("", "dumb", "unknown")
_MINIMUM = 20
_STANDARD_ERROR = 2


class Console(NamedTuple):
    """Where a command writes, and what can be shown there.

    `terminal` is true when the data goes to a screen, `talks` when the talk does and its cursor can be moved.
    `styled` allows bold and dim, `unicode` characters beyond ASCII as decoration. `width` is in cells.
    """

    out: TextIO
    err: TextIO
    terminal: bool = False
    talks: bool = False
    styled: bool = False
    unicode: bool = True
    width: int = 80

    @classmethod
    def of_process(cls) -> Console:
        """Return the console of this process.

        With standard output closed, writing data raises `UsageError`; with standard error closed, messages are lost.
        """
        if None in (sys.stdin, sys.stdout, sys.stderr):
            _occupy_descriptors()
        out = ClosedOutput() if sys.stdout is None else _usable(sys.stdout)
        err = _usable(sys.stderr)
        terminal = out.isatty()
        moves = os.environ.get("TERM", "") not in _NO_CURSOR
        return cls(
            out=out,
            err=err,
            terminal=terminal,
            talks=err.isatty() and moves,
            styled=terminal and moves and not os.environ.get("NO_COLOR"),
            unicode=_is_utf8(out),
            width=_width(out),
        )

    def write(self, text: str) -> None:
        """Write text that is known to be clean, as it is."""
        self.out.write(text)

    def write_path(self, path: str, end: str) -> None:
        """Write a path as the bytes that open the file, for other programs, and `end`."""
        if isinstance(self.out, io.TextIOWrapper):
            self.out.flush()
            self.out.buffer.write(os.fsencode(path) + end.encode("ascii"))
        else:
            self.out.write(path + end)

    def line(self, text: str = "") -> None:
        """Write a line of data; whatever could act on a terminal is replaced."""
        self.out.write(harmless(text) + "\n")

    def say(self, text: str) -> None:
        """Write a line of talk to standard error. A closed standard error is no reason to stop."""
        with contextlib.suppress(OSError):
            self.err.write(harmless(text) + "\n")
            self.err.flush()

    def complain(self, error: ReaderError) -> None:
        """Say an error, each of its lines as a sentence, and below it its notes (a query with the place marked)."""
        for line in str(error).split("\n"):
            self.say(f"reader: {line}")
        for note in getattr(error, "__notes__", ()):
            for line in note.split("\n"):
                self.say(line)

    def style(self, text: str, name: str) -> str:
        """Return the text in a style (`bold` or `dim`) where styles are allowed, else as it is."""
        return f"{_SGR[name]}{text}{_RESET}" if self.styled and text else text

    def abandon(self) -> None:
        """Throw away what is not yet written, so that the interpreter does not try again as it ends."""
        with contextlib.suppress(OSError, ValueError):
            nowhere = os.open(os.devnull, os.O_WRONLY)
            os.dup2(nowhere, self.out.fileno())
            os.close(nowhere)


class ClosedOutput(io.StringIO):
    """Standard output that was closed before the start (`>&-`): data cannot be written, and that is an error."""

    def write(self, text: str) -> int:
        """Raise `UsageError`."""
        raise UsageError(
            "standard output is closed, so nothing can be printed", hint="redirect it to a file or a pipe"
        )


def harmless(text: str) -> str:
    """Return one line in which every character that is not printable is a `?`; offsets stay as they are."""
    if text.isprintable():
        return text
    return "".join(character if character.isprintable() else "?" for character in text)


def _usable(stream: TextIO | None) -> TextIO:
    if stream is None:
        return open(os.devnull, "w", encoding="utf-8")
    if isinstance(stream, io.TextIOWrapper):
        with contextlib.suppress(OSError, ValueError):
            # A pipe that another program has made non-blocking would lose what does not fit.
            os.set_blocking(stream.fileno(), True)
        # No character of an article or of a file's name may end the program because the encoding lacks it.
        stream.reconfigure(errors="backslashreplace")
    return stream


def _occupy_descriptors() -> None:
    """Open the null device in place of closed standard streams, so that no file of the program gets their number.

    A child process would else write its messages into that file.
    """
    while (descriptor := os.open(os.devnull, os.O_RDWR)) <= _STANDARD_ERROR:
        os.set_inheritable(descriptor, True)
    os.close(descriptor)


def _is_utf8(stream: TextIO) -> bool:
    return (stream.encoding or "utf-8").lower().replace("_", "-") in ("utf-8", "utf8")


def _width(stream: TextIO) -> int:
    columns = os.environ.get("COLUMNS", "")
    if columns.isascii() and columns.isdigit():
        return max(_MINIMUM, int(columns[:4]))
    try:
        return max(_MINIMUM, os.get_terminal_size(stream.fileno()).columns or 80)
    except (OSError, ValueError):
        return 80
