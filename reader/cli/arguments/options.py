"""The options of `reader [CORPUS …]`, which are also the help of the program."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from reader import __version__
from reader.cli.arguments.command_names import COMMAND_NAMES
from reader.cli.arguments.parser import Parser

if TYPE_CHECKING:
    from reader.session.opening import AppOptions

COLORS = ("auto", "never", "16", "256", "truecolor")
_EXAMPLES = """
examples:
  reader news/                      read the articles in a folder
  reader news/ -q 'is:unread date:today'
  reader list news/ 'topic:AI quality:>=60' --format urls
  reader news/ --state shared.db    share the marks with others

`reader COMMAND --help` explains a command. To open a folder that is named like
a command, write ./list.
"""


def parser() -> Parser:
    """Return the parser of the app's command line, whose help is the help of the program."""
    width = max(map(len, COMMAND_NAMES)) + 2
    commands = "\n".join(f"  {name:{width}}{text}" for name, text in COMMAND_NAMES.items())
    made = Parser(
        "",
        "[CORPUS …] [options]\n       reader COMMAND …",
        "Read and triage a folder of news articles in the terminal.",
        f"commands:\n{commands}\n{_EXAMPLES}",
    )
    made.words("folders of articles, or files; without one, the last corpus, else the tour", "CORPUS")
    made.option("-q", "--query", metavar="QUERY", help="start with the articles that match")
    made.option("--triage", metavar="QUERY", help="decide on the open articles that match, one per screen")
    made.option("--state", metavar="FILE", type=Path, help="keep the marks in this file")
    made.option("--local", dest="remote", action="store_false", help="assume a local terminal")
    made.option("--remote", dest="remote", action="store_true", help="assume a slow remote terminal")
    made.option("--no-mouse", dest="mouse", action="store_false", help="leave the mouse to the terminal")
    made.option("--ascii", action="store_true", default=None, help="draw with plain characters only")
    made.option("--color", choices=COLORS, help="how many colours the terminal has")
    made.option("--version", action="version", version=f"reader {__version__}", help="print the version")
    made.set_defaults(remote=None, mouse=None)
    return made


def read(words: Sequence[str]) -> tuple[list[str], AppOptions]:
    """Return the corpora that are named and the options. Raises `UsageError`; `SystemExit` after help or version."""
    arguments = parser().read(words)
    from reader.session.opening import AppOptions  # help, version and mistakes do without

    options = AppOptions(
        state=arguments.state,
        remote=arguments.remote,
        mouse=arguments.mouse,
        ascii=arguments.ascii,
        color=arguments.color,
        query=arguments.query or "",
        triage=arguments.triage,
    )
    return [*arguments.words, *arguments.after], options
