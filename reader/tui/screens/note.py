"""Writing a note."""

from __future__ import annotations

from textual import events
from textual.app import ComposeResult
from textual.widget import Widget
from textual.widgets import TextArea

from reader.session.state.drafts import Draft
from reader.tui.screens.modal import ModalBase
from reader.tui.theme.stylesheets import stylesheet
from reader.tui.widgets.border import label_border


class NoteScreen(ModalBase[str | None]):
    """A sheet to write on. Esc keeps what was written, Ctrl+C leaves the note as it was.

    What is written is kept as a `draft` meanwhile, and taken up where one was left.
    """

    CSS_PATH = [stylesheet("note")]
    AUTO_FOCUS = "#note"

    def __init__(self, note: str, draft: Draft) -> None:
        super().__init__()
        left = draft.read()
        self._draft = draft
        self._title = "Note · taken up where it was left" if left and left != note else "Note"
        self._written = left or note

    def compose(self) -> ComposeResult:
        """Yield the sheet."""
        area = TextArea(
            self._written, id="note", soft_wrap=True, show_line_numbers=False, highlight_cursor_line=False
        )
        area.cursor_blink = False
        label_border(area, title=self._title, subtitle="Esc keeps it · Ctrl+C leaves it as it was")
        yield area

    @property
    def typing_box(self) -> Widget:
        """Return the sheet."""
        return self.query_one(TextArea)

    def on_mount(self) -> None:
        """Begin writing at the end."""
        area = self.query_one(TextArea)
        area.move_cursor(area.document.end)

    def on_text_area_changed(self, event: TextArea.Changed) -> None:
        """Keep a draft of what is written."""
        text = event.text_area.text
        if text != self._written:
            self._written = text
            self._draft.keep(text)

    def on_key(self, event: events.Key) -> None:
        """Keep or leave."""
        if event.key == "escape":
            self.dismiss(self.query_one(TextArea).text)
        elif event.key == "ctrl+c":
            self._draft.drop()
            self.dismiss(None)
        else:
            return
        event.stop()
        event.prevent_default()
