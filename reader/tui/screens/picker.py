"""A list to choose from, narrowed by typing: palette, help, sort, problems and the like are all this screen."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

from textual import events, on
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.widget import Widget
from textual.widgets import Input, Static

from reader.text.fold import fold
from reader.tui.render.lines import Line, Span, cut, line_text
from reader.tui.screens.over import OverScreen
from reader.tui.styles import stylesheet
from reader.tui.widgets.row_list import RowList

T = TypeVar("T")

# Keys that move in the list while the box has what is typed, and which way.
_STEPS = {
    **dict.fromkeys(("down", "ctrl+n", "tab", "pagedown"), 1),
    **dict.fromkeys(("up", "ctrl+p", "shift+tab", "pageup"), -1),
}


@dataclass(frozen=True, slots=True)
class Item(Generic[T]):
    """A row to choose. `value` is what choosing it gives; None stands for a row that is only a heading."""

    line: Line
    value: T | None


class PickerScreen(OverScreen[T | None], Generic[T]):
    """Shows items under a box to type in; dismissed with the value of the chosen one, or None.

    With `free`, what was typed can be chosen where it is none of the items; it makes a value of it.
    `preview` is told of every item the cursor comes to.
    `other` is a second way to choose: a character that works where nothing else is typed, its name, and what it does.
    """

    CSS_PATH = [stylesheet("picker")]
    AUTO_FOCUS = "#needle"

    def __init__(
        self,
        title: str,
        items: Sequence[Item[T]],
        *,
        start: int = 0,
        empty: str = "nothing matches",
        free: Callable[[str], T] | None = None,
        other: tuple[str, str, Callable[[T], None]] | None = None,
        preview: Callable[[T], None] | None = None,
    ) -> None:
        super().__init__()
        self._free = free
        self._other = other
        self._preview = preview
        self._title = title
        self._all = list(items)
        self._items = self._all
        self._start = start
        self._empty = empty

    def compose(self) -> ComposeResult:
        """Yield the box, the list and the sentence for an empty one."""
        with Vertical(id="box") as box:
            box.border_title = self._title
            extra = f" · {self._other[1]}" if self._other else ""
            box.border_subtitle = f"↑ ↓ move · Enter choose{extra} · Esc close"
            yield Input(
                id="needle",
                placeholder="type a name" if self._free else "type to narrow",
                select_on_focus=False,
            )
            yield RowList(id="items")
            yield Static(self._empty, id="nothing", markup=False)

    @property
    def typing_box(self) -> Widget:
        """Return the box over the list."""
        return self.query_one("#needle", Input)

    def on_mount(self) -> None:
        """Fill the list."""
        self.query_one("#needle", Input).cursor_blink = False
        rows = self.query_one("#items", RowList)
        rows.renderer = lambda index, width: cut(self._items[index].line, width)
        rows.show(len(self._items), self._start)

    @on(Input.Changed)
    def _narrow(self, event: Input.Changed) -> None:
        if self._other is not None and event.value == self._other[0]:
            self._choose_otherwise()
            return
        words = fold(event.value).split()
        self._items = [
            item
            for item in self._all
            if not words
            or (item.value is not None and all(word in fold(line_text(item.line)) for word in words))
        ]
        typed = event.value.strip()
        if self._items and self._free is not None and typed:
            # What was typed may be meant although it is part of something that is there.
            made = self._free(typed)
            if all(item.value != made for item in self._items):
                self._items.append(Item((Span(typed, "key"), Span("  new", "meta")), made))
        rows = self.query_one("#items", RowList)
        rows.show(len(self._items), self._nearest(" ".join(words)))
        self._skip_headings(1)
        self.query_one("#nothing").display = not self._items
        self._show_preview()

    def _nearest(self, typed: str) -> int:
        """Return the first item in which a column begins with what is typed: its own name, rather than a mention."""
        places = (
            place
            for place, item in enumerate(self._items)
            if typed and any(fold(span.text).startswith(typed) for span in item.line)
        )
        return next(places, 0)

    def _skip_headings(self, step: int) -> None:
        rows = self.query_one("#items", RowList)
        for direction in (step, -step):  # back again where there is nothing but a heading
            index = rows.cursor
            while 0 <= index < len(self._items) and self._items[index].value is None:
                index += direction
            if 0 <= index < len(self._items):
                rows.move_to(index)
                return

    @on(RowList.Moved)
    def _moved(self) -> None:
        self._show_preview()

    def _show_preview(self) -> None:
        value = self._items[self.query_one("#items", RowList).cursor].value if self._items else None
        if self._preview is not None and value is not None:
            self._preview(value)

    @on(RowList.Chosen)
    def _clicked(self, event: RowList.Chosen) -> None:
        self._choose()

    def _choose(self) -> None:
        index = self.query_one("#items", RowList).cursor
        value = self._items[index].value if self._items else None
        typed = self.query_one("#needle", Input).value.strip()
        if value is None and self._free is not None and typed:
            value = self._free(typed)
        if value is not None:
            self.dismiss(value)

    def _choose_otherwise(self) -> None:
        value = self._items[self.query_one("#items", RowList).cursor].value if self._items else None
        if value is not None and self._other is not None:
            self.dismiss(None)
            self._other[2](value)

    def on_key(self, event: events.Key) -> None:
        """Move in the list while the box has the keys."""
        rows = self.query_one("#items", RowList)
        if event.key in _STEPS:
            step = _STEPS[event.key]
            rows.move_by(step * (rows.page if event.key.startswith("page") else 1))
            self._skip_headings(step)
        elif event.key in ("escape", "ctrl+c"):
            self.dismiss(None)
        elif event.key == "enter":
            self._choose()
        else:
            return
        event.stop()
        event.prevent_default()
