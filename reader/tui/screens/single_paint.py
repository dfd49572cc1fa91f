"""A screen that is drawn once where Textual draws it twice: what its layout changes, and then all of it."""

from __future__ import annotations

from typing import ClassVar, TypeVar

from textual.geometry import Size
from textual.screen import Screen

from reader.tui.events.guard import Guarded

T = TypeVar("T")


class SinglePaintScreen(Guarded, Screen[T]):
    """Base of screens that their widgets cover. Textual has no public name for what it changes."""

    BLANK: ClassVar[bool] = True

    def _refresh_layout(self, size: Size | None = None, scroll: bool = False) -> None:
        if self._repaint_required and self.is_current:
            # Coming to the front asks for all to be drawn; so the frame of the layout is all of it.
            self._compositor._dirty_regions.add((size or self.outer_size).region)
            self._repaint_required = False
        super()._refresh_layout(size, scroll)
