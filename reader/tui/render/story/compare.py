"""Two coverages side by side, or one over the other, with what only one of them says marked."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import zip_longest

from reader.model import Coverage
from reader.stories.compare import Difference, compare
from reader.stories.story import outlet_of
from reader.text.dates import lag
from reader.tui.render.dates import full_date
from reader.tui.render.lines import BLANK, Line, Span, line_width, wrap
from reader.tui.render.row import number

SIDE_BY_SIDE = 96
"""Cells below which two texts are shown one over the other."""
_RULE = " │ "
_ASCII_RULE = " | "
# Around what only one of the two says, so that it is not told by colour alone.
_OPEN, _CLOSE = "‹", "›"
_ASCII_OPEN, _ASCII_CLOSE = "{", "}"
# Characters between two differences that are not worth an end and a beginning.
_SHORT = 6


def compare_lines(left: Coverage, right: Coverage, width: int, *, ascii_only: bool) -> list[Line]:
    """Return two coverages compared, as lines of at most `width` cells: outlets, headlines, excerpts, a verdict."""
    found = compare(left, right)
    marks = (_ASCII_OPEN, _ASCII_CLOSE) if ascii_only else (_OPEN, _CLOSE)
    rows = [
        ([_heading(left)], [_heading(right, left)]),
        (marked(found.title, "left", "title", marks), marked(found.title, "right", "title", marks)),
        (marked(found.excerpt, "left", "", marks), marked(found.excerpt, "right", "", marks)),
    ]
    lines: list[Line] = []
    if width >= SIDE_BY_SIDE:
        rule = _ASCII_RULE if ascii_only else _RULE
        half = (width - len(rule)) // 2
        for one, other in rows:
            lines += [
                *_beside(wrap(one, half), wrap(other, half), half, rule),
                (Span(" " * half + rule, "rule"),),
            ]
        lines.pop()
    else:
        for side in (0, 1):
            for row in rows:
                lines += wrap(row[side], width)
                lines.append(BLANK)
    return [*lines, BLANK, *wrap([Span(verdict(found.title, found.excerpt, marks), "meta")], width)]


def verdict(title: Difference, excerpt: Difference, marks: tuple[str, str]) -> str:
    """Return in a sentence how two coverages differ."""
    if title.same and excerpt.same:
        return "Both say the same, word for word."
    same = [name for name, part in (("headline", title), ("excerpt", excerpt)) if part.same and part.left]
    held = f" The {same[0]} is the same." if same else ""
    return f"{marks[0]}…{marks[1]} stands around what only one of them says.{held}"


def marked(found: Difference, side: str, style: str, marks: tuple[str, str]) -> list[Span]:
    """Return one text of a difference with what the other does not have marked by characters and by look."""
    text, only = (found.left, found.left_only) if side == "left" else (found.right, found.right_only)
    spans: list[Span] = []
    done = 0
    for start, end in _merged(only):
        spans.append(Span(text[done:start], style))
        spans.append(Span(f"{marks[0]}{text[start:end]}{marks[1]}", f"{style} found".strip()))
        done = end
    spans.append(Span(text[done:], style))
    return [span for span in spans if span.text] or [Span("–", "faint")]


def _merged(only: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    """Return spans with those joined that only a short word parts: two texts have many an “of the” in common."""
    out: list[tuple[int, int]] = []
    for start, end in only:
        if out and start - out[-1][1] <= _SHORT:
            out[-1] = (out[-1][0], end)
        else:
            out.append((start, end))
    return out


def _heading(coverage: Coverage, than: Coverage | None = None) -> Span:
    parts = [outlet_of(coverage) or "unknown source", f"quality {number(coverage.quality)}"]
    if coverage.date is not None:
        parts.append(full_date(coverage.date))
        if than is not None and than.date is not None and coverage.date != than.date:
            parts.append(lag(coverage.date - than.date))
    return Span(" · ".join(parts), "provider")


def _beside(left: Sequence[Line], right: Sequence[Line], half: int, rule: str) -> Iterator[Line]:
    for one, other in zip_longest(left, right, fillvalue=BLANK):
        yield (*one, Span(" " * (half - line_width(one))), Span(rule, "rule"), *other)
