"""`reader show CORPUS ID`: one article in full."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from reader.cli.articletext import text_lines
from reader.cli.console import Console
from reader.cli.corpora import asked, is_id
from reader.cli.loading import loaded
from reader.cli.parser import Parser
from reader.errors import UsageError
from reader.session.export.article import markdown_lines
from reader.session.export.jsontext import dump
from reader.session.record import record

_EPILOG = """
An ID is what `reader list` prints, or the beginning of it, as long as only one
article fits. Exit code 1 when none does, or more than one.
"""
_MEASURE = 80


def parser() -> Parser:
    """Return the parser of this command."""
    description = "Print one article in full, with its related coverage."
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
    found = asked(arguments, is_id)
    if len(found.rest) != 1:
        what = "no id is given" if not found.rest else "more than one id is given"
        raise UsageError(what, hint="`reader list CORPUS --format ids` prints the ids")
    with loaded(found.roots, console, state=arguments.state) as session:
        article = session.article(session.find(found.rest[0]))
        mark = session.mark(article.id)
    if arguments.format == "json":
        console.write(dump(record(article, mark), unicode=console.unicode, indent=2) + "\n")
    elif arguments.format == "md":
        for line in markdown_lines(article, mark):
            console.write(line + "\n")
    else:
        for line, style in text_lines(article, mark, min(console.width, _MEASURE)):
            console.write((console.style(line, style) if style else line) + "\n")
    return 0
