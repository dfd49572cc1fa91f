"""A virtual list with a cursor: the article list and the related coverage are two of it."""

from __future__ import annotations

from collections.abc import Callable, Collection

from textual import events
from textual.geometry import Size
from textual.message import Message
from textual.strip import Strip

from reader.tui.events.guard import FORESEEN
from reader.tui.render.lines import Line, Span
from reader.tui.widgets.styled import Styled

RowRenderer = Callable[[int, int], Line]

# What stands in the place of a row that cannot be read; the article pane says why.
UNREADABLE: Line = (Span(" –", "meta"),)
# Rendered rows kept; a few screens of the largest terminal.
_CACHED = 1_000


class RowList(Styled):
    """Draws `count` rows, rendered on demand by `renderer(index, width)`, and keeps a cursor inside them.

    A move inside the page redraws two rows and nothing else. At the edge the list scrolls by one row, or by `jump`
    rows where each redrawn page is dear (over a thin line).
    """

    class Moved(Message):
        """The cursor is on another row."""

        def __init__(self, rows: RowList, index: int) -> None:
            super().__init__()
            self.rows = rows
            self.index = index

        @property
        def control(self) -> RowList:
            """Return the list that sent the message."""
            return self.rows

    class Chosen(Moved):
        """A row was clicked on with the cursor already there: open it."""

    def __init__(self, *, id: str | None = None, active: bool = True) -> None:
        super().__init__(id=id)
        self._count = 0
        self._cursor = 0
        self._active = active
        self._above: int | None = None
        self.jump = 1
        self.renderer: RowRenderer = lambda _index, _width: ()

    @property
    def cursor(self) -> int:
        """Return the index the cursor is on; 0 in an empty list."""
        return self._cursor

    @property
    def count(self) -> int:
        """Return the number of rows."""
        return self._count

    @property
    def page(self) -> int:
        """Return the number of rows on the screen."""
        return max(1, self.size.height)

    @property
    def shown(self) -> range:
        """Return the indexes for which there is room on the screen."""
        top = self.scroll_offset.y
        return range(top, top + self.page)

    def show(
        self,
        count: int,
        cursor: int,
        *,
        keep_place: bool = False,
        above: int | None = None,
        drawn: Collection[int] = (),
    ) -> None:
        """Show another set of rows with the cursor on one of them, `above` rows over it where that is said.

        With `keep_place` the cursor's row stays where it is on the screen, so that rows arriving above it move nothing
        under the reader's eyes. Where the screen holds just the rows that are `drawn` already, it stays as it is.
        """
        offset = self._cursor - self.scroll_offset.y
        self._count = count
        self._cursor = max(0, min(cursor, count - 1))
        self._strips = {key: strip for key, strip in self._strips.items() if key[0] in drawn}
        self._extend(self.size.width)
        self._above = above
        if self.size.height:  # else nothing is laid out yet: `on_resize` scrolls then
            self._scroll_to_place()
            if keep_place:
                self._scroll(self._cursor - offset)
            self._into_view(centre=not keep_place)
        if not drawn:
            self.refresh()

    def move_to(self, index: int) -> None:
        """Put the cursor on a row (clamped to the list) and tell, where that moves it."""
        index = max(0, min(index, self._count - 1))
        if index == self._cursor or not self._count:
            return
        before, self._cursor = self._cursor, index
        if not self._into_view():
            self.refresh_lines(before, 1)
            self.refresh_lines(index, 1)
        self.post_message(self.Moved(self, index))

    def move_by(self, rows: int) -> None:
        """Move the cursor down (or, negative, up) by some rows."""
        self.move_to(self._cursor + rows)

    def page_by(self, pages: float) -> None:
        """Move by pages, the cursor staying on its line of the screen where the list allows it."""
        step = max(1, int(self.page * abs(pages)) - (1 if abs(pages) == 1 and self.page > 2 else 0))
        rows = step if pages > 0 else -step
        top = self.scroll_offset.y
        self._scroll(top + rows)
        self.move_to(self._cursor + rows)

    def redraw(self, *indexes: int) -> None:
        """Draw some rows again, or all of them when none is named, because what they show has changed."""
        if not indexes:
            self._strips.clear()
            self.refresh()
        for index in indexes:
            self._strips = {key: strip for key, strip in self._strips.items() if key[0] != index}
            self.refresh_lines(index, 1)

    def _extend(self, width: int) -> None:
        """Say how far the rows reach, without the layout that assigning the size would cost at every change."""
        self.set_reactive(RowList.virtual_size, Size(width, self._count))

    def _scroll(self, top: int) -> bool:
        top = max(0, min(top, self._count - self.page))
        # Before the list has a height nothing can be out of view.
        if top == self.scroll_offset.y or not self.size.height:
            return False
        self.scroll_to(y=top, animate=False, immediate=True, force=True)
        return True

    def _scroll_to_place(self) -> None:
        if self._above is not None:
            self._scroll(self._cursor - self._above)
            self._above = None

    def _into_view(self, *, centre: bool = False) -> bool:
        """Scroll so that the cursor is on the screen; tell whether that scrolled."""
        top, page = self.scroll_offset.y, self.page
        if top <= self._cursor < top + page:
            return self._scroll(top)
        if centre and not top - page <= self._cursor < top + 2 * page:
            return self._scroll(self._cursor - page // 2)
        jump = min(self.jump, page)
        if self._cursor < top:
            return self._scroll(self._cursor - jump + 1)
        return self._scroll(self._cursor - page + jump)

    def render_line(self, y: int) -> Strip:
        """Return one line of the screen (the line API of Textual)."""
        return self.render_range(range(y, y + 1))[0]

    def render_range(self, lines: range) -> list[Strip]:
        """Return some lines of the screen: all of them whenever one has changed."""
        top, width, cursor, count = self.scroll_offset.y, self.size.width, self._cursor, self._count
        strips: list[Strip] = []
        for y in lines:
            index = top + y
            if index >= count:
                index, base = -1, ""
            elif index == cursor:
                base = "cursor" if self._active else "cursor-blurred"
            else:
                base = ""
            key = index, base, width
            strip = self._strips.get(key)
            if strip is None:
                if len(self._strips) >= _CACHED:
                    self._strips.clear()
                line = self._line(index, width) if index >= 0 else ()
                strip = self.strip(UNREADABLE if line is None else line, width, base=base)
                if line is not None:
                    self._strips[key] = strip
            strips.append(strip)
        return strips

    def _line(self, index: int, width: int) -> Line | None:
        """Return a row, None for one that cannot be read: that is tried again with the next frame."""
        try:
            return self.renderer(index, width)
        except FORESEEN:
            return None

    def on_resize(self, event: events.Resize) -> None:
        """Keep the cursor on the screen when the list's height changes."""
        self._strips.clear()
        self._extend(event.size.width)
        self._scroll_to_place()
        self._into_view()

    @property
    def active(self) -> bool:
        """Tell whether the keys go to this list, which its cursor shows.

        A state of our own and not Textual's focus: a change of that has the style of every widget looked up anew
        and the whole screen sent again, 6 kB at 80x24.
        """
        return self._active

    @active.setter
    def active(self, active: bool) -> None:
        if active != self._active:
            self._active = active
            self.redraw(self._cursor)

    def on_click(self, event: events.Click) -> None:
        """Move to the row under the mouse; a second click on it opens it."""
        place = event.get_content_offset(self)
        if place is None:  # on the frame
            return
        index = self.scroll_offset.y + place.y
        if index >= self._count:
            return
        if index == self._cursor and self._active:
            self.post_message(self.Chosen(self, index))
        self.move_to(index)

    def on_mouse_scroll_down(self, event: events.MouseScrollDown) -> None:
        """Scroll the cursor along, three rows a notch."""
        event.stop()
        self.move_by(3)

    def on_mouse_scroll_up(self, event: events.MouseScrollUp) -> None:
        """Scroll the cursor along, three rows a notch."""
        event.stop()
        self.move_by(-3)
