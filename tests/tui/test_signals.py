from __future__ import annotations

import fcntl
import os
import pty
import select
import signal
import struct
import subprocess
import sys
import termios
import time
from pathlib import Path

import pytest

from reader.tour import tour_path


def start(home: Path) -> tuple[subprocess.Popen[bytes], int]:
    """Start the real program on a terminal of its own; return it and our end of the terminal."""
    ours, theirs = pty.openpty()
    fcntl.ioctl(theirs, termios.TIOCSWINSZ, struct.pack("HHHH", 24, 80, 0, 0))
    environment = {**os.environ, "HOME": str(home), "TERM": "xterm-256color"}
    program = subprocess.Popen(
        [sys.executable, "-m", "reader", str(tour_path())],
        stdin=theirs,
        stdout=theirs,
        stderr=theirs,
        env=environment,
        start_new_session=True,
    )
    os.close(theirs)
    return program, ours


def read_until(terminal: int, wanted: bytes, seconds: float = 20) -> bytes:
    """Return what is on the terminal up to and with `wanted`."""
    seen, end = b"", time.monotonic() + seconds
    while wanted not in seen and time.monotonic() < end:
        if select.select([terminal], [], [], 0.2)[0]:
            seen += os.read(terminal, 65536)
    assert wanted in seen
    return seen


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGHUP])
def test_a_signal_gives_the_terminal_back(home: Path, number: signal.Signals) -> None:
    program, terminal = start(home)
    try:
        read_until(terminal, b"Start here")
        program.send_signal(number)
        read_until(terminal, b"\x1b[?1049l")
        assert program.wait(10) == 128 + number
    finally:
        program.kill()
        program.wait()
        os.close(terminal)


def test_a_terminal_that_is_gone_takes_the_program_with_it(home: Path) -> None:
    program, terminal = start(home)
    try:
        read_until(terminal, b"Start here")
        os.close(terminal)
        program.send_signal(signal.SIGHUP)
        assert program.wait(10) == 128 + signal.SIGHUP
    finally:
        program.kill()
        program.wait()
