"""The guard at the ways back in: what a timer, a callback, a message or a repaint raises is said, and the app stays up.

Textual ends the app for any error outside a key of ours. Errors that a program must live with (a full disk, a file that
is gone, a damaged index) are caught here, at the base of every class of ours that Textual calls; faults of the program
itself still end in a crash report.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Awaitable, Callable, Iterable
from inspect import isawaitable
from typing import Any, Protocol, cast

from textual._callback import invoke
from textual.css.errors import StylesheetError
from textual.message import Message
from textual.message_pump import MessagePump
from textual.timer import Timer

from reader.errors import ReaderError

FORESEEN = (ReaderError, OSError, sqlite3.Error, StylesheetError)
"""What the journal, the index, the file system and other programs can do to us at any moment.

Textual reads the stylesheet of a dialog when it is first opened, and has its own error for a file it cannot read.
"""


class Teller(Protocol):
    """What the guard expects of an app: a place where people read what went wrong."""

    def tell(self, error: Exception) -> None:
        """Say what happened."""


class Guarded(MessagePump):
    """Base of every app, screen and widget here, in front of Textual's own class.

    Handlers of messages, timers and callbacks are run under the guard, without a word at the place of the call.
    """

    def under_guard(self, work: Callable[..., Any]) -> Callable[..., Awaitable[None]]:
        """Return `work`, a function or a coroutine, as one that says what it foresees to fail instead of raising it."""

        async def run(*values: Any, **named: Any) -> None:
            try:
                result = work(*values, **named)
                if isawaitable(result):
                    await result
            except FORESEEN as error:
                cast("Teller", self.app).tell(error)

        return run

    def set_timer(
        self,
        delay: float,
        callback: Callable[..., Any] | None = None,
        *,
        name: str | None = None,
        pause: bool = False,
    ) -> Timer:
        """Call something later."""
        return super().set_timer(delay, callback and self.under_guard(callback), name=name, pause=pause)

    def set_interval(
        self,
        interval: float,
        callback: Callable[..., Any] | None = None,
        *,
        name: str | None = None,
        repeat: int = 0,
        pause: bool = False,
    ) -> Timer:
        """Call something again and again."""
        work = callback and self.under_guard(callback)
        return super().set_interval(interval, work, name=name, repeat=repeat, pause=pause)

    def call_after_refresh(self, callback: Callable[..., Any], *args: Any, **kwargs: Any) -> bool:
        """Call something once the screen is drawn."""
        return super().call_after_refresh(self.under_guard(callback), *args, **kwargs)

    def call_later(self, callback: Callable[..., Any], *args: Any, **kwargs: Any) -> bool:
        """Call something behind the messages that wait."""
        return super().call_later(self.under_guard(callback), *args, **kwargs)

    def call_next(self, callback: Callable[..., Any], *args: Any, **kwargs: Any) -> None:
        """Call something behind the present message: also what a dialog is dismissed with."""
        super().call_next(self.under_guard(callback), *args, **kwargs)

    def _get_dispatch_methods(
        self, method_name: str, message: Message
    ) -> Iterable[tuple[type, Callable[[Message], Awaitable[Any]]]]:
        """Put the guard around each handler of ours; those of Textual's base classes still run after one that failed.

        The message goes no further up then: a key that failed in a box would be a verb in the screen behind it.
        Textual has no public name for this.
        """
        for owner, method in super()._get_dispatch_methods(method_name, message):
            ours = owner.__module__.startswith("reader.")
            yield owner, self.under_guard(lambda event, of=method: _handled(of, event)) if ours else method


async def _handled(handler: Callable[..., Any], message: Message) -> None:
    try:
        await invoke(handler, message)
    except FORESEEN:
        message.stop()
        raise
