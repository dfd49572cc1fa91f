"""`reader [CORPUS …]`: the checks before a screen is taken over."""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from reader.cli.arguments.command_names import COMMAND_NAMES
from reader.config.paths import find_paths
from reader.errors import CorpusError, UsageError
from reader.session.state.recent import last_roots, remember_roots
from reader.tour import tour_path

if TYPE_CHECKING:
    from reader.cli.output.console import Console
    from reader.session.opening import AppOptions


def run(words: Sequence[str], console: Console) -> int:
    """Open the app on the corpora that are named; return its exit code."""
    named, options = _read(words)
    paths = find_paths()
    roots = [Path(word) for word in named] or last_roots(paths) or [tour_path()]
    for root in roots:
        _check(root)
    _check_terminal()
    if named:
        remember_roots(paths, roots)
    # The rest of the program is loaded only now: mistakes are answered without it.
    from reader.session.opening import AppOptions
    from reader.tui.launch import launch

    return launch(roots, options or AppOptions())


def _read(words: Sequence[str]) -> tuple[list[str], AppOptions | None]:
    """Return the corpora that are named, and the options where there are any."""
    if not any(word.startswith("-") for word in words):
        # Most starts are of this kind, and do without the 20 ms that a parser of arguments takes.
        return list(words), None
    from reader.cli.arguments.options import read

    named, options = read(words)
    for query in filter(None, (options.query, options.triage)):
        from reader.cli.arguments.query import understood

        understood(query)
    return named, options


def _check(root: Path) -> None:
    if root.exists():
        return
    error = CorpusError("there is no such file or folder", place=str(root))
    near = nearest_verb(str(root))
    error.hint = f"did you mean `reader {near}`?" if near else "`reader FOLDER` opens another"
    raise error


def nearest_verb(word: str) -> str:
    """Return the command whose name is nearest to a word, or "" where none is near."""
    import difflib  # only needed to help with a mistake

    return next(iter(difflib.get_close_matches(word, COMMAND_NAMES, 1)), "")


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
