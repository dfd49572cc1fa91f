"""From key events to verbs, with the keys of an unfinished sequence kept until it is one."""

from __future__ import annotations

from textual.events import Key
from textual.keys import KEY_NAME_REPLACEMENTS, key_to_character

from reader.commands import Command, Keymap, Pending, Scope

MOVES = {
    *("down", "up", "page-down", "page-up", "half-down", "half-up", "top", "bottom"),
    *("next-unread", "previous-unread"),
}
"""Commands of the list that are not about the article that is shown: held down, they show none on their way."""

_UNICODE_NAMES = {short: name for name, short in KEY_NAME_REPLACEMENTS.items()}


def key_name(event: Key) -> str:
    """Return a key as the table of verbs writes it: the character it types, else Textual's name for it."""
    character = event.character
    if _is_shown(character):
        return str(character)
    modifiers, plus, name = event.key.rpartition("+")
    character = key_to_character(_UNICODE_NAMES.get(name, name))  # Textual spells signs out
    return f"{modifiers}+{character}" if plus and _is_shown(character) else event.key


def _is_shown(character: str | None) -> bool:
    return character is not None and character.isprintable() and character != " "


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

    def leads_to(self, scope: Scope, command_id: str) -> bool:
        """Tell whether a sequence is under way that may end in a verb."""
        return bool(self.pending) and any(
            command.id == command_id for _keys, command in self.keymap.continuations(scope, self.pending)
        )
