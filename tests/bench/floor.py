"""The floor of every start-up figure: the smallest app that Textual can make."""

from __future__ import annotations

from textual.app import App, ComposeResult
from textual.widgets import Static

GREETING = "empty and ready"


class FloorApp(App[None]):
    """Shows two words."""

    def compose(self) -> ComposeResult:
        yield Static(GREETING)


if __name__ == "__main__":
    FloorApp().run()
