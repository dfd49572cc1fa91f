"""The modes that the program sets in the terminal, each beside what takes it back."""

from __future__ import annotations

import errno
import os
import termios
from collections.abc import Iterable
from contextlib import suppress
from typing import Any

FRAME_ENDED = "\x1b[?2026l"
"""Ends what is to be drawn in one go; only for leaving in the midst of it."""

_SCREEN = (
    ("\x1b[?1049h", "\x1b[?1049l"),  # a screen of our own, which has a stack of kitty's keys of its own
    # Keys unmistakable, and that of the same place on a Latin keyboard beside another one (1 and 4 of kitty's
    # keyboard protocol). With more of it each Shift is a key, and text is only what the terminal says it is.
    ("\x1b[>5u", "\x1b[<u"),
    ("\x1b[?25l", "\x1b[?25h"),  # no cursor
    ("\x1b[?7l", "\x1b[?7h"),  # no going on in the next line
    ("\x1b[?2004h", "\x1b[?2004l"),  # pastes marked as such
)
# Presses, any motion, and positions as numbers without a limit.
_MOUSE = tuple((f"\x1b[?{mode}h", f"\x1b[?{mode}l") for mode in (1000, 1003, 1006))

QUESTIONS = "\x1b[?2026$p\x1b[?u"
"""Whether the terminal draws what stands between a beginning and an end in one go, and whether it has kitty's keys."""


def mouse(*, on: bool) -> str:
    """Return what gives the mouse to the program, or back to the terminal."""
    return "".join(pair[0] for pair in _MOUSE) if on else _undone(_MOUSE)


def entered(*, with_mouse: bool, again: bool = False) -> str:
    """Return what sets all modes; `again` where they may still be set, of which one would be set twice."""
    keys = _SCREEN[1][1] if again else ""
    return keys + "".join(pair[0] for pair in _SCREEN) + (mouse(on=True) if with_mouse else "")


def left(*, with_mouse: bool) -> str:
    """Return what takes all modes back."""
    return (mouse(on=False) if with_mouse else "") + _undone(_SCREEN)


def _undone(pairs: Iterable[tuple[str, str]]) -> str:
    return "".join(pair[1] for pair in reversed(tuple(pairs)))


Attributes = list[Any]


def attributes(descriptor: int) -> Attributes | None:
    """Return how a terminal treats its lines, None where it is none or is gone."""
    with suppress(termios.error):
        return termios.tcgetattr(descriptor)
    return None


def raw(found: Attributes) -> Attributes:
    """Return the attributes with which each key comes as it is pressed: no echo, no translation, no signal."""
    changed = [*found[:6], [*found[6]]]
    changed[3] &= ~(termios.ECHO | termios.ICANON | termios.IEXTEN | termios.ISIG)
    changed[0] &= ~(termios.IXON | termios.IXOFF | termios.ICRNL | termios.INLCR | termios.IGNCR)
    changed[6][termios.VMIN], changed[6][termios.VTIME] = 1, 0
    return changed


def set_attributes(descriptor: int, wanted: Attributes) -> None:
    """Have a terminal treat its lines so. In the background this stops the process until it is in front again."""
    while True:
        try:
            termios.tcsetattr(descriptor, termios.TCSANOW, wanted)
        except termios.error as error:
            if error.args[0] == errno.EINTR:  # interrupted: it was stopped in this, and continued
                continue
        return


def is_in_front(descriptor: int) -> bool:
    """Tell whether the terminal is ours to change; behind a shell, changing it would stop the process."""
    try:
        return os.tcgetpgrp(descriptor) == os.getpgrp()
    except OSError:
        return True
