"""YAML read as text: structure from libyaml's events, scalars as written, nothing guessed and nothing executed.

Building from events instead of nodes keeps every bound in this file: depth, size and aliases are counted
while the document is read, so that neither a hundred thousand brackets nor a tower of aliases gets far.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import cache
from typing import Any

import yaml

from reader.corpus.front_matter.values import (
    MAX_DEPTH,
    MAX_NODES,
    BrokenFrontMatterError,
    Fault,
    NoFieldsError,
    Tree,
    Value,
    join,
)

_NULL = frozenset({"", "~", "null", "Null", "NULL"})
_TRUTHS = frozenset({"true", "false", "yes", "no", "on", "off", "y", "n", "t", "f"})
_COMMENT = re.compile(r"[ \t]*#")
_COMMENT_LINE = re.compile(r"^#", re.MULTILINE)

# A long name is cut in the names of all that it holds, or 100 kB of it would be kept a thousand times.
_NAME_LIMIT = 80


@cache
def _loader() -> Any:
    """Return libyaml's parser where PyYAML was built with it, else the pure one, ten times slower."""
    return getattr(yaml, "CBaseLoader", yaml.BaseLoader)


def parse_yaml(text: str) -> Tree:
    """Return the first document of `text`, which must be a mapping, or nothing at all.

    Plain `null`, `~` and the empty scalar are None; every other scalar is text. YAML's own tags are passed over,
    `<<` merges, and of keys given twice the last wins, with a fault. What looks like a tag of somebody's own or like
    an alias of nothing (`!important`, `*Star`) is part of the text, with a fault. Raises BrokenFrontMatterError.
    """
    builder = _Builder(text, yaml.parse(text, Loader=_loader()))
    try:
        values = builder.document()
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        raise BrokenFrontMatterError(
            error.problem or error.context or "cannot be parsed", mark.line if mark else 0
        ) from None
    except yaml.YAMLError as error:
        raise BrokenFrontMatterError(str(error).partition("\n")[0]) from None
    if values is None:
        values = {}
    if not isinstance(values, dict):
        raise NoFieldsError(values)
    # Where lines of comments stand between the fields, one behind a text is meant as well.
    cut_short = frozenset() if _COMMENT_LINE.search(text) else frozenset(builder.cut_short)
    return Tree(values, lambda: builder.lines, tuple(builder.faults), cut_short)


def yaml_lines(text: str) -> Mapping[str, int]:
    """Return the lines, from 0, on which the fields of `text` stand; nothing when it cannot be parsed."""
    try:
        return parse_yaml(text).lines()
    except BrokenFrontMatterError:
        return {}


def _is_words(value: Value) -> bool:
    return isinstance(value, str) and value[:1].isalpha() and value.lower() not in _TRUTHS


class _Builder:
    """Builds values from events, counting as it goes."""

    def __init__(self, text: str, events: Iterator[Any]) -> None:
        self._events = events
        # Where no comment can be, none is looked for.
        self._text = text if "#" in text else ""
        self._anchors: dict[str, tuple[Value, int]] = {}
        self._anchored: dict[str, tuple[int, str]] = {}
        self._referred: set[str] = set()
        self._nodes = 0
        self.lines: dict[str, int] = {}
        self.faults: list[Fault] = []
        self.cut_short: set[str] = set()

    def document(self) -> Value:
        for event in self._events:
            if isinstance(event, yaml.NodeEvent):
                root = self._node(event, "", 0)
                self._restore_anchors(root)
                return root
        return {}

    def _restore_anchors(self, root: Value) -> None:
        """Take what only looks like an anchor, `title: &Partners news`, for part of the text: nothing refers to it.

        A truth or a number is not text, so an anchor before one is meant.
        """
        for name, (line, anchor) in self._anchored.items():
            if anchor not in self._referred and isinstance(root, dict) and _is_words(root[name]):
                self.faults.append(
                    Fault(line, name, f"&{anchor} is an anchor to YAML; put the text in quotes")
                )
                root[name] = f"&{anchor} {root[name]}"

    def _node(self, event: Any, path: str, depth: int) -> Value:
        line: int = event.start_mark.line
        before = self._nodes
        self._nodes += 1
        if isinstance(event, yaml.AliasEvent):
            self._referred.add(event.anchor or "")
            if event.anchor not in self._anchors:
                self.faults.append(
                    Fault(line, path, f"*{event.anchor} stands for nothing; put the text in quotes")
                )
            value, size = self._anchors.get(event.anchor or "", (f"*{event.anchor}", 0))
            self._nodes += size
        elif isinstance(event, yaml.ScalarEvent):
            value = self._scalar(event, path, depth)
        elif depth >= MAX_DEPTH:
            raise BrokenFrontMatterError(f"is nested deeper than {MAX_DEPTH} levels", line)
        elif isinstance(event, yaml.SequenceStartEvent):
            value = self._sequence(path, depth)
        else:
            value = self._mapping(path, depth)
        if self._nodes > MAX_NODES:
            raise BrokenFrontMatterError(f"holds more than {MAX_NODES:,} values", line)
        if event.anchor and not isinstance(event, yaml.AliasEvent):
            self._anchors[event.anchor] = (value, self._nodes - before)
            if depth == 1 and path and isinstance(event, yaml.ScalarEvent) and not event.style:
                self._anchored[path] = (line, event.anchor)
        return value

    def _scalar(self, event: Any, path: str, depth: int) -> str | None:
        text: str = event.value
        if event.style:
            return text
        if depth == 1 and self._text and _COMMENT.match(self._text, event.end_mark.index):
            self.cut_short.add(path)
        if event.tag and event.tag.startswith("!"):
            self.faults.append(
                Fault(event.start_mark.line, path, f"{event.tag} is a tag to YAML; put the text in quotes")
            )
            return f"{event.tag} {text}".rstrip()
        return None if text in _NULL else text

    def _sequence(self, path: str, depth: int) -> list[Value]:
        items: list[Value] = []
        while not isinstance(event := next(self._events), yaml.SequenceEndEvent):
            name = f"{path}[{len(items)}]"
            self.lines[name] = event.start_mark.line
            items.append(self._node(event, name, depth + 1))
        return items

    def _mapping(self, path: str, depth: int) -> dict[str, Value]:
        fields: dict[str, Value] = {}
        merged: dict[str, Value] = {}
        while not isinstance(event := next(self._events), yaml.MappingEndEvent):
            key = self._node(event, path, depth + 1)
            merge = key == "<<" and isinstance(event, yaml.ScalarEvent) and not event.style
            name = join(path, key[:_NAME_LIMIT]) if isinstance(key, str) else path
            value = self._node(next(self._events), name, depth + 1)
            if merge:
                for one in value if isinstance(value, list) else [value]:
                    merged = (one if isinstance(one, dict) else {}) | merged
            elif not isinstance(key, str):
                self.faults.append(Fault(event.start_mark.line, path, "a field's name must be text"))
            else:
                if key in fields:
                    self.faults.append(
                        Fault(event.start_mark.line, name, f"{name} is given twice; the last one counts")
                    )
                self.lines[name] = event.start_mark.line
                fields[key] = value
        return merged | fields
