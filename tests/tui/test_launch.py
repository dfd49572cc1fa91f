from __future__ import annotations

import io
import os
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from reader.config.paths import find_paths
from reader.errors import ConfigError, CorpusError, StateError
from reader.marks import Edit
from reader.session.opening import AppOptions
from reader.tui.app import ReaderApp
from reader.tui.launch import launch
from reader.tui.theme.stylesheets import PLAIN, THEMES
from tests.session.corpus import TITLES


class Screen:
    """Stands where the app would run, and remembers what it was to be."""

    def __init__(self) -> None:
        self.apps: list[ReaderApp] = []
        self.mouse: list[bool] = []
        self.result: int | None = None
        self.saved: list[bool] = []

    def run(self, app: ReaderApp, *, mouse: bool) -> int | None:
        """Run the app without a terminal: what can be told only while the session is open is told here."""
        self.apps.append(app)
        self.mouse.append(mouse)
        session = app.session
        session.adopt(session.load())
        assert len(session.corpus) == len(TITLES)
        session.journal.apply("star", [Edit(session.corpus.keys[0], "starred", True)])
        self.saved.append(session.journal.path is not None)
        return self.result


@pytest.fixture
def screen(monkeypatch: pytest.MonkeyPatch) -> Iterator[Screen]:
    """Yield what stands in for the terminal; the environment that a launch leaves behind is taken back."""
    stand = Screen()
    before = dict(os.environ)
    monkeypatch.setattr(ReaderApp, "run", lambda app, *, mouse: stand.run(app, mouse=mouse))
    yield stand
    os.environ.clear()
    os.environ.update(before)


def configure(text: str) -> Path:
    file = find_paths().settings_file
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(text, encoding="utf-8")
    return file


def answer(monkeypatch: pytest.MonkeyPatch, text: str) -> io.StringIO:
    said = io.StringIO()
    monkeypatch.setattr(sys, "stdin", io.StringIO(text))
    monkeypatch.setattr(sys, "stderr", said)
    return said


@pytest.fixture
def damaged(tmp_path: Path) -> Path:
    """Return a file of marks that cannot be used: it is a folder."""
    folder = tmp_path / "marks.sqlite"
    folder.mkdir()
    return folder


def test_a_corpus_is_opened_and_its_marks_are_kept(root: Path, screen: Screen) -> None:
    assert launch([root], AppOptions(query="is:open")) == 0
    (app,) = screen.apps
    assert (app.look.theme, screen.mouse, screen.saved) == (THEMES[0], [True], [True])
    assert find_paths().journal.exists()
    assert launch([root], AppOptions()) == 0
    assert screen.saved == [True, True]


@pytest.mark.parametrize(("result", "code"), [(None, 0), (0, 0), (143, 143)])
def test_what_the_app_returns_is_the_exit_code(
    root: Path, screen: Screen, result: int | None, code: int
) -> None:
    screen.result = result
    assert launch([root], AppOptions()) == code


def test_a_fault_of_the_app_is_the_exit_code(root: Path, screen: Screen) -> None:
    original = screen.run

    def run(app: ReaderApp, *, mouse: bool) -> int | None:
        app._return_code = 1
        return original(app, mouse=mouse)

    screen.run = run  # type: ignore[method-assign]
    assert launch([root], AppOptions()) == 1


def test_what_textual_reads_is_set_before_it_is_there(
    root: Path, screen: Screen, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("NO_COLOR", "1")
    assert launch([root], AppOptions(remote=True)) == 0
    assert os.environ["TEXTUAL_ANIMATIONS"] == "none"
    assert os.environ["TEXTUAL_FPS"] == "30"
    assert "NO_COLOR" not in os.environ
    (app,) = screen.apps
    assert app.look.theme == PLAIN
    assert screen.mouse == [False]


@pytest.mark.parametrize("encoding", ["ascii", None])
def test_a_terminal_that_knows_no_other_gets_ascii(
    root: Path, screen: Screen, encoding: str | None, monkeypatch: pytest.MonkeyPatch
) -> None:
    stream = io.TextIOWrapper(io.BytesIO(), encoding=encoding) if encoding else None
    monkeypatch.setattr(sys, "__stderr__", stream)
    assert launch([root], AppOptions()) == 0
    assert screen.apps[0].look.ascii
    assert screen.apps[0].has_class("-ascii")


@pytest.mark.parametrize("said", ["n\n", "\n", "", "what?\n"])
def test_marks_that_cannot_be_used_end_it_unless_that_is_agreed_to(
    root: Path, screen: Screen, damaged: Path, said: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked = answer(monkeypatch, said)
    with pytest.raises(StateError) as caught:
        launch([root], AppOptions(state=damaged))
    assert not screen.apps
    assert asked.getvalue().startswith(f"reader: {caught.value}\n")
    assert asked.getvalue().endswith("Read on without saving what you decide? [y/N] ")


@pytest.mark.parametrize("said", ["y\n", " YES \n"])
def test_one_can_read_on_without_saving(
    root: Path, screen: Screen, damaged: Path, said: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    answer(monkeypatch, said)
    assert launch([root], AppOptions(state=damaged)) == 0
    assert screen.saved == [False]
    assert damaged.is_dir()
    assert not any(damaged.iterdir())


def test_nothing_is_asked_about_another_error(
    screen: Screen, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked = answer(monkeypatch, "y\n")
    with pytest.raises(CorpusError):
        launch([tmp_path / "nowhere"], AppOptions())
    assert not asked.getvalue()


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ('[keys]\ndwon = ["x"]\n', "dwon"),
        ('[keys]\ndown = ["d"]\n', "would mean both"),
        ('[keys]\ndown = ["ctrl+"]\n', "is not a key"),
        ('theme = "sepia"\n', "there is no theme “sepia”"),
        ("theme = \n", "config.toml"),
    ],
)
def test_a_mistake_in_the_settings_is_told_before_anything_is_opened(
    root: Path, screen: Screen, text: str, said: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = configure(text)

    def never(*_: Any, **__: Any) -> None:
        raise AssertionError("nothing is to be opened")

    monkeypatch.setattr("reader.tui.launch.opened", never)
    with pytest.raises(ConfigError, match=said):
        launch([root], AppOptions())
    assert not screen.apps
    assert file.read_text(encoding="utf-8") == text
    assert not find_paths().journal.exists()


def test_keys_of_ones_own_come_into_the_app(root: Path, screen: Screen) -> None:
    configure('[keys]\nstar = ["S"]\nsort = ["V"]\n')
    assert launch([root], AppOptions()) == 0
    assert screen.apps[0]._keys.command("star").keys == ("S",)
