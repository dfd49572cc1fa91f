"""A command at work: articles go in, what it says comes out, and it can be stopped. An argument list, never a shell."""

from __future__ import annotations

import os
import re
import select
import shlex
import signal
import threading
import time
from collections.abc import Callable, Iterable, Sequence
from contextlib import suppress

from reader.errors import ReaderError
from reader.text.clean import clean_block
from reader.tui.background.processes import start

KEPT_OUTPUT = 2**18
"""Bytes of output that are kept; the rest is read, so that the command can end, and counted."""

# Seconds between two looks at whether to stop, and from asking a command to end until it is made to.
_LOOK = 0.1
_PATIENCE = 1.0
_CHUNK = 65_536
# Seconds between two reads of what is not kept, so that a command without end leaves the processor to others.
_REST = 0.002
# What colours and moves a cursor: taken out whole, where cleaning would leave the letters of it.
_SEQUENCES = re.compile(
    "\x1b(?:\\[[0-?]*[ -/]*[@-~]|[\\]P^_X][^\x07\x1b]*(?:\x07|\x1b\\\\)?|[ -/]*[0-~])|\x9b[0-?]*[ -/]*[@-~]"
)


def understood(text: str) -> list[str]:
    """Return the words of a command as a shell would split them. Raises `ReaderError`; nothing is expanded."""
    try:
        words = shlex.split(text)
    except ValueError as error:
        raise ReaderError(f"this cannot be understood ({str(error).lower()})") from error
    if not words:
        raise ReaderError("type a command")
    return words


class PipeProcess:
    """A command that has been started; `run` feeds it and takes what it says until it ends or is stopped."""

    def __init__(self, command: Sequence[str]) -> None:
        """Start it, in a session of its own, so that it cannot reach the terminal. Raises `ReaderError`."""
        self._process = start(command, piped=True)
        self._output = bytearray()
        self._stopped = threading.Event()
        self._fault: ReaderError | None = None
        self.dropped = 0

    @property
    def size(self) -> int:
        """Return how many bytes of its output are kept so far."""
        return len(self._output)

    @property
    def text(self) -> str:
        """Return what the command has said so far, clean."""
        return clean_block(_SEQUENCES.sub("", bytes(self._output).decode("utf-8", "replace")))

    def stop(self) -> None:
        """Have the command ended; `run` returns soon after."""
        self._stopped.set()

    def run(self, chunks: Iterable[str], on_output: Callable[[], object] = lambda: None) -> str:
        """Feed the command and return how it ended, in a few words. Blocks; `on_output` is called now and then.

        Raises the `ReaderError` that reading the articles may have ended with.
        """
        feeder = threading.Thread(target=self._feed, args=(chunks,), daemon=True)
        feeder.start()
        self._listen(on_output)
        if self._stopped.is_set():
            self._end()
        code = self._process.wait()
        if self._process.stdout is not None:
            self._process.stdout.close()
        feeder.join(_PATIENCE)
        if self._fault is not None:
            raise self._fault
        if self._stopped.is_set():
            return "stopped"
        if code < 0:
            return f"ended by {signal.Signals(-code).name}"
        return f"exit code {code}" if code else "done"

    def _feed(self, chunks: Iterable[str]) -> None:
        stdin = self._process.stdin
        if stdin is None:
            return
        try:
            with stdin, suppress(BrokenPipeError):  # a command need not read all: `head -1`
                for chunk in chunks:
                    if self._stopped.is_set():
                        return
                    stdin.write(chunk.encode("utf-8", "replace"))
        except BrokenPipeError:  # at closing, of what was not written yet
            return
        except ReaderError as error:
            self._fault = error
            self.stop()

    def _listen(self, on_output: Callable[[], object]) -> None:
        if self._process.stdout is None:
            return
        descriptor = self._process.stdout.fileno()
        while not self._stopped.is_set():
            if not select.select([descriptor], [], [], _LOOK)[0]:
                continue
            data = os.read(descriptor, _CHUNK)
            if not data:
                return
            room = KEPT_OUTPUT - self.size
            self._output += data[:room]
            if len(data) > room:
                self.dropped += len(data) - room
                time.sleep(_REST)
            on_output()

    def _end(self) -> None:
        """End the command with all that it has started."""
        for number in (signal.SIGTERM, signal.SIGKILL):
            with suppress(ProcessLookupError, PermissionError):
                os.killpg(self._process.pid, number)
            until = time.monotonic() + _PATIENCE
            while time.monotonic() < until:
                if self._process.poll() is not None:
                    break
                time.sleep(0.01)
            else:
                continue
            return
