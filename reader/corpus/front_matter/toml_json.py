"""Front matter in TOML and in JSON, read into the same text values as YAML."""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Mapping
from contextlib import suppress
from datetime import date, datetime, time
from typing import Any

from reader.corpus.front_matter.values import (
    MAX_DEPTH,
    MAX_NODES,
    BrokenFrontMatterError,
    Fault,
    NoFieldsError,
    Tree,
    Value,
)

# The time `tomllib` takes for a dotted name grows with the square of its parts.
_MANY_PARTS = re.compile(r"(?<![\w\"'-])(?:(?:[\w-]++|\"[^\"\n]*+\"|'[^'\n]*+')[ \t]*+\.[ \t]*+){64}")
_TOML_LINE = re.compile(r" \(at (?:line (\d+)|end).*")
_TOML_FIELD = re.compile(r"^[ \t]*(?:\[+[ \t]*)?[\"']?([\w-]+)[\"']?[ \t]*[].=]", re.MULTILINE)
# Where a table or a field of one begins, outside of lists and texts of several lines as a rule.
_TOML_PIECE = re.compile(r"^(?=\[|[\w\"'.-]+[ \t]*=)", re.MULTILINE)
_MOST_PIECES = 500
# A text, which is passed over, a date of Julia, or the parentheses of a tuple.
_JULIA = re.compile(
    r'"""(?:[^\\]|\\.)*?"""|"(?:[^"\\\n]|\\.)*+"|'
    r"\bDate(?:Time)?\(\s*(?P<year>\d{4})\s*,\s*(?P<month>\d\d?)\s*,\s*(?P<day>\d\d?)\s*\)|[()]",
    re.DOTALL,
)
# A text in quotes, which is passed over, or what JSON does not have. A comment that is not closed goes to the end.
_JSON_COMMENT = re.compile(r'"(?:[^"\\]|\\.)*+"|(//[^\n]*|/\*(?:.*?\*/|.*))', re.DOTALL)
_JSON_COMMA = re.compile(r'"(?:[^"\\]|\\.)*+"|(,(?=\s*[}\]]))', re.DOTALL)
_JSON_FIELD = re.compile(r'"(\w[^"\\\n]*)"\s*:')


def parse_toml(text: str) -> Tree:
    """Return the TOML document `text`; dates and numbers become text again. Raises BrokenFrontMatterError."""
    import tomllib  # not at start-up: only the sites of some generators need it

    if _MANY_PARTS.search(text):
        raise BrokenFrontMatterError("has a name of too many parts")
    try:
        values = tomllib.loads(text)
    except RecursionError:
        raise BrokenFrontMatterError(f"is nested deeper than {MAX_DEPTH} levels") from None
    except ValueError as error:
        found = _TOML_LINE.search(str(error))
        line = int(found.group(1)) - 1 if found and found.group(1) else text.count("\n")
        raise BrokenFrontMatterError(_TOML_LINE.sub("", str(error)), line) from None
    return Tree(_Plain().mapping(values, 0), lambda: _lines(text, _TOML_FIELD))


def salvage_toml(text: str) -> Tree:
    """Return the fields of broken TOML that can be read one by one, each under the table it stands in.

    None of what is beyond the bounds of `parse_toml`.
    """
    import tomllib

    values: dict[str, Any] = {}
    table = ""
    if _MANY_PARTS.search(text):
        return Tree({}, dict)
    for piece in _TOML_PIECE.split(text)[:_MOST_PIECES]:
        if piece.startswith("["):
            table = ""
        with suppress(ValueError, RecursionError):
            for name, value in tomllib.loads(table + piece).items():
                held = values.setdefault(name, value)
                if isinstance(held, dict) and isinstance(value, dict):
                    held.update(value)
        if piece.startswith("["):
            table = piece[: piece.find("\n") + 1]  # read once more with each of its fields
    try:
        return Tree(_Plain().mapping(values, 0), lambda: _lines(text, _TOML_FIELD))
    except BrokenFrontMatterError:
        return Tree({}, dict)


def parse_julia(text: str) -> Tree:
    """Return the fields of Franklin, which are Julia between the fences of TOML: its dates and tuples are TOML's then.

    Raises BrokenFrontMatterError.
    """
    return parse_toml(_JULIA.sub(_toml_of_julia, text))


def _toml_of_julia(found: re.Match[str]) -> str:
    if found["year"]:
        return f"{found['year']}-{found['month']:0>2}-{found['day']:0>2}"
    return {"(": "[", ")": "]"}.get(found[0], found[0])


def parse_json(text: str, *, strict: bool = False) -> tuple[Tree, int]:
    """Return the JSON object that `text` begins with, and where it ends. Raises BrokenFrontMatterError.

    Comments and commas before a closing bracket are passed over, with a fault, unless `strict`.
    """
    try:
        return _parse_json(text)
    except BrokenFrontMatterError:
        loose = text if strict else _without(_JSON_COMMA, _without(_JSON_COMMENT, text))
        if loose == text:
            raise
    tree, end = _parse_json(loose)
    first = next(at for at, sign in enumerate(text) if sign != loose[at])
    line = text.count("\n", 0, first)
    fault = Fault(line, "", "the front matter is not valid JSON: it has comments or a comma too many")
    return Tree(tree.values, tree.lines, (fault, *tree.faults)), end


def parse_whole_json(text: str, *, strict: bool = False) -> Tree:
    """Return the JSON object that is all of `text` but blanks. Raises BrokenFrontMatterError."""
    before = len(text) - len(text.lstrip())
    first = text.count("\n", 0, before)
    try:
        tree, end = parse_json(text[before:], strict=strict)
    except BrokenFrontMatterError as error:
        error.line += first
        raise
    end += before
    rest = text[end:] if strict else _without(_JSON_COMMENT, text[end:])
    if rest.strip():
        line = text.count("\n", 0, len(text) - len(rest.lstrip()))
        raise BrokenFrontMatterError("something stands after the object", line)
    if not first:
        return tree
    lines = {name: first + line for name, line in tree.lines().items()}
    faults = tuple(Fault(first + fault.line, fault.field, fault.message) for fault in tree.faults)
    return Tree(tree.values, lambda: lines, faults)


def _without(unwanted: re.Pattern[str], text: str) -> str:
    """Return a text with blanks in the place of the first group of a pattern; its lines stay."""
    return unwanted.sub(lambda found: re.sub(r"[^\n]", " ", found[0]) if found[1] else found[0], text)


def _parse_json(text: str) -> tuple[Tree, int]:
    twice: set[str] = set()

    def pairs(items: list[tuple[str, Any]]) -> dict[str, Any]:
        values = dict(items)
        if len(values) < len(items):
            twice.update(name for name, count in Counter(name for name, _ in items).items() if count > 1)
        return values

    decoder = json.JSONDecoder(
        object_pairs_hook=pairs, parse_int=str, parse_float=str, parse_constant=str, strict=False
    )
    try:
        values, end = decoder.raw_decode(text)
    except RecursionError:
        raise BrokenFrontMatterError(f"is nested deeper than {MAX_DEPTH} levels") from None
    except json.JSONDecodeError as error:
        raise BrokenFrontMatterError(error.msg, error.lineno - 1) from None
    if not isinstance(values, dict):
        raise NoFieldsError(values if isinstance(values, list) else None)
    lines = _lines(text[:end], _JSON_FIELD)
    faults = tuple(
        Fault(lines.get(name, 0), name, f"{name} is given twice; the last one counts")
        for name in sorted(twice)
    )
    return Tree(_Plain().mapping(values, 0), lambda: lines, faults), end


class _Plain:
    """Turns parsed values into text, lists and mappings, within the bounds that hold for YAML too."""

    def __init__(self) -> None:
        self._nodes = 0

    def mapping(self, values: dict[str, Any], depth: int) -> dict[str, Value]:
        return {str(key): self._value(value, depth + 1) for key, value in values.items()}

    def _value(self, value: Any, depth: int) -> Value:
        self._nodes += 1
        if self._nodes > MAX_NODES:
            raise BrokenFrontMatterError(f"holds more than {MAX_NODES:,} values")
        if depth > MAX_DEPTH:
            raise BrokenFrontMatterError(f"is nested deeper than {MAX_DEPTH} levels")
        if value is None or isinstance(value, str):
            return value
        if isinstance(value, dict):
            return self.mapping(value, depth)
        if isinstance(value, list):
            return [self._value(item, depth + 1) for item in value]
        if isinstance(value, (datetime, date, time)):
            return value.isoformat()
        return str(value).lower()


def _lines(text: str, field: re.Pattern[str]) -> Mapping[str, int]:
    """Return the first line, from 0, on which each name stands; nested ones are not told apart."""
    lines: dict[str, int] = {}
    line = at = 0
    for found in field.finditer(text):
        line += text.count("\n", at, found.start(1))
        at = found.start(1)
        lines.setdefault(found.group(1), line)
    return lines
