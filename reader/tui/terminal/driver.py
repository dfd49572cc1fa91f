"""The terminal: what can break on the way to it must neither leave the keyboard dead nor the process behind."""

from __future__ import annotations

import asyncio
import os
import select
import signal
import sys
import termios
import time
from contextlib import suppress
from threading import Thread, Timer
from types import FrameType
from typing import TYPE_CHECKING, Any, cast

from textual.driver import Driver
from textual.drivers._writer_thread import WriterThread
from textual.events import Resize
from textual.geometry import Size

from reader.tui.terminal import job_control, terminal_modes
from reader.tui.terminal.input_decoder import DOUBT, SLOW_DOUBT, InputDecoder
from reader.tui.terminal.key_events import KeyEvents

if TYPE_CHECKING:
    from reader.tui.app import ReaderApp

LEAVE_WITHIN = 1.5
"""Seconds after a signal, or the end of the terminal, at which the process is gone, however the terminal fares."""

# What a terminal is taken for that does not say how large it is, and the largest that is drawn for.
_USUAL, _LARGEST = Size(80, 24), Size(2_000, 1_000)
# All that end a program which does not take them, but for those that only a fault of it brings.
_ENDING = (
    signal.SIGTERM, signal.SIGHUP, signal.SIGINT, signal.SIGQUIT,
    signal.SIGALRM, signal.SIGVTALRM, signal.SIGPROF, signal.SIGXCPU, signal.SIGUSR1, signal.SIGUSR2,
)  # fmt: skip
_FROM_KEYS = (signal.SIGINT, signal.SIGQUIT)
# Seconds after the last SIGCONT at which the screen is drawn anew: what limits CPU time sends ten of them a second.
_CONTINUED = 0.3
_CHUNK = 1 << 16


class TerminalDriver(Driver):
    """Reads keys in a thread, writes in another, and gives the terminal back in every way of leaving.

    Textual's own driver ends at bytes that are no UTF-8, asks for more than is good (each Shift as a key, positions
    of the mouse in points), reads with a second thread after a SIGCONT, and takes no other signals.
    """

    def __init__(self, app: ReaderApp, **options: Any) -> None:
        super().__init__(app, **options)
        self._reader_app = app
        self._input = sys.__stdin__.fileno() if sys.__stdin__ is not None else 0
        self._writer: WriterThread | None = None
        self._reading: Thread | None = None
        self._attributes: terminal_modes.Attributes | None = None
        self._stopped = self._leaving = False
        self._redrawing: asyncio.TimerHandle | None = None
        self._wake, self._waker = os.pipe()
        # Else the first layout takes Textual's own guess, and the first event of the driver another.
        self._size = self._size or self._terminal_size()

    @property
    def can_suspend(self) -> bool:
        """Tell that the terminal can be lent to another program."""
        return True

    @property
    def is_active(self) -> bool:
        """Tell whether the terminal is ours now: it is not while an editor has it, nor while we are stopped."""
        return self._writer is not None

    def write(self, data: str) -> None:
        """Send text to the terminal; what comes while it is not ours is drawn once it is."""
        if self._writer is not None:
            self._writer.write(data)

    def start_application_mode(self) -> None:
        """Take the signals that would otherwise leave the terminal in a state of its own, then the terminal.

        Not through the event loop: that stands still while a frozen line takes nothing more.
        """
        if self.is_active or self._leaving:
            return
        for number in _ENDING:
            signal.signal(number, self._ended)
        signal.signal(signal.SIGTSTP, self._asked_to_stop)
        signal.signal(signal.SIGCONT, self._continued)
        signal.signal(signal.SIGWINCH, self._resized)
        self._attributes = terminal_modes.attributes(self._input)
        self._set_raw()
        self._reader_app.forget_painted()
        self._writer = WriterThread(cast("Any", sys.__stderr__))
        self._writer.start()
        self.write(terminal_modes.entered(with_mouse=self._mouse))
        # Apple's terminal shows a part of the questions.
        if os.isatty(self._input) and os.environ.get("TERM_PROGRAM") != "Apple_Terminal":
            self.write(terminal_modes.QUESTIONS)
        self._tell_size()
        self._reading = Thread(target=self._read, name="keys", daemon=True)
        self._reading.start()

    def stop_application_mode(self) -> None:
        """Give the terminal back: at the end, or to another program for a while."""
        writer = self._writer
        if writer is None:
            return
        self._stop_reading()
        writer.write(terminal_modes.left(with_mouse=self._mouse))
        self._writer = None
        writer.stop()
        if self._attributes is not None and terminal_modes.is_in_front(self._input):
            terminal_modes.set_attributes(self._input, self._attributes)
            with suppress(termios.error):
                termios.tcflush(self._input, termios.TCIFLUSH)

    def disable_input(self) -> None:
        """Give the terminal back for good, and the signals."""
        self.stop_application_mode()
        for number in (*_ENDING, signal.SIGTSTP, signal.SIGCONT, signal.SIGWINCH):
            signal.signal(number, signal.SIG_DFL)

    def use_mouse(self, *, on: bool) -> None:
        """Let the program use the mouse, or leave it to the terminal's own selection."""
        self._mouse = on
        self.write(terminal_modes.mouse(on=on))

    def suspend(self) -> bool:
        """Stop the program until a shell continues it; tell whether there is one that could."""
        if not job_control.can_be_continued():
            return False
        self.stop_application_mode()
        self._stopped = True
        job_control.stop()
        return True

    def _set_raw(self) -> None:
        present = terminal_modes.attributes(self._input)
        if present is not None and present != (wanted := terminal_modes.raw(present)):
            terminal_modes.set_attributes(self._input, wanted)

    # Signals. They come between any two instructions: what they ask for is left to the event loop.

    def _ended(self, number: int, _frame: FrameType | None) -> None:
        # Ctrl+C is a key of ours while we have the terminal, and else meant for the program that has it.
        if number not in _FROM_KEYS or self.is_active:
            self._leave(128 + number)

    def _asked_to_stop(self, _number: int, _frame: FrameType | None) -> None:
        if self.is_active:
            self._soon(self.suspend)
        elif not self._stopped and job_control.can_be_continued():
            # Ctrl+Z in the editor: the shell takes over once all of its job are stopped, us included.
            os.kill(os.getpid(), signal.SIGSTOP)

    def _continued(self, _number: int, _frame: FrameType | None) -> None:
        self._soon(self._take_up)

    def _resized(self, _number: int, _frame: FrameType | None) -> None:
        self._soon(self._tell_size)

    def _soon(self, work: Any, *values: object) -> None:
        with suppress(RuntimeError):  # the loop has ended: so has the program, nearly
            self._loop.call_soon_threadsafe(work, *values)

    def _leave(self, code: int) -> None:
        """Leave in any case soon: every decision is on disk already.

        Where the terminal is gone, Textual waits for good for its writer, which has died of that.
        """
        if self._leaving:
            return
        self._leaving = True
        timer = Timer(LEAVE_WITHIN, self._leave_now, (code,))
        timer.daemon = True
        timer.start()
        self._soon(self._reader_app.leave, code)

    def _leave_now(self, code: int) -> None:
        """End the process, whatever it is doing, and give the terminal back if that takes it."""
        if self.is_active and self._attributes is not None:
            if terminal_modes.is_in_front(self._input):
                terminal_modes.set_attributes(self._input, self._attributes)
            with suppress(OSError):
                if select.select([], [2], [], 0)[1]:
                    left = terminal_modes.left(with_mouse=self._mouse)
                    os.write(2, f"{terminal_modes.FRAME_ENDED}{left}".encode())
        os._exit(code)

    # What the signals ask for.

    def _take_up(self) -> None:
        """Go on after having been stopped, by ourselves or by somebody who has told us nothing."""
        if self._leaving:  # in the background of a shell, taking the terminal would stop us again
            return
        if self._stopped:
            self._stopped = False
            self.start_application_mode()
            self._draw_anew()
        elif self.is_active:
            self._set_raw()
            if self._redrawing is not None:
                self._redrawing.cancel()
            self._redrawing = self._loop.call_later(_CONTINUED, self._reclaim)

    def _reclaim(self) -> None:
        """Draw everything anew: a shell may have had the terminal."""
        if self.is_active:
            self.write(terminal_modes.entered(with_mouse=self._mouse, again=True))
            self._tell_size()
            self._draw_anew()

    def _draw_anew(self) -> None:
        self._reader_app.call_later(self._reader_app.redraw)

    def _tell_size(self) -> None:
        if self.is_active:
            size = Size(*self._terminal_size())
            self.send_message(Resize(size, size))

    def _terminal_size(self) -> tuple[int, int]:
        size = Size(0, 0)
        for descriptor in (self._input, 2, 1):
            with suppress(OSError):
                size = Size(*os.get_terminal_size(descriptor))
                break
        return (
            min(size.width or _USUAL.width, _LARGEST.width),
            min(size.height or _USUAL.height, _LARGEST.height),
        )

    # Keys.

    def _stop_reading(self) -> None:
        if self._reading is not None:
            os.write(self._waker, b"\0")
            self._reading.join()
            os.read(self._wake, 1)
            self._reading = None

    def _read(self) -> None:
        """Read keys until the terminal is given back or is gone."""
        app = self._reader_app
        doubt = SLOW_DOUBT if app.look.remote else DOUBT
        typed, events = InputDecoder(app.is_bound, app.is_typing, doubt=doubt), KeyEvents(app.is_bound)
        while True:
            ready = select.select([self._input, self._wake], [], [], typed.deadline)[0]
            if self._wake in ready:
                return
            if ready:
                try:
                    data = os.read(self._input, _CHUNK)
                except BlockingIOError:
                    continue
                except OSError:
                    data = b""
                if not data:
                    self._leave(128 + signal.SIGHUP)
                    return
                tokens = typed.feed(data, time.monotonic())
            else:
                tokens = typed.late(time.monotonic())
            for token in tokens:
                for message in events.read(token):
                    self.process_message(message)
