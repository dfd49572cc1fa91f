"""What front matter of any format is read into: text, lists and mappings, and the faults met on the way."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Literal, TypeAlias

Value: TypeAlias = "str | list[Value] | dict[str, Value] | None"
"""A value as written. Scalars stay text, because only the schema knows whether `NO` is a title or a truth."""

Format: TypeAlias = Literal["yaml", "toml", "json", "plain", "comments"]
"""How fields are written; `plain` are `Name: text` lines without fences, `comments` fields in comments."""

MAX_FRONT = 2**20
"""Characters of front matter that are parsed."""

MAX_DEPTH = 64
"""Levels of lists and mappings inside each other; real front matter has five."""

MAX_NODES = 100_000
"""Values in one front matter, each alias counted with all it stands for."""


@dataclass(frozen=True, slots=True)
class Fault:
    """Something wrong in front matter: the line in the file from 1, the field or "", and one sentence."""

    line: int
    field: str
    message: str


class BrokenFrontMatterError(Exception):
    """Front matter that its format's parser refuses; `line` counts from 0 at the first line of the front matter."""

    def __init__(self, message: str, line: int = 0) -> None:
        super().__init__(message)
        self.message = message
        self.line = line


class NoFieldsError(BrokenFrontMatterError):
    """Front matter that is sound but no mapping: a list, or a single text or number."""

    def __init__(self, value: Value) -> None:
        self.is_list = isinstance(value, list)
        self.held = "a list" if self.is_list else "a text or number"
        super().__init__("holds no fields")


@dataclass(frozen=True, slots=True)
class Tree:
    """Parsed front matter. `lines` finds where a field stands, as `related[2].quality`; lines count from 0.

    `faults` are the lesser ones, such as a key given twice, each with its line counted from 0 as well. `cut_short` are
    the fields of the top level whose text ends where a comment begins.
    """

    values: dict[str, Value]
    lines: Callable[[], Mapping[str, int]]
    faults: tuple[Fault, ...] = ()
    cut_short: frozenset[str] = frozenset()


def join(path: str, key: str) -> str:
    """Return the name of the field `key` inside the one called `path`."""
    return f"{path}.{key}" if path else key
