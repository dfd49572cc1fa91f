"""`reader [CORPUS …]`: the options, and the checks before the screen is taken over."""

from __future__ import annotations

import gc
import json
import sys
from collections.abc import Sequence
from pathlib import Path

import pytest

import reader.tui.launch
from reader import __version__
from reader.session.opening import AppOptions
from tests.cli.conftest import Call
from tests.cli.support import Screen

Launched = list[tuple[list[Path], AppOptions]]


@pytest.fixture
def launched(monkeypatch: pytest.MonkeyPatch) -> Launched:
    """Replace the app by a note of what it was started with."""
    starts: Launched = []

    def launch(roots: Sequence[Path], options: AppOptions) -> int:
        starts.append((list(roots), options))
        return 0

    monkeypatch.setattr(reader.tui.launch, "launch", launch)
    return starts


def take_a_seat(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("stdin", "stdout", "stderr"):
        monkeypatch.setattr(sys, name, Screen())


def test_a_corpus(call: Call, corpus: Path, launched: Launched, monkeypatch: pytest.MonkeyPatch) -> None:
    take_a_seat(monkeypatch)
    assert call(corpus).code == 0
    assert launched == [([corpus], AppOptions())]
    assert not gc.isenabled()


def test_options(call: Call, corpus: Path, launched: Launched, monkeypatch: pytest.MonkeyPatch) -> None:
    take_a_seat(monkeypatch)
    words = ["--state", "m.db", "--remote", "--no-mouse", "--ascii", "--color", "16", "-q", "-is:read"]
    assert call(corpus, *words, "--", corpus / "ferry.md").code == 0
    options = AppOptions(Path("m.db"), remote=True, mouse=False, ascii=True, color="16", query="-is:read")
    assert launched == [([corpus, corpus / "ferry.md"], options)]
    assert call(corpus, "--local").code == 0
    assert launched[1][1].remote is False


def test_without_a_corpus_the_tour_then_the_last_one(
    call: Call, corpus: Path, launched: Launched, monkeypatch: pytest.MonkeyPatch
) -> None:
    take_a_seat(monkeypatch)
    call()
    call(corpus)
    call()
    assert [roots[0].name for roots, _ in launched] == ["tour", "news", "news"]
    assert list(launched[0][0][0].glob("*.md"))


def test_a_folder_named_like_a_command(
    call: Call, tmp_path: Path, launched: Launched, monkeypatch: pytest.MonkeyPatch
) -> None:
    take_a_seat(monkeypatch)
    (tmp_path / "list").mkdir()
    monkeypatch.chdir(tmp_path)
    assert call("./list").code == 0
    assert launched[0][0] == [Path("list")]


def test_the_last_corpus_is_gone(call: Call, corpus: Path, home: Path, launched: Launched) -> None:
    note = home / ".local" / "state" / "corpus-reader" / "session.json"
    note.parent.mkdir(parents=True)
    note.write_text(json.dumps({"roots": [str(corpus / "gone")]}))
    found = call()
    assert (found.code, launched) == (2, [])
    assert (
        found.err
        == f"reader: {corpus / 'gone'}: there is no such file or folder; `reader FOLDER` opens another\n"
    )


def test_a_mistyped_command(call: Call) -> None:
    found = call("lisst", "news")
    assert found.code == 2
    assert found.err == "reader: lisst: there is no such file or folder; did you mean `reader list`?\n"


def test_a_mistake_in_the_query(call: Call, corpus: Path, launched: Launched) -> None:
    found = call(corpus, "-q", "quality:many")
    assert (found.code, launched) == (2, [])
    assert found.err.splitlines()[1] == "  quality:many"


@pytest.mark.parametrize("name", ["stdin", "stdout", "stderr"])
def test_without_a_terminal(
    call: Call, corpus: Path, launched: Launched, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    take_a_seat(monkeypatch)
    monkeypatch.setattr(sys, name, None)
    assert (call(corpus).code, launched) == (2, [])


def test_a_terminal_that_cannot_move_its_cursor(
    call: Call, corpus: Path, launched: Launched, monkeypatch: pytest.MonkeyPatch
) -> None:
    take_a_seat(monkeypatch)
    monkeypatch.setenv("TERM", "dumb")
    assert (call(corpus).code, launched) == (2, [])


def test_what_is_said_without_a_terminal(call: Call, corpus: Path) -> None:
    found = call(corpus)
    assert found.err.startswith("reader: the app needs a terminal, and standard ")
    assert found.err.endswith(" is none; `reader list CORPUS` prints the articles without one\n")
    assert found.err.count("\n") == 1


def test_the_version(call: Call) -> None:
    found = call("--version")
    assert (found.code, found.out) == (0, f"reader {__version__}\n")
