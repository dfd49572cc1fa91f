"""Ctrl+Z: under a shell it stops the program and what has started it; where no shell could continue it, it stays."""

from __future__ import annotations

import os
import shlex
import shutil
import signal
import subprocess
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.terminals.modes import FOUND, modes
from tests.terminals.program import Program, reader
from tests.terminals.test_signals import place, pressed

_PROMPT = "prompt:go"
_STAYS = "no shell here could continue"
_SOON = 10.0

pytestmark = pytest.mark.skipif(shutil.which("bash") is None, reason="no bash here")


@pytest.fixture
def shell(home: Path) -> Iterator[Program]:
    """Return a shell with job control on a terminal of its own."""
    with Program(["bash", "--norc", "--noprofile", "-i"], environment={"PS1": _PROMPT}) as program:
        yield program.until(_PROMPT)


def command(many: Path) -> str:
    return shlex.join([*reader(many)])


def there(program: Program) -> None:
    program.until("60 articles").rest()


def cleared(program: Program) -> Program:
    """Return the shell with nothing on its screen that could be taken for what comes next."""
    return program.send("clear\r").until(lambda text: not ("60 articles" in text or "Stopped" in text))


def in_the_shell(program: Program, words: str) -> None:
    """Wait until the shell has the terminal again, and show that it has."""
    program.until(words).send("echo a$((1+1))c\r").until("a2c")
    assert modes(program.written)[0] - {"2004"} == FOUND[0]  # the shell wants pastes marked, too


@pytest.mark.parametrize("form", ["{}", "sh -c '{}; true'", "sh -c 'sh -c \"{}; true\"; true'"])
def test_under_a_shell_it_stops_and_comes_back(shell: Program, many: Path, form: str) -> None:
    shell.send(form.format(command(many)) + "\r")
    there(shell)
    for _time in range(2):
        shell.send("j\x1a")
        in_the_shell(shell, "Stopped")
        shell.send("clear; fg\r")
        there(shell)
        pressed(shell, 3)
    shell.send("q").until(_PROMPT)
    in_the_shell(shell, _PROMPT)


def test_stopped_from_outside_and_ended_while_stopped(shell: Program, many: Path) -> None:
    shell.send(command(many) + "\r")
    there(shell)
    pid = _reader_under(shell)
    shell.send("\x1a")
    in_the_shell(shell, "Stopped")
    shell.send("clear; kill %1\r")
    assert gone(pid)
    shell.send("jobs\r").until("Exit 143")


@pytest.mark.parametrize("by_force", [False, True])
def test_a_terminal_that_is_closed_on_a_stopped_program(shell: Program, many: Path, by_force: bool) -> None:
    shell.send(command(many) + "\r")
    there(shell)
    pid = _reader_under(shell)
    if by_force:
        os.kill(pid, signal.SIGSTOP)
    else:
        shell.send("\x1a")
    shell.until("Stopped")
    shell.hang_up()
    assert gone(pid)


def test_in_the_background_it_waits(shell: Program, many: Path) -> None:
    shell.send(command(many) + "\r")
    there(shell)
    shell.send("\x1a")
    in_the_shell(shell, "Stopped")
    cleared(shell).send("bg; sleep 1; jobs\r")
    in_the_shell(shell, "Stopped")
    cleared(shell).send("kill -CONT %1; sleep 1; fg\r")
    there(shell)
    shell.send("q")
    in_the_shell(shell, _PROMPT)


def test_stopped_by_force_and_brought_back(shell: Program, many: Path) -> None:
    shell.send(f"({command(many)})\r")
    there(shell)
    pid = _reader_under(shell)
    os.kill(pid, signal.SIGSTOP)
    shell.until("Stopped").send("clear; fg\r")
    there(shell)
    pressed(shell, 3)
    shell.send("q")
    in_the_shell(shell, _PROMPT)


def gone(pid: int) -> bool:
    """Tell whether a process has ended, waiting a little for it."""
    end = time.monotonic() + _SOON
    while Path(f"/proc/{pid}").exists() and time.monotonic() < end:
        time.sleep(0.05)
    return not Path(f"/proc/{pid}").exists()


def _reader_under(shell: Program) -> int:
    children = Path(f"/proc/{shell.process.pid}/task/{shell.process.pid}/children")
    if not children.exists():
        pytest.skip("no /proc here")
    return int(children.read_text().split()[0])


@pytest.mark.parametrize("form", ["exec {}", "{}; true", "sh -c '{}; true'; true"])
def test_without_a_shell_above_it_stays(home: Path, many: Path, form: str) -> None:
    # A session of its own, as `ssh -t host reader` and a window of tmux begin one.
    with Program(["sh", "-c", form.format(command(many))]) as program:
        there(program)
        program.send("jj\x1a").until(_STAYS)
        program.send("j").until(lambda _text: place(program) == 4)
        program.process.send_signal(signal.SIGTSTP)
        program.rest()
        pressed(program, 3)
        program.send("q")
        assert program.wait(_SOON) == 0


def test_where_the_shell_has_made_it_deaf_it_stays(home: Path, many: Path) -> None:
    with Program(["sh", "-c", f"trap '' TSTP; exec {command(many)}"]) as program:
        there(program)
        program.send("\x1a").until(_STAYS)
        pressed(program, 3)


@pytest.mark.skipif(shutil.which("setsid") is None, reason="no setsid here")
def test_in_a_session_of_its_own_under_a_shell(shell: Program, many: Path) -> None:
    shell.send(f"setsid -c -w {command(many)}\r")
    there(shell)
    shell.send("\x1a").until(_STAYS)
    pressed(shell, 2)
    shell.send("q")
    shell.rest()


@pytest.mark.skipif(shutil.which("tmux") is None, reason="no tmux here")
def test_as_the_command_of_a_window_of_tmux(home: Path, many: Path, tmp_path: Path) -> None:
    tmux = ["tmux", "-S", str(tmp_path / "socket"), "-f", "/dev/null"]
    try:
        with Program(
            [*tmux, "new", command(many)], environment={"TMUX": "", "TERM": "xterm-256color"}
        ) as program:
            there(program)
            program.send("j\x1a").until(_STAYS)
            program.send("j").until("3 of 60")
    finally:
        subprocess.run([*tmux, "kill-server"], check=False, capture_output=True)


EDITOR = """#!/bin/sh
printf 'in the editor'
[ -z "$1" ] || while read word; do
  case $word in
    stop) kill -TSTP 0;;
    done) exit;;
  esac
  printf " heard $word"
done
"""


@pytest.fixture
def editor(tmp_path: Path) -> str:
    script = tmp_path / "editor"
    script.write_text(EDITOR)
    script.chmod(0o700)
    return str(script)


def test_ctrl_z_in_the_editor_goes_to_the_shell_and_back(shell: Program, many: Path, editor: str) -> None:
    shell.send(f"EDITOR={editor} {command(many)}\r")
    there(shell)
    shell.send("E").until("in the editor").send("stop\r").until("Stopped")
    in_the_shell(shell, "Stopped")
    shell.send("fg\r").until("heard stop")
    shell.send("hello\r").until("heard hello").send("done\r")
    there(shell)
    pressed(shell, 3)
    shell.send("q")
    in_the_shell(shell, _PROMPT)


def test_signals_while_the_editor_has_the_terminal(home: Path, many: Path, editor: str) -> None:
    with Program(reader(many), environment={"EDITOR": editor}) as program:
        there(program)
        program.send("E").until("in the editor")
        for number in (signal.SIGCONT, signal.SIGINT, signal.SIGQUIT, signal.SIGWINCH, signal.SIGTSTP):
            program.process.send_signal(number)
            program.rest(0.2)
        program.send("hello\r").until("heard hello").send("done\r")
        there(program)
        pressed(program, 3)
        program.send("E").until("in the editor").process.send_signal(signal.SIGTERM)
        assert program.wait(_SOON) == 128 + signal.SIGTERM
        assert modes(program.written) == FOUND


def test_an_editor_that_cannot_be_started_leaves_the_terminal_ours(home: Path, many: Path) -> None:
    with Program(reader(many), environment={"EDITOR": "/nowhere/at/all"}) as program:
        there(program)
        program.send("E").until("could not be started")
        pressed(program, 3)
        program.send("q")
        assert program.wait(_SOON) == 0
