from __future__ import annotations

import shutil
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

from reader.errors import ReaderError
from reader.tui.background import external


class Stand:
    """As much of an app as is needed to leave it for a moment."""

    suspended = 0

    @contextmanager
    def suspend(self) -> Iterator[None]:
        self.suspended += 1
        yield


@pytest.fixture
def ran(monkeypatch: pytest.MonkeyPatch) -> list[list[str]]:
    """Return what was started, and let nothing start."""
    commands: list[list[str]] = []

    def start(command: list[str], **options: Any) -> subprocess.CompletedProcess[str]:
        assert not options.get("shell")
        commands.append(command)
        return subprocess.CompletedProcess(command, 0)

    monkeypatch.setattr(subprocess, "run", start)
    return commands


def edit(path: str, line: int = 0) -> None:
    stand: Any = Stand()
    external.edit_file(stand, Path(path), line=line)
    assert stand.suspended == 1


def test_the_editor_is_the_one_that_is_set(ran: list[list[str]], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("EDITOR", "vim -n")
    edit("a b.md", 7)
    monkeypatch.setenv("VISUAL", "/opt/my\\ editor --wait")
    edit("$(id).md", 7)
    assert ran == [["vim", "-n", "+7", "a b.md"], ["/opt/my editor", "--wait", "$(id).md"]]


def test_without_one_a_usual_editor_is_looked_for(
    ran: list[list[str]], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(shutil, "which", lambda name: "/bin/vi" if name == "vi" else None)
    edit("a.md", 3)
    assert ran == [["/bin/vi", "+3", "a.md"]]
    monkeypatch.setattr(shutil, "which", lambda _name: None)
    with pytest.raises(ReaderError, match="no editor was found"):
        edit("a.md")


def test_an_editor_that_cannot_be_understood_or_started_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("EDITOR", "vim '")
    with pytest.raises(ReaderError, match="cannot be understood"):
        edit("a.md")
    monkeypatch.setenv("EDITOR", "/nowhere/at/all")
    with pytest.raises(ReaderError, match="could not be started"):
        edit("a.md")


@pytest.mark.parametrize(("code", "said"), [(3, "ended with exit code 3"), (-15, "was ended by signal 15")])
def test_an_editor_that_fails_is_said(code: int, said: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("EDITOR", "vim")
    monkeypatch.setattr(subprocess, "run", lambda command, **_: subprocess.CompletedProcess(command, code))
    with pytest.raises(ReaderError, match=said):
        edit("a.md")
