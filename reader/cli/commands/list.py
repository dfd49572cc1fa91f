"""`reader list CORPUS [QUERY]`: the matching articles."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import partial

from reader.cli.arguments.corpora import corpora_and_query
from reader.cli.arguments.parser import QUERY_HELP, QueryParser
from reader.cli.arguments.query import say_nothing, wanted
from reader.cli.loading import loaded
from reader.cli.output.console import Console
from reader.cli.output.formats import TSV_COLUMNS, WRITERS, Writer, write_paths
from reader.cli.output.table import write_table
from reader.errors import UsageError
from reader.session.export.data import CSV_COLUMNS

_EPILOG = f"""
formats:
  table  marks, date, provider, quality, id, title, cut to the width of the
         terminal; the default on a terminal
  tsv    {" ".join(TSV_COLUMNS)}; no header, no tab or line break
         in a value; the default when piped
  csv    with a header: {" ".join(CSV_COLUMNS[:6])}
         {" ".join(CSV_COLUMNS[6:14])}
         {" ".join(CSV_COLUMNS[14:])}
  jsonl  one JSON record per line: all fields, related coverage, marks; a
         missing value is "", null or []
  urls   the addresses as the files give them, one per line
  ids    the ids, one per line
  paths  the absolute paths of the files, one per line; a name may hold a line
         break, so use --print0 for other programs
  In tsv, csv and jsonl, url is the canonical address, which identifies the
  article. The paths open the files: jsonl writes bytes that are not UTF-8 as
  \\udc80 to \\udcff (surrogate escapes), and csv escapes a path with control
  characters or backslashes as JSON does.

{QUERY_HELP}

examples:
  reader list news/ 'topic:AI quality:>=60'
  reader list news/ is:later --format urls
  reader list news/ is:starred --print0 | xargs -0 cat
  reader list news/ -- -title:police
"""


_WRITERS: Mapping[str, Writer] = {**WRITERS, "table": write_table, "print0": partial(write_paths, end="\0")}


def parser() -> QueryParser:
    """Return the parser of this command."""
    made = QueryParser("list", "Print the matching articles, newest first.", _EPILOG)
    made.option("--format", choices=("table", *WRITERS), help="how to print them (see below)")
    made.option("-0", "--print0", action="store_true", help="print paths, each ended by a NUL byte")
    made.limits()
    return made


def run(words: Sequence[str], console: Console) -> int:
    """Print the articles that match; none is no error."""
    arguments = parser().read(words)
    found, text = corpora_and_query(arguments)
    query = wanted(text, arguments.view)
    if arguments.print0 and arguments.format not in (None, "paths"):
        raise UsageError(f"--print0 is for paths, and this is {arguments.format}")
    form = "print0" if arguments.print0 else arguments.format or ("table" if console.terminal else "tsv")
    with loaded(found.roots, console, state=arguments.state) as session:
        rows = session.select(query)[: arguments.limit]
        _WRITERS[form](session, rows, console)
        if not rows:
            say_nothing(session, query, console)
    return 0
