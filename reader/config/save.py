"""Writing a saved view into the user's settings without touching anything else in the file."""

from __future__ import annotations

import os
import re
import tempfile
from pathlib import Path

from reader.config.load import load_settings
from reader.config.paths import make_private
from reader.config.report import toml_value
from reader.config.settings import View
from reader.errors import ConfigError

_TABLE = re.compile(r"^\s*\[")
_VIEWS = re.compile(r"^\s*\[\[\s*views\s*\]\]")


def save_view(path: Path, view: View) -> None:
    """Add a view to the settings file, or replace the one of that name; every other byte of the file stays.

    The new text must be understood before it takes the place of the old one, in one move. Raises `ConfigError`
    where the file cannot be read or written, or would no longer be understood.
    """
    try:
        text = path.read_text(encoding="utf-8") if path.exists() else ""
        fresh = _with_view(text, view)
        make_private(path.parent)
        handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
        new = Path(name)
        try:
            with open(handle, "w", encoding="utf-8", newline="") as stream:
                stream.write(fresh)
                stream.flush()
                os.fsync(stream.fileno())
            load_settings(new)
            new.replace(path)
        finally:
            new.unlink(missing_ok=True)
    except (OSError, UnicodeDecodeError) as error:
        raise ConfigError(
            "the view could not be saved", place=str(path), hint=str(getattr(error, "strerror", error))
        ) from error


def _with_view(text: str, view: View) -> str:
    block = "[[views]]\n" + "".join(
        f"{name} = {toml_value(value)}\n"
        for name, value in (("name", view.name), ("query", view.query), ("key", view.key))
        if value or name != "key"
    )
    lines = text.splitlines(keepends=True)
    for start, end in _blocks(lines):
        inside = "".join(lines[start:end])
        if re.search(rf"^\s*name\s*=\s*{re.escape(toml_value(view.name))}\s*(#.*)?$", inside, re.MULTILINE):
            tail = "\n" if end < len(lines) else ""
            return "".join(lines[:start]) + block + tail + "".join(lines[end:])
    gap = "" if not text or text.endswith("\n\n") else ("\n" if text.endswith("\n") else "\n\n")
    return text + gap + block


def _blocks(lines: list[str]) -> list[tuple[int, int]]:
    """Return where each `[[views]]` table begins and ends (exclusive)."""
    starts = [number for number, line in enumerate(lines) if _VIEWS.match(line)]
    return [
        (
            start,
            next((n for n in range(start + 1, len(lines)) if _TABLE.match(lines[n])), len(lines)),
        )
        for start in starts
    ]
