from __future__ import annotations

import shutil
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

from reader.errors import ReaderError
from reader.tui import outside


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

    def start(command: list[str], **options: Any) -> None:
        assert not options.get("shell")
        commands.append(command)

    monkeypatch.setattr(subprocess, "run", start)
    monkeypatch.setattr(subprocess, "Popen", start)
    return commands


def edit(path: str, line: int = 0) -> None:
    stand: Any = Stand()
    outside.edit_file(stand, Path(path), line=line)
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


def test_an_address_is_one_argument_of_the_browser(
    ran: list[list[str]], monkeypatch: pytest.MonkeyPatch
) -> None:
    assert outside.open_url("https://a.example/?b=c;d&e", ("w3m", "-N"))
    monkeypatch.setattr(shutil, "which", lambda name: f"/bin/{name}" if name == "open" else None)
    assert outside.open_url("https://a.example/", ())
    assert ran == [["w3m", "-N", "https://a.example/?b=c;d&e"], ["/bin/open", "https://a.example/"]]


def test_without_a_browser_nothing_is_started(ran: list[list[str]], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(shutil, "which", lambda _name: None)
    assert not outside.open_url("https://a.example/", ())
    assert not ran


def test_a_browser_that_cannot_be_started_is_named() -> None:
    with pytest.raises(ReaderError, match="/nowhere/at/all"):
        outside.open_url("https://a.example/", ("/nowhere/at/all",))
