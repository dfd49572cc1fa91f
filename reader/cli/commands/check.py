"""`reader check CORPUS`: what is wrong in the files, and which files are left out."""

from __future__ import annotations

import time
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from reader.cli.arguments.corpora import corpus_arguments, missing
from reader.cli.arguments.parser import Parser
from reader.cli.loading import loaded
from reader.cli.main import DONE, PROBLEMS
from reader.cli.output.console import Console

if TYPE_CHECKING:
    from reader.corpus.review import Review
    from reader.model import Problem
    from reader.session.session import Session

_EPILOG = """
Problems and hints go to standard output, counts to standard error. The exit
code is 1 when there is a problem. An article with a problem is still shown,
with what could be understood. A hint is no problem: it names a copy, with the
file that is shown instead, or a date more than a year ahead.

The files are counted: articles, and what is left out, with the reasons. Hidden
folders are not searched. --format json prints one object: "files" is
"articles" and all of "leftOut" together; "problems", "hints",
"leftOutFiles" with path and reason, "hiddenFolders". In each entry, "path" is
relative to the corpus and "file" absolute; both open the file.
"""

_SAID = {
    "copy": ("copy of another article", "copies of other articles"),
    "no-front-matter": ("without front matter", "without front matter"),
    "empty": ("empty", "empty"),
    "unreadable": ("unreadable", "unreadable"),
    "hidden": ("hidden", "hidden"),
    "other-ending": ("with another ending", "with other endings"),
    "link": ("link that is not followed", "links that are not followed"),
    "special": ("not a regular file", "not regular files"),
}


def parser() -> Parser:
    """Return the parser of this command."""
    made = Parser("check", "CORPUS… [--format text|json]", "Print what is wrong in the files.", _EPILOG)
    made.words("folders of articles or files", "CORPUS")
    made.option(
        "--format", choices=("text", "json"), default="text", help="lines of path:line: what, or JSON"
    )
    return made


def run(words: Sequence[str], console: Console) -> int:
    """Print every problem and every hint, then the counts."""
    arguments = parser().read(words)
    found = corpus_arguments(arguments, lambda word: False)
    if found.rest:
        raise missing(found.rest[0])
    with loaded(found.roots, console) as session:
        problems = session.corpus.problems()
        review = session.library.review(int(time.time()))
        if arguments.format == "json":
            from reader.session.export.json_text import dump

            console.write(dump(_record(session, problems, review), unicode=console.unicode, indent=2) + "\n")
        else:
            for problem in problems:
                console.line(str(problem))
            for hint in review.hints:
                console.line(hint.said("hint: "))
        articles = len(session.corpus)
    hints = f", {_counted(len(review.hints), 'hint')}" if review.hints else ""
    console.say(f"{_counted(len(problems), 'problem')}{hints} in {_counted(articles, 'article')}")
    console.say(_files_said(articles, review))
    return PROBLEMS if problems else DONE


def _files_said(articles: int, review: Review) -> str:
    """Return how many files there are, how many are articles, and why the others are left out."""
    files = articles + len(review.left_out)
    reasons = [f"{count:,} {_SAID[why][count != 1]}" for why, count in review.counts().items() if count]
    left_out = f"{len(review.left_out):,} left out ({', '.join(reasons)})" if reasons else "none left out"
    folders = len(review.hidden_folders)
    hidden = f"; {_counted(folders, 'hidden folder')} not searched" if folders else ""
    return f"{_counted(files, 'file')}: {_counted(articles, 'article')}, {left_out}{hidden}"


def _record(session: Session, problems: Sequence[Problem], review: Review) -> dict[str, Any]:
    """Return what `--format json` prints."""
    from reader.text.labels import exact_path

    labels = {one.path for one in (*problems, *review.hints)} | {one.shown for one in review.left_out}
    files = session.corpus.files_of(sorted(labels)) | {one.path: one.file for one in review.left_out}

    def exact(label: str) -> str:
        return exact_path(label, files[label]) if label in files else label

    def said(problem: Problem) -> Mapping[str, Any]:
        place = {"path": exact(problem.path), "file": files.get(problem.path, "")}
        return {**place, "line": problem.line, "field": problem.field, "message": problem.message}

    articles = len(session.corpus)
    return {
        "files": articles + len(review.left_out),
        "articles": articles,
        "leftOut": review.counts(),
        "problems": list(map(said, problems)),
        "hints": list(map(said, review.hints)),
        "leftOutFiles": [
            {"path": exact(one.path), "file": one.file, "reason": one.why, "shown": exact(one.shown)}
            for one in review.left_out
        ],
        "hiddenFolders": review.hidden_folders,
    }


def _counted(number: int, noun: str) -> str:
    return f"{number:,} {noun}{'' if number == 1 else 's'}"
