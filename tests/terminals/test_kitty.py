"""A real kitty on a display of its own: its keys, what is pasted into it, and what it answers."""

from __future__ import annotations

import os
import shlex
import shutil
import subprocess
import time
from base64 import b64encode
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest

from tests.terminals.program import PATIENCE, reader

_MISSING = [name for name in ("kitty", "Xvfb", "xdotool") if shutil.which(name) is None]

pytestmark = pytest.mark.skipif(
    bool(_MISSING), reason=f"not here: {', '.join(_MISSING)} (Debian: apt-get install kitty xvfb xdotool)"
)
# What programs ask a terminal for: what it is, its size, its colours, its names, the cursor, the modes.
_QUESTIONS = r"\033[c\033[>c\033[18t\033]11;?\033\\\033P+q544e\033\\\033[6n\033[?996n\033[?u\033[?2004$p"


class Kitty:
    """A window of kitty with a program in it."""

    def __init__(self, stack: ExitStack, folder: Path, script: str) -> None:
        ours, theirs = os.pipe()
        display = subprocess.Popen(
            ["Xvfb", "-displayfd", str(theirs), "-screen", "0", "900x600x24"],
            pass_fds=[theirs],
            stderr=subprocess.DEVNULL,
        )
        stack.callback(display.wait)
        stack.callback(display.terminate)
        os.close(theirs)
        with os.fdopen(ours) as told:
            number = told.readline().strip()
        self._socket = f"unix:{folder / 'kitty'}"
        self._environment = {**os.environ, "DISPLAY": f":{number}", "LIBGL_ALWAYS_SOFTWARE": "1"}
        options = [
            word
            for option in (
                "allow_remote_control=yes", "remember_window_size=no", "initial_window_width=880",
                "initial_window_height=560", "update_check_interval=0",
            )
            for word in ("-o", option)
        ]  # fmt: skip
        self.process = subprocess.Popen(
            ["kitty", "--config", "NONE", *options, "--listen-on", self._socket, "sh", "-c", script],
            env=self._environment,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        stack.callback(self.process.wait)
        stack.callback(self.process.kill)

    @property
    def text(self) -> str:
        """Return what is in the window."""
        found = subprocess.run(
            ["kitty", "@", "--to", self._socket, "get-text"],
            env=self._environment,
            capture_output=True,
            encoding="utf-8",
            check=False,
        )
        return found.stdout

    def until(self, seen: str | Callable[[str], bool]) -> Kitty:
        """Wait until a text is in the window, or the window is as wanted."""
        end = time.monotonic() + PATIENCE
        while not (seen in self.text if isinstance(seen, str) else seen(self.text)):
            assert time.monotonic() < end, f"not shown: {seen}; the window was:\n{self.text}"
            time.sleep(0.1)
        return self

    def press(self, *words: str, rest: float = 0.3) -> Kitty:
        """Let the display press keys, as `xdotool` names them, and wait a little."""
        subprocess.run(["xdotool", *words], env=self._environment, check=True)
        time.sleep(rest)
        return self


@pytest.fixture
def kitty(home: Path, many: Path) -> Iterator[Callable[[str], Kitty]]:
    """Return what opens a window with the reader in it, after something else was written there."""
    with ExitStack() as stack:

        def opened(before: str) -> Kitty:
            script = f"{before}; {shlex.join(reader(many))}; echo left with $?; sleep 60"
            return Kitty(stack, home, script).until("1 of 60")

        yield opened


def test_the_keys_of_kitty(kitty: Callable[[str], Kitty]) -> None:
    window = kitty(":").press("key", "j", "j", "k").until("2 of 60")
    window.press("key", "g").press("keydown", "shift").press("key", "t").press("keyup", "shift")
    window.until("is:open")  # `g T`, and not `T`, which would ask for a tag
    assert "tag" not in window.text
    window.press("key", "q").until("of 60")
    window.press("key", "g", "g").press("key", "KP_Divide").press("key", "KP_1", "KP_Add")
    # A letter that the keyboard does not have is put on a key for as long as `xdotool` waits: kitty is to see it there.
    window.press("type", "Ab!").press("type", "--delay", "1000", "é")
    window.until("filter 1+Ab!é")
    window.press("key", "Escape").until("1 of 60")
    window.press(
        "key",
        "Caps_Lock",
        "Num_Lock",
        "Print",
        "Pause",
        "Menu",
        "Caps_Lock",
        "Num_Lock",
        "Control_L",
        "Super_L",
    )
    window.press("key", "ctrl+d").until(lambda text: "1 of 60" not in text)
    window.press("key", "Home").until("1 of 60")
    assert "60 articles" in window.text
    window.press("key", "shift+q").until("left with 0")


def test_what_is_pasted_into_kitty(kitty: Callable[[str], Kitty]) -> None:
    pasted = b64encode(b"d\x1bd\x1b[31ma\r\nd\x1b[201~ddd\tend").decode()
    window = kitty(rf"printf '\033]52;c;{pasted}\007'")
    window.press("key", "ctrl+shift+v").until("open one first")
    window.press("key", "slash").press("key", "z").press("key", "ctrl+shift+v").press("key", "y")
    window.until(lambda text: "filter zd" in text and "endy" in text)
    window.press("key", "Escape").until("1 of 60")
    assert "60 articles" in window.text.splitlines()[0]
    assert not [line for line in window.text.splitlines() if line.startswith((" D", " A"))]


def test_what_kitty_answers(kitty: Callable[[str], Kitty]) -> None:
    window = kitty(f"printf '{_QUESTIONS}'")
    window.press("key", "j").until("2 of 60")
    assert "60 articles" in window.text.splitlines()[0]
    assert not [line for line in window.text.splitlines() if line.startswith((" D", " A"))]
    window.press("key", "ctrl+z").until("no shell here")
    window.press("key", "j").until("3 of 60")
