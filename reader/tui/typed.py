"""What a terminal sends, as text that Textual's parser can bear: pure."""

from __future__ import annotations

import codecs
import re

from reader.tui.escapes import Escapes

SILENCE = 1.0
"""Seconds after which a paste whose end never came is taken to be over, once a single key is pressed."""

LONGEST_PASTE = 1_000_000
"""Characters of one paste that are passed on; the rest of it is dropped."""

_BEGIN, _END = "\x1b[200~", "\x1b[201~"
# What a terminal answers to questions, perhaps those of another program: strings, which would be typed as keys. One
# that is not whole yet is waited for; with two characters it is a key pressed together with Alt.
_ANSWER = re.compile(r"\x1b[]P_^X][^\x1b\x07]*(?:\x07|\x1b\\)")
_HALF_ANSWER = re.compile(r"\x1b[]P_^X][^\x1b\x07]+\x1b?\Z")
_LONGEST_ANSWER = 4_096
# A key is one character or one short sequence; more than that in one go still belongs to a paste that stood still.
_LONGEST_KEY = 8


class Typed:
    """Decodes bytes, and keeps track of pastes: one that never ends would leave the keyboard dead.

    A byte that is not UTF-8 (old terminals report their mouse with such) becomes U+FFFD; Textual's own reading of
    the terminal ends at it for good. `escapes` reads what is not pasted.
    """

    def __init__(self, escapes: Escapes) -> None:
        self._escapes = escapes
        self._decode = codecs.getincrementaldecoder("utf-8")("replace").decode
        self._heard = 0.0
        self._pasting = False
        self._room = 0  # characters of the paste that may still be passed on
        self._seen = ""  # the end of what came before, where it can be the beginning of a mark
        self._answer = ""  # the beginning of an answer

    def feed(self, data: bytes, now: float) -> str:
        """Return the text to parse. `now` is in seconds, of any clock that only goes forward."""
        out = ""
        if self._pasting and now - self._heard > SILENCE and len(data) <= _LONGEST_KEY:
            out, self._pasting, self._seen = _END, False, ""
        text = self._decode(data)
        if not self._pasting:
            text = self._unanswered(text if now - self._heard > SILENCE else self._answer + text)
        self._heard = now
        while text:
            passed, text = self._pasted(text) if self._pasting else self._pressed(text)
            out += passed
        return out

    def _unanswered(self, text: str) -> str:
        """Return text without the terminal's answers in it, keeping the beginning of one for the next time."""
        self._answer = ""
        if "\x1b" not in text or _BEGIN in text:
            return text
        text = _ANSWER.sub("", text)
        if half := _HALF_ANSWER.search(text, max(0, len(text) - _LONGEST_ANSWER)):
            self._answer, text = half[0], text[: half.start()]
        return text

    def _pressed(self, text: str) -> tuple[str, str]:
        """Return the keys in `text` up to and with the beginning of a paste, and what comes after that."""
        seen = self._seen + text
        begun = seen.find(_BEGIN)
        if begun < 0:
            self._seen = seen[1 - len(_BEGIN) :]
            return self._escapes.feed(text), ""
        after = seen[begun + len(_BEGIN) :]
        self._pasting, self._room, self._seen = True, LONGEST_PASTE, ""
        return self._escapes.feed(text[: len(text) - len(after)]), after

    def _pasted(self, text: str) -> tuple[str, str]:
        """Return what may be passed on of a paste, with its end where that is there, and what comes after that."""
        seen = self._seen + text
        pasted, end, after = seen.partition(_END)
        self._seen = ""
        if end:
            self._pasting = False
        else:
            half = next((size for size in range(len(_END) - 1, 0, -1) if seen.endswith(_END[:size])), 0)
            pasted, self._seen = seen[: len(seen) - half], seen[len(seen) - half :]
        pasted = pasted[: self._room]
        self._room -= len(pasted)
        return pasted + end, after
