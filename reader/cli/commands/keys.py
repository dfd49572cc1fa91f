"""`reader keys`: the live keymap, with the user's own keys."""

from __future__ import annotations

import json
from collections.abc import Sequence

from reader.cli.arguments.parser import Parser
from reader.cli.output.console import Console
from reader.commands import COMMANDS, GROUPS, Command, keymap_of, ready_commands, shown
from reader.config.load import load_settings
from reader.config.paths import find_paths
from reader.config.settings import KEYMAPS
from reader.text.width import cell_width, fit

_EPILOG = """
To change a key, name the command under [keys] in config.toml:
  next-unread = ["n", "ctrl+n"]
To start from the keymap of a program you know, use the setting
  keymap = "newsboat"
TSV columns: id, keys (as in the configuration), panes where they work, group,
title.
"""


def parser() -> Parser:
    """Return the parser of this command."""
    made = Parser("keys", "[--keymap NAME] [--format table|tsv]", "Print the keys of the app.", _EPILOG)
    made.option("--keymap", choices=KEYMAPS, help="those of a ready keymap, instead of the ones in force")
    made.option("--format", choices=("table", "tsv"), help="a table (default on a terminal) or TSV")
    return made


def run(words: Sequence[str], console: Console) -> int:
    """Print every command with its keys: by groups on a terminal, as TSV when piped."""
    asked = parser().read(words)
    form = asked.format or ("table" if console.terminal else "tsv")
    if asked.keymap:
        commands = ready_commands(COMMANDS, asked.keymap)
    else:
        commands = keymap_of(COMMANDS, load_settings(find_paths().settings_file)).commands
    if form == "table":
        _table(commands, console)
    else:
        for command in commands:
            keys = json.dumps(command.keys, ensure_ascii=False)
            row = (command.id, keys, " ".join(command.where), command.group, command.title)
            console.write("\t".join(row) + "\n")
    return 0


def _table(commands: Sequence[Command], console: Console) -> None:
    pressed = {command.id: _keys(command, console) for command in commands}
    key_cells = max(cell_width(keys) for keys in pressed.values())
    id_cells = max(len(command.id) for command in commands)
    groups = {group: [command for command in commands if command.group == group] for group in GROUPS}
    for number, (group, members) in enumerate(
        (group, members) for group, members in groups.items() if members
    ):
        console.write(("\n" if number else "") + console.style(group, "bold") + "\n")
        for command in members:
            keys = fit(pressed[command.id], key_cells)
            console.write(f"  {keys}  {console.style(command.id.ljust(id_cells), 'dim')}  {command.help}\n")


def _keys(command: Command, console: Console) -> str:
    return ", ".join(shown(keys) if console.unicode else keys for keys in command.keys)
