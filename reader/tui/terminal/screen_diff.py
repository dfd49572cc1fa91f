"""What stands on the terminal, so that only what differs from it is sent.

Textual sends every region that a widget has asked to be drawn again, changed or not: opening a screen is four frames of
it, going back two, and a move to the next page all the blanks around the text. As curses does, this compares cell by
cell with what was sent before, for a third of the bytes over a thin line.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import groupby, repeat
from operator import itemgetter, ne
from typing import TYPE_CHECKING
from unicodedata import bidirectional

from rich.cells import cell_len
from rich.color import ColorSystem
from textual._compositor import ChopsUpdate, CompositorUpdate, LayoutUpdate
from textual.geometry import Size
from textual.strip import Strip

if TYPE_CHECKING:
    from rich.console import Console
    from rich.style import Style

Look = tuple[str, str]
"""What is sent before and after the text of a style."""

Cell = tuple[str, Look]

_NO_LOOK: Look = ("", "")
_MARK = "\0"
# As many unchanged cells as end a part that is sent; fewer are sent along, as moving over them costs more.
_SAME = bytes(9)
_RIGHT_TO_LEFT = frozenset({"R", "AL", "AN"})


class PaintedCells:
    """The cells of the terminal as far as they are known. Nothing is, at first and after `forget`."""

    def __init__(self) -> None:
        self._lines: dict[int, list[Cell | None]] = {}
        self._looks: dict[Style, Look] = {}
        self._size: Size | None = None

    def forget(self) -> None:
        """Forget everything: the terminal was used by another program, or is of another size."""
        self._lines.clear()
        self._looks.clear()

    def paint(self, update: LayoutUpdate | ChopsUpdate, console: Console) -> str:
        """Return what is to be sent to the terminal for an update, and take note of it as sent."""
        if isinstance(update, LayoutUpdate) and update.region.size != self._size:
            # Between the news of another size and the first layout for it a frame of the old size may have been sent:
            # what that has done in a terminal of another size nobody knows.
            self.forget()
            self._size = update.region.size
        return "".join(
            piece for x, y, strip in _pieces(update) for piece in self._strip(x, y, strip, console)
        )

    def _strip(self, x: int, y: int, strip: Strip, console: Console) -> Iterator[str]:
        line = self._lines.setdefault(y, [])
        width = strip.cell_length
        if len(line) < x + width:
            line.extend([None] * (x + width - len(line)))
        cells = self._cells(strip, console)
        if cells is None:
            # Not a cell for each character: sent as a whole, and its place known no more.
            line[x : x + width] = [None] * width
            yield f"{_move(x, y)}{strip.render(console)}"
            return
        before = line[x : x + width]
        if before == cells:
            return
        line[x : x + width] = cells
        if before.count(None) == width:
            yield f"{_move(x, y)}{strip.render(console)}"
            return
        for start, end in _changed(before, cells):
            yield _move(x + start, y)
            for (first, last), run in groupby(cells[start:end], itemgetter(1)):
                yield f"{first}{''.join([character for character, _look in run])}{last}"

    def _cells(self, strip: Strip, console: Console) -> list[Cell] | None:
        """Return the cells of a strip, None where some character does not take just one or something else is sent."""
        cells: list[Cell] = []
        for text, style, control in strip:
            if control or not _is_plain(text):
                return None
            look = _NO_LOOK
            if style is not None:
                known = self._looks.get(style)
                look = known if known is not None else self._look(style, console)
            cells += zip(text, repeat(look), strict=False)
        # Who made the strip may have measured a character otherwise.
        return cells if len(cells) == strip.cell_length else None

    def _look(self, style: Style, console: Console) -> Look:
        system = console._color_system or ColorSystem.TRUECOLOR
        before, _mark, after = Strip.render_style(style, _MARK, color_system=system).partition(_MARK)
        self._looks[style] = before, after
        return before, after


class Patch(CompositorUpdate):
    """An update of which only the difference to what is painted is sent, when it is."""

    def __init__(self, painted: PaintedCells, update: LayoutUpdate | ChopsUpdate) -> None:
        self._painted = painted
        self._update = update
        self._sequence: str | None = None

    def sequence(self, console: Console) -> str:
        """Return what is to be sent to the terminal, taken note of as sent."""
        if self._sequence is None:
            self._sequence = self._painted.paint(self._update, console)
        return self._sequence

    def render_segments(self, console: Console) -> str:
        """Return what is to be sent to the terminal (the name that Textual asks for)."""
        return self.sequence(console)


def _pieces(update: LayoutUpdate | ChopsUpdate) -> Iterator[tuple[int, int, Strip]]:
    """Yield the strips of an update with the column and line where each begins."""
    if isinstance(update, LayoutUpdate):
        for y, line in enumerate(update.strips, update.region.y):
            x = update.region.x
            for strip in line:
                yield x, y, strip
                x += strip.cell_length
    else:
        for y, left, right in update.spans:
            for end, (x, chop) in zip(update.chop_ends[y], update.chops[y].items(), strict=False):
                if chop is not None and x <= right and end > left:
                    inside = left <= x < right and end <= right
                    yield x, y, chop if inside else chop.crop(0, min(end, right) - x)


def _changed(before: Sequence[Cell | None], cells: Sequence[Cell]) -> Iterator[tuple[int, int]]:
    """Yield the parts that have changed, as places from and up to; near ones as one."""
    differs = bytes(map(ne, before, cells))  # one for each cell that has changed, and else nothing
    start = differs.find(1)
    while start >= 0:
        end = differs.find(_SAME, start)
        end = differs.rfind(1) + 1 if end < 0 else end
        yield start, end
        start = differs.find(1, end)


@lru_cache(maxsize=4096)
def _is_plain(text: str) -> bool:
    """Tell whether each character of a text takes one cell, and stands where it is written."""
    return text.isprintable() and (text.isascii() or all(map(_is_narrow, text)))


@lru_cache(maxsize=4096)
def _is_narrow(character: str) -> bool:
    # Some terminals turn the writing of some scripts about, line by line.
    return cell_len(character) == 1 and bidirectional(character) not in _RIGHT_TO_LEFT


def _move(x: int, y: int) -> str:
    return f"\x1b[{y + 1};{x + 1}H"
