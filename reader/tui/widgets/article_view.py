"""The article pane: a document of styled lines that scrolls without animation."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from textual import events
from textual.geometry import Size
from textual.message import Message
from textual.strip import Strip

from reader.tui.guard import FORESEEN
from reader.tui.render.lines import Line, line_text
from reader.tui.widgets.styled import Styled

if TYPE_CHECKING:
    from reader.query import Highlight

Renderer = Callable[[int], list[Line]]

# Blank cells on both sides of the text.
MARGIN = 2


class ArticleView(Styled):
    """Shows what a renderer makes of an article for a given width, set to a measure and scrolled by the line."""

    class Scrolled(Message):
        """Another part of the article is on the screen."""

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self.measure = 72
        self.centred = False
        self._renderer: Renderer = lambda _width: []
        self._lines: list[Line] = []
        self._width = self._set_for = 0
        self._needle = ""
        self._found: tuple[Highlight, ...] = ()

    def show(
        self, renderer: Renderer, *, keep_place: bool = False, found: tuple[Highlight, ...] = ()
    ) -> None:
        """Show another document from its top, or the same one anew at the place it was at.

        `found` is what the filter looks for, marked where it stands.
        """
        self._renderer = renderer
        self._found = found
        self._needle = ""
        self._strips.clear()
        self._set_lines()
        if not keep_place:
            self.scroll_to(y=0, animate=False, immediate=True, force=True)
        self.refresh()
        self.post_message(self.Scrolled())

    def _set_lines(self) -> None:
        self._set_for = self.size.width
        if not self._set_for:
            self._lines = []  # nothing is laid out yet: `render_line` sets them at the width there is then
            return
        self._strips.clear()
        self._width = max(1, min(self.measure, self.size.width - 2 * MARGIN))
        self._lines = self._rendered(self._width)
        # Without the layout that assigning the size would cost at every article.
        self.set_reactive(ArticleView.virtual_size, Size(self.size.width, len(self._lines)))

    def _rendered(self, width: int) -> list[Line]:
        try:
            return self._renderer(width)
        except FORESEEN as error:
            from reader.tui.render.fault import fault_lines

            return fault_lines(error, width)

    @property
    def percent(self) -> int:
        """Return how much of the article has been on the screen, counted to the last visible line."""
        if not self._lines:
            return 100
        return min(100, 100 * (self.scroll_offset.y + self.size.height) // len(self._lines))

    @property
    def lines(self) -> int:
        """Return how many lines the article has."""
        return len(self._lines)

    @property
    def at_end(self) -> bool:
        """Tell whether the last line is on the screen."""
        return self.scroll_offset.y + self.size.height >= len(self._lines)

    def scroll_lines(self, lines: int) -> None:
        """Scroll down (or, negative, up) by some lines, not beyond the ends."""
        last = max(0, len(self._lines) - self.size.height)
        top = max(0, min(self.scroll_offset.y + lines, last))
        if top != self.scroll_offset.y:
            self.scroll_to(y=top, animate=False, immediate=True, force=True)
            self.post_message(self.Scrolled())

    def scroll_pages(self, pages: float) -> None:
        """Scroll by pages; a whole page keeps one line of the last for orientation."""
        height = max(1, self.size.height)
        lines = max(1, int(height * abs(pages)) - (1 if abs(pages) >= 1 and height > 3 else 0))
        self.scroll_lines(lines if pages > 0 else -lines)

    def find(self, needle: str, *, onwards: int = 0) -> tuple[int, int]:
        """Mark the places of a word and scroll to one of them: (which, of how many), (0, 0) where there is none.

        `onwards` is 0 for the first place at or after the top of the screen, 1 for the next page's, -1 for the one
        before.
        """
        from reader.text.fold import fold  # only where something is looked for

        self._needle = fold(needle)
        self._strips.clear()
        self.refresh()
        if not self._needle:
            return 0, 0
        places = [y for y, line in enumerate(self._lines) if self._needle in fold(line_text(line))]
        if not places:
            return 0, 0
        top = self.scroll_offset.y
        if onwards > 0:
            place = next((y for y in places if y > top), places[0])
        elif onwards < 0:
            place = next((y for y in reversed(places) if y < top), places[-1])
        else:
            place = next((y for y in places if y >= top), places[0])
        self.scroll_lines(place - top)
        return places.index(place) + 1, len(places)

    def render_line(self, y: int) -> Strip:
        """Return one line of the screen (the line API of Textual)."""
        return self.render_range(range(y, y + 1))[0]

    def render_range(self, lines: range) -> list[Strip]:
        """Return some lines of the screen: all of them whenever anything beside the article changes."""
        if not self._set_for:
            self._set_lines()
        top, width, left, count = self.scroll_offset.y, self.size.width, self._left, len(self._lines)
        indent = str(left)
        strips: list[Strip] = []
        for y in lines:
            index = top + y if top + y < count else -1
            key = index, indent, width
            strip = self._strips.get(key)
            if strip is None:
                strip = self._strips[key] = self._drawn(index, width, left)
            strips.append(strip)
        return strips

    def _drawn(self, index: int, width: int, left: int) -> Strip:
        if index < 0:
            return self.strip((), width)
        line = self._lines[index]
        wanted = self._found
        if self._needle:
            from reader.query import Highlight

            wanted = (Highlight("", self._needle),)
        if wanted:
            from reader.tui.render.found import mark_found

            line = mark_found(line, wanted)
        return self.strip(line, width, left=left)

    @property
    def _left(self) -> int:
        if self.centred:
            return max(0, (self.size.width - self._width) // 2)
        return MARGIN if self.size.width > 2 * MARGIN + 8 else 0

    def on_resize(self, _event: events.Resize) -> None:
        """Set the text anew when its measure changes, keeping the place in it."""
        self.post_message(self.Scrolled())  # another part of it is on the screen
        if self._set_for == self.size.width:
            self.scroll_to(y=self.scroll_offset.y, animate=False, immediate=True, force=True)
            return
        share = self.scroll_offset.y / len(self._lines) if self._lines else 0.0
        self._set_lines()
        self.scroll_to(y=int(share * len(self._lines)), animate=False, immediate=True, force=True)
        self.refresh()

    def on_mouse_scroll_down(self, event: events.MouseScrollDown) -> None:
        """Scroll by three lines a notch."""
        event.stop()
        self.scroll_lines(3)

    def on_mouse_scroll_up(self, event: events.MouseScrollUp) -> None:
        """Scroll by three lines a notch."""
        event.stop()
        self.scroll_lines(-3)
