"""On which line of a TOML file a key stands: what `tomllib` knows while it parses and does not tell."""

from __future__ import annotations

import re

Path = tuple[str | int, ...]

_PART = r"""[A-Za-z0-9_-]+|"(?:[^"\\]|\\.)*"|'[^']*'"""
_NAME = rf"(?:{_PART})(?:\s*\.\s*(?:{_PART}))*"
_HEADER = re.compile(rf"\s*(\[\[?)\s*({_NAME})\s*\]")
_KEY = re.compile(rf"\s*({_NAME})\s*=(.*)")
_LINE = re.compile(r"[^\n]*\n|[^\n]+")
_LONG_QUOTES = re.compile(r'"""|\'\'\'')


def lines_of(text: str) -> list[str]:
    """Return the lines of a TOML text with their ends, which are those of TOML alone: no separators of Unicode."""
    return _LINE.findall(text)


def key_lines(text: str) -> dict[Path, int]:
    r"""Return the line, from 1, of every key and table header of a TOML text.

    A path is `("keys", "down")`; the tables of an array are counted from 0: `("views", 0, "name")`. This is a
    scan, no parser: escapes in quoted keys stay as they are, keys of an inline table have no line.
    """
    found: dict[Path, int] = {}
    counts: dict[Path, int] = {}
    table: Path = ()
    quotes = ""
    for number, line in enumerate(lines_of(text), 1):
        if quotes:
            # Inside a text of several lines, which may well look like keys.
            if quotes in line:
                quotes = ""
            continue
        if header := _HEADER.match(line):
            table = _parts(header[2])
            if header[1] == "[[":
                index = counts.get(table, 0)
                counts[table] = index + 1
                found.setdefault(table, number)
                table = (*table, index)
            found.setdefault(table, number)
        elif key := _KEY.match(line):
            path: Path = table
            for part in _parts(key[1]):
                path = (*path, part)
                found.setdefault(path, number)
            opened = _LONG_QUOTES.search(key[2])
            if opened and key[2].count(opened[0]) == 1:
                quotes = opened[0]
    return found


def line_of(lines: dict[Path, int], path: Path) -> int:
    """Return the line of a path, or of the nearest table around it; 0 where neither is known."""
    while path and path not in lines:
        path = path[:-1]
    return lines.get(path, 0)


def _parts(name: str) -> tuple[str, ...]:
    return tuple(part[1:-1] if part[0] in "\"'" else part for part in re.findall(_PART, name))
