"""A Markdown table as lines: cells wrap, so that every word of them can be read, and keep to their side."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from reader.tui.render.lines import Line, Span, line_width, wrap

Cell = list[Span]

_BETWEEN = Span(" │ ", "rule")
_NARROWEST = 6
"""Cells below which columns are not made: words would be broken everywhere, and the rows are written as lists."""


def table_lines(rows: Sequence[Sequence[Cell]], sides: Sequence[str], room: int) -> Iterator[Line]:
    """Yield a table of at most `room` cells; its first row is its head. `sides` are `left`, `right`, `center` or ""."""
    rows = [row for row in rows if row]
    columns = max((len(row) for row in rows), default=0)
    if not columns:
        return
    wished = [max(_width(row, index) for row in rows) for index in range(columns)]
    space = room - 3 * (columns - 1)
    if sum(wished) > space and space < columns * _NARROWEST:
        yield from _listed(rows, room)
        return
    widths = _shared(wished, space)
    for number, row in enumerate(rows):
        yield from _row(row, widths, sides, "strong" if number == 0 else "")


def _width(row: Sequence[Cell], index: int) -> int:
    """Return the cells that a cell takes on one line; 1 for an empty one."""
    if index >= len(row):
        return 1
    text = "".join(span.text for span in row[index])
    return max(1, *(line_width((Span(line),)) for line in text.split("\n")))


def _shared(wished: Sequence[int], space: int) -> list[int]:
    """Return the widths of columns in a space: the widest give way, all to the same width."""
    low, high = 1, max(wished)
    while low < high:  # the greatest width for which all fit
        middle = (low + high + 1) // 2
        if sum(min(width, middle) for width in wished) <= space:
            low = middle
        else:
            high = middle - 1
    widths = [min(width, low) for width in wished]
    left = space - sum(widths)
    for index, width in enumerate(wished):
        if left > 0 and width > widths[index]:
            widths[index] += 1
            left -= 1
    return widths


def _row(row: Sequence[Cell], widths: Sequence[int], sides: Sequence[str], base: str) -> Iterator[Line]:
    cells = [
        wrap(_styled(row[index], base), width) if index < len(row) else []
        for index, width in enumerate(widths)
    ]
    for number in range(max(1, *map(len, cells))):
        line: list[Span] = []
        for index, (lines, width) in enumerate(zip(cells, widths, strict=True)):
            piece = lines[number] if number < len(lines) else ()
            side = sides[index] if index < len(sides) else ""
            if index:
                line.append(_BETWEEN)
            line += _set(piece, width - line_width(piece), side)
        yield tuple(line)


def _set(piece: Line, spare: int, side: str) -> Iterator[Span]:
    before = spare if side == "right" else spare // 2 if side == "center" else 0
    if before > 0:
        yield Span(" " * before)
    yield from piece
    if spare > before:
        yield Span(" " * (spare - before))


def _listed(rows: Sequence[Sequence[Cell]], room: int) -> Iterator[Line]:
    """Yield the rows as lists of `head: cell`, for a table with more columns than there is room for."""
    head, *others = rows
    for number, row in enumerate(others or [head]):
        if number:
            yield ()
        for index, cell in enumerate(row):
            name = (
                [*_styled(head[index], "strong"), Span(": ", "strong")]
                if others and index < len(head)
                else []
            )
            yield from wrap([*name, *cell], room)


def _styled(cell: Cell, base: str) -> Cell:
    return [span._replace(style=f"{base} {span.style}".strip()) for span in cell] if base else cell
