from __future__ import annotations

from pathlib import Path

import pytest

from reader.session.state import input_history
from reader.session.state.input_history import InputHistory


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "state" / "filters.json"


def test_the_newest_filter_comes_first_and_each_once(path: Path) -> None:
    history = InputHistory(path)
    for text in ("one", " two ", "one", "one", "  "):
        history.add(text)
    assert history.entries == ["one", "two"]
    assert InputHistory(path).entries == ["one", "two"], "also at the next start"


def test_the_file_is_the_owners_alone(path: Path) -> None:
    InputHistory(path).add("secret")
    assert path.stat().st_mode & 0o777 == 0o600
    assert [entry.name for entry in path.parent.iterdir()] == [path.name], "no half-written file is left"


def test_the_oldest_are_forgotten(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(input_history, "KEPT", 2)
    history = InputHistory(path)
    for text in "abc":
        history.add(text)
    assert history.entries == ["c", "b"]


@pytest.mark.parametrize("data", [b"", b"\xff", b"{}", b"3", b"[" * 100_000, b'[1, "kept", null]'])
def test_a_file_of_anything_else_is_no_harm(path: Path, data: bytes) -> None:
    path.parent.mkdir()
    path.write_bytes(data)
    assert InputHistory(path).entries == (["kept"] if b"kept" in data else [])


def test_without_a_place_filters_are_kept_for_this_run() -> None:
    history = InputHistory(None)
    history.add("one")
    assert history.entries == ["one"]


def test_a_disk_that_takes_nothing_is_no_reason_to_stop(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    history = InputHistory(tmp_path / "file" / "filters.json")
    history.add("one")
    assert history.entries == ["one"]


def test_going_back_and_forth_stays_within_them() -> None:
    history = InputHistory(None)
    assert history.moved(-1, 1) == (-1, "")
    history.add("first")
    history.add("second")
    assert history.moved(-1, 1) == (0, "second")
    assert history.moved(0, 1) == history.moved(1, 1) == (1, "first")
    assert history.moved(0, -1) == history.moved(-1, -1) == (-1, "")
