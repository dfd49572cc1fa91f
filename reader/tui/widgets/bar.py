"""A line of text with something on the left and something on the right."""

from __future__ import annotations

from collections.abc import Iterator

from rich.style import Style
from textual.geometry import Region
from textual.strip import Strip

from reader.text.width import cell_width
from reader.tui.render.lines import Line, Span, cut, line_width
from reader.tui.widgets.styled import Styled


class Bar(Styled):
    """One line; when its text changes, only the part that differs is drawn again."""

    can_focus = False

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._left: Line = ()
        self._right: Line = ()
        self._parts: list[Line] = []
        self._link = ""

    def show_parts(self, parts: list[Line]) -> None:
        """Show as many of some short texts as fit, the first ones first; which do is decided anew at any width."""
        self._change((), (), parts)

    def show(self, left: Line, right: Line = (), *, link: str = "") -> None:
        """Show a text on the left and one on the right; the left one gives way where both do not fit.

        `link` is a clean web address in ASCII that the line leads to, in terminals that know links.
        """
        self._change(left, right, [], link)

    def _change(self, left: Line, right: Line, parts: list[Line], link: str = "") -> None:
        if (left, right, parts, link) == (self._left, self._right, self._parts, self._link):
            return
        self._link = link
        self._strips.clear()
        before = self._whole()
        self._left, self._right, self._parts = left, right, parts
        after = self._whole()
        same = 0
        for old, new in zip(_characters(before), _characters(after), strict=False):
            if old != new:
                break
            same += cell_width(new[0])
        self.refresh(Region(same, 0, max(1, self.size.width - same), 1))

    def _whole(self) -> Line:
        width = self.size.width - 1
        if self._parts:
            return (Span(" "), *_fitting(self._parts, width - 1))
        right = self._right if line_width(self._right) < width else ()
        room = max(0, width - 1 - line_width(right) - (2 if right else 0))
        left = cut(self._left, room)
        gap = width - 1 - line_width(left) - line_width(right)
        return (Span(" "), *left, Span(" " * max(0, gap)), *right, Span(" "))

    def render_line(self, y: int) -> Strip:
        """Return the line (the line API of Textual)."""
        width = self.size.width
        if y:
            return self.strip((), width)
        strip = self._strips.get((0, "", width))
        if strip is None:
            strip = self.strip(self._whole(), width)
            strip = strip.apply_style(Style(link=self._link)) if self._link else strip
            self._strips[0, "", width] = strip
        return strip


def _characters(line: Line) -> list[tuple[str, str]]:
    return [(character, span.style) for span in line for character in span.text]


def _fitting(parts: list[Line], room: int) -> Iterator[Span]:
    for part in parts:
        room -= line_width(part)
        if room < 0:
            return
        yield from part
