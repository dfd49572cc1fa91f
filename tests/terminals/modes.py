"""The modes of a terminal, as far as a program sets them: what stands after all that it has written."""

from __future__ import annotations

import re

FOUND = (frozenset({"7", "25"}), 0)
"""Of a terminal nobody has changed: lines are wrapped, the cursor is seen, no keys of kitty are asked for."""

_MODE = re.compile(rb"\x1b\[(?:\?([0-9;]+)([hl])|>\d*u|<(\d*)u)")


def modes(written: bytes | bytearray) -> tuple[frozenset[str], int]:
    """Return the private modes that are set, and how often kitty's keys were asked for and not taken back."""
    known, keys = set(FOUND[0]), 0
    for found in _MODE.finditer(written):
        if found[1]:
            for mode in found[1].decode().split(";"):
                (known.add if found[2] == b"h" else known.discard)(mode)
        elif found[0].startswith(b"\x1b[>"):
            keys += 1
        else:
            keys = max(0, keys - int(found[3] or b"1"))
    return frozenset(known), keys
