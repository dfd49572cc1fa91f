"""A plan of what publishing would change, as lines: of each file the one line, as it is and as it will be."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from reader.text.clean import clean_line
from reader.tui.render.lines import BLANK, Indent, Line, Span, wrap

if TYPE_CHECKING:
    from reader.session.publish.plan import FileChange, Plan


def plan_lines(plan: Plan, width: int) -> list[Line]:
    """Return the lines of a plan; what stays as it is stands at the end, each file with its reason."""
    lines: list[Line] = []
    for change in plan.changes:
        lines += [*_change(change, width), BLANK]
    if plan.refused:
        lines.append((Span("These stay as they are", "heading"),))
        for one in plan.refused:
            lines += wrap([Span(clean_line(one.path))], width)
            lines += wrap([Span(one.reason, "hint")], width, Indent("  ", "  "))
    elif lines:
        lines.pop()
    return lines


def _change(change: FileChange, width: int) -> Iterator[Line]:
    edit = change.edit
    yield from wrap([Span(clean_line(change.path)), Span(f":{edit.line}", "meta")], width)
    for sign, line, style in (("-", edit.before, "meta"), ("+", edit.after, "key")):
        if line:
            yield from wrap([Span(line, style)], width, Indent(f"  {sign} ", "    ", style))
