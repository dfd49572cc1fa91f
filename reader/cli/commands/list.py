"""`reader list CORPUS [QUERY]`: the matching articles."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from reader.cli.console import Console
from reader.cli.corpora import asked_query
from reader.cli.formats import TSV_COLUMNS, WRITERS
from reader.cli.loading import loaded
from reader.cli.parser import QUERY_HELP, Parser, count
from reader.cli.query import say_nothing, wanted
from reader.cli.table import write_table
from reader.session.export.data import CSV_COLUMNS

_EPILOG = f"""
formats:
  table  marks, date, provider, quality, id, title, cut to the width of the
         terminal; the default there
  tsv    {" ".join(TSV_COLUMNS)}; no header, no tab or line break
         in a value; the default when piped
  csv    with a header: {" ".join(CSV_COLUMNS[:6])}
         {" ".join(CSV_COLUMNS[6:14])}
         {" ".join(CSV_COLUMNS[14:])}
  jsonl  one JSON record a line: all fields, related coverage, marks; what an
         article does not have is "", null or []
  urls   the addresses as the files give them, one a line
  ids    the ids, one a line
  In tsv, csv and jsonl, url is the canonical address: the one an article is
  known by.

{QUERY_HELP}

examples:
  reader list news/ 'topic:AI quality:>=60'
  reader list news/ is:later --format urls
  reader list news/ -- -title:police
"""


def parser() -> Parser:
    """Return the parser of this command."""
    made = Parser("list", "CORPUS… [QUERY] [options]", "Print the matching articles, newest first.", _EPILOG)
    made.words("folders of articles or files, then the words of a query", "CORPUS… [QUERY]")
    made.option("-q", "--query", metavar="QUERY", help="the query; all words are then corpora")
    made.option("--view", metavar="NAME", help="a saved view; the query then narrows it")
    made.option("--format", choices=("table", *WRITERS), help="how to print them (see below)")
    made.option("--limit", type=count, metavar="N", help="at most this many")
    made.option("--state", metavar="FILE", type=Path, help="the file of marks, instead of your own")
    return made


def run(words: Sequence[str], console: Console) -> int:
    """Print the articles that match; none is no error."""
    arguments = parser().read(words)
    found, text = asked_query(arguments)
    query = wanted(text, arguments.view)
    form = arguments.format or ("table" if console.terminal else "tsv")
    with loaded(found.roots, console, state=arguments.state) as session:
        rows = session.select(query)[: arguments.limit]
        writer = write_table if form == "table" else WRITERS[form]
        writer(session, rows, console)
        if not rows:
            say_nothing(session, query, console)
    return 0
