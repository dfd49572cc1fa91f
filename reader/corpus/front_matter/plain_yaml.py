"""The plain part of YAML that generators write, read line by line: three times as fast as libyaml's events.

Only what has one meaning is read here: a block mapping of unquoted names, double-quoted or unquoted scalars of one
line, block lists and mappings in them. For anything else (other quotes, comments, anchors, flow style, scalars of
several lines, a name given twice) the answer is "not plain", and `yaml_text` reads the whole text. Property tests
hold both to the same result.
"""

from __future__ import annotations

import re
from operator import itemgetter

from reader.corpus.front_matter.values import MAX_DEPTH, Value

# Each match is one line with its end, so that the next begins without a search.
_LINE = re.compile(
    r"""([ ]*+)                             # the indentation
        (-[ ])?+                            # an item of a list
        (?:([A-Za-z][A-Za-z0-9_]*+):(?:[ ]|(?=\n)))?  # a name
        ( ".*"                              # a quoted scalar, to be looked into,
        | -?[^\W_][^\n:\#]*+(?:(?::(?=\S)|(?<!\s)\#)[^\n:\#]*+)*+(?<!\s)  # or an unquoted one
        )?\n
      | (.+)\n                              # what is not plain
    """,
    re.VERBOSE,
)
_QUOTED = re.compile(r'[^"\\]*+(?:\\["\\nrt][^"\\]*+)*+')
_ESCAPE = re.compile(r"\\(.)")
_ESCAPED = {"n": "\n", "r": "\r", "t": "\t", '"': '"', "\\": "\\"}
_NULL = frozenset({"null", "Null", "NULL"})
_MAX_LINES = 50_000

_Line = tuple[str, str, str, str, str]
"""Indentation, `- ` or "", name or "", scalar as written or "", and what is not plain."""


class _NotPlainError(Exception):
    """The text needs a real YAML parser."""


def parse_plain(text: str) -> dict[str, Value] | None:
    """Return the mapping that `text` holds, scalars as text and `null` as None, or None when it is not plain.

    `text` must be free of characters that YAML forbids.
    """
    found = _LINE.findall(text if text.endswith("\n") else text + "\n")
    if any(map(itemgetter(4), found)):
        return None
    lines: list[_Line] = [line for line in found if line[2] or line[1] or line[3]]
    if not lines or len(lines) > _MAX_LINES or lines[0][:2] != ("", ""):
        return None
    try:
        values, end = _mapping(lines, 0, "", 0)
    except _NotPlainError:
        return None
    return values if end == len(lines) else None


def _mapping(lines: list[_Line], at: int, indent: str, depth: int) -> tuple[dict[str, Value], int]:
    """Return the mapping whose first name is on line `at`, and the line after it."""
    if depth > MAX_DEPTH - 2:
        raise _NotPlainError
    values: dict[str, Value] = {}
    first, count = at, len(lines)
    while at < count:
        column, dash, name, scalar, _ = lines[at]
        if at != first and (column != indent or dash):
            break
        at += 1
        if not name or name in values or name in _NULL:
            raise _NotPlainError
        if scalar:
            values[name] = _scalar(scalar)
        elif at < count and (lines[at][0] > indent or (lines[at][0] == indent and lines[at][1])):
            values[name], at = _block(lines, at, depth + 1)
        else:
            values[name] = None
    if at < count and lines[at][0] > indent:
        raise _NotPlainError
    return values, at


def _block(lines: list[_Line], at: int, depth: int) -> tuple[Value, int]:
    """Return the list or mapping that begins on line `at`, and the line after it."""
    indent, dash, *_ = lines[at]
    if not dash:
        return _mapping(lines, at, indent, depth)
    items: list[Value] = []
    while at < len(lines) and lines[at][0] == indent and lines[at][1]:
        _, _, name, scalar, _ = lines[at]
        if name:
            item, at = _mapping(lines, at, indent + "  ", depth + 1)
            items.append(item)
        elif scalar:
            items.append(_scalar(scalar))
            at += 1
        else:
            raise _NotPlainError
    if at < len(lines) and lines[at][0] > indent:
        raise _NotPlainError
    return items, at


def _scalar(written: str) -> str | None:
    if written[0] != '"':
        return None if written in _NULL else written
    text = written[1:-1]
    if '"' not in text and "\\" not in text:
        return text
    if not _QUOTED.fullmatch(text):
        raise _NotPlainError
    return _ESCAPE.sub(lambda found: _ESCAPED[found[1]], text)
