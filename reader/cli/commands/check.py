"""`reader check CORPUS`: what is wrong in the files."""

from __future__ import annotations

from collections.abc import Sequence

from reader.cli.console import Console
from reader.cli.corpora import asked, missing
from reader.cli.loading import loaded
from reader.cli.main import DONE, PROBLEMS
from reader.cli.parser import Parser

_EPILOG = """
The problems go to standard output, the count to standard error. Exit code 1
when there is one. An article with a problem is still shown, with what could be
understood.
"""


def parser() -> Parser:
    """Return the parser of this command."""
    made = Parser("check", "CORPUS…", "Print what is wrong in the files, as path:line: what.", _EPILOG)
    made.words("folders of articles or files", "CORPUS")
    return made


def run(words: Sequence[str], console: Console) -> int:
    """Print every problem as `path:line: what`, then a count."""
    found = asked(parser().read(words), lambda word: False)
    if found.rest:
        raise missing(found.rest[0])
    with loaded(found.roots, console) as session:
        problems = session.corpus.problems()
        for problem in problems:
            console.line(str(problem))
        articles = len(session.corpus)
    console.say(f"{_counted(len(problems), 'problem')} in {_counted(articles, 'article')}")
    return PROBLEMS if problems else DONE


def _counted(number: int, noun: str) -> str:
    return f"{number:,} {noun}{'' if number == 1 else 's'}"
