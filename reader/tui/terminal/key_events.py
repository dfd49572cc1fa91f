"""Tokens of a terminal as Textual's events: keys in every notation in use, the mouse, pastes.

Textual's own reading takes the answers of terminals, and a modifier pressed alone, for keys. From it come the tables
of what terminals send (it has no public names for them), and what a report of the mouse means.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import NamedTuple

from textual._ansi_sequences import ANSI_SEQUENCES_KEYS
from textual._keyboard_protocol import FUNCTIONAL_KEYS
from textual._xterm_parser import XTermParser
from textual.events import Key, Paste
from textual.keys import _character_to_key
from textual.message import Message
from textual.messages import TerminalSupportsSynchronizedOutput

from reader.commands.key_names import is_key
from reader.tui.terminal.input_decoder import Pasted, Token

_KEY = re.compile(r"\x1b\[([\d:;]{0,40})([u~A-FHPQRS])")
_FIELDS = 3
_MOUSE = re.compile(r"\x1b\[<\d{1,4};-?\d{1,6};-?\d{1,6}[Mm]")
_DRAWS_IN_ONE_GO = re.compile(r"\x1b\[\?2026;[123]\$y")
# The number under which xterm sends keys that have no other (modifyOtherKeys), and a key that was let go.
_OTHER, _RELEASED = 27, 3
_SHIFT, _ALT, _CAPS_LOCK = 1, 2, 64
_CHORDS = {
    "alt": _ALT,
    "ctrl": 4,
    "hyper": 16,
    "meta": 32,
    "shift": _SHIFT,
    "super": 8,
}  # as Textual orders them
_KEYPAD = dict(enumerate("0123456789./*-+\r=,", 57399))
_TYPED = {"enter": "\r", "tab": "\t", "backspace": "\x7f"}
# The other keys have no character and no command, modifiers pressed alone among them.
_NAMED = {end: name for end, name in FUNCTIONAL_KEYS.items() if is_key(name)}


class _Notation(NamedTuple):
    """A key as a sequence tells it."""

    code: int
    shifted: int
    base: int  # of the same key on a Latin keyboard
    modifiers: int
    event: int
    characters: tuple[int, ...]

    @property
    def text(self) -> str:
        """Return the text that the key types, as far as the terminal tells it."""
        return "".join(character for character in map(chr, self.characters) if character.isprintable())


class KeyEvents:
    """Reads tokens. `bound` tells whether a key has a meaning: what is also an answer is a key only then."""

    def __init__(self, bound: Callable[[str], bool]) -> None:
        self._bound = bound
        self._mouse = XTermParser()  # it keeps the last position

    def read(self, token: Token) -> list[Message]:
        """Return the events of a token; none for a sequence that is no known key."""
        if isinstance(token, Pasted):
            return [Paste(token.text)]
        if len(token) == 1:
            return [*_character(token)]
        if _MOUSE.fullmatch(token):
            moved = self._mouse.parse_mouse_code(token)
            return [] if moved is None else [moved]
        if _DRAWS_IN_ONE_GO.fullmatch(token):
            return [TerminalSupportsSynchronizedOutput()]
        if (found := _KEY.fullmatch(token)) and (keys := self._keys(found[1], found[2])) is not None:
            return [*keys]
        return [*_listed(token)]

    def _keys(self, fields: str, final: str) -> list[Key] | None:
        """Return the keys of a sequence in kitty's or xterm's notation, None where it is in neither."""
        notation = _notation(fields)
        if notation is None:
            return []
        exact = final == "~" and notation.code == _OTHER
        if exact:
            notation, final = notation._replace(code=sum(notation.characters[:1]), characters=()), "u"
        if final == "u" and notation.code in _KEYPAD:
            notation = notation._replace(code=ord(_KEYPAD[notation.code]))
        name = _NAMED.get(f"{notation.code or int(final != 'u')}{final}")
        if name is None and final != "u":
            return None
        if notation.event == _RELEASED:
            return []
        if name is None:
            if _is_code(notation.code):
                return self._character_keys(notation, exact=exact)
            # A character that was composed comes without a key.
            return [] if notation.code else [key for typed in notation.text for key in _character(typed)]
        key = "+".join((*_held(notation.modifiers), name))
        if final == "R" and not self._bound(key):
            return []  # also the answer where the cursor is
        return [Key(key, None if "+" in key else _TYPED.get(name))]

    def _character_keys(self, key: _Notation, *, exact: bool) -> list[Key]:
        """Return the keys of what types a character, perhaps together with modifiers.

        `exact` is a code that is the character itself; else it is that of the key without Shift.
        """
        character = chr(key.code)
        held = [name for name in _held(key.modifiers) if name != "shift"]
        # A terminal may tell text beside Alt where that is what types it (AltGr, Option).
        if held and (held != ["alt"] or key.text in ("", character)):
            return [self._chord(key, held)]
        if key.text:
            return [event for typed in key.text for event in self._typed(typed, key.modifiers)]
        shift = bool(key.modifiers & _SHIFT)
        if shift and key.shifted:
            character = chr(key.shifted)
        elif character.isalpha() and not exact:
            character = character.upper() if shift != bool(key.modifiers & _CAPS_LOCK) else character
        elif shift and not exact and character != " ":
            return [Key(f"shift+{_character_to_key(character)}", None)]
        return self._typed(character, key.modifiers)

    def _typed(self, character: str, modifiers: int) -> list[Key]:
        if character == " " and modifiers & _SHIFT and self._bound("shift+space"):
            return [Key("shift+space", " ")]
        return _character(character)

    def _chord(self, key: _Notation, held: list[str]) -> Key:
        """Return the key of a chord; on a keyboard that is not Latin it is that of the same place on one that is."""
        code = key.base if key.code > ord("\x7f") and key.base else key.code
        character = chr(code)
        shift = bool(key.modifiers & _SHIFT)
        if shift and held == ["alt"] and self._bound(f"alt+{character.upper()}"):
            return Key(f"alt+{_character_to_key(character.upper())}", None)
        if "ctrl" in held:
            character = character.lower()
        names = sorted([*held, "shift"] if shift else held)
        return Key("+".join((*names, _character_to_key(character))), None)


def _notation(fields: str) -> _Notation | None:
    """Return what the fields of a sequence say, None where they cannot be those of a key."""
    parts = [part.split(":") for part in fields.split(";")]
    if len(parts) > _FIELDS:
        return None
    codes, modifiers, characters = (
        [int(part or "0") for part in field] for field in (*parts, ["0"], ["0"])[:_FIELDS]
    )
    code, shifted, base = (*codes, 0, 0)[:3]
    held, event = (*modifiers, 0)[:2]
    if not all(number == 0 or _is_code(number) for number in (shifted, base, *characters)):
        return None
    return _Notation(code, shifted, base, max(0, held - 1), event, tuple(filter(None, characters)))


def _is_code(code: int) -> bool:
    """Tell whether a number is that of a character.

    Those for private use are keys without one, modifiers, locks and media keys, which no command has.
    """
    return 0 < code < 0x110000 and not (0x80 <= code < 0xA0 or 0xD800 <= code < 0xF900)


def _held(modifiers: int) -> list[str]:
    return [name for name, bit in _CHORDS.items() if modifiers & bit]


def _character(character: str) -> list[Key]:
    """Return the key that types a character."""
    return _listed(character) or [Key(_character_to_key(character), character)]


def _listed(token: str) -> list[Key]:
    """Return the keys of what terminals send without a rule, control characters among it."""
    keys = ANSI_SEQUENCES_KEYS.get(token)
    if isinstance(keys, str):
        return [Key(_character_to_key(keys), keys)]
    if isinstance(keys, tuple):
        return [Key(key.value, token if len(token) == 1 else None) for key in keys]
    return []
