"""Noticing changes of files: with the system's help, and without."""

from __future__ import annotations

import os
import sys
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from reader.corpus import watch as watching
from reader.corpus.watch import Watch

LONG = 20.0
told = pytest.mark.skipif(sys.platform != "linux", reason="only Linux tells of changes")


@pytest.fixture
def watch(tmp_path: Path) -> Iterator[Watch]:
    opened = Watch()
    opened.add(str(tmp_path))
    yield opened
    opened.close()


def write(folder: Path) -> None:
    (folder / "new.md").write_text("x")


def append(folder: Path) -> None:
    with (folder / "old.md").open("a") as stream:
        stream.write("more")


CHANGES: dict[str, Callable[[Path], object]] = {
    "new file": write,
    "file written to": append,
    "file gone": lambda folder: (folder / "old.md").unlink(),
    "file moved away": lambda folder: (folder / "old.md").rename(folder.parent / "elsewhere.md"),
    "file moved in": lambda folder: (folder.parent / "other.md").rename(folder / "other.md"),
    "file linked in": lambda folder: os.link(folder / "old.md", folder / "linked.html"),
    "file closed to us": lambda folder: (folder / "old.md").chmod(0),
    "new folder": lambda folder: (folder / "inner").mkdir(),
    "the folder gone": lambda folder: folder.rename(folder.parent / "renamed"),
}


NAMES: dict[str, set[str] | None] = {
    "new file": {"new.md"},
    "file written to": {"old.md"},
    "file gone": {"old.md"},
    "file moved away": {"old.md"},
    "file moved in": {"other.md"},
    "file linked in": {"linked.html"},
    "file closed to us": {"old.md"},
    "new folder": {"inner"},
    "the folder gone": None,
}


@pytest.fixture
def changing(tmp_path: Path) -> Iterator[tuple[Path, Watch]]:
    """Return a folder in which any of the changes can be made, and a watch over it."""
    folder = tmp_path / "corpus"
    folder.mkdir()
    (folder / "old.md").write_text("old")
    (tmp_path / "other.md").write_text("other")
    watch = Watch()
    watch.add(str(folder))
    yield folder, watch
    watch.close()


@told
@pytest.mark.parametrize("change", CHANGES)
def test_what_a_scan_might_find_is_told(changing: tuple[Path, Watch], change: str) -> None:
    folder, watch = changing
    assert watch.is_told
    CHANGES[change](folder)
    assert watch.wait(LONG)
    assert not watch.wait(0.01), "it is told once"


@told
@pytest.mark.parametrize("change", CHANGES)
def test_what_has_changed_is_told_by_name(changing: tuple[Path, Watch], change: str) -> None:
    folder, watch = changing
    assert watch.take() == {}
    CHANGES[change](folder)
    names = NAMES[change]
    assert watch.take() == (None if names is None else {str(folder): names})
    assert watch.take() == {}


@told
def test_a_folder_inside_that_goes_may_have_held_anything(watch: Watch, tmp_path: Path) -> None:
    (tmp_path / "inner").mkdir()
    assert watch.take() == {str(tmp_path): {"inner"}}
    (tmp_path / "inner").rmdir()
    assert watch.take() is None


@told
def test_more_names_than_are_kept(watch: Watch, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(watching, "_MOST_NAMES", 2)
    assert watch.take() == {}
    for number in range(3):
        (tmp_path / f"{number}.md").write_text("x")
    assert watch.take() is None
    for number in range(2):
        (tmp_path / f"{number}.md").write_text("y")
    assert watch.take() == {str(tmp_path): {"0.md", "1.md"}}


@told
def test_what_happens_before_the_wait_is_kept_for_it(watch: Watch, tmp_path: Path) -> None:
    for number in range(5):
        (tmp_path / f"{number}.md").write_text("x")
    assert watch.wait(LONG)
    assert not watch.wait(0.01)


@told
def test_what_is_no_article_is_passed_over(watch: Watch, tmp_path: Path) -> None:
    for name in (".old.md.swp", "4913", "picture.png", ".hidden.md"):
        (tmp_path / name).write_text("x")
    (tmp_path / ".git").mkdir()
    assert not watch.wait(0.05)


@told
def test_more_than_the_system_can_tell_is_a_change(monkeypatch: pytest.MonkeyPatch) -> None:
    assert watching._concerns(watching._OVERFLOW, b"")
    assert not watching._concerns(0x8000, b"")  # a watch that has ended


@told
def test_changes_that_do_not_cease_are_told_all_the_same(
    watch: Watch, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(watching, "_SETTLED", LONG)
    monkeypatch.setattr(watching, "_LONGEST", 0.05)
    done = threading.Event()

    def write_on() -> None:
        while not done.wait(0.001):
            (tmp_path / "busy.md").write_text("x")

    writer = threading.Thread(target=write_on)
    writer.start()
    try:
        assert watch.wait(LONG)
    finally:
        done.set()
        writer.join()


@told
def test_a_folder_that_cannot_be_watched_makes_the_watch_incomplete(watch: Watch, tmp_path: Path) -> None:
    watch.add(str(tmp_path))
    assert watch.is_told
    watch.add(str(tmp_path / "nowhere"))
    assert not watch.is_told
    assert watch.take() is None


@pytest.mark.parametrize("lack", ["other system", "no ctypes", "old library", "no instance left"])
def test_where_the_system_tells_nothing_the_time_is_kept(
    lack: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    class Library:
        def inotify_init1(self, _flags: int) -> int:
            return -1

    if lack == "other system":
        monkeypatch.setattr("reader.corpus.watch.sys.platform", "darwin")
    elif lack == "no ctypes":
        monkeypatch.setitem(sys.modules, "ctypes", None)
    else:
        monkeypatch.setattr("reader.corpus.watch.sys.platform", "linux")
        library = Library() if lack == "no instance left" else object()
        monkeypatch.setattr("ctypes.CDLL", lambda *_args, **_options: library)
    watch = Watch()
    watch.add(str(tmp_path))
    assert not watch.is_told
    write(tmp_path)
    begun = time.monotonic()
    assert not watch.wait(0.02)
    assert time.monotonic() - begun >= 0.02
    assert watch.take() is None
    watch.close()


def test_closing_ends_the_wait(watch: Watch) -> None:
    ended: list[bool] = []
    thread = threading.Thread(target=lambda: ended.append(watch.wait(LONG)))
    thread.start()
    watch.close()
    watch.close()
    thread.join(LONG)
    assert ended == [False]
    assert watch.closed
    assert not watch.wait(LONG)
