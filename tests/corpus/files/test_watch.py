"""Noticing changes of files: with the system's help, and without."""

from __future__ import annotations

import ctypes
import errno
import os
import shutil
import sys
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from reader.corpus.files import watch as watching
from reader.corpus.files import watched_paths
from reader.corpus.files.watch import Watch

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
def test_more_than_the_system_can_tell_is_a_change(watch: Watch, monkeypatch: pytest.MonkeyPatch) -> None:
    def told(number: int, mask: int) -> dict[str, set[str]] | None:
        events = [watching._EVENT.pack(number, mask, 0, 0)]
        monkeypatch.setattr("reader.corpus.files.watch.os.read", lambda *_: events.pop() if events else b"")
        return watch.take()

    assert told(-1, watching._OVERFLOW) is None
    assert told(1, watching._UNMOUNT) is None
    assert told(1, 0x8000) == {}  # a watch that has ended


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
def test_a_folder_that_cannot_be_watched_makes_the_watch_incomplete(
    watch: Watch, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    class Full:
        def inotify_add_watch(self, *_: object) -> int:
            ctypes.set_errno(errno.ENOSPC)  # as where `fs.inotify.max_user_watches` is reached
            return -1

    (tmp_path / "inner").mkdir()
    watch.add(str(tmp_path / "nowhere"))  # gone since it was seen: nothing is missed
    assert watch.is_told
    inotify = watch._inotify
    assert inotify is not None
    with monkeypatch.context() as full:
        full.setattr(inotify, "_library", Full())
        watch.add(str(tmp_path / "inner"))
        assert not watch.is_told
        assert watch.take() is None
    watch.add(str(tmp_path / "inner"))  # at the next look at all files, when others watch less
    assert watch.is_told


@told
@pytest.mark.parametrize("change", ["the root", "what a link leads to", "a folder around it", "another link"])
def test_where_a_root_leads_is_watched(tmp_path: Path, change: str) -> None:
    for folder in ("releases/1/posts", "releases/2/posts", "links"):
        (tmp_path / folder).mkdir(parents=True)
    (tmp_path / "current").symlink_to("releases/1")
    (tmp_path / "links/root").symlink_to("../links/../current/posts")
    watch = Watch([tmp_path / "links/root"])
    watch.add(str(tmp_path / "releases/1/posts"))
    assert watch.take() == {}
    (tmp_path / "beside").mkdir()
    (tmp_path / "releases/3").mkdir()
    assert not watch.wait(0.05)
    if change == "the root":
        (tmp_path / "links/root").unlink()
    elif change == "what a link leads to":
        (tmp_path / "releases/1/posts").rename(tmp_path / "elsewhere")
    elif change == "a folder around it":
        (tmp_path / "releases").rename(tmp_path / "elsewhere")
    else:
        (tmp_path / "new").symlink_to("releases/2")
        (tmp_path / "new").rename(tmp_path / "current")
    assert watch.wait(LONG)
    assert watch.take() is None
    assert watch.take() == {}
    watch.close()


@told
def test_a_root_that_goes_and_comes_again_is_seen(tmp_path: Path) -> None:
    root = tmp_path / "around/root"
    root.mkdir(parents=True)
    watch = Watch([root])
    watch.add(str(root))
    shutil.rmtree(tmp_path / "around")
    for folder in (tmp_path / "around", root):
        assert watch.take() is None
        assert watch.take() == {}
        folder.mkdir()
        assert watch.wait(LONG)
    watch.close()


@told
def test_a_link_to_a_folder_is_seen_as_it_comes_and_goes(tmp_path: Path) -> None:
    (tmp_path / ".data").mkdir()
    watch = Watch()
    watch.add(str(tmp_path))
    (tmp_path / "LICENSE").write_text("x")
    (tmp_path / "LICENSE").unlink()
    assert watch.take() == {}
    (tmp_path / "link").symlink_to(".data")
    assert watch.take() is None
    watch.add(str(tmp_path / ".data"))
    (tmp_path / "link").unlink()
    assert watch.take() is None
    watch.close()


@told
def test_a_mount_around_a_root_or_in_it_is_seen(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    reading, writing = os.pipe()
    os.close(reading)  # `poll` tells of an error, as it does when the table of mounts has changed
    monkeypatch.setattr(watching, "_open_mounts", lambda: writing)
    table = tmp_path / "mounts"
    monkeypatch.setattr(watched_paths, "MOUNTS", str(table))
    line = "21 1 0:20 / {} rw - tmpfs none rw\n"
    table.write_text(line.format("/"))
    watch = Watch([tmp_path / "a b"])
    table.write_text(line.format("/") + line.format("/elsewhere"))
    assert not watch.wait(0.05)
    table.write_text(line.format("/") + line.format(tmp_path / "a\\040b/inner"))
    assert watch.wait(LONG)
    assert watch.take() is None
    table.unlink()
    assert watch.wait(LONG)
    watch.close()


@pytest.mark.parametrize("lack", ["other system", "no ctypes", "old library", "no instance left"])
def test_where_the_system_tells_nothing_the_time_is_kept(
    lack: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    class Library:
        def inotify_init1(self, _flags: int) -> int:
            return -1

    if lack == "other system":
        monkeypatch.setattr("reader.corpus.files.watch.sys.platform", "darwin")
    elif lack == "no ctypes":
        monkeypatch.setitem(sys.modules, "ctypes", None)
    else:
        monkeypatch.setattr("reader.corpus.files.watch.sys.platform", "linux")
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


@told
def test_where_mounts_are_not_told_the_rest_is(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(watching, "MOUNTS", str(tmp_path / "nowhere"))
    watch = Watch([tmp_path])
    watch.add(str(tmp_path))
    write(tmp_path)
    assert watch.take() == {str(tmp_path): {"new.md"}}
    watch.close()


def test_links_that_lead_round_and_round_are_followed_so_far(tmp_path: Path) -> None:
    (tmp_path / "one").symlink_to("two")
    (tmp_path / "two").symlink_to("./one")
    assert watched_paths.ways([tmp_path / "one"])[str(tmp_path)] == {"one", "two"}


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
