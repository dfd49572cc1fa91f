"""Imports and exports of JavaScript between the paragraphs of a body: hidden."""

from __future__ import annotations

import re
from collections.abc import Sequence

# Longer lines are no import, and looking at them would take long; an export of more lines is none.
_LONG_LINE, _LONGEST_EXPORT = 1_000, 2_000
# Exports without an end: after these, none is looked for, which would take long for each.
_MOST_UNENDED = 20
_FROM = re.compile(r"""(?:import\s+(?:[\w*{$][^;'"]*\sfrom\s+)?["'][^"']+["']\s*;?\s*)+""")
_EXPORT = re.compile(r"export\s+(?:const|let|var|default|function|async|class|type|interface|\{|\*)")


def without_modules(lines: Sequence[str], code: Sequence[bool], *, exports: bool) -> list[str]:
    """Return the lines of a body without the imports between its paragraphs, and without exports where it is MDX.

    `code` tells which lines are code.
    """
    kept: list[str] = []
    at = unended = 0
    while at < len(lines):
        first = at == 0 or not lines[at - 1].strip() or not kept or kept[-1] == ""
        used = _module(lines, at, exports=exports) if first and not code[at] else 0
        unended += exports and not used and lines[at].startswith("export ")
        exports = exports and unended < _MOST_UNENDED
        if used:
            at += used
            if not kept or kept[-1].strip():
                kept.append("")
        else:
            kept.append(lines[at])
            at += 1
    return kept


def _module(lines: Sequence[str], at: int, *, exports: bool) -> int:
    """Return how many lines the import or export takes that begins at a line, 0 for another line."""
    line = lines[at]
    if line.startswith("import") and len(line) <= _LONG_LINE:
        for end in range(at, min(at + 40, len(lines))):
            if not lines[end].strip():
                break
            if _FROM.fullmatch(" ".join(lines[at : end + 1])):
                return end - at + 1
    elif exports and _EXPORT.match(line):
        depth = 0
        for end in range(at, min(at + _LONGEST_EXPORT, len(lines))):
            depth += sum(map(lines[end].count, "{[(")) - sum(map(lines[end].count, "}])"))
            if depth <= 0 and (
                end + 1 == len(lines) or not lines[end + 1].strip() or lines[end].rstrip().endswith(";")
            ):
                return end - at + 1
    return 0
