"""The entry point of `reader` and of `python -m reader`.

Processes that read files on behalf of the index import this module anew, so it imports almost nothing.
"""

from __future__ import annotations

import gc
import sys
from collections.abc import Sequence

from reader.cli.verbs import VERBS

INTERRUPTED = 130


def main(argv: Sequence[str] | None = None) -> int:
    """Run the program with the given words (those of the process when None) and return its exit code.

    A first word that is a command is run as one; everything else opens the app. A folder with the name of a
    command is reached as `./list`. Exit codes: see `reader.cli.main.run`; 130 when interrupted.
    """
    words = list(sys.argv[1:] if argv is None else argv)
    if not (words and words[0] in VERBS):
        # Collecting while Textual is imported costs an eighth of the time to the first screen. The app turns
        # it on again once that is painted.
        gc.disable()
    try:
        from reader.cli.main import run  # inside, so that an early Ctrl+C is as silent as a late one

        return run(words)
    except KeyboardInterrupt:
        return INTERRUPTED


if __name__ == "__main__":
    sys.exit(main())
