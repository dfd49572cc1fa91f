"""A screen that comes first: styled, laid out and painted once where Textual does so for each thing it is told."""

from __future__ import annotations

from textual import events

from reader.tui.screens.single_paint import SinglePaintScreen


class StartupScreen(SinglePaintScreen[None]):
    """For the screen the program starts with. It must compose itself for the size that the app has by then."""

    _is_new = True

    async def on_event(self, event: events.Event) -> None:
        """Leave out what repeats: styles that are a moment old, and a size that everything is laid out for."""
        if self._is_new and isinstance(event, events.ScreenResume):
            event.refresh_styles = False
        elif self._is_new and isinstance(event, events.Resize):
            self._is_new = False
            if event.size == self.size:
                return
        await super().on_event(event)
