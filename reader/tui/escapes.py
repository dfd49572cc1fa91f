"""Esc told from the sequences that begin with its byte, also when a slow line brings keys together: pure."""

from __future__ import annotations

import re
from collections.abc import Callable

DELAY = 0.05
"""Seconds after which the byte of Esc was the key itself: a terminal sends a sequence in one go."""

ESCAPE = "\x1b[27u"
"""Esc in the notation that cannot be taken for the beginning of anything
(https://sw.kovidgoyal.net/kitty/keyboard-protocol/)."""

_INTRODUCERS = r"\[O\]PX^_"
_OPEN = re.compile(rf"\x1b[{_INTRODUCERS}]?\Z")
_PAIR = re.compile(rf"\x1b(?:([^{_INTRODUCERS}\x1b])|(?=\x1b))")
# Words are crossed and deleted with these where text is typed; Textual knows the three pairs.
_EDITING = frozenset("bf\x7f")


class Escapes:
    """Makes Esc unmistakable in what a terminal sends.

    Alt and a key is sent as Esc and that key. Over a line that stalls, so are Esc and the key pressed after it:
    such a pair is taken for a chord only where that chord would do something, else both keys are passed on. `bound`
    tells whether a key with Alt (`alt+x`) has a meaning, `typing` whether what is typed goes into a line of text.
    """

    def __init__(self, bound: Callable[[str], bool], typing: Callable[[], bool]) -> None:
        self._bound = bound
        self._typing = typing
        self._held = ""

    def feed(self, text: str) -> str:
        """Return what may be parsed of keys; the beginning of what may still become a sequence is held back."""
        if not self._held and "\x1b" not in text:
            return text
        text = self._held + text
        opened = _OPEN.search(text)
        self._held = opened[0] if opened else ""
        return _PAIR.sub(self._read, text[: len(text) - len(self._held)])

    @property
    def waiting(self) -> bool:
        """Tell whether something is held back, that `late` would give out."""
        return bool(self._held)

    def late(self) -> str:
        """Return what was held back, when nothing has followed it for `DELAY`."""
        held, self._held = self._held, ""
        return self._pair(held[1:]) if held else ""

    def _read(self, found: re.Match[str]) -> str:
        return self._pair(found[1] or "")

    def _pair(self, key: str) -> str:
        if key and self._bound(f"alt+{key}"):
            return f"\x1b[{ord(key)};3u"
        if key in _EDITING and self._typing():
            return f"\x1b{key}"
        return ESCAPE + key
