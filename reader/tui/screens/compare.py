"""Two coverages side by side over the whole screen."""

from __future__ import annotations

from reader.tui.screens.sheet import SheetScreen
from reader.tui.widgets.article_view import Renderer


class CompareScreen(SheetScreen):
    """A sheet as wide as the screen; closed like one."""

    def __init__(self, renderer: Renderer) -> None:
        super().__init__("Compare", renderer)
        self.add_class("-whole")
