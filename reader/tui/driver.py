"""The terminal: what can break on the way to it must neither leave the keyboard dead nor the process behind."""

from __future__ import annotations

import asyncio
import os
import selectors
import signal
import time
from collections.abc import Iterable
from threading import Timer
from types import FrameType
from typing import TYPE_CHECKING, Any, cast

from textual import constants
from textual._xterm_parser import XTermParser
from textual.drivers.linux_driver import LinuxDriver
from textual.events import Key, Resize
from textual.geometry import Size

from reader.tui.escapes import DELAY, Escapes
from reader.tui.typed import Typed

if TYPE_CHECKING:
    from textual.message import Message

    from reader.tui.app import ReaderApp

LEAVE_WITHIN = 1.5
"""Seconds after a signal, or the end of the terminal, at which the process is gone, however the terminal fares."""

# What a terminal is taken for that does not say how large it is, and the largest that is drawn for.
_USUAL, _LARGEST = Size(80, 24), Size(2_000, 1_000)
_SIGNALS = (signal.SIGTERM, signal.SIGHUP, signal.SIGINT)
_PAUSE = 0.1
_CHUNK = 1 << 16


class TerminalDriver(LinuxDriver):
    """Reads the terminal as Textual's driver does, and survives what that one does not.

    Those are bytes that are no UTF-8, sequences that its parser stumbles over, pastes without an end, sizes of
    nothing, signals, and a terminal that is gone.
    """

    def __init__(self, app: ReaderApp, **options: Any) -> None:
        super().__init__(app, **options)
        self._loop_of_app = asyncio.get_running_loop()
        self._drawing = False
        # Else the first layout takes Textual's own guess, and the first event of the driver another.
        self._size = self._size or self._get_terminal_size()

    def start_application_mode(self) -> None:
        """Take the signals that would otherwise leave the terminal in a state of its own, then the terminal.

        Not through the event loop: that stands still while a frozen line takes nothing more.
        """
        for number in _SIGNALS:
            signal.signal(number, self._signalled)
        self._drawing = True
        cast("ReaderApp", self._app).forget_painted()
        super().start_application_mode()  # type: ignore[no-untyped-call]

    def stop_application_mode(self) -> None:
        """Give the terminal back: at the end, or to an editor for a while."""
        self._drawing = False
        super().stop_application_mode()

    def _signalled(self, number: int, _frame: FrameType | None) -> None:
        # Ctrl+C is a key of ours while we have the terminal, and else meant for the program that has it.
        if number != signal.SIGINT or self._drawing:
            self._leave(128 + number)

    def _leave(self, code: int) -> None:
        """Leave in any case soon: every decision is on disk already.

        Where the terminal is gone, Textual waits for good for its writer, which has died of that.
        """
        timer = Timer(LEAVE_WITHIN, os._exit, (code,))
        timer.daemon = True
        timer.start()
        self._loop_of_app.call_soon_threadsafe(cast("ReaderApp", self._app).leave, code)

    def _get_terminal_size(self) -> tuple[int, int]:
        size = Size(0, 0)
        for descriptor in (self.fileno, 2, 1):
            try:
                size = Size(*os.get_terminal_size(descriptor))
                break
            except OSError:
                continue
        return _bounded(size)

    def run_input_thread(self) -> None:
        """Read keys until the app is left or the terminal is gone."""
        app = cast("ReaderApp", self._app)
        escapes = Escapes(app.is_bound, app.is_typing)
        typed, parser = Typed(escapes), _KeyParser()
        with selectors.SelectSelector() as selector:
            selector.register(self.fileno, selectors.EVENT_READ)
            while not self.exit_event.is_set():
                text = ""
                if selector.select(DELAY if escapes.waiting else _PAUSE):
                    try:
                        data = os.read(self.fileno, _CHUNK)
                    except BlockingIOError:
                        continue
                    except OSError:
                        data = b""
                    if not data:
                        self._leave(128 + signal.SIGHUP)
                        return
                    text = typed.feed(data, time.monotonic())
                else:
                    text = escapes.late()
                try:
                    for message in parser.feed(text) if text else parser.tick():
                        self.process_message(message)
                except Exception:  # noqa: BLE001 - whatever a terminal sends, the next key must be read
                    parser = _KeyParser()

    def process_message(self, message: Message) -> None:
        """Pass a message on; sizes of nothing, which some terminals report for a moment, are made usable."""
        if isinstance(message, Resize):
            size = Size(*_bounded(message.size))
            if size != message.size:
                message = Resize(size, size)
        super().process_message(message)


class _KeyParser(XTermParser):
    """Textual's parser, which knows the notation of `escapes` also where a terminal is not to be asked for it."""

    def _sequence_to_key_events(self, sequence: str, alt: bool = False) -> Iterable[Key]:
        # Textual has no public name for this.
        if constants.DISABLE_KITTY_KEY and (keys := self._parse_extended_key(sequence)) is not None:
            return [key.copy() for key in keys]
        return super()._sequence_to_key_events(sequence, alt)


def _bounded(size: tuple[int, int]) -> tuple[int, int]:
    width, height = size
    return min(width or _USUAL.width, _LARGEST.width), min(height or _USUAL.height, _LARGEST.height)
