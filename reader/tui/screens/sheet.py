"""A sheet of text over the screen: all fields of an article, the query language."""

from __future__ import annotations

from textual import events
from textual.app import ComposeResult

from reader.tui.screens.over import OverScreen
from reader.tui.styles import stylesheet
from reader.tui.widgets.article_view import ArticleView, Renderer

_TO_AN_END = 1_000_000


class SheetScreen(OverScreen[None]):
    """Shows lines that are rendered for its width; scrolled like an article, closed with Esc or `q`."""

    CSS_PATH = [stylesheet("sheet")]

    def __init__(self, title: str, renderer: Renderer) -> None:
        super().__init__()
        self._title = title
        self._renderer = renderer

    def compose(self) -> ComposeResult:
        """Yield the sheet."""
        sheet = ArticleView(id="sheet")
        sheet.measure = 200
        sheet.border_title = self._title
        sheet.border_subtitle = "j k scroll · Esc close"
        yield sheet

    def on_mount(self) -> None:
        """Fill the sheet."""
        self.query_one(ArticleView).show(self._renderer)

    def on_key(self, event: events.Key) -> None:
        """Scroll or close."""
        sheet = self.query_one(ArticleView)
        event.stop()
        event.prevent_default()
        match event.key:
            case "j" | "down":
                sheet.scroll_lines(1)
            case "k" | "up":
                sheet.scroll_lines(-1)
            case "space" | "pagedown":
                sheet.scroll_pages(1)
            case "minus" | "pageup":
                sheet.scroll_pages(-1)
            case "home" | "g":
                sheet.scroll_lines(-_TO_AN_END)
            case "end" | "G":
                sheet.scroll_lines(_TO_AN_END)
            case "escape" | "q" | "i" | "enter" | "h" | "left":
                self.dismiss(None)
