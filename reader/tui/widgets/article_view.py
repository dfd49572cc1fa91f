"""The article pane: a document of styled lines that scrolls without animation."""

from __future__ import annotations

import time
from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator
from itertools import accumulate, islice
from typing import TYPE_CHECKING

from textual import events
from textual.geometry import Size
from textual.message import Message
from textual.strip import Strip

from reader.tui.events.guard import FORESEEN
from reader.tui.render.lines import Line, line_text
from reader.tui.widgets.styled import Styled

if TYPE_CHECKING:
    from reader.query import Highlight

Renderer = Callable[[int], Iterable[Line]]

# Of a long article, what is not looked at is set in pieces of so many seconds (one sets three screens at least), with
# pauses that leave the processor to keys.
_SLICE, _PAUSE = 0.01, 0.1
# Blank cells on both sides of the text.
MARGIN = 2


class ArticleView(Styled):
    """Shows what a renderer makes of an article for a given width, set to a measure and scrolled by the line.

    Lines are taken from the renderer as far as they are looked at: a key costs the same in an article of any length.
    """

    class Scrolled(Message):
        """Another part of the article is on the screen."""

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self.measure = 72
        self.centred = False
        self._renderer: Renderer = lambda _width: []
        self._lines: list[Line] = []
        self._rest: Iterator[Line] | None = None
        self._length = 0
        self._searched: list[tuple[str, list[int]]] = []
        self._width = self._set_for = 0
        self._needle = ""
        self._found: tuple[Highlight, ...] = ()

    def show(
        self,
        renderer: Renderer,
        *,
        length: int = 0,
        keep_place: bool = False,
        found: tuple[Highlight, ...] = (),
    ) -> None:
        """Show another document from its top, or the same one anew at the place it was at.

        `length` is about how many characters it has. `found` is what the filter looks for, marked where it stands.
        """
        self._renderer = renderer
        self._length = length
        self._found = found
        self._needle = ""
        self._strips.clear()
        self._set_lines(self.scroll_offset.y if keep_place else 0)
        if not keep_place:
            self.scroll_to(y=0, animate=False, immediate=True, force=True)
        self.refresh()
        self.post_message(self.Scrolled())

    def _set_lines(self, top: int = 0) -> None:
        self._set_for = self.size.width
        if not self._set_for:
            self._lines, self._rest = (
                [],
                None,
            )  # nothing is laid out yet: `render_line` sets them at the width there is then
            return
        self._strips.clear()
        self._width = max(1, min(self.measure, self.size.width - 2 * MARGIN))
        self._lines, self._searched = [], []
        self._rest = self._rendered(self._width)
        self._set_to(top)
        if self._rest is not None:
            self._set_later(self._rest)

    def _set_later(self, rest: Iterator[Line]) -> None:
        """Set some more lines while nobody waits, until all are: the end and words looked for are then at hand."""

        def go_on() -> None:
            if self._rest is not rest:
                return  # another article, or all is set
            self._set_on(_SLICE)
            if self.is_set:
                self.post_message(self.Scrolled())
            else:
                self.set_timer(_PAUSE, go_on)

        self.set_timer(_PAUSE, go_on)

    def _set_on(self, seconds: float) -> None:
        until = time.perf_counter() + seconds
        while not self.is_set and time.perf_counter() < until:
            self._set_to(len(self._lines))

    def _set_to(self, top: int | None) -> None:
        """Set the lines of a screen that begins at line `top` and of the next one; None is all lines."""
        if self._rest is None:
            return
        more = None if top is None else max(0, top + 2 * self.size.height + 1 - len(self._lines))
        before = len(self._lines)
        self._lines.extend(islice(self._rest, more))
        if more is None or len(self._lines) - before < more:
            self._rest = None
        # Without the layout that assigning the size would cost at every article.
        self.set_reactive(ArticleView.virtual_size, Size(self.size.width, len(self._lines)))

    def _rendered(self, width: int) -> Iterator[Line]:
        try:
            yield from self._renderer(width)
        except FORESEEN as error:
            from reader.tui.render.fault import fault_lines

            yield from fault_lines(error, width)

    @property
    def percent(self) -> int:
        """Return how much of the article has been on the screen, counted to the last visible line.

        As long as not all is set, by how long it is likely to be.
        """
        seen, lines = self.scroll_offset.y + self.size.height, len(self._lines)
        if self._rest is not None:
            return min(99, 100 * seen // max(lines, self._length // self._width))
        return min(100, 100 * seen // lines) if lines else 100

    @property
    def is_set(self) -> bool:
        """Tell whether all lines of the article are set, which is done when its end is looked at."""
        return self._rest is None

    @property
    def lines(self) -> int:
        """Return how many lines the article has, setting all that are left."""
        self._set_to(None)
        return len(self._lines)

    @property
    def at_end(self) -> bool:
        """Tell whether the last line is on the screen."""
        return self._rest is None and self.scroll_offset.y + self.size.height >= len(self._lines)

    def scroll_lines(self, lines: int) -> None:
        """Scroll down (or, negative, up) by some lines, not beyond the ends."""
        self._set_to(self.scroll_offset.y + lines)
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
        places = self._places()
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

    def _places(self) -> list[int]:
        """Return the lines on which the words looked for begin, also where they go on in the next line."""
        from reader.text.fold import fold

        if not self._searched:
            self._set_to(None)
            texts = [fold(line_text(line)) for line in self._lines]
            # Between two lines stands a blank, or, in scripts that write none, nothing.
            self._searched = [
                (
                    between.join(texts),
                    list(accumulate((len(text) + len(between) for text in texts[:-1]), initial=0)),
                )
                for between in (" ", "")
            ]
        found: set[int] = set()
        for text, starts in self._searched:
            at = text.find(self._needle)
            while at >= 0:
                found.add(bisect_right(starts, at) - 1)
                at = text.find(self._needle, at + len(self._needle))
        return sorted(found)

    def render_line(self, y: int) -> Strip:
        """Return one line of the screen (the line API of Textual)."""
        return self.render_range(range(y, y + 1))[0]

    def render_range(self, lines: range) -> list[Strip]:
        """Return some lines of the screen: all of them whenever anything beside the article changes."""
        if not self._set_for:
            self._set_lines()
        self._set_to(self.scroll_offset.y)
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
            from reader.tui.render.highlight import mark_found

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
        whole, top, width = self.is_set and bool(self._lines), self.scroll_offset.y, self._width
        before = len(self._lines) or 1
        self._set_lines()
        # By how many lines there are now; where only the first are set, by how wide they are.
        top = round(top * self.lines / before) if whole else round(top * width / self._width)
        self._set_to(top)
        self.scroll_to(y=top, animate=False, immediate=True, force=True)
        self.refresh()

    def on_mouse_scroll_down(self, event: events.MouseScrollDown) -> None:
        """Scroll by three lines a notch."""
        event.stop()
        self.scroll_lines(3)

    def on_mouse_scroll_up(self, event: events.MouseScrollUp) -> None:
        """Scroll by three lines a notch."""
        event.stop()
        self.scroll_lines(-3)
