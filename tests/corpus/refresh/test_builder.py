"""Another process brings the index up to date: the same index, and no loss where it does not get to its end."""

from __future__ import annotations

import multiprocessing
import sqlite3
import threading
from collections.abc import Callable, Generator, Sequence
from pathlib import Path
from typing import Any, cast

import pytest

from reader.corpus.files.homes import NO_HOMES
from reader.corpus.files.scan import FileStat
from reader.corpus.front_matter.field_names import DEFAULT_NAMES
from reader.corpus.index.index_writer import IndexWriter
from reader.corpus.library import Library
from reader.corpus.refresh import builder, refresh, workers
from reader.corpus.refresh.builder import Builder
from reader.corpus.refresh.progress import Progress
from reader.corpus.snapshot.snapshot import Snapshot
from tests.corpus.conftest import Opener
from tests.corpus.indexed import built_anew, said, write_article, write_many


@pytest.fixture(autouse=True)
def few_are_many(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(refresh, "PARALLEL_FROM", 30)
    monkeypatch.setattr(refresh, "FIRST_FILES", 10)


@pytest.fixture
def read_here(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """Note how many files this process is asked to read each time."""
    asked: list[int] = []
    real = workers.read_files

    def noted(stats: Sequence[FileStat], *rest: object) -> Generator[object, None, None]:
        if stats:
            asked.append(len(stats))
        return real(stats, *rest)  # type: ignore[arg-type]

    monkeypatch.setattr(refresh, "read_files", noted)
    return asked


def test_a_first_index_is_built_elsewhere(root: Path, opener: Opener, read_here: list[int]) -> None:
    write_many(root, 60)
    heard: list[Progress] = []
    seen: list[int] = []
    corpus = opener().refresh(
        apart=True, on_progress=heard.append, on_corpus=lambda corpus: seen.append(len(corpus))
    )
    assert read_here == [10]
    assert said(corpus) == built_anew(root)
    assert seen[0] == 10
    assert seen[-1] == 60
    assert [progress.phase for progress in heard if progress.phase != "reading"] == [
        "scanning",
        "scanning",
        "done",
    ]
    assert said(opener().open()) == said(corpus)


def test_many_changes_are_read_elsewhere(root: Path, opener: Opener, read_here: list[int]) -> None:
    write_many(root, 40)
    library = opener()
    library.refresh()
    read_here.clear()
    for number in range(5, 40):
        write_article(root, f"{number:04}.md", title=f"changed {number}")
    for number in range(5):
        (root / f"{number:04}.md").unlink()
    write_article(root, "copies/a.md", url="https://copied.example/")
    write_article(root, "copies/deeper/a.md", url="https://copied.example/")
    corpus = library.refresh(apart=True)
    assert read_here == [2], "what has come to the folders, which are looked at first"
    assert said(corpus) == built_anew(root)
    # What it has looked into is known all the same: a change that is named needs no look at all files.
    write_article(root, "0005.md", title="once more")
    assert said(library.refresh(changed={str(root): ["0005.md"]})) == built_anew(root)


def test_many_that_come_to_a_folder_at_once(root: Path, opener: Opener, read_here: list[int]) -> None:
    write_many(root, 5)
    library = opener()
    library.refresh()
    read_here.clear()
    write_many(root / "more", 40)
    assert len(library.refresh(apart=True, changed={str(root): ["more"]})) == 40, "five are copies"
    write_many(root / "again", 40)
    corpus = opener().refresh(apart=True)
    assert not read_here
    assert said(corpus) == built_anew(root)


def test_few_files_and_private_indexes_are_read_here(
    root: Path, opener: Opener, read_here: list[int]
) -> None:
    write_many(root, 29)
    opener().refresh(apart=True, on_corpus=lambda _corpus: None)
    assert read_here == [10, 19]
    read_here.clear()
    write_many(root, 60)
    opener(None).refresh(apart=True, on_corpus=lambda _corpus: None)
    assert read_here == [10, 50]


def test_without_anyone_to_see_them_the_newest_are_not_read_first(
    root: Path, opener: Opener, read_here: list[int]
) -> None:
    write_many(root, 40)
    library = opener()
    corpus = library.refresh()
    assert read_here == [40]
    assert said(corpus) == built_anew(root)
    assert library.refresh() is corpus


@pytest.mark.parametrize("reached", [0, 20])
def test_what_another_process_does_not_get_to_is_read_here(
    root: Path, opener: Opener, monkeypatch: pytest.MonkeyPatch, reached: int
) -> None:
    def killed(work: object, task: tuple[Builder, object], cancelled: Callable[[], bool]) -> bool:
        """Do what a process does that dies after `reached` files."""
        if reached:
            other = Library(task[0].roots, cache=None)
            other._path = Path(task[0].place)
            batches = workers.read_files
            with monkeypatch.context() as patch:
                patch.setattr(refresh, "read_files", lambda stats, names: batches(stats[:reached], names))
                patch.setattr("reader.corpus.library.RefreshLock.acquire", lambda _lock: True)
                patch.setattr(IndexWriter, "complete", lambda *_arguments: None)
                other.refresh()
            assert not cancelled()
            other.close()
        return False

    monkeypatch.setattr(builder, "run_in_subprocess", killed)
    write_many(root, 60)
    library = opener()
    assert said(library.refresh(apart=True)) == built_anew(root)
    write_article(root, "0007.md", title="changed")
    assert said(library.refresh(apart=True)) == built_anew(root)
    assert said(opener().open()) == built_anew(root)


def test_cancelling_ends_the_other_process(root: Path, opener: Opener) -> None:
    write_many(root, 60)
    ended = threading.Event()
    library = opener()
    # The first to look at files is the other process.
    corpus = library.refresh(
        apart=True,
        on_progress=lambda progress: ended.set() if progress.phase == "scanning" else None,
        on_corpus=lambda _corpus: None,
        cancelled=ended.is_set,
    )
    assert len(corpus) >= 10
    assert not multiprocessing.active_children()
    assert said(library.refresh(apart=True)) == built_anew(root)


def test_leaving_does_not_wait_for_what_the_other_process_has_read(
    root: Path, opener: Opener, monkeypatch: pytest.MonkeyPatch
) -> None:
    ended = threading.Event()

    def left(*_arguments: object) -> bool:
        ended.set()
        return False

    monkeypatch.setattr(builder, "run_in_subprocess", left)
    write_many(root, 60)
    library = opener()
    assert len(library.refresh(apart=True, on_corpus=lambda _corpus: None, cancelled=ended.is_set)) == 10
    assert said(library.refresh()) == built_anew(root)


@pytest.mark.usefixtures("unhurried")
def test_growing_snapshots_are_handed_out_meanwhile(
    root: Path, opener: Opener, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Each is of a moment of the other process's: none is without what the one before had."""
    monkeypatch.setattr(workers, "_BATCH", 8)
    monkeypatch.setattr(refresh, "FIRST_ROWS", 5)
    write_many(root, 60)
    seen: list[Snapshot] = []

    def here(_work: object, task: tuple[Builder, object], looked: Callable[[], bool]) -> bool:
        telling = Telling(looked)
        build(task[0], telling)
        assert telling.told
        return True

    monkeypatch.setattr(builder, "run_in_subprocess", here)
    opener().refresh(apart=True, on_corpus=seen.append)
    counts = [len(corpus) for corpus in seen]
    assert counts == sorted(counts)
    assert len(set(counts)) == 9, "two batches of the ten, and seven of the others"
    assert said(seen[-1]) == built_anew(root)


class Telling:
    """The end of a pipe to whoever has the index built, who looks whenever something is told."""

    def __init__(self, looked: Callable[[], bool]) -> None:
        self._looked = looked
        self.told: list[Progress] = []

    def send(self, progress: Progress) -> None:
        self.told.append(progress)
        self._looked()


def build(what: Builder, telling: Telling) -> None:
    """Do here what the other process does."""
    builder._build((what, cast(Any, telling)))


def test_an_index_that_cannot_be_written_is_not_built(tmp_path: Path) -> None:
    (tmp_path / "foreign").write_text("not a database, and longer than the head of one" * 9)
    with pytest.raises(sqlite3.DatabaseError):
        build(Builder(str(tmp_path / "foreign"), (tmp_path,), DEFAULT_NAMES, NO_HOMES), Telling(lambda: True))


def test_another_program_is_looked_on(root: Path, opener: Opener) -> None:
    write_many(root, 20)
    opener().refresh()
    library, index = opener(), opener()
    assert index.open() is not None
    known = library.open().generation
    assert library._index().load_kept(known) is None
    found = library._index().load_kept(known - 1)
    assert found is not None
    assert (len(found[0]), found[1]) == (20, known)
    library._index().save(found[0].first(3), known + 1)
    assert library._index().load_kept(known) is None, "columns of another moment are not kept"


def test_a_seal_that_is_no_seal_is_damage(root: Path, opener: Opener) -> None:
    write_many(root, 3)
    library = opener()
    library.refresh()
    with library._opened[-1].transaction() as connection:
        connection.execute("UPDATE meta SET value = 'wax' WHERE name = 'kept all'")
    with pytest.raises(sqlite3.DatabaseError, match="seal"):
        library._index().load_kept(0)
    assert said(opener().open()) == {**said(opener(None).open())}
