"""`reader show CORPUS ID`: one article in full."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from reader.cli.arguments.corpora import corpus_arguments, is_id
from reader.cli.arguments.parser import Parser
from reader.cli.loading import loaded
from reader.cli.output.article_text import text_lines, wrapped
from reader.cli.output.console import Console
from reader.cli.output.story_text import source_lines
from reader.errors import UsageError
from reader.session.export.article import escaped, markdown_lines
from reader.session.export.json_text import dump
from reader.session.record import record

if TYPE_CHECKING:
    from reader.stories.story import Story

_EPILOG = """
An ID is what `reader list` prints, or its first letters, if they match only one
article. The exit code is 1 if they match none, or more than one.
"""
_MEASURE = 80


def parser() -> Parser:
    """Return the parser of this command."""
    description = "Print one article in full, with its related coverage and its story."
    made = Parser("show", "CORPUS ID [--format text|json|md]", description, _EPILOG)
    made.words("a folder of articles or a file, then the id of an article", "CORPUS ID")
    made.option(
        "--format", choices=("text", "json", "md"), default="text", help="text, a JSON record, Markdown"
    )
    made.option("--state", metavar="FILE", type=Path, help="the file of marks, instead of your own")
    return made


def run(words: Sequence[str], console: Console) -> int:
    """Print the article. Raises `NotFoundError` when no single article has the id."""
    arguments = parser().read(words)
    found = corpus_arguments(arguments, is_id)
    if len(found.rest) != 1:
        what = "no id is given" if not found.rest else "more than one id is given"
        raise UsageError(what, hint="`reader list CORPUS --format ids` prints the ids")
    with loaded(found.roots, console, state=arguments.state) as session:
        row = session.find(found.rest[0])
        article = session.article(row)
        mark = session.mark(article.id)
        session.load_stories()
        place, story = session.story_of(row), session.story(article.id)
    if arguments.format == "json":
        console.write(dump(record(article, mark, place), unicode=console.unicode, indent=2) + "\n")
    elif arguments.format == "md":
        for line in markdown_lines(article, mark):
            console.write(line + "\n")
        if len(story) > 1:
            console.write("\n## Story\n\n")
            for title, said in source_lines(story, article.id):
                console.write(f"- {escaped(title)} · {escaped(said)}\n")
    else:
        width = min(console.width, _MEASURE)
        for line, style in (*text_lines(article, mark, width), *_story_lines(story, article.id, width)):
            console.write((console.style(line, style) if style else line) + "\n")
    return 0


def _story_lines(story: Story, article_id: str, width: int) -> Iterator[tuple[str, str]]:
    """Yield the lines of the story of an article as (text, style); none where nothing else covers it."""
    if len(story) > 1:
        yield "", ""
        yield f"Story {story.id} ({len(story)} sources)", "bold"
        for title, said in source_lines(story, article_id):
            yield "", ""
            yield from wrapped(title, width)
            yield from wrapped(said, width, "dim")
