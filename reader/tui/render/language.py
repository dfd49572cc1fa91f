"""The query language as a sheet, made from its field table."""

from __future__ import annotations

from collections.abc import Iterable

from reader.query import ReferenceSection
from reader.tui.render.lines import BLANK, Indent, Line, Span, wrap

_SYNTAX = 26


def language_lines(sections: Iterable[ReferenceSection], width: int) -> list[Line]:
    """Return the reference as lines: what can be written, what it means, an example."""
    lines: list[Line] = []
    for section in sections:
        lines += [BLANK] if lines else []
        lines.append((Span(section.title, "heading"),))
        for row in section.rows:
            lines += _row(row.syntax, row.meaning, row.examples, width)
    return lines


def _row(syntax: str, meaning: str, examples: Iterable[str], width: int) -> list[Line]:
    if len(syntax) >= _SYNTAX or width < 60:
        head = wrap([Span(syntax, "key")], width, Indent("  ", "  "))
        indent = Indent("    ", "    ")
    else:
        head = []
        indent = Indent(f"  {syntax}".ljust(_SYNTAX + 2), " " * (_SYNTAX + 2), "key")
    said = [Span(meaning)]
    for example in examples:
        said += [Span("  "), Span(example.replace(" ", "\u00a0"), "hint")]
    return [*head, *wrap(said, width, indent)]
