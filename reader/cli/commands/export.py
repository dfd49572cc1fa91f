"""`reader export CORPUS [QUERY]`: the matching articles for other programs and other people."""

from __future__ import annotations

import argparse
from collections.abc import Callable, Iterable, Mapping, Sequence
from contextlib import nullcontext
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from reader.cli.console import Console
from reader.cli.corpora import asked_query
from reader.cli.formats import WRITERS
from reader.cli.jsontext import dump
from reader.cli.loading import loaded
from reader.cli.output import check_free, new_file
from reader.cli.parser import QUERY_HELP, Parser, count
from reader.cli.query import wanted
from reader.errors import UsageError
from reader.session.export.digest import digest
from reader.session.export.groups import GROUPINGS, Group, grouped
from reader.session.export.opml import opml
from reader.session.export.page import page
from reader.session.record import record
from reader.text.clean import clean_line

if TYPE_CHECKING:
    from reader.session.session import Session

_GROUPED: Mapping[str, Callable[[str, Sequence[Group]], Iterable[str]]] = {"md": digest, "html": page}
_FORMATS = ("md", "json", "jsonl", "csv", "urls", "opml", "html")
_EPILOG = f"""
formats:
  md     a digest in Markdown: headings, and under them links with provider,
         date, quality and excerpt; the default
  html   the same as one web page, for a browser and for paper
  json   one array of records; jsonl, csv, urls are those of `reader list`
  opml   the outlets, each with its address and number of articles
  What FILE ends in (.html, .csv) says the format, unless --format does. A file
  that is there already stays, unless --force is given. By topic, an article
  stands under the first of its topics.

{QUERY_HELP}

examples:
  reader export news/ newer:7d quality:>=60 > week.md
  reader export news/ is:later --output later.html --group topic
  reader export news/ is:starred --format opml --output outlets.opml
"""


def parser() -> Parser:
    """Return the parser of this command."""
    about = "Write the matching articles, newest first, as a digest, a page or data."
    made = Parser("export", "CORPUS… [QUERY] [options]", about, _EPILOG)
    made.words("folders of articles or files, then the words of a query", "CORPUS… [QUERY]")
    made.option("-q", "--query", metavar="QUERY", help="the query; all words are then corpora")
    made.option("--view", metavar="NAME", help="a saved view; the query then narrows it")
    made.option("--format", choices=_FORMATS, help="what to write (see below)")
    made.option("--group", choices=GROUPINGS, help="md, html: the headings; days are the default")
    made.option("--output", metavar="FILE", help="a new file, instead of standard output")
    made.option("--force", action="store_true", help="replace FILE where it is there already")
    made.option("--limit", type=count, metavar="N", help="at most this many")
    made.option("--state", metavar="FILE", type=Path, help="the file of marks, instead of your own")
    return made


def run(words: Sequence[str], console: Console) -> int:
    """Write the articles that match; none is no error. Raises `UsageError` where FILE is there already."""
    arguments = parser().read(words)
    found, text = asked_query(arguments)
    query = wanted(text, arguments.view)
    file = None if arguments.output in (None, "-") else Path(arguments.output)
    form = _format(arguments, file)
    if file is not None:  # before the work, and again when it is done
        check_free(file, force=arguments.force)
    with loaded(found.roots, console, state=arguments.state) as session:
        rows = session.select(query)[: arguments.limit]
        title = ", ".join(root.resolve().name or str(root) for root in found.roots)
        title = clean_line(": ".join(filter(None, (title, arguments.view, text))))
        with nullcontext() if file is None else new_file(file, force=arguments.force) as out:
            target = console if out is None else replace(console, out=out, unicode=True)
            _write(session, rows, target, form, arguments.group, title)
        if not rows and (console.talks or file is not None):
            console.say(f"no article matches; the corpus has {len(session.corpus):,}")
        elif file is not None:
            console.say(f"{len(rows):,} {'article' if len(rows) == 1 else 'articles'} written to {file}")
    return 0


def _format(arguments: argparse.Namespace, file: Path | None) -> str:
    """Return the format that is asked for, or that the file's name says."""
    suffix = "" if file is None else file.suffix[1:].lower()
    form: str = arguments.format or (suffix if suffix in _FORMATS else "md")
    if arguments.group and form not in _GROUPED:
        raise UsageError(f"--group is for md and html, and this is {form}")
    if arguments.force and file is None:
        raise UsageError("--force belongs to --output")
    return form


def _write(
    session: Session, rows: Sequence[int], target: Console, form: str, group: str | None, title: str
) -> None:
    if form in _GROUPED:
        groups = grouped((article for article, _mark in session.articles(rows)), group or "day")
        _write_lines(_GROUPED[form](title, groups), target)
    elif form == "opml":
        corpus = session.corpus
        _write_lines(opml(title, ((corpus.providers[row], corpus.domains[row]) for row in rows)), target)
    elif form == "json":
        _write_json(session, rows, target)
    else:
        WRITERS[form](session, rows, target)


def _write_lines(lines: Iterable[str], target: Console) -> None:
    for line in lines:
        # Markdown, HTML and XML all know characters by number, where the stream does not know them by name.
        text = line if target.unicode else line.encode("ascii", "xmlcharrefreplace").decode("ascii")
        target.write(text + "\n")


def _write_json(session: Session, rows: Sequence[int], target: Console) -> None:
    """Write one array, a record at a time: a corpus need not fit into memory."""
    before = "[\n"
    for article, mark in session.articles(rows):
        target.write(before + dump(record(article, mark), unicode=target.unicode))
        before = ",\n"
    target.write("\n]\n" if rows else "[]\n")
