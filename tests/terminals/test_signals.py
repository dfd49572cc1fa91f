"""Signals, lines that drop, terminals that are closed: the process is gone soon, and the terminal is as it was."""

from __future__ import annotations

import os
import random
import re
import signal
import sys
import termios
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from reader.tour import tour_path
from tests.terminals.conftest import Start
from tests.terminals.modes import FOUND, modes
from tests.terminals.program import Program, reader

# The promise is two seconds; a machine that runs tests on all its cores may be slower.
_SOON = 10.0
# An answer that the terminal knows reports of its size, and such a report.
_SIZES = b"\x1b[?2048;2$y\x1b[48;50;120;800;960t"


def opened(start: Start) -> Program:
    return start(tour_path()).until("Start here").rest()


def pressed(program: Program, times: int) -> None:
    """Go some rows down and up again, which shows that each key is read, once and in order."""
    program.send("gg" + "j" * times)
    program.until(lambda _text: place(program) == times + 1)
    program.send("k" * times).until(lambda _text: place(program) == 1)


def place(program: Program) -> int:
    """Return the number of the row that the cursor is on, as the bottom line says it; 0 while it does not."""
    found = re.search(r"(\d+) of \d+\s*$", program.lines[-1])
    return int(found[1]) if found else 0


def stop_and_continue(program: Program, *, pause: float = 0.05) -> None:
    program.process.send_signal(signal.SIGSTOP)
    os.waitid(os.P_PID, program.process.pid, os.WSTOPPED)
    time.sleep(pause)
    program.process.send_signal(signal.SIGCONT)


def q(program: Program) -> int:
    program.send("q")
    return 0


def continued_and_drawn(program: Program) -> None:
    stop_and_continue(program)
    program.rest(0.6)


def sent(*numbers: signal.Signals) -> Callable[[Program], int]:
    def send(program: Program) -> int:
        for number in numbers:
            program.process.send_signal(number)
        return 128 + numbers[-1]

    return send


def q_and_terminated(program: Program) -> int:
    program.send("q")
    time.sleep(random.Random().random() / 5)  # noqa: S311 - any moment of leaving
    program.process.send_signal(signal.SIGTERM)
    return -1


WAYS: dict[str, Callable[[Program], int]] = {
    "q": q,
    "SIGTERM": sent(signal.SIGTERM),
    "SIGHUP": sent(signal.SIGHUP),
    "SIGINT": sent(signal.SIGINT),
    "SIGQUIT": sent(signal.SIGQUIT),
    **{name: sent(signal.Signals[name]) for name in ("SIGALRM", "SIGXCPU", "SIGUSR1", "SIGUSR2")},
    "SIGTERM twice": sent(signal.SIGTERM, signal.SIGTERM),
    "SIGTERM while leaving": q_and_terminated,
}
BEFORE: dict[str, Callable[[Program], object]] = {
    "at once": lambda _program: None,
    "after reports of sizes": lambda program: program.send(_SIZES, quiet=0.3),
    "with the mouse taken": lambda program: program.send("\\\\\\", quiet=0.3),
    "continued": stop_and_continue,
    "continued and drawn anew": continued_and_drawn,
    "in the filter": lambda program: program.send("/abc", quiet=0.3),
}


@pytest.mark.parametrize("way", WAYS)
def test_every_way_of_leaving_gives_the_terminal_back(start: Start, many: Path, way: str) -> None:
    program = start(many)
    before = termios.tcgetattr(program._terminal)
    program.until("60 articles").rest()
    code = WAYS[way](program)
    assert program.wait(_SOON) in ((code,) if code >= 0 else (0, 128 + signal.SIGTERM, -signal.SIGTERM))
    assert modes(program.written) == FOUND
    assert termios.tcgetattr(program._terminal)[:6] == before[:6]


def test_the_mouse_is_given_to_the_terminal_and_taken_back(start: Start, many: Path) -> None:
    program = start(many, "--no-mouse").until("60 articles").rest()
    assert b"\x1b[?1000" not in program.written
    for told, mouse in (("mouse on", {"1000", "1003", "1006"}), ("mouse off", set())):
        program.send("\\").until(told)
        assert modes(program.written)[0] >= mouse
        assert bool(
            modes(program.written)[0] & {"1000", "1002", "1003", "1005", "1006", "1015", "1016"}
        ) == bool(mouse)
    program.send("\\Q")
    assert program.wait(_SOON) == 0
    assert modes(program.written) == FOUND


@pytest.mark.parametrize("state", BEFORE)
def test_every_state_is_left(start: Start, many: Path, state: str) -> None:
    program = start(many)
    before = termios.tcgetattr(program._terminal)
    program.until("60 articles").rest()
    assert modes(program.written) != FOUND
    assert termios.tcgetattr(program._terminal)[:6] != before[:6]
    BEFORE[state](program)
    program.process.send_signal(signal.SIGTERM)
    assert program.wait(_SOON) == 128 + signal.SIGTERM
    assert modes(program.written) == FOUND
    assert termios.tcgetattr(program._terminal)[:6] == before[:6]


def test_a_crash_gives_the_terminal_back(home: Path, many: Path) -> None:
    code = (
        "import sys; from reader.__main__ import main; from reader.tui.main.main_view import MainView\n"
        "def fall(*_a, **_k): raise RuntimeError('fallen')\n"
        "import reader.tui.actions.program as p; p.HANDLERS['redraw'] = fall\n"
        "import reader.tui.app as a; a.ReaderApp.redraw = fall\n"
        "sys.argv = ['reader', sys.argv[1]]; sys.exit(main())"
    )
    with Program([sys.executable, "-c", code, many]) as program:
        before = termios.tcgetattr(program._terminal)
        program.until("60 articles").rest()
        stop_and_continue(program)  # it draws anew, by itself
        assert program.wait(_SOON) == 1
        assert modes(program.written) == FOUND
        assert termios.tcgetattr(program._terminal)[:6] == before[:6]


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


def test_stopped_and_continued_by_others(start: Start, many: Path) -> None:
    program = start(many).until("60 articles").rest()
    for _time in range(5):
        stop_and_continue(program)
    pressed(program, 20)
    attributes = termios.tcgetattr(program._terminal)
    program.process.send_signal(signal.SIGSTOP)
    os.waitid(os.P_PID, program.process.pid, os.WSTOPPED)
    cooked = [*attributes]
    cooked[3] |= termios.ICANON | termios.ECHO
    termios.tcsetattr(program._terminal, termios.TCSANOW, cooked)
    before = len(program.written)
    program.process.send_signal(signal.SIGCONT)
    program.until(lambda _text: b"60 articles" in bytes(program.written[before:])).rest()
    assert termios.tcgetattr(program._terminal)[:4] == attributes[:4]
    pressed(program, 5)
    q(program)
    assert program.wait(_SOON) == 0
    assert modes(program.written) == FOUND


def test_continued_all_the_time(start: Start, many: Path) -> None:
    program = start(many).until("60 articles").rest()
    before = len(program.written)
    for _time in range(20):
        stop_and_continue(program, pause=0.02)
        program.read(0.08)
    assert len(program.written) - before < 40_000, "not drawn anew each time"
    pressed(program.rest(), 3)
    program.send("Q")
    assert program.wait(_SOON) == 0


def test_signals_at_random_moments(start: Start, many: Path) -> None:
    dice = random.Random(3)  # noqa: S311 - no secret
    program = start(many).until("60 articles").rest()
    for _time in range(60):
        program.process.send_signal(dice.choice([signal.SIGCONT, signal.SIGWINCH, signal.SIGTSTP]))
        program.send(dice.choice(["j", "k", "g", "\x1b", "/", "\x1b[200~dd\x1b[201~", ""]))
        program.read(dice.random() / 50)
    program.rest().send("\x1b", quiet=0.4).send("\x1b", quiet=0.4)
    pressed(program, 4)
    program.process.send_signal(signal.SIGTERM)
    assert program.wait(_SOON) == 128 + signal.SIGTERM
    assert modes(program.written) == FOUND
