"""Counts as a small bar chart in characters."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from reader.text.width import cell_width, fit

_EIGHTHS = "▏▎▍▌▋▊▉█"
_WIDEST_NAME = 28
_WIDEST_BAR = 40
_INDENT = 2


def bar_lines(counts: Sequence[tuple[str, int]], *, width: int, unicode: bool) -> Iterator[str]:
    """Yield a line for each name and count: name, count, and a bar as long as its part of the largest.

    No line is wider than `width` cells. A count above zero has a bar of at least the smallest piece.
    """
    names = min(_WIDEST_NAME, max((cell_width(name) for name, _ in counts), default=0), width // 2)
    numbers = max((len(f"{count:,}") for _, count in counts), default=0)
    room = max(1, min(_WIDEST_BAR, width - _INDENT - names - numbers - 4))
    largest = max((count for _, count in counts), default=0)
    for name, count in counts:
        line = f"{' ' * _INDENT}{fit(name, names)}  {count:>{numbers},}  "
        yield (line + bar(count, largest, room, unicode=unicode)).rstrip()


def bar(value: int, largest: int, cells: int, *, unicode: bool) -> str:
    """Return a bar whose length is to `cells` as `value` is to `largest`, in eighths of a cell where possible."""
    if value <= 0:
        return ""
    if not unicode:
        return "#" * max(1, round(cells * value / largest))
    eighths = max(1, round(8 * cells * value / largest))
    full, rest = divmod(eighths, 8)
    return "█" * full + (_EIGHTHS[rest - 1] if rest else "")
