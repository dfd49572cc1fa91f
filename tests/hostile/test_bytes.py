"""Every byte that the program writes to a terminal over the hostile corpus is its own or clean text."""

from __future__ import annotations

import os
import subprocess
from pathlib import Path

import pytest

from tests.hostile.corpus import SEQUENCES, Case, write
from tests.hostile.scanner import Allowed, in_pipe, on_lines, on_screen, on_screen_copying, scan
from tests.terminals.program import Program, reader

ESC = "\x1b]0;owned\x07\x1b[2J\x9b31m\u202e"
"""A word on a command line that somebody was talked into pasting."""

# All panes, screens, lists and boxes, with what is hostile in each of them.
TOUR = (
    "h", "gg", "i", "\x1b", "?", "\x1b", ":", "\x1b[6~", "\x1b", "f", "\x1b[6~", "\x1b[6~", "\x1b[6~", "\x1b",
    "S", "\x1b", "gv", "\x1b", "gh", "\x1b[6~", "\x1b[6~", "\x1b", "g?", "\x1b", "/title:x\t\t\t\t", "\x1b",
    "/topic:\t\t\t\t\t\t", "\r", "\x1b", "/provider:\t\t\t\t", "\r", "\x1b", "/(\u202e\x9b\x07:", "\x1b",
    "R", "]", "]", "\r", "i", "\x1b", "\x7f", "h", "h", "t[/]\x9b\u202e", "\r", "c[@click=app.quit]\x9b", "\x1b",
    "gT", "d", "d", "d", "i", "\x1b", "q", "ga", "z", "z", "h", "G", "\x1b[5~", "A", "\r", "n", "u", "U",
)  # fmt: skip


def clean(data: bytes, allowed: Allowed) -> None:
    """Fail where something in the bytes has no business there."""
    found = [str(fault) for fault in scan(data, allowed)]
    assert not found, found[:10]


@pytest.fixture(scope="module")
def small(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, list[Case]]:
    """Return a folder with the part of the hostile corpus that is quick to walk through."""
    folder = tmp_path_factory.mktemp("bytes") / f"news {SEQUENCES['title'].replace('/', '')}"
    return folder, [case for case in write(folder, largest=300_000) if not case.path.startswith(b"cut/")]


@pytest.mark.parametrize("size", [(120, 40), (50, 14)])
def test_the_app(home: Path, small: tuple[Path, list[Case]], size: tuple[int, int]) -> None:
    folder, made = small
    environment = {"COLORTERM": "", "SSH_CONNECTION": "", "HOME": str(home)}
    with Program(reader(folder), size=size, environment=environment) as program:
        program.until(lambda text: "problem" in text, seconds=120).rest(1.0)
        program.send("\r", quiet=0.3)
        for _case in made:
            program.send("J", quiet=0.02)
        for keys in TOUR:
            program.send(keys, quiet=0.15)
        assert program.process.poll() is None, program.text
        clean(bytes(program.written), on_screen)
        program.send("\x1b", quiet=0.3).send("Q")
        assert program.wait() == 0
        clean(bytes(program.written), on_screen)


def test_what_is_copied_and_shown_as_a_link(home: Path, tmp_path: Path) -> None:
    folder = tmp_path / "news"
    made = [case for case in write(folder, largest=100_000) if case.path.startswith(b"urls/")]
    for case in cases_elsewhere(folder):
        case.unlink()
    environment = {"SSH_CONNECTION": "1.2.3.4 5 6.7.8.9 22", "TERM": "xterm-kitty", "HOME": str(home)}
    with Program(reader(folder, "--query", "path:urls"), environment=environment) as program:
        program.until(lambda text: "problem" in text, seconds=60).rest(1.0)
        for _case in made:
            program.send("o", quiet=0.1).send("y", quiet=0.1).send("j", quiet=0.1)
        program.send("Q")
        assert program.wait() == 0
        clean(bytes(program.written), on_screen_copying)
        assert b"\x1b]52;c;" in program.written
        assert b"\x1b]8;" in program.written


def cases_elsewhere(folder: Path) -> list[Path]:
    """Return the links among the hostile things, which this test has no use for."""
    return [path for path in (folder / "things").iterdir() if path.is_symlink()]


def commands(folder: Path) -> list[list[str]]:
    """Return command lines: all that print what articles say, and what was asked for."""
    news = str(folder)
    return [
        ["list", news], ["check", news], ["stats", news], ["index", news], ["keys"], ["paths"], ["config"],
        *(["list", news, "--format", form] for form in ("csv", "jsonl", "urls", "tsv")),
        *(["export", news, "--format", form] for form in ("md", "json", "jsonl", "csv", "urls", "opml", "html")),
        ["mark", news, "--query", "title:sequence", "--tag", ESC, "--note", ESC],
        ["list", news], ["state", "dump"],
        ["list", news, ESC], ["list", news, f"title:{ESC}"], ["list", news, f"({ESC}"], ["list", ESC],
        ["list", news, "--format", ESC], ["show", news, ESC], ["show", news, "a"], ["mark", news, ESC, "--star"],
        ["state", "restore", ESC], [ESC], [f"--{ESC}"], ["export", news, "--output", f"{ESC}/x"], ["config", ESC],
        ["help", ESC], ["paths", ESC], ["list", news, "--limit", ESC],
    ]  # fmt: skip


def as_asked(words: list[str]) -> Allowed:
    """Return what a command may write to a terminal: tabs only where they were asked for."""
    return (lambda kind, what: what == "\t" or on_lines(kind, what)) if "tsv" in words else on_lines


def test_every_command(home: Path, small: tuple[Path, list[Case]]) -> None:
    folder = small[0]
    ids = subprocess.run(
        reader("list", folder, "title:sequence", "--format", "ids"),
        capture_output=True,
        text=True,
        check=True,
    ).stdout.split()
    shown = [
        ["show", str(folder), article, "--format", form]
        for article in ids[::6]
        for form in ("text", "md", "json")
    ]
    for words in [*commands(folder), *shown]:
        environment = {"HOME": str(home), "PYTHONIOENCODING": "utf-8"}
        with Program(reader(*words), size=(100, 30), environment=environment) as program:
            assert program.wait(120) in (0, 1, 2), words
            clean(bytes(program.written), as_asked(words))
            assert b"Traceback" not in program.written
    for words in [["list", str(folder)], ["check", str(folder)], ["list", str(folder), f"({ESC}"]]:
        done = subprocess.run(reader(*words), capture_output=True, stdin=subprocess.DEVNULL, check=False)
        clean(done.stdout, in_pipe)
        clean(done.stderr, in_pipe)


def test_what_is_piped_has_its_tabs_and_lines_where_they_are_promised(small: tuple[Path, list[Case]]) -> None:
    done = subprocess.run(reader("list", small[0]), capture_output=True, check=True, env=os.environ)
    lines = done.stdout.decode().splitlines()
    assert len(lines) > 200
    assert {line.count("\t") for line in lines} == {5}
    clean(done.stdout, in_pipe)
