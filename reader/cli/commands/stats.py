"""`reader stats CORPUS [QUERY]`: counts by provider, topic, month, type, state and quality."""

from __future__ import annotations

from collections.abc import Sequence

from reader.cli.arguments.corpora import corpora_and_query
from reader.cli.arguments.parser import QUERY_HELP, QueryParser
from reader.cli.arguments.query import say_nothing, wanted
from reader.cli.loading import loaded
from reader.cli.main import DONE
from reader.cli.output.chart import bar_lines
from reader.cli.output.console import Console
from reader.session.export.json_text import dump
from reader.session.table.field_values import FACETS, count_values

_SHOWN = 10
_EPILOG = f"""
formats:
  chart  a small bar chart (the default)
  tsv    field, value, count; all of them unless --limit says otherwise
  json   one object: field to a list of {{value, count}}
  Field and value are as a query has them: provider:NPR, date:2020-10, is:open.

{QUERY_HELP}
"""


def parser() -> QueryParser:
    """Return the parser of this command."""
    description = "Count the matching articles by provider, topic, month, type, state, quality."
    made = QueryParser("stats", description, _EPILOG)
    made.option("--format", choices=("chart", "tsv", "json"), default="chart", help="how to print them")
    made.limits(f"values of each field (default for the chart: {_SHOWN})")
    return made


def run(words: Sequence[str], console: Console) -> int:
    """Print the counts, the same as the facets of the app."""
    arguments = parser().read(words)
    found, text = corpora_and_query(arguments)
    query = wanted(text, arguments.view)
    with loaded(found.roots, console, state=arguments.state) as session:
        rows = session.select(query)
        if not rows:
            say_nothing(session, query, console)
        groups = {field: count_values(session, field, rows) for field, _ in FACETS}
        total = len(session.corpus)
    limit: int | None = arguments.limit
    if arguments.format == "tsv":
        for field, counts in groups.items():
            for value, number in counts[:limit]:
                console.write(f"{field}\t{value}\t{number}\n")
    elif arguments.format == "json":
        plain = {
            field: [{"value": value, "count": number} for value, number in counts[:limit]]
            for field, counts in groups.items()
        }
        console.write(dump(plain, unicode=console.unicode, indent=2) + "\n")
    else:
        console.write(console.style(f"{len(rows):,} of {total:,} articles", "bold") + "\n")
        for field, title in FACETS:
            _chart(title, groups[field], limit or _SHOWN, console)
    return DONE


def _chart(title: str, counts: Sequence[tuple[str, int]], limit: int, console: Console) -> None:
    if not counts:
        return
    console.write("\n" + console.style(title, "bold") + "\n")
    for line in bar_lines(counts[:limit], width=console.width, unicode=console.unicode):
        console.write(line + "\n")
    if len(counts) > limit:
        console.write(console.style(f"  and {len(counts) - limit:,} more", "dim") + "\n")
