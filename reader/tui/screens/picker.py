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
from reader.tui.events.guard import Guarded
from reader.tui.render.lines import Line, Span, cut, line_text
from reader.tui.screens.modal import ModalBase
from reader.tui.theme.stylesheets import stylesheet
from reader.tui.widgets.border import label_border
from reader.tui.widgets.row_list import RowList

T = TypeVar("T")

# Keys that move in the list while the box has what is typed, and which way.
_STEPS = {
    **dict.fromkeys(("down", "ctrl+n", "tab", "pagedown"), 1),
    **dict.fromkeys(("up", "ctrl+p", "shift+tab", "pageup"), -1),
}


@dataclass(frozen=True, slots=True)
class PickerItem(Generic[T]):
    """A row to choose. `value` is what choosing it gives; None stands for a row that is only a heading.

    It is found by its `line`, and by a `name` that the line does not say, or does not say alone.
    """

    line: Line
    value: T | None
    name: str = ""


class _Needle(Guarded, Input):
    """The box, in which some keys type nothing: `takes` tells of a key that it has done its work."""

    def __init__(self, placeholder: str, takes: Callable[[events.Key], bool]) -> None:
        super().__init__(id="needle", placeholder=placeholder, select_on_focus=False)
        self.cursor_blink = False
        self._takes = takes

    def on_key(self, event: events.Key) -> None:
        """Type no key that is taken."""
        if self._takes(event):
            event.stop()
            event.prevent_default()


class PickerScreen(ModalBase[T | None], Generic[T]):
    """Shows items under a box to type in; dismissed with the value of the chosen one, or None.

    With `free`, which makes a value of it, what was typed stands first and Enter takes it: an item that it is a part of
    must be gone to. `preview` is told of every item the cursor comes to.
    `other` is a second way to choose: a character, its name, and what it does. The character is typed as text only
    where text comes before it that it belongs to: where some item goes on with it.
    """

    CSS_PATH = [stylesheet("picker")]
    AUTO_FOCUS = "#needle"

    def __init__(
        self,
        title: str,
        items: Sequence[PickerItem[T]],
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
        self._walked = False

    def compose(self) -> ComposeResult:
        """Yield the box, the list and the sentence for an empty one."""
        with Vertical(id="box") as box:
            extra = f" · {self._other[1]}" if self._other else ""
            label_border(box, title=self._title, subtitle=f"↑ ↓ move · Enter choose{extra} · Esc close")
            yield _Needle("type a name" if self._free else "type to narrow", self._chosen_otherwise)
            yield RowList(id="items")
            yield Static(self._empty, id="nothing", markup=False)

    @property
    def typing_box(self) -> Widget:
        """Return the box over the list."""
        return self.query_one("#needle", Input)

    def on_mount(self) -> None:
        """Fill the list."""
        rows = self.query_one("#items", RowList)
        rows.renderer = lambda index, width: cut(self._items[index].line, width)
        # As high as all of them, whatever is typed: else its height would be that of some earlier moment.
        rows.styles.height = max(1, len(self._items))
        rows.show(len(self._items), self._start)

    @on(Input.Changed)
    def _narrow(self, event: Input.Changed) -> None:
        self._walked = False
        typed = event.value.strip()
        self._items, cursor = self._matching(typed), 0
        if self._free is not None and typed:
            made = self._free(typed)
            same = [item for item in self._items if item.value == made]
            others = [item for item in self._items if item.value != made]
            self._items = [
                *(same or [PickerItem((Span(typed, "key"), Span("  new", "meta")), made, typed)]),
                *others,
            ]
        else:
            cursor = self._nearest(" ".join(fold(typed).split()))
        rows = self.query_one("#items", RowList)
        rows.show(len(self._items), cursor)
        self._skip_headings(1)
        rows.display = bool(self._items)
        self.query_one("#nothing").display = not self._items
        self._show_preview()

    def _matching(self, typed: str) -> list[PickerItem[T]]:
        """Return the items that hold all typed words, all items and headings for none."""
        words = fold(typed).split()
        if not words:
            return self._all
        texts = ((item, fold(f"{line_text(item.line)} {item.name}")) for item in self._all)
        return [
            item for item, text in texts if item.value is not None and all(word in text for word in words)
        ]

    def _nearest(self, typed: str) -> int:
        """Return the first item of the name that is typed, else the first with a column that begins so, else the first.

        A name comes before a mention, and a whole name before one that goes on.
        """
        if not typed:
            return 0
        names = [
            [fold(text).rstrip() for text in (item.name, *(span.text for span in item.line))]
            for item in self._items
        ]
        for is_meant in (typed.__eq__, lambda name: name.startswith(typed)):
            for place, columns in enumerate(names):
                if any(is_meant(name) for name in columns):
                    return place
        return 0

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

    def _chosen_otherwise(self, event: events.Key) -> bool:
        """Choose the other way where a key means that; tell whether it did."""
        if self._other is None or event.character != self._other[0]:
            return False
        typed = self.query_one("#needle", Input).value
        value = self._items[self.query_one("#items", RowList).cursor].value if self._items else None
        if value is None or (typed and not self._walked and self._goes_on(typed + self._other[0])):
            return False
        self.dismiss(None)
        self._other[2](value)
        return True

    def _goes_on(self, typed: str) -> bool:
        """Tell whether an item goes on as typed, and not only has it somewhere."""
        return any(
            fold(typed) in fold(f"{line_text(item.line)} {item.name}") for item in self._matching(typed)
        )

    def on_key(self, event: events.Key) -> None:
        """Move in the list while the box has the keys."""
        rows = self.query_one("#items", RowList)
        if event.key in _STEPS:
            step = _STEPS[event.key]
            self._walked = True
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
