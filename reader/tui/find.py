"""The box that finds words in the article."""

from __future__ import annotations

from textual import events, on
from textual.widgets import Input

from reader.tui.widgets.article_view import ArticleView


class FindBox(Input):
    """Marks what is typed; Enter or ↓ goes to the next place, ↑ to the one before, Esc closes."""

    def __init__(self, view: ArticleView) -> None:
        super().__init__(placeholder="find in this article", id="find", select_on_focus=True)
        self._view = view
        self.cursor_blink = False

    def open(self) -> None:
        """Show the box and give it the keys."""
        self.display = True
        self.focus()

    def _tell(self, onwards: int) -> None:
        place, places = self._view.find(self.value, onwards=onwards)
        self.border_title = f"{place} of {places}" if places else ("not found" if self.value else "")

    @on(Input.Changed)
    def _typed(self) -> None:
        self._tell(0)

    def on_key(self, event: events.Key) -> None:
        """Go from place to place, or close."""
        match event.key:
            case "enter" | "down":
                self._tell(1)
            case "up":
                self._tell(-1)
            case "escape":
                self.display = False
                self._view.find("")
                self._view.focus(scroll_visible=False)
            case _:
                return
        event.stop()
        event.prevent_default()
