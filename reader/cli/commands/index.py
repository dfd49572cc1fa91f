"""`reader index CORPUS`: the index, built or brought up to date ahead of time."""

from __future__ import annotations

from collections.abc import Sequence

from reader.cli.arguments.corpora import corpus_arguments, missing
from reader.cli.arguments.parser import Parser
from reader.cli.loading import loaded
from reader.cli.output.console import Console

_DESCRIPTION = """\
Build or refresh the index of a corpus, so that it opens instantly. The app and
the other commands do so by themselves."""


def parser() -> Parser:
    """Return the parser of this command."""
    made = Parser("index", "CORPUS…", _DESCRIPTION)
    made.words("folders of articles or files", "CORPUS")
    return made


def run(words: Sequence[str], console: Console) -> int:
    """Bring the index up to date, with a progress bar, and say how many articles it holds."""
    found = corpus_arguments(parser().read(words), lambda word: False)
    if found.rest:
        raise missing(found.rest[0])
    with loaded(found.roots, console, patience=0) as session:
        console.say(f"{len(session.corpus):,} articles, {session.corpus.problem_count:,} problems")
    return 0
