"""A question with yes and no."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from textual import events
from textual.app import ComposeResult
from textual.widgets import Static

from reader.tui.screens.modal import ModalBase
from reader.tui.theme.stylesheets import stylesheet

if TYPE_CHECKING:
    from reader.tui.state.view_state import Context


class ConfirmScreen(ModalBase[bool]):
    """Asks one question; `y` or Enter agrees, `n` or Esc does not."""

    CSS_PATH = [stylesheet("confirm")]

    def __init__(self, question: str) -> None:
        super().__init__()
        self._question = question

    def compose(self) -> ComposeResult:
        """Yield the question."""
        yield Static(f"{self._question}\n\ny  yes     n  no", id="question", markup=False)

    def on_key(self, event: events.Key) -> None:
        """Answer."""
        event.stop()
        event.prevent_default()
        if event.key in ("y", "enter"):
            self.dismiss(True)
        elif event.key in ("n", "q", "escape"):
            self.dismiss(False)


def confirm(ctx: Context, question: str, done: Callable[[bool | None], None]) -> None:
    """Ask, and hand the answer to `done`."""
    ctx.app.push_screen(ConfirmScreen(question), done)
