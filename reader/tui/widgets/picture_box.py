"""The place of a picture: it draws one as large as there is room for, or says why there is none."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.containers import Vertical
from textual.widgets import Static

from reader.tui.events.guard import Guarded
from reader.tui.terminal.graphics import cell_size, fitted, widget_for

if TYPE_CHECKING:
    from PIL.Image import Image
    from textual.widget import Widget

    from reader.tui.terminal.capabilities import Graphics


class PictureBox(Guarded, Vertical):
    """Holds one picture, drawn by the means that the terminal has, or one sentence."""

    def __init__(self, how: Graphics) -> None:
        super().__init__(id="picture-place")
        self.how = how
        self._points: tuple[int, int] | None = None
        self._cell = cell_size()

    async def draw(self, picture: Image) -> None:
        """Show a picture instead of what is there."""
        self._points = picture.size
        await self._put(widget_for(self.how, picture, self._cell, self._send))

    async def say(self, sentence: str) -> None:
        """Show a sentence instead of what is there."""
        self._points = None
        await self._put(Static(sentence, id="picture-said", markup=False))

    async def _put(self, widget: Widget) -> None:
        await self.remove_children()
        self._fit(widget)
        await self.mount(widget)

    def on_resize(self) -> None:
        """Fit the picture into what room there is now."""
        for child in self.children:
            self._fit(child)

    def _fit(self, widget: Widget) -> None:
        if self._points is None:
            return
        # Before the first layout there is no room, and a picture of one cell would be sent for nothing.
        widget.display = bool(self.size)
        room = (max(1, self.size.width), max(1, self.size.height))
        widget.styles.width, widget.styles.height = fitted(self._points, room, self._cell, self.how)

    def _send(self, text: str) -> None:
        driver = self.app._driver
        if driver is not None:  # it is gone when the program ends
            driver.write(text)
