"""A line to type in, in the place of the bottom line: what it is for is told by a mode."""

from __future__ import annotations

from typing import Protocol

from textual import events, on
from textual.app import ComposeResult
from textual.containers import Horizontal
from textual.message import Message
from textual.widgets import Input, Static

from reader.tui.events.guard import Guarded
from reader.tui.render.lines import Line, Span
from reader.tui.widgets.bar import Bar


class Mode(Protocol):
    """What a prompt does with what is typed; every method returns the hint to show beside it."""

    label: str
    start: str

    def typed(self, text: str) -> Line:
        """Take what stands in the box now."""

    def key(self, key: str, text: str, cursor: int) -> tuple[str, int] | None:
        """Take a key that types nothing; return the new text and cursor, or None where the key means nothing."""

    def hint(self) -> Line:
        """Return what to show beside the box."""

    def entered(self, text: str) -> bool:
        """Take Enter; tell whether the prompt is done."""

    def dropped(self) -> None:
        """Take Escape."""


class Prompt(Guarded, Horizontal):
    """A label, a box and a hint; there only while it is used."""

    class Opened(Message):
        """The prompt is there and has the keys."""

    class Closed(Message):
        """The prompt is done: the keys go back to where they were."""

    def __init__(self) -> None:
        super().__init__(id="prompt")
        self._label = Static("", id="prompt-label", markup=False)
        self._box = Input(id="prompt-box", select_on_focus=False)
        self._box.cursor_blink = False
        self._hint = Bar(id="prompt-hint")
        self._mode: Mode | None = None

    def compose(self) -> ComposeResult:
        """Yield the parts."""
        yield self._label
        yield self._box
        yield self._hint

    @property
    def box(self) -> Input | None:
        """Return the box while it is there."""
        return self._box if self._mode is not None else None

    def complain(self, sentence: str) -> None:
        """Show what went wrong in the place of the hint, while the prompt is open."""
        if self._mode is not None:
            self._hint.show((Span(sentence, "hint"),))

    def open(self, mode: Mode) -> None:
        """Show the prompt and give it the keys."""
        self._mode = mode
        self._label.update(mode.label)
        with self.prevent(Input.Changed):
            self._box.value = mode.start
        self._box.cursor_position = len(mode.start)
        self._hint.show(mode.hint())
        self.post_message(self.Opened())
        self.display = True

    def close(self) -> None:
        """Take the prompt away."""
        self._mode = None
        self.display = False
        self.post_message(self.Closed())

    @on(Input.Changed)
    def _typed(self, event: Input.Changed) -> None:
        event.stop()
        if self._mode is not None:
            self._hint.show(self._mode.typed(event.value))

    def on_key(self, event: events.Key) -> None:
        """Give the keys that type nothing to the mode."""
        mode = self._mode
        if mode is None:
            return
        if event.key in ("escape", "ctrl+c"):
            mode.dropped()
            self.close()
        elif event.key == "enter":
            if mode.entered(self._box.value):
                self.close()
            else:
                self._hint.show(mode.hint())
        else:
            changed = mode.key(event.key, self._box.value, self._box.cursor_position)
            if changed is None:
                return
            text, cursor = changed
            self._box.value = text
            self._box.cursor_position = cursor
            self._hint.show(mode.hint())
        event.stop()
        event.prevent_default()
