"""What leaves the program: the clipboard, the editor. Always argument lists, never a shell."""

from __future__ import annotations

import os
import shlex
import shutil
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from reader.errors import ReaderError

if TYPE_CHECKING:
    from textual.app import App

    from reader.tui.app import ReaderApp
    from reader.tui.terminal.clipboard import Copied


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
    fault = ""  # raised in there, Textual would not take the terminal back
    with _left(app):
        try:
            code = subprocess.run([*command, *_at_line(command[0], line), str(path)], check=False).returncode
        except OSError as error:
            fault = f"could not be started ({error.strerror})"
        else:
            fault = ended(code)
    if fault:
        raise ReaderError(f"the editor “{command[0]}” {fault}", hint="" if "exit" in fault else "set $EDITOR")


@contextmanager
def _left(app: App[int]) -> Iterator[None]:
    """Give the terminal away for a while. Raises `ReaderError` where Textual cannot do that, as on Windows."""
    from textual.app import SuspendNotSupported

    try:
        with app.suspend():
            yield
    except SuspendNotSupported as error:
        raise ReaderError("this terminal cannot be left to an editor") from error


def ended(code: int) -> str:
    """Return how a command ended badly, in words that follow its name; "" for one that did what it was asked."""
    if code < 0:
        return f"was ended by signal {-code}"
    return f"ended with exit code {code}" if code else ""


def _at_line(editor: str, line: int) -> list[str]:
    """Return the argument that opens a file at a line, for the editors that share vi's form of it."""
    known = ("vi", "vim", "nvim", "nano", "emacs", "micro", "kak", "sensible-editor", "joe", "ne")
    return [f"+{line}"] if line and Path(editor).name in known else []
