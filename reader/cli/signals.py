"""Signals that end a command: they unwind it like Ctrl+C, so that it removes what it has begun to write."""

from __future__ import annotations

import signal
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType
from typing import Any, NoReturn

_ENDING = (signal.SIGTERM, signal.SIGHUP)


class TerminatedError(BaseException):
    """A signal has ended the command; `number` says which. No `Exception`, so that nothing on the way handles it."""

    def __init__(self, number: int) -> None:
        super().__init__(number)
        self.number = number


@contextmanager
def unwound_by_signals() -> Iterator[None]:
    """Inside, SIGTERM and SIGHUP raise `TerminatedError`, once; later ones do not disturb the cleaning up.

    A signal that is ignored (`nohup`) stays ignored.
    """
    before: dict[int, Any] = {number: signal.getsignal(number) for number in _ENDING}

    def end(number: int, _frame: FrameType | None) -> NoReturn:
        for other in _ENDING:
            signal.signal(other, signal.SIG_IGN)
        raise TerminatedError(number)

    for number, handler in before.items():
        if handler is signal.SIG_DFL:
            signal.signal(number, end)
    try:
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)
