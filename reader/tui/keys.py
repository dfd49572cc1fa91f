"""From key events to verbs, with the keys of an unfinished sequence kept until it is one."""

from __future__ import annotations

from textual.events import Key

from reader.commands import Command, Keymap, Pending, Scope


def key_name(event: Key) -> str:
    """Return a key as the table of verbs writes it: the character it types, else Textual's name for it."""
    character = event.character
    if character is not None and character.isprintable() and character != " ":
        return character
    return event.key


class KeyReader:
    """Feeds keys to a keymap. `pending` holds the beginning of a sequence, empty when there is none."""

    def __init__(self, keymap: Keymap) -> None:
        self.keymap = keymap
        self.pending: tuple[str, ...] = ()

    def feed(self, scope: Scope, key: str) -> Command | None:
        """Return the verb that `key` completes in a pane; None while a sequence is unfinished or means nothing.

        Escape gives an unfinished sequence up.
        """
        keys = (*self.pending, key)
        started, self.pending = bool(self.pending), ()
        if started and key == "escape":
            return None
        found = self.keymap.resolve(scope, keys)
        if isinstance(found, Pending):
            self.pending = found.keys
            return None
        return found
