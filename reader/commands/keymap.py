"""From keys to verbs: the table with the user's changes, sequences, and a report of clashes."""

from __future__ import annotations

import difflib
from collections.abc import Collection, Mapping, Sequence
from typing import NamedTuple

from reader.commands.command import Command, Scope
from reader.commands.key_names import is_key, shown
from reader.errors import ConfigError, together


class Pending(NamedTuple):
    """The keys so far are the beginning of a sequence."""

    keys: tuple[str, ...]


class Keymap:
    """The live keymap: which verb a sequence of keys means in a pane.

    `overrides` maps the id of a verb to its keys, which replace the ones of the table, and `places` that id to where
    this was set (`file:line`). Raises `ConfigError` that tells at once of every verb that does not exist, every key
    that cannot be, and every sequence that would mean two verbs in one pane (also where one is the beginning of the
    other).
    """

    def __init__(
        self,
        commands: Sequence[Command],
        overrides: Mapping[str, Sequence[str]] | None = None,
        places: Mapping[str, str] | None = None,
    ) -> None:
        changed = dict(overrides or {})
        self._places = places or {}
        self._faults: list[ConfigError] = []
        self._check(changed, {command.id for command in commands})
        self.commands = tuple(
            command._replace(keys=tuple(changed[command.id])) if command.id in changed else command
            for command in commands
        )
        self._by_id = {command.id: command for command in self.commands}
        self._bound: dict[Scope, dict[tuple[str, ...], Command]] = {
            "list": {},
            "article": {},
            "related": {},
            "story": {},
        }
        # Sequences that meet begin with one key, and few begin with any.
        self._beginning: dict[tuple[Scope, str], list[tuple[str, ...]]] = {}
        # The user's own keys last: a clash is then told where it was made.
        for command in sorted(self.commands, key=lambda command: command.id in changed):
            for sequence in command.keys:
                self._bind(tuple(sequence.split(" ")), command)
        if self._faults:
            raise together(self._faults)

    def _check(self, changed: Mapping[str, Sequence[str]], known: Collection[str]) -> None:
        """Note verbs that do not exist and keys that cannot be."""
        for name, keys in changed.items():
            if name not in known:
                near = difflib.get_close_matches(name, known, 1)
                hint = f"did you mean “{near[0]}”?" if near else "`reader keys` lists them"
                self._fault(name, f"there is no command “{name}”", hint)
            for sequence in keys:
                if not all(is_key(key) for key in sequence.split(" ")):
                    hint = "write keys as `reader keys --format tsv` does"
                    self._fault(name, f"“{sequence}” is not a key", hint)

    def _bind(self, keys: tuple[str, ...], command: Command) -> None:
        told: set[str] = set()
        for scope in command.where:
            bound = self._bound[scope]
            near = self._beginning.setdefault((scope, keys[0]), [])
            clash = next(
                (other for other in near if bound[other].id != command.id and meet(other, keys)), None
            )
            if clash is not None and (owner := bound[clash].id) not in told:
                told.add(owner)
                message = (
                    f"{shown(' '.join(keys))} would mean both “{command.id}” and “{owner}” in the {scope}"
                )
                if clash != keys:
                    message += f", which has {shown(' '.join(clash))}"
                self._fault(command.id, message, "give one of them another key")
            if keys not in bound:
                near.append(keys)
            bound[keys] = command

    def _fault(self, name: str, message: str, hint: str) -> None:
        self._faults.append(ConfigError(message, place=self._places.get(name, f"[keys] {name}"), hint=hint))

    def command(self, command_id: str) -> Command:
        """Return a verb by its id. Raises KeyError where there is none."""
        return self._by_id[command_id]

    def has(self, key: str) -> bool:
        """Tell whether a key has a meaning, alone or in a sequence."""
        return any(key in keys.split(" ") for command in self.commands for keys in command.keys)

    def key_of(self, command_id: str) -> str:
        """Return how a person is told to call a verb: its first key, or the name under which `:` finds it."""
        keys = self._by_id[command_id].keys
        return shown(keys[0]) if keys else f":{command_id}"

    def resolve(self, scope: Scope, keys: tuple[str, ...]) -> Command | Pending | None:
        """Return the verb that `keys` mean in a pane, `Pending` for the beginning of one, or None."""
        bound = self._bound[scope]
        if (command := bound.get(keys)) is not None:
            return command
        near = self._beginning.get((scope, keys[0]), ()) if keys else ()
        if any(other[: len(keys)] == keys for other in near):
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


def meet(one: tuple[str, ...], other: tuple[str, ...]) -> bool:
    """Tell whether one of two sequences is the other or its beginning."""
    shared = min(len(one), len(other))
    return one[:shared] == other[:shared]
