"""Every field of an article, under the name the schema gives it."""

from __future__ import annotations

from textual import events
from textual.app import ComposeResult
from textual.screen import ModalScreen

from reader.model import Article, Coverage, Mark
from reader.session.record import entry_record, record
from reader.tui.render.fields import field_lines
from reader.tui.styles import stylesheet
from reader.tui.widgets.article_view import ArticleView


class FieldsScreen(ModalScreen[None]):
    """A sheet of all fields; scrolled like an article, closed with `i`, `q` or Esc."""

    CSS_PATH = [stylesheet("fields")]

    def __init__(self, coverage: Coverage, mark: Mark) -> None:
        super().__init__()
        self._record = record(coverage, mark) if isinstance(coverage, Article) else entry_record(coverage)

    def compose(self) -> ComposeResult:
        """Yield the sheet."""
        sheet = ArticleView(id="sheet")
        sheet.measure = 200
        sheet.border_title = "All fields"
        sheet.border_subtitle = "j k scroll · Esc close"
        yield sheet

    def on_mount(self) -> None:
        """Fill the sheet."""
        self.query_one(ArticleView).show(lambda width: field_lines(self._record, width))

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
                sheet.scroll_lines(-1_000_000)
            case "end" | "G":
                sheet.scroll_lines(1_000_000)
            case "escape" | "q" | "i" | "enter" | "h":
                self.dismiss(None)
            case _:
                pass
