"""Giving memory back: where the system has a call for it, and where it has none."""

from __future__ import annotations

from pathlib import Path

import pytest

from reader.corpus.library import Library
from reader.corpus.refresh import refresh as refreshing
from reader.io import malloc_trim
from tests.corpus.indexed import write_many


@pytest.mark.parametrize("platform", ["linux", "darwin"])
def test_a_system_without_the_call_does_without(platform: str, monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[object] = []

    def library(name: object) -> object:
        asked.append(name)
        return object()

    monkeypatch.setattr("reader.io.malloc_trim.sys.platform", platform)
    monkeypatch.setattr("ctypes.CDLL", library)
    malloc_trim.release_memory()
    assert len(asked) == (platform == "linux")


def test_it_is_done_after_a_large_refresh_only(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    given: list[None] = []
    monkeypatch.setattr(refreshing, "release_memory", lambda: given.append(None))
    monkeypatch.setattr(refreshing, "PARALLEL_FROM", 12)
    monkeypatch.setattr(refreshing, "FIRST_FILES", 4)
    root = tmp_path / "corpus"
    root.mkdir()
    write_many(root, 20)
    library = Library([root], cache=None)
    library.refresh()
    assert len(given) == 1
    (root / "0001.md").unlink()
    library.refresh()
    assert len(given) == 1
    library.close()
