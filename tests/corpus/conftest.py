from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from reader.corpus.index import rows
from reader.corpus.library import Library
from reader.corpus.parse import read_article as parse
from reader.corpus.refresh import refresh

Opener = Callable[..., Library]


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """Return the folder of a corpus, empty as yet."""
    folder = tmp_path / "corpus"
    folder.mkdir()
    return folder


@pytest.fixture
def opener(root: Path, tmp_path: Path) -> Iterator[Opener]:
    """Return what opens the corpus as another start of the program does."""
    libraries: list[Library] = []

    def open_library(cache: Path | None = tmp_path / "cache", **options: Any) -> Library:
        libraries.append(Library([root], cache=cache, **options))
        return libraries[-1]

    yield open_library
    for library in libraries:
        library.close()


@pytest.fixture
def read(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Return the paths of the files that have been read, in order, as they grow."""
    paths: list[str] = []
    read_article = parse.read_article

    def noted(absolute: str, label: str, **options: object) -> object:
        paths.append(label)
        return read_article(absolute, label, **options)  # type: ignore[arg-type]

    monkeypatch.setattr(rows, "read_article", noted)
    return paths


@pytest.fixture
def unhurried(monkeypatch: pytest.MonkeyPatch) -> None:
    """Have every batch of files put into the index, reported and handed out, however short the time since the last."""
    for name in ("_LEAST_SECONDS", "_REPORT_SECONDS", "_PUT_SECONDS", "_SHARE"):
        monkeypatch.setattr(refresh, name, 0.0)
