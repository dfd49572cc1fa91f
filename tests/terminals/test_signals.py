"""Signals, lines that drop, terminals that are closed: the process is gone soon, and the terminal is as it was."""

from __future__ import annotations

import os
import signal
import sys
import termios
import time
from pathlib import Path

import pytest

from reader.tour import tour_path
from tests.terminals.conftest import Start
from tests.terminals.program import Program, reader

# What a program must have taken back when it is gone: keys of kitty, the other screen, the hidden cursor, pastes.
_GIVEN_BACK = (b"\x1b[<u", b"\x1b[?1049l", b"\x1b[?25h", b"\x1b[?2004l", b"\x1b[?1004l", b"\x1b[?7h")
# The promise is two seconds; a machine that runs tests on all its cores may be slower.
_SOON = 10.0


def opened(start: Start) -> Program:
    return start(tour_path()).until("Start here").rest()


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGHUP, signal.SIGINT])
def test_a_signal_gives_the_terminal_back(start: Start, number: signal.Signals) -> None:
    program = opened(start)
    before = len(program.written)
    program.process.send_signal(number)
    assert program.wait(_SOON) == 128 + number
    after = bytes(program.written[before:])
    assert all(sequence in after for sequence in _GIVEN_BACK)


def test_a_terminal_that_is_gone_takes_the_program_with_it(start: Start) -> None:
    program = opened(start)
    program.hang_up()
    assert program.process.wait(_SOON) == 128 + signal.SIGHUP


def test_so_it_does_where_hanging_up_is_ignored(home: Path) -> None:
    code = "import os, signal, sys; signal.signal(signal.SIGHUP, signal.SIG_IGN); os.execv(sys.argv[1], sys.argv[1:])"
    with Program([sys.executable, "-c", code, *reader(tour_path())]) as program:
        program.until("Start here").rest()
        program.hang_up()
        assert program.process.wait(_SOON) == 128 + signal.SIGHUP


def test_a_line_that_takes_nothing_more_and_then_drops(start: Start, many: Path) -> None:
    program = start(many).until("60 articles").rest()
    for _press in range(
        400
    ):  # nobody reads: the terminal's queue fills, then Textual's, then the loop stands still
        os.write(program._terminal, b"\x1b[6~\x1b[5~")
    time.sleep(0.5)
    program.process.send_signal(signal.SIGHUP)
    assert program.process.wait(_SOON) == 128 + signal.SIGHUP


def test_suspended_and_taken_up_again(start: Start) -> None:
    program = opened(start)
    program.send("\x1a")
    pid = program.process.pid
    state = os.waitid(os.P_PID, pid, os.WSTOPPED | os.WNOWAIT)
    assert state is not None
    assert state.si_status == signal.SIGSTOP
    program.rest()
    assert bytes(program.written).rindex(b"\x1b[?1049l") > bytes(program.written).rindex(b"\x1b[?1049h")
    before = len(program.written)
    program.process.send_signal(signal.SIGCONT)
    program.until(lambda _text: b"Start here" in bytes(program.written[before:]))
    assert b"\x1b[?1049h" in bytes(program.written[before:])
    program.send("q")
    assert program.wait(_SOON) == 0


def test_a_terminal_that_is_closed_on_a_suspended_program(start: Start) -> None:
    program = opened(start)
    program.send("\x1a")
    os.waitid(os.P_PID, program.process.pid, os.WSTOPPED | os.WNOWAIT)
    program.hang_up()
    # The kernel wakes what is stopped when its session loses its terminal; so does this where it is no leader.
    program.process.send_signal(signal.SIGCONT)
    assert program.process.wait(_SOON) == 128 + signal.SIGHUP


def test_the_modes_of_the_terminal_are_as_before(start: Start) -> None:
    program = start(tour_path())
    before = termios.tcgetattr(program._terminal)
    program.until("Start here").rest()
    assert termios.tcgetattr(program._terminal)[3] != before[3]
    program.send("q")
    assert program.wait(_SOON) == 0
    assert termios.tcgetattr(program._terminal)[:4] == before[:4]
