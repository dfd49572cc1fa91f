"""Settings as a person is shown them: `reader config`, and the commented file to begin from."""

from __future__ import annotations

import json
import re
import textwrap
from collections.abc import Iterator
from typing import Any

from reader.config.definitions import Definition, definitions
from reader.config.settings import SavedView, Settings
from reader.config.value_kinds import Names, Views

DEFAULT = "default"
_EXAMPLES = {"fields": 'title = ["headline", "kop"]', "keys": 'down = ["j", "ctrl+n"]'}
_HEAD = """\
Settings of reader. None is required: what is commented out has the value shown.
`reader config` prints the settings in effect, and where each comes from."""


def toml_lines(settings: Settings) -> Iterator[tuple[str, str]]:
    """Yield the settings in effect as the lines of a `config.toml`, each with the place where it was set.

    The place is `file:line`, `default`, or "" for a line that needs none. The built-in views stand among the others.
    """
    tables: list[tuple[str, str]] = []
    for item in definitions():
        value = getattr(settings, item.name)
        match item.kind:
            case Names():
                tables += [("", ""), (f"[{item.name}]", "")]
                for name, words in value.items():
                    place = settings.place(f"{item.name}.{name}") or DEFAULT
                    tables.append((f"{toml_key(name)} = {toml_value(words)}", place))
            case Views():
                for view in value:
                    tables += [("", ""), ("[[views]]", settings.place(f"views.{view.name}") or DEFAULT)]
                    tables += [(f"{name} = {toml_value(text)}", "") for name, text in _fields(view).items()]
            case _:
                yield f"{item.name} = {toml_value(value)}", settings.place(item.name) or DEFAULT
    yield from tables


def commented_file() -> str:
    """Return the text of a `config.toml` in which every setting stands, explained and commented out.

    A line of explanation begins with `# `, a setting with `#`: without that mark it has its default.
    """
    lines = [*_comment(_HEAD)]
    for item in definitions():
        lines += ["", *_comment(_meaning(item))]
        match item.kind:
            case Names():
                lines += [f"#[{item.name}]", *_comment(f"For example: {_EXAMPLES[item.name]}")]
            case Views():
                for view in item.default:
                    pairs = (f"#{name} = {toml_value(text)}" for name, text in _fields(view).items())
                    lines += ["#[[views]]", *pairs]
            case _:
                lines.append(f"#{item.name} = {toml_value(item.default)}")
    return "\n".join(lines) + "\n"


def _meaning(item: Definition) -> str:
    if isinstance(item.kind, Names | Views):
        return item.help
    return f"{item.help}\nValues: {item.kind.expected}."


def _comment(text: str) -> Iterator[str]:
    for line in text.splitlines():
        yield from textwrap.wrap(line, 100, initial_indent="# ", subsequent_indent="# ")


def _fields(view: SavedView) -> dict[str, str]:
    return {"name": view.name, "query": view.query, "key": view.key}


def toml_key(name: str) -> str:
    """Return a name as TOML writes it before the sign of equality."""
    return name if re.fullmatch("[A-Za-z0-9_-]+", name) else toml_value(name)


def toml_value(value: Any) -> str:
    """Return the value of a setting as TOML writes it: text, number, truth, or a list of these."""
    if isinstance(value, tuple):
        return f"[{', '.join(toml_value(item) for item in value)}]"
    # JSON and TOML write text, numbers and truth alike, but for the one control character that JSON leaves as it is.
    return json.dumps(value, ensure_ascii=False).replace("\x7f", "\\u007f")
