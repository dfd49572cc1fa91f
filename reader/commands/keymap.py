"""From keys to verbs: the table with the user's changes, sequences, and a report of clashes."""

from __future__ import annotations

import difflib
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import NamedTuple

from reader.commands.command import Command, Scope
from reader.commands.keynames import is_key, shown
from reader.errors import ConfigError


class Pending(NamedTuple):
    """The keys so far are the beginning of a sequence."""

    keys: tuple[str, ...]


class Keymap:
    """The live keymap: which verb a sequence of keys means in a pane.

    `overrides` maps the id of a verb to its keys, which replace the ones of the table. Raises `ConfigError`
    for a verb that does not exist, a key that cannot be, and one sequence that would mean two verbs in one
    pane (also where one is the beginning of the other).
    """

    def __init__(
        self, commands: Sequence[Command], overrides: Mapping[str, Sequence[str]] | None = None
    ) -> None:
        changed = dict(overrides or {})
        known = {command.id for command in commands}
        for name, keys in changed.items():
            if name not in known:
                near = difflib.get_close_matches(name, known, 1)
                raise ConfigError(
                    f"there is no command “{name}”",
                    place="[keys]",
                    hint=f"did you mean “{near[0]}”?" if near else "`reader keys` lists them",
                )
            for sequence in keys:
                if not all(is_key(key) for key in sequence.split(" ")):
                    raise ConfigError(
                        f"“{sequence}” is not a key",
                        place=f"[keys] {name}",
                        hint="write keys as in `reader keys`",
                    )
        self.commands = tuple(
            replace(command, keys=tuple(changed[command.id])) if command.id in changed else command
            for command in commands
        )
        self._by_id = {command.id: command for command in self.commands}
        self._bound: dict[Scope, dict[tuple[str, ...], Command]] = {"list": {}, "article": {}, "related": {}}
        for command in self.commands:
            for sequence in command.keys:
                self._bind(tuple(sequence.split(" ")), command)

    def _bind(self, keys: tuple[str, ...], command: Command) -> None:
        for scope in command.where:
            bound = self._bound[scope]
            for other, owner in bound.items():
                shared = min(len(other), len(keys))
                if other[:shared] == keys[:shared] and owner is not command:
                    pressed = shown(" ".join(keys))
                    raise ConfigError(
                        f"{pressed} would mean both “{command.id}” and “{owner.id}” in the {scope}",
                        place=f"[keys] {command.id}",
                        hint=f"give one of them another key than {shown(' '.join(other))}",
                    )
            bound[keys] = command

    def command(self, command_id: str) -> Command:
        """Return a verb by its id. Raises KeyError where there is none."""
        return self._by_id[command_id]

    def resolve(self, scope: Scope, keys: tuple[str, ...]) -> Command | Pending | None:
        """Return the verb that `keys` mean in a pane, `Pending` for the beginning of one, or None."""
        bound = self._bound[scope]
        if (command := bound.get(keys)) is not None:
            return command
        if any(other[: len(keys)] == keys for other in bound):
            return Pending(keys)
        return None

    def continuations(self, scope: Scope, keys: tuple[str, ...]) -> list[tuple[str, Command]]:
        """Return what may follow the beginning of a sequence: the next key and the verb it leads to."""
        start = len(keys)
        return [
            (" ".join(other[start:]), command)
            for other, command in self._bound[scope].items()
            if len(other) > start and other[:start] == keys
        ]

    def available(self, scope: Scope) -> list[Command]:
        """Return the verbs that have a meaning in a pane, in the order of the table."""
        return [command for command in self.commands if scope in command.where]
