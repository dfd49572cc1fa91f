"""`reader completions SHELL`: what bash, zsh and fish complete."""

from __future__ import annotations

import importlib
from collections.abc import Sequence

from reader.cli.arguments.parser import Parser
from reader.cli.output.console import Console
from reader.errors import UsageError

SHELLS = ("bash", "zsh", "fish")
_EPILOG = """
In the file that the shell reads at its start:
  bash   eval "$(reader completions bash)"
  zsh    source <(reader completions zsh)
  fish   reader completions fish | source
After a corpus, the fields of the query language are completed as well.
"""


def parser() -> Parser:
    """Return the parser of this command."""
    made = Parser(
        "completions", "bash|zsh|fish", "Print what a shell needs to complete this program.", _EPILOG
    )
    made.words("the shell", "SHELL", SHELLS)
    return made


def run(words: Sequence[str], console: Console) -> int:
    """Print the script of a shell. Raises `UsageError` for one that is not known."""
    asked: list[str] = parser().read(words).words
    if len(asked) != 1 or asked[0] not in SHELLS:
        raise UsageError("name a shell", hint=f"one of {', '.join(SHELLS)}")
    console.write(importlib.import_module(f"reader.cli.shells.{asked[0]}").script())
    return 0
