"""A command's output, shown while it comes; Esc stops a command that is still at work."""

from __future__ import annotations

from collections.abc import Callable

from textual import events

from reader.tui.render.lines import Line, Span
from reader.tui.render.output import output_lines
from reader.tui.screens.sheet import SheetScreen
from reader.tui.widgets.article_view import ArticleView
from reader.tui.widgets.border import label_border


class OutputScreen(SheetScreen):
    """A sheet that grows. `stop` is called when it is left before the command has ended."""

    def __init__(self, command: str, stop: Callable[[], None]) -> None:
        super().__init__(command, self._lines)
        self._stop = stop
        self._command = command
        self._ended = ""
        self._text = ""
        self._dropped = 0

    def on_mount(self, event: events.Mount) -> None:  # type: ignore[override]
        """Show what has come until now."""
        event.prevent_default()  # Textual would call the one of the sheet after this one
        super().on_mount()
        self._refresh()

    def show(self, text: str, dropped: int, ended: str = "") -> None:
        """Show what there is so far; `ended` says how the command ended, once it has."""
        self._text, self._dropped, self._ended = text, dropped, ended
        if self.is_mounted:
            self._refresh()

    def _refresh(self) -> None:
        sheet = self.query_one(ArticleView)
        title = f"{self._command} · {self._ended}" if self._ended else self._command
        closing = "Esc close" if self._ended else "Esc stops the command"
        label_border(sheet, title=title, subtitle=f"j k scroll · {closing}")
        sheet.show(self._lines, keep_place=True)

    def _lines(self, width: int) -> list[Line]:
        if not self._text:
            return [(Span("It said nothing." if self._ended else "running …", "meta"),)]
        return output_lines(self._text, width, dropped=self._dropped)

    def on_key(self, event: events.Key) -> None:
        """Scroll; leaving stops the command first, and a second time closes."""
        if not self._ended and event.key in ("escape", "q", "ctrl+c"):
            event.stop()
            event.prevent_default()
            self._stop()
            return
        if not self._ended and event.key in ("i", "enter", "h", "left"):
            event.stop()
            event.prevent_default()
            return
        super().on_key(event)

    def on_unmount(self) -> None:
        """Leave no command behind when the program ends."""
        self._stop()
