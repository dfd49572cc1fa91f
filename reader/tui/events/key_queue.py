"""The keys in the order they came: each is handed on once the app rests after the one before.

Keys that come together (typed ahead over a slow line) would else go to the screen, the box and the rows of the moment
they came: Textual settles focus, screens and layout by messages, later than it reads the next key.
"""

from __future__ import annotations

import asyncio
import time
from collections import deque
from collections.abc import Awaitable, Callable, Hashable
from typing import TYPE_CHECKING, Protocol, runtime_checkable

from textual.app import ScreenStackError
from textual.events import InputEvent, Paste
from textual.message_pump import MessagePump

if TYPE_CHECKING:
    from textual._queue import Queue
    from textual.message import Message
    from textual.widget import Widget

    from reader.tui.app import ReaderApp

PATIENCE = 3.0
"""Seconds a key waits for the one before at most: then it is handed on all the same, for no state may be deaf."""

ROWS, ROWS_WITHIN = "rows", 2.0
"""What keys wait for where the rows of a view are being looked for, and for how many seconds at most."""

# After that, until the app has been at rest once: whatever never rests delays no key by more.
_BRIEF = 0.05
# Seconds that Esc waits for work that it would stop.
_STOPPING = 0.25
# Turns of the event loop that are waited for without a pause, and the pause after them, in seconds.
_TURNS, _PAUSE = 20, 0.001


@runtime_checkable
class HasTypingBox(Protocol):
    """A screen on which something can be typed."""

    @property
    def typing_box(self) -> Widget | None:
        """Return what gets what is typed now, None where keys are verbs."""


class Awaited:
    """What the next key waits for, beside the messages under way: rows being found, a plan being made in a thread.

    Each is waited for until it is done, or its patience in seconds is over.
    """

    def __init__(self) -> None:
        self._until: dict[Hashable, float] = {}

    def begin(self, what: Hashable, patience: float) -> None:
        """Let keys wait for something that has begun."""
        self._until[what] = time.monotonic() + patience

    def done(self, what: Hashable) -> None:
        """Let no key wait for something any more; also where none did."""
        self._until.pop(what, None)

    @property
    def pending(self) -> bool:
        """Tell whether there is something left to wait for."""
        if not self._until:
            return False
        now = time.monotonic()
        return any(now < until for until in self._until.values())


class KeyQueue:
    """Holds keys, pastes, and the clicks among them, and gives them to `deliver` one after the other."""

    def __init__(self, app: ReaderApp, deliver: Callable[[InputEvent | Paste], Awaitable[None]]) -> None:
        self._app = app
        self._deliver = deliver
        self._events: deque[InputEvent | Paste] = deque()
        self._task: asyncio.Task[None] | None = None
        self._patience = PATIENCE
        self.awaited = Awaited()

    def __len__(self) -> int:
        return len(self._events)

    @property
    def is_busy(self) -> bool:
        """Tell whether a key is waiting, or being handed on."""
        return self._task is not None

    def put(self, event: InputEvent | Paste) -> None:
        """Take what was pressed, behind all that was pressed before."""
        self._events.append(event)
        if self._task is None:
            self._task = asyncio.create_task(self._run(), name="keys")

    async def _run(self) -> None:
        try:
            while self._events and not self._app.is_leaving:
                await self._rest()
                if self._events and not self._app.is_leaving:
                    await self._deliver(self._events.popleft())
        except Exception as error:  # noqa: BLE001 - reported as Textual does for an error in a message
            # A key that comes while the program is being left may find no screen any more.
            if not (isinstance(error, ScreenStackError) and self._app.is_leaving):
                self._app._handle_exception(error)
        finally:
            self._task = None

    async def _rest(self) -> None:
        """Wait until the app rests, or patience is over; a key that stops what is waited for has little of it."""
        begun = time.monotonic()
        until = begun + self._patience
        turns = 0
        while not self.at_rest():
            now = time.monotonic()
            if now > begun + _STOPPING and self._events and self._app.is_stopped_by(self._events[0]):
                return
            if now > until:
                self._patience = _BRIEF
                return
            await asyncio.sleep(0 if turns < _TURNS else _PAUSE)
            turns += 1
        self._patience = PATIENCE

    def at_rest(self) -> bool:
        """Tell whether all that follows from the keys so far has been done; frames may still be on their way."""
        app = self._app
        if app.is_leaving:
            return True
        if self.awaited.pending or not (_waits(app) and all(map(_waits, app._registry))):
            return False
        screen = app.screen
        return not (screen._layout_required or screen._callbacks)


def _waits(pump: MessagePump) -> bool:
    """Tell whether a node has nothing to do: it waits for its next message, or it has ended.

    Neither Textual nor asyncio has a public name for this. An empty queue is not enough: the last message may still
    be worked on.
    """
    if pump._closed or not pump._running:
        return pump._task is None
    if pump._next_callbacks or pump._pending_message is not None:
        return False
    queue: Queue[Message | None] = pump._message_queue
    return queue.empty() and bool(queue.ready_event._waiters)
