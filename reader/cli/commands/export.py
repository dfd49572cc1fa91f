"""`reader export CORPUS [QUERY]`: the matching articles for other programs and other people."""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from contextlib import nullcontext
from pathlib import Path

from reader.cli.arguments.corpora import corpora_and_query
from reader.cli.arguments.parser import QUERY_HELP, QueryParser
from reader.cli.arguments.query import say_nothing, wanted
from reader.cli.loading import loaded
from reader.cli.output.console import Console
from reader.errors import UsageError
from reader.session.export.data import RECORDS
from reader.session.export.groups import GROUPINGS
from reader.session.export.new_file import TakenError, check_free, inputs_of, new_file
from reader.session.export.write import FORMATS, GROUPED, write
from reader.text.clean import clean_line

_EPILOG = f"""
formats:
  md     a digest in Markdown: headings, and under them links with provider,
         date, quality, your tags and note, and excerpt; the default
  full   every article whole, as Markdown
  html   the same as one web page, for a browser and for paper
  csv    a table; a text that a spreadsheet would compute gets a ' before it
  json   one array of records; jsonl, urls are those of `reader list`
  opml   the outlets, each with its address and number of articles
  The ending of FILE (.html, .csv) sets the format, unless --format does. An
  existing file is kept, unless --force is given. By topic, an article is
  listed under the first of its topics.

{QUERY_HELP}

examples:
  reader export news/ newer:7d quality:>=60 > week.md
  reader export news/ is:later --output later.html --group topic
  reader export news/ is:starred --format opml --output outlets.opml
"""


def parser() -> QueryParser:
    """Return the parser of this command."""
    about = "Write the matching articles, newest first, as a digest, a page or data."
    made = QueryParser("export", about, _EPILOG)
    made.option("--format", choices=FORMATS, help="what to write (see below)")
    made.option("--group", choices=GROUPINGS, help="md, html: the headings; days are the default")
    made.option("--output", metavar="FILE", help="a new file, instead of standard output")
    made.option("--force", action="store_true", help="replace an existing FILE")
    made.limits()
    return made


def run(words: Sequence[str], console: Console) -> int:
    """Write the articles that match; none is no error. Raises `UsageError` where FILE is there already."""
    arguments = parser().read(words)
    found, text = corpora_and_query(arguments)
    query = wanted(text, arguments.view)
    file = None if arguments.output in (None, "-") else Path(arguments.output)
    form = _format(arguments, file)
    try:
        if file is not None:  # before the work, and again when it is done
            check_free(file, force=arguments.force, inputs=found.roots)
        with loaded(found.roots, console, state=arguments.state) as session:
            rows = session.select(query)[: arguments.limit]
            title = ", ".join(root.resolve().name or str(root) for root in found.roots)
            title = clean_line(": ".join(filter(None, (title, arguments.view, text))))
            if form in RECORDS:
                session.load_stories()
            inputs = inputs_of(session)
            with (
                nullcontext() if file is None else new_file(file, force=arguments.force, inputs=inputs) as out
            ):
                target = console if out is None else console._replace(out=out, unicode=True)
                write(session, rows, target, form, group=arguments.group or "day", title=title)
            if not rows:
                say_nothing(session, query, console)
    except TakenError as error:
        error.hint = "--force replaces it"
        raise
    if rows and file is not None:
        console.say(f"{len(rows):,} {'article' if len(rows) == 1 else 'articles'} written to {file}")
    return 0


def _format(arguments: argparse.Namespace, file: Path | None) -> str:
    """Return the format that is asked for, or that the file's name says."""
    suffix = "" if file is None else file.suffix[1:].lower()
    form: str = arguments.format or (suffix if suffix in FORMATS else "md")
    if arguments.group and form not in GROUPED:
        raise UsageError(f"--group is for md and html, and this is {form}")
    if arguments.force and file is None:
        raise UsageError("--force belongs to --output")
    return form
