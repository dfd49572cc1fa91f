"""`reader publish CORPUS [QUERY]`: `published:` set in the files of the matching articles, after a preview."""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from typing import TYPE_CHECKING

from reader.cli.arguments.corpora import corpora_and_query
from reader.cli.arguments.parser import QUERY_HELP, QueryParser
from reader.cli.arguments.query import wanted
from reader.cli.loading import loaded
from reader.cli.output.console import Console
from reader.cli.output.progress import ProgressLine
from reader.errors import UsageError
from reader.text.clean import clean_line

if TYPE_CHECKING:
    from reader.session.publish.plan import FileChange, Plan, Refusal
    from reader.session.session import Session

# Seconds before a line of progress is shown.
_PATIENCE = 0.5
_EPILOG = f"""
Without a query, it applies to the approved drafts (is:draft is:approved).
Without --write, nothing is written: a preview shows the one line of each file
that would change. A file without the field gets a new line. A file that has
changed since it was read is left unchanged, and so is one where more than the
line would change; each is named, and the exit code is 1.

{QUERY_HELP}

examples:
  reader publish news/                       what would be published
  reader publish news/ --write               publish it
  reader publish news/ --undo --write        take that back
  reader publish news/ is:starred --unpublish
"""


def parser() -> QueryParser:
    """Return the parser of this command."""
    about = "Set `published: true` in the files of the matching articles, nothing else."
    made = QueryParser("publish", about, _EPILOG)
    made.option("--write", action="store_true", help="write the files; without it, show a preview")
    made.option("--unpublish", action="store_true", help="set `published: false` instead")
    made.option("--undo", action="store_true", help="undo the last run over this corpus, byte for byte")
    made.limits()
    return made


def run(words: Sequence[str], console: Console) -> int:
    """Show, and with `--write` make, the changes. Return 1 where a file had to stay as it is."""
    arguments = parser().read(words)
    found, text = corpora_and_query(arguments)
    asks = bool(text or arguments.view)
    if arguments.undo and (asks or arguments.unpublish or arguments.limit):
        raise UsageError("--undo takes the last run back as a whole", hint="give no query with it")
    if arguments.unpublish and not asks:
        raise UsageError("--unpublish needs to know what", hint="give a query, for instance is:published")
    # Planning reads files and asks for most of the program: mistakes are told without it.
    from reader.session.publish.plan import READY

    query = wanted(text if asks else READY, arguments.view)
    with loaded(found.roots, console, state=arguments.state) as session:
        rows = [] if arguments.undo else session.select(query)[: arguments.limit]
        return _run(session, rows, arguments, console)


def _run(session: Session, rows: Sequence[int], arguments: argparse.Namespace, console: Console) -> int:
    from reader.session.publish.perform import last, perform, plan_back
    from reader.session.publish.plan import plan

    if arguments.undo:
        before = last(session)
        if before is None:
            console.say("nothing was published in this corpus that could be taken back")
            return 0
        planned = plan_back(session, before)
    else:
        with ProgressLine(console, patience=_PATIENCE) as line:
            planned = plan(session, rows, published=not arguments.unpublish, on_progress=line.count)
    if not arguments.write:
        _preview(planned, console)
        return int(bool(planned.refused))
    with ProgressLine(console, patience=_PATIENCE) as line:
        outcome = perform(session, planned, on_progress=line.count)
    refused = (*planned.refused, *outcome.refused)
    try:
        for change in outcome.written:
            console.line(
                f"{clean_line(change.path)}:{change.edit.line}: {change.edit.after or '(line removed)'}"
            )
        console.out.flush()
    finally:  # the files are written, whatever becomes of the list of them
        _refuse(refused, console)
        console.say(f"{_files(len(outcome.written))} written{_rest(planned, len(refused))}")
    return int(bool(refused))


def _preview(planned: Plan, console: Console) -> None:
    for change in planned.changes:
        _show(change, console)
    console.out.flush()
    _refuse(planned.refused, console)
    hint = "; --write writes them" if planned.changes else ""
    console.say(f"{_files(len(planned.changes))} would change{_rest(planned, len(planned.refused))}{hint}")


def _show(change: FileChange, console: Console) -> None:
    """Show the one line of a file as it is and as it would be."""
    console.line(f"{clean_line(change.path)}:{change.edit.line}")
    for sign, line in (("-", change.edit.before), ("+", change.edit.after)):
        if line:
            console.line(f"  {sign} {line}")


def _refuse(refused: Sequence[Refusal], console: Console) -> None:
    for one in refused:
        console.say(f"{clean_line(one.path)}: {one.reason}")


def _rest(planned: Plan, refused: int) -> str:
    """Return what else there is to say: how many files are right already, and how many stay as they are."""
    number, said = planned.settled, ""
    if number:
        one = "as it was" if planned.takes_back else "published" if planned.published else "a draft"
        many = "as they were" if planned.takes_back else "published" if planned.published else "drafts"
        said = f", {number:,} {'is ' + one if number == 1 else 'are ' + many} already"
    return said + (f", {refused:,} cannot be changed" if refused else "")


def _files(number: int) -> str:
    return f"{number:,} {'file' if number == 1 else 'files'}"
