"""`reader state dump|restore|merge FILE`: all marks as JSON Lines, and back."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TextIO

from reader.cli.console import Console
from reader.cli.parser import Parser
from reader.config.load import load_settings
from reader.config.paths import find_paths
from reader.errors import StateError, UsageError
from reader.marks import Journal, exchange
from reader.session.opening import journal_file, open_journal

_EPILOG = """
  dump     write all marks, with their history, to FILE
  merge    add the marks in FILE to yours; of two decisions the later stands
  restore  set your marks to what FILE says; where you have some already, only
           with --replace

FILE is - or left out for standard output or input. Merging twice, or in
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
    made.option("--replace", action="store_true", help="restore: let go of the marks that FILE does not have")
    return made


def run(words: Sequence[str], console: Console) -> int:
    """Dump, restore or merge, and say how much that was."""
    arguments = parser().read(words)
    verb, file = _asked([*arguments.words, *arguments.after])
    if arguments.replace and verb != "restore":
        raise UsageError("--replace belongs to restore")
    paths = find_paths()
    path = journal_file(paths, load_settings(paths.settings_file), arguments.state)
    if verb == "dump" and file is not None and file.exists() and path.exists() and file.samefile(path):
        raise UsageError("this is the file of the marks themselves", place=str(file))
    with open_journal(path, writing=verb != "dump") as journal:
        if journal.notice:
            console.say(f"reader: {journal.notice}")
        if verb == "dump":
            with _written(file, console) as out:
                changes = exchange.dump(journal, out)
            console.say(f"{changes:,} changes written")
        else:
            console.say(_read_in(journal, verb, file, replace=arguments.replace))
    return 0


def _asked(words: Sequence[str]) -> tuple[str, Path | None]:
    if not words or words[0] not in _VERBS:
        raise UsageError("say what to do with the marks: dump, restore or merge")
    if len(words) > 2:
        raise UsageError("one file at a time")
    return words[0], Path(words[1]) if words[1:] not in ([], ["-"]) else None


def _read_in(journal: Journal, verb: str, file: Path | None, *, replace: bool) -> str:
    with _read(file) as lines:
        try:
            if verb == "merge":
                return f"{exchange.merge(journal, lines):,} changes were new"
            return f"{exchange.restore(journal, lines, replace=replace):,} changes made"
        except StateError as error:
            if not error.place.startswith("line "):
                raise
            where = f"{file or 'standard input'}, {error.place}"
            raise StateError(error.message, place=where, hint=error.hint) from error


@contextmanager
def _read(file: Path | None) -> Iterator[TextIO]:
    if file is None:
        if sys.stdin is None:
            raise UsageError("standard input is closed", hint="name a file")
        yield sys.stdin
        return
    with open(file, encoding="utf-8") as lines:
        yield lines


@contextmanager
def _written(file: Path | None, console: Console) -> Iterator[TextIO]:
    """Yield where a dump goes; a file is there whole, for its owner alone, or not at all."""
    if file is None:
        yield console.out
        return
    if file.exists() and not file.is_file():  # a pipe or a device is written to, never replaced
        with open(file, "w", encoding="utf-8") as out:
            yield out
        return
    file = Path(os.path.realpath(file))
    new = file.with_name(f"{file.name}.new-{os.getpid()}")
    descriptor = os.open(new, os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_CLOEXEC, 0o600)
    try:
        with open(descriptor, "w", encoding="utf-8") as out:
            yield out
            out.flush()
            os.fsync(out.fileno())
        new.replace(file)
    except BaseException:  # an interruption too: no half-written file stays behind
        new.unlink(missing_ok=True)
        raise
