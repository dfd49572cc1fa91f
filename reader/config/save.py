"""Writing into the user's settings file without touching anything else in it: a saved view, one plain setting."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator, Mapping
from contextlib import suppress
from pathlib import Path
from typing import Any

from reader.config.load import load_settings, parse_toml
from reader.config.paths import make_private
from reader.config.report import commented_file, toml_value
from reader.config.settings import SavedView
from reader.config.toml_lines import key_lines, lines_of
from reader.errors import ConfigError
from reader.io.temporary_file import temporary_file

_MARK = "\ufeff"
_TABLE = re.compile(r"^\s*\[")
_VIEWS = re.compile(r"^\s*\[\[\s*(?:views|\"views\"|'views')\s*\]\]")
_NOTHING = re.compile(r"^\s*(#|$)")
# A value that begins and ends on its line, and what may stand behind it.
_VALUE = r"(\"(?:[^\"\\]|\\.)*\"|'[^']*'|[^\s\"'\[{#]+)(?=\s*(?:#|$))"


def save_view(path: Path, view: SavedView) -> None:
    """Add a view to the settings file, or replace the one of that name; every other byte of the file stays.

    The new text must be understood before it takes the place of the old one, in one move. Raises `ConfigError`
    where the file cannot be read or written, or would no longer be understood.
    """
    try:
        text = _text(path)
        _put(path, _with_view(path, text, view))
    except (OSError, UnicodeDecodeError) as error:
        raise _unsaved("the view", path, error) from error


def save_setting(path: Path, name: str, value: Any) -> None:
    """Set a plain setting in the settings file; every other byte of the file stays, as in `save_view`.

    Where the setting stands in the file already, its value is replaced; else its line goes behind the one of the
    template that is commented out, or to the top. Raises `ConfigError` as `save_view`, and where the value in the
    file spans lines.
    """
    try:
        text = _text(path)
        _put(path, _with_setting(path, text, name, toml_value(value)))
    except (OSError, UnicodeDecodeError) as error:
        raise _unsaved(f"“{name}”", path, error) from error


def write_template(path: Path) -> None:
    """Write the commented settings file where there is none. Raises `ConfigError` where there is one, or no place."""
    try:
        make_private(path.parent)
        with open(
            os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w", encoding="utf-8"
        ) as stream:
            stream.write(commented_file())
    except FileExistsError as error:
        raise ConfigError(
            "there is a settings file already, and it stays as it is",
            place=str(path),
            hint="`reader config --template` prints one to compare with",
        ) from error
    except OSError as error:
        raise _unsaved("the settings file", path, error) from error


def _text(path: Path) -> str:
    """Return the text of the file with its line ends as they are; nothing where there is no file."""
    return path.read_bytes().decode("utf-8") if path.exists() else ""


def _put(path: Path, fresh: str) -> None:
    """Put a text in the place of the file, in one move; behind a symbolic link that is the file it leads to."""
    target = Path(os.path.realpath(path))
    make_private(target.parent)
    with temporary_file(target.parent) as (new, descriptor):
        with open(descriptor, "w", encoding="utf-8", newline="", closefd=False) as stream:
            stream.write(fresh)
            stream.flush()
            os.fsync(descriptor)
        load_settings(new)
        if target.exists():
            new.chmod(target.stat().st_mode & 0o7777)
        new.replace(target)


def _unsaved(what: str, path: Path, error: OSError | UnicodeDecodeError) -> ConfigError:
    reason = str(getattr(error, "strerror", error))
    return ConfigError(f"{what} could not be saved", place=str(path), hint=reason)


def _with_setting(path: Path, text: str, name: str, value: str) -> str:
    mark, text = (_MARK, text[1:]) if text.startswith(_MARK) else ("", text)
    lines = lines_of(text)
    end = "\r\n" if lines and lines[0].endswith("\r\n") else "\n"
    number = key_lines(text).get((name,), 0)
    if number:
        old = lines[number - 1]
        new = re.sub(rf"^(\s*[\w\"']+\s*=\s*){_VALUE}", lambda found: found[1] + value, old)
        if new == old and not re.match(rf"^\s*[\w\"']+\s*=\s*{_VALUE}", old):
            raise ConfigError(
                f"“{name}” is not on one line here", place=f"{path}:{number}", hint="change it by hand"
            )
        lines[number - 1] = new
    else:
        # The template has the setting commented out; the tables begin behind all of those.
        place = next((n for n, line in enumerate(lines, 1) if re.match(rf"#{name}\s*=", line)), 0)
        if any(_TABLE.match(line) for line in lines[:place]):
            place = 0
        lines.insert(place, f"{name} = {value}{end}")
    return mark + "".join(lines)


def _with_view(path: Path, text: str, view: SavedView) -> str:
    """Return the text with a view added or replaced: of the ways to write it, one that TOML reads as was meant."""
    mark, text = (_MARK, text[1:]) if text.startswith(_MARK) else ("", text)
    document = parse_toml(text, path)
    views = document.setdefault("views", [])
    fields = {name: value for name, value in view._asdict().items() if value or name != "key"}
    ways: Iterator[str] = iter(())
    if isinstance(views, list):
        names = [item.get("name") for item in views if isinstance(item, dict)]
        if view.name in names:
            views[names.index(view.name)] = fields
            ways = _replacing(text, fields)
        else:
            views.append(fields)
            ways = iter([_adding(text, fields)])
    for way in ways:
        with suppress(ConfigError):
            if parse_toml(way, path) == document:
                return mark + way
    raise ConfigError(
        "the views of this file are not written as [[views]]", place=str(path), hint="save it there by hand"
    )


def _adding(text: str, fields: Mapping[str, str]) -> str:
    end = _line_end(text)
    gap = "" if not text or text.endswith(2 * end) else (end if text.endswith(end) else 2 * end)
    return text + gap + _table(fields, end)


def _replacing(text: str, fields: Mapping[str, str]) -> Iterator[str]:
    """Yield the text with one `[[views]]` table after the other replaced, without and with what follows it."""
    lines = lines_of(text)
    for start, stop in _blocks(lines):
        last = next(n for n in range(stop, start, -1) if not _NOTHING.match(lines[n - 1]))
        for end in (last, stop):
            yield "".join([*lines[:start], _table(fields, _line_end(text)), *lines[end:]])


def _table(fields: Mapping[str, str], end: str) -> str:
    return f"[[views]]{end}" + "".join(f"{name} = {toml_value(value)}{end}" for name, value in fields.items())


def _line_end(text: str) -> str:
    return "\r\n" if "\r\n" in text else "\n"


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
