"""What leaves the program: the browser, the clipboard, the editor. Always argument lists, never a shell."""

from __future__ import annotations

import os
import shlex
import shutil
import subprocess
from pathlib import Path
from typing import TYPE_CHECKING

from reader.errors import ReaderError

if TYPE_CHECKING:
    from textual.app import App

_OPENERS = ("xdg-open", "open", "wslview", "termux-open-url")


def opener() -> list[str] | None:
    """Return the command that opens a web address on this platform, None where there is none."""
    for name in _OPENERS:
        path = shutil.which(name)
        if path is not None:
            return [path]
    return None


def open_url(app: App[int], url: str) -> str:
    """Open a web address, or copy it where no browser can be started; return the sentence to show.

    The caller has made sure that `url` is a clean http(s) address.
    """
    command = opener()
    if command is None or over_ssh():
        copy_text(app, url)
        reason = "over SSH" if over_ssh() else "no browser was found"
        return f"{reason}: copied {url}"
    subprocess.Popen(
        [*command, url],
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    )
    return f"opened {url}"


def over_ssh() -> bool:
    """Tell whether this terminal is at the other end of an SSH line."""
    return bool(os.environ.get("SSH_CONNECTION") or os.environ.get("SSH_TTY"))


def copy_text(app: App[int], text: str) -> None:
    """Put text on the clipboard of the terminal (OSC 52)."""
    app.copy_to_clipboard(text)


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
    with app.suspend():
        try:
            subprocess.run([*command, *_at_line(command[0], line), str(path)], check=False)
        except OSError as error:
            raise ReaderError(
                f"the editor “{command[0]}” could not be started ({error.strerror})", hint="set $EDITOR"
            ) from error


def _at_line(editor: str, line: int) -> list[str]:
    """Return the argument that opens a file at a line, for the editors that share vi's form of it."""
    known = ("vi", "vim", "nvim", "nano", "emacs", "micro", "kak", "sensible-editor", "joe", "ne")
    return [f"+{line}"] if line and Path(editor).name in known else []
