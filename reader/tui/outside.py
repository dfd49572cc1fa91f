"""What leaves the program: the browser, the clipboard, the editor. Always argument lists, never a shell."""

from __future__ import annotations

import os
import shlex
import shutil
import subprocess
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from reader.errors import ReaderError

if TYPE_CHECKING:
    from textual.app import App

    from reader.tui.app import ReaderApp
    from reader.tui.clipboard import Copied

_OPENERS = ("xdg-open", "open", "wslview", "termux-open-url")


def opener() -> list[str] | None:
    """Return the command that opens a web address on this platform, None where there is none."""
    return next(([path] for name in _OPENERS if (path := shutil.which(name))), None)


def open_url(url: str, browser: Sequence[str]) -> bool:
    """Open a web address with a command of the user's or the platform's; tell whether there was one to start.

    `url` must be a clean http(s) address; it is one argument of the command, and no shell sees it. Raises
    `ReaderError` where the command cannot be started.
    """
    command = list(browser) or opener()
    if command is None:
        return False
    try:
        subprocess.Popen(
            [*command, url],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
        )
    except OSError as error:
        raise ReaderError(
            f"the browser “{command[0]}” could not be started ({error.strerror})",
            hint="see the setting browser",
        ) from error
    return True


def copy_text(app: ReaderApp, text: str) -> Copied:
    """Put text on the clipboard of the terminal, and return what became of it."""
    app.copy_to_clipboard(text)
    return app.copied


def edit_file(app: App[int], path: Path, *, line: int = 0) -> None:
    """Open a file in the user's editor and wait for it. Raises `ReaderError` where that cannot be done."""
    asked = os.environ.get("VISUAL") or os.environ.get("EDITOR") or ""
    try:
        command = shlex.split(asked)
    except ValueError as error:
        raise ReaderError(f"$EDITOR cannot be understood ({error})", hint="set it to a command") from error
    if not command:
        found = next(
            (place for name in ("sensible-editor", "nano", "vi") if (place := shutil.which(name))), None
        )
        if found is None:
            raise ReaderError("no editor was found", hint="set $EDITOR to the one you use")
        command = [found]
    failed: OSError | None = None
    with app.suspend():
        try:
            subprocess.run([*command, *_at_line(command[0], line), str(path)], check=False)
        except OSError as error:
            failed = error  # raised in here, Textual would not take the terminal back
    if failed is not None:
        raise ReaderError(
            f"the editor “{command[0]}” could not be started ({failed.strerror})", hint="set $EDITOR"
        ) from failed


def _at_line(editor: str, line: int) -> list[str]:
    """Return the argument that opens a file at a line, for the editors that share vi's form of it."""
    known = ("vi", "vim", "nvim", "nano", "emacs", "micro", "kak", "sensible-editor", "joe", "ne")
    return [f"+{line}"] if line and Path(editor).name in known else []
