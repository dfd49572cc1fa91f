"""What a command has said, line by line as it said it: a table stays a table."""

from __future__ import annotations

from reader.text.width import cell_width
from reader.tui.render.lines import BLANK, Line, Span

MOST_LINES = 5_000
"""Lines that are shown; making more of them would keep the screen waiting."""


def output_lines(text: str, width: int, *, dropped: int = 0) -> list[Line]:
    """Return clean text as lines of at most `width` cells; longer ones go on in the next.

    `dropped` is how many bytes more there were.
    """
    lines: list[Line] = []
    said = text.split("\n") if text else []
    for number, line in enumerate(said):
        if len(lines) >= MOST_LINES:
            lines += [BLANK, (Span(f"… and {len(said) - number:,} lines more, which are not shown", "meta"),)]
            break
        lines += [(Span(piece),) for piece in _pieces(line, width)] or [BLANK]
    if dropped:
        lines += [BLANK, (Span(f"… and {dropped:,} bytes more, which are not kept", "meta"),)]
    return lines


def _pieces(line: str, width: int) -> list[str]:
    if cell_width(line) <= width:
        return [line] if line else []
    pieces: list[str] = []
    start = used = 0
    for index, character in enumerate(line):
        cells = cell_width(character)
        if used + cells > width and index > start:
            pieces.append(line[start:index])
            start, used = index, 0
        used += cells
    return [*pieces, line[start:]]
