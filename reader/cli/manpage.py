"""The manual page, in roff, made from the tables of commands, options, keys and the query language."""

from __future__ import annotations

import re
import textwrap
from collections.abc import Iterable, Iterator

from reader import __version__
from reader.cli.arguments.command_names import COMMAND_NAMES
from reader.cli.arguments.parser import QUERY_HELP, Option, Parser
from reader.cli.shells.tables import command_parser
from reader.commands import COMMANDS, GROUPS, shown
from reader.query import reference

_DESCRIPTION = """\
reader opens a folder of articles (Markdown, text or HTML files that begin with front matter) in the terminal: to
read them, to decide on them with one key each, to search them, and to hand the result on. Without a corpus it opens
the one opened last, or a tour. Your files are never touched unless you publish."""
_FILES = (
    ("~/.config/corpus-reader/config.toml", "settings; `reader config --init` writes a file to start from"),
    ("~/.config/corpus-reader/themes/", "themes of your own"),
    ("~/.local/share/corpus-reader/marks.sqlite3", "every decision, star, tag and note"),
    ("~/.cache/corpus-reader/", "the index; can be deleted at any time"),
    ("~/.local/state/corpus-reader/", "the last corpora, earlier filters, crash reports"),
)
_ENVIRONMENT = (
    ("NO_COLOR", "when set, no colours are used"),
    ("VISUAL, EDITOR", "the editor that files are opened in"),
    (
        "XDG_CONFIG_HOME, XDG_DATA_HOME, XDG_CACHE_HOME, XDG_STATE_HOME",
        "where the files are, instead of the folders above",
    ),
)
_LINE = 50  # in characters, before they are escaped
_STATUS = (
    ("0", "done"),
    ("1", "problems were found, or an ID matches nothing"),
    ("2", "wrong usage, or an unreadable corpus"),
    ("130", "interrupted"),
)


def page() -> str:
    """Return the page."""
    return "".join(f"{line}\n" for line in _lines())


def _lines() -> Iterator[str]:
    program = command_parser("")
    yield f'.TH READER 1 "" "reader {__version__}" "User Commands"'
    yield ".SH NAME"
    yield f"reader \\- {_text(_begun(program.description or ''))}"
    yield ".SH SYNOPSIS"
    yield f"\\fBreader\\fR {_text('[CORPUS …] [options]')}"
    yield ".br"
    yield "\\fBreader\\fR \\fICOMMAND\\fR ..."
    yield ".SH DESCRIPTION"
    yield from _prose(_DESCRIPTION)
    yield ".SH OPTIONS"
    yield from _options(program.options)
    yield ".SH COMMANDS"
    for name in COMMAND_NAMES:
        yield from _command(name, command_parser(name))
    yield ".SH QUERIES"
    for section in reference():
        yield f".SS {_text(section.title)}"
        for row in section.rows:
            examples = ", ".join(row.examples)
            yield from _entry(row.syntax, row.meaning + (f". For example: {examples}" if examples else ""))
    yield ".SH KEYS"
    for group in GROUPS:
        yield f".SS {_text(group)}"
        for command in COMMANDS:
            if command.group == group:
                keys = ", ".join(map(shown, command.keys)) or f":{command.id}"
                yield from _entry(keys, command.help)
    for title, entries in (("FILES", _FILES), ("ENVIRONMENT", _ENVIRONMENT), ("EXIT STATUS", _STATUS)):
        yield f".SH {title}"
        for term, meaning in entries:
            yield from _entry(term, meaning)


def _command(name: str, parser: Parser) -> Iterator[str]:
    yield f".SS {_text(f'reader {name} {parser.arguments}'.rstrip())}"
    yield from _prose(parser.description or "")
    yield from _options(parser.options[1:])
    # What every command says about queries has a section of its own here.
    epilog = (parser.epilog or "").replace(QUERY_HELP, "").strip("\n")
    if epilog:
        yield ".PP"
        yield ".nf"
        yield from (_text(line) or ".sp" for line in re.sub("\n{2,}", "\n\n", epilog).split("\n"))
        yield ".fi"


def _options(options: Iterable[Option]) -> Iterator[str]:
    for option in options:
        value = f" {option.value}" if option.value else ""
        yield from _entry(", ".join(f"{name}{value}" for name in option.names), option.help)


def _entry(term: str, meaning: str) -> Iterator[str]:
    yield ".TP"
    yield f"\\fB{_text(term, begins=False)}\\fR"
    yield from _prose(meaning)


def _prose(text: str) -> Iterator[str]:
    """Yield a paragraph in lines of a length that tools expect of a page."""
    return (
        _text(line) for line in textwrap.wrap(text, _LINE, break_long_words=False, break_on_hyphens=False)
    )


def _begun(sentence: str) -> str:
    return sentence[:1].lower() + sentence[1:].rstrip(".")


def _text(text: str, *, begins: bool = True) -> str:
    """Return a line of text in which nothing is taken for a request or an escape of roff."""
    text = (
        text.replace("\\", "\\e")
        .replace("-", "\\-")
        .replace("`", "\\(ga")
        .replace("'", "\\(aq")
        .replace("^", "\\(ha")
        .replace("~", "\\(ti")
    )
    text = re.sub(r"[^\x00-\x7f]", lambda found: f"\\[u{ord(found[0]):04X}]", text)
    return f"\\&{text}" if begins and text.startswith(".") else text
