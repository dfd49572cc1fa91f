"""Settings as a person is shown them: `reader config`, and the commented file to begin from."""

from __future__ import annotations

import json
import textwrap
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from reader.config.definitions import Definition, definitions
from reader.config.kinds import Names, Views
from reader.config.settings import Settings, View

DEFAULT = "default"
_EXAMPLES = {"fields": 'title = ["headline", "kop"]', "keys": 'down = ["j", "ctrl+n"]'}
_HEAD = """\
Settings of reader. None is required: what is commented out has the value shown.
`reader config` prints the settings in effect, and where each comes from."""


@dataclass(frozen=True, slots=True)
class Row:
    """One line of `reader config`: a setting, its value as TOML, where it was set, and what it is for.

    `source` is `file:line`, or `default`.
    """

    name: str
    value: str
    source: str
    help: str


def explain(settings: Settings) -> tuple[Row, ...]:
    """Return every setting in effect; the entries of a table, and each view, have a row of their own."""
    return tuple(row for item in definitions() for row in _rows(item, settings))


def _rows(item: Definition, settings: Settings) -> Iterator[Row]:
    value = getattr(settings, item.name)
    match item.kind:
        case Names() if value:
            for name, words in value.items():
                yield _row(settings, f"{item.name}.{name}", toml_value(words), item.help)
        case Views():
            for view in value:
                yield _row(settings, f"views.{view.name}", toml_value(_fields(view)), item.help)
        case _:
            yield _row(settings, item.name, toml_value(value), item.help)


def _row(settings: Settings, name: str, value: str, meaning: str) -> Row:
    return Row(name, value, settings.place(name) or DEFAULT, meaning)


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


def _fields(view: View) -> dict[str, str]:
    return {"name": view.name, "query": view.query, "key": view.key}


def toml_value(value: Any) -> str:
    """Return the value of a setting as TOML writes it: text, number, truth, list or table of these."""
    if isinstance(value, dict):
        pairs = [f"{name} = {toml_value(item)}" for name, item in value.items()]
        return f"{{ {', '.join(pairs)} }}" if pairs else "{}"
    if isinstance(value, tuple):
        return f"[{', '.join(toml_value(item) for item in value)}]"
    # JSON and TOML write text without control characters, numbers and truth alike.
    return json.dumps(value, ensure_ascii=False)
