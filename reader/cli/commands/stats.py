"""`reader stats CORPUS [QUERY]`: counts by provider, topic, month and state."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from reader.cli.chart import bar_lines
from reader.cli.console import Console
from reader.cli.corpora import asked_query
from reader.cli.counts import Counts, counted
from reader.cli.jsontext import dump
from reader.cli.loading import loaded
from reader.cli.parser import QUERY_HELP, Parser, count
from reader.cli.query import understood

_SHOWN = 10
_EPILOG = f"""
formats:
  chart  a small bar chart (the default)
  tsv    group, name, count; all of them unless --limit says otherwise
  json   one object: group to a list of {{name, count}}

{QUERY_HELP}
"""


def parser() -> Parser:
    """Return the parser of this command."""
    description = "Count the matching articles by provider, topic, month and state."
    made = Parser("stats", "CORPUS… [QUERY] [options]", description, _EPILOG)
    made.words("folders of articles or files, then the words of a query", "CORPUS… [QUERY]")
    made.option("-q", "--query", metavar="QUERY", help="the query; all words are then corpora")
    made.option("--format", choices=("chart", "tsv", "json"), default="chart", help="how to print them")
    made.option("--limit", type=count, metavar="N", help=f"names a group (default for the chart: {_SHOWN})")
    made.option("--state", metavar="FILE", type=Path, help="the file of marks, instead of your own")
    return made


def run(words: Sequence[str], console: Console) -> int:
    """Print the counts."""
    arguments = parser().read(words)
    found, text = asked_query(arguments)
    query = understood(text)
    with loaded(found.roots, console, state=arguments.state) as session:
        rows = session.select(query)
        groups = counted(session, rows)
        total = len(session.corpus)
    limit: int | None = arguments.limit
    if arguments.format == "tsv":
        for group, counts in groups.items():
            for name, number in counts[:limit]:
                console.write(f"{group}\t{name}\t{number}\n")
    elif arguments.format == "json":
        plain = {
            group: [{"name": name, "count": number} for name, number in counts[:limit]]
            for group, counts in groups.items()
        }
        console.write(dump(plain, unicode=console.unicode, indent=2) + "\n")
    else:
        console.write(console.style(f"{len(rows):,} of {total:,} articles", "bold") + "\n")
        for group, counts in groups.items():
            _chart(group, counts, limit or _SHOWN, console)
    return 0


def _chart(group: str, counts: Counts, limit: int, console: Console) -> None:
    shown = [(name, number) for name, number in counts if number][: max(limit, 0 if group != "state" else 9)]
    if not shown:
        return
    console.write("\n" + console.style(f"by {group}", "bold") + "\n")
    for line in bar_lines(shown, width=console.width, unicode=console.unicode):
        console.write(line + "\n")
    if (more := sum(1 for _, number in counts if number) - len(shown)) > 0:
        console.write(console.style(f"  and {more:,} more", "dim") + "\n")
