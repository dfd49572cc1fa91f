"""`reader [CORPUS …]`: the options of the app, and the checks before a screen is taken over."""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from pathlib import Path

from reader import __version__
from reader.cli.console import Console
from reader.cli.corpora import missing
from reader.cli.parser import Parser
from reader.cli.query import understood
from reader.cli.verbs import VERBS
from reader.config.paths import find_paths
from reader.errors import UsageError
from reader.session.lately import last_roots, remember_roots

COLORS = ("auto", "never", "16", "256", "truecolor")
_EXAMPLES = """
examples:
  reader news/                      read the articles in a folder
  reader news/ -q 'is:unread date:today'
  reader list news/ 'topic:AI quality:>=60' --format urls
  reader news/ --state shared.db    share the marks with others

`reader COMMAND --help` tells more about a command. A folder named like a
command is opened as ./list.
"""


def parser() -> Parser:
    """Return the parser of the app's command line, whose help is the help of the program."""
    width = max(map(len, VERBS)) + 2
    commands = "\n".join(f"  {name:{width}}{text}" for name, text in VERBS.items())
    made = Parser(
        "",
        "[CORPUS …] [options]\n       reader COMMAND …",
        "Read and triage a folder of news articles in the terminal.",
        f"commands:\n{commands}\n{_EXAMPLES}",
    )
    made.words("folders of articles, or files; without one the corpus opened last, else the tour", "CORPUS")
    made.option("-q", "--query", metavar="QUERY", help="begin with the articles that match")
    made.option("--state", metavar="FILE", type=Path, help="keep the marks in this file")
    made.option("--local", dest="remote", action="store_false", help="do as if the terminal were near")
    made.option("--remote", dest="remote", action="store_true", help="send little, as over a thin line")
    made.option("--no-mouse", dest="mouse", action="store_false", help="leave the mouse to the terminal")
    made.option("--ascii", action="store_true", default=None, help="draw with plain characters only")
    made.option("--color", choices=COLORS, help="how many colours the terminal has")
    made.option("--version", action="version", version=f"reader {__version__}", help="print the version")
    made.set_defaults(remote=None, mouse=None)
    return made


def run(words: Sequence[str], console: Console) -> int:
    """Open the app on the corpora that are named; return its exit code."""
    arguments = parser().read(words)
    paths = find_paths()
    named = [Path(word) for word in (*arguments.words, *arguments.after)]
    roots = named or last_roots(paths) or [_tour()]
    for root in roots:
        _check(root)
    if arguments.query is not None:
        understood(arguments.query)
    _check_terminal()
    if named:
        remember_roots(paths, named)
    # The rest of the program is loaded only now: help and mistakes are answered without it.
    from reader.session.opening import AppOptions
    from reader.tui.launch import launch

    options = AppOptions(
        state=arguments.state,
        remote=arguments.remote,
        mouse=arguments.mouse,
        ascii=arguments.ascii,
        color=arguments.color,
        query=arguments.query or "",
    )
    return launch(roots, options)


def _check(root: Path) -> None:
    if root.exists():
        return
    error = missing(str(root))
    near = nearest_verb(str(root))
    error.hint = f"did you mean `reader {near}`?" if near else "`reader FOLDER` opens another"
    raise error


def _tour() -> Path:
    import reader.tour

    return Path(reader.tour.__file__).parent


def nearest_verb(word: str) -> str:
    """Return the command whose name is nearest to a word, or "" where none is near."""
    import difflib  # only needed to help with a mistake

    return next(iter(difflib.get_close_matches(word, VERBS, 1)), "")


def _check_terminal() -> None:
    lacking = [
        name
        for name, stream in (("input", sys.stdin), ("output", sys.stdout), ("error", sys.stderr))
        if stream is None or not stream.isatty()
    ]
    hint = "`reader list CORPUS` prints the articles without one"
    if lacking:
        raise UsageError(f"the app needs a terminal, and standard {lacking[0]} is none", hint=hint)
    if os.environ.get("TERM", "") in ("", "dumb", "unknown"):
        raise UsageError("the app needs a terminal that can move its cursor (see TERM)", hint=hint)
