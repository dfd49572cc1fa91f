"""`reader man`: the manual page."""

from __future__ import annotations

from collections.abc import Sequence

from reader.cli.arguments.parser import Parser
from reader.cli.manpage import page
from reader.cli.output.console import Console

_EPILOG = """
It is installed with the program, if the installer supports manual pages. To
read it in any case:
  reader man | man -l -
"""


def parser() -> Parser:
    """Return the parser of this command."""
    return Parser("man", "", "Print the manual page, in the form that man reads.", _EPILOG)


def run(words: Sequence[str], console: Console) -> int:
    """Print the page."""
    parser().read(words)
    console.write(page())
    return 0
