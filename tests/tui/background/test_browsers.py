"""Opening addresses: which browser is asked, what is said of it, and how many at once."""

from __future__ import annotations

import shutil
import sys
import threading
from pathlib import Path

import pytest

from reader.config.settings import Settings
from reader.tui.actions import sharing
from reader.tui.background import browsers as browsers_module
from reader.tui.background.browsers import BrowserResult, browsers, open_all, with_address
from tests.session.corpus import session_over
from tests.session.many import write_many
from tests.tui.app import Driver, running
from tests.tui.opening import note_opened

URL = "https://a.example/?b=c;d&e=%20$(id)"


@pytest.fixture(autouse=True)
def no_system_opener(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(shutil, "which", lambda _name: None)
    monkeypatch.delenv("BROWSER", raising=False)


def script(folder: Path, name: str, code: str) -> list[str]:
    """Return a command that runs some Python, with what it is given as `sys.argv[1:]`."""
    file = folder / f"{name}.py"
    file.write_text(f"import sys, time\nfrom pathlib import Path\n{code}\n")
    return [sys.executable, str(file)]


def noting(folder: Path, name: str = "notes", then: str = "") -> list[str]:
    note = f"with open({str(folder / name)!r}, 'a') as out: print(*sys.argv[1:], file=out)"
    return script(folder, name, f"{note}\n{then}")


def noted(folder: Path, name: str = "notes") -> list[str]:
    file = folder / name
    return file.read_text().splitlines() if file.exists() else []


def opened(commands: list[list[str]], *urls: str) -> BrowserResult:
    return open_all(urls or (URL,), commands, stopped=threading.Event())


def test_the_setting_stands_alone() -> None:
    assert browsers(("w3m", "-N"), {"BROWSER": "lynx"}) == [["w3m", "-N"]]


def test_the_environment_is_asked_before_the_system(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(shutil, "which", lambda name: f"/bin/{name}" if name == "xdg-open" else None)
    environ = {"BROWSER": "firefox --new-tab %s::'it is not closed:w3m"}
    assert browsers((), environ) == [["firefox", "--new-tab", "%s"], ["w3m"], ["/bin/xdg-open"]]
    assert browsers((), {}) == [["/bin/xdg-open"]]


@pytest.mark.parametrize(
    ("command", "whole"),
    [
        (["w3m", "-N"], ["w3m", "-N", URL]),
        (["firefox", "--url=%s", "-x"], ["firefox", f"--url={URL}", "-x"]),
        (["b", "100%%", "%s"], ["b", "100%", URL]),
        (["b", "100%%s"], ["b", "100%s", URL]),
    ],
)
def test_the_address_is_one_argument(command: list[str], whole: list[str]) -> None:
    assert with_address(command, URL) == whole


def test_no_shell_sees_the_address(tmp_path: Path) -> None:
    assert opened([noting(tmp_path)]) == BrowserResult(1)
    assert noted(tmp_path) == [URL]


def test_a_browser_that_fails_gives_way_to_the_next(tmp_path: Path) -> None:
    failing = noting(tmp_path, "failing", "sys.exit(3)")
    assert opened([["/nowhere/at/all"], failing, noting(tmp_path)]) == BrowserResult(1)
    assert noted(tmp_path, "failing") == noted(tmp_path) == [URL]


def test_what_all_of_them_say_is_told(tmp_path: Path) -> None:
    killed = script(tmp_path, "killed", "import os; os.kill(os.getpid(), 15)")
    number, fault = opened([["/nowhere/at/all"], noting(tmp_path, then="sys.exit(3)"), killed], URL, URL)
    assert number == 0
    assert "“/nowhere/at/all” could not be started (No such file or directory)" in fault
    assert "ended with exit code 3" in fault
    assert "was ended by signal 15" in fault
    assert noted(tmp_path) == [URL], "the second would fail as the first did"


def test_a_browser_that_stays_has_opened_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(browsers_module, "_PATIENCE", 0.2)
    monkeypatch.setattr(browsers_module, "_BRIEF", 0.05)
    assert opened([noting(tmp_path, then="time.sleep(2)")], URL, URL) == BrowserResult(2)


def test_it_can_be_stopped(tmp_path: Path) -> None:
    stopped = threading.Event()
    seen: list[tuple[int, int]] = []

    def progress(done: int, total: int) -> None:
        seen.append((done, total))
        if done == 2:
            stopped.set()

    done = open_all([URL] * 5, [noting(tmp_path)], stopped=stopped, on_progress=progress)
    assert done == BrowserResult(2)
    assert seen == [(1, 5), (2, 5)]


async def test_without_a_browser_it_is_copied(app: Driver) -> None:
    await app.do("open")
    assert "no browser was found: copied https://www.coastal.example/storm" in app.bottom
    assert app.app.clipboard.startswith("https://www.coastal.example/storm")


async def test_one_that_fails_is_said_and_it_is_copied(
    app: Driver, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    command = script(tmp_path, "b", "sys.exit(4)")
    monkeypatch.setattr(sharing, "browsers", lambda *_: [command])
    await app.do("open")
    assert "not opened" in app.main_view._message
    assert "ended with exit code 4: copied https://www.coastal.example/storm" in app.main_view._message
    assert app.app.clipboard.startswith("https://www.coastal.example/storm")


async def test_no_more_than_the_limit_are_opened(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    urls = note_opened(monkeypatch)
    settings = Settings(open_limit=7, watch=False)
    with session_over(write_many(tmp_path / "many", 60), settings=settings, loaded=False) as session:
        async with running(session) as app:
            await app.do("select-all", "open")
            assert app.question.startswith("60 pages are too many at once. Open the first 7?")
            await app.press("n")
            assert urls == []
            await app.do("open")
            await app.press("y")
            await app.until(lambda: "opened 7 addresses" in app.bottom)
            assert len(urls) == len(set(urls)) == 7


async def test_opening_many_leaves_the_keys_alive_and_esc_stops_it(
    app: Driver, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    command = noting(tmp_path, then="time.sleep(0.3)")
    monkeypatch.setattr(sharing, "browsers", lambda *_: [command])
    await app.do("select-all")
    app.main.run_command("open")
    await app.pilot.pause()
    await app.pilot.press("y")
    await app.until(lambda: "opening 2 of 10 … · Esc stops" in app.bottom)
    await app.pilot.press("j")
    assert app.main.stop_work is not None, "the key did not wait for the browsers"
    await app.pilot.press("escape")
    await app.settled()
    assert "stopped: opened " in app.bottom
    assert 2 <= len(noted(tmp_path)) < 10
    assert len(app.view_state.triage.selection) == len(app.titles), "Esc did nothing else"
