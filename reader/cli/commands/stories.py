"""`reader stories CORPUS [QUERY]`: the stories that the matching articles tell."""

from __future__ import annotations

from collections.abc import Sequence

from reader.cli.arguments.corpora import corpora_and_query
from reader.cli.arguments.parser import QUERY_HELP, QueryParser, count
from reader.cli.arguments.query import say_nothing, wanted
from reader.cli.loading import loaded
from reader.cli.output.console import Console
from reader.cli.output.story_text import story_line, story_record
from reader.session.export.json_text import dump
from reader.stories.grouping import grouped

_EPILOG = f"""
A story is all coverage of one event: articles of the corpus and entries of
their related coverage. It is found by links, and by the names and rare words
that titles and excerpts share.

formats:
  table  day of the first report, number of sources, best source and its
         quality, id, headline; cut to the width of the terminal; the default
         there
  jsonl  one JSON record per line: id, headline, storysize, outlets, first and
         best (ids), sources, oldest first, each with its fields and inCorpus,
         lag (seconds after the first), copyOf, apart (background, not the
         event); the default when piped
  The id of a story is that of its oldest article: `reader list CORPUS story:ID`
  lists its articles.

{QUERY_HELP}

examples:
  reader stories news/ newer:7d --min 3
  reader stories news/ 'topic:AI sort:-storysize' --limit 20
"""
_FORMATS = ("table", "jsonl")


def parser() -> QueryParser:
    """Return the parser of this command."""
    about = "Print the stories of the matching articles, the newest first."
    made = QueryParser("stories", about, _EPILOG)
    made.option("--format", choices=_FORMATS, help="how to print them (see below)")
    made.option("--min", type=count, default=2, metavar="N", help="least number of sources (default: 2)")
    made.limits()
    return made


def run(words: Sequence[str], console: Console) -> int:
    """Print each story of which an article matches, once."""
    arguments = parser().read(words)
    found, text = corpora_and_query(arguments)
    query = wanted(text, arguments.view)
    as_table = arguments.format == "table" or (arguments.format is None and console.terminal)
    with loaded(found.roots, console, state=arguments.state) as session:
        stories = session.load_stories()
        heads = grouped(session.select(query), stories.number).heads
        if not heads:
            say_nothing(session, query, console)
        large = [row for row in heads if stories.size(row) >= arguments.min]
        for row in large[: arguments.limit]:
            story = session.story(session.corpus.id_at(row))
            line = (
                story_line(story, console) if as_table else dump(story_record(story), unicode=console.unicode)
            )
            console.write(line + "\n")
    return 0
