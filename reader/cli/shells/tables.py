"""What shells complete: the commands with their options and words, and the terms of the query language."""

from __future__ import annotations

import importlib
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache

from reader.cli.arguments import options
from reader.cli.arguments.command_names import COMMAND_NAMES
from reader.cli.arguments.parser import Option, Parser


@dataclass(frozen=True, slots=True)
class CommandWords:
    """One command: its name (empty for the app), what it does, its options, and what its words are.

    `values` are the listed values of the first word. `files` tells that words are files or folders, `query` that
    the words after the first are a query.
    """

    name: str
    help: str
    options: tuple[Option, ...]
    values: tuple[str, ...]
    files: bool
    query: bool


@dataclass(frozen=True, slots=True)
class Term:
    """The beginning of a query's term (`title:`) or a whole one (`is:unread`), and what it means."""

    text: str
    help: str


def patterns(verb: CommandWords, options: Iterable[Option]) -> str:
    """Return a pattern of bash and zsh for the options of a command that take a value: `'list -q'|'list --query'`."""
    return "|".join(f"'{verb.name} {name}'" for option in options if option.value for name in option.names)


def command_parser(name: str) -> Parser:
    """Return the parser of a command, or of the app for an empty name."""
    parser: Parser = (
        importlib.import_module(f"reader.cli.commands.{name}").parser() if name else options.parser()
    )
    return parser


@cache
def command_table() -> tuple[CommandWords, ...]:
    """Return the app and all commands."""
    return tuple(_verb(name, command_parser(name)) for name in ("", *COMMAND_NAMES))


def _verb(name: str, parser: Parser) -> CommandWords:
    files = "CORPUS" in parser.arguments or "FILE" in parser.arguments
    query = "[QUERY]" in parser.arguments
    return CommandWords(name, COMMAND_NAMES.get(name, ""), tuple(parser.options), parser.values, files, query)


@cache
def terms() -> tuple[Term, ...]:
    """Return the terms of the query language: each field, or each value where they are listed."""
    from reader.query.syntax.fields import FIELDS, MODIFIER_HELPS  # the whole language

    found = [Term(f"{name}:", text) for name, text in MODIFIER_HELPS.items()]
    for field in FIELDS:
        if field.choices:
            found += (Term(f"{field.name}:{choice.name}", choice.help) for choice in field.choices)
        else:
            found.append(Term(f"{field.name}:", field.help))
    return tuple(found)
