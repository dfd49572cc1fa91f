"""Real processes: pipes, exit codes, signals, encodings, and what is imported."""

from __future__ import annotations

import os
import pty
import select
import signal
import subprocess
import sys
import time
from collections.abc import Sequence
from pathlib import Path

import pytest

READER = [sys.executable, "-m", "reader"]


def reader(*words: str | Path, **environment: str) -> subprocess.CompletedProcess[bytes]:
    return subprocess.run(
        [*READER, *map(str, words)],
        capture_output=True,
        env=os.environ | environment,
        stdin=subprocess.DEVNULL,
        timeout=60,
        check=False,
    )


def shell(command: str, *words: str | Path) -> subprocess.CompletedProcess[str]:
    """Run a shell command in which `$@` is the call of the reader."""
    line: Sequence[str] = ["bash", "-c", command, "bash", *READER, *map(str, words)]
    return subprocess.run(line, capture_output=True, text=True, timeout=60, check=False)


@pytest.fixture(scope="module")
def many(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("many")
    for number in range(2500):
        title = f"Article {number} " + "of a long and tedious series " * 3
        (folder / f"{number}.md").write_text(f"---\ntitle: {title}\n---\n")
    return folder


def test_a_reader_that_has_seen_enough(many: Path) -> None:
    found = shell('"$@" | head -n 1; echo "${PIPESTATUS[0]}"', "list", many)
    title, code = found.stdout.splitlines()
    assert title.count("\t") == 5
    assert (code, found.stderr) == ("0", "")


def test_a_reader_that_is_gone_before_the_start(corpus: Path) -> None:
    found = shell('"$@" | true; echo "${PIPESTATUS[0]}"', "list", corpus, "--format", "jsonl")
    assert (found.stdout, found.stderr) == ("0\n", "")


PRINTING = [
    ["--version"],
    ["--help"],
    ["list", "--help"],
    ["list", "{corpus}"],
    ["list", "{corpus}", "--format", "jsonl"],
    ["show", "{corpus}", "{id}"],
    ["stats", "{corpus}"],
    ["export", "{corpus}"],
    ["publish", "{corpus}", "is:draft"],
    ["state", "dump"],
    ["keys"],
    ["paths"],
    ["config"],
    ["completions", "bash"],
    ["man"],
    ["help", "query"],
]


@pytest.mark.parametrize("words", PRINTING, ids=" ".join)
def test_an_output_that_takes_nothing_is_an_error(corpus: Path, words: list[str]) -> None:
    first = shell('"$@"', "list", corpus, "--format", "ids").stdout.split()[0]
    called = [word.format(corpus=corpus, id=first) for word in words]
    closed = "reader: standard output is closed, so nothing can be printed; redirect it to a file or a pipe\n"
    assert shell('"$@" >&-; echo $? >&2', *called).stderr == closed + "2\n"
    assert shell('"$@" <&- >&- 2>&-; echo $?', *called).stdout == "2\n"
    assert shell('"$@" < /dev/null > /dev/null 2>&-; echo $?', *called).stdout == "0\n"
    if Path("/dev/full").exists():
        full = shell('"$@" > /dev/full; echo $? >&2', *called).stderr
        assert full.endswith("reader: No space left on device\n2\n")


def test_what_only_talks_needs_no_output(corpus: Path) -> None:
    assert shell('"$@" >&-; echo $? >&2', "index", corpus).stderr == "4 articles, 0 problems\n0\n"
    assert shell('"$@" >&- <&-; echo $? >&2', "mark", corpus, "-q", "cafe", "--star").stderr.endswith("\n0\n")


def test_files_that_were_written_are_told_though_the_output_is_closed(corpus: Path) -> None:
    found = shell('"$@" >&-; echo $? >&2', "publish", corpus, "is:draft", "--write")
    first, *rest = found.stderr.splitlines()
    assert (first, rest[-1]) == ("1 file written", "2")
    assert "published: true" in (corpus / "harbour.md").read_text()


def test_a_pipe_that_does_not_block_loses_nothing(many: Path) -> None:
    reading, writing = os.pipe()
    os.set_blocking(writing, False)
    process = subprocess.Popen([*READER, "list", many, "--format", "jsonl"], stdout=writing)
    while select.select([], [writing], [], 0)[1]:  # until the pipe is full
        pass
    os.close(writing)
    with open(reading, "rb") as stream:
        assert len(stream.read().splitlines()) == 2500
    assert process.wait(60) == 0


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGHUP])
def test_a_signal_that_ends_a_command_is_silent(many: Path, number: signal.Signals) -> None:
    reading, writing = os.pipe()
    process = subprocess.Popen(
        [*READER, "list", many, "--format", "jsonl"], stdout=writing, stderr=subprocess.PIPE
    )
    os.close(writing)
    os.read(reading, 1)
    process.send_signal(number)
    _, err = process.communicate(timeout=60)
    os.close(reading)
    assert (process.returncode, err) == (128 + number, b"")


def test_an_interrupt_is_silent(many: Path) -> None:
    reading, writing = os.pipe()
    process = subprocess.Popen(
        [*READER, "list", many, "--format", "jsonl"], stdout=writing, stderr=subprocess.PIPE
    )
    os.close(writing)
    os.read(reading, 1)  # the output has begun, and stops when the pipe is full
    time.sleep(0.1)
    process.send_signal(signal.SIGINT)
    _, err = process.communicate(timeout=60)
    os.close(reading)
    assert (process.returncode, err) == (130, b"")


def test_an_interrupt_at_the_start_is_silent(many: Path) -> None:
    process = subprocess.Popen([*READER, "index", many], stderr=subprocess.PIPE)
    time.sleep(0.4)
    process.send_signal(signal.SIGINT)
    _, err = process.communicate(timeout=60)
    # On a busy machine Python has not even begun to take signals.
    ended = ((130, b""), (-signal.SIGINT, b""), (0, b"2,500 articles, 0 problems\n"))
    assert (process.returncode, err) in ended


@pytest.mark.parametrize("form", ["tsv", "csv", "jsonl", "table"])
def test_an_encoding_without_the_characters(corpus: Path, form: str) -> None:
    found = reader("list", corpus, "--format", form, PYTHONIOENCODING="latin-1")
    assert (found.returncode, found.stderr) == (0, b"")
    assert b"Harbour" in found.stdout
    plain = reader("list", corpus, "--format", form, LC_ALL="C", LANG="C", PYTHONUTF8="1")
    assert "フェリー" in plain.stdout.decode("utf-8")


def test_exit_codes(corpus: Path) -> None:
    codes = [
        reader(*words).returncode
        for words in (["list", corpus], ["show", corpus, "1"], ["list", "/nowhere"], [corpus], ["--version"])
    ]
    assert codes == [0, 1, 2, 2, 0]


@pytest.mark.parametrize(
    "words",
    [
        ["list", "{corpus}", "--format", "jsonl"],
        ["show", "{corpus}", "a"],
        ["check", "{corpus}"],
        ["stats", "{corpus}"],
        ["state", "dump"],
        ["keys"],
        ["help", "query"],
        ["--help"],
        ["{corpus}"],
    ],
)
def test_no_command_imports_textual(corpus: Path, words: list[str]) -> None:
    code = (
        "import sys; from reader.__main__ import main; main(sys.argv[1:]); sys.exit('textual' in sys.modules)"
    )
    found = subprocess.run(
        [sys.executable, "-c", code, *(word.format(corpus=corpus) for word in words)],
        capture_output=True,
        timeout=60,
        check=False,
    )
    assert found.returncode == 0, found.stderr


def on_terminal(*words: str | Path, **environment: str) -> str:
    """Return what the reader writes to a terminal of 60 columns."""
    inner, outer = pty.openpty()
    process = subprocess.Popen(
        [*READER, *map(str, words)],
        stdin=outer,
        stdout=outer,
        stderr=outer,
        env=os.environ | {"COLUMNS": "60"} | environment,
    )
    os.close(outer)
    written = b""
    while True:
        try:
            part = os.read(inner, 65536)
        except OSError:  # Linux says so when the other end is closed
            break
        if not part:
            break
        written += part
    os.close(inner)
    assert process.wait(60) == 0
    return written.decode("utf-8")


def test_a_terminal_gets_a_table(corpus: Path) -> None:
    plain = on_terminal("list", corpus, NO_COLOR="1")
    lines = plain.split("\r\n")
    assert lines[1].startswith("●    2022-03-04  Coastal T…    61  ")
    assert "\x1b[1m" not in plain
    assert "\x1b[1m" in on_terminal("list", corpus)


WITHOUT = """
import sys
class Missing:
    def find_spec(self, name, path=None, target=None):
        if name in ("fcntl", "termios", "resource", "pwd", "grp"):
            raise ModuleNotFoundError(f"No module named {name!r}", name=name)
for name in ("fcntl", "termios", "resource", "pwd", "grp"):
    sys.modules.pop(name, None)
sys.meta_path.insert(0, Missing())
exec(sys.argv[1])
from reader.__main__ import main
sys.exit(main(sys.argv[2:]))
"""


@pytest.mark.parametrize("words", [["--version"], ["--help"], ["list", "."]])
@pytest.mark.parametrize(
    ("system", "said"),
    [
        ("sys.platform = 'win32'", "on Windows, install and start it inside WSL"),
        ("import os; os.name = 'java'", "on Windows, install and start it inside WSL"),
        ("sys.version_info = (3, 10, 13, 'final', 0)", "needs Python 3.11 or newer, and this is 3.10.13"),
        ("", "a module that the program needs cannot be imported (No module named 'fcntl')"),
    ],
)
def test_a_system_that_lacks_something_gets_a_sentence(words: list[str], system: str, said: str) -> None:
    found = subprocess.run(
        [sys.executable, "-c", WITHOUT, system, *words], capture_output=True, text=True, check=False
    )
    assert (found.returncode, found.stdout) == (2, "")
    assert found.stderr.startswith("reader: ")
    assert said in found.stderr
    assert found.stderr.count("\n") == 1
