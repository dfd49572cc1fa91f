"""What lies over the main screen until it is closed."""

from __future__ import annotations

from typing import Generic, TypeVar

from textual.await_complete import AwaitComplete
from textual.screen import ModalScreen

from reader.tui.events.guard import Guarded

T = TypeVar("T")


class ModalBase(Guarded, ModalScreen[T], Generic[T]):
    """A modal screen that can be closed only once. Keys come to it, or to its `typing_box`; see `HasTypingBox`."""

    AUTO_FOCUS = ""

    def dismiss(self, result: T | None = None) -> AwaitComplete:
        """Close the screen with a result, unless it is closed already, as by a second click."""
        return super().dismiss(result) if self.is_current else AwaitComplete()
