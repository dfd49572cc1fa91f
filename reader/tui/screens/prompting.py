"""A screen with a line to type in, in the place of the line at its bottom."""

from __future__ import annotations

from abc import abstractmethod
from typing import TYPE_CHECKING, ClassVar

from textual.widget import Widget

from reader.tui.screens.single_paint import SinglePaintScreen

if TYPE_CHECKING:
    from reader.tui.widgets.prompt import Mode, Prompt


class PromptingScreen(SinglePaintScreen[None]):
    """Opens and closes its prompt; `prompt` is None until that is made, and `FOOT` what gives it its place."""

    FOOT: ClassVar[str]

    prompt: Prompt | None = None

    @property
    def typing_box(self) -> Widget | None:
        """Return the box of the line to type in, while it is open."""
        return None if self.prompt is None else self.prompt.box

    @property
    def prompting(self) -> bool:
        """Tell whether the line to type in is open."""
        return self.typing_box is not None

    def open_prompt(self, mode: Mode) -> None:
        """Open the line to type in."""
        if self.prompt is None:  # pressed before the first screen is settled
            self.call_after_refresh(self.open_prompt, mode)
        else:
            self.prompt.open(mode)

    def close_prompt(self) -> None:
        """Take the line to type in away, where it is open."""
        if self.prompt is not None and self.prompting:
            self.prompt.close()

    def on_prompt_opened(self) -> None:
        """Give the prompt the place of the bottom line."""
        self.query_one(self.FOOT).display = False

    def on_prompt_closed(self) -> None:
        """Show the bottom line again."""
        self.query_one(self.FOOT).display = True
        self.show_bars()

    @abstractmethod
    def show_bars(self) -> None:
        """Bring the lines on top and at the bottom up to date."""
