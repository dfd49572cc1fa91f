"""Ready keymaps: the program's own, and those of other programs as data beside this file."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from reader.commands.command import Command
from reader.commands.keymap import Keymap, meet

if TYPE_CHECKING:
    from reader.config.settings import Settings

OWN = "reader"
_FOLDER = Path(__file__).with_name("keymaps")


def ready_commands(commands: Sequence[Command], name: str) -> tuple[Command, ...]:
    """Return the verbs with the keys of a ready keymap (a value of the setting `keymap`).

    A verb that the keymap does not speak of keeps its own keys, less those that the keymap gives to another verb
    in the same pane.
    """
    if name == OWN:
        return tuple(commands)
    import tomllib  # only those who have chosen a keymap pay for reading it

    keys: Mapping[str, list[str]] = tomllib.loads((_FOLDER / f"{name}.toml").read_text(encoding="utf-8"))
    given = {
        (scope, tuple(sequence.split(" ")))
        for command in commands
        for sequence in keys.get(command.id, ())
        for scope in command.where
    }

    def is_free(command: Command, sequence: str) -> bool:
        own = tuple(sequence.split(" "))
        return not any(scope in command.where and meet(own, other) for scope, other in given)

    return tuple(
        command._replace(keys=tuple(keys[command.id]))
        if command.id in keys
        else command._replace(keys=tuple(keys for keys in command.keys if is_free(command, keys)))
        for command in commands
    )


def keymap_of(commands: Sequence[Command], settings: Settings) -> Keymap:
    """Return the keymap that the settings ask for: a ready one with the user's own keys over it.

    Raises `ConfigError`; see `Keymap`.
    """
    places = {name: place for name in settings.keys if (place := settings.place(f"keys.{name}"))}
    return Keymap(ready_commands(commands, settings.keymap), settings.keys, places)
