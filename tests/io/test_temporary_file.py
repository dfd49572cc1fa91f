"""Temporary files: gone at the end, whoever ended the program."""

from __future__ import annotations

import fcntl
import os
import subprocess
import sys
from pathlib import Path

import pytest

from reader.io.temporary_file import remove_abandoned, temporary_file

KILLED = """
import os, signal, sys
from pathlib import Path
from reader.io.temporary_file import temporary_file
with temporary_file(Path(sys.argv[1])) as (new, _descriptor):
    os.kill(os.getpid(), signal.SIGKILL)
"""


def left_by_a_killed_program(folder: Path) -> Path:
    done = subprocess.run([sys.executable, "-c", KILLED, folder], check=False)
    assert done.returncode == -9
    (left,) = folder.glob(".reader-*.tmp")
    return left


def test_what_a_killed_program_left_is_removed_by_the_next(tmp_path: Path) -> None:
    left = left_by_a_killed_program(tmp_path)
    other = tmp_path / ".reader-notes"
    other.touch()
    with temporary_file(tmp_path) as (new, _descriptor):
        assert not left.exists()
        assert new.exists()
    assert list(tmp_path.iterdir()) == [other]


def test_what_another_program_is_writing_stays(tmp_path: Path) -> None:
    with temporary_file(tmp_path) as (new, descriptor):
        remove_abandoned(tmp_path)
        os.write(descriptor, b"x")
        new.replace(tmp_path / "whole")
    assert [path.name for path in tmp_path.iterdir()] == ["whole"]


def test_without_locks_nothing_is_removed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(_descriptor: int, _how: int) -> None:
        raise OSError(95, "not supported")

    left = left_by_a_killed_program(tmp_path)
    monkeypatch.setattr(fcntl, "flock", refuse)
    with temporary_file(tmp_path) as (new, _descriptor):
        assert new != left
    assert list(tmp_path.iterdir()) == [left]


def test_a_file_taken_before_it_was_locked_is_made_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    taken: list[Path] = []

    def lock(descriptor: int, _how: int) -> None:
        if not taken:
            taken.extend(tmp_path.iterdir())
            taken[0].unlink()

    monkeypatch.setattr(fcntl, "flock", lock)
    with temporary_file(tmp_path) as (new, descriptor):
        assert new.stat().st_ino == os.fstat(descriptor).st_ino
    assert list(tmp_path.iterdir()) == []


def test_a_folder_that_is_not_there(tmp_path: Path) -> None:
    remove_abandoned(tmp_path / "none")
