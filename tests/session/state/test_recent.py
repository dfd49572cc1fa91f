"""The corpora opened last."""

from __future__ import annotations

import json
import stat
from pathlib import Path

import pytest

from reader.config.paths import Paths, find_paths
from reader.session.state.recent import last_roots, remember_roots


@pytest.fixture
def paths() -> Paths:
    return find_paths()


def test_nothing_was_opened(paths: Paths) -> None:
    assert last_roots(paths) == []


def test_what_was_opened(paths: Paths, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    remember_roots(paths, [Path("news"), Path("/var/more")])
    assert last_roots(paths) == [tmp_path / "news", Path("/var/more")]
    assert stat.S_IMODE(paths.session.stat().st_mode) == 0o600


def test_what_else_the_file_holds_is_kept(paths: Paths) -> None:
    paths.state.mkdir(parents=True)
    paths.session.write_text(json.dumps({"cursor": "abc", "roots": ["/old"]}))
    remember_roots(paths, [Path("/new")])
    assert json.loads(paths.session.read_text()) == {"cursor": "abc", "roots": ["/new"]}


@pytest.mark.parametrize(
    "text", ["", "nonsense", "[]", '{"roots": 5}', '{"roots": [5]}', "[" * 100_000, "\x00\xff"]
)
def test_a_damaged_file_is_no_file(paths: Paths, text: str) -> None:
    paths.state.mkdir(parents=True)
    paths.session.write_text(text, encoding="latin-1")
    assert last_roots(paths) == []
    remember_roots(paths, [Path("/new")])
    assert last_roots(paths) == [Path("/new")]


def test_a_folder_that_cannot_be_made_is_no_reason_to_stop(paths: Paths) -> None:
    paths.state.parent.mkdir(parents=True)
    paths.state.write_text("a file where the folder should be")
    remember_roots(paths, [Path("/new")])
    assert last_roots(paths) == []


def test_what_is_known_already_is_not_written_again(paths: Paths) -> None:
    remember_roots(paths, [Path("/news")])
    written = paths.session.stat().st_ino
    remember_roots(paths, [Path("/news")])
    assert paths.session.stat().st_ino == written
    remember_roots(paths, [Path("/more")])
    assert paths.session.stat().st_ino != written
