"""A sheet of text over the screen: all fields of an article, the query language."""

from __future__ import annotations

from textual import events
from textual.app import ComposeResult

from reader.tui.screens.modal import ModalBase
from reader.tui.theme.stylesheets import stylesheet
from reader.tui.widgets.article_view import ArticleView, Renderer
from reader.tui.widgets.border import label_border

_TO_AN_END = 1_000_000


class SheetScreen(ModalBase[bool]):
    """Shows lines that are rendered for its width; scrolled like an article, closed with Esc or `q`.

    With `agree`, the word for what is asked, `y` closes it with True; every other way out gives False.
    """

    CSS_PATH = [stylesheet("sheet")]

    def __init__(self, title: str, renderer: Renderer, *, agree: str = "") -> None:
        super().__init__()
        self._agree = agree
        self._title = title
        self._renderer = renderer

    def compose(self) -> ComposeResult:
        """Yield the sheet."""
        sheet = ArticleView(id="sheet")
        sheet.measure = 200
        asked = f"y {self._agree} · n leave as it is" if self._agree else "Esc close"
        label_border(sheet, title=self._title, subtitle=f"j k scroll · {asked}")
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
            case "y" if self._agree:
                self.dismiss(True)
            case "n" if self._agree:
                self.dismiss(False)
            case "escape" | "q" | "i" | "enter" | "h" | "left":
                self.dismiss(False)
