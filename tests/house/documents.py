"""The tables of the documents, made from what the program itself goes by: commands, keys, query language.

`python -m tests.house.documents README.md` tells whether the tables in a file are up to date, `--write` brings them
there. A table stands between `<!-- NAME -->` and `<!-- /NAME -->`, where NAME is one of `TABLES`. A file whose name
ends in `.1` is the manual page, and made as a whole.
"""

from __future__ import annotations

import argparse
import re
import sys
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path

from reader.cli.arguments.command_names import COMMAND_NAMES
from reader.cli.manpage import page
from reader.commands import COMMANDS, GROUPS, Command, Scope, ready_commands, shown
from reader.config.definitions import definitions
from reader.config.report import toml_value
from reader.config.settings import KEYMAPS
from reader.config.value_kinds import Names, Views
from reader.query import reference
from reader.tui.theme.stylesheets import THEMES, theme_values


def commands_table() -> str:
    """Return a Markdown table of the commands of the command line."""
    return _table(
        ("command", "does"), ((_code(f"reader {name}"), does) for name, does in COMMAND_NAMES.items())
    )


def keys_table() -> str:
    """Return a Markdown table of all verbs with their keys, one row a group.

    Where a key means one thing in the list and another in the article, its verbs stand behind the name of the
    pane. A verb without a key is given by the name under which the palette finds it.
    """
    users = Counter(keys for command in COMMANDS for keys in command.keys)
    rows = []
    for group in GROUPS:
        panes: dict[str, list[str]] = {"": []}
        for run in _runs(command for command in COMMANDS if command.group == group):
            ambiguous = any(users[keys] > 1 for keys in run[0].keys)
            pane = f"*in the {' and '.join(map(_pane, run[0].where))}:* " if ambiguous else ""
            panes.setdefault(pane, []).append(_verb(run))
        rows.append((group, "; ".join(pane + " · ".join(verbs) for pane, verbs in panes.items() if verbs)))
    return _table(("", "keys"), rows)


def query_table() -> str:
    """Return a Markdown table of the whole query language, with examples."""
    rows: list[tuple[str, ...]] = []
    for section in reference():
        title, _, forms = section.title.partition(": ")
        rows.append((f"**{title}**", _code(forms) if forms else "", ""))
        rows += (
            (_code(row.syntax), row.meaning, ", ".join(map(_code, row.examples))) for row in section.rows
        )
    return _table(("write", "to find", "for example"), rows)


def keymaps_table() -> str:
    """Return a Markdown table of the verbs that have other keys in one of the ready keymaps."""
    ready = {name: {command.id: command for command in ready_commands(COMMANDS, name)} for name in KEYMAPS}
    rows = [
        (command.title, *(_keys(ready[name][command.id].keys) for name in KEYMAPS))
        for command in COMMANDS
        if any(ready[name][command.id].keys != command.keys for name in KEYMAPS)
    ]
    return _table(("", *KEYMAPS), rows)


def settings_table() -> str:
    """Return a Markdown table of every setting with its default, its values and what it is for."""
    rows = []
    for item in definitions():
        match item.kind:
            case Names() | Views():
                name, default = f"[{item.name}]" if isinstance(item.kind, Names) else f"[[{item.name}]]", ""
            case _:
                name, default = item.name, _code(toml_value(item.default))
        rows.append((_code(name), default, item.help, item.kind.expected))
    return _table(("setting", "default", "what it is for", "values"), rows)


def theme_table() -> str:
    """Return a Markdown table of the names that a theme can give a colour or a style."""
    values = theme_values(THEMES[0])
    tables = {name: values.pop(name) for name in ("variables", "text")}
    colors = [name for name, value in values.items() if isinstance(value, str)]
    rows = [("at the top", colors), *((f"[{name}]", list(table)) for name, table in tables.items())]
    return _table(("where", "names"), ((where, " ".join(map(_code, names))) for where, names in rows))


TABLES: Mapping[str, Callable[[], str]] = {
    "commands": commands_table,
    "keymaps": keymaps_table,
    "keys": keys_table,
    "query": query_table,
    "settings": settings_table,
    "theme": theme_table,
}


def refreshed(text: str) -> str:
    """Return a document with its tables made anew. Raises ValueError for a mark that ends nowhere."""
    for name, table in TABLES.items():
        opening, closing = f"<!-- {name} -->", f"<!-- /{name} -->"
        if opening in text:
            before, _, rest = text.partition(opening)
            _, found, after = rest.partition(closing)
            if not found:
                raise ValueError(f"{opening} has no {closing}")
            text = f"{before}{opening}\n\n{table()}\n{closing}{after}"
    return text


def main(words: Sequence[str]) -> int:
    """Bring the tables of files up to date with `--write`, else return 1 where one is not."""
    parser = argparse.ArgumentParser(prog="documents", description="Make the tables of the documents anew.")
    parser.add_argument("files", nargs="+", type=Path, metavar="FILE")
    parser.add_argument("--write", action="store_true", help="write them; else only tell which are stale")
    arguments = parser.parse_args(words)
    stale = False
    for file in arguments.files:
        text = file.read_text(encoding="utf-8") if file.exists() else ""
        new = page() if file.suffix == ".1" else refreshed(text)
        if new == text:
            continue
        if arguments.write:
            file.write_text(new, encoding="utf-8")
        else:
            stale = True
        print(f"{file}: {'written' if arguments.write else 'stale'}")
    return int(stale)


def _runs(commands: Iterable[Command]) -> list[list[Command]]:
    """Put verbs together that differ in a number only, such as those of the digits."""
    runs: dict[str, list[Command]] = {}
    for command in commands:
        runs.setdefault(re.sub(r"\d+", "#", command.id), []).append(command)
    return list(runs.values())


def _pane(scope: Scope) -> str:
    return "related coverage" if scope == "related" else scope


def _verb(run: Sequence[Command]) -> str:
    first, last = run[0], run[-1]
    title = first.title[0].lower() + first.title[1:]
    if first is not last:
        unnumbered = re.sub(r" \d+", "", title)
        return f"{_code(shown(first.keys[0]))}–{_code(shown(last.keys[0]))} {unnumbered}"
    keys = _keys(first.keys)
    return f"{keys or _code(f':{first.id}')} {title}"


def _keys(sequences: Iterable[str]) -> str:
    return " ".join(_code(shown(keys)) for keys in sequences)


def _code(text: str) -> str:
    return f"`{text}`"


def _table(heads: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    lines = [heads, ["---"] * len(heads), *rows]
    # A bar ends a cell even where it is code.
    return "".join("| " + " | ".join(cell.replace("|", "\\|") for cell in line) + " |\n" for line in lines)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
