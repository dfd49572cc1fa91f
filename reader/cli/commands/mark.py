"""`reader mark CORPUS ID… --VERB`: the verbs of triage without the app."""

from __future__ import annotations

import argparse
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from reader.cli.arguments.corpora import CorpusArguments, corpus_arguments, is_id, missing
from reader.cli.arguments.parser import Parser
from reader.cli.arguments.query import say_nothing, understood
from reader.cli.loading import loaded
from reader.cli.output.console import Console
from reader.config.load import load_settings
from reader.config.paths import find_paths
from reader.errors import UsageError
from reader.marks import Edit
from reader.marks.changes.edit import normalise
from reader.session.opening import journal_file, open_journal
from reader.session.state.carry import sketches_of

if TYPE_CHECKING:
    from reader.session.session import Session

_EPILOG = """
Read, star, tags and note are independent; the verdict is one of later,
dismissed, approved, or none. All articles are marked in one step, which `u` in
the app undoes. If one of the ids does not exist, nothing is marked.

examples:
  reader mark news/ k7q m2xw --star --tag monday
  reader mark news/ --query 'older:60d is:open' --dismiss --read
"""
_SINGLE = ("starred", "verdict", "read")


def parser() -> Parser:
    """Return the parser of this command."""
    made = Parser("mark", "CORPUS (ID… | --query QUERY) --VERB…", "Mark articles, as in the app.", _EPILOG)
    made.words("a folder of articles or a file, then the ids of articles", "CORPUS ID")
    made.option("-q", "--query", metavar="QUERY", help="mark all articles that match, instead of ids")
    made.option("--state", metavar="FILE", type=Path, help="the file of marks, instead of your own")
    made.one_of("starred", ("--star", True, "star"), ("--no-star", False, "remove the star"))
    made.one_of(
        "verdict",
        ("--later", "later", "keep for later"),
        ("--dismiss", "dismissed", "dismiss"),
        ("--approve", "approved", "approve"),
        ("--no-verdict", "", "remove the verdict"),
    )
    made.one_of("read", ("--read", True, "mark as read"), ("--unread", False, "mark as unread"))
    made.option("--tag", action="append", default=[], metavar="T", help="add a tag; may be repeated")
    made.option("--untag", action="append", default=[], metavar="T", help="remove a tag; may be repeated")
    made.option("--note", metavar="TEXT", help="set the note; an empty text removes it")
    return made


def run(words: Sequence[str], console: Console) -> int:
    """Mark the articles and say how many changed."""
    arguments = parser().read(words)
    found = corpus_arguments(arguments, is_id)
    wanted = list(_wanted(arguments))
    if not wanted:
        raise UsageError("nothing to mark is given", hint="`reader mark --help` lists the verbs")
    query = None if arguments.query is None else understood(arguments.query)
    _check_scope(found, query is not None)
    with loaded(found.roots, console, state=arguments.state, new_state=True) as session:
        # Every id is looked up before anything is marked.
        rows = session.select(query) if query else list(dict.fromkeys(map(session.find, found.rest)))
        keys = session.corpus.keys_of(rows)
        if query is not None and not rows:
            say_nothing(session, query, console)
        changed = _apply(session, arguments.state, keys, wanted) if keys else 0
    console.say(f"{_counted(len(rows))}, {changed:,} marked, {len(rows) - changed:,} as before")
    return 0


def _apply(
    session: Session, state: Path | None, keys: Sequence[str], wanted: Sequence[tuple[str, str | bool]]
) -> int:
    """Record the edits as one step; return how many articles changed. Only now is a file of marks made."""
    edits = [Edit(key, field, value) for key in keys for field, value in wanted]  # type: ignore[arg-type]
    label = ", ".join(_label(field, value) for field, value in wanted)
    contents = sketches_of(session.corpus, keys)
    paths = find_paths()
    try:
        for edit in edits[: len(wanted)]:
            normalise(edit)
        with open_journal(
            journal_file(paths, load_settings(paths.settings_file), state), writing=True
        ) as journal:
            journal.contents_of = lambda _keys: contents
            journal.corpus = session.journal.corpus
            if session.journal.path is None and session.corpora is not None:
                # The corpus was looked at when there was no file of marks.
                session.corpora.settle(session.corpus, session.library.homes, journal, session.roots)
            step = journal.apply(label, edits)
    except ValueError as error:
        raise UsageError(str(error)) from error
    return 0 if step is None else len(step.keys)


def _wanted(arguments: argparse.Namespace) -> Iterator[tuple[str, str | bool]]:
    """Yield field and value of everything that is asked for, as edits name them."""
    for field in _SINGLE:
        if (value := getattr(arguments, field)) is not None:
            yield field, value
    for tag in arguments.tag:
        yield "tag+", tag
    for tag in arguments.untag:
        yield "tag-", tag
    if arguments.note is not None:
        yield "note", arguments.note


def _label(field: str, value: str | bool) -> str:
    if isinstance(value, bool):
        return field if value else f"not {field}"
    names = {"tag+": f"tag {value}", "tag-": f"untag {value}", "note": "note"}
    return names.get(field) or value or "no verdict"


def _check_scope(found: CorpusArguments, by_query: bool) -> None:
    if by_query and found.rest:
        raise missing(found.rest[0])
    if not by_query and not found.rest:
        raise UsageError("no id is given", hint="`reader list CORPUS --format ids` prints the ids")


def _counted(number: int) -> str:
    return f"{number:,} article{'' if number == 1 else 's'}"
