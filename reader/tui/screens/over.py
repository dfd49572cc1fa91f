"""What lies over the main screen until it is closed."""

from __future__ import annotations

from typing import Generic, TypeVar

from textual.await_complete import AwaitComplete
from textual.screen import ModalScreen

T = TypeVar("T")


class OverScreen(ModalScreen[T], Generic[T]):
    """A modal screen that can be closed only once."""

    def dismiss(self, result: T | None = None) -> AwaitComplete:
        """Close the screen with a result, unless it is closed already.

        Keys that arrive in one go reach the screen that had them when they came: a second Esc would take away
        what lies under it.
        """
        return super().dismiss(result) if self.is_current else AwaitComplete()
