"""A record as lines: one field a line, nested fields indented under theirs."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from reader.text.clean import clean_block
from reader.tui.render.lines import Indent, Line, Span, wrap

_NAME = 20


def field_lines(record: Mapping[str, Any], width: int) -> list[Line]:
    """Return the fields of a record (as `reader show --format json` has them) as lines of at most `width` cells."""
    return list(_lines(record, width, 0))


def _lines(record: Mapping[str, Any], width: int, depth: int) -> Iterator[Line]:
    pad = "  " * depth
    for name, value in record.items():
        if isinstance(value, Mapping):
            yield from wrap([Span(f"{pad}{name}", "key")], width)
            yield from _lines(value, width, depth + 1)
        elif isinstance(value, (list, tuple)) and value and isinstance(value[0], Mapping):
            for number, entry in enumerate(value, 1):
                yield from wrap([Span(f"{pad}{name} {number}", "key")], width)
                yield from _lines(entry, width, depth + 1)
        else:
            first = f"{pad}{name}".ljust(_NAME) + " "
            yield from wrap([_value(value)], width, Indent(first, " " * len(first), "meta"))


def _value(value: object) -> Span:
    if value is None or value == "" or value == [] or value == ():
        return Span("–", "faint")
    if isinstance(value, bool):
        return Span("yes" if value else "no")
    if isinstance(value, (list, tuple)):
        return Span(clean_block(", ".join(str(part) for part in value)))
    return Span(clean_block(str(value)))  # paths are as they are on disk
