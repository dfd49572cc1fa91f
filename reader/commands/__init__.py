"""The table of verbs: bindings, footer, palette, help, `reader keys` and the documents are made from it."""

from reader.commands.command import EVERYWHERE, GROUPS, HINTS, STORY_TOO, Command, Scope
from reader.commands.filtering import FILTERING
from reader.commands.key_names import shown
from reader.commands.keymap import Keymap, Pending
from reader.commands.keymap_presets import keymap_of, ready_commands
from reader.commands.program import PROGRAM
from reader.commands.reading import READING
from reader.commands.sharing import SHARING
from reader.commands.stories import STORIES
from reader.commands.triage import TRIAGE

COMMANDS: tuple[Command, ...] = READING + STORIES + TRIAGE + SHARING + FILTERING + PROGRAM

__all__ = [
    "COMMANDS",
    "EVERYWHERE",
    "GROUPS",
    "HINTS",
    "STORY_TOO",
    "Command",
    "Keymap",
    "Pending",
    "Scope",
    "keymap_of",
    "ready_commands",
    "shown",
]
