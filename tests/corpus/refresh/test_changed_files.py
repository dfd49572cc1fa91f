"""What tells that a file is another than the one that was read, whatever time generators and copies give it."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from reader.corpus.library import Library

OLD, NEW = "---\ntitle: first\n---\n", "---\ntitle: other\n---\n"
TIME = (1_600_000_000_000_000_000,) * 2


def dated(file: Path, text: str) -> Path:
    """Write a file with a time that a generator sets."""
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(text)
    os.utime(file, ns=TIME)
    return file


def in_place(file: Path) -> None:
    dated(file, NEW)


def moved_over(file: Path) -> None:
    dated(file.with_name("new"), NEW).rename(file)


def copied_over(file: Path) -> None:
    shutil.copy2(dated(file.with_name("new"), NEW), file)


def made_again(file: Path) -> None:
    shutil.rmtree(file.parent)
    dated(file, NEW)


@pytest.mark.parametrize("change", [in_place, moved_over, copied_over, made_again])
@pytest.mark.parametrize("told", [False, True])
def test_a_file_of_the_same_size_and_time_is_read_again(
    root: Path, tmp_path: Path, read: list[str], change: Callable[[Path], object], told: bool
) -> None:
    file = dated(root / "inner/a.md", OLD)
    dated(root / "b.md", OLD)
    library = Library([root], cache=tmp_path / "cache")
    assert list(library.refresh().titles) == ["first", "first"]
    read.clear()
    change(file)
    named = {str((root / "inner").resolve()): {"a.md"}}
    corpus = library.refresh(changed=named if told else None)
    assert sorted(corpus.titles) == ["first", "other"]
    assert read == ["inner/a.md"]
    library.close()


@pytest.fixture
def linked(tmp_path: Path) -> tuple[Path, Path]:
    """Return a link and the second of two folders, of which it leads to the first."""
    for number, text in enumerate((OLD, NEW), 1):
        dated(tmp_path / f"corpus/.releases/{number}/a.md", text)
    link = tmp_path / "corpus/current"
    link.symlink_to(".releases/1")
    return link, tmp_path / "corpus/.releases/2"


@pytest.mark.parametrize("whole", ["the root", "a folder inside", "a file"])
def test_a_link_that_leads_elsewhere_is_another_file(
    linked: tuple[Path, Path], tmp_path: Path, whole: str
) -> None:
    link, other = linked
    root = link if whole == "the root" else link.parent
    if whole == "a file":
        link.unlink()
        link = link.parent / "a.md"
        link.symlink_to(other.parent / "1/a.md")
        other = other / "a.md"
    library = Library([root], cache=tmp_path / "cache")
    assert list(library.refresh().titles) == ["first"]
    link.unlink()
    link.symlink_to(other)
    assert list(library.refresh().titles) == ["other"]
    library.close()


def test_what_a_link_led_to_before_is_no_part_of_the_corpus_any_more(
    linked: tuple[Path, Path], tmp_path: Path
) -> None:
    link, other = linked
    old = link.resolve()
    library = Library([link], cache=tmp_path / "cache")
    library.refresh()
    link.unlink()
    link.symlink_to(other)
    library.refresh()
    dated(old / "a.md", "---\ntitle: gone\n---\n")
    assert list(library.refresh(changed={str(old): {"a.md"}}).titles) == ["other"]
    library.close()


def test_files_whose_times_change_alone_are_read_once(root: Path, tmp_path: Path, read: list[str]) -> None:
    library = Library([root], cache=tmp_path / "cache")
    file = dated(root / "a.md", OLD)
    library.refresh()
    for time in (TIME[0] + 10**18, TIME[0] - 10**18):  # in the future, and backwards
        os.utime(file, ns=(time, time))
        read.clear()
        library.refresh()
        library.refresh()
        assert read == ["a.md"]
    library.close()
