"""`reader state dump|restore|merge FILE`: all marks as JSON Lines, and back."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, nullcontext
from pathlib import Path
from typing import TextIO

from reader.cli.arguments.parser import Parser
from reader.cli.output.console import Console
from reader.config.load import load_settings
from reader.config.paths import find_paths
from reader.errors import StateError, UsageError
from reader.marks import Journal, exchange
from reader.session.export.new_file import TakenError, new_file
from reader.session.opening import existing, journal_file, open_journal

_EPILOG = """
  dump     write all marks, with their history, to FILE; an existing file is
           replaced only with --force
  merge    add the marks in FILE to yours; of two decisions, the later counts
  restore  set your marks to those in FILE; if you have marks already, only with
           --replace

Without FILE, or with -, standard output or input is used. Merging twice, or in
another order, makes no difference.
"""
_VERBS = ("dump", "restore", "merge")


def parser() -> Parser:
    """Return the parser of this command."""
    made = Parser(
        "state", "dump|restore|merge [FILE]", "Write all marks to a file, and read them back.", _EPILOG
    )
    made.words("what to do, and the file to do it with", "dump|restore|merge FILE", _VERBS)
    made.option("--state", metavar="FILE", type=Path, help="the file of marks, instead of your own")
    made.option("--replace", action="store_true", help="restore: drop marks that are not in FILE")
    made.option("--force", action="store_true", help="dump: replace an existing FILE")
    return made


def run(words: Sequence[str], console: Console) -> int:
    """Dump, restore or merge, and say how much that was."""
    arguments = parser().read(words)
    verb, file = _asked([*arguments.words, *arguments.after])
    if arguments.replace and verb != "restore":
        raise UsageError("--replace belongs to restore")
    if arguments.force and (verb != "dump" or file is None):
        raise UsageError("--force belongs to dump with a file")
    paths = find_paths()
    path = journal_file(paths, load_settings(paths.settings_file), arguments.state)
    if verb == "dump":
        said = _dump(existing(path) if arguments.state else path, file, console, force=arguments.force)
    else:
        # Read as a whole before the journal is opened: a dump that is refused makes no file of marks.
        records = _read(file)
        with open_journal(path, writing=True) as journal:
            _tell_notice(journal, console)
            if verb == "merge":
                changes = journal.merge(records)
                said = f"{_changes(changes)} {'was' if changes == 1 else 'were'} new"
            else:
                changes = exchange.put_back(journal, records, replace=arguments.replace)
                said = f"{_changes(changes)} made"
    console.say(said)
    return 0


def _changes(number: int) -> str:
    return "1 change" if number == 1 else f"{number:,} changes"


def _asked(words: Sequence[str]) -> tuple[str, Path | None]:
    if not words or words[0] not in _VERBS:
        raise UsageError("say what to do with the marks: dump, restore or merge")
    if len(words) > 2:
        raise UsageError("one file at a time")
    return words[0], Path(words[1]) if words[1:] not in ([], ["-"]) else None


def _dump(path: Path, file: Path | None, console: Console, *, force: bool) -> str:
    """Write the marks in the journal at `path` to a file, for its owner alone, or to standard output."""
    with open_journal(path, writing=False) as journal:
        _tell_notice(journal, console)
        try:
            with (
                nullcontext(console.out)
                if file is None
                else new_file(file, force=force, inputs=[path], mode=0o600)
            ) as out:
                changes = exchange.dump(journal, out)
        except TakenError as error:
            error.hint = "--force replaces it"
            raise
    return f"{_changes(changes)} written"


def _tell_notice(journal: Journal, console: Console) -> None:
    if journal.notice:
        console.say(f"reader: {journal.notice}")


def _read(file: Path | None) -> list[exchange.Record]:
    """Return the changes of a dump. Raises `StateError` with the file and line of what is none."""
    with _lines(file) as lines:
        try:
            return exchange.parse(lines)
        except StateError as error:
            where = ", ".join(filter(None, (str(file or "standard input"), error.place)))
            raise StateError(error.message, place=where, hint=error.hint) from error


@contextmanager
def _lines(file: Path | None) -> Iterator[TextIO]:
    if file is None:
        if sys.stdin is None:
            raise UsageError("standard input is closed", hint="name a file")
        yield sys.stdin
        return
    with open(file, encoding="utf-8") as lines:
        yield lines
