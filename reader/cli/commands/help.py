"""`reader help [COMMAND]`: the same text as `--help`."""

from __future__ import annotations

from collections.abc import Sequence

from reader.cli.console import Console
from reader.cli.main import run_command
from reader.cli.verbs import VERBS
from reader.errors import UsageError


def run(words: Sequence[str], console: Console) -> int:
    """Print the help of the program, or of the command that is named."""
    if not words:
        return run_command(["--help"], console)
    if words[0] not in VERBS:
        raise UsageError(f"there is no command “{words[0]}”", hint="`reader help` lists them")
    return run_command([words[0], "--help"] if words[0] != "help" else ["--help"], console)
