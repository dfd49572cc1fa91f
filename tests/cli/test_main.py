"""From words to an exit code: what happens when something goes wrong."""

from __future__ import annotations

import runpy
import sys
from pathlib import Path
from types import ModuleType

import pytest

import reader.__main__
import reader.cli.commands.keys as keys
from reader.cli.output.console import Console
from reader.errors import NotFoundError
from tests.cli.conftest import Call
from tests.cli.support import Screen


def fail_with(monkeypatch: pytest.MonkeyPatch, error: BaseException) -> None:
    def run(words: list[str], console: Console) -> int:
        console.write("data\n")
        raise error

    monkeypatch.setattr(keys, "run", run)


@pytest.mark.parametrize(
    ("error", "code", "said"),
    [
        (NotFoundError("gone"), 1, "reader: gone\n"),
        (OSError(13, "Permission denied", "a\nfile"), 2, "reader: a\nreader: file: Permission denied\n"),
        (OSError(13, "Permission denied", b"file"), 2, "reader: file: Permission denied\n"),
        (OSError("no number"), 2, "reader: no number\n"),
        (BrokenPipeError(), 0, ""),
        (KeyboardInterrupt(), 130, ""),
        (SystemExit(None), 0, ""),
        (SystemExit(2), 2, ""),
    ],
)
def test_failures(
    call: Call, monkeypatch: pytest.MonkeyPatch, error: BaseException, code: int, said: str
) -> None:
    fail_with(monkeypatch, error)
    found = call("keys")
    assert (found.code, found.err) == (code, said)


def test_output_that_fails_while_a_failure_is_told(call: Call, monkeypatch: pytest.MonkeyPatch) -> None:
    class Full(Screen):
        def flush(self) -> None:
            raise OSError(28, "No space left on device")

    fail_with(monkeypatch, NotFoundError("gone"))
    err = Screen()
    monkeypatch.setattr(sys, "stdout", Full())
    monkeypatch.setattr(sys, "stderr", err)
    assert call("keys").code == 1
    assert err.getvalue() == "reader: gone\n"


def test_a_mistake_of_ours_is_not_hidden(call: Call, monkeypatch: pytest.MonkeyPatch) -> None:
    fail_with(monkeypatch, ZeroDivisionError())
    with pytest.raises(ZeroDivisionError):
        call("keys")


def test_an_interrupt_while_the_program_is_loaded(
    call: Call, corpus: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    class Interrupted(ModuleType):
        def __getattr__(self, name: str) -> object:
            raise KeyboardInterrupt

    monkeypatch.setitem(sys.modules, "reader.cli.main", Interrupted("reader.cli.main"))
    assert call("list", corpus).code == 130


def test_the_words_of_the_process(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(sys, "argv", ["reader", "--version"])
    assert reader.__main__.main() == 0
    with pytest.raises(SystemExit) as caught:
        runpy.run_path(reader.__main__.__file__, run_name="__main__")
    assert caught.value.code == 0
    assert capsys.readouterr().out.count("reader ") == 2
