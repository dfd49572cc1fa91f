"""A query with the place of its mistake marked, as two lines."""

from __future__ import annotations

from reader.cli.output.console import harmless
from reader.text.width import cell_width

_INDENT = "  "
_AROUND = 30


def mark_error(query: str, start: int, end: int) -> str:
    """Return the query and below it a line with `^` under the characters from `start` to `end`.

    Of a query of more than one screen line only the surroundings of the place are shown. A place at the end of
    the query (something is missing there) is one `^`.
    """
    text = harmless(query)
    start = min(start, len(text))
    end = max(start, min(end, len(text)))
    before, at, after = text[:start], text[start:end], text[end:]
    if len(before) > 2 * _AROUND:
        before = "…" + before[-_AROUND:]
    if len(at) > 2 * _AROUND:
        at, after = at[: 2 * _AROUND] + "…", ""
    if len(after) > _AROUND:
        after = after[:_AROUND] + "…"
    carets = "^" * max(1, cell_width(at))
    return f"{_INDENT}{before}{at}{after}\n{_INDENT}{' ' * cell_width(before)}{carets}"
