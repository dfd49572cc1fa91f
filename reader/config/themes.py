"""Themes of the user's own: a TOML file each in the folder of the settings, over one of the program's themes."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

from reader.config.load import parse_toml, read_text
from reader.config.reading import nearest, quoted
from reader.config.toml_lines import key_lines, line_of
from reader.errors import ConfigError, together

# A theme: `dark` and `ansi` true or false, colours by name, and the tables `variables` and `text`.
Theme = dict[str, Any]

TABLES = ("variables", "text")
_SWITCHES = ("dark", "ansi")
_NAME = re.compile(r"[\w-]+")
_COLOR = re.compile(
    r"#(?:[0-9a-fA-F]{3}){1,2}|ansi_(?:bright_)?(?:black|red|green|yellow|blue|magenta|cyan|white)|ansi_default"
)
_ATTRIBUTES = ("bold", "dim", "italic", "underline", "reverse", "strike")
_COLOR_FORM = 'a colour such as "#86b1d6" or "ansi_blue"'


def user_themes(folder: Path) -> tuple[str, ...]:
    """Return the names of the themes in a folder, in alphabetical order; none where there is no such folder."""
    try:
        return tuple(sorted(file.stem for file in folder.glob("*.toml") if _NAME.fullmatch(file.stem)))
    except OSError:
        return ()


def read_theme(path: Path, shipped: tuple[str, ...], load: Callable[[str], Theme]) -> Theme:
    """Return a theme of the user's own, over the one it names as `base` (without one, the first of `shipped`).

    `load` reads a theme of the program by its name. Raises `ConfigError` that tells of everything that is wrong
    with the file, each with its line.
    """
    text = read_text(path)
    if text is None:
        raise ConfigError("there is no such theme", place=str(path))
    reading = _Reading(path, key_lines(text))
    theme = reading.theme(parse_toml(text, path), shipped, load)
    if reading.faults:
        raise together(reading.faults)
    return theme


class _Reading:
    """One reading of one file, and the faults found so far."""

    def __init__(self, path: Path, lines: dict[tuple[str | int, ...], int]) -> None:
        self.path = path
        self.lines = lines
        self.faults: list[ConfigError] = []

    def theme(
        self, document: Mapping[str, Any], shipped: tuple[str, ...], load: Callable[[str], Theme]
    ) -> Theme:
        base = document.get("base", shipped[0])
        if base not in shipped:
            names = ", ".join(shipped)
            self.fault(("base",), f"“base” must be one of {names}", nearest(str(base), shipped))
            base = shipped[0]
        theme = load(base)
        known = (*(name for name in theme if name not in TABLES), *_SWITCHES)
        for name, value in document.items():
            if name in TABLES and not isinstance(value, dict):
                self.fault((name,), f"{quoted(name)} must be a table, under [{name}]")
            elif name in TABLES:
                # A theme without colours speaks of fewer names than the others know.
                all_names = {**load(shipped[0])[name], **theme[name]}
                theme[name] = {**theme[name], **self.table(name, value, all_names)}
            elif name in _SWITCHES:
                if not isinstance(value, bool):
                    self.fault((name,), f"{quoted(name)} must be true or false")
                theme[name] = value
            elif name != "base" and name not in known:
                self.unknown((name,), "colour", (*known, *TABLES, "base"))
            elif name != "base" and not _is_color(value):
                self.fault((name,), f"{quoted(name)} must be {_COLOR_FORM}")
            elif name != "base":
                theme[name] = value
        self.text(document, theme)
        return theme

    def table(self, table: str, value: Mapping[str, Any], known: Mapping[str, str]) -> dict[str, str]:
        """Return what a table says, without the names that mean nothing and the variables that are no colours."""
        found: dict[str, str] = {}
        for name, item in value.items():
            path = (table, name)
            if name not in known:
                self.unknown(path, "name", known)
            elif not isinstance(item, str):
                self.fault(path, f"{quoted(name)} must be text in quotes")
            elif table == "variables" and _is_color(known[name]) and not _is_color(item):
                self.fault(path, f"{quoted(name)} must be {_COLOR_FORM}")
            else:
                found[name] = item
        return found

    def text(self, document: Mapping[str, Any], theme: Theme) -> None:
        """Look at the words of the styles that the file gives."""
        styles = document.get("text")
        colors = {*(name for name in theme if isinstance(theme[name], str)), *theme["variables"]}
        for name, style in styles.items() if isinstance(styles, dict) else ():
            for word in style.split() if isinstance(style, str) else ():
                if word.startswith("$") and word[1:] not in colors:
                    self.unknown(("text", name), "colour", colors, word[1:])
                elif not word.startswith("$") and word not in (*_ATTRIBUTES, "on") and not _is_color(word):
                    hint = (
                        nearest(word, _ATTRIBUTES)
                        or f"write {', '.join(_ATTRIBUTES)}, a colour, or $ and a colour's name"
                    )
                    self.fault(("text", name), f"{quoted(word)} is no style", hint)

    def unknown(self, path: tuple[str, ...], noun: str, known: Any, name: str = "") -> None:
        """Note a name that means nothing, with the nearest one that does."""
        name = name or path[-1]
        near = nearest(name, known)
        self.fault(
            path, f"there is no {noun} {quoted(name)}", near or f"there are {', '.join(sorted(known))}"
        )

    def fault(self, path: tuple[str, ...], message: str, hint: str = "") -> None:
        """Note a fault at the place of a key."""
        line = line_of(self.lines, path)
        self.faults.append(
            ConfigError(message, place=f"{self.path}:{line}" if line else str(self.path), hint=hint)
        )


def _is_color(value: object) -> bool:
    return isinstance(value, str) and bool(_COLOR.fullmatch(value))
