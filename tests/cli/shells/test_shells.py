"""Completions in the shells themselves, where they are installed."""

from __future__ import annotations

import os
import pty
import re
import select
import shutil
import subprocess
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from reader.cli.arguments.command_names import COMMAND_NAMES
from reader.cli.commands.completions import SHELLS
from reader.cli.shells.tables import command_parser, command_table, terms
from tests.cli.conftest import Call

# What is on the line, and what must be among the completions of its last word.
LINES = [
    ("reader expo", {"export"}),
    ("reader --que", {"--query"}),
    ("reader n", {"news/"}),
    ("reader list --format ", {"table", "tsv", "csv", "jsonl", "urls", "ids"}),
    ("reader list --form", {"--format"}),
    ("reader list ne", {"news/"}),
    ("reader list news/ tit", {"title:"}),
    ("reader list news/ is:unr", {"is:unread"}),
    ("reader list --limit 5 news/ --view x has:i", {"has:image"}),
    ("reader list --query sort:q", {"sort:quality"}),
    ("reader state ", {"dump", "merge", "restore"}),
    ("reader keys --keymap mu", {"mutt"}),
    ("reader paths ma", {"marks"}),
    ("reader completions z", {"zsh"}),
    ("reader help que", {"query"}),
    ("reader state dump ne", {"news/"}),
]
NOTHING = ["reader list --limit ", "reader keys x", "reader keys is:unr"]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    place = tmp_path / "here"
    (place / "news").mkdir(parents=True)
    return place


@pytest.fixture(params=SHELLS)
def shell(
    request: pytest.FixtureRequest, call: Call, tmp_path: Path, folder: Path
) -> Callable[[str], set[str]]:
    """Return what a shell with our script makes of a line."""
    name: str = request.param
    program = shutil.which(name)
    if program is None:
        pytest.skip(f"{name} is not installed here")
    script = tmp_path / f"completions.{name}"
    script.write_text(call("completions", name).out, encoding="utf-8")
    ask = {"bash": _bash, "fish": _fish, "zsh": _zsh}[name]
    return lambda line: ask(program, script, line, folder)


def _run(command: list[str], folder: Path) -> set[str]:
    done = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False, timeout=60)
    assert done.stderr == ""
    return set(done.stdout.splitlines())


def _bash(program: str, script: Path, line: str, folder: Path) -> set[str]:
    # As readline does: the colon divides words, and what is completed replaces the last piece only.
    code = """
        . "$1"; COMP_LINE=$2; COMP_POINT=${#2}; COMP_WORDS=(${2//:/ : }); [[ $2 == *' ' ]] && COMP_WORDS+=('')
        COMP_CWORD=$((${#COMP_WORDS[@]} - 1)); COMP_WORDBREAKS=$' \\t\\n:'; _reader; printf '%s\\n' "${COMPREPLY[@]}"
    """
    found = _run([program, "--norc", "-c", code, "bash", str(script), line], folder)
    word = line.rpartition(" ")[2]
    begun = word[: word.rfind(":") + 1]
    return {begun + item + ("/" if (folder / item).is_dir() else "") for item in found if item}


def _fish(program: str, script: Path, line: str, folder: Path) -> set[str]:
    found = _run([program, "--no-config", "-c", f"source {script}; complete -C {line!r}"], folder)
    return {item.partition("\t")[0] for item in found}


def _zsh(program: str, script: Path, line: str, folder: Path) -> set[str]:
    # Completions of zsh run on its line editor only; here its own functions for that print what they are given.
    code = """
        compdef() { }; _message() { }; _files() { print -l -- */ }
        compadd() { print -l -- ${@:#--} }
        _describe() { local name; for name in "$@"; do [[ ${(tP)name} == array* ]] && print -lr -- ${(P)name}; done }
        . $1; words=(${(s: :)2}); [[ $2 == *' ' ]] && words+=(''); CURRENT=$#words; _reader
    """
    word = line.rpartition(" ")[2]
    items = _run([program, "-f", "-c", code, "zsh", str(script), line], folder)
    names = {
        re.split(r"(?<!\\):", item)[0].replace("\\:", ":") if not item.endswith("/") else item
        for item in items
    }
    return {name for name in names if name.startswith(word)}


@pytest.mark.parametrize(("line", "expected"), LINES, ids=[line for line, _ in LINES])
def test_a_line_is_completed(shell: Callable[[str], set[str]], line: str, expected: set[str]) -> None:
    assert expected <= shell(line)


@pytest.mark.parametrize("line", NOTHING)
def test_nothing_is_made_up(shell: Callable[[str], set[str]], line: str) -> None:
    assert shell(line) - {"news/"} == set()


@pytest.mark.skipif(shutil.which("zsh") is None, reason="zsh is not installed here")
def test_a_tab_completes_on_the_line_of_zsh(call: Call, tmp_path: Path) -> None:
    script = tmp_path / "completions.zsh"
    script.write_text(call("completions", "zsh").out, encoding="utf-8")
    process, terminal = pty.fork()
    if process == 0:
        environ = {**os.environ, "TERM": "dumb", "HOME": str(tmp_path)}
        os.execvpe("zsh", ["zsh", "-f", "-i"], environ)  # noqa: S606
    try:
        os.write(terminal, f"autoload -U compinit; compinit -u -D; source {script}; echo REA''DY\n".encode())
        assert "READY" in _until(terminal, "READY")
        os.write(terminal, b"reader list x is:unst\x7f\x7fre\t")
        assert "ead" in _until(terminal, "ead")
    finally:
        os.write(terminal, b"\x15exit\n")
        os.close(terminal)
        os.waitpid(process, 0)


def _until(terminal: int, mark: str) -> str:
    """Return what a terminal shows until a mark is there; after a long while what there is by then."""
    found, end = "", time.monotonic() + 30
    while mark not in found and time.monotonic() < end:
        if select.select([terminal], [], [], 0.1)[0]:
            found += os.read(terminal, 65536).decode("utf-8", "replace")
    return found


@pytest.mark.parametrize("name", SHELLS)
def test_a_script_is_understood_by_its_shell(call: Call, name: str, tmp_path: Path) -> None:
    if shutil.which(name) is None:
        pytest.skip(f"{name} is not installed here")
    file = tmp_path / "script"
    file.write_text(call("completions", name).out, encoding="utf-8")
    done = subprocess.run([name, "-n", str(file)], capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (0, "")


@pytest.mark.parametrize("name", SHELLS)
def test_every_command_option_and_term_is_in_the_script(call: Call, name: str) -> None:
    text = call("completions", name).out
    assert {verb for verb in COMMAND_NAMES if verb not in text} == set()
    for verb in command_table():
        for option in verb.options:
            assert all(option_name.lstrip("-") in text for option_name in option.names)
    assert {
        term.text for term in terms() if term.text.replace(":", "\\:") not in text and term.text not in text
    } == set()


@pytest.mark.parametrize("words", [(), ("tcsh",), ("bash", "zsh")])
def test_a_shell_that_is_not_known(call: Call, words: tuple[str, ...]) -> None:
    found = call("completions", *words)
    assert found.code == 2
    assert found.err == "reader: name a shell; one of bash, zsh, fish\n"


def test_every_command_says_what_it_takes() -> None:
    for name in ("", *COMMAND_NAMES):
        parser = command_parser(name)
        assert parser.description
        assert parser.options[0].names == ("-h", "--help")
