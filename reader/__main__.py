"""The entry point of `reader` and of `python -m reader`.

Processes that read files on behalf of the index import this module anew, so it imports almost nothing. What it imports
at the top runs on every system and on old Pythons, so that one sentence can say what is missing there.
"""

from __future__ import annotations

import gc
import os
import sys
from collections.abc import Sequence

from reader.cli.arguments.command_names import COMMAND_NAMES

WRONG, INTERRUPTED = 2, 130
_OLDEST_PYTHON = (3, 11)


def main(argv: Sequence[str] | None = None) -> int:
    """Run the program with the given words (those of the process when None) and return its exit code.

    A first word that is a command is run as one; everything else opens the app. A folder with the name of a
    command is reached as `./list`. Exit codes: see `reader.cli.main.run`; 130 when interrupted, 2 where this system
    lacks what the program needs.
    """
    words = list(sys.argv[1:] if argv is None else argv)
    missing = _missing_platform()
    if missing:
        return _refuse(missing)
    if not (words and words[0] in COMMAND_NAMES):
        # Collecting while Textual is imported costs an eighth of the time to the first screen. The app turns
        # it on again once that is painted.
        gc.disable()
    try:
        from reader.cli.main import run  # inside, so that an early Ctrl+C is as silent as a late one

        return run(words)
    except KeyboardInterrupt:
        return INTERRUPTED
    except ImportError as error:
        return _refuse(
            f"a module that the program needs cannot be imported ({error}); install the program again, "
            f"with a complete Python {'.'.join(map(str, _OLDEST_PYTHON))} or newer"
        )


def _missing_platform() -> str:
    """Return a sentence about what this system lacks, "" where it has all that the program needs."""
    if sys.version_info < _OLDEST_PYTHON:
        version = ".".join(map(str, sys.version_info[:3]))
        return f"the program needs Python 3.11 or newer, and this is {version}; start it with a newer one"
    if sys.platform == "win32" or os.name != "posix":
        return "the program needs Linux, macOS or another Unix; on Windows, install and start it inside WSL"
    return ""


def _refuse(sentence: str) -> int:
    """Say a sentence on standard error, where there is one, and return the exit code for it."""
    if sys.stderr is not None:
        print(f"reader: {sentence}", file=sys.stderr)
    return WRONG


if __name__ == "__main__":
    sys.exit(main())
