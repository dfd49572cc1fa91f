"""Text that names keys, told anew for another keymap: the tour names those of the table."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from reader.commands.command import Command
from reader.commands.key_names import shown
from reader.commands.keymap import Keymap

_FENCED_OR_SPAN = re.compile(r"```.*?```|`([^`\n]+)`", re.DOTALL)


def rewrite_keys(text: str, commands: Sequence[Command], keymap: Keymap) -> str:
    """Return a Markdown text in which keys of the table, each in a code span of its own, are those of the keymap.

    A span may hold one verb's keys, or a prefix and a verb. Where the table gives a key to several verbs, the first
    that has keys in the keymap too is meant. Blocks of code stay as they are.
    """
    meant: dict[str, list[Command]] = {}
    for command in commands:
        for sequence in command.keys:
            meant.setdefault(_folded(shown(sequence)), []).append(command)

    def told(found: re.Match[str]) -> str:
        span = found[1]
        if span is None:
            return found[0]
        whole = _told(span, meant, keymap)
        if whole is None:
            parts = [_told(part, meant, keymap) for part in span.split(" ")]
            whole = None if None in parts else " ".join(part for part in parts if part is not None)
        return found[0] if whole is None else f"`{whole}`"

    return _FENCED_OR_SPAN.sub(told, text)


def _told(keys: str, meant: Mapping[str, list[Command]], keymap: Keymap) -> str | None:
    """Return what to write for some keys, None where they are none."""
    verbs = meant.get(_folded(keys), [])
    if not verbs:
        return None
    verb = next((verb for verb in verbs if keymap.command(verb.id).keys), verbs[0])
    live = {_folded(shown(sequence)) for sequence in keymap.command(verb.id).keys}
    return keys if _folded(keys) in live else keymap.key_of(verb.id)


def _folded(keys: str) -> str:
    """Return shown keys in one form: only a letter alone tells small from capital."""
    return " ".join(key if len(key) == 1 else key.lower() for key in keys.split(" "))
