"""How keys are written in the table, and how they are shown to a person."""

from __future__ import annotations

_SHOWN = {
    "down": "↓",
    "up": "↑",
    "left": "←",
    "right": "→",
    "pagedown": "PgDn",
    "pageup": "PgUp",
    "home": "Home",
    "end": "End",
    "enter": "Enter",
    "escape": "Esc",
    "space": "Space",
    "tab": "Tab",
    "shift+tab": "Shift+Tab",
    "backspace": "Backspace",
    "delete": "Del",
    "insert": "Ins",
}
_SPECIAL = frozenset(_SHOWN) | {f"f{number}" for number in range(1, 13)}


def is_key(name: str) -> bool:
    """Tell whether `name` is one key as the table writes it: a character, a named key, or a modified one."""
    if len(name) == 1:
        return name.isprintable() and name != " "
    modifier, plus, rest = name.rpartition("+")
    if plus:
        return all(part in ("ctrl", "alt", "shift") for part in modifier.split("+")) and is_key(rest)
    return name in _SPECIAL


def shown(sequence: str) -> str:
    """Return a key sequence as a person reads it: `g g`, `Ctrl+D`, `PgDn`."""
    return " ".join(_shown_key(key) for key in sequence.split(" "))


def _shown_key(key: str) -> str:
    if key in _SHOWN:
        return _SHOWN[key]
    if len(key) > 1 and key[0] == "f" and key[1:].isdigit():
        return key.upper()
    modifier, plus, rest = key.rpartition("+")
    if plus and modifier:
        names = "+".join(part.capitalize() for part in modifier.split("+"))
        return f"{names}+{_SHOWN.get(rest, rest.upper())}"
    return key
