"""What a terminal sends, cut into keys, sequences and pastes by the grammar of ECMA-48: pure.

A terminal that cannot say Esc unmistakably sends the byte every sequence begins with. What follows decides, and where
nothing follows, time: `InputDecoder.deadline` tells how long to wait.
"""

from __future__ import annotations

import codecs
import re
from collections.abc import Callable
from typing import NamedTuple

ESC = "\x1b"
ESCAPE = "\x1b[27u"
"""Esc in the notation that cannot be taken for the beginning of anything
(https://sw.kovidgoyal.net/kitty/keyboard-protocol/)."""

DELAY = 0.05
"""Seconds after which the byte of Esc was the key itself: a terminal sends a sequence in one go."""

DOUBT = 0.25
"""Seconds after which Esc and a key that might introduce a sequence (`[`, `O`, `]`, `X` …) were two keys."""

SLOW_DOUBT = 1.0
"""The same over a line that may stall, as SSH is: there a sequence is cut more often than both keys come in one go.

A longer pause behind `ESC [` still makes two keys of it, and one of more than `DELAY` behind ESC makes Esc of that: to
wait longer would put off each Esc.
"""

SILENCE = 1.0
"""Seconds after which a string or a paste whose end never came is over, once a single key is pressed."""

LONGEST_STRING = 3.0
"""Seconds after which the same is so for a string without any silence."""

LONGEST_PASTE = 1_000_000
"""Characters of one paste that are passed on; the rest of it is dropped."""


class Pasted(NamedTuple):
    """Text that was pasted, as it came but for bytes that are no UTF-8, which are U+FFFD."""

    text: str


Token = str | Pasted
"""A key as the character it types, a whole sequence in its 7-bit form, or pasted text."""

_BEGIN, _END = "\x1b[200~", "\x1b[201~"
# Bytes that are no UTF-8 are decoded to lone surrogates; those of C1 are taken for the controls that they are.
_RAW_C1 = {0xDC00 + byte: byte for byte in range(0x80, 0xA0)}
_CSI, _SS3 = r"(?:\x1b\[|\x9b)", r"(?:\x1bO|\x8f)"
# Old reports of the mouse have three characters behind their end, old function keys of the Linux console one.
# Parameters and intermediates may stand in any order, as parsers of terminals bear it.
_SEQUENCE = re.compile(
    rf"{_CSI}(?:\[(?:[A-E]|(?=[^A-E]))|M(?:[^\x01-\x1f]{{3}}|[^\x01-\x1f]{{0,2}}(?=[\x01-\x1f]))"
    rf"|(?![\[M])[ -?]*[@-~])|{_SS3}[0-?]*[@-~]"
)
_BEGUN = re.compile(rf"(?:{_CSI}(?:\[?|M[^\x01-\x1f]{{0,2}}|[ -?]*)|{_SS3}[0-?]*|\x1b)\Z")
_BROKEN = re.compile(rf"{_CSI}[ -?]+")  # a control character came before its end
_STRING = re.compile(r"\x1b([]PX^_])|[\x90\x98\x9d-\x9f]")
_STRING_END = re.compile(r"[\x07\x18\x1a\x9c]|\x1b\\?")
# What strings of terminals begin with, told from a key pressed after Esc and `]`.
_ANSWER = re.compile(r"(?:\x1b\]|\x9d)[0-9lL]|(?:\x1bP|\x90)[ -?]|(?:\x1b_|\x9f)G")
# What nobody types behind Esc: the rest of a sequence that a slow line has cut there.
_REST = re.compile(r"\x1b(?:\[(?:[0-?]|[A-FHIOZ])|O[A-DFHP-S]|\][0-9lL]|P[ -?]|_G)")
_MOUSE_BEGUN = re.compile(rf"{_CSI}M")
_RXVT_KEY = re.compile(r"\x1b\[\d+\$\Z")  # Shift and a key; by the grammar it is not finished
_KITTY_ANSWER = re.compile(r"\x1b\[\?\d*[13579]u")
_SHORT, _HELD = 64, 256
# Words are crossed and deleted with these where text is typed; Textual knows the three pairs.
_EDITING = frozenset("bf\x7f")


class InputDecoder:
    """Cuts what a terminal sends into tokens; a sequence is one of them or none, however it is split on its way.

    Alt and a key is sent as Esc and that key. Over a line that stalls, so are Esc and the key pressed after it:
    such a pair is taken for a chord only where that chord would do something, else both keys are passed on. `bound`
    tells whether a key with Alt (`alt+x`) has a meaning, `typing` whether what is typed goes into a line of text.
    `doubt` is how long to wait for the rest of what begins like a sequence.
    """

    def __init__(
        self, bound: Callable[[str], bool], typing: Callable[[], bool], *, doubt: float = DOUBT
    ) -> None:
        self._bound = bound
        self._typing = typing
        self._doubt = doubt
        self._decode = codecs.getincrementaldecoder("utf-8")("surrogateescape").decode
        self._state = self._keys
        self._tokens: list[Token] = []
        self._heard = 0.0
        self._held = ""  # what is not decided yet
        self._told = ""  # what was given out as keys, where a sequence may have been cut behind it
        self._string = ""  # the beginning of a string that is not finished
        self._string_begun = 0.0
        self._pasted: list[str] = []
        self._room = 0  # characters of the paste that may still be passed on
        self._knows_escape = False  # the terminal sends no lone byte of Esc

    def feed(self, data: bytes, now: float) -> list[Token]:
        """Return the tokens that are whole. `now` is in seconds, of any clock that only goes forward."""
        text = self._decode(data).translate(_RAW_C1)
        silence, self._heard = now - self._heard, now
        if self._is_over(text, silence):
            self._tokens += self._finished_paste()
            self._state, self._held = self._keys, ""
        if self._told and silence < SILENCE and len(text) > 1 and _REST.match(self._told + text):
            text = self._told + text
        self._told = ""
        return self._read(text)

    @property
    def deadline(self) -> float | None:
        """Return how many seconds after the last `feed` to call `late`, None while nothing waits for that."""
        if self._state == self._after_paste:
            return DELAY
        doubt = SILENCE if self._knows_escape else self._doubt
        if self._state == self._in_string:
            return SILENCE if self._held else None if self._is_answer else doubt
        if not self._held or self._state == self._in_paste:
            return None
        if self._held == ESC:
            return SILENCE if self._knows_escape else DELAY
        if _MOUSE_BEGUN.match(self._held):
            return SILENCE
        if _RXVT_KEY.match(self._held):
            return DELAY
        if self._held[1:2] in ("[", "O") and (self._held[1:] == "[" or self._held[1] == "O"):
            return DELAY if self._bound(f"alt+{self._held[1:]}") else doubt
        return doubt if len(self._held) == 1 else None

    def late(self, now: float) -> list[Token]:
        """Return what is decided by nothing having followed for as long as `deadline` said."""
        deadline = self.deadline
        if deadline is None or now - self._heard < deadline:
            return []
        held, self._held = self._held, ""
        if self._state == self._after_paste:
            self._state = self._keys
            return self._read(held)
        if self._state == self._in_string:
            self._state = self._keys
            if not self._is_answer:
                self._give_out(self._string)
        if _RXVT_KEY.match(held):
            self._tokens.append(held)
        elif not _MOUSE_BEGUN.match(held):
            self._told = held
            self._give_out(held)
        return self._read("")

    def _read(self, text: str) -> list[Token]:
        text, self._held = self._held + text, ""
        while text:
            text = self._state(text)
        tokens, self._tokens = self._tokens, []
        return tokens

    def _is_over(self, text: str, silence: float) -> bool:
        """Tell whether what never ended is over, as a single key was pressed after a while."""
        if self._state == self._in_paste:
            key = len(text) == 1 or (_SEQUENCE.fullmatch(text) and text != _END)
            return bool(key) and not self._held and silence > SILENCE
        if self._state == self._in_string and len(text) == 1 and not _STRING_END.match(text):
            return silence > SILENCE or self._heard - self._string_begun > LONGEST_STRING
        return False

    def _keys(self, text: str) -> str:
        """Read keys up to a string or a paste; return what comes after that."""
        at = 0
        while at < len(text):
            character = text[at]
            if character != ESC and not "\x80" <= character <= "\x9f":
                at += 1
                if not "\ud800" <= character <= "\udfff":
                    self._tokens.append(character)
            elif sequence := _SEQUENCE.match(text, at):
                at = sequence.end()
                if self._take(sequence[0]):
                    return text[at:]
            elif _BEGUN.match(text, at):
                self._held = text[at : at + _HELD]
                return ""
            elif string := _STRING.match(text, at):
                self._state, self._string, self._string_begun = self._in_string, string[0], self._heard
                return text[string.end() :]
            elif broken := _BROKEN.match(text, at):
                at = broken.end()
            elif character == ESC:
                key = "" if text[at + 1] == ESC else text[at + 1]
                self._pair(key)
                at += 1 + len(key)
            else:
                at += 1
        return ""

    def _take(self, sequence: str) -> bool:
        """Take note of a whole sequence; tell whether a paste begins with it."""
        if sequence[0] != ESC:
            sequence = ("\x1bO" if sequence[0] == "\x8f" else "\x1b[") + sequence[1:]
        if sequence == _BEGIN:
            self._state, self._room = self._in_paste, LONGEST_PASTE
            return True
        if _KITTY_ANSWER.fullmatch(sequence):
            self._knows_escape = True
        self._tokens.append(sequence)
        return False

    def _pair(self, key: str) -> None:
        """Read Esc and the key behind it."""
        if key and self._bound(f"alt+{key}"):
            self._tokens.append(f"\x1b[{ord(key)};3u")
        elif key in _EDITING and self._typing():
            self._tokens.append(f"\x1b{key}")
        else:
            self._tokens += [ESCAPE, key] if key else [ESCAPE]

    def _give_out(self, text: str) -> None:
        """Read what looked like the beginning of a sequence as keys."""
        if text[:1] == ESC:
            self._pair(text[1:2])
        self._tokens += text[2 if text[:1] == ESC else 1 :]

    @property
    def _is_answer(self) -> bool:
        """Tell whether a string is one of a terminal also without its end: by how it begins, or by its length."""
        return bool(_ANSWER.match(self._string)) or len(self._string) >= _SHORT

    def _in_string(self, text: str) -> str:
        """Drop a string up to its end; return what comes after it."""
        end = _STRING_END.search(text)
        self._string = (self._string + text[: end.start() if end else None])[:_SHORT]
        if end is None:
            return ""
        if end[0] == ESC and end.end() == len(text):
            self._held = ESC
            return ""
        self._state = self._keys
        if end[0] != ESC:
            return text[end.end() :]
        if not self._is_answer:  # keys were typed ahead, Esc among them
            self._give_out(self._string)
        return text[end.start() :]

    def _in_paste(self, text: str) -> str:
        """Collect a paste up to its end; return what comes after it."""
        pasted, end, after = text.partition(_END)
        if not end:
            half = next((size for size in range(len(_END) - 1, 0, -1) if text.endswith(_END[:size])), 0)
            pasted, self._held = text[: len(text) - half], text[len(text) - half :]
        pasted = pasted[: self._room]
        self._room -= len(pasted)
        self._pasted.append(pasted)
        if end:
            self._tokens += self._finished_paste()
            self._state = self._after_paste
        return after

    def _after_paste(self, text: str) -> str:
        """Hold back what comes in one go with the end of a paste.

        Another end of it shows that the first was a part of the text: what stands between was pasted, too.
        """
        pasted, end, after = text.partition(_END)
        if _BEGIN in pasted:
            self._state = self._keys
            return text
        if end:
            self._pasted.append(pasted[:LONGEST_PASTE])
            self._tokens += self._finished_paste()
            return after
        self._held = text[:LONGEST_PASTE]
        return ""

    def _finished_paste(self) -> list[Token]:
        text, self._pasted = "".join(self._pasted), []
        text = text.replace(_BEGIN, "").encode("utf-8", "surrogateescape").decode("utf-8", "replace")
        return [Pasted(text)] if text else []
